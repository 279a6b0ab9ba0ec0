"""A second count of an imported file's words: what the document and the notes lack is said.

It reads the source by itself, knows nothing of pandoc's reader or of the repairs before it, and counts more rather than
less: headers, footers, notes, remarks, deleted words, boxes, charts and diagrams too. So a way by which words get lost
is found with the first file that has it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from xml.parsers import expat

from lxml import etree  # type: ignore[import-untyped]

from portal.core.characters import visible
from portal.core.records import dataclass
from portal.editing.importing.guard import Parts
from portal.editing.importing.model import Blocks, Footnote, Paragraph, Picture, inlines, plain
from portal.editing.importing.notes import Notes
from portal.editing.importing.tidy import ALIKE

_WORD = re.compile(r"[^\W_]+")
_LONGEST_QUOTE = 300
_MARK = re.compile(r"\[\^\d+\]|\]\(<[^<>\n]*>\)")
"""Where a footnote hangs, with the portal's own number, and where a link leads: no words of the text."""
_PICTURE = re.compile(r"!\[((?:[^\]\[\\\n]|\\.)*)\]\([^()\s]*\)")
_SURE, _SHORTEST = 6, 3
"""Letters of missing words from which they are looked for by themselves, and below which they are not looked for."""
_PIECE = re.compile(r"\d+|[^\W\d_]+")

_BODY = re.compile(r"word/(?:document\d*|footnotes|endnotes|comments)\.xml\Z|content\.xml\Z")
_MARGINS = re.compile(r"word/(?:header|footer)\d*\.xml\Z|styles\.xml\Z")
_DRAWN = re.compile(r"word/(?:charts/chart|diagrams/data)\d*\.xml\Z|(?!word/)[^/]+/content\.xml\Z")
_TEXT = frozenset({"w:t", "w:delText", "a:t", "c:v", "text:p", "text:h", "svg:title", "svg:desc"})
"""Without m:t: a formula becomes TeX, which a note quotes."""
_ONCE = frozenset({"svg:title", "svg:desc"})
"""Texts for pictures: those that many pictures share are told once."""
_LINE = frozenset({"w:p", "w:del", "w:moveFrom", "w:rt", "a:p", "c:pt", "text:p", "text:h", *_ONCE})
"""Deleted words, and those over a word that tell how it is read, are no part of the words around them."""
_SPACE = frozenset({"w:tab", "w:br", "w:cr", "w:ptab", "text:s", "text:tab", "text:line-break", "a:br"})
_JOINED = {"w:noBreakHyphen": "-", "w:softHyphen": ""}
_NOT_READ = frozenset({"mc:Fallback", "office:scripts", "office:forms", "text:note-citation", "c:f", "c:formatCode"})
"""A second copy for old programs, formulas of fields, the numbers of notes."""
_UNSEEN = frozenset({"script", "style", "head", "template", "noscript", "svg", "math", "iframe", "object", "canvas",
                     "video", "audio", "select", "textarea"})  # fmt: skip
IN_LINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins",
    "kbd", "mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr",
})  # fmt: skip
"""Elements that begin no line of their own."""
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg",
}


def lines_of(parts: Parts) -> Iterator[str]:
    """All text of a docx or odt line by line, as it stands in the XML."""
    yield from _lines_of(parts, _BODY)
    yield from margin_lines(parts)
    yield from drawn_lines(parts)


def margin_lines(parts: Parts) -> Iterator[str]:
    """What stands above and below the pages; what first, odd and even pages share comes once."""
    yield from dict.fromkeys(_lines_of(parts, _MARGINS))


def drawn_lines(parts: Parts) -> Iterator[str]:
    """The words of charts and diagrams."""
    yield from _lines_of(parts, _DRAWN)


def page_lines(html: str) -> Iterator[str]:
    """The text of a web page line by line, menus and all; by a parser of which no other step makes the result."""
    parser = etree.HTMLParser(target=_PageReader(), huge_tree=True, encoding="utf-8")
    parser.feed(b"<html>" + html.replace("\0", " ").encode("utf-8", "replace"))
    yield from parser.close()


def _lines_of(parts: Parts, wanted: re.Pattern[str]) -> Iterator[str]:
    for name, content in sorted(parts.xml.items()):
        if wanted.match(name):
            yield from (line for line in _lines(content) if line.strip())


def note_lost(lines: Iterable[str], files: Iterable[bytes], notes: Notes) -> None:
    """Say which words of the source stand neither in the files of the document nor in a note."""
    kept = [bare(content.decode()) for content in files]
    kept += [text for note in notes.items for text in (*note.quotes, *map(str, note.values.values()))]
    lost = lost_words(lines, kept)
    if lost:
        notes.add("words-lost", *lost, count=sum(len(words.split()) for words in lost))


def bare(markdown: str) -> str:
    """Markdown without what stands within words or between them: numbers of notes, addresses of links, pictures.

    The texts for the pictures come at the end.
    """
    return "\n".join([_MARK.sub("", _PICTURE.sub("", markdown)), *_PICTURE.findall(markdown)])


def footnotes_gone(before: Blocks, after: Blocks) -> list[str]:
    """The words of footnotes that only the blocks ``before`` have: those that hung on the title."""
    stay = [plain(run.runs) for run in inlines(after) if isinstance(run, Footnote)]
    return [plain(run.runs) for run in inlines(before) if isinstance(run, Footnote) and plain(run.runs) not in stay]


