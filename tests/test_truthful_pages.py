"""What pages say of a document is what its card says: kinds, states, spans of time, acts, reasons of relation."""

from __future__ import annotations

from pathlib import Path

import pytest

import browsing
import small_tree
from portal.model.dates import PartialDate
from portal.pages import acts
from portal.pages.context import Context, Edition
from portal.pages.document import laws_in_text
from portal.pages.notices import notices
from portal.pages.passport import field_items, rows
from portal.pages.related import relate
from portal.words.interface import Interface

SOURCES = "sources:\n  - {title: Отчёт, language: ru, accessed: 2026-11}\n"
CONCEPT = (
    "---\ntitle: Программа развития\nsummary: Программа развития сёл на несколько лет вперёд.\nadded: 2026-11-01\n"
)
PRACTICE = "---\ntitle: Вода\nsummary: Как в село пришла чистая вода и кто заплатил.\nadded: 2026-11-01\n"
DONE = "\n## Что сделали\n\nПротянули трубу.\n"


def document(slug: str, kind: str, fields: str, text: str = DONE) -> dict[str, str]:
    head = (CONCEPT if kind == "concepts" else PRACTICE).replace("Вода", f"Вода {slug}")
    topics = "" if "topics:" in fields else "topics: [drinking-water]\n"
    return {f"ru/{kind}/{slug}.md": f"{head}{topics}{fields}{SOURCES}---\n{text}"}


def context(root: Path, files: dict[str, str], lang: str = "ru", data: dict[str, str] | None = None) -> Context:
    portal, problems = small_tree.load(root, files, data)
    assert problems == ()
    edition = Edition(PartialDate.parse("2026-11-28"))
    return Context(portal, "ru" if lang == "ru" else "ky", edition, relate(portal.content, portal.reference))


def passport(found: Context, slug: str) -> dict[str, str]:
    return {row.id: "; ".join(i.words.text for i in row.items) for row in rows(found, found.portal.documents[slug])}


@pytest.mark.parametrize(
    ("kind", "state"),
    [("programme", "утверждена"), ("concept", "утверждена"), ("regulation", "утверждено"), ("handbook", "утверждено")],
)
def test_the_state_agrees_with_the_type(tmp_path: Path, kind: str, state: str) -> None:
    found = context(tmp_path, document("a", "concepts", f"type: {kind}\nstatus: approved\n"))
    assert passport(found, "a")["status"] == state
    assert state in found.cards["a"].passport


RENAMED = """organisations:
  - id: cabinet
    kind: state
    names:
      - {from: 2021, title: {ky: Министрлер Кабинети, ru: Кабинет Министров}}
      - {to: 2021, title: {ky: Өкмөт, ru: Правительство}}
  - {id: agency, kind: state, names: [{title: {ky: Агенттик, ru: Агентство}}]}
"""


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ("date: 2014-08-11\n", "Правительство"),
        ("horizon: {start: 2017, end: 2027}\n", "Правительство"),
        ("date: 2024\n", "Кабинет Министров"),
        ("", "Кабинет Министров"),
    ],
)
def test_a_body_bears_the_name_of_the_year_of_the_document(tmp_path: Path, fields: str, name: str) -> None:
    bodies = "organisations: [{id: cabinet, role: approver}, {id: agency, role: developer}]\n"
    files = document("a", "concepts", f"type: regulation\n{fields}{bodies}")
    found = context(tmp_path, files, data={"organisations.yml": RENAMED})
    assert passport(found, "a")["organisations"] == f"{name}; Агентство"


def test_a_card_says_what_a_document_is(tmp_path: Path) -> None:
    files = document("a", "resolutions", "date: 2019\ntype: memorandum\n", "Текст.\n")
    files |= document("b", "resolutions", "date: 2019\n", "Текст.\n")
    files |= document("c", "concepts", "type: strategy\n", "Текст.\n")
    found = context(tmp_path, files)
    assert [found.cards[slug].kind_name for slug in "abc"] == ["Меморандум", "Резолюция", "Стратегия"]
    assert found.cards["a"].kind == "resolution"


