"""The YAML beside the code of the languages; nothing below may import :mod:`portal.core.packaged`."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml


def read_yaml(name: str) -> Any:
    """What a file of this package holds."""
    return yaml.safe_load(resources.files("portal.language").joinpath(name).read_text(encoding="utf-8"))
