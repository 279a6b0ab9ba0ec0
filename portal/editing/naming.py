"""Names and sources of ``data/``: what stands in one language only, and values of acts without a source.

A build shows what it has; whoever edits the data is told what is still missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from portal.content.data_files import load_data
from portal.core.problems import Problem, problem
from portal.model import reference as m
from portal.model.values import LANGS, other_lang
from portal.reference.load import ReferenceData

_File = m.ActsFile | m.OrganisationsFile | m.RegionsFile
_FILES: Mapping[str, type[_File]] = {
    "data/acts.yml": m.ActsFile,
    "data/organisations.yml": m.OrganisationsFile,
    "data/regions.yml": m.RegionsFile,
}
Place = tuple[str | int, ...]


def naming_problems(root: Path) -> Iterator[Problem]:
    """Every name in one language only, every value of an act that no source names."""
    for path, model in _FILES.items():
        value, loaded, _ = load_data(root, path, model)
        if value is None:
            continue  # other checks say why
        for place, name, known in _names(value):
            if known.lacks:
                line, column = loaded.place(place)
                text = known.get(other_lang(known.lacks))
                yield problem("name-one-language", path, line, column, id=name, name=text, lang=known.lacks)
        for index, act in enumerate(value.acts if isinstance(value, m.ActsFile) else ()):
            for code, field, names in _sources(act):
                line, column = loaded.place(("acts", index, *field))
                yield problem(code, path, line, column, act=act.id, values=", ".join(names))


def translations(data: ReferenceData) -> Mapping[str, tuple[str, ...]]:
    """For a native reader: language → ``id: the portal's translation ← the words that were seen``, by id."""
    found: dict[str, list[str]] = {lang: [] for lang in LANGS}
    files = (m.ActsFile(acts=tuple(data.acts.values())),
             m.OrganisationsFile(organisations=tuple(data.organisations.values())),
             m.RegionsFile(oblasts=(), municipalities=tuple(data.municipalities.values())))  # fmt: skip
    for file in files:
        for _, name, known in _names(file):
            for lang in known.translated:
                found[lang].append(f"{name}: {known.get(lang)} ← {known.get(other_lang(lang))}")
    return {lang: tuple(lines) for lang, lines in found.items()}


def _names(file: _File) -> Iterator[tuple[Place, str, m.Known]]:
    """Every name with its place in the file and the id of its record."""
    if isinstance(file, m.ActsFile):
        for index, act in enumerate(file.acts):
            for field in ("title", "approves"):
                yield ("acts", index, field), act.id, getattr(act, field)
    elif isinstance(file, m.OrganisationsFile):
        for index, body in enumerate(file.organisations):
            for number, name in enumerate(body.names):
                yield ("organisations", index, "names", number, "title"), body.id, name.title
    else:
        for index, town in enumerate(file.municipalities):
            yield ("municipalities", index, "title"), town.id, town.title


def _sources(act: m.Act) -> Iterator[tuple[str, Place, list[str]]]:
    values = list(_values(act))
    named = {name for source in act.sources for name in source.of}
    missing = [name for name in values if name not in named]
    if missing:
        yield "act-unsourced", ("id",), missing
    for index, source in enumerate(act.sources):
        idle = [str(name) for name in source.of if name not in values]
        if idle:
            yield "act-source-idle", ("sources", index), idle


def _values(act: m.Act) -> Iterator[str]:
    """The values of an act that were read somewhere: not what the portal translated itself."""
    for field in ("title", "approves"):
        known: m.Known = getattr(act, field)
        yield from (f"{field}.{lang}" for lang in LANGS if known.get(lang) and lang not in known.translated)
    if act.date or act.year:
        yield "date"
    if act.number:
        yield "number"
    if act.amended_by:
        yield "amended_by"
    if any(act.published.get(lang) for lang in LANGS):
        yield "published"
