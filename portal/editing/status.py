"""How far the portal is: documents per kind and language, translations that are missing or outdated."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from portal.content.models import KINDS, LANGS, Lang, PageMeta
from portal.portal import Portal


@dataclass(frozen=True)
class Status:
    """Counts by (kind, language, state), and the documents that need somebody."""

    counts: Counter[tuple[str, Lang, str]]
    missing: tuple[str, ...]
    outdated: tuple[str, ...]
    without_place: tuple[str, ...]


def status(portal: Portal) -> Status:
    """Work out the status of all documents but the ordinary pages."""
    counts: Counter[tuple[str, Lang, str]] = Counter()
    missing, outdated, without_place = [], [], []
    for document in portal.content:
        for lang in LANGS:
            state = document.state(lang)
            counts[document.kind, lang, state] += 1
            if state == "missing":
                missing.append(f"docs/{lang}/{document.key}.md")
            elif state == "outdated":
                outdated.append(document.versions[lang].path)
        if document.kind == "practice" and not isinstance(document.meta, PageMeta) and not document.meta.places:
            without_place.append(document.key)
    return Status(counts, tuple(missing), tuple(outdated), tuple(without_place))


def as_text(found: Status) -> str:
    """A table and lists to read in a terminal."""
    states = ("original", "current", "outdated", "missing")
    lines = [f"{'':12}{'':4}" + "".join(f"{state:>10}" for state in states) + f"{'there':>10}"]
    for kind in KINDS:
        for lang in LANGS:
            numbers = [found.counts[kind, lang, state] for state in states]
            there = sum(numbers[:3])
            lines.append(f"{kind:12}{lang:4}" + "".join(f"{number:>10}" for number in numbers) + f"{there:>10}")
    for name in ("missing", "outdated", "without_place"):
        paths = getattr(found, name)
        if paths:
            lines += ["", f"{name} ({len(paths)}):", *(f"  {path}" for path in paths)]
    return "\n".join(lines) + "\n"
