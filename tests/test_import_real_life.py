"""Files as they come from an aiyl okmotu: minutes, filled-in forms, messages, news pages with all that is around them.

What must hold for each: nothing of the text is lost (it is in the document, in the card, or named in a note), and date,
title, votes and places are those of the text.
"""

from __future__ import annotations

import datetime as dt
import html
import io
import json
import re

import pytest
from PIL import Image

from importing import body, document, imported, refused, said
from portal.editing.importing import office
from portal.editing.importing.importer import Result
from portal.editing.importing.model import Rule, paragraph
from portal.editing.importing.notes import Notes
from portal.editing.importing.resolutions import votes_in
from portal.editing.importing.tidy import tidy
from word_files import bold, cell, docx, par, picture, run, table

MINUTES = docx(
    par(run("ПРОТОКОЛ № 7", True)),
    par(run("заседания рабочей группы по питьевому водоснабжению Кара-Суйского айылного аймака", True)),
    par("с. Кара-Суу\t\t\t14 марта 2024 года"),
    par(run("Присутствовали:", True)),
    table([cell(par("№")), cell(par("Ф.И.О.")), cell(par("Должность"))],
          [cell(par("1")), cell(par("Асанов Б. К.")), cell(par("глава айыл окмоту"))], columns=3),
    par(run("СЛУШАЛИ: ", True), "Асанова Б. К., который сообщил, что за 3 года к водопроводу подключили 860 домов."),
    par("1. Принять информацию к сведению."),
    par("2. Айыл окмоту до 1 мая 2024 года подготовить смету на приборы учёта."),
    par("Проголосовали: «за» – 11, «против» – 2, «воздержались» – 1."),
    par("Председатель\t\t________________\tАсанов Б. К."),
)  # fmt: skip
FORM = [
    ("Аталышы", "Көк-Жар айылында таштанды чогултуу кызматы"),
    ("Маселе", "Айылда таштанды уюшкандыкта чыгарылчу эмес. 2021-жылы 14 жерде мыйзамсыз таштанды жайы бар болчу."),
    ("Эмне жасалды", "Айыл өкмөтү 2022-жылы бир техника сатып алды."),
    ("Натыйжа", "1 150 үй-бүлө жумасына бир жолу таштандысын тапшырат."),
    ("Байланыш", "Көк-Жар айыл өкмөтү, Ноокат району, Ош облусу"),
]


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", html.unescape(text)).lower()


def lost(result: Result, *texts: str) -> list[str]:
    """Those sentences of the texts that are neither in a document nor named in a note."""
    kept = [data.decode() for path, data in result.files.items() if path.endswith(".md")]
    kept += [quote for note in result.notes for quote in note.quotes]
    whole = letters(" ".join(kept))
    parts = [part for text in texts for part in re.split(r"(?<=[.!?])\s+|\n|\t", text)]
    return [part for part in parts if letters(part) not in whole]


def test_minutes_of_a_meeting() -> None:
    result = imported(MINUTES)
    card, text = document(result)
    assert card["title"].startswith("Протокол № 7 заседания рабочей группы по питьевому")
    assert card["date"] == dt.date(2024, 3, 14)  # not the deadline in the text
    assert card["votes"] == {"for": 11, "against": 2, "abstained": 1}
    assert "| 1 | Асанов Б. К. | глава айыл окмоту |" in text and "Председатель … Асанов Б. К." in text
    assert not lost(result, "1 мая 2024 года подготовить смету", "за 3 года к водопроводу подключили 860 домов.")


@pytest.mark.parametrize("numbered", [False, True])
def test_a_form_in_a_table_becomes_a_text(numbered: bool) -> None:
    rows = [
        [*([cell(par(str(number)))] if numbered else []), cell(par(run(label, True))), cell(par(value))]
        for number, (label, value) in enumerate(FORM, 1)
    ]
    result = imported(docx(bold("Мыкты тажрыйбанын баракчасы"), table(*rows, columns=len(rows[0]))))
    card, text = document(result)
    assert card["title"] == FORM[0][1] and card["places"] == [{"district": "nookat"}]
    assert re.findall("(?m)^## (.+)", text) == ["Көйгөй", "Эмне жасалды", "Натыйжа"]
    assert "**Байланыш:** Көк-Жар айыл өкмөтү" in text and "|" not in text
    assert card["summary"].startswith("Айылда таштанды")
    assert not lost(result, *(value for _, value in FORM)) and said(result, "table-form") == [row[0] for row in FORM]


