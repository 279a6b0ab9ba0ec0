"""A change judged against its base: nothing is lost unseen, causes come first, the program's changes are told."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from itertools import cycle
from pathlib import Path

import pytest
import yaml

import small_tree
from browsing import REPOSITORY
from portal.commands.base import FAILED, FOUND, OK, USAGE
from portal.commands.main import main
from portal.core.problems import Problem, catalogue, problem
from portal.editing.owners import is_account
from portal.editing.ranking import ranked, unfolded
from test_editing_formats import git

REGIONS = "data/regions.yml"
DRAFT = "review: proposed\nadded:"
LEDGER = "addresses/ledger.txt"
KY, RU = "docs/ky/practices/suu.md", "docs/ru/practices/suu.md"
JOL_PATH = "docs/ky/practices/jol.md"
JOL = small_tree.ORIGINAL.replace("Суу түтүгү", "Жол")
REASON = "reasons:\n- {{of: {0}, reason: Документ булакка туура келген жок.}}\n"
REDIRECT = "redirects:\n- {from: practices/suu, to: practices/taza-suu}\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A published portal with two documents, one in both languages, and its ledger; on a branch of its own."""
    monkeypatch.setenv("PORTAL_LANG", "en")
    for name in ("GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    tree = tmp_path / "portal"
    tree.mkdir()
    files = {
        "ky/practices/suu.md": small_tree.ORIGINAL,
        "ru/practices/suu.md": small_tree.current(),
        "ky/practices/jol.md": JOL,
    }
    small_tree.lay_out(tree, files)
    (tree / "addresses").mkdir()
    (tree / LEDGER).write_text("practices/eski\npractices/jol\npractices/suu\n", encoding="utf-8")
    (tree / "addresses/redirects.yml").write_text(
        "redirects:\n- {from: practices/eski, to: practices/jol}\n", encoding="utf-8"
    )
    (tree / ".gitignore").write_text(".cache\n", encoding="utf-8")
    git(tree, "init")
    git(tree, "add", ".")
    git(tree, "commit", "-m", "a")
    git(tree, "checkout", "-b", "mine")
    monkeypatch.chdir(tree)
    return tree


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[tuple[str, str, str]], list[str]]:
    """Exit code; path, code and message of every problem in their order; notes."""
    capsys.readouterr()
    code = main(["check", "--base", "main", "--no-advice", "--json", *arguments])
    value = json.loads(capsys.readouterr().out)
    return code, [(item["path"], item["code"], item["message"]) for item in value["problems"]], value["notes"]


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def drop_line(root: Path, path: str, words: str) -> None:
    lines = (root / path).read_text(encoding="utf-8").split("\n")
    write(root, path, "\n".join(line for line in lines if words not in line))


def delete(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).unlink()


def move(root: Path, old: str, new: str) -> None:
    (root / new).parent.mkdir(parents=True, exist_ok=True)
    shutil.move(root / old, root / new)


