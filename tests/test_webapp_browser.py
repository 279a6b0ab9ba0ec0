"""The web app in Chromium: kept pages, downloads that are cut, a new edition, wrong files, no room, the end of it."""

from __future__ import annotations

import gzip
import json
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

import browsing
import small_tree
from breakable import Server, serve
from portal.words.interface import strings

STORE = (browsing.REPOSITORY / "overrides/assets/javascripts/offline/store.js").read_text(encoding="utf-8")
EPOCH = "1800000000"
READ = "practices/a.html"
UNREAD = "practices/c.html"
SECOND = ".p-second{color:red}"


@dataclass(frozen=True)
class Editions:
    """Two builds of a small portal; the second differs by a sentence in two documents and a line of a style sheet."""

    first: Path
    second: Path

    def changed(self) -> set[str]:
        """Files of the second that the first has not, or has otherwise."""
        return {
            path
            for path in files(self.second)
            if not (self.first / path).is_file()
            or (self.first / path).read_bytes() != (self.second / path).read_bytes()
        }


def files(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    base = tmp_path_factory.mktemp("editions")
    documents = {}
    for name in "abc":
        original = small_tree.ORIGINAL.replace("Суу түтүгү", f"Суу түтүгү {name}")
        documents[f"ky/practices/{name}.md"] = original
        documents[f"ru/practices/{name}.md"] = small_tree.current(original)
    built = browsing.build_small_site(
        base / "1", documents, data=small_tree.DATA, standing=(), env={"SOURCE_DATE_EPOCH": EPOCH}
    )
    assert built.ok, built.output
    for name in "ac":
        path = f"ky/practices/{name}.md"
        original = documents[path].replace("Түтүк тартылды.", "Жаңы түтүк тартылды.")
        documents |= {path: original, f"ru/practices/{name}.md": small_tree.current(original)}
    browsing.lay_out_small_site(base / "2/portal", documents, data=small_tree.DATA, standing=())
    style = base / "2/portal/overrides/assets/stylesheets/portal.css"
    style.write_text(style.read_text(encoding="utf-8") + SECOND + "\n", encoding="utf-8")
    again = browsing.build(base / "2/portal", base / "2/site", PORTAL_LANG="en", SOURCE_DATE_EPOCH=EPOCH)
    assert again.ok, again.output
    return Editions(built.site, again.site)


@pytest.fixture
def server(editions: Editions) -> Iterator[Server]:
    """The first edition below a folder of the host, as project sites have it."""
    with serve(editions.first, "/project/") as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browsing.open_page(browser, workers=True, **browsing.DESKTOP) as opened:
        yield opened


def words(key: str, lang: str = "ky") -> str:
    entry = strings(lang)[f"offline.{key}"]
    assert isinstance(entry, str)
    return entry


def in_store(page: Page, server: Server, script: str) -> Any:
    """What a script says that has the store and the current edition."""
    return page.evaluate(
        f"async (root) => {{ {STORE}; const store = new portalStore.Store(root), edition = await store.current();"
        f" return edition && ({script}); }}",
        server.address,
    )


def kept(page: Page, server: Server) -> set[str]:
    return set(in_store(page, server, "[...(await store.keptPaths(edition)).keys()]") or ())


def visit(page: Page, server: Server, path: str) -> None:
    """Open a page twice: it is controlled, and whatever the first pages that are read keep is kept."""
    page.goto(server.address + path)
    browsing.until(page, "!!navigator.serviceWorker.controller")
    wait_for_kept(page, server, {path})
    page.goto(server.address + path)
    lang = "ru/" if path.startswith("ru/") else ""
    wanted = {path, f"{lang}index.html", f"{lang}search.html", f"{lang}catalogue.html"}
    wait_for_kept(page, server, wanted)


def wait_for_kept(page: Page, server: Server, wanted: set[str]) -> set[str]:
    """What is kept as soon as all of ``wanted`` is."""
    deadline = time.monotonic() + browsing.PATIENCE
    while not wanted <= (found := kept(page, server)):
        assert time.monotonic() < deadline, wanted - found
        page.wait_for_timeout(100)
    return found


def app(page: Page, server: Server, path: str = "offline.html") -> None:
    page.goto(server.address + path)
    page.wait_for_selector("[data-offline-app]:not([hidden])")
    browsing.until(page, "!!document.querySelector('[data-offline-size]').textContent")


def keep(page: Page, pack: str) -> None:
    if ":" in pack:
        page.locator("details:has([data-offline-pack]) summary").click()
    page.locator(f"[data-offline-pack='{pack}'] button").click()


def said(page: Page, word: str) -> None:
    browsing.until(page, "(word) => document.querySelector('[data-offline-word]').textContent === word", word)


def numbers(page: Page) -> tuple[int, int]:
    """Files that are there, and files in all."""
    text = page.locator("[data-offline-numbers]").inner_text()
    found = re.findall(r"\d+", text.rsplit(":", 1)[1])
    return int(found[0]), int(found[1])


# --- Installing ---------------------------------------------------------------------------


def test_the_portal_can_be_installed(page: Page, server: Server) -> None:
    for path, lang in (("index.html", "ky"), ("ru/practices/a.html", "ru")):
        page.goto(server.address + path)
        session = page.context.new_cdp_session(page)
        found = session.send("Page.getAppManifest")
        assert found["errors"] == [] and found["url"].startswith(server.address)
        manifest = json.loads(found["data"])
        assert manifest["lang"] == lang and manifest["display"] == "standalone"
        # A window of the test is "incognito"; nothing else is wrong.
        errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
        assert [error["errorId"] for error in errors if error["errorId"] != "in-incognito"] == []
    browsing.until(page, "!!navigator.serviceWorker.controller")
    scope = page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.scope)")
    assert scope == server.address


