"""The summary of a text: its own first sentences."""

from __future__ import annotations

import re

from portal.editing.importing.model import Blocks, Paragraph, plain
from portal.editing.importing.wording import ABBREVIATION, harmless

_MIN_SUMMARY, _MAX_SUMMARY = 20, 450
# A point ends a sentence when a capital letter follows, and not behind an initial or a usual abbreviation.
_SENTENCE_END = re.compile(r"(?<=[.!?…])[»\"”)]*\s+(?=[«\"“(]?[A-ZА-ЯЁӨҮҢІӘҒҚҰҺ0-9])")
_VOTE = re.compile(r"(?i)^\W*(?:проголосовал|голосовал|результаты голосования|добуш бер|добуштун)")


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph."""
    parts: list[str] = []
    for piece in _SENTENCE_END.split(" ".join(text.split())):
        if parts and ABBREVIATION.search(parts[-1]):
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
