"""Before anything reads an imported file: what it is by its content, and whether its zip archive is harmless.

docx and odt are zip archives of XML. Refused: archives that unpack to more than they should, paths that lead out,
encrypted or doubled entries, macros, and every DOCTYPE (the way of external entities and of entity bombs). What is
let through is written into a new archive with the parts that a converter needs, and nothing else.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from typing import Literal
from xml.parsers import expat

from portal.core.records import dataclass
from portal.editing.importing import compound
from portal.editing.importing.notes import CannotImportError

Format = Literal["docx", "odt", "doc", "rtf", "html", "md", "txt", "form"]

MAX_FILE = 40 * 1024 * 1024
MAX_TEXT_FILE = 4 * 1024 * 1024
MAX_ENTRIES = 2000
MAX_UNPACKED = 150 * 1024 * 1024
MAX_PART = 60 * 1024 * 1024
MAX_XML = 25 * 1024 * 1024
MAX_RATIO = 150
"""How many times larger a part may become; real Word XML reaches about 40."""
MAX_DEPTH = 256

_NOT_ASKED_BELOW = 1024 * 1024
_WORD_PART = "worddocument"
_COMPOUND_PARTS = (
    ("EncryptedPackage", "stop-locked"),
    ("Workbook", "stop-other-office"),
    ("PowerPoint Document", "stop-other-office"),
)
"""Names of the parts of Microsoft's compound files by which the old programs are told apart, the surest first."""
_MANIFEST = "META-INF/manifest.xml"
_PLAIN_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[<>]{0,200}>")
"""Old OpenOffice wrote one into manifest and formulas; it declares nothing by itself, nobody asks for what it names."""
_PICTURE = re.compile(r"(?:word/media|Pictures|media)/[^/]+\Z")
_NEEDED = re.compile(
    r"\[Content_Types\]\.xml\Z|_rels/\.rels\Z|word/(?:_rels/)?[^/]+\.(?:xml|rels)\Z|word/theme/[^/]+\.xml\Z"
    r"|docProps/core\.xml\Z|mimetype\Z|(?:content|styles|meta)\.xml\Z|META-INF/manifest\.xml\Z"
    r"|(?!word/)[^/]+/content\.xml\Z"
)
_DRAWN = re.compile(r"word/(?:charts/chart\d*|diagrams/data\d*)\.xml\Z")
_WORD_ENDINGS = frozenset({"docx", "odt", "docm", "dotx", "ott"})
_WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)", re.IGNORECASE)
_WEB_PAGE_PART = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body)", re.IGNORECASE)
_ODT = "application/vnd.oasis.opendocument.text"
_TEXT_ENDINGS: dict[str, Format] = {
    "html": "html", "htm": "html", "xhtml": "html", "md": "md", "markdown": "md", "txt": "txt", "text": "txt",
    "json": "form",
}  # fmt: skip


@dataclass(frozen=True)
class Parts:
    """A harmless archive: ``archive`` for the converter, ``xml`` its XML parts, ``pictures`` its pictures.

    ``xml`` also has what the converter cannot read: charts and diagrams.

    ``left`` names the parts that were not taken over (embedded files, fonts, …).
    """

    archive: bytes
    xml: dict[str, bytes]
    pictures: dict[str, bytes]
    left: tuple[str, ...]


def format_of(data: bytes, name: str) -> Format:
    """What the file is: by its content, and for text by the ending of its name.

    Raises :class:`CannotImportError` for what cannot be imported, with what it is and what to do.
    """
    if len(data) > MAX_FILE:
        raise CannotImportError("stop-large", limit=MAX_FILE // 1024 // 1024)
    if not data.strip(b"\x00\t\n\r "):
        raise CannotImportError("stop-empty")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _format_of_archive(data)
    old = _old_format(data)
    if old:
        return old
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending in _WORD_ENDINGS:
        # Named as Word's, but neither an archive nor the old format; saved web pages are called so by some programs.
        if not _WEB_PAGE.match(data[:200]):
            raise CannotImportError("stop-broken-zip")
        return "html"
    return _format_of_text(data, ending)


def _old_format(data: bytes) -> Literal["doc", "rtf"] | None:
    """The old formats of Word. Raises :class:`CannotImportError` for files of other programs."""
    if data.startswith(compound.START):
        names = compound.root_names(data)
        is_word = _WORD_PART in names
        for inside, code in _COMPOUND_PARTS:
            if inside.casefold() in names or (not is_word and inside.encode("utf-16-le") in data):
                raise CannotImportError(code)
        if "_VBA_PROJECT".encode("utf-16-le") in data:
            raise CannotImportError("stop-macros")
        if compound.is_locked(data):
            raise CannotImportError("stop-locked")
        return "doc"
    if data[:1024].lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"{\\rtf"):
        return "rtf"
    _refuse_other_programs(data)
    return None


def _refuse_other_programs(data: bytes) -> None:
    """Raises :class:`CannotImportError` for files of programs that are known by how they begin."""
    if data[:1024].lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF"):
        raise CannotImportError("stop-pdf")
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF", b"BM")) and (
        data[2:64].count(0) or b"\x00" in data[:4096]
    ):
        raise CannotImportError("stop-picture")


