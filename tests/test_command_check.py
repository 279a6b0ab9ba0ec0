"""The command `check`: what it takes, what it says, how it ends."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

import pytest

import small_tree
from portal.commands import check
from portal.commands.base import FAILED, FOUND, OK, USAGE, Command, CommandWords
from portal.commands.main import STOPPED, main
from portal.core.problems import MESSAGE_LANGS
from portal.corpus.load import load_portal
from test_editing_formats import git, valid_sarif

KY, RU = "docs/ky/practices/suu.md", "docs/ru/practices/suu.md"
BAD = small_tree.ORIGINAL.replace("topics: [drinking-water]", "topics: [drinking-water]\ntopisc: 1")
SLIPS = small_tree.ORIGINAL.replace("Түтүк тартылды.", "Түтүк - тартылды. Кызмат корсотуу. Кoйгөй.")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PORTAL_LANG", "ru")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    files = {
        "ky/practices/suu.md": SLIPS,
        "ru/practices/suu.md": small_tree.current(SLIPS),
        "ky/practices/jol.md": BAD,
        "ky/practices/jaman.md": "текст",
        "ky/events/bad.md": b"---\n\xff\xfe\n---\n",
    }
    monkeypatch.chdir(tmp_path)
    return small_tree.lay_out(tmp_path, files)


def run(*arguments: str) -> int:
    return main(["check", *arguments])


def paths(capsys: pytest.CaptureFixture[str]) -> set[str]:
    return {item["path"] for item in json.loads(capsys.readouterr().out)["problems"]}


def test_everything(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--json") == FOUND
    value = json.loads(capsys.readouterr().out)
    codes = {(item["path"], item["code"], item["severity"]) for item in value["problems"]}
    assert codes == {
        ("docs/ky/practices/jol.md", "field-unknown", "error"),
        ("docs/ky/practices/jaman.md", "front-matter-missing", "error"),
        ("docs/ky/events/bad.md", "file-not-utf8", "error"),
        (KY, "typography-dash", "warning"),
        (KY, "spelling-ky", "warning"),
        (KY, "spelling-letters", "warning"),
        (KY, "parity-sentence", "warning"),
        ("data/acts.yml", "name-one-language", "warning"),
        ("data/organisations.yml", "name-one-language", "warning"),
        ("data/regions.yml", "name-one-language", "warning"),
    }
    assert (value["errors"], value["warnings"]) == (3, 7)


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_formats(root: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--format", form, "docs/ky/practices") == FOUND
    out = capsys.readouterr().out
    assert "field-unknown" in out and "file-not-utf8" not in out
    if form == "sarif":
        valid_sarif(json.loads(out))
    elif form == "github":
        assert all(line.startswith(("::error file=docs/", "::warning file=docs/")) for line in out.strip().split("\n"))
    elif form == "text":
        assert f"{KY}:18:" in out and "check --fix" in out


@pytest.mark.parametrize("named", [KY, f"./{KY}", RU])
def test_a_document_is_checked_with_its_other_language(
    root: Path, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / RU).write_text(small_tree.current(SLIPS).replace("## Проблема", "### Проблема"), encoding="utf-8")
    assert run("--json", "--no-advice", named) == FOUND
    assert paths(capsys) == {RU}


def test_warnings_fail_only_when_asked(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(KY) == OK
    said = capsys.readouterr().out
    assert "3" in said and said.endswith("\nОшибок нет, только предупреждения.\n")
    assert run(KY, "--strict") == FOUND
    assert run(KY, "--strict", "--no-advice") == OK


def test_a_translation_that_is_older_than_its_original_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = "«suu»: перевод старее оригинала"
    assert run(KY) == OK and wanted not in capsys.readouterr().out
    (root / KY).write_text(SLIPS.replace("Түтүк", "Эки түтүк"), encoding="utf-8", newline="\n")
    assert run(KY) == OK
    assert wanted in capsys.readouterr().out
    assert run(RU) == OK and wanted in capsys.readouterr().out


def test_paths_are_taken_from_where_one_is(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "docs/ky/practices")
    assert run("suu.md") == OK
    assert run("jol.md") == FOUND
    assert run(KY) == OK  # from the project's folder, as messages name it


@pytest.mark.parametrize("lang", MESSAGE_LANGS)
@pytest.mark.parametrize("path", ["none.md", "../../../../../../../../etc/passwd", "a\0b", "docs/ky/" + "x" * 300])
def test_wrong_paths(root: Path, path: str, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(path, "--lang", lang) == USAGE
    said = capsys.readouterr()
    assert said.out == "" and "Traceback" not in said.err and len(said.err.strip().split("\n")) == 1


def test_links_are_not_followed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "docs/ky/practices/link.md").symlink_to("/etc/passwd")
    assert run("--json", "docs/ky/practices/link.md") == FOUND
    assert {item["code"] for item in json.loads(capsys.readouterr().out)["problems"]} == {"file-outside"}


@pytest.mark.parametrize("lang", MESSAGE_LANGS)
def test_help(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--help", "--lang", lang) == OK
    out = capsys.readouterr().out
    assert all(name in out for name in ("--changed", "--format", "--fix", "--strict", "sarif"))


@pytest.mark.parametrize("name", ["no-such-command", "../check", "check.py"])
def test_a_command_that_is_not_there_is_told_with_those_that_are(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--lang", "en"]) == USAGE
    captured = capsys.readouterr()
    assert name in captured.err and "check, " in captured.err and "Traceback" not in captured.err
    assert captured.out == ""


def test_fix(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    others = {file: file.read_bytes() for file in (root / "docs").rglob("*.md") if file.name != "suu.md"}
    assert run("--fix", "--json", KY, RU) == OK
    value = json.loads(capsys.readouterr().out)
    assert value["fixed"] == [KY] and {item["code"] for item in value["problems"]} == {"spelling-ky", "parity-sentence"}
    assert "Түтүк — тартылды. Кызмат корсотуу. Койгөй." in (root / KY).read_text(encoding="utf-8")
    assert {file: file.read_bytes() for file in others} == others
    after = (root / KY).read_bytes(), (root / RU).read_bytes()
    assert run("--fix", "--json") == FOUND
    assert ((root / KY).read_bytes(), (root / RU).read_bytes()) == after


def test_fix_that_cannot_write(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    before = (root / KY).read_bytes()
    monkeypatch.setattr("os.access", lambda *_: False)
    assert run("--fix", KY) == FAILED
    assert "suu.md" in capsys.readouterr().err
    assert (root / KY).read_bytes() == before
    assert [file.name for file in (root / "docs/ky/practices").glob(".*")] == []


def test_changed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(root, "init")
    git(root, "add", ".")
    git(root, "commit", "-m", "a")
    assert run("--changed", "--json") == OK
    assert paths(capsys) == set()
    (root / "docs/ky/practices/jol.md").write_text(f"{BAD}\nСуу.\n", encoding="utf-8")
    assert run("--changed", "--json") == FOUND
    assert paths(capsys) == {"docs/ky/practices/jol.md"}
    assert run("--changed", "--json", "docs/ru") == OK
    capsys.readouterr()
    with (root / "data/topics.yml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert run("--changed", "--json", "--no-advice") == FOUND
    assert len(paths(capsys)) == 3  # data can break any document
    assert run("--base", "no-such", "--json") == USAGE


JOL = small_tree.ORIGINAL.replace(
    "sources:", "related:\n  - {document: stol, relation: answers, recommendation: 3}\nsources:"
).replace("Суу жок болчу.", "[Суу](suu.md#problem)")
DRAFT = small_tree.ORIGINAL.replace("added:", "review: proposed\nadded:")
REDIRECT = "redirects:\n- {from: practices/eski, to: practices/suu}\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "content", "where", "code"),
    [
        (KY, DRAFT, "docs/ky/practices/jol.md", "link-draft"),
        (KY, DRAFT, "addresses/ledger.txt", "address-draft"),
        (KY, DRAFT, "addresses/redirects.yml", "redirect-draft"),
        (KY, small_tree.ORIGINAL.replace("Көйгөй", "Маселе"), "docs/ky/practices/jol.md", "anchor-missing"),
        ("docs/ky/practices/2020/suu.md", small_tree.ORIGINAL, KY, "slug-duplicate"),
        (
            "docs/ky/resolutions/stol.md",
            small_tree.RESOLUTION.replace("number: 3", "number: 4"),
            "docs/ky/practices/jol.md",
            "relation-recommendation",
        ),
        ("docs/ky/resolutions/stol.md", None, "docs/ky/practices/jol.md", "reference-unknown"),
        ("docs/ky/practices/eski.md", small_tree.ORIGINAL, "addresses/redirects.yml", "redirect-shadowed"),
        ("addresses/redirects.yml", None, "addresses/ledger.txt", "address-lost"),
        ("addresses/redirects.yml", "redirects: []\n", "addresses/ledger.txt", "address-lost"),
        ("data/topics.yml", "groups: []\ntopics: []\n", "docs/ky/practices/jol.md", "reference-unknown"),
        ("data/topics.yml", None, "data/topics.yml", "data-held-back"),
    ],
)
def test_what_a_change_breaks_elsewhere_is_not_hidden(
    root: Path, path: str, content: str | None, where: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for file in ("ky/practices/jaman.md", "ky/events/bad.md", "ru/practices/suu.md"):
        (root / "docs" / file).unlink()
    small_tree.lay_out(
        root,
        {
            "ky/practices/suu.md": small_tree.ORIGINAL,
            "ky/practices/jol.md": JOL,
            "ky/resolutions/stol.md": small_tree.RESOLUTION,
        },
    )
    (root / "addresses").mkdir()
    (root / "addresses/redirects.yml").write_text(REDIRECT, encoding="utf-8")
    (root / "addresses/ledger.txt").write_text("practices/eski\npractices/suu\n", encoding="utf-8")
    git(root, "init")
    git(root, "add", ".")
    git(root, "commit", "-m", "a")
    run("--changed", "--json", "--no-advice")
    assert paths(capsys) == set()
    if content is None:
        (root / path).unlink()
    else:
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(content, encoding="utf-8")
    assert run("--changed", "--json", "--no-advice") == FOUND
    found = json.loads(capsys.readouterr().out)["problems"]
    assert (where, code) in {(item["path"], item["code"]) for item in found}


def test_changed_without_git_says_so_and_checks_all(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--changed", "--json", "--no-advice") == FOUND
    value = json.loads(capsys.readouterr().out)
    assert value["errors"] == 3 and "Git" in value["notes"][0]


def test_a_dictionary_that_is_not_there(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--dictionary", "no/such", RU) == FAILED
    assert "no/such" in capsys.readouterr().err


def test_without_a_dictionary_it_is_said(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("portal.editing.checking.find_dictionary", lambda *_: None)
    assert run(RU) == OK
    assert "pymorphy3" in capsys.readouterr().out
    assert run(KY, "--json") == OK
    assert json.loads(capsys.readouterr().out)["notes"] == []


def test_empty_sections_are_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = small_tree.ORIGINAL.replace("Суу жок болчу.\n", "") + "\n## Натыйжа\n\n### Суу\n\nКелди.\n\n```\n# x\n```\n"
    (root / KY).write_text(text, encoding="utf-8")
    assert run(KY, "--json") == FOUND
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert [(item["code"], item["line"]) for item in problems] == [("section-empty", 12)]


def test_without_advice_no_error_is_hidden(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Facts that differ, empty sections, acts without a source, lists that advice reads: with and without advice."""
    for file in ("docs/ky/practices/jol.md", "docs/ky/practices/jaman.md", "docs/ky/events/bad.md"):
        (root / file).unlink()
    original = small_tree.ORIGINAL.replace("Суу жок болчу.", "Суу 2019-жылы жок болчу.") + "\n## Натыйжа\n"
    translation = small_tree.current(original) + "\n## Результат\n\nЕсть.\n"
    acts = small_tree.DATA["acts.yml"] + "  - {id: kg-a, kind: law, number: '1'}\n"
    lists = {
        "renderings.yml": "ru:\n  - {right: да, wrong: [нет]}\n  - {right: ну, wrong: [нет]}\n",
        "words.yml": "ru: 1\n",
    }
    small_tree.lay_out(
        root, {"ky/practices/suu.md": original, "ru/practices/suu.md": translation}, {"acts.yml": acts, **lists}
    )
    found = []
    for options in ([], ["--no-advice"]):
        assert run("--json", *options) == FOUND
        problems = json.loads(capsys.readouterr().out)["problems"]
        found.append({(item["code"], item["path"]) for item in problems if item["severity"] == "error"})
    assert found[0] == found[1]
    assert {code for code, _ in found[0]} == {
        "parity-number", "parity-part", "section-empty", "act-unsourced", "rendering-twice", "field-list",
    }  # fmt: skip
    loaded = {(item.code, item.path) for item in load_portal(root)[1]}  # what a strict build ends with
    assert loaded == {item for item in found[0] if item[1] not in {"data/words.yml", "data/renderings.yml"}}


