"""All files that stand beside the pages, by their path in the site."""

from __future__ import annotations

from collections.abc import Iterable

from portal.corpus.corpus import Portal
from portal.forms.page_data import form_path, form_script
from portal.pages.model import Page
from portal.pages.registry import Site
from portal.publish.data import law_graph, open_law
from portal.publish.data.sitemap import sitemap
from portal.publish.html.properties import Properties
from portal.publish.offline.edition import edition_files
from portal.publish.onefile.kit import kit_files


def files(portal: Portal, sites: Iterable[Site], pages: Iterable[Page], properties: Properties) -> dict[str, str]:
    """Path → text. The sitemap of the ``pages`` is there only where the site's address is known."""
    sites = list(sites)
    edges = tuple(law_graph.edges(portal))
    found = law_graph.outputs(edges)
    found |= open_law.outputs(tuple(portal.reference.acts.values()), edges, sites[0].edition.day.iso())
    found |= edition_files({site.lang: site for site in sites})
    found |= kit_files(portal.settings, properties)
    found |= {form_path(site.lang): form_script(portal.reference, site.words) for site in sites}
    text = sitemap(pages, portal.settings.address)
    if text:
        found["sitemap.xml"] = text
    return found
