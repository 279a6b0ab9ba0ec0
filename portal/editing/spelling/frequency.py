"""Kyrgyz words of the portal's own texts that the lexicon does not explain, and how many documents have each.

Reading all texts takes seconds, so what was found in a text is kept until the text changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from portal.core.caching import Store
from portal.editing.spelling.prose import prose
from portal.editing.spelling.words import spellings
from portal.language import stem_ky
from portal.language.normalise import normalise

_KEPT = b"unexplained"


def frequent_words(root: Path, texts: Mapping[str, bytes], store: Store | None = None) -> Mapping[str, int]:
    """Word in small letters → number of the ``texts`` that have it; only words without a root of the lexicon.

    ``texts``: path → a digest of what the file holds. What cannot be read has no words.
    """
    before: dict[bytes, tuple[str, ...]] = (store.get(_KEPT) if store else None) or {}
    now: dict[bytes, tuple[str, ...]] = {}
    for path, digest in texts.items():
        found = before.get(digest)
        if found is None:
            try:
                found = _unexplained((root / path).read_bytes().decode("utf-8"))
            except (OSError, UnicodeDecodeError):
                continue
        now[digest] = found
    if store and now.keys() != before.keys():
        store.put(_KEPT, now)
    return Counter(word for text in now.values() for word in text)


def _unexplained(text: str) -> tuple[str, ...]:
    found = {normalise(word) for word in spellings(prose(text))}
    return tuple(sorted(word for word in found if not stem_ky.is_known(word)))