def _format_of_text(data: bytes, ending: str) -> Format:
    if len(data) > MAX_TEXT_FILE:
        raise CannotImportError("stop-large", limit=MAX_TEXT_FILE // 1024 // 1024)
    known = _TEXT_ENDINGS.get(ending)
    if known:
        return known
    if _WEB_PAGE_PART.match(data[:500]):
        return "html"
    if ending in {"", "log", "doc", "asc"}:
        return "txt"
    raise CannotImportError("stop-unknown", ending=ending[:20])


def _format_of_archive(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = ""
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                kind = archive.read("mimetype").decode("ascii", "replace").strip()
    except (zipfile.BadZipFile, NotImplementedError, zlib.error, RuntimeError, EOFError, OSError, ValueError):
        raise CannotImportError("stop-broken-zip") from None
    if kind.startswith(_ODT):
        return "odt"
    if any(item.startswith("word/") for item in names):
        return "docx"
    if kind or any(item.startswith(("xl/", "ppt/", "visio/")) for item in names):
        raise CannotImportError("stop-other-office")
    raise CannotImportError("stop-zip")


def open_archive(data: bytes) -> Parts:
    """The parts of a docx or odt. Raises :class:`CannotImportError` where the archive is broken or harmful."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _parts(archive, len(data))
    except (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError, OSError, ValueError, OverflowError):
        raise CannotImportError("stop-broken-zip") from None
    except RuntimeError:  # zipfile's word for "password required"
        raise CannotImportError("stop-locked") from None


def _parts(archive: zipfile.ZipFile, size: int) -> Parts:
    entries = [item for item in archive.infolist() if not item.is_dir()]
    _check_entries(entries, size)
    xml: dict[str, bytes] = {}
    pictures: dict[str, bytes] = {}
    left = []
    new = io.BytesIO()
    # The manifest first: what is encrypted is no XML, and is to be called locked, not damaged.
    entries.sort(key=lambda item: item.filename != _MANIFEST)
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        for item in entries:
            name = item.filename
            if _NEEDED.match(name):
                content = _read(archive, item, MAX_XML)
                if name == _MANIFEST or name.endswith("/content.xml"):
                    content = _PLAIN_DOCTYPE.sub(b"", content, count=1)
                if name == _MANIFEST and b"encryption-data" in content:
                    raise CannotImportError("stop-locked")
                if name.endswith((".xml", ".rels")):
                    check_xml(content)
                    xml[name] = content
                out.writestr(zipfile.ZipInfo(name), content)
            elif _DRAWN.match(name):
                content = _read(archive, item, MAX_XML)
                check_xml(content)
                xml[name] = content
            elif _PICTURE.match(name):
                pictures[name] = _read(archive, item, MAX_PART)
                out.writestr(zipfile.ZipInfo(name), b"")  # the converter needs to know that there is one, not more
            elif not name.startswith(("docProps/", "customXml/", "word/fonts/", "Configurations2/", "Thumbnails/")):
                left.append(name)
    if b"macroEnabled" in xml.get("[Content_Types].xml", b"") or any("vbaProject" in name for name in left):
        raise CannotImportError("stop-macros")
    kept = [name for name in left if not name.startswith("_rels/") and not name.endswith((".rels", ".rdf", ".xml"))]
    return Parts(new.getvalue(), xml, pictures, tuple(kept))


def _check_entries(entries: list[zipfile.ZipInfo], size: int) -> None:
    names = [item.filename for item in entries]
    if len(entries) > MAX_ENTRIES or sum(item.file_size for item in entries) > MAX_UNPACKED:
        raise CannotImportError("stop-bomb")
    if sum(item.compress_size for item in entries) > size:  # entries that lie over each other
        raise CannotImportError("stop-bomb")
    if len(set(names)) != len(names):
        raise CannotImportError("stop-paths", name=next(name for name in names if names.count(name) > 1)[:80])
    for item in entries:
        if item.flag_bits & 1:
            raise CannotImportError("stop-locked")
        if _leads_out(item):
            raise CannotImportError("stop-paths", name=item.filename[:80])
        if item.file_size > _NOT_ASKED_BELOW and item.file_size > MAX_RATIO * max(item.compress_size, 1):
            raise CannotImportError("stop-bomb")


def _leads_out(item: zipfile.ZipInfo) -> bool:
    name = item.orig_filename or item.filename
    parts = re.split(r"[/\\]", name)
    return (
        name.startswith(("/", "\\"))
        or ".." in parts
        or "\\" in name
        or ":" in name
        or "\x00" in name
        or stat.S_ISLNK(item.external_attr >> 16)
    )


def _read(archive: zipfile.ZipFile, item: zipfile.ZipInfo, limit: int) -> bytes:
    """One part; what its header says of its size is not believed."""
    with archive.open(item) as file:
        content = file.read(limit + 1)
    if len(content) > limit:
        raise CannotImportError("stop-bomb")
    return content


def check_xml(content: bytes) -> None:
    """Raise :class:`CannotImportError` for XML with a DOCTYPE, too deep, or not well-formed, namespaces too."""
    parser = expat.ParserCreate(namespace_separator=" ")
    depth = 0

    def opened(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise CannotImportError("stop-deep")

    def closed(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def declared(*_arguments: object) -> None:
        raise CannotImportError("stop-doctype")

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.StartDoctypeDeclHandler = declared
    parser.EntityDeclHandler = declared
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        raise CannotImportError("stop-broken-xml") from None
