"""Text → words for search: where they stand, and the parts of hyphenated ones.

``tokens`` in ``language.js`` does the same.  A word is letters and digits; an apostrophe inside is dropped;
a hyphen joins: ``12-берене`` gives ``12`` and ``берене``, ``ченемдик-укуктук`` its two parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from portal.language.normalise import normalise

# Letters with the marks that may stand on them, and digits, apart from each other: "12берене" is two tokens.
# Written with code points, because \w differs between Python and JavaScript.
LETTERS = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0388-\u0481\u048a-\u052f"
MARKS = "\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff"
# An abbreviation with an ending (КРнын, ЖӨБдүн): the ending follows the letters as they are read out, so no
# rule of harmony can take it off, but the change from capitals to small letters shows where it begins.
_ABBREVIATION = re.compile("([A-ZА-ЯЁҢӨҮ]{2,})[а-яёңөү]{2,}")
_TOKEN = re.compile(f"[{LETTERS}][{LETTERS}{MARKS}]*|[0-9]+")


class Token(NamedTuple):
    """A normalised word and its place in the text: ``text[start:end]`` is what was written."""

    word: str
    start: int
    end: int


def token_word(raw: str) -> str:
    """The word of a text that is one token, as it is written."""
    abbreviation = _ABBREVIATION.fullmatch(raw)
    return normalise(abbreviation[1] if abbreviation else raw)


def tokens(text: str) -> Iterator[Token]:
    """Any text → its words and numbers in order, normalised; offsets are of the text as given."""
    for match in _TOKEN.finditer(text):
        word = token_word(match.group())
        if word:
            yield Token(word, match.start(), match.end())
