"""Citations set over several lines, in lists without a noun, with words between their parts: one sentence for each."""

from __future__ import annotations

import pytest

from portal.law import Citation, find

Fields = tuple[str | None, ...]


@pytest.fixture(scope="module", autouse=True)
def _ready() -> None:
    """Read the dictionaries once, before the first test."""
    find("Закон КР «О воде»", "ru")
    find("«Суу жөнүндө» мыйзам", "ky")


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
    ("ru", "ЗАКОН КЫРГЫЗСКОЙ РЕСПУБЛИКИ\n\nг.Бишкек, от 4 мая 2009 года № 81", ("law", "2009-05-04", "81", None)),
    (
        "ru",
        "постановлением избирательной комиссии (далее – ЦИК) от 4 мая 2009 года № 81",
        ("cec_resolution", "2009-05-04", "81", None),
    ),
    (
        "ky",
        "Шайлоо комиссиясынын (мындан ары – БШК) 2009-жылдын 4-майындагы № 81 токтому",
        ("cec_resolution", "2009-05-04", "81", None),
    ),
    (
        "ky",
        "Ак-Талаа айылдык кеңешинин кезексиз\n\nX сессиясынын № 4 токтому",
        ("local_resolution", None, "4", "Ак-Талаа айыл аймагы"),
    ),
    # A session with its convocation behind it, a village with a full stop, a day in the line below the number.
    ("ky", "КР\n\n2015-жылдын 5-мартындагы № 4\n\nМыйзамы менен", ("law", "2015-03-05", "4", None)),
    ("ru", "Закон КР от 4 мая 2009-го № 81", ("law", "2009-05-04", "81", None)),
    # Numbers without their sign, and with words for it.
    ("ky", "Өкмөттүн 2009-жылдын 4-майындагы 81 токтому", ("gov_resolution", "2009-05-04", "81", None)),
    ("ky", "Өкмөттүн 81 сандуу токтому", ("gov_resolution", None, "81", None)),
    ("ky", "КРнын № 81 санындагы мыйзамы", ("law", None, "81", None)),
    ("ky", "Ак-Талаа айылдык кеңешинин 4-токтому", ("local_resolution", None, "4", "Ак-Талаа айыл аймагы")),
    (
        "ky",
        "Ак-Талаа айылдык кеңешинин 5-сессиясынын 4-токтому",
        ("local_resolution", None, "4", "Ак-Талаа айыл аймагы"),
    ),
    ("ky", "КР 2009-жылдын 4-майында № 81 Мыйзамына", ("law", "2009-05-04", "81", None)),
    # Bodies by letters and by one word.
    ("ky", "ЖК токтому № 81-VI", ("jk_resolution", None, "81-VI", None)),
    ("ky", "Ош облусунун губернаторунун № 81 токтому", ("local_resolution", None, "81", "Ош облусу")),
    ("ru", "постановление Кеминского райкенеша № 81", ("local_resolution", None, "81", "Кеминский район")),
    ("ru", "постановление Ошской облгосадминистрации № 81", ("local_resolution", None, "81", "Ошская область")),
    ("ru", "решение Бишкекского горсуда от 4 мая 2009 года", ("court_decision", "2009-05-04", None, None)),
    # An old font has letters of another alphabet for ң, ө and ү.
    ("ky", "Айылдык кењештин 2009-жылдын 4-майындагы № 81 токтому", ("local_resolution", "2009-05-04", "81", None)),
    ("ky", "Кыргыз Республикасынын Јкмјтінін № 81 токтому", ("gov_resolution", None, "81", None)),
    # A day of signing is the day of the act.
    ("ky", "2025-жылдын 4-майында кол коюлган президенттин № 81 жарлыгы", ("decree", "2025-05-04", "81", None)),
    ("ky", "Президенттин «Суу жөнүндө» 2025-жылдын 4-майындагы № 81 жардыгы", ("decree", "2025-05-04", "81", None)),
    ("ru", "Устав утверждён 4 мая 2009 года приказом № 81-П", ("order", "2009-05-04", "81-П", None)),
    ("ru", "Аскар приехал 4 мая 2009 года приказом № 81-П", ("order", None, "81-П", None)),
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
    ("ky", "«Таза суу – өмүр» (Программа-2040) улуттук программасын",
     ["«Таза суу – өмүр» (Программа-2040) улуттук программасын"]),
    # a title that is the whole item of a list
    ("ky", "Төрага Таластын атын Манас деп өзгөртүү боюнча мыйзамга кол койду",
     ["Таластын атын Манас деп өзгөртүү боюнча мыйзамга"]),
    ("ru", "- Инструкцию о порядке сбора, учёта и списания стратегий районов согласно приложению 1;",
     ["Инструкцию о порядке сбора, учёта и списания стратегий районов"]),
    ("ky", "«Аары багуунун айрым маселелери жөнүндө» токтому", ["«Аары багуунун айрым маселелери жөнүндө» токтому"]),
    # the act that a law changes belongs to its title
    ("ru", "закон о внесении изменений в Кодекс о пчёлах.", ["закон о внесении изменений в Кодекс о пчёлах"]),
    ("ru", "закон о внесении изменений в Земельный кодекс.", ["закон о внесении изменений в Земельный кодекс"]),
    ("ru", "дополнить Кодекс о пчёлах статьей 107, что даёт право", ["Кодекс о пчёлах статьей 107"]),
    ("ky", "Жер кодексинин (мындан ары – Кодекс) 12-беренеси", ["Жер кодексинин (мындан ары – Кодекс) 12-беренеси"]),
    ("ky", "Өкмөт «Аары багуу акысы» жаңы мыйзамынын мөөнөтүн", ["«Аары багуу акысы» жаңы мыйзамынын"]),
    ("ky", "«Таза суу» муниципалдык программасы", ["«Таза суу» муниципалдык программасы"]),
    ("ky", "2018-2040-жылдары өлкөнү өнүктүрүүнүн улуттук стратегиясында",
     ["2018-2040-жылдары өлкөнү өнүктүрүүнүн улуттук стратегиясында"]),
    ("ky", "Балдардын укуктары боюнча конвенция", ["Балдардын укуктары боюнча конвенция"]),
    ("ru", "закону «О пчёлах», принятому в 2009 году, в селе", ["закону «О пчёлах», принятому в 2009 году"]),
    ("ky", "Шаардык кеңеш 19-мартта көчөнү Талас деп өзгөртүү тууралуу токтом кабыл алган",
     ["көчөнү Талас деп өзгөртүү тууралуу токтом"]),
    ("ru", "закон о закрытии центра и передаче его полномочий школе",
     ["закон о закрытии центра и передаче его полномочий школе"]),
    # decisions of a year are no one act, a programme of the United Nations is a body
    ("ky", "2014–2015-жылдары БУУнун Өнүктүрүү программасы", []),
    ("ky", "Айылдык кеңештин 2015-жылдагы чечимдери", []),
    ("ky", "«Аары жөнүндө» мыйзамга өзгөртүү киргизилди", ["«Аары жөнүндө» мыйзамга"]),
    ("ky", "Шаарда Конституция жөнүндө мыйзам кабыл алынды", ["Конституция жөнүндө мыйзам"]),
    # what an act will be called is no citation, nor is the name of a committee
    ("ky", "Жер кодексинин (мындан ары – Жер кодекси) талабы", ["Жер кодексинин"]),
    ("ru", "Земельного кодекса (далее – Земельный кодекс) требования", ["Земельного кодекса"]),
    ("ky", "Жогорку Кеңештин Регламенти боюнча комитети чогулду", []),
    ("ru", "Комитет по экологии, судебным вопросам и регламенту Жогорку Кенеша собрался", []),
    # numbers of provisions, and lists, as they are typed
    ("ky", "2017-жылдын 4-майындагы № 95 2019-жылдын 5-майындагы № 107 мыйзамдарынын",
     ["2017-жылдын 4-майындагы № 95", "2019-жылдын 5-майындагы № 107 мыйзамдарынын"]),
    ("ky", "Кылмыш-жаза кодексинин «Уурулук» беренеси (205-берене) менен",
     ["Кылмыш-жаза кодексинин «Уурулук» беренеси (205-берене)"]),
    ("ky", "Мыйзамдын «Милдет» деп аталган бөлүмүнүн 32-беренесине", ["32-беренесине"]),
    # where a law applies is no part of its name
    ("ky", "Кыргыз Республикасында «Жайыттар жөнүндө» мыйзам бар", ["«Жайыттар жөнүндө» мыйзам"]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "expected"), WHOLE)
