"""Checks of the languages of the portal: their words are there, and the generator's configuration has the same ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from portal.content.headings import missing_headings
from portal.core.problems import Problem, problem
from portal.language.languages import LANGUAGES
from portal.words.interface import missing_words

_CONFIG = "mkdocs.yml"
_LIST = "portal/language/languages.yml"


def check_words() -> Iterator[Problem]:
    """Every word of the interface and every fixed heading that a language lacks. Readers get those of another one."""
    for lang, key in missing_words():
        yield problem("language-words", f"portal/words/strings/{lang}.yml", key=key, lang=lang)
    for lang, key in missing_headings():
        yield problem("language-words", "portal/content/headings.yml", key=key, lang=lang)


def check_generator(root: Path, listed: Sequence[tuple[str, str, bool]]) -> Iterator[Problem]:
    """Whether the generator builds these languages: code, name, and whether it is the one at the root of the site."""
    wanted = [(code, language.name, number == 0) for number, (code, language) in enumerate(LANGUAGES.items())]
    if list(listed) == wanted:
        return
    text = (root / _CONFIG).read_text(encoding="utf-8")
    found = re.search(r"(?m)^[ \t]*languages:", text)
    line = text.count("\n", 0, found.start()) + 1 if found else 0
    root_one = {True: ", default: true", False: ""}
    shown = "; ".join(f"{{locale: {code}, name: {name}{root_one[first]}, build: true}}" for code, name, first in wanted)
    yield problem("languages-generator", _CONFIG, line, 1 if line else 0, wanted=shown, list=_LIST)
