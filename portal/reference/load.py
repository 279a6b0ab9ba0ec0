"""``data/*.yml`` → checked and cross-checked reference data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from pydantic import BaseModel

from portal.content import strict_yaml
from portal.content.validation import field_names, nearest, validate
from portal.problems import Problem, problem
from portal.reference import models as m


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


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


EMPTY = ReferenceData({}, {}, {}, {}, {}, {}, {}, {}, {})


def load_reference(root: Path) -> tuple[ReferenceData, tuple[Problem, ...]]:
    """Read ``root / "data"``. A file that cannot be used counts as empty, and its problems say why."""
    problems: list[Problem] = []
    topics = _file(root, "topics", m.TopicsFile, problems, m.TopicGroup, m.Topic)
    acts = _file(root, "acts", m.ActsFile, problems, m.Act, m.ActStatus, m.Amendment)
    regions = _file(root, "regions", m.RegionsFile, problems, m.Oblast, m.District, m.Municipality, m.Tile)
    organisations = _file(
        root, "organisations", m.OrganisationsFile, problems, m.Organisation, m.OrganisationName
    )
    glossary = _file(root, "glossary", m.GlossaryFile, problems, m.Term)

    districts: dict[str, m.District] = {}
    oblast_of: dict[str, str] = {}
    for oblast in regions[0].oblasts if regions else ():
        for district in oblast.districts:
            districts[district.id] = district
            oblast_of[district.id] = oblast.id
    data = ReferenceData(
        groups=_by_id(topics[0].groups, "groups", topics[1], problems) if topics else {},
        topics=_by_id(topics[0].topics, "topics", topics[1], problems) if topics else {},
        acts=_by_id(acts[0].acts, "acts", acts[1], problems) if acts else {},
        oblasts=_by_id(regions[0].oblasts, "oblasts", regions[1], problems) if regions else {},
        districts=districts,
        oblast_of_district=oblast_of,
        municipalities=_by_id(regions[0].municipalities, "municipalities", regions[1], problems)
        if regions
        else {},
        organisations=_by_id(organisations[0].organisations, "organisations", organisations[1], problems)
        if organisations
        else {},
        terms=_by_id(glossary[0].terms, "terms", glossary[1], problems) if glossary else {},
    )
    if topics:
        problems.extend(
            _cross(topics[1], "topics", "group", ((t.group,) for t in data.topics.values()), data.groups)
        )
    if acts:
        for name in ("replaces", "replaced_by"):
            wanted = ((getattr(act, name),) if getattr(act, name) else () for act in data.acts.values())
            problems.extend(_cross(acts[1], "acts", name, wanted, data.acts))
        wanted = (act.same_title_as for act in data.acts.values())
        problems.extend(_cross(acts[1], "acts", "same_title_as", wanted, data.acts))
    if regions:
        found = data.municipalities.values()
        for name, known in (("oblast", data.oblasts), ("district", data.districts)):
            wanted = ((getattr(item, name),) if getattr(item, name) else () for item in found)
            problems.extend(_cross(regions[1], "municipalities", name, wanted, known))
    return data, tuple(problems)


class _Places:
    """A loaded file, for the places of its values."""

    def __init__(self, path: str, loaded: strict_yaml.Loaded) -> None:
        self.path = path
        self.loaded = loaded


def _file(
    root: Path, name: str, model: type[F], problems: list[Problem], *nested: type[BaseModel]
) -> tuple[F, _Places] | None:
    path = f"data/{name}.yml"
    try:
        text = (root / path).read_bytes().decode("utf-8-sig")
    except OSError:
        problems.append(problem("data-file-missing", path, file=path))
        return None
    except UnicodeDecodeError:
        problems.append(problem("file-not-utf8", path, 1, 1))
        return None
    loaded = strict_yaml.load(text, path)
    problems.extend(loaded.problems)
    if loaded.value is None:
        if not loaded.problems:
            problems.append(problem("file-empty", path))
        return None
    value, found = validate(model, loaded.value, loaded, path, field_names(model, *nested))
    problems.extend(found)
    return (value, _Places(path, loaded)) if value is not None else None


def _by_id(records: Iterable[R], section: str, places: _Places, problems: list[Problem]) -> dict[str, R]:
    found: dict[str, R] = {}
    first: dict[str, int] = {}
    for index, record in enumerate(records):
        line, column = places.loaded.place((section, index, "id"))
        if record.id in found:
            where = f"{places.path}:{first[record.id]}"
            problems.append(
                problem("data-duplicate-id", places.path, line, column, id=record.id, first=where)
            )
            continue
        found[record.id], first[record.id] = record, line
    return found


def _cross(
    places: _Places, section: str, name: str, wanted: Iterable[tuple[str, ...]], known: Mapping[str, object]
) -> Iterator[Problem]:
    for index, ids in enumerate(wanted):
        for value in ids:
            if value not in known:
                line, column = places.loaded.place((section, index, name))
                near = nearest(value, known) or "–"
                yield problem("data-reference", places.path, line, column, field=name, value=value, near=near)
