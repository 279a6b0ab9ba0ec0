"""Pages for developers: the picture is of today's imports, and what the pages name is there."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from browsing import REPOSITORY

PAGES = ("ARCHITECTURE.md", "CONTRIBUTING-dev.md", "SECURITY.md", "README.md")


def drawing() -> ModuleType:
    spec = importlib.util.spec_from_file_location("draw_architecture", REPOSITORY / "scripts/draw_architecture.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(REPOSITORY / "scripts"))  # what a script finds when it is called
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(REPOSITORY / "scripts"))
    return module


@pytest.mark.slow
def test_the_picture_is_of_today_s_imports() -> None:
    module = drawing()
    assert module.PICTURE.read_text(encoding="utf-8") == module.picture(REPOSITORY), (
        "run `python scripts/draw_architecture.py`"
    )


def test_a_circle_cannot_be_drawn(tmp_path: Path) -> None:
    for name, other in (("one", "two"), ("two", "one")):
        (tmp_path / "portal" / name).mkdir(parents=True)
        (tmp_path / f"portal/{name}/a.py").write_text(f"from portal.{other} import a\n", encoding="utf-8")
    with pytest.raises(ValueError, match="circle"):
        drawing().picture(tmp_path)


def test_arrows_that_follow_from_others_are_left_out() -> None:
    arrows = {"a": frozenset({"b", "c"}), "b": frozenset({"c"}), "c": frozenset()}
    assert drawing().reduced(arrows)["a"] == frozenset({"b"})
    assert drawing().floors(arrows) == [["c"], ["b"], ["a"]]


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_names_is_there(name: str) -> None:
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:portal|hooks|overrides|scripts|tests|data|docs|addresses)/[\w./-]+)`", text))
    named |= {target for target in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in target}
    assert named
    # NAME and LANG stand for something in recipes.
    gone = [one for one in sorted(named) if not (REPOSITORY / one).exists() and not re.search("NAME|LANG", one)]
    assert gone == []


def test_every_package_is_described() -> None:
    text = (REPOSITORY / "ARCHITECTURE.md").read_text(encoding="utf-8")
    packages = {item.parent.name for item in (REPOSITORY / "portal").glob("*/__init__.py")}
    assert packages <= set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE))


def test_updates_are_configured_for_every_kind_of_dependency() -> None:
    config = json.loads((REPOSITORY / "renovate.json").read_text(encoding="utf-8"))
    managers = {name for rule in config["packageRules"] for name in rule.get("matchManagers", ())}
    assert {"github-actions", "npm", "pip-compile"} <= managers
