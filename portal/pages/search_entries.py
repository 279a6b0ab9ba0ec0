"""The documents of a site as the search index takes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from portal.content.documents import Document, DocumentOrPage, OrdinaryPage
from portal.core.caching import Store, digest
from portal.model.documents import KINDS, Resolution, named_laws
from portal.model.fields import fields_of
from portal.model.reference import Act, Known, Lists
from portal.model.values import Lang
from portal.pages.catalogue import box_strings
from portal.pages.context import Context
from portal.pages.passport import field_items
from portal.pages.search_names import asked, concepts, name_entries
from portal.search.analyse import Words as WordCache
from portal.search.asked import asked_file
from portal.search.build import SearchIndex, build_index
from portal.search.lexicon import lexicon_files
from portal.search.model import Entry, Suggestion, Unit
from portal.words.acts import act_details, act_title
from portal.words.bodies import organisation_name
from portal.words.places import locate, names


def search_index(context: Context, word_cache: WordCache | None = None, store: Store | None = None) -> SearchIndex:
    """The index of one language. ``word_cache``: see :func:`portal.search.build.build_index`.

    An index of the very same entries is taken from the ``store``, which must be of a stage that makes it.
    """
    lang: Lang = context.lang
    known = list(concepts(context.data, lang))
    words: dict[str, object] = {
        "kinds": {kind: context.words.t(f"kind.{kind}") for kind in _KINDS},
        "box": box_strings(context.words),
        "badges": {state: context.words.t(f"document.badge.{state}") for state in ("missing", "outdated")},
    }
    lexicon, words["lexicon"] = lexicon_files(lang)
    synonyms, words["synonyms"] = asked_file(lang, asked(context.data, lang))
    entries, suggestions, named = list(_entries(context)), list(_suggestions(context)), name_entries(context)
    key = digest("index", lang, entries, known, suggestions, words, named)
    found: SearchIndex | None = store.get(key) if store else None
    if found is None:
        found = build_index(lang, entries, known, suggestions, words, word_cache)
        other = _below(build_index(lang, named, known, word_cache=word_cache, cards_a_file=32), lang, "names")
        found = SearchIndex({**found.files, **lexicon, **synonyms, **other}, found.manifest)
        if store:
            store.put(key, found)
    return found


def _below(index: SearchIndex, lang: Lang, folder: str) -> dict[str, str]:
    """What is asked of another index of the language, terms and cards, for a folder below that of the first one."""
    before, after = f'portalSearch.put("{lang}",', f'portalSearch.put("{lang}/{folder}",'
    return {
        f"{folder}/{name}": text.replace(before, after, 1) for name, text in index.files.items() if name[0] in "mtd"
    }


_KINDS = (*KINDS, "page", "topic", "act", "term", "organisation", "region")


def _entries(context: Context) -> Iterator[Entry]:
    """Ordinary pages, then documents from the oldest to the newest, so that new ones are added at the end."""
    titles = {item.slug: item.version(context.lang).title for item in context.portal.texts}
    ordered = sorted(titles, key=lambda slug: context.words.sort(titles[slug]))
    alphabetical = {slug: place for place, slug in enumerate(ordered)}
    for page in context.portal.pages.values():
        yield _entry(context, page, alphabetical[page.slug])
    for card in reversed(context.listed):
        yield _entry(context, context.portal.documents[card.slug], alphabetical[card.slug])


def _entry(context: Context, document: DocumentOrPage, alphabetical: int) -> Entry:
    lang, data, words = context.lang, context.data, context.words
    version, state = document.version(lang), document.state(lang)
    card = context.cards.get(document.slug)
    entry = Entry(
        key=document.key,
        kind=document.kind,
        state=state,
        title=version.title,
        title_lang=version.lang,
        summary=version.summary,
        passport=card.passport if card else "",
        units=tuple(_units(context, document)) if state != "missing" else (),
        facets={"kind": ("page",), "translation": (state,)},
        indexed=state != "missing",
        alphabetical=alphabetical,
    )
    if isinstance(document, OrdinaryPage) or card is None:
        return entry
    meta = document.meta
    laws = named_laws(meta)
    acts = [data.acts[name] for name in dict.fromkeys(law.act for law in laws) if name in data.acts]
    about = [words.t(f"kind.{meta.kind}"), card.kind_name, card.passport, *_words_of_rows(context, document)]
    return replace(
        entry,
        topics=". ".join(data.topics[name].title.get(lang) for name in card.topics if name in data.topics),
        acts=". ".join(text for act in acts for text in _names(act, lang)),
        about=". ".join(dict.fromkeys(about)),
        provisions=tuple(dict.fromkeys(article.split("-")[0] for law in laws for article in law.articles)),
        numbers=tuple(dict.fromkeys(act.number for act in acts if act.number and act.number.isdigit())),
        facets=card.facets,
    )


def _words_of_rows(context: Context, document: Document) -> Iterator[str]:
    """The words of the passport's rows that are searched; topics and acts are fields of their own in the index."""
    for name, declared in fields_of(type(document.meta)).items():
        if declared.searched == "about":
            yield from (item.words.text for item in field_items(context, document, name))
    for place in document.meta.places:  # a place finds what lies in it
        yield from (text for text, _, _ in names(locate(place, context.data), context.data, context.lang))


def _units(context: Context, document: DocumentOrPage) -> Iterator[Unit]:
    """The sections of the text as rendered, and the recommendations that the page shows below it."""
    body = context.portal.bodies.get((context.lang, document.slug))
    sections = body.sections if body else ()
    if not sections or sections[0].id:
        yield Unit("", "", "")
    for section in sections:
        yield Unit(section.id, section.title, section.text)
    if isinstance(document.meta, Resolution):
        texts = document.version(context.lang).parts["recommendations"]
        for item in document.meta.recommendations:
            title = f"{context.words.t('recommendations.title')}: {item.number}"
            yield Unit(f"recommendation-{item.number}", title, texts.get(item.number, item.text))


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
    for card in context.listed:
        if card.title.lang == lang:
            yield Suggestion(card.kind, card.title.text, card.key)
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
