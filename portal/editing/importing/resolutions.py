"""Votes and recommendations of a resolution, where the text has them in the usual form.

The usual form of recommendations: a line that calls them so, then addressees («Жогорку Кенешу:») with a list below
each. Anything else is left in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from portal.core.records import dataclass
from portal.editing.importing.model import Block, Blocks, HeadingBlock, Items, Paragraph, plain
from portal.editing.importing.subjects import organisations_in
from portal.editing.importing.summary import sentences
from portal.model.values import Lang
from portal.reference.load import ReferenceData

_NUMBER = r"(?P<n>\d{1,6})"
_VOTES = {
    "for": (
        rf"проголосовал\w*\s+(?:«?за»?\s+)?(?:[–—-]\s*)?{_NUMBER}(?!\s*(?:против|воздерж))",
        rf"«?\bза»?\s*[–—:-]\s*{_NUMBER}",
        rf"{_NUMBER}\s+(?:катышуучу|адам|депутат|добуш)\w*\s+(?:макул|колдо|ээ)\w*",
        rf"(?:колдоп|макул)\w*\s*[–—:-]?\s*{_NUMBER}",
        rf"{_NUMBER}\s+(?:участник\w*|человек\w*|голос\w*)\s+(?:проголосовал\w*\s+)?«?за»?\b",
    ),
    "against": (
        rf"против\w*»?\s*[–—:-]?\s*(?:проголосовал\w*\s+)?{_NUMBER}",
        rf"каршы\w*»?\s*[–—:-]?\s*(?:добуш\w*\s+)?{_NUMBER}",
        rf"{_NUMBER}\s+(?:катышуучу|адам|депутат)\w*\s+каршы",
    ),
    "abstained": (
        rf"воздержал\w*»?\s*[–—:-]?\s*{_NUMBER}",
        rf"калыс(?:\s+кал\w*)?»?\s*[–—:-]?\s*{_NUMBER}",
        rf"{_NUMBER}\s+(?:катышуучу|адам|депутат)\w*\s+калыс",
    ),
}
_CALLED = re.compile(r"(?i)рекоменд|\bсунуш")
_VOTING = re.compile(r"(?i)голос|воздерж|против|единоглас|добуш|каршы|калыс|кол көтөр")
"""One of these stands in a sentence that tells of a vote; «за 30 лет» alone is none."""
_MAX_TEXT = 2000
_LINE = 200


def votes_in(text: str) -> dict[str, int]:
    """``for``, ``against``, ``abstained`` as far as one place says them in figures; {} without votes for.

    A place is a line, or the sentence of a long one: figures of other sentences are no votes.
    """
    places = [place for line in text.split("\n") for place in (sentences(line) if len(line) > _LINE else [line])]
    for index, place in enumerate(places):
        if not _VOTING.search(place):
            continue
        found = _votes(place)
        if "for" in found:  # the others may follow in sentences of their own
            for following in places[index + 1 : index + 3]:
                found = {**(_votes(following) if _VOTING.search(following) else {}), **found}
            return found
    return {}


def _votes(place: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, patterns in _VOTES.items():
        matches = (re.search(pattern, place, re.IGNORECASE) for pattern in patterns)
        match = next((match for match in matches if match), None)
        if match:
            found[name] = int(match["n"])
    return found


@dataclass(frozen=True)
class FoundRecommendation:
    """One recommendation: to whom, in the text's words and in ids as far as known, and what."""

    addressee: str
    ids: tuple[str, ...]
    text: str


def recommendations_in(
    blocks: Blocks, lang: Lang, reference: ReferenceData
) -> tuple[tuple[FoundRecommendation, ...], Blocks]:
    """The recommendations and the blocks without them; none and all blocks where the form is another."""
    start = next((index for index in range(len(blocks)) if _calls(blocks, index)), None)
    if start is None:
        return (), blocks
    found: list[FoundRecommendation] = []
    kept: list[Block] = list(blocks[: start + 1])
    index = start + 1
    # The line that calls them may itself be the first addressee: «рекомендуют Жогорку Кенешу:».
    if index < len(blocks) and isinstance(blocks[index], Items) and _addressees(plain(blocks[start]), lang, reference):
        index = start
        kept.pop()
    while index + 1 < len(blocks):
        head, items = blocks[index], blocks[index + 1]
        if not _is_addressee(head) or not isinstance(items, Items):
            break
        addressee = plain(head).strip().rstrip(":").strip()
        ids = _addressees(addressee, lang, reference)
        texts = [" ".join(plain(item).split()) for item in items.items]
        if any(len(text) > _MAX_TEXT for text in texts):
            break
        found += [FoundRecommendation(addressee, ids, _sentence(text)) for text in texts]
        index += 2
    if not found:
        return (), blocks
    return tuple(found), (*kept, *blocks[index:])


def _calls(blocks: Blocks, index: int) -> bool:
    """Whether a block ends in the word "recommendations" and addressees with lists, or a list, follow it."""
    block = blocks[index]
    if not isinstance(block, (Paragraph, HeadingBlock)) or not _CALLED.search(plain(block)[-160:]):
        return False
    following = blocks[index + 1 : index + 3]
    if len(following) == 2 and _is_addressee(following[0]) and isinstance(following[1], Items):
        return True
    return bool(following) and isinstance(following[0], Items) and plain(block).rstrip().endswith(":")


def _is_addressee(block: Block) -> bool:
    return (
        isinstance(block, (Paragraph, HeadingBlock))
        and 3 < len(plain(block)) < 400
        and (isinstance(block, HeadingBlock) or plain(block).rstrip().endswith(":"))
    )


def _addressees(text: str, lang: Lang, reference: ReferenceData) -> tuple[str, ...]:
    ids = [item.id for item in organisations_in(text, lang, reference)]
    # «органам местного самоуправления» and «организациям гражданского общества» are groups with ids of their own.
    return tuple(dict.fromkeys(ids))


def _sentence(text: str) -> str:
    text = text.rstrip(" ;,")
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."


def same_length(one: Sequence[object], two: Sequence[object]) -> bool:
    """Whether both languages have the same number of recommendations."""
    return bool(one) and len(one) == len(two)
