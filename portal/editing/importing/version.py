"""One language of a document on its way through the import, and what the editor said of the file."""

from __future__ import annotations

import datetime as dt

from portal.core.problems import MessageLang
from portal.core.records import dataclass
from portal.editing.importing.model import Blocks, Imported, Paragraph, Run, plain
from portal.editing.importing.notes import Notes
from portal.editing.importing.proposal import Text
from portal.editing.importing.questions import NamedSource
from portal.editing.importing.resolutions import FoundRecommendation
from portal.editing.importing.source_list import ListedSource
from portal.model.documents import FOLDERS, Kind
from portal.model.values import Lang

_RETOLD = frozenset({"practice", "event", "course", "lesson"})
"""Kinds whose summary may be the first paragraph itself; acts and concepts are printed whole."""


@dataclass(frozen=True)
class Options:
    """What the editor said: kind, language of the (first) text, slug; ``says`` is the language of comments."""

    today: dt.date
    says: MessageLang
    kind: Kind | None = None
    lang: Lang | None = None
    slug: str | None = None


@dataclass(frozen=True)
class GivenFile:
    """A file that the editor gave: its name without folders, and its bytes."""

    name: str
    data: bytes


@dataclass
class ImportedText:
    """One language of the document."""

    lang: Lang
    imported: Imported
    file: str
    blocks: Blocks
    title: str = ""
    summary: str | None = None
    recommendations: tuple[FoundRecommendation, ...] = ()
    asked: tuple[NamedSource, ...] = ()
    listed: tuple[ListedSource, ...] = ()
    foreign: str = ""
    """``kk`` or ``en`` where the text is in neither language of the portal."""
    lead: str = ""
    """The first paragraph, where it went out of the text because it is the summary."""
    body: str = ""

    @property
    def text(self) -> Text:
        """What the card is proposed from; recommendations belong to it though they left the blocks."""
        moved = (f"{item.addressee}:\n{item.text}" for item in self.recommendations)
        parts = [self.lead, plain(self.blocks, notes=True), *moved]
        return Text(self.lang, self.title, self.summary, "\n".join((*self.imported.stamp, *self.imported.head, *parts)))

    @property
    def has_lead(self) -> bool:
        """Whether the text begins with the very words of the summary, nothing hangs on them, and more follows."""
        first = self.blocks[0] if len(self.blocks) > 1 else None
        simple = isinstance(first, Paragraph) and all(isinstance(run, Run) and not run.href for run in first.runs)
        return simple and first is not None and " ".join(plain(first).split()) == self.summary


def without_leads(versions: list[ImportedText], kind: Kind, notes: Notes) -> None:
    """Take the first paragraph out of the text where it is the summary: a page shows both, one below the other."""
    if kind in _RETOLD and not any(item.imported.meta for item in versions) and all(item.has_lead for item in versions):
        for item in versions:
            item.lead = plain(item.blocks[0])
            notes.add("summary-moved", item.lead)
            item.blocks = item.blocks[1:]
    for item in versions:
        if item.summary and not item.imported.meta and item.summary.rstrip("…") in " ".join(plain(item.blocks).split()):
            notes.add("summary-stays", item.summary)


def folder(kind: Kind, lang: Lang) -> str:
    """Where documents of a kind stand in a language."""
    return f"docs/{lang}/{FOLDERS[kind]}"
