"""Which translations are missing or outdated, in the order in which they are worth an editor's time, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Literal

from portal.content.documents import DocumentOrPage
from portal.core.records import dataclass
from portal.corpus.corpus import Portal
from portal.corpus.redirects import as_key
from portal.corpus.standing import Standing, standings
from portal.model.values import Lang


@dataclass(frozen=True)
class Outstanding:
    """A translation that is missing or outdated. ``path`` is its file, there or to be."""

    document: Standing
    lang: Lang
    state: Literal["missing", "outdated"]
    path: str
    inbound: int
    """Links and stated relations that lead to the document."""


def outstanding(portal: Portal) -> tuple[Outstanding, ...]:
    """All that is missing or outdated of documents that are not withdrawn, in the order of :func:`outstanding_of`."""
    return outstanding_of(standings(portal))


def outstanding_of(texts: Collection[Standing]) -> tuple[Outstanding, ...]:
    """First what readers see already; then what more of the portal leads to, what says more, what has waited
    longest.
    """
    inbound = inbound_links(texts)
    found = [
        Outstanding(one, waiting.lang, waiting.state, waiting.path, inbound[one.slug])
        for one in texts
        for waiting in one.waiting
    ]
    return tuple(
        sorted(
            found,
            key=lambda item: (
                item.document.is_draft, -item.inbound, -len(item.document.parts), item.document.added,
                item.document.slug,
            ),
        )
    )  # fmt: skip


def inbound_links(texts: Collection[Standing]) -> Counter[str]:
    """How many other documents lead to each, by links of their text or by what they say they are related to."""
    by_key = {one.key: one.slug for one in texts}
    found: Counter[str] = Counter()
    for one in texts:
        others = {by_key[key] for key in one.links if key in by_key} | {*one.related}
        found.update(others - {one.slug})
    return found


def find_document(portal: Portal, name: str) -> DocumentOrPage | None:
    """The document that an editor means by its name, the path of one of its files, or its address."""
    slug = str(as_key(name.replace("\\", "/"))).rpartition("/")[2]
    return portal.text(slug)
