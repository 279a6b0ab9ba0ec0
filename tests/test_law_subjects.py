"""Who acts and when before the act, drafts that amend an act, regulations that name themselves, lists of sessions."""

from __future__ import annotations

import pytest

from portal.law import find

KENESH, MAYOR = "local_kenesh", "mayor"
WHOLE = {
    "Кабинет министров КР 12 декабря 2025 года принял постановление № 806": ("2025-12-12", "806", "cabinet", None),
    "Мэр города Ош Асан Асанов 5 мая подписал распоряжение № 40": ("--05-05", "40", MAYOR, "Ош"),
    "12.05.2022 г. мэрией Бишкека принято постановление № 14": ("2022-05-12", "14", MAYOR, "Бишкек"),
    "Кеминский районный кенеш на сессии 5 мая 2021 года принял постановление № 7": (
        "2021-05-05", "7", KENESH, "Кеминский район"),
    "16 декабря 2019 года подписал постановление правительства об одобрении проекта": (
        "2019-12-16", None, "government", None),
    "Президент Асан Асанов сегодня, 4 мая, подписал Указ «О мерах»": ("--05-04", None, "president", None),
    "4 мая 2021 года президент Асан Асанов подписал указ № 125": ("2021-05-04", "125", "president", None),
    "ПОСТАНОВЛЕНИЕ КОЛЛЕГИИ МЭРИИ ГОРОДА НАРЫН г.Нарын, от 5 мая 2017 года № 9пк О подготовке к зиме": (
        "2017-05-05", "9пк", MAYOR, "Нарын"),
    "проект постановления «О внесении изменений в постановление «О тарифах» от 31 января 2023 года № 67": (
        None, None, None, None),
    "проект постановления о внесении изменений в постановление Правительства от 31 января 2013 года № 67": (
        None, None, None, None),
    "Настоящее Положение о порядке проведения схода": (None, None, None, None),
    "Настоящие Правила содержания и выгула собак": (None, None, None, None),
    "Инструкция по проведению схода граждан": (None, None, None, None),
    "Положение комиссии по делам детей": (None, None, None, None),
    "Кыргыз Республикасынын Президентинин Жарлыгы, 2017-жыл 31-август": ("2017-08-31", None, "president", None),
    "Ош шаардык кеңешинин токтому, 2012-жыл, 5-март": ("2012-03-05", None, KENESH, "Ош шаары"),
    "\" Суу жөнүндө \" мыйзам": (None, None, "parliament", None),
    "«Айрым мыйзамдарга өзгөртүүлөрдү киргизүү жөнүндө \" Жарлыкка": (None, None, "president", None),
}  # fmt: skip


@pytest.mark.parametrize("text", WHOLE)
def test_all_words_of_the_act_are_its_span(text: str) -> None:
    lang = "ky" if set(text) & set("өүң") or "Жарлы" in text else "ru"
    behind = " кол койду." if "Жарлыкка" in text else " разработано давно." if text.startswith("Наст") else "."
    (found,) = find(text + behind, lang)
    assert (text[found.start : found.end], found.date, found.number, found.issuer, found.place) == (text, *WHOLE[text])


@pytest.mark.parametrize(
    "text",
    [
        "Мэр Оша 5 мая подписал распоряжение от 3 мая 2021 года № 40.",
        "До 5 мая 2024 года приняли постановление № 5.",
        "Президент 5 мая 2022 года внес проект указа № 8.",
        "Газета 5 мая 2022 года опубликовала постановление № 8.",
    ],
)
def test_the_day_of_something_else_is_not_its_day(text: str) -> None:
    (found,) = find(text, "ru")
    assert found.date in (None, "2021-05-03")


@pytest.mark.parametrize(
    "text",
    [
        "Настоящее Положение определяет порядок.",
        "Инструкция по эксплуатации насоса лежит в шкафу.",
        "Положение комиссии тяжелое.",
        "Өкмөттүн токтому, 2012-жыл.",
    ],
)
def test_what_has_no_name_of_its_own_is_no_act(text: str) -> None:
    assert not find(text, "ky" if "ө" in text else "ru")


def test_each_number_of_a_list_of_sessions_is_an_act_of_the_kenesh() -> None:
    text = (
        "(Ош шаардык Кеңешинин 2007-жылдын 15-февралындагы кезектеги XXII сессиясынын № 203, 2007-жылдын "
        "3-мартындагы XX сессиясынын № 209, 2005-жылдын 6-июнундагы V сессиясынын № 41 токтомдорунун негизинде)"
    )
    found = [(c.date, c.number, c.issuer, c.place) for c in find(text, "ky")]
    days = {"203": "2007-02-15", "209": "2007-03-03", "41": "2005-06-06"}
    assert found == [(day, number, KENESH, "Ош шаары") for number, day in days.items()]


@pytest.mark.parametrize("end", ["колдогон", "колдошту", "кабыл алды"])
def test_the_kenesh_that_acts_decides_what_stands_before_the_noun(end: str) -> None:
    (found,) = find(f"Нарын шаардык кеңеши бүгүн, 4-июнда жол кирени көтөрүү боюнча токтомду {end}.", "ky")
    assert (found.kind, found.issuer, found.place) == ("local_resolution", KENESH, "Нарын шаары")
    assert found.title == "жол кирени көтөрүү боюнча"
