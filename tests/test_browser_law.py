"""From a practice to the article it rests on, from there to another document: with the mouse, by keyboard, on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import browsing

if TYPE_CHECKING:
    from playwright.sync_api import Page

EVENT = "events/academy-first-steps-2021.html"
CITATION = 'a.p-cite[data-acts="kg-law-2016-75"]'


@pytest.fixture(params=["http_site", "file_site"])
def site(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(request.param))


@pytest.mark.parametrize("prefix", ["", "ru/"])
def test_the_way_leads_from_the_text_to_the_article_and_on_to_the_documents(
    desktop_page: Page, site: str, prefix: str
) -> None:
    page = desktop_page
    page.goto(site + prefix + EVENT)
    page.locator(CITATION).first.click()
    card = page.locator("#p-law-card")
    assert card.is_visible()
    assert "75" in card.inner_text()
    card.locator("a.p-button").first.click()
    page.wait_for_url("**/acts/kg-law-2016-75.html#art_28")
    assert page.locator("#art_28").is_visible()
    document = page.locator(".p-mentions__title").first
    document.click()
    assert page.locator(".p-page h1").inner_text()
    assert browsing.script_errors(page) == []


def test_the_card_opens_and_closes_by_keyboard(desktop_page: Page, site: str) -> None:
    page = desktop_page
    page.goto(site + EVENT)
    citation = page.locator(CITATION).first
    citation.focus()
    page.keyboard.press("Enter")
    card = page.locator("#p-law-card")
    assert card.is_visible()
    assert citation.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert not card.is_visible()
    assert citation.evaluate("(one) => one === document.activeElement")


def test_a_tap_opens_the_card_within_the_width_of_a_phone(phone_page: Page, site: str) -> None:
    page = phone_page
    page.goto(site + "ru/" + EVENT)
    page.locator(CITATION).first.tap()
    box = page.locator("#p-law-card").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360


def test_on_paper_a_citation_has_the_number_of_its_footnote(desktop_page: Page, site: str) -> None:
    page = desktop_page
    page.goto(site + EVENT)
    page.emulate_media(media="print")
    number = page.locator(CITATION).first.get_attribute("data-note")
    shown = page.locator(CITATION).first.evaluate("(one) => getComputedStyle(one, '::after').content")
    assert number is not None
    assert number in shown
    entry = page.locator(f".p-laws ol > li:nth-child({number})")
    assert entry.get_attribute("data-law") == "kg-law-2016-75"


def test_without_javascript_a_citation_is_a_link_to_the_article(built_site: Path) -> None:
    html = (built_site / EVENT).read_text(encoding="utf-8")
    assert 'href="../acts/kg-law-2016-75.html#art_28"' in html


def test_official_addresses_are_made_from_the_code_in_both_languages(built_site: Path) -> None:
    html = (built_site / "acts/kg-law-2021-125.html").read_text(encoding="utf-8")
    assert "data-portal-print" in html, "an act can be printed as a document can"
    assert "http://cbd.minjust.gov.kg/act/view/ky-kg/112303" in html
    assert "http://cbd.minjust.gov.kg/act/view/ru-ru/112303" in html


def test_the_focused_button_of_the_card_can_be_read(desktop_page: Page, site: str) -> None:
    page = desktop_page
    page.goto(site + EVENT)
    page.locator(CITATION).first.click()
    button = page.locator("#p-law-card a.p-button").first
    assert button.evaluate("(one) => one === document.activeElement")
    assert button.evaluate("(one) => getComputedStyle(one).color") == "rgb(255, 255, 255)"


# --- The training order ------------------------------------------------------------------------


def test_the_training_order_is_worked_out_on_the_device(desktop_page: Page, site: str) -> None:
    page = desktop_page
    page.goto(site + "ru/training.html")
    told = page.locator("[data-portal-order]")
    page.fill("[name=name]", "Кашка-Суу")
    page.fill("[name=people]", "30")
    page.fill("[name=amount]", "1 500 000,50")
    page.locator("[name=topic]").first.check()

    def out(name: str) -> str:
        return told.locator(f"[data-out={name}]").inner_text().replace("\u00a0", " ")

    # One percent, a tyiyn of it never lost; per head a tyiyn never too much.
    assert (out("name"), out("people"), out("amount")) == ("Кашка-Суу", "30", "1 500 000,50 сомов")
    assert (out("result"), out("person")) == ("15 000,01 сомов", "500 сомов")
    assert told.locator("[data-out=topics] li").all_inner_texts() == [
        page.locator("label:has([name=topic])").first.inner_text().strip()
    ]
    page.fill("[name=amount]", "а")
    assert "цифрами" in out("amount") and (out("result"), out("person")) == ("—", "—")
    # Nothing is printed that cannot be counted.
    assert not page.evaluate("document.querySelector('[data-portal-training]').checkValidity()")
    page.fill("[name=amount]", "5 000")
    assert page.evaluate("document.querySelector('[data-portal-training]').checkValidity()")
    assert browsing.script_errors(page) == []
    page.goto(site + "training.html")
    page.fill("[name=amount]", "2000")
    assert out("result") == "20 сом" and out("person") == "—"
