"""The recommendations of a resolution."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portal.content.documents import Document, Version
from portal.model.documents import Resolution
from portal.model.parts import Recommendation
from portal.model.values import other_lang
from portal.pages.context import Context
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
    state: str
    answers: tuple[Link, ...]


@dataclass(frozen=True)
class RecommendationGroup:
    """All recommendations to the same addressees."""

    addressees: tuple[Item, ...]
    recommendations: tuple[RecommendationView, ...]


def recommendation_groups(context: Context, document: Document) -> tuple[RecommendationGroup, ...]:
    """The recommendations of a resolution below their addressees; nothing for other kinds."""
    meta, version = document.meta, document.version(context.lang)
    if not isinstance(meta, Resolution):
        return ()
    answers = _answers(context, document)
    groups: dict[tuple[str, ...], list[RecommendationView]] = {}
    for item in meta.recommendations:
        groups.setdefault(item.addressees, []).append(_recommendation(context, item, version, answers))
    return tuple(
        RecommendationGroup(
            tuple(found for name in names_ if (found := body_item(context, name))), tuple(recommendations)
        )
        for names_, recommendations in groups.items()
    )


def _recommendation(
    context: Context, item: Recommendation, version: Version, answers: Mapping[int, list[Link]]
) -> RecommendationView:
    own = version.parts["recommendations"].get(item.number)
    text = Words(own, version.lang) if own else Words(item.text, other_lang(version.lang))
    return RecommendationView(
        number=item.number,
        anchor=f"recommendation-{item.number}",
        name=context.words.t("recommendations.number", n=item.number),
        text=text,
        laws=tuple(law_items(context, item.laws)),
        state=context.words.t(f"recommendations.state.{item.state}") if item.state else "",
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
