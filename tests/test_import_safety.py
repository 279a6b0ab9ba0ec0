"""Files that strangers send: nothing harmful is read, nothing is fetched, every refusal is a sentence."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib

import pytest

from importing import body, document, imported, refused, said
from portal.core.characters import HIDDEN
from portal.editing.importing import guard, office
from portal.editing.importing.saving import plain_file_name
from word_files import archive, bold, docx, par, picture, run

TEXT = "В селе построили мост, и теперь дорога в школу стала короче и безопаснее для всех детей."


def with_document(xml: str) -> bytes:
    return docx(parts={"word/document.xml": xml})


def test_the_plain_file_is_taken() -> None:
    assert refused(docx(par(TEXT), par(TEXT))) == ""


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.docx", "stop-empty"),
        (b"   \n\n", "a.txt", "stop-empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.docx", "stop-old-word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "stop-locked"),
        (b"{\\rtf1 text}", "a.docx", "stop-rtf"),
        (b"%PDF-1.7\n", "a.docx", "stop-pdf"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a.docx", "stop-picture"),
        (b"just text", "a.docx", "stop-broken-zip"),
        (b"PK\x03\x04 broken", "a.docx", "stop-broken-zip"),
        (archive({"a.txt": "a"}), "a.docx", "stop-zip"),
        (archive({"xl/workbook.xml": "<a/>"}), "a.docx", "stop-other-office"),
        (b"\0\1\2\3\4\5\6\7" * 50, "a.txt", "stop-not-text"),
        (b"MZ\x90", "a.exe", "stop-unknown"),
        (b"x" * (guard.MAX_TEXT_FILE + 1), "a.txt", "stop-large"),
        (b"{}", "a.json", "stop-not-form"),
        (b'{"format": "portal-document", "version": 1, "draft": true}', "a.json", "stop-draft"),
        (b'{"format": "portal-document", "version": 2}', "a.json", "stop-form-version"),
        (b"[" * 100_000, "a.json", "stop-not-form"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
@pytest.mark.slow
def test_what_is_no_document_is_called_by_its_name(
    data: bytes, name: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "program", lambda: None)
    assert refused(data, name) == code


def test_a_broken_half_of_a_file() -> None:
    whole = docx(par(TEXT))
    assert refused(whole[: len(whole) // 2]) == "stop-broken-zip"


def test_zip_bombs() -> None:
    zeros = b" " * (30 * 1024 * 1024)
    assert refused(docx(par(TEXT), parts={"word/media/a.png": zeros})) == "stop-bomb"
    many = {f"word/media/{number}.png": b"x" for number in range(guard.MAX_ENTRIES + 1)}
    assert refused(docx(par(TEXT), parts=many)) == "stop-bomb"


def test_an_archive_in_the_archive_is_not_opened() -> None:
    inner = archive({"bomb.xml": b" " * (30 * 1024 * 1024)})
    result = imported(docx(par(TEXT), par(TEXT), parts={"word/embeddings/inner.docx": inner}))
    assert said(result, "embedded-left") == ["inner.docx"]


def test_a_size_that_lies() -> None:
    data = bytearray(docx(par(TEXT), parts={"word/theme/theme1.xml": b"<a>" + b" " * 5000 + b"</a>"}))
    place = data.rindex(b"word/theme/theme1.xml") - 46
    struct.pack_into("<I", data, place + 24, 10)  # the size in the directory
    assert refused(bytes(data)) == "stop-broken-zip"


@pytest.mark.parametrize("name", ["../../evil.xml", "/etc/evil", "word/..\\evil", "C:evil", "word/../../evil"])
def test_paths_that_lead_out(name: str) -> None:
    assert refused(docx(par(TEXT), parts={name: "x"})) == "stop-paths"


def test_links_and_doubled_entries() -> None:
    out = io.BytesIO(docx(par(TEXT)))
    with zipfile.ZipFile(out, "a") as file:
        link = zipfile.ZipInfo("word/link.xml")
        link.external_attr = 0o120777 << 16
        file.writestr(link, "/etc/passwd")
    assert refused(out.getvalue()) == "stop-paths"
    out = io.BytesIO(docx(par(TEXT)))
    with zipfile.ZipFile(out, "a") as file, pytest.warns(UserWarning):
        file.writestr("word/document.xml", "<a/>")
    assert refused(out.getvalue()) == "stop-paths"


@pytest.mark.parametrize(
    "start",
    [
        '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w SYSTEM "http://evil.example/x.dtd">',
        '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_no_entities(start: str, encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{start}<w>x</w>'
    assert refused(docx(parts={"word/document.xml": xml.encode(encoding)})) == "stop-doctype"
    odt = archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": xml.encode(encoding)})
    assert refused(odt, "a.odt") == "stop-doctype"


def test_depth_and_broken_xml() -> None:
    assert refused(with_document("<a>" * 5000 + "</a>" * 5000)) == "stop-deep"
    assert refused(with_document("<w:document>")) == "stop-broken-xml"
    assert refused("<div>" * 50_000 + TEXT, "a.html") == "stop-deep"
    assert refused("> " * 5000 + TEXT, "a.md") == "stop-deep"


def test_macros_and_passwords() -> None:
    assert refused(docx(par(TEXT), parts={"word/vbaProject.bin": b"x"})) == "stop-macros"
    types = '<?xml version="1.0"?><Types xmlns="x"><Override PartName="/word/document.xml" ContentType="macroEnabled"/>'
    assert refused(docx(par(TEXT), parts={"[Content_Types].xml": types + "</Types>"}), "a.docm") == "stop-macros"
    locked = bytearray(docx(par(TEXT)))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = locked.find(mark)
        while at >= 0:
            locked[at + place] |= 1
            at = locked.find(mark, at + 4)
    assert refused(bytes(locked)) == "stop-locked"


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.png", png(10_000, 10_000), "picture-huge"),
        ("a.png", png(60_000, 60_000), "picture-huge"),
        ("a.png", png(300, 300), "picture-broken"),
        ("a.png", b"\x89PNG\r\n\x1a\nbroken", "picture-broken"),
        ("a.jpg", b"\xff\xd8\xff\xe0 broken", "picture-broken"),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "picture-vector"),
        ("a.png", b'<svg xmlns="x" onload="alert(1)"/>', "picture-vector"),
        ("a.emf", b"\x01\0\0\0", "picture-vector"),
        ("a.wmf", b"\xd7\xcd\xc6\x9a", "picture-vector"),
        ("a.png", png(3, 3), "picture-tiny"),
    ],
)
def test_pictures_that_are_not_taken(name: str, data: bytes, code: str) -> None:
    result = imported(docx(par(TEXT), par(picture("i", "Мост")), par(TEXT), pictures={"i": (name, data)}))
    assert [note.code for note in result.notes if note.code.startswith("picture")] == [code]
    assert list(result.files) == [f"docs/ru/practices/{result.slug}.md"] and "![" not in body(result)


def test_a_page_runs_nothing_and_fetches_nothing() -> None:
    page = (
        f"<html><body onload=x()><h1>Мост в селе Достук</h1><p>{TEXT}</p><script src=//evil.example/a.js></script>"
        "<iframe src=http://evil.example></iframe><img src=http://evil.example/a.png>"
        "<a href='java&#10;script:alert(1)'>раз</a> <a href='data:text/html,x'>два</a> <a href='vbscript:x'>три</a>"
        f"<object data=x></object><svg onload=alert(1)><text>svg</text></svg><p>{TEXT} &lt;script&gt;</p></body></html>"
    )
    text = body(imported(page, name="a.html"))
    assert "evil" not in text and "](" not in text and "<script" not in text
    assert "раз два три" in text and "&lt;script>" in text


def test_letters_that_nobody_sees() -> None:
    hidden = "\u202eабв\u202c \u2066где\u2069 ж\u200bз и\u00adк \u0007л \ufeffм \U000e0041н"
    in_word = hidden.replace("\u0007", "")  # XML has no control characters
    word = docx(par(f"Заголовок {in_word}", style="h1"), par(in_word + TEXT))
    for data, name in ((word, "a.docx"), (f"Заголовок {hidden}\n\n{hidden}{TEXT}\n", "a.txt")):
        result = imported(data, name=name)
        text = result.files[f"docs/ru/practices/{result.slug}.md"].decode()
        assert not HIDDEN.search(text)
        assert "U+202E" in next(note.text("en") for note in result.notes if note.code == "unseen-letters")


def test_the_forms_file_is_not_trusted() -> None:
    form = {
        "format": "portal-document",
        "version": 1,
        "kind": "practice",
        "lang": "ky",
        "slug": "../../evil",
        "meta": {"title": "Таза \u202eсуу", "summary": "a: b\n---\n# x", "topics": ["drinking-water"], "evil": "!!x"},
        "body": "## Көйгөй\n\n<script>alert(1)</script> [a](javascript:x)\n",
    }
    result = imported(json.dumps(form), name="f.json")
    assert list(result.files) == ["docs/ky/practices/evil.md"]
    card, text = document(result)
    assert card["title"] == "Таза суу" and card["summary"] == "a: b --- # x" and card["evil"] == "!!x"
    assert "<script" not in text and "javascript" not in text
    assert "field-unknown" in {item.code for item in result.open}


def test_the_form_as_its_author_wrote_it() -> None:
    form = {
        "format": "portal-document",
        "version": 1,
        "kind": "practice",
        "lang": "ky",
        "slug": "taza-suu",
        "meta": {
            "title": "Таза суу",
            "summary": "Айылга таза суу кандайча келгени тууралуу баян.",
            "added": "2026-11-20",
            "topics": ["drinking-water"],
            "sources": [{"title": "Отчет", "language": "ky", "accessed": "2026-11"}],
        },
        "body": "## Көйгөй\n\nСуу жок \\* \\[болчу\\].\n\n## Эмне жасалды\n\n1. Түтүк тартылды.\n2. Кудук казылды.\n",
    }
    result = imported(json.dumps(form, ensure_ascii=False), name="f.json")
    card, text = document(result)
    # Not typed: the card is plain JSON.
    assert not result.open and card["added"].isoformat() == "2026-11-20" and list(card) == [*form["meta"], "review"]  # type: ignore[call-overload]
    assert text == str(form["body"]).strip()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("con.docx", "_con.docx"),
        ("a<b>:c|d?.docx", "a_b_c_d_.docx"),
        ("..\\..\\x.docx", "x.docx"),
        ("Отчёт №5 (2024).docx", "Отчёт №5 (2024).docx"),
        ("x" * 300 + ".docx", "x" * 100 + ".docx"),
        ("a. .", "a"),
    ],
)
def test_names_of_kept_files(name: str, safe: str) -> None:
    assert plain_file_name(name) == safe


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866", "utf-16", "utf-16-le", "utf-8-sig", "utf-32"])
def test_encodings(encoding: str) -> None:
    result = imported(f"Мост в селе\n\n{TEXT}\n".encode(encoding), name="a.txt")
    assert body(result) == TEXT
    assert bool(said(result, "encoding")) == (not encoding.startswith("utf"))


def test_kyrgyz_letters_that_were_lost_are_told() -> None:
    text = "Айылда жол салынды жана мектеп ондолду, тургундар абдан ыраазы болушту деп айтылды. " * 4
    result = imported(f"Жол\n\n{text}\n".encode("cp1251"), name="a.txt")
    assert result.original == "ky" and said(result, "encoding") and said(result, "kyrgyz-letters")


def test_signs_of_markdown_show_as_they_were_written() -> None:
    lines = ["# решётка в тексте без заголовка", "- [x] задача", "!!! note", "{: .class }", ": определение",
             "=====", "~~~ тильды", "[^1]: сноска", "&copy; и &lt;", "1\\. пункт", "<https://a.example>"]  # fmt: skip
    result = imported(docx(bold("Знаки"), par(TEXT), *(par(run(f"{line} {TEXT}")) for line in lines)))
    from portal.markup.links import LinkMap
    from portal.markup.render import Renderer

    rendered, problems = Renderer("ru", LinkMap((), ()), "").render(
        body(result), kind="event", path="x.md", own_address="x.html"
    )
    assert not problems
    shown = rendered.sections[0].text
    for line in lines:
        wanted = line.removeprefix("- ") if line.startswith("- ") else line
        assert wanted in shown, (line, shown)


def test_what_the_card_takes_from_the_text_is_as_harmless_as_the_text() -> None:
    page = "<html><head><title>Вода \ufffe\u202e&lt;script&gt; в селе Кара-Суу</title></head><body><p>Провели воду.</p>"
    card, _ = document(
        imported(f"{page}<p>Село получило воду: трубы провели за лето.</p></body></html>", name="a.html")
    )
    assert card["title"] == card["sources"][0]["title"] == "Вода ‹script> в селе Кара-Суу"
    lines = ("РЕЗОЛЮЦИЯ круглого стола", "15 мая 2023 года участники приняли рекомендации.", "Рекомендации:")
    lines += ("Жогорку Кенешу КР:", "- принять закон о сельской <script>воде;", "- принять закон о дорогах.")
    card, _ = document(imported("\n\n".join(lines), name="a.txt"))
    assert card["recommendations"][0]["text"] == "Принять закон о сельской ‹script>воде."


@pytest.mark.parametrize("piece", ["<!--", "<!--[if", "<style>"])
@pytest.mark.slow
def test_a_page_of_things_that_nobody_closes(piece: str) -> None:
    # A pattern that looked for the end of each would take hours over this.
    page = "<h1>Таза суу</h1><p>Айылга таза суу келди, тургундар кубанды.</p>" + piece * 100_000
    assert refused(page, name="a.html") in {"", "stop-deep", "stop-long", "stop-slow", "stop-empty"}


@pytest.mark.parametrize("piece", ["голос за против ", "до 1 мая 2024 года "])
@pytest.mark.slow
def test_a_line_without_an_end(piece: str) -> None:
    # A pattern that went back from every letter took two minutes over this.
    assert body(imported(piece * 6_000, name="a.txt", kind="resolution"))


def test_unseen_letters_in_an_address_are_spelt_out() -> None:
    page = "<h1>Суу</h1><p>Толугу менен <a href='https://a.kg/\x10\u202eb'>бул жерде</a> окуңуз.</p><p>Суу келди.</p>"
    text = body(imported(page, name="a.html"))
    assert "<https://a.kg/%10%E2%80%AEb>" in text


@pytest.mark.parametrize("declared", ['xmlns:n="a b"', ""])
def test_names_whose_space_nobody_declared_properly(declared: str) -> None:
    made = docx(par("Жол"), par("Текст ушул жерде."), parts={"word/footer1.xml": f"<n:ftr {declared}/>"})
    assert refused(made) == "stop-broken-xml"
