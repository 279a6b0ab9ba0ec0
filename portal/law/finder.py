"""The finder: pure text → citations, and which act a citation without one of its own points back to.

>>> [c.kind for c in find("Мыйзамдын 5-беренеси", "ky")]
['law']

«Статья 8» after a full stop, behind a contract or a bracket belongs to nobody that a program can name for certain. The
end of a sentence is a barrier unless an anaphor bridges it («статья 8 его», «статья 8 закона», «аталган мыйзамдын
8-беренеси»), the end of a paragraph unless a word points back («указанного закона»). A document that is no act, another
act and an amending act block; what stands in brackets does not take the focus.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from itertools import accumulate

from portal.law.deciders_ru import with_context
from portal.law.fold import fold_text
from portal.law.grammar_ky import kyrgyz_citations
from portal.law.grammar_ru import russian_citations
from portal.law.model import LOCAL_ISSUERS, SAME, STATUTES, Citation, Named, Provision
from portal.law.reading import Found, Reading, kind_of, read
from portal.law.tables import common
from portal.law.tokens import BREAK

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


MAX_BACK = 12
"""Citations looked at, from the nearest."""
MAX_TOKENS = 160
_JOINTS = frozenset({
    ",", "и", "или", "а", "также", "либо", "в", "во", "к", "по", "с", "со", "из", "на", "при", "согласно", ";", "–",
    "жана", "же", "ошондой", "эле", "менен", "ылайык",
})  # fmt: skip


def follows(f: Found) -> bool:
    """Whether a citation takes its act from another one."""
    own = f.title or f.date or f.number
    return not f.internal and not own and (f.bare or f.elliptic or f.anaphoric)


def antecedent(r: Reading, before: Sequence[Found], f: Found) -> int | None:
    """The index in ``before`` of the citation whose act ``f`` means; None where grammar does not tell."""
    if not follows(f) or _another(r, f):
        return None
    for index in range(len(before) - 1, max(-1, len(before) - 1 - MAX_BACK), -1):
        g = before[index]
        if f.start - g.end > MAX_TOKENS:
            return None
        if g.internal or _in_other_brackets(r, g, f) or _amends(r, g):
            continue
        if not f.bare and g.kind != f.kind and not (follows(g) and g.bare):
            continue
        several = _changes_another(r, g) or _several(r, before, index, f)
        return None if _contradicts(f, g) or several or _barrier(r, before, index, f) else index
    return None


_APPROVED = frozenset({"regulation", "reglament", "concept", "program"})
_APPROVES = frozenset({"gov_resolution", "cabinet_resolution", "jk_resolution", "local_resolution", "cec_resolution"})


def approved_by(r: Reading, found: Sequence[Found], index: int) -> int | None:
    """The index of the act that the text says brought the document ``found[index]`` into force.

    «Положение о … утверждено постановлением № 5», «постановлением № 5 утвердил порядок …»; in Kyrgyz
    «… жобо № 5 токтому менен бекитилген», «№ 5 токтом менен … жобону бекиткен».
    """
    f = found[index]
    if f.kind not in _APPROVED or f.date or f.number:
        return None
    for other in (index + 1, index - 1):
        g = found[other] if 0 <= other < len(found) else None
        if g and g.kind in _APPROVES | {"other", "decree", "order"} and g.number and _approves(r, f, g):
            return other
    return None


def _approves(r: Reading, f: Found, g: Found) -> bool:
    first, second = (f, g) if f.start < g.start else (g, f)
    between = range(first.end, second.start)
    if len(between) > 3 or any(r.sentence_ends(k) for k in between):
        return False
    if r.lang == "ru":
        verb = any(r.words.means("approves", r.t.words[k]) for k in between)
        return verb or (first is f and [r.t.words[k] for k in between] == ["–", "в"])
    if r.t.word(g.end) != "менен" or (first is f and len(between) > 1):
        return False
    high = next((k for k in range(second.end, min(second.end + 30, len(r.t.words))) if r.sentence_ends(k)), second.end)
    return any(r.has("approves", k) for k in range(second.end, high + 1))


def _another(r: Reading, f: Found) -> bool:
    """«статья 8 нового закона», «башка мыйзамдын 8-беренеси»: not the one that was named."""
    inside = () if f.bare else range(f.start, f.end)
    return any(map(r.another, (f.start - 1, *inside, f.end)))


def _contradicts(f: Found, g: Found) -> bool:
    """Whether the state or the place that is named is not that of the act before."""
    pairs = ((f.jurisdiction, g.jurisdiction or "kg"), (f.place, g.place), (f.issuer, g.issuer))
    return any(own and own != before for own, before in pairs)


def _in_other_brackets(r: Reading, g: Found, f: Found) -> bool:
    """Whether ``g`` stands in brackets that close before ``f``."""
    depths = accumulate((word == "(") - (word == ")") for word in r.t.words[g.end : f.start])
    return min(depths, default=0) < 0


def _amends(r: Reading, g: Found) -> bool:
    """«введена Законом № 33», «в редакции Закона № 33»: the act that changed another one."""
    low = r.sentence_start(g.start, 4)
    amended = r.t.word(g.start - 1) in ("в", "во")  # «внесены изменения в Уголовный кодекс: статья 308 …»
    return not amended and any(r.has("amends", k) for k in range(low, g.start))


def _changes_another(r: Reading, g: Found) -> bool:
    """A law «О внесении изменений в …» by its own title: an article behind it may be of either act."""
    return bool(g.title) and any(r.has("amends", k) for k in range(g.start, g.end))


def _barrier(r: Reading, before: Sequence[Found], index: int, f: Found) -> bool:
    """Whether something between ``before[index]`` and ``f`` keeps them apart."""
    cited = {k for other in before[index + 1 :] for k in range(other.start, other.end)}
    sentences = 0
    allowed = 0 if f.bare and not _possessive(r, f) else 2
    for k in range(before[index].end, f.start):
        if r.t.words[k] == BREAK and not f.strong:
            return True
        sentences += r.sentence_ends(k)
        if sentences > allowed or (k not in cited and _other_document(r, k, f)):
            return True
    return False


def _possessive(r: Reading, f: Found) -> bool:
    """«статьи 8 его», «анын 8-беренеси»."""
    return r.has("possessive", f.end) or r.has("possessive", f.start - 1)


def _other_document(r: Reading, k: int, f: Found) -> bool:
    """A document or an act that is named without being cited: «договор», «новый закон»."""
    if r.role(k) == "head" and r.value(k) in STATUTES | {"constitution", "decree", "bill"}:
        return r.role(k - 1) not in ("this", "same") and (f.bare or r.value(k) == f.kind)
    return f.bare and (r.has("documents", k) or r.role(k) == "head")


def _several(r: Reading, before: Sequence[Found], index: int, f: Found) -> bool:
    """Whether several acts may be meant: the sentence names more than one, and ``f`` does not follow right behind."""
    g = before[index]
    between = r.t.words[g.end : f.start]
    if len(between) <= 3 and all(word in _JOINTS for word in between) and not g.elliptic:
        return False
    low = r.sentence_start(g.start, 60)
    others = [(j, before[j]) for j in range(max(0, index - MAX_BACK), index) if before[j].end > low]
    named = {
        _act(before, j)
        for j, other in others
        if (f.bare or other.kind == f.kind)
        and not (other.internal or _in_other_brackets(r, other, f) or _amends(r, other))
    }
    return bool(named - {_act(before, index)})


def _act(before: Sequence[Found], index: int) -> tuple[str, str | None, str | None, str | None]:
    """The act of ``before[index]``, which it may take from the citations before it, as far as their order tells."""
    while index > 0 and follows(before[index]) and before[index].bare:
        index -= 1
    found = before[index]
    return found.kind, found.title, found.date, found.number
