"""The revision of an original: a short hash of all that a translation has to render."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import Any

from portal.content.source_marks import without_marks


def revision(body: str, words: dict[str, Any]) -> str:
    """``r`` and ten hexadecimal digits.

    Spaces at the end of lines, blank lines at the ends and the Unicode form do not count, so that saving a
    file in another editor does not make its translation outdated. The ``r`` keeps YAML from reading digits
    as a number. Marks of sources do not count either.
    """
    lines = [line.rstrip() for line in without_marks(body).strip().split("\n")]
    text = json.dumps([lines, words], ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()
    return "r" + digest[:10]
