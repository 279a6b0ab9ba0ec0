"""Do the items of the journal name documents that are there? See :mod:`portal.model.journal`."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from portal.content.validation import nearest
from portal.core.problems import Problem, problem
from portal.reference.load import ReferenceData


def check_journal(reference: ReferenceData, slugs: Collection[str]) -> Iterator[Problem]:
    """Documents that ``data/journal.yml`` names and nobody has written."""
    for item in reference.journal.values():
        for name in item.documents:
            if name not in slugs:
                near = nearest(name, slugs) or "–"
                yield problem("journal-document", "data/journal.yml", item=item.id, value=name, near=near)
