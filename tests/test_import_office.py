"""Old and other forms of Word files: .doc and .rtf through LibreOffice, Strict OOXML, old OpenOffice, locked files."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from importing import body, imported, refused, said
from portal.editing.importing import office
from word_files import ODT_STYLES, archive, docx, par, picture

TEXT = "Бул иш ашар жолу менен 2022-жылы жасалды, айылдын тургундары кубанды."
TITLE = par("Жол оңдоо тажрыйбасы", style="h1")
RTF = rb"{\rtf1\ansi text}"
DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
HEAD = b"\xec\xa5\xc1\x00" + bytes(7)
_ODF = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text"))
CONTENT = (
    f"<office:document-content {_ODF}><office:automatic-styles/><office:body><office:text>"
    f'<text:h text:outline-level="1">Жол оңдоо тажрыйбасы</text:h><text:p>{TEXT}</text:p></office:text></office:body>'
    "</office:document-content>"
)
MANIFEST = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{}</m:manifest>'


def odt(manifest: str, content: str | bytes = CONTENT) -> bytes:
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content,
                    "styles.xml": ODT_STYLES, "META-INF/manifest.xml": manifest})  # fmt: skip


def program(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A program in the place of LibreOffice that runs ``script`` with its arguments in ``given``."""
    made = folder / "soffice"
    made.write_text(f"#!{sys.executable}\nimport pathlib, sys, time\ngiven = sys.argv\n{script}\n", encoding="utf-8")
    made.chmod(0o755)
    monkeypatch.setattr(office, "program", lambda: str(made))
    monkeypatch.setattr(office, "_without_network", lambda: ())


@pytest.mark.skipif(os.name == "nt", reason="the program in LibreOffice's place is a script")
@pytest.mark.parametrize(("data", "kind"), [(RTF, "rtf"), (DOC + HEAD + bytes(600), "doc")])
def test_old_files_are_read_by_libreoffice(
    data: bytes, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "made.docx").write_bytes(docx(TITLE, par(TEXT)))
    script = f"""
profile = next(item for item in given if item.startswith("-env:UserInstallation=file:"))
settings = pathlib.Path(profile.partition("file://")[2]) / "user" / "registrymodifications.xcu"
assert "DisableMacrosExecution" in settings.read_text()
assert given[-1].endswith(".{kind}") and "--headless" in given
out = pathlib.Path(given[given.index("--outdir") + 1])
out.mkdir()
(out / "file.docx").write_bytes(pathlib.Path({str(tmp_path / "made.docx")!r}).read_bytes())
"""
    program(tmp_path, monkeypatch, script)
    assert TEXT in body(imported(data, name=f"a.{kind}"))


@pytest.mark.skipif(os.name == "nt", reason="the program in LibreOffice's place is a script")
@pytest.mark.parametrize(("script", "code"), [("time.sleep(60)", "stop-slow"), ("sys.exit(1)", "stop-broken")])
@pytest.mark.slow
def test_libreoffice_that_hangs_or_fails(
    script: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, monkeypatch, script)
    monkeypatch.setattr(office, "SECONDS", 1)
    assert refused(RTF, "a.rtf") == code


@pytest.mark.parametrize(("data", "code"), [(RTF, "stop-rtf"), (DOC + HEAD + bytes(600), "stop-old-word")])
def test_without_libreoffice_it_is_said_what_to_do(data: bytes, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "program", lambda: None)
    assert refused(data, "a.doc") == code


def test_a_locked_file_is_not_called_damaged() -> None:
    locked = MANIFEST.format("<m:file-entry><m:encryption-data/></m:file-entry>")
    assert refused(odt(locked, b"\x8f\x01 no xml"), "a.odt") == "stop-locked"
    assert refused(odt(MANIFEST.format(""), b"\x8f\x01 no xml"), "a.odt") == "stop-broken-xml"
    assert refused(DOC + HEAD[:11] + b"\x01" + bytes(600), "a.doc") == "stop-locked"


def test_macros_in_an_old_file() -> None:
    assert refused(DOC + HEAD + "_VBA_PROJECT".encode("utf-16-le"), "a.doc") == "stop-macros"


def test_the_doctype_of_an_old_manifest() -> None:
    doctype = '<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd">'
    assert TEXT in body(imported(odt(doctype + MANIFEST.format("")), name="a.odt"))
    bomb = '<!DOCTYPE a [<!ENTITY b "c">]>'
    assert refused(odt(bomb + MANIFEST.format("")), "a.odt") == "stop-doctype"
    assert refused(odt(MANIFEST.format(""), doctype + CONTENT), "a.odt") == "stop-doctype"


