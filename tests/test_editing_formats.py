"""The outputs of the check for programs: their form, their escapes; what git says has changed."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from portal.core.problems import MESSAGE_LANGS, Problem, catalogue, problem
from portal.editing.changed import NoGitError, changed_files
from portal.editing.formats import as_github, as_json, as_sarif, as_summary
from portal.editing.ranking import RankedProblem

EVIL = "a,b:c%0A::error file=x::y\n::stop"
FOUND = [
    problem("file-empty", "docs/ky/practices/аты жок #1.md"),
    problem("field-text", "docs/ky/a.md", 3, 5, field=EVIL, value="1"),
    problem("typography-dash", "docs/ru/a.md", 7, 2, was="а - б", right="а — б"),
]


def test_every_problem_has_a_severity() -> None:
    assert [item.severity for item in FOUND] == ["error", "error", "warning"]
    warnings = {code for code in catalogue() if Problem("x", 0, 0, code).severity == "warning"}
    assert "parity-number" not in warnings and "spelling-ru" in warnings


def test_json() -> None:
    value = as_json(FOUND, "ru", ["docs/ru/a.md"], ["Заметка"])
    assert (value["errors"], value["warnings"], value["fixed"], value["notes"]) == (2, 1, ["docs/ru/a.md"], ["Заметка"])
    assert value["problems"][0] == {
        "path": "docs/ky/practices/аты жок #1.md",
        "line": 0,
        "column": 0,
        "code": "file-empty",
        "severity": "error",
        "message": FOUND[0].message("ru"),
        "hint": FOUND[0].hint("ru"),
    }


def test_github_annotations_cannot_be_broken_out_of() -> None:
    odd = Problem("docs/a,b:c%\n::x.md", 2, 1, "field-text", (("field", EVIL), ("value", "1\r\n2")))
    lines = as_github([RankedProblem(item) for item in (*FOUND, odd)], ("ky", "ru")).split("\n")
    assert len(lines) == 4
    assert lines[0].startswith("::error file=docs/ky/practices/аты жок #1.md,title=file-empty::")
    assert lines[2].startswith("::warning file=docs/ru/a.md,line=7,col=2,title=typography-dash::")
    assert lines[3].startswith("::error file=docs/a%2Cb%3Ac%25%0A%3A%3Ax.md,line=2,col=1,title=field-text::")
    assert "%250A" in lines[1] and "\r" not in lines[3]
    assert FOUND[0].message("ky") in lines[0] and f"%0A{FOUND[0].message('ru')}" in lines[0]


def test_the_summary_of_a_job_has_all_and_no_markup_of_a_stranger() -> None:
    evil = problem(
        "field-text", "docs/ky/a.md", 3, 5, field="<img src=x> @all ![a](http://a.kg/b.png)", value="`1` www.a.kg"
    )
    items = [
        RankedProblem(
            FOUND[0], tuple(problem("link-missing", "docs/ky/b.md", n, 1, href="x", near="–") for n in (1, 2))
        ),
        RankedProblem(evil),
    ]
    text = as_summary(items, ["Заметка <b>"], ("ky", "ru"))
    assert text.count("❌") == 5 and "**❌ 4 · ⚠️ 0**" in text
    assert not re.search(r"<(?!br>)|@|!\[|`|://|www\.", text) and "&#60;img" in text
    assert all(FOUND[0].message(lang)[:5] in text for lang in ("ky", "ru"))
    many = [RankedProblem(problem("field-text", "docs/ky/a.md", n, 1, field="x" * 900, value="1")) for n in range(2000)]
    assert len(as_summary(many, [], ("ky", "ru")).encode()) < 1024 * 1024


def valid_sarif(log: dict[str, Any]) -> None:
    """What the schema of SARIF 2.1.0 demands of the parts that are used here (required members, types, ranges)."""
    assert log["version"] == "2.1.0" and re.match(r"https://\S+sarif-schema-2\.1\.0\.json$", log["$schema"])
    assert set(log) == {"$schema", "version", "runs"}
    for run in log["runs"]:
        assert set(run) <= {"tool", "results", "columnKind", "originalUriBaseIds"}
        assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
        driver = run["tool"]["driver"]
        assert isinstance(driver["name"], str) and driver["name"]
        ids = [rule["id"] for rule in driver["rules"]]
        assert len(ids) == len(set(ids))
        for rule in driver["rules"]:
            assert rule["shortDescription"]["text"] and rule["help"]["text"]
            assert rule["defaultConfiguration"]["level"] in {"none", "note", "warning", "error"}
        for result in run["results"]:
            assert result["message"]["text"] and result["level"] in {"none", "note", "warning", "error"}
            assert ids[result["ruleIndex"]] == result["ruleId"]
            for location in result["locations"]:
                place = location["physicalLocation"]
                assert re.fullmatch(r"[A-Za-z0-9/._~%-]+", place["artifactLocation"]["uri"])
                assert place["artifactLocation"]["uriBaseId"] in run["originalUriBaseIds"]
                if "region" in place:
                    assert place["region"]["startLine"] >= 1 and place["region"]["startColumn"] >= 1


@pytest.mark.parametrize("lang", MESSAGE_LANGS)
def test_sarif(lang: Any) -> None:
    log = as_sarif(FOUND, lang, "2026.11")
    valid_sarif(log)
    results = log["runs"][0]["results"]
    assert len(results) == 3 and "region" not in results[0]["locations"][0]["physicalLocation"]
    assert results[1]["locations"][0]["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 5}


def test_sarif_of_every_code_and_of_none() -> None:
    assert as_sarif([], "ky", "0")["runs"][0]["results"] == []
    placeholders = {name for record in catalogue().values() for part in ("message", "hint")
                    for name in re.findall(r"\{(\w+)\}", record[part]["ru"])}  # fmt: skip
    values = tuple((name, "1") for name in sorted(placeholders))
    valid_sarif(as_sarif([Problem("a.md", 1, 0, code, values) for code in sorted(catalogue())], "ky", "0"))


def git(root: Path, *arguments: str) -> None:
    name = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(root), *name, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository" / "portal"
    for name in ("docs/ky/a.md", "docs/ky/b.md", "docs/ky/в г.md", "docs/ky/gone.md"):
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("а", encoding="utf-8")
    (root.parent / "outside.md").write_text("а", encoding="utf-8")
    git(root.parent, "init")
    git(root.parent, "add", ".")
    git(root.parent, "commit", "-m", "a")
    return root


def test_changed_files(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_BASE_REF", raising=False)
    monkeypatch.delenv("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", raising=False)
    assert changed_files(repository).present == ()
    git(repository, "checkout", "-b", "mine")
    (repository / "docs/ky/a.md").write_text("committed", encoding="utf-8")
    git(repository, "rm", "docs/ky/gone.md")
    git(repository, "add", ".")
    git(repository, "commit", "-m", "b")
    (repository / "docs/ky/в г.md").write_text("staged", encoding="utf-8")
    git(repository, "add", ".")
    (repository / "docs/ky/b.md").write_text("in the folder", encoding="utf-8")
    (repository / "docs/ky/new.md").write_text("new", encoding="utf-8")
    (repository.parent / "outside.md").write_text("б", encoding="utf-8")
    found = changed_files(repository)
    assert found.present == ("docs/ky/a.md", "docs/ky/b.md", "docs/ky/new.md", "docs/ky/в г.md")
    assert found.gone == ("docs/ky/gone.md",)
    assert changed_files(repository, "mine").present == ("docs/ky/b.md", "docs/ky/new.md", "docs/ky/в г.md")
    with pytest.raises(NoGitError):
        changed_files(repository, "no-such-branch")
    with pytest.raises(NoGitError):
        changed_files(repository, "--output=x")
    assert not (repository / "x").exists()


def test_what_main_got_since_is_not_counted(repository: Path) -> None:
    git(repository, "checkout", "-b", "mine")
    git(repository, "checkout", "main")
    (repository / "docs/ky/b.md").write_text("of another", encoding="utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-m", "c")
    git(repository, "checkout", "mine")
    (repository / "docs/ky/a.md").write_text("mine", encoding="utf-8")
    assert changed_files(repository, "main").present == ("docs/ky/a.md",)


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(NoGitError):
        changed_files(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoGitError):
        changed_files(tmp_path)