def test_a_horizon_that_has_ended_is_said_so(tmp_path: Path) -> None:
    files = document("a", "concepts", "type: programme\nstatus: approved\nhorizon: {start: 2013, end: 2017}\n", "А.\n")
    files |= document("b", "concepts", "type: programme\nstatus: approved\nhorizon: {start: 2024, end: 2028}\n", "А.\n")
    files |= document("c", "concepts", "type: draft\nstatus: draft\nhorizon: {end: 2019}\n", "А.\n")
    found = context(tmp_path, files)
    told = {slug: [n.text for n in notices(found, found.portal.documents[slug])] for slug in "abc"}
    assert told == {"a": ["Срок этого документа закончился в 2017 году."], "b": [], "c": []}


@pytest.mark.parametrize(
    ("fields", "lang", "expected"),
    [
        ("period: {end: 2018}\n", "ru", "завершена в 2018 году"),
        ("period: {end: 2018}\nstatus: in-use\n", "ru", "до 2018 года"),
        ("period: {start: 2017, end: 2018}\n", "ru", "2017–2018"),
        ("period: {start: 2017}\n", "ru", "с 2017 года"),
        ("period: {end: 2018}\n", "ky", "2018-жылы аяктаган"),
    ],
)
def test_an_end_alone_is_when_the_work_was_finished(tmp_path: Path, fields: str, lang: str, expected: str) -> None:
    assert passport(context(tmp_path, document("a", "practices", fields), lang), "a")["years"] == expected


def test_a_plan_of_which_nobody_told_the_end_says_so(tmp_path: Path) -> None:
    found = context(tmp_path, document("a", "practices", "status: unknown-end\n"))
    assert passport(found, "a")["status"] == "был план, чем кончилось, неизвестно"


@pytest.mark.parametrize(
    ("first", "last", "ru", "ky"),
    [
        ("2017-11-27", "2017-12-07", "27 ноября – 7 декабря 2017 года", "2017-жылдын 27-ноябры – 7-декабры"),
        ("2021-08-09", "2021-08-11", "9–11 августа 2021 года", "2021-жылдын 9–11-августу"),
        ("2017-12-27", "2018-01-07", "27 декабря 2017 года – 7 января 2018 года",
         "2017-жылдын 27-декабры – 2018-жылдын 7-январы"),
        ("2017-11", "2017-12", "ноябрь – декабрь 2017 года", "2017-жылдын ноябры – декабры"),
    ],
)  # fmt: skip
def test_a_span_of_days_names_the_year_once(first: str, last: str, ru: str, ky: str) -> None:
    start, end = PartialDate.parse(first), PartialDate.parse(last)
    assert Interface("ru").date_range(start, end).replace("\u00a0", " ") == ru
    assert Interface("ky").date_range(start, end) == ky


def test_an_act_that_a_recommendation_names_is_named_in_the_text(tmp_path: Path) -> None:
    recommendation = (
        "recommendations:\n  - {number: 1, addressees: [cabinet], text: Дать воду., laws: [{act: kg-law-2021-125}]}\n"
    )
    laws = "date: 2023\nlaws: [{act: kg-law-2021-125}]\n"
    files = document("a", "resolutions", laws + recommendation, "Текст.\n")
    files |= document("b", "resolutions", laws, "Текст.\n")
    found = context(tmp_path, files)
    notes = {
        slug: [i.note for row in rows(found, found.portal.documents[slug]) if row.id == "laws" for i in row.items]
        for slug in "ab"
    }
    assert "не назван" not in notes["a"][0] and "не назван" in notes["b"][0]


def test_a_title_in_quotation_marks_names_its_act(tmp_path: Path) -> None:
    text = "Положение опирается на два закона: «О самоуправлении» и ещё один.\n"
    found = context(tmp_path, document("a", "concepts", "type: regulation\nlaws: [{act: kg-law-2021-125}]\n", text))
    shown = [i.note for row in rows(found, found.portal.documents["a"]) if row.id == "laws" for i in row.items]
    assert "не назван" not in shown[0]


