"""Tokens of a folded text: words, numbers, single signs, paragraph breaks, and pairs of quotes.

One pass, linear in the length of the text whatever it holds. The grammars work on token numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from portal.law.fold import HAS_LATIN, Folded, fold_latin

BREAK = "\n\n"
"""The word of a token that stands for an empty line, or the end of a line before an item of a list."""

# A word keeps its inner hyphens (кылмыш-жаза); a number and the noun behind its hyphen are apart (28 - берене).
_TOKEN = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[^\W\d_]+(?:-[^\W\d_]+)*|\d+|<<|>>|,,|''|\n\s*|[^\s]")
# Letters set apart in a heading are one word, two of them together or none: Т О К Т О М, Т О К ТО М У.
_APART = re.compile(r"(?<![^\W_])(?:[^\W\d_] ){3,}[^\W\d_]{1,2} (?:[^\W\d_] )*(?:му|[^\W\d_])(?![^\W_])")
_TOKEN_APART = re.compile(f"{_APART.pattern}|{_TOKEN.pattern}")
# What stands in every such heading; where it is, one need not look for the whole.
_APART_INSIDE = re.compile(r" [^\W\d_] [^\W\d_] ")
# Letters that stand for words, as one word without their signs: а.ө., а/о, а.а., и.о., м.а.
_LETTERS = re.compile(r"(?<![^\W_])(?:а[./][ао]\.?(?:-нун)?|и\. ?о\.|м\. ?а\.)(?![^\W_])")
_LETTERS_BEGIN = ("а.а", "а.о", "а/а", "а/о", "и.о", "и. о", "м.а", "м. а")
# Words typed together: «КыргызРеспубликасынынМыйзамы»; short ones only in a long word: «ЖерКодексине», not «СоцФонд».
# Rare letters first, then what stands before them: most of a text is passed over quickly.
_CAPITAL_INSIDE = re.compile(r"[А-ЯЁҢӨҮ](?<=[а-яёңөү].)")
_GLUED = re.compile(r"(?<=[а-яёңөү]{3})(?=[А-ЯЁҢӨҮ][а-яёңөү]{3})")
_GLUED_SHORT = re.compile(r"(?<=[а-яёңөү]{2})(?=[А-ЯЁҢӨҮ][а-яёңөү]{2})")
_LONG = 12
# … and small words behind others: «Кодексинежана», «кенешаот 23.09.2022».
_GLUED_BEHIND = (
    re.compile(r"жана(?<=[а-яёңөү]{6}жана)(?![^\W_])"),
    re.compile(r"ж[өо]н[үу]нд[өо](?<=[а-яёңөү]{6}.{7})(?![^\W_])"),
    re.compile(r"от (?<=[а-яё]{5}от )(?=\d{1,2}(?:\.\d{1,2}\.| [а-я]{3,8} )\d{4})"),
)
# A line that begins with one of these is an item of a list: a sentence does not run on into it.
_LIST_MARKS = frozenset("-*#•|>–")
_OPENING = frozenset("«‹„‘") | {"<<", ",,"}
_CLOSING = frozenset("»›") | {">>"}
_EITHER = frozenset("\"“”‟'’") | {"''"}
_FITS = {"«": "»", "‹": "›", "<<": ">>"}
QUOTES = _OPENING | _CLOSING | _EITHER
_SIGNS = QUOTES | {BREAK}
MAX_TITLE = 140
"""Tokens between two quotes beyond which they hold no title of an act."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text cut into tokens: parallel lists, and the quotes that belong together."""

    folded: Folded
    words: list[str]
    starts: list[int]
    ends: list[int]
    numbers: list[int]
    """Token numbers of the digit tokens."""
    close_of: dict[int, int]
    """Opening quote → closing quote (token numbers)."""
    open_of: dict[int, int]
    """Closing quote → the outermost opening quote that it closes."""

    def word(self, i: int) -> str:
        """The folded word of token ``i``; empty outside the text, so that rules may look over the edge."""
        try:
            return self.words[i] if i >= 0 else ""
        except IndexError:
            return ""

    def raw(self, i: int, j: int) -> str:
        """The composed text of the tokens ``i`` … ``j - 1`` with what stands between them."""
        return "" if j <= i else self.folded.raw[self.starts[i] : self.ends[j - 1]]

    def after(self, offset: int) -> int:
        """The first token that begins at ``offset`` of the folded text or behind it."""
        return bisect_left(self.starts, offset)

    def touches(self, i: int) -> bool:
        """Whether token ``i`` follows the one before it without a space."""
        return 0 < i < len(self.words) and self.ends[i - 1] == self.starts[i]

    def capital(self, i: int) -> bool:
        """Whether token ``i`` begins with a capital letter."""
        return 0 <= i < len(self.words) and self.folded.raw[self.starts[i]].isupper()


