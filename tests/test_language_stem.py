"""Kyrgyz and Russian stems: words that must meet, words that must not, and what holds for every word."""

from __future__ import annotations

from pathlib import Path

import pytest
import snowballstemmer
from hypothesis import given
from hypothesis import strategies as st

from portal.language import analysis, stem_ky, stem_ru
from portal.language.lexicon_ky import NOMINALS, VERBS
from portal.language.normalise import fold, normalise

DATA = Path(__file__).parent / "data"
KYRGYZ = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя"
KAZAKH = str.maketrans("әғқұһі", "агкухи")
words = st.text(KYRGYZ, min_size=1, max_size=14)


def pairs(name: str) -> list[tuple[str, str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [(a, b) for a, b in (line.split("\t") for line in lines if not line.startswith("#"))]


def test_lists_are_as_long_as_agreed() -> None:
    assert len(set(pairs("ky_apart.tsv"))) >= 200
    assert len(set(pairs("ky_together.tsv"))) >= 200


def test_kyrgyz_words_that_must_stay_apart() -> None:
    met = [(a, b) for a, b in pairs("ky_apart.tsv") if stem_ky.stem(a) == stem_ky.stem(b)]
    assert met == []


def test_kyrgyz_forms_that_must_come_together() -> None:
    parted = [
        (a, b, stem_ky.stem(a), stem_ky.stem(b))
        for a, b in pairs("ky_together.tsv")
        if stem_ky.stem(a) != stem_ky.stem(b)
    ]
    assert parted == []


def test_forms_typed_without_kyrgyz_letters_find_the_word() -> None:
    known = [(a, b) for a, b in pairs("ky_together.tsv") if fold(b) != b]
    missed = [(a, b) for a, b in known if not meets(fold(b), a)]
    assert len(missed) <= 0.08 * len(known), missed


def meets(query: str, text: str) -> bool:
    filed = {key for key, _ in analysis.index_keys(text, "ky")}
    return any(key in filed for key, _ in analysis.query_keys(query, "ky"))


@pytest.mark.parametrize("word", ["мыйзам", "өкмөт", "бюджет", "депутат", "токтом", "берене", "айыл", "кеңеш"])
def test_words_of_the_domain_stay_whole(word: str) -> None:
    assert stem_ky.stem(word) == word


@pytest.mark.parametrize(
    ("form", "stem"),
    [
        ("Токтобаеванын", "токтобаев"),
        ("Шамшиевге", "шамшиев"),
        ("экспорттук", "экспорт"),
        ("координациялык", "координация"),
        ("документсиз", "документ"),
        ("кызматчылар", "кызматчы"),
        ("тээп", "теп"),
        ("келээр", "кел"),
        ("КРде", "кр"),
        ("башталары", "башта"),
        ("катталуу", "катта"),
    ],
)
def test_rules_of_derivation(form: str, stem: str) -> None:
    assert stem_ky.stem(form) == stem


def test_roots_of_the_lexicon_are_not_cut() -> None:
    """The root itself is the cheapest reading of a root."""
    for word in [*NOMINALS.split(), *VERBS.split()]:
        assert len(stem_ky.stem(word)) >= len(normalise(word).replace("ь", "").replace("ъ", "")), word


@given(words)
def test_kyrgyz_stem_is_never_empty_and_not_longer_by_much(word: str) -> None:
    stem = stem_ky.stem(word)
    assert 0 < len(stem) <= len(word) + 1


@given(words)
def test_kyrgyz_stem_ignores_case(word: str) -> None:
    assert stem_ky.stem(word.upper()) == stem_ky.stem(word)


@pytest.mark.parametrize("word", ["", " ", "12", "a4", "🙂", "中文", "12-берене", "ла" * 5000])
def test_what_is_not_a_kyrgyz_word_is_left_alone(word: str) -> None:
    assert stem_ky.stem(word) == word


@given(words)
def test_russian_stem_is_that_of_snowball(word: str) -> None:
    theirs = snowballstemmer.stemmer("russian").stemWord(normalise(word))
    assert stem_ru.stem(word) == theirs


def test_russian_index_knows_the_lemma() -> None:
    assert analysis.query_stem("человек", "ru") in dict(analysis.index_keys("людей", "ru"))


@given(words, st.sampled_from(["ky", "ru"]))
def test_index_keys_hold_the_query_stem(word: str, lang: str) -> None:
    keys = analysis.index_keys(word, lang)
    assert keys[0] == (analysis.query_stem(word, lang), 1.0)
    assert len(dict(keys)) == len(keys)
    assert all(key and 0 < weight <= 1 for key, weight in keys)


def test_no_keys_for_nothing() -> None:
    assert analysis.index_keys("", "ky") == analysis.query_keys("", "ru") == []


def test_ambiguous_form_is_filed_under_both_readings() -> None:
    assert {"ата", "ат"} <= set(dict(analysis.index_keys("атам", "ky")))


def test_kazakh_is_served_in_part() -> None:
    """The figure that ``portal.language.analysis`` states for texts in Kazakh."""
    forms = pairs("kk_together.tsv")
    as_written = sum(stem_ky.stem(a) == stem_ky.stem(b) for a, b in forms)
    in_kyrgyz_letters = sum(stem_ky.stem(a.translate(KAZAKH)) == stem_ky.stem(b.translate(KAZAKH)) for a, b in forms)
    assert (as_written, in_kyrgyz_letters, len(forms)) == (20, 40, 60)


def test_a_derived_verb_of_a_long_noun_meets_the_noun_and_one_of_a_short_noun_does_not() -> None:
    assert stem_ky.stem("документтөө") == stem_ky.stem("документ")
    assert stem_ky.stem("баштоо") != stem_ky.stem("баш")


def test_past_of_unknown_verbs_is_taken_off() -> None:
    """Roots that the lexicon does not have: -ды after a vowel, -дык after р or й."""
    assert not any(stem_ky.is_root(root) for root in ("щукура", "щукурай"))
    assert stem_ky.stem("щукурады") == stem_ky.stem("щукура")
    assert stem_ky.stem("щукурайдык") == stem_ky.stem("щукурай")


def test_a_query_with_kyrgyz_letters_does_not_find_another_word_without_them() -> None:
    assert "кол" not in dict(analysis.query_keys("көл", "ky"))
    assert "корсот" in dict(analysis.query_keys("көрсөтүү", "ky"))


def test_lyk_behind_r_is_written_with_d() -> None:
    """«календардык», «ветеринардык»: not the letters before it are taken off for endings."""
    pairs = {"ветеринардык": "ветеринар", "календардык": "календарь", "трансформатордук": "трансформатор"}
    assert [derived for derived, word in pairs.items() if stem_ky.stem(derived) != stem_ky.stem(word)] == []
    assert stem_ky.stem("долбоордук") != "дол"


def test_a_word_that_is_one_without_kyrgyz_letters_too_is_filed_there_with_less_weight() -> None:
    assert dict(analysis.index_keys("түз", "ky"))["туз"] == analysis.FOLDED_WORD
    assert dict(analysis.index_keys("көрсөтүү", "ky"))["корсот"] == analysis.FOLDED


def test_what_another_word_looks_like_without_kyrgyz_letters_is_not_filed_there() -> None:
    """«коломун» may be read as коло-мун, but who writes көлөмүн means the volume."""
    assert stem_ky.stem("коломун") == "коло"
    assert "коло" not in dict(analysis.index_keys("көлөмүн", "ky"))
    assert "колом" in dict(analysis.index_keys("көлөмүн", "ky"))


def test_a_dearer_reading_counts_only_with_a_longer_root() -> None:
    assert "башта" in stem_ky.far_stems("баштар")
    assert stem_ky.far_stems("саатын") == stem_ky.far_stems("каналы") == []


def test_a_verb_behind_a_voice_is_no_noun_and_no_rare_voice() -> None:
    assert "бөл" in stem_ky.far_stems("бөлүшкөн")
    assert "кап" not in stem_ky.far_stems("кабарды") + stem_ky.far_stems("кабыл")
    assert "ак" not in stem_ky.far_stems("агарды")


@pytest.mark.parametrize("word", ["нары", "эчким", "эчкачан", "кандайча", "жөнүндө"])
def test_words_of_closed_classes_are_no_forms_of_other_roots(word: str) -> None:
    # "Thither" is no form of "camel", nor "nobody" of "goat".
    assert stem_ky.stem(word) == word


@pytest.mark.parametrize(
    ("noun", "verb", "root"),
    [("кезинде", "кезип", "кез"), ("чалга", "чалган", "чал"), ("малын", "малып", "мал"), ("таңында", "таңып", "таң")],
)
def test_a_root_that_is_noun_and_verb_takes_the_endings_of_both(noun: str, verb: str, root: str) -> None:
    assert stem_ky.stem(noun) == stem_ky.stem(verb) == root


def test_the_act_of_lawyers_meets_the_act_of_the_dictionary() -> None:
    assert {stem_ky.stem(word) for word in ("акт", "акты", "актылардын", "актынын")} == {"акт"}


def test_a_noun_without_kyrgyz_letters_hides_no_verb_with_them() -> None:
    # туз is salt; who types тузуу without ү means түзүү, to make.
    assert stem_ky.stem("тузуу") == "түз" and stem_ky.stem("туз") == stem_ky.stem("тузду") == "туз"
