"""The title of a text: its own words, as near as they can be found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar, cast

from portal.core.characters import shortened, visible
from portal.editing.importing.model import (
    Block,
    Blocks,
    HeadingBlock,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
    inlines,
    is_bold,
    plain,
)  # fmt: skip
from portal.editing.importing.plain_text import GREETING, KIND_ALONE, NO_TITLE, NUMBERED, is_capitals
from portal.editing.importing.title_evidence import above, completed, spans, text_of, weigh
from portal.editing.importing.title_lines import (
    KINDS_OWNED,
    MONTH,
    as_written,
    continues,
    go_together,
    is_around,
    is_other,
    is_section,
)
from portal.editing.importing.title_score import (
    LEAST,
    Body,
    Candidate,
    in_one,
    is_contact,
    is_over,
    is_said,
    score,
    sentence_case,
    shape,
    under_kind,
    without_labels,
)  # fmt: skip

MAX_TITLE = 300
ABBREVIATION = re.compile(
    r"(?:^|[\s(«])(?:[A-ZА-ЯЁӨҮҢ]|г|ст|ул|им|т|д|п|ч|млн|млрд|тыс|руб|др|см|стр|б|ж|кв|обл|р-н|с|гг)\.$"
)


# «2024-жылдын 15-марты № 25», «г. Ош»: lines of a letterhead, never a title.
_NUMBER_LINE = re.compile(
    rf"(?i)^\W*(?:\d{{4}}-жыл(?:дын\s+(?:\d|{MONTH})|\W*$|\W+№)|\d{{1,2}}[. ]\S+[. ]\d{{4}}|"
    r"№\s*\d|от\s+\d|г\.\s*\S+$|\S+\s+(?:ш\.|шаары)$)"
)

_POINT = re.compile(r"(?i)^(?:(?:\d{1,2}|[IVX]{1,5})[.)]\s|(?:шаг|кадам)\s*№?\s*\d|\d{1,2}\s?[-–]?\s?(?:кадам|шаг)\b)")
_PICTURE_LETTER = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")  # none in a title; messages have them
_RATES = re.compile(r"(?i)(?:\b(?:usd|eur|rub|kzt|cny|uzs|gbp)\b\W*\d[\d.,]*.{0,20}){2}")
_LINES = (HeadingBlock, Paragraph)
_FEW_HEADS = 2  # of one level: the name of a site and a title; more are sections
_LINE, _LONG_LINE, _SHORT_HEADING = 150, 100, 25
_SUBTITLE = re.compile(
    r"(?i)\s(?:үчүн|жөнүндө|тууралуу)\s+(?:баян|аңгеме|маек|репортаж|макала)\w*$|^(?:опыт|история|рассказ|репортаж|интервью)\s|"
    r"^подзаголовок\b|^\([^()]+\)$|\sүчүн\s+[^\W\d_]+$|^[^\W\d_]+(?:\s+[^\W\d_]+)?\s+для\s"
)
"""A line below a title that says for whom a text is, and what kind of text."""
_SENTENCE, _FEW_WORDS, _MORE = 8, 3, 7
_STRANGE, _OWN, _TITLE_WORDS, _NO_LEVEL = 0.2, 0.6, 3, 9
"""The part of its words that come again below which a line is none of the text's own."""
_LONGEST_LINE = 250
_FIT = -1.0
"""The least that the shape of a line must be worth for its place to count."""
_MOST_TABLES, _MOST_OVER, _MOST_ABOVE = 4, 14, 4


def title_of(blocks: Blocks, stated: str, sure: bool = False) -> tuple[str, Blocks]:
    """The title and the blocks without it.

    ``stated`` is what the file says of itself, ``sure`` whether a heading says it too; it and the short lines before
    the text, alone and together, are weighed against each other (:mod:`title_score`, :mod:`title_evidence`).
    """
    lines, found, body = considered(blocks, stated)
    found = [replace(line, sure=True) if sure and line.stated else line for line in found]
    span = likeliest(found, body)
    if span is not None:
        return title_at(blocks, lines, found, span, stated)
    places = range(1, min(_MOST_ABOVE + 1, len(blocks)))  # an annotation or a motto may stand over the title
    index = next((place for place in places if _stands_out(blocks, place)), len(blocks))
    title, rest = title_of(blocks[index:], "") if index < len(blocks) else ("", ())
    return (title, (*blocks[:index], *rest)) if title else ("", blocks)


def _stands_out(blocks: Blocks, index: int) -> bool:
    """Whether a line below a sentence reads like a title: a line that is short and no sentence."""
    before, block = plain(blocks[index - 1]), blocks[index]
    text = plain(block)
    fits = isinstance(block, _LINES) and len(text.split()) >= _TITLE_WORDS and len(text) <= _LINE
    return fits and len(before) > 0 and shape(text) >= 0 and not is_section(text)


