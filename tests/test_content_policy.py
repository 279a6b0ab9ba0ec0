"""What pages may load and run: nothing foreign, no script in the page but our own by its hash."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from selectolax.lexbor import LexborHTMLParser as HTMLParser

import browsing
from page_types import of_type
from portal.publish.html.policy import MARK, PagePolicy, digest, policy

_WATCH = """
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) =>
        window.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""
META = "meta[http-equiv='Content-Security-Policy']"


def directives(text: str) -> dict[str, list[str]]:
    return {name: sources for name, *sources in (part.split() for part in text.split("; "))}


# --- The text ---------------------------------------------------------------------------


def test_the_policy_forbids_what_it_does_not_name() -> None:
    found = directives(policy())
    assert found["default-src"] == ["'none'"] and "object-src" not in found
    assert found["script-src"] == found["style-src"] == found["base-uri"] == ["'self'"]
    assert not re.search(r"unsafe|https?:|\*", policy())


def test_a_page_type_may_ask_for_more() -> None:
    page = PagePolicy()
    assert page.allow(connect_src="https://api.example.org", frame_src="'self' blob:", default_src="data:") == ""
    assert page.script(" run() ") == "<script>run()</script>"
    assert page.script(caller=lambda: "\nrun()\n") == "<script>run()</script>"
    found = directives(page.fill(f"{MARK}|{MARK}").split("|")[0])
    assert found["connect-src"] == ["'self'", "https://api.example.org"]
    assert found["frame-src"] == ["'self'", "blob:"] and found["default-src"] == ["data:"]
    assert found["script-src"] == ["'self'", digest("run()")]
    assert page.fill(f"{MARK}|{MARK}").endswith(MARK), "the text of a document is left alone"


# --- The pages --------------------------------------------------------------------------


def test_every_page_has_its_policy_before_all_that_it_watches(built_site: Path) -> None:
    pages = sorted(built_site.rglob("*.html"))
    assert len(pages) > 100
    for path in pages:
        text = path.read_text(encoding="utf-8")
        tree = HTMLParser(text)
        metas = tree.css(META)
        assert len(metas) == 1, path
        assert not re.search(r"<(script|style|link|base)\b", text[: text.index("Content-Security-Policy")]), path
        for node in tree.css("*"):
            names = node.attributes.keys()
            assert "style" not in names and not [name for name in names if name.startswith("on")], (path, node.html)
        assert not tree.css("style, object, embed, iframe"), path


def test_only_scripts_of_our_templates_have_a_hash(built_site: Path) -> None:
    for path in sorted(built_site.rglob("*.html")):
        tree = HTMLParser(path.read_text(encoding="utf-8"))
        meta = tree.css_first(META)
        assert meta is not None
        allowed = meta.attributes["content"] or ""
        inline = [
            node.text()
            for node in tree.css("script:not([src])")
            if node.attributes.get("type") in {None, "", "text/javascript"}
        ]
        assert sorted(re.findall(r"'sha256-[^']+'", allowed)) == sorted({digest(code) for code in inline}), path


@pytest.mark.parametrize("place", ["http", "file"])
def test_scripts_keep_the_policy(browser: Browser, http_site: str, file_site: str, place: str) -> None:
    """Suggestions, results, filters. Every page type as it loads: ``test_no_script_of_a_page_fails``, to which
    a violation is an error on the console (see below)."""
    root = http_site if place == "http" else file_site
    with browsing.open_page(browser, workers=True, **browsing.DESKTOP) as page:
        page.add_init_script(_WATCH)
        page.goto(root + "search.html?q=суу&kind=practice")
        page.wait_for_selector(".p-hit")
        page.fill(".p-search--page input", "мый")
        page.wait_for_selector("[role=option]")
        assert page.evaluate("window.violations") == []
        page.goto(root + "catalogue.html?kind=practice")
        page.wait_for_selector(".p-chip")
        assert page.evaluate("window.violations") == []
        assert browsing.script_errors(page) == []


def _with_harm(folder: Path, site: Path, kind: str) -> None:
    """A page of the site as somebody might slip it in, with what it loads of the site beside it."""
    shutil.copytree(site / "assets", folder / "assets", ignore=shutil.ignore_patterns("search", "offline"))
    text = (site / of_type(site, kind)).read_text(encoding="utf-8").replace("../assets/", "assets/")
    harm = (
        "<script>window.harmed = 1</script>"
        '<img src="data:image/png;base64,x" onerror="window.harmed = 2">'
        '<img src="http://127.0.0.1:9/foreign.png">'
        '<script src="http://127.0.0.1:9/foreign.js"></script>'
        '<iframe src="http://127.0.0.1:9/foreign.html"></iframe>'
        '<object data="http://127.0.0.1:9/foreign.swf"></object>'
        '<p id="styled" style="color: rgb(1, 2, 3)">x</p>'
        '<form action="http://127.0.0.1:9/form"><button id="send">x</button></form>'
        '<a id="link" href="javascript:window.harmed = 3">x</a>'
    )
    (folder / "index.html").write_text(text.replace("</main>", harm + "</main>"), encoding="utf-8")


@pytest.mark.parametrize("place", ["http", "file"])
def test_what_is_slipped_in_does_not_run(browser: Browser, built_site: Path, tmp_path: Path, place: str) -> None:
    _with_harm(tmp_path, built_site, "practice")
    with browsing.serve(tmp_path) as address, browsing.open_page(browser, workers=True, **browsing.DESKTOP) as page:
        page.add_init_script(_WATCH)
        root = address if place == "http" else tmp_path.as_uri() + "/"
        page.goto(root + "index.html")
        # By script: Playwright would wait for the journeys that never begin.
        page.evaluate("document.getElementById('link').click(); document.getElementById('send').click()")
        page.wait_for_timeout(200)
        assert page.evaluate("window.harmed") is None
        assert page.url.rstrip("?#") == root + "index.html"
        assert page.evaluate("getComputedStyle(document.getElementById('styled')).color") != "rgb(1, 2, 3)"
        blocked = {line.split()[0] for line in page.evaluate("window.violations")}
        assert {"script-src-elem", "script-src-attr", "img-src", "style-src-attr", "form-action"} <= blocked
        assert {"frame-src", "object-src"} <= blocked
        assert any("Content Security Policy" in line for line in browsing.script_errors(page))
        # Our own part of the page does run.
        assert page.evaluate("document.documentElement.className") == "js"
        assert _asked_foreign(page) == []


def _asked_foreign(page: Page) -> list[str]:
    return [url for url in browsing.requests(page) if ":9/" in url and not _refused(page, url)]


def _refused(page: Page, url: str) -> bool:
    """Chromium reports what its policy stopped as a request that failed with this reason."""
    return any(line.startswith(url) and "csp" in line for line in browsing.failed_requests(page))