def test_strict_ooxml() -> None:
    from test_import_words import _with

    made = docx(TITLE, par(TEXT))
    for name in ("word/document.xml", "word/styles.xml"):
        made = _with(made, name, "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                     "http://purl.oclc.org/ooxml/wordprocessingml/main")  # fmt: skip
    made = _with(made, "_rels/.rels", "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                 "http://purl.oclc.org/ooxml/officeDocument/relationships")  # fmt: skip
    result = imported(made)
    assert TEXT in body(result) and not said(result, "words-lost")


def test_wordart_and_embedded_documents_are_told() -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="Чоң жазуу"/></v:shape></w:pict></w:r>'
    result = imported(docx(TITLE, par(TEXT), par(art), '<w:altChunk r:id="x"/>'))
    assert said(result, "drawing-left") == ["Чоң жазуу"]
    assert said(result, "chunk-left") == [""]


@pytest.mark.parametrize("way", ["linked", "vector"])
def test_the_text_for_a_picture_that_does_not_come_along_is_told(way: str) -> None:
    drawn = picture("p1", "Айылдын картасы")
    pictures = {"p1": ("image1.emf", b"\x01\0\0\0" + bytes(60))} if way == "vector" else None
    drawn = drawn if way == "vector" else drawn.replace("r:embed", "r:link")
    result = imported(docx(TITLE, par(TEXT), par(drawn), pictures=pictures))
    assert said(result, "drawing-left") == ["Айылдын картасы"]


def _compound(*names: str, inner: str = "", rest: bytes = b"") -> bytes:
    """A compound file: a sector for the table of sectors, one for the directory; ``inner`` stands in the last part."""
    entries = ["Root Entry", *names, *([inner] if inner else [])]
    assert len(entries) <= 4
    none = b"\xff\xff\xff\xff"
    directory = b""
    for place, name in enumerate(entries):
        right = place + 1 if 0 < place < len(names) else None
        child = 1 if place == 0 else len(names) + 1 if inner and place == len(names) else None
        links = [none, *(none if link is None else link.to_bytes(4, "little") for link in (right, child))]
        written = name.encode("utf-16-le") + b"\0\0"
        head = written.ljust(64, b"\0") + len(written).to_bytes(2, "little") + b"\x05\x01"
        directory += (head + b"".join(links)).ljust(128, b"\0")
    header = DOC[:8].ljust(30, b"\0") + b"\x09\0" + bytes(16) + b"\x01\0\0\0" + bytes(24) + b"\0\0\0\0"
    table = b"\xfd\xff\xff\xff\xfe\xff\xff\xff"
    return header.ljust(512, b"\xff") + table.ljust(512, b"\xff") + directory.ljust(512, b"\0") + rest


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (_compound("WordDocument", "ObjectPool", inner="Workbook"), "stop-old-word"),  # a sheet put into a letter
        (_compound("WORDDOCUMENT", "ObjectPool", inner="PowerPoint Document"), "stop-old-word"),
        (_compound("Workbook", "MBD", inner="WordDocument"), "stop-other-office"),  # a letter put into a sheet
        (_compound("EncryptedPackage"), "stop-locked"),
        (_compound("WordDocument")[:1100], "stop-old-word"),  # cut
    ],
)
def test_the_root_of_an_old_file_tells_its_program(data: bytes, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "program", lambda: None)
    assert refused(data, "a.doc") == code


@pytest.mark.skipif(os.name == "nt", reason="the program in LibreOffice's place is a script")
@pytest.mark.parametrize(
    ("head", "name"),
    [
        (bytes(512) + HEAD, "MS Word 97"),
        (bytes(512) + b"\xdc\xa5\x68\0", "MS Word 95"),
        (bytes(512 + 64) + b"\xdc\xa5\x65\0", "MS Word 95"),
    ],
)
def test_word_95_is_read_by_its_own_filter(
    head: bytes, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "made.docx").write_bytes(docx(TITLE, par(TEXT)))
    script = f"""
assert "--infilter={name}" in given
out = pathlib.Path(given[given.index("--outdir") + 1])
out.mkdir()
(out / "file.docx").write_bytes(pathlib.Path({str(tmp_path / "made.docx")!r}).read_bytes())
"""
    program(tmp_path, monkeypatch, script)
    assert TEXT in body(imported(_compound("WordDocument", rest=head), name="a.doc"))
