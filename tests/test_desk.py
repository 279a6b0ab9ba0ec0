"""Guides, answers, what came of recommendations, contests and the journal: their pages and what the check asks."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser

import browsing
import small_tree
from portal.editing.journal import journal_problems
from portal.editing.outdated import outdated_answers
from portal.editing.to_come import days_to_come

HEAD = """title: {title}
summary: Айылга тиешелүү иштин кыскача баяны, бир сүйлөм менен.
added: 2026-11-01
topics: [drinking-water]
sources:
  - {{title: Макала, language: ky, date: 2025-06-10, accessed: 2026-11, url: "http://www.municipalitet.kg/ky/article/full/7.html"}}
"""
GUIDE = f"""---
{HEAD.format(title="Айылга суу кантип тартылат")}question: Айылга сууну кантип тартабыз?
also_asked: Суу түтүгүн ким салат? Канча турат?
practices: [suu]
---

## Кыскасы

Эки кадам.

## Баштаардан мурда текшериңиз

- [ ] Акча барбы?
- [ ] Кеңеш макулбу?
"""
ANSWER = f"""---
{HEAD.format(title="Окууга жергиликтүү бюджеттен төлөсө болобу?")}standing: answered
form: consultation
answered_by: Союз
date: 2023
caution: Мыйзам өзгөргөн болушу мүмкүн.
laws: [{{act: kg-law-2008-101}}]
---

## Эмне үчүн мындай

Ушундай.
"""
DISPUTED = ANSWER.replace("standing: answered", "standing: disputed").replace("болобу?", "болбойбу?")
FOLLOW_UP = """follow_up:
  - {part: 1, state: partly, day: 2026-11, sources: [1], note: Долбоор бар.}
  - {part: 3, state: nothing-seen, day: 2026-11}
"""
RESOLUTION = small_tree.RESOLUTION.replace("sources:", f"{FOLLOW_UP}sources:")
CONCEPT = f"""---
{HEAD.format(title="Концепция")}type: concept
follow_up:
  - {{part: 2, state: carried-out, day: 2026, documents: [suu]}}
---

## Максат

Текст.

## Каражат

Текст.
"""
CONTEST = f"""---
{HEAD.format(title="Мыкты айыл")}type: contest
date: 2026-03
opens: 2026-03-01
deadline: 2026-05-01
recurs: yearly
eligible: Айыл өкмөттөрү
prize: 3 миллион сом
winners:
  - {{id: kashka, year: 2025, municipality: kashka-suu, document: suu, text: Биринчи орун, sources: [1]}}
---

## Эмне болду

Текст.
"""
JOURNAL = """rubrics:
  - {id: law, title: {ky: Юридикалык кеңеш, ru: Юридическая консультация}}
items:
  - {id: "7", title: Суу жөнүндө, language: ky, issue: 5 (163), date: 2025-06-10, rubric: law, url: "http://municipalitet.kg/ky/article/full/7.html"}
  - {id: training, title: Окуу жөнүндө, language: ru, issue: 9 (155), date: 2024-09, documents: [tegerek]}
