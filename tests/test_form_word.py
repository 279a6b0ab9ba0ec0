"""Word files, tables and photographs in the form: read in the browser, from a disk too, and nothing of them is lost."""

from __future__ import annotations

import base64
import io
import json
import re
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import browsing
from portal.commands.main import main
from portal.editing.importing import accounting, headings
from portal.editing.importing.guard import open_archive
from test_form_page import expect, finish
from test_form_rules import run as run_rules
from word_files import (
    archive,
    bold,
    cell,
    change,
    comment,
    docx,
    note_mark,
    par,
    picture,
    run,
    table,
    text_box,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BUDGET = table(
    [cell(par("Эмнеге")), cell(par("Сумма, сом"))],
    [cell(par("Түтүк"), par("4,5 км")), cell(par("1 200 000"))],
    [cell(par("Кран | челек")), cell(par("*80 000*"))],
)
PRACTICE = docx(
    par("Ак-Башат: таза суу үч жылда", style="title"),
    par("Айылга таза суу келди: эл акча чогултуп, долбоор жазды жана түтүк тартты."),
    par("1. Маселе", style="ru1"),
    par("Суу ", run("жок", True), " болчу", note_mark(2), "."),
    par("Эл ", change("del", "көлмөдөн"), change("ins", "арыктан"), " ичкен."),
    bold("Эмне жасалды:"),
    par("Кеңештик", number=(2, 0)),
    par("Чогулттук", number=(2, 0)),
    par("Долбоор жаздык", number=(1, 0)),
    par("Түтүк тарттык", number=(1, 0)),
    par("Бюджет", style="ru1"),
    BUDGET,
    par("1) биринчи төлөм"),
    par(run("Натыйжасы:", True), " 320 үйгө суу келди, балдар оорубай калды."),
    par(text_box("Кутудагы сөз")),
    par(picture("p", "Кранда турган кыз")),
    par(comment(5, "Сабак: убакыт жетпеди")),
    footnotes={2: "2019-жылы өлчөнгөн"},
    comments={5: "Муну текшерели"},
    pictures={"p": ("a.png", b"x")},
)


@pytest.fixture
def form(browser: Browser, file_site: str) -> Iterator[Page]:
    """The Kyrgyz form as from a stick, on a phone."""
    with browsing.open_page(browser, **browsing.PHONE, accept_downloads=True) as page:
        page.goto(file_site + "form.html")
        yield page
        assert browsing.script_errors(page) == []
        assert browsing.foreign_requests(page, file_site) == []


def choose(page: Page, data: bytes, name: str = "суу.docx") -> str:
    """Choose a file; what is said of it comes back."""
    status = page.locator("[data-form-status]")
    page.evaluate("document.querySelector('[data-form-status]').textContent = ''")
    with tempfile.TemporaryDirectory() as folder:  # large buffers travel slowly to the browser
        (Path(folder) / name).write_bytes(data)
        page.locator("[data-form-word]").set_input_files(Path(folder) / name)
        expect(status).to_contain_text("окул")
        expect(status).not_to_contain_text("жатат")
    return str(status.inner_text())


def value(page: Page, label: str) -> str:
    return str(page.get_by_role("textbox", name=label).first.input_value())


def test_a_word_file_fills_the_form_from_a_disk(form: Page) -> None:
    assert form.evaluate("window.fflate === undefined && window.portalWord === undefined")
    said = choose(form, PRACTICE)
    words = sum(len(accounting._words(line)) for line in accounting.lines_of(open_archive(PRACTICE)))
    assert words > 60 and said == f"«суу.docx» окулду, андагы сөздөр: {words}."
    assert value(form, "Аталышы") == "Ак-Башат: таза суу үч жылда"
    assert value(form, "Кыскача мазмуну").startswith("Айылга таза суу келди:")
    assert value(form, "Көйгөй") == "Суу **жок** болчу (2019-жылы өлчөнгөн).\nЭл арыктан ичкен."
    assert value(form, "Эмне жасалды") == "- Кеңештик\n- Чогулттук\n1. Долбоор жаздык\n2. Түтүк тарттык"
    assert value(form, "Каражат") == (
        "| Эмнеге | Сумма, сом |\n| --- | --- |\n| Түтүк; 4,5 км | 1 200 000 |\n| Кран \\| челек | *80 000* |"
        "\n1) биринчи төлөм"
    )
    assert value(form, "Натыйжа").startswith("320 үйгө суу келди, балдар оорубай калды.\nКутудагы сөз")
    rest = value(form, "Word файлынан калганы").split("\n")
    assert rest == [
        "Өчүрүлгөн: көлмөдөн",
        "Сүрөттүн түшүндүрмөсү: Кранда турган кыз",
        "Эскертме: Муну текшерели",
        "Колонтитул: КОЛОНТИТУЛ",
    ]
    told = form.locator("[data-form-told] li").all_inner_texts()
    assert "«1. Маселе» деген бөлүм «Көйгөй» талаасына түштү." in told
    assert any("Файлдагы сүрөттөр (1)" in one for one in told)


def test_what_no_field_takes_reaches_the_editor(form: Page, tmp_path: Path) -> None:
    choose(form, PRACTICE)
    form.locator(".f-chip", has_text="Ичүүчү суу менен камсыздоо").click()
    form.get_by_label("Булактын аталышы").fill("Айыл өкмөтүнүн отчету")
    form.get_by_label("Качан окуганыңыз").fill("11.2026")
    name, document = finish(form)
    assert [one.split(": ")[1] for one in document["notes"]] == ["Өчүрүлгөн"], document["notes"]
    assert "КОЛОНТИТУЛ" in document["notes"][0]
    text = imported(tmp_path, name, document)
    assert "| Түтүк; 4,5 км | 1 200 000 |" in text and "| Кран \\| челек | \\*80 000\\* |" in text
    form.locator("[data-form-load]").set_input_files(tmp_path / name)
    expect(form.get_by_label("Word файлынан калганы")).to_have_value(document["notes"][0].split(": ", 1)[1])
    assert finish(form)[1] == document


def imported(root: Path, name: str, document: dict[str, Any], photos: int = 0) -> str:
    """What the form made is taken by ``import``, and the check has nothing to say."""
    for lang in ("ky", "ru"):
        (root / "docs" / lang).mkdir(parents=True)
    data = {file.name: file.read_bytes() for file in (browsing.REPOSITORY / "data").glob("*.yml")}
    browsing.write_files(root / "data", data)
    (root / name).write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    assert main(["import", str(root / name), "--root", str(root), "--lang", "en"]) == 0
    made = sorted(path.relative_to(root).as_posix() for path in (root / "docs").rglob("*.*"))
    assert len(made) == 1 + 2 * photos
    assert main(["check", "--root", str(root), "--lang", "en"]) == 0
    return (root / made[0]).read_text(encoding="utf-8")


def test_a_text_without_known_headings_is_kept_and_told(form: Page) -> None:
    lines = [f"{number}-сап бар" for number in range(400)]
    said = choose(form, docx(par("Айылдын жаңылыктары"), *map(par, lines)))
    assert "1203" in said
    assert value(form, "Аталышы") == "Айылдын жаңылыктары"
    assert value(form, "Word файлынан калганы").split("\n") == [*lines, "Колонтитул: КОЛОНТИТУЛ"]
    assert "сөздөр: 1200" in form.locator("[data-form-told]").inner_text()
    # What stood in the form before is a draft, and nothing was written over.
    choose(form, PRACTICE)
    expect(form.locator("[data-form-drafts] li")).to_have_count(2)


def test_text_under_a_heading_that_no_section_means_is_told_with_its_heading(form: Page) -> None:
    lead = "Айылга таза суу келди: эл акча чогултуп, долбоор жазды жана түтүк тартты."
    body = [
        par("Айыл", style="title"),
        par(lead),
        par("Маселе", style="h1"),
        par("Суу жок."),
        par("Тарыхы", style="h2"),
        par("Эл арыктан ичкен."),
        par("Ыраазычылык", style="h1"),
        par("Баарына рахмат."),
        par("Демөөрчүлөргө", style="h2"),
        par("Аларга да."),
        bold("Эмне жасалды:"),
        par("Түтүк тартылды."),
        par("Түтүктөр", style="h2"),
        par("Биринчи кадам."),
        par("Шилтемелер", style="h1"),
        par("Айылдын отчету."),
    ]
    choose(form, docx(*body))
    assert value(form, "Кыскача мазмуну") == lead
    assert value(form, "Көйгөй") == "Суу жок.\nТарыхы\nЭл арыктан ичкен."
    assert value(form, "Эмне жасалды") == "Түтүк тартылды.\nТүтүктөр\nБиринчи кадам."
    rest = value(form, "Word файлынан калганы").split("\n")
    assert rest == [
        "Ыраазычылык", "Баарына рахмат.", "Демөөрчүлөргө", "Аларга да.", "Шилтемелер", "Айылдын отчету.",
        "Колонтитул: КОЛОНТИТУЛ",
    ]  # fmt: skip
    assert "сөздөр: 9." in form.locator("[data-form-told]").inner_text()
    # The rows of a form that is a table, and a text whose own headings are under a title.
    rows = [("Маселе", "Суу жок"), ("Телефон", "Жок"), ("Натыйжа", "Суу келди"), ("Сабактар", "Шашпоо")]
    choose(form, docx(table(*([cell(par(a)), cell(par(b))] for a, b in rows))))
    assert value(form, "Көйгөй") == "Суу жок"
    assert value(form, "Word файлынан калганы").split("\n")[:2] == ["Телефон", "Жок"]


def test_words_that_the_reader_does_not_know_are_found_by_the_second_count(form: Page) -> None:
    odd = '<w:p><w:r><w:ruby xmlns:x="urn:x"><x:instrText><w:t>сейрек сөз</w:t></x:instrText></w:ruby></w:r></w:p>'
    choose(form, docx(par("Айыл", style="title"), par("Көйгөй", style="h1"), par("Суу жок."), odd))
    assert "Башка жерден: сейрек сөз" in value(form, "Word файлынан калганы")


def level(depth: int, pattern: str, counts: str = "decimal") -> str:
    label = f'<w:numFmt w:val="{counts}"/><w:lvlText w:val="{pattern}"/>'
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/>{label}</w:lvl>'


def test_numbers_of_a_text_of_law_stay(form: Page) -> None:
    start = '<?xml version="1.0"?><w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    levels = level(0, "%1.") + level(1, "%1.%2.") + level(2, "%3)", "russianLower")
    numbering = (
        f'{start}<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    form.get_by_label("Эмне кошосуз").select_option("concept")
    points = [
        ("Жалпы жоболор", 0),
        ("Бул жобо", 1),
        ("биринчи", 2),
        ("экинчи", 2),
        ("Дагы", 1),
        ("Акыркы", 0),
        ("Соңу", 1),
    ]
    body = [par(text, number=(1, depth)) for text, depth in points]
    choose(form, docx(par("Концепция", style="title"), *body, parts={"word/numbering.xml": numbering}))
    assert value(form, "Текст").split("\n")[:7] == [
        "1. Жалпы жоболор", "1.1. Бул жобо", "а) биринчи", "б) экинчи", "1.2. Дагы", "2. Акыркы", "2.1. Соңу",
    ]  # fmt: skip


def test_a_form_filled_in_as_a_table(form: Page) -> None:
    rows = [("Аталышы", "Суу"), ("Маселе", "Суу жок болчу"), ("Натыйжа", "Суу келди"), ("Сабактар", "Шашпоо керек")]
    choose(form, docx(table(*([cell(par(a)), cell(par(b))] for a, b in rows))))
    assert (value(form, "Көйгөй"), value(form, "Сабактар")) == ("Суу жок болчу", "Шашпоо керек")


def swollen(lie: bool) -> bytes:
    """A document whose XML grows a thousand times; with ``lie`` its entry says that it is small."""
    data = bytearray(docx(par("а"), parts={"word/document.xml": b"<w>" + b" " * 60_000_000 + b"</w>"}))
    if lie:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            size = struct.pack("<I", file.getinfo("word/document.xml").file_size)
        data = bytearray(bytes(data).replace(size, struct.pack("<I", 1000)))
    return bytes(data)


def encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 100


REFUSED: list[tuple[str, str, Callable[[], bytes]]] = [
    ("суу.docm", "макрос", lambda: docx(par("а"), parts={"word/vbaProject.bin": b"x"})),
    ("суу.docx", "макрос", lambda: docx(par("а"), parts={"[Content_Types].xml": "<Types>macroEnabled</Types>"})),
    ("суу.docx", "сырсөз", encrypted),
    ("суу.doc", ".docx эмес", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 700),
    ("суу.rtf", ".docx эмес", lambda: b"{\\rtf1 a}"),
    ("суу.odt", ".docx эмес", lambda: archive({"mimetype": "application/vnd.oasis.opendocument.text"})),
    ("суу.xlsx", "Excel", lambda: archive({"xl/workbook.xml": "<a/>"})),
    ("суу.pdf", "Word файлы эмес", lambda: b"%PDF-1.7"),
    ("суу.docx", "бузулган", lambda: PRACTICE[: len(PRACTICE) // 2]),
    ("суу.docx", "бузулган", lambda: b"not a zip"),
    ("суу.docx", "бузулган", lambda: docx(parts={"word/document.xml": "<w:document><w:body>"})),
    ("суу.docx", "бузулган", lambda: docx(parts={"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})),
    ("суу.docx", "бузулган", lambda: docx("<w:a>" * 40_000 + "</w:a>" * 40_000)),
    ("суу.docx", "чоңоюп", lambda: swollen(False)),
    ("суу.docx", "бузулган", lambda: swollen(True)),
    ("суу.docx", "өтө узун", lambda: docx(*(par(f"{n * n} сом, {n ** 3} сом, {n ** 5} сом") for n in range(5000)))),
    ("суу.docx", "текст жок", lambda: docx(parts={"word/header1.xml": "<a/>"})),
    ("суу.docx", "30 МБ", lambda: b"PK\x03\x04" + b"x" * (30 * 1024 * 1024)),
]  # fmt: skip


def test_what_cannot_be_read_is_told_in_a_sentence(browser: Browser, file_site: str) -> None:
    with browsing.open_page(browser, **browsing.PHONE) as form:
        form.goto(file_site + "form.html")
        form.get_by_label("Аталышы").first.fill("Мурунку иш")
        for name, why, make in REFUSED:
            said = choose(form, make(), name)
            assert said.startswith(f"«{name}» окулган жок.") and why in said, (name, why, said)
            assert value(form, "Аталышы") == "Мурунку иш"
        # Chromium writes its own page with styles for XML that is none, which the policy of ours refuses.
        assert not [one for one in browsing.script_errors(form) if "inline style" not in one]


DROP = """([data, name, type]) => {
    const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0)), files = new DataTransfer();
    files.items.add(new File([bytes], name, { type }));
    const target = document.querySelector("h1");
    return ["dragover", "drop"].map((kind) => !target.dispatchEvent(
        new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: files })));
}"""


def drop(page: Page, data: bytes, name: str, kind: str = WORD) -> None:
    assert page.evaluate(DROP, [base64.b64encode(data).decode(), name, kind]) == [True, True], (
        "the browser opens the file"
    )


def test_files_can_be_dropped_anywhere_on_the_page(browser: Browser, http_site: str) -> None:
    with browsing.open_page(browser, **browsing.DESKTOP) as page:
        page.goto(http_site + "ru/form.html")
        text = "Вода пришла в село. " * 30
        drop(
            page, docx(par("Чистая вода"), par("Проблема", style="h1"), par(text), par("Ысык-Көл өрөөнү")), "вода.docx"
        )
        expect(page.locator("[data-form-status]")).to_contain_text("прочитан, слов в нём")
        assert page.get_by_label("Проблема").input_value().startswith("Вода пришла")
        drop(page, b"{}", "a.json", "application/json")
        expect(page.locator("[data-form-status]")).to_contain_text("повреждён")
        drop(page, b"x", "a.jpg", "image/jpeg")
        expect(page.locator("[data-form-status]")).to_contain_text("Фотографии")
        assert browsing.run_axe(page) == []
        assert browsing.script_errors(page) == [] and not browsing.foreign_requests(page)


@pytest.mark.slow
def test_words_mean_the_same_headings_as_in_the_import() -> None:
    words = ["Маселе", "Маселелер", "Маселесиз", "1. Проблема", "Описание проблемы", "Планы", "План", "Планета",
             "Каражаттар", "Источники финансирования", "сабактар", "Извлечённые уроки", "Тажрыйба", "Бизнес-план",
             "Өсүү жолу"]  # fmt: skip
    section = "data.kinds.practice.sections.find((s) => s.means && new RegExp(s.means, 'iu').test(one))"
    found = run_rules(f"(one) => ({section} || {{id: null}}).id", words)
    patterns = headings._words()["practice"]
    assert found == [next((key for key, one in patterns.items() if one.search(word)), None) for word in words]
    assert len(set(found)) > 4


# --- Tables from the clipboard ------------------------------------------------------------------------

PASTE = """([html, plain]) => {
    const area = document.activeElement, data = new DataTransfer();
    if (html) data.setData("text/html", html);
    data.setData("text/plain", plain);
    return !area.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: data }));
}"""
EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td {color:black}</style></head><body>
<!--StartFragment--><table><col width=64><tr><td colspan=2>Чыгым</td></tr>
<tr><td rowspan=2>Түтүк</td><td>1&nbsp;200</td></tr>
<tr><td><p>а|б</p><p>в <img src="https://evil.example/x.png" onerror="alert(1)"></p></td></tr></table></body></html>"""


def test_a_pasted_table_stays_a_table(form: Page) -> None:
    area = form.get_by_role("textbox", name="Каражат")
    area.fill("Башында.")
    area.focus()
    form.keyboard.press("Control+End")
    assert form.evaluate(PASTE, [EXCEL, "Чыгым\nТүтүк\t1 200"])
    table_text = "| Чыгым |  |\n| --- | --- |\n| Түтүк | 1 200 |\n|  | а\\|б; в |"
    assert area.input_value() == f"Башында.\n{table_text}\n"
    form.keyboard.press("Control+z")
    assert area.input_value() == "Башында."
    # Without a table, and in fields that take none, the browser pastes by itself.
    assert not form.evaluate(PASTE, ["<p>Бир</p>", "Бир"])
    form.get_by_label("Кыскача мазмуну").focus()
    assert not form.evaluate(PASTE, [EXCEL, "x"])
    area.fill(table_text)
    form.get_by_role("button", name="Эмне чыкканын көрүү").click()
    shown = form.locator("[data-form-preview] table")
    assert shown.locator("th").all_inner_texts() == ["Чыгым", ""] and "а|б; в" in shown.inner_text()


WORD = """<html><head><style>p.MsoNormal {margin:0}</style></head><body><!--StartFragment--><p class=MsoNormal><b
style='mso-bidi-font-weight:normal'>Суу </b><b>кымбат</b> <span style='font-weight:700'>(өтө)</span>:
са<b>ап</b> жок.</p><h2><b>Бөлүм</b></h2><p style="font-weight:normal">Эки</p><!--EndFragment--></body></html>"""
DROP_HTML = """html => {
    const area = document.activeElement, data = new DataTransfer();
    data.setData("text/html", html);
    return !area.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data }));
}"""


def test_pasted_and_dropped_bold_words_stay_bold(form: Page) -> None:
    area = form.get_by_role("textbox", name="Каражат")
    area.fill("Башында. ")
    area.focus()
    form.keyboard.press("Control+End")
    assert form.evaluate(PASTE, [WORD, "Суу кымбат (өтө)"])
    assert area.input_value() == "Башында. **Суу кымбат (өтө)**: саап жок.\nБөлүм\nЭки"
    form.get_by_role("button", name="Эмне чыкканын көрүү").click()
    assert form.locator("[data-form-preview] strong").all_inner_texts() == ["Суу кымбат (өтө)"]
    area.fill("")
    area.focus()
    assert form.evaluate(DROP_HTML, "<p>а <strong>б</strong></p>") and area.input_value() == "а **б**"
    assert not form.evaluate(PASTE, ['<b style="font-weight:normal">Бир</b>', "Бир"]), "nothing is bold in it"


LINKS = """<p>См. <a href="https://example.kg/отчёт 1"><b>решение</b> № 5</a>, <a href="https://example.kg/">example.kg</a>,
<a href="#_ftn1">[1]</a></p>"""
LISTS = """<ul><li>бир</li><li><p>эки</p><ol start=2><li>үч</li><li>төрт</li></ol></li></ul>
<p style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt Times'>&nbsp; </span></span><![endif]>беш</p>
<p style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span>&nbsp;</span></span>алты</p>
<p style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1)<span>&nbsp;</span></span>жети</p>"""


def test_pasted_links_keep_their_address_and_lists_their_points(form: Page) -> None:
    area = form.get_by_role("textbox", name="Каражат")
    area.focus()
    assert form.evaluate(PASTE, [LINKS, "x"])
    assert area.input_value() == "См. **решение** № 5 (https://example.kg/отчёт%201), example.kg, [1]"
    area.fill("")
    assert form.evaluate(PASTE, [LISTS, "x"])
    assert area.input_value() == "- бир\n- эки\n  2. үч\n  3. төрт\n- беш\n  - алты\n1) жети"
    assert not form.evaluate(PASTE, ['<p><a href="#a">Бир</a></p>', "Бир"]), "nothing to keep"
    # Pictures are told below the field, until something without any is pasted.
    assert not form.evaluate(PASTE, ['<p>Бир <img src="file:///C:/a.png"></p>', "Бир"])
    said = area.locator("xpath=following-sibling::*[@role='status']")
    assert said.inner_text().startswith("Сүрөттөр коюлган жок") and "«Сүрөттөр»" in said.inner_text()
    form.evaluate(PASTE, ["<p>Бир</p>", "Бир"])
    expect(said).to_have_count(0)


def test_a_word_file_keeps_bold_words_links_and_points_in_points(form: Page) -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText> HYPERLINK &quot;https://example.kg/1&quot; </w:instrText></w:r>"
    link = mark("begin") + code + mark("separate") + run("чечим № 5", True) + mark("end")
    simple = f'<w:fldSimple w:instr=" HYPERLINK &quot;https://example.kg/2&quot; ">{run("отчет")}</w:fldSimple>'
    body = [
        par("Көйгөй", style="h1"),
        par(run("Эски ", True), run("түтүк", True), " чирип, ", link, ", ", simple, "; са", run("ап", True), " жок."),
        bold("Баары калың"),
        par("бир", number=(2, 0)),
        par("эки", number=(2, 1)),
        par(run("Натыйжасы:", True), " суу ", run("таза", True), " болуп, балдар оорубай калды."),
    ]
    choose(form, docx(par("Айыл", style="title"), *body))
    assert value(form, "Көйгөй").split("\n") == [
        "**Эски түтүк** чирип, **чечим № 5** (https://example.kg/1), отчет (https://example.kg/2); саап жок.",
        "**Баары калың**", "- бир", "  - эки",
    ]  # fmt: skip
    assert value(form, "Натыйжа") == "суу **таза** болуп, балдар оорубай калды."


# --- Photographs ------------------------------------------------------------------------------------


def photograph(width: int, height: int, noise: bool = False) -> bytes:
    """A picture as from a telephone, with the place where it was taken."""
    from PIL import Image

    image = Image.new("RGB", (width, height), (30, 90, 160))
    if noise:
        image = Image.effect_noise((width // 40, height // 40), 60).resize((width, height)).convert("RGB")
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010F] = "Kamera"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, quality=80)
    return out.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """The head of a picture; nothing unpacks the rest."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head)) + b"\x00" * 50


SAID = "даяр|×|HEIC|МБ"


def take(page: Page, data: bytes, name: str = "a.jpg") -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(data)
        page.locator("input[type=file][accept^='image/jpeg']").set_input_files(Path(folder) / name)
        expect(page.locator(".f-field--photo")).to_have_text(re.compile(SAID))


def test_a_photograph_goes_small_and_bare_into_the_file(form: Page, tmp_path: Path) -> None:
    choose(form, PRACTICE)
    form.locator(".f-chip", has_text="Ичүүчү суу менен камсыздоо").click()
    form.get_by_label("Булактын аталышы").fill("Айыл өкмөтүнүн отчету")
    form.get_by_label("Качан окуганыңыз").fill("11.2026")
    form.get_by_role("button", name="Кошуу: Сүрөттөр").click()
    take(form, photograph(4000, 3000, noise=True))
    expect(form.locator(".f-photo")).to_be_visible()
    form.locator("[data-portal-form] [type=submit]").click()
    wrong = form.locator("[data-form-problems] li").all_inner_texts()
    assert [one for one in wrong if "Сүрөттөр 1: Автору" in one] and len(wrong) == 3, wrong
    form.get_by_label("Сүрөттө эмне бар").fill("Кранда турган кыз")
    form.get_by_label("Автору").fill("Айыл өкмөтү")
    form.get_by_label("Лицензиясы").select_option("CC BY 4.0")
    name, document = finish(form)
    (photo,) = document["meta"]["photos"]
    assert photo == {
        "id": "kranda-turgan-kyz",
        "alt": "Кранда турган кыз",
        "author": "Айыл өкмөтү",
        "licence": "CC BY 4.0",
    }
    data = base64.b64decode(document["pictures"][photo["id"]])
    assert data.startswith(b"\xff\xd8") and len(data) <= 60 * 1024 and b"Exif" not in data and b"Kamera" not in data
    text = imported(tmp_path, name, document, photos=1)
    slug = document["slug"]
    assert f"id: {slug}" in text
    from PIL import Image

    with Image.open(tmp_path / f"docs/ky/practices/photos/{slug}.jpg") as image:
        assert image.size == (960, 640)
    form.locator("[data-form-load]").set_input_files(tmp_path / name)
    expect(form.locator(".f-photo")).to_be_visible()
    assert finish(form)[1] == document


def test_pictures_that_cannot_be_taken_are_told(form: Page) -> None:
    form.get_by_role("button", name="Кошуу: Сүрөттөр").click()
    error = form.locator(".f-field--photo .f-error")
    for data, why in [
        (huge_png(8000, 6000), "8000 × 6000"),
        (photograph(300, 200), "300 × 200"),
        (b"\x00\x00\x00\x18ftypheic", "HEIC"),
        (huge_png(900, 900), "бузулган"),
        (b"\xff\xd8" + b"\x00" * (30 * 1024 * 1024), "30 МБ"),
    ]:
        take(form, data)
        expect(error).to_contain_text(why)
    form.locator("[data-portal-form] [type=submit]").click()
    assert "Сүрөт" not in form.locator("[data-form-problems]").inner_text(), "an empty row is no photograph"
    form.get_by_label("Автору").fill("Айыл өкмөтү")
    form.locator("[data-portal-form] [type=submit]").click()
    assert "Сүрөттүн файлы" in form.locator("[data-form-problems]").inner_text()