class Slips(NamedTuple):
    """What of a folded text is typed otherwise than as words with spaces between them."""

    apart: bool
    """Whether letters of a word are set apart."""
    cuts: Sequence[int]
    """Where words are typed together."""
    letters: Mapping[int, int]
    """Where letters that stand for words begin and end."""


def slips_of(folded: Folded) -> Slips:
    """Look for words typed apart, together or as letters."""
    raw, low = folded.raw, folded.low
    letters = _LETTERS.finditer(low) if any(map(low.__contains__, _LETTERS_BEGIN)) else ()
    return Slips(
        bool(_APART_INSIDE.search(low) and _APART.search(low)),
        _cuts(raw),
        {m.start(): m.end() for m in letters if "/" in m[0] or not raw[m.start()].isupper()},
    )


def different_words(folded: Folded) -> set[str]:
    """All words that are tokens of a text without slips, in no order: a part of the work of :func:`tokenise`."""
    found = set(_TOKEN.findall(folded.low))
    return {fold_latin(word) if HAS_LATIN.search(word) else word for word in found}


def tokenise(folded: Folded, slips: Slips) -> Tokens:
    """Cut a text into tokens."""
    low = folded.low
    apart, cuts, letters = slips
    # Lists built by comprehensions: this is the one pass that touches every token, and the bulk of all time.
    spans = [match.span() for match in (_TOKEN_APART if apart else _TOKEN).finditer(low)]
    if "\n" in low:
        spans = [(a, b) for a, b in spans if low[a] != "\n" or _is_break(folded.raw, low, a, b)]
    if cuts:
        spans = [part for span in spans for part in _unglued(cuts, *span)]
    if letters:
        spans = list(_joined(spans, letters))
    words = [low[a:b] if low[a] != "\n" else BREAK for a, b in spans]
    if apart:
        words = [word.replace(" ", "") if len(word) > 1 else word for word in words]
    if letters:
        words = [
            re.sub(r"[./ ]", "", word) if a in letters else word for word, (a, _) in zip(words, spans, strict=True)
        ]
    starts = [a for a, _ in spans]
    ends = [b for _, b in spans]
    numbers = [i for i, word in enumerate(words) if word[0].isdecimal()]
    quotes = [i for i, word in enumerate(words) if word in _SIGNS]
    if HAS_LATIN.search(low):
        words = [fold_latin(word) if HAS_LATIN.search(word) else word for word in words]
    close_of, open_of = _pair_quotes(folded.raw, words, starts, ends, quotes)
    return Tokens(folded, words, starts, ends, numbers, close_of, open_of)


