"""The words of a language as files of the index: what the client asks before it takes a word for a slip."""

from __future__ import annotations

from collections.abc import Mapping

from portal.language.word_filter import word_filter
from portal.search.codec import script, stamp, to_json


def lexicon_files(lang: str) -> tuple[Mapping[str, str], str]:
    """Name and text of each part of the filter of a language, and the stamp of all of them."""
    known = word_filter(lang)
    if known is None:
        return {}, ""
    mark = stamp(*known.parts)
    return {f"w{n}.js": script(lang, mark, f"w{n}", to_json(part)) for n, part in enumerate(known.parts)}, mark
