"""Who cites which act where: the graph for others to use, as JSON and CSV.

Acts carry their id in the register and the work id in the shape of FRBR/Akoma Ntoso. ``start`` and ``end`` count code
points of ``context``, the sentence around the citation.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from portal.core.urls import address
from portal.corpus.citing import register_from
from portal.corpus.corpus import Portal
from portal.law import ActRecord, akn_id
from portal.model.documents import Resolution
from portal.model.values import LANGS, Lang


@dataclass(frozen=True)
class Edge:
    """One naming of an act by a document: in its text or in its metadata."""

    document: str
    kind: str
    lang: Lang | str
    address: str
    act: str
    akn: str
    candidates: tuple[str, ...]
    provisions: tuple[str, ...]
    where: str
    section: str
    surface: str
    context: str
    start: int
    end: int


def edges(portal: Portal) -> Iterator[Edge]:
    """Every edge: first what metadata names (without language), then what the texts cite, by document."""
    records = {record.id: record for record in register_from(list(portal.reference.acts.values())).records}
    for document in portal.content:
        meta = document.meta
        laws = [(law.act, law.articles, "metadata") for law in meta.laws]
        if isinstance(meta, Resolution):
            for item in meta.recommendations:
                laws += [(law.act, law.articles, f"recommendation-{item.number}") for law in item.laws]
        for act, articles, where in laws:
            page = address(document.original, document.key)
            yield Edge(
                document.slug, document.kind, "", page, act, _akn(records, act), (), articles, where, "", "", "", 0, 0
            )
        for lang in LANGS:
            body = portal.bodies.get((lang, document.slug))
            for citation in body.citations if body else ():
                settled = citation.acts[0] if len(citation.acts) == 1 else ""
                page = address(lang, document.key) + (f"#{citation.anchor}" if citation.anchor else "")
                start = max(citation.context.find(citation.surface), 0)
                yield Edge(
                    document=document.slug,
                    kind=document.kind,
                    lang=lang,
                    address=page,
                    act=settled,
                    akn=_akn(records, settled),
                    candidates=() if settled else citation.acts,
                    provisions=citation.articles,
                    where="text",
                    section=citation.section,
                    surface=citation.surface,
                    context=citation.context,
                    start=start,
                    end=start + len(citation.surface),
                )


def _akn(records: dict[str, ActRecord], act: str) -> str:
    record = records.get(act)
    return (akn_id(record) if record else None) or ""


def as_json(found: Iterable[Edge]) -> str:
    """The edges as a JSON document."""
    return json.dumps({"citations": [asdict(edge) for edge in found]}, ensure_ascii=False, indent=1) + "\n"


def as_csv(found: Iterable[Edge]) -> str:
    """The edges as CSV, lists parted by spaces. Texts that a spreadsheet would run as a formula get a quote before."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = list(Edge.__dataclass_fields__)
    writer.writerow(names)
    for edge in found:
        row = [getattr(edge, name) for name in names]
        writer.writerow([_cell(" ".join(value) if isinstance(value, tuple) else value) for value in row])
    return out.getvalue()


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@"} else value


def outputs(portal: Portal) -> dict[str, str]:
    """Files of the site: neutral, and one pair a language."""
    found = list(edges(portal))
    files = {"data/law.json": as_json(found), "data/law.csv": as_csv(found)}
    for lang in LANGS:
        own = [edge for edge in found if edge.lang in {lang, ""}]
        files[f"data/law.{lang}.json"] = as_json(own)
        files[f"data/law.{lang}.csv"] = as_csv(own)
    return files
