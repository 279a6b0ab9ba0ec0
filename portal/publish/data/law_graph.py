"""Who cites which act where: the graph for others to use, as JSON and CSV.

Acts carry their id in the register and the work id in the shape of FRBR/Akoma Ntoso. ``start`` and ``end`` count code
points of ``context``, the sentence around the citation.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from portal.content.documents import Document
from portal.core.cells import Cells
from portal.core.urls import address
from portal.corpus.citing import register_from
from portal.corpus.corpus import Portal
from portal.law import akn_id
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


def edges_of(portal: Portal, document: Document, akn: Callable[[str], str]) -> Iterator[Edge]:
    """The edges of a document: first what its metadata names (without language), then what its texts cite.

    ``akn``: what gives the work id of an act.
    """
    meta = document.meta
    laws = [(law.act, law.articles, "metadata") for law in meta.laws]
    if isinstance(meta, Resolution):
        for item in meta.recommendations:
            laws += [(law.act, law.articles, f"recommendation-{item.number}") for law in item.laws]
    for act, articles, where in laws:
        page = address(document.original, document.key)
        yield Edge(document.slug, document.kind, "", page, act, akn(act), (), articles, where, "", "", "", 0, 0)
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
                akn=akn(settled) if settled else "",
                candidates=() if settled else citation.acts,
                provisions=citation.articles,
                where="text",
                section=citation.section,
                surface=citation.surface,
                context=citation.context,
                start=start,
                end=start + len(citation.surface),
            )


Part = tuple[str, str]
"""Edges as a piece of the JSON document, and as lines of the table."""


def part(found: Sequence[Edge]) -> Part:
    """Some edges as they stand in the files."""
    pieces = (json.dumps(asdict(edge), ensure_ascii=False, indent=1) for edge in found)
    inner = ",\n".join("  " + piece.replace("\n", "\n  ") for piece in pieces)
    return inner, _table(_row(edge) for edge in found)


def as_json(parts: Iterable[Part]) -> str:
    """The edges as a JSON document."""
    inner = ",\n".join(piece for piece, _ in parts if piece)
    return f'{{\n "citations": [\n{inner}\n ]\n}}\n' if inner else '{\n "citations": []\n}\n'


def as_csv(parts: Iterable[Part]) -> str:
    """The edges as CSV, lists parted by spaces. Texts that a spreadsheet would run as a formula get a quote before."""
    return _table([_NAMES]) + "".join(lines for _, lines in parts)


_NAMES = list(Edge.__dataclass_fields__)


def _table(rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _row(edge: Edge) -> list[object]:
    values = (getattr(edge, name) for name in _NAMES)
    return [_cell(" ".join(value) if isinstance(value, tuple) else value) for value in values]


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@"} else value


class LawGraph:
    """The files of the graph, as sums of what each document adds to them: neutral ones, and one pair a language."""

    def __init__(self, portal: Portal, cells: Cells) -> None:
        """``portal``: as cells have it."""
        self._portal = portal
        self._akn = cells.derived("work id", self._make_id)
        self._parts_of = cells.derived("law parts", self._make_parts)
        self._text = cells.derived("law file", self._make, kept=False)
        self._cells = cells

    @property
    def names(self) -> tuple[str, ...]:
        """The files by their path in the site."""
        return tuple(f"data/law{of and '.'}{of}.{end}" for of in ("", *LANGS) for end in ("json", "csv"))

    def digest(self, name: str) -> bytes:
        """A hash of a file, which is made for that only if it must be."""
        return self._cells.digest("law file", name)

    def text(self, name: str) -> str:
        """The content of a file."""
        return self._text(name)

    def _make_id(self, name: str) -> str:
        act = self._portal.reference.acts.get(name)
        return (akn_id(register_from([act]).records[0]) if act else None) or ""

    def _make_parts(self, slug: str) -> Mapping[str, Part]:
        """By language, and of all for an empty name; nothing for a document that is not listed."""
        document = self._portal.documents[slug]
        if document.review != "published":
            return {}
        found = list(edges_of(self._portal, document, self._akn))
        return {of: part([edge for edge in found if not of or edge.lang in {of, ""}]) for of in ("", *LANGS)}

    def _make(self, name: str) -> str:
        of = name.split(".")[1] if name.count(".") > 1 else ""
        parts = (found[of] for slug in self._portal.documents if (found := self._parts_of(slug)))
        return as_json(parts) if name.endswith(".json") else as_csv(parts)


def outputs(portal: Portal) -> dict[str, str]:
    """All files of the graph by their path in the site."""
    graph = LawGraph(portal, Cells(b""))
    return {name: graph.text(name) for name in graph.names}
