"""What an import left out, reason by reason, as a text to keep beside the copy of the source.

On the screen a long quotation is cut and a page of news scrolls away; here everything stands in full, with a count at
the head, so that an editor sees at once where a lot is gone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from portal.core.problems import MessageLang
from portal.editing.importing.notes import Note

FILE_NAME = "left-out.txt"
_SENT = frozenset({"form-note", "form-rest"})
_ALSO = _SENT | {"words-lost"}
"""Notes of another weight whose words stand in no document either."""
_WORD = re.compile(r"[^\W_]+")


def sent(notes: Iterable[Note]) -> list[str]:
    """What the sender of a form wrote beside its fields, line by line."""
    return [text for note in notes if note.code in _SENT for text in (note.quotes or (str(note.values["text"]),))]


def left_out(notes: Iterable[Note], lang: MessageLang, words: Callable[..., str]) -> str:
    """The text; empty where nothing was left out. ``words`` are those of the command: ``left-out-…``."""
    found: dict[str, list[str]] = {}
    for note in notes:
        if note.weight == "removed" or note.code in _ALSO:
            reason = words("left-out-note") if note.code in _SENT else note.text(lang)
            found.setdefault(reason, []).extend(sent((note,)) or note.quotes)
    found = {reason.rstrip(".: "): quotes for reason, quotes in found.items() if quotes}
    if not found:
        return ""
    counts = {reason: {"pieces": len(quotes), "words": _words(quotes)} for reason, quotes in found.items()}
    heads = [words("left-out-count", reason=reason, **counted) for reason, counted in counts.items()]
    whole = words("left-out-head", words=sum(counted["words"] for counted in counts.values()))
    parts = ["\n".join([f"== {reason}", *quotes]) for reason, quotes in found.items()]
    return "\n\n".join([whole, "\n".join(heads), *parts]) + "\n"


def _words(quotes: Iterable[str]) -> int:
    return sum(len(_WORD.findall(quote)) for quote in quotes)
