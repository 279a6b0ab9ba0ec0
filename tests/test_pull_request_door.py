"""What hosts of git read: workflows, templates, hooks. They run what strangers wrote, so they hold few rights."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from browsing import REPOSITORY
from portal.commands.main import NAMES

WORKFLOWS = sorted((REPOSITORY / ".github/workflows").glob("*.yml"))
GITLAB = REPOSITORY / ".gitlab-ci.yml"
TEMPLATES = [
    *sorted((REPOSITORY / ".github/ISSUE_TEMPLATE").glob("[!c]*.yml")),
    REPOSITORY / ".github/PULL_REQUEST_TEMPLATE.md",
    *sorted((REPOSITORY / ".gitlab").rglob("*.md")),
]
PINNED = re.compile(r"[\w./-]+@[0-9a-f]{40}")


def load(path: Path) -> dict[Any, Any]:
    loaded: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def name(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def steps(workflow: dict[Any, Any]) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


def commands() -> Iterator[str]:
    """Every line that a host of git runs."""
    for path in WORKFLOWS:
        yield from (line for step in steps(load(path)) for line in str(step.get("run", "")).splitlines())
    for job in load(GITLAB).values():
        if isinstance(job, dict):
            yield from job.get("script", ())
    yield from (hook["entry"] for hook in load(REPOSITORY / ".pre-commit-config.yaml")["repos"][0]["hooks"])


@pytest.mark.parametrize("path", WORKFLOWS, ids=name)
def test_actions_are_pinned_by_hash(path: Path) -> None:
    used = [step["uses"] for step in steps(load(path)) if "uses" in step]
    assert used and all(PINNED.fullmatch(item) for item in used)


@pytest.mark.parametrize("path", WORKFLOWS, ids=name)
def test_strangers_get_no_secret_and_no_right_to_write(path: Path) -> None:
    text, workflow = path.read_text(encoding="utf-8"), load(path)
    assert "secrets." not in text and "pull_request_target" not in text and "workflow_run" not in text
    assert workflow["permissions"] == {"contents": "read"}
    triggers = workflow[True]  # YAML 1.1 reads the key "on" so
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 60
        assert "pull_request" not in triggers or "permissions" not in job
    for step in steps(workflow):
        assert "checkout" not in step.get("uses", "") or step["with"]["persist-credentials"] is False
        # Words of a stranger (a title, the name of a branch) must not become a command.
        assert "${{" not in str(step.get("run", ""))


def test_only_the_job_that_builds_nothing_may_publish() -> None:
    jobs = load(REPOSITORY / ".github/workflows/publish.yml")["jobs"]
    assert [job for job, value in jobs.items() if "permissions" in value] == ["deploy"]
    assert not any("run" in step for step in jobs["deploy"]["steps"])


def test_the_cache_is_saved_by_the_main_branch_alone() -> None:
    """A pull request may use what main has made, never write what others read."""
    cached = {
        path.stem: [
            step for step in steps(load(path)) if "cache" in str(step.get("uses")) or "cache" in step.get("with", {})
        ]
        for path in WORKFLOWS
    }
    assert {name for name, found in cached.items() if found} == {"check", "publish"}
    (earlier,) = cached[
        "publish"
    ]  # files of editions before, for pages that readers still have; nothing is built with it
    assert earlier["with"]["path"].split() == ["dist/earlier"], "what is published is built without the others"
    restored, saved = cached["check"]
    assert restored["uses"].startswith("actions/cache/restore@")
    assert saved["uses"].startswith("actions/cache/save@"), "the action that does both would save for everybody"
    assert saved["if"] == "github.event_name == 'push' && github.ref == 'refs/heads/main'"
    assert restored["with"]["path"] == saved["with"]["path"]
    assert restored["with"]["key"] == saved["with"]["key"]
    assert ".cache/portal" in saved["with"]["path"].split(), "where portal/core/caching.py keeps it"
    jobs = load(REPOSITORY / ".github/workflows/check.yml")["jobs"].values()
    (order,) = [
        [step.get("run") or step.get("uses") for step in job["steps"]] for job in jobs if restored in job["steps"]
    ]
    assert order.index("rm -rf .cache") < order.index(restored["uses"]) < order.index("make offline")


def test_gitlab_saves_the_cache_on_the_main_branch_alone() -> None:
    jobs = {name: job for name, job in load(GITLAB).items() if isinstance(job, dict) and "script" in job}
    assert {name for name, job in jobs.items() if job.get("cache")} == {"preview", "pages"}
    earlier = jobs["pages"]["cache"]
    assert earlier["paths"] == ["dist/earlier"], "what is published is built without the others"
    cache = jobs["preview"]["cache"]
    assert cache["policy"] == "$CACHE_POLICY"
    assert not cache.get("unprotect")
    # The key that signs what is kept lies in the checkout: nothing of a change may lie there.
    assert jobs["preview"]["script"][0] == 'test -z "$(git ls-files .cache)"'
    policies = {rule["if"]: rule["variables"]["CACHE_POLICY"] for rule in jobs["preview"]["rules"]}
    assert policies == {
        '$CI_PIPELINE_SOURCE == "merge_request_event"': "pull",
        "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH": "pull-push",
    }


def test_gitlab_runs_in_an_image_pinned_by_hash() -> None:
    configuration = load(GITLAB)
    assert re.fullmatch(r"[\w./-]+:[\w.-]+@sha256:[0-9a-f]{64}", configuration["image"])
    assert all("$CI" not in line or "SITE_URL" in line for line in commands())
    rules = configuration["pages"]["rules"]
    assert [(rule["if"], rule.get("when")) for rule in rules] == [
        ('$CI_PIPELINE_SOURCE == "schedule"', "never"),
        ("$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH", None),
    ]


def test_what_the_hosts_run_is_there() -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    lines = list(commands())
    targets = {match for line in lines for match in re.findall(r"(?:^|\s)make ([a-z-]+)", line)}
    called = {match for line in lines for match in re.findall(r"-m portal ([a-z-]+)", line)}
    assert targets == {
        "setup-editing",
        "offline",
        "release",
        "test-long",
        "coverage",
        "reproducible",
        "carry-over",
    } and called == {"check"}
    assert all(f"\n{target}:" in makefile for target in targets)
    assert called <= set(NAMES)


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_templates_speak_both_languages(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.search("[ңөү]", text) and re.search("[ыэщ]", text)
    for label in re.findall(r"^(?:name|\s+label|\s+description): (.+)$", text, re.MULTILINE):
        assert label.count("·") == 1
    for heading in re.findall(r"^## (.+)$", text, re.MULTILINE):
        assert heading.count("·") == 1


def test_the_two_hosts_ask_the_same() -> None:
    one = REPOSITORY / ".github/PULL_REQUEST_TEMPLATE.md"
    two = REPOSITORY / ".gitlab/merge_request_templates/Default.md"
    assert one.read_bytes() == two.read_bytes()


def test_forms_have_ids_and_fields() -> None:
    for path in TEMPLATES:
        if path.suffix == ".yml":
            form = load(path)
            ids = [item["id"] for item in form["body"] if item["type"] != "markdown"]
            assert len(ids) == len(set(ids)) >= 4
            assert all(item["attributes"]["label"] for item in form["body"] if item["type"] != "markdown")


# --- CONTRIBUTING -----------------------------------------------------------------

GUIDES = {lang: REPOSITORY / f"CONTRIBUTING.{lang}.md" for lang in ("ky", "ru", "en")}


@pytest.mark.parametrize("lang", GUIDES)
def test_a_guide_names_commands_files_and_pictures_that_are_there(lang: str) -> None:
    text = GUIDES[lang].read_text(encoding="utf-8")
    named = set(re.findall(r"python -m portal ([a-z][a-z-]*)", text))
    assert {"new", "import", "check", "translate", "status", "preview", "ledger", "law-report"} <= named <= set(NAMES)
    files = re.findall(r"\]\(([^)]+)\)", text)
    assert len([file for file in files if file.endswith(".png")]) == 3
    missing = [file for file in files if not (REPOSITORY / file).is_file()]
    assert missing == []
    for path in re.findall(r"`((?:data|addresses)/[\w.-]+)`", text):
        assert (REPOSITORY / path).is_file(), path


def test_the_guides_have_the_same_tasks() -> None:
    texts = {lang: path.read_text(encoding="utf-8") for lang, path in GUIDES.items()}
    outside = {lang: re.sub(r"(?ms)^(```\w*)\n.*?^```$", r"\1", text) for lang, text in texts.items()}
    shapes = {lang: re.findall(r"^(#+|```\w*|!\[)", text, re.MULTILINE) for lang, text in outside.items()}
    assert shapes["ky"] == shapes["ru"] == shapes["en"] and shapes["ky"].count("##") >= 12
    commands = {
        lang: re.findall(r"^(?:python|make|git|py|\.venv)[^#\n\"]*", text, re.MULTILINE) for lang, text in texts.items()
    }
    names = {lang: [line.split()[3:4] for line in lines if "portal" in line] for lang, lines in commands.items()}
    assert names["ky"] == names["ru"] == names["en"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_workflow_changes_its_system_by_itself(path: Path) -> None:
    assert "-latest" not in path.read_text(encoding="utf-8")
