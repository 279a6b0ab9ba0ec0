"""The files of the theme that MkDocs gets to see."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType, SimpleNamespace

from mkdocs.theme import Theme

ROOT = Path(__file__).resolve().parents[1]


def hook(name: str) -> ModuleType:
    """An adapter, loaded as MkDocs loads it."""
    spec = importlib.util.spec_from_file_location(f"hook_{name}", ROOT / f"hooks/{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def theme() -> Theme:
    return Theme(name="material", custom_dir=str(ROOT / "overrides"))


def test_icons_are_not_listed_and_are_there_by_their_names() -> None:
    usual = theme().get_env().list_templates()
    config = SimpleNamespace(theme=theme())
    hook("assets").on_config(config)
    env = config.theme.get_env()
    listed = env.list_templates()
    assert listed == [name for name in usual if not any(part.startswith(".") for part in name.split("/")[:-1])]
    assert len(listed) < len(usual) / 20
    assert "<svg" in env.get_template(".icons/material/home-group.svg").render()
