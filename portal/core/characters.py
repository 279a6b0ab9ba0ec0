"""Characters that have no place in a text of the portal: they show nothing, or turn round what is shown.

Controls, halves of characters, marks of direction (a name can be made to read as another one: "Trojan Source",
Boucher and Anderson 2021), and letters without width, which keep a word from being found. A zero-width joiner stays
where it joins the parts of one picture character. Line feeds and tabs are not this module's concern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\uffff"
    "\U000e0000-\U000e007f\U000e0100-\U000e01ef]"
    "|(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d"
)


BREAKS = re.compile("\r\n?|[\x0b\x0c\x0e\x85\u2028\u2029]")
"""Line ends of other programs: Word's soft break (Shift+Enter) is U+000B. Hidden, but words must not grow together."""


def visible(text: str) -> str:
    """The text without hidden characters; where a line ended, a blank parts the words."""
    return HIDDEN.sub("", BREAKS.sub(" ", text))


def shortened(text: str, most: int) -> str:
    """The text, or its beginning with three dots in one character where it has more than ``most`` characters."""
    return text if len(text) <= most else text[: most - 3] + "…"


# Hidden ones that Python takes for printable: letters and marks by their class.
_PRINTABLE = re.compile("[\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufffc\ufffd\U000e0100-\U000e01ef]")


def has_hidden(text: str) -> bool:
    """Whether a hidden character stands in ``text``.

    Most texts have none but printable characters, line feeds, tabs and no-break spaces; to see that is many times
    cheaper than :data:`HIDDEN`.
    """
    if text.replace("\n", "").replace("\t", "").replace("\u00a0", "").isprintable():
        return not text.isascii() and _PRINTABLE.search(text) is not None
    return HIDDEN.search(text) is not None


def without_hidden(text: str) -> str:
    """``text`` without its hidden characters."""
    return HIDDEN.sub("", text) if has_hidden(text) else text


def hidden_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Line and column (from 1) of the first hidden character of every line, and its name as ``U+202E``."""
    if not has_hidden(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        match = HIDDEN.search(line)
        if match:
            yield number, match.start() + 1, name(match[0])


def name(character: str) -> str:
    """The number of a character as Unicode writes it."""
    return f"U+{ord(character):04X}"
