"""How acts are named on pages."""

from __future__ import annotations

from portal.model.reference import Act
from portal.model.values import Lang
from portal.words.interface import Interface
from portal.words.texts import Words


def act_title(act: Act, words: Interface) -> Words:
    """The act's title in the page's language or else in another; else what it approves; else its number."""
    lang: Lang = words.lang
    for known in (act.title, act.approves):
        best = known.best(lang)
        if best:
            return Words(*best)
    kind = words.t(f"actkind.{act.kind}")
    if act.number:
        return Words(words.t("act.untitled", kind=kind, number=act.number), lang)
    return Words(kind, lang)


def act_details(act: Act, words: Interface) -> str:
    """Kind, date and number as far as they are known: «Закон, 27 октября 2021 года, № 125»."""
    parts = [words.t(f"actkind.{act.kind}")]
    if act.date:
        parts.append(words.date(act.date))
    elif act.year:
        parts.append(str(act.year))
    if act.number:
        parts.append(f"№\u00a0{act.number}")
    return ", ".join(parts)


def act_status(act: Act, words: Interface) -> str:
    """The last state with the day on which it was read, or that nobody checked: never a claim of ours."""
    standing = act.standing
    if standing is None:
        return words.t("act.status.superseded" if act.replaced_by else "act.status.unchecked")
    parts = [words.t(f"act.status.{standing.state}")]
    if standing.since:
        parts.append(words.t("act.status.since", date=words.date(standing.since)))
    if standing.checked:
        parts.append(words.t("act.status.checked", date=words.date(standing.checked)))
    if standing.source:
        parts.append(words.t("act.status.source", source=standing.source))
    return ", ".join(parts)
