"""Figures that no line may break from their unit: «6 404 000 сом», «24 км», «1,5 млн сомов», «№ 125».

The words are those by which facts of both languages are compared (``corpus/facts/facts.yml``). What editors wrote stays
as it is; only what readers see is bound.
"""

from __future__ import annotations

import re
from functools import cache

from portal.corpus.facts.fact_words import fact_table
from portal.model.values import LANGS

NO_BREAK = "\u00a0"

# Script and style are no text; what is preformatted keeps its spaces.
_KEPT = re.compile(r"<(script|style|pre|textarea|svg|title)\b.*?</\1>", re.DOTALL)
_CLOSING = r"(?:</(?:strong|em|a|b|i|mark|span|abbr)>){0,3}"


def bound(text: str) -> str:
    """The same plain text with spaces that do not break."""
    for spaces in _spaces():
        text = spaces.sub(lambda match: match[0][:-1] + NO_BREAK, text)
    return text


def bound_html(html: str) -> str:
    """The same page: only its text is changed, never a tag, a script or what is preformatted."""
    kept = [match.span() for match in _KEPT.finditer(html)]
    for spaces in _spaces():
        parts, last, at = [], 0, 0
        for match in spaces.finditer(html):
            space = match.end() - 1
            while at < len(kept) and kept[at][1] <= space:
                at += 1
            inside = at < len(kept) and kept[at][0] < space
            if inside or html.rfind("<", 0, space) > html.rfind(">", 0, space):
                continue
            parts += [html[last:space], NO_BREAK]
            last = space + 1
        html = "".join((*parts, html[last:]))
    return html


@cache
def _spaces() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What ends with a space that must not break: between groups of digits, after №, before a unit; behind a scale.

    Each begins with a digit or a sign, so that most of a page is passed over quickly; the second needs the first.
    """
    table = fact_table()
    units = {word for one in table["units"].values() if not one.get("before") for word in _words(one)}
    scales = {word for one in table["scales"].values() for word in _words(one)}
    unit, scale = _one_of(units), _one_of(scales)
    first = (
        r"[0-9№](?:(?<=№) (?=\d)"
        r"|(?<![0-9]{4}) (?=[0-9]{3}(?![0-9]))"
        rf"|(?<!№){_CLOSING}\+? (?=(?:{unit}|{scale}|[%‰°])))"
    )
    behind_scale = rf"{NO_BREAK}(?:{scale})\.? (?=(?:{unit}))"
    return re.compile(first), re.compile(behind_scale)


def _words(record: dict[str, list[str]]) -> set[str]:
    return {word for lang in LANGS for word in record.get(lang, ()) if " " not in word}


def _one_of(words: set[str]) -> str:
    """An expression for any of these words: stems with their endings, forms after "=" as they are."""
    found = []
    for word in sorted(words, key=lambda one: (-len(one), one)):
        exact, stem = word.startswith("="), re.escape(word.lstrip("=")).replace("е", "[её]")
        end = r"(?!\w)" if exact and word[-1].isalnum() else "" if exact else r"\w{0,12}(?!\w)"
        found.append(stem + end)
    return "|".join(found)
