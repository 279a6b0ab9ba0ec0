"""Which act a citation without one of its own points back to: no further than grammar allows.

«Статья 8» after a full stop, behind a contract or a bracket belongs to nobody that a program can name for certain. The
end of a sentence is a barrier unless an anaphor bridges it («статья 8 его», «статья 8 закона», «аталган мыйзамдын
8-беренеси»), the end of a paragraph unless a word points back («указанного закона»). A document that is no act, another
act and an amending act block; what stands in brackets does not take the focus.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from portal.law.model import STATUTES
from portal.law.reading import Found, Reading
from portal.law.tokens import BREAK

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
