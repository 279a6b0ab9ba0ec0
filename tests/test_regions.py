"""Pages of regions introduce the oblast from data alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser


@pytest.mark.parametrize(
    ("address", "districts"),
    [("regions/batken.html", "Облуста 3 район бар: Баткен району"), ("ru/regions/batken.html", "В области 3 района:")],
)
def test_a_region_names_its_districts_and_the_topics_of_its_documents(
    built_site: Path, address: str, districts: str
) -> None:
    page = LexborHTMLParser((built_site / address).read_text(encoding="utf-8"))
    text = page.css_first(".p-page").text().replace("\u00a0", " ")
    assert districts in text
    assert page.css_first('.p-page p a[href*="topics/"]') is not None
