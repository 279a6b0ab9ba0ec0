"""All files that stand beside the pages, by their path in the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from pathlib import Path

from portal.core.caching import Store, code_version, digest
from portal.core.cells import Cells
from portal.corpus.corpus import Portal
from portal.forms.page_data import form_path, form_script
from portal.pages.cells import portal_of_cells
from portal.pages.registry import Site
from portal.publish.data import open_law, opensearch
from portal.publish.data.law_graph import LawGraph
from portal.publish.data.open_documents import OpenDocuments
from portal.publish.data.sitemap import sitemap
from portal.publish.html.files import write_made
from portal.publish.html.previous import Kept, PreviousSite, Printed
from portal.publish.offline.edition import edition_files


def write_outputs(
    portal: Portal, sites: Iterable[Site], pages: Mapping[str, Printed], _: dict[str, Kept], folder: Path
) -> None:
    """Write the small ones to ``folder``: none of them can be told again."""
    for name, text in files(portal, sites, pages).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def files(portal: Portal, sites: Iterable[Site], pages: Mapping[str, Printed]) -> dict[str, str]:
    """Path → text of small files. The sitemap of the ``pages`` is there only where the site's address is known."""
    sites = list(sites)
    found = edition_files({site.lang: site for site in sites})
    listed = ((address, page.alternates) for address, page in pages.items() if page.alternates is not None)
    for site in sites:
        found |= opensearch.description(site)
    text = sitemap(listed, portal.settings.address)
    if text:
        found["sitemap.xml"] = text
    return found


def write_large(
    portal: Portal, sites: Iterable[Site], root: Path, folder: Path, previous: PreviousSite
) -> dict[str, Kept]:
    """Write to ``folder`` those large files that are not there yet: the open data, and what the form needs.

    ``root`` is the project.
    """
    sites = list(sites)
    issued = sites[0].edition.day.iso()
    cells = Cells(b"law graph", Store(root, "law-graph", "outputs"))
    known = portal_of_cells(portal, cells)
    sums = (LawGraph(known, cells, **open_law.about_citations(issued)), OpenDocuments(known, cells))
    kept = {}
    for one in sums:
        for path in one.names:
            kept[path] = write_made(path, one.digest(path), partial(one.text, path), folder, previous)
            one.forget(path)
    wanted: dict[str, tuple[bytes, Callable[[], str]]] = {}
    data = portal.reference
    of_data = digest(code_version("outputs"), data.digest or data)
    opened = cache(lambda: open_law.outputs(tuple(data.acts.values()), issued))
    for name in open_law.FILES:
        wanted[name] = digest(of_data, issued, name), partial(lambda name: opened()[name], name)
    for site in sites:
        key = digest(of_data, site.words.digest)
        wanted[form_path(site.lang)] = key, partial(form_script, data, site.words)
    kept |= {path: write_made(path, key, text, folder, previous) for path, (key, text) in wanted.items()}
    cells.save()
    return kept
