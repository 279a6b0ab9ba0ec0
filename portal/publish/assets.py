"""The files that pages load, under their names: style sheets, scripts, fonts, the icon, the kit of one-file pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from portal.core.built import FONTS, LIBRARIES, PICTURES, SCRIPTS, STYLES, BuiltNames, built_name, name_files
from portal.pages.registry import Site
from portal.publish.html import scripts, styles
from portal.publish.html.properties import filled, read_properties
from portal.publish.html.slim import slim
from portal.publish.offline.edition import own_files
from portal.publish.onefile.course import course_kit_files
from portal.publish.onefile.kit import kit_files

_ICON = "icon.svg"


def made_files(root: Path, sites: Mapping[str, Site]) -> tuple[BuiltNames, dict[str, bytes]]:
    """Names, and content by the path in the site; ``root`` is the project."""
    settings = next(iter(sites.values())).portal.settings
    sources, properties = root / "overrides", read_properties(root)
    made: dict[str, str | bytes] = {
        built_name(name): slim(text) for name, text in scripts.scripts(sources / SCRIPTS).items()
    }
    made |= {built_name(file.name): file.read_bytes() for file in sorted((sources / LIBRARIES).glob("*.js"))}
    made |= {built_name(name): text for name, text in styles.styles(sources / STYLES).items()}
    made |= {built_name(file.name): file.read_bytes() for file in sorted((sources / FONTS).glob("*.woff2"))}
    made[built_name(_ICON)] = filled((sources / PICTURES / _ICON).read_text(encoding="utf-8"), properties)
    made |= kit_files(settings, properties) | course_kit_files(root, properties) | own_files(sites)
    return name_files(made)
