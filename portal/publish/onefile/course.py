"""A whole course as one HTML file whose questions work: the page of the course with the script of lessons in it.

``course-kit.js`` holds what the browser needs to make the same file (``one-file.js``).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import Any

from portal.core.built import MARK, SCRIPTS, STYLES, built_name
from portal.core.packaged import read_yaml
from portal.core.records import dataclass
from portal.core.urls import address
from portal.corpus.corpus import Portal
from portal.model.values import LANGS, Lang
from portal.publish.html.policy import digest
from portal.publish.html.properties import Properties, filled
from portal.publish.html.scripts import script
from portal.publish.html.slim import slim
from portal.publish.offline.build import read_data
from portal.publish.onefile.clean import Part, Setting, clean
from portal.publish.onefile.kit import Rules, make_kit, rules, style
from portal.publish.onefile.make import assemble

COURSE_KIT = built_name("course-kit.js")
FOLDER = "course-books"
"""Of the pages of whole courses (:mod:`portal.pages.courses`)."""


@dataclass(frozen=True)
class CourseKit:
    """What a course has that other files of one piece have not."""

    style: str
    script: str
    policy: str
    rules: Rules


@cache
def course_rules() -> Rules:
    """The rules of ``course.yml``; pictures go in as everywhere."""
    loaded: dict[str, Any] = read_yaml("portal.publish.onefile", "course.yml")
    keep, attributes = (tuple(loaded[name].split()) for name in ("keep", "attributes"))
    return Rules(" ".join(loaded["drop"].split()), rules().dead, keep, attributes, rules().pictures)


def course_kit(root: Path, properties: Properties, more: Sequence[str] = ()) -> CourseKit:
    """The kit of the project at ``root``; ``more``: scripts that run before that of the lessons."""
    sheet = (root / f"overrides/{STYLES}learning.css").read_text(encoding="utf-8")
    # Why cookies are asked for, of which there are none: overrides/base.html.
    own = 'document.documentElement.className = "js";\ntry { document.cookie; } catch {}\n'
    # In a file of one piece it loads nothing: a name in it would make a circle, for it stands in what it names.
    text = "".join((own, *more, slim(script(root / f"overrides/{SCRIPTS}", "learning.js")).replace(f".{MARK}", "")))
    whole = style(properties) + filled(sheet, properties)
    policy = f"default-src 'none'; style-src {digest(whole)}; script-src {digest(text)}; font-src data:; img-src data:"
    return CourseKit(filled(sheet, properties), text, f"{policy}; base-uri 'none'; form-action 'none'", course_rules())


def course_kit_files(root: Path, properties: Properties) -> dict[str, str]:
    """The kit as a script, by its path in the site."""
    text = json.dumps(asdict(course_kit(root, properties)), ensure_ascii=False, separators=(",", ":"))
    return {COURSE_KIT: f"window.portalCourseKit = {text};\n"}


def course_file(
    portal: Portal, site: Path, root: Path, slug: str, lang: Lang, properties: Properties, more: Sequence[str] = ()
) -> str:
    """The file of a course from the built ``site``. Raises ``FileNotFoundError`` where it has no page of the course."""
    at = address(lang, f"{FOLDER}/{slug}")
    part = Part(at, lang, (site / at).read_text(encoding="utf-8"))
    kit, own = make_kit(portal.settings, properties), course_kit(root, properties, more)

    def picture(path: str) -> bytes | None:
        file = site / path
        return file.read_bytes() if file.is_file() else None

    left_out: dict[str, str] = {name: kit.words[name]["picture"] for name in LANGS}
    cleaned = clean(part, Setting(own.rules, kit.address, {at: "d1"}, picture, left_out))
    edition = read_data(site)
    lines: dict[str, str] = {name: str(edition[name]["line"]) for name in LANGS}
    kit = replace(kit, style=kit.style + own.style, policy=own.policy)
    return assemble(kit, [cleaned], lines, lang, f"\n<script>{own.script}</script>")
