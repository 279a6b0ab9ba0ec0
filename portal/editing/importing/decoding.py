"""Bytes of a text file → text, whatever encoding an old program saved it in."""

from __future__ import annotations

import codecs
import re

from portal.editing.importing.notes import CannotImportError, Notes

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLD = ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic")
_DECLARED = re.compile(
    rb"(?i)<meta[^>]+charset\s*=\s*[\"']?([a-z0-9_\-]{3,20})|<\?xml[^>]+encoding=[\"']([a-z0-9_\-]+)"
)
_OTHER = re.compile(r"cp125\d|iso8859-(?:[2-9]|1\d)|gb2312|gbk|gb18030|big5|shift_jis|euc_(?:jp|kr)")
"""Encodings of letters that no other sign tells; believed where all of the page can be read in them."""
_FREQUENT = frozenset("оеаинтсрвлкмдпуяыьгзбч")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes, notes: Notes, html: bool = False) -> str:
    """The text. Another encoding than UTF-8 is noted, for the letters ң ө ү have no place in the old ones.

    Raises :class:`CannotImportError` for what is no text at all.
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "") or _guess(data, html)
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        text = data.decode(encoding if encoding.startswith("utf-") else "utf-8", "replace")
        notes.add("letters-lost", count=text.count("\ufffd"))
    controls = len(_CONTROLS.findall(text))
    if (controls > 20 and controls * 100 > len(text)) or text.count("\ufffd") * 10 > len(text):
        raise CannotImportError("stop-not-text")
    if not encoding.startswith("utf-"):
        notes.add("encoding", name=encoding)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _guess(data: bytes, html: bool) -> str:
    # Cyrillic in UTF-16 without a mark is all bytes below 128: every second one is 4, or 0 for spaces and Latin.
    zeros = (data[:4096:2].count(0), data[1:4096:2].count(0))
    if max(zeros) > len(data[:4096]) // 8:
        return "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
    fours = (data[:4096:2].count(4), data[1:4096:2].count(4))
    if max(fours) > len(data[:4096]) // 4:
        return "utf-16-le" if fours[1] > fours[0] else "utf-16-be"
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError as error:
        # One bad byte at the end of much good text is a cut or damaged file, not another encoding.
        if error.start > 200 and any(byte > 127 for byte in data[: error.start]):
            return "utf-8"
    declared = _DECLARED.search(data[:2048]) if html else None
    if declared:
        name = (declared[1] or declared[2]).decode("ascii")
        try:
            # Codecs that are no encodings of letters (zip, rot13, idna …) would do something else.
            codec = codecs.lookup(name).name
            if codec in {"utf-8", *_OLD, "cp1252", "koi8-u", "ptcp154", "kz1048"}:
                return name
            if _OTHER.fullmatch(codec) and data.decode(codec):
                return name
        except (LookupError, UnicodeDecodeError):
            pass
    scores = {name: _likely(data[:200_000].decode(name, "replace")) for name in _OLD}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] > 0 else "cp1252"  # accents of Latin letters would be Cyrillic ones within words


def _likely(text: str) -> float:
    """How much like Russian or Kyrgyz the letters are: frequent small ones and first capitals speak for it, capitals
    inside words against."""
    good = sum(letter in _FREQUENT for letter in text)
    inside = len(re.findall("[а-яё][А-ЯЁ]", text))
    strange = sum("\u2500" <= letter <= "\u25a0" or letter == "\ufffd" for letter in text)
    begins = len(re.findall(r"(?<![^\W\d_])[А-ЯЁ][а-яё]", text))
    mixed = len(re.findall("[a-z][а-яё]|[а-яё][a-z]", text, re.IGNORECASE))
    return good + begins - 3 * inside - 3 * strange - 3 * mixed
