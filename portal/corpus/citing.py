"""Between documents, the register of acts and the citation finder: what a document's text cites."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from portal.content.documents import DocumentOrPage, OrdinaryPage
from portal.core.problems import Problem, problem
from portal.law import (
    LANGUAGES,
    ActRecord,
    Citation,
    Register,
    citation_work,
    find,
    provision_eids,
    register_of,
    resolve_all,
)
from portal.law.register import named_documents, number_key, span_of
from portal.law.resolver import hangs_on_named
from portal.law.tables import TableError, forms
from portal.markup.citations import CitationMark, Citer
from portal.model.documents import Answer, Concept, Course, Event, Practice, Resolution, named_laws
from portal.model.reference import Act, District, Oblast
from portal.model.values import Lang
from portal.reference.load import ReferenceData


def register_from(acts: Sequence[Act], places: Mapping[str, tuple[str, ...]] | None = None) -> Register:
    """The register of ``data/acts.yml`` as the resolver reads it; ``places``: the names of the places of local acts."""
    return register_of(records_of(acts, places))


def place_names(reference: ReferenceData) -> dict[str, tuple[str, ...]]:
    """The names that every place bears in all languages, by its id."""
    found: dict[str, tuple[str, ...]] = {}
    larger: tuple[Oblast | District, ...] = (*reference.oblasts.values(), *reference.districts.values())
    for place in larger:
        found[place.id] = tuple(name for words in (place.title, place.aliases) for _, name in words.items())
    for small in reference.municipalities.values():
        found[small.id] = (*found.get(small.id, ()), *(name for _, name in small.title.items()))
    return found


def form_problems() -> tuple[Problem, ...]:
    """What is wrong with the tables of forms; with a broken table no text has citations."""
    try:
        for lang in LANGUAGES:
            forms(lang)
    except TableError as error:
        path = f"portal/law/forms/{error.name}.yml"
        return (problem("law-forms", path, error.line, 0, field=error.field or "–", value=error.value or "–"),)
    return ()


def records_of(acts: Sequence[Act], places: Mapping[str, tuple[str, ...]] | None = None) -> list[ActRecord]:
    """All that the resolver knows of the acts of ``data/acts.yml``."""
    dates = {act.id: act.date.iso() if act.date else str(act.year or "") for act in acts}
    records = []
    for act in acts:
        since = act.status.since.iso() if act.status and act.status.since else ""
        begun, ended = span_of((state.state, state.since.iso()) for state in act.states)
        last = act.states[-1].state if act.states else ""
        repealed = since if act.status and act.status.state == "repealed" else ""
        records.append(
            ActRecord(
                id=act.id,
                kind=act.kind,
                titles=tuple(item for words in (act.title, act.short, act.aliases) for item in words.items()),
                date=dates[act.id] or None,
                number=act.number,
                valid_from=begun or dates[act.id] or None,
                valid_to=ended or repealed or dates.get(act.replaced_by or "") or None,
                jurisdiction=act.jurisdiction,
                place=act.place,
                approves=named_documents(act.kind, act.approves.items(), act.aliases.items()),
                issuer=act.issuer,
                place_names=(places or {}).get(act.place or "", ()),
                seen_in_force="in-force" in {act.status.state if act.status else "", last},
            )
        )
    return records


def text_date(document: DocumentOrPage) -> str | None:
    """The day (or year) of which a document speaks: by it, titles that two acts share are told apart."""
    if isinstance(document, OrdinaryPage):
        return None
    meta = document.meta
    if isinstance(meta, Resolution | Event):
        return meta.date.iso()
    if isinstance(meta, Answer | Concept | Course) and meta.date:
        return meta.date.iso()
    if isinstance(meta, Concept) and meta.horizon.end and meta.horizon.end < meta.added.year:
        return str(meta.horizon.start or meta.horizon.end)  # what is over speaks of the law of its beginning
    if isinstance(meta, Practice | Course):
        year = meta.period.end or meta.period.start
        return str(year) if year else meta.added.isoformat()
    return meta.added.isoformat()


def text_place(document: DocumentOrPage) -> str | None:
    """The place of which a document speaks, the smallest one named: numbers of local acts repeat elsewhere."""
    if isinstance(document, OrdinaryPage) or not document.meta.places:
        return None
    place = document.meta.places[0]
    return place.municipality or place.district or place.oblast


def text_acts(document: DocumentOrPage) -> frozenset[str]:
    """The acts that the front matter names: «закон № 125» in the text is one of them."""
    return (
        frozenset() if isinstance(document, OrdinaryPage) else frozenset(law.act for law in named_laws(document.meta))
    )


class Cited(NamedTuple):
    """The citations of a run of text, and the acts that each of them may mean by the register."""

    citations: tuple[Citation, ...]
    day: str | None
    place: str | None
    named: frozenset[str]
    acts: tuple[tuple[str, ...], ...]
    certain: bool
    """Whether they mean these whatever else the document names."""


class AskedRegister:
    """A register that remembers what it was asked and answered: by that is seen whether a rendered text is still right.

    What a text cites does not depend on the register, only which acts are meant.
    """

    def __init__(self, register: Callable[[], Register]) -> None:
        self._register = register
        self.asked: list[Cited] = []

    def acts(
        self,
        citations: tuple[Citation, ...],
        day: str | None,
        place: str | None,
        named: frozenset[str],
        more: Callable[[], frozenset[str]] | None = None,
    ) -> tuple[tuple[str, ...], ...]:
        """For each citation the one act, or those that it may be.

        ``more``: all that the document names, ``named`` and others; asked for only where something depends on it.
        """
        certain = more is not None and not self._depends(citations, day, place)
        if more is not None and not certain:
            named = more()
        found = self._acts(citations, day, place, named)
        if citations:
            self.asked.append(Cited(citations, day, place, named, found, certain))
        return found

    def would_answer(self, asked: Iterable[Cited]) -> bool:
        """Whether the answers would be the same now."""
        return all(
            self._acts(item.citations, item.day, item.place, item.named) == item.acts
            and not (item.certain and self._depends(item.citations, item.day, item.place))
            for item in asked
        )

    def _depends(self, citations: Iterable[Citation], day: str | None, place: str | None) -> bool:
        """Whether any of them may mean another act for what else the document names."""
        return any(hangs_on_named(item, self._register(), day, place) for item in citations)

    def _acts(
        self, citations: tuple[Citation, ...], day: str | None, place: str | None, named: frozenset[str]
    ) -> tuple[tuple[str, ...], ...]:
        answers = resolve_all(citations, self._register(), day, place, named)
        return tuple((answer.act,) if answer.act else answer.candidates for answer in answers)


def citer(
    register: Register | AskedRegister,
    lang: Lang,
    day: str | None,
    place: str | None = None,
    named: frozenset[str] = frozenset(),
    whole: str = "",
) -> Citer:
    """A function that finds and resolves the citations of the texts of one document in ``lang``, written on ``day``.

    ``named``: the acts that the front matter of the document names; what ``whole``, its text, cites with day and number
    is known by the number alone. In a language for which there is no grammar the function finds none.
    """
    asked = register if isinstance(register, AskedRegister) else AskedRegister(lambda: register)

    @cache
    def known() -> frozenset[str]:
        # The act of each number that was cited with its day; None where two are, or one is not known.
        told: dict[str, str | None] = {}
        citations = find(whole, lang)
        for citation, found in zip(citations, asked.acts(citations, day, place, named), strict=True):
            if citation.number and citation.date:
                key, act = number_key(citation.number), found[0] if len(found) == 1 else None
                told[key] = act if told.get(key, act) == act else None
        return named | {act for act in told.values() if act}

    def cite(text: str) -> list[CitationMark]:
        citations = find(text, lang) if lang in LANGUAGES else ()
        marks = []
        for citation, acts in zip(citations, asked.acts(citations, day, place, named, known), strict=True):
            articles = tuple(dict.fromkeys(p.article for p in citation.provisions if p.article[:1].isdigit()))
            eids = tuple(dict.fromkeys(eid for p in citation.provisions for eid in provision_eids(p)))
            # Pages of acts have an anchor for every article, not for its parts.
            anchor = eids[0].split("__")[0] if eids else ""
            work = citation_work(citation) or ""
            marks.append(CitationMark(citation.start, citation.end, acts, articles, anchor, eids, work))
        return marks

    return cite
