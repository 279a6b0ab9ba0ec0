"""The extensions of Markdown that may be switched on, in documents and pages alike."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from portal.core.packaged import read_yaml
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


@cache
def titles() -> Mapping[str, Mapping[Lang, str]]:
    """Type of an admonition → what it is called where the text gives it no title, in each language (``titles.yml``)."""
    loaded: Mapping[str, Mapping[Lang, str]] = read_yaml("portal.markup", "titles.yml")
    return loaded
