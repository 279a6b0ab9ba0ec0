"""Which scripts the first result of the search waits for, and that all others come, late or alone."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import browsing
from portal.publish.html.scripts import scripts
from portal.publish.html.slim import slim

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

SCRIPTS = scripts(browsing.REPOSITORY / "overrides/assets/javascripts")
#: What a question in the address waits for, and what every page has.
FIRST = ("language", "search", "facets", "search-page")
LATE = ("edition", "my-list", "portal", "search-box", "offline", "choice")
READY = "typeof portalList !== 'undefined' && document.querySelector('.p-search--page [role=combobox]')"


def scripts_of(html: str, how: str) -> list[str]:
    tags = re.findall(rf'<script src="[^"]*?assets/(?:javascripts/)?([a-z-]+)(?:\.[0-9a-f]+)?\.js"[^>]* {how}>', html)
    return [name for name in tags if name != "edition-data"]


def test_a_first_result_waits_for_few_bytes_of_scripts(built_site: Path) -> None:
    html = (built_site / "search.html").read_text(encoding="utf-8")
    assert scripts_of(html, "defer") == list(FIRST)
    assert scripts_of(html, 'type="text/late"') == list(LATE)
    weights = [len(gzip.compress(slim(SCRIPTS[f"{name}.js"]).encode(), 9)) for name in FIRST]
    assert sum(weights) <= 31_000, dict(zip(FIRST, weights, strict=True))


def test_scripts_of_every_page_come_behind_the_first_result(browser: Browser, http_site: str) -> None:
    held: list[Route] = []
    asked: list[str] = []
    with browsing.open_page(browser, **browsing.PHONE) as page:
        page.on("request", lambda request: asked.append(request.url))
        holding = True
        page.route(
            re.compile(r"/search/ky/d\d+\.[0-9a-f]{8}\.js"),
            lambda route: held.append(route) if holding else route.continue_(),
        )
        page.goto(http_site + "search.html?q=таза%20суу", wait_until="commit")
        browsing.until(page, "typeof portalFacets !== 'undefined'")
        while not held:
            page.wait_for_timeout(20)
        early = {match[1] for url in asked if (match := re.search(r"/([a-z-]+)\.[0-9a-f]{8}\.js", url))}
        assert set(FIRST) <= early and not early & {*LATE, "search-more", "language-stems", "language-roots"}
        holding = False
        for route in held:
            route.continue_()
        works(page)
        assert not browsing.script_errors(page)


@pytest.mark.parametrize("address", ["search.html?q=таза%20суу", "ru/search.html?q=чистая%20вода", "search.html"])
@pytest.mark.parametrize("root", ["http", "file"])
def test_all_of_the_page_works_when_it_has_come(
    browser: Browser, request: pytest.FixtureRequest, root: str, address: str
) -> None:
    with browsing.open_page(browser, **browsing.PHONE) as page:
        page.goto(request.getfixturevalue(f"{root}_site") + address)
        works(page, "q=" in address)
        assert not browsing.script_errors(page)


def works(page: Page, asked: bool = True) -> None:
    """What late scripts give: boxes to compare, the menu, suggestions."""
    browsing.until(page, READY)
    if asked:
        page.wait_for_selector(".p-hit--practice .p-choice")
    page.locator("[data-portal-menu]").click()
    assert page.locator("#menu").is_visible()
    page.locator("[data-portal-menu]").click()
    box = page.locator(".p-search--page input")
    box.fill("")
    box.press_sequentially("мун")
    page.wait_for_selector(".p-search--page [role=option]:nth-child(2)")


def test_what_is_typed_before_the_field_has_its_script_gets_suggestions(browser: Browser, http_site: str) -> None:
    held: list[Route] = []
    with browsing.open_page(browser, **browsing.PHONE) as page:
        page.route(re.compile(r"/search-box\.[0-9a-f]{8}\.js"), lambda route: held.append(route))
        page.goto(http_site + "search.html?q=суу")
        page.wait_for_selector(".p-hit")
        page.fill(".p-search--page input", "мый")
        while not held:
            page.wait_for_timeout(20)
        for route in held:
            route.continue_()
        page.wait_for_selector(".p-search--page [role=option]:nth-child(2)")


def test_they_come_without_the_search_too(browser: Browser, http_site: str) -> None:
    """Where a script of the search fails, the page has its menu and its list all the same."""
    with browsing.open_page(browser, **browsing.PHONE) as page:
        page.route(re.compile(r"/search\.[0-9a-f]{8}\.js"), lambda route: route.abort())
        page.goto(http_site + "search.html?q=суу")
        browsing.until(page, "typeof portalList !== 'undefined'")


def test_rules_of_stems_come_for_a_word_that_stands_nowhere_as_typed(browser: Browser, http_site: str) -> None:
    with browsing.open_page(browser, **browsing.PHONE) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(http_site + "search.html?q=мектебибизди")
        page.wait_for_selector(".p-hit h2")
        assert any("/language-stems." in url for url in asked) and any("/language-roots." in url for url in asked)
