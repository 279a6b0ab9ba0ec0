"""What pages say of themselves to programs, held against the vocabulary of schema.org."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import browsing
from portal.corpus.load import load_portal
from portal.corpus.visible import visible
from portal.model.dates import PartialDate
from portal.pages.registry import Edition, Site, build_sites
from portal.publish.data import json_ld, open_documents

VOCABULARY: dict[str, Any] = json.loads((Path(__file__).parent / "data/schema_org.json").read_text(encoding="utf-8"))
"""Types, properties, and what these hold: as far as the portal uses them."""
PLAIN = {
    "Text": lambda value: isinstance(value, str) and bool(value.strip()),
    "Language": lambda value: isinstance(value, str) and len(value) == 2,
    "URL": lambda value: isinstance(value, str) and bool(re.match(r"https?://[^\s]+\Z", value)),
    "Date": lambda value: isinstance(value, str) and bool(re.match(r"\d{4}(-\d\d(-\d\d)?)?\Z", value)),
}


def kinds(name: str) -> set[str]:
    """A type with all that it is a kind of."""
    return {name}.union(*(kinds(parent) for parent in VOCABULARY["types"][name]))


def fits(value: Any, holds: list[str]) -> bool:
    if isinstance(value, dict):
        return value.get("@type") in VOCABULARY["types"] and not kinds(value["@type"]).isdisjoint(holds)
    members = [one for name in holds for one in VOCABULARY["members"].get(name, ())]
    return value in [f"https://schema.org/{one}" for one in members] or any(
        PLAIN[name](value) for name in holds if name in PLAIN
    )


def faults(node: dict[str, Any], above: str = "") -> Iterator[str]:
    """What the vocabulary does not know, or knows otherwise; ``above``: of what the node is a part."""
    name = node.get("@type", "")
    if name not in VOCABULARY["types"]:
        yield f"type {name}"
        return
    members = [(key, value, kinds(name)) for key, value in node.items() if not key.startswith("@")]
    for key, values, of in members:
        known = VOCABULARY["properties"].get(key)
        if not known or of.isdisjoint(known["of"]):
            yield f"{above}{name}.{key}"
            continue
        for value in values if isinstance(values, list) else [values]:
            if not fits(value, known["holds"]):
                yield f"{above}{name}.{key} = {value!r}"
            if isinstance(value, dict):
                yield from faults(value, f"{name}.{key}/")
    for key, values in node.get("@reverse", {}).items():
        for value in values:
            yield from () if fits(node, VOCABULARY["properties"][key]["holds"]) else (f"@reverse {key}",)
            yield from faults(value, f"{name}/@reverse/")


@pytest.fixture(scope="module")
def described() -> dict[str, dict[str, Any]]:
    """The description of every document, act and page of data that has one, in Russian."""
    portal = visible(load_portal(browsing.REPOSITORY)[0])
    settings = portal.settings.model_copy(update={"address": "https://portal.example/"})
    site: Site = build_sites(replace(portal, settings=settings), Edition(PartialDate(2026, 11, 28)))["ru"]
    for make in json_ld.SHARED:
        site.shared(make)
    wanted = [
        one for one in site.plan() if re.match(r"(practices|resolutions|concepts|courses|events|acts|status)", one.key)
    ]
    found = {one.key: json_ld.script(site, site.page_of(one)) for one in wanted}
    return {key: json.loads(text) for key, text in found.items() if text}


@pytest.mark.slow
def test_the_vocabulary_knows_all_that_is_said(described: dict[str, dict[str, Any]]) -> None:
    assert len(described) > 250
    assert {node["@type"] for node in described.values()} == {"Article", "Report", "Legislation", "Dataset"}
    assert [(key, fault) for key, node in described.items() for fault in faults(node)] == []
    assert all(node["@context"] == "https://schema.org" for node in described.values())


@pytest.mark.parametrize(
    "wrong",
    [
        {"@type": "Practice"}, {"@type": "Article", "colour": "red"}, {"@type": "Article", "legislationType": "law"},
        {"@type": "Article", "dateCreated": "yesterday"}, {"@type": "Article", "license": {"@type": "Person"}},
        {"@type": "Legislation", "legislationLegalForce": "https://schema.org/Maybe"},
        {"@type": "Legislation", "@reverse": {"distribution": [{"@type": "Dataset"}]}},
    ],
)  # fmt: skip
def test_what_it_does_not_know_is_noticed(wrong: dict[str, Any]) -> None:
    assert list(faults(wrong))


def test_the_data_are_described_with_their_files(described: dict[str, dict[str, Any]]) -> None:
    files = {one["contentUrl"] for one in described["status"]["distribution"]}
    assert files == {f"https://portal.example/{name}" for name in (open_documents.JSON, open_documents.CSV)}
