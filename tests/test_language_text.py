"""Normalisation, tokens, keyboard layouts, Latin letters."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.language.layouts import to_cyrillic_layout, to_latin_layout
from portal.language.normalise import fold, normalise
from portal.language.tokens import tokens
from portal.language.translit import from_latin, slugify


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text("абвгдеёжзийклмнңоөпрстуүАЙЁҢӨҮ -"))
def test_decomposed_text_is_the_same_text(text: str) -> None:
    assert normalise(unicodedata.normalize("NFD", text)) == normalise(text)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("КЕӉЕШ", "кеңеш"),
        ("кѳчѳ", "көчө"),
        ("тұн аҥыз", "түн аңыз"),
        ("кɵчɵ", "көчө"),
        ("ёлка", "елка"),
        ("aйдoo", "айдоо"),
        ("за\u0301кон", "закон"),
        ("бюд\u00adжет", "бюджет"),
        ("Page 5", "page 5"),
    ],
)
def test_normalise(written: str, meant: str) -> None:
    assert normalise(written) == meant


def test_fold() -> None:
    assert fold("көңүл үйү") == "конул уйу"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12-берене", ["12", "берене"]),
        ("2011-жылдын 20-июнундагы", ["2011", "жылдын", "20", "июнундагы"]),
        ("ченемдик-укуктук", ["ченемдик", "укуктук"]),
        ("КРнын ЖӨБдүн АКШга", ["кр", "жөб", "акш"]),
        ("«Мыйзам», № 125", ["мыйзам", "125"]),
        ("12берене", ["12", "берене"]),
        ("🙂 ... —", []),
        ("", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert [t.word for t in tokens(text)] == expected


@given(st.text())
def test_tokens_stand_where_they_say(text: str) -> None:
    last = 0
    for token in tokens(text):
        assert last <= token.start < token.end <= len(text)
        assert token.word
        last = token.end


def test_layouts() -> None:
    assert to_cyrillic_layout("jrenee") == "окутуу"
    assert to_cyrillic_layout("K.,jdm") == "Любовь"
    assert to_latin_layout("щлгегг") == "okutuu"


@given(st.text("йцукенгшщзхъфывапролджэячсмитьбюё"))
def test_layouts_undo_each_other(text: str) -> None:
    assert to_cyrillic_layout(to_latin_layout(text)) == text


@pytest.mark.parametrize(
    ("typed", "lang", "meant"),
    [
        ("okutuu", "ky", "окутуу"),
        ("kyzmat", "ky", "кызмат"),
        ("kizmat", "ky", "кызмат"),
        ("aiyl", "ky", "айыл"),
        ("ayil", "ky", "айыл"),
        ("okmot", "ky", "өкмөт"),
        ("kengesh", "ky", "кеңеш"),
        ("jergiliktuu", "ky", "жергиликтүү"),
        ("köçö", "ky", "көчө"),
        ("el", "ky", "эл"),
        ("elektr energiyasi", "ky", "электр энергиясы"),
        ("evropa", "ky", "европа"),
        ("kwn", "ky", "күн"),
        ("bishkekte shkola merov", "ky", "бишкекте школа меров"),
        ("munitsipaldik", "ky", "муниципалдык"),
        ("ekonomika", "ru", "экономика"),
        ("shkola merov", "ru", "школа меров"),
        ("zakon", "ru", "закон"),
        ("mestnyy", "ru", "местный"),
        ("munitsipalitet", "ru", "муниципалитет"),
        ("municipalitet", "ru", "муниципалитет"),
        ("rossiya", "ru", "россия"),
    ],
)
def test_from_latin(typed: str, lang: str, meant: str) -> None:
    assert meant in from_latin(typed, lang)


@pytest.mark.parametrize("text", ["", "кызмат", "125", "🙂"])
def test_no_candidates_without_latin_letters(text: str) -> None:
    assert from_latin(text, "ky") == []


@pytest.mark.parametrize(
    ("text", "lang", "slug"),
    [
        ("Жергиликтүү өз алдынча башкаруу", "ky", "jergiliktuu-oz-aldyncha-bashkaruu"),
        ("Жилищный кодекс № 125, объявление", "ru", "zhilishchnyy-kodeks-125-obyavlenie"),
        ("Ңө ё", "ky", "ngo-e"),
        ("Café 24.kg", "ru", "cafe-24-kg"),
        ("…", "ky", ""),
    ],
)
def test_slugify(text: str, lang: str, slug: str) -> None:
    assert slugify(text, lang) == slug


@given(st.text(), st.sampled_from(["ky", "ru"]))
def test_slugs_hold_nothing_else(text: str, lang: str) -> None:
    slug = slugify(text, lang)
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert "--" not in slug
    assert slugify(slug, lang) == slug
