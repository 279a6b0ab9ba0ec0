"""The graph of law for others to use: acts with their relations, and who cites them where.

``data/acts.json`` and ``data/citations.json`` hold all of it, each with a JSON Schema beside it; the CSV files hold the
same rows for spreadsheets. Works have an id in the shape of Akoma Ntoso, provisions an element id
(``portal.law.register``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from portal.core.urls import address
from portal.corpus.citing import register_from
from portal.law import akn_id
from portal.law.tables import common
from portal.model.reference import Act
from portal.model.values import LANGS
from portal.publish.data.law_graph import Edge
from portal.publish.data.table import table

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
SCHEMA = "https://json-schema.org/draft/2020-12/schema"


class _Open(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class OpenState(_Open):
    """What an act was from a day on, as a source said."""

    state: str = Field(description="in-force, suspended, repealed or replaced")
    since: str = Field(description="YYYY-MM-DD, YYYY-MM or YYYY")
    by: str | None = Field(None, description="id of the act that brought it about")
    source: str | None = None


class OpenSource(_Open):
    """Where values of an act were read: ``at`` is an address or a site, ``seen`` what it was without an address."""

    of: tuple[str, ...]
    at: str | None
    seen: str | None
    day: str | None = Field(description="as far as it is known: YYYY, YYYY-MM or YYYY-MM-DD")
    number: str | None = Field(description="what it is filed under where it was read")


class OpenAct(_Open):
    """An act as the portal knows it. A value that no source gave is missing: it says nothing about the act."""

    id: str
    uri: str | None = Field(description="work id in the shape of Akoma Ntoso; null while date and year are unknown")
    kind: str
    issuer: str | None = Field(description="who decided: written in the register, else implied by the kind")
    jurisdiction: str
    place: str | None = Field(description="of a local act: id of the municipality, district or oblast")
    title: dict[str, str] = Field(description="language -> title")
    translated: tuple[str, ...] = Field(description="languages whose title is the portal's own translation")
    approves: dict[str, str] = Field(description="language -> title of the document that the act brought into force")
    date: str | None
    number: str | None
    official: dict[str, str] = Field(description="language -> address of the official text")
    pages: dict[str, str] = Field(description="language -> page of the portal, below its root")
    states: tuple[OpenState, ...]
    sources: tuple[OpenSource, ...]


Predicate = Literal["replaces", "amends"]


class OpenRelation(_Open):
    """``subject`` does to ``object`` what ``predicate`` says; both are ids of acts."""

    subject: str
    predicate: Predicate
    object: str


class _File(_Open):
    licence: str = LICENCE
    issued: str = Field(description="day of the edition of the portal, YYYY-MM-DD")


class OpenActs(_File):
    """``data/acts.json``."""

    acts: tuple[OpenAct, ...]
    relations: tuple[OpenRelation, ...]


class OpenCitations(_File):
    """``data/citations.json``: every naming of an act by a document, in its text or its metadata."""

    citations: tuple[Edge, ...]


FILES = ("data/acts.json", "data/acts.csv", "data/acts.schema.json", "data/citations.schema.json")


def outputs(acts: Sequence[Act], issued: str) -> dict[str, str]:
    """Files of the site by their path, but for the citations; ``issued`` is the day of the edition."""
    nodes = tuple(_node(act) for act in acts)
    content = OpenActs(issued=issued, acts=nodes, relations=relations(acts))
    found = {"data/acts.json": _text(content.model_dump(mode="json")), "data/acts.csv": _acts_table(nodes)}
    for name, model in (("acts", OpenActs), ("citations", OpenCitations)):
        found[f"data/{name}.schema.json"] = _text({"$schema": SCHEMA, **model.model_json_schema()})
    return found


def about_citations(issued: str) -> dict[str, str]:
    """What ``data/citations.json`` says besides the citations (``law_graph.LawGraph``)."""
    return {"licence": LICENCE, "issued": issued}


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _node(act: Act) -> OpenAct:
    (record,) = register_from([act]).records
    official = {lang: url for lang in LANGS if (url := act.official(lang))}
    return OpenAct(
        id=act.id,
        uri=akn_id(record),
        kind=act.kind,
        issuer=act.issuer or common().issuer_of_kind.get(act.kind),
        jurisdiction=act.jurisdiction,
        place=act.place,
        title=dict(act.title.items()),
        translated=tuple((act.title if dict(act.title.items()) else act.approves).translated),
        approves=dict(act.approves.items()),
        date=record.date,
        number=act.number,
        official=official,
        pages={lang: address(lang, f"acts/{act.id}") for lang in LANGS},
        states=tuple(
            OpenState(state=state.state, since=state.since.iso(), by=state.by, source=state.source)
            for state in act.states
        ),
        sources=tuple(
            OpenSource(of=one.of, at=one.at, seen=one.seen, day=one.day.iso() if one.day else None, number=one.number)
            for one in act.sources
        ),
    )


def relations(acts: Iterable[Act]) -> tuple[OpenRelation, ...]:
    """Each relation between acts of the register once, whichever of the two records states it."""
    return tuple(OpenRelation(subject=one, predicate=does, object=other) for one, does, other in triples(acts))


Triple = tuple[str, Predicate, str]
"""Subject, predicate, object."""


def triples(acts: Iterable[Act]) -> tuple[Triple, ...]:
    """The same as plain values."""
    stated: list[Triple] = []
    known: set[str] = set()
    for act in acts:
        known.add(act.id)
        stated += [(act.id, "replaces", older) for older in act.replaces]
        stated += [(act.replaced_by, "replaces", act.id)] if act.replaced_by else []
        stated += [(item.act, "amends", act.id) for item in act.amended_by if item.act]
    return tuple(triple for triple in dict.fromkeys(stated) if {*triple[::2]} <= known)


def _acts_table(nodes: Sequence[OpenAct]) -> str:
    """Acts with one column a language for what is told in languages; states and sources stand in the JSON alone."""
    plain = ("id", "uri", "kind", "issuer", "jurisdiction", "place", "date", "number")
    spoken = ("title", "approves", "official", "pages")
    names = [*plain, *(f"{name}_{lang}" for name in spoken for lang in LANGS)]
    return table(
        names,
        (
            [getattr(node, name) for name in plain]
            + [getattr(node, name).get(lang, "") for name in spoken for lang in LANGS]
            for node in nodes
        ),
    )