def test_an_act_named_by_number_and_day_is_named(tmp_path: Path) -> None:
    data = {"acts.yml": "acts:\n  - {id: kg-law-2021-125, kind: order, number: 44-П, date: 2018-04-17, "
            "approves: {ru: Руководство по слушаниям}, "
            "sources: [{of: [approves.ru, number, date], at: cbd.minjust.gov.kg}]}\n"}  # fmt: skip
    fields = "laws: [{act: kg-law-2021-125}]\n"
    text = "\n## Что сделали\n\nПо руководству министерства № 44-{}, 17 апреля 2018 года.\n"
    files = document("a", "practices", fields, text.format("П")) | document("b", "practices", fields, text.format("К"))
    found = context(tmp_path, files, "ru", data)
    told = {slug: field_items(found, found.portal.documents[slug], "laws")[0].note for slug in "ab"}
    assert "не назван" not in told["a"] and "не назван" in told["b"]
    listed = {slug: [one.id for one in laws_in_text(found, found.portal.documents[slug])] for slug in "ab"}
    assert listed == {"a": ["kg-law-2021-125"], "b": []}


def test_a_local_act_says_whose_it_is(tmp_path: Path) -> None:
    data = {"acts.yml": "acts:\n  - {id: kg-law-2021-125, kind: local_resolution, place: kashka-suu, date: 2018-04-17, "
            "sources: [{of: [date], at: cbd.minjust.gov.kg}]}\n"}  # fmt: skip
    found = context(tmp_path, document("a", "practices", ""), "ru", data)
    planned = next(one for one in acts.pages(found) if one.key == "acts/kg-law-2021-125")
    view = planned.make(found, *planned.words).view
    assert isinstance(view, acts.ActView)
    facts = {fact.label: fact.values[0][0].text for fact in view.facts}
    assert facts[Interface("ru").t("passport.place")].startswith("Кашка-Суу")


def test_both_languages_count_the_same_acts_and_list_the_same_new_documents(tmp_path: Path) -> None:
    law = "Закон Кыргызской Республики «О самоуправлении» от 20 октября 2021 года № 125."
    data = {"acts.yml": "acts:\n  - {id: kg-law-2021-125, kind: law, number: '125', date: 2021-10-20, "
            "title: {ru: О самоуправлении}, "
            "sources: [{of: [title.ru, number, date], at: cbd.minjust.gov.kg}]}\n"}  # fmt: skip
    files = document("a", "practices", "", f"\n## Что сделали\n\n{law}\n") | document("b", "practices", "")
    counted = {lang: context(tmp_path / lang, files, lang, data) for lang in ("ky", "ru")}
    assert {one.acts_named for one in counted.values()} == {("kg-law-2021-125",)}
    found = {lang: one.mentions("kg-law-2021-125")[""]["a"] for lang, one in counted.items()}
    assert found["ru"] and not found["ky"]


def test_new_documents_are_in_the_same_order_in_both_languages(tmp_path: Path) -> None:
    files = {f"ky/practices/{slug}.md": small_tree.ORIGINAL.replace("Суу түтүгү", title, 1)
             for slug, title in (("a", "Яблоко"), ("b", "Арык"), ("c", "Өрүк"))}  # fmt: skip
    orders = [[card.slug for card in context(tmp_path, files, lang).listed] for lang in ("ky", "ru")]
    assert orders == [["a", "b", "c"]] * 2


TOPICS = small_tree.DATA["topics.yml"] + "".join(
    f"""  - id: {name}
    title: {{ky: {name}, ru: {name}}}
    summary: {{ky: А., ru: А.}}
    description: {{ky: А., ru: А.}}
    icon: road
    group: services
    origin: added
"""
    for name in ("roads", "waste", "youth")
)
REGIONS = small_tree.DATA["regions.yml"] + (
    "  - {id: mady, title: {ky: Мады}, type: aiyl-aimak, oblast: osh}\n"
    "  - {id: tokmok, title: {ky: Токмок}, type: city, oblast: chuy}\n"
)
BODIES = small_tree.DATA["organisations.yml"] + (
    "  - {id: vap, kind: project, names: [{title: {ru: Голос}}]}\n"
    "  - {id: aris, kind: state, names: [{title: {ru: АРИС}}]}\n"
)