def title_at(
    blocks: Blocks, lines: Sequence[int], found: Sequence[Candidate], span: tuple[int, int], stated: str
) -> tuple[str, Blocks]:
    """The title in a span of the lines that are considered, and the blocks without it."""
    start, end = span
    if start >= len(lines):
        return _clean(stated), blocks
    if end - start > 1:
        return _joined_title(blocks, lines[start:end])
    if found[start].stated:
        return _clean(stated), _without(blocks, lines[start])
    return _whole_title(blocks, lines[start])


def likeliest(found: Sequence[Candidate], body: Body) -> tuple[int, int] | None:
    """The lines that are the likeliest title, from one to before the other; ``None`` where none is likely."""
    scored = [(worth(found, start, end, body), -start, (start, end)) for start, end in spans(found)]
    most = max(scored, default=None)
    return completed(found, *above(found, *most[2], body)) if most is not None and most[0] > LEAST else None


def worth(found: Sequence[Candidate], start: int, end: int, body: Body) -> float:
    """What all evidence together says for a span of lines."""
    return score(merged(found, start, end), body) + weigh(found, start, end, body)


def merged(found: Sequence[Candidate], start: int, end: int) -> Candidate:
    """The lines of a span as one line."""
    part, last = found[start:end], found[end - 1]
    return replace(
        found[start], text=text_of(found, start, end), last=last.last, letterhead=last.letterhead,
        first=any(line.first for line in part), stated=any(line.stated for line in part),
    )  # fmt: skip


def considered(blocks: Blocks, stated: str) -> tuple[Sequence[int], list[Candidate], Body]:
    """The places of the lines that may be the title, what is known of them, and the text below them."""
    lines = [
        index
        for index in _first_lines(blocks)
        if not (_is_never(plain(blocks[index])) or is_said(*map(plain, blocks[index : index + 2])))
    ]
    lines += [
        index
        for index, block in enumerate(blocks[:12])
        if stated and index not in lines and isinstance(block, HeadingBlock) and _same(plain(block), stated)
    ]
    found = [_candidate(blocks, index, stated) for index in lines]
    for place in range(1, len(found)):
        if place < len(lines) and lines[place] == lines[place - 1] + 1:
            one, two = as_written(blocks[lines[place] - 1]), as_written(blocks[lines[place]])
            goes_on = isinstance(one, _LINES) and isinstance(two, _LINES) and go_together(one, two)
            found[place] = replace(found[place], follows=True, joins=goes_on)
            if isinstance(two, HeadingBlock) and two.guessed and _is_plain_line(found[place - 1]):
                found[place] = replace(found[place], level=0, sections=False)
    found = without_labels(found)
    body = Body(plain(blocks[(lines[-1] if lines else -1) + 1 :]))
    shares = [body.share(line.text) for line in found]
    for index in range(1, len(found)):
        if found[index].sections and max(shares[:index]) < _STRANGE <= shares[index]:
            found[index] = replace(found[index], sections=False)
    fit = [
        place for place, line in enumerate(found) if shape(line.text) >= _FIT and not (line.letterhead or line.subtitle)
    ]
    for upper, lower in pairwise(fit):
        if is_over(found[upper], found[lower], strange=shares[upper] <= _OWN):
            found[upper] = replace(found[upper], over=True)
    free = [place for place in fit if not found[place].over]
    strong = [place for place in free if found[place].level or found[place].bold or is_capitals(found[place].text)]
    for first in _titles(found, strong or free, free, shares):
        found[first] = replace(found[first], first=True)
    if stated and not any(line.stated for line in found):
        found.append(Candidate(_clean(stated), stated=True))
    return lines, found, body


def _is_plain_line(line: Candidate) -> bool:
    """Whether a line looks like text and may be a title: one below it that is taken for a heading looks no better."""
    plain_look = not (line.level or line.bold or is_capitals(line.text) or line.letterhead)
    return plain_look and shape(line.text) >= _FIT


