"""Signs of print: «», №, dashes, spaces that do not break, needless spaces; found, and fixed where that is sure.

The forms are those of the portal's own texts: «…» with „…“ inside, « — » between words, a no-break space after № and
between groups of three digits, before short units and after «ст.», «г.» and initials. Fixing changes the meaning of
nothing, so that a translation stays the translation of its original.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from portal.core.problems import Problem, problem
from portal.core.records import dataclass
from portal.editing.spelling.prose import MASK, Prose, prose

NBSP = "\u00a0"
_ROUNDS = 8


@dataclass(frozen=True, order=True)
class Slip:
    """Signs at ``text[start:end]`` for which ``right`` should stand; ``sure``: may be fixed without asking."""

    start: int
    end: int
    code: str
    right: str
    sure: bool = True


_UNSURE = {
    "typography-quotes": "quotes-unpaired", "typography-number": "number-in-heading",
    "typography-spaces": "spaces-of-columns",
}  # fmt: skip
"""What is told of a slip that ``--fix`` leaves: whoever runs it again would wait in vain."""
_NUMBER = re.compile(r"(?<![\w№.])N(?:[oо]\.?[ \u00a0]?|[°º][ \u00a0]?|\.?[ \u00a0])(?=\d)")
_DASH = re.compile(rf"(?<=[^\s|{MASK}])[ \u00a0](--?)(?=[ \u00a0][^\s|{MASK}]|[ \t]*\r?\n[ \t]*[^\s|>*+#-])")
_SPACES = re.compile(rf"(?<=[^\s|{MASK}])[ ]{{2,}}(?=[^\s|{MASK}])")
_COLUMNS = re.compile(r"[\d%][ ]{2,}[-+−–]?\d")
"""What may be two cells of a table whose columns are kept apart by spaces."""
_LIST_MARK = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)]|\[\^[^\]\n]+\]:|:)\Z")
_PUNCTUATION = re.compile(r"(?<=[\w»”“)])[ \u00a0]+(?=[,;:!?.](?=[ \t\r\n]|\Z))")
_UNITS = "км|м|см|мм|га|кг|т|кВт|млн|млрд|тыс|руб"
_NO_BREAK = re.compile(
    rf"""(?<=№)[ ]?(?=\d)                                          # № 125
    | (?<=\d)[ ](?=(?:{_UNITS})(?:\d|²|³)?(?![\w-]))               # 5 км
    | (?<=\d)[ ](?=%)                                              # 5 %
    | (?<=\d)[ ](?=гг?\.)                                          # 2014 г.
    | (?<![\w.-])(?:(?<=ст\.)|(?<=пп\.)|(?<=гл\.)|(?<=стр\.))[ ](?=\d)
    """,
    re.VERBOSE,
)
_GROUPS = re.compile(r"(?<![\d.,№/-])(?<!\d[ \u00a0])\d{1,3}(?:[ \u00a0]\d{3})+(?!\d|-\d)")
_SHORT = re.compile(r"(?<![\w.-])(?:ст|ч|п|пп|гл|стр|ул|им|обл)\.([ ])(?=[\dА-ЯЁ«])")
_PLACES = re.compile(r"(?<![\w.-])(?<!\d )(?<!\d\u00a0)[гс]\.([ ])(?=[А-ЯЁҢӨҮ][а-яёңөү])")
_INITIALS = re.compile(r"(?<![\w.])(?:[А-ЯЁҢӨҮ]\.[ ]?){1,2}(?=[А-ЯЁҢӨҮ][а-яёңөү])")
_PARAGRAPH = re.compile(r"(?m)(?:^[^\S\n]*+\S[^\n]*+(?:\n|\Z))+")
_QUOTES = '"“”„‟«»'


def slips(found_in: Prose) -> tuple[Slip, ...]:
    """Everything to fix in the prose of a file, in order; no two overlap."""
    found: list[Slip] = []
    end = -1
    for slip in sorted(_all(found_in)):
        if slip.start >= end:
            found.append(slip)
            end = max(slip.end, slip.start + 1)
    return tuple(found)


def settled(text: str) -> str:
    """``text`` with every sure slip fixed, also those that come to light when others are (two spaces before a dash).

    ``settled(settled(x)) == settled(x)``.
    """
    for _ in range(_ROUNDS):
        better = corrected(text, slips(prose(text)))
        if better == text:
            break
        text = better
    return text


def corrected(text: str, found: Iterable[Slip]) -> str:
    """``text`` with every sure slip fixed; everything else stays byte for byte."""
    parts, at = [], 0
    for slip in found:
        if slip.sure:
            parts += [text[at : slip.start], slip.right]
            at = slip.end
    return "".join([*parts, text[at:]])


def problems(file: Prose, path: str, found: Iterable[Slip]) -> Iterator[Problem]:
    """The slips as problems with their place; spaces that do not break are shown as «⍽»."""
    for slip in found:
        line, column = file.position(slip.start)
        # A little of what stands around, so that the place is recognised; the line breaks of a paragraph aside.
        before = re.split(r"\s", file.text[max(0, slip.start - 12) : slip.start])[-1]
        after = re.split(r"\s", file.text[slip.end : slip.end + 12])[0]
        was = _seen(before + file.text[slip.start : slip.end] + after)
        code = slip.code if slip.sure else _UNSURE[slip.code]
        yield problem(code, path, line, column, was=was, right=_seen(before + slip.right + after))


def _seen(text: str) -> str:
    return text.replace(NBSP, "⍽").strip()


def _all(file: Prose) -> Iterator[Slip]:
    text = file.masked
    for match in _NUMBER.finditer(text):
        # In a heading № changes the anchor to which others link.
        sure = not file.in_heading(match.start())
        yield Slip(match.start(), match.end(), "typography-number", f"№{NBSP}", sure)
    for match in _DASH.finditer(text):
        digits = text[match.start() - 1].isdigit() and text[match.end() : match.end() + 2].strip()[:1].isdigit()
        opening = _LIST_MARK.match(text, text.rfind("\n", 0, match.start()) + 1, match.start())
        if not digits and not opening and not file.in_table(match.start()):
            yield Slip(match.start(1), match.end(1), "typography-dash", "—")
    for match in _SPACES.finditer(text):
        opening = _LIST_MARK.match(text, text.rfind("\n", 0, match.start()) + 1, match.start())
        if not opening and not file.in_table(match.start()):
            yield Slip(
                match.start(), match.end(), "typography-spaces", " ", not _COLUMNS.match(text, match.start() - 1)
            )
    for match in _PUNCTUATION.finditer(text):
        opening = _LIST_MARK.match(text, text.rfind("\n", 0, match.start()) + 1, match.end() + 1)
        if not opening and not file.in_table(match.start()):
            yield Slip(match.start(), match.end(), "typography-punctuation", "")
    yield from _no_break(text)
    for match in _PARAGRAPH.finditer(text):
        yield from _quotes(text, match.start(), match.end())


def _no_break(text: str) -> Iterator[Slip]:
    def slip(start: int, end: int) -> Slip:
        return Slip(start, end, "typography-no-break", NBSP)

    for match in _NO_BREAK.finditer(text):
        yield slip(match.start(), match.end())
    for match in _GROUPS.finditer(text):
        yield from (slip(match.start() + at, match.start() + at + 1) for at, sign in enumerate(match[0]) if sign == " ")
    for pattern in (_SHORT, _PLACES):
        for match in pattern.finditer(text):
            yield slip(match.start(1), match.end(1))
    for match in _INITIALS.finditer(text):
        yield from (slip(match.start() + at, match.start() + at + 1) for at, sign in enumerate(match[0]) if sign == " ")


def _quotes(text: str, start: int, end: int) -> Iterator[Slip]:
    """Straight and English quotation marks of one paragraph, if they come in pairs that part cleanly."""
    paragraph = text[start:end]
    if '"' not in paragraph and "”" not in paragraph:
        return
    open_: list[tuple[int, str]] = []
    found: list[Slip] = []
    whole = True
    for at, sign in enumerate(paragraph):
        if sign not in _QUOTES:
            continue
        before = paragraph[at - 1] if at else " "
        after = paragraph[at + 1] if at + 1 < len(paragraph) else " "
        opens = sign in "«„" or (sign == "“" and not (open_ and open_[-1][1] == "„"))
        if sign == '"':
            opens = not (open_ and open_[-1][1] == '"')
            fits = (before.isspace() or before in "([«—–-„/") if opens else not before.isspace()
            fits = fits and (not after.isspace() if opens else not after.isalnum())
            whole = whole and fits
        if opens:
            open_.append((at, sign))
            continue
        if not open_:
            whole = False
            continue
        opened, first = open_.pop()
        if (first, sign) in {("«", "»"), ("„", "“"), ("„", "”")}:
            continue
        if (first, sign) not in {('"', '"'), ("“", "”")}:
            whole = False
        inside = any(item[1] in {"«", '"', "“"} for item in open_)
        for place, right in ((opened, "„" if inside else "«"), (at, "“" if inside else "»")):
            found.append(Slip(start + place, start + place + 1, "typography-quotes", right))
    sure = whole and not open_
    if sure:
        yield from found
    else:  # which belongs to which is for the editor to see
        at = next(at for at, sign in enumerate(paragraph) if sign in '"“”')
        yield Slip(start + at, start + at + 1, "typography-quotes", "«", sure=False)
