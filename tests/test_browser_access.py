"""Accessibility in a browser: states of pages, and what axe cannot see; every page type: test_browser_visits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import browsing
from page_types import addresses, of_type

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def test_axe_finds_nothing_serious_in_the_open_menu(phone_page: Page, http_site: str) -> None:
    phone_page.goto(http_site + "index.html")
    phone_page.locator("[data-portal-menu]").click()
    assert browsing.run_axe(phone_page) == []


def test_axe_finds_nothing_serious_in_unfolded_lists(phone_page: Page, built_site: Path, http_site: str) -> None:
    phone_page.goto(http_site + of_type(built_site, "practice"))
    phone_page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert browsing.run_axe(phone_page) == []


def test_the_keyboard_starts_with_the_skip_link_and_shows_where_it_is(
    desktop_page: Page, built_site: Path, http_site: str
) -> None:
    page = desktop_page
    page.goto(http_site + of_type(built_site, "practice"))
    page.keyboard.press("Tab")
    skip = page.locator(".p-skip")
    assert skip.evaluate("(one) => one === document.activeElement")
    assert skip.evaluate("(one) => one.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    # Further steps stay in the article: the menu was skipped.
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_every_stop_of_the_keyboard_can_be_seen(desktop_page: Page, built_site: Path, http_site: str) -> None:
    page = desktop_page
    page.goto(http_site + of_type(built_site, "home"))
    for _ in range(60):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
                const one = document.activeElement;
                if (one === document.body) return "end";
                const ring = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 1;
                const shape = one.querySelector("rect");
                return ring(getComputedStyle(one)) || ring(getComputedStyle(one, "::after"))
                    || (shape && parseFloat(getComputedStyle(shape).strokeWidth) > 3) || one.outerHTML.slice(0, 120);
            }"""
        )
        if seen == "end":
            break
        assert seen is True


def test_contrast_holds_when_a_pointer_rests_on_things(desktop_page: Page, built_site: Path, http_site: str) -> None:
    page = desktop_page
    page.goto(http_site + of_type(built_site, "home"))
    for selector in (".p-menu__link", ".p-tile", ".p-search__button", ".p-card", ".p-footer a"):
        page.locator(f"{selector}:visible").nth(1 if selector == ".p-menu__link" else 0).hover()
        assert browsing.run_axe(page, only=["color-contrast"]) == [], selector


def test_pages_work_with_forced_colours_and_less_motion(browser: Browser, built_site: Path, http_site: str) -> None:
    with browsing.open_page(browser, **browsing.DESKTOP, forced_colors="active") as page:
        for address in addresses(built_site)[:4]:
            page.goto(http_site + address)
            assert page.locator("h1").is_visible()
            assert browsing.script_errors(page) == []
