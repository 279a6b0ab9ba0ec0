"""What the pages of one language are made from: the loaded portal, words, and lists of cards, all of it in cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar, overload

from portal.core.caching import Lazy, Store, digest
from portal.core.cells import Cells, DerivedMap
from portal.core.records import dataclass
from portal.core.urls import address
from portal.corpus.corpus import Portal
from portal.language.languages import others
from portal.language.word_filter import word_filter, word_filter_digest
from portal.model.dates import PartialDate
from portal.model.documents import KINDS
from portal.model.values import LANGS, Lang
from portal.pages.cards import card, is_full, order
from portal.pages.cells import portal_of_cells
from portal.pages.mentions import ActMentions, ByArticle, Sentences, mentions_of
from portal.pages.model import Card, CardGroup, Link, Page
from portal.pages.related import RelatedDocument
from portal.words.interface import Interface
from portal.words.texts import Words

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(frozen=True)
class Edition:
    """Of which day the site is, and what it was made from: ``revision`` is a short hash of that."""

    day: PartialDate
    revision: str = ""

    def line(self, words: Interface, documents: int) -> str:
        """The line that every page shows (see ``portal.publish.offline.edition``: pages do not hold it)."""
        count = words.n("footer.documents", documents)
        return words.t("edition.line", date=words.date(self.day), revision=self.revision, documents=count)


@dataclass(frozen=True)
class Planned:
    """A page that is to be made: its key, and what makes it of a context and of words that say which one."""

    key: str
    make: Callable[..., Page]
    words: tuple[str | int, ...] = ()

    @property
    def name(self) -> tuple[str, ...]:
        """What tells it from all others."""
        return (self.make.__module__, self.make.__qualname__, *map(str, self.words))


class Cards(Sequence[Card]):
    """Cards in an order that is known without reading them."""

    def __init__(self, slugs: Sequence[str], cards: Mapping[str, Card]) -> None:
        self.slugs, self._cards = slugs, cards

    @overload
    def __getitem__(self, place: int) -> Card: ...
    @overload
    def __getitem__(self, place: slice) -> Cards: ...
    def __getitem__(self, place: int | slice) -> Card | Cards:
        """The card at a place, or a part of the list."""
        if isinstance(place, slice):
            return Cards(self.slugs[place], self._cards)
        return self._cards[self.slugs[place]]

    def __len__(self) -> int:
        """How many cards there are."""
        return len(self.slugs)

    def among(self, slugs: Sequence[str]) -> Cards:
        """Those of other documents that are among these."""
        return Cards([*filter({*slugs}.__contains__, self.slugs)], self._cards)


class Context:
    """What the pages of one language are made from. What is worked out once for many pages is a cell of its own: no
    attribute of a context may remember anything beside :attr:`cells`. Only with a ``store`` do they outlive the build.
    """

    def __init__(
        self,
        portal: Portal,
        lang: Lang,
        edition: Edition,
        related: Mapping[str, tuple[RelatedDocument, ...]],
        store: Store | None = None,
    ) -> None:
        self.whole, self.lang, self.edition = portal, lang, edition
        self.words = Interface(lang)
        base = digest(lang, self.words.digest, portal.settings, portal.downloads, edition.day.year)
        self.cells = Cells(base, store)
        self.portal = portal_of_cells(portal, self.cells)
        self.data = self.portal.reference
        self.related = self.cells.source("related", related, getattr(related, "digest", None))
        others_words = {other: Interface(other) for other in others(lang)}
        self._other_words = self.cells.source("words", others_words, lambda other: others_words[other].digest)
        self.word_lists = self.cells.source("word list", Lazy({lang: partial(word_filter, lang)}), word_filter_digest)
        derived = self.cells.derived
        self.cards: Mapping[str, Card] = DerivedMap(self.portal.documents, derived("card", self._make_card))
        """The card of every document by its slug."""
        self._place_in_list = derived("place in list", self._make_place)
        self._order = derived("order", self._make_order)
        self.facets_of = derived("facets", partial(_facets, self))
        self.columns = derived("columns", partial(_columns, self))
        self._groups: Callable[[str], Mapping[str, Sequence[str]]] = derived("groups", partial(_groups, self))
        self._group = derived("group", partial(_group, self))
        self._naming = derived("naming", self._make_naming)
        self._namings = derived("namings", self._make_namings)
        self._naming_act = derived("naming act", self._make_naming_act)
        self._mentions = derived("mentions", self._make_mentions)

    def of(self, make: Callable[[Any, K], V], key: K) -> V:
        """What ``make`` makes of this context and a key: a cell that many pages read (``registry.SHARED``)."""
        kind = self.shared(make)
        found: V = self.cells.read(kind, key)
        return found

    def shared(self, make: Callable[[Any, K], object]) -> str:
        """The kind of the cells that a function of a page type makes."""
        kind = f"{make.__module__}.{make.__qualname__}"
        if not self.cells.has(kind):
            self.cells.derived(kind, partial(make, self))
        return kind

    def words_of(self, lang: Lang) -> Interface:
        """The words of the interface in any language."""
        return self.words if lang == self.lang else self._other_words[lang]

    def key_of(self, slug: str) -> str:
        """The key of the page of a document, which its place in the project says."""
        found = self.whole.cards.get(slug) or self.whole.documents[slug]
        return found.key

    # Lists ------------------------------------------------------------------------------------------------

    def list_of(self, slugs: Sequence[str]) -> Cards:
        """The cards of these documents."""
        return Cards(slugs, self.cards)

    @property
    def listed(self) -> Cards:
        """The cards of all listed documents, the newest first."""
        return self.list_of(self._order(""))

    def grouped(self, facet: str) -> Mapping[str, Sequence[str]]:
        """The listed documents by the values of a facet, of which one may have several."""
        return self._groups(facet)

    def with_value(self, facet: str, value: str) -> Cards:
        """The listed documents with a value of a facet."""
        return self.list_of(self._group((facet, value)))

    def by_kind(self, kind: str) -> Cards:
        """The listed documents of a kind."""
        return self.with_value("kind", kind)

    def by_topic(self, topic: str) -> Cards:
        """The listed documents of a topic."""
        return self.with_value("topic", topic)

    def by_oblast(self, oblast: str) -> Cards:
        """The listed documents of an oblast."""
        return self.with_value("oblast", oblast)

    @property
    def oblast_counts(self) -> Mapping[str, int]:
        """The number of listed documents of each oblast."""
        return {name: len(self.by_oblast(name)) for name in self.data.oblasts}

    @property
    def acts_named(self) -> Sequence[str]:
        """The acts that listed documents name."""
        return tuple(self._namings(""))

    def naming(self, act: str) -> Sequence[str]:
        """The documents that name an act."""
        return self._naming_act(act)

    def acts_of(self, slug: str) -> tuple[str, ...]:
        """The acts that a document names, in its text or beside it."""
        return tuple(self._naming(slug))

    def mentions(self, act: str) -> ActMentions:
        """Where the listed documents name an act."""
        return self._mentions(act)

    def _make_card(self, slug: str) -> Card:
        return card(self.portal.documents[slug], self.data, self.words, self._headings(slug))

    def _headings(self, slug: str) -> frozenset[str]:
        """The anchors of the original's text, so that the lists of all languages agree."""
        outline = self.portal.outlines.get((self.portal.documents[slug].original, slug))
        return outline.anchors if outline else frozenset()

    def _make_place(self, slug: str) -> tuple[bool, str, int] | None:
        document = self.portal.documents[slug]
        return order(document, is_full(document, self._headings(slug)))

    def _make_order(self, _: str) -> tuple[str, ...]:
        """None of what decides depends on the language, so that the lists of both hold the same documents."""
        places = {slug: place for slug in self.portal.documents if (place := self._place_in_list(slug)) is not None}
        return tuple(sorted(sorted(places), key=places.__getitem__, reverse=True))

    def _make_naming(self, slug: str) -> Mapping[str, ByArticle[Sentences]]:
        return mentions_of(self.portal, self.lang, slug)

    def _make_naming_act(self, act: str) -> Sequence[str]:
        return self._namings("").get(act, ())

    def _make_namings(self, _: str) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for slug in self._order(""):
            for act in self._naming(slug):
                found[act].append(slug)
        return dict(found)

    def _make_mentions(self, act: str) -> ActMentions:
        found: dict[str, dict[str, Sentences]] = defaultdict(dict)
        for slug in self._naming_act(act):
            for article, sentences in self._naming(slug)[act].items():
                found[article][slug] = sentences
        return dict(found)

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

    def by_kinds(self, cards: Cards, query: str = "", most: int = 30) -> tuple[CardGroup, ...]:
        """Cards below the name of their kind; long lists end with a link to the filtered catalogue."""
        groups = []
        for kind in KINDS:
            found = cards.among(self.by_kind(kind).slugs)
            if not found:
                continue
            more = None
            if len(found) > most and query:
                target = f"{address(self.lang, f'{kind}s/index')}?{query}"
                more = Link(Words(self.words.n("count.documents", len(found)), self.lang), target)
            groups.append(CardGroup(self.words.t(f"kinds.{kind}"), tuple(found[:most]), more=more))
        return tuple(groups)


def _facets(context: Context, slug: str) -> Mapping[str, tuple[str, ...]]:
    return context.cards[slug].facets


def _columns(context: Context, _: str) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Facet → value → documents. Made at one go, so that a list that is counted anew reads no card."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for slug in context.listed.slugs:
        for facet, values in context.facets_of(slug).items():
            for value in values:
                found[facet][value].append(slug)
    return {facet: dict(groups) for facet, groups in found.items()}


def _groups(context: Context, facet: str) -> Mapping[str, Sequence[str]]:
    return context.columns("").get(facet, {})


def _group(context: Context, name: tuple[str, str]) -> Sequence[str]:
    facet, value = name
    return tuple(context.grouped(facet).get(value, ()))
