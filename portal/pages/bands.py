"""Practices by what they cost: bands of the whole cost, of the own part and of the cost for one person, for facets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from portal.model.costs import cost_each, costs_of, own_part, reached
from portal.model.documents import DocumentMeta, Practice
from portal.reference.load import ReferenceData

OWN_KIND = "lsg"
"""The kind of bodies of local self-government, in ``data/organisations.yml``."""
CURRENCY = "KGS"
BOUNDS: Mapping[str, Sequence[int]] = {
    "cost": (500_000, 2_000_000, 5_000_000, 10_000_000),
    "own": (10, 30, 50),
    "each": (1_000, 5_000, 20_000),
}
"""The upper bounds of the bands (som; per cent; som for one person); what is more is ``more``."""
CEILINGS = BOUNDS["cost"][:3]
"""Those that a list offers at its head, for one touch."""


def own_bodies(data: ReferenceData) -> frozenset[str]:
    """Ids of the bodies of local self-government."""
    return frozenset(item.id for item in data.organisations.values() if item.kind == OWN_KIND)


def bands(name: str) -> tuple[str, ...]:
    """The values of a facet in their order."""
    return (*map(str, BOUNDS[name]), "more")


def bands_of(meta: DocumentMeta, data: ReferenceData) -> dict[str, tuple[str, ...]]:
    """The bands of a document, the lowest first; none where a source is silent, or counts in another currency.

    What costs up to 500,000 costs up to 2,000,000 too: who asks for a bound means all below it.
    """
    found: dict[str, tuple[str, ...]] = dict.fromkeys(BOUNDS, ())
    if not isinstance(meta, Practice):
        return found
    costs, served = costs_of(meta.figures), next(iter(reached(meta.figures)), None)
    if costs.total and costs.total.unit == CURRENCY:
        found["cost"] = _band("cost", costs.total.value)
        each = cost_each(costs, meta.figures)
        if each and served and served.unit == "people":
            found["each"] = _band("each", each.value)
    own = own_part(costs, own_bodies(data))
    if own:
        found["own"] = _band("own", 100 * own[1])
    return found


def _band(name: str, value: float) -> tuple[str, ...]:
    return tuple(str(bound) for bound in BOUNDS[name] if value <= bound) or ("more",)
