"""Do the items of the journal name documents that are there? See :mod:`portal.model.journal`.

Advice only: the list of the journal stands without the documents, as in an edition of a part of the portal.
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.content.validation import nearest
from portal.core.problems import Problem, problem
from portal.corpus.corpus import Portal


def journal_problems(portal: Portal) -> Iterator[Problem]:
    """Documents that ``data/journal.yml`` names and nobody has written."""
    for item in portal.reference.journal.values():
        for name in item.documents:
            if name not in portal.cards:
                near = nearest(name, portal.cards) or "–"
                yield problem("journal-document", "data/journal.yml", item=item.id, value=name, near=near)
