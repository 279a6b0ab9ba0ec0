"""``data/*.yml`` → checked and cross-checked reference data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field as attribute
from dataclasses import fields, replace
from pathlib import Path
from typing import Protocol, TypeVar

from pydantic import BaseModel

from portal.content.data_files import content_digest, load_data
from portal.content.validation import nearest
from portal.core import strict_yaml
from portal.core.caching import Store, digest
from portal.core.problems import Problem, problem
from portal.core.records import dataclass
from portal.model import reference as m
from portal.model.journal import JournalFile, JournalItem, JournalRubric
from portal.model.law_database import DatabaseCode
from portal.reference.act_sources import unsourced
from portal.reference.replacements import faults_of
from portal.reference.synonyms import synonym_faults


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


Field = tuple[str | int, ...]
F = TypeVar("F", bound=BaseModel)
R = TypeVar("R", bound=_HasId)


@dataclass(frozen=True)
class ReferenceData:
    """Everything in ``data/`` by id, in the order of the files."""

    groups: Mapping[str, m.TopicGroup]
    topics: Mapping[str, m.Topic]
    acts: Mapping[str, m.Act]
    oblasts: Mapping[str, m.Oblast]
    districts: Mapping[str, m.District]
    oblast_of_district: Mapping[str, str]
    municipalities: Mapping[str, m.Municipality]
    organisations: Mapping[str, m.Organisation]
    terms: Mapping[str, m.Term]
    synonyms: Mapping[str, m.SynonymSet]
    pages: Mapping[str, m.PageWords] = attribute(default_factory=dict)
    rubrics: Mapping[str, JournalRubric] = attribute(default_factory=dict)
    journal: Mapping[str, JournalItem] = attribute(default_factory=dict)
    digest: bytes = b""
    """Of the files; empty where one of them cannot be read."""
    hashes: Mapping[str, Mapping[str, bytes]] = attribute(default_factory=dict)
    """Field → id → a hash of the record, where they are known."""


EMPTY = ReferenceData({}, {}, {}, {}, {}, {}, {}, {}, {}, {})
_NAMES = ("topics", "acts", "regions", "organisations", "glossary")
_SYNONYMS, _PAGES, _JOURNAL = "synonyms", "pages", "journal"
"""Files that a portal may do without."""


def _path(name: str) -> str:
    return f"data/{name}.yml"


def load_reference(root: Path, store: Store | None = None) -> tuple[ReferenceData, tuple[Problem, ...]]:
    """Read ``root / "data"``. A file that cannot be used counts as empty, and its problems say why.

    What ``store`` remembers of files with this content is not made again.
    """
    key = _digest(root)
    known: tuple[ReferenceData, tuple[Problem, ...]] | None = store.get(key) if store and key else None
    if known is None:
        data, problems = _load(root)
        if key and key == _digest(root):  # nobody has written to them meanwhile
            data = replace(data, digest=key, hashes={name: _hashes(group) for name, group in groups_of(data).items()})
            if store:
                store.put(key, (data, problems))
        known = data, problems
    return known


def groups_of(data: ReferenceData) -> dict[str, Mapping[str, object]]:
    """The records by the fields that hold them."""
    return {one.name: getattr(data, one.name) for one in fields(data) if one.name not in {"digest", "hashes"}}


def _hashes(records: Mapping[str, object]) -> dict[str, bytes]:
    return {name: digest(record) for name, record in records.items()}


def _digest(root: Path) -> bytes:
    more = [name for name in (_SYNONYMS, _PAGES, _JOURNAL) if _has(root, name)]
    return content_digest(root, [_path(name) for name in (*_NAMES, *more)])


def _has(root: Path, name: str) -> bool:
    file = root / _path(name)
    return file.exists() or file.is_symlink()


def _load(root: Path) -> tuple[ReferenceData, tuple[Problem, ...]]:
    problems: list[Problem] = []
    topics = _file(root, "topics", m.TopicsFile, problems, m.TopicGroup, m.Topic)
    acts = _file(
        root, "acts", m.ActsFile, problems, m.Act, DatabaseCode, m.ActStatus, m.ActState, m.Amendment, m.ActSource
    )
    regions = _file(root, "regions", m.RegionsFile, problems, m.Oblast, m.District, m.Municipality, m.Tile)
    organisations = _file(
        root, "organisations", m.OrganisationsFile, problems, m.Organisation, m.OrganisationName, m.Known
    )
    glossary = _file(root, "glossary", m.GlossaryFile, problems, m.Term)
    synonyms = _file(root, _SYNONYMS, m.SynonymsFile, problems, m.SynonymSet) if _has(root, _SYNONYMS) else None
    pages = _file(root, _PAGES, m.PagesFile, problems, m.PageWords) if _has(root, _PAGES) else None

    oblasts = regions[0].oblasts if regions else ()
    districts = [
        (("oblasts", index, "districts", position), district)
        for index, oblast in enumerate(oblasts)
        for position, district in enumerate(oblast.districts)
    ]
    data = ReferenceData(
        groups=_by_id("groups", topics[0].groups, topics[1], problems) if topics else {},
        topics=_by_id("topics", topics[0].topics, topics[1], problems) if topics else {},
        acts=_by_id("acts", acts[0].acts, acts[1], problems) if acts else {},
        oblasts=_by_id("oblasts", oblasts, regions[1], problems) if regions else {},
        districts=_unique(districts, regions[1], problems) if regions else {},
        oblast_of_district={item.id: oblast.id for oblast in reversed(oblasts) for item in oblast.districts},
        municipalities=_by_id("municipalities", regions[0].municipalities, regions[1], problems) if regions else {},
        organisations=_by_id("organisations", organisations[0].organisations, organisations[1], problems)
        if organisations
        else {},
        terms=_by_id("terms", glossary[0].terms, glossary[1], problems) if glossary else {},
        synonyms=_by_id("synonyms", synonyms[0].synonyms, synonyms[1], problems) if synonyms else {},
        pages=_by_id("pages", pages[0].pages, pages[1], problems) if pages else {},
    )
    rubrics, journal = _journal(root, problems)
    data = replace(data, rubrics=rubrics, journal=journal)
    if topics:
        problems.extend(_cross(topics[1], "topics", "group", topics[0].topics, data.groups))
    if acts:
        for name in ("replaces", "replaced_by", "same_title_as"):
            problems.extend(_cross(acts[1], "acts", name, acts[0].acts, data.acts))
        for index, act in enumerate(acts[0].acts):
            for code, part, words in faults_of(act, data.acts):
                line, column = acts[1].loaded.place(("acts", index, *((part,) if part else ())))
                problems.append(problem(code, acts[1].path, line, column, **words))
            for code, field, names in unsourced(act):
                line, column = acts[1].loaded.place(("acts", index, *field))
                problems.append(problem(code, acts[1].path, line, column, act=act.id, values=", ".join(names)))
    if synonyms:
        for code, field, words in synonym_faults(synonyms[0].synonyms, data.terms.values()):
            line, column = synonyms[1].loaded.place(("synonyms", *field))
            problems.append(problem(code, synonyms[1].path, line, column, **words))
    if regions:
        for name, known in (("oblast", data.oblasts), ("district", data.districts)):
            problems.extend(_cross(regions[1], "municipalities", name, regions[0].municipalities, known))
    return data, tuple(problems)


def _journal(root: Path, problems: list[Problem]) -> tuple[Mapping[str, JournalRubric], Mapping[str, JournalItem]]:
    """The rubrics and the items of the journal."""
    found = _file(root, _JOURNAL, JournalFile, problems, JournalRubric, JournalItem) if _has(root, _JOURNAL) else None
    if found is None:
        return {}, {}
    file, places = found
    rubrics = _by_id("rubrics", file.rubrics, places, problems)
    problems.extend(_cross(places, "items", "rubric", file.items, rubrics))
    return rubrics, _by_id("items", file.items, places, problems)


class _Places:
    """A loaded file, for the places of its values."""

    def __init__(self, path: str, loaded: strict_yaml.Loaded) -> None:
        self.path = path
        self.loaded = loaded


def _file(
    root: Path, name: str, model: type[F], problems: list[Problem], *nested: type[BaseModel]
) -> tuple[F, _Places] | None:
    path = _path(name)
    value, loaded, found = load_data(root, path, model, *nested)
    problems.extend(found)
    return (value, _Places(path, loaded)) if value is not None else None


def _by_id(section: str, records: Sequence[R], places: _Places, problems: list[Problem]) -> dict[str, R]:
    return _unique([((section, index), record) for index, record in enumerate(records)], places, problems)


def _unique(records: Iterable[tuple[Field, R]], places: _Places, problems: list[Problem]) -> dict[str, R]:
    found: dict[str, R] = {}
    first: dict[str, int] = {}
    for field, record in records:
        line, column = places.loaded.place((*field, "id"))
        if record.id in found:
            where = f"{places.path}:{first[record.id]}"
            problems.append(problem("data-duplicate-id", places.path, line, column, id=record.id, first=where))
            continue
        found[record.id], first[record.id] = record, line
    return found


def _cross(
    places: _Places, section: str, name: str, records: Iterable[BaseModel], known: Mapping[str, object]
) -> Iterator[Problem]:
    """Ids in the field ``name`` that nothing has."""
    for index, record in enumerate(records):
        value = getattr(record, name)
        many = isinstance(value, tuple)
        for position, wanted in enumerate(value if many else (value,)):
            if wanted is not None and wanted not in known:
                field = (section, index, name, position) if many else (section, index, name)
                line, column = places.loaded.place(field)
                near = nearest(wanted, known) or "–"
                yield problem("data-reference", places.path, line, column, field=name, value=wanted, near=near)