def test_a_first_visit_keeps_its_page_and_the_first_one(page: Page, server: Server) -> None:
    page.goto(server.address + READ)
    browsing.until(page, "!!navigator.serviceWorker.controller")
    found = wait_for_kept(page, server, {READ, "index.html"})
    assert not {"search.html", "catalogue.html", browsing.built(server.folder, "search.js"), "ru/index.html"} & found
    server.log.clear()
    page.goto(server.address + "practices/b.html")
    wait_for_kept(page, server, {"search.html", "catalogue.html", browsing.built(server.folder, "search.js")})
    server.stop()
    page.goto(server.address + "catalogue.html")
    assert page.locator(".p-card").count() == 3


def test_nothing_is_kept_where_data_are_to_be_saved(page: Page, server: Server) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    page.goto(server.address + READ)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(600)  # longer than a page that is idle waits
    assert "worker.js" not in server.log
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    # But the page that keeps the portal is asked to.
    app(page, server)
    assert "worker.js" in server.log
    wait_for_kept(page, server, {"offline.html"})


def test_what_was_read_is_there_without_a_server(page: Page, server: Server) -> None:
    visit(page, server, READ)
    for path in ("practices/b.html", "ru/practices/a.html", "index.html"):
        page.goto(server.address + path)
    page.goto(server.address + "search.html?q=суу")
    page.wait_for_selector(".p-hit")
    titles = page.locator(".p-hit__title").all_inner_texts()
    server.stop()
    for path in (READ, "practices/b.html", "ru/practices/a.html", "index.html"):
        page.goto(server.address + path)
        assert page.url == server.address + path
        assert page.locator("h1").count() == 1
        assert page.evaluate("getComputedStyle(document.querySelector('.p-header')).position") == "sticky"
    page.goto(server.address + READ)
    page.fill(".p-search--header input", "түтүк")
    page.keyboard.press("Enter")
    page.wait_for_selector(".p-hit")
    assert sorted(page.locator(".p-hit__title").all_inner_texts()) == sorted(titles)
    # The start of a folder is its first page.
    page.goto(server.address)
    assert page.locator("h1").count() == 1 and page.locator(".p-hero").count() >= 1
    assert browsing.foreign_requests(page, server.address) == []


