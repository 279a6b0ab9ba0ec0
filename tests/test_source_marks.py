"""Sources at the claim: marks in the text, numbers in the card, what the check asks, and what does not see them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import browsing
import small_tree
from portal.content.revision import revision
from portal.content.source_marks import blanked, marks, units, without_marks
from portal.editing.checking import Selection, advice, fixed_text
from portal.editing.spelling.prose import MASK, prose
from portal.markup.links import LinkMap
from portal.markup.render import Renderer

SOURCES = """sources:
  - {title: Айылдын отчету, language: ky, accessed: 2026-11}
  - {title: Гезит, language: ky, accessed: 2026-11}
"""
ONE = "sources:\n  - {title: Айылдын отчету, language: ky, accessed: 2026-11}\n"
TWO = small_tree.ORIGINAL.replace(ONE, SOURCES)
MARKED = (
    TWO.replace("Суу жок болчу.", "Суу жок болчу.{s1}\n\nКүзөт тууралуу:\n\n- биринчи {s2};\n- экинчи.{s1, s2}")
    .replace("Түтүк тартылды.", "| Жыл | Сом |\n| --- | --- |\n| 2020 | 100{s2} |\n\nТаблица жогоруда. {s0}")
    .replace("unit: KGS}", "unit: KGS, sources: [2]}")
    .replace("topics: [drinking-water]", "topics: [drinking-water]\nsourced: true")
)


def html(text: str) -> str:
    rendered, problems = Renderer("ky", LinkMap(frozenset(), frozenset()), "шилтеме").render(
        text, kind="event", path="docs/ky/events/a.md", own_address="events/a.html"
    )
    assert not problems
    return rendered.html


def load(root: Path, text: str, translation: str = "") -> list[str]:
    files = {"ky/practices/suu.md": text} | ({"ru/practices/suu.md": translation} if translation else {})
    return small_tree.codes(small_tree.load(root, files)[1])


def test_a_mark_is_a_sign_that_leads_to_the_source() -> None:
    found = html("Суу келди {s2}. Жол салынды.{s1, s3}\n")
    assert '<p>Суу келди<sup class="p-source">\u2060<a href="#source-2">[2]</a></sup>. Жол' in found
    assert '<sup class="p-source">\u2060<a href="#source-1">[1]</a><a href="#source-3">[3]</a></sup></p>' in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Өз сөзүбүз. {s0}\n", "<p>Өз сөзүбүз.</p>"),
        ("Кириллица{с1}\n", 'Кириллица<sup class="p-source">'),
        ("`код {s1}`\n", "<code>код {s1}</code>"),
        ("\\{s1}\n", "<p>{s1}</p>"),
        ("[шилтеме{s1}](https://example.org)\n", "<span>[1]</span>"),
        ("**кара**{s1}\n", '<strong>кара</strong><sup class="p-source">'),
    ],
)
def test_marks_stand_where_words_stand(text: str, expected: str) -> None:
    assert expected in html(text)


def test_headings_and_anchors_do_not_see_marks() -> None:
    renderer = Renderer("ky", LinkMap(frozenset(), frozenset()), "шилтеме")
    plain, marked = (
        renderer.render(text, kind="event", path="a.md", own_address="events/a.html")[0]
        for text in ("## Жол\n\nСуу келди.\n", "## Жол {s1}\n\nСуу келди.{s1, s2}\n")
    )
    assert plain.headings == marked.headings and plain.anchors == marked.anchors and plain.toc == marked.toc
    assert plain.sections == marked.sections


def test_a_citation_before_a_mark_is_found(tmp_path: Path) -> None:
    text = TWO.replace("Суу жок болчу.", "2021-жылдын 20-октябрындагы № 125 «О самоуправлении» мыйзамы.{s1}")
    plain = small_tree.load(tmp_path / "a", {"ky/practices/suu.md": text.replace("{s1}", "")})[0]
    marked = small_tree.load(tmp_path / "b", {"ky/practices/suu.md": text})[0]
    assert marked.bodies["ky", "suu"].citations == plain.bodies["ky", "suu"].citations


def test_no_translation_becomes_outdated_by_marks(tmp_path: Path) -> None:
    assert revision("Суу келди {s1}.\n\n- жол{s2}\n", {}) == revision("Суу келди.\n\n- жол\n", {})
    first = small_tree.load(tmp_path / "a", {"ky/practices/suu.md": TWO})[0]
    changed = TWO.replace("Суу жок болчу.", "Суу жок болчу {s1}.").replace("тартылды.", "тартылды.{s2}")
    second = small_tree.load(tmp_path / "c", {"ky/practices/suu.md": changed})[0]
    assert first.documents["suu"].revision == second.documents["suu"].revision


def test_advice_does_not_see_marks(tmp_path: Path) -> None:
    text = TWO.replace("Суу жок болчу.", "Суу 2020-жылы келди.{s2} Жол {s1, s2} салынды, көпүрө да {s1}.")
    stamped = small_tree.load(tmp_path, {"ky/practices/suu.md": text})[0].documents["suu"].revision
    translation = small_tree.TRANSLATION.format(revision=stamped).replace(
        "Воды не было.", "Вода пришла в 2020 году. Дорогу построили, мост тоже."
    )
    portal, problems = small_tree.load(
        tmp_path, {"ky/practices/suu.md": text, "ru/practices/suu.md": translation.replace("году.", "году.{s1}")}
    )
    assert not problems
    found = advice(tmp_path, portal, Selection()).problems
    assert [item.code for item in found if not item.code.startswith(("spelling", "name-"))] == []
    assert fixed_text(text, "ky") == text
    assert MASK * 4 in prose(text).masked and "{" not in prose(text).masked[prose(text).body :]


def test_units_are_paragraphs_items_and_tables() -> None:
    text = "## Аты\n\nАбзац\nэки сап.\n\n1. биринчи\n   уландысы\n    - ичинде\n2. экинчи\n\n"
    text += "| а | б |\n|---|---|\n| 1 | 2 |\n"
    found = [" ".join(unit.text.split()) for unit in units(text)]
    assert found == ["Абзац эки сап.", "1. биринчи уландысы", "- ичинде", "2. экинчи", "| а | б | |---|---| | 1 | 2 |"]
    assert all(text[unit.start :].startswith(unit.text.lstrip()[:3]) for unit in units(text))


def test_what_only_introduces_a_list_needs_no_mark_but_a_number_does() -> None:
    text = "Мына булар:\n\n- бир\n\n2. **Жолдор:**\n\nБаасы 100 сом:\n\nБаары ушул.\n"
    assert [unit.text for unit in units(text) if not unit.introduces] == ["- бир", "Баасы 100 сом:", "Баары ушул."]


def test_words_and_places_without_marks() -> None:
    text = "Суу {s1}, жол.{s2, s3} `{s4}`"
    assert without_marks(text).startswith("Суу, жол.") and len(blanked(text)) == len(text)
    assert [numbers for _, numbers in marks(text)] == [(1,), (2, 3)]


def test_a_mark_of_a_source_that_is_gone_is_an_error_in_every_document(tmp_path: Path) -> None:
    text = small_tree.ORIGINAL.replace("тартылды.", "тартылды.{s3}").replace("unit: KGS}", "unit: KGS, sources: [2]}")
    problems = small_tree.load(tmp_path, {"ky/practices/suu.md": text})[1]
    assert small_tree.codes(problems) == [
        "ky/practices/suu.md:7 source-field-unknown",
        "ky/practices/suu.md:18 source-mark-unknown",
    ]
    assert "{s3}" in problems[-1].message("ru") or "{s3}" in problems[0].message("ru")


def test_only_a_document_that_promises_sources_is_asked_for_them(tmp_path: Path) -> None:
    assert load(tmp_path / "a", TWO) == []
    assert load(tmp_path / "b", MARKED) == []
    promised = TWO.replace("topics: [drinking-water]", "topics: [drinking-water]\nsourced: true\nstatus: completed")
    assert load(tmp_path / "c", promised) == [
        "ky/practices/suu.md:7 source-field-missing",
        "ky/practices/suu.md:9 source-field-missing",
        "ky/practices/suu.md:17 source-mark-missing",
        "ky/practices/suu.md:21 source-mark-missing",
    ]
    one = small_tree.ORIGINAL.replace("topics: [drinking-water]", "topics: [drinking-water]\nsourced: true")
    assert load(tmp_path / "d", one) == []  # with one source no mark is needed


def test_both_languages_are_asked(tmp_path: Path) -> None:
    stamped = small_tree.load(tmp_path / "a", {"ky/practices/suu.md": MARKED})[0].documents["suu"].revision
    body = "## Проблема\n\nВоды не было.\n\nО страже:\n\n- первое{s2};\n- второе.{s1}\n\n## Что сделали\n\n"
    table = "| Год | Сом |\n| --- | --- |\n| 2020 | 100{s2} |\n\nТаблица выше. {s0}\n"
    head = small_tree.TRANSLATION.format(revision=stamped).split("## ")[0]
    found = load(tmp_path / "b", MARKED, head + body + table)
    assert found == ["ru/practices/suu.md:11 source-mark-missing"]


@pytest.mark.slow
def test_the_page_shows_signs_in_text_and_card(tmp_path: Path) -> None:
    text = MARKED.replace("sourced: true", "sourced: true\nstatus: completed\nstatus_sources: [1]")
    data = {name: small_tree.DATA[name] for name in ("topics.yml", "acts.yml", "regions.yml", "organisations.yml")}
    site = browsing.build_small_site(tmp_path, {"ky/practices/suu.md": text}, data=data, standing=())
    assert site.ok, site.output
    page = site.read("practices/suu.html")
    assert 'id="source-2"' in page and page.count('href="#source-2"') == 4
    assert not re.search(r"\{s\d", page.split("<main")[1])
