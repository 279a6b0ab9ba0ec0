"""All pages of the site in one language."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from portal.content.documents import Document
from portal.core.dates import PartialDate
from portal.core.urls import address
from portal.corpus.load import Portal
from portal.corpus.status import status
from portal.language.alphabet import initial
from portal.markup.render import Rendered
from portal.model.documents import KINDS, LANGS, Kind, Lang, LawReference, PageMeta, Resolution, other_lang
from portal.model.reference import Act, Oblast, Organisation, Topic
from portal.pages import catalogue, indexes, moved, reader, training
from portal.pages.cards import card
from portal.pages.charts import tiles
from portal.pages.document import DocumentViews, organisation_name
from portal.pages.form import form_view
from portal.pages.lists import list_view
from portal.pages.model import Card, Link, Page, Words
from portal.pages.offline import offline_view
from portal.pages.related import RelatedDocument, relate
from portal.pages.search_entries import search_index
from portal.pages.status import status_view
from portal.search.analyse import Words as WordsLearnt
from portal.search.build import SearchIndex
from portal.words.acts import act_details, act_status, act_title
from portal.words.interface import Interface
from portal.words.places import locate

MENU = ("index", "practices/index", "resolutions/index", "concepts/index", "courses/index", "events/index", "topics/index",
        "acts/index", "regions/index", "glossary", "about")  # fmt: skip
_HOME_TOPICS = 12
_HOME_NEWEST = 6
_MOST_SENTENCES = 3


@dataclass(frozen=True)
class Edition:
    """Of which day the site is, and what it was made from: ``revision`` is a short hash of that."""

    day: PartialDate
    revision: str = ""

    def line(self, words: Interface, documents: int) -> str:
        """The line that every page shows (see ``portal.publish.offline.edition``: pages do not hold it)."""
        count = words.n("footer.documents", documents)
        return words.t("edition.line", date=words.date(self.day), revision=self.revision, documents=count)


class Site:
    """The pages of one language. All is made when it is first asked for, in a time linear in the number of documents:
    where each language is made in a process of its own, nothing is made twice.
    """

    def __init__(
        self, portal: Portal, lang: Lang, edition: Edition, related: Mapping[str, tuple[RelatedDocument, ...]]
    ) -> None:
        self.portal, self.lang, self.edition = portal, lang, edition
        self.data = portal.reference
        self.words = Interface(lang)
        self._related = related
        self.learnt: WordsLearnt = {}
        """What the search has learnt of words, here or in an earlier build; it grows while the index is made."""

    # Indexes ----------------------------------------------------------------------------------------------

    @cached_property
    def cards(self) -> Mapping[str, Card]:
        """The card of every document by its slug."""
        return {
            item.slug: card(item, self.data, self.words)
            for item in self.portal.documents.values()
            if not isinstance(item.meta, PageMeta)
        }

    @cached_property
    def listed(self) -> Sequence[Card]:
        """The cards of all listed documents, the newest first."""
        return catalogue.newest_first([self.cards[item.slug] for item in self.portal.content], self.words)

    @cached_property
    def _views(self) -> DocumentViews:
        return DocumentViews(self.portal, self.words, self.cards, self._related)

    @cached_property
    def _by_kind(self) -> Mapping[str, Sequence[Card]]:
        return _grouped(self.listed, lambda item: (item.kind,))

    @cached_property
    def _by_topic(self) -> Mapping[str, Sequence[Card]]:
        return _grouped(self.listed, lambda item: item.topics)

    @cached_property
    def _by_oblast(self) -> Mapping[str, Sequence[Card]]:
        return _grouped(self.listed, lambda item: item.oblasts)

    @cached_property
    def _by_act(self) -> dict[str, dict[str, dict[str, list[tuple[str, str]]]]]:
        """Act → article ('' for none) → slug of the document → sentences around its citations.

        What the front matter names counts like what the text cites; only the text gives sentences.
        """
        found: dict[str, dict[str, dict[str, list[tuple[str, str]]]]] = defaultdict(lambda: defaultdict(dict))
        for item in self.listed:
            meta = self.portal.documents[item.slug].meta
            assert not isinstance(meta, PageMeta)
            laws = list(meta.laws)
            if isinstance(meta, Resolution):
                laws += [law for recommendation in meta.recommendations for law in recommendation.laws]
            approved_by = getattr(meta, "approved_by", None)
            if approved_by:
                laws.append(LawReference(act=approved_by))
            for law in laws:
                for article in law.articles or ("",):
                    found[law.act][article].setdefault(item.slug, [])
            body = self.portal.bodies.get((self.lang, item.slug))
            for citation in body.citations if body else ():
                if len(citation.acts) == 1:
                    place = f"{item.address}#{citation.anchor}" if citation.anchor else item.address
                    for article in citation.articles or ("",):
                        sentences = found[citation.acts[0]][article].setdefault(item.slug, [])
                        if (citation.context, place) not in sentences:
                            sentences.append((citation.context, place))
        for by_article in found.values():
            # A document that names an article is not listed once more under "no article".
            named = {slug for article, slugs in by_article.items() if article for slug in slugs}
            for slug in named & set(by_article.get("", {})):
                if not by_article[""][slug]:
                    del by_article[""][slug]
        return found

    @cached_property
    def _organisations_in(self) -> tuple[Mapping[str, Sequence[Card]], Mapping[str, Sequence[Link]]]:
        """Organisation → documents in which it takes part; and the recommendations to it."""
        takes_part: dict[str, list[Card]] = defaultdict(list)
        addressed: dict[str, list[Link]] = defaultdict(list)
        for item in self.listed:
            document = self.portal.documents[item.slug]
            meta = document.meta
            assert not isinstance(meta, PageMeta)
            for name in dict.fromkeys(part.id for part in meta.organisations):
                takes_part[name].append(item)
            if isinstance(meta, Resolution):
                texts = document.version(self.lang).recommendations
                for recommendation in meta.recommendations:
                    for name in recommendation.addressees:
                        text = Words(
                            texts.get(recommendation.number, recommendation.text), document.version(self.lang).lang
                        )
                        anchor = f"{item.address}#recommendation-{recommendation.number}"
                        addressed[name].append(Link(text, anchor, note=item.title.text))
        return takes_part, addressed

    @cached_property
    def _districts(self) -> dict[str, dict[str, list[Card]]]:
        """Oblast → district ('' for none) → documents."""
        found: dict[str, dict[str, list[Card]]] = defaultdict(lambda: defaultdict(list))
        for item in self.listed:
            meta = self.portal.documents[item.slug].meta
            assert not isinstance(meta, PageMeta)
            places = dict.fromkeys(
                (located.oblast, located.district or "")
                for located in (locate(place, self.data) for place in meta.places)
                if located.oblast
            )
            for oblast, district in places:
                found[str(oblast)][district].append(item)
        return found

    # Pages ------------------------------------------------------------------------------------------------

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Every page of this language, documents last."""
        return tuple(self.each_page())

    def show_only(self, key: str) -> bool:
        """Make the page of one document and nothing else, for its preview; whether there is such a document.

        The sections of the menu are there by their names only.
        """
        found = [item for item in self.portal.documents.values() if item.key == key]
        sections = [self._page(name, "page", title, title, None) for title, name in self.menu() if name != key]
        self.pages = (*sections, *(self._document(item) for item in found))
        return bool(found)

    def each_page(self) -> Iterator[Page]:
        """The same, one after the other: together they would take as much memory again as all that they are made of."""
        yield self._home()
        yield from self._catalogue(None, self.listed)
        for kind in KINDS:
            yield from self._catalogue(kind, self._by_kind[kind])
        yield self._topics()
        for topic in self.data.topics.values():
            yield self._topic(topic)
            yield self._reader(topic)
        yield self._training()
        yield self._form()
        yield self._acts()
        for act in self.data.acts.values():
            yield self._act(act)
        yield self._regions()
        for oblast in self.data.oblasts.values():
            yield self._region(oblast)
        yield self._organisations()
        for organisation in self.data.organisations.values():
            yield self._organisation(organisation)
        yield self._glossary()
        yield self._search()
        yield self._status()
        yield self._offline()
        yield self._list()
        yield self._not_found()
        for document in self.portal.documents.values():
            yield self._document(document)
        for old, new in self.portal.redirects.items():
            yield self._redirect(old, new)

    def menu(self) -> list[tuple[str, str]]:
        """Sections of the navigation: title and key."""
        keys = [key for key in MENU if key != "about" or "about" in self.portal.documents]
        return [(self.words.t("menu.home" if key == "index" else f"menu.{key.split('/')[0]}"), key) for key in keys]

    def sections(self) -> tuple[Link, ...]:
        """Sections of the navigation as links."""
        return tuple(self._link(key, title) for title, key in self.menu())

    def catalogue_words(self) -> dict[str, object]:
        """The words that the scripts of the catalogue and of the search need."""
        return catalogue.client_strings(self.words)

    def _page(
        self,
        key: str,
        template: str,
        title: str,
        description: str,
        view: object,
        section: str = "",
        crumbs: Sequence[Link] = (),
    ) -> Page:
        twin = address(other_lang(self.lang), key)
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
            other=twin,
            switch=twin,
        )

    def _link(self, key: str, title: str) -> Link:
        return Link(Words(title, self.lang), address(self.lang, key))

    def _section(self, name: str) -> Link:
        return self._link(f"{name}/index", self.words.t(f"menu.{name}"))

    def _home(self) -> Page:
        t = self.words.t
        topics = sorted(self._tiles(), key=lambda tile: -tile.count)[:_HOME_TOPICS]
        used_acts = len(self._by_act)
        numbers = (
            *(
                self._number(f"count.{kind}s", len(self._by_kind[kind]), f"{kind}s/index")
                for kind in KINDS
                if self._by_kind[kind]
            ),
            self._number("count.topics", len(self.data.topics), "topics/index"),
            self._number("count.acts", used_acts, "acts/index"),
        )
        doors = []
        for name, icon, key in (
            ("reader", "magnify", "catalogue"),
            ("staff", "usb-flash-drive-outline", "use"),
            ("editor", "pencil-outline", "form"),
        ):
            target = key if key in {"catalogue", "form"} or key in self.portal.documents else "catalogue"
            link = self._link(target, t(f"home.door.{name}.link"))
            doors.append(indexes.Door(icon, t(f"home.door.{name}.title"), t(f"home.door.{name}.text"), link))
        view = indexes.HomeView(
            lead=t("home.lead"),
            numbers=numbers,
            topics=tuple(topics),
            newest=tuple(self.listed[:_HOME_NEWEST]),
            doors=tuple(doors),
            map=tiles(self.data.oblasts, self._oblast_counts(), self.lang),
            search=address(self.lang, "catalogue"),
            catalogue=address(self.lang, "catalogue"),
            topics_index=address(self.lang, "topics/index"),
        )
        name = self.portal.settings.name.get(self.lang)
        return self._page("index", "home", name, self.portal.settings.description.get(self.lang), view)

    def _number(self, key: str, count: int, target: str) -> indexes.Number:
        text = self.words.n(key, count)
        value = self.words.number(count)
        return indexes.Number(value, text.removeprefix(value).strip(), address(self.lang, target))

    def _oblast_counts(self) -> dict[str, int]:
        return {name: len(cards) for name, cards in self._by_oblast.items()}

    def _catalogue(self, kind: Kind | None, cards: Sequence[Card]) -> Iterator[Page]:
        t = self.words.t
        title = t(f"kinds.{kind}") if kind else t("catalogue.title")
        lead = t(f"catalogue.lead.{kind}") if kind else t("catalogue.lead")
        count = max(1, -(-len(cards) // catalogue.PAGE_SIZE))
        facets = catalogue.facets(cards, self.data, self.words, with_kind=kind is None)
        for number in range(1, count + 1):
            first = (number - 1) * catalogue.PAGE_SIZE
            links = tuple(
                catalogue.PageLink(i, address(self.lang, catalogue.page_key(kind, i)), i == number)
                for i in _shown_pages(number, count)
            )
            view = catalogue.CatalogueView(
                kind=kind,
                title=title,
                lead=lead,
                count=self.words.n("count.documents", len(cards)),
                cards=tuple(cards[first : first + catalogue.PAGE_SIZE]),
                facets=facets,
                pages=links if count > 1 else (),
                number=number,
            )
            page_title = title if number == 1 else f"{title} — {t('catalogue.page', n=number)}"
            key = catalogue.page_key(kind, number)
            yield self._page(key, "catalogue", page_title, lead, view, catalogue.page_key(kind, 1))

    def _tiles(self) -> list[indexes.TopicTile]:
        return [self._tile(topic) for topic in self.data.topics.values()]

    def _tile(self, topic: Topic) -> indexes.TopicTile:
        count = len(self._by_topic[topic.id])
        return indexes.TopicTile(
            id=topic.id,
            title=topic.title.get(self.lang),
            summary=topic.summary.get(self.lang),
            icon=topic.icon,
            address=address(self.lang, f"topics/{topic.id}"),
            count=count,
            count_text=self.words.n("count.documents", count),
            survey=topic.origin == "survey-2014",
        )

    def _topics(self) -> Page:
        groups = tuple(
            indexes.TopicGroupView(
                group.title.get(self.lang),
                tuple(self._tile(t) for t in self.data.topics.values() if t.group == group.id),
            )
            for group in self.data.groups.values()
        )
        t = self.words.t
        return self._page("topics/index", "topics", t("topics.title"), t("topics.lead"), indexes.TopicsView(groups))

    def _topic(self, topic: Topic) -> Page:
        cards = self._by_topic[topic.id]
        acts = dict.fromkeys(act for item in cards for act in item.acts)
        view = indexes.TopicView(
            summary=topic.summary.get(self.lang),
            description=topic.description.get(self.lang),
            icon=topic.icon,
            survey=topic.origin == "survey-2014",
            groups=self._by_kinds(cards, f"topic={topic.id}"),
            acts=tuple(self._act_link(self.data.acts[name]) for name in list(acts)[:20]),
            catalogue=f"{address(self.lang, 'catalogue')}?topic={topic.id}",
        )
        title = topic.title.get(self.lang)
        key = f"topics/{topic.id}"
        crumbs = (self._section("topics"),)
        return self._page(key, "topic", title, topic.summary.get(self.lang), view, "topics/index", crumbs)

    def _reader(self, topic: Topic) -> Page:
        cards, left_out = reader.chosen(self._by_topic[topic.id])
        at = address(self.lang, f"readers/{topic.id}")
        groups = []
        for kind in KINDS:
            parts = tuple(self._reader_part(item, at) for item in cards if item.kind == kind)
            if parts:
                groups.append((self.words.t(f"kinds.{kind}"), parts))
        acts = dict.fromkeys(act for item in cards for act in item.acts)
        title = topic.title.get(self.lang)
        view = reader.ReaderView(
            description=topic.description.get(self.lang),
            groups=tuple(groups),
            acts=tuple(self._act_link(self.data.acts[name]) for name in acts),
            topic=self._link(f"topics/{topic.id}", title),
            left_out=self.words.t("reader.left_out", count=self.words.n("count.documents", left_out))
            if left_out
            else "",
        )
        crumbs = (self._section("topics"), view.topic)
        name = self.words.t("reader.title", topic=title)
        page = self._page(
            f"readers/{topic.id}", "reader", name, self.words.t("reader.lead"), view, "topics/index", crumbs
        )
        return replace(page, indexed=False)  # it repeats what stands on pages of its own

    def _reader_part(self, item: Card, at: str) -> reader.ReaderPart:
        document = self.portal.documents[item.slug]
        view = self._views.view(document)
        body = self.portal.bodies.get((self.lang, item.slug))
        return reader.ReaderPart(
            card=item,
            anchor=item.slug,
            html=reader.embed(body.html, item.slug, item.address, at) if body else "",
            recommendations=tuple(r.text.text for group in view.recommendations for r in group.recommendations),
            sources=tuple(": ".join(part for part in (s.title.text, s.url) if part) for s in view.sources),
        )

    def _training(self) -> Page:
        topics = tuple((topic.id, topic.title.get(self.lang)) for topic in self.data.topics.values())
        named = ("round-table-2023-training", "academy-first-steps-2021")
        sources = tuple(Link(self.cards[slug].title, self.cards[slug].address) for slug in named if slug in self.cards)
        view = training.training_view(self.words, topics, sources)
        return self._page("training", "training", self.words.t("training.title"), self.words.t("training.lead"), view)

    def _form(self) -> Page:
        view = form_view(self.words, self.portal.settings.contact or "")
        return self._page("form", "form", self.words.t("form.title"), self.words.t("form.lead"), view)

    def _by_kinds(self, cards: Iterable[Card], query: str = "", most: int = 30) -> tuple[indexes.CardGroup, ...]:
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
            groups.append(indexes.CardGroup(self.words.t(f"kinds.{kind}"), tuple(found[:most]), more=more))
        return tuple(groups)

    def _act_link(self, act: Act) -> Link:
        return Link(act_title(act, self.words), address(self.lang, f"acts/{act.id}"), act_details(act, self.words))

    def _acts(self) -> Page:
        lines: dict[bool, dict[str, list[indexes.ActLine]]] = {True: defaultdict(list), False: defaultdict(list)}
        for act in self.data.acts.values():
            count = len({slug for slugs in self._by_act.get(act.id, {}).values() for slug in slugs})
            line = indexes.ActLine(
                title=act_title(act, self.words),
                details=act_details(act, self.words),
                address=address(self.lang, f"acts/{act.id}"),
                count=count,
                count_text=self.words.n("count.documents", count),
            )
            lines[count > 0][act.kind].append(line)
        t = self.words.t

        def ordered(
            by_kind: Mapping[str, list[indexes.ActLine]],
        ) -> tuple[tuple[str, tuple[indexes.ActLine, ...]], ...]:
            return tuple(
                (t(f"actkind.{kind}"), tuple(sorted(found, key=lambda line: self.words.sort(line.title.text))))
                for kind, found in by_kind.items()
            )

        view = indexes.ActsView(ordered(lines[True]), ordered(lines[False]))
        return self._page("acts/index", "acts", t("acts.title"), t("acts.lead"), view)

    def _act(self, act: Act) -> Page:
        title = act_title(act, self.words)
        by_article = self._by_act.get(act.id, {})
        groups = []
        for article in sorted(by_article, key=_article_order):
            name = self.words.t("act.article", n=article.replace("..", "–")) if article else self.words.t("act.whole")
            mentions = tuple(
                indexes.Mention(self.cards[slug], tuple(sentences[:_MOST_SENTENCES]))
                for slug, sentences in by_article[article].items()
            )
            if mentions:
                groups.append(indexes.ArticleView(name, f"art_{article}" if article else "", mentions))
        replaced = act.replaced_by
        view = indexes.ActView(
            title=title,
            foreign=title.lang != self.lang,
            facts=tuple(fact for fact in self._act_facts(act) if fact.values),
            articles=tuple(groups),
            notice=self._acts_fact("act.replaced_by", (replaced,)) if replaced else None,
        )
        crumbs = (self._section("acts"),)
        details = act_details(act, self.words)
        return self._page(f"acts/{act.id}", "act", title.text, details, view, "acts/index", crumbs)

    def _act_facts(self, act: Act) -> Iterator[indexes.Fact]:
        t = self.words.t

        def plain(key: str, text: str) -> indexes.Fact:
            return indexes.Fact(t(key), ((Words(text, self.lang), None),) if text else ())

        yield plain("act.kind", t(f"actkind.{act.kind}"))
        yield plain("act.date", self.words.date(act.date) if act.date else str(act.year or ""))
        yield plain("act.number", act.number or "")
        approves = act.approves.best(self.lang)
        if approves and act.title.best(self.lang):
            yield indexes.Fact(t("act.approves"), ((Words(*approves), None),))
        yield plain("act.status", act_status(act, self.words))
        official = tuple(
            (Words(t(f"act.official.{lang}"), self.lang), url) for lang in LANGS if (url := act.official(lang))
        )
        yield indexes.Fact(t("act.official"), official)
        published = act.published.best(self.lang)
        yield indexes.Fact(t("act.published"), ((Words(*published), None),) if published else ())
        amended = ", ".join(
            self.words.date(item.date) + (f" № {item.number}" if item.number else "") for item in act.amended_by
        )
        yield plain("act.amended", amended)
        for key, names in (
            ("act.replaces", act.replaces),
            ("act.replaced_by", (act.replaced_by,) if act.replaced_by else ()),
            ("act.same_title", act.same_title_as),
        ):
            yield self._acts_fact(key, names)

    def _acts_fact(self, key: str, names: Sequence[str]) -> indexes.Fact:
        acts = [self.data.acts[name] for name in names if name in self.data.acts]
        values = tuple(
            (Words(f"{act_title(act, self.words).text} ({act_details(act, self.words)})", act_title(act, self.words).lang),
             address(self.lang, f"acts/{act.id}"))
            for act in acts
        )  # fmt: skip
        return indexes.Fact(self.words.t(key), values)

    def _regions(self) -> Page:
        map_ = tiles(self.data.oblasts, self._oblast_counts(), self.lang)
        rows, columns = indexes.map_size(map_)
        national = tuple(item for item in self.listed if not item.oblasts)[:12]
        t = self.words.t
        view = indexes.RegionsView(map_, rows, columns, national)
        return self._page("regions/index", "regions", t("regions.title"), t("regions.lead"), view)

    def _region(self, oblast: Oblast) -> Page:
        map_ = tiles(self.data.oblasts, self._oblast_counts(), self.lang)
        rows, columns = indexes.map_size(map_)
        by_district = self._districts.get(oblast.id, {})
        groups = [
            indexes.CardGroup(district.title.get(self.lang), tuple(by_district[district.id][:30]), district.id)
            for district in oblast.districts
            if district.id in by_district
        ]
        if by_district.get(""):
            title = self.words.t("regions.whole") if groups else ""
            groups.append(indexes.CardGroup(title, tuple(by_district[""][:30])))
        view = indexes.RegionView(
            map=map_,
            rows=rows,
            columns=columns,
            current=address(self.lang, f"regions/{oblast.id}"),
            centre=oblast.centre.get(self.lang) if oblast.centre else "",
            districts=self._districts_of(oblast),
            topics=self._topics_of(oblast.id),
            count=self.words.n("count.documents", len(self._by_oblast[oblast.id])),
            groups=tuple(groups),
            catalogue=f"{address(self.lang, 'catalogue')}?oblast={oblast.id}",
        )
        title = oblast.title.get(self.lang)
        crumbs = (self._section("regions"),)
        return self._page(f"regions/{oblast.id}", "region", title, title, view, "regions/index", crumbs)

    def _districts_of(self, oblast: Oblast) -> str:
        if not oblast.districts:
            return ""
        names = sorted((item.title.get(self.lang) for item in oblast.districts), key=self.words.sort)
        count = self.words.n("count.districts", len(names))
        return self.words.t("region.intro.districts", count=count, names=", ".join(names))

    def _topics_of(self, oblast: str) -> tuple[Link, ...]:
        """The three topics that most documents of the oblast have, if they have any in common."""
        counts = Counter(topic for item in self._by_oblast[oblast] for topic in item.topics)
        common = [name for name, count in counts.most_common(3) if count > 1]
        return tuple(self._link(f"topics/{name}", self.data.topics[name].title.get(self.lang)) for name in common)

    def _organisations(self) -> Page:
        by_kind: dict[str, list[Link]] = defaultdict(list)
        for item in self.data.organisations.values():
            counts = (
                ("documents", self._organisations_in[0][item.id]),
                ("recommendations", self._organisations_in[1][item.id]),
            )
            note = ", ".join(self.words.n(f"count.{name}", len(found)) for name, found in counts if found)
            link = Link(organisation_name(item, self.words), address(self.lang, f"organisations/{item.id}"), note)
            by_kind[item.kind].append(link)
        t = self.words.t
        groups = tuple(
            (t(f"orgkind.{kind}"), tuple(sorted(links, key=lambda link: self.words.sort(link.title.text))))
            for kind, links in by_kind.items()
        )
        view = indexes.OrganisationsView(groups)
        key = "organisations/index"
        return self._page(key, "organisations", t("organisations.title"), t("organisations.lead"), view)

    def _organisation(self, item: Organisation) -> Page:
        names = []
        for name in item.names:
            best = [Words(text, lang) for lang in LANGS if (text := name.title.get(lang))]
            best.sort(key=lambda words: words.lang != self.lang)
            names.append((tuple(best), self._name_years(name.from_, name.to)))
        view = indexes.OrganisationView(
            names=tuple(names),
            url=item.url,
            groups=self._by_kinds(self._organisations_in[0][item.id]),
            recommendations=tuple(self._organisations_in[1][item.id]),
        )
        title = organisation_name(item, self.words)
        crumbs = (self._section("organisations"),)
        key = f"organisations/{item.id}"
        return self._page(key, "organisation", title.text, title.text, view, "organisations/index", crumbs)

    def _name_years(self, start: int | None, end: int | None) -> str:
        if start and end:
            return self.words.t("organisation.years", **{"from": start, "to": end})
        if start:
            return self.words.t("organisation.years.from", year=start)
        return self.words.t("organisation.years.to", year=end) if end else ""

    def _glossary(self) -> Page:
        other = other_lang(self.lang)
        letters: dict[str, list[indexes.TermView]] = defaultdict(list)
        for item in sorted(self.data.terms.values(), key=lambda item: self.words.sort(item.term.get(self.lang))):
            term = item.term.get(self.lang)
            letters[initial(term, self.lang)].append(
                indexes.TermView(
                    id=item.id,
                    term=term,
                    other=item.term.get(other),
                    abbr=item.abbr.get(self.lang),
                    other_abbr=item.abbr.get(other),
                    synonyms=item.synonyms.get(self.lang),
                    definition=item.definition.get(self.lang) if item.definition else "",
                )
            )
        view = indexes.GlossaryView(tuple((letter, tuple(found)) for letter, found in letters.items()))
        t = self.words.t
        return self._page("glossary", "glossary", t("glossary.title"), t("glossary.lead"), view)

    @cached_property
    def search(self) -> SearchIndex:
        """The search index of this language."""
        return search_index(self, self.learnt)

    def _search(self) -> Page:
        t = self.words.t
        view = catalogue.SearchView(
            facets=catalogue.facets(self.listed, self.data, self.words, with_kind=True, searched=True),
            catalogue=address(self.lang, "catalogue"),
            topics=tuple(tile for tile in self._tiles() if tile.count),
            manifest=self.search.manifest,
            folder=f"assets/search/{self.lang}/",
        )
        page = self._page("search", "search", t("search.title"), t("search.lead"), view)
        return replace(page, indexed=False)

    def _list(self) -> Page:
        t = self.words.t
        view = list_view(self.words, self.portal.settings.address, address(self.lang, "catalogue"))
        page = self._page("list", "list", t("list.title"), t("list.lead"), view)
        return replace(page, indexed=False)

    def _offline(self) -> Page:
        view = offline_view(self.words, tuple(tile for tile in self._tiles() if tile.count))
        page = self._page("offline", "offline", self.words.t("offline.title"), self.words.t("offline.lead"), view)
        return replace(page, indexed=False)

    def _status(self) -> Page:
        t = self.words.t
        contribute = self._link("contribute", t("status.next.how")) if "contribute" in self.portal.documents else None
        view = status_view(status(self.portal), self.portal.documents, self.data, self.words, contribute)
        return replace(self._page("status", "status", t("status.title"), t("status.lead"), view), indexed=False)

    def _not_found(self) -> Page:
        parts = []
        for lang in (self.lang, other_lang(self.lang)):
            words = Interface(lang)
            parts.append(
                {
                    "lang": lang,
                    "title": words.t("notfound.title"),
                    "text": words.t("notfound.text"),
                    "home": words.t("notfound.home"),
                    "home_address": address(lang, "index"),
                    "catalogue": words.t("notfound.catalogue"),
                    "catalogue_address": address(lang, "catalogue"),
                }
            )
        title = self.words.t("notfound.title")
        page = self._page("404", "notfound", title, title, indexes.NotFoundView(tuple(parts)))
        return replace(page, indexed=False, other=None)

    def _toc(self, document: Document, body: Rendered | None) -> tuple[Mapping[str, object], ...]:
        """The headings of the text, and the parts that the page adds below it."""
        toc: list[Mapping[str, object]] = list(body.toc) if body else []
        added = []
        if isinstance(document.meta, Resolution) and document.meta.recommendations:
            added.append(("recommendations", "recommendations.title"))
        if body and any(citation.acts for citation in body.citations):
            added.append(("laws", "law.text"))
        if not isinstance(document.meta, PageMeta):
            added.append(("sources", "document.sources"))
        for anchor, key in added:
            toc.append({"level": 2, "id": anchor, "name": self.words.t(key), "children": []})
        return tuple(toc)

    def _document(self, document: Document) -> Page:
        version = document.version(self.lang)
        missing = document.state(self.lang) == "missing"
        key, section = document.key, f"{document.kind}s/index"
        if isinstance(document.meta, PageMeta):
            template = "page_missing" if missing else "page"
            page = self._page(key, template, version.title, version.summary, self._views.page_view(document))
        else:
            template = "missing" if missing else document.kind
            crumbs = (self._section(f"{document.kind}s"),)
            view = self._views.last_view(document)
            page = self._page(key, template, version.title, version.summary, view, section, crumbs)
        body = None if missing else self.portal.bodies.get((self.lang, document.slug))
        both = not missing and document.state(other_lang(self.lang)) != "missing"
        return replace(
            page,
            toc=() if missing else self._toc(document, body),
            body=body.html if body else "",
            source=version.path,
            indexed=not missing and document.review == "published",
            # hreflang is claimed between real versions only; the switch leads to the notice page all the same.
            other=page.other if both else None,
            kind=document.kind,
        )

    def _redirect(self, old: str, new: str) -> Page:
        """The small page at an old address, in the place of the one that moved."""
        t = self.words.t
        folder, _, name = new.rpartition("/")
        document = self.portal.documents.get(name)
        version = document.version(self.lang) if document and document.key == new else None
        title = Words(version.title, version.lang) if version else Words(t("redirect.open"), self.lang)
        view = moved.RedirectView(Link(title, address(self.lang, new)))
        section = f"{folder}/index" if folder else new
        page = self._page(old, "redirect", t("redirect.title"), t("redirect.text"), view, section)
        return replace(page, indexed=False, other=None)


def _grouped(cards: Iterable[Card], names: Callable[[Card], Iterable[str]]) -> defaultdict[str, list[Card]]:
    """Cards by each of the names that they have, in their order."""
    found: defaultdict[str, list[Card]] = defaultdict(list)
    for item in cards:
        for name in names(item):
            found[name].append(item)
    return found


def build_sites(portal: Portal, edition: Edition) -> dict[Lang, Site]:
    """The sites of both languages; what does not depend on the language is worked out once."""
    related = relate(portal.content, portal.reference)
    return {lang: Site(portal, lang, edition, related) for lang in LANGS}


def _article_order(article: str) -> tuple[int, int, str]:
    """Articles by number, inserted ones («233-10») after theirs, "no article" last."""
    first, _, second = article.replace("..", "-").partition("-")
    return (int(first) if first.isdigit() else 10**9, int(second) if second.isdigit() else 0, article)


def _shown_pages(current: int, count: int) -> list[int]:
    """Numbers of pages to link: the first, the last, and those around the current one."""
    return sorted({1, count, *(n for n in range(current - 2, current + 3) if 1 <= n <= count)})