def pictures_gone(before: Blocks, after: Blocks) -> Blocks:
    """The pictures that only the blocks ``before`` have, those in the line of the title, as a line of their own."""
    stay = [run for run in inlines(after) if isinstance(run, Picture)]
    gone = tuple(run for run in inlines(before) if isinstance(run, Picture) and run not in stay)
    return (Paragraph(gone),) if gone else ()


def lost_words(lines: Iterable[str], kept: Iterable[str]) -> tuple[str, ...]:
    """Words of ``lines`` that ``kept`` has less often, neighbours together.

    A word that stands in ``kept`` in pieces (the mark of a footnote in it, another look of a part) or joined with its
    neighbour is not lost: such runs of words are compared without what parts them.
    """
    lines, kept = list(lines), list(kept)
    left = Counter(word for text in kept for word in _words(text))
    runs = [run for line in lines for run in _missing(_words(line), left)]
    squeezed_lines, squeezed_kept = ("\n".join("".join(_words(text)) for text in texts) for texts in (lines, kept))
    return tuple(
        " ".join(run.words)[:_LONGEST_QUOTE]
        for run in runs
        if (len(run.around) < _SHORTEST or squeezed_lines.count(run.around) > squeezed_kept.count(run.around))
    )


@dataclass(frozen=True)
class _Run:
    """Words that are missing, and the same without spaces, with a neighbour at each side where they are few letters."""

    words: list[str]
    around: str


def _missing(words: list[str], left: Counter[str]) -> Iterator[_Run]:
    """Runs of words that ``left`` has no more; what it has is taken out of it."""
    for start, end in _gaps(words, left):
        near = 0 if sum(map(len, words[start:end])) >= _SURE else 2
        yield _Run(words[start:end], "".join(words[max(0, start - near) : end + near]))


def _gaps(words: list[str], left: Counter[str]) -> Iterator[tuple[int, int]]:
    start = -1
    for index, word in enumerate(words):
        # «Пикир» in a heading and «8/10» beside it without a space are one word in the source.
        pieces = [word] if left[word] > 0 else _PIECE.findall(word)
        if all(left[piece] > 0 for piece in pieces):
            left.subtract(pieces)
            if start >= 0:
                yield start, index
            start = -1
        elif start < 0:
            start = index
    if start >= 0:
        yield start, len(words)


def _words(text: str) -> list[str]:
    seen = visible(text.translate(ALIKE))
    return _WORD.findall(unicodedata.normalize("NFKC", seen).casefold())


def _lines(content: bytes) -> Iterator[str]:
    """The lines of one part. Lines that stand inside of another (text boxes) come by themselves."""
    reader = _LineReader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.opened
    parser.EndElementHandler = reader.closed
    parser.CharacterDataHandler = reader.text
    parser.buffer_text = True
    parser.Parse(content, True)
    yield from reader.lines


class _LineReader:
    """Collects text: in OOXML it stands in w:t and the like, in OpenDocument anywhere in a paragraph or heading."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._open: list[list[str]] = []
        self._once: set[str] = set()
        self._is_capital, self._capital = False, ""
        self._texts = self._skipped = 0

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        tag = _tag(name)
        if tag == "w:framePr":
            self._is_capital = any(_tag(key) == "w:dropCap" and value != "none" for key, value in attributes.items())
        if tag in _NOT_READ or self._skipped:
            self._skipped += 1
            return
        if tag in _LINE:
            self._open.append([])
        elif tag in _SPACE or tag in _JOINED:
            self._add(_JOINED.get(tag, " "))
        self._texts += tag in _TEXT

    def closed(self, name: str) -> None:
        tag = _tag(name)
        if self._skipped:
            self._skipped -= 1
            return
        self._texts -= tag in _TEXT
        if tag in _LINE:
            line = self._with_capital("".join(self._open.pop()), tag)
            if line is None:
                return
            if tag not in _ONCE or line not in self._once:
                self.lines.append(line)
            if tag in _ONCE:
                self._once.add(line)

    def _with_capital(self, line: str, tag: str) -> str | None:
        """The line; a drop capital, which is a paragraph of its own, comes with the line whose first letter it is."""
        if tag != "w:p":
            return line
        if self._is_capital:
            self._is_capital, self._capital = False, line
            return None
        capital, self._capital = self._capital, ""
        return capital + line

    def text(self, text: str) -> None:
        if self._texts and not self._skipped:
            self._add(text)

    def _add(self, text: str) -> None:
        if self._open:
            self._open[-1].append(text)
        else:
            self.lines.append(text)


class _PageReader:
    """Collects what a reader of the page can see, a line for every element that begins one: a target of lxml's parser.

    Not the parser that reads the page for the import, and not Python's own: that takes a time that grows with the
    square of what nobody closes.
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._line: list[str] = []
        self._unseen: list[str] = []

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:  # noqa: ARG002
        if tag in _UNSEEN:
            self._unseen.append(tag)
        if tag not in IN_LINE:
            self.end_line()

    def end(self, tag: str) -> None:
        if self._unseen and tag == self._unseen[-1]:
            self._unseen.pop()
        if tag not in IN_LINE:
            self.end_line()

    def data(self, data: str) -> None:
        if not self._unseen:
            self._line.append(data)

    def end_line(self) -> None:
        line = " ".join("".join(self._line).split())
        self._line = []
        if line:
            self.lines.append(line)

    def close(self) -> list[str]:
        self.end_line()
        return self.lines


def _tag(name: str) -> str:
    space, _, local = name.rpartition(" ")
    return f"{_PREFIXES.get(space, '')}:{local}"
