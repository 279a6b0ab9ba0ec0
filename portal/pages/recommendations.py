"""The recommendations of a resolution."""

from __future__ import annotations

from collections.abc import Mapping

from portal.content.documents import Document
from portal.core.records import dataclass
from portal.model.documents import Resolution
from portal.model.parts import Recommendation
from portal.pages.context import Context
from portal.pages.follow_up import StateView, states_of
from portal.pages.model import Link
from portal.pages.passport import Item, body_item, law_items
from portal.words.texts import Words


@dataclass(frozen=True)
class RecommendationView:
    """One recommendation with its anchor, laws, state and the documents that answer it."""

    number: int
    anchor: str
    name: str
    text: Words
    laws: tuple[Item, ...]
    state: StateView | None
    answers: tuple[Link, ...]


@dataclass(frozen=True)
class RecommendationGroup:
    """All recommendations to the same addressees."""

    addressees: tuple[Item, ...]
    recommendations: tuple[RecommendationView, ...]


def recommendation_groups(context: Context, document: Document) -> tuple[RecommendationGroup, ...]:
    """The recommendations of a resolution below their addressees; nothing for other kinds."""
    meta = document.meta
    if not isinstance(meta, Resolution):
        return ()
    answers, states = _answers(context, document), states_of(context, document)
    groups: dict[tuple[str, ...], list[RecommendationView]] = {}
    for item in meta.recommendations:
        groups.setdefault(item.addressees, []).append(
            _recommendation(context, item, document, answers, states.get(item.number))
        )
    return tuple(
        RecommendationGroup(
            tuple(found for name in names_ if (found := body_item(context, name, year=meta.year))),
            tuple(recommendations),
        )
        for names_, recommendations in groups.items()
    )


def _recommendation(
    context: Context,
    item: Recommendation,
    document: Document,
    answers: Mapping[int, list[Link]],
    state: StateView | None,
) -> RecommendationView:
    version = document.version(context.lang)
    own = version.parts["recommendations"].get(item.number)
    text = Words(own, version.lang) if own else Words(item.text, document.original)
    return RecommendationView(
        number=item.number,
        anchor=f"recommendation-{item.number}",
        name=context.words.t("recommendations.number", n=item.number),
        text=text,
        laws=tuple(law_items(context, item.laws)),
        state=state,
        answers=tuple(answers.get(item.number, ())),
    )


def _answers(context: Context, document: Document) -> Mapping[int, list[Link]]:
    found: dict[int, list[Link]] = {}
    for related in context.related.get(document.slug, ()):
        for reason in related.reasons:
            if reason.name == "answered" and reason.recommendation:
                card = context.cards[related.slug]
                found.setdefault(reason.recommendation, []).append(Link(card.title, card.address))
    return found
