"""Ways through the pages in a browser, from a server and from a stick: languages, links, menu, no scripts, paper."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from pypdf import PdfReader

import browsing
from page_types import of_type

if TYPE_CHECKING:
    from pypdf import PdfReader
from playwright.sync_api import Browser, Page

# --- Two languages ------------------------------------------------------------------


@pytest.mark.parametrize("place", ["http", "file"])
def test_the_language_switch_keeps_document_and_heading(
    phone_page: Page, built_site: Path, http_site: str, file_site: str, place: str
) -> None:
    root = http_site if place == "http" else file_site
    address = of_type(built_site, "resolution")
    page = phone_page
    page.goto(root + address)
    heading = page.locator(".p-body h2[id]").nth(3)
    anchor = heading.get_attribute("id")
    heading.evaluate("(one) => one.scrollIntoView()")
    page.locator("[data-portal-switch]").click()
    page.wait_for_url("**/ru/**")
    assert page.evaluate("document.documentElement.lang") == "ru"
    assert page.url.startswith(root + "ru/" + address)
    assert unquote(urlsplit(page.url).fragment) == anchor
    # The heading is in sight, below the header that stays.
    top = page.locator(f"[id='{anchor}']").evaluate("(one) => one.getBoundingClientRect().top")
    bottom = page.locator(".p-header").evaluate("(one) => one.getBoundingClientRect().bottom")
    assert bottom - 1 <= top < page.evaluate("window.innerHeight") / 2
    page.locator("[data-portal-switch]").click()
    page.wait_for_url(lambda url: "/ru/" not in url)
    assert unquote(urlsplit(page.url).fragment) == anchor


def test_at_the_top_the_switch_adds_no_anchor(phone_page: Page, built_site: Path, http_site: str) -> None:
    address = of_type(built_site, "practice")
    phone_page.goto(http_site + address)
    phone_page.locator("[data-portal-switch]").click()
    phone_page.wait_for_url("**/ru/**")
    assert phone_page.url == http_site + "ru/" + address


IN_SIGHT = """(selector) => {
  const shown = [...document.querySelectorAll(selector)].filter((one) => one.getClientRects().length);
  const names = (one) => one.id || one.getAttribute("href").replace(/^(\\.\\.\\/)*(ru\\/)?/, "");
  return shown.filter((one) => {
    const { top } = one.getBoundingClientRect();
    return top >= 0 && top <= window.innerHeight;
  }).map(names);
}"""


@pytest.mark.parametrize(
    ("kind", "items"),
    [
        ("home", ".p-tile"),
        ("acts", ".p-acts a"),
        ("topic", ".p-card__title a"),
        ("catalogue", ".p-card__title a"),
        ("contests", ".p-states__list h3 a"),
        ("regions", "h2 a, h3 a, .p-list a"),
        ("organisations", ".p-page li a"),
        ("glossary", ".p-glossary > div"),
        ("lesson", ".p-question"),
    ],
)
def test_the_language_switch_keeps_the_place_in_a_list(
    desktop_page: Page, built_site: Path, http_site: str, kind: str, items: str
) -> None:
    """Lists have few anchors or none, or those of one language; a hidden heading is no place."""
    page = desktop_page
    page.goto(http_site + of_type(built_site, kind))
    own = page.locator(items)
    own.nth(own.count() * 2 // 3).evaluate("(one) => one.scrollIntoView({ block: 'center' })")
    seen = page.evaluate(IN_SIGHT, items)
    page.locator("[data-portal-switch]").click()
    page.wait_for_url("**/ru/**")
    page.wait_for_load_state()
    assert set(seen) & set(page.evaluate(IN_SIGHT, items)), (page.url, seen)
    assert "~" not in page.url and not page.url.endswith("-answers")


# --- From page to page ----------------------------------------------------------------


def test_a_document_leads_to_its_topic_act_region_and_organisation(
    phone_page: Page, built_site: Path, http_site: str
) -> None:
    page = phone_page
    # The richest practice names an oblast; laws and bodies stand on the resolution for certain.
    wanted = {"topics": "resolution", "acts": "resolution", "organisations": "resolution", "regions": "practice"}
    for folder, kind in wanted.items():
        page.goto(http_site + of_type(built_site, kind))
        for fold in page.locator(".p-passport details:not([open]) > summary").all():
            fold.click()
        link = page.locator(f".p-passport a[href*='/{folder}/']").first
        address = re.sub(r"#.*", "", link.evaluate("(one) => one.href"))
        link.click()
        page.wait_for_url(lambda url, wanted=address: url.startswith(wanted))
        assert page.locator("h1").inner_text()


def test_the_tile_map_leads_to_regions(phone_page: Page, http_site: str, built_site: Path) -> None:
    phone_page.goto(http_site + of_type(built_site, "regions"))
    tile = phone_page.locator(".p-map a").first
    name = (tile.get_attribute("aria-label") or "").split(":")[0]
    tile.click()
    phone_page.wait_for_url(re.compile(r"/regions/(?!index)"))
    assert name in phone_page.locator("h1").inner_text()
    assert phone_page.locator(".p-map a[aria-current=page]").count() == 1


def test_a_recommendation_can_be_linked_to(desktop_page: Page, built_site: Path, http_site: str) -> None:
    desktop_page.goto(http_site + of_type(built_site, "resolution"))
    number = desktop_page.locator(".p-recommendation__number").nth(4)
    number.click()
    anchor = urlsplit(desktop_page.url).fragment
    assert re.fullmatch(r"recommendation-\d+", anchor)
    box = desktop_page.locator(f"#{anchor}").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 800


def test_the_menu_of_a_phone_opens_and_closes(phone_page: Page, http_site: str) -> None:
    page = phone_page
    page.goto(http_site + "index.html")
    button = page.locator("[data-portal-menu]")
    menu = page.locator("#menu")
    assert not menu.is_visible()
    button.click()
    assert menu.is_visible()
    assert button.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    button.click()
    button.click()
    assert not menu.is_visible()
    button.click()
    menu.locator("a[href$='practices/index.html']").click()
    page.wait_for_url("**/practices/index.html")
    assert not menu.is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_wrong_address_at_any_depth_gets_the_page_of_errors(browser: Browser, http_site: str, scripts: bool) -> None:
    """Styled, and with links that lead somewhere, although the site does not know its address."""
    with browsing.open_page(browser, java_script_enabled=scripts, **browsing.DESKTOP) as page:
        wrong = ("no-such-page.html", "practices/no/such/page.html", "ru/no/")
        for address in (*wrong, "404.html"):
            answer = page.goto(http_site + address)
            assert answer is not None and answer.status == (200 if address == "404.html" else 404)
            assert page.locator("section[lang=ky]").is_visible() and page.locator("section[lang=ru]").is_visible()
            links = page.locator("main a, header a, footer a").evaluate_all("all => all.map((one) => one.href)")
            assert {http_site + "index.html", http_site + "ru/index.html"} <= set(links), address
            paint = page.locator(".p-header").evaluate("one => getComputedStyle(one).backgroundColor")
            assert paint not in {"rgba(0, 0, 0, 0)", ""}, address
        assert browsing.failed_requests(page) == [f"{http_site}{address}: 404" for address in wrong]


def test_the_page_of_errors_stands_on_a_disk_too(desktop_page: Page, file_site: str) -> None:
    desktop_page.goto(file_site + "ru/404.html")
    links = desktop_page.locator("main a").evaluate_all("all => all.map((one) => one.href)")
    assert file_site + "ru/index.html" in links
    assert browsing.failed_requests(desktop_page) == []


# --- Without JavaScript -----------------------------------------------------------------


@pytest.mark.parametrize("place", ["http", "file"])
def test_without_javascript_everything_but_filters_works(
    browser: Browser, built_site: Path, http_site: str, file_site: str, place: str
) -> None:
    root = http_site if place == "http" else file_site
    with browsing.open_page(browser, viewport={"width": 360, "height": 740}, java_script_enabled=False) as page:
        page.goto(root + "index.html")
        menu = page.locator("#menu")
        assert menu.is_visible()
        assert not page.locator("[data-portal-menu]").is_visible()
        menu.locator("a[href$='practices/index.html']").click()
        assert page.url == root + "practices/index.html"
        # The plain list is there, the form that would do nothing is not.
        assert not page.locator(".p-filters").is_visible()
        assert page.locator("[data-portal-list] .p-card").count() > 0
        page.locator("[data-portal-list] .p-card a").first.click()
        # Nothing of the document is folded away.
        assert all(one.is_visible() for one in page.locator(".p-passport dt").all())
        assert page.locator(".p-contents a").first.is_visible()
        assert not page.locator("[data-portal-print]").is_visible()
        assert browsing.foreign_requests(page, root) == []


# --- Print --------------------------------------------------------------------------------


def test_paper_has_the_document_and_nothing_else(desktop_page: Page, built_site: Path, http_site: str) -> None:
    page = desktop_page
    page.set_viewport_size({"width": 700, "height": 900})  # narrow, so that the long lists are folded on the screen
    page.goto(http_site + of_type(built_site, "resolution"))
    page.emulate_media(media="print")
    for selector in (".p-header", "#menu", ".p-contents", ".p-actions", ".p-crumbs", ".p-related", ".p-footer__links"):
        assert not any(one.is_visible() for one in page.locator(selector).all()), selector
    for selector in ("h1", ".p-passport", ".p-votes", ".p-recommendations", ".p-sources", ".p-edition"):
        assert page.locator(selector).first.is_visible(), selector
    assert page.locator(".p-passport__row--topics").is_visible()
    page.goto(http_site + of_type(built_site, "practice"))
    link = page.locator(".p-sources a.external").first
    shown = link.evaluate("(one) => getComputedStyle(one, '::after').content")
    assert "http" in shown


def test_the_text_of_a_printed_kyrgyz_page_can_be_copied(
    desktop_page: Page, built_site: Path, http_site: str, tmp_path: Path
) -> None:
    """Split fonts would make it «ө км ө т ү»."""
    page = desktop_page
    page.goto(http_site + of_type(built_site, "resolution"))
    words = set(re.findall(r"\b\w*[ңөү]\w*\b", page.locator(".p-body").inner_text()))
    path = tmp_path / "page.pdf"
    page.pdf(path=path, format="A4")
    text = "\n".join(sheet.extract_text() for sheet in PdfReader(path).pages)
    assert words
    # A word may be broken at the hyphen in the end of a line; nearly all are whole.
    found = {word for word in words if word in text}
    assert len(found) >= 0.97 * len(words), sorted(words - found)[:20]
