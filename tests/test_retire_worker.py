"""A bad edition went out: the worker that removes itself, and the good edition after it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

import browsing
import small_tree
from breakable import Server, serve

RETIRE = browsing.REPOSITORY / "deploy/retire-worker.js"
GOOD = "Түтүк тартылды."
BAD = "ЖАҢЫЛЫШ ТЕКСТ."
READ = "practices/a.html"
KEPT = "async () => (await caches.keys()).length"
WORKERS = "async () => (await navigator.serviceWorker.getRegistrations()).length"


@pytest.fixture(scope="module")
def bad_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    original = small_tree.ORIGINAL.replace(GOOD, BAD)
    assert BAD in original
    documents = {"ky/practices/a.md": original, "ru/practices/a.md": small_tree.current(original)}
    built = browsing.build_small_site(tmp_path_factory.mktemp("bad"), documents, data=small_tree.DATA, standing=())
    assert built.ok, built.output
    return built.site


@pytest.fixture
def server(bad_site: Path, tmp_path: Path) -> Iterator[Server]:
    """A folder of the host, whose files a test may change."""
    shutil.copytree(bad_site, tmp_path / "site")
    with serve(tmp_path / "site", "/project/") as found:
        yield found


def mend(server: Server, *, retire: bool) -> None:
    """Put the good text there; with ``retire`` the worker that removes itself."""
    page = server.folder / READ
    page.write_text(page.read_text(encoding="utf-8").replace(BAD, GOOD), encoding="utf-8")
    if retire:
        shutil.copyfile(RETIRE, server.folder / "worker.js")


def keep(page: Page, server: Server) -> None:
    """Visit until the page is kept with its bad text."""
    page.goto(server.address + READ)
    browsing.until(page, KEPT)
    browsing.until(page, "async () => !!(await navigator.serviceWorker.ready).active")
    browsing.until(page, "!!navigator.serviceWorker.controller")
    page.goto(server.address + READ)
    assert BAD in page.locator("#content").inner_text()


def wait_for_reload(page: Page) -> None:
    """Until the worker has removed all and itself, and has loaded the page anew, which it does after that."""
    browsing.until(page, f"async () => !(await ({KEPT})()) && !(await ({WORKERS})())")
    browsing.until(page, "(text) => document.querySelector('#content').innerText.includes(text)", GOOD)


@pytest.mark.parametrize("tabs", [pytest.param(1, marks=pytest.mark.long), 2])
def test_all_are_well_within_two_visits(browser: Browser, server: Server, tabs: int) -> None:
    with browsing.open_page(browser, workers=True, **browsing.PHONE) as page:
        keep(page, server)
        others = [page.context.new_page() for _ in range(tabs - 1)]
        for other in others:
            other.goto(server.address + "index.html")
        mend(server, retire=True)
        browsing.visit(page, server.address + READ)  # the first visit: perhaps still from what is kept
        wait_for_reload(page)
        browsing.visit(page, server.address + READ)  # the second
        assert GOOD in page.locator("#content").inner_text()
        browsing.until(page, f"async () => !(await ({WORKERS})())")
        # No page reloads for ever.
        before = len(server.log)
        browsing.visit(page, server.address + "index.html")
        browsing.settled(page)
        page.wait_for_timeout(1000)
        assert server.log[before:].count("index.html") + server.log[before:].count("/project/index.html") <= 2
        assert page.evaluate(KEPT) == 0
        for other in others:
            browsing.visit(other, server.address + "index.html")
            assert browsing.until(other, f"async () => ({{ left: await ({KEPT})() }})") == {"left": 0}
        assert browsing.script_errors(page) == []


def test_without_it_the_bad_page_stays(browser: Browser, server: Server) -> None:
    """What the test above would not notice if nothing was kept at all."""
    with browsing.open_page(browser, workers=True, **browsing.PHONE) as page:
        keep(page, server)
        mend(server, retire=False)
        page.goto(server.address + READ)
        assert BAD in page.locator("#content").inner_text()


def test_a_good_edition_keeps_again(browser: Browser, server: Server) -> None:
    with browsing.open_page(browser, workers=True, **browsing.PHONE) as page:
        keep(page, server)
        good = (server.folder / "worker.js").read_bytes()
        mend(server, retire=True)
        browsing.visit(page, server.address + READ)
        wait_for_reload(page)
        (server.folder / "worker.js").write_bytes(good)
        browsing.visit(page, server.address + "index.html")
        browsing.until(page, KEPT)
        browsing.until(page, "!!navigator.serviceWorker.controller")
