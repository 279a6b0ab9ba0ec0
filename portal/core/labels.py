"""What fields are called in messages: by their labels, as the form shows them, and with an example of each.

A problem holds where the labels of a field stand, not their words: words are looked up when the problem is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from portal.core.packaged import read_yaml

_ARROW = " → "


@cache
def read_labels(name: str = "labels.yml") -> Mapping[str, Mapping[str, Any]]:
    """``Model.field`` → its record in ``portal/words/labels.yml``."""
    loaded: Mapping[str, Mapping[str, Any]] = read_yaml("portal.words", name)
    return loaded


def shown_field(labels: str, lang: str) -> str:
    """A field as the form shows it: ``Источники (1) → Название``; empty if a part of its path has no label.

    ``labels`` are the parts of the path, separated by ``/``: keys of ``labels.yml`` of which the first that is there
    holds (separated by ``|``), the place in a list, from 1 (``#1``), or a name that stays as it is (``=name``).
    """
    found: list[str] = []
    for part in labels.split("/"):
        if part.startswith("#") and found:
            found[-1] += f" ({part[1:]})"
        elif part.startswith("="):
            found.append(part[1:])
        else:
            record = _record(part)
            if record is None:
                return ""
            found.append(record[lang])
    return _ARROW.join(found)


def text_example(labels: str, lang: str) -> str:
    """An example of what to write into the last field of ``labels``, a text; empty where none is given."""
    last = next((part for part in reversed(labels.split("/")) if part[:1] not in {"#", "="}), "")
    examples = (read_labels().get(key, {}).get("example") for key in last.split("|"))
    example: Mapping[str, str] = next((one for one in examples if one), {})
    return str(example.get(lang) or next(reversed([*example.values()]), ""))


def _record(keys: str) -> Mapping[str, Any] | None:
    return next((record for key in keys.split("|") if (record := read_labels().get(key))), None)
