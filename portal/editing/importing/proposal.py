"""A text → the card that is proposed for it. Nothing is invented: what is not in the text stays empty or out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import Any

from portal.core.problems import MessageLang
from portal.core.records import dataclass
from portal.corpus.citing import citer, place_names, register_from
from portal.editing.importing.dates import FoundDate, dates_in, years_in
from portal.editing.importing.notes import Notes, say
from portal.editing.importing.places import places_in
from portal.editing.importing.resolutions import FoundRecommendation, votes_in
from portal.editing.importing.subjects import organisations_in
from portal.editing.importing.topics import Example, FoundTopic, topics_in
from portal.markup.citations import CitationMark
from portal.model.dates import PartialDate
from portal.model.documents import Kind
from portal.model.values import Lang
from portal.reference.load import ReferenceData

_ARTICLE = re.compile(r"[0-9]+(?:-[0-9]+)?\Z")
_ADOPTED = re.compile(
    r"(?i)принят\w*|кабыл алын|проголосовал|подписан|кол коюл|утвержд|бекитил|состоял|өттү|өткөрүл|болуп өт"
)
_LEAD = 1500
_TOP = 500
_SHORT_LINE = 100
_EVENT_TYPES = {
    "conference": r"конференци",
    "contest": r"конкурс|сынак|сынагы",
    "exchange": r"обмен опытом|тажрыйба алмаш|ознакомительн\w+ (?:поездк|визит)",
    "forum": r"форум",
    "training": r"тренинг|семинар|вебинар|обучени|окутуу|окуу",
    "round-table": r"кругл\w+ стол|тегерек стол",
    "grants": r"грант",
}
_CONCEPT_TYPES = {
    "regulation": r"\bположени|жобо",
    "strategy": r"стратеги",
    "programme": r"программ",
    "handbook": r"руководств|методическ|колдонмо",
    "concept": r"концепци",
}


@dataclass
class ProposedCard:
    """Proposed values of the front matter, and comments for the editor by field."""

    values: dict[str, Any] = field(default_factory=dict)
    comments: dict[str, list[str]] = field(default_factory=dict)
    topics: list[tuple[str, float]] = field(default_factory=list)

    def note(self, name: str, lang: MessageLang, code: str, **values: object) -> None:
        """A comment above the field ``name``, with words of ``notes.yml``."""
        self.comments.setdefault(name, []).append(say(code, lang, values))


@dataclass(frozen=True)
class Text:
    """What a card is proposed from: the words of one language with footnotes, blocks on lines of their own."""

    lang: Lang
    title: str
    summary: str | None
    words: str


def propose(
    text: Text,
    kind: Kind,
    reference: ReferenceData,
    *,
    today: dt.date,
    published: str,
    letterhead: str,
    says: MessageLang,
    recommendations: Sequence[FoundRecommendation] = (),
    known: Sequence[Example] = (),
    notes: Notes,
) -> ProposedCard:
    """The card of an original.

    ``published``: the day on which a page says it was published, "" if unknown; ``letterhead``: lines over the text
    that were left out of it, which name the place; ``known``: documents with topics.
    """
    card = ProposedCard()
    whole = f"{text.title}\n{text.words}"
    marks = _marks(whole, text.lang, reference, None, None)
    dates = [item for item in dates_in(whole) if not any(mark.start <= item.start < mark.end for mark in marks)]
    if not dates and kind in {"resolution", "concept"}:
        dates = [item for item in dates_in(whole) if item.start < _TOP]  # its own date and number look like a citation
    card.values["title"] = text.title or None
    card.values["summary"] = text.summary
    card.note("summary", says, "card-summary" if text.summary else "card-summary-none")
    card.values["added"] = today
    card.values["review"] = "proposed"  # nobody sees it before an editor has read it
    day = _dates(card, kind, whole, dates, marks, published, says)
    _type(card, kind, text, says)
    places = places_in(f"{letterhead}\n{whole}", reference)
    if places:
        card.values["places"] = [{item.level: item.id} for item in places[:8]]
        card.note("places", says, "card-places")
    elif kind == "practice":
        card.note("places", says, "card-places-none")
    _laws(card, whole, text.lang, reference, day, places[0].id if places else None, says, notes)
    _topics(card, text, reference, known, says)
    _organisations(card, whole, text.lang, reference, says)
    if kind == "resolution":
        votes = votes_in(whole)
        if votes:
            card.values["votes"] = votes
        if recommendations:
            card.values["recommendations"] = [
                {"number": number, "addressees": list(item.ids) or None, "text": item.text}
                for number, item in enumerate(recommendations, 1)
            ]
            unknown = [item.addressee for item in recommendations if not item.ids]
            card.note("recommendations", says, "card-recommendations", count=len(recommendations))
            for addressee in dict.fromkeys(unknown):
                card.note("recommendations", says, "card-addressee", addressee=addressee[:150])
    return card


def _marks(
    text: str, lang: Lang, reference: ReferenceData, day: str | None, place: str | None
) -> Sequence[CitationMark]:
    """The citations of every line by itself: a number at the end of a line is not that of the act in the next."""
    register = register_from(list(reference.acts.values()), place_names(reference))
    cite = citer(register, lang, day, place)
    found: list[CitationMark] = []
    start = 0
    for line in text.split("\n"):
        found += [replace(mark, start=mark.start + start, end=mark.end + start) for mark in cite(line)]
        start += len(line) + 1
    return found


def _dates(
    card: ProposedCard,
    kind: Kind,
    text: str,
    dates: Sequence[FoundDate],
    marks: Sequence[CitationMark],
    published: str,
    says: MessageLang,
) -> str | None:
    """Fill in date or period; the day by which acts of the same title are told apart comes back."""
    if kind in {"practice", "course"} and not (kind == "course" and dates and dates[0].end):
        # Days that the text names; else spans of years, then single years, of its beginning.
        years = [item.date.year for item in dates if item.date.day]
        years += [item.end.year for item in dates if item.end]
        if not years:
            lead = "".join(
                " " if any(mark.start <= index < mark.end for mark in marks) else letter
                for index, letter in enumerate(text[:_LEAD])
            )
            spans = list(years_in(lead))
            years = [year for start, end in spans if end for year in (start, end)] or [start for start, _ in spans]
        if years:
            start, end = min(years), max(years)
            card.values["period"] = {"start": start, "end": end}
            card.note("period", says, "card-period", years=", ".join(map(str, sorted(set(years)))))
            exact = [(item.end or item.date).iso() for item in dates]
            return max(exact, default=str(end))
        card.note("period", says, "card-period-none")
        return published or None
    chosen = _main_date(kind, text, dates)
    if chosen:
        card.values["date"] = chosen.date
        if chosen.end and kind in {"event", "course"}:
            card.values["date_end"] = chosen.end
        others = list(dict.fromkeys(item.date.iso() for item in dates if item.date != chosen.date))
        card.note("date", says, "card-date")
        if others:
            card.note("date", says, "card-date-others", dates=", ".join(others[:8]))
        return chosen.date.iso()
    if kind in {"resolution", "event"}:
        card.values["date"] = None
        hint = f" ({published})" if published else ""
        card.note("date", says, "card-date-none", hint=hint)
    return published or None


def _main_date(kind: Kind, text: str, dates: Sequence[FoundDate]) -> FoundDate | None:
    """The date that the words "adopted", "took place" stand near to; a span before a single day; else the first."""
    if not dates:
        return None

    def rank(item: FoundDate) -> tuple[int, int, int, int]:
        near = text[max(0, item.start - 200) : item.start + 120]
        start = text.rfind("\n", 0, item.start) + 1
        line = text[start : text.find("\n", item.start)]
        # A resolution and minutes have their day in a short line above the text.
        above = kind == "resolution" and start < _TOP and len(line) < _SHORT_LINE
        said = 0 if above or _ADOPTED.search(near) else 1
        exact = 0 if item.date.day else 1
        whole = 0 if kind == "event" and item.end else 1
        return (exact, _is_deadline(text, item), said, whole)

    return min(dates, key=lambda item: (*rank(item), item.start))


def _is_deadline(text: str, item: FoundDate) -> bool:
    """Whether something is to be done by that day: «до 1 мая», «1-майга чейин»."""
    before, after = text[max(0, item.start - 20) : item.start], text[item.start : item.start + 45]
    return bool(
        re.search(r"(?i)(?:\bдо|не позднее|\bк)\s+$", before) or re.search(r"^[^.\n]{6,40}?\s(?:чейин|карата)\b", after)
    )


def _type(card: ProposedCard, kind: Kind, text: Text, says: MessageLang) -> None:
    patterns = {"event": _EVENT_TYPES, "concept": _CONCEPT_TYPES}.get(kind)
    if patterns is None:
        return
    for words in (text.title, text.words[:_LEAD]):
        found = [name for name, pattern in patterns.items() if re.search(pattern, words, re.IGNORECASE)]
        if found:
            card.values["type"] = found[0]
            card.note("type", says, "card-type")
            return
    card.values["type"] = None
    card.note("type", says, "card-type-none")


def _laws(
    card: ProposedCard,
    text: str,
    lang: Lang,
    reference: ReferenceData,
    day: str | None,
    place: str | None,
    says: MessageLang,
    notes: Notes,
) -> None:
    laws: dict[str, list[str]] = {}
    for mark in _marks(text, lang, reference, day, place):
        words = " ".join(text[mark.start : mark.end].split())[:160]
        if len(mark.acts) == 1:
            articles = laws.setdefault(mark.acts[0], [])
            articles += [item for item in mark.articles if _ARTICLE.match(item) and item not in articles]
        elif mark.acts:
            card.note("laws", says, "card-law-open", words=words, ids=", ".join(mark.acts))
        else:
            notes.add("law-unknown", words)
    if laws:
        card.values["laws"] = [{"act": act, **({"articles": found} if found else {})} for act, found in laws.items()]
        card.comments.setdefault("laws", []).insert(0, say("card-laws", says, {}))


def _topics(
    card: ProposedCard, text: Text, reference: ReferenceData, known: Sequence[Example], says: MessageLang
) -> None:
    found = topics_in(f"{text.title}\n{text.words}", text.lang, reference, known)
    card.topics = [(item.id, item.score) for item in found]
    sure = [item for item in found if item.sure]
    card.values["topics"] = [item.id for item in sure] or None
    if sure:
        card.note("topics", says, "card-topics", shown=_shown(sure))
    else:
        card.note("topics", says, "card-topics-none")
    if len(found) > len(sure):
        card.note("topics", says, "card-topics-perhaps", shown=_shown(found[len(sure) :]))


def _shown(topics: Sequence[FoundTopic]) -> str:
    return ", ".join(f"{item.id} {round(item.score * 100)} %" for item in topics)


def _organisations(card: ProposedCard, text: str, lang: Lang, reference: ReferenceData, says: MessageLang) -> None:
    found = organisations_in(text, lang, reference)
    if not found:
        return
    card.note("organisations", says, "card-organisations")
    for item in found[:12]:
        name = reference.organisations[item.id].name.title.best(lang)
        card.comments["organisations"].append(f"  - {{id: {item.id}, role: }}  {name[0] if name else ''}".rstrip())


def given(meta: Mapping[str, object]) -> dict[str, Any]:
    """Values of a card that the file brought along, as the writer takes them: whole days as dates."""
    return {key: _given(value) for key, value in meta.items()}


def _given(value: object) -> Any:
    if isinstance(value, dict):
        return {key: _given(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_given(item) for item in value]
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}(?:-\d{2})?", value):
        try:
            date = PartialDate.parse(value)
        except ValueError:
            return value
        return dt.date(date.year, date.month, date.day) if date.day else date
    return value
