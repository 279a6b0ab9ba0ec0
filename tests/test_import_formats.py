"""One understanding for all formats: the same text as docx, odt, html and txt has the same title, kind and headings."""

from __future__ import annotations

import html
from dataclasses import dataclass

import pytest

from importing import document, imported, said
from portal.editing.importing.importer import Result
from word_files import ODT_STYLES, archive, docx, par

FORMATS = ("docx", "odt", "html", "txt")
_ODF = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text"))


@dataclass(frozen=True)
class Given:
    """Lines of a file; those that begin with # are headings where the format has them."""

    lines: tuple[str, ...]
    title: str
    kind: str
    headings: tuple[str, ...] = ()


def written(given: Given, form: str) -> bytes:
    """The text in one format, every line a paragraph."""
    lines = [(line.startswith("#"), line.removeprefix("#")) for line in given.lines]
    if form == "docx":
        return docx(*(par(text, style="h1" if heading else "") for heading, text in lines))
    if form == "txt":
        return "\n".join(text for _, text in lines).encode()
    if form == "html":
        body = "".join(f"<{tag}>{html.escape(text)}</{tag}>" for heading, text in lines for tag in
                       ["h2" if heading else "p"])  # fmt: skip
        return f"<html><body>{body}</body></html>".encode()
    body = "".join(
        f'<text:h text:outline-level="1">{text}</text:h>' if heading else f"<text:p>{text}</text:p>"
        for heading, text in lines
    )
    content = (
        f"<office:document-content {_ODF}><office:automatic-styles/><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    )
    manifest = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content,
                    "styles.xml": ODT_STYLES, "META-INF/manifest.xml": manifest})  # fmt: skip


