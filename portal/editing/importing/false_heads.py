"""Headings that are none: paragraphs of text to which somebody gave the style of a heading."""

from __future__ import annotations

import re

from portal.editing.importing.model import Blocks, HeadingBlock, Paragraph, plain

_LONG, _LONGEST, _MANY = 100, 200, 14
_TWO_SENTENCES = re.compile(r"[^\W\d_]{3,}[.!?]\s+[A-ZА-ЯЁӨҮҢ«]")
_ITEM = re.compile(r"^\s*[•·●○▪■–—-]\s|;\s*$")


def without_false_heads(blocks: Blocks) -> Blocks:
    """The blocks with headings that say whole sentences, or are items of a list, as paragraphs."""
    return tuple(
        Paragraph(block.runs) if isinstance(block, HeadingBlock) and _is_false(block) else block for block in blocks
    )


def _is_false(block: HeadingBlock) -> bool:
    text = plain(block)
    if len(text) > _LONGEST or _ITEM.search(text):
        return True
    ends = text.endswith(".") and len(text.split()) > _MANY
    return len(text) > _LONG and (ends or bool(_TWO_SENTENCES.search(text)))
