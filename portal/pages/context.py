"""What the pages of one language are made from: the loaded portal, words, and lists of cards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from portal.core.urls import address
from portal.corpus.corpus import Portal
from portal.model.dates import PartialDate
from portal.model.documents import KINDS
from portal.model.values import LANGS, Lang
from portal.pages.cards import card, newest_first
from portal.pages.mentions import Mentions, mentions_of_acts
from portal.pages.model import Card, CardGroup, Link, Page
from portal.pages.related import RelatedDocument
from portal.words.interface import Interface
from portal.words.texts import Words


@dataclass(frozen=True)
class Edition:
    """Of which day the site is, and what it was made from: ``revision`` is a short hash of that."""

    day: PartialDate
    revision: str = ""

    def line(self, words: Interface, documents: int) -> str:
        """The line that every page shows (see ``portal.publish.offline.edition``: pages do not hold it)."""
        count = words.n("footer.documents", documents)
        return words.t("edition.line", date=words.date(self.day), revision=self.revision, documents=count)


class Context:
    """What the pages of one language are made from. Everything is worked out when it is first asked for, in a time
    linear in the number of documents: where each language is made in a process of its own, nothing is made twice.
    """

    def __init__(
        self, portal: Portal, lang: Lang, edition: Edition, related: Mapping[str, tuple[RelatedDocument, ...]]
    ) -> None:
        self.portal, self.lang, self.edition = portal, lang, edition
        self.data = portal.reference
        self.words = Interface(lang)
        self.related = related

    # Indexes ----------------------------------------------------------------------------------------------

    @cached_property
    def cards(self) -> Mapping[str, Card]:
        """The card of every document by its slug."""
        return {item.slug: card(item, self.data, self.words) for item in self.portal.documents.values()}

    @cached_property
    def listed(self) -> Sequence[Card]:
        """The cards of all listed documents, the newest first."""
        return newest_first([self.cards[item.slug] for item in self.portal.content])

    @cached_property
    def by_kind(self) -> Mapping[str, Sequence[Card]]:
        """The listed documents of each kind."""
        return _grouped(self.listed, lambda item: (item.kind,))

    @cached_property
    def by_topic(self) -> Mapping[str, Sequence[Card]]:
        """The listed documents of each topic."""
        return _grouped(self.listed, lambda item: item.topics)

    @cached_property
    def by_oblast(self) -> Mapping[str, Sequence[Card]]:
        """The listed documents of each oblast."""
        return _grouped(self.listed, lambda item: item.oblasts)

    @cached_property
    def oblast_counts(self) -> Mapping[str, int]:
        """The number of listed documents of each oblast."""
        return {name: len(cards) for name, cards in self.by_oblast.items()}

    @cached_property
    def mentions(self) -> Mentions:
        """Where the listed documents name acts."""
        return mentions_of_acts(self.portal, self.lang, self.listed)

    # Parts of pages ---------------------------------------------------------------------------------------

    def page(
        self,
        key: str,
        template: str,
        title: str,
        description: str,
        view: object,
        section: str = "",
        crumbs: Sequence[Link] = (),
    ) -> Page:
        """A page of this language; ``section`` is the entry of the menu that it belongs to, itself by default."""
        switch = {lang: address(lang, key) for lang in LANGS if lang != self.lang}
        return Page(
            key=key,
            lang=self.lang,
            template=template,
            title=title,
            description=description,
            address=address(self.lang, key),
            section=section or key,
            view=view,
            crumbs=tuple(crumbs),
            versions={self.lang: address(self.lang, key), **switch},
            switch=switch,
        )

    def link(self, key: str, title: str) -> Link:
        """A link to the page ``key`` in this language."""
        return Link(Words(title, self.lang), address(self.lang, key))

    def section(self, name: str) -> Link:
        """A link to a section of the menu."""
        return self.link(f"{name}/index", self.words.t(f"menu.{name}"))

    def by_kinds(self, cards: Iterable[Card], query: str = "", most: int = 30) -> tuple[CardGroup, ...]:
        """Cards below the name of their kind; long lists end with a link to the filtered catalogue."""
        groups = []
        cards = list(cards)
        for kind in KINDS:
            found = [item for item in cards if item.kind == kind]
            if not found:
                continue
            more = None
            if len(found) > most and query:
                target = f"{address(self.lang, f'{kind}s/index')}?{query}"
                more = Link(Words(self.words.n("count.documents", len(found)), self.lang), target)
            groups.append(CardGroup(self.words.t(f"kinds.{kind}"), tuple(found[:most]), more=more))
        return tuple(groups)


def _grouped(cards: Iterable[Card], names: Callable[[Card], Iterable[str]]) -> defaultdict[str, list[Card]]:
    """Cards by each of the names that they have, in their order."""
    found: defaultdict[str, list[Card]] = defaultdict(list)
    for item in cards:
        for name in names(item):
            found[name].append(item)
    return found
