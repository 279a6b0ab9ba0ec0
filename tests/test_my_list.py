"""The reader's own list: kept, ordered, printed, handed on; and nothing that strangers put into it is ever run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import browsing
from page_types import of_type
from portal.pages.lists import MOST
from portal.words.interface import strings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HOSTILE = '<img src=x onerror="document.title=1">'
REFUSE = "Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); };"
PAPER = "window.print = () => { window.printed = (window.printed || 0) + 1; };"


def key(site: Path, kind: str) -> str:
    """The key of the richest document of a kind."""
    return of_type(site, kind).removesuffix(".html")


def put(page: Page, root: str, *keys: str) -> None:
    """Put documents aside by their buttons."""
    for name in keys:
        page.goto(root + name + ".html")
        page.locator("[data-portal-save]").click()


def kept(page: Page) -> list[str]:
    """The keys of the kept list."""
    text = page.evaluate("localStorage.getItem('portal-list')")
    return list(json.loads(text or '{"keys": []}')["keys"])


def cards(page: Page) -> dict[str, Any]:
    """What is kept of each document, to be shown where its page is not at hand."""
    found: dict[str, Any] = json.loads(page.evaluate("localStorage.getItem('portal-list')"))["cards"]
    return found


def shown(page: Page) -> list[str]:
    """The keys of the list as the page shows it."""
    return [one.get_attribute("data-key") or "" for one in page.locator(".p-list__item").all()]


def ready(page: Page, count: int) -> None:
    """Wait until so many documents are told of."""
    browsing.until(page, "(n) => document.querySelectorAll('.p-list__title a').length === n", count)


def test_put_aside_ordered_removed_and_brought_back(desktop_page: Page, built_site: Path, http_site: str) -> None:
    page = desktop_page
    names = [key(built_site, kind) for kind in ("practice", "resolution", "concept")]
    put(page, http_site, *names)
    assert page.locator("[data-portal-save]").inner_text() == "Тизмеден чыгаруу"
    assert [card["title"] != "" for card in cards(page).values()] == [True] * 3
    assert cards(page)[f"ky:{names[-1]}"]["title"] == page.locator("h1").inner_text().strip()
    assert "3" in (page.locator("[data-portal-list-link]").get_attribute("aria-label") or "")
    page.locator("[data-portal-list-link]").click()
    ready(page, 3)
    assert shown(page) == names

    # By keyboard: the button that was pressed stays under the finger, so that it can be pressed again.
    page.locator(".p-list__item").nth(2).locator("[data-item=up]").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert kept(page) == shown(page) == [names[2], names[0], names[1]]
    assert page.evaluate("document.activeElement.closest('li').dataset.key") == names[2]
    assert "1-орунда" in page.locator("[data-list=said]").inner_text()
    assert page.locator("[data-item=up]").first.is_disabled()
    page.reload()
    assert shown(page) == [names[2], names[0], names[1]]

    page.locator("[data-item=remove]").nth(1).click()
    assert kept(page) == [names[2], names[1]]
    assert page.evaluate("document.activeElement.closest('li').dataset.key") == names[1]
    page.locator("[data-do=undo]").click()
    assert kept(page) == [names[2], names[0], names[1]]
    page.locator("[data-do=clear]").click()
    assert kept(page) == [] and page.locator("[data-list=empty]").is_visible()
    page.locator("[data-do=undo]").click()
    ready(page, 3)
    assert browsing.script_errors(page) == []


def test_a_list_in_the_address_is_shown_but_not_taken(desktop_page: Page, built_site: Path, http_site: str) -> None:
    page = desktop_page
    own, sent = key(built_site, "practice"), key(built_site, "resolution")
    put(page, http_site, own)
    page.goto(f"{http_site}ru/list.html#documents={sent},practices/no-such-document,practices/..%2Fx,{HOSTILE}")
    ready(page, 1)
    browsing.until(page, "() => document.querySelector('[data-key$=no-such-document]').textContent.includes('нет')")
    assert shown(page) == [sent, "practices/no-such-document"]
    assert kept(page) == [own]
    assert page.locator("[data-list=shared]").is_visible() and page.locator("[data-item]").count() == 0
    page.locator("[data-do=adopt]").click()
    assert kept(page) == [own, sent, "practices/no-such-document"]
    assert "#" not in page.url
    page.locator("[data-do=share]").click()
    link = page.locator("#list-link").input_value()
    assert link == f"{http_site}ru/list.html#documents={own},{sent},practices/no-such-document"
    page.locator("a[data-portal-switch]").click()
    page.wait_for_url(lambda url: "/ru/" not in url)
    ready(page, 2)
    assert page.locator("img").count() == 0


@pytest.mark.parametrize("place", ["http_site", "file_site"])
def test_a_list_goes_out_as_a_file_and_comes_back(
    browser: Browser, built_site: Path, request: pytest.FixtureRequest, tmp_path: Path, place: str
) -> None:
    root = str(request.getfixturevalue(place))
    names = [key(built_site, "practice"), key(built_site, "resolution")]
    with browsing.open_page(browser, **browsing.PHONE) as page:
        put(page, root, *names)
        page.goto(root + "list.html")
        ready(page, 2)
        with page.expect_download() as waiting:
            page.locator("[data-do=file]").click()
        waiting.value.save_as(tmp_path / "list.txt")
        # The address of a file on this computer is of no use to others.
        assert page.locator("[data-do=share]").is_visible() == (place == "http_site")
    data = (tmp_path / "list.txt").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\n") == data.count(b"\r\n")
    with browsing.open_page(browser, **browsing.PHONE) as page:
        page.goto(root + "ru/list.html")
        assert page.locator("[data-list=empty]").is_visible()
        page.locator("#list-import").set_input_files(tmp_path / "list.txt")
        ready(page, 2)
        assert kept(page) == names
        assert browsing.script_errors(page) == []


@pytest.mark.parametrize(
    ("content", "number"),
    [
        (b'{"documents": ["practices/no-such-a", "concepts/no-such-b", "practices/no-such-a"]}', 2),
        (f"{HOSTILE} topics/water practices/ practices/A ../practices/..".encode(), 0),
        (b"\x00\xff\xfe practices/no-such-a.html\n", 1),
        (b"practices/no-such " * 40_000, 0),
        ("\n".join(f"practices/no-such-{n}" for n in range(MOST + 50)).encode(), MOST),
    ],
)
def test_files_of_strangers(phone_page: Page, http_site: str, content: bytes, number: int) -> None:
    page = phone_page
    page.route("**/no-such-*", lambda route: route.fulfill(status=404, body=""))
    page.goto(http_site + "ru/list.html")
    page.locator("#list-import").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": content})
    browsing.until(page, "() => document.querySelector('[data-list=said]').textContent !== ''")
    assert len(kept(page)) == number
    assert page.locator("main img").count() == 0 and page.title() != "1"


def test_a_file_that_went_away_is_told_of(desktop_page: Page, http_site: str) -> None:
    page, said = desktop_page, "document.querySelector('[data-list=said]').textContent"
    page.goto(http_site + "ru/list.html")
    page.evaluate("Response.prototype.text = () => Promise.reject(new DOMException('gone', 'NotFoundError')); 0")
    page.locator("#list-import").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"practices/a"})
    browsing.until(page, f"{said} !== ''")
    assert page.evaluate(said) == strings("ru")["list.import.unread"]
    assert browsing.script_errors(page) == []


def stored(value: Any) -> str:
    """A script that has put something else into the browser's memory before the page runs."""
    text = value if isinstance(value, str) else json.dumps(value)
    return f"localStorage.setItem('portal-list', {json.dumps(text)})"


