"""Where a document is about: from the smallest place that its author named up to the oblast."""

from __future__ import annotations

from portal.core.records import dataclass
from portal.model.parts import Place
from portal.model.values import Lang
from portal.reference.load import ReferenceData


@dataclass(frozen=True)
class Located:
    """A place with everything that follows from it; each part may be unknown."""

    municipality: str | None
    district: str | None
    oblast: str | None
    country: str | None


def locate(place: Place, data: ReferenceData) -> Located:
    """Fill in the district and the oblast that a municipality or a district lies in."""
    municipality = data.municipalities.get(place.municipality or "")
    district = place.district or (municipality.district if municipality else None)
    oblast = place.oblast or (municipality.oblast if municipality else None)
    oblast = oblast or data.oblast_of_district.get(district or "")
    return Located(place.municipality, district, oblast, place.country)


def names(located: Located, data: ReferenceData, lang: Lang) -> list[tuple[str, Lang, str | None]]:
    """The parts from small to large: words, their language, and the key of the page of that region if any."""
    parts: list[tuple[str, Lang, str | None]] = []
    municipality = data.municipalities.get(located.municipality or "")
    if municipality:
        best = municipality.title.best(lang)
        if best:
            parts.append((best[0], best[1], None))
    district = data.districts.get(located.district or "")
    if district:
        key = f"regions/{located.oblast}#{located.district}" if located.oblast else None
        parts.append((*district.title.best(lang), key))
    oblast = data.oblasts.get(located.oblast or "")
    if oblast:
        own = (*oblast.title.best(lang), f"regions/{oblast.id}")
        # A city of republican significance is a municipality and a region at once: it is named once, and leads there.
        if parts and oblast.kind == "city":
            parts[-1] = (*parts[-1][:2], parts[-1][2] or own[2])
        else:
            parts.append(own)
    return parts
