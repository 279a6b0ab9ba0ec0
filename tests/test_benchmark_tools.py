"""What the benchmarks of builds are made of: edits, the same texts for other generators, figures of processes."""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from benchmark import measure, stages
from benchmark.edits import add_sentence, change_title, originals
from benchmark.peers import lay_out
from benchmark.project import write_project
from make_questions import frames, letters, questions, slip
from portal.core.processes import spread
from portal.core.strict_yaml import load
from portal.corpus.load import load_portal

pytestmark = pytest.mark.slow

PAIRS = 6


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    write_project(folder, PAIRS, words=120)
    return folder


@pytest.fixture
def project(written: Path, tmp_path: Path) -> Iterator[Path]:
    shutil.copytree(written / "docs", tmp_path / "docs")
    shutil.copytree(written / "data", tmp_path / "data")
    shutil.copy(written / "mkdocs.yml", tmp_path)
    return tmp_path


def test_edits_leave_documents_right(project: Path) -> None:
    file = originals(project)[0]
    before, _ = load_portal(project)
    words = add_sentence(file, 7)
    change_title(file, 8)
    after, problems = load_portal(project)
    assert [item for item in problems if item.path.startswith("docs/")] == []
    slug = file.stem
    assert words in after.documents[slug].versions["ky"].body
    assert after.documents[slug].versions["ky"].title == f"{before.documents[slug].versions['ky'].title} 8"
    others = before.documents.keys() - {slug}
    assert {name: after.documents[name].revision for name in others} == {
        name: before.documents[name].revision for name in others
    }


@pytest.mark.parametrize("peer", ["hugo", "material"])
def test_peers_get_the_same_texts(project: Path, tmp_path: Path, peer: str) -> None:
    command = lay_out(peer, project, tmp_path / peer)
    assert Path(command[0]).stem in {"hugo", Path(sys.executable).stem}
    texts = [
        file.read_text(encoding="utf-8") for file in (tmp_path / peer).rglob("*.md") if file.stem.startswith("doc-")
    ]
    assert len(texts) == 2 * PAIRS
    bodies = {file.read_text(encoding="utf-8").split("\n---\n", 1)[1] for file in project.glob("docs/*/*/doc-*.md")}
    assert all(any(text.endswith(body) for text in texts) for body in bodies)
    heads = [load(text.split("---\n")[1], "x.md").value for text in texts]
    assert all(isinstance(head, dict) and head.keys() <= {"title", "summary", "topics"} for head in heads)
    if peer == "material":
        settings = yaml.safe_load((tmp_path / "material/mkdocs.yml").read_text(encoding="utf-8"))
        assert settings["nav"] == ["index.md", "ru/index.md"], "documents out of the menu"


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="Linux tells what memory is shared")
@pytest.mark.slow
def test_figures_are_of_all_processes(tmp_path: Path) -> None:
    child = "import time; kept = bytearray(40 << 20); kept[::4096] = b'x' * len(kept[::4096]); time.sleep(1)"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    found = measure.run((sys.executable, "-c", code), tmp_path)
    assert found.peak > 40
    assert found.wall > 0 and found.cpu > 0
    with pytest.raises(SystemExit, match="no such file"):
        measure.run((sys.executable, "-c", "raise SystemExit('no such file')"), tmp_path)


def test_medians_are_of_each_figure() -> None:
    costs = [measure.Cost(3, 1, 10), measure.Cost(1, 2, 30), measure.Cost(2, 9, 20)]
    assert measure.median(costs) == measure.Cost(2, 2, 30)


def test_variables_that_steer_builds_are_not_inherited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_DRAFTS", "1")
    monkeypatch.setenv("SITE_URL", "https://example.kg/")
    found = measure.environment({"PORTAL_PROCESSES": "1"})
    assert "SITE_URL" not in found
    assert {name for name in found if name.startswith("PORTAL_")} == {"PORTAL_PROCESSES"}
    assert found["PATH"] == os.environ["PATH"]


def test_time_is_written_down_for_the_stage_that_calls() -> None:
    seen: list[str] = []
    assert spread(lambda _: seen.append(stages.stage_of(sys._getframe())), [1], 2) == [None]
    assert seen == ["core.processes"]
    assert stages.stage_of(sys._getframe()) == stages._OUTSIDE


def test_stages_are_listed_with_their_modules() -> None:
    lines = stages.table({"search.analyse": 6.0, "search.build": 2.0, "law.words": 2.0})
    assert [line.split()[3] for line in lines] == ["search", "law"]
    assert "analyse 6.0, build 2.0" in lines[0]


@pytest.mark.parametrize("lang", ["ky", "ru"])
def test_questions_made_of_titles_have_slips_where_they_say_so(lang: str) -> None:
    words = ["бюджет", "долбоор", "программа"]
    found = dict(questions(words, random.Random(1), lang))
    assert set(found) == {"two", "two-each", "two-one", "one", "one-twice", "framed"}
    assert set(found["two"].split()) < set(words) and not set(found["two-each"].split()) & set(words)
    assert found["one"] in words and found["one-twice"] != found["one"]
    assert any(found["framed"].startswith(frame.split("{}")[0]) for frame in frames(lang))
    assert all(slip("суу", random.Random(seed), lang) != "суу" for seed in range(50))
    assert set(slip("суу", random.Random(2), lang)) <= set(letters(lang))
