"""Every page type in Firefox, from files and from a server: nothing refused by the page's policy, nothing foreign."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from page_types import of_type, page_types

if TYPE_CHECKING:
    from firefox import Firefox

STYLED = """[getComputedStyle(document.querySelector('.p-header')).backgroundColor,
    document.querySelector('[data-portal-edition]').textContent.length > 10,
    document.documentElement.className]"""


# An old address shows another page than it was asked for.
LEADING_ON = {"redirect"}


def look_at(firefox: Firefox, root: str, addresses: Iterable[str]) -> None:
    firefox.fresh()
    # The page of errors is a server's: its base address leads to the root of a host, which a disk does not have.
    for address in (one for one in addresses if not (root.startswith("file:") and one.endswith("404.html"))):
        firefox.goto(root + address)
        colour, told, classes = firefox.evaluate(STYLED)
        assert colour == "rgb(20, 80, 92)", address
        # From a server the line stands only where something vouches for the page.
        own = address.removeprefix("ru/") in ("index.html", "about.html", "offline.html")
        assert told or not (root.startswith("file:") or own), address
        assert "js" in classes.split(), address
        foreign = [one for one in firefox.asked() if not one.startswith((root, "data:", "blob:", "about:"))]
        assert foreign == [], address
        assert firefox.errors() == [], address


@pytest.mark.parametrize("place", ["file_site", "http_site"])
def test_every_page_type_runs_and_asks_nobody_else(
    firefox: Firefox, built_site: Path, request: pytest.FixtureRequest, place: str
) -> None:
    """Every type in one language, by turns: the other one from the other place, but for the fewer from a server."""
    types = page_types(built_site)
    chosen = [types["ky" if (number % 2 == 0) == (place == "file_site") else "ru"][name]
              for number, name in enumerate(sorted(types["ky"].keys() - LEADING_ON))]  # fmt: skip
    assert len(chosen) > 20
    look_at(firefox, str(request.getfixturevalue(place)), chosen if place == "file_site" else chosen[::3])


@pytest.mark.long
@pytest.mark.parametrize("place", ["file_site", "http_site"])
def test_every_page_type_in_both_languages(
    firefox: Firefox, built_site: Path, request: pytest.FixtureRequest, place: str
) -> None:
    types = page_types(built_site).values()
    every = [address for one in types for name, address in one.items() if name not in LEADING_ON]
    look_at(firefox, str(request.getfixturevalue(place)), every)


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
