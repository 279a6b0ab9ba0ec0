"""What was copied out of a messenger: the names and hours before every message go, the messages stay.

Lines as WhatsApp exports them on Android («12.03.24, 09:15 - Айыл өкмөт: …») and on iPhones («[12.03.2024, 09:15:32]
Айыл өкмөт: …»), and as its desktop program copies them («[09:15, 12.03.2024] Айыл өкмөт: …»).
"""

from __future__ import annotations

import re

from portal.editing.importing.notes import Notes

_DAY, _HOUR = r"\d{1,2}[./]\d{1,2}[./]\d{2,4}", r"\d{1,2}:\d{2}(?::\d{2})?(?:[\s\u202f][AaPp]\.?[Mm]\.?)?"
_MESSAGE = re.compile(
    rf"[\u200e\u200f]?(?:\[(?:{_DAY},? {_HOUR}|{_HOUR},? {_DAY})\]|{_DAY},? {_HOUR} [-–])\s+"
    r"(?:(?P<who>[^:\n]{1,60}):(?:\s|$))?(?P<text>.*)\Z"
)
_SERVICE = re.compile(
    r"(?i)[\u200e\u200f]?(?:<[^<>]{3,40}>|.{0,60}\((?:файл добавлен|файл тиркелген|file attached)\)|"
    r"(?:это сообщение удалено|данное сообщение удалено|вы удалили данное сообщение|this message was deleted)\W*|"
    r".{0,40}\b(?:image|video|audio|sticker|document) omitted|null)\Z"
)
_FEWEST = 2


def without_names(text: str, notes: Notes) -> str:
    """The text of the messages, each a paragraph; any other text as it is."""
    lines = text.split("\n")
    matches = [_MESSAGE.match(line.strip()) for line in lines]
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if sum(map(bool, matches)) < _FEWEST or not matches or not matches[first]:
        return text
    kept: list[str] = []
    left: list[str] = []
    messages = 0
    for line, match in zip(lines, matches, strict=True):
        if match is None:
            kept.append(line)
            continue
        messages += 1
        if match["who"] is None or _SERVICE.match(match["text"].strip()):  # what the messenger itself says
            left.append(line.strip())
            continue
        kept += ["", match["text"].strip()]
        left.append(line.strip()[: match.start("text")].strip())
    notes.add("chat", *dict.fromkeys(left), count=messages)
    return "\n".join(kept)
