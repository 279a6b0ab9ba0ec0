"""What editors should look at in matters of law: a report over all documents and the register."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from portal.core.packaged import read_yaml
from portal.core.records import dataclass
from portal.corpus.citing import register_from, text_date
from portal.corpus.corpus import Portal
from portal.language.languages import OBLIGATORY
from portal.law import find, resolve_all
from portal.model.values import LANGS, Lang
from portal.words.acts import act_details, act_title
from portal.words.interface import Interface

KINDS = ("lapsed", "unresolved", "ambiguous", "text-only", "metadata-only", "unchecked")


@dataclass(frozen=True, order=True)
class Finding:
    """One line of the report: what kind, which file or act, and what about it. ``proposal`` is a record to add."""

    kind: str
    place: str
    subject: str
    detail: str = ""
    proposal: str = ""


def report(portal: Portal, lang: Lang = OBLIGATORY[-1]) -> tuple[Finding, ...]:
    """All findings, ordered by kind and place; ``lang``: the language of what they say of acts.

    ``lapsed``: the act was replaced or repealed after the document's own date; ``unresolved``: no act of the register;
    ``ambiguous``: several; ``text-only``: cited in the text but not in ``laws:``; ``metadata-only``: the reverse;
    ``unchecked``: acts of the register that documents name and whose state nobody checked.
    """
    return tuple(
        sorted(set(_documents(portal, lang)) | set(_acts(portal, lang)), key=lambda f: (KINDS.index(f.kind), f))
    )


def _documents(portal: Portal, reader: Lang) -> Iterator[Finding]:
    words = Interface(reader)
    acts = portal.reference.acts
    register = register_from(list(acts.values()))
    for document in portal.content:
        meta = document.meta
        stated = {law.act for law in meta.laws}
        day = text_date(document)
        for lang in LANGS:
            version = document.versions.get(lang)
            body = portal.bodies.get((lang, document.slug))
            if version is None or body is None:
                continue
            cited = {act for citation in body.citations for act in citation.acts}
            for citation in body.citations:
                if len(citation.acts) > 1:
                    yield Finding("ambiguous", version.path, citation.surface, " | ".join(citation.acts))
                elif not citation.acts:
                    yield Finding(
                        "unresolved",
                        version.path,
                        citation.surface,
                        citation.context,
                        _proposal(citation.surface, lang),
                    )
                elif citation.acts[0] not in stated:
                    yield Finding("text-only", version.path, citation.acts[0], citation.surface)
            for name in sorted(stated - cited):
                yield Finding("metadata-only", version.path, name)
        for record in register.records:
            named = record.id in stated or any(
                record.id in citation.acts
                for lang in LANGS
                for citation in getattr(portal.bodies.get((lang, document.slug)), "citations", ())
            )
            if named and day and record.valid_to and record.valid_to[: len(day)] > day:
                successor = acts.get(acts[record.id].replaced_by or "")
                after = f"{act_title(successor, words).text} ({act_details(successor, words)})" if successor else ""
                path = document.versions[document.original].path
                yield Finding("lapsed", path, record.id, f"{record.valid_to} {after}".strip())


def _acts(portal: Portal, reader: Lang) -> Iterator[Finding]:
    used = {law.act for item in portal.content for law in item.meta.laws}
    used |= {act for body in portal.bodies.values() for citation in body.citations for act in citation.acts}
    words = Interface(reader)
    for name in sorted(used):
        act = portal.reference.acts.get(name)
        if act and act.standing is None:
            yield Finding("unchecked", "data/acts.yml", name, act_details(act, words))


def _proposal(surface: str, lang: str) -> str:
    """A record for ``data/acts.yml`` with what the citation says; what it does not say is left out."""
    found = find(surface, lang)
    if not found or resolve_all(found[:1], register_from([]))[0].act or found[0].internal:
        return ""
    citation = found[0]
    lines = [
        f"- id: kg-{citation.kind.replace('_', '-')}-{(citation.date or '')[:4]}-{citation.number or ''}".rstrip("-")
    ]
    lines.append(f"  kind: {citation.kind}")
    if citation.title:
        lines.append(f'  title: {{{lang}: "{citation.title}"}}')
    if citation.date and not citation.date.startswith("--"):
        lines.append(f"  {'date' if len(citation.date) == 10 else 'year'}: {citation.date}")
    if citation.number:
        lines.append(f"  number: '{citation.number}'")
    return "\n".join(lines)


@cache
def headings() -> Mapping[str, Mapping[str, str]]:
    """Language of messages → what the kinds of findings are called."""
    loaded: Mapping[str, Mapping[str, str]] = read_yaml("portal.corpus", "law_report.yml")
    return loaded


def as_text(findings: Iterable[Finding], lang: str, markdown: bool = False) -> str:
    """The report to read, a heading a kind; with ``markdown`` as lists."""
    lines: list[str] = []
    current = ""
    for item in findings:
        if item.kind != current:
            current = item.kind
            title = headings()[lang][current]
            lines += ["", f"## {title}" if markdown else title.upper(), ""]
        bullet = f"- `{item.place}`: {item.subject}" if markdown else f"{item.place}: {item.subject}"
        lines.append(bullet + (f" — {item.detail}" if item.detail else ""))
        if item.proposal:
            block = ["  ```yaml", *(f"  {line}" for line in item.proposal.split("\n")), "  ```"]
            lines += block if markdown else [f"    {line}" for line in item.proposal.split("\n")]
    return "\n".join(lines).strip() + "\n"


def as_csv(findings: Iterable[Finding]) -> str:
    """The report as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["kind", "place", "subject", "detail", "proposal"])
    for item in findings:
        writer.writerow([item.kind, item.place, item.subject, item.detail, item.proposal])
    return out.getvalue()