@pytest.mark.parametrize(
    "value",
    ["not json", "null", "[]", '"text"', {"keys": 5, "cards": 7}, {"keys": [None, {}, "x"], "cards": []}],
)
def test_a_spoilt_memory_is_an_empty_list(phone_page: Page, built_site: Path, http_site: str, value: Any) -> None:
    page = phone_page
    page.add_init_script(stored(value))
    page.goto(http_site + "list.html")
    assert page.locator("[data-list=empty]").is_visible()
    page.goto(http_site + of_type(built_site, "practice"))
    page.locator("[data-portal-save]").click()
    assert kept(page) == [key(built_site, "practice")]
    assert browsing.script_errors(page) == []


@pytest.mark.parametrize("place", ["http_site", "file_site"])
def test_what_an_older_edition_said_is_read_anew(
    phone_page: Page, built_site: Path, request: pytest.FixtureRequest, place: str
) -> None:
    page, names = phone_page, [key(built_site, "practice"), "practices/taken-away"]
    old = dict.fromkeys(("title", "kind", "summary", "line"), "Эски") | {"lang": "", "sources": []}
    page.goto(request.getfixturevalue(place) + "list.html")
    page.evaluate(stored({"keys": names, "cards": {f"ky:{name}": old for name in names}}))
    page.reload()
    page.locator("[data-item=down]").first.focus()
    browsing.until(page, "document.querySelector('.p-list__title').innerText !== 'Эски'")
    assert page.evaluate("document.activeElement.dataset.item") == "down"
    assert cards(page)[f"ky:{names[0]}"]["title"] == page.locator(".p-list__title").first.inner_text()
    assert page.locator(".p-list__title").last.inner_text() == "Эски"  # a page that is not there takes nothing away


