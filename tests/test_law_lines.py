"""Citations set over several lines, in lists without a noun, with words between their parts: the minimal sentence of each."""

from __future__ import annotations

import pytest

from portal.law import Citation, find

Fields = tuple[str | None, ...]


def fields(c: Citation) -> Fields:
    return (c.kind, c.date, c.number, c.place)


ONE: list[tuple[str, str, Fields]] = [
    # An empty line after a genitive, a date that says of what it is, a line of capitals: the phrase goes on.
    (
        "ky",
        "Ак-Талаа айылдык кеңешинин кезектеги III сессиясынын\n\nТОКТОМУ № 4",
        ("local_resolution", None, "4", "Ак-Талаа айыл аймагы"),
    ),
    (
        "ky",
        "Шаардык кеңештин 2015-жылдын 5-мартындагы\n\n№ 3 токтомуна\n\nТиркеме",
        ("local_resolution", "2015-03-05", "3", None),
    ),
    (
        "ky",
        "КОНСТИТУЦИЯЛЫК ПАЛАТАСЫНЫН\n\nЧЕЧИМИ\n\n2016-жылдын 4-майы № 8-р",
        ("court_decision", "2016-05-04", "8-р", None),
    ),
    (
        "ru",
        "РЕШЕНИЕ\n\nКОНСТИТУЦИОННОЙ ПАЛАТЫ\n\nот 4 мая 2016 года № 8-р",
        ("court_decision", "2016-05-04", "8-р", None),
    ),
    ("ru", "ПОСТАНОВЛЕНИЕ ПРАВИТЕЛЬСТВА\n\nот 4 мая 2016 года № 81", ("gov_resolution", "2016-05-04", "81", None)),
    (
        "ky",
        "2009-жылдын 4-майы № 81\n\nКЫРГЫЗ РЕСПУБЛИКАСЫНЫН МЫЙЗАМЫ",
        ("law", "2009-05-04", "81", None),
    ),
    # The town and the house of the Government stand in the heading before the date.
    (
        "ky",
        "КЫРГЫЗ РЕСПУБЛИКАСЫНЫН ӨКМӨТҮНҮН ТОКТОМУ\n\nБишкек шаары, Өкмөт Үйү, 2009-жылдын 4-майы N 81",
        ("gov_resolution", "2009-05-04", "81", None),
    ),
    # A day of signing is the day of the act.
    ("ky", "2025-жылдын 4-майында кол коюлган президенттин № 81 жарлыгы", ("decree", "2025-05-04", "81", None)),
    ("ky", "Президенттин «Суу жөнүндө» 2025-жылдын 4-майындагы № 81 жардыгы", ("decree", "2025-05-04", "81", None)),
    # An act of a list whose noun stands in the heading of the list.
    ("ky", "- 2003-жылдын 4-майындагы № 4/2 «Айыл банктары жөнүндө»;", ("other", "2003-05-04", "4/2", None)),
    ("ru", "- от 4 мая 2003 года № 4/2 «О сельских банках»;", ("other", "2003-05-04", "4/2", None)),
]


@pytest.mark.parametrize(("lang", "text", "expected"), ONE)
def test_the_parts_belong_to_one_act(lang: str, text: str, expected: Fields) -> None:
    assert [fields(c) for c in find(text, lang)] == [expected]


WHOLE = [
    # what stands between the titles of a list and its noun, an adjective, a bracket
    ("ky", "«Коңшулар жөнүндө» жаңы кодексте", ["«Коңшулар жөнүндө» жаңы кодексте"]),
    ("ky", "«Аары багууну социалдык коргоо» мыйзамын", ["«Аары багууну социалдык коргоо» мыйзамын"]),
    ("ky", "«Таза суу – өмүр» (Программа-2040) улуттук программасын", ["«Таза суу – өмүр» (Программа-2040) улуттук программасын"]),
    ("ky", "Улуттук «Аары» программасы бекитилди", ["Улуттук «Аары» программасы"]),
    ("ky", "Бул Нускама «Суу жөнүндө», «Жер жөнүндө» мыйзамдарына ылайык", ["«Суу жөнүндө»", "«Жер жөнүндө» мыйзамдарына"]),
    # a title that is the whole item of a list
    ("ky", "- Суу пайдалануу үчүн акы белгилөө тартиби жөнүндө жобо;", ["Суу пайдалануу үчүн акы белгилөө тартиби жөнүндө жобо"]),
    ("ky", "Төрага Таластын атын Манас деп өзгөртүү боюнча мыйзамга кол койду",
     ["Таластын атын Манас деп өзгөртүү боюнча мыйзамга"]),
    ("ru", "- Инструкцию о порядке сбора, учёта и списания стратегий районов согласно приложению 1;",
     ["Инструкцию о порядке сбора, учёта и списания стратегий районов"]),
    # what an act will be called is no citation, nor is the name of a committee
    ("ky", "Жер кодексинин (мындан ары – Жер кодекси) талабы", ["Жер кодексинин"]),
    ("ru", "Земельного кодекса (далее – Земельный кодекс) требования", ["Земельного кодекса"]),
    ("ky", "Жогорку Кеңештин Регламенти боюнча комитети чогулду", []),
    # numbers of provisions, and lists, as they are typed
    ("ky", "Жер кодексинин № 12-беренесине", ["Жер кодексинин № 12-беренесине"]),
    ("ky", "2017-жылдын 4-майындагы № 95 2019-жылдын 5-майындагы № 107 мыйзамдарынын",
     ["2017-жылдын 4-майындагы № 95", "2019-жылдын 5-майындагы № 107 мыйзамдарынын"]),
    ("ky", "Кылмыш-жаза кодексинин «Уурулук» беренеси (205-берене) менен", ["Кылмыш-жаза кодексинин «Уурулук» беренеси (205-берене)"]),
    ("ky", "Мыйзамдын «Милдет» деп аталган бөлүмүнүн 32-беренесине", ["32-беренесине"]),
    # where a law applies is no part of its name
    ("ky", "Кыргыз Республикасында «Жайыттар жөнүндө» мыйзам бар", ["«Жайыттар жөнүндө» мыйзам"]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "expected"), WHOLE)
def test_a_citation_ends_where_its_words_end(lang: str, text: str, expected: list[str]) -> None:
    assert [text[c.start : c.end] for c in find(text, lang)] == expected


def test_the_title_of_a_heading_may_name_acts_in_brackets() -> None:
    text = "КЫРГЫЗ РЕСПУБЛИКАСЫНЫН МЫЙЗАМЫ\n\n2019-жылдын 4-майы № 29\n\nАйрым актыларга («Суу жөнүндө» мыйзамга) өзгөртүү киргизүү жөнүндө"  # noqa: E501
    assert [text[c.start : c.end] for c in find(text, "ky")] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Ош шаардык кеңеши чогулду.\n\nТОКТОМ № 4 кабыл алынган жок.",
        "Мыйзам кабыл алынды.\n\n№ 5 унаа токтоду.",
    ],
)
def test_a_paragraph_that_ends_stays_ended(text: str) -> None:
    assert all("\n\n" not in text[c.start : c.end] for c in find(text, "ky"))
