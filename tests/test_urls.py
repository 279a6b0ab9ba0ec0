"""Addresses of pages and files, seen from the root of the site and from another page."""

from __future__ import annotations

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.urls import address, asset_address, page_path, relative


def test_pages_of_the_first_language_stand_at_the_root() -> None:
    assert (address("ky", "practices/suu"), address("ru", "practices/suu")) == (
        "practices/suu.html",
        "ru/practices/suu.html",
    )
    assert page_path("ru", "about") == "ru/about.md"
    assert (asset_address("docs/ky/a/b.png"), asset_address("docs/ru/a/b.png")) == ("a/b.png", "ru/a/b.png")


@pytest.mark.parametrize(
    ("source", "target", "seen"),
    [
        ("index.html", "about.html", "about.html"),
        ("practices/a.html", "practices/b.html#steps", "b.html#steps"),
        ("ru/practices/a.html", "acts/x.html#art_28__para_3", "../../acts/x.html#art_28__para_3"),
        ("about.html", "ru/about.html", "ru/about.html"),
        ("practices/a.html", "practices/a.html#b", "a.html#b"),
    ],
)
def test_an_address_is_seen_from_the_page_and_keeps_its_place(source: str, target: str, seen: str) -> None:
    assert relative(source, target) == seen


PATHS = st.lists(st.sampled_from(["a", "b", "ru", "..", ".", "", "a.html?b"]), max_size=5).map("/".join)


@given(PATHS, PATHS)
def test_an_address_is_what_posixpath_makes_of_it(source: str, target: str) -> None:
    try:
        expected = posixpath.relpath(target, posixpath.dirname(source) or ".")
    except ValueError:  # nothing is no path
        with pytest.raises(ValueError, match="path"):
            relative(source, target)
    else:
        assert relative(source, f"{target}#c") == f"{expected}#c"
