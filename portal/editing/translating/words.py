"""What a translator reads behind a mark, at the top of the file and in offers, in the language of the translation."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from portal.model.values import Lang


@cache
def said(lang: Lang) -> Mapping[str, Any]:
    """The words of ``file.yml``."""
    text = resources.files("portal.editing.translating").joinpath("file.yml").read_text(encoding="utf-8")
    loaded: Mapping[str, Mapping[str, Any]] = yaml.safe_load(text)
    return loaded.get(lang, loaded["en"])
