"""JSON Schemas of front matter: made of the models, right for every real document, told apart from wrong ones."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any, get_args

import pytest

import browsing
import small_tree
from portal.commands.main import main
from portal.content.source import parse
from portal.content.validation import validate
from portal.core import strict_yaml
from portal.core.problems import MESSAGE_LANGS
from portal.forms.schema import IDS, schemas, slug_fields
from portal.model.documents import FOLDERS, META, MODELS, Translation
from portal.model.fields import References, fields_of, models_of
from portal.reference.load import load_reference
from portal.words.labels import key_of, labels

FOLDER = browsing.REPOSITORY / "schemas"
KIND_OF = {folder: kind for kind, folder in FOLDERS.items()}

# ajv reads {schema name: [documents]} and writes {schema name: [first error or ""]}.
AJV = """
const Ajv = require("ajv"), fs = require("fs"), path = require("path");
const [folder] = process.argv.slice(1), cases = JSON.parse(fs.readFileSync(0, "utf8"));
const read = (name) => JSON.parse(fs.readFileSync(path.join(folder, name), "utf8"));
const ajv = new Ajv({ strict: true, strictRequired: false, strictTypes: false, allowUnionTypes: true, allErrors: true,
  keywords: ["enumDescriptions"], formats: { date: /^\\d{4}-\\d{2}-\\d{2}$/ } });
ajv.addSchema(read("ids.json"), "ids.json");
const found = {};
for (const [name, documents] of Object.entries(cases)) {
  const check = ajv.compile({ ...read(name + ".json"), $id: name + ".json" });
  found[name] = documents.map((one) => (check(one) ? "" : JSON.stringify(check.errors)));
}
process.stdout.write(JSON.stringify(found));
"""


def ajv(cases: dict[str, list[Any]], folder: Path = FOLDER) -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(browsing.run_node(AJV, str(folder), stdin=json.dumps(cases)))
    return found


def plain(value: Any) -> Any:
    """YAML's values as JSON has them."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


@pytest.mark.parametrize("name", [f"{kind}.json" for kind in MODELS])
@pytest.mark.slow
def test_the_committed_schemas_are_what_the_models_give(name: str) -> None:
    reference, _ = load_reference(browsing.REPOSITORY)
    written = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    assert written == json.loads(json.dumps(schemas(reference)[name])), "run `python -m portal schemas`"


def test_the_file_of_ids_has_the_shape_that_the_schemas_refer_to() -> None:
    # Not compared with data/: who adds an organisation by a pull request need not make schemas.
    written = json.loads((FOLDER / IDS).read_text(encoding="utf-8"))
    assert set(written["definitions"]) == set(get_args(References)) - {"documents"}
    for records in written["definitions"].values():
        assert len(records["enum"]) == len(records["enumDescriptions"]) > 5


@pytest.mark.node
@pytest.mark.slow
def test_every_real_document_fits_its_schema(tmp_path: Path) -> None:
    # With the ids of today, so that new data need no new schemas for this test.
    assert main(["schemas", "--root", str(_copy_of_data(tmp_path))]) == 0
    cases: dict[str, list[Any]] = {kind: [] for kind in MODELS}
    paths: dict[str, list[str]] = {kind: [] for kind in MODELS}
    for file in sorted((browsing.REPOSITORY / "docs").rglob("*.md")):
        source, _ = parse(file.read_bytes(), file.name)
        assert source is not None
        place = file.relative_to(browsing.REPOSITORY / "docs").parts
        kind = KIND_OF[place[1] if len(place) > 2 else ""]
        cases[kind].append(plain(source.meta.value))
        paths[kind].append("/".join(place))
    found = ajv(cases, tmp_path / "schemas")
    assert sum(map(len, cases.values())) > 150
    wrong = {paths[kind][i]: text for kind, texts in found.items() for i, text in enumerate(texts) if text}
    assert wrong == {}


def _copy_of_data(root: Path) -> Path:
    (root / "docs").mkdir()
    (root / "data").mkdir()
    for file in (browsing.REPOSITORY / "data").glob("*.yml"):
        (root / "data" / file.name).write_bytes(file.read_bytes())
    return root


