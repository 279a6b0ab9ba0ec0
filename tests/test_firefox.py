"""Every page type in Firefox, from files and from a server: nothing refused by the page's policy, nothing foreign."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from page_types import of_type, page_types

if TYPE_CHECKING:
    from firefox import Firefox

STYLED = """[getComputedStyle(document.querySelector('.p-header')).backgroundColor,
    document.querySelector('[data-portal-edition]').textContent.length > 10,
    document.documentElement.className]"""


# From a server the types in one language are enough: there Chromium's tests are many.
@pytest.mark.parametrize(("place", "langs"), [("file_site", ("ky", "ru")), ("http_site", ("ky",))])
def test_every_page_type_runs_and_asks_nobody_else(
    firefox: Firefox, built_site: Path, request: pytest.FixtureRequest, place: str, langs: tuple[str, ...]
) -> None:
    root = str(request.getfixturevalue(place))
    firefox.fresh()
    for address in (one for lang in langs for one in page_types(built_site)[lang].values()):
        firefox.goto(root + address)
        colour, told, classes = firefox.evaluate(STYLED)
        assert colour == "rgb(20, 80, 92)", address
        assert told, address
        assert classes == "js", address
        foreign = [one for one in firefox.asked() if not one.startswith((root, "data:", "blob:", "about:"))]
        assert foreign == [], address
        assert firefox.errors() == [], address


def test_printing_in_firefox_unfolds_what_a_narrow_window_folds(
    firefox: Firefox, built_site: Path, file_site: str
) -> None:
    firefox.fresh()
    firefox.goto(file_site + of_type(built_site, "practice"))
    shown = firefox.evaluate(
        """(() => {
            for (const fold of document.querySelectorAll("details[data-portal-fold]")) fold.open = false;
            window.dispatchEvent(new Event("beforeprint"));
            const all = [...document.querySelectorAll("details[data-portal-fold]")].map((fold) => fold.open);
            window.dispatchEvent(new Event("afterprint"));
            return all;
        })()"""
    )
    assert shown and all(shown)
