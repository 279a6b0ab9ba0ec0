"""The filters of the catalogue, from a server and from a stick."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

import browsing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(params=["http", "file"])
def root(request: pytest.FixtureRequest, http_site: str, file_site: str) -> str:
    """Return the address of the site, once on a server and once as files."""
    return http_site if request.param == "http" else file_site


@pytest.fixture
def page(browser: Browser, root: str) -> Iterator[Page]:
    """Open a page; whatever it asked for must have been the site's own."""
    with browsing.open_page(browser, **browsing.DESKTOP) as opened:
        yield opened
        assert browsing.foreign_requests(opened, root) == []
        assert browsing.script_errors(opened) == []


_COUNT = "parseInt((document.querySelector('[data-portal-count]').textContent.match(/\\d+/) ?? ['0'])[0])"


def _count(page: Page) -> int:
    match = re.search(r"\d+", page.locator("[data-portal-count]").inner_text())
    return int(match[0]) if match else 0


def _cards(page: Page) -> int:
    return page.locator("[data-portal-list] .p-card").count()


def _choose(page: Page, facet: str, number: int = 0) -> tuple[str, int]:
    """Tick a value that still has documents; return it with the count beside it."""
    value = page.locator(f"[data-facet={facet}] li:not([data-empty]) label:has(input:not(:checked))").nth(number)
    count = int(value.locator(".p-facet__count").inner_text())
    box = value.locator("input")
    name = box.get_attribute("value") or ""
    box.check()
    return name, count


def _expect_count(page: Page, count: int) -> None:
    browsing.until(page, f"(count) => {_COUNT} === count", arg=count)


def _query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_filters_combine_and_their_counts_come_true(page: Page, root: str) -> None:
    page.goto(root + "practices/index.html")
    everything = _count(page)
    oblast, promised = _choose(page, "oblast")
    _expect_count(page, promised)
    assert promised < everything
    assert _query(page)["oblast"] == [oblast]
    _topic, promised = _choose(page, "topic")
    _expect_count(page, promised)
    assert _cards(page) == min(promised, 48)
    assert set(_query(page)) == {"oblast", "topic"}


def test_the_back_button_takes_filters_back_and_reload_keeps_them(page: Page, root: str) -> None:
    page.goto(root + "practices/index.html")
    everything = _count(page)
    oblast, first = _choose(page, "oblast")
    _expect_count(page, first)
    _, second = _choose(page, "topic")
    _expect_count(page, second)
    page.reload()
    _expect_count(page, second)
    assert page.locator(f"[data-facet=oblast] input[value='{oblast}']").is_checked()
    page.go_back()
    _expect_count(page, first)
    page.go_back()
    _expect_count(page, everything)
    assert page.locator(".p-filters input:checked").count() == 0


def test_clearing_brings_the_whole_list_back(page: Page, root: str) -> None:
    page.goto(root + "practices/index.html")
    everything, cards = _count(page), _cards(page)
    _, count = _choose(page, "oblast")
    _expect_count(page, count)
    page.locator(".p-filters button[type=reset]").click()
    _expect_count(page, everything)
    assert _cards(page) == cards


def test_an_empty_list_offers_ways_out_with_what_they_find(page: Page, root: str) -> None:
    page.goto(root + "practices/index.html")
    _, count = _choose(page, "oblast")
    _expect_count(page, count)
    browsing.until(page, "() => document.querySelector('[data-facet=topic] [data-empty]')")
    assert not page.locator("[data-facet=topic] [data-empty] input").first.is_visible()
    page.locator("[data-facet=topic] .p-facet__rest").click()
    page.locator("[data-facet=topic] [data-empty] input").first.check()
    page.wait_for_selector(".p-relief")
    assert _count(page) == 0 and _cards(page) == 0
    offers = page.locator(".p-relief button")
    promised = [int(number[1]) for text in offers.all_inner_texts() if (number := re.search(r"\((\d+)", text))]
    assert promised == sorted(promised, reverse=True) and count in promised and 0 not in promised
    offers.first.click()
    _expect_count(page, promised[0])
    assert page.locator(".p-relief").count() == 0 and page.locator(".p-filters input:checked").count() == 1
    page.go_back()
    page.wait_for_selector(".p-relief")
    page.locator(".p-relief button").last.click()
    page.wait_for_function("() => !document.querySelector('.p-relief')")
    assert page.locator(".p-filters input:checked").count() == 0 and _cards(page) > 0


def test_sorting_by_title_follows_the_kyrgyz_alphabet(page: Page, root: str) -> None:
    page.goto(root + "practices/index.html")
    page.locator("#p-sort").select_option("title")
    page.wait_for_url("**sort=title**")
    letters = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя"
    browsing.until(
        page,
        """(letters) => {
            const first = [...document.querySelectorAll("[data-portal-list] .p-card__title")]
                .filter((one) => /^[^0-9]/.test(one.textContent.trim()))
                .map((one) => letters.indexOf((one.textContent.toLowerCase().match(/[а-яёңөү]/) ?? ["а"])[0]));
            return first.length > 1 && first.every((place, i) => !i || place >= first[i - 1]);
        }""",
        arg=letters,
    )
    assert _cards(page) > 1


def test_the_filters_survive_the_change_of_language(page: Page, root: str) -> None:
    page.goto(root + "practices/index.html")
    oblast, count = _choose(page, "oblast")
    _expect_count(page, count)
    page.locator("[data-portal-switch]").click()
    page.wait_for_url("**/ru/**")
    assert _query(page)["oblast"] == [oblast]
    _expect_count(page, count)


def test_words_in_the_address_filter_the_catalogue(page: Page, root: str) -> None:
    page.goto(root + "catalogue.html")
    everything = _count(page)
    page.goto(root + "catalogue.html?q=суу")
    browsing.until(page, f"(all) => {_COUNT} > 0 && {_COUNT} < all", arg=everything)
    assert page.locator("#p-words").input_value() == "суу"


def test_a_link_from_a_topic_opens_the_catalogue_filtered(page: Page, root: str) -> None:
    page.goto(root + "topics/drinking-water.html")
    listed = _cards_of_topic(page)
    page.locator("a[href*='catalogue.html?topic=drinking-water']").click()
    page.wait_for_url("**topic=drinking-water**")
    _expect_count(page, listed)


def _cards_of_topic(page: Page) -> int:
    return page.locator(".p-page--topic .p-card").count()


def test_nonsense_in_the_address_does_no_harm(page: Page, root: str) -> None:
    page.goto(root + "catalogue.html?topic=no-such-topic&sort=sideways&q=%3Cscript%3Ealert(1)%3C%2Fscript%3E&x=1")
    page.locator("[data-portal-count]").wait_for()
    assert page.locator("script:text('alert(1)')").count() == 0


def test_the_search_of_the_home_page_finds(page: Page, root: str) -> None:
    page.goto(root + "index.html")
    field = page.locator(".p-search--hero input[name=q]")
    field.fill("таза суу")
    field.press("Enter")
    page.wait_for_url(re.compile(r"\?.*q="))
    page.locator("main a[href*='/'], main .p-card a").first.wait_for()
    assert _query(page)["q"] == ["таза суу"]
