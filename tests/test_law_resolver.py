"""The resolver: number and date first, then the title with the date of the citing text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.law import ActRecord, Citation, find, records_from, register_of, resolve, resolve_all
from portal.law.register import title_key

SERVICE = "О государственной гражданской службе и муниципальной службе"
REGISTER = register_of(
    [
        ActRecord(
            "kg-law-2016-75",
            "law",
            (("ru", SERVICE), ("ky", "Мамлекеттик жарандык кызмат жана муниципалдык кызмат жөнүндө")),
            "2016-05-30",
            "75",
            "2016-05-30",
            "2021-10-27",
        ),
        ActRecord("kg-law-2021-125", "law", (("ru", SERVICE),), "2021-10-27", "125", "2021-10-27"),
        ActRecord(
            "kg-constitution-2010",
            "constitution",
            (("ru", "Конституция"),),
            "2010-06-27",
            None,
            "2010-06-27",
            "2021-05-05",
        ),
        ActRecord("kg-constitution-2021", "constitution", (("ru", "Конституция"),), "2021-05-05", None, "2021-05-05"),
        ActRecord(
            "kg-civil-1", "code", (("ru", "Гражданский кодекс Кыргызской Республики, часть I"),), "1996-05-08", "15"
        ),
        ActRecord(
            "kg-civil-2", "code", (("ru", "Гражданский кодекс Кыргызской Республики, часть II"),), "1998-01-05", "1"
        ),
        ActRecord("ab-2023-5", "local_resolution", (), "2023-03-01", "5", place="araban"),
        ActRecord("oz-2023-5", "local_resolution", (), "2023-03-01", "5", place="ozgon"),
        ActRecord(
            "kg-state-language", "law", (("ky", "Кыргыз Республикасынын мамлекеттик тили жөнүндө"),), "2023-07-17"
        ),
        ActRecord("kg-undated", "law", (("ru", "О рыбах"),)),
    ]
)


def one(text: str, lang: str, day: str | None = None, place: str | None = None) -> tuple[str | None, tuple[str, ...]]:
    (citation,) = find(text, lang)
    return resolve(citation, REGISTER, day, place)[:2]


@pytest.mark.parametrize(
    ("day", "act"),
    [
        ("2016-05-30", "kg-law-2016-75"),
        ("2021-10-26", "kg-law-2016-75"),
        ("2021-10-27", "kg-law-2021-125"),
        ("2024", "kg-law-2021-125"),
    ],
)
def test_same_title_by_the_date_of_the_text(day: str, act: str) -> None:
    assert one(f"Ст. 28 Закона КР «{SERVICE}»", "ru", day) == (act, (act,))


def test_without_a_date_both_stay() -> None:
    assert one(f"Закон КР «{SERVICE}»", "ru") == (None, ("kg-law-2016-75", "kg-law-2021-125"))


def test_text_older_than_every_act_of_the_title() -> None:
    assert one(f"Закон КР «{SERVICE}»", "ru", "2010-01-01") == (None, ())


def test_number_and_date_win_over_the_date_of_the_text() -> None:
    assert one("Закон КР от 30 мая 2016 года № 75", "ru", "2024-01-01")[0] == "kg-law-2016-75"


def test_number_and_date_unknown_to_the_register() -> None:
    assert one("Закон КР от 30 мая 2016 года № 76", "ru", "2024-01-01") == (None, ())


@pytest.mark.parametrize(
    ("day", "act"), [("2011-06-20", "kg-constitution-2010"), ("2023-10-27", "kg-constitution-2021")]
)
def test_constitution(day: str, act: str) -> None:
    assert one("Кыргыз Республикасынын Конституциясынын 3-беренеси", "ky", day)[0] == act


def test_foreign_constitution_is_not_ours() -> None:
    assert one("АКШнын Конституциясынын", "ky", "2023-01-01") == (None, ())


def test_two_parts_of_one_code_stay_open() -> None:
    assert one("статья 398 Гражданского кодекса Кыргызской Республики", "ru", "2023-01-01") == (
        None,
        ("kg-civil-1", "kg-civil-2"),
    )


def test_local_acts_need_the_place() -> None:
    text = "постановление айылного кенеша от 1 марта 2023 года № 5"
    assert one(text, "ru") == (None, ("ab-2023-5", "oz-2023-5"))
    assert one(text, "ru", place="ozgon") == ("oz-2023-5", ("oz-2023-5",))
    assert one(text, "ru", place="osh") == (None, ())


def test_state_name_in_a_title_does_not_matter() -> None:
    assert one("«Мамлекеттик тили жөнүндө» КР Мыйзамынын", "ky", "2024")[0] == "kg-state-language"


def test_elliptic_follows_its_neighbour() -> None:
    citations = find(f"Закон КР «{SERVICE}» и статья 5 того же закона", "ru")
    assert [r.act for r in resolve_all(citations, REGISTER, "2023-01-01")] == ["kg-law-2021-125"] * 2


def test_internal_and_nameless_resolve_to_nothing() -> None:
    assert resolve(Citation(0, 1, "law", internal=True), REGISTER) == (None, (), "")
    assert resolve(Citation(0, 1, "law", number="75"), REGISTER) == (None, (), "")


def test_records_from_data() -> None:
    old, new = records_from(
        {
            "acts": [
                {
                    "id": "a",
                    "kind": "law",
                    "title": {"ru": "О воде"},
                    "date": "2001-01-01",
                    "replaced_by": "b",
                    "number": 5,
                },
                {
                    "id": "b",
                    "kind": "law",
                    "title": {"ru": "О воде"},
                    "date": "2011-01-01",
                    "aliases": {"ky": ["Суу жөнүндө"]},
                },
            ]
        }
    )
    assert (old.valid_from, old.valid_to, old.number) == ("2001-01-01", "2011-01-01", "5")
    assert ("ky", "Суу жөнүндө") in new.titles


def test_register_refuses_an_id_twice() -> None:
    with pytest.raises(ValueError, match="twice"):
        register_of([ActRecord("a", "law"), ActRecord("a", "law")])


def test_act_without_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="without id or kind"):
        records_from({"acts": [{"id": "a"}]})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2013–2017-жылдарга Программа", "2013-2017-жылдарга Программа"),
        ("Программа на 2013 – 2017 годы", "Программа на 2013-2017 годы"),
        ("Суу жөнүндө", "Суу тууралуу"),
        ("О выборах депутатов", "выборах депутатов"),
        ("Об охране труда в Кыргызской Республике", "Об охране труда"),
        ("Кыргыз Республикасынын мамлекеттик тили жөнүндө", "мамлекеттик тили жөнүндө"),
        ("«Мэрин шайлоо тартиби жөнүндө» Жобо", "Мэрин шайлоо тартиби жөнүндө"),
        ("Положение о порядке обучения", "О порядке обучения"),
    ],
)
def test_titles_that_are_one(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)


def test_a_temporary_regulation_is_another() -> None:
    assert title_key("Временное положение о порядке обучения") != title_key("Положение о порядке обучения")


APPROVED = {
    "ru": {
        "Положение о парках утверждено постановлением Правительства от 9 мая 2018 года № 5.": 0,
        "Кабинет Министров постановлением Правительства от 9 мая 2018 года № 5 утвердил положение о парках.": 1,
        "Положение о парках — в постановлении Правительства от 9 мая 2018 года № 5.": 0,
    },
    "ky": {
        "Парктар жөнүндө жобо Өкмөттүн 2018-жылдын 9-майындагы № 5 токтому менен бекитилген.": 0,
        "Өкмөттүн 2018-жылдын 9-майындагы № 5 токтому менен парктар жөнүндө жобо бекитилген.": 1,
    },
}
NOT_APPROVED = {
    "ru": "Положение о парках обсудили до постановления Правительства от 9 мая 2018 года № 5.",
    "ky": "Парктар жөнүндө жобо Өкмөттүн 2018-жылдын 9-майындагы № 5 токтомун өзгөртөт.",
}
PARKS = register_of([ActRecord("kg-govres-2018-5", "gov_resolution", (), "2018-05-09", "5", issuer="government")])


@pytest.mark.parametrize(("lang", "text"), [(lang, text) for lang, texts in APPROVED.items() for text in texts])
def test_a_document_is_the_act_that_the_text_says_approved_it(lang: str, text: str) -> None:
    answers = resolve_all(find(text, lang), PARKS, "2020")
    assert [answer.act for answer in answers] == ["kg-govres-2018-5"] * 2


@pytest.mark.parametrize("lang", NOT_APPROVED)
def test_a_document_beside_an_act_is_not_that_act(lang: str) -> None:
    citations = find(NOT_APPROVED[lang], lang)
    answers = resolve_all(citations, PARKS, "2020")
    assert [a.act for a, c in zip(answers, citations, strict=True) if c.kind == "regulation"] == [None]


def test_a_regulation_with_day_and_number_is_the_act_that_approved_it() -> None:
    rules = ActRecord("kg-order-2025-44", "order", (), "2025-02-17", "44", approves=(("ru", "Типовой регламент"),))
    (citation,) = find("типовое положение № 44 от 17 февраля 2025 года", "ru")
    assert resolve(citation, register_of([rules]))[0] == "kg-order-2025-44"
    assert resolve(citation, register_of([replace(rules, approves=())]))[0] is None


def test_an_alias_of_a_resolution_names_what_it_approved() -> None:
    acts = {"acts": [
        {"id": "kg-res", "kind": "gov_resolution", "date": "2020-01-05", "number": "1", "aliases": {"ru": "О парках"}},
        {"id": "kg-law", "kind": "law", "date": "2020-01-05", "number": "2", "aliases": {"ru": "О садах"}},
    ]}  # fmt: skip
    register = register_of(records_from(acts))
    found = [resolve(find(f"Положение о {name}", "ru")[0], register, "2022")[0] for name in ("парках", "садах")]
    assert found == ["kg-res", None]