def test_a_citation_ends_where_its_words_end(lang: str, text: str, expected: list[str]) -> None:
    assert [text[c.start : c.end] for c in find(text, lang)] == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ky", "(мындан ары – а) " * 1200 + "№ 5 токтому"),
        ("ru", "закон о внесении изменений в " * 800),
        ("ky", "КЕҢЕШИНИН\n\nТОКТОМ\n\n" * 800),
    ],
)
def test_what_repeats_without_end_is_read_all_the_same(lang: str, text: str) -> None:
    assert isinstance(find(text, lang), tuple)


def test_the_title_of_a_heading_may_name_acts_in_brackets() -> None:
    text = "КЫРГЫЗ РЕСПУБЛИКАСЫНЫН МЫЙЗАМЫ\n\n2019-жылдын 4-майы № 29\n\nАйрым актыларга («Суу жөнүндө» мыйзамга) өзгөртүү киргизүү жөнүндө"  # noqa: E501
    assert [text[c.start : c.end] for c in find(text, "ky")] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Ош шаардык кеңеши чогулду.\n\nТОКТОМ № 4 кабыл алынган жок.",
        "Мыйзам кабыл алынды.\n\n№ 5 унаа токтоду.",
        "Ош шаардык кеңешинин токтому № 5\n\n5-май 2020-жыл күнү төрага келди.",
    ],
)
def test_a_paragraph_that_ends_stays_ended(text: str) -> None:
    assert all("\n\n" not in text[c.start : c.end] for c in find(text, "ky"))


def test_the_charter_is_shown_in_the_nominative() -> None:
    (found,) = find("Жергиликтүү өз алдынча башкаруунун Европа хартиясында бул бар.", "ky")
    assert found.title == "Жергиликтүү өз алдынча башкаруунун Европа хартиясы"


def test_what_stands_behind_a_body_without_the_sort_of_its_place_is_read() -> None:
    (found,) = find("Тариф введён распоряжением № 17 акима Алайского от 3 июня 2021 года.", "ru")
    assert (found.date, found.number, found.place) == ("2021-06-03", "17", "Алайский район")


def test_a_law_of_a_list_need_not_say_what_it_is_about() -> None:
    found = find("Договор заключён по Законам КР «Об архивах» и «Охране старинных садов».", "ru")
    assert [(one.kind, one.title) for one in found] == [("law", "Об архивах"), ("law", "Охране старинных садов")]


def test_a_day_with_a_space_for_a_point_is_read() -> None:
    (found,) = find("Утверждено постановлением Правительства КР от 11.03 2014 г.№512.", "ru")
    assert (found.date, found.number) == ("2014-03-11", "512")
