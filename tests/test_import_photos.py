"""Photographs in the file of the form become files of the repository, whatever they claim to be."""

from __future__ import annotations

import base64
import io
import json
from typing import Any

import pytest
from PIL import Image

from importing import document, imported, said
from portal.content.photos import MAX_BYTES


def jpeg(width: int = 960, height: int = 640) -> str:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (30, 90, 160)).save(out, "JPEG")
    return base64.b64encode(out.getvalue()).decode()


def form(photos: list[Any], pictures: object) -> str:
    meta = {
        "title": "Айылга таза суу келди",
        "summary": "Айылга таза суу кандайча келгени тууралуу кыскача баян.",
        "added": "2026-11-22",
        "topics": ["drinking-water"],
        "sources": [{"title": "Айылдын отчету", "language": "ky", "accessed": "2026-11"}],
        "photos": photos,
    }
    value = {"format": "portal-document", "version": 1, "kind": "practice", "lang": "ky", "slug": "suu", "meta": meta,
             "body": "## Эмне жасалды\n\nТүтүк тартылды.\n", "pictures": pictures}  # fmt: skip
    return json.dumps(value)


def photo(name: str) -> dict[str, str]:
    return {"id": name, "alt": f"Сүрөт {name}", "author": "Айыл өкмөтү", "licence": "CC BY 4.0"}


def test_photographs_get_the_name_of_the_document() -> None:
    made = imported(form([photo("a"), photo("b")], {"a": jpeg(), "b": jpeg(1200, 1000)}), name="a.json")
    folder = "docs/ky/practices/photos"
    assert [one["id"] for one in document(made)[0]["photos"]] == ["suu", "suu-2"] and not made.open
    assert list(made.files) == ["docs/ky/practices/suu.md"] + [
        f"{folder}/{name}" for name in ("suu.webp", "suu.jpg", "suu-2.webp", "suu-2.jpg")
    ]
    for path, data in list(made.files.items())[1:]:
        with Image.open(io.BytesIO(data)) as image:
            assert image.size == (960, 640) and len(data) <= MAX_BYTES, path


@pytest.mark.parametrize(
    "pictures",
    [
        {},
        None,
        ["x"],
        {"a": 5},
        {"a": "no base64!"},
        {"a": base64.b64encode(b"<svg onload=alert(1)>").decode()},
        {"a": jpeg(100, 100)},
        {"a": "A" * 600_000},
        {"b": jpeg()},
    ],
)
def test_what_is_no_photograph_leaves_the_card_with_a_word(pictures: object) -> None:
    made = imported(form([photo("a")], pictures), name="a.json")
    assert list(made.files) == ["docs/ky/practices/suu.md"]
    assert not document(made)[0].get("photos")
    assert said(made, "photo-refused") == ["Сүрөт a · Айыл өкмөтү · CC BY 4.0"]


def test_a_name_that_leads_elsewhere_leads_nowhere() -> None:
    made = imported(form([photo("../../x")], {"../../x": jpeg()}), name="a.json")
    assert sorted(path.rpartition("/")[2] for path in made.files) == ["suu.jpg", "suu.md", "suu.webp"]
