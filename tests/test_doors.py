"""What a stranger may try beside markup: files that act, contacts that command, links that lie, texts without end."""

from __future__ import annotations

import io
import random
import time
import zipfile
import zlib
from pathlib import Path

import pytest

import small_tree
from portal.content.source import MAX_BODY
from portal.core.budget import OverBudgetError, budget
from portal.editing.checking import Selection, advice
from portal.editing.translating.file import stamped
from test_against_base import KY, RU, check, root, write  # noqa: F401 - a fixture

SUU = "ky/practices/suu.md"


def told(tmp_path: Path, words: str, files: dict[str, bytes] | None = None) -> list[str]:
    """The codes of what is wrong with a document of these words, with files beside it."""
    text = small_tree.ORIGINAL.replace("Суу жок болчу.", words)
    return [item.code for item in small_tree.load(tmp_path, {SUU: text, **(files or {})})[1]]


def office(*names: str, types: str = "") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("[Content_Types].xml", f"<Types>{types}</Types>")
        for name in names:
            archive.writestr(name, "x")
    return data.getvalue()


def loading(kind: str, target: str) -> bytes:
    """An office file that loads something when it is opened."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        names = f'Type="http://x/relationships/{kind}" Target="{target}" TargetMode="External"'
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/_rels/settings.xml.rels", f"<Relationships><Relationship {names}/></Relationships>")
    return data.getvalue()


MACROS = [
    ("a.docx", office("word/vbaProject.bin")),
    ("a.xlsx", office("xl/vbaProject.bin")),
    ("a.xlsx", office("xl/macrosheets/sheet1.xml")),
    ("a.docx", office("word/document.xml", types="application/vnd.ms-word.document.macroEnabled.main+xml")),
    ("a.odt", office("Basic/Standard/Module1.xml")),
    ("a.ods", office("Scripts/python/x.py")),
    ("a.docx", loading("attachedTemplate", "https://evil.example/a.dotm")),
    ("a.docx", loading("oleObject", "file://evil.example/share/a.xls")),
    ("a.xlsx", loading("frame", "\\\\evil.example\\a")),
]


@pytest.mark.parametrize(("name", "data"), MACROS)
def test_macros(tmp_path: Path, name: str, data: bytes) -> None:
    assert told(tmp_path, "Суу.", {f"ky/practices/{name}": data}) == ["asset-macros"]


def packed(words: bytes) -> bytes:
    return b"<< /Type /ObjStm /Filter /FlateDecode >> stream\n" + zlib.compress(words) + b"\nendstream"


@pytest.mark.parametrize(
    "body",
    [
        b"<< /OpenAction << /S /URI >> >>",
        b"<< /OpenAction 5 0 R >>",
        b"<< /S /JavaScript /JS (app.alert(1)) >>",
        b"<< /S /J#61vaScript >>",
        b"<< /AA << /O 3 0 R >> >>",
        b"<< /S /Launch >>",
        packed(b"<< /S /JavaScript /JS (x) >>"),
        # Hidden from a reader of streams: behind words of a comment, behind what fills the bound, behind a wide head.
        b"% stream\n<< /S /JavaScript /JS (x) >>\n% endstream",
        b"%>>stream\n<< /S /J#61vaScript >>\n% endstream",
        packed(bytes(17 * 1024 * 1024)) + packed(b"<< /S /JS >>"),
        # A string or a comment of the dictionary hides its kind, another packing its content.
        b"1 0 obj << /Type /ObjStm /X (obj) >> stream\n" + zlib.compress(b"4 0 << /S /JS (x) >>") + b"\nendstream",
        b"1 0 obj << /Type /ObjStm >> % obj\nstream\r\n" + zlib.compress(b"4 0 << /S /JS (x) >>") + b"\nendstream",
        b"1 0 obj << /Type /ObjStm /Filter /ASCIIHexDecode >> stream\n3420\nendstream",
        b"1 0 obj << /Type /ObjStm" + b" " * 400 + b">> stream\n" + zlib.compress(b"<< /S /JS (x) >>") + b"\nendstream",
    ],
)
def test_pdfs_that_act(tmp_path: Path, body: bytes) -> None:
    assert told(tmp_path, "Суу.", {"ky/practices/a.pdf": b"%PDF-1.7\n" + body}) == ["asset-active"]


def test_files_that_do_nothing(tmp_path: Path) -> None:
    files = {
        "ky/practices/a.pdf": b"%PDF-1.7\n<< /OpenAction [3 0 R /Fit] >>" + packed(b"<< /Type /Page >>"),
        "ky/practices/b.docx": office("word/document.xml"),
        "ky/practices/c.docx": loading("hyperlink", "https://a.kg/"),
        "ky/practices/d.docx": loading("attachedTemplate", "file:///C:\\Letter.dotx"),
    }
    assert told(tmp_path, "Суу.", files) == []
    assert told(tmp_path, "Суу.", {"ky/practices/b.docx": b"PK\x03\x04 broken"}) == ["asset-content"]


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("tel:*21*0555%23", "link-telephone"),
        ("tel:%2A%2306%23", "link-telephone"),
        ("tel:+996312123456", None),
        ("mailto:a@b.kg%0d%0aBcc:c@d.kg", "link-mail"),
        ("mailto:a@b.kg%250d%250aBcc:c@d.kg", "link-mail"),
        ("mailto:a@b.kg?bcc=c@d.kg", "link-mail"),
        ("mailto:a@b.kg,c@d.kg", "link-mail"),
        ("mailto:a@b.kg", None),
    ],
)
def test_contacts(tmp_path: Path, link: str, code: str | None) -> None:
    assert told(tmp_path, f"[Байланыш]({link})") == ([code] if code else [])


@pytest.mark.parametrize(
    ("text", "href", "is_disguised"),
    [
        ("https://gov.kg", "https://evil.example/x", True),
        ("www.gov.kg/login", "https://gov.kg.evil.example", True),
        ("gov.kg", "http://user@evil.example", True),
        ("**gov.kg**", "https://evil.example", True),
        ("gov.kg", "https://www.gov.kg/a", False),
        ("https://WWW.gov.kg/a", "https://gov.kg/b", False),
        ("Өкмөттүн сайты", "https://gov.kg", False),
        ("plan.pdf", "https://gov.kg/plan.pdf", False),
    ],
)
def test_a_link_that_shows_another_site(tmp_path: Path, text: str, href: str, is_disguised: bool) -> None:
    assert ("link-disguised" in told(tmp_path, f"[{text}]({href})")) is is_disguised


def test_a_document_related_to_itself(tmp_path: Path) -> None:
    text = small_tree.ORIGINAL.replace("sources:", "related: [{document: suu, relation: follows}]\nsources:")
    assert [item.code for item in small_tree.load(tmp_path, {SUU: text})[1]] == ["relation-self"]


def test_acts_that_replace_each_other_in_a_circle(tmp_path: Path) -> None:
    act = "{{id: kg-law-202{0}-1, kind: law, title: {{ru: О}}, replaced_by: kg-law-202{1}-1, sources: [{2}]}}"
    source = "{of: [title.ru], at: 'https://a.kg'}"
    acts = f"acts:\n  - {act.format(1, 2, source)}\n  - {act.format(2, 1, source)}\n"
    codes = {item.code for item in small_tree.load(tmp_path, {SUU: small_tree.ORIGINAL}, {"acts.yml": acts})[1]}
    assert "act-replacement-loop" in codes
    itself = f"acts:\n  - {act.format(1, 1, source)}\n"
    codes = {item.code for item in small_tree.load(tmp_path, {SUU: small_tree.ORIGINAL}, {"acts.yml": itself})[1]}
    assert "act-replaces-itself" in codes


def test_a_forged_stamp(root: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    changed = small_tree.ORIGINAL.replace("Суу жок болчу.", "Суу 12 жыл бою жок болуп, эл аны алыстан ташыган.")
    write(root, KY, changed)
    assert "stamp-forged" not in {item[1] for item in check(capsys)[1]}
    write(root, RU, small_tree.current(changed))
    assert "stamp-forged" in {item[1] for item in check(capsys)[1]}
    write(root, RU, small_tree.current(changed).replace("Воды не было.", "12 лет воды не было, её носили издалека."))
    assert "stamp-forged" not in {item[1] for item in check(capsys)[1]}
    typo = small_tree.ORIGINAL.replace("Суу жок болчу.", "Суу жок болчы.")
    write(root, KY, typo)
    write(root, RU, small_tree.current(typo))
    assert "stamp-forged" not in {item[1] for item in check(capsys)[1]}


# Texts without end -----------------------------------------------------------------------------------------


def test_a_body_over_the_limit_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, "Суу. " * (MAX_BODY // 8)) == ["text-too-long"]


def test_work_over_its_time_is_stopped() -> None:
    with pytest.raises(OverBudgetError), budget(0.05):
        while True:
            pass
    with budget(0.05):
        pass


UNITS = [
    "_a", "12.12.", "*a", "**a", "[", "](", "[a](", "{s1", "{s1,", "`", "``a`", "<a", "&", "№ ", "«", "1 ", "1-",
    "1 000 ", "ст. ", "|", "| a", "- ", "\n> ", "\t", "  \n", "А. ", "2023-", "https://a", "a@a.", "\\", "~~a", "^",
    "а-", "аб ", "қ", "(", "[[a]", "[^1]", "[a]: b\n", "# a\n", "```\n", "* * ", "<!--", "&amp;", "20.12.2020 ",
    "Закон «", "от 1 ", "1) ", "a: ", "../", "Аа ", "5 км", "$", "-- ", "_a_b_", "*_a", "\n\n\n", " {s1}",
    "часть 1 статьи ", "1, 2 и ",
]  # fmt: skip


def pathological(number: int) -> str:
    """A text of 20 KB that repeats a unit, or two of them."""
    chosen = random.Random(number)
    unit = UNITS[number] if number < len(UNITS) else chosen.choice(UNITS) + chosen.choice(UNITS)
    return unit * (20_000 // len(unit))


def seconds(root: Path, words: str) -> float:  # noqa: F811
    """The time of the processor for the whole check of a document with these words in both languages."""
    original = small_tree.ORIGINAL.replace("Суу жок болчу.", words)
    translation = small_tree.TRANSLATION.format(revision="r0000000000").replace("Воды не было.", words)
    small_tree.lay_out(root, {SUU: original, "ru/practices/suu.md": translation})
    portal, _ = small_tree.load(root, {})
    document = portal.text("suu")
    if document:
        (root / RU).write_text(stamped(translation, document.revision), encoding="utf-8")
    before = time.process_time()
    portal, _ = small_tree.load(root, {})
    advice(root, portal, Selection())
    return time.process_time() - before


@pytest.mark.long
@pytest.mark.parametrize("number", range(100))
def test_no_text_takes_long(tmp_path: Path, number: int) -> None:
    assert seconds(tmp_path, pathological(number)) < 3


@pytest.mark.parametrize("number", [0, 1, 5, 10, 15])
@pytest.mark.slow
def test_texts_that_once_took_long_end(tmp_path: Path, number: int) -> None:
    seconds(tmp_path, pathological(number))
    assert (tmp_path / RU).is_file()