def test_a_table_of_figures_stays_a_table() -> None:
    rows = [[cell(par(name)), cell(par(value))] for name, value in (("Бюджет", "12"), ("Чыгым", "8"), ("Натыйжа", "4"))]
    result = imported(docx(bold("Айылдын бюджети"), par("Бюджет ушундай бөлүндү, сандары жадыбалда."), table(*rows)))
    assert "| Чыгым | 8 |" in body(result) and not said(result, "table-form")


def test_addressees_in_bold_with_numbered_recommendations() -> None:
    result = imported(
        docx(
            bold("РЕЗОЛЮЦИЯ"),
            bold("«Кадрларды окутуу» аттуу тегерек стол"),
            par("Бишкек ш., 2023-жылдын 27-октябры"),
            par("Тегерек столго 62 адам катышты. Катышуучулар окутууга каражат жетишсиз экенин белгилешти."),
            par("Тегерек столдун катышуучулары төмөнкүлөрдү сунушташат:"),
            par(run("Кыргыз Республикасынын Жогорку Кеңешине:", True)),
            par("1. Мыйзамга өзгөртүү киргизүү."),
            par("2. Бюджетте өзүнчө сап караштыруу."),
            par(run("Жергиликтүү өз алды башкаруу органдарына:", True)),
            par("3. Жыл сайын окутуу муктаждыгын аныктоо."),
            par("Резолюция добуш берүү менен кабыл алынды: макул – 58, каршы – 3, калыс – 1."),
        )
    )
    card, text = document(result)
    assert card["title"] == "Резолюция: «Кадрларды окутуу» аттуу тегерек стол"
    found = [(item["number"], *item["addressees"]) for item in card["recommendations"]]
    assert found == [(1, "jogorku-kenesh"), (2, "jogorku-kenesh"), (3, "lsg")]
    assert card["votes"] == {"for": 58, "against": 3, "abstained": 1}
    assert not lost(result, "Кыргыз Республикасынын Жогорку Кеңешине:", "Бюджетте өзүнчө сап караштыруу.")
    assert "калыс – 1" in text


@pytest.mark.parametrize(
    "text",
    [
        "За 30 лет село выросло. Против 2010 года – на 40 домов.",
        "За – 5 тысяч сомов в месяц, как решили жители.",
        "Макулдашуу 2021-жылы түзүлдү, 15 адам катышты.",
        "Выплатили за: 20 домов.",
    ],
)
def test_figures_that_are_no_votes(text: str) -> None:
    assert votes_in(text) == {}


def test_votes_in_sentences_of_their_own() -> None:
    text = "Участники обсудили проект. За решение проголосовало 49 участников. Воздержался 1. За 30 лет сделано многое."
    assert votes_in(text * 3) == {"for": 49, "abstained": 1}


def test_messages_without_names_and_hours() -> None:
    ios = "[12.03.2024, 09:15:32] Айыл өкмөт: Ассалому алейкум! 🙏\n"
    ios += "[12.03.2024, 09:16:01] Айыл өкмөт: Кызыл-Суу айылында 2023-жылы бала бакча ачылды. Имарат оңдолду.\n"
    ios += "[12.03.2024, 09:18:00] +996 555 123 456: <Без медиафайлов>\n"
    android = "12.03.24, 09:15 - Сообщения защищены сквозным шифрованием.\n"
    android += "12.03.24, 09:16 - Айыл окмоту: Детский сад в селе\nЖители отремонтировали здание за лето.\n"
    android += "12.03.24, 09:18 - Айыл окмоту: IMG-1.jpg (файл добавлен)\n"
    for source, words in ((ios, "бала бакча ачылды"), (android, "Жители отремонтировали")):
        result = imported(source, name="chat.txt")
        card, text = document(result)
        assert words in text and card["title"] in {None, "Детский сад в селе"}
        assert "09:1" not in text and "<Без" not in text and "IMG-1" not in text
        assert any("сквозным" in quote or "Без медиафайлов" in quote for quote in said(result, "chat"))
    plain = "Айылда суу жок болчу.\n\n12.03.2024 айыл өкмөтү долбоор жазды.\n"
    assert not said(imported(plain, name="a.txt"), "chat")


