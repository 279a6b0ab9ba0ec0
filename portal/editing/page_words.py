"""Do the records of ``data/pages.yml`` name pages that are there? The search leaves others out.

Advice only, as for the journal: an edition may have a part of the pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from portal.content.data_files import load_data
from portal.content.validation import nearest
from portal.core.problems import Problem, problem
from portal.corpus.corpus import SECTION_KEYS, Portal
from portal.model.reference import PagesFile, PageWords

FILE = "data/pages.yml"


def page_problems(root: Path, portal: Portal) -> Iterator[Problem]:
    """Pages that it names and that neither ``docs/`` has nor the portal makes."""
    known = {*SECTION_KEYS, *(page.key for page in portal.pages.values())}
    unknown = [(index, name) for index, name in enumerate(portal.reference.pages) if name not in known]
    if not unknown:
        return
    _, loaded, _ = load_data(root, FILE, PagesFile, PageWords)
    for index, name in unknown:
        line, column = loaded.place(("pages", index, "id"))
        yield problem("pages-unknown", FILE, line, column, value=name, near=nearest(name, known) or "–")