def test_output_that_nobody_reads() -> None:
    code = "from portal.commands.main import main; raise SystemExit(main(['--help']))"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == STOPPED


def test_law_report(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "docs/ky/practices/jaman.md").unlink()
    assert main(["law-report", "--json"]) == FOUND  # the content has other problems
    assert json.loads(capsys.readouterr().out) == []
    assert main(["law-report", "--format", "csv"]) == FOUND
    assert capsys.readouterr().out.startswith("kind,place,subject")
    assert main(["law-report", "--format", "pdf"]) == USAGE


def test_a_command_s_own_options_and_those_of_all_do_not_meet(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An option that keeps its value as "lang" gets nothing of ``--lang``, which every command has."""

    def arguments(parser: argparse.ArgumentParser, words: CommandWords) -> None:
        parser.add_argument("--in", dest="lang", help=words("paths"))

    def run_it(options: argparse.Namespace, command: Command) -> int:
        command.say(f"{options.lang} {command.lang}")
        return OK

    monkeypatch.setattr(check, "arguments", arguments)
    monkeypatch.setattr(check, "run", run_it)
    assert run("--lang", "en") == OK and run("--in", "x", "--lang", "ru") == OK
    assert capsys.readouterr().out == "None en\nx ru\n"


@pytest.mark.parametrize("name", ["jol", "practices/jol", "docs/ky/practices/jol", "/ru/practices/jol.html"])
def test_a_document_by_its_name(name: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(name, "--json") == FOUND
    assert paths(capsys) == {"docs/ky/practices/jol.md"}


def test_a_name_that_no_document_has(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("suuu") == USAGE
    assert "Может быть, «suu»?" in capsys.readouterr().err
    assert run("эчтеке") == USAGE
    assert "Имя документа" in capsys.readouterr().err


@pytest.mark.parametrize("options", [["--lang", "en"], ["--lang=en"], ["--json", "--lang", "en"]])
def test_the_options_of_all_commands_may_stand_before_the_command(
    options: list[str], root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*options, "check", "jol"]) == FOUND
    out = capsys.readouterr().out
    assert ('"code": "field-unknown"' if "--json" in options else "Errors: 1") in out
    assert main(options) == USAGE and "Usage" in capsys.readouterr().out
    assert main([*options, "--root", str(root), "status", "--help"]) == OK
