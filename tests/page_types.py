"""One page of every type, found in the built site, so that new types are looked at without being named."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_TEMPLATE = re.compile(r"\bp-page--([a-z_]+)")
LANGUAGES = ("ky", "ru")


@cache
def page_types(site: Path) -> dict[str, dict[str, str]]:
    """Return language → type → address of the richest page of that type."""
    found: dict[str, dict[str, tuple[int, str]]] = {lang: {} for lang in LANGUAGES}
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        match = _TEMPLATE.search(text)
        if not match:
            continue
        address = path.relative_to(site).as_posix()
        types = found["ru" if address.startswith("ru/") else "ky"]
        # The longest page shows the most pieces; an empty one is told apart, it looks different.
        name = match[1] if "p-card" in text or match[1] != "catalogue" else "empty catalogue"
        size = len(text)
        if name not in types or size > types[name][0]:
            types[name] = (size, address)
    return {lang: {name: address for name, (_, address) in types.items()} for lang, types in found.items()}


def addresses(site: Path) -> list[str]:
    """Return one address of every type in both languages."""
    return [address for types in page_types(site).values() for address in types.values()]


def in_turn(site: Path) -> list[str]:
    """Return one address of every type, the languages taking turns."""
    found = page_types(site)
    names = sorted({name for types in found.values() for name in types})
    pairs = [(found[LANGUAGES[place % 2]], found[LANGUAGES[1 - place % 2]], name) for place, name in enumerate(names)]
    return [types.get(name) or other[name] for types, other, name in pairs]


def of_type(site: Path, name: str, lang: str = "ky") -> str:
    """Return the address of a page of this type."""
    return page_types(site)[lang][name]
