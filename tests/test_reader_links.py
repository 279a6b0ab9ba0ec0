"""Links of a document's text when it becomes a part of a reader."""

from __future__ import annotations

import pytest

from portal.pages.embedding import embed


@pytest.mark.parametrize(
    ("reference", "turned"),
    [
        ("other.html", "../practices/other.html"),
        ("other.html#part", "../practices/other.html#part"),
        ("../acts/law.html", "../acts/law.html"),
        ("../../practices/doc.html", "../../practices/doc.html"),
        ("photo.png", "../practices/photo.png"),
        ("#part", "#doc--part"),
        ("https://example.org/a.html", "https://example.org/a.html"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_links_are_turned_to_the_page_of_the_reader(reference: str, turned: str) -> None:
    html = embed(f'<a href="{reference}">x</a>', "doc", "ru/practices/doc.html", "ru/readers/topic.html")
    assert html == f'<a href="{turned}">x</a>'


def test_boxes_to_tick_are_for_paper() -> None:
    html = embed('<li><input type="checkbox" disabled> x</li>', "doc", "practices/doc.html", "readers/topic.html")
    assert html == '<li><input type="checkbox" aria-hidden="true" disabled> x</li>'