def _joined(spans: list[tuple[int, int]], letters: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """The tokens with those of «а.ө.» made one."""
    end = 0
    for a, b in spans:
        if a >= end:
            end = letters.get(a, b)
            yield a, end


def _cuts(raw: str) -> list[int]:
    """Where words are typed together."""
    found = [m.start() for pattern in _GLUED_BEHIND for m in pattern.finditer(raw)]
    for word in _WORD.finditer(raw) if _CAPITAL_INSIDE.search(raw) else ():
        if _CAPITAL_INSIDE.search(word[0]):
            pattern = _GLUED_SHORT if len(word[0]) >= _LONG else _GLUED
            found += [match.start() for match in pattern.finditer(raw, *word.span())]
    return sorted(found)


_WORD = re.compile(r"[^\W\d_]+")


def _unglued(cuts: Sequence[int], a: int, b: int) -> list[tuple[int, int]]:
    inside = cuts[bisect_right(cuts, a) : bisect_left(cuts, b)]
    return list(pairwise([a, *inside, b]))


def _is_break(raw: str, low: str, a: int, b: int) -> bool:
    """Whether the white space after the end of a line ends a paragraph, or an item of a list follows it."""
    return low[b : b + 1] in _LIST_MARKS or (low.count("\n", a, b) > 1 and not runs_on(raw, low, a, b))


def _opens(word: str, before: str, after: str, inside: bool, loose: bool | None = None) -> bool | None:
    """Whether a sign opens a quote or closes one; None for an apostrophe; ``loose`` of a sign that stands alone."""
    if word in _OPENING or word in _CLOSING:
        return word in _OPENING
    room_before = not before or before.isspace() or before in "([{«„“\"'–—-/"
    room_after = not after or after.isspace() or after in ")]}»”\"'.,;:!?–—-/"
    if room_before != room_after:
        return room_before
    if inside and before == word:
        return False  # «"О внесении изменений в Закон "О воде""»
    if word in "'’":
        return None
    return loose if room_before else not inside


class _Pairs:
    """The quotes of a paragraph, paired with a stack."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.close_of: dict[int, int] = {}
        self.open_of: dict[int, int] = {}
        self.stack: list[tuple[int, int]] = []  # opening marks, and the last closing mark inside each
        self.last = -1  # the outermost quote that closed last

    def pair(self, opening: int, closing: int) -> None:
        """Remember that both belong together, and tell the quote around them."""
        if closing - opening <= MAX_TITLE and closing > opening + 1:
            self.close_of[opening] = closing
            self.open_of[closing] = min(opening, self.open_of.get(closing, opening))
        if self.stack:
            self.stack[-1] = (self.stack[-1][0], max(self.stack[-1][1], closing))

    def close(self, i: int) -> None:
        """Close the innermost quote; a mark too many closes the last one again."""
        if self.stack:
            opening, _ = self.stack.pop()
            self.pair(opening, i)
            self.last = self.last if self.stack else opening
        elif self.words[self.close_of.get(self.last, i - 1)] == self.words[i]:
            self.open_of.update({i: self.last} if i - self.last <= MAX_TITLE else {})
            self.last = -1

    def flush(self) -> None:
        """End a paragraph: a quote left open closes with its inner one."""
        while self.stack:
            opening, child = self.stack.pop()
            if child >= 0:
                self.pair(opening, child)
        self.last = -1


def _pair_quotes(
    raw: str, words: list[str], starts: list[int], ends: list[int], quotes: list[int]
) -> tuple[dict[int, int], dict[int, int]]:
    """Pair the quotes of each paragraph; an outer quote left open closes with its inner one («О законе «О воде»).

    Of two closing marks for one opening («А» мыйзамга … киргизүү жөнүндө») the second closes the same quote too.
    """
    pairs = _Pairs(words)
    around = [(raw[max(0, starts[i] - 1) : starts[i]], raw[ends[i] : ends[i] + 1]) for i in quotes]
    for n, i in enumerate(quotes):
        if words[i] == BREAK:
            pairs.flush()
            continue
        inside = bool(pairs.stack) and words[pairs.stack[-1][0]] not in _FITS
        behind = words[quotes[n + 1]] if n + 1 < len(quotes) else BREAK
        loose = None
        if inside or (pairs.stack and behind not in _CLOSING):
            loose = False  # «… киргизүү жөнүндө " Жарлыкка»
        elif not pairs.stack and behind == words[i]:
            loose = _opens(behind, *around[n + 1], inside=True, loose=False) is False or None  # «" О воде"»
        opens = _opens(words[i], *around[n], inside, loose)
        if opens:
            pairs.stack.append((i, -1))
        elif opens is not None:
            pairs.close(i)
    pairs.flush()
    return pairs.close_of, pairs.open_of


# --- lines that run on -------------------------------------------------------------------------------------------
# A phrase that a heading sets over several lines, with empty ones between, is still one phrase: «… сессиясынын», an
# empty line, «ТОКТОМУ № 1». What belongs to the next word does not end at an empty line.

# A word that ends nothing: a genitive, a date that says of what it is («25-декабрындагы»).
_UNFINISHED = re.compile(r"(?:[^\W\d_]{3,}[нтд][ыиуү]н|[дт][аеоө]г[ыиуү]|\bот|\bжана|\bкезек\w+)[)\]]?$")
# What begins no phrase: a number, a date of an act, the village before a date.
_DAY = r"[«“\"]?\d{1,2}[»”\"]?[ .-]{0,2}(?:\d\d\.|[^\W\d_]{3,10}[ ,-]{1,12})\d{4}"
_DATE = rf"{_DAY}|\d{{4}}[ -–]{{0,3}}(?:жыл|ж\.)(?:дын)?[ -–]"
_PLACE = r"[^\W\d_]\w+(?: ?[-–] ?\w+)? +(?:шаары|шаарчасы|айылы|ш\.|а\.)(?=[ ,.\n]|$)|(?:г|с)\. ?[^\W\d_]"
_BARE = r"\d{1,3} ?[-/] ?\d{1,3} *(?=\n|$)"
"""A number without its sign, alone in its line: «4-6»."""
_CONTINUES = re.compile(rf"№ *[\divxх]|n ?\d|от +[«“\"]?\d|{_DATE}|{_PLACE}|{_BARE}")
_NUMBERED = re.compile(rf"(?:(?:№|n) ?[\w/()-]{{1,24}}|(?:^|\n) *{_BARE})$")
# «2011-жылдын 13-майындагы № 23»: a number and its day, which belong to a noun or to the next act of a list.
_OF_DAY = re.compile(r"[дт][аеоө]г[ыиуү] *(?:№|n) ?[\w/()-]{1,24}(,?)$")
_YEAR_FIRST = r"\d{4}[ -–]{0,3}(?:жыл|ж\.)(?:дын)? *\d{1,2} ?[-–] ?[^\W\d_]{3,8}"
_DAY_ALONE = re.compile(
    rf"(?:(?:{_PLACE})[^\n№]{{0,4}} +)?(?:{_DAY}[ –-]{{0,3}}(?:жыл[а-я]{{0,2}}|ж|года|г)?|{_YEAR_FIRST})"
    rf"\.? *(?:\n|$| {{3}}|(?<= )(?:{_PLACE}))"
)
"""A day in the line of a heading below the number, the village to the left or to the right or none."""
_TITLE = re.compile(r"О(?:б|бо)? [^\W\d_]{2}")
_HEADED = re.compile(rf"(?:^|\n) *(?:{_PLACE}[^\n]{{0,20}}?)?(?:от +)?{_DAY}[^\n№]{{0,8}}(?:№|n) ?[\w/-]{{1,12}}$")
"""A line that is the day and the number of an act and nothing else: «г. Бишкек, от 20 октября 2021 года № 123»."""
_NEXT_OF_DAY = re.compile(rf"(?:{_DATE})")
_NOUN = re.compile(r"(?:мыйзам|токтом|жарлы|чечим|буйру)[^\W\d_]+")
_CAPITALS = re.compile(r"[^\W\d_]{4,}|(?:[^\W\d_] ){3}[^\W\d_]")
_LAST_WORD = re.compile(r"[^\W\d_]{4,}$|(?:[^\W\d_] ){3}[^\W\d_]$")
_TWO_LETTERS = re.compile(r"[^\W\d_]{2}")
_LINE = re.compile(r"[^\W\d_]{5,} *(?:\n|$)")
_NOUN_LINE = re.compile(r"(?:[А-ЯЁҢӨҮ]{5,12}|(?:[А-ЯЁҢӨҮ] ){4,8}[А-ЯЁҢӨҮ]) *(?:\n|$|№)")
"""A line that is the noun of an act and nothing else: «ТОКТОМ»."""
_WINDOW = 40
_MARGIN = 160
"""Spaces at the end of a line at most: headings are set in columns with them."""


def runs_on(raw: str, low: str, a: int, b: int) -> bool:
    """Whether the phrase before the empty line ``a`` … ``b`` goes on behind it."""
    a -= len(low[max(0, a - _MARGIN) : a]) - len(low[max(0, a - _MARGIN) : a].rstrip(" "))
    before, after = low[max(0, a - _WINDOW) : a].rstrip(), low[b : b + _WINDOW]
    if not before or not after:
        return False
    if _UNFINISHED.search(before):
        return True
    if of_day := _OF_DAY.search(before):
        return bool((_NEXT_OF_DAY if of_day[1] else _NOUN).match(after))
    heading = _LAST_WORD.search(raw, max(0, a - _WINDOW), a)
    capitals = _CAPITALS.match(raw, b)
    upper = bool(heading and heading[0].isupper()), bool(capitals and capitals[0].isupper())
    if _DAY_ALONE.match(low, b) and _NUMBERED.search(before.rstrip(".")):
        return True
    if _TITLE.match(raw, b) and (upper[0] or _HEADED.search(low[max(0, a - 2 * _WINDOW) : a].rstrip())):
        return True
    if all(upper) or ((upper[1] or _LINE.match(after)) and _NUMBERED.search(before)):
        return True
    if (before[-1].isalpha() or before[-1] == ")") and _NOUN_LINE.match(raw, b):
        return True
    small = raw[b].islower() and bool(_TWO_LETTERS.match(after))
    return (before[-1].isalnum() and small) or (before[-1].isalpha() and bool(_CONTINUES.match(after)))