def test_what_news_sites_put_below_a_text() -> None:
    page = """<html><body><div>🕒 10:45, 5-май, 2024 👁 2310 💬 4</div><h2>Нарында жаштар борбору ачылды</h2>
    <div>Нарын шаарында 2024-жылдын 4-майында жаштар борбору ачылды. Ага бюджеттен 1,2 млн сом бөлүндү.</div>
    <div>Басма үчүн версия</div><div>Если вы нашли ошибку, выделите её и нажмите Ctrl+Enter</div>
    <div>Ссылка: https://example.kg/1/</div></body></html>"""
    result = imported(page, name="a.html")
    assert body(result).count("\n") == 0 and body(result).startswith("Нарын шаарында")
    assert len(said(result, "furniture")) == 4


def test_a_word_of_letterheads_is_a_heading_within_a_text() -> None:
    page = "<h1>Таза суу</h1><p>Айылда 310 үй суусуз калган.</p><h2>Чечим</h2><p>Насос алынды.</p>"
    assert "## Эмне жасалды\n\nНасос алынды." in body(imported(page, name="a.html"))


@pytest.mark.parametrize(
    "line",
    ["Азиза Марат кызы, 3 июня 2022 г., 18:20", "Реклама", "Следите за нашими новостями в Telegram", "Мы в Instagram",
     "Сообщить об ошибке", "Жакты 12 · Жаккан жок 1"],
)  # fmt: skip
def test_lines_of_news_sites(line: str) -> None:
    text = "В селе Маргун жители построили мост через реку. Раньше дети шли в школу в обход 4 километра."
    result = imported(f"<h1>Мост в селе Маргун</h1><p>{text}</p><p>{line}</p>", name="a.html")
    assert body(result) == text and said(result, "furniture") == [line]


@pytest.mark.parametrize(
    ("part", "code"),
    [("EncryptedPackage", "stop-locked"), ("WordDocument", "stop-old-word"), ("Workbook", "stop-other-office"),
     ("PowerPoint Document", "stop-other-office"), ("", "stop-old-word")],
)  # fmt: skip
def test_old_files_of_office_are_called_by_their_names(part: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "program", lambda: None)
    assert refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + part.encode("utf-16-le"), "a.doc") == code


def test_pages_that_were_scanned() -> None:
    out = io.BytesIO()
    Image.new("RGB", (40, 60), "white").save(out, "PNG")
    assert refused(docx(par(picture("i")), pictures={"i": ("a.png", out.getvalue())})) == "stop-scan"


def test_lines_and_blanks_of_paper() -> None:
    blocks = tidy((paragraph("а"), paragraph("* * *"), paragraph("Кол: ______ (______)")), Notes())
    assert blocks == (paragraph("а"), Rule(), paragraph("Кол: … (…)"))


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md", "a.portal.json"])
def test_line_ends_of_other_programs_part_words(name: str) -> None:
    """Word's soft break is U+000B; others write U+2028 or U+0085."""
    text = "Айылга суу келди\u000bанан долбоор жазылды жана\u2028түтүк тартылды, эл\u2029ыраазы болду."
    form = {"format": "portal-document", "version": 1, "kind": "practice", "lang": "ky",
            "meta": {"title": "Таза\u000bсуу", "summary": text}, "body": f"## Көйгөй\n\n{text}\n"}  # fmt: skip
    source = {"html": f"<html><body><h1>Таза суу</h1><p>{text}</p></body></html>", "json": json.dumps(form)}
    card, made = document(
        imported(source.get(name.rpartition(".")[2], f"# Таза суу\n\n{text}\n"), name=name, lang="ky")
    )
    words = re.findall(r"\w+", f"{card['title']} {made}")
    assert set(re.findall(r"\w+", text)) <= set(words)
    assert name != "a.portal.json" or (card["title"], card["summary"]) == ("Таза суу", " ".join(text.split()))


