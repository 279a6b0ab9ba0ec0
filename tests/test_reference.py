"""Reference data: the real files are sound, and broken ones say what is wrong."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from browsing import REPOSITORY
from portal.core.problems import render
from portal.corpus.settings import load_settings
from portal.language.alphabet import sort_key
from portal.model import documents, parts, reference
from portal.reference.load import load_reference
from small_tree import DATA, ORIGINAL, codes, load, values

ICONS = REPOSITORY / "overrides" / ".icons"


@pytest.fixture(scope="module")
def real():  # type: ignore[no-untyped-def]
    data, problems = load_reference(REPOSITORY)
    assert not problems, render(problems, "en")
    return data


def test_the_real_settings_are_sound() -> None:
    settings, problems = load_settings(REPOSITORY, {})
    assert problems == () and settings.name.ky and settings.name.ru


def test_nine_topics_come_from_the_survey(real) -> None:  # type: ignore[no-untyped-def]
    survey = [topic for topic in real.topics.values() if topic.origin == "survey-2014"]
    assert sorted(topic.number or 0 for topic in survey) == list(range(1, 10))
    assert all(topic.number is None for topic in real.topics.values() if topic.origin == "added")


def test_every_icon_stands_in_the_project(real) -> None:  # type: ignore[no-untyped-def]
    missing = [topic.icon for topic in real.topics.values() if not (ICONS / f"material/{topic.icon}.svg").is_file()]
    assert not missing, "copy them from .icons of Material into overrides/.icons"


def test_dates_and_numbers_of_acts_are_plausible(real) -> None:  # type: ignore[no-untyped-def]
    # What was read last bounds all days: neither the clock of a machine nor its zone.
    text = (REPOSITORY / "data/acts.yml").read_text(encoding="utf-8")
    read = max(re.findall(r"\b(?:checked|day): (\d{4}-\d{2})", text))
    for act in real.acts.values():
        if act.date:
            day = dt.date(act.date.year, act.date.month or 1, act.date.day or 1)
            assert ("1990-01" <= str(day)[:7] <= read) or act.jurisdiction != "kg", act.id
            assert act.year in {None, act.date.year}, act.id
        assert act.number is None or (act.number == act.number.strip() and len(act.number) <= 40), act.id
        assert act.status is None or act.status.checked.year >= 2010, act.id
        # A local act is known by who decided it where and when, even if no source has its number.
        local = act.issuer and act.place and act.date
        assert act.number or local or any(known.best("ky") for known in (act.title, act.short, act.approves)), act.id
        for url in (act.url.ky, act.url.ru):
            assert url is None or url.startswith("http"), act.id


def test_an_act_replaces_an_older_one(real) -> None:  # type: ignore[no-untyped-def]
    for act in real.acts.values():
        other = real.acts.get(act.replaced_by or "")
        if other and act.date and other.date:
            assert act.date <= other.date, act.id


def test_the_country_is_whole(real) -> None:  # type: ignore[no-untyped-def]
    assert Counter(oblast.kind for oblast in real.oblasts.values()) == {"oblast": 7, "city": 2}
    assert len(real.districts) == len(real.oblast_of_district) == 40
    tiles = [(oblast.tile.row, oblast.tile.column) for oblast in real.oblasts.values()]
    assert len(set(tiles)) == len(tiles)


def test_regions_and_terms_sort_by_the_real_alphabet(real) -> None:  # type: ignore[no-untyped-def]
    names = sorted((oblast.title.ky for oblast in real.oblasts.values()), key=lambda name: sort_key(name, "ky"))
    words = [name.split()[0].rstrip(",") for name in names]
    assert words.index("Нарын") < words.index("Ош") < words.index("Талас") < words.index("Чүй")
    assert sorted(["өз", "ор", "уй", "үй", "ңар", "нан", "па"], key=lambda word: sort_key(word, "ky")) == [
        "нан", "ңар", "ор", "өз", "па", "уй", "үй",
    ]  # fmt: skip


def test_words_stand_in_both_languages(real) -> None:  # type: ignore[no-untyped-def]
    for topic in real.topics.values():
        for both in (topic.title, topic.summary, topic.description):
            assert both.ky != both.ru and both.ky.strip() == both.ky and both.ru.strip() == both.ru, topic.id


# --- Broken data ---------------------------------------------------------------------------


def reported(tmp_path: Path, **files: str | bytes) -> list[str]:
    return codes(load(tmp_path, {}, {f"{name}.yml": text for name, text in files.items()})[1])


def test_sound_data_have_no_problems(tmp_path: Path) -> None:
    assert reported(tmp_path) == []


@pytest.mark.parametrize("name", [name.removesuffix(".yml") for name in DATA])
def test_a_file_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    load(tmp_path, {})
    (tmp_path / f"data/{name}.yml").unlink()
    from portal.corpus.load import load_portal

    assert f"data/{name}.yml:0 data-file-missing" in codes(load_portal(tmp_path)[1])


@pytest.mark.parametrize("name", [name.removesuffix(".yml") for name in DATA])
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", ":0 file-empty"),
        ("# бош\n", ":0 file-empty"),
        (b"\xff\xfe", ":1 file-not-utf8"),
        ("- a\n", ":1 field-mapping"),
        ("a: b: c\n", ":1 yaml-syntax"),
        ("a: " + "b" * 600_000, ":1 yaml-too-large"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, name: str, text: str | bytes, code: str) -> None:
    assert f"data/{name}.yml{code}" in reported(tmp_path, **{name: text})


def test_what_follows_from_a_file_that_cannot_be_used_is_held_back_and_counted(tmp_path: Path) -> None:
    text = ORIGINAL.replace("figures:", "laws: [{act: kg-law-2021-125, articles: ['28']}]\nfigures:")
    wrong = DATA["acts.yml"].replace("kind: law", "kind: lawz", 1)
    assert wrong != DATA["acts.yml"]
    _, sound = load(tmp_path / "sound", {"ky/practices/suu.md": text})
    _, problems = load(tmp_path / "wrong", {"ky/practices/suu.md": text}, {**DATA, "acts.yml": wrong})
    new = set(problems) - set(sound)
    assert {item.code for item in new} == {"field-choice", "data-held-back"}
    assert int(values(problems, "data-held-back")["count"]) > 0
    # A mistake that leaves the file usable hides nothing.
    typo = text.replace("kg-law-2021-125", "kg-law-2021-999")
    assert "reference-unknown" in {item.code for item in load(tmp_path / "typo", {"ky/practices/suu.md": typo})[1]}


@pytest.mark.parametrize("key", ["page", "course", "int", "a[b", "[key]", "no"])
def test_any_unknown_section_is_reported(tmp_path: Path, key: str) -> None:
    found = reported(tmp_path, site=DATA["site.yml"] + f"'{key}': x\n", glossary=DATA["glossary.yml"] + f"'{key}': x\n")
    assert found == ["data/glossary.yml:3 field-unknown", "data/site.yml:4 field-unknown"]


def test_a_missing_section_is_a_section_and_a_missing_field_a_field(tmp_path: Path) -> None:
    problems = load(tmp_path, {}, {"topics.yml": "groups: []\n", "glossary.yml": "terms:\n  - {id: a}\n"})[1]
    assert codes(problems) == ["data/glossary.yml:2 field-missing", "data/topics.yml:1 data-section-missing"]
    assert values(problems, "data-section-missing") == {"section": "topics"}
    assert values(problems, "field-missing")["field"] == "terms.1.term"


@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        ("glossary", "terms:\n", "terms:\n  - {id: kenesh, term: {ky: а, ru: б}}\n", 3),
        ("acts", "acts:\n", "acts:\n  - {id: kg-law-2021-125, kind: law}\n", 3),
        (
            "organisations",
            "organisations:\n",
            "organisations:\n  - {id: cabinet, kind: state, names: [{title: {ru: К}}]}\n",
            3,
        ),
        ("regions", "KG-O,", "KG-O, districts: [{id: alamudun, title: {ky: А, ru: А}}],", 8),
        ("regions", "- {id: osh", "- {id: chuy", 8),
    ],
)
def test_an_id_stands_once(tmp_path: Path, name: str, old: str, new: str, line: int) -> None:
    assert f"data/{name}.yml:{line} data-duplicate-id" in reported(
        tmp_path, **{name: DATA[f"{name}.yml"].replace(old, new)}
    )


def test_references_between_records_are_checked_at_their_lines(tmp_path: Path) -> None:
    acts = DATA["acts.yml"] + (
        "  - {id: kg-law-2021-125, kind: law}\n"
        "  - id: kg-b\n    kind: law\n    replaces: kg-law-2021-126\n"
        "    same_title_as: [kg-b, kg-c]\n    replaced_by: zzzzzz\n"
    )  # fmt: skip
    found = reported(
        tmp_path,
        acts=acts,
        topics=DATA["topics.yml"].replace("group: services", "group: service"),
        regions=DATA["regions.yml"].replace("oblast: chuy, district: alamudun", "oblast: chu, district: alamidin"),
    )
    assert found == [
        "data/acts.yml:3 data-duplicate-id",
        "data/acts.yml:6 data-reference",
        "data/acts.yml:7 data-reference",
        "data/acts.yml:8 data-reference",
        "data/regions.yml:10 data-reference",
        "data/regions.yml:10 data-reference",
        "data/topics.yml:9 data-reference",
    ]


@pytest.mark.parametrize(
    ("records", "found"),
    [
        ([("a", "replaced_by: a")], ["2 act-replaces-itself"]),
        ([("a", "replaces: a")], ["2 act-replaces-itself"]),
        (
            [("a", "replaced_by: b, replaces: b"), ("b", "replaced_by: a, replaces: a")],
            ["2 act-replacement-loop", "3 act-replacement-loop"],
        ),
        ([("a", "replaced_by: b"), ("b", "title: {}")], ["2 act-pair"]),
        ([("a", "title: {}"), ("b", "replaces: a")], ["3 act-pair"]),
        ([("a", "replaced_by: c"), ("b", "replaced_by: c"), ("c", "replaces: [a, b]")], []),
        (
            [("a", "states: [{state: repealed, from: 2021-01-01}, {state: in-force, from: 2011-01-01}]")],
            ["2 act-states-order"],
        ),
        (
            [
                ("a", "replaced_by: b, states: [{state: replaced, from: 2021-01-01, by: c}]"),
                ("b", "replaces: a"),
                ("c", "title: {}"),
            ],
            ["2 act-state-by"],
        ),
    ],
)
def test_chains_of_replacement_are_sound(tmp_path: Path, records: list[tuple[str, str]], found: list[str]) -> None:
    acts = "acts:\n" + "".join(f"  - {{id: {name}, kind: law, {rest}}}\n" for name, rest in records)
    assert reported(tmp_path, acts=acts) == [f"data/acts.yml:{line}" for line in found]


def test_the_nearest_id_is_proposed(tmp_path: Path) -> None:
    problems = load(tmp_path, {}, {"topics.yml": DATA["topics.yml"].replace("group: services", "group: servces")})[1]
    assert values(problems, "data-reference") == {"field": "group", "value": "servces", "near": "services"}


@pytest.mark.parametrize("address", ["javascript:alert(1)", "cbd.minjust.gov.kg", "https://a b"])
def test_addresses_of_acts_are_addresses(tmp_path: Path, address: str) -> None:
    acts = f"acts:\n  - id: a\n    kind: law\n    url: {{ru: '{address}'}}\n"
    assert reported(tmp_path, acts=acts) == ["data/acts.yml:4 field-address"]


def test_windows_files_keep_their_lines(tmp_path: Path) -> None:
    text = "\ufeff" + (DATA["glossary.yml"] + "  - {id: kenesh, term: {ky: а, ru: б}}\n").replace("\n", "\r\n")
    assert reported(tmp_path, glossary=text) == ["data/glossary.yml:3 data-duplicate-id"]


# --- Settings ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "environ", "expected"),
    [
        ("", {}, None),
        ("address: https://a.kg/portal\n", {}, "https://a.kg/portal/"),
        ("address: https://a.kg/portal/\n", {}, "https://a.kg/portal/"),
        ("address: https://a.kg/\n", {"SITE_URL": "https://b.kg/x"}, "https://b.kg/x/"),
        ("address: https://a.kg/\n", {"SITE_URL": ""}, "https://a.kg/"),
    ],
)
def test_the_address_of_the_site_ends_in_a_slash(
    tmp_path: Path, file: str, environ: dict[str, str], expected: str | None
) -> None:
    load(tmp_path, {}, {"site.yml": DATA["site.yml"] + "contact: a@b.kg\n" + file})
    settings, problems = load_settings(tmp_path, environ)
    assert problems == () and settings.address == expected


@pytest.mark.parametrize("url", ["a.kg", "javascript:alert(1)", "https://a b", "//a.kg"])
def test_a_wrong_address_of_the_site_is_reported(tmp_path: Path, url: str) -> None:
    load(tmp_path, {})
    settings, problems = load_settings(tmp_path, {"SITE_URL": url})
    assert [item.code for item in problems] == ["site-config"] and settings.address is None
    load(tmp_path, {}, {"site.yml": DATA["site.yml"] + f"address: '{url}'\n"})
    assert codes(load_settings(tmp_path, {})[1]) == ["data/site.yml:4 field-address"]


@pytest.mark.parametrize("contact", ["info", "a b@c.kg", "a@b@c", "<a@b.kg>", "a@b.kg?bcc=x\"'"])
def test_the_contact_is_an_address_for_mail(tmp_path: Path, contact: str) -> None:
    text = DATA["site.yml"] + "contact: '{}'\n".format(contact.replace("'", "''"))
    assert reported(tmp_path, site=text) == ["data/site.yml:4 field-pattern"]


@pytest.mark.parametrize("module", [documents, parts, reference])
def test_no_words_of_data_or_cards_may_be_tags(module: ModuleType) -> None:
    """Whatever a field takes as words it refuses with a tag in them: pages are made of all of them."""
    seen, open_fields = 0, []
    for name, record in vars(module).items():
        if not (isinstance(record, type) and issubclass(record, BaseModel)) or name == "BaseModel":
            continue
        for field, info in record.model_fields.items():
            kind = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
            adapter: TypeAdapter[Any] = TypeAdapter(kind)
            seen += _takes(adapter, "x" * 40)
            if any(_takes(adapter, words) for words in ("<b>x</b>", f"<b>{'x' * 40}</b>")):
                open_fields.append((name, field))
    assert seen and open_fields == []


def _takes(adapter: TypeAdapter[Any], words: str) -> bool:
    try:
        adapter.validate_python(words)
    except ValidationError:
        return False
    return True
