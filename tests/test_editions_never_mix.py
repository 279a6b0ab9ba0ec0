"""Text, style, script and edition line of a page are of one edition, whatever browsers and hosts keep in between.

Three editions go out one after the other, with the files of earlier ones beside them as the deploy step puts them
there, while somebody reads: in one or two tabs, with links, addresses, reloads and the way back, and taking a new
edition when it is offered.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import re
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from playwright.sync_api import Browser, Page

import browsing
import small_tree
from breakable import Server, serve
from firefox import FirefoxError
from portal.core.built import is_hashed
from portal.publish.hosting.earlier import carry_over
from portal.publish.offline.build import read_data

pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from firefox import Firefox

EDITIONS = 3
DAY = 24 * 3600
PAGES = [
    f"{lang}{name}" for lang in ("", "ru/")
    for name in ("practices/a.html", "practices/b.html", "practices/c.html", "index.html", "offline.html",
                 "search.html?q=суу", "topics/drinking-water.html")
]  # fmt: skip
# What a page is made of. The style is asked for by the page itself, past nothing.
PARTS = """(() => {
    const line = document.querySelector('.p-footer [data-portal-edition]'), body = document.querySelector('.p-body');
    const text = body && body.textContent.match(/(?:саны|число) (\\d)/);
    return {
        text: text ? text[1] : "",
        style: getComputedStyle(document.documentElement).getPropertyValue("--test-edition").trim(),
        script: document.documentElement.dataset.testEdition || "",
        line: line ? line.textContent : "none",
        newer: !document.querySelector('[data-portal-newer]').hidden,
    };
})()"""
# All that is asked of a page in one go: a question takes its time where there are many.
LOOK = f"""{{
    left: window.testLeft || false, web: location.protocol.startsWith("http"),
    parts: document.readyState === "complete" && document.querySelector("[data-portal-newer]") && {PARTS},
}}"""
# A page that was left is known by a mark; one that comes back from the browser's memory is not left any more.
GO = (
    "(window.testLeft = true, addEventListener('pageshow', (one) => one.persisted && delete window.testLeft), "
    "setTimeout(() => {}, 0), 1)"
)
CACHING: dict[str, Callable[[str], str]] = {
    "nothing said": lambda path: "",
    "ten minutes": lambda path: "max-age=600",
    "by name": lambda path: (
        "public, max-age=31536000, immutable"
        if is_hashed(path)
        else "max-age=600"
        if path.endswith(".html")
        else "no-cache"
    ),
}


@pytest.fixture(scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The folders of three editions as they are deployed; each is told by text, style, script and line."""
    base, found = tmp_path_factory.mktemp("editions"), []
    root = base / "portal"
    for number in range(1, EDITIONS + 1):
        documents = {}
        for name in "abc":
            text = small_tree.ORIGINAL.replace("Суу түтүгү", f"Суу түтүгү {name}")
            text = text.replace("Түтүк тартылды.", f"Түтүк тартылды, саны {number}.")
            other = small_tree.current(text).replace("Протянули трубу.", f"Протянули трубу, число {number}.")
            documents |= {f"ky/practices/{name}.md": text, f"ru/practices/{name}.md": other}
        browsing.lay_out_small_site(root, documents, data=small_tree.DATA, standing=())
        style = root / "overrides/assets/stylesheets/portal.css"
        style.write_text(style.read_text(encoding="utf-8") + f":root{{--test-edition:{number}}}\n", encoding="utf-8")
        script = root / "overrides/assets/javascripts/page/helps.js"
        script.write_text(
            script.read_text(encoding="utf-8") + f'document.documentElement.dataset.testEdition = "{number}";\n',
            encoding="utf-8",
        )
        moment = 1_800_000_000 + number * DAY
        built = browsing.build(root, base / "site", PORTAL_LANG="en", SOURCE_DATE_EPOCH=str(moment))
        assert built.ok, built.output
        site = base / str(number)
        shutil.copytree(built.site, site)
        carry_over(site, base / "store", dt.date.fromtimestamp(moment))
        # Long ago, so that browsers that guess how long a file may be kept guess long.
        old = time.time() - (100 - number) * DAY
        for file in site.rglob("*"):
            os.utime(file, (old, old))
        found.append(site)
    return found


