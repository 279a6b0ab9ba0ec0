"""What comes out on paper: where a sheet comes from, addresses that can be typed, nothing that is untrue there."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from page_types import of_type

pytestmark = pytest.mark.slow

LANGUAGES = ("ky", "ru")


def on_paper(page: Page, path: Path, anchor: str = "") -> Page:
    """The page from a disk, as it is printed."""
    page.goto(path.as_uri() + anchor)
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sheet_says_where_it_comes_from(built_site: Path, lang: str) -> None:
    for kind in ("act", "catalogue", "list", "course_whole", "course_trainer", "topic", "compare", "pairs", "practice"):
        address = of_type(built_site, kind, lang)
        page = HTMLParser((built_site / address).read_text(encoding="utf-8"))
        line, foot = page.css_first("main > .p-paper--from"), page.css_first(".p-footer .p-paper")
        assert line is not None and foot is not None, address
        assert line.text().split(": ")[1].strip().endswith(address), address
        assert line.text().startswith(foot.text().strip(". \n")), address
        assert page.css_first(".p-paper--from [data-portal-edition]") is not None, address


def test_the_edition_stands_on_paper(desktop_page: Page, built_site: Path) -> None:
    for kind in ("act", "practice", "course_whole"):
        page = on_paper(desktop_page, built_site / of_type(built_site, kind))
        line = page.locator(".p-paper--from")
        assert line.is_visible() and "Басылышы" in line.inner_text(), kind
        page.emulate_media(media="screen")
        assert not line.is_visible()
