"""The search in a browser, over http and from files: typing, choosing, filters, address, other language, repair."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import browsing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(params=["http", "file"])
def site(request: pytest.FixtureRequest) -> str:
    return request.getfixturevalue(f"{request.param}_site")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browsing.open_page(browser, **browsing.DESKTOP) as opened:
        yield opened
        assert not browsing.script_errors(opened)


def found(page: Page) -> int:
    browsing.until(page, "/\\d/.test(document.querySelector('[data-portal-count]').textContent)")
    return int(re.sub(r"\D", "", page.locator("[data-portal-count]").inner_text()))


def titles(page: Page) -> list[str]:
    page.wait_for_selector(".p-hit")
    return page.locator(".p-hit__title").all_inner_texts()


def test_typing_shows_suggestions_and_enter_searches(page: Page, site: str) -> None:
    page.goto(site + "about.html")
    page.keyboard.press("/")
    box = page.locator("form.p-search input")
    assert box.evaluate("e => e === document.activeElement")
    assert box.get_attribute("role") == "combobox" and box.get_attribute("aria-expanded") == "false"
    page.keyboard.type("с")
    page.wait_for_selector("[role=option]")
    assert box.get_attribute("aria-expanded") == "true"
    assert page.locator(f"#{box.get_attribute('aria-controls')}").get_attribute("role") == "listbox"
    assert re.search(r"\d", page.locator(".p-suggest__status").inner_text())
    page.keyboard.type("уу")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    assert found(page) >= 10 and titles(page)
    # Suggestions that were on their way when Enter led to another page are given up.
    assert not [address for address in browsing.failed_requests(page) if "ERR_ABORTED" not in address]
    assert not browsing.foreign_requests(page, site)


def test_arrows_choose_and_escape_closes(page: Page, site: str) -> None:
    page.goto(site + "index.html")
    box = page.locator("form.p-search input")
    box.focus()
    page.keyboard.type("таштанды")
    page.wait_for_selector(".p-suggest__option--all:has-text('таштанды')")
    page.keyboard.press("ArrowDown")
    first = page.locator("[role=option]").first
    assert first.get_attribute("aria-selected") == "true"
    assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false" and box.input_value() == "таштанды"
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("[role=option]:visible")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/(topics|practices|acts|resolutions|concepts|events|glossary|organisations)"))


def test_the_result_leads_into_the_section_and_marks_the_words(page: Page, site: str) -> None:
    page.goto(site + "search.html?q=суу%20түтүгү")
    link = page.locator(".p-hit__sections a").first
    link.wait_for()
    page.wait_for_selector(".p-hit mark")
    marked = {text.lower() for text in page.locator(".p-hit mark").all_inner_texts()}
    assert marked - {"суу", "түтүгү"}, "inflected forms are marked too"
    link.click()
    page.wait_for_selector("mark.p-mark")
    assert "#" in page.url
    page.locator(".p-marks button").click()
    assert page.locator("mark.p-mark").count() == 0


def test_facets_count_what_the_heading_counts(page: Page, site: str) -> None:
    """Documents that lack words stand below a heading of their own and are counted by neither."""
    page.goto(site + "search.html?q=көчө жарыгын орнотуу")
    page.wait_for_selector(".p-results__partial", state="attached")
    page.wait_for_selector("li[data-empty] input", state="attached")
    counts = page.locator(".p-facet[data-facet=kind] .p-facet__count").all_text_contents()
    assert sum(map(int, counts)) == found(page) > 0


def test_facets_combine_count_and_stand_in_the_address(page: Page, site: str) -> None:
    page.goto(site + "search.html?q=суу")
    everything = found(page)
    page.wait_for_selector("li[data-empty] input", state="attached")
    choice = page.locator(".p-facet[data-facet=kind] li", has=page.locator("input[value=practice]"))
    number = int(choice.locator(".p-facet__count").inner_text())
    assert 0 < number < everything
    choice.locator("input").check()
    browsing.until(page, "n => document.querySelector('[data-portal-count]').textContent.includes(n)", arg=str(number))
    assert "kind=practice" in page.url
    page.locator(".p-facet[data-facet=oblast] li:not([data-empty]) input").first.check()
    page.wait_for_url("**oblast=**")
    narrowed = found(page)
    assert narrowed < number and page.locator(".p-chip").count() == 2
    address = page.url
    page.go_back()
    browsing.until(page, "document.querySelectorAll('.p-chip').length === 1")
    page.goto(address)
    browsing.until(page, "document.querySelectorAll('.p-chip').length === 2")
    assert found(page) == narrowed
    page.locator(".p-chip").first.click()
    browsing.until(page, "document.querySelectorAll('.p-chip').length === 1")


def test_sorting_is_kept_in_the_address(page: Page, site: str) -> None:
    page.goto(site + "search.html?q=суу&sort=title")
    by_title = titles(page)
    assert by_title == sorted(by_title, key=lambda text: text.lower().replace("«", ""))
    page.locator("#p-sort").select_option("relevance")
    browsing.until(page, "!location.search.includes('sort')")


def test_the_other_language_is_one_tap_away(page: Page, site: str) -> None:
    page.goto(site + "ru/search.html?q=МСУ")
    assert found(page) > 3
    link = page.locator(".p-results__other a")
    link.wait_for()
    assert re.search(r"\d", link.inner_text()) and link.get_attribute("hreflang") == "ky"
    link.click()
    page.wait_for_url(re.compile(r"/search\.html\?q="))
    assert "/ru/" not in page.url and titles(page)


@pytest.mark.parametrize(("query", "right"), [("okutuu", "окутуу"), ("jrenee", "окутуу"), ("кыжмат", "кызмат")])
def test_repair_says_what_was_looked_for(page: Page, site: str, query: str, right: str) -> None:
    page.goto(site + f"search.html?q={query}")
    assert titles(page)
    notice = page.locator("[data-portal-notices] .p-notice").first.inner_text()
    assert right in notice and query in notice


def test_nothing_found_offers_topics_and_catalogue(page: Page, site: str) -> None:
    page.goto(site + "search.html?q=ыыыыщщщщ")
    page.wait_for_selector(".p-nothing")
    assert "ыыыыщщщщ" in page.locator(".p-nothing").inner_text()
    assert page.locator(".p-nothing a.p-tile").count() > 3
    assert page.locator(".p-nothing a.p-more").get_attribute("href").endswith("catalogue.html")  # type: ignore[union-attr]


def test_typing_on_the_page_searches_without_sending(page: Page, site: str) -> None:
    page.goto(site + "search.html")
    page.wait_for_selector("a.p-tile")
    page.locator(".p-search--page input").focus()
    page.keyboard.type("таштанды")
    assert titles(page)
    page.wait_for_url("**q=**")


def test_keyboard_alone(page: Page, site: str) -> None:
    page.goto(site + "search.html")
    page.keyboard.press("/")
    page.keyboard.type("бюджет")
    page.keyboard.press("Enter")
    titles(page)
    page.wait_for_selector(".p-suggest", state="hidden")
    browsing.settled(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.closest('.p-hit') === document.querySelector('.p-hit')")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/(guides|practices|resolutions|concepts|events|courses)/"))


def test_words_are_never_markup(page: Page, site: str) -> None:
    page.goto(site + "search.html?q=" + "%3Cimg%20src%3Dx%20onerror%3D%22document.title%3D1%22%3E")
    page.wait_for_selector(".p-nothing, .p-hit")
    assert page.locator(".p-page img").count() == 0 and page.title() != "1"
    assert "<img" in page.locator("[data-portal-notices], [data-portal-list]").all_inner_texts()[-1] or found(page)


@pytest.mark.parametrize("query", ["а" * 10_000, "😀", "!!!", "жана да"])
def test_odd_queries_are_answered(page: Page, site: str, query: str) -> None:
    page.goto(site + "search.html")
    page.locator(".p-search--page input").evaluate("(e, q) => { e.value = q }", query)
    page.locator(".p-search--page button").click()
    page.wait_for_selector(".p-nothing, .p-hit")
    assert browsing.script_errors(page) == []


def test_catalogue_filters_and_words(page: Page, site: str) -> None:
    page.goto(site + "catalogue.html?topic=drinking-water")
    page.wait_for_selector(".p-chip")
    some = found(page)
    page.goto(site + "catalogue.html?topic=drinking-water&q=тариф")
    browsing.until(
        page, "document.querySelector('[data-portal-list] .p-card') && document.querySelectorAll('.p-chip').length"
    )
    browsing.until(page, "n => parseInt(document.querySelector('[data-portal-count]').textContent) < n", arg=some)
    page.locator(".p-filters [type=reset]").click()
    browsing.until(page, "!location.search")
    assert page.locator(".p-pages, .p-card").count() > 10


def test_without_javascript_the_field_leads_to_the_catalogue(browser: Browser, site: str) -> None:
    with browsing.open_page(browser, java_script_enabled=False) as page:
        page.goto(site + "about.html")
        page.locator("form.p-search input").fill("суу")
        page.locator("form.p-search button").click()
        page.wait_for_url("**/catalogue.html?q=*")
        assert "JavaScript" in page.locator("noscript").first.inner_text() or "JavaScript" in page.content()
        page.goto(site + "ru/search.html")
        assert "JavaScript" in page.locator(".p-page").inner_text()


@pytest.mark.parametrize(
    "address", ["search.html?q=таза%20суу", "ru/search.html?q=ыы", "catalogue.html?topic=drinking-water"]
)
def test_narrow_screens_do_not_scroll_sideways(browser: Browser, http_site: str, address: str) -> None:
    with browsing.open_page(browser, viewport={"width": 320, "height": 640}) as page:
        page.goto(http_site + address)
        page.wait_for_selector(".p-hit, .p-nothing, .p-chip")
        browsing.settled(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 330


@pytest.mark.parametrize("address", ["search.html?q=таза%20суу", "search.html", "ru/search.html?q=ыы"])
def test_accessible(page: Page, http_site: str, address: str) -> None:
    page.goto(http_site + address)
    page.wait_for_selector(".p-hit, .p-nothing, a.p-tile")
    browsing.settled(page)
    assert browsing.run_axe(page) == []
    page.locator(".p-search--page input").focus()
    page.keyboard.type("су")
    page.wait_for_selector("[role=option]")
    assert browsing.run_axe(page) == []


def test_a_damaged_shard_is_told_in_the_language_of_the_page(
    browser: Browser, built_site: Path, tmp_path: Path
) -> None:
    shutil.copytree(built_site, tmp_path / "site")
    folder = tmp_path / "site/assets/search/ru"
    for file in folder.glob("t*.js"):
        file.write_text('portalSearch.put("ru","', encoding="utf-8")
    with browsing.serve(tmp_path / "site") as http, browsing.open_page(browser) as page:
        page.goto(http + "ru/search.html?q=вода")
        page.wait_for_selector("[data-portal-notices] .p-notice")
        assert "индекса" in page.locator("[data-portal-notices]").inner_text()
        for file in folder.glob("*.js"):
            file.unlink()
        page.goto(http + "ru/search.html?q=вода")
        page.wait_for_selector("[data-portal-notices] .p-notice")
        page.goto(http + "search.html?q=суу")
        assert titles(page)


def test_a_page_of_an_older_edition_finds_in_the_new_one(browser: Browser, built_site: Path, tmp_path: Path) -> None:
    shutil.copytree(built_site, tmp_path / "site")
    file = tmp_path / "site/search.html"
    text = file.read_text(encoding="utf-8")
    text = re.sub(r'("terms":")[^"]+', lambda match: match[1] + "-" * 300, text)
    file.write_text(re.sub(r'("edition":")[0-9a-f]+', r"\g<1>00000000", text), encoding="utf-8")
    with browsing.serve(tmp_path / "site") as http, browsing.open_page(browser) as page:
        for base in (http, (tmp_path / "site").as_uri() + "/"):
            page.goto(base + "search.html?q=суу")
            assert titles(page)
            assert "жаңы" in page.locator("[data-portal-notices]").inner_text()


def test_a_search_costs_two_journeys_and_few_bytes(page: Page, http_site: str) -> None:
    page.goto(http_site + "search.html?q=таза%20суу")
    titles(page)
    # The index of names comes after what was found.
    index = [address for address in browsing.requests(page) if re.search("/assets/search/ky/[^/]+$", address)]
    assert not any("manifest.js" in address for address in index)
    assert len({address for address in index if re.search(r"/t\d+\.js", address)}) <= 3


def test_the_language_switch_keeps_the_query(page: Page, http_site: str) -> None:
    page.goto(http_site + "search.html?q=USAID")
    titles(page)
    page.locator("a[data-portal-switch]").click()
    page.wait_for_url("**/ru/search.html?q=USAID")
    assert titles(page)


def test_a_repair_can_be_refused(page: Page, http_site: str) -> None:
    page.goto(http_site + "ru/search.html?q=мусоравоз")
    assert titles(page)
    notice = page.locator("[data-portal-notices]")
    browsing.until(page, "document.querySelector('[data-portal-notices]').textContent.includes('мусоровоз')")
    notice.get_by_role("button", name="мусоравоз").click()
    browsing.until(page, "document.querySelector('.p-nothing')")
    assert "мусоравоз" in page.locator(".p-nothing").inner_text() and not page.locator(".p-hit").count()


def test_documents_without_some_words_are_marked(page: Page, http_site: str) -> None:
    page.goto(http_site + "search.html?q=көчө жарыгын орнотуу")
    assert titles(page)
    browsing.until(page, "document.querySelectorAll('.p-results__partial ~ article').length >= 3")
    heading = page.locator(".p-results__partial")
    assert heading.count() == 1 and heading.locator("xpath=following-sibling::article").count() >= 3
    # Those whose titles say most of it stand above, and every document says what it lacks.
    above = heading.locator("xpath=preceding-sibling::article")
    assert f"{above.count()}" in page.locator("[data-portal-count]").inner_text() and above.count() >= 4
    notes = page.locator(".p-hit", has_text="Документте жок:").all_inner_texts()
    assert len(notes) == page.locator(".p-hit").count() - 1
    assert sum("«орнотуу»" in text for text in notes) >= 3


def test_acts_are_named_those_in_force_first(page: Page, http_site: str) -> None:
    page.goto(http_site + "ru/search.html?q=закон о местном самоуправлении")
    assert titles(page)
    items = page.locator(".p-direct li")
    browsing.until(page, "document.querySelectorAll('.p-direct li').length > 1")
    texts = items.all_inner_texts()
    texts = [text.replace("\u00a0", " ") for text in texts]
    ended = ("больше не действует", "взамен принят другой", "не проверено")
    assert "№ 123" in texts[0] and not any(words in texts[0] for words in ended)
    assert any("взамен принят другой" in text and "№ 101" in text for text in texts[1:])
    assert all(any(words in text for words in ended) for text in texts[1:]), "what may have ended is marked"


@pytest.mark.parametrize("address", ["ru/search.html?q=закон 98", "search.html?q=98 мыйзам"])
def test_the_name_of_an_act_is_in_sight_on_a_phone(phone_page: Page, http_site: str, address: str) -> None:
    phone_page.goto(http_site + address)
    phone_page.locator(".p-direct a").first.wait_for()
    box = phone_page.locator(".p-direct a").first.bounding_box()
    assert box and box["width"] >= 90 and box["x"] + 90 <= browsing.PHONE["viewport"]["width"]


@pytest.mark.parametrize(
    ("query", "number"), [("статья 28", ""), ("статья 28 закона о мсу", "№ 123"), ("закон 125 статья 28", "№ 125")]
)
def test_the_number_of_an_article_is_none_of_an_act(page: Page, http_site: str, query: str, number: str) -> None:
    page.goto(f"{http_site}ru/search.html?q={query}")
    page.locator(".p-hit").first.wait_for()
    browsing.settled(page)
    if number:
        page.locator(".p-direct a").first.wait_for()
    named = [text.replace("\u00a0", " ") for text in page.locator(".p-direct li").all_inner_texts()]
    assert (number in named[0]) if number else not named, named


@pytest.mark.parametrize("query", ["№ 145", "Закон 145"])
def test_an_act_that_is_named_is_not_said_to_be_nowhere(page: Page, http_site: str, query: str) -> None:
    page.goto(f"{http_site}ru/search.html?q={query}")
    page.locator(".p-direct a", has_text="145").first.wait_for()
    assert "что есть на портале" in page.locator("[data-portal-count]").inner_text()
    assert not page.locator(".p-results .p-notice").count() and page.locator(".p-nothing .p-more").count() == 1


def test_a_word_that_no_document_has_gets_an_honest_answer(page: Page, http_site: str) -> None:
    page.goto(http_site + "search.html?q=көпөлөк")
    browsing.until(page, "document.querySelector('.p-nothing')")
    assert "көпөлөк" in page.locator("[data-portal-notices]").inner_text()
    assert page.locator(".p-nothing .p-tile").count() > 5 and not page.locator(".p-hit").count()
