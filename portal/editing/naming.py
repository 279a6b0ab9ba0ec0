"""Names of ``data/`` that stand in one language only.

A build shows what it has; whoever edits the data is told what is still missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from portal.content.data_files import load_data
from portal.core.problems import Problem, problem
from portal.model import reference as m
from portal.model.values import LANGS
from portal.reference.load import ReferenceData

_File = m.ActsFile | m.OrganisationsFile | m.RegionsFile
_FILES: Mapping[str, type[_File]] = {
    "data/acts.yml": m.ActsFile,
    "data/organisations.yml": m.OrganisationsFile,
    "data/regions.yml": m.RegionsFile,
}
Place = tuple[str | int, ...]


def naming_problems(root: Path) -> Iterator[Problem]:
    """Every name in one language only."""
    for path, model in _FILES.items():
        value, loaded, _ = load_data(root, path, model)
        if value is None:
            continue  # other checks say why
        for place, name, known in _names(value):
            if known.lacks and (seen := known.best(known.lacks)):
                line, column = loaded.place(place)
                text = seen[0]
                yield problem("name-one-language", path, line, column, id=name, name=text, lang=known.lacks)


def translations(data: ReferenceData) -> Mapping[str, tuple[str, ...]]:
    """For a native reader: language → ``id: the portal's translation ← the words that were seen``, by id."""
    found: dict[str, list[str]] = {lang: [] for lang in LANGS}
    files = (m.ActsFile(acts=tuple(data.acts.values())),
             m.OrganisationsFile(organisations=tuple(data.organisations.values())),
             m.RegionsFile(oblasts=(), municipalities=tuple(data.municipalities.values())))  # fmt: skip
    for file in files:
        for _, name, known in _names(file):
            for lang in known.translated:
                seen = next((words for code, words in known.items() if code not in known.translated), None)
                found[lang].append(f"{name}: {known.get(lang)} ← {seen}")
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
