"""What a file of one piece is put together from: the same for the command and for the reader's browser.

``assets/onefile-kit.js`` holds it as one classic script, which a page loads when its reader asks for a file: on
``file://`` a page may neither fetch another file nor read its style sheets.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from portal.corpus.settings import SiteSettings
from portal.model.values import LANGS
from portal.words.interface import Interface

KIT = "assets/onefile-kit.js"

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
    loaded: dict[str, Any] = yaml.safe_load(_FOLDER.joinpath("rules.yml").read_text(encoding="utf-8"))
    keep, attributes = (tuple(loaded[name].split()) for name in ("keep", "attributes"))
    return Rules(" ".join(loaded["drop"].split()), keep, attributes, loaded["pictures"])


@cache
def style() -> str:
    """The style sheet with both weights of the font as data, a line a rule."""
    faces = [
        f'@font-face{{font-family:"Golos One";font-weight:{weight};src:url(data:font/woff2;base64,'
        + base64.b64encode(_FOLDER.joinpath(f"fonts/golos-{file}.woff2").read_bytes()).decode()
        + ') format("woff2")}\n'
        for file, weight in _WEIGHTS.items()
    ]
    return "\n" + _FOLDER.joinpath("style.css").read_text(encoding="utf-8") + "".join(faces)


def policy() -> str:
    """The content security policy of such a file: this one style sheet, data for fonts and pictures, no script."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    data = "font-src data:; img-src data:"
    return f"default-src 'none'; style-src 'sha256-{digest}'; {data}; base-uri 'none'; form-action 'none'"


def make_kit(settings: SiteSettings) -> Kit:
    """The kit of a portal with these settings."""
    words: dict[str, dict[str, str]] = {}
    for lang in LANGS:
        interface = Interface(lang)
        found = {name: interface.t(key) for name, key in _WORDS.items()}
        words[lang] = found | {"from": found["from"].format(name=settings.name.get(lang))}
    page = _FOLDER.joinpath("page.html").read_text(encoding="utf-8")
    return Kit(page, style(), policy(), rules(), words, settings.address or "")


def kit_files(settings: SiteSettings) -> dict[str, str]:
    """The kit as a script, by its path in the site."""
    text = json.dumps(asdict(make_kit(settings)), ensure_ascii=False, separators=(",", ":"))
    return {KIT: f"window.portalOneFileKit = {text};\n"}


def fill(template: str, values: Mapping[str, str]) -> str:
    """The template with ``{{name}}`` replaced, once: what is filled in is never a template itself."""
    return re.sub(r"\{\{(\w+)\}\}", lambda match: values[match[1]], template)
