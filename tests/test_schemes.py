"""The light and the dark scheme: contrast of every pair of colours, the reader's choice, no flash of the other one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import browsing
from browsing import REPOSITORY
from page_types import of_type, page_types
from portal.publish.html.properties import PATH, Scheme, read_properties
from portal.publish.html.styles import by_preference

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

# --- Contrast ---------------------------------------------------------------------------

# What is written in a colour, and on which grounds (WCAG 2.2 AA: 4.5).
TEXT = {
    "text": "paper soft accent-soft marked mark map-0 map-1 map-2",
    "text-soft": "paper soft accent-soft marked",
    "hint": "paper",
    "empty": "paper",
    "link": "paper soft accent-soft marked",
    "primary-ink": "paper soft",
    "primary-dark": "on-primary",
    "accent": "paper soft",
    "badge": "accent-soft",
    "optional": "paper",
    "error": "paper",
    "on-primary": "primary primary-light primary-dark action action-dark map-3 map-4",
    "on-primary-soft": "primary-dark",
    "kind-practice": "paper soft",
    "kind-resolution": "paper soft",
    "kind-concept": "paper soft",
    "kind-course": "paper soft",
    "kind-event": "paper soft",
    "kind-lesson": "paper soft",
}
# What is drawn, or the edge of something to be used (3).
DRAWN = {
    "neutral": "paper",
    "field": "paper",
    "good": "paper",
    "bad": "paper",
    "accent": "paper map-0 map-1 map-2",
    "primary-ink": "paper soft",
    "part-original": "paper",
}
# Shades beside or below something else, lines that part what space parts too, and paper.
SHADES = {
    "border", "text-faint", "shadow", "shadow-deep", "on-primary-line", "on-primary-faint", "sun", "badge-border",
    "map-line", "part-current", "part-outdated", "part-missing", "print", "print-soft", "print-line",
}  # fmt: skip


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(one * 2 for one in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_the_guidelines_do() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_what_has_a_ground_of_its_own_has_a_colour_for_it() -> None:
    """A colour that is inherited may be that of a link, of a kind, of a badge: no table has it on this ground."""
    grounds = (
        r"background(?:-color)?: var\(--p-(?:"
        + "|".join({*" ".join(TEXT.values()).split()} - {"paper", "soft"})
        + r")\)"
    )
    rules = [rule for path in (REPOSITORY / "overrides/assets/stylesheets").glob("*.css")
             for rule in re.findall(r"[^{}]+\{[^{}]*\}", path.read_text(encoding="utf-8"))]  # fmt: skip
    assert [rule for rule in rules if re.search(grounds, rule) and "color: inherit" in rule] == []
    assert sum("--p-mark)" in rule and " color: var(--p-text)" in rule for rule in rules) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_pair_of_colours_can_be_read(scheme: Scheme) -> None:
    colours = read_properties(REPOSITORY, scheme)
    low = {
        (ink, ground): round(found, 2)
        for pairs, least in ((TEXT, 4.5), (DRAWN, 3.0))
        for ink, grounds in pairs.items()
        for ground in grounds.split()
        if (found := contrast(colours[f"--p-{ink}"], colours[f"--p-{ground}"])) < least
    }
    assert low == {}


def test_every_colour_stands_in_a_pair() -> None:
    pairs = {**TEXT, **{f"{name} ": grounds for name, grounds in DRAWN.items()}}
    named = {name.strip() for name in pairs} | {one for grounds in pairs.values() for one in grounds.split()}
    colours = {name[4:] for name, value in read_properties(REPOSITORY).items() if value.startswith("#")}
    assert colours - named == SHADES


def test_the_dark_scheme_is_written_once_and_made_twice() -> None:
    text = (REPOSITORY / PATH).read_text(encoding="utf-8")
    assert text.count("[data-scheme") == 1 and "prefers-color-scheme" not in text
    sheet = 'a{b:c}@media screen{:root[data-scheme="dark"]{--p:#000;--q:#111}}d{e:f}'
    assert by_preference(sheet) == (
        'a{b:c}@media screen{:root[data-scheme="dark"]{--p:#000;--q:#111}}'
        "@media screen and (prefers-color-scheme:dark){:root:not([data-scheme=light]){--p:#000;--q:#111}}d{e:f}"
    )
    both = read_properties(REPOSITORY, "dark"), read_properties(REPOSITORY)
    assert both[0].keys() == both[1].keys() and both[0]["--p-paper"] != both[1]["--p-paper"]


# --- In the browser ---------------------------------------------------------------------

GROUND = "getComputedStyle(document.body).backgroundColor"


def ground(scheme: Scheme) -> str:
    digits = read_properties(REPOSITORY, scheme)["--p-paper"].lstrip("#")
    digits = "".join(one * 2 for one in digits) if len(digits) == 3 else digits
    return f"rgb({', '.join(str(int(digits[place : place + 2], 16)) for place in (0, 2, 4))})"


def choose(page: Page, name: str) -> None:
    page.locator(f"[data-portal-scheme] button[value={name}]").click()
    assert page.locator("[data-portal-scheme] [aria-pressed=true]").get_attribute("value") == name


def test_the_device_decides_until_the_reader_does(browser: Browser, http_site: str) -> None:
    with browsing.open_page(browser, **browsing.PHONE, color_scheme="dark") as page:
        page.goto(http_site + "about.html")
        assert page.evaluate(GROUND) == ground("dark")
        choose(page, "light")
        assert page.evaluate(GROUND) == ground("light")
        page.goto(http_site + "ru/about.html")
        assert page.evaluate(GROUND) == ground("light")
        choose(page, "auto")
        assert page.evaluate("localStorage.length") == 0
        page.reload()
        assert page.evaluate(GROUND) == ground("dark")


def test_what_was_chosen_stands_before_anything_is_painted(browser: Browser, file_site: str) -> None:
    """From a stick; the first script of the page has set it when the body begins."""
    with browsing.open_page(browser, **browsing.DESKTOP) as page:
        page.goto(file_site + "index.html")
        choose(page, "dark")
        page.add_init_script(
            "new MutationObserver((_, me) => { if (document.body) { me.disconnect();"
            " window.first = document.documentElement.dataset.scheme; } })"
            ".observe(document, { childList: true, subtree: true });"
        )
        page.goto(file_site + "ru/index.html")
        assert page.evaluate("window.first") == "dark"
        assert page.evaluate(GROUND) == ground("dark")
        page.emulate_media(media="print")
        assert page.evaluate(GROUND) == ground("light"), "paper is white"
        assert browsing.script_errors(page) == []


def test_a_browser_that_keeps_nothing_changes_the_page_all_the_same(browser: Browser, http_site: str) -> None:
    with browsing.open_page(browser, **browsing.DESKTOP) as page:
        page.add_init_script(
            "Object.defineProperty(window, 'localStorage',"
            " { get() { throw new DOMException('no', 'SecurityError'); } });"
        )
        page.goto(http_site + "about.html")
        choose(page, "dark")
        assert page.evaluate(GROUND) == ground("dark")
        assert browsing.script_errors(page) == []


def test_without_scripts_the_device_decides(browser: Browser, http_site: str) -> None:
    with browsing.open_page(browser, **browsing.PHONE, color_scheme="dark", java_script_enabled=False) as page:
        page.goto(http_site + "about.html")
        assert not page.locator("[data-portal-scheme]").is_visible()
        assert page.locator("h1").evaluate("(one) => getComputedStyle(one).color") == "rgb(227, 235, 236)"


@pytest.mark.parametrize("kind", ["home", "practice", "resolution", "region", "training", "status", "form"])
def test_nothing_is_hard_to_read_in_the_dark(browser: Browser, built_site: Path, http_site: str, kind: str) -> None:
    with browsing.open_page(browser, **browsing.DESKTOP, color_scheme="dark") as page:
        page.goto(http_site + of_type(built_site, kind))
        assert browsing.run_axe(page, only=["color-contrast"]) == []


@pytest.mark.long
def test_no_page_type_is_hard_to_read_in_the_dark(browser: Browser, built_site: Path, http_site: str) -> None:
    found = {}
    with browsing.open_page(browser, **browsing.PHONE, color_scheme="dark") as page:
        for kind, address in page_types(built_site)["ru"].items():
            if kind != "redirect":  # it leads on by itself
                page.goto(http_site + address)
                found[kind] = browsing.run_axe(page, only=["color-contrast"])
    assert {kind: faults for kind, faults in found.items() if faults} == {} and len(found) > 25


def test_drawings_take_their_colours_from_the_scheme(built_site: Path) -> None:
    for path in built_site.rglob("*.html"):
        for drawing in re.findall(r"<svg.*?</svg>", path.read_text(encoding="utf-8"), re.DOTALL):
            assert not re.search(r'(?:fill|stroke)="(?!none|currentcolor)', drawing, re.I), (path, drawing[:200])