KY = (
    "Жергиликтүү кеңеш жыл сайын тургундардын катышуусу менен бюджеттин долбоорун талкуулайт жана анын аткарылышын "
    "көзөмөлдөйт. Айыл өкмөтү жыйындардын жыйынтыгын тургундарга ачык жарыялап турат."
)
KY2 = (
    "Тургундар сунуштарын жазуу жүзүндө же жыйында оозеки түрдө берет, комиссия аларды он күндүн ичинде карап чыгат. "
    "Кабыл алынган чечим айыл өкмөтүнүн тактасына илинет."
)
RU = (
    "Местный кенеш ежегодно обсуждает проект бюджета с участием жителей и контролирует его исполнение. Айыл окмоту "
    "открыто публикует итоги собраний и отвечает на вопросы жителей села."
)
RU2 = (
    "Жители передают предложения письменно или устно на собрании, комиссия рассматривает их в течение десяти дней. "
    "Принятое решение вывешивается на доске объявлений айыл окмоту."
)
TEXTS = (
    Given(("Утверждено решением Ак-Суйского айылного кенеша от 12 марта 2023 года № 25",
           "ПОЛОЖЕНИЕ О ПОРЯДКЕ ПРОВЕДЕНИЯ ОБЩЕСТВЕННЫХ СЛУШАНИЙ", "#1. Общие положения", RU, "#2. Порядок слушаний",
           RU2), "ПОЛОЖЕНИЕ О ПОРЯДКЕ ПРОВЕДЕНИЯ ОБЩЕСТВЕННЫХ СЛУШАНИЙ", "concept",
          ("Общие положения", "Порядок слушаний")),
    Given(("Кыргыз Республикасынын Президентинин 2021-жылдын 12-октябрындагы № 435 Жарлыгы менен бекитилген",
           "2021–2026-жылдарга өнүктүрүүнүн улуттук программасы", "#1. Киришүү", KY, "#2. Максаттары", KY2),
          "2021–2026-жылдарга өнүктүрүүнүн улуттук программасы", "concept", ("Киришүү", "Максаттары")),
    Given(("УТВЕРЖДАЮ", "Глава айыл окмоту А. Асанов", "«15» января 2024 г.", "Стратегия развития села Достук до 2030 "
           "года", "#1. Введение", RU, "#2. Цели и задачи", RU2), "Стратегия развития села Достук до 2030 года",
          "concept", ("Введение", "Цели и задачи")),
    Given(("Приложение 1", "к постановлению Правительства Кыргызской Республики", "от 5 мая 2020 года № 244",
           "Программа поддержки сельских библиотек", "#1. Введение", RU, "#2. Ожидаемые результаты", RU2),
          "Программа поддержки сельских библиотек", "concept", ("Введение", "Ожидаемые результаты")),
    Given(("Бекитилди", "Ак-Талаа айылдык кеңешинин 2022-жылдын 3-мартындагы № 12 токтому менен",
           "Айылдык кеңештин регламенти жөнүндө жобо", "#1. Жалпы жоболор", KY, "#2. Иштөө тартиби", KY2),
          "Айылдык кеңештин регламенти жөнүндө жобо", "concept", ("Жалпы жоболор", "Иштөө тартиби")),
    Given(("«Капля камень точит»", "Как жители села Кызыл-Туу сами провели воду", "#Проблема", RU, "#Результаты", RU2),
          "Как жители села Кызыл-Туу сами провели воду", "practice", ("Проблема",)),
    Given(("USD 87.45 EUR 94.10 RUB 0.95 KZT 0.19", "Айыл тургундары көпүрөнү ашар менен салышты", "#Көйгөй", KY,
           "#Жыйынтыктар", KY2), "Айыл тургундары көпүрөнү ашар менен салышты", "practice", ("Көйгөй",)),
    Given(("Резолюция форума сельских муниципалитетов", "Участники форума приняли резолюцию 15 марта 2022 года.",
           "#Вода", RU, "#Дороги", RU2), "Резолюция форума сельских муниципалитетов", "resolution",
          ("Вода", "Дороги")),
    Given(("Тажрыйба алмашуу форуму Нарын шаарында өттү", KY, "#Форумдун жүрүшү", KY2, "#Катышуучулар", KY),
          "Тажрыйба алмашуу форуму Нарын шаарында өттү", "event", ("Катышуучулар",)),
    Given(("Ак-Башат айылдык кеңешинин VII чакырылышынын", "кезексиз V сессиясынын", "Т О К Т О М У", "Ак-Башат айылы",
           "2022-жылдын 18-ноябры № 5/3", "«Таза айыл» ишканасын уюштуруу жөнүндө.", KY,
           "Т О К Т О М  К Ы Л А Т:", "1. Ишкана уюшулсун. (тиркеме тиркелет)", "2. Көзөмөл төрагага жүктөлсүн."),
          "«Таза айыл» ишканасын уюштуруу жөнүндө", "resolution"),
    Given(("МУНИЦИПАЛЬНОЕ ОБРАЗОВАНИЕ ПОСЁЛОК РОДНИКИ", "ГЛАВА ПОСЁЛКА", "ПОСТАНОВЛЕНИЕ", "25 мая 2015 г. № 53",
           "О Комиссии по соблюдению требований", "к служебному поведению муниципальных служащих", RU,
           "постановляет:", "1. Утвердить состав комиссии.", RU2),
          "О Комиссии по соблюдению требований к служебному поведению муниципальных служащих", "resolution"),
    Given(("Решение Совета депутатов Родниковского района", "от 23 июня 2011 г. N 1-113",
           '"О внесении изменений в Устав"', f"{RU} Совет решил:", "1. Внести в Устав изменения.", RU2),
          "О внесении изменений в Устав", "resolution"),
    Given(("КР Өкмөтүнүн 2018-жылдын 22-октябрындагы № 496-токтому", "Айрым токтомдорго өзгөртүү киргизүү туралуу",
           f"{KY} Өкмөт токтом кылат:", "1. Өзгөртүү киргизилсин.", KY2),
          "Айрым токтомдорго өзгөртүү киргизүү туралуу", "resolution"),
    Given(("Приложение", "к решению", "Думы Родниковского района", "от 26 декабря 2013 г. N 107", "Положение",
           "о бюджетном процессе в Родниковском районе", RU, "#Глава 1. Общие положения", "#Статья 1. Участники", RU2),
          "Положение о бюджетном процессе в Родниковском районе", "concept",
          ("Глава 1. Общие положения", "Статья 1. Участники")),
    Given(("Шаардык кеңештин 2012-жылдын 25-декабрындагы", "№1 токтомуна", "01.11.2018 карата өзгөртүү киргизүү",
           "боюнча Тиркеме", "Ак-Башат шаардык кеңешинин", "РЕГЛАМЕНТИ", "#I-бап. ЖАЛПЫ ЭРЕЖЕЛЕР", KY,
           "#2-бөлүм. Ыйгарым укуктар", KY2), "Ак-Башат шаардык кеңешинин РЕГЛАМЕНТИ", "concept",
          ("I-бап. ЖАЛПЫ ЭРЕЖЕЛЕР", "2-бөлүм. Ыйгарым укуктар")),
    Given(("У С Т А В", "СЕЛЬСКОГО ПОСЕЛЕНИЯ", "РОДНИКОВСКИЙ СЕЛЬСОВЕТ", "#Статья 1. Сельское поселение", RU,
           "#Статья 2. Местное самоуправление", RU2), "УСТАВ СЕЛЬСКОГО ПОСЕЛЕНИЯ РОДНИКОВСКИЙ СЕЛЬСОВЕТ", "concept",
          ("Статья 1. Сельское поселение", "Статья 2. Местное самоуправление")),
    Given(("2014-02-13 / Жарандык катышуу", "Айыл жыйыны: бюджетти талкуулоонун хроникасы", "#Көйгөй", KY,
           "#Жыйынтыктар", KY2), "Айыл жыйыны: бюджетти талкуулоонун хроникасы", "practice", ("Көйгөй",)),
    Given(("Концепция развития местного самоуправления", "#1. Введение", RU, "#1. Введение в действие", RU2,
           "#2. Мониторинг", RU), "Концепция развития местного самоуправления", "concept",
          ("Введение", "Мониторинг")),
)  # fmt: skip


