"""The finder: pure text → citations.

>>> [c.kind for c in find("Мыйзамдын 5-беренеси", "ky")]
['law']
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace

from portal.law.deciders_ru import with_context
from portal.law.focus import MAX_BACK, antecedent, approved_by, follows
from portal.law.fold import fold_text
from portal.law.grammar_ky import kyrgyz_citations
from portal.law.grammar_ru import russian_citations
from portal.law.model import LOCAL_ISSUERS, SAME, Citation, Named, Provision
from portal.law.reading import Found, Reading, kind_of, read
from portal.law.tables import common

LANGUAGES = ("ky", "ru", "kk")


def find(text: str, lang: str, host_kind: str | None = None) -> tuple[Citation, ...]:
    """Find the citations of legal acts in ``text``, in the order of the text, none overlapping another.

    ``lang``: ``ky``, ``ru``, or ``kk`` (read with the Kyrgyz grammar); ``ValueError`` for another. ``host_kind``: the
    kind of the act the text comes from, for «настоящей статьи» without a noun; if not given, what the text calls itself
    («настоящего Закона»), in a text that changes an act a law, else a code. Offsets count code points of ``text`` as
    given, whatever its normal form. Takes time linear in the length of the text.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"no grammar for language {lang!r}")
    r = read(text, lang)
    if r is None:
        return ()
    found = russian_citations(r) if lang == "ru" else kyrgyz_citations(r)
    settled = _settle(found)
    if not settled:
        return ()
    settled = with_context(r, settled) if lang == "ru" else settled
    return _citations(r, settled, host_kind or (_host_kind(r) if any(f.bare for f in settled) else ""))


def _host_kind(r: Reading) -> str:
    host = r.host_noun()
    if host:
        return kind_of(host, None)
    return "law" if any(r.words.has("amending", word) for word in set(r.t.words)) else "code"


def _settle(found: Iterable[Found]) -> list[Found]:
    """Keep, of citations that overlap, the longest: what stands inside the title of an act is not cited again."""
    kept: list[Found] = []
    for f in sorted(found, key=lambda f: (f.start, -f.end)):
        while kept and f.start < kept[-1].end and f.end - f.start > kept[-1].end - kept[-1].start:
            kept.pop()
        if not kept or f.start >= kept[-1].end:
            kept.append(f)
    return kept


def _citations(r: Reading, found: list[Found], host_kind: str) -> tuple[Citation, ...]:
    """Tie what points back to its antecedent and bring tokens back to offsets of the source."""
    out: list[Citation] = []
    issuers, only = common().issuer_of_kind, _only_state(r)
    for index, f in enumerate(found):
        if f.bare:
            near = found[index - 1] if index and not f.internal else None
            found[index] = f = replace(f, kind=near.kind if near else host_kind)
        low = max(0, index - MAX_BACK - 1)
        back = antecedent(r, found[low:index], f)
        before = out[low + back] if back is not None else None
        if f.bare and before and before.kind != f.kind:
            found[index] = f = replace(f, kind=before.kind)
        told = {name: getattr(f, name) for name in _NAMED}
        told["start"], told["end"] = r.t.folded.source_span(r.t.starts[f.start], r.t.ends[f.end - 1])
        told["title"] = before.title if before and not (f.title or f.date or f.number) else f.title
        told["provisions"] = _resolved(f.provisions, before)
        told["jurisdiction"] = f.jurisdiction or _jurisdiction(r, f, before, only)
        told["elliptic"] = f.elliptic and (not f.bare or not f.internal)
        told["issuer"] = f.issuer or (before.issuer if before else None) or issuers.get(f.kind)
        told["place"] = f.place or (before.place if before else _place_of_list(r, found, index, out))
        out.append(
            Citation(
                **told,
                antecedent=low + back if back is not None else None,
                follows=follows(f),
                other_time=_said_of_time(r, f, "other_time"),
                of_late=_said_of_time(r, f, "of_late"),
                approved_by=approved_by(r, found, index),
            )
        )
    return tuple(_as_approved(c, out[c.approved_by] if c.approved_by is not None else None) for c in out)


_NAMED = tuple(field.name for field in fields(Named))


def _as_approved(c: Citation, by: Citation | None) -> Citation:
    """A regulation is one of the body of a place that approved it."""
    local = by is not None and by.issuer in LOCAL_ISSUERS and c.kind in ("regulation", "reglament")
    return replace(c, issuer=by.issuer, place=by.place) if by and local and not (c.issuer or c.place) else c


def _said_of_time(r: Reading, f: Found, group: str) -> bool:
    """Whether an adjective of ``group`` says so: «нового Кодекса», «… жаңы кодексинде»; none of its title."""
    titled, closing = {fold_text(word).low for word in (f.title or "").split()}, 0
    for k in range(f.start - 1, f.end):
        closing = r.t.close_of.get(k, closing)
        if k >= closing and r.has(group, k) and r.t.word(k) not in titled:
            return True
    return False


def _place_of_list(r: Reading, found: list[Found], index: int, out: list[Citation]) -> str | None:
    """The place of a list of acts of one kenesh, which stands with the first of them only."""
    f, near = found[index], out[index - 1] if index else None
    if near is None or f.issuer != "local_kenesh" or near.issuer != f.issuer or f.kind != near.kind:
        return None
    between = r.t.words[found[index - 1].end : f.start]
    return near.place if len(between) <= 2 and all(word in (",", ";", "жана", "и") for word in between) else None


def _resolved(provisions: tuple[Provision, ...], before: Citation | None) -> tuple[Provision, ...]:
    """Replace «той же статьи» by the article of the citation before, when there is one."""
    if all(p.article != SAME for p in provisions):
        return provisions
    article = next((p.article for p in reversed(before.provisions) if p.article), "") if before else ""
    return tuple(replace(p, article=article) if p.article == SAME else p for p in provisions)


def _jurisdiction(r: Reading, f: Found, before: Citation | None, only: str) -> str:
    """The state of an act that names none: that of its antecedent, else the last that the sentence speaks of so far."""
    if before:
        return before.jurisdiction
    if f.kind == "treaty":
        return "int"
    named = (r.signs.get(r.t.words[k]) for k in range(f.start, f.end) if k in r.issuers.by_start)
    if sign := next(filter(None, named), None):
        return sign  # «решение районного маслихата»
    for k in range(f.start, r.sentence_start(f.start, 20) - 1, -1):
        state = r.states.by_start.get(k)
        if state:
            return state.value
        if (sign := r.signs.get(r.t.word(k))) and not r.has("place", k + 1):
            return sign  # not «Москва району»
    return only if only and not f.issuer and not (f.date or f.number) else "kg"


def _only_state(r: Reading) -> str:
    """The one other state of which the whole text speaks; empty when it speaks of this one, of none, or of several."""
    found = {chunk.value for chunk in r.states.by_start.values()}
    found |= {r.signs[word] for word in r.signs.keys() & set(r.t.words)}
    return found.pop() if len(found) == 1 and "kg" not in found else ""