class Tabs(Protocol):
    """A browser with tabs."""

    def goto(self, tab: int, address: str) -> None: ...

    def evaluate(self, tab: int, script: str) -> Any: ...


@dataclass
class ChromiumTabs:
    """Tabs of one context, opened as they are needed."""

    first: Page
    pages: list[Page] = field(default_factory=list)

    def _page(self, tab: int) -> Page:
        while len(self.pages) <= tab:
            self.pages.append((self.pages and self.first.context.new_page()) or self.first)
        return self.pages[tab]

    def goto(self, tab: int, address: str) -> None:
        page = self._page(tab)
        page.bring_to_front()
        browsing.visit(page, address)

    def evaluate(self, tab: int, script: str) -> Any:
        return browsing.until(self._page(tab), f"(() => ({{ value: {script} }}))()")["value"]


@dataclass
class FirefoxTabs:
    """Tabs of Firefox."""

    firefox: Firefox
    lost: list[str] = field(default_factory=list)
    shown: int = 0

    def _show(self, tab: int) -> None:
        if tab != self.shown:
            self.firefox.tab(tab)
            self.shown = tab

    def goto(self, tab: int, address: str) -> None:
        self._show(tab)
        # By the page itself: the driver would wait for a page that loads itself anew meanwhile.
        if self.firefox.url.startswith("http"):
            self.firefox.evaluate(GO.format(f"location.assign({address!r})"))
        else:
            self.firefox.goto(address)

    def evaluate(self, tab: int, script: str) -> Any:
        self._show(tab)
        deadline = time.monotonic() + browsing.PATIENCE
        while True:
            try:
                # A page may just be loading itself anew.
                found = self.firefox.evaluate(f"document.readyState === 'complete' ? [{script}] : []")
                if found:
                    return found[0]
            except FirefoxError as error:
                if time.monotonic() > deadline:
                    raise
                # The driver may lose a page that goes away while it is asked; then it is opened as a reader would.
                if "does not answer" in str(error):
                    self.lost.append(self.firefox.url)
                    self.firefox.goto(self.lost[-1])
            time.sleep(0.05)