def test_a_page_that_is_not_there_is_explained_in_its_language(page: Page, server: Server) -> None:
    visit(page, server, READ)
    server.stop()
    page.goto(server.address + "ru/practices/b.html?q=вода#problem")
    assert page.evaluate("document.documentElement.lang") == "ru"
    assert words("missing", "ru") in page.locator("[data-offline-missing]").inner_text()
    # What is there is listed, and the way back is the address itself.
    page.wait_for_selector("[data-offline-list] a")
    assert page.locator("[data-offline-list] a").all_inner_texts() == ["Суу түтүгү a"]
    server.start()
    page.locator("[data-offline-retry]").click()
    page.wait_for_url("**/ru/practices/b.html**")
    assert page.locator("h1").inner_text() == "Водопровод"
    # Nobody leads readers elsewhere by this address.
    page.goto(server.address + "offline.html?page=" + "%2F%2Fexample.org%2Fa")
    assert page.locator("[data-offline-retry]").evaluate("(one) => one.href").startswith(server.address)
    page.goto(server.address + "offline.html?page=..%2F..%2Fa")
    assert page.locator("[data-offline-missing]").is_hidden() or page.locator("[data-offline-retry]").evaluate(
        "(one) => one.href"
    ).startswith(server.address)


# --- Keeping all of it ---------------------------------------------------------------------


def test_a_download_that_is_cut_goes_on_where_it_was(page: Page, server: Server) -> None:
    app(page, server)
    visit(page, server, "offline.html")
    app(page, server)
    server.log.clear()
    server.stop_after = len(list(server.folder.glob("assets/offline/*.json"))) + 10
    keep(page, "ky")
    said(page, words("progress.waiting"))
    before, count = numbers(page)
    assert 0 < before < count
    server.stop()
    page.reload()  # another page, another worker: nothing is lost
    page.wait_for_selector("[data-offline-app]:not([hidden])")
    said(page, words("progress.waiting"))
    assert numbers(page)[0] >= before
    server.stop_after = None
    server.start()
    page.evaluate("window.dispatchEvent(new Event('online'))")
    said(page, words("progress.done"))
    assert numbers(page) == (count, count)
    contents = [
        path for path in server.log if path.endswith((".html", ".js")) and path not in {"offline.html", "worker.js"}
    ]
    # Only what was under way as the line broke is asked for twice.
    assert len(contents) - len(set(contents)) <= 4
    wanted = {path for path in files(server.folder) if path.endswith(".html") and not path.startswith(("ru/", "404"))}
    assert wanted <= kept(page, server)
    server.stop()
    for path in sorted(wanted)[::4]:
        page.goto(server.address + path)
        assert page.url == server.address + path


def test_a_download_waits_for_its_reader(page: Page, server: Server) -> None:
    visit(page, server, "index.html")
    app(page, server)
    server.delay = 0.1
    keep(page, "ky")
    browsing.until(page, "document.querySelector('[data-offline-numbers]').textContent")
    page.locator("[data-offline-pause]").click()
    said(page, words("progress.paused"))
    page.wait_for_timeout(200)  # answers that were on their way
    asked = len(server.log)
    page.wait_for_timeout(300)
    assert len(server.log) == asked
    app(page, server)
    said(page, words("progress.paused"))
    done, count = numbers(page)
    assert done < count
    server.delay = 0
    page.locator("[data-offline-resume]").click()
    said(page, words("progress.done"))
    line = "(word) => document.querySelector('[data-offline-pack=ky]').innerText.includes(word)"
    browsing.until(page, line, words("keep.done"))  # the line is counted anew after the download
    assert page.locator("[data-offline-pack=ky] button").is_hidden()
    assert page.locator("[data-offline-pack=ru] button").is_visible()