def test_words_in_the_memory_are_never_markup(phone_page: Page, http_site: str) -> None:
    page = phone_page
    name = "practices/taken-away"
    card = dict.fromkeys(("title", "kind", "summary", "line"), HOSTILE) | {"lang": "", "sources": [HOSTILE, 5]}
    page.add_init_script(stored({"keys": [name, f"practices/{HOSTILE}"], "cards": {f"ky:{name}": card}}))
    page.goto(http_site + "list.html")
    ready(page, 1)
    assert page.locator(".p-list__title").inner_text() == HOSTILE
    assert page.locator("main img").count() == 0 and page.title() != "1"


def test_a_browser_that_keeps_nothing_says_so(phone_page: Page, built_site: Path, http_site: str) -> None:
    page = phone_page
    page.add_init_script(REFUSE)
    put(page, http_site, key(built_site, "practice"))
    assert "уруксат бербейт" in page.locator(".p-keep__said").inner_text()
    assert page.locator("[data-portal-save]").inner_text() == "Тизмеме кошуу"
    assert not page.locator("[data-portal-list-link]").is_visible()
    page.goto(http_site + f"ru/list.html#documents={key(built_site, 'resolution')}")
    assert page.locator("[data-list=refused]").is_visible()
    page.locator("[data-do=adopt]").click()
    ready(page, 1)
    assert page.locator("[data-item=remove]").count() == 1


def test_a_full_memory_loses_nothing(phone_page: Page, built_site: Path, http_site: str) -> None:
    """The browser refuses the second document: the first one stays on the list."""
    page = phone_page
    first = key(built_site, "practice")
    put(page, http_site, first)
    page.goto(http_site + of_type(built_site, "resolution"))
    page.evaluate(f"() => {{ {REFUSE} }}")
    page.locator("[data-portal-save]").click()
    assert "уруксат бербейт" in page.locator(".p-keep__said").inner_text()
    assert kept(page) == [first]
    page.goto(http_site + "list.html")
    ready(page, 1)


def test_a_full_list_takes_no_more(phone_page: Page, built_site: Path, http_site: str) -> None:
    page = phone_page
    page.add_init_script(stored({"keys": [f"practices/no-such-{n}" for n in range(MOST)], "cards": {}}))
    put(page, http_site, key(built_site, "practice"))
    assert str(MOST) in page.locator(".p-keep__said").inner_text()
    assert len(kept(page)) == MOST