def _titles(
    lines: list[Candidate], strong: Sequence[int], fit: Sequence[int], shares: Sequence[float]
) -> Sequence[int]:
    """The first line that would do; the one below it where both look alike: a rubric stands over a title.

    A line in capitals of whose words none comes again stands over a title too; it is marked so.
    """
    if not strong:
        return ()
    first = strong[0]
    for place in fit[fit.index(first) + 1 :]:
        one, two = lines[first], lines[place]
        if two.section or two.sections or two.numbered or KIND_ALONE.match(one.text) or (one.stated and not two.stated):
            continue
        less, more = len(one.text.split()), len(two.text.split())
        own = shares[first] > _OWN and is_capitals(one.text)
        looks = (two.level or _NO_LEVEL) <= (one.level or _NO_LEVEL)
        looks = looks and (two.bold, is_capitals(two.text)) >= (one.bold, own)
        if shares[first] < _STRANGE <= shares[place] and more >= _TITLE_WORDS and (looks or is_capitals(one.text)):
            lines[first], first = replace(one, over=True), place
        elif place in strong and looks and less - 1 <= more <= less + _MORE and not _is_own(shares, first, place):
            first = place
    return (first,)


def _is_own(shares: Sequence[float], upper: int, lower: int) -> bool:
    """Whether the words of the upper of two lines come again in the text, as those of a rubric do not, more of them."""
    return shares[upper] >= _OWN and shares[upper] > shares[lower]


def with_subtitle(title: str, rest: Blocks) -> str:
    """The title and the line below it, which may name the kind of text: «Айыл өкмөттөрү үчүн колдонмо»."""
    first = rest[0] if rest else None
    text = plain(first) if isinstance(first, (HeadingBlock, Paragraph)) else ""
    return f"{title} {text}" if title and len(text) <= _LINE and _SUBTITLE.search(text) else title


def _is_never(text: str) -> bool:
    if KINDS_OWNED.match(text):  # «№ 3 ПРОТОКОЛУ»
        return False
    return any(pattern.search(text) for pattern in (_NUMBER_LINE, GREETING, NO_TITLE, _PICTURE_LETTER, _RATES))


def _candidate(blocks: Blocks, index: int, stated: str) -> Candidate:
    block, written = blocks[index], as_written(blocks[index])
    text = plain(block)
    level = block.level if isinstance(block, HeadingBlock) else 0
    heads = [other for other in blocks if isinstance(other, HeadingBlock)]
    runs = [run for run in inlines((block,)) if isinstance(run, Run) and run.text.strip()]
    after = plain(blocks[index + 1]) if index + 1 < len(blocks) else ""
    same = sum(other.level == level for other in heads)
    first = next((other for other in heads if not is_around(plain(other))), None)
    return Candidate(
        " ".join(text.split()),
        written.level if isinstance(written, HeadingBlock) else 0,
        bold=is_bold(written),
        sections=same > _FEW_HEADS and first is not block and heads[0] is not block and not _is_longest(blocks, index),
        numbered=(same > 1 and bool(NUMBERED.match(text))) or (index > 0 and bool(_POINT.match(text))),
        subtitle=bool(_SUBTITLE.search(text)) and index > 0 and shape(plain(blocks[index - 1])) >= _FIT,
        linked=not level and bool(runs) and all(run.href for run in runs),
        letterhead=is_contact(after)
        or (not level and "№" in after and bool(_NUMBER_LINE.search(after)) and not KINDS_OWNED.match(after)),
        last=len(after) > _LINE,
        stated=bool(stated) and _same(text, stated),
        section=is_section(text),
    )


def _is_longest(blocks: Blocks, index: int) -> bool:
    """Whether no text, and no line with as many words, stands over a heading: a title below a rubric."""
    words = len(plain(blocks[index]).split())
    above = blocks[:index]
    return all(
        isinstance(block, (HeadingBlock, Paragraph)) and (is_around(plain(block)) or len(plain(block).split()) < words)
        for block in above
    )


def _whole_title(blocks: Blocks, index: int) -> tuple[str, Blocks]:
    """The title in a line; where that says no more than «ПРОТОКОЛ № 7», with the line below it."""
    text = sentence_case(_clean(plain(blocks[index])))
    rest = _without(blocks, index)
    following = rest[index] if index < len(rest) else None
    if not KIND_ALONE.match(text) or not isinstance(following, (HeadingBlock, Paragraph)):
        return text, rest
    more = _clean(plain(following))
    text = text.capitalize() if text.split()[0].isupper() else text
    if not 10 < len(more) <= _LONGEST_LINE or _NUMBER_LINE.search(more) or more.endswith((":", ";")) or is_other(more):
        return text, rest
    text, rest = under_kind(text, more), _without(rest, index)
    while index < len(rest) and isinstance(rest[index], _LINES) and continues(more, plain(rest[index])):
        more = _clean(plain(rest[index]))
        text, rest = f"{text} {more}", _without(rest, index)
    return text[:MAX_TITLE], rest


