"""What a file of one piece is put together from: the same for the command and for the reader's browser.

``onefile-kit.js`` holds it as one classic script, which a page loads when its reader asks for a file: on
``file://`` a page may neither fetch another file nor read its style sheets.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib import resources
from typing import Any

from portal.core.built import built_name
from portal.core.packaged import read_yaml
from portal.core.records import dataclass
from portal.corpus.settings import SiteSettings
from portal.model.values import LANGS
from portal.publish.html.properties import Properties, filled
from portal.words.interface import Interface

KIT = built_name("onefile-kit.js")

_FOLDER = resources.files("portal.publish.onefile")
_WEIGHTS = {400: "400", 600: "600 900"}
_WORDS = {
    "from": "onefile.from", "address": "onefile.address", "picture": "onefile.picture",
    "collection": "onefile.collection", "contents": "document.contents", "licence": "footer.licence",
    "unofficial": "footer.unofficial",
}  # fmt: skip


@dataclass(frozen=True)
class Rules:
    """What stays of a page: see ``rules.yml``."""

    drop: str
    dead: str
    keep: tuple[str, ...]
    attributes: tuple[str, ...]
    pictures: Mapping[str, str]


@dataclass(frozen=True)
class Kit:
    """Template, style with its fonts, policy, rules, and words by language."""

    page: str
    style: str
    policy: str
    rules: Rules
    words: Mapping[str, Mapping[str, str]]
    address: str


@cache
def rules() -> Rules:
    """The rules of ``rules.yml``."""
    loaded: dict[str, Any] = read_yaml("portal.publish.onefile", "rules.yml")
    keep, attributes = (tuple(loaded[name].split()) for name in ("keep", "attributes"))
    return Rules(" ".join(loaded["drop"].split()), loaded["dead"], keep, attributes, loaded["pictures"])


def style(properties: Properties) -> str:
    """The style sheet with both weights of the font as data, a line a rule."""
    text = _FOLDER.joinpath("style.css").read_text(encoding="utf-8")
    return "\n" + filled(text, properties) + _faces()


@cache
def _faces() -> str:
    return "".join(
        f'@font-face{{font-family:"Golos One";font-weight:{weight};src:url(data:font/woff2;base64,'
        + base64.b64encode(_FOLDER.joinpath(f"fonts/golos-{file}.woff2").read_bytes()).decode()
        + ') format("woff2")}\n'
        for file, weight in _WEIGHTS.items()
    )


def policy(style: str) -> str:
    """The content security policy of a file: this one style sheet, data for fonts and pictures, no script."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    data = "font-src data:; img-src data:"
    return f"default-src 'none'; style-src 'sha256-{digest}'; {data}; base-uri 'none'; form-action 'none'"


def make_kit(settings: SiteSettings, properties: Properties) -> Kit:
    """The kit of a portal with these settings and properties of style."""
    words: dict[str, dict[str, str]] = {}
    for lang in LANGS:
        interface = Interface(lang)
        found = {name: interface.t(key) for name, key in _WORDS.items()}
        words[lang] = found | {"from": found["from"].format(name=settings.name.get(lang))}
    sheet, page = style(properties), _FOLDER.joinpath("page.html").read_text(encoding="utf-8")
    return Kit(page, sheet, policy(sheet), rules(), words, settings.address or "")


def kit_files(settings: SiteSettings, properties: Properties) -> dict[str, str]:
    """The kit as a script, by its path in the site."""
    text = json.dumps(asdict(make_kit(settings, properties)), ensure_ascii=False, separators=(",", ":"))
    return {KIT: f"window.portalOneFileKit = {text};\n"}


def fill(template: str, values: Mapping[str, str]) -> str:
    """The template with ``{{name}}`` replaced, once: what is filled in is never a template itself."""
    return re.sub(r"\{\{(\w+)\}\}", lambda match: values[match[1]], template)
