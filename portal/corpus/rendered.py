"""The texts of all documents, rendered; and outlines, what other documents need to know of a rendered text."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from itertools import islice

from portal.content.documents import DocumentCard, DocumentOrPage, OrdinaryPage, Version
from portal.core.budget import SECONDS, OverBudgetError, budget
from portal.core.caching import Lazy, Store, digest, packed
from portal.core.problems import Problem, problem
from portal.core.processes import WORTH_A_PROCESS, handed_out
from portal.core.records import dataclass
from portal.core.urls import address
from portal.corpus.citing import (
    AskedRegister,
    Cited,
    citer,
    form_problems,
    place_names,
    records_of,
    text_acts,
    text_date,
    text_place,
)  # fmt: skip
from portal.corpus.corpus import Portal, page_keys
from portal.corpus.outlines import Outline, Outlines, Place, outline_of
from portal.language.lemma_ru import WordForms, found_forms, take_forms
from portal.law import Register, register_of
from portal.law.tables import tables_digest
from portal.markup.extensions import USUAL
from portal.markup.links import Answer, AskedLinks, LinkMap
from portal.markup.model import EMPTY, Heading, Rendered
from portal.markup.render import Renderer
from portal.model.values import LANGS, Lang
from portal.reference.load import ReferenceData
from portal.words.interface import Interface

_ANSWERED, _FORMS, _ALL = b"answered", b"forms", b"known"
"""Under the last stands what is known of the texts of the last run: one value is read faster than thousands."""
_PERMALINK = "document.section_link"
"""The only word of the interface in a rendered text: it is part of the keys."""


@dataclass(frozen=True)
class _Kept:
    """What is known of the texts of one document."""

    outlines: Mapping[Lang, Outline]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class _Asked:
    """What links pointed to, and which acts citations meant, when the texts were rendered. It is read apart: there is
    much of it, and only when other documents or acts have come is it held against what is there now.
    """

    asked: tuple[Answer, ...]
    cited: tuple[Cited, ...]


@dataclass(frozen=True)
class _Packed:
    """The texts of a document and what is known of them, as the store keeps it: there is much of it, and whoever
    rendered it is often another process than the one that writes it down. ``forms``: of words not asked for before.
    """

    bodies: Mapping[Lang, bytes]
    kept: bytes
    asked: bytes
    forms: Mapping[str, WordForms]


@dataclass(frozen=True)
class Bodies:
    """``rendered`` texts are read when they are asked for. All is in the order of the slugs, originals first."""

    rendered: Mapping[Place, Rendered]
    outlines: Outlines
    made: int
    """How many documents had to be rendered."""


def load_bodies(
    cards: Mapping[str, DocumentCard],
    documents: Mapping[str, DocumentOrPage],
    reference: ReferenceData,
    links: AskedLinks,
    store: Store,
    extensions: Sequence[str] = USUAL,
) -> tuple[Bodies, tuple[Problem, ...]]:
    """Render what ``store`` does not have, or where links or citations lead to something else by now."""
    work = _Work(reference, links, extensions)
    answered: tuple[bytes, frozenset[bytes]] | None = store.get(_ANSWERED)
    map_digest = digest(links.digest, work.records_digest)
    sure = answered[1] if answered and answered[0] == map_digest else frozenset()
    outlines: dict[Place, Outline] = {}
    rendered: dict[Place, Callable[[], Rendered]] = {}
    problems: list[Problem] = []
    keys = {slug: work.key(card) for slug, card in cards.items()}
    known: dict[str, _Kept] = {}
    before: Mapping[bytes, _Kept] = store.get(_ALL) or {}
    for slug, key in keys.items():
        kept: _Kept | None = before.get(key) or store.get(key)
        if kept is not None and (key in sure or work.would_answer(store.get(_of_asked(key)))):
            known[slug] = kept
    lacking = [slug for slug in keys if slug not in known]
    store.has(_FORMS)
    forms = (store.get(_FORMS) or {}) if lacking else {}
    take_forms(forms)
    for place, made in handed_out(lambda slug: work.packed(documents[slug]), lacking, WORTH_A_PROCESS):
        key = keys[lacking[place]]
        known[lacking[place]] = pickle.loads(made.kept)  # packed here, or by a process of ours
        store.put_packed(key, made.kept)
        store.put_packed(_of_asked(key), made.asked)
        for lang, body in made.bodies.items():
            store.put_packed(_whole(key, lang), body)
        take_forms(made.forms)
    if lacking and len(found_forms()) > len(forms):
        store.put(_FORMS, dict(found_forms()))
    for slug, key in keys.items():
        kept = known[slug]
        for name in (key, _of_asked(key)):
            store.has(name)  # still in use, although nobody may read it this time
        for lang, outline in kept.outlines.items():
            outlines[lang, slug] = outline
            store.has(_whole(key, lang))
            rendered[lang, slug] = partial(_read, store, key, lang, partial(_again, work, documents, slug))
        problems.extend(kept.problems)
    if before.keys() != {*keys.values()} or lacking:
        store.put(_ALL, {key: known[slug] for slug, key in keys.items()})
    now = map_digest, frozenset(keys.values())
    if answered != now:
        store.put(_ANSWERED, now)
    return Bodies(Lazy(rendered), outlines, len(lacking)), tuple(problems)


def render_again(portal: Portal, page: OrdinaryPage, lang: Lang, body: str) -> tuple[Rendered, tuple[Problem, ...]]:
    """Another text in the place of that of an ordinary page."""
    version = page.version(lang)
    links = LinkMap(page_keys(portal.cards.values(), portal.reference), portal.assets)
    renderer = Renderer(lang, links, Interface(lang).t(_PERMALINK), portal.configuration.extensions)
    original = portal.bodies.get((page.original, page.slug)) if lang != page.original else None
    body_again, problems = renderer.render(
        body,
        kind="page",
        path=version.path,
        own_address=address(lang, page.key),
        body_line=version.body_line,
        original=original.headings if original and page.state(lang) == "current" else None,
    )
    # What was made of the original's Markdown is not known here: its headings may have become others too.
    return body_again, tuple(item for item in problems if item.code != "heading-mismatch")


class _Work:
    """Renders documents. What is expensive to make is made when the first document is to be rendered."""

    def __init__(self, reference: ReferenceData, links: AskedLinks, extensions: Sequence[str]) -> None:
        self._links, self._extensions = links, tuple(extensions)
        self._records = records_of(list(reference.acts.values()), place_names(reference))
        self._broken = bool(form_problems())
        self.records_digest = digest(self._records)
        self._register = AskedRegister(cache(self._make_register))
        words = [Interface(lang).t(_PERMALINK) for lang in LANGS]
        self._of_all = digest("bodies", words, self._extensions, tables_digest())
        self._renderer = cache(self._make_renderer)

    def key(self, card: DocumentCard) -> bytes:
        """Of all that the texts of a document depend on, but for where links and citations lead."""
        return digest(self._of_all, card.digest)

    def would_answer(self, kept: _Asked | None) -> bool:
        """Whether links and citations lead to the same now."""
        return bool(kept and self._links.would_answer(kept.asked) and self._register.would_answer(kept.cited))

    def _make_register(self) -> Register:
        return register_of(self._records)

    def _make_renderer(self, lang: Lang) -> Renderer:
        return Renderer(lang, self._links, Interface(lang).t(_PERMALINK), self._extensions)

    def render(self, document: DocumentOrPage) -> tuple[dict[Lang, Rendered], _Kept, _Asked]:
        """All texts of a document, the original first."""
        self._links.asked.clear()
        self._register.asked.clear()
        bodies: dict[Lang, Rendered] = {}
        problems: list[Problem] = []
        original: tuple[Heading, ...] | None = None
        for lang in (document.original, *(item for item in LANGS if item != document.original)):
            version = document.versions.get(lang)
            if version is None:
                continue
            try:
                with budget():
                    bodies[lang], found = self._render_one(document, version, original)
            except OverBudgetError:
                bodies[lang], found = EMPTY, (problem("file-too-slow", version.path, seconds=int(SECONDS)),)
            problems.extend(found)
            if lang == document.original:
                original = bodies[lang].headings
        outlines = {lang: outline_of(body) for lang, body in bodies.items()}
        asked = _Asked(tuple(self._links.asked), tuple(self._register.asked))
        return bodies, _Kept(outlines, tuple(problems)), asked

    def packed(self, document: DocumentOrPage) -> _Packed:
        """The same as the store keeps it."""
        forms = len(found_forms())
        bodies, kept, asked = self.render(document)
        new = dict(islice(found_forms().items(), forms, None))
        return _Packed({lang: packed(body) for lang, body in bodies.items()}, packed(kept), packed(asked), new)

    def _render_one(
        self, document: DocumentOrPage, version: Version, original: tuple[Heading, ...] | None
    ) -> tuple[Rendered, tuple[Problem, ...]]:
        lang = version.lang
        cited = document.kind != "page" and not self._broken
        return self._renderer(lang).render(
            version.body,
            kind=document.kind,
            path=version.path,
            own_address=address(lang, document.key),
            body_line=version.body_line,
            # An outdated translation renders an older original: its headings may differ.
            original=original if document.state(lang) == "current" else None,
            cite=citer(
                self._register, lang, text_date(document), text_place(document), text_acts(document), version.body
            )
            if cited
            else None,
        )


def _whole(key: bytes, lang: Lang) -> bytes:
    return key + lang.encode()


def _of_asked(key: bytes) -> bytes:
    return key + b"asked"


def _read(store: Store, key: bytes, lang: Lang, again: Callable[[], Mapping[Lang, Rendered]]) -> Rendered:
    body: Rendered | None = store.get(_whole(key, lang))
    return again()[lang] if body is None else body  # the cache is damaged there


def _again(work: _Work, documents: Mapping[str, DocumentOrPage], slug: str) -> Mapping[Lang, Rendered]:
    return work.render(documents[slug])[0]
