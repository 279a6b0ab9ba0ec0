"""Names in both languages, sources of the values of acts: what the check says of the data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from browsing import REPOSITORY
from portal.core.problems import Problem, render
from portal.editing.naming import naming_problems, translations
from portal.model.dates import PartialDate
from portal.model.reference import Known
from portal.model.values import LANGS
from portal.pages.acts import ActView
from portal.pages.organisations import OrganisationView
from portal.pages.registry import Edition, build_sites
from portal.reference.load import load_reference
from small_tree import codes, lay_out, load, values

ACT = "acts:\n  - id: kg-a\n    kind: law\n"
BODY = "organisations:\n  - id: abad\n    kind: ngo\n    names:\n      - title: {ru: Абад%s}\n"


def told(root: Path, **files: str) -> tuple[Problem, ...]:
    lay_out(root, {}, {f"{name}.yml": text for name, text in files.items()})
    return tuple(naming_problems(root))


@pytest.mark.slow
def test_the_real_data_name_everything_in_both_languages_and_say_where_it_was_read() -> None:
    assert render(naming_problems(REPOSITORY), "en") == ""
    assert render(load_reference(REPOSITORY)[1], "en") == ""


def test_a_body_with_one_name_is_named_with_its_place(tmp_path: Path) -> None:
    found = told(tmp_path, organisations=BODY % "")
    assert "data/organisations.yml:5 name-one-language" in codes(found)
    body = tuple(item for item in found if item.path == "data/organisations.yml")
    assert values(body, "name-one-language") == {"id": "abad", "name": "Абад", "lang": "ky"}
    assert "data/regions.yml:10 name-one-language" in codes(found)
    assert not [item for item in told(tmp_path, organisations=BODY % ", ky: Абад") if item.path == body[0].path]


def test_a_translation_of_the_portal_is_marked(tmp_path: Path) -> None:
    load(tmp_path, {}, {"organisations.yml": BODY % ", ky: Абад, translated: [ky]"})
    data, problems = load_reference(tmp_path)
    assert problems == ()
    assert data.organisations["abad"].name.title.translated == ("ky",)
    assert translations(data) == {"ky": ("abad: Абад ← Абад",), "ru": ()}


@pytest.mark.parametrize("marks", ["[ky]", "[ru, ru]"])
def test_a_mark_without_words_is_a_mistake(tmp_path: Path, marks: str) -> None:
    problems = load(tmp_path, {}, {"organisations.yml": BODY % f", translated: {marks}"})[1]
    assert codes(problems) == ["data/organisations.yml:5 name-translated"]


@pytest.mark.parametrize(("marks", "code"), [("[en]", "field-choice"), ("ky", "field-list")])
def test_a_mark_is_a_list_of_languages(tmp_path: Path, marks: str, code: str) -> None:
    problems = load(tmp_path, {}, {"organisations.yml": BODY % f", translated: {marks}"})[1]
    assert codes(problems) == [f"data/organisations.yml:5 {code}"]


def test_what_a_name_lacks() -> None:
    assert Known(ru="А").lacks == "ky" and Known(ky="А").lacks == "ru"
    assert Known().lacks is None and Known(ky="А", ru="Б").lacks is None


def test_pages_say_what_the_portal_translated_and_where_values_were_read(tmp_path: Path) -> None:
    act = "    title: {ky: А, ru: Б, translated: [ky]}\n    sources: [{of: [title.ru], at: https://cbd.minjust.gov.kg/1}]\n"
    data = {"organisations.yml": BODY % ", ky: Абад, translated: [ky]", "acts.yml": ACT + act}
    sites = build_sites(load(tmp_path, {}, data)[0], Edition(PartialDate(2026, 11)))
    views = {page.key: page.view for page in sites["ru"].pages}
    body, law = views["organisations/abad"], views["acts/kg-a"]
    assert isinstance(body, OrganisationView) and isinstance(law, ActView)
    assert [notes for _, notes in body.names] == ["кыргызское название – перевод портала"]
    facts = {fact.label: fact.values for fact in law.facts}
    assert facts["Название"][0][0].text == "кыргызское название – перевод портала"
    assert [(words.text, where) for words, where in facts["Где прочитано"]] == [
        ("cbd.minjust.gov.kg", "https://cbd.minjust.gov.kg/1")
    ]


def about_acts(problems: tuple[Problem, ...]) -> Iterator[str]:
    yield from (f"{item.line} {item.code} {dict(item.values).get('values', '')}".strip() for item in problems
                if item.path == "data/acts.yml")  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("", []),
        ("    number: '1'\n", ["2 act-unsourced number"]),
        ("    number: '1'\n    sources: [{of: [number], at: cbd.minjust.gov.kg}]\n", []),
        ("    title: {ky: А, ru: Б, translated: [ky]}\n    sources: [{of: [title.ru], at: x}]\n", []),
        ("    title: {ky: А, ru: Б}\n    sources: [{of: [title.ru], at: x}]\n", ["2 act-unsourced title.ky"]),
        (
            "    title: {ky: А, ru: Б, translated: [ky]}\n    sources:\n      - {of: [title.ky, title.ru], at: x}\n",
            ["6 act-source-idle title.ky"],
        ),
        (
            "    date: 2020-01-01\n    amended_by: [{date: 2021-01-01}]\n    published: {ru: Эркин Тоо}\n",
            ["2 act-unsourced date, amended_by, published"],
        ),
    ],
)
def test_a_value_without_a_source_fails(tmp_path: Path, fields: str, found: list[str]) -> None:
    problems = load(tmp_path, {}, {"acts.yml": ACT + fields})[1]
    assert list(about_acts(problems)) == found
    assert all(item.severity == "error" for item in problems if item.code.startswith("act-"))


@pytest.mark.parametrize("source", ["{of: [title], at: x}", "{of: [], at: x}", "{of: [number]}", "{of: number, at: x}"])
def test_a_source_says_of_what_it_is(tmp_path: Path, source: str) -> None:
    problems = load(tmp_path, {}, {"acts.yml": f"{ACT}    number: '1'\n    sources: [{source}]\n"})[1]
    assert {item.path for item in problems} == {"data/acts.yml"}


def test_both_languages_are_asked_for() -> None:
    assert set(translations(load_reference(REPOSITORY)[0])) == set(LANGS)