def test_a_download_goes_on_while_the_portal_is_read(page: Page, server: Server) -> None:
    visit(page, server, READ)
    app(page, server)
    server.delay = 0.05
    keep(page, "ky:drinking-water")
    browsing.until(page, "document.querySelector('[data-offline-numbers]').textContent")
    page.goto(server.address + READ)
    server.delay = 0
    wanted = {"topics/drinking-water.html", "practices/a.html", "practices/b.html", "practices/c.html"}
    assert "regions/osh.html" not in wait_for_kept(page, server, wanted)


# --- A new edition ---------------------------------------------------------------------------


def test_a_new_edition_takes_the_place_of_the_old_one_as_a_whole(
    page: Page, server: Server, editions: Editions
) -> None:
    visit(page, server, READ)
    page.goto(server.address + READ)
    server.folder = editions.second
    server.log.clear()
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    page.wait_for_selector("[data-portal-newer]:not([hidden])")
    # Prepared beside the old one by changed files only.
    assert set(server.log) <= editions.changed()
    assert {"worker.js", READ, browsing.built(editions.second, "portal.css")} <= set(server.log)
    assert len(server.log) == len(set(server.log)) < 20
    assert UNREAD not in server.log

    # What is kept is the old edition, page and style.
    page.reload()
    assert "Жаңы" not in page.locator(".p-body").inner_text()
    assert not second_style(page)
    # What is not, comes as the server has it, with its own style; it is not kept among the old.
    page.goto(server.address + UNREAD)
    assert "Жаңы" in page.locator(".p-body").inner_text()
    assert second_style(page)
    assert UNREAD not in kept(page, server)
    # The other way round, in the same tab.
    page.goto(server.address + READ)
    assert not second_style(page)

    page.wait_for_selector("[data-portal-newer]:not([hidden])")
    with page.expect_navigation():
        page.locator("[data-portal-newer] button").click()
    browsing.until(page, "document.querySelector('.p-body').textContent.includes('Жаңы')")
    assert second_style(page)
    assert page.locator("[data-portal-newer]").is_hidden()
    # Of the old one nothing is left.
    edition = in_store(page, server, "edition.edition")
    assert f'"{edition}"' in (editions.second / "worker.js").read_text(encoding="utf-8")[:80]
    left = in_store(
        page,
        server,
        "(await store.hashes()).size - new Set([...(await store.keptPaths(edition)).values()].map(String)).size",
    )
    lists = in_store(page, server, "Object.values(edition.lists).flat().length")
    assert 0 < left <= lists + 3


def second_style(page: Page) -> bool:
    """Whether the page has the style sheet of the second edition: asked as the page itself would ask."""
    text = page.evaluate("fetch(document.querySelector('link[href*=\"portal.\"]').href).then((one) => one.text())")
    return SECOND in str(text)


def test_the_whole_portal_stays_whole(page: Page, server: Server, editions: Editions) -> None:
    visit(page, server, "index.html")
    app(page, server)
    keep(page, "ky")
    said(page, words("progress.done"))
    server.folder = editions.second
    server.log.clear()
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    page.wait_for_selector("[data-portal-newer]:not([hidden])")
    assert set(server.log) <= editions.changed()
    assert UNREAD in server.log
    with page.expect_navigation():
        page.locator("[data-portal-newer] button").click()
    browsing.until(page, "!!document.querySelector('[data-offline-size]').textContent")
    server.stop()
    page.goto(server.address + UNREAD)
    assert "Жаңы" in page.locator(".p-body").inner_text()
    assert second_style(page)


# --- What is not what it should be --------------------------------------------------------------

HTML = {"Content-Type": "text/html; charset=utf-8"}
STRANGER = b"<!doctype html><title>Wi-Fi</title><h1>Log in</h1>"


