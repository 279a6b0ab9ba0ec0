"""The finder: pure text → citations.

>>> [c.kind for c in find("Мыйзамдын 5-беренеси", "ky")]
['law']
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from portal.law.bare_ru import SHORT
from portal.law.grammar_ky import kyrgyz_citations
from portal.law.grammar_ru import russian_citations
from portal.law.model import SAME, Citation, Provision
from portal.law.reading import Found, Reading, kind_of, read

LANGUAGES = ("ky", "ru", "kk")


def find(text: str, lang: str, host_kind: str | None = None) -> tuple[Citation, ...]:
    """Find the citations of legal acts in ``text``, in the order of the text, none overlapping another.

    ``lang`` is ``ky``, ``ru`` or ``kk`` (read with the Kyrgyz grammar). ``host_kind`` is the kind of the act the
    text itself comes from, for «настоящей статьи» without a noun; if it is not given, it is what the text calls
    itself («настоящего Закона»), else a code, as in the domain data.
    Offsets count code points of ``text`` as given, whatever its normal form. Raises ``ValueError`` for another
    language. Takes time linear in the length of the text.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"no grammar for language {lang!r}")
    r = read(text, lang, SHORT if lang == "ru" else frozenset())
    if r is None:
        return ()
    found = russian_citations(r) if lang == "ru" else kyrgyz_citations(r)
    host = r.host_noun()
    return _citations(r, _settle(found), host_kind or (kind_of(host, None) if host else "code"))


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
    out: list[Citation] = []
    for f in found:
        start, end = r.t.folded.source_span(r.t.starts[f.start], r.t.ends[f.end - 1])
        antecedent = _antecedent(out, f)
        before = out[antecedent] if antecedent is not None else None
        kind, title = f.kind, f.title
        if f.bare:
            kind = before.kind if before and not f.internal else host_kind
        if (f.bare or f.elliptic) and before and not (f.title or f.date or f.number):
            title = before.title
        out.append(
            Citation(
                start,
                end,
                kind,
                title,
                f.date,
                f.number,
                _resolved(f.provisions, before),
                f.jurisdiction or _jurisdiction(r, f, before),
                f.internal,
                f.elliptic and (not f.bare or not f.internal),
                f.anaphoric,
                f.issuer,
                f.place,
                antecedent,
            )
        )
    return tuple(out)


def _antecedent(out: list[Citation], f: Found) -> int | None:
    """The citation before that an elliptic or anaphoric one points to: the nearest of its kind."""
    if f.internal or not (f.bare or f.elliptic or f.anaphoric) or f.title or f.date or f.number:
        return None
    for index in range(len(out) - 1, max(-1, len(out) - 12), -1):
        if f.bare or out[index].kind == f.kind:
            return index
    return None


def _resolved(provisions: tuple[Provision, ...], before: Citation | None) -> tuple[Provision, ...]:
    """Replace «той же статьи» by the article of the citation before, when there is one."""
    if all(p.article != SAME for p in provisions):
        return provisions
    article = next((p.article for p in reversed(before.provisions) if p.article), "") if before else ""
    return tuple(replace(p, article=article) if p.article == SAME else p for p in provisions)


def _jurisdiction(r: Reading, f: Found, before: Citation | None) -> str:
    """The state of an act that names none: that of its antecedent, else the only foreign one of the sentence so far."""
    if before:
        return before.jurisdiction
    for k in range(f.start, r.sentence_start(f.start, 20) - 1, -1):
        state = r.states.by_start.get(k)
        if state:
            return state.value
    return "kg"
