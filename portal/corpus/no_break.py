"""Figures that no line may break from their unit, and signs that begin no line.

«6 404 000 сом», «24 км», «1,5 млн сомов», «№ 125», «24 октября», «статья 34», «5 документов»; before a dash and before
the point between two pieces of a line. The units are those by which facts of both languages are compared
(``corpus/facts/facts.yml``), the things counted those of the interface. What editors wrote stays as it is; only what
readers see is bound.
"""

from __future__ import annotations

import re
from functools import cache

from portal.corpus.facts.fact_words import fact_table
from portal.language.dates import format_partial
from portal.model.values import LANGS
from portal.words.interface import strings

NO_BREAK = "\u00a0"

# Script and style are no text; what is preformatted keeps its spaces.
_KEPT = re.compile(r"<(script|style|pre|textarea|svg|title)\b.*?</\1>", re.DOTALL)
_CLOSING = r"(?:</(?:strong|em|a|b|i|mark|span|abbr)>){0,3}"


def bound(text: str) -> str:
    """The same plain text with spaces that do not break."""
    for spaces in _spaces():
        text = spaces.sub(lambda match: match[0].replace(" ", NO_BREAK), text)
    return text


def bound_html(html: str) -> str:
    """The same page: only its text is changed, never a tag, a script or what is preformatted."""
    kept = [match.span() for match in _KEPT.finditer(html)]
    for spaces in _spaces():
        parts, last, at = [], 0, 0
        for match in spaces.finditer(html):
            space = match.start() + match[0].index(" ")
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
def _spaces() -> tuple[re.Pattern[str], ...]:
    """What has one space, which must not break.

    Between groups of digits, after №, before a unit; behind a scale; before a sign that begins no line; behind words
    that stand before a number.

    Each begins with a digit or with fixed letters, so that most of a page is passed over quickly; the second needs the
    first.
    """
    table = fact_table()
    units = {word for one in table["units"].values() if not one.get("before") for word in _words(one)}
    units |= {f"={word}" for word in (*_counted(), *_months())}
    scales = {word for one in table["scales"].values() for word in _words(one)}
    unit, scale = _one_of(units), _one_of(scales)
    first = (
        r"[0-9№](?=[ <+])(?:(?<=№) (?=\w)"
        r"|(?<![0-9]{4}) (?=[0-9]{3}(?![0-9]))"
        rf"|(?<!№){_CLOSING}\+? (?=(?:{unit}|{scale}|[%‰°])))"
    )
    behind_scale = rf"{NO_BREAK}(?:{scale})\.? (?=(?:{unit}))"
    signs = (rf" {sign}(?=\s|$)" for sign in "—·")
    return tuple(
        map(re.compile, (first, behind_scale, *signs, r"тать[яеию] (?=[0-9])", r"CC (?=BY)", r"BY (?=[0-9]\.)"))
    )


def _counted() -> set[str]:
    """The words that the interface has behind a number in one of its plural forms: «документа»."""
    forms = [
        form
        for lang in LANGS
        for entry in strings(lang).values()
        if not isinstance(entry, str)
        for form in entry.values()
    ]
    return {match[1].lower() for form in forms for match in re.finditer(r"\{n\} ([^\W\d_]{2,})", form)}


def _months() -> set[str]:
    """The months of dates that begin with the day: «24 октября»."""
    dates = (format_partial(2000, month, 1, lang) for lang in LANGS for month in range(1, 13))
    return {word for date in dates for word in date.replace(NO_BREAK, " ").split() if word.isalpha()}


def _words(record: dict[str, list[str]]) -> set[str]:
    return {word for lang in LANGS for word in record.get(lang, ()) if " " not in word}


def _one_of(words: set[str]) -> str:
    """An expression for any of these words: stems with their endings, forms after "=" as they are.

    Words of one kind share what comes behind them: an expression of a thousand parts takes long to compile.
    """
    kinds: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda one: (-len(one), one)):
        exact, stem = word.startswith("="), re.escape(word.lstrip("=")).replace("е", "[её]")
        end = r"(?!\w)" if exact and word[-1].isalnum() else "" if exact else r"\w{0,12}(?!\w)"
        kinds.setdefault(end, []).append(stem)
    return "|".join(f"(?:{'|'.join(stems)}){end}" for end, stems in kinds.items())
