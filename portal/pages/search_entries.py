"""The documents of a site as the search index takes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from portal.content.documents import Document
from portal.model.documents import Lang, LawReference, PageMeta, Resolution, other_lang
from portal.model.reference import Act, Known, Lists
from portal.pages.catalogue import box_strings
from portal.search.analyse import Words as WordsLearnt
from portal.search.build import SearchIndex, build_index
from portal.search.model import Concept, Entry, Suggestion, Unit
from portal.words.acts import act_details, act_title
from portal.words.organisations import organisation_name
from portal.words.places import locate, names

if TYPE_CHECKING:
    from portal.pages.site import Site


def search_index(site: Site, learnt: WordsLearnt | None = None) -> SearchIndex:
    """The index of one language. ``learnt``: see :func:`portal.search.build.build_index`."""
    lang: Lang = site.lang
    other = other_lang(lang)
    concepts = [
        Concept(
            (term.term.get(lang), *term.abbr.get(lang), *term.synonyms.get(lang)),
            (term.term.get(other), *term.abbr.get(other), *term.synonyms.get(other)),
        )
        for term in site.data.terms.values()
    ]
    words = {
        "kinds": {kind: site.words.t(f"kind.{kind}") for kind in _KINDS},
        "box": box_strings(site.words),
        "badges": {state: site.words.t(f"document.badge.{state}") for state in ("missing", "outdated")},
    }
    return build_index(lang, list(_entries(site)), concepts, list(_suggestions(site)), words, learnt)


_KINDS = (
    "practice",
    "resolution",
    "concept",
    "course",
    "event",
    "page",
    "topic",
    "act",
    "term",
    "organisation",
    "region",
)


def _entries(site: Site) -> Iterator[Entry]:
    """Ordinary pages, then documents from the oldest to the newest, so that new ones are added at the end."""
    titles = {slug: document.version(site.lang).title for slug, document in site.portal.documents.items()}
    ordered = sorted(titles, key=lambda slug: site.words.sort(titles[slug]))
    alphabetical = {slug: place for place, slug in enumerate(ordered)}
    for document in site.portal.documents.values():
        if isinstance(document.meta, PageMeta):
            yield _entry(site, document, alphabetical[document.slug])
    for card in reversed(site.listed):
        yield _entry(site, site.portal.documents[card.slug], alphabetical[card.slug])


def _entry(site: Site, document: Document, alphabetical: int) -> Entry:
    lang, data, words = site.lang, site.data, site.words
    meta, version, state = document.meta, document.version(lang), document.state(lang)
    card = site.cards.get(document.slug)
    entry = Entry(
        key=document.key,
        kind=document.kind,
        state=state,
        title=version.title,
        title_lang=version.lang,
        summary=version.summary,
        passport=card.passport if card else "",
        units=tuple(_units(site, document)) if state != "missing" else (),
        facets={"kind": ("page",), "translation": (state,)},
        indexed=state != "missing",
        alphabetical=alphabetical,
    )
    if isinstance(meta, PageMeta) or card is None:
        return entry
    laws: list[LawReference] = list(meta.laws)
    if isinstance(meta, Resolution):
        laws += [law for item in meta.recommendations for law in item.laws]
    cited = dict.fromkeys(law.act for law in laws if law.act in data.acts)
    approved_by: str | None = getattr(meta, "approved_by", None)
    if approved_by in data.acts:
        cited[str(approved_by)] = None
    acts = [data.acts[name] for name in cited]
    places = [name for place in meta.places for name, _, _ in names(locate(place, data), data, lang)]
    bodies = [data.organisations[item.id] for item in meta.organisations if item.id in data.organisations]
    about = [words.t(f"kind.{meta.kind}"), card.passport, *places, *(organisation_name(o, words).text for o in bodies)]
    return replace(
        entry,
        topics=". ".join(data.topics[name].title.get(lang) for name in card.topics if name in data.topics),
        acts=". ".join(text for act in acts for text in _names(act, lang)),
        about=". ".join(dict.fromkeys(about)),
        provisions=tuple(dict.fromkeys(article.split("-")[0] for law in laws for article in law.articles)),
        numbers=tuple(dict.fromkeys(act.number for act in acts if act.number and act.number.isdigit())),
        facets={
            "kind": (card.kind,),
            "topic": card.topics,
            "oblast": card.oblasts,
            "year": (str(card.year),) if card.year else (),
            "status": (card.status,) if card.status else (),
            "act": card.acts,
            "translation": (state,),
        },
    )


def _units(site: Site, document: Document) -> Iterator[Unit]:
    """The sections of the text as rendered, and the recommendations that the page shows below it."""
    body = site.portal.bodies.get((site.lang, document.slug))
    sections = body.sections if body else ()
    if not sections or sections[0].id:
        yield Unit("", "", "")
    for section in sections:
        yield Unit(section.id, section.title, section.text)
    if isinstance(document.meta, Resolution):
        texts = document.version(site.lang).recommendations
        for item in document.meta.recommendations:
            title = f"{site.words.t('recommendations.title')}: {item.number}"
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


def _suggestions(site: Site) -> Iterator[Suggestion]:
    """What is offered while typing, in the order of usefulness."""
    lang, data = site.lang, site.data
    for topic in data.topics.values():
        yield Suggestion("topic", topic.title.get(lang), f"topics/{topic.id}")
    for card in site.listed:
        if card.title.lang == lang:
            yield Suggestion(card.kind, card.title.text, card.key)
    for document in site.portal.documents.values():
        if isinstance(document.meta, PageMeta) and document.state(lang) != "missing":
            yield Suggestion("page", document.version(lang).title, document.key)
    for act in data.acts.values():
        title = act_title(act, site.words)
        also = " ".join(part for part in (act.number, act.short.get(lang), *act.aliases.get(lang)) if part)
        yield Suggestion("act", f"{title.text} ({act_details(act, site.words)})", f"acts/{act.id}", also)
    for term in data.terms.values():
        also = " ".join((*term.abbr.get(lang), *term.synonyms.get(lang)))
        yield Suggestion("term", term.term.get(lang), f"glossary#{term.id}", also)
    for oblast in data.oblasts.values():
        yield Suggestion("region", oblast.title.get(lang), f"regions/{oblast.id}")
    for organisation in data.organisations.values():
        yield Suggestion(
            "organisation", organisation_name(organisation, site.words).text, f"organisations/{organisation.id}"
        )