def test_the_district_before_an_oblast_is_no_district_of_that_name() -> None:
    text = "Дорога в селе\n\nВ айылном аймаке Сокулукского района Чуйской области построили дорогу за счёт бюджета."
    card, _ = document(imported(text, name="a.txt"))
    assert card["places"] == [{"district": "sokuluk"}]


KY = ["Ак-Терек айыл аймагында ичүүчү суу", "2022-жылы Ак-Терек айылында суу түтүгү оңдолду. Ага чейин суу жок болчу."]
RU = [
    "Питьевая вода в Ак-Терекском айылном аймаке",
    "В 2022 году в селе Ак-Терек отремонтировали водопровод. До этого воды не было.",
]


def test_columns_under_the_names_of_their_languages() -> None:
    rows = [("№", "Кыргызча", "Орусча"), *((str(n), one, two) for n, (one, two) in enumerate(zip(KY, RU, strict=True)))]
    result = imported(docx(table(*([cell(par(text)) for text in row] for row in rows), columns=3)))
    assert document(result, "ky")[0]["title"] == KY[0] and document(result, "ru")[0]["title"] == RU[0]
    assert not lost(result, *(text for row in rows[1:] for text in row[1:]), "Кыргызча", "Орусча")


def test_numbered_parts_are_no_title_and_fixed_headings_may_stand_below_others() -> None:
    result = imported(
        docx(
            par("1. Общие сведения", style="ru1"),
            par("Практика внедрена в городе Токмок в 2019–2021 годах."),
            par("1.1. Проблема", style="ru2"),
            par("В городе не хватало мест в детских садах."),
            par("1.2. Что сделано", style="ru2"),
            par("Мэрия открыла 6 групп в школах."),
            par("2. Результаты", style="ru1"),
            par("Очередь сократилась до 900 детей."),
        )
    )
    card, text = document(result)
    assert card["title"] is None and text.startswith("**1. Общие сведения**")
    assert re.findall("(?m)^#+ .+", text) == ["## Проблема", "## Что сделали", "## Результат"]


@pytest.mark.parametrize("title", ["chechim", "Microsoft Word - 1.doc", "Документ1", "Отчет.docx"])
def test_what_programs_call_a_page_is_no_title(title: str) -> None:
    page = f"<html><head><title>{title}</title><style><!-- p {{margin:0}} --></style></head><body>"
    page += f"<p><b>{KY[0]}</b></p><p>{KY[1]}</p><p>Азыр 430 үйгө таза суу келет.</p></body></html>"
    result = imported(page, name="a.html")
    assert document(result)[0]["title"] == KY[0] and not said(result, "hidden-comment")


def test_a_side_column_of_an_old_page() -> None:
    page = (
        f"<table><tr><td>Башкы бет<br>Жаңылыктар<br>Байланыш</td><td><h1>{KY[0]}</h1><p>{KY[1]} {KY[1]}</p></td></tr>"
    )
    result = imported(page + "</table>", name="a.html")
    assert body(result) == f"{KY[1]} {KY[1]}" and said(result, "furniture") == ["Башкы бет Жаңылыктар Байланыш"]


def test_a_letter_begins_with_a_greeting_not_with_a_title() -> None:
    result = imported(f"Урматтуу редакция!\n\n{KY[1]} Айылдыктар ыраазы болушту, иш улантылат.\n", name="kat.txt")
    card, text = document(result)
    assert card["title"] is None and text.startswith("Урматтуу редакция!")
