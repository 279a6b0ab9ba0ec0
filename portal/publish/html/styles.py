"""Style sheets: each is its parts one after the other, as ``styles.json`` beside them lists, without comments.

One sheet serves all page types: it is small, asked for once and kept. What page types with filters and forms have
stands in a second one, what few texts have (admonitions, tabs, task lists) in a third. Colours and sizes are
properties, all in one part (:mod:`.properties`). The dark scheme stands there once and in the sheet twice: no rule can
hold for a choice and for a preference of the device alike.
"""

from __future__ import annotations

import re
from pathlib import Path

from portal.core.built import built_name
from portal.core.urls import relative
from portal.publish.html.parts import part_table

TABLE = "styles.json"

_QUOTED = r""""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'"""
_COMMENT = re.compile(rf"({_QUOTED})|/\*.*?\*/", re.DOTALL)
# Space before a colon stays: "a :hover" is not "a:hover". So does space around operators, which calc() needs.
_SPACE = re.compile(rf"({_QUOTED})|\s*([{{}};,])\s*|(:)\s+|\s+", re.DOTALL)
_DARK = re.compile(r'@media screen\{:root\[data-scheme="dark"\]\{([^{}]*)\}\}')
_FILE = re.compile(r"""url\("(?!data:)(?:[^"]*/)?([^"/]+)"\)""")


def table(sources: Path) -> dict[str, list[str]]:
    """Name of a style sheet → its parts in their order; ``sources`` is the folder that the parts stand in."""
    return part_table(sources / TABLE)


def slim_style(text: str) -> str:
    """The same style sheet without comments and space that parts nothing; what is quoted stays as it is."""
    text = _COMMENT.sub(lambda match: match[1] or "", text)
    return _SPACE.sub(lambda match: match[1] or match[2] or match[3] or " ", text).replace(";}", "}").strip()


def by_preference(text: str) -> str:
    """The slim sheet with its dark scheme once more: for devices that prefer it, until the reader chooses."""
    return _DARK.sub(
        r"\g<0>@media screen and (prefers-color-scheme:dark){:root:not([data-scheme=light]){\1}}", text, count=1
    )


def style(sources: Path, name: str) -> str:
    """The text of one style sheet. Files that it loads are called by their names in the site."""
    own = built_name(name)
    text = "".join((sources / part).read_text(encoding="utf-8") for part in table(sources)[name])
    slim = slim_style(_FILE.sub(lambda match: f'url("{relative(own, built_name(match[1]))}")', text))
    return by_preference(slim) + "\n"


def styles(sources: Path) -> dict[str, str]:
    """All style sheets: name → text."""
    return {name: style(sources, name) for name in table(sources)}
