"""Every page type in a browser, visited once from a server on a phone and once from a stick on an office screen.

On the phone the languages take turns; `make test-long` visits every page of both.

What can be asked of a page that is open is asked in one visit; each question has its test.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

import browsing
from page_types import addresses, in_turn, of_type, page_types

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_SPILLING = """(width) => [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > width + 1)
    .slice(0, 4).map((one) => one.outerHTML.slice(0, 120))"""
_SMALL = """() => [...document.querySelectorAll(
        ".p-header a, .p-header button, .p-menu a, .p-footer a, .p-button, .p-contents summary, .p-passport summary")]
    .filter((one) => { const box = one.getBoundingClientRect(); return box.width && box.height < 43.5; })
    .map((one) => one.outerHTML.slice(0, 120))"""
_LARGE_TYPE = "(size) => document.documentElement.style.setProperty('font-size', size, 'important')"


@dataclass(frozen=True)
class Visit:
    """What was seen of a page; what is wide is told by its HTML, widths by what was measured at them."""

    address: str
    foreign: Sequence[str]
    failures: Sequence[str]
    errors: Sequence[str]
    small_controls: Sequence[str]
    too_wide: dict[str, object]
    violations: Sequence[browsing.Violation]


def _too_wide(page: Page, width: int) -> object:
    wide = page.evaluate("document.documentElement.scrollWidth")
    return (wide, page.evaluate(_SPILLING, width)) if wide > width else None


def _width_faults(page: Page, large_type: bool) -> dict[str, object]:
    found: dict[str, object] = {"360": _too_wide(page, 360)}
    page.set_viewport_size({"width": 320, "height": 640})
    found["320"] = _too_wide(page, 320)
    page.set_viewport_size(browsing.PHONE["viewport"])
    if large_type:  # twice and more the size of letters, as the settings of Android make it
        page.evaluate(_LARGE_TYPE, "250%")
        found["360, large type"] = _too_wide(page, 360)
    return {name: fault for name, fault in found.items() if fault}


def _failures(page: Page) -> list[str]:
    # A page left before its icon has come cuts that request short: not a fault of the page.
    return [one for one in browsing.failed_requests(page) if "ERR_ABORTED" not in one]


def _visits(page: Page, site: Path, root: str, paths: Sequence[str], phone: bool, axe: str) -> list[Visit]:
    found = []
    for address in paths:
        page.goto(root + address)
        russian = address.startswith("ru/")
        stays = "data-portal-to=" not in (site / address).read_text(encoding="utf-8")
        if not stays:  # an old address leads on by itself
            page.wait_for_url(lambda url, old=root + address: url.partition("#")[0] != old)
        violations = browsing.run_axe(page) if stays and ("ru" if russian else "ky") in axe.split() else []
        small = page.evaluate(_SMALL) if phone and stays else []
        wide = _width_faults(page, large_type=russian) if phone and stays else {}
        seen = (browsing.foreign_requests(page, root), _failures(page), browsing.script_errors(page))
        found.append(Visit(address, *seen, small, wide, violations))
    # What a script asks for later comes with the last page at the latest.
    page.wait_for_load_state("networkidle")
    seen = (browsing.foreign_requests(page, root), _failures(page), browsing.script_errors(page))
    return [*found, Visit("later", *seen, [], {}, [])]


@pytest.fixture(scope="module")
def on_phone(browser: Browser, built_site: Path, http_site: str) -> list[Visit]:
    """From a server, with the service worker."""
    with browsing.open_page(browser, workers=True, **browsing.PHONE) as page:
        return _visits(page, built_site, http_site, in_turn(built_site), phone=True, axe="ky ru")


@pytest.fixture(scope="module")
def on_screen(browser: Browser, built_site: Path, file_site: str) -> list[Visit]:
    """From a stick, on an office screen; axe looks at the Kyrgyz pages."""
    with browsing.open_page(browser, **browsing.DESKTOP) as page:
        return _visits(page, built_site, file_site, addresses(built_site), phone=False, axe="ky")


# From a stick in the long tests alone: Firefox opens every page type from files in every run (test_firefox).
@pytest.fixture(params=["http", pytest.param("file", marks=pytest.mark.long)])
def visits(request: pytest.FixtureRequest) -> list[Visit]:
    found: list[Visit] = request.getfixturevalue({"http": "on_phone", "file": "on_screen"}[request.param])
    return found


def test_every_page_type_is_visited(visits: list[Visit], built_site: Path) -> None:
    of_types = {address: name for types in page_types(built_site).values() for name, address in types.items()}
    assert {of_types[visit.address] for visit in visits[:-1]} == set(of_types.values())
    assert len(visits) > 20 and len({visit.address.startswith("ru/") for visit in visits}) == 2


def test_pages_ask_nobody_else_and_miss_nothing(visits: list[Visit]) -> None:
    assert {visit.address: visit.foreign for visit in visits if visit.foreign} == {}
    assert {visit.address: visit.failures for visit in visits if visit.failures} == {}


def test_no_script_of_a_page_fails(visits: list[Visit]) -> None:
    """A violation of the policy of contents is an error on the console, too (test_content_policy)."""
    assert {visit.address: visit.errors for visit in visits if visit.errors} == {}


def test_no_page_is_wider_than_a_phone(on_phone: list[Visit]) -> None:
    assert {visit.address: visit.too_wide for visit in on_phone if visit.too_wide} == {}


def test_main_controls_are_large_enough_for_a_finger(on_phone: list[Visit]) -> None:
    assert {visit.address: visit.small_controls for visit in on_phone if visit.small_controls} == {}


def test_axe_finds_nothing_serious(visits: list[Visit]) -> None:
    assert {visit.address: visit.violations for visit in visits if visit.violations} == {}


@pytest.mark.long
@pytest.mark.parametrize("place", ["http_site", "file_site"])
def test_every_single_page(browser: Browser, built_site: Path, request: pytest.FixtureRequest, place: str) -> None:
    """Not one page of every type, but all of them: some hundred."""
    paths = sorted(path.relative_to(built_site).as_posix() for path in built_site.rglob("*.html"))
    root = request.getfixturevalue(place)
    with browsing.open_page(browser, workers=True, **browsing.PHONE) as page:
        seen = _visits(page, built_site, root, paths, phone=True, axe="")
    assert len(seen) > 200
    test_pages_ask_nobody_else_and_miss_nothing(seen)
    test_no_script_of_a_page_fails(seen)
    test_no_page_is_wider_than_a_phone(seen)
    test_main_controls_are_large_enough_for_a_finger(seen)


def test_faults_of_a_page_are_seen(browser: Browser, tmp_path: Path) -> None:
    """One bad page, so that an empty list means that there was nothing to see."""
    harm = (
        '<!DOCTYPE html><html lang="ru"><head><title>x</title>'
        '<meta name="viewport" content="width=device-width"></head><body>'
        '<p style="width: 330px">wide</p><p style="width: 8em; background: #eee">large</p><img src="no.png">'
        '<button class="p-button">x</button><script src="http://127.0.0.1:9/a.js"></script>'
        "<script>throw new Error('x')</script></body></html>"
    )
    (tmp_path / "ru").mkdir()
    (tmp_path / "ru/a.html").write_text(harm, encoding="utf-8")
    with browsing.serve(tmp_path) as root, browsing.open_page(browser, **browsing.PHONE) as page:
        visit, _ = _visits(page, tmp_path, root, ["ru/a.html"], phone=True, axe="ru")
    assert visit.foreign and visit.failures and visit.errors and visit.small_controls
    assert visit.too_wide.keys() == {"320"} and {one.rule for one in visit.violations} == {"image-alt"}


# --- Links to the other language -----------------------------------------------------------


def test_every_page_leads_to_itself_in_the_other_language(built_site: Path, file_site: str, browser: Browser) -> None:
    """As it stands in the file, which is what a browser without scripts follows; one page is clicked through."""
    for name, address in page_types(built_site)["ky"].items():
        if name == "redirect":  # it leads on by itself
            continue
        link = HTMLParser((built_site / address).read_text(encoding="utf-8")).css_first("a[data-portal-switch]")
        assert link is not None, address
        target = (built_site / address).parent / (link.attributes["href"] or "")
        assert target.resolve() == (built_site / "ru" / address).resolve(), address
        assert target.is_file(), address
    with browsing.open_page(browser, **browsing.DESKTOP, java_script_enabled=False) as page:
        for kind in ("home", "practice", "acts"):
            address = of_type(built_site, kind)
            page.goto(file_site + address)
            page.locator("[data-portal-switch]").click()
            assert page.url == file_site + "ru/" + address
