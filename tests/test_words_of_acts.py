"""How pages speak of acts: their names, states and sources, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from portal.model.values import LANGS, Lang
from portal.reference.load import load_reference
from portal.words.acts import act_details, act_kind, act_sources, act_status, act_title, article_words
from portal.words.interface import Interface, strings

ROOT = Path(__file__).resolve().parent.parent
ACTS = load_reference(ROOT)[0].acts


@pytest.mark.parametrize("lang", LANGS)
def test_sources_are_told_in_the_language_of_the_page(lang: Lang) -> None:
    for act in ACTS.values():
        told = [words.text for words, _ in act_sources(act, Interface(lang))]
        assert len(told) == len(set(told)), act.id
        for text in told:
            name, _, note = text.partition(" (") if "." in text.split()[0] else ("", "", text)
            assert " " not in name and not re.search("[A-Za-z]", note.replace("24.kg", "")), text


def test_a_copy_and_a_file_are_named_with_their_day() -> None:
    told = {words.text for words, _ in act_sources(ACTS["kg-constitution"], Interface("ru"))}
    assert "cbd.minjust.gov.kg (копия текста, декабрь 2025\u00a0года)" in told
    told = {words.text for words, _ in act_sources(ACTS["kg-constitution"], Interface("ky"))}
    assert "cbd.minjust.gov.kg (тексттин көчүрмөсү, 2025-жылдын декабры)" in told


def test_a_state_begins_on_a_day_in_the_case_that_the_words_ask_for() -> None:
    told = [act_status(act, Interface("ky")) for act in ACTS.values()]
    since = [text for text in told if "тартып" in text and "тартып экени" not in text]
    assert since and all(re.search(r"(жылдан|[нд][ае]н) тартып", text) for text in since)
    assert act_status(ACTS["kg-constitution"], Interface("ky")).startswith("күчүндө, 2021-жылдын 5-майынан тартып")


def test_states_fit_acts_of_every_gender_and_roles_fit_bodies_of_every_number() -> None:
    states = {words for key, words in strings("ru").items() if key.startswith("act.status.") and isinstance(words, str)}
    assert not [words for words in states if re.search(r"\b(утратил|заменён|изменён|отменён)\b", words)]
    roles = {words for key, words in strings("ru").items() if key.startswith("role.") and isinstance(words, str)}
    assert not [words for words in roles if re.search(r"^(утвердил|оказывает|организовал)\b", words)]


@pytest.mark.parametrize("lang", LANGS)
def test_an_act_without_a_title_says_kind_and_number_once(lang: Lang) -> None:
    words = Interface(lang)
    nameless = [act for act in ACTS.values() if not (dict(act.title.items()) or dict(act.approves.items()))]
    untitled = [act for act in nameless if act.number and act.date]
    assert untitled
    for act in untitled:
        assert act.number and act.date and act.number in act_title(act, words).text
        assert act_details(act, words) == words.date(act.date)


def test_several_articles_are_told_in_the_plural() -> None:
    ru = Interface("ru")
    assert [article_words(one, ru, within=False) for one in ("28", "102..117")] == ["Статья 28", "Статьи 102–117"]
    assert article_words("102..117", Interface("ky")) == "102–117-беренелер"


@pytest.mark.parametrize(
    ("act", "ru", "ky"),
    [
        ("kg-govord-2019-240", "Распоряжение Правительства", "Өкмөттүн буйругу"),
        ("kg-pmord-2012-554", "Распоряжение Премьер-министра", "Премьер-министрдин буйругу"),
        ("kg-cabord-2021-427", "Распоряжение Кабинета Министров", "Министрлер Кабинетинин буйругу"),
    ],
)
def test_an_order_is_called_after_who_issued_it(act: str, ru: str, ky: str) -> None:
    assert [act_kind(ACTS[act], Interface("ru")), act_kind(ACTS[act], Interface("ky"))] == [ru, ky]


def test_no_act_is_called_after_a_body_of_another_time() -> None:
    for act in ACTS.values():
        told = act_kind(act, Interface("ru"))
        if act.date and ("Правительства" in told or "Кабинета" in told):
            assert ("Кабинета" in told) == (act.date.iso() >= "2021-02"), act.id