@pytest.mark.parametrize(
    ("one", "two", "reasons"),
    [
        ("topics: [roads]\nplaces: [{municipality: kashka-suu}]\n",
         "topics: [roads]\nplaces: [{municipality: mady}]\n", ["theme-size"]),
        ("topics: [roads]\nplaces: [{municipality: tokmok}]\n",
         "topics: [roads]\nplaces: [{municipality: mady}]\n", None),
        ("topics: [roads]\nplaces: [{municipality: kashka-suu}]\n",
         "topics: [waste]\nplaces: [{municipality: tokmok}]\n", None),
        ("topics: [roads, waste]\nplaces: [{municipality: tokmok}]\n",
         "topics: [roads, waste]\nplaces: [{municipality: mady}]\n", ["theme"]),
        ("topics: [drinking-water]\nplaces: [{municipality: kashka-suu}]\n",
         "topics: [drinking-water]\nplaces: [{municipality: mady}]\n", None),  # everybody's topic
        ("topics: [roads]\nlaws: [{act: kg-law-2021-125, articles: ['28']}]\n",
         "topics: [waste]\nlaws: [{act: kg-law-2021-125, articles: ['28']}]\n", ["article"]),
        ("topics: [roads]\nlaws: [{act: kg-law-2021-125}]\n",
         "topics: [waste]\nlaws: [{act: kg-law-2021-125}]\n", ["act"]),
        ("topics: [roads, youth]\norganisations: [{id: vap, role: partner}]\nplaces: [{municipality: mady}]\n",
         "topics: [roads, waste]\norganisations: [{id: vap, role: partner}]\nplaces: [{municipality: tokmok}]\n",
         ["programme"]),
        ("topics: [roads]\norganisations: [{id: vap, role: partner}]\n",
         "topics: [waste]\norganisations: [{id: vap, role: partner}]\n", None),
        ("topics: [roads]\norganisations: [{id: aris, role: partner}]\n",
         "topics: [waste]\norganisations: [{id: aris, role: partner}]\n", None),
    ],
)  # fmt: skip
def test_documents_are_related_for_reasons_that_help(tmp_path: Path, one: str, two: str, reasons: list[str]) -> None:
    files = document("one", "practices", one) | document("two", "practices", two)
    for number in range(20):  # many others with the topic of all, in places of which nothing is known
        files |= document(f"n{number}", "practices", "topics: [drinking-water]\n")
    data = {"topics.yml": TOPICS, "regions.yml": REGIONS, "organisations.yml": BODIES}
    portal, problems = small_tree.load(tmp_path, files, data)
    assert not problems
    found = {item.slug: [r.name for r in item.reasons] for item in relate(portal.content, portal.reference)["one"]}
    assert found.get("two") == reasons
    assert set(found) <= {"two"}


def test_what_authors_say_comes_first(tmp_path: Path) -> None:
    files = document("one", "practices", "related: [{document: stol, relation: answers, recommendation: 1}]\n")
    files |= {"ky/resolutions/stol.md": small_tree.RESOLUTION}
    portal, problems = small_tree.load(tmp_path, files)
    assert not problems
    found = relate(portal.content, portal.reference)
    assert [(item.slug, item.reasons[0].name) for item in found["one"]] == [("stol", "answers")]
    assert [(item.slug, item.reasons[0].name) for item in found["stol"]] == [("one", "answered")]


def test_twelve_topics_fit_and_thirteen_do_not(tmp_path: Path) -> None:
    names = [f"t{number}" for number in range(13)]
    topics = small_tree.DATA["topics.yml"] + "".join(
        f"  - {{id: {name}, title: {{ky: А, ru: А}}, summary: {{ky: А., ru: А.}}, "
        f"description: {{ky: А., ru: А.}}, icon: road, group: services, origin: added}}\n"
        for name in names
    )
    for count, expected in ((12, []), (13, ["list-long"])):
        files = document("a", "practices", f"topics: [{', '.join(names[:count])}]\n")
        problems = small_tree.load(tmp_path / str(count), files, {"topics.yml": topics})[1]
        assert [item.code for item in problems] == expected


@pytest.mark.slow
def test_the_page_names_kind_and_end(tmp_path: Path) -> None:
    files = document("a", "concepts", "type: programme\nstatus: approved\nhorizon: {start: 2013, end: 2017}\n", "А.\n")
    data = {name: small_tree.DATA[name] for name in ("topics.yml", "acts.yml", "regions.yml", "organisations.yml")}
    built = browsing.build_small_site(tmp_path, files, data=data, standing=(), language="ru")
    assert built.ok, built.output
    page = built.read("ru/concepts/a.html").replace("\u00a0", " ")
    assert '<p class="p-kind">Программа</p>' in page and "Срок этого документа закончился в 2017 году." in page
