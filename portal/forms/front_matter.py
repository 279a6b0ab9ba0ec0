"""Writes the card of a document (its front matter) as editors read it: known fields first, comments above them.

What is written is read back by :mod:`portal.core.strict_yaml` as the same values, whatever letters they hold.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import yaml
from pydantic import BaseModel

from portal.core.characters import HIDDEN
from portal.model.dates import PartialDate
from portal.model.documents import MODELS, TranslationBase
from portal.model.fields import fields_of

HEAD = ""
"""The key of comments that stand above all fields."""

_MODELS: tuple[type[BaseModel], ...] = (TranslationBase, *MODELS.values())
ORDER = tuple(
    dict.fromkeys(
        name
        for name, declared in sorted(
            ((name, declared) for model in _MODELS for name, declared in fields_of(model).items()),
            key=lambda item: item[1].order or 10_000,
        )
    )
)
"""The order of fields in every card."""

# Words and numbers that strict_yaml would read as something else than text, beyond those PyYAML knows.
_NOT_PLAIN = re.compile(r"(?i)[yn]\Z|[-+]?[0-9][0-9_.,:eE+-]*\Z")
_ENDLESS = 1 << 30


class _Dumper(yaml.SafeDumper):
    """Block style with lists indented below their field, and no anchors."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002  (PyYAML's signature)
        super().increase_indent(flow, False)

    def ignore_aliases(self, _data: object) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    # On one line always: a line "---" inside of a value would end the card.
    quoted = '"' if "\n" in text else "'" if _NOT_PLAIN.match(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=quoted)


def _partial(dumper: yaml.SafeDumper, date: PartialDate) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp" if date.day else _PLAIN[bool(date.month)], date.iso())


_PLAIN = {False: "tag:yaml.org,2002:int", True: "tag:yaml.org,2002:str"}
_Dumper.add_representer(str, _text)
_Dumper.add_representer(PartialDate, _partial)
_Dumper.add_representer(type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", ""))


def write(meta: Mapping[str, Any], comments: Mapping[str, Sequence[str]] | None = None) -> str:
    """The card, from its first ``---`` to its last with the line break behind it.

    ``meta``: values as the models take them (text, numbers, dates, :class:`PartialDate`, lists and mappings of these).
    ``None`` leaves the field empty for the editor to fill in: the check then names it. Fields come in :data:`ORDER`,
    unknown ones last. ``comments``: lines to stand above a field; of a field that ``meta`` lacks they stand where it
    would, and those under :data:`HEAD` before everything. Raises ``yaml.YAMLError`` for values of other types.
    """
    notes = comments or {}
    known = [name for name in ORDER if name in meta or name in notes]
    others = [name for name in (*meta, *notes) if name not in ORDER and name != HEAD]
    lines = [*_comment(notes.get(HEAD, ()))]
    for name in dict.fromkeys((*known, *others)):
        lines += _comment(notes.get(name, ()))
        if name in meta:
            lines.append(_field(name, meta[name]))
    return "\n".join(["---", *lines, "---", ""])


def _comment(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        for line in text.splitlines() or [""]:
            # Comments may quote what an imported file holds: nothing unseen, no end of the card.
            yield f"# {HIDDEN.sub('', line).strip()}".rstrip()


def _field(name: str, value: object) -> str:
    text: str = yaml.dump(
        {name: _plain(value)},
        Dumper=_Dumper,
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=_ENDLESS,
    )
    return text.rstrip("\n")


def _plain(value: object) -> object:
    """Tuples as lists; everything else as it is."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, dt.datetime):
        return value.date()
    return value