"""
ACTS = small_tree.DATA["acts.yml"].replace("kind: law,", "kind: law, replaces: kg-law-2008-101,") + (
    "  - {id: kg-law-2008-101, kind: law, date: 2008-05-29, title: {ru: О реестре}, replaced_by: kg-law-2021-125, "
    "sources: [{of: [title.ru, date], at: cbd.minjust.gov.kg}]}\n"
)
FILES = {
    "ky/practices/suu.md": small_tree.ORIGINAL,
    "ky/guides/suu-tartuu.md": GUIDE,
    "ky/answers/okuu.md": ANSWER,
    "ky/answers/talash.md": DISPUTED,
    "ky/resolutions/tegerek.md": RESOLUTION,
    "ky/concepts/concept.md": CONCEPT,
    "ky/events/mykty.md": CONTEST,
}
DATA = {"acts.yml": ACTS, "journal.yml": JOURNAL}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> browsing.BuiltSite:
    built = browsing.build_small_site(
        tmp_path_factory.mktemp("desk"), FILES, data={**small_tree.DATA, **DATA}, language="ru", standing=()
    )
    assert built.ok, built.output
    return built


def page(site: browsing.BuiltSite, address: str) -> LexborHTMLParser:
    return LexborHTMLParser(site.read(address))


def text(tree: LexborHTMLParser, selector: str = "main") -> str:
    node = tree.css_first(selector)
    assert node is not None, selector
    return " ".join(node.text(separator=" ").split())


@pytest.mark.site
def test_a_guide_shows_its_question_its_practices_and_a_list_to_tick(site: browsing.BuiltSite) -> None:
    tree = page(site, "guides/suu-tartuu.html")
    assert text(tree, ".p-told") == "Айылга сууну кантип тартабыз?"
    assert text(tree, "#asked") == "Бул жөнүндө мындай да сурашат Суу түтүгүн ким салат? Канча турат?"
    assert [node.attributes["href"] for node in tree.css("#practices .p-card a")] == ["../practices/suu.html"]
    assert len(tree.css(".task-list-item input[type=checkbox]")) == 2
    assert any("ticks." in (node.attributes.get("src") or "") for node in tree.css("script"))
    assert not tree.css("#related a[href='../practices/suu.html']"), "it stands in a list of its own"


@pytest.mark.site
def test_a_practice_leads_to_its_guide_and_lists_show_guides_first(site: browsing.BuiltSite) -> None:
    links = [node.attributes["href"] for node in page(site, "practices/suu.html").css(".p-notice--guide a")]
    assert links == ["../guides/suu-tartuu.html"]
    kinds = [node.text() for node in page(site, "topics/drinking-water.html").css("main h2")]
    assert kinds[:3] == ["Колдонмолор", "Суроо-жооп", "Тажрыйбалар"]
    home = text(page(site, "index.html"))
    assert "Айылга суу кантип тартылат" in home and "Окууга жергиликтүү бюджеттен" in home


@pytest.mark.site
def test_an_answer_says_what_it_is_who_gave_it_and_why_it_may_be_outdated(site: browsing.BuiltSite) -> None:
    tree = page(site, "answers/okuu.html")
    assert text(tree, ".p-told") == "Консультация. Жооптун булагы: Союз, 2023-жыл."
    assert "Мыйзам өзгөргөн болушу мүмкүн." in text(tree, ".p-notice--caution")
    notice = tree.css_first(".p-notice--law a")
    assert notice is not None and notice.attributes["href"] == "../acts/kg-law-2021-125.html"
    assert not tree.css(".p-notice--disputed") and not tree.css("#asked"), "nobody wrote other wordings"
    assert text(page(site, "acts/kg-law-2008-101.html"), "#answers + ul").count("Суроо-жооп") == 1


@pytest.mark.site
def test_what_sources_disagree_on_never_stands_there_as_an_answer(site: browsing.BuiltSite) -> None:
    tree = page(site, "answers/talash.html")
    assert text(tree, ".p-kind") == "Булактар ар башкача айтат"
    assert "жооп деп эсептөөгө болбойт" in text(tree, ".p-notice--disputed")
    assert "Булактар ар башкача айтат" in text(page(site, "answers/index.html"))


@pytest.mark.site
def test_states_stand_beside_recommendations_and_nothing_seen_is_not_called_not_done(site: browsing.BuiltSite) -> None:
    tree = page(site, "resolutions/tegerek.html")
    assert "жарым-жартылай аткарылды" in text(tree, "#recommendation-1") and "[1]" in text(tree, "#recommendation-1")
    assert "эч нерсе табылган жок" in text(tree, "#recommendation-3")
    assert "аткарылган жок» дегенди билдирбейт" in text(tree, ".p-recommendations")
    widths = [node.attributes["width"] for node in tree.css(".p-states rect")]
    assert widths == ["50.0", "50.0"]
    organisation = page(site, "organisations/cabinet.html")
    assert len(organisation.css(".p-states rect")) == 2
    everything = page(site, "follow-up.html")
    assert [node.text(strip=True) for node in everything.css("main h3 a")] == [
        "Тегерек стол", "Концепция", "Кабинет министров"
    ]  # fmt: skip


@pytest.mark.site
def test_a_concept_shows_what_followed_its_sections_both_ways(site: browsing.BuiltSite) -> None:
    tree = page(site, "concepts/concept.html")
    assert "2. Каражат" in text(tree, "#follow-up") and "аткарылды" in text(tree, "#follow-up")
    assert "Ушул документтен кийин эмне болгонун көрсөтөт" in text(page(site, "practices/suu.html"), "#related")


@pytest.mark.site
def test_contests_name_winners_and_leave_what_is_open_to_the_browser(site: browsing.BuiltSite) -> None:
    tree = page(site, "contests.html")
    call = tree.css_first("[data-portal-call]")
    assert call is not None and call.attributes["data-deadline"] == "2026-05-01"
    hidden = tree.css_first("[data-portal-open]")
    assert hidden is not None and "hidden" in hidden.attributes
    assert "Кашка-Суу" in text(tree, ".p-won") and "2025: Биринчи орун" in text(tree, ".p-won")
    assert "2025: Кашка-Суу, Аламүдүн, Чүй — Биринчи орун" in text(page(site, "events/mykty.html"), "#winners")
    assert "Ушул сынакта жеңген" in text(page(site, "practices/suu.html"), "#related")


@pytest.mark.site
def test_the_journal_lists_items_by_issue_with_what_was_made_of_them(site: browsing.BuiltSite) -> None:
    tree = page(site, "journal.html")
    headings = [node.text().replace("\u00a0", " ") for node in tree.css("main h2")]
    assert headings[:2] == ["№ 5 (163), 2025", "№ 9 (155), 2024"]
    assert "guides/suu-tartuu.html" in [node.attributes["href"] for node in tree.css("#item-7 a")]
    assert "аталышы гана белгилүү" in text(tree, "#item-training") and "Тегерек стол" in text(tree, "#item-training")
    source = text(page(site, "guides/suu-tartuu.html"), "#source-1").replace("\u00a0", " ")
    assert "№ 5 (163)" in source and source.count("2025-жылдын 10-июну") == 1


BAD = {
    "answer-undated": ("ky/answers/okuu.md", ANSWER.replace("date: 2023\n", "")),
    "answer-lawless": (
        "ky/answers/okuu.md",
        ANSWER.replace("form: consultation", "form: law-text").replace("laws: [{act: kg-law-2008-101}]\n", ""),
    ),
    "question-mark": ("ky/guides/suu-tartuu.md", GUIDE.replace("тартабыз?", "тартабыз")),
    "guide-practice-kind": ("ky/guides/suu-tartuu.md", GUIDE.replace("[suu]", "[suu, concept]")),
    "guide-practice-withdrawn": (
        "ky/practices/suu.md",
        small_tree.ORIGINAL.replace(
            "added:", "review: withdrawn\nwithdrawn: {date: 2026-11, reason: {ky: Ката.}}\nadded:"
        ),
    ),
    "follow-up-evidence": ("ky/resolutions/tegerek.md", RESOLUTION.replace("sources: [1], ", "")),
    "follow-up-part": ("ky/concepts/concept.md", CONCEPT.replace("part: 2", "part: 3")),
    "doubt-mark": ("ky/guides/suu-tartuu.md", GUIDE.replace("Эки кадам.", "Эки кадам (СОМНИТЕЛЬНО).")),
    "heading-unknown": ("ky/guides/suu-tartuu.md", GUIDE.replace("## Кыскасы", "## Кириш сөз")),
    "field-missing": ("ky/answers/okuu.md", ANSWER.replace("caution: Мыйзам өзгөргөн болушу мүмкүн.\n", "")),
    "field-order": ("ky/events/mykty.md", CONTEST.replace("deadline: 2026-05-01", "deadline: 2026-02-01")),
}


@pytest.mark.parametrize("code", sorted(BAD))
def test_the_check_tells(code: str, tmp_path: Path) -> None:
    path, wrong = BAD[code]
    assert wrong != FILES[path], "the fault was planted"
    _, problems = small_tree.load(tmp_path, {**FILES, path: wrong}, DATA)
    assert [item.code for item in problems if item.severity == "error"] == [code]


def test_a_journal_item_about_an_unknown_document_is_told(tmp_path: Path) -> None:
    wrong = {**DATA, "journal.yml": JOURNAL.replace("[tegerek]", "[tegerk]")}
    portal, problems = small_tree.load(tmp_path, FILES, wrong)
    assert not problems
    assert small_tree.values(tuple(journal_problems(portal)), "journal-document") == {
        "item": "training",
        "value": "tegerk",
        "near": "tegerek",
    }


def test_an_answer_by_an_ended_act_is_advised_against_with_its_successor(tmp_path: Path) -> None:
    portal, problems = small_tree.load(tmp_path, FILES, DATA)
    assert not problems
    found = list(outdated_answers(portal, portal.cards.keys()))
    assert {(item.path, dict(item.values)["successor"]) for item in found} == {
        ("docs/ky/answers/okuu.md", "kg-law-2021-125"), ("docs/ky/answers/talash.md", "kg-law-2021-125")
    }  # fmt: skip
    assert {item.severity for item in found} == {"warning"}


def test_days_that_have_not_come_are_told_where_something_was_done(tmp_path: Path) -> None:
    text = small_tree.ORIGINAL.replace("added: 2026-11-01", "added: 2062-11-01")
    files = {"ky/practices/suu.md": text, "ky/practices/jol.md": small_tree.ORIGINAL}
    portal, problems = small_tree.load(tmp_path, files)
    assert not problems
    line = text.split("\n").index("added: 2062-11-01") + 1
    for today in (dt.date(2026, 12, 1), dt.date(2020, 1, 1)):  # by a clock that is behind, too
        found = list(days_to_come(portal, portal.cards.keys(), today))
        assert [(one.path, one.line) for one in found] == [("docs/ky/practices/suu.md", line)]


def test_a_translation_must_have_the_words_that_its_own_kind_has(tmp_path: Path) -> None:
    revision = small_tree.revision_of(ANSWER, "answer")
    translation = f"""---
