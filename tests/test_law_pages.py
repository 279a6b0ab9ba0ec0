"""Law on the pages: links in texts, acts by article, notices, the report, the graph for others."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.corpus import citing
from portal.corpus.citing import AskedRegister, citer, register_from, text_date
from portal.corpus.corpus import Portal
from portal.corpus.law_report import as_csv, as_text, report
from portal.corpus.load import load_portal
from portal.law import ActRecord, find, register_of
from portal.markup.citations import CitationMark, mark
from portal.model.dates import PartialDate
from portal.model.reference import Act
from portal.pages.registry import Edition, Site, build_sites
from portal.publish.data import json_ld, law_graph
from portal.reference.load import load_reference

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent

PRACTICE = """---
kind: practice
title: Окутууну бюджеттен төлөө
summary: Айыл өкмөтү кызматчыларын мыйзамга таянып окутат.
added: 2026-11-22
topics: [hr-management]
period: {{start: 2019, end: 2019}}
laws: [{laws}]
sources: [{{title: Булак, language: ky, accessed: 2026-11}}]
---

## Көйгөй

{problem}

## Эмне жасалды

Иш башталды.
"""
OLD_LAW = (
    "Окутуу «Мамлекеттик жарандык кызмат жана муниципалдык кызмат жөнүндө» "
    "Кыргыз Республикасынын Мыйзамынын 28-беренесине таянат."
)


def project(folder: Path, problem: str, laws: str = "", title: str = "") -> Portal:
    """A portal of the real reference data and one practice with the given words."""
    shutil.copytree(ROOT / "data", folder / "data")
    practices = folder / "docs/ky/practices"
    practices.mkdir(parents=True)
    text = PRACTICE.format(problem=problem, laws=laws)
    if title:
        text = re.sub(r"(?m)^title: .*$", f"title: {title}", text)
    (practices / "okutuu.md").write_text(text, encoding="utf-8")
    portal, problems = load_portal(folder)
    assert not problems
    return portal


def kyrgyz(portal: Portal) -> Site:
    return build_sites(portal, Edition(PartialDate(2026, 11, 22)))["ky"]


def page(site: Site, key: str):
    return next(item for item in site.pages if item.key == key)


def text_of(practice) -> str:
    """The text of a practice, whose parts stand in the view."""
    found = "".join(part.html for part in practice.view.practice.parts)
    assert found
    return found


def test_a_citation_becomes_a_link_to_the_article_of_the_act_of_that_time(tmp_path: Path) -> None:
    body = text_of(page(kyrgyz(project(tmp_path, OLD_LAW)), "practices/okutuu"))
    assert 'href="../acts/kg-law-2016-75.html#art_28"' in body
    assert 'id="cite-1"' in body


def test_the_act_lists_the_document_below_its_article_with_the_sentence(tmp_path: Path) -> None:
    view = page(kyrgyz(project(tmp_path, OLD_LAW)), "acts/kg-law-2016-75").view
    assert [(article.title, article.anchor) for article in view.articles] == [("28-берене", "art_28")]
    (mention,) = view.articles[0].mentions
    assert mention.card.slug == "okutuu"
    assert mention.contexts == ((OLD_LAW, "practices/okutuu.html#cite-1"),)


def test_a_range_of_articles_is_linked_to_where_the_act_lists_it(tmp_path: Path) -> None:
    text = "Долбоор 2016-жылдын 16-майындагы № 59 Бюджеттик кодекстин 102–104-беренелерине таянат."
    site = kyrgyz(project(tmp_path, text))
    (found,) = re.findall(r'href="\.\./acts/kg-code-budget\.html#([^"]+)"', text_of(page(site, "practices/okutuu")))
    assert [article.anchor for article in page(site, "acts/kg-code-budget").view.articles] == [found]


def test_a_local_act_that_nobody_registered_has_an_id_in_the_graph(tmp_path: Path) -> None:
    text = "Кеңеш Ак-Булак айылдык кеңешинин 2019-жылдын 3-мартындагы № 7/2 токтомуна таянат."
    (edge,) = json.loads(law_graph.outputs(project(tmp_path, text))["data/citations.json"])["citations"]
    assert (edge["act"], edge["akn"]) == ("", "/akn/kg-ak-bulak/act/local-resolution/local-kenesh/2019-03-03/7-2")


def test_the_act_that_came_later_does_not_list_the_document(tmp_path: Path) -> None:
    assert page(kyrgyz(project(tmp_path, OLD_LAW)), "acts/kg-law-2021-125").view.articles == ()


def test_a_document_whose_act_was_replaced_after_its_date_names_the_successor(tmp_path: Path) -> None:
    view = page(kyrgyz(project(tmp_path, OLD_LAW)), "practices/okutuu").view
    (notice,) = [item for item in view.notices if item.kind == "law"]
    assert notice.link is not None
    assert notice.link.address == "acts/kg-law-2021-125.html"


def test_an_act_of_the_metadata_that_the_text_does_not_name_is_marked(tmp_path: Path) -> None:
    view = page(kyrgyz(project(tmp_path, OLD_LAW, "{act: kg-law-2021-123}")), "practices/okutuu").view
    row = next(row for row in view.rows if row.id == "laws")
    assert "текстте аталган эмес" in row.items[0].note


def test_the_page_of_an_act_shows_what_came_before_and_after_it_and_both_titles(tmp_path: Path) -> None:
    site = kyrgyz(project(tmp_path, OLD_LAW))
    view = page(site, "acts/kg-law-2016-75").view
    ids = ["kg-law-2004-114", "kg-law-2004-165", "kg-law-2016-75", "kg-law-2021-125"]
    assert [line.address for line in view.history] == [
        "" if name == "kg-law-2016-75" else f"acts/{name}.html" for name in ids
    ]
    facts = {fact.label: [(words.text, url) for words, url in fact.values] for fact in view.facts}
    assert facts["Орусча аталышы"] == [("О государственной гражданской службе и муниципальной службе", None)]
    assert "Аталышы бирдей башка акт" not in facts, "it stands in the line of acts"


def test_the_page_of_an_act_says_where_to_look_what_nobody_checked(tmp_path: Path) -> None:
    portal = project(tmp_path, OLD_LAW)
    acts = portal.reference.acts.values()
    unknown = next(act for act in acts if not (act.standing or act.official("ky") or act.replaced_by))
    facts = {fact.label: fact.values for fact in page(kyrgyz(portal), f"acts/{unknown.id}").view.facts}
    assert facts["Абалы"][0][0].text.startswith("текшерилген эмес: ")
    assert [url for _, url in facts["Расмий тексти"]] == ["https://cbd.minjust.gov.kg"]


def test_an_act_with_a_successor_is_not_called_unchecked(tmp_path: Path) -> None:
    facts = {
        fact.label: fact.values for fact in page(kyrgyz(project(tmp_path, OLD_LAW)), "acts/kg-law-2016-75").view.facts
    }
    assert facts["Абалы"][0][0].text.startswith("ордуна башкасы кабыл алынган")


def test_an_act_known_by_what_it_approves_shows_both_names_of_that(tmp_path: Path) -> None:
    portal = project(tmp_path, OLD_LAW)
    acts = portal.reference.acts.values()
    both = [act for act in acts if not dict(act.title.items()) and len(dict(act.approves.items())) > 1]
    assert both
    site = kyrgyz(portal)
    for act in both[:3]:
        facts = {fact.label: fact.values for fact in page(site, f"acts/{act.id}").view.facts}
        assert facts["Орусча аталышы"][0][0].text == act.approves.get("ru")


def test_a_document_that_rests_on_an_act_long_replaced_names_the_successor(tmp_path: Path) -> None:
    text = "Окутуу 2004-жылдын 21-августундагы № 165 мыйзамга таянат."
    for laws, told in (("{act: kg-law-2004-165}", True), ("{act: kg-law-2004-165}, {act: kg-law-2016-75}", False)):
        view = page(kyrgyz(project(tmp_path / str(told), text, laws)), "practices/okutuu").view
        notices = [item.link.address for item in view.notices if item.kind == "law" and item.link]
        assert ("acts/kg-law-2016-75.html" in notices) == told


def test_the_last_state_of_an_act_is_the_one_that_pages_tell(tmp_path: Path) -> None:
    portal = project(tmp_path, OLD_LAW)
    act = next(
        a for a in portal.reference.acts.values() if a.states and a.states[-1].state == "in-force" and not a.status
    )
    facts = {fact.label: fact.values for fact in page(kyrgyz(portal), f"acts/{act.id}").view.facts}
    assert facts["Абалы"][0][0].text.startswith("күчүндө")


def test_an_unknown_act_stays_text_and_the_report_proposes_a_record(tmp_path: Path) -> None:
    sentence = "Кеңештин иши Кыргыз Республикасынын Өкмөтүнүн 2019-жылдын 3-мартындагы № 777 токтомуна таянат."
    portal = project(tmp_path, sentence)
    assert "p-cite" not in text_of(page(kyrgyz(portal), "practices/okutuu"))
    (finding,) = [item for item in report(portal) if item.kind == "unresolved"]
    assert finding.place == "docs/ky/practices/okutuu.md"
    assert "number: '777'" in finding.proposal
    assert "date: 2019-03-03" in finding.proposal


def test_the_report_tells_lapsed_text_only_and_unchecked_acts_apart(tmp_path: Path) -> None:
    findings = report(project(tmp_path, OLD_LAW, "{act: kg-law-2021-123}"))
    kinds = {(item.kind, item.subject) for item in findings}
    assert ("lapsed", "kg-law-2016-75") in kinds
    assert ("text-only", "kg-law-2016-75") in kinds
    assert ("metadata-only", "kg-law-2021-123") in kinds


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_the_report_comes_as_text_markdown_and_csv(tmp_path: Path, lang: str) -> None:
    findings = report(project(tmp_path, OLD_LAW))
    assert "kg-law-2016-75" in as_text(findings, lang)
    assert as_text(findings, lang, markdown=True).startswith("## ")
    rows = list(csv.DictReader(io.StringIO(as_csv(findings))))
    assert len(rows) == len(findings)


def test_the_graph_has_the_act_its_akoma_ntoso_id_and_the_place_in_the_sentence(tmp_path: Path) -> None:
    portal = project(tmp_path, OLD_LAW)
    (edge,) = json.loads(law_graph.outputs(portal)["data/law.json"])["citations"]
    assert (edge["act"], edge["akn"]) == ("kg-law-2016-75", "/akn/kg/act/law/2016-05-30/75")
    assert edge["context"][edge["start"] : edge["end"]] == edge["surface"]
    assert edge["provisions"] == ["28"]


def test_a_spreadsheet_does_not_run_a_cell_as_a_formula() -> None:
    edge = law_graph.Edge("a", "practice", "ky", "a.html", "", "", (), (), "text", "", "=1+1", "-2", 0, 1)
    row = next(csv.DictReader(io.StringIO(law_graph.as_csv([law_graph.part([edge])]))))
    assert (row["surface"], row["context"]) == ("'=1+1", "'-2")


def test_the_description_of_a_page_names_the_legislation(tmp_path: Path) -> None:
    site = kyrgyz(project(tmp_path, OLD_LAW))
    found = json.loads(json_ld.script(site, page(site, "practices/okutuu")))
    assert found["citation"][0]["@type"] == "Legislation"
    assert found["citation"][0]["legislationIdentifier"] == "/akn/kg/act/law/2016-05-30/75"


def test_nothing_of_a_title_can_end_the_script_of_the_description(tmp_path: Path) -> None:
    portal = project(tmp_path, "Маселе бар. «&lt;/script&gt;» деген сөз.", title="Окутуу, 5 < 6")
    site = kyrgyz(portal)
    script = json_ld.script(site, page(site, "practices/okutuu"))
    assert "<" not in script and "Окутуу, 5 < 6" in json.loads(script).values()


def test_the_constitution_is_the_one_of_the_day_of_which_the_text_speaks() -> None:
    register = register_from(list(load_reference(ROOT)[0].acts.values()))
    text = "Бул укук Кыргыз Республикасынын Конституциясында жазылган."
    assert [m.acts for m in citer(register, "ky", "2011-06-20")(text)] == [("kg-constitution-2010",)]
    assert [m.acts for m in citer(register, "ky", "2023")(text)] == [("kg-constitution",)]


@pytest.mark.parametrize(
    ("named", "about", "acts"),
    [
        ("Миң-Булак айылдык", "suzak", ("kg-local-1",)),
        ("Айылдык", "min-bulak", ("kg-local-1",)),
        ("Айылдык", "suzak", ()),
        ("Араван айылдык", "min-bulak", ()),
    ],
)
def test_a_local_act_is_found_only_with_its_place(named: str, about: str, acts: tuple[str, ...]) -> None:
    act = Act(id="kg-local-1", kind="local_resolution", date="2023-04-27", number="23/83", place="min-bulak")
    text = f"{named} кеңешинин 2023-жылдын 27-апрелиндеги № 23/83 токтому кабыл алынды."
    register = register_from([act], {"min-bulak": ("Миң-Булак айыл аймагы",)})
    assert [m.acts for m in citer(register, "ky", "2023", about)(text)] == [acts]


PIECES = st.lists(
    st.tuples(st.text("абв АБВ.28-«»", max_size=12), st.sampled_from(["", "strong", "em", "a", "code"])), max_size=6
)


@given(PIECES, st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=4))
def test_marking_never_changes_a_letter_of_the_text(
    pieces: list[tuple[str, str]], spans: list[tuple[int, int]]
) -> None:
    root = ET.Element("div")
    block = ET.SubElement(root, "p")
    last: ET.Element | None = None
    for text, tag in pieces:
        if tag:
            last = ET.SubElement(block, tag)
            last.text = text
        elif last is None:
            block.text = (block.text or "") + text
        else:
            last.tail = (last.tail or "") + text
    before = "".join(root.itertext())

    def cite(run: str) -> list[CitationMark]:
        found, position = [], 0
        for start, length in sorted(spans):
            if start >= position and start + length <= len(run):
                found.append(CitationMark(start, start + length, ("kg-law-1",)))
                position = start + length
        return found

    placed = mark(root, cite, lambda act: f"{act}.html")
    assert "".join(root.itertext()) == before
    anchors = [element.get("id") for element in root.iter() if element.get("data-acts")]
    assert sorted(anchors) == sorted(item.anchor for item in placed if item.anchor)
    assert not [inner for link in root.iter("a") for inner in link.iter("a") if inner is not link]


WHOLE = "Постановление Кабинета Министров от 11 сентября 2024 года № 554 утвердило заявку."


def test_a_number_alone_is_the_act_that_the_document_cites_with_its_day() -> None:
    register = register_of([
        ActRecord("kg-cabres-2024-554", "cabinet_resolution", (), "2024-09-11", "554"),
        ActRecord("kg-cabord-2012-554", "cabinet_order", (), "2012-07-16", "554"),
    ])  # fmt: skip
    short = "Заявка — в приложениях к постановлению № 554."
    assert [m.acts for m in citer(register, "ru", "2025")(short)] == [()]
    assert [m.acts for m in citer(register, "ru", "2025", whole=WHOLE)(short)] == [("kg-cabres-2024-554",)]
    twice = WHOLE + " Постановление Кабинета Министров от 3 мая 2023 года № 554 отменено."
    assert [m.acts for m in citer(register, "ru", "2025", whole=twice)(short)] == [()]


def test_the_whole_text_is_read_only_where_a_citation_hangs_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    record = ActRecord("kg-cabres-2024-554", "cabinet_resolution", (), "2024-09-11", "554")
    other = ActRecord("kg-law-2020-7", "law", (), "2020-01-01", "7")
    read: list[str] = []
    monkeypatch.setattr(citing, "find", lambda text, lang: read.append(text) or find(text, lang))
    asked = AskedRegister(lambda: register_of(records))
    records = [record]
    cite = citer(asked, "ru", "2025", whole=WHOLE)
    for text in (WHOLE, "Как в постановлении № 555.", "Закон «О воде»"):  # day and number, no such act, a title
        cite(text)
    assert WHOLE not in read[1:]
    assert asked.would_answer(asked.asked)
    assert not AskedRegister(lambda: register_of([other])).would_answer(asked.asked)
    [unknown] = [item for item in asked.asked if item.citations[0].number == "555"]
    records = [record, replace(record, id="kg-cabres-2023-555", date="2023-09-11", number="555")]
    assert not asked.would_answer([unknown]), "now the act may be one that the text names elsewhere with its day"
    cite("Заявка — в приложениях к постановлению № 554.")
    assert WHOLE in read[1:]


def test_a_programme_that_is_over_speaks_of_the_law_of_its_beginning() -> None:
    documents = load_portal(ROOT)[0].documents
    assert text_date(documents["early-decentralization-programmes"]) == "1997"
    assert text_date(documents["community-initiatives-subsidies-2024-2027"]) != "2024"