def test_what_is_kept_has_the_headers_of_its_host(page: Page, server: Server, editions: Editions) -> None:
    """Who may show a page in a frame can be said in a header alone; the page of a worker is guarded as the host's."""
    guards = {"Content-Security-Policy": "frame-ancestors 'self'", "X-Frame-Options": "SAMEORIGIN"}
    # Of what is unpacked when it comes, these would be wrong, and hide it from other questions.
    packed = {**HTML, "Content-Encoding": "gzip", "Vary": "Accept-Encoding, Origin"}
    body = gzip.compress((editions.first / READ).read_bytes())
    server.answers[READ] = 200, {**packed, **guards}, body
    visit(page, server, "index.html")
    first = page.goto(server.address + READ)
    assert first and first.from_service_worker and first.headers["x-frame-options"] == "SAMEORIGIN"
    visit(page, server, READ)
    server.stop()
    said = page.evaluate("async (address) => [...(await fetch(address)).headers]", server.address + READ)
    headers = dict(said)
    assert {name: headers[name.lower()] for name in guards} == guards
    assert headers["content-type"] == HTML["Content-Type"] and not {"content-encoding", "vary"} & headers.keys()


def wrong(site: Path, path: str, how: str) -> tuple[int, dict[str, str], bytes]:
    body = (site / path).read_bytes()
    if how == "cut":
        return 200, {**HTML, "Content-Length": str(len(body))}, body[: len(body) // 2]
    if how == "short":
        return 200, HTML, body[: len(body) // 2]
    if how == "damaged":
        return 200, HTML, body.replace(b"a", b"b", 1)
    if how == "stranger":
        return 200, HTML, STRANGER
    if how == "redirect":
        return 302, {"Location": "index.html"}, b""
    return int(how), HTML, body


def test_only_what_the_edition_names_is_kept(page: Page, server: Server) -> None:
    visit(page, server, "index.html")
    server.answers["practices/index.html"] = (200, HTML, STRANGER)
    for how in ("cut", "short", "damaged", "stranger", "redirect", "500", "206"):
        server.answers[READ] = wrong(server.folder, READ, how)
        page.goto(server.address + READ)
        page.goto(server.address + "index.html")
        assert not {READ, "practices/index.html"} & kept(page, server), how
    server.stop()
    page.goto(server.address + READ)
    assert page.locator("[data-offline-missing]").is_visible()
    assert "Log in" not in page.content()
    server.start()
    server.answers.clear()
    page.locator("[data-offline-retry]").click()
    page.wait_for_url("**/" + READ)
    page.goto(server.address + "index.html")
    assert READ in kept(page, server)


def test_a_damaged_file_does_not_get_into_a_download(page: Page, server: Server) -> None:
    visit(page, server, "index.html")
    app(page, server)
    server.answers[UNREAD] = wrong(server.folder, UNREAD, "damaged")
    keep(page, "ky")
    said(page, words("progress.damaged").format(count=1))
    found = kept(page, server)
    assert UNREAD not in found and READ in found
    done, count = numbers(page)
    assert done == count - 1
    server.answers.clear()
    page.locator("[data-offline-resume]").click()
    said(page, words("progress.done"))
    assert UNREAD in kept(page, server)


def test_an_edition_that_arrives_damaged_does_not_begin(page: Page, server: Server, editions: Editions) -> None:
    visit(page, server, READ)
    server.folder = editions.second
    server.answers[browsing.built(editions.second, "portal.css")] = (200, {"Content-Type": "text/css"}, b"body{}")
    page.evaluate(
        """async () => {
            const found = await navigator.serviceWorker.getRegistration();
            await found.update();
            const worker = found.installing;
            await new Promise((resolve) => worker.addEventListener("statechange", resolve));
        }"""
    )
    assert page.evaluate("navigator.serviceWorker.getRegistration().then((one) => !one.waiting)")
    assert page.locator("[data-portal-newer]").is_hidden()
    page.reload()
    assert "Жаңы" not in page.locator(".p-body").inner_text()
    server.answers.clear()
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    page.wait_for_selector("[data-portal-newer]:not([hidden])")


# --- Room, and the end -----------------------------------------------------------------------------


def test_a_browser_without_room_is_told_of(page: Page, server: Server) -> None:
    visit(page, server, READ)
    app(page, server)
    session = page.context.new_cdp_session(page)
    origin = server.address.removesuffix("/project/")
    used = session.send("Storage.getUsageAndQuota", {"origin": origin})["usage"]
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": used + 1000})
    keep(page, "ky")
    said(page, words("progress.refused"))
    # Reading goes on, what was kept is kept, and what cannot be is shown all the same.
    page.goto(server.address + "practices/b.html")
    assert "Суу түтүгү b" in page.locator("h1").inner_text()
    assert browsing.script_errors(page) == []
    server.stop()
    page.goto(server.address + READ)
    assert page.locator("h1").inner_text() == "Суу түтүгү a"


@pytest.mark.parametrize("what", ["cache_storage", "all"])
def test_a_browser_that_clears_its_storage_begins_anew(page: Page, server: Server, what: str) -> None:
    """As browsers do when room is short, or after a week without a visit; the worker may stay, or go too."""
    visit(page, server, READ)
    session = page.context.new_cdp_session(page)
    origin = server.address.removesuffix("/project/")
    session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": what})
    # What is open can be read on, and what comes next too; a page whose worker is gone loads itself anew.
    browsing.visit(page, server.address + "practices/b.html")
    assert page.locator("h1").inner_text() == "Суу түтүгү b"
    visit(page, server, READ)
    app(page, server)
    keep(page, "ky")
    said(page, words("progress.done"))
    assert browsing.script_errors(page) == []
    server.stop()
    page.goto(server.address + UNREAD)
    assert page.locator("h1").inner_text() == "Суу түтүгү c"


def test_everything_can_be_deleted(page: Page, server: Server) -> None:
    visit(page, server, READ)
    app(page, server)
    page.locator("[data-offline-clear]").click()
    page.locator("[data-offline-no]").click()
    assert page.locator("[data-offline-clear]").is_visible()
    page.locator("[data-offline-clear]").click()
    with page.expect_navigation():
        page.locator("[data-offline-yes]").click()
    page.wait_for_selector("[data-offline-off]:not([hidden])")
    page.goto(server.address + READ)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    page.goto(server.address + "offline.html")
    with page.expect_navigation():
        page.locator("[data-offline-on]").click()
    page.wait_for_selector("[data-offline-app]:not([hidden])")


NO_ROOM = "() => { throw new DOMException('no', 'QuotaExceededError'); }"


def test_without_room_what_was_asked_for_is_refused_aloud_and_all_goes_all_the_same(page: Page, server: Server) -> None:
    visit(page, server, "offline.html")
    app(page, server)
    page.evaluate(f"Storage.prototype.setItem = Cache.prototype.put = {NO_ROOM}; 0")
    failed = page.locator("[data-offline-failed]")
    keep(page, "ky")
    browsing.until(page, "!document.querySelector('[data-offline-failed]').hidden")
    assert failed.inner_text() == words("progress.refused")
    page.locator("[data-offline-clear]").click()
    page.locator("[data-offline-yes]").click()
    page.locator("[data-offline-app]").wait_for(state="hidden")
    assert failed.inner_text() == words("unmarked")
    assert page.evaluate("caches.keys()") == []
    assert browsing.script_errors(page) == []


def test_without_a_connection_it_says_what_it_does_not_know(page: Page, server: Server) -> None:
    visit(page, server, "offline.html")
    in_store(page, server, "await store.write('wish', { packs: ['ky'], running: false })")
    server.stop()
    page.goto(server.address + "offline.html")
    page.wait_for_selector("[data-offline-app]:not([hidden])")
    browsing.until(
        page,
        "(word) => document.querySelector('[data-offline-pack=ky]').textContent.includes(word)",
        words("keep.unknown"),
    )
    assert [page.locator(f"[data-offline-{name}]").is_visible() for name in ("unsupported", "failed")] == [False] * 2


def test_a_worker_that_does_not_come_says_nothing_of_the_browser(page: Page, server: Server) -> None:
    server.answers["worker.js"] = (503, {"Content-Length": "0"}, b"")
    page.goto(server.address + "offline.html")
    page.wait_for_selector("[data-offline-failed]:not([hidden])")
    assert page.locator("[data-offline-failed]").inner_text() == words("state.failed")
    assert page.locator("[data-offline-unsupported]").is_hidden()


# --- Where there is no web app --------------------------------------------------------------------


def test_a_stick_says_that_all_is_there(page: Page, editions: Editions) -> None:
    for path, lang in (("offline.html", "ky"), ("ru/offline.html", "ru")):
        page.goto((editions.first / path).as_uri())
        assert page.locator("[data-offline-file]").inner_text() == words("file", lang)
        assert page.locator("[data-offline-app]").is_hidden()
        assert page.locator("[data-offline-how]").is_hidden(), "nothing is kept from a disk"
        # A browser would refuse it with an error on its console.
        assert page.locator("link[rel=manifest]").count() == 0
    assert browsing.script_errors(page) == []


def test_without_scripts_the_page_says_what_it_needs(browser: Browser, server: Server) -> None:
    with browsing.open_page(browser, **browsing.DESKTOP, java_script_enabled=False) as page:
        page.goto(server.address + "ru/offline.html")
        assert words("nojs", "ru") in page.locator("main").inner_text()
        assert page.locator("button:visible").count() <= 1  # that of the search


def test_a_browser_that_forbids_workers_is_told_so(browser: Browser, server: Server) -> None:
    with browsing.open_page(browser, **browsing.DESKTOP, service_workers="block") as page:
        page.goto(server.address + "offline.html")
        page.wait_for_selector("[data-offline-unsupported]:not([hidden])")
        assert page.locator("[data-offline-unsupported]").inner_text().strip()


# --- Hosts and programs in between --------------------------------------------------------------------


def test_a_file_that_never_comes_takes_nothing_else_away(page: Page, server: Server) -> None:
    """As where an extension stops one: `cite.js` breaks off, and another one is not there."""
    broken, gone = (browsing.built(server.folder, name) for name in ("cite.js", "my-list.js"))
    server.answers[broken] = (200, {"Content-Type": "text/javascript", "Content-Length": "99999"}, b"")
    server.answers[gone] = (404, {}, b"")
    visit(page, server, READ)
    found = kept(page, server)
    assert {READ, "offline.html", browsing.built(server.folder, "portal.js")} <= found and not {broken, gone} & found
    server.stop()
    page.goto(server.address + READ)
    assert page.url == server.address + READ and page.locator("h1").count() == 1


def test_a_host_that_writes_into_pages_takes_only_these_away(page: Page, server: Server) -> None:
    for path in files(server.folder):
        if path.endswith(".html"):
            text = (server.folder / path).read_text(encoding="utf-8")
            server.answers[path] = (200, HTML, text.replace("</body>", "<!-- host --></body>").encode())
    page.goto(server.address + READ)
    browsing.until(page, "!!navigator.serviceWorker.controller")
    page.goto(server.address + "ru/practices/a.html")
    assert page.locator("h1").inner_text() == "Водопровод" and browsing.script_errors(page) == []
    found = kept(page, server)
    assert browsing.built(server.folder, "portal.css") in found and not any(path.endswith(".html") for path in found)
    # Nothing vouches for such a page.
    assert page.locator(".p-footer [data-portal-edition]").inner_text() == ""


class Everywhere(dict[str, tuple[int, Mapping[str, str], bytes]]):
    """One answer to whatever is asked for."""

    def __contains__(self, path: object) -> bool:
        return True

    def __missing__(self, path: str) -> tuple[int, Mapping[str, str], bytes]:
        return 200, HTML, STRANGER


@pytest.mark.long  # one page of it: test_only_what_the_edition_names_is_kept
def test_a_network_that_answers_all_with_its_login_page(page: Page, server: Server) -> None:
    """As that of a hotel does: what is kept stays as it is, nothing of the login page is, and one can log in."""
    visit(page, server, READ)
    before = kept(page, server)
    ours, server.answers = server.answers, Everywhere()
    for _ in range(2):
        page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update()).catch(() => 0)")
        page.goto(server.address + UNREAD)
        assert "Log in" in page.content()
    page.goto(server.address + READ)
    assert "Log in" not in page.content() and page.locator("h1").count() == 1
    server.answers = ours
    assert kept(page, server) == before
    page.goto(server.address + UNREAD)
    assert "Log in" not in page.content() and page.locator("h1").count() == 1
    assert [one for one in browsing.script_errors(page) if "worker.js" not in one and "MIME" not in one] == []


@pytest.mark.long
def test_a_host_that_makes_files_smaller(page: Page, server: Server) -> None:
    """Styles and scripts too: pages work as before, and nothing of it is kept."""
    for path in files(server.folder):
        kind = {".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript"}.get(
            Path(path).suffix
        )
        if kind and path != "worker.js":
            text = (server.folder / path).read_text(encoding="utf-8")
            if path.endswith(".html"):
                text = re.sub(r">\s+<", "><", text)
            else:
                text = "\n".join(line.strip() for line in text.splitlines() if line.strip())
            server.answers[path] = (200, {"Content-Type": kind}, text.encode())
    page.goto(server.address + READ)
    browsing.settled(page)
    page.goto(server.address + "ru/search.html?q=водопровод")
    page.wait_for_selector(".p-hit")
    assert browsing.script_errors(page) == []
    stored = (
        "caches.keys().then(async (names) => [].concat(...await Promise.all(names.map(async (name) =>"
        " (await (await caches.open(name)).keys()).map((one) => one.url)))))"
    )
    assert not [one for one in page.evaluate(stored) if one.endswith(".html")]


def test_a_search_without_its_index_says_so(page: Page, server: Server) -> None:
    visit(page, server, READ)
    server.stop()
    page.goto(server.address + "search.html?q=түтүк")
    page.wait_for_selector("[data-portal-notices] .p-notice")
    entry = strings("ky")["search.unkept"]
    assert page.locator("[data-portal-notices] .p-notice").inner_text() == entry
    assert "табылган жок" not in page.locator(".p-results").inner_text()
    page.locator("[data-portal-notices] a").click()
    page.wait_for_selector("[data-offline-app]:not([hidden])")


def test_numbers_move_while_a_download_runs(page: Page, server: Server) -> None:
    visit(page, server, "index.html")
    app(page, server)
    before = page.locator("[data-offline-bytes]").inner_text(), page.locator("[data-offline-count]").inner_text()
    server.delay = 0.15
    keep(page, "ky")
    browsing.until(
        page,
        "([bytes, count]) => document.querySelector('[data-offline-bytes]').textContent !== bytes"
        " && document.querySelector('[data-offline-count]').textContent !== count",
        list(before),
    )
    done, count = numbers(page)
    assert 0 < done < count
    server.delay = 0
    said(page, words("progress.done"))


def test_the_edition_is_told_where_something_vouches_for_the_page(
    page: Page, server: Server, editions: Editions
) -> None:
    line = page.locator(".p-footer [data-portal-edition]")
    page.goto(server.address + READ)
    assert line.inner_text() == ""  # from the server, by nobody's list
    browsing.until(page, "!!navigator.serviceWorker.controller")  # what is read while it takes over is kept next time
    visit(page, server, READ)
    page.goto(server.address + READ)
    assert re.search(r"2027", line.inner_text())
    page.goto(server.address + "practices/b.html")
    assert re.search(r"2027", line.inner_text())
    # The server has another edition: kept pages are of the old one, a page that is not kept says nothing.
    server.folder = editions.second
    page.goto(server.address + READ)
    assert re.search(r"2027", line.inner_text())
    page.goto(server.address + UNREAD)
    assert "Жаңы" in page.locator(".p-body").inner_text() and line.inner_text() == ""
    page.goto(server.address + "offline.html")
    assert re.search(r"2027", line.inner_text())