GOOD = plain(strict_yaml.load(small_tree.ORIGINAL.split("---")[1], "x").value)
RECOMMENDATION = {"number": 1, "addressees": ["jogorku-kenesh"], "text": "Суу берүү."}
WRONG: list[tuple[str, dict[str, Any]]] = [
    ("practice", {"title": ""}),
    ("practice", {"title": "я" * 301}),
    ("practice", {"summary": "Кыска."}),
    ("practice", {"topics": []}),
    ("practice", {"topics": ["drinking-water"] * 13}),
    ("practice", {"status": "finished"}),
    ("practice", {"period": {"start": 1849}}),
    ("practice", {"period": {"start": 2101}}),
    ("practice", {"period": {"begin": 2001}}),
    ("practice", {"unknown": 1}),
    ("practice", {"figures": [{"id": "a b", "label": "x", "value": 1, "unit": "km"}]}),
    ("practice", {"figures": [{"id": "a", "label": "x", "value": "1", "unit": "km"}]}),
    ("practice", {"figures": [{"id": "a", "label": "x", "value": 1, "unit": "mile"}]}),
    ("practice", {"laws": [{"act": "kg-law-2021-123", "articles": ["3a"]}]}),
    ("practice", {"laws": [{"act": "kg-law-2021-123", "articles": [3]}]}),
    ("practice", {"sources": []}),
    ("practice", {"sources": [{"title": "x", "language": "ky", "accessed": "11.2026"}]}),
    ("practice", {"sources": [{"title": "x", "language": "ky", "accessed": "2026-13"}]}),
    ("practice", {"sources": [{"title": "x", "language": "ky", "accessed": 1700}]}),
    ("practice", {"sources": [{"title": "x", "language": "ky", "accessed": 2026, "url": "kenesh.kg"}]}),
    ("practice", {"places": [{"country": "Kazakhstan"}]}),
    ("resolution", {"date": "2023-05", "votes": {"for": -1}}),
    ("resolution", {"date": "2023-05", "recommendations": [{**RECOMMENDATION, "number": 0}]}),
    ("resolution", {"date": "2023-05", "recommendations": [{**RECOMMENDATION, "addressees": []}]}),
    ("concept", {"type": "essay"}),
    ("event", {"type": "contest"}),
]
RIGHT: list[tuple[str, dict[str, Any]]] = [
    ("practice", {}),
    ("practice", {"period": {"start": 1850, "end": 2100}, "status": "in-use"}),
    ("practice", {"sources": [{"title": "x", "language": "ky", "accessed": 2026, "date": "2026-11-22"}]}),
    ("resolution", {"date": 2023, "votes": {"for": 0}, "recommendations": [RECOMMENDATION]}),
    ("event", {"type": "contest", "date": "2024-06"}),
]


@pytest.mark.node
@pytest.mark.slow
def test_schemas_and_models_agree_on_what_is_wrong() -> None:
    cases: dict[str, list[Any]] = {}
    expected: dict[str, list[bool]] = {}
    for right, rows in ((False, WRONG), (True, RIGHT)):
        for kind, change in rows:
            value = {**GOOD, **change}
            cases.setdefault(kind, []).append(value)
            expected.setdefault(kind, []).append(right)
            loaded = strict_yaml.Loaded(value, {}, ())
            day = dt.date.fromisoformat(value["added"])
            meta, problems = validate(META, {"kind": kind, **value, "added": day}, loaded, "x")
            assert (meta is not None) is right, (change, problems)
    found = ajv(cases)
    assert {kind: [not text for text in texts] for kind, texts in found.items()} == expected, found


@pytest.mark.node
def test_a_translation_is_told_from_an_original() -> None:
    translation = {"translation_of": "ky", "revision": "r0123456789", "title": "Вода", "summary": "Слово " * 5}
    right = [translation, {**translation, "figures": {"cost": "Стоимость"}, "kind": "practice"}]
    wrong = [{**translation, "revision": "r1"}, {**translation, "translation_of": "en"}, {"translation_of": "ky"}]
    found = ajv({"practice": [*right, *wrong]})["practice"]
    assert [not text for text in found] == [True, True, False, False, False], found


def test_every_field_has_a_label_and_no_label_is_left_over() -> None:
    used = set()
    for model in (*MODELS.values(), Translation):
        for part in models_of(model).values():
            used |= {key_of(part, field) for field in part.model_fields}
    assert set(labels()) == used
    for key, label in labels().items():
        for words in (label.name, label.help):
            assert set(words) == set(MESSAGE_LANGS) and all(words.values()), key
            assert not any(mark in words["ky"] + words["ru"] for mark in '"<>'), key


def test_every_id_says_what_it_is_an_id_of() -> None:
    models = {name: one for kind in MODELS.values() for name, one in models_of(kind).items()}
    referring = {
        key_of(model, field)
        for model in models.values()
        for field, declared in fields_of(model).items()
        if declared.reference or (declared.identifies and field == "id")
    }
    assert set(slug_fields()) == referring


@pytest.mark.slow
def test_schemas_are_written_in_words_of_all_languages() -> None:
    title = schemas(load_reference(browsing.REPOSITORY)[0])["practice.json"]["definitions"]["original"]["properties"]
    assert "Аталышы" in title["title"]["description"] and "Название" in title["title"]["description"]
    assert '"x-' not in json.dumps(schemas(load_reference(browsing.REPOSITORY)[0]))


@pytest.mark.slow
def test_the_command_tells_what_is_out_of_date(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(_copy_of_data(tmp_path))
    assert main(["schemas", "--check", "--root", root, "--lang", "en"]) == 1
    assert "schemas/practice.json: out of date" in capsys.readouterr().out
    assert main(["schemas", "--root", root, "--lang", "en"]) == 0
    assert main(["schemas", "--check", "--root", root, "--lang", "en"]) == 0
    (tmp_path / "schemas" / "course.json").write_text("{}", encoding="utf-8")
    capsys.readouterr()
    assert main(["schemas", "--root", root, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"changed": ["schemas/course.json"]}
