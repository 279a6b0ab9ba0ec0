"""The promises about readers: no request leaves the site, and what the browser keeps is listed and can be removed."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from selectolax.lexbor import LexborHTMLParser as HTMLParser

import browsing
from page_types import addresses, of_type
from portal.pages.privacy import KEPT
from portal.words.interface import Interface

# --- No request leaves -----------------------------------------------------------------

BROWSERS_OWN = {"content-autofill.googleapis.com:443"}
"""What Chromium asks its maker by itself, about fields of forms; a page that did would be among its requests."""


@contextmanager
def gate(counted: list[str]) -> Iterator[str]:
    """A proxy that lets nothing out and notes who was to be asked: of pages, workers, pings and early connections.

    Chromium is told not to ask it for this machine, where the site lies; all else comes here.
    """

    class Refusing(BaseHTTPRequestHandler):
        def refuse(self) -> None:
            counted.append(self.path)
            self.send_error(403)

        do_GET = do_POST = do_CONNECT = do_HEAD = do_OPTIONS = refuse  # noqa: N815 - names of http.server

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Refusing)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


IDS = [one.id for one in KEPT]


def use(page: Page, root: str, site: Path) -> None:
    """All that makes a page load or keep something later."""
    page.goto(root + "search.html?q=суу")
    page.wait_for_selector(".p-hit")
    page.fill(".p-search--page input", "мый")
    page.wait_for_selector("[role=option]")
    page.goto(root + of_type(site, "practice"))
    page.locator("[data-portal-save]").first.click()
    page.locator("[data-portal-scheme] button[value=dark]").click()
    page.goto(root + of_type(site, "guide"))
    page.locator(".task-list-item input").first.check()
    draft(page, root)
    page.goto(root + "list.html")
    page.wait_for_selector(".p-list__item")


def draft(page: Page, root: str) -> None:
    """A draft in the form."""
    page.goto(root + "form.html")
    page.locator("form input[type=text]:visible").first.fill("Таза суу")
    browsing.until(page, "Object.keys(localStorage).some((one) => one.startsWith('portal-form:'))")


@pytest.mark.long  # the short form: tests/test_browser_visits.py asks every page type for foreign requests
def test_no_request_leaves_any_page(browser: Browser, built_site: Path, http_site: str) -> None:
    counted: list[str] = []
    with (
        gate(counted) as proxy,
        browsing.open_page(browser, workers=True, proxy={"server": proxy, "bypass": "127.0.0.1"}) as page,
    ):
        page.goto(http_site + "about.html")
        for address in addresses(built_site):
            page.goto(http_site + address)
            if "data-portal-to=" in (built_site / address).read_text(encoding="utf-8"):
                browsing.until(page, "(old) => location.href.split('#')[0] !== old", http_site + address)
            browsing.until(page, "() => { window.scrollTo(0, document.body.scrollHeight); return true; }")
        use(page, http_site, built_site)
        page.goto(http_site + "offline.html")
        page.wait_for_selector("[data-offline-app]:not([hidden])")
        browsing.until(page, "!!document.querySelector('[data-offline-size]').textContent")
        page.locator("[data-offline-pack='ky:search'] button").evaluate("one => one.click()")
        page.wait_for_load_state("networkidle")
        assert set(counted) <= BROWSERS_OWN
        assert browsing.foreign_requests(page, http_site) == []
        # The gate does see what leaves, from a page that has no policy.
        page.goto("about:blank")
        page.set_content("<img src='http://spy.example/a.png'><link rel=preconnect href='https://early.example'>")
        browsing.until(page, "document.images[0].complete")
        assert "http://spy.example/a.png" in counted


def test_no_page_names_somebody_to_be_asked_early(built_site: Path) -> None:
    """What a browser may do before any script runs, and what it tells others when a link is followed."""
    early = re.compile(r"dns-prefetch|preconnect|prefetch|prerender|modulepreload|pingback")
    for path in sorted(built_site.rglob("*.html")):
        tree = HTMLParser(path.read_text(encoding="utf-8"))
        assert not [node.html for node in tree.css("link[rel]") if early.search(node.attributes["rel"] or "")], path
        assert not tree.css("a[ping]"), path


# --- What is kept ----------------------------------------------------------------------

_LEFT = """async () => ({
    local: Object.keys(localStorage),
    caches: await caches.keys(),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map((one) => one.name),
    cookies: document.cookie,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


def left(page: Page) -> dict[str, Any]:
    """All that the browser keeps of this origin."""
    found: dict[str, Any] = page.evaluate(_LEFT)
    return {**found, "cookies": page.context.cookies() or found["cookies"]}


def shown(page: Page, lang: str) -> dict[str, bool]:
    """What the page says is there now."""
    words = Interface(lang)  # type: ignore[arg-type]
    states = {words.t("privacy.now.yes"): True, words.t("privacy.now.no"): False}
    browsing.until(page, "[...document.querySelectorAll('[data-kept-now]')].every((one) => one.textContent)")
    rows = page.locator("[data-kept]").all()
    return {row.get_attribute("data-kept") or "": states[row.locator("[data-kept-now]").inner_text()] for row in rows}


def remove(page: Page) -> None:
    page.locator("[data-kept-remove]").click()
    page.locator("[data-kept-no]").click()  # asked once more, and nothing is done
    page.locator("[data-kept-remove]").click()
    page.locator("[data-kept-yes]").click()
    browsing.until(page, "!!document.querySelector('[data-kept-said]').textContent")


@pytest.mark.parametrize(
    ("lang", "look"), [("ky", browsing.PHONE), pytest.param("ru", browsing.DESKTOP, marks=pytest.mark.long)]
)
def test_all_that_is_kept_is_listed_and_removed(
    browser: Browser, built_site: Path, http_site: str, lang: str, look: dict[str, Any]
) -> None:
    folder = {"ky": "", "ru": "ru/"}[lang]
    with browsing.open_page(browser, workers=True, **look) as page:
        page.goto(f"{http_site}{folder}privacy.html")
        assert shown(page, lang) == dict.fromkeys(IDS, False) | {"pages": shown(page, lang)["pages"]}
        use(page, http_site, built_site)
        browsing.until(page, "async () => (await caches.keys()).length > 0")
        found = left(page)
        names = {store: [one.name for one in KEPT if one.store == store] for store in ("localStorage", "CacheStorage")}
        assert found["local"] and all(one.startswith(tuple(names["localStorage"])) for one in found["local"])
        assert found["caches"] and all(one.startswith(tuple(names["CacheStorage"])) for one in found["caches"])
        assert (found["session"], found["databases"], found["cookies"]) == ([], [], "")
        # From the foot of any page.
        page.goto(f"{http_site}{folder}about.html")
        page.locator(".p-footer a[href$='privacy.html']").click()
        # Lessons have tests of their own.
        assert shown(page, lang) == dict.fromkeys(IDS, True) | {"off": False, "learning": False}
        remove(page)
        assert page.locator("[data-kept-said]").inner_text() == Interface(lang).t("privacy.removed")  # type: ignore[arg-type]
        assert shown(page, lang) == dict.fromkeys(IDS, False) | {"off": True}
        assert page.locator("html").get_attribute("data-scheme") is None
        page.goto(f"{http_site}{folder}index.html")
        page.wait_for_load_state("networkidle")
        assert left(page) == {
            "local": ["portal-offline-off /"], "caches": [], "session": [], "databases": [], "cookies": "",
            "workers": 0,
        }  # fmt: skip
        # Until the reader wants it again.
        page.goto(f"{http_site}{folder}offline.html")
        page.locator("[data-offline-on]").click()
        browsing.until(page, "async () => (await caches.keys()).length > 0")
        assert browsing.script_errors(page) == []


REFUSE = "Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); };"


@pytest.mark.parametrize(
    ("refused", "said"),
    [(REFUSE, "offline.unmarked"), ("Storage.prototype.removeItem = Storage.prototype.setItem;", "privacy.failed")],
)
def test_what_one_store_refuses_the_other_gives_up(browser: Browser, http_site: str, refused: str, said: str) -> None:
    with browsing.open_page(browser, workers=True, **browsing.DESKTOP) as page:
        page.goto(http_site + "privacy.html")
        page.evaluate("localStorage.setItem('portal-list', '')")
        browsing.until(page, "async () => (await caches.keys()).length > 0 && !!(await navigator.serviceWorker.ready)")
        page.evaluate(refused + " 0")
        remove(page)
        assert page.locator("[data-kept-said]").inner_text() == Interface("ky").t(said)
        found = left(page)
        assert (found["caches"], found["workers"]) == ([], 0)


def test_on_a_stick_too(browser: Browser, built_site: Path, file_site: str) -> None:
    with browsing.open_page(browser, **browsing.DESKTOP) as page:
        page.goto(file_site + of_type(built_site, "practice"))
        page.locator("[data-portal-save]").first.click()
        page.goto(file_site + "privacy.html")
        assert shown(page, "ky") == dict.fromkeys(IDS, False) | {"list": True}
        remove(page)
        assert not any(shown(page, "ky").values())
        assert page.evaluate("Object.keys(localStorage)") == []
        assert browsing.script_errors(page) == []


def test_without_scripts_the_list_is_there_and_the_button_is_not(browser: Browser, file_site: str) -> None:
    with browsing.open_page(browser, **browsing.PHONE, java_script_enabled=False) as page:
        page.goto(file_site + "ru/privacy.html")
        assert page.locator("[data-kept]").count() == len(KEPT)
        assert not page.locator("[data-kept-remove]").is_visible()
        said = page.locator("#content noscript .p-notice")
        assert said.is_visible() and "JavaScript" in said.inner_text()


def test_the_page_of_reading_without_internet_leads_there(built_site: Path) -> None:
    for path in ("offline.html", "ru/offline.html"):
        tree = HTMLParser((built_site / path).read_text(encoding="utf-8"))
        assert tree.css("#content li a[href='privacy.html']"), path
