"""What comes out on paper: where a sheet comes from, addresses that can be typed, nothing that is untrue there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser as HTMLParser

import browsing
from page_types import of_type
from portal.core.urls import address, readable, says_itself
from portal.publish.html.properties import read_properties
from portal.publish.html.shown import as_shown
from portal.publish.onefile.kit import rules, style

pytestmark = pytest.mark.slow

LANGUAGES = ("ky", "ru")
LINKS = """() => [...document.querySelectorAll(".p-page a[href^=http]")].map((one) =>
    [one.textContent, one.getAttribute("href"), getComputedStyle(one, "::after").content])"""


def on_paper(page: Page, path: Path, anchor: str = "") -> Page:
    """The page from a disk, as it is printed."""
    page.goto(path.as_uri() + anchor)
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sheet_says_where_it_comes_from(built_site: Path, lang: str) -> None:
    for kind in ("act", "catalogue", "list", "course_whole", "course_trainer", "topic", "compare", "pairs", "practice"):
        at = of_type(built_site, kind, lang)
        page = HTMLParser((built_site / at).read_text(encoding="utf-8"))
        line, name = page.css_first("main > .p-paper--from"), page.css_first(".p-brand .p-wide")
        assert line is not None and name is not None, at
        assert line.text().split(": ")[1].split()[0].endswith(at), at
        assert line.text().startswith(name.text()) and "CC BY" in line.text().replace("\u00a0", " "), at
        assert page.css_first(".p-paper--from [data-portal-edition]") is not None, at


def test_the_edition_stands_on_paper(desktop_page: Page, built_site: Path) -> None:
    for kind in ("act", "practice", "course_whole"):
        page = on_paper(desktop_page, built_site / of_type(built_site, kind))
        line = page.locator(".p-paper--from")
        assert line.is_visible() and "Басылышы" in line.inner_text(), kind
        page.emulate_media(media="screen")
        assert not line.is_visible()


def test_addresses_have_their_letters_and_lead_to_the_same() -> None:
    told = "https://ky.wikipedia.org/wiki/%D0%91%D0%B0%D1%82%D0%BA%D0%B5%D0%BD%20%C2%AB%CF%F0%A9?q=%E2%80%AE%D0%B0"
    assert readable(told) == "https://ky.wikipedia.org/wiki/Баткен%20%C2%AB%CF%F0%A9?q=%E2%80%AEа"
    assert as_shown(f'<a rel="x" href="{told}">%D0%B0</a>').count("%D0%B0") == 1
    assert as_shown('<a href="mailto:a@b.kg?body=%D0%B0">') == '<a href="mailto:a@b.kg?body=%D0%B0">'
    for text, href in (
        ("dpi.kg", "https://dpi.kg/"),
        ("a@b.kg", "mailto:a@b.kg"),
        ("https://x.kg/а", "https://x.kg/%D0%B0"),
    ):
        assert says_itself(text, href)
    assert not says_itself("www.kg", "https://kg/")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_addresses_stand_behind_links_once(desktop_page: Page, built_site: Path, lang: str) -> None:
    for kind in ("act", "practice", "organisation", "answer"):
        page = on_paper(desktop_page, built_site / of_type(built_site, kind, lang))
        for (
            text,
            href,
            said,
        ) in page.evaluate("""() => [...document.querySelectorAll(".p-page a[href^=http]")].map((one) =>
                [one.textContent, one.getAttribute("href"), getComputedStyle(one, "::after").content])"""):
            assert href == readable(href)
            assert (said == "none") if says_itself(text, href) else href in said, (kind, text)
    assert page.locator(".p-sources .external").count()
    desktop_page.goto((built_site / of_type(built_site, "act", lang)).as_uri())
    assert desktop_page.locator(".p-passport .external").count()


def test_wordings_for_the_search_are_not_printed(desktop_page: Page, built_site: Path) -> None:
    path = built_site / of_type(built_site, "answer")
    page = on_paper(desktop_page, path)
    assert page.locator("#asked").count() and not page.locator("#asked").is_visible()
    assert "#asked" in rules().drop.split(", ")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_list_that_is_not_whole_says_so(desktop_page: Page, built_site: Path, lang: str) -> None:
    page = on_paper(desktop_page, built_site / address(lang, "catalogue"))
    cards = page.locator(".p-results .p-card").count()
    all_of_them = re.findall(r"\d+", page.locator("[data-portal-count]").inner_text())[0]
    said = page.locator(".p-pages").evaluate("(one) => getComputedStyle(one, '::before').content")
    assert f"1–{cards}" in said and all_of_them in said, said
    page.emulate_media(media="screen")
    page.locator("#p-sort").select_option("title")
    browsing.until(page, "document.querySelector('.p-results__more')")
    cards = page.locator(".p-results .p-card").count()
    page.emulate_media(media="print")
    said = page.locator(".p-results__more").evaluate("(one) => getComputedStyle(one, '::after').content")
    assert f"1–{cards}" in said and all_of_them in said, said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_answers_of_a_lesson_come_last(desktop_page: Page, built_site: Path, lang: str) -> None:
    page = on_paper(desktop_page, built_site / of_type(built_site, "lesson", lang))
    answers = page.locator(".p-answers").bounding_box()
    sources = page.locator(".p-sources").bounding_box()
    assert answers and sources and answers["y"] >= sources["y"] + sources["height"]
    assert not page.locator(".p-lesson__kept").is_visible() and page.locator(".p-lesson__note textarea").is_visible()
    page = on_paper(desktop_page, built_site / of_type(built_site, "course_whole", lang))
    parts = "[...document.querySelectorAll('.p-reader__part')].map((one) => getComputedStyle(one).breakBefore)"
    breaks = page.evaluate(parts)
    assert breaks[0] == "auto" and set(breaks[1:]) <= {"page"}


def test_what_means_nothing_on_paper_is_not_there_and_items_stay_whole(desktop_page: Page, built_site: Path) -> None:
    path = next(one for one in built_site.rglob("*.html") if "p-laws__places" in one.read_text(encoding="utf-8"))
    page = on_paper(desktop_page, path)
    assert not page.locator(".p-laws__places").first.is_visible()
    assert page.locator(".p-laws li").first.evaluate("(one) => getComputedStyle(one).breakInside") == "avoid"
    assert not page.locator(".p-footer").is_visible()
    page.goto("about:blank")
    sheet = style(read_properties(browsing.REPOSITORY))
    page.set_content(f"<style>{sheet}</style><ul class=p-conditions><li>Суу</li></ul>")
    assert page.locator("li").evaluate("(one) => getComputedStyle(one, '::before').borderTopStyle") == "solid"


def test_the_edition_is_said_once_on_the_screen_and_on_paper(desktop_page: Page, built_site: Path) -> None:
    for kind in ("act", "practice", "use"):
        path = built_site / (of_type(built_site, kind) if kind != "use" else "use.html")
        desktop_page.emulate_media(media="screen")
        desktop_page.goto(path.as_uri())
        for media in ("screen", "print"):
            desktop_page.emulate_media(media=media)
            shown = [one for one in desktop_page.locator("[data-portal-edition]").all() if one.is_visible()]
            assert len(shown) == 1 and "Басылышы" in shown[0].inner_text(), (kind, media)
