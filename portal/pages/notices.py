"""Sentences above a text: translation outdated, experience from abroad, an act that lapsed since."""

from __future__ import annotations

from collections.abc import Iterable

from portal.content.documents import Document, DocumentOrPage
from portal.core.records import dataclass
from portal.core.urls import address
from portal.corpus.citing import text_date
from portal.model.documents import Answer, Concept
from portal.model.values import LANGS
from portal.pages.context import Context
from portal.pages.desk import caution_of
from portal.pages.model import Link
from portal.pages.passport import cited_acts, in_language
from portal.words.acts import act_details, act_title
from portal.words.texts import Words


@dataclass(frozen=True)
class Notice:
    """A sentence above the text: translation outdated, experience from abroad …"""

    kind: str
    text: str
    link: Link | None = None
    detail: Words | None = None


def notices(context: Context, document: Document) -> Iterable[Notice]:
    """All notices of a document."""
    meta, t = document.meta, context.words.t
    state = document.state(context.lang)
    original = original_link(context, document)
    yield from _review_notices(context, document)
    if state == "outdated":
        yield Notice("outdated", t("document.outdated"), original)
    elif state == "current":
        yield Notice("translated", t("document.translated", language=t(f"lang.in.{document.original}")), original)
    yield from _answer_notices(context, document)
    if any(place.country not in {None, "KG"} for place in meta.places):
        yield Notice("foreign", t("document.foreign"))
    ended = meta.horizon.end if isinstance(meta, Concept) and meta.status != "draft" else None
    if ended and ended < context.edition.day.year:
        yield Notice("ended", t("document.horizon.over", year=ended))
    if meta.source_language and meta.source_language not in LANGS:
        yield Notice("made-from", t("document.made_from", language=t(f"lang.in.{meta.source_language}")))

    yield from _law_notices(context, document)


def _answer_notices(context: Context, document: Document) -> Iterable[Notice]:
    """What a reader must know before taking an answer for one."""
    meta, t = document.meta, context.words.t
    if not isinstance(meta, Answer):
        return
    if meta.standing != "answered":
        yield Notice(meta.standing, t(f"answer.notice.{meta.standing}"))
    yield Notice("caution", t("answer.caution"), detail=caution_of(context, document))


def _review_notices(context: Context, document: Document) -> Iterable[Notice]:
    """What a reader must know of a draft or of a document that was withdrawn."""
    meta, t = document.meta, context.words.t
    if document.is_draft:
        yield Notice("draft", t(f"review.notice.{document.review}"))
    if meta.review != "withdrawn" or meta.withdrawn is None:
        return
    detail = Words(*(meta.withdrawn.reason.best(context.lang) or ("", context.lang)))
    date = context.words.date(meta.withdrawn.date)
    yield Notice("withdrawn", t("review.notice.withdrawn", date=date), detail=detail)
    successor = context.cards.get(meta.withdrawn.successor or "")
    if successor:
        yield Notice("withdrawn", t("review.successor"), Link(successor.title, successor.address))


def _law_notices(context: Context, document: Document) -> Iterable[Notice]:
    """Acts that ended after the day of which the document speaks, or before it and what came instead is not told."""
    day = text_date(document)
    meta = document.meta
    rests_on = {law.act for law in meta.laws}
    named = dict.fromkeys([law.act for law in meta.laws] + sorted(cited_acts(context, document) or ()))
    for name in named:
        act = context.data.acts.get(name)
        if act is None or day is None:
            continue
        successor = context.data.acts.get(act.replaced_by or "")
        since = act.standing.since if act.standing and act.ended else None
        since = since or (successor.date if successor else None)
        # An answer is read as the law of today: whenever an act ended, it must be said.
        late = isinstance(meta, Answer) or (since is not None and since.iso()[: len(day)] > day)
        # A document that names both tells its reader itself what took the place of what.
        untold = name in rests_on and successor is not None and successor.id not in named
        if not (late or untold):
            continue
        title = f"{act_title(act, context.words).text} ({act_details(act, context.words)})"
        if successor:
            link = Link(
                act_title(successor, context.words), in_language(context, f"acts/{successor.id}"),
                act_details(successor, context.words),
            )  # fmt: skip
            yield Notice("law", context.words.t("law.notice.replaced", title=title), link)
        elif act.ended:
            yield Notice("law", context.words.t("law.notice.repealed", title=title))


def original_link(context: Context, document: DocumentOrPage) -> Link | None:
    """A link to the original, where the page is not its language."""
    if document.original == context.lang:
        return None
    version = document.versions[document.original]
    key = "document.missing.link" if document.state(context.lang) == "missing" else "document.translated.link"
    return Link(Words(context.words.t(key), context.lang), address(document.original, document.key), note=version.title)