translation_of: ky
revision: {revision}
title: Можно ли платить за учёбу из местного бюджета?
summary: Короткий ответ на вопрос об оплате учёбы из бюджета.
answered_by: Союз
---

## Почему так

Потому.
"""
    _, problems = small_tree.load(tmp_path, {**FILES, "ru/answers/okuu.md": translation}, DATA)
    assert small_tree.values(problems, "translation-part-missing")["field"] == "caution"


@pytest.mark.site
@pytest.mark.node
def test_an_answer_stands_on_top_where_a_question_is_asked(site: browsing.BuiltSite) -> None:
    command = [browsing.node_path(), str(browsing.REPOSITORY / "scripts/search.mjs"), str(site.site), "ky"]
    queries = "окууга бюджеттен төлөсө болобу?\nсуу"
    run = subprocess.run(command, input=queries, capture_output=True, encoding="utf-8", check=True)
    asked, plain = [[hit["path"] for hit in json.loads(line)["hits"]] for line in run.stdout.splitlines()]
    assert asked[0].startswith("answers/")
    assert not plain[0].startswith("answers/")


@pytest.mark.site
@pytest.mark.parametrize(("day", "is_open"), [("2026-02-28", False), ("2026-03-01", True), ("2026-05-02", False)])
def test_a_call_is_open_by_the_day_of_the_reader(
    site: browsing.BuiltSite, phone_page: Page, day: str, is_open: bool
) -> None:
    phone_page.clock.set_fixed_time(f"{day}T12:00:00")
    phone_page.goto((site.site / "contests.html").as_uri())
    assert phone_page.locator("[data-portal-open]").is_visible() == is_open
    assert phone_page.locator("[data-portal-open] a").count() == is_open
    phone_page.goto((site.site / "events/mykty.html").as_uri())
    assert phone_page.locator(".p-told[data-portal-call]").is_visible() == is_open


@pytest.mark.site
def test_ticks_stay_on_the_device_in_both_visits_and_can_be_taken_off(
    site: browsing.BuiltSite, phone_page: Page
) -> None:
    phone_page.goto((site.site / "guides/suu-tartuu.html").as_uri())
    boxes = phone_page.locator(".task-list-item input")
    boxes.nth(1).check()
    phone_page.reload()
    assert [boxes.nth(place).is_checked() for place in range(2)] == [False, True]
    assert phone_page.evaluate("Object.keys(localStorage)") == ["portal-ticks:guides/suu-tartuu"]
    phone_page.get_by_role("button", name="Белгилерди алып салуу").click()
    assert phone_page.evaluate("localStorage.length") == 0 and not boxes.nth(1).is_checked()


@pytest.mark.site
def test_ticks_belong_to_one_portal_of_a_host_and_are_promised_where_they_are_kept(
    site: browsing.BuiltSite, phone_page: Page
) -> None:
    kept = "Object.entries(localStorage)"
    with browsing.serve(site.site.parent) as host:
        phone_page.goto(f"{host}{site.site.name}/guides/suu-tartuu.html")
        boxes, note = phone_page.locator(".task-list-item input"), phone_page.locator(".p-ticks .p-note")
        # Of an edition that did not tell portals apart.
        phone_page.evaluate("localStorage.setItem('portal-ticks:guides/suu-tartuu', '[1]')")
        phone_page.reload()
        boxes.nth(0).check()
        assert phone_page.evaluate(kept) == [[f"portal-ticks:/{site.site.name}/guides/suu-tartuu", "[0,1]"]]
        assert note.is_visible()
        phone_page.evaluate(
            "Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); }; 0"
        )
        boxes.nth(0).uncheck()
        assert note.is_hidden()
        phone_page.get_by_role("button", name="Белгилерди алып салуу").click()
        assert phone_page.evaluate(kept) == [] and note.is_visible()
