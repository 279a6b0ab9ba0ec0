"""All files that stand beside the pages, by their path in the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

from portal.core.caching import Store, digest
from portal.core.cells import Cells
from portal.corpus.corpus import Portal
from portal.forms.page_data import form_path, form_script
from portal.pages.cells import portal_of_cells
from portal.pages.registry import Site
from portal.publish.data.law_graph import LawGraph
from portal.publish.data.sitemap import sitemap
from portal.publish.html.entries import entry
from portal.publish.html.previous import Kept, PreviousSite, Printed
from portal.publish.html.properties import Properties
from portal.publish.offline.edition import edition_files
from portal.publish.onefile.kit import kit_files


def files(
    portal: Portal, sites: Iterable[Site], pages: Mapping[str, Printed], properties: Properties
) -> dict[str, str]:
    """Path → text of small files. The sitemap of the ``pages`` is there only where the site's address is known."""
    sites = list(sites)
    found = edition_files({site.lang: site for site in sites}) | kit_files(portal.settings, properties)
    listed = ((address, page.alternates) for address, page in pages.items() if page.alternates is not None)
    text = sitemap(listed, portal.settings.address)
    if text:
        found["sitemap.xml"] = text
    return found


def write_large(
    portal: Portal, sites: Iterable[Site], root: Path, folder: Path, previous: PreviousSite
) -> dict[str, Kept]:
    """Write to ``folder`` those large files that are not there yet: the graph of citations, and what the form needs.

    ``root`` is the project.
    """
    cells = Cells(b"law graph", Store(root, "law-graph", "pages"))
    graph = LawGraph(portal_of_cells(portal, cells), cells)
    wanted = {path: (graph.digest(path), partial(graph.text, path)) for path in graph.names}
    for site in sites:
        key = digest(portal.reference.digest or portal.reference, site.words.digest)
        wanted[form_path(site.lang)] = key, partial(form_script, portal.reference, site.words)
    kept = {path: _written(path, key, text, folder, previous) for path, (key, text) in wanted.items()}
    cells.save()
    return kept


def _written(path: str, key: bytes, text: Callable[[], str], folder: Path, previous: PreviousSite) -> Kept:
    known = previous.has(path, key)
    if known:
        return Kept(key, known, is_new=False)
    data = text().encode()
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(data)
    return Kept(key, Printed(entry(data)), is_new=True)