def _is_first_section(blocks: Blocks, index: int, found: Sequence[int]) -> bool:
    """Whether a heading below the lines ``found`` is that of a section, no second line of the title."""
    block, before = blocks[index], blocks[index - 1] if index else None
    if not isinstance(block, HeadingBlock) or sum(isinstance(other, HeadingBlock) for other in blocks) == 1:
        return False  # sections come in numbers
    fit = [blocks[place] for place in found if shape(plain(blocks[place])) >= _FIT]
    if (
        isinstance(before, _LINES)
        and go_together(before, block)
        and (KINDS_OWNED.match(plain(block)) or before in fit[-1:])
    ):
        return False
    text = plain(block)
    above = fit[0] if fit and fit[0] is blocks[found[0]] else None
    is_below = isinstance(above, HeadingBlock) and above.level < block.level
    return is_below or (bool(fit) and len(text) < _SHORT_HEADING and _heads_text(blocks, index))


def _joined_title(blocks: Blocks, lines: Sequence[int]) -> tuple[str, Blocks]:
    """A title in several lines as one."""
    parts = [" ".join(plain(blocks[index]).split()) for index in lines]
    rest = blocks
    for index in reversed(lines):
        rest = _without(rest, index)
    return sentence_case(_clean(in_one(parts))), rest


def _first_lines(blocks: Blocks) -> Sequence[int]:
    """Short lines before the text begins; a table over them may state who sends it."""
    found: list[int] = []
    for index, block in enumerate(blocks[:_MOST_OVER]):
        text = plain(block)
        if isinstance(block, Rule) or (
            isinstance(block, (Table, Quote))
            and index < _MOST_TABLES
            and all(is_around(plain(blocks[i])) for i in found)
        ):
            continue
        if not isinstance(block, (HeadingBlock, Paragraph)) or not text or len(text) > 250:
            break
        ends = text.endswith((".", ":", ";")) and not (ABBREVIATION.search(text) or _stands_over(text))
        ends = ends and not _goes_on(blocks, index)
        ends = ends or (len(text) > _LONG_LINE and text.endswith((",", ";")))
        if isinstance(block, Paragraph) and found and (ends or len(text) > 200):
            break
        if isinstance(block, HeadingBlock) and block.level > 1 and _is_first_section(blocks, index, found):
            break
        found.append(index)
    return found


def _goes_on(blocks: Blocks, index: int) -> bool:
    """Whether a line with a colon at its end leads to another short line, as the first half of a title does."""
    text, after = plain(blocks[index]), blocks[index + 1] if index + 1 < len(blocks) else None
    words = plain(after) if isinstance(after, _LINES) else ""
    short = 0 < len(words) <= _LINE and not words.endswith((".", ":", ";", ","))
    return text.endswith(":") and len(text.split()) <= _SENTENCE and short


def _stands_over(text: str) -> bool:
    """Whether a line that ends like a sentence may stand over a title all the same: a greeting, a name, a few words."""
    words = len(text.split())
    return words <= _FEW_WORDS or (words <= _SENTENCE and (is_around(text) or bool(GREETING.match(text))))


def _heads_text(blocks: Blocks, index: int) -> bool:
    """Whether text or a list follows directly, no other line that may be a title."""
    after = blocks[index + 1] if index + 1 < len(blocks) else None
    words = plain(after) if isinstance(after, (HeadingBlock, Paragraph)) else ""
    return not words or len(words) > _LINE or words.endswith((".", ":", ";"))


def _without(blocks: Blocks, index: int) -> Blocks:
    """The blocks without the title; a heading above it, such as the name of a rubric, heads nothing."""
    above = (Paragraph(block.runs) if isinstance(block, HeadingBlock) else block for block in blocks[:index])
    return (*above, *blocks[index + 1 :])


def _same(one: str, two: str) -> bool:
    return " ".join(one.split()).casefold().rstrip(".") == " ".join(two.split()).casefold().rstrip(".")


def _clean(text: str) -> str:
    text = harmless(" ".join(text.split()))
    if text.endswith(".") and not text.endswith("..") and not ABBREVIATION.search(text):
        text = text[:-1]
    return text if len(text) <= MAX_TITLE else text[: MAX_TITLE - 1].rsplit(" ", 1)[0] + "…"


T = TypeVar("T")


def harmless(value: T) -> T:
    """Text, or texts in lists and mappings, without unseen letters and without what a browser would take for a tag."""
    changed: object = value
    if isinstance(value, dict):
        changed = {key: harmless(item) for key, item in value.items()}
    elif isinstance(value, (list, tuple)):
        changed = [harmless(item) for item in value]
    elif isinstance(value, str):
        changed = re.sub(r"<(?=[a-zA-Z/!?])", "‹", visible(value))
    return cast(T, changed)


def shown(block: Block) -> str:
    """A block's first words."""
    text = " ".join(plain(block).split())
    return shortened(text, 80)
