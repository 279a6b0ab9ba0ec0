"""The YAML files that lie beside the code: tables of words, patterns and messages."""

from __future__ import annotations

from importlib import resources
from typing import Any


def read_yaml(package: str, name: str) -> Any:
    """What the file ``name`` of ``package`` holds, as plain lists, mappings and scalars; each call reads it anew.

    Raises ``yaml.YAMLError`` with the name of the file, and ``FileNotFoundError``.
    """
    import yaml  # here, so that a Python without it can still choose the language in which that is told

    # The parser in C is many times faster; a stream, because an error of YAML names the file of a stream, not of text.
    with resources.files(package).joinpath(name).open("rb") as stream:
        return yaml.load(stream, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
