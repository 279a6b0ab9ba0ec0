"""The documents of a site as the search index takes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from portal.content.documents import Document, DocumentOrPage, OrdinaryPage
from portal.core.progress import over, say
from portal.corpus.no_break import bound
from portal.model.documents import KINDS, Resolution, named_laws
from portal.model.fields import IndexField, fields_of
from portal.model.reference import Act, Known, Lists
from portal.model.values import Lang
from portal.pages.catalogue import box_strings
from portal.pages.context import Context
from portal.pages.drawings import code
from portal.pages.passport import field_items
from portal.pages.search_names import asked, concepts, name_entries
from portal.pages.search_pages import asked_pages
from portal.search.analyse import Words as WordCache
from portal.search.asked import asked_file
from portal.search.build import SearchIndex, joined, update_index
from portal.search.kept import KeptRows, MemoryRows, RowsBeside
from portal.search.lexicon import lexicon_files
from portal.search.model import Entry, EntrySource, Suggestion, Unit, source_of
from portal.words.acts import act_details, act_title
from portal.words.bodies import organisation_name
from portal.words.places import locate, names


def search_index(context: Context, rows: KeptRows | None = None) -> SearchIndex:
    """The index of one language. ``rows``: what an earlier build has left of it, and this one leaves."""
    lang: Lang = context.lang
    known = list(concepts(context.data, lang))
    words: dict[str, object] = {
        "kinds": {kind: context.words.t(f"kind.{kind}") for kind in _KINDS},
        "box": box_strings(context.words),
        "badges": {state: context.words.t(f"document.badge.{state}") for state in ("missing", "outdated")},
    }
    lexicon = lexicon_files(lang, context.word_lists.get(lang))
    synonyms: tuple[dict[str, str], str] = context.cells.read(_ASKED, "")
    words |= {"lexicon": lexicon[1], "synonyms": synonyms[1]}
    rows = MemoryRows() if rows is None else rows
    cache: WordCache = {}
    found = update_index(lang, sources(context), known, list(_suggestions(context)), words, rows, cache)
    entries: tuple[Entry, ...] = context.cells.read(_NAMED, "")
    named = [source_of(entry) for entry in entries]
    beside = RowsBeside(rows, _NAMES)
    other = update_index(
        lang, named, known, words={"asked": context.cells.read(_ASKED_PAGES, "")}, rows=beside, word_cache=cache,
        place=f"{lang}/{_NAMES}", cards_a_file=_NAMES_A_FILE,
    )  # fmt: skip
    return joined(found, {_NAMES: other}, lexicon, synonyms)


_NAMES, _NAMES_A_FILE = "names", 128
_ENTRY, _PLACES = "search entry", "search places"
_TITLE = "search title"
_ASKED, _ASKED_PAGES, _NAMED = "search asked", "search asked pages", "search names"
_KINDS = (*KINDS, "page", "topic", "act", "term", "organisation", "region")


def declare_entries(context: Context) -> None:
    """The cells that the index is made from: an entry for each document, places of titles by the alphabet, and what
    hardly any edit of a document changes and is not worked out again for each.
    """
    derived = context.cells.derived
    derived(_ENTRY, partial(_entry, context), kept=False)
    derived(_TITLE, partial(_title, context))
    derived(_PLACES, lambda _: _places(context))
    derived(_ASKED, lambda _: asked_file(context.lang, asked(context.data, context.lang)))
    derived(_ASKED_PAGES, lambda _: asked_pages(context))
    derived(_NAMED, lambda _: tuple(name_entries(context)))


def sources(context: Context) -> Iterator[EntrySource]:
    """Ordinary pages, then documents from the oldest to the newest, so that new ones are added at the end.

    What an entry was made from tells its hash: as long as that is the same, neither the document nor its text is read.
    """
    cells = context.cells
    places: Mapping[str, tuple[str, int]] = cells.read(_PLACES, "")
    for slug in over((*context.portal.pages, *reversed(context.listed.slugs)), "search"):
        cells.note((_ENTRY, slug))
        digest = cells.digest(_ENTRY, slug).hex()
        read, texts = partial(_read_entry, context, slug), partial(_texts, context, slug)
        yield EntrySource(places[slug][0], digest, places[slug][1], read, texts)


def _places(context: Context) -> Mapping[str, tuple[str, int]]:
    """The key of each document, and the place of its title by the alphabet."""
    titles = [(page.version(context.lang).title, page.slug, page.key) for page in context.portal.pages.values()]
    titles += [(title, slug, key) for slug, (_, key, title, _) in _titles(context)]
    ordered = sorted(titles, key=lambda item: context.words.sort(item[0]))
    return {slug: (key, place) for place, (_, slug, key) in enumerate(ordered)}


def _title(context: Context, slug: str) -> tuple[str, str, str, Lang]:
    """Of a card what the order of titles and the suggestions need: kind, key, title and its language."""
    card = context.cards[slug]
    return card.kind, card.key, card.title.text, card.title.lang


def _titles(context: Context) -> Iterator[tuple[str, tuple[str, str, str, Lang]]]:
    return ((slug, context.cells.read(_TITLE, slug)) for slug in context.listed.slugs)


def _read_entry(context: Context, slug: str) -> Entry:
    say("search")  # the analysis of each takes a while
    found: Entry = context.cells.read(_ENTRY, slug)
    context.cells.forget(_ENTRY, slug)
    return found


def _entry(context: Context, slug: str) -> Entry:
    document: DocumentOrPage = context.portal.pages.get(slug) or context.portal.documents[slug]
    lang, data, words = context.lang, context.data, context.words
    version, state = document.version(lang), document.state(lang)
    card = context.cards.get(document.slug)
    entry = Entry(
        key=document.key,
        kind=document.kind,
        state=state,
        title=bound(version.title),
        title_lang=version.lang,
        summary=bound(version.summary),
        passport=bound(" · ".join(filter(None, (*card.facts, card.passport)))) if card else "",
        units=tuple(_units(context, document)) if state != "missing" else (),
        facets={"kind": ("page",), "translation": (state,)},
        indexed=state != "missing",
    )
    if isinstance(document, OrdinaryPage) or card is None:
        return entry
    meta = document.meta
    laws = named_laws(meta)
    acts = [data.acts[name] for name in dict.fromkeys(law.act for law in laws) if name in data.acts]
    about = [words.t(f"kind.{meta.kind}"), card.kind_name, card.passport, *_words_of_rows(context, document, "about")]
    about += _words_of_places(context, document)
    return replace(
        entry,
        topics=". ".join(data.topics[name].title.get(lang) for name in card.topics if name in data.topics),
        acts=". ".join(text for act in acts for text in _names(act, lang)),
        question=bound(" ".join(_words_of_rows(context, document, "question"))),
        asked=bound(" ".join(_words_of_rows(context, document, "asked"))),
        about=". ".join(dict.fromkeys(about)),
        provisions=tuple(dict.fromkeys(article.split("-")[0] for law in laws for article in law.articles)),
        numbers=tuple(dict.fromkeys(act.number for act in acts if act.number and act.number.isdigit())),
        facets={**card.facets, "cited": context.acts_of(slug)},
        places=_other_places(context, document),
        drawing=code(card.drawing) if card.drawing else "",
    )


def _other_places(context: Context, document: Document) -> tuple[str, ...]:
    """Each of several places in one line, from the smallest part to the oblast: the passport says the first one."""
    located = (locate(place, context.data) for place in document.meta.places)
    found = [[text for text, _, _ in names(one, context.data, context.lang)] for one in located]
    return tuple(dict.fromkeys(", ".join(parts) for parts in found if parts)) if len(found) > 1 else ()


def _texts(context: Context, slug: str) -> list[str]:
    document = context.portal.text(slug)
    there = document is not None and document.state(context.lang) != "missing"
    return [unit.text for unit in _units(context, document)] if document and there else []


def _words_of_rows(context: Context, document: Document, searched: IndexField) -> Iterator[str]:
    """The words of the rows that stand in one field of the index."""
    for name, declared in fields_of(type(document.meta)).items():
        if declared.searched == searched:
            yield from (item.words.text for item in field_items(context, document, name))


def _words_of_places(context: Context, document: Document) -> Iterator[str]:
    """The names of its places and of all in which they lie: a place finds what lies in it."""
    for place in document.meta.places:
        yield from (text for text, _, _ in names(locate(place, context.data), context.data, context.lang))


def _units(context: Context, document: DocumentOrPage) -> Iterator[Unit]:
    """The sections of the text as rendered, and the recommendations that the page shows below it."""
    body = context.portal.bodies.get((context.lang, document.slug))
    sections = body.sections if body else ()
    if not sections or sections[0].id:
        yield Unit("", "", "")
    for section in sections:
        yield Unit(section.id, bound(section.title), bound(section.text))
    if isinstance(document.meta, Resolution):
        texts = document.version(context.lang).parts["recommendations"]
        for item in document.meta.recommendations:
            title = f"{context.words.t('recommendations.title')}: {item.number}"
            yield Unit(f"recommendation-{item.number}", title, bound(texts.get(item.number, item.text)))


def _names(act: Act, lang: Lang) -> Iterator[str]:
    for known in (act.title, act.short, act.approves):
        assert isinstance(known, Known)
        if text := known.get(lang):
            yield text
    assert isinstance(act.aliases, Lists)
    yield from act.aliases.get(lang)
    if act.number:
        yield act.number


def _suggestions(context: Context) -> Iterator[Suggestion]:
    """What is offered while typing, in the order of usefulness."""
    lang, data = context.lang, context.data
    for topic in data.topics.values():
        yield Suggestion("topic", topic.title.get(lang), f"topics/{topic.id}")
    for _, (kind, key, words, own) in _titles(context):
        if own == lang:
            yield Suggestion(kind, words, key)
    for page in context.portal.pages.values():
        if page.state(lang) != "missing":
            yield Suggestion("page", page.version(lang).title, page.key)
    for act in data.acts.values():
        title = act_title(act, context.words)
        also = " ".join(part for part in (act.number, act.short.get(lang), *act.aliases.get(lang)) if part)
        yield Suggestion("act", f"{title.text} ({act_details(act, context.words)})", f"acts/{act.id}", also)
    for term in data.terms.values():
        also = " ".join((*term.abbr.get(lang), *term.synonyms.get(lang)))
        yield Suggestion("term", term.term.get(lang), f"glossary#{term.id}", also)
    for oblast in data.oblasts.values():
        yield Suggestion("region", oblast.title.get(lang), f"regions/{oblast.id}")
    for organisation in data.organisations.values():
        yield Suggestion(
            "organisation", organisation_name(organisation, context.words).text, f"organisations/{organisation.id}"
        )
