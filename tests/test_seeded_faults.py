"""The list of faults fits the code, and the script that plants them tells what tests notice."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest
import yaml

from browsing import REPOSITORY, write_files

SCRIPT = runpy.run_path(str(REPOSITORY / "scripts/seed_faults.py"))
FAULTS: list[dict[str, Any]] = yaml.safe_load((REPOSITORY / SCRIPT["FAULTS"]).read_text(encoding="utf-8"))


def test_faults_are_in_all_parts_of_the_project() -> None:
    files = [fault["file"] for fault in FAULTS]
    assert len(FAULTS) >= 40
    assert sum(file.endswith(".js") for file in files) >= 10
    assert sum(file.startswith("hooks/") for file in files) >= 5
    assert len({file.split("/")[1] for file in files if file.startswith("portal/")}) >= 10


def test_every_fault_can_be_planted_and_names_its_tests() -> None:
    for fault in FAULTS:
        assert SCRIPT["place"](REPOSITORY, fault).is_file()
        assert fault["old"] != fault["new"] and "\n" not in fault["old"] + fault["new"]
        assert fault["tests"], fault
        for name in fault["tests"]:
            assert (REPOSITORY / "tests" / name).is_file(), name


def test_a_file_that_was_moved_is_found(tmp_path: Path) -> None:
    fault = {"file": "portal/a.py", "old": "one", "new": "two"}
    write_files(tmp_path, {"portal/sub/b.py": "one", "portal/c.py": "other"})
    assert SCRIPT["place"](tmp_path, fault) == tmp_path / "portal/sub/b.py"
    write_files(tmp_path, {"portal/c.py": "one"})
    with pytest.raises(ValueError, match="in 2 files"):
        SCRIPT["place"](tmp_path, fault)


@pytest.mark.slow
def test_what_a_test_notices_is_caught_and_taken_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = "def half(n):\n    return n // 2\n\n\ndef word():\n    return 'x'\n"
    test = "from portal.a import half\n\n\ndef test_half():\n    assert half(4) == 2\n"
    write_files(tmp_path, {"portal/a.py": code, "portal/__init__.py": "", "tests/test_a.py": test})
    faults = [{"file": "portal/a.py", "old": "n // 2", "new": "n", "tests": ["test_a.py"]},
              {"file": "portal/a.py", "old": "'x'", "new": "'y'", "tests": ["test_a.py"]}]  # fmt: skip
    assert list(SCRIPT["outcomes"](tmp_path, faults)) == [True, False]
    told = capsys.readouterr().out
    assert "caught portal/a.py: n" in told and "tests/test_a.py::test_half" in told
    assert "MISSED portal/a.py: 'y'" in told
    assert (tmp_path / "portal/a.py").read_text(encoding="utf-8") == code
