"""What the pages of guides and answers show besides what every document has, and the guides that a practice is in."""

from __future__ import annotations

from collections.abc import Iterator

from portal.content.documents import Document
from portal.core.records import dataclass
from portal.model.documents import Answer, Guide
from portal.pages.context import Context
from portal.pages.model import Card, Link
from portal.words.texts import Words

IN_GUIDE = "in-guide"
"""Why a practice is related to a guide that is made from it."""
_AT_HOME = 4


@dataclass(frozen=True)
class GuideView:
    """The question of a guide, and the practices behind it in the order of the card."""

    question: Words
    practices: tuple[Card, ...]


@dataclass(frozen=True)
class AnswerView:
    """What an answer is, in parts of one line: form, who answered, when."""

    form: str
    by: Words
    date: str
    standing: str
    is_answer: bool
    """Whether the short text may stand there as an answer: not where sources disagree."""


@dataclass(frozen=True)
class DeskView:
    """The block of the home page: guides and questions, the newest first, with the way to all of them."""

    guides: tuple[Card, ...]
    answers: tuple[Card, ...]


def guide_view(context: Context, document: Document) -> GuideView | None:
    """The view of a guide; none for other kinds."""
    meta = document.meta
    if not isinstance(meta, Guide):
        return None
    cards = tuple(context.cards[name] for name in meta.practices if name in context.portal.documents)
    return GuideView(_words(context, document, "question"), cards)


def answer_view(context: Context, document: Document) -> AnswerView | None:
    """The view of an answer; none for other kinds."""
    meta = document.meta
    if not isinstance(meta, Answer):
        return None
    return AnswerView(
        form=context.words.t(f"answer.form.{meta.form}"),
        by=_words(context, document, "answered_by"),
        date=context.words.date(meta.date) if meta.date else "",
        standing=meta.standing,
        is_answer=meta.standing != "disputed",
    )


def asked_of(context: Context, document: Document) -> Words:
    """In which words people ask for it, in the language of the page alone: each has its own."""
    version = document.version(context.lang)
    return Words(version.words.get("also_asked", ""), version.lang)


def caution_of(context: Context, document: Document) -> Words:
    """Why an answer may be outdated."""
    return _words(context, document, "caution")


def guides_of(context: Context, document: Document) -> Iterator[Link]:
    """The guides behind which a practice stands."""
    for related in context.related.get(document.slug, ()):
        if any(reason.name == IN_GUIDE for reason in related.reasons):
            card = context.cards[related.slug]
            yield Link(card.title, card.address)


def desk_view(context: Context) -> DeskView:
    """What the home page offers of both."""
    answers = context.by_kind("answer")
    return DeskView(tuple(context.by_kind("guide")[:_AT_HOME]), tuple(answers[:_AT_HOME]))


def _words(context: Context, document: Document, field: str) -> Words:
    """A translated field of the card, with the language that it is in."""
    version = document.version(context.lang)
    own = version.words.get(field)
    return Words(own, version.lang) if own else Words(getattr(document.meta, field) or "", document.original)
