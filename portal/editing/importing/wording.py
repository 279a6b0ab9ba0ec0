"""Title and summary of a text: its own words, as near as they can be found."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar, cast

from portal.core.characters import HIDDEN
from portal.editing.importing.headings import is_known
from portal.editing.importing.model import Block, Blocks, HeadingBlock, Paragraph, Table, plain
from portal.editing.importing.plain_text import CHAPTER, GREETING, KIND_ALONE, NO_TITLE, NUMBERED
from portal.editing.importing.title_lines import is_around, likelier
from portal.model.documents import Kind

MAX_TITLE = 300
_MIN_SUMMARY, _MAX_SUMMARY = 20, 450
_KIND_WORDS = {
    "resolution": r"резолюци|меморандум|рекомендаци|сунуш|чечим|кайрылуу|обращение",
    "concept": r"концепци|стратеги|программ|положени|жобо|план|регламент|устав|правил|эреже",
}
_ANY_KIND = re.compile("|".join(_KIND_WORDS.values()), re.IGNORECASE)
# A point ends a sentence when a capital letter follows, and not behind an initial or a usual abbreviation.
_SENTENCE_END = re.compile(r"(?<=[.!?…])[»\"”)]*\s+(?=[«\"“(]?[A-ZА-ЯЁӨҮҢІӘҒҚҰҺ0-9])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«])(?:[A-ZА-ЯЁӨҮҢ]|г|ст|ул|им|т|д|п|ч|млн|млрд|тыс|руб|др|см|стр|б|ж|кв|обл|р-н|с|гг)\.$"
)


# «2024-жылдын 15-марты № 25», «г. Ош»: lines of a letterhead, never a title.
_NUMBER_LINE = re.compile(
    r"(?i)^\W*(?:\d{4}-жыл|\d{1,2}[. ]\S+[. ]\d{4}|№\s*\d|от\s+\d|г\.\s*\S+$|\S+\s+(?:ш\.|шаары)$)"
)

_VOTE = re.compile(r"(?i)^\W*(?:проголосовал|голосовал|результаты голосования|добуш бер|добуштун)")
_PICTURE_LETTER = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")
"""Nobody puts one into a title; messages have them."""
_RATES = re.compile(r"(?i)(?:\b(?:usd|eur|rub|kzt|cny|uzs|gbp)\b\W*\d[\d.,]*.{0,20}){2}")
_MOTTO = re.compile(r"[«“„\"][^«»“”\"]{5,150}[»”“\"][.!]?\s*\Z")
_SECTION = 2
"""Words of a heading that names no more than a section."""
_LINE = 150
_LONGEST_LINE = 250
_MOST_TABLES = 2
_REAL = 4
"""The last level of headings that the file itself has; :func:`headings.promote` makes deeper ones."""


def title_of(blocks: Blocks, stated: str, kind: Kind | None) -> tuple[str, Blocks]:
    """The title and the blocks without it.

    ``stated`` is what the file says of itself. Else the first heading of level 1, else the first short line before the
    text; of several lines the one that names the kind.
    """
    lines = {index: plain(blocks[index]) for index in _first_lines(blocks)}
    never = (_NUMBER_LINE, GREETING, NO_TITLE, _PICTURE_LETTER, _RATES)
    top = [index for index, text in lines.items() if not any(pattern.search(text) for pattern in never)]
    for index in top:
        if stated and _same(plain(blocks[index]), stated):
            return _clean(stated), _without(blocks, index)
    for index, block in enumerate(blocks[:12]):
        if stated and isinstance(block, HeadingBlock) and _same(plain(block), stated):
            return _clean(stated), _without(blocks, index)
    if stated and not top:
        return _clean(stated), blocks
    mottos = [index for index in top if not _is_real(blocks[index])]
    top = likelier(_without_motto(top, mottos, lines), lines)
    firsts = [index for index, block in enumerate(blocks[:12]) if isinstance(block, HeadingBlock) and block.level == 1
              and not NO_TITLE.search(plain(block)) and not _is_section(plain(block))]  # fmt: skip
    parts = [block for block in blocks if isinstance(block, HeadingBlock) and block.level == 1]
    after_text = bool(firsts) and any(len(plain(block)) > _LINE for block in blocks[: firsts[0]])
    if len(parts) > 1 and (
        NUMBERED.match(plain(parts[0])) or (after_text and top)
    ):  # «1. Общие сведения»: parts of a text without a title
        firsts = []
        top = [index for index in top if not isinstance(blocks[index], HeadingBlock)]
    candidates = firsts or top
    named = []
    if kind in _KIND_WORDS and not (stated and re.search(_KIND_WORDS[kind], stated, re.IGNORECASE)):
        named = [index for index in top if re.search(_KIND_WORDS[kind], lines[index], re.IGNORECASE)]
        named = [index for index in named if not CHAPTER.match(lines[index]) and not is_known(lines[index])] or named
    if named and not (stated and isinstance(blocks[named[0]], HeadingBlock)):
        candidates = named
    elif stated:
        return _clean(stated), blocks
    if not candidates:
        return _clean(stated), blocks
    return _whole_title(blocks, candidates[0])


def _without_motto(top: list[int], possible: list[int], lines: Mapping[int, str]) -> list[int]:
    """The lines without a saying in quotation marks over another that may be the title; «… программасы» is none."""
    mottos = [index for index in possible if _MOTTO.match(lines[index]) and not _ANY_KIND.search(lines[index])]
    others = [index for index in top if index not in mottos]
    return others if others and top[0] in mottos else top


def _is_real(block: Block) -> bool:
    """Whether the file itself says that a line is a heading."""
    return isinstance(block, HeadingBlock) and block.level <= _REAL


def _is_section(text: str) -> bool:
    """Whether a heading is the whole name of a section that documents have: «Көйгөй», «Введение»."""
    return len(text.split()) <= _SECTION and is_known(text)


def _whole_title(blocks: Blocks, index: int) -> tuple[str, Blocks]:
    """The title in a line; where that says no more than «ПРОТОКОЛ № 7», with the line below it."""
    text = _clean(plain(blocks[index]))
    rest = _without(blocks, index)
    following = rest[index] if index < len(rest) else None
    if not KIND_ALONE.match(text) or not isinstance(following, (HeadingBlock, Paragraph)):
        return text, rest
    more = _clean(plain(following))
    text = text.capitalize() if text.split()[0].isupper() else text
    if not 10 < len(more) <= _LONGEST_LINE or _NUMBER_LINE.search(more) or more.endswith((":", ";")):
        return text, rest
    return f"{text}{' ' if more[0].islower() else ': '}{more}"[:MAX_TITLE], _without(rest, index)


def _first_lines(blocks: Blocks) -> Sequence[int]:
    """Short lines before the text begins; a table over them may state who sends it."""
    found: list[int] = []
    for index, block in enumerate(blocks[:10]):
        text = plain(block)
        if isinstance(block, Table) and index < _MOST_TABLES and not found:
            continue
        if not isinstance(block, (HeadingBlock, Paragraph)) or not text or len(text) > 250:
            break
        ends = text.endswith((".", ":", ";")) and not is_around(text)
        if isinstance(block, Paragraph) and found and (ends or len(text) > 200):
            break
        if isinstance(block, HeadingBlock) and found and block.level > 1:
            before = blocks[found[0]]
            if (isinstance(before, HeadingBlock) and before.level < block.level) or (
                len(text) < 25 and not all(is_around(plain(blocks[place])) for place in found)
            ):
                break
        found.append(index)
    return found


def _without(blocks: Blocks, index: int) -> Blocks:
    """The blocks without the title; a heading above it, such as the name of a rubric, heads nothing."""
    above = (Paragraph(block.runs) if isinstance(block, HeadingBlock) else block for block in blocks[:index])
    return (*above, *blocks[index + 1 :])


def _same(one: str, two: str) -> bool:
    return " ".join(one.split()).casefold().rstrip(".") == " ".join(two.split()).casefold().rstrip(".")


def _clean(text: str) -> str:
    text = harmless(" ".join(text.split()))
    if text.endswith(".") and not text.endswith("..") and not _ABBREVIATION.search(text):
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
        changed = re.sub(r"<(?=[a-zA-Z/!?])", "‹", HIDDEN.sub("", value))
    return cast(T, changed)


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph."""
    parts: list[str] = []
    for piece in _SENTENCE_END.split(" ".join(text.split())):
        if parts and _ABBREVIATION.search(parts[-1]):
            parts[-1] += f" {piece}"
        else:
            parts.append(piece)
    return [part for part in parts if part]


def summary_of(blocks: Blocks) -> str | None:
    """The first sentences of the first paragraph that is long enough; ``None`` where there is none."""
    for block in blocks:
        text = plain(block)
        # A question or a short line is a second title, a line with a colon leads to a list, a vote is no content.
        if (
            _VOTE.match(text)
            or not isinstance(block, Paragraph)
            or len(text) < 60
            or text.rstrip().endswith(("?", ":"))
        ):
            continue
        if len(text) < 120 and not text.rstrip().endswith((".", "!", "…", "»")):
            continue
        found = ""
        for sentence in sentences(text):
            if found and len(found) + len(sentence) > 300:
                break
            found = f"{found} {sentence}".strip()
        found = harmless(found)
        if len(found) > _MAX_SUMMARY:
            found = found[:_MAX_SUMMARY].rsplit(" ", 1)[0].rstrip(",;:–—- ") + "…"
        if len(found) >= _MIN_SUMMARY:
            return found
    return None


def shown(block: Block) -> str:
    """A block's first words."""
    text = " ".join(plain(block).split())
    return text if len(text) <= 80 else text[:77] + "…"
