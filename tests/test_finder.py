"""The finder of lists: nothing jumps, few stops of the keyboard, a sheet on a phone, tables, comparison, paper."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import browsing
from page_types import of_type, page_types
from portal.corpus.no_break import NO_BREAK, bound, bound_html
from portal.pages.facets import FEWEST, sort_name
from portal.words.interface import Interface

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LISTS = ("practices/index.html", "search.html?q=суу", "topics/drinking-water.html", "regions/jalal-abad.html")


def practices(site: Path) -> list[str]:
    return [path.stem for path in sorted((site / "practices").glob("*.html")) if path.stem != "index"]


def found(page: Page) -> int:
    match = re.search(r"\d+", page.locator("[data-portal-count]").inner_text())
    return int(match[0]) if match else 0


# --- Nothing jumps ----------------------------------------------------------------------

_SHIFTS = """
    window.shifts = [];
    new PerformanceObserver((list) => { for (const one of list.getEntries()) if (!one.hadRecentInput)
        window.shifts.push([one.value, one.sources.map(({ node }) => node && (node.className || node.nodeName))]); })
        .observe({ type: "layout-shift", buffered: true });
"""
SLOW_LINE = {"offline": False, "latency": 60, "downloadThroughput": 100_000, "uploadThroughput": 100_000}
MOST_SHIFT = 0.05


def shifts(browser: Browser, root: str, address: str, look: dict[str, Any]) -> tuple[float, Any]:
    """What moved while a page came over a slow line, with nobody touching it."""
    with browsing.open_page(browser, **look) as page:
        page.add_init_script(_SHIFTS)
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW_LINE)
        page.goto(root + address)
        if "?" in address:
            browsing.until(page, "!/p-asked|p-uncounted/.test(document.documentElement.className)")
        page.wait_for_timeout(700 if "?" in address else 150)
        moved = page.evaluate("window.shifts")
    return sum(value for value, _ in moved), moved


_LOOKS = pytest.mark.parametrize(
    ("lang", "look"), [("ky", browsing.PHONE), ("ru", browsing.DESKTOP)], ids=["phone", "screen"]
)
_ASKED = ("search.html?q=мусор Баткен", "catalogue.html?topic=drinking-water")


# On a screen, and with all page types, in the long test below.
def test_lists_do_not_jump_while_they_load(browser: Browser, http_site: str) -> None:
    found = {at: shifts(browser, http_site, at, browsing.PHONE) for at in _ASKED}
    assert {at: moved for at, (total, moved) in found.items() if total >= MOST_SHIFT} == {}


@pytest.mark.long
@_LOOKS
def test_no_page_type_jumps_while_it_loads(
    browser: Browser, built_site: Path, http_site: str, lang: str, look: dict[str, Any]
) -> None:
    asked = [("" if lang == "ky" else "ru/") + at for at in _ASKED]
    found = {at: shifts(browser, http_site, at, look) for at in (*page_types(built_site)[lang].values(), *asked)}
    assert {at: moved for at, (total, moved) in found.items() if total >= MOST_SHIFT} == {}


# --- Keyboard and sheet -----------------------------------------------------------------


def test_three_stops_lead_to_the_first_result(desktop_page: Page, built_site: Path, http_site: str) -> None:
    page = desktop_page
    acts = sorted((built_site / "acts").glob("*.html"))
    act = next(path for path in acts if 'data-fixed="cited=' in path.read_text(encoding="utf-8"))
    for address in (*LISTS, f"acts/{act.name}"):
        page.goto(http_site + address)
        page.locator("[data-portal-list] a").first.wait_for()
        page.keyboard.press("Tab")  # to the text of the page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#results", address
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.querySelector('#results a')"), address


def test_filters_of_a_phone_are_a_sheet_that_says_how_many_there_are(phone_page: Page, http_site: str) -> None:
    page = phone_page
    page.goto(http_site + "ru/practices/index.html")
    sheet, show = page.locator(".p-filters"), page.locator("[data-portal-show]")
    assert not sheet.is_visible()
    page.locator("[data-portal-filters]").click()
    box = page.locator("[data-facet=oblast] input").first
    promised = int(page.locator("[data-facet=oblast] .p-facet__count").first.inner_text())
    box.check()
    browsing.until(page, "(words) => document.querySelector('[data-portal-show]').textContent === words",
                   arg=Interface("ru").n("catalogue.show", promised))  # fmt: skip
    assert show.is_visible() and box.is_visible()
    place = show.bounding_box()
    assert place and place["y"] + place["height"] <= browsing.PHONE["viewport"]["height"]
    for _ in range(3):  # the keyboard stays in the sheet
        page.keyboard.press("Shift+Tab")
        assert page.evaluate("!!document.activeElement.closest('.p-filters')")
    assert browsing.run_axe(page) == []
    show.click()
    assert not sheet.is_visible() and found(page) == promised
    assert page.locator("[data-portal-active]").inner_text() == "1"
    page.locator("[data-portal-filters]").click()
    page.keyboard.press("Escape")
    assert not sheet.is_visible()


def test_without_scripts_there_is_the_list_and_no_finder(browser: Browser, file_site: str) -> None:
    with browsing.open_page(browser, **browsing.PHONE, java_script_enabled=False) as page:
        page.goto(file_site + "practices/index.html")
        assert page.locator(".p-card").first.is_visible()
        for part in (".p-filters", "[data-portal-filters]", ".p-results__out", ".p-results__sort"):
            assert not page.locator(part).is_visible(), part


def test_a_facet_is_there_as_soon_as_enough_documents_have_its_field(built_site: Path) -> None:
    text = (built_site / "catalogue.html").read_text(encoding="utf-8")
    shown = dict(re.findall(r'data-facet="(\w+)"(.*?)</fieldset>', text, re.DOTALL))
    assert {"kind", "topic", "oblast", "year", "settlement", "evidence", "translation"} <= shown.keys()
    counts = {name: sum(map(int, re.findall(r'p-facet__count">(\d+)', part))) for name, part in shown.items()}
    assert all(counts[name] >= FEWEST for name in ("settlement", "evidence"))
    assert re.search(r'<option value="evidence">', text)


def test_lists_sort_by_a_field_with_an_order(desktop_page: Page, http_site: str) -> None:
    page = desktop_page
    page.goto(http_site + "practices/index.html?sort=evidence&kind=x")
    browsing.until(page, "!document.documentElement.className.includes('p-uncounted')")
    order = page.evaluate(
        """async () => {
            const column = (await (await portalSearch.open("ky", "../")).facets()).evidence;
            const open = await portalSearch.open("ky", "../"), { docs } = open.manifest, of = {};
            for (let doc = 0; doc < docs; doc++) {
                const card = await open.card(doc);
                if (card) of[card.title] = column.first(doc);
            }
            const titles = [...document.querySelectorAll("[data-portal-list] .p-card__title")];
            return titles.map((one) => of[one.textContent]);
        }"""
    )
    places = [("measured", "reported", "observed", "").index(one or "") for one in order]
    assert len(places) == 48 and places == sorted(places)


def test_words_find_what_filters_find_and_the_card_says_where(desktop_page: Page, http_site: str) -> None:
    page = desktop_page
    for folder, words in (("", "мусор Баткен"), ("ru/", "мусор Баткен")):
        page.goto(f"{http_site}{folder}catalogue.html?topic=waste-management&oblast=batken")
        page.wait_for_selector("[data-portal-list] .p-card")
        filtered = set(page.locator("[data-portal-list] .p-card__title").all_inner_texts())
        page.goto(f"{http_site}{folder}search.html?q={words}")
        page.wait_for_selector(".p-hit")
        browsing.until(page, "!document.documentElement.className.includes('p-uncounted')")
        whole = page.evaluate(
            """() => { const all = [...document.querySelector("[data-portal-list]").children];
                const end = all.findIndex((one) => one.className === "p-results__partial");
                return all.slice(0, end < 0 ? all.length : end).filter((one) => one.matches(".p-hit")).map((one) => [
                    one.querySelector(".p-hit__title").textContent,
                    Array.from(one.querySelectorAll(".p-card__place, .p-card__passport"),
                        (line) => line.textContent).join(),
                ]); }"""
        )
        assert filtered <= {title for title, _ in whole}
        assert all("Баткен" in place for title, place in whole if title in filtered)


# --- Tables -----------------------------------------------------------------------------


def test_no_cell_of_a_table_is_a_formula(desktop_page: Page, http_site: str) -> None:
    desktop_page.goto(http_site + "catalogue.html")
    cells = ["=1+1", "+2", "-3", "@x", "\tq", "\rz", 'say "a, b"', "plain", "2 = 2"]
    text = desktop_page.evaluate("(cells) => portalOutputs.csv([cells])", cells)
    assert text.startswith("\ufeff") and text.endswith("\r\n")
    row = next(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";"))
    assert row == ["'" + one if one[0] in "=+-@\t\r" else one for one in cells]


@pytest.mark.parametrize("place", ["http_site", "file_site"])
def test_a_filtered_list_is_a_table_and_an_address(
    browser: Browser, request: pytest.FixtureRequest, place: str
) -> None:
    root = request.getfixturevalue(place)
    with browsing.open_page(browser, **browsing.DESKTOP) as page:
        page.goto(root + "ru/practices/index.html?topic=drinking-water")
        page.wait_for_selector(".p-chip")
        browsing.until(page, "!document.documentElement.className.includes('p-uncounted')")
        with page.expect_download() as waiting:
            page.locator("[data-out=csv]").click()
        text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
        head, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
        t = Interface("ru").t
        assert head[:3] == [t(f"catalogue.out.csv_{name}") for name in ("title", "summary", "passport")]
        assert len(rows) == found(page) > 5 and all(len(row) == len(head) for row in rows)
        below = "" if place == "file_site" else root  # a folder of this machine is no address for others
        assert all(row[-1].startswith(below + "ru/practices/") for row in rows)
        topic = head.index(t("facet.topic"))
        assert all(page.locator(".p-chip").inner_text() in row[topic] for row in rows)
        button = page.locator("[data-out=address]")
        assert button.is_visible() == bool(below)
        if below:
            button.click()
            browsing.until(page, "!!document.querySelector('[data-out-said]').textContent")
        else:
            page.locator("[data-portal-catalogue]").evaluate(
                "(one) => one.dataset.address = 'https://portal.example.kg/'"
            )
            given = page.evaluate("portalGiven(document.querySelector('[data-portal-catalogue]'))")
            assert given == "https://portal.example.kg/ru/practices/index.html?topic=drinking-water"
        assert browsing.script_errors(page) == []


def test_a_list_says_what_its_address_asks_in_vain(desktop_page: Page, http_site: str) -> None:
    page = desktop_page
    page.goto(http_site + "ru/catalogue.html?topic=nosuch&year=1800&utm_source=x")
    said = page.locator("[data-portal-strays]").inner_text()
    assert "nosuch" in said and "1800" in said and "utm" not in said
    page.locator("input[name=kind][value=practice]").check()
    browsing.until(page, "!document.querySelector('[data-portal-strays]')")
    page.goto(http_site + "ru/catalogue.html?topic=drinking-water")
    page.wait_for_selector(".p-chip")
    assert page.locator("[data-portal-strays]").count() == 0


# --- Comparison -------------------------------------------------------------------------


_NOTES = """async (names) => {
    const pages = await Promise.all(names.map((name) => portalRead.read("practices/" + name, portalList.lang)));
    return pages.flatMap(({ article }) => [...article.querySelectorAll("dl dd .p-note")])
        .map((one) => one.textContent.replace(/[ \\n]+/g, " ").trim()).filter(Boolean);
}"""


@pytest.mark.parametrize("place", ["http_site", "file_site"])
def test_chosen_practices_stand_side_by_side(browser: Browser, request: pytest.FixtureRequest, place: str) -> None:
    """From the list to the table, which says what is a note, and has its button above it."""
    with browsing.open_page(browser, **browsing.DESKTOP) as page:
        page.goto(request.getfixturevalue(place) + "practices/index.html")
        titles = page.locator(".p-card__title").all_inner_texts()
        page.locator(".p-choice input").nth(0).check()
        assert not page.locator("[data-compare-open]").is_visible()
        page.locator(".p-choice input").nth(2).check()
        page.locator("[data-compare-open]").click()
        page.wait_for_selector(".p-compared")
        assert page.locator(".p-compared thead a:not(.p-compared__remove)").all_inner_texts() == [titles[0], titles[2]]
        assert page.locator(".p-compared tbody tr").count() > 4
        button, table = (page.locator(part).bounding_box() for part in ("[data-compare=print]", ".p-compared"))
        assert button and table and button["y"] < table["y"]
        notes = page.evaluate(_NOTES, re.findall(r"[a-z0-9-]{3,}", page.url.partition("?ids=")[2]))
        cells = page.locator(".p-compared tbody").inner_text().replace("\u00a0", " ")
        assert notes and all(f"({note.strip('()')})".replace("\u00a0", " ") in cells for note in notes)
        query = page.url.partition("?")[2]
        page.locator("[data-portal-switch]").click()
        page.wait_for_url(f"**/ru/compare.html?{query}")
        page.wait_for_selector(".p-compared")
        assert browsing.script_errors(page) == []


def test_four_at_most_and_what_is_gone_is_told(browser: Browser, built_site: Path, http_site: str) -> None:
    names = practices(built_site)[:4]
    with browsing.open_page(browser, **browsing.PHONE) as page:
        page.goto(f"{http_site}ru/compare.html?ids={names[0]},gone-for-good,practices/{names[1]},{names[0]},<b>,../x")
        page.wait_for_selector(".p-compared")
        said = page.locator("[data-compare=said]").inner_text()
        assert Interface("ru").t("compare.gone", titles="gone-for-good") in said and "<b>" not in said
        assert page.locator(".p-compared thead th").count() == 3
        page.evaluate("document.querySelectorAll('.p-compared th a, .p-compared td').forEach((one) => {"
                      " one.textContent = 'Ы'.repeat(200); })")  # fmt: skip
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.goto(f"{http_site}compare.html?ids={','.join([*names, 'one-more'])}")
        page.wait_for_selector(".p-compared")
        assert page.locator(".p-compared thead th").count() == 5
        assert "1" in page.locator("[data-compare=said]").inner_text()
        page.goto(f"{http_site}compare.html?ids=gone-for-good")
        browsing.until(page, "!!document.querySelector('[data-compare=said]').textContent.includes('gone-for-good')")
        assert page.locator("[data-compare=empty]").is_visible() and page.locator(".p-compared").count() == 0
        page.goto(f"{http_site}compare.html")
        assert page.locator("[data-compare=empty]").is_visible()


def test_no_fifth_practice_can_be_chosen(desktop_page: Page, http_site: str) -> None:
    page = desktop_page
    page.goto(http_site + "practices/index.html")
    for number in range(4):
        page.locator(".p-choice input").nth(number).check()
    assert page.locator(".p-choice input").nth(4).is_disabled()
    assert page.locator("[data-compare-said]").inner_text() == Interface("ky").t("compare.most")
    assert browsing.run_axe(page) == []
    page.locator("[data-compare-clear]").click()
    assert not page.locator("[data-portal-choice]").is_visible()


# --- Paper ------------------------------------------------------------------------------

_NO_PRINTER = "window.print = () => { window.printed = true; };"


def sheets(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))


@pytest.mark.slow
def test_sixty_practices_take_five_sheets(browser: Browser, built_site: Path, http_site: str) -> None:
    names = practices(built_site)[:60]
    with browsing.open_page(browser, **browsing.DESKTOP) as page:
        page.add_init_script(_NO_PRINTER)
        for address in ("practices/index.html", "ru/search.html?kind=practice"):
            page.goto(http_site + address)
            if "?" in address:
                browsing.until(page, "!document.documentElement.className.includes('p-uncounted')")
            everything = len(practices(built_site))
            page.locator("[data-out=print]").click()
            browsing.until(page, "window.printed && document.querySelectorAll('.p-card, .p-hit').length >= 50")
            assert page.locator(".p-card, .p-hit").count() == everything >= len(names)
            assert sheets(page) * 60 <= 5 * max(everything, 60), address
        page.goto(f"{http_site}list.html#documents={','.join(f'practices/{name}' for name in names)}")
        browsing.until(page, "document.querySelectorAll('.p-list__summary').length >= 60")
        assert sheets(page) <= 5
        page.goto(f"{http_site}compare.html?ids={','.join(names[:4])}")
        page.wait_for_selector(".p-compared")
        assert sheets(page) <= 3


# --- Figures and names ------------------------------------------------------------------


def test_figures_keep_their_units() -> None:
    told = {
        "6 404 000 сомов": "6_404_000_сомов", "1,5 млн сомов": "1,5_млн_сомов", "300 тыс. сомов": "300_тыс._сомов",
        "24 км, 2,5 километра": "24_км, 2,5_километра", "14 000ге жакын": "14_000ге жакын", "30 айыл": "30_айыл",
        "№ 125": "№_125", "12 %": "12_%", "в 2023 году 100 человек": "в 2023_году 100_человек",
        "5 мая, стр. 3 и 4": "5_мая, стр. 3 и 4", "5 ребёнка": "5_ребёнка", "№ YI/III": "№_YI/III",
        "Система — 24 октября": "Система_— 24_октября", "— Алло": "— Алло",
        "2 документа · 5 уроков": "2_документа_· 5_уроков", "статья 34, CC BY 4.0": "статья_34, CC_BY_4.0",
    }  # fmt: skip
    assert {text: bound(text).replace(NO_BREAK, "_") for text in told} == told
    page = '<p data-n="5 сом" title="7 км">5 сом <b>24</b> км</p><script>5 сом > 4</script><svg viewBox="0 0 9 104"/>'
    assert bound_html(page).replace(NO_BREAK, "_") == page.replace(">5 сом <b>24</b> км", ">5_сом <b>24</b>_км")
    page = '<p title="а — б">а — б <b>в</b> — г</p><script>а — б</script>'
    assert bound_html(page).replace(NO_BREAK, "_") == page.replace(">а — б <b>в</b> — г", ">а_— б <b>в</b>_— г")
    assert bound(bound("1,5 млн сом")) == bound("1,5 млн сом")


_BROKEN = r"""() => {
    const figure = /\d[\d\s,]*(?:\s(?:млн|миллион\S*|тыс\.))?\s(?:сом\S*|км|адам\S*|человек\S*|түтүн\S*|%|га|метр\S*)/g;
    const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT), broken = [];
    let all = 0;
    for (let node; (node = walk.nextNode());) {
        if (!node.parentElement.getClientRects().length || node.parentElement.closest("script")) continue;
        for (const match of node.data.matchAll(figure)) {
            const range = document.createRange();
            range.setStart(node, match.index);
            range.setEnd(node, match.index + match[0].length);
            all++;
            const lines = new Set(Array.from(range.getClientRects(), (one) => Math.round(one.top)));
            if (lines.size > 1) broken.push(match[0]);
        }
    }
    return [all, broken];
}"""


def test_no_figure_breaks_on_a_phone(phone_page: Page, http_site: str) -> None:
    for address in ("practices/index.html", "ru/practices/index.html", "ru/topics/drinking-water.html"):
        phone_page.goto(http_site + address)
        phone_page.locator("[data-portal-list] a").first.wait_for()
        every, broken = phone_page.evaluate(_BROKEN)
        assert every > 2 and broken == [], address


def test_what_the_two_buttons_save_is_told_apart(built_site: Path) -> None:
    for lang in ("ky", "ru"):
        text = (built_site / of_type(built_site, "list", lang)).read_text(encoding="utf-8")
        names = re.findall(r'data-do="(?:file|one-file)">([^<]+)<', text)
        first, second = (set(re.findall(r"\w{4,}", name.lower())) for name in names)
        assert not first & second, names


def test_an_order_by_cost_says_what_comes_first() -> None:
    assert sort_name(Interface("ru"), "cost", "Общая стоимость") == "сначала недорогие"
    assert sort_name(Interface("ky"), "cost", "Жалпы баасы") == "арзандары алдыда"
    assert sort_name(Interface("ru"), "evidence", "Чем подтверждён") == "по признаку «Чем подтверждён»"
