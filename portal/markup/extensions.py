"""The extensions of Markdown that may be switched on, in documents and pages alike."""

from __future__ import annotations

from collections.abc import Mapping

from portal.model.values import Lang

EXTENSIONS: Mapping[str, frozenset[str]] = {
    "admonition": frozenset(),
    "pymdownx.details": frozenset(),
    "pymdownx.tasklist": frozenset(),
    "pymdownx.tabbed": frozenset({"alternate_style"}),
    "footnotes": frozenset(),
    "def_list": frozenset(),
    "abbr": frozenset(),
}
"""Each with the options that may be given, and only as true: this is how the portal uses them anyway."""

USUAL = ("admonition", "def_list", "footnotes")
"""Those of a project without a configuration."""

CONFIGS: Mapping[str, Mapping[str, object]] = {
    "footnotes": {"BACKLINK_TITLE": "{}"},
    "pymdownx.tabbed": {"alternate_style": True},
}
"""How those are set that need it."""

STYLED: Mapping[str, str] = {
    "admonition": "admonition",
    "details": "p-details",
    "tabs": "tabbed-set",
    "tasks": "task-list-item",
}
"""Features that need styles of their own, by a class that elements of each have."""

TITLES: Mapping[str, Mapping[Lang, str]] = {
    "note": {"ky": "Эскертме", "ru": "Примечание"},
    "tip": {"ky": "Кеңеш", "ru": "Совет"},
    "warning": {"ky": "Көңүл буруңуз", "ru": "Внимание"},
    "important": {"ky": "Маанилүү", "ru": "Важно"},
}
"""What admonitions and details of each type are called where the text gives them no title."""
