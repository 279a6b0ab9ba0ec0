"""Which document cites which act where, and the first form in which that was published: ``data/law*``.

``open_law`` publishes the same as a graph, with the acts themselves. The files here keep their addresses.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from portal.core.urls import address
from portal.corpus.citing import register_from
from portal.corpus.corpus import Portal
from portal.law import ActRecord, akn_id
from portal.model.documents import Resolution
from portal.model.values import LANGS, Lang
from portal.publish.data.table import table


@dataclass(frozen=True)
class Edge:
    """One naming of an act by a document: in its text or in its metadata.

    ``act`` is the id in the register, ``akn`` the work id in the shape of Akoma Ntoso; where the text leaves several
    acts possible both are empty and ``candidates`` names them. ``provisions`` are articles as the text writes them,
    ``eids`` the element ids of all provisions. ``start`` and ``end`` count code points of ``context``, the sentence
    around the citation. What metadata names has no language, no surface and no context.
    """

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
    eids: tuple[str, ...] = ()


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
                    eids=citation.eids,
                )


def _akn(records: dict[str, ActRecord], act: str) -> str:
    record = records.get(act)
    return (akn_id(record) if record else None) or ""


def as_json(found: Iterable[Edge]) -> str:
    """The edges as a JSON document."""
    return json.dumps({"citations": [asdict(edge) for edge in found]}, ensure_ascii=False, indent=1) + "\n"


def as_csv(found: Iterable[Edge]) -> str:
    """The edges as CSV, lists parted by spaces."""
    names = list(Edge.__dataclass_fields__)
    return table(names, ([getattr(edge, name) for name in names] for edge in found))


def outputs(found: Sequence[Edge]) -> dict[str, str]:
    """Files of the site: neutral, and one pair a language."""
    files = {"data/law.json": as_json(found), "data/law.csv": as_csv(found)}
    for lang in LANGS:
        own = [edge for edge in found if edge.lang in {lang, ""}]
        files[f"data/law.{lang}.json"] = as_json(own)
        files[f"data/law.{lang}.csv"] = as_csv(own)
    return files
