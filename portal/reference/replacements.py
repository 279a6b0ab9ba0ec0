"""Checks between acts: chains of replacement without loops, pairs that answer each other, states in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from portal.model.reference import Act

Fault = tuple[str, str | None, dict[str, str]]
"""The code of a problem, the field of the act in which it stands, and the words of its message."""


def faults_of(act: Act, acts: Mapping[str, Act]) -> Iterator[Fault]:
    """What contradicts itself in what ``act`` says of the acts before and after it.

    Ids that no act has are the business of another check: they count as no statement here.
    """
    after = act.replaced_by or ""
    if after == act.id or act.id in act.replaces:
        yield "act-replaces-itself", "replaced_by" if after == act.id else "replaces", {"act": act.id}
    elif loop := _loop(act, acts):
        yield "act-replacement-loop", "replaced_by", {"chain": " → ".join(loop)}
    elif after in acts and act.id not in acts[after].replaces:
        yield "act-pair", "replaced_by", {"act": after, "field": "replaces", "value": act.id}
    for before in act.replaces:
        if before != act.id and before in acts and acts[before].replaced_by != act.id:
            yield "act-pair", "replaces", {"act": before, "field": "replaced_by", "value": act.id}
    yield from _states(act)


def _loop(act: Act, acts: Mapping[str, Act]) -> list[str]:
    """The acts from ``act`` back to itself along ``replaced_by``; empty where the chain ends."""
    chain = [act.id]
    current = act.replaced_by or ""
    while current in acts and current not in chain:
        chain.append(current)
        current = acts[current].replaced_by or ""
    return [*chain, act.id] if current == act.id else []


def _states(act: Act) -> Iterator[Fault]:
    days = [state.since.iso() for state in act.states]
    if days != sorted(days):
        yield "act-states-order", "states", {"act": act.id}
    for state in act.states:
        if state.state == "replaced" and act.replaced_by and state.by and state.by != act.replaced_by:
            yield "act-state-by", "states", {"act": state.by, "other": act.replaced_by}
