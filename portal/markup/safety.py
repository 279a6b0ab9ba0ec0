"""What may reach a page: attributes on a list, the language of code, and no HTML of an editor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any
from xml.etree import ElementTree as ET

import markdown
from markdown.extensions.fenced_code import FencedBlockPreprocessor

from portal.language.languages import first_of
from portal.markup.extensions import STYLED, titles
from portal.markup.job import Workbench
from portal.markup.source_signs import is_sign_class
from portal.markup.step import Step

# What may stand on every element, and what on some.
_ATTRIBUTES = {"id", "class", "lang", "title"}
_OWN_ATTRIBUTES = {"a": {"href", "hreflang", "rel"}, "img": {"src", "alt"}, "ol": {"start"}, "details": {"open"}}
# What tabs are made of (pymdownx.tabbed): each attribute with the values that the extension gives it.
_TAB = r"__tabbed_[0-9]+"
_TABS = {
    "input": {"type": "radio", "id": rf"{_TAB}_[0-9]+", "name": _TAB, "checked": "checked"},
    "label": {"for": rf"{_TAB}_[0-9]+"},
    "div": {"data-tabs": r"[0-9]+:[0-9]+"},
}
_CLASSES = {"admonition", "note", "tip", "warning", "important", "admonition-title", "footnote", "footnote-ref",
            "footnote-backref", "headerlink", "p-lead", "p-number", "p-contact", "external",
            "p-left", "p-right", "p-center", "p-details", "task-list", "task-list-item", "task-list-control",
            "tabbed-set", "tabbed-alternate", "tabbed-labels", "tabbed-content", "tabbed-block"}  # fmt: skip
_TABLE_STYLE = re.compile(r"text-align:\s*(left|right|center);?\Z")
_TAG = re.compile(r"<(?:!--|/?[a-zA-Z][a-zA-Z0-9-]*(?=[\s/>]))")
_ID = re.compile(r"[a-zA-Z0-9][\w:.\-]*\Z")


class Fences(FencedBlockPreprocessor):
    """Code between fences: only its language is kept, for it goes to the page behind the guard's back."""

    def __init__(self, md: markdown.Markdown, bench: Workbench) -> None:
        super().__init__(md, {"lang_prefix": "language-"})
        self.bench = bench
        self.checked_for_deps = True  # no attributes, no highlighting

    def handle_attrs(self, attrs: Iterable[tuple[str, str | None]]) -> tuple[str, list[str], dict[str, Any]]:
        """Keep the first class and report everything else."""
        language: list[str] = []
        for name, value in attrs:
            if name == "." and value and not language:
                language = [value]
            elif self.bench.job:
                shown = {"id": "#", ".": "."}.get(name, name)
                place = self.bench.job.position(max(self.bench.job.body.find(value or name), 0))
                self.bench.job.report_at("attribute-forbidden", place, name=shown, value=(value or "")[:40])
        return "", language, {}


class AttributeStep(Step):
    """Attributes that are not on the list are removed and reported, before anything reads them."""

    def run(self, root: ET.Element) -> None:
        """Look at every element."""
        for element in root.iter():
            self._attributes(element)

    def _attributes(self, element: ET.Element) -> None:
        allowed = _ATTRIBUTES | _OWN_ATTRIBUTES.get(element.tag, set())
        for name in list(element.attrib):
            value = element.attrib[name] or ""  # a name alone has None
            if name == "style" and element.tag in {"td", "th"} and (aligned := _TABLE_STYLE.match(value)):
                # Styles in the page are forbidden by its policy (portal/publish/html/policy.py).
                del element.attrib["style"]
                element.set("class", f"{element.get('class', '')} p-{aligned[1]}".strip())
                continue
            if re.fullmatch(_TABS.get(element.tag, {}).get(name, r"\Z."), value):
                continue
            bad_class = name == "class" and not all(
                part in _CLASSES or part.startswith("language-") or (element.tag == "sup" and is_sign_class(part))
                for part in value.split()
            )
            bad_id = name == "id" and not (_ID.match(value))
            if name not in allowed or bad_class or bad_id:
                needle = name if name in self.job.searchable else value
                self.job.report("attribute-forbidden", needle, name=name, value=value[:40])
                del element.attrib[name]


class GuardStep(AttributeStep):
    """The last look: attributes again, now those of extensions too, and raw HTML that is visible as text."""

    def run(self, root: ET.Element) -> None:
        """Look at every element and every run of text."""
        super().run(root)
        for element in root.iter():
            if element.tag == "details":
                element.set("class", f"p-details {element.get('class', '')}".strip())
            classes = element.get("class", "").split()
            if len(element) and (element.tag == "details" or "admonition" in classes):
                self._title(element[0], classes)
            self.job.features.update(name for name, mark in STYLED.items() if mark in classes)
            if element.tag not in {"code", "pre"}:
                self._text(element.text)
            self._text(element.tail)
            anchor = element.get("id")
            if anchor:
                self.job.anchors.add(anchor)

    def _title(self, title: ET.Element, classes: Sequence[str]) -> None:
        """The extensions make a title of the type, in English, where there is none."""
        for name in classes:
            if name in titles() and title.text == name.capitalize():
                title.text = first_of(titles()[name], self.job.lang)

    def _text(self, text: str | None) -> None:
        for match in _TAG.finditer(text or ""):
            tag = match[0]
            self.job.report("html-forbidden", tag, tag=tag + ("" if tag == "<!--" else "…>"))
