"""What a translator reads behind a mark, at the top of the file and in offers, in the language of the translation."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from portal.core.packaged import read_yaml
from portal.model.values import Lang


@cache
def said(lang: Lang) -> Mapping[str, Any]:
    """The words of ``file.yml``."""
    loaded: Mapping[str, Mapping[str, Any]] = read_yaml("portal.editing.translating", "file.yml")
    return loaded.get(lang, loaded["en"])