def _look(result: Result) -> tuple[str, str, tuple[str, ...]]:
    card, body = document(result)
    headings = tuple(line.lstrip("# ") for line in body.split("\n") if line.startswith("#"))
    return card["title"], result.kind, headings


@pytest.mark.parametrize("given", TEXTS, ids=lambda given: given.title[:25])
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.slow
def test_the_same_text_in_every_format(given: Given, form: str) -> None:
    title, kind, headings = _look(imported(written(given, form), name=f"file.{form}"))
    assert (title, kind) == (given.title, given.kind)
    joined = "\n".join(headings)
    for heading in given.headings:
        assert heading in joined, headings
    assert headings == _look(imported(written(given, "docx"), name="file.docx"))[2]


@pytest.mark.parametrize("form", FORMATS)
def test_a_stamp_of_approval_keeps_its_date_and_number(form: str) -> None:
    result = imported(written(TEXTS[0], form), name=f"file.{form}")
    assert said(result, "stamp") == [TEXTS[0].lines[0]]
    assert document(result)[0]["date"].isoformat() == "2023-03-12"


@pytest.mark.parametrize("form", FORMATS)
def test_what_stands_over_the_subject_of_an_act_is_told_and_dates_the_card(form: str) -> None:
    given = next(text for text in TEXTS if text.title.startswith("«Таза айыл»"))
    result = imported(written(given, form), name=f"file.{form}")
    assert said(result, "furniture") == [" ".join(line.split()) for line in given.lines[:5]]
    card, text = document(result)
    assert card["date"].isoformat() == "2022-11-18" and "ТОКТОМУ" not in text and not said(result, "words-lost")


def test_a_heading_solution_over_text_begins_no_act() -> None:
    lines = ("Как жители провели воду", RU, "Решение", "О том, как собрали деньги", RU2)
    assert document(imported("\n\n".join(lines), name="a.txt"))[0]["title"] == "Как жители провели воду"


def test_eight_headings_that_each_begin_a_list_anew() -> None:
    names = ("Жалпы жоболор", "Максаттар", "Милдеттер", "Укуктар", "Тартип", "Каржылоо", "Көзөмөл", "Корутунду")
    parts = "".join(f"<ol><li>{name}</li></ol><p>{KY} {name}.</p>" for name in names)
    page = f"<html><body><h1>Айылдык кеңештин регламенти жөнүндө жобо</h1>{parts}</body></html>"
    text = document(imported(page, name="a.html", kind="event"))[1]
    assert [line for line in text.split("\n") if line.startswith("## ")] == [
        f"## {number}. {name}" for number, name in enumerate(names, 1)
    ]


def test_a_page_that_is_nothing_but_furniture_is_read() -> None:
    page = f"<html><body><div class='sidebar'><div class='banner'><p>{KY}</p><p>{KY2}</p></div></div></body></html>"
    assert "жыйында оозеки" in document(imported(page, name="a.html"))[1]


@pytest.mark.parametrize(
    "line",
    ["Утверждение бюджета в селе прошло открыто", "Приложение для жителей: заявки через телефон",
     "Чечим кабыл алуу тажрыйбасы", "Бекитилген бюджетти ачык талкуулоо"],
)  # fmt: skip
def test_a_title_with_words_of_stamps_stays_the_title(line: str) -> None:
    result = imported("\n\n".join((line, RU, RU2)), name="a.txt")
    assert document(result)[0]["title"] == line and not said(result, "stamp")
