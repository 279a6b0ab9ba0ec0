"""What readers come for, in touches counted from the home page of a phone; and what they must not see on a page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

import browsing
from page_types import of_type
from portal.pages.bands import CEILINGS
from portal.words.interface import Interface

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, Route

LANGUAGES = pytest.mark.parametrize("lang", ["ky", "ru"])
PRACTICES = "practices/[!i]*.html"
_SUM = re.compile(r"(\d[\d ]*) сом")


def folder(lang: str) -> str:
    return "" if lang == "ky" else f"{lang}/"


# --- Tasks ------------------------------------------------------------------------------


class Reader:
    """Somebody who has never been here: begins at the home page and touches what can be seen."""

    def __init__(self, page: Page, root: str, lang: str) -> None:
        self.page, self.lang, self.touches = page, lang, 0
        page.goto(f"{root}{folder(lang)}index.html")

    def touch(self, what: Locator) -> None:
        """Touch it: it is in the page, seen, and nothing lies over it."""
        what.click()
        self.touches += 1


@LANGUAGES
def test_cheap_water_is_three_touches_away(phone_page: Page, http_site: str, lang: str) -> None:
    """A problem, the order by cost, the first practice: its page says who paid how much."""
    reader, page = Reader(phone_page, http_site, lang), phone_page
    reader.touch(page.locator(".p-problems a[href*='drinking-water']"))
    page.locator("#p-sort").select_option("cost")
    reader.touches += 1
    page.wait_for_url("**sort=cost**")
    browsing.until(page, "!document.documentElement.className.includes('p-uncounted')")
    told = page.locator("[data-portal-list] .p-card__passport").all_inner_texts()
    sums = [int(one[1].replace(" ", "")) for text in told if (one := _SUM.search(text.replace("\u00a0", " ")))]
    assert len(sums) > 1 and sums[0] == min(sums) and _SUM.search(told[0].replace("\u00a0", " "))
    reader.touch(page.locator("[data-portal-list] .p-card a").first)
    assert page.locator(".p-brief__row--total").is_visible() and reader.touches <= 3


def test_what_is_chosen_before_the_script_came_stays_chosen(phone_page: Page, http_site: str) -> None:
    """On a slow line the controls stand there first; the script read them anew from the address, which is empty."""
    page = phone_page
    held: list[Route] = []
    page.route("**/catalogue.*.js", lambda route: held.append(route))
    page.goto(f"{http_site}practices/index.html", wait_until="commit")
    page.locator("#p-sort").select_option("cost")
    browsing.until(page, "!!document.querySelector('.p-footer')")
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    page.wait_for_url("**sort=cost**")
    browsing.until(page, "/сом/.test(document.querySelector('[data-portal-list] .p-card__passport').textContent)")
    assert page.locator("#p-sort").input_value() == "cost"


@LANGUAGES
def test_what_was_recommended_to_us_is_three_touches_away(phone_page: Page, http_site: str, lang: str) -> None:
    """The menu, resolutions, that of 2023; above its text stands to whom it speaks, with ways there."""
    reader, page = Reader(phone_page, http_site, lang), phone_page
    reader.touch(page.locator("[data-portal-menu]"))
    reader.touch(page.locator(".p-menu a[href*='resolutions/']"))
    reader.touch(page.locator(".p-card a[href*='round-table-2023']"))
    us = page.locator(".p-recommendations h3:has(a[href$='organisations/lsg.html'])")
    us.wait_for()
    assert reader.touches <= 3
    ways = page.locator(".p-addressees a").all()
    assert us.inner_text() in [way.inner_text() for way in ways]
    for way in ways:
        assert page.locator(f".p-recommendations {way.get_attribute('href')}").is_visible()
    assert us.locator("xpath=following-sibling::*[1]").locator("li").count() > 3


@LANGUAGES
def test_practices_like_ours_below_two_million_are_two_touches_away(
    phone_page: Page, http_site: str, lang: str
) -> None:
    reader, page = Reader(phone_page, http_site, lang), phone_page
    reader.touch(page.locator(".p-problems a[href*='preschool'], .p-problems a[href*='kindergarten']"))
    reader.touch(page.locator(".p-quick a[href='?cost=2000000']"))
    page.wait_for_selector(".p-chips:not([hidden])")
    browsing.until(page, "!document.documentElement.className.includes('p-uncounted')")
    facts = page.locator("[data-portal-list] .p-card__passport").all_inner_texts()
    sums = [_SUM.search(text.replace("\u00a0", " ")) for text in facts]
    assert sums and all(one and int(one[1].replace(" ", "")) <= 2_000_000 for one in sums), facts
    assert not page.locator(".p-quick").is_visible() and reader.touches == 2


@LANGUAGES
def test_two_practices_are_compared_and_printed_in_five_touches(phone_page: Page, http_site: str, lang: str) -> None:
    page = phone_page
    page.add_init_script("window.print = () => { window.printed = true; };")
    reader = Reader(page, http_site, lang)
    reader.touch(page.locator(".p-problems a[href*='drinking-water']"))
    for number in range(2):
        reader.touch(page.locator(".p-choice").nth(number))
    reader.touch(page.locator("[data-compare-open]"))
    reader.touch(page.locator("[data-compare=print]"))
    assert page.evaluate("window.printed") and page.locator(".p-compared thead th").count() == 3
    assert reader.touches == 5


def test_a_bound_of_costs_has_all_below_it(built_site: Path) -> None:
    """Who ticks "up to 5,000,000" means the cheap ones too; lists offer bounds that something keeps."""
    for lang in ("ky", "ru"):
        page = HTMLParser((built_site / f"{folder(lang)}practices/index.html").read_text(encoding="utf-8"))
        counts = [int(one.text()) for one in page.css("[data-facet=cost] li .p-facet__count")]
        assert counts[:-1] == sorted(counts[:-1]) and counts[0] > 1
        offered = [(one.attributes["href"] or "").partition("=")[2] for one in page.css(".p-quick a")]
        ticks = {one.attributes["value"] for one in page.css("[data-facet=cost] input")}
        assert offered and set(offered) <= ticks & set(map(str, CEILINGS))
        assert all(Interface(lang).has(f"quick.{bound}") for bound in CEILINGS)


# --- First screen -----------------------------------------------------------------------

_ANSWERED = "document.querySelector('.p-brief dl').getBoundingClientRect().bottom"


def longest(site: Path, lang: str, number: int) -> list[str]:
    """The practices with most words above the end of their answers."""
    length = {}
    for path in site.glob(folder(lang) + PRACTICES):
        head = HTMLParser(path.read_text(encoding="utf-8")).css_first(".p-document__head")
        parts = [head.css_first(part) for part in ("h1", ".p-lead", ".p-brief dl")] if head else []
        if all(parts):
            title, lead, brief = (len(part.text()) for part in parts if part)
            length[path.relative_to(site).as_posix()] = 2 * title + lead + brief
    return sorted(length, key=lambda one: -length[one])[:number]


@pytest.mark.parametrize("number", [4, pytest.param(1000, marks=pytest.mark.long)])
@LANGUAGES
def test_answers_end_within_the_first_screen(
    phone_page: Page, built_site: Path, http_site: str, lang: str, number: int
) -> None:
    page, late = phone_page, {}

    def swapped(route: Route) -> None:
        """Optional letters may come too late to be used; the page is then as long as with those of the system."""
        answer = route.fetch()
        style, found = re.subn(r"font-display:\s*optional", "font-display: swap", answer.text())
        letters.append(found)
        route.fulfill(response=answer, body=style)

    letters: list[int] = []
    page.route("**/*.css", swapped)
    for address in longest(built_site, lang, number):
        page.goto(http_site + address)
        page.evaluate("Promise.all([...document.fonts].map((font) => font.load())).then(() => document.fonts.ready)")
        bottom = page.evaluate(_ANSWERED)
        if bottom > browsing.PHONE["viewport"]["height"]:
            late[address] = bottom
    assert any(letters)
    assert late == {}


# --- What nobody should see ---------------------------------------------------------------


def test_no_button_speaks_the_language_of_the_browser(built_site: Path) -> None:
    """A bare field for a file says "Choose File" to a reader whose browser is English."""
    found = 0
    for path in built_site.glob("*.html"):
        for field in HTMLParser(path.read_text(encoding="utf-8")).css("input[type=file]"):
            found += 1
            label = field.parent
            assert label is not None and label.tag == "label" and label.text().strip(), path
            assert "p-file" in (label.attributes["class"] or ""), path
    assert found >= 5


def test_no_sign_is_left_alone_and_no_box_is_empty(built_site: Path) -> None:
    for path in sorted(built_site.glob("**/*.html")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<dl>\s*</dl>", text.partition("<main")[2]), path
        assert not re.search(r"<(?:p|li|dd|h\d)[^>]*>\s*(?:<span[^>]*></span>)?\s*[·,;:](?!\w)", text), path


def test_an_act_shows_a_sentence_once_for_each_document(built_site: Path) -> None:
    quotes = 0
    for path in sorted((built_site / "acts").glob("*.html")):
        for item in HTMLParser(path.read_text(encoding="utf-8")).css(".p-page--act li, .p-page--act article"):
            said = [one.text().strip() for one in item.css("blockquote")]
            quotes += len(said)
            assert len(set(said)) == len(said), path
    assert quotes > 20


_OVER = """() => {
    const parts = [...document.querySelectorAll("main section, main .p-actions, main .p-order")]
        .filter((one) => one.getClientRects().length);
    const box = (one) => one.getBoundingClientRect();
    return parts.slice(1).map((one, at) => [parts[at], one])
        .filter(([before, one]) => !before.contains(one) && box(one).top < box(before).bottom - 1
            && box(one).left < box(before).right - 1 && box(before).left < box(one).right - 1)
        .map((pair) => pair.map((one) => one.outerHTML.slice(0, 80)));
}"""


@pytest.mark.parametrize("kind", ["home", "practice", "resolution", "lesson", "training", "region", "organisation"])
def test_no_part_of_a_page_lies_over_the_one_before(
    phone_page: Page, built_site: Path, http_site: str, kind: str
) -> None:
    phone_page.goto(http_site + of_type(built_site, kind))
    assert phone_page.evaluate(_OVER) == []


def test_a_question_stands_within_its_border(phone_page: Page, built_site: Path, http_site: str) -> None:
    phone_page.goto(http_site + of_type(built_site, "lesson"))
    edges = phone_page.evaluate(
        "[...document.querySelectorAll('.p-question')].map((one) =>"
        " one.querySelector('legend').getBoundingClientRect().top - one.getBoundingClientRect().top)"
    )
    assert edges and all(edge >= 0 for edge in edges)


def test_the_source_of_a_condition_stands_behind_its_words(phone_page: Page, built_site: Path, http_site: str) -> None:
    phone_page.goto(f"{http_site}practices/osh-tazalyk-waste.html")
    below = phone_page.evaluate(
        "[...document.querySelectorAll('.p-conditions li')].map((one) => one.querySelector('.p-source')"
        ".getBoundingClientRect().bottom - one.querySelector('label').getBoundingClientRect().bottom)"
    )
    assert below and all(one <= 1 for one in below), "it begins a line of its own"


# --- Drawings ---------------------------------------------------------------------------

_DRAWN = """(cards) => [...document.querySelectorAll("[data-portal-list] .p-card--practice")].map((card) => [
    card.querySelector("a").getAttribute("href").split("/").pop(),
    [...card.querySelectorAll("svg.p-drawing rect")].map((one) => [one.getAttribute("class"),
        ...["x", "y", "width", "height"].map((side) => Math.round(Number(one.getAttribute(side))))].join(" "))
        .filter((one) => !/empty|tile/.test(one))])"""


@pytest.mark.parametrize("place", ["http_site", "file_site"])
def test_a_filtered_list_has_the_drawings_of_the_built_one(
    browser: Browser, request: pytest.FixtureRequest, place: str
) -> None:
    with browsing.open_page(browser, **browsing.DESKTOP) as page:
        page.goto(request.getfixturevalue(place) + "practices/index.html")
        built, first = dict(page.evaluate(_DRAWN)), page.locator(".p-card__title").first.inner_text()
        page.locator("#p-sort").select_option("title")
        page.wait_for_url("**sort=title**")
        browsing.until(page, "(first) => document.querySelector('.p-card__title').innerText !== first", first)
        drawn = dict(page.evaluate(_DRAWN))
        both = built.keys() & drawn.keys()
        assert len(both) > 20 and sum(len(built[name]) for name in both) > 60
        assert {name: drawn[name] for name in both} == {name: built[name] for name in both}
        assert browsing.script_errors(page) == []
