"""Fixtures of tests that look at built pages; what they use is in browsing.py."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

import browsing
import repeating
import surroundings
from firefox import Firefox, open_firefox

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

surroundings.forget(os.environ)

NOTHING = SimpleNamespace(params={})
BROWSER_FIXTURES = {"browser", "phone_page", "desktop_page", "firefox", "visitor", "visits", "on_phone", "on_screen"}


# Of the real site, and of small ones that a file builds for all its tests.
SITE_FIXTURES = {"built_site", "http_site", "file_site", "main_site", "public", "editions",
                 "whole", "russian", "part", "visits", "on_phone", "on_screen"}  # fmt: skip

REAL_SITE = {"built_site", "http_site", "file_site"}
LONG_FILE = 5
"""Slow tests from which on a file takes a worker for half a minute or more."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--times``, for ``make test-long``."""
    parser.addoption("--times", type=int, default=1, help="how many times as many random examples to try")


def pytest_configure(config: pytest.Config) -> None:
    """Before test files are read, which take it at once."""
    repeating.set_up(config.getoption("--times"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser or takes the real site, so that nobody forgets to; the longest files come first.

    Else the longest one may begin when the others end, and be alone with one worker. One file has the real site built;
    the other workers begin with long files that do without it, or all of them would wait for the one.
    """
    in_browser, on_site = set(), dict[Path, None]()
    slow, weight = Counter[Path](), Counter[Path]()
    for item in items:
        # What a test asks for by a parameter's value is not among its fixtures.
        asked = [value for value in getattr(item, "callspec", NOTHING).params.values() if isinstance(value, str)]
        fixtures = {*getattr(item, "fixturenames", ()), *asked}
        if SITE_FIXTURES & fixtures:
            item.add_marker("site")
        if REAL_SITE & fixtures:
            on_site[item.path] = None
        if item.get_closest_marker("slow"):
            slow[item.path] += 1
            weight[item.path] += 1
        if BROWSER_FIXTURES & fixtures:
            item.add_marker("browser")
            in_browser.add(item.path)
            weight[item.path] += 1
        if hasattr(getattr(item, "obj", None), "hypothesis"):
            item.add_marker("repeated")
    first = next((path for path in on_site if path in in_browser), None)

    def place(item: pytest.Item) -> tuple[int, int]:
        alone = item.path not in on_site and slow[item.path] >= LONG_FILE
        found = 0 if item.path == first else 1 if alone else 2 if item.path in in_browser else 3
        return found, -weight[item.path]

    items.sort(key=place)


def _shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of this test run that all workers of pytest-xdist share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if base.name.startswith("popen-") else base


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the real site, built once a test run, strict."""
    folder = _shared_folder(tmp_path_factory)
    site, claim, outcome = (folder / name for name in ("real-site", "real-site.claim", "real-site.outcome"))
    try:
        claim.touch(exist_ok=False)
    except FileExistsError:
        # Another worker builds it.
        deadline = time.monotonic() + browsing.BUILD_TIMEOUT + 10
        while not outcome.exists():
            if time.monotonic() > deadline:
                pytest.fail("The worker that builds the site gave no word.", pytrace=False)
            time.sleep(0.1)
    else:
        text = "The build was cut short."
        try:
            built = browsing.build(browsing.REPOSITORY, site, PORTAL_LANG="en")
            text = "" if built.ok else built.output[-8000:]
        finally:
            # Renamed into place: a waiting worker never reads half of it.
            draft = outcome.with_suffix(".draft")
            draft.write_text(text, encoding="utf-8")
            draft.replace(outcome)
    output = outcome.read_text(encoding="utf-8")
    if output:
        pytest.fail(f"The site does not build:\n{output}", pytrace=False)
    return site


@pytest.fixture(scope="session")
def http_site(built_site: Path) -> Iterator[str]:
    """Return the address of the real site on a local web server, with a slash at the end."""
    with browsing.serve(built_site) as address:
        yield address


@pytest.fixture(scope="session")
def file_site(built_site: Path) -> str:
    """Return the address of the real site as files, as from a USB stick, with a slash at the end."""
    return built_site.resolve().as_uri() + "/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one Chromium for the whole run."""
    with browsing.open_browser() as chromium:
        yield chromium


@pytest.fixture(scope="session")
def firefox() -> Iterator[Firefox]:
    """Start one Firefox for the whole run; ``fresh()`` gives a test a tab of its own."""
    with open_firefox() as opened:
        yield opened


@pytest.fixture
def phone_page(browser: Browser) -> Iterator[Page]:
    """Open a page as a small phone shows it: 360 × 740, touch."""
    with browsing.open_page(browser, **browsing.PHONE) as page:
        yield page


@pytest.fixture
def desktop_page(browser: Browser) -> Iterator[Page]:
    """Open a page as an office screen shows it: 1280 × 800."""
    with browsing.open_page(browser, **browsing.DESKTOP) as page:
        yield page