class Walk:
    """Somebody reads while editions go out."""

    def __init__(self, tabs: Tabs, server: Server, deployed: list[Path], seed: int, count: int) -> None:
        self.tabs, self.server, self.deployed, self.random = tabs, server, deployed, random.Random(seed)
        self.lines = {
            read_data(site)[lang]["line"]: str(number)
            for number, site in enumerate(deployed, 1)
            for lang in ("ky", "ru")
        }
        assert len(self.lines) == 2 * len(deployed)
        self.steps = [False] * count
        self.turns = {(count * number) // len(deployed): site for number, site in enumerate(deployed)}
        self.seen: Counter[str] = Counter()

    def mixed(self, several: int) -> list[str]:
        """Walk; what was shown of two editions at once."""
        found = []
        for step in range(len(self.steps)):
            if step in self.turns:
                self.server.folder = self.turns[step]
            tab = self.random.randrange(several)
            self._go(tab)
            told = self._parts(tab)
            editions = {told["style"], told["script"]} | ({told["text"]} - {""})
            editions |= {self.lines[told["line"]]} if told["line"] else set()
            self.seen[told["script"]] += 1
            self.seen["with its line"] += bool(told["line"])
            if len(editions) != 1 or "" in editions:
                found.append(f"{step}: {told}")
        return found

    def _go(self, tab: int) -> None:
        address = self.server.address + self.random.choice(PAGES)
        way = self.random.random()
        if way < 0.15 and self.seen:
            self.tabs.evaluate(tab, GO.format("location.reload()"))
        elif way < 0.3 and self.seen:
            self.tabs.evaluate(tab, GO.format(f"location.assign({address!r})"))
        elif way < 0.4 and self.seen:
            self.tabs.evaluate(tab, GO.format("history.back()"))
        elif way < 0.5 and self.seen:
            self.tabs.evaluate(
                tab,
                "(document.querySelector('[data-portal-newer]:not([hidden]) button') || { click() {} }).click() || 1",
            )
        else:
            self.tabs.goto(tab, address)

    def _parts(self, tab: int) -> dict[str, Any]:
        """What the page is made of, once it stays."""
        before: object = None
        for turn in range(200):
            time.sleep(0.1)
            looked = self.tabs.evaluate(tab, LOOK)
            # A page that was left may be looked at only when it came back from the browser's memory as it was.
            if turn < 30 and looked["left"]:
                continue
            if not looked["web"]:  # back to before the first page
                self.tabs.goto(tab, self.server.address + "index.html")
            now = looked["parts"]
            # The page of the search has the scripts of every page behind its first hits, or three seconds late.
            if now and now == before and (now["script"] or turn > 100):
                return dict(now)
            before = now
        raise AssertionError(f"no page: {before}")


@pytest.fixture
def server(deployed: list[Path]) -> Iterator[Server]:
    with serve(deployed[0], "/project/") as found:
        yield found


def walk(tabs: Tabs, server: Server, deployed: list[Path], several: int, count: int, seed: int = 23) -> None:
    one = Walk(tabs, server, deployed, seed, count)
    tabs.goto(0, server.address + "index.html")
    for tab in range(1, several):
        tabs.goto(tab, server.address + "practices/a.html")
    mixed = one.mixed(several)
    assert mixed == []
    # All editions were seen, and the line too where something vouches for it.
    assert set(one.seen) == {"1", "2", "3", "with its line"}, one.seen
    assert one.seen["with its line"] > count / 4, one.seen


def test_a_short_walk(browser: Browser, server: Server, deployed: list[Path]) -> None:
    server.caching = CACHING["ten minutes"]
    with browsing.open_page(browser, workers=True, **browsing.DESKTOP) as page:
        walk(ChromiumTabs(page), server, deployed, 2, 24)


def test_without_a_worker_old_pages_stay_whole(browser: Browser, server: Server, deployed: list[Path]) -> None:
    """From the browser's cache an old page comes with its own style and script, and says of no edition but its own."""
    server.caching = CACHING["ten minutes"]
    with browsing.open_page(browser, service_workers="block", **browsing.DESKTOP) as page:
        walk_of = Walk(ChromiumTabs(page), server, deployed, 5, 12)
        assert walk_of.mixed(1) == []


KEPT = """(root) => caches.open("portal " + new URL(root).pathname).then((one) => one.match(root + ".kept/current"))
    .then((one) => one && one.json()).then((one) => one && one.edition)"""
PREPARED = "navigator.serviceWorker.getRegistration().then((one) => !!one.waiting && !one.installing)"


@pytest.mark.parametrize(
    ("carried", "prepared"),
    [
        (True, True),
        (False, False),
        pytest.param(True, False, marks=pytest.mark.long),
        pytest.param(False, True, marks=pytest.mark.long),
    ],
)
def test_a_worker_of_the_edition_before_last(
    browser: Browser, server: Server, deployed: list[Path], prepared: bool, carried: bool
) -> None:
    """A reader comes back after two editions; that in between was prepared but never taken, or never seen at all.

    The host may have nothing of the first edition any more: what was read is whole all the same.
    """
    server.caching = CACHING["by name"]
    second, third = deployed[1], deployed[2] if carried else deployed[0].parent / "site"
    read, unread = server.address + "practices/a.html", server.address + "practices/c.html"
    with browsing.open_page(browser, workers=True, **browsing.DESKTOP) as page:
        tabs = ChromiumTabs(page)
        for _ in range(2):
            browsing.visit(page, read)
            browsing.until(page, "!!navigator.serviceWorker.controller")
        browsing.until(page, KEPT, server.address)
        one = Walk(tabs, server, deployed, 1, 1)
        for folder in [second, third] if prepared else [third]:
            server.folder = folder
            page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
            browsing.until(page, PREPARED)
        before = page.evaluate(KEPT, server.address)

        def shown(address: str) -> tuple[str, str, str]:
            browsing.visit(page, address)
            told = one._parts(0)
            return told["text"], told["style"], told["script"]

        assert shown(read) == ("1", "1", "1")
        assert shown(unread) == ("3", "3", "3")
        assert shown(read) == ("1", "1", "1")
        assert page.evaluate(KEPT, server.address) == before
        page.wait_for_selector("[data-portal-newer]:not([hidden])")
        page.locator("[data-portal-newer] button").click()
        browsing.until(page, "document.querySelector('.p-body').textContent.includes('саны 3')")
        assert shown(read) == shown(unread) == ("3", "3", "3")
        edition = page.evaluate(KEPT, server.address)
        assert edition != before and f'"{edition}"' in (third / "worker.js").read_text(encoding="utf-8")[:80]


def test_the_way_back_to_a_page_of_another_edition(browser: Browser, server: Server, deployed: list[Path]) -> None:
    """On the way back browsers take what a page loads from their memory, whatever the worker would answer now."""
    server.caching = CACHING["by name"]
    read, unread = server.address + "practices/a.html", server.address + "practices/c.html"
    with browsing.open_page(browser, workers=True, **browsing.DESKTOP) as page:
        one = Walk(ChromiumTabs(page), server, deployed, 1, 1)
        for _ in range(2):
            browsing.visit(page, read)
            browsing.until(page, "!!navigator.serviceWorker.controller")
        browsing.until(page, KEPT, server.address)
        server.folder = deployed[2]
        for _ in range(3):
            browsing.visit(page, unread)
            assert one._parts(0)["line"] == ""
            browsing.visit(page, read)
            browsing.until(page, "!!document.querySelector('.p-footer [data-portal-edition]').textContent")
            page.evaluate(GO.format("history.back()"))
            told = one._parts(0)
            assert (told["text"], told["style"], told["line"]) == ("3", "3", "")


@pytest.mark.long
@pytest.mark.parametrize("several", [1, 2])
@pytest.mark.parametrize("caching", CACHING)
def test_a_long_walk(browser: Browser, server: Server, deployed: list[Path], caching: str, several: int) -> None:
    server.caching = CACHING[caching]
    with browsing.open_page(browser, workers=True, **browsing.DESKTOP) as page:
        walk(ChromiumTabs(page), server, deployed, several, 200)


@pytest.mark.long
@pytest.mark.parametrize("several", [1, 2])
@pytest.mark.parametrize("caching", CACHING)
def test_a_long_walk_in_firefox(
    firefox: Firefox, server: Server, deployed: list[Path], caching: str, several: int
) -> None:
    server.caching = CACHING[caching]
    firefox.fresh()
    tabs = FirefoxTabs(firefox)
    walk(tabs, server, deployed, several, 200)
    assert len(tabs.lost) < 10, tabs.lost


def test_what_editions_share_keeps_its_name(deployed: list[Path]) -> None:
    """Fonts, most scripts and shards; and the earlier editions' files lie beside, in no list."""

    def hashed(site: Path) -> set[str]:
        files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
        return {path for path in files if is_hashed(path)}

    first, second, third = map(hashed, deployed)
    assert first < second < third
    assert {re.sub(r"[.][0-9a-f]{8}", "", path) for path in third - second} >= {
        "assets/stylesheets/portal.css", "assets/javascripts/portal.js",
    }  # fmt: skip
    assert not any(path.endswith(".woff2") for path in third - first)
    earlier = {path.rpartition("/")[2] for path in second - first}
    lists = "".join(file.read_text(encoding="utf-8") for file in (deployed[2] / "assets/offline").glob("*.json"))
    listed = lists + (deployed[2] / "worker.js").read_text(encoding="utf-8")
    gone = {name for name in earlier if name.startswith(("portal.", "t0.", "d0."))}
    assert gone and not [name for name in gone if name in listed]
