"""All that is public of documents as files for others: complete, true to its schema, silent on what is not public."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

import browsing
import small_tree
from portal.corpus.corpus import Portal
from portal.corpus.load import load_portal
from portal.corpus.visible import visible
from portal.model.documents import KINDS, MODELS
from portal.model.fields import fields_of
from portal.model.values import LANGS
from portal.publish.data.open_documents import CSV, JSON, JSON_SCHEMA, columns, outputs
from portal.publish.data.table import table
from small_tree import ORIGINAL, current
from test_fields import DATA, IDS, as_file, whole
from test_law_data import AJV

NAMING = """review: {review}
related: [{{document: jashyryn, relation: answers}}, {{document: suu, relation: answers}}]
added:"""
WITHDRAWN = "review: withdrawn\nwithdrawn: {date: 2026-11, reason: {ky: Эскирди.}}\nadded:"
HIDDEN = "Жашыруун иш"


@pytest.fixture(scope="module")
def portal() -> Portal:
    return visible(load_portal(browsing.REPOSITORY)[0])


@pytest.fixture(scope="module")
def files(portal: Portal) -> dict[str, str]:
    return outputs(portal)


def documents(files: dict[str, str]) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in json.loads(files[JSON])["documents"]}


def rows(files: dict[str, str]) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in csv.DictReader(io.StringIO(files[CSV]))}


def faults(files: dict[str, str], *more: Any) -> list[str]:
    """What a validator of others says of the file, and of further ones, by its schema."""
    schema = json.loads(files[JSON_SCHEMA])
    cases = [(schema, json.loads(files[JSON])), *((schema, one) for one in more)]
    found: list[str] = json.loads(browsing.run_node(AJV, stdin=json.dumps(cases)))
    return found


@pytest.mark.slow
def test_the_real_documents_are_all_there_and_as_the_schema_says(portal: Portal, files: dict[str, str]) -> None:
    content = json.loads(files[JSON])
    public = {slug: one for slug, one in portal.documents.items() if one.review == "published"}
    found = documents(files)
    assert found.keys() == public.keys() == rows(files).keys() and len(found) > 100
    for slug, one in found.items():
        document = public[slug]
        assert one["title"] == {lang: version.title for lang, version in document.versions.items()}, slug
        assert one["pages"].keys() == document.versions.keys()
        assert len(one.get("figures", ())) == len(document.meta.figures), slug
        assert len(one["sources"]) == len(document.meta.sources), slug
    assert content["licence"].endswith("/by/4.0/")
    assert content["updated"] == max(one["added"] for one in found.values())
    broken = {**content, "documents": [{**content["documents"][0], "colour": "red"}]}
    assert [bool(fault) for fault in faults(files, broken, {**content, "licence": ""})] == [False, True, True]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A document of every kind that has all fields."""
    texts = {f"ky/{kind}s/{kind}-whole.md": as_file(whole(kind)) for kind in KINDS}
    for slug in IDS["documents"]:
        texts[f"ky/resolutions/{slug}.md"] = small_tree.RESOLUTION.replace("number: 1", "number: 5")
    return outputs(small_tree.load(tmp_path_factory.mktemp("full"), texts, DATA)[0])


@pytest.mark.slow
def test_every_field_of_the_models_is_in_the_files(full: dict[str, str]) -> None:
    assert faults(full) == [""]
    names = {path[0] for path in columns()}
    for kind in KINDS:
        one, row = documents(full)[f"{kind}-whole"], rows(full)[f"{kind}-whole"]
        assert one.keys() >= whole(kind).keys() - {"review", "withdrawn"}, kind
        assert set(fields_of(MODELS[kind])) - {"review", "withdrawn"} <= {name.removesuffix("_ky") for name in names}, (
            kind
        )
        assert row["title_ky"] == one["title"]["ky"] and row["kind"] == kind
    votes = rows(full)["resolution-whole"]["votes.for"]
    assert votes and votes == str(documents(full)["resolution-whole"]["votes"]["for"])


def test_words_stand_by_language_and_lists_in_one_cell(tmp_path: Path) -> None:
    two = ORIGINAL.replace("unit: KGS}\n", "unit: KGS}\n  - {id: length, label: Узуну, value: 2.5, unit: km}\n")
    texts = {"ky/practices/suu.md": two}
    texts["ru/practices/suu.md"] = current(two).replace("{cost: Стоимость}", "{cost: Стоимость, length: Длина}")
    files = outputs(small_tree.load(tmp_path, texts)[0])
    one, row = documents(files)["suu"], rows(files)["suu"]
    assert [figure["label"] for figure in one["figures"]] == [
        {"ky": "Баасы", "ru": "Стоимость"}, {"ky": "Узуну", "ru": "Длина"},
    ]  # fmt: skip
    assert (row["figures.label_ru"], row["figures.value"]) == ("Стоимость | Длина", "100 | 2.5")
    assert one["states"] == {"ky": "original", "ru": "current"} and list(one["pages"]) == list(LANGS)
    assert row["pages_ru"] == "ru/practices/suu.html"


@pytest.mark.parametrize("drafts", [False, True])
def test_drafts_and_what_was_withdrawn_leave_no_trace(tmp_path: Path, drafts: bool) -> None:
    hidden = ORIGINAL.replace("Суу түтүгү", HIDDEN)
    texts = {
        "ky/practices/suu.md": ORIGINAL,
        "ky/practices/atagan.md": ORIGINAL.replace("added:", NAMING.format(review="published")),
        "ky/practices/jashyryn.md": hidden.replace("added:", "review: proposed\nadded:"),
        "ky/practices/kaitkan.md": hidden.replace("added:", WITHDRAWN),
        "ky/practices/atagan-kaitkan.md": ORIGINAL.replace(
            "added:", NAMING.format(review="published").replace("jashyryn", "kaitkan")
        ),
    }
    files = outputs(visible(small_tree.load(tmp_path, texts)[0], drafts=drafts))
    assert documents(files).keys() == {"suu", "atagan", "atagan-kaitkan"} == rows(files).keys()
    for name in ("atagan", "atagan-kaitkan"):
        assert [one["document"] for one in documents(files)[name]["related"]] == ["suu"]
        assert rows(files)[name]["related.document"] == "suu"
    whole = "".join(files.values())
    assert not any(word in whole for word in (HIDDEN, "jashyryn", "Эскирди"))
    assert '"kaitkan"' not in whole


@pytest.mark.slow
def test_a_portal_without_documents_is_no_fault(tmp_path: Path) -> None:
    files = outputs(small_tree.load(tmp_path, {})[0])
    assert faults(files) == [""] and json.loads(files[JSON])["updated"] == "" and rows(files) == {}


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    signs = ("=", "+", "-", "@", "\t", "\r")
    for sign in signs:
        assert table(["a"], [[f"{sign}1+1"]]).split("\n")[1].strip('"').startswith(f"'{sign.strip()}")
    text = ORIGINAL.replace("title: Суу түтүгү", "title: '=HYPERLINK(\"http://x.example\")'").replace(
        "Баасы", "'@SUM(A1)'"
    )
    row = rows(outputs(small_tree.load(tmp_path, {"ky/practices/suu.md": text})[0]))["suu"]
    assert row["title_ky"].startswith("'=") and row["figures.label_ky"].startswith("'@")
