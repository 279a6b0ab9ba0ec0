"""The page with the form for editors without git."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from portal.core.records import dataclass
from portal.forms.page_data import describe, form_path
from portal.model.documents import KINDS
from portal.pages.context import Context, Planned
from portal.pages.model import Page
from portal.pages.texts import contact_html
from portal.words.interface import Interface


@dataclass(frozen=True)
class BlankField:
    """A field of the printed form: label, help, and how much room to leave (lines)."""

    label: str
    help: str
    lines: int


@dataclass(frozen=True)
class FormView:
    """The form: its data and kinds for the scripts, and the blank form of a practice for paper."""

    data: str
    kinds: tuple[tuple[str, str], ...]
    contact: str
    address: str
    """Whom to send the file to, as HTML."""
    blank: tuple[tuple[str, tuple[BlankField, ...]], ...]


def form_view(words: Interface, contact: str, shown: str = "") -> FormView:
    """The page in one language; ``contact`` is where letters to the editors arrive, ``shown`` what is said of it."""
    described = describe("practice", words)
    blank = tuple((part["title"], tuple(_blank(part["fields"], described))) for part in described["parts"])
    kinds = tuple((kind, words.t(f"kind.{kind}")) for kind in KINDS)
    return FormView(form_path(words.lang), kinds, contact, shown, blank)


def _blank(names: Sequence[str], described: Mapping[str, Any]) -> list[BlankField]:
    found = []
    for name in names:
        if name == "text":
            found += [BlankField(item["title"], item["help"], 9) for item in described["sections"]]
        elif not any(inner["type"] == "photo" for inner in described["fields"][name].get("fields", ())):
            node = described["fields"][name]
            lines = {"long": 4, "rows": 4, "refs": 2}.get(node["type"], 1)
            found.append(BlankField(node["label"], node["help"], 3 if name == "summary" else lines))
    return found


def pages(_: Context) -> Iterator[Planned]:
    """The page."""
    yield Planned("form", page)


def page(context: Context) -> Page:
    """The page in the language of ``context``."""
    view = form_view(context.words, context.portal.settings.mail, contact_html(context))
    return context.page("form", "form", context.words.t("form.title"), context.words.t("form.lead"), view)
