"""Acts that the tables know by a name of their own: «Баш мыйзам», «Правила дорожного движения»."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from portal.law.bodies_ru import place_end, place_of
from portal.law.chunks import Chunk
from portal.law.provisions import Chains
from portal.law.reading import Found, Reading, clean_title
from portal.law.towns import town_behind


def covered(r: Reading) -> frozenset[int]:
    """The tokens of all names that count, so that no noun in them is read as another act."""
    return frozenset(k for chunk in r.names.by_start.values() if _counts(r, chunk.start, chunk.value)
                     for k in range(chunk.start, chunk.end))  # fmt: skip


def _counts(r: Reading, start: int, value: str) -> bool:
    name = r.words.kinds_of_names[value]
    second = " " in name.name and r.t.capital(start + 1)
    return not name.capital or (r.t.capital(start) and (second or r.sentence_start(start, 1) != start))


def _official(r: Reading, chains: Chains, chunk: Chunk) -> bool:
    """Whether a name in small letters is one of an act: «пункт 5 правил благоустройства», «правила …, утверждённые»."""
    k = chunk.end
    while k < chunk.end + 4 and (r.t.capital(k) or r.has("place", k)):
        k += 1
    return r.lang == "ru" and (
        chunk.end in r.states.by_start
        or chunk.start in chains.by_end
        or (r.t.word(k) == "," and r.has("approved", k + 1))
    )


def named_acts(r: Reading, chains: Chains, used: set[int]) -> Iterator[Found]:
    """Every such name with its state, its provisions and, of an act of a place, the place."""
    for chunk in r.names.by_start.values():
        name = r.words.kinds_of_names[chunk.value]
        town_end, town = town_behind(r, chunk.end) if name.of_town else (chunk.end, None)
        counts = _counts(r, chunk.start, chunk.value) or bool(town) or _official(r, chains, chunk)
        if not counts or r.has("no_act", chunk.end) or r.has("no_act", chunk.start - 1):
            continue
        start, end = chunk.start, town_end
        if name.of_place and (end := place_end(r, chunk.end)) == chunk.end:
            continue
        russian = r.lang == "ru"
        state = r.states.by_start.get(end) if russian else r.states.by_end.get(start)
        if state:
            start, end = min(start, state.start), max(end, state.end)
        chain = chains.by_end.get(start) if russian else chains.by_start.get(end)
        kind = name.kind
        if russian and r.role(start - 1) == "draft":
            start, kind, chain = start - 1, "bill", None
        if chain and chain.start not in used:
            used.add(chain.start)
            start, end = min(start, chain.start), max(end, chain.end)
        title = name.name if not name.of_place else clean_title(r.t.raw(chunk.start, end))
        yield Found(
            start,
            end,
            kind,
            title,
            provisions=chain.provisions if chain else (),
            jurisdiction=state.value if state else name.jurisdiction,
            issuer="local_kenesh" if name.of_place or town else None,
            place=place_of(r, chunk.end, chunk.start, end, "local_kenesh") if name.of_place else town,
        )


def codes_left(r: Reading, found: Found, floor: int, name_of: Callable[[str], str]) -> list[Found]:
    """All but the last of codes that share the noun: «Уголовный и Трудовой кодексы», «Эмгек жана Жер кодекстери»."""
    t, end = r.t, found.start
    out: list[Found] = []
    while len(out) < 12 and t.word(end - 1) in (",", "и", "или", "жана") and end - 1 > floor:
        first = last = end - 1
        while first - 1 >= floor and last - first < 4 and r.has("code", first - 1):
            first -= 1
        if first == last:
            break
        name = name_of(t.raw(first, last))
        state = r.states.by_end.get(first) if r.lang != "ru" else None
        end = state.start if state and state.start >= floor else first
        kg = state.value if state else found.jurisdiction
        out.append(Found(end, last, "code", name[:1].upper() + name[1:], jurisdiction=kg, elliptic=True))
    return out[::-1]
