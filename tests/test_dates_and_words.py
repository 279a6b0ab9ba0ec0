"""Dates, numbers, plural forms, alphabets and the words of the interface, in Kyrgyz and in Russian."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from string import Formatter

import pytest
import yaml
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

import portal.words
from portal.language.alphabet import KYRGYZ, RUSSIAN, initial, sort_key
from portal.language.dates import format_number, format_partial
from portal.language.plurals import choose
from portal.model.dates import PartialDate
from portal.words.interface import Interface, strings

KY, RU = Interface("ky"), Interface("ru")
NBSP = "\u00a0"


# --- Dates ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "ky", "ru"),
    [
        ("2014-07-05", "2014-жылдын 5-июлу", "5 июля 2014 года"),
        ("2023-05-31", "2023-жылдын 31-майы", "31 мая 2023 года"),
        ("2011-02", "2011-жылдын февралы", "февраль 2011 года"),
        ("2009", "2009-жыл", "2009 год"),
    ],
)
def test_a_date_is_written_as_far_as_it_is_known(value: str, ky: str, ru: str) -> None:
    date = PartialDate.parse(value)
    assert (KY.date(date), RU.date(date).replace(NBSP, " ")) == (ky, ru)


@pytest.mark.parametrize(
    ("value", "ky", "ru"),
    [
        ("2014-07-05", "2014-жылдын 5-июлунда", "5 июля 2014 года"),
        ("2014-04", "2014-жылдын апрелинде", "апреле 2014 года"),
        ("2014", "2014-жылы", "2014 году"),
    ],
)
def test_a_date_says_when(value: str, ky: str, ru: str) -> None:
    date = PartialDate.parse(value)
    assert (KY.date(date, "locative"), RU.date(date, "locative").replace(NBSP, " ")) == (ky, ru)


@pytest.mark.parametrize(
    ("value", "ky", "ru"),
    [
        ("2021-05-05", "2021-жылдын 5-майынан", "5 мая 2021 года"),
        ("2014-04", "2014-жылдын апрелинен", "апреля 2014 года"),
        ("2018", "2018-жылдан", "2018 года"),
    ],
)
def test_a_date_says_since_when(value: str, ky: str, ru: str) -> None:
    date = PartialDate.parse(value)
    assert (KY.date(date, "ablative"), RU.date(date, "ablative").replace(NBSP, " ")) == (ky, ru)


def test_no_kyrgyz_words_ask_for_an_ending_that_a_number_in_figures_lacks() -> None:
    governs = r"\{(n|all|total|count|max|year)\} (ичинен|тартып|чейин|кийин|мурун|ашык|көп|аз|баары)\b"
    plain = [
        form for entry in strings("ky").values() for form in ([entry] if isinstance(entry, str) else entry.values())
    ]
    assert not [words for words in plain if re.search(governs, words)]


def test_endings_of_months_agree_with_their_vowels() -> None:
    # The last vowel of the month decides the ending: -ы/-и/-у, and -да or -нде after it.
    endings = {"а": "ы", "ы": "ы", "о": "у", "у": "у", "ю": "у", "е": "и", "и": "и"}
    names = ["январ", "феврал", "март", "апрел", "май", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"]
    for month, stem in enumerate(names, 1):
        written = format_partial(2020, month, 1, "ky").split("-")[-1]
        vowel = [letter for letter in stem if letter in "аыоуюеия"][-1].replace("я", "а")
        assert written == stem + endings[vowel]
        assert format_partial(2020, month, 1, "ky", "locative").endswith(
            written + ("нде" if endings[vowel] == "и" else "нда")
        )
        assert format_partial(2020, month, 1, "ky", "ablative").endswith(
            written + ("нен" if endings[vowel] == "и" else "нан")
        )


@pytest.mark.parametrize(
    ("start", "end", "ky", "ru"),
    [
        ("2021-08-09", "2021-08-11", "2021-жылдын 9–11-августу", "9–11 августа 2021 года"),
        ("2021-08-11", "2021-08-11", "2021-жылдын 11-августу", "11 августа 2021 года"),
        ("2021-08-09", None, "2021-жылдын 9-августу", "9 августа 2021 года"),
        ("2021-07-30", "2021-08-02", "2021-жылдын 30-июлу – 2-августу", "30 июля – 2 августа 2021 года"),
        (
            "2021-12-30",
            "2022-01-02",
            "2021-жылдын 30-декабры – 2022-жылдын 2-январы",
            "30 декабря 2021 года – 2 января 2022 года",
        ),
        ("2021", "2023", "2021-жыл – 2023-жыл", "2021 год – 2023 год"),
    ],
)
def test_a_range_says_once_what_is_shared(start: str, end: str | None, ky: str, ru: str) -> None:
    first, last = PartialDate.parse(start), PartialDate.parse(end) if end else None
    assert (KY.date_range(first, last), RU.date_range(first, last).replace(NBSP, " ")) == (ky, ru)


@given(st.dates(dt.date(1850, 1, 1), dt.date(2100, 12, 31)))
def test_every_day_is_read_and_written(day: dt.date) -> None:
    date = PartialDate.parse(day)
    assert date == PartialDate.parse(day.isoformat()) and date.iso() == day.isoformat()
    assert str(day.year) in KY.date(date) and f" {day.day}-" in KY.date(date)
    assert RU.date(date).startswith(f"{day.day}{NBSP}")
    for less in (PartialDate(day.year), PartialDate(day.year, day.month)):
        assert less < date and less.covers(date) and not date.covers(less)
        assert PartialDate.parse(less.iso()) == less


@pytest.mark.parametrize(
    "value",
    ["2026-13", "2026-00", "2026-00-05", "2026-11-00", "2026-02-30", "1849", "2101", "0001-01-01", dt.date(1, 1, 1),
     "26", "2026-1", "2026-11-22T00:00", "", None, True, 2026.5, [2026], "２０２６", "2026\n", " 2026", "-2026"],
)  # fmt: skip
def test_what_is_no_date_is_refused(value: object) -> None:
    with pytest.raises(ValueError):
        PartialDate.parse(value)


# --- Numbers and plural forms --------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1 000"),
        (6404000, "6 404 000"),
        (2.5, "2,5"),
        (0.125, "0,12"),
        (-1200.5, "-1 200,5"),
    ],
)
def test_numbers_have_spaces_and_a_comma(value: float, text: str) -> None:
    for lang in ("ky", "ru"):
        assert format_number(value, lang) == text.replace(" ", NBSP)


def test_a_span_of_years_says_what_is_known() -> None:
    assert KY.years(2019, 2021) == RU.years(2019, 2021) == "2019–2021"
    assert KY.years(2020, 2020) == "2020"
    assert "2020" in RU.years(2020, None) and "2020" in RU.years(None, 2020)
    assert len({RU.years(2020, None), RU.years(None, 2020), RU.years(2020, 2020)}) == 3
    assert RU.years(None, None) == ""


@given(st.integers(-(10**15), 10**15))
def test_a_whole_number_keeps_its_digits(value: int) -> None:
    assert int(format_number(value, "ky").replace(NBSP, "")) == value


def test_plural_forms() -> None:
    russian = {"one": "документ", "few": "документа", "many": "документов", "other": "документа"}
    words = {
        1: "one",
        2: "few",
        5: "many",
        11: "many",
        12: "many",
        21: "one",
        22: "few",
        111: "many",
        0: "many",
        1.5: "other",
    }
    assert {count: choose(russian, count, "ru") for count in words} == {
        count: russian[form] for count, form in words.items()
    }
    assert [choose({"other": "документ"}, count, "ky") for count in (0, 1, 5)] == ["документ"] * 3
    with pytest.raises(KeyError):
        choose({"one": "a"}, 5, "ru")


# --- Alphabets ------------------------------------------------------------------------------


def test_letters_stand_in_the_order_of_the_alphabet() -> None:
    for lang, letters in (("ky", KYRGYZ), ("ru", RUSSIAN)):
        assert sorted(set(letters), key=lambda letter: sort_key(letter, lang)) == list(letters)
    assert len(KYRGYZ) == 36 and len(RUSSIAN) == 33


def test_words_sort_as_in_a_dictionary() -> None:
    words = [
        "аба",
        "ага-ини",
        "Айыл",
        "айыл өкмөтү",
        "айылдык",
        "ёлка",
        "жаңы",
        "кеңеш",
        "кенч",
        "ош",
        "өз",
        "1-берене",
        "bank",
    ]
    expected = [
        "1-берене",
        "bank",
        "аба",
        "ага-ини",
        "Айыл",
        "айыл өкмөтү",
        "айылдык",
        "ёлка",
        "жаңы",
        "кенч",
        "кеңеш",
        "ош",
        "өз",
    ]
    assert sorted(words, key=lambda word: sort_key(word, "ky")) == expected


@pytest.mark.slow
@given(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8), st.sampled_from(["ky", "ru"]))
def test_the_order_is_total(one: str, two: str, three: str, lang: str) -> None:
    a, b, c = (sort_key(text, lang) for text in (one, two, three))
    assert (a < b) + (b < a) + (one == two) == 1
    assert not (a <= b <= c) or a <= c


@given(st.text("абөңүёaz09 -", min_size=1, max_size=6), st.sampled_from(["ky", "ru"]))
def test_case_and_hyphens_count_last(text: str, lang: str) -> None:
    assert sort_key(text.upper(), lang)[0] == sort_key(text, lang)[0] == sort_key(text.replace("-", ""), lang)[0]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [("өмүр", "ky", "Ө"), ("«Өмүр»", "ky", "Ө"), ("ңар", "ky", "Ң"), ("125-мыйзам", "ky", "#"), ("", "ky", "#"),
     ("!", "ru", "#"), ("ёлка", "ru", "Ё"), ("bank", "ru", "B"), ("и\u0306од", "ru", "Й")],
)  # fmt: skip
def test_initials(text: str, lang: str, expected: str) -> None:
    assert initial(text, lang) == expected


# --- Words of the interface ------------------------------------------------------------------

FOLDER = Path(portal.words.__file__).parent / "strings"


def texts(lang: str) -> dict[str, list[str]]:
    return {
        key: [entry] if isinstance(entry, str) else list(entry.values())
        for key, entry in strings(lang).items()  # type: ignore[arg-type]
    }


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_words() -> None:
    assert set(strings("ky")) ^ set(strings("ru")) == set()


def test_a_key_is_written_once() -> None:
    for lang in ("ky", "ru"):
        keys = re.findall(r'^"?([\w. -]+?)"?:', (FOLDER / f"{lang}.yml").read_text(encoding="utf-8"), re.MULTILINE)
        assert len(keys) == len(set(keys)) == len(strings(lang))  # type: ignore[arg-type]


def test_both_languages_fill_in_the_same_values() -> None:
    for key, ky in texts("ky").items():
        ru = texts("ru")[key]
        wanted = {frozenset(placeholders(text)) for text in (*ky, *ru)}
        assert len(wanted) == 1, key


def test_plural_forms_are_whole() -> None:
    for lang in ("ky", "ru"):
        wanted = set(Locale(lang).plural_form.tags) | {"other"}
        for key, entry in strings(lang).items():  # type: ignore[arg-type]
            assert isinstance(entry, str) == isinstance(strings("ky")[key], str), key
            if not isinstance(entry, str):
                assert set(entry) <= wanted and "other" in entry, key
                assert lang == "ky" or set(entry) >= {"one", "few", "many"}, key
                for count in (0, 1, 2, 5, 21, 1.5):
                    assert Interface(lang).n(key, count), key  # type: ignore[arg-type]


def test_no_word_mixes_alphabets() -> None:
    for lang in ("ky", "ru"):
        for key, found in texts(lang).items():
            for text in found:
                words = re.findall(r"[^\W\d_]+", re.sub(r"\{\w*\}|CC BY|CC0", " ", text))
                assert not [
                    word for word in words if re.search("[A-Za-z]", word) and re.search("[\u0400-\u04ff]", word)
                ], key
                assert not [word for word in words if re.fullmatch("[aceopxyABCEHKMOPTXY]+", word)], key
                assert lang == "ky" or not re.search("[ңөүҢӨҮ]", text) or "Кыргыз" in text, key


def test_words_are_well_set() -> None:
    for lang in ("ky", "ru"):
        for key, found in texts(lang).items():
            for text in found:
                assert text == text.strip() and "  " not in text and "\n" not in text, key
                assert text.count("«") == text.count("»") and text.count("(") == text.count(")"), key


def test_every_word_that_the_code_asks_for_is_there() -> None:
    asked = set()
    for file in [*FOLDER.parents[1].rglob("*.py"), *(FOLDER.parents[2] / "overrides").rglob("*.html")]:
        text = file.read_text(encoding="utf-8")
        asked |= set(
            re.findall(r"""(?<![\w.])(?:t|words\.t|words\.n|w\.n|w\.t)\(\s*["']([a-z][\w.-]+)["']\s*[,)]""", text)
        )
    assert len(asked) > 40
    assert asked - set(strings("ky")) == set()


def test_the_files_are_what_a_strict_reader_reads() -> None:
    from portal.core.strict_yaml import load

    for lang in ("ky", "ru"):
        text = (FOLDER / f"{lang}.yml").read_text(encoding="utf-8")
        assert load(text, "x").value == yaml.safe_load(text)


def test_notes_for_translators_name_words_and_explain_every_place_that_is_filled() -> None:
    notes = yaml.safe_load((FOLDER / "notes.yml").read_text(encoding="utf-8"))
    for lang in ("ky", "ru"):
        for key, found in texts(lang).items():
            places = {place for text in found for place in re.findall(r"\{(\w+)\}", text)} - {"n"}
            fitting = [name for name in notes if key == name or (name.endswith("*") and key.startswith(name[:-1]))]
            note = notes[max(fitting, key=len)] if fitting else ""
            assert all("{" + place + "}" in note for place in places), (lang, key, places)
    for name in notes:
        assert any(key == name or (name.endswith("*") and key.startswith(name[:-1])) for key in strings("ky")), name
