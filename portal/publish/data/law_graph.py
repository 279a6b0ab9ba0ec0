"""Which document cites which act where, and the first form in which that was published: ``data/law*``.

``open_law`` publishes the same as a graph, with the acts themselves. The files here keep their addresses.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Annotated

from pydantic import Field

from portal.content.documents import Document
from portal.core.cells import Cells
from portal.core.records import dataclass
from portal.core.urls import address
from portal.corpus.citing import register_from
from portal.corpus.corpus import Portal
from portal.law import Provision, akn_id, provision_eids
from portal.model.documents import Practice, Resolution
from portal.model.values import LANGS, Lang
from portal.publish.data.table import lines


@dataclass(frozen=True)
class Edge:
    """One naming of an act by a document: in its text or in its metadata.

    What metadata names has no language, no surface and no context.
    """

    document: Annotated[str, Field(description="id of the document")]
    kind: Annotated[str, Field(description="kind of the document: practice, answer, lesson …")]
    lang: Annotated[Lang | str, Field(description="language of the text; empty for metadata")]
    address: Annotated[str, Field(description="the place in the page, below the root of the portal")]
    act: Annotated[str, Field(description="id of the act in acts.json; empty where it is not settled or not known")]
    akn: Annotated[
        str,
        Field(
            description="work id of the act in the shape of Akoma Ntoso, as in acts.json; of a local act that the text "
            "names in full also where acts.json has none"
        ),
    ]
    candidates: Annotated[tuple[str, ...], Field(description="ids of the acts that it may be, where several remain")]
    provisions: Annotated[tuple[str, ...], Field(description="articles: 28, 12-1 (inserted), 102..117 (a range)")]
    where: Annotated[str, Field(description="text, metadata, recommendation-N or condition-ID")]
    section: Annotated[str, Field(description="id of the heading above")]
    surface: Annotated[str, Field(description="the words that cite")]
    context: Annotated[str, Field(description="the sentence around them")]
    start: Annotated[int, Field(description="where surface begins in context, in code points")]
    end: Annotated[int, Field(description="where it ends")]
    eids: Annotated[
        tuple[str, ...], Field(description="element ids of all provisions, in the shape of Akoma Ntoso: art_5__para_2")
    ] = ()


def edges_of(portal: Portal, document: Document, akn: Callable[[str], str]) -> Iterator[Edge]:
    """The edges of a document: first what its metadata names (without language), then what its texts cite.

    ``akn``: what gives the work id of an act.
    """
    meta = document.meta
    laws = [(law.act, law.articles, "metadata") for law in meta.laws]
    if isinstance(meta, Resolution):
        for item in meta.recommendations:
            laws += [(law.act, law.articles, f"recommendation-{item.number}") for law in item.laws]
    if isinstance(meta, Practice):
        for one in meta.conditions:
            laws += [(law.act, law.articles, f"condition-{one.id}") for law in one.laws]
    for act, articles, where in laws:
        page = address(document.original, document.key)
        eids = tuple(eid for article in articles for eid in provision_eids(Provision(article)))
        yield Edge(document.slug, document.kind, "", page, act, akn(act), (), articles, where, "", "", "", 0, 0, eids)
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
                akn=akn(settled) if settled else citation.work,
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


Part = tuple[str, str]
"""Edges as a piece of the JSON document, and as lines of the table."""


def part(found: Sequence[Edge]) -> Part:
    """Some edges as they stand in the files."""
    pieces = (json.dumps(asdict(edge), ensure_ascii=False, indent=1) for edge in found)
    inner = ",\n".join("  " + piece.replace("\n", "\n  ") for piece in pieces)
    return inner, lines([getattr(edge, name) for name in _NAMES] for edge in found)


def as_json(parts: Iterable[Part], **before: str) -> str:
    """The edges as a JSON document, with other members ``before`` them."""
    head = "".join(f' "{name}": {json.dumps(value, ensure_ascii=False)},\n' for name, value in before.items())
    inner = ",\n".join(piece for piece, _ in parts if piece)
    return f'{{\n{head} "citations": [\n{inner}\n ]\n}}\n' if inner else f'{{\n{head} "citations": []\n}}\n'


def as_csv(parts: Iterable[Part]) -> str:
    """The edges as CSV, lists parted by spaces."""
    return lines([_NAMES]) + "".join(some for _, some in parts)


_NAMES = list(Edge.__dataclass_fields__)


class LawGraph:
    """The files of citations, as sums of what each document adds to them: neutral ones, and one pair a language.

    ``data/citations*`` is the same once more, with what others need to use it (``open_law``).
    """

    def __init__(self, portal: Portal, cells: Cells, **about: str) -> None:
        """``portal``: as cells have it; ``about``: what ``data/citations.json`` says of itself."""
        self._portal, self._about = portal, cells.source("about citations", about)
        self._akn = cells.derived("work id", self._make_id)
        self._parts_of = cells.derived("law parts", self._make_parts)
        self._text = cells.derived("law file", self._make, kept=False)
        self._cells = cells

    @property
    def names(self) -> tuple[str, ...]:
        """The files by their path in the site."""
        names = ("citations", "law", *(f"law.{of}" for of in LANGS))
        return tuple(f"data/{name}.{end}" for name in names for end in ("json", "csv"))

    def digest(self, name: str) -> bytes:
        """A hash of a file, which is made for that only if it must be."""
        return self._cells.digest("law file", name)

    def text(self, name: str) -> str:
        """The content of a file."""
        return self._text(name)

    def forget(self, name: str) -> None:
        """Let go of a file that nobody will ask for again: together they are as large as all texts."""
        self._cells.forget("law file", name)

    def _make_id(self, name: str) -> str:
        act = self._portal.reference.acts.get(name)
        return (akn_id(register_from([act]).records[0]) if act else None) or ""

    def _make_parts(self, slug: str) -> Mapping[str, Part]:
        """By language, and of its metadata for an empty name; nothing for a document that is not listed."""
        document = self._portal.documents[slug]
        if document.review != "published":
            return {}
        found = list(edges_of(self._portal, document, self._akn))
        return {of: part([edge for edge in found if edge.lang == of]) for of in ("", *LANGS)}

    def _make(self, name: str) -> str:
        wanted = ("", name.split(".")[1]) if name.count(".") > 1 else ("", *LANGS)
        known = (found for slug in self._portal.documents if (found := self._parts_of(slug)))
        parts = (found[of] for found in known for of in wanted)
        if name.endswith(".csv"):
            return as_csv(parts)
        return as_json(parts, **(dict(self._about.items()) if name == "data/citations.json" else {}))


def outputs(portal: Portal, **about: str) -> dict[str, str]:
    """All files of the graph by their path in the site; ``about``: as for :class:`LawGraph`."""
    graph = LawGraph(portal, Cells(b""), **about)
    return {name: graph.text(name) for name in graph.names}