def test_without_javascript_no_button_promises_anything(browser: Browser, built_site: Path, http_site: str) -> None:
    with browsing.open_page(browser, **browsing.PHONE, java_script_enabled=False) as page:
        page.goto(http_site + of_type(built_site, "practice"))
        assert not page.locator("[data-portal-save]").is_visible()
        assert not page.locator("[data-portal-onefile]").is_visible()
        page.goto(http_site + "list.html")
        assert "JavaScript" in page.locator(".p-page").inner_text()
        assert not page.locator(".p-list-page").is_visible()


@pytest.mark.parametrize("prefix", ["", "ru/"])
def test_the_filled_page_is_accessible_and_narrow_enough(
    browser: Browser, built_site: Path, http_site: str, prefix: str
) -> None:
    with browsing.open_page(browser, viewport={"width": 320, "height": 640}) as page:
        put(page, http_site, key(built_site, "practice"), key(built_site, "resolution"))
        page.goto(f"{http_site}{prefix}list.html")
        ready(page, 2)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert browsing.run_axe(page) == []
        page.goto(f"{http_site}{prefix}list.html#documents={key(built_site, 'concept')}")
        ready(page, 1)
        assert browsing.run_axe(page) == []


@pytest.mark.parametrize("place", ["http_site", "file_site"])
def test_paper(desktop_page: Page, built_site: Path, request: pytest.FixtureRequest, place: str) -> None:
    """The list has titles, summaries and sources; the texts come on their own, in both languages if asked for."""
    page, root = desktop_page, str(request.getfixturevalue(place))
    page.add_init_script(PAPER)
    put(page, root, key(built_site, "resolution"))
    page.goto(root + "list.html")
    ready(page, 1)
    page.emulate_media(media="print")
    assert page.locator(".p-list__sources li").first.is_visible()
    assert " — http" in page.locator(".p-list__sources").first.inner_text()
    for selector in (".p-list__buttons", ".p-list__actions", ".p-list-page__lead"):
        assert not page.locator(selector).first.is_visible(), selector
    page.emulate_media(media="screen")
    page.locator("#list-texts").select_option("all")
    page.locator("[data-do=print-texts]").click()
    browsing.until(page, "() => window.printed === 1")
    page.emulate_media(media="print")
    texts = page.locator(".p-list__part")
    assert [texts.nth(n).get_attribute("lang") for n in range(texts.count())] == ["ky", "ru"]
    assert texts.last.is_visible() and not page.locator(".p-list__item").first.is_visible()
    assert texts.last.locator(".p-recommendations__list > li").count() > 3
    assert texts.last.locator("button, script, .headerlink, h1").count() == 0
    page.evaluate("() => void window.dispatchEvent(new Event('afterprint'))")
    assert texts.count() == 0 and page.locator(".p-list__item").first.is_visible()
    assert browsing.script_errors(page) == []


def test_what_is_said_stays_in_sight(desktop_page: Page, built_site: Path, http_site: str) -> None:
    """The buttons of the list stand below it: what they say is not to be looked for."""
    page = desktop_page
    page.set_viewport_size({"width": 1024, "height": 600})
    keys = [of_type(built_site, kind).removesuffix(".html") for kind in ("practice", "resolution")]
    page.goto(http_site + "list.html#documents=" + ",".join(keys))
    page.locator("#list-texts").evaluate("(one) => one.scrollIntoView()")
    page.locator("[data-list=said]").evaluate("(one) => { one.textContent = 'Даяр' }")
    top = page.locator("[data-list=said]").evaluate("(one) => one.getBoundingClientRect().top")
    assert page.locator(".p-header").evaluate("(one) => one.getBoundingClientRect().bottom") - 1 <= top < 200