# Twenty ways to lose something: deleting, renaming, moving. Each must be told with one of these codes, and is lifted by
# this line where there is one.
LOSSES = {
    "a page": (lambda r: delete(r, KY, RU), "gone-page", REASON.format("practices/suu")),
    "a page and its line of the ledger": (
        lambda r: (delete(r, KY, RU), drop_line(r, LEDGER, "practices/suu")), "gone-page", None),
    "a page of one language": (
        lambda r: (delete(r, JOL_PATH), drop_line(r, LEDGER, "jol")), "gone-page", None),
    "a translation": (lambda r: delete(r, RU), "gone-translation", REASON.format(RU)),
    "an original": (lambda r: delete(r, KY), "gone-translation", None),
    "all of a language": (lambda r: shutil.rmtree(r / "docs/ru"), "gone-translation", REASON.format("practices/suu")),
    "all documents": (lambda r: shutil.rmtree(r / "docs/ky"), "gone-page", None),
    "a page renamed": (
        lambda r: (move(r, KY, "docs/ky/practices/taza.md"), move(r, RU, "docs/ru/practices/taza.md")),
        "gone-page", None),
    "a translation renamed": (lambda r: move(r, RU, "docs/ru/practices/taza.md"), "gone-translation", None),
    "a page moved into another folder": (
        lambda r: (move(r, KY, "docs/ky/events/suu.md"), move(r, RU, "docs/ru/events/suu.md")), "gone-page", None),
    "a page with another suffix": (lambda r: move(r, JOL_PATH, "docs/ky/practices/jol.txt"), "gone-page", None),
    "a page out of docs": (lambda r: (move(r, KY, "old/ky.md"), move(r, RU, "old/ru.md")), "gone-page", None),
    "a translation out of docs": (lambda r: move(r, RU, "old/suu.md"), "gone-translation", None),
    "a page moved without its translation": (
        lambda r: (move(r, KY, "docs/ky/practices/taza-suu.md"), delete(r, RU),
                   write(r, "addresses/redirects.yml", REDIRECT + "- {from: practices/eski, to: practices/jol}\n")),
        "gone-translation", None),
    "a line of the ledger": (
        lambda r: drop_line(r, LEDGER, "practices/suu"), "gone-address", REASON.format("practices/suu")),
    "the ledger": (lambda r: delete(r, LEDGER), "gone-address", None),
    "a redirect and its line": (
        lambda r: (write(r, "addresses/redirects.yml", "redirects: []\n"), drop_line(r, LEDGER, "eski")),
        "gone-address", REASON.format("practices/eski")),
    "a published page as a draft": (
        lambda r: (write(r, KY, small_tree.ORIGINAL.replace("added:", DRAFT)),
                   drop_line(r, LEDGER, "practices/suu")), "gone-published", None),
    "a record": (lambda r: drop_line(r, REGIONS, "id: osh"), "gone-record", REASON.format("data/regions.yml#osh")),
    "a record renamed": (
        lambda r: write(r, REGIONS, small_tree.DATA["regions.yml"].replace("kashka-suu", "kashka")),
        "gone-record", None),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", LOSSES)
def test_nothing_is_lost_without_a_line(root: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    lose, code, line = LOSSES[name]
    assert check(capsys)[1] == []
    lose(root)
    result, found, _ = check(capsys)
    assert result == FOUND and code in {item[1] for item in found[:3]}
    git(root, "add", ".")
    git(root, "commit", "-m", "b")
    assert [item[:2] for item in check(capsys)[1]] == [item[:2] for item in found], "committed or not"
    if line:
        write(root, "addresses/reasons.yml", line)
        assert not any(item[1] == code for item in check(capsys)[1])


def test_a_rename_with_its_redirect_is_no_loss(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rename", "suu", "taza-suu"]) == OK
    result, found, notes = check(capsys)
    assert (result, found) == (OK, [])
    assert f"Renamed: {KY} → docs/ky/practices/taza-suu.md" in notes


def test_a_withdrawal_is_no_loss(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    withdrawn = (
        "review: withdrawn\nwithdrawn: {date: 2026-11-20, reason: {ky: Булак жаңылган., ru: Источник ошибся.}}\nadded:"
    )
    write(root, KY, small_tree.ORIGINAL.replace("added:", withdrawn))
    assert check(capsys)[:2] == (OK, [])


def test_a_reason_without_words_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    delete(root, RU)
    write(root, "addresses/reasons.yml", f"reasons:\n- {{of: {RU}, reason: x}}\n")
    found = check(capsys)[1]
    assert ("addresses/reasons.yml", "text-short") in {item[:2] for item in found}
    assert "gone-translation" in {item[1] for item in found}


@pytest.mark.parametrize(
    "path",
    [".github/workflows/check.yml", "hooks/load.py", "overrides/main.html", "portal/x.py", "mkdocs.yml", "Makefile"],
)
def test_what_is_no_content_is_told_first(root: Path, path: str, capsys: pytest.CaptureFixture[str]) -> None:
    write(root, path, "x: 1\n")
    delete(root, RU)
    result, found, notes = check(capsys)
    assert found[0][:2] == (path, "changed-program") and path in found[0][2]
    assert "1" in notes[0] and result == FOUND
    capsys.readouterr()
    main(["check", "--base", "main", "--no-advice", "--format", "github"])
    first = capsys.readouterr().out.split("\n")[0]
    assert first.startswith(f"::warning file={path}") and "программаны" in first and "программу" in first


@pytest.mark.slow
def test_a_change_of_hundreds_of_files(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(301):
        write(root, f"docs/ky/practices/p{number}.md", "x")
    assert check(capsys)[1][0][1] == "changed-many"


CONFLICT = "<<<<<<< HEAD\n{0}\n=======\n{1}\n>>>>>>> branch\n"


@pytest.mark.parametrize("path", [KY, "data/topics.yml", LEDGER, "addresses/redirects.yml", "README.md", "portal/a.py"])
def test_marks_of_a_conflict_are_the_only_problem_of_a_file(
    root: Path, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (root / path).read_text(encoding="utf-8") if (root / path).exists() else "x\n"
    write(root, path, text + CONFLICT.format("а", "б"))
    found = [item for item in check(capsys)[1] if item[1] not in {"changed-program", "gone-address", "data-held-back"}]
    assert [item[:2] for item in found][:1] == [(path, "conflict-markers")]
    assert {item[1] for item in found if item[0] == path} == {"conflict-markers"}


def test_a_base_that_git_would_take_for_an_option(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--base=-x"]) == USAGE
    said = capsys.readouterr().err
    assert "-x" in said and "--base origin/main" in said and "git fetch" not in said


def test_a_base_that_is_not_there(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--base", "origin/none"]) == USAGE
    assert "git fetch origin none" in capsys.readouterr().err
    git(root, "checkout", "--orphan", "alone")
    git(root, "commit", "-m", "c")
    assert main(["check", "--base", "main"]) == USAGE
    assert "in common" in capsys.readouterr().err


def test_a_shallow_clone_says_what_to_fetch(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for branch, word in (("main", "x"), ("mine", "y")):
        git(root, "checkout", branch)
        (root / f"{word}.txt").write_text(word, encoding="utf-8")
        git(root, "add", ".")
        git(root, "commit", "-m", word)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--depth", "1", "--no-single-branch", f"file://{root}", str(clone))
    monkeypatch.chdir(clone)
    assert main(["check", "--base", "origin/main"]) == USAGE
    assert "git fetch --unshallow" in capsys.readouterr().err
    git(clone, "fetch", "--unshallow", "origin")
    assert main(["check", "--base", "origin/main", "--no-advice"]) == OK


# Order and folding -----------------------------------------------------------------------------------------


def test_causes_come_first_and_what_follows_is_one_line() -> None:
    values = {"field": "places", "id": "osh", "near": "–", "file": "x"}
    many = [problem("reference-unknown", f"docs/ky/practices/p{n}.md", 5, 1, **values) for n in range(608)]
    cause = problem("gone-record", "data/regions.yml", id="osh", name="data/regions.yml#osh", reasons="x")
    other = problem("field-missing", "docs/ky/a.md", 1, 1, field="title")
    items = ranked([*many, other, cause])
    assert [(item.problem, len(item.following)) for item in items] == [(cause, 608), (other, 0)]
    assert len(unfolded(items)) == 610
    alone = ranked([*many, other])
    assert [item.problem.code for item in alone] == ["field-missing", "reference-unknown"]
    assert len(alone[1].following) == 607


def data_file(name: str, old: str, new: str) -> tuple[str, str]:
    text = small_tree.DATA[name]
    assert old in text
    return f"data/{name}", text.replace(old, new, 1)


BROKEN_DATA = [
    data_file("regions.yml", "id: osh", "id: Ош"),
    data_file("regions.yml", "kind: oblast", "kind: planet"),
    data_file("regions.yml", "iso: KG-O", "iso: 5"),
    data_file("regions.yml", "row: 3", "row: x"),
    data_file("regions.yml", "oblasts:", "oblast:"),
    data_file("regions.yml", "title: {ky: Ош", "titel: {ky: Ош"),
    data_file("regions.yml", "municipalities:", "municipalities"),
    data_file("topics.yml", "id: drinking-water", "id: drinking water"),
    data_file("topics.yml", "group: services", "group: none"),
    data_file("topics.yml", "    icon: water\n", ""),
    data_file("topics.yml", "topics:", "topics: ["),
    data_file("topics.yml", "origin: added", "origin: [added"),
    data_file("topics.yml", "- id: drinking-water", "\t- id: drinking-water"),
    data_file("organisations.yml", "kind: state", "kind: 7"),
    data_file("organisations.yml", "id: cabinet", "id: cabinet, id: cabinet"),
    data_file("organisations.yml", "names:", "name:"),
    data_file("organisations.yml", "organisations:", "organizations:"),
    data_file("acts.yml", "kind: law", "kind: laws"),
    data_file("acts.yml", "id: kg-law-2021-125", "id: kg-law"),
    data_file("glossary.yml", "term: {ky: кеңеш", "term: {kyrgyz: кеңеш"),
]


@pytest.mark.parametrize(("path", "text"), BROKEN_DATA)
@pytest.mark.slow
def test_the_true_cause_is_among_the_first_three(
    root: Path, path: str, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    linked = small_tree.ORIGINAL.replace(
        "topics:", "places: [{municipality: kashka-suu}]\norganisations: [{id: cabinet, role: funder}]\ntopics:"
    )
    for number in range(40):
        write(root, f"docs/ky/practices/p{number}.md", linked)
    git(root, "add", ".")
    git(root, "commit", "-m", "many")
    git(root, "branch", "-f", "main")
    assert check(capsys)[1] == []
    write(root, path, text)
    found = check(capsys)[1]
    assert found and path in {item[0] for item in found[:3] if item[1] != "data-held-back"}
    capsys.readouterr()
    main(["check", "--base", "main", "--no-advice", "--format", "github"])
    lines = capsys.readouterr().out.strip().split("\n")
    assert any(f"file={path}" in line for line in lines[:3]) and len(lines) <= 10


def test_front_matter_and_body_are_both_judged(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    evil = small_tree.ORIGINAL.replace("added: 2026-11-01", "added: soon") + "\n<script>alert(1)</script>\n"
    write(root, KY, evil)
    assert {"field-date", "html-forbidden"} <= {item[1] for item in check(capsys)[1]}
    write(root, KY, evil.replace("title: Суу", "title: : Суу"))
    codes = {item[1] for item in check(capsys)[1]}
    assert "html-forbidden" in codes and any(code.startswith("yaml-") for code in codes)


# What hosts of git run -------------------------------------------------------------------------------------


def commands_of_hosts() -> list[str]:
    """The lines by which the content is checked, as the hosts have them."""
    workflow = yaml.safe_load((REPOSITORY / ".github/workflows/check.yml").read_text(encoding="utf-8"))
    lines = [line for step in workflow["jobs"]["content"]["steps"] for line in str(step.get("run", "")).splitlines()]
    gitlab = yaml.safe_load((REPOSITORY / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    return [line.strip() for line in (*lines, *gitlab["content"]["script"]) if "-m portal check" in line]


@pytest.mark.parametrize(
    ("line", "variable"),
    list(zip(commands_of_hosts(), cycle(["GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"]), strict=False)),
)
@pytest.mark.slow
def test_what_the_hosts_run_sees_what_is_gone(root: Path, tmp_path: Path, line: str, variable: str) -> None:
    origin = tmp_path / "origin"
    git(tmp_path, "clone", "--bare", str(root), str(origin))
    git(root, "remote", "add", "origin", str(origin))
    git(root, "fetch", "origin")
    summary = tmp_path / "summary.md"
    environ = {**os.environ, variable: "main", "GITHUB_STEP_SUMMARY": str(summary), "PYTHONPATH": str(REPOSITORY)}
    words = line.replace(".venv/bin/python", sys.executable).replace("|| failed=1", "").split()
    done = subprocess.run(words, cwd=root, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == OK, done.stdout + done.stderr
    delete(root, RU)
    git(root, "commit", "-am", "lose")
    done = subprocess.run(words, cwd=root, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == FOUND and "gone-translation" in done.stdout
    if "github" in line:
        assert "gone-translation" in summary.read_text(encoding="utf-8")


@pytest.mark.slow
def test_gitlab_says_it_in_both_languages(root: Path) -> None:
    gitlab = yaml.safe_load((REPOSITORY / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    lines = [line for line in gitlab["content"]["script"] if "portal check" in line or "failed" in line]
    script = "\n".join(lines).replace(".venv/bin/python", f'"{sys.executable}"')
    environ = {**os.environ, "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "PYTHONPATH": str(REPOSITORY)}
    run = ["bash", "-eo", "pipefail", "-c", script]
    delete(root, RU)
    git(root, "commit", "-am", "lose")
    done = subprocess.run(run, cwd=root, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode != OK and done.stdout.count("[gone-translation]") == 2
    record = catalogue()["gone-translation"]["hint"]
    assert record["ky"][:20] in done.stdout and record["ru"][:20] in done.stdout


# Owners ----------------------------------------------------------------------------------------------------


def test_owners_are_written_from_the_example(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(root, ".github/CODEOWNERS.example", (REPOSITORY / ".github/CODEOWNERS.example").read_text(encoding="utf-8"))
    assert main(["codeowners", "--owner", "@aty", "--team", "lawyers=@uyum/yurist"]) == OK
    text = (root / ".github/CODEOWNERS").read_text(encoding="utf-8")
    assert "example-org" not in text and text.count("@uyum/yurist") == 1
    assert all(line.split()[1].startswith("@") for line in text.split("\n") if line and not line.startswith("#"))
    assert main(["codeowners", "--owner", "@aty", "--host", "gitlab"]) == OK
    assert (root / ".gitlab/CODEOWNERS").is_file()
    capsys.readouterr()
    for wrong in ("aty", "@a b", "@a\n* @evil", "", "@"):
        assert main(["codeowners", "--owner", wrong or "@"]) == USAGE
    assert main(["codeowners", "--owner", "@aty", "--team", "cooks=@a"]) == USAGE
    assert "cooks" in capsys.readouterr().err


def test_owners_are_asked_for(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(root, ".github/CODEOWNERS.example", "* @example-org/developers\n")
    monkeypatch.setattr("sys.stdin.readline", lambda: "@aty\n", raising=False)
    monkeypatch.setattr("portal.commands.codeowners.sys.stdin", type("In", (), {"readline": lambda self: "@aty\n"})())
    assert main(["codeowners"]) == OK
    assert "* @aty" in (root / ".github/CODEOWNERS").read_text(encoding="utf-8")
    (root / ".github/CODEOWNERS").unlink()
    (root / ".github/CODEOWNERS").symlink_to("/etc/hosts")
    assert main(["codeowners", "--owner", "@aty"]) == FAILED
    assert is_account("a.b@example.kg") and not is_account("a@b c")


def test_every_problem_has_one_place_in_the_order() -> None:
    items = [Problem("docs/ky/a.md", 1, 1, "field-missing", (("field", "title"),)),
             Problem("docs/ky/a.md", 1, 1, "parity-number", (("fact", "1"), ("other", "x"))),
             Problem("docs/ky/b.md", 1, 1, "typography-dash", (("was", "1"), ("right", "x"))),
             Problem("data/a.yml", 1, 1, "yaml-syntax", (("detail", "x"),)),
             Problem("docs/ky/c.md", 1, 1, "link-missing", (("href", "z.md"),))]  # fmt: skip
    order = [item.problem.code for item in ranked(items)]
    assert order == ["yaml-syntax", "field-missing", "link-missing", "parity-number", "typography-dash"]
