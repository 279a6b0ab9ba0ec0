"""Pages → HTML: what templates get to see, and the parts that many pages share, made once.

What a page looks like follows from its model, the frame of its language and the templates, and from nothing else:
nothing else reaches a template. So a hash of these says whether a page printed earlier is still right
(:mod:`portal.publish.html.files`).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Protocol
from urllib.parse import urlsplit

from portal.core.built import BuiltNames, built_name
from portal.core.cells import stable_bytes
from portal.core.records import dataclass
from portal.core.urls import address, relative
from portal.corpus.settings import SiteSettings
from portal.language.languages import LANGUAGES, Language, folder, language_of
from portal.model.documents import FOLDERS, KINDS
from portal.model.values import Lang
from portal.pages.context import Planned
from portal.pages.feeds import feed_address, has_feed, opensearch_address
from portal.pages.model import Link, Page
from portal.pages.navigation import LinkGroup, footer_groups, header_links, home_link
from portal.pages.registry import Site
from portal.publish.data import feeds, json_ld
from portal.publish.data.opensearch import short_name
from portal.publish.html.policy import PagePolicy
from portal.publish.html.shown import as_shown

_CODE = ("overrides", "hooks")


class Template(Protocol):
    """A template, as Jinja has them."""

    def render(self, context: Mapping[str, object]) -> str:
        """The template filled in."""


class Templates(Protocol):
    """Where templates come from, as Jinja's environment."""

    def get_template(self, name: str) -> Template:
        """The template of this name."""

    def select_template(self, names: Sequence[str]) -> Template:
        """The first template of these that is there."""


@dataclass(frozen=True)
class ThemeSettings:
    """What the generator's configuration says about looks: settings of the theme, styles and scripts of every page."""

    theme: Mapping[str, Any]
    extra_css: tuple[str, ...]
    extra_javascript: tuple[Any, ...]
    colour: str = ""
    """That browsers give to what is around a page."""


@dataclass(frozen=True)
class Frame:
    """What all pages of one language have in common."""

    lang: Lang
    settings: SiteSettings
    home: Link
    menu: tuple[Link, ...]
    footer: tuple[LinkGroup, ...]
    written: frozenset[str]
    """Keys of the pages that editors wrote and some templates link to, as far as they are there."""
    client_words: Mapping[str, object]
    colour: str = ""
    """The main colour, for browsers that colour their own bars."""

    languages: ClassVar[Mapping[str, Language]] = LANGUAGES
    language_of = staticmethod(language_of)
    own_edition: ClassVar[frozenset[str]] = frozenset({"index", "about", "offline"})
    """Keys of the pages that say of which edition they are, wherever they come from."""

    @property
    def folder(self) -> str:
        """Where the pages of this language stand: empty, or with a slash at the end."""
        return folder(self.lang)

    def at(self, key: str) -> str:
        """The address of a page of the site in this language; a template writes ``frame.at("form") | url``."""
        return address(self.lang, key)

    @property
    def folders(self) -> str:
        """The folders of the kinds of documents, as a part of a regular expression for scripts."""
        return "|".join(FOLDERS[kind] for kind in KINDS)

    def feeds(self, page: Page) -> tuple[tuple[str, str], ...]:
        """Title and address of the feeds that a page names: of all documents, and its own."""
        base, own = self.settings.address, [(f"{page.title} — {self.name}", page.key)] if has_feed(page.key) else []
        found = [(self.name, "index"), *own] if base else []
        return tuple((title, f"{base}{feed_address(self.lang, key)}") for title, key in found)

    @property
    def opensearch(self) -> tuple[str, str] | None:
        """Title and address of the description of the search."""
        base = self.settings.address
        title = short_name(self.settings.short.get(self.lang))
        return (title, base + opensearch_address(self.lang)) if base else None

    @property
    def name(self) -> str:
        """What the site is called."""
        return self.settings.name.get(self.lang)


def frame(site: Site) -> Frame:
    """The frame of the pages of ``site``."""
    return Frame(
        lang=site.lang,
        settings=site.portal.settings,
        home=home_link(site),
        menu=header_links(site),
        footer=footer_groups(site),
        written=frozenset({"about", "contribute", "use"} & site.portal.pages.keys()),
        client_words=site.catalogue_words(),
    )


class Links(dict[str, str]):
    """Site-relative addresses → the same as seen from the pages of one folder. What is no such address stays."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._here = f"{folder}/" if folder else ""

    def __missing__(self, target: str) -> str:
        """The address from here; worked out once."""
        parts = urlsplit(target)
        own = not (parts.scheme or parts.netloc) and target[:1] not in {"", "/", "#"}
        self[target] = found = relative(self._here, target) if own else target
        return found


@dataclass(frozen=True)
class _Place:
    """Where a page stands, for the generator's own filters."""

    url: str


class Printer:
    """Prints the pages of one language."""

    def __init__(self, templates: Templates, site: Site, look: ThemeSettings, root: Path, names: BuiltNames) -> None:
        """``root`` is the project, whose templates and adapters decide what pages look like.

        ``names``: of the files that pages load. No page is made from them: they are filled in when it is written.
        """
        self.site, self.names, self._templates, self._look = site, names, templates, look
        self.frame = replace(frame(site), colour=look.colour)
        self._shared = {"built": built_name, "config": look, "frame": self.frame, "t": site.words.t, "w": site.words}
        self._folders: dict[str, _Folder] = {}
        for make in (*json_ld.SHARED, *feeds.SHARED):
            site.shared(make)
        site.describe = partial(json_ld.script, site)
        common = (
            _code(root), repr(look), self.frame.lang, repr(self.frame.settings), self.frame.menu,
            self.frame.footer, self.frame.home,
            sorted(self.frame.written), sorted(self.frame.client_words.items()),
            site.words.digest,
        )  # fmt: skip
        self._common = hashlib.blake2b(stable_bytes(common)).digest()

    def key(self, planned: Planned) -> bytes:
        """A hash of all that the page is made from."""
        return self._key(self.site.digest_of(planned))

    def known_key(self, planned: Planned) -> bytes | None:
        """The same if it can be told without making the page."""
        found = self.site.known_digest(planned)
        return None if found is None else self._key(found)

    def _key(self, digest: bytes) -> bytes:
        return hashlib.blake2b(digest, key=self._common, digest_size=20).digest()

    def html(self, page: Page, description: str = "") -> str:
        """The page but for the names of what it loads; ``description``: of it, for programs."""
        kinds = ["portal/document.html"] if page.template in KINDS else []
        template = self._templates.select_template([f"portal/{page.template}.html", *kinds])
        context = self.context(page, description)
        policy: PagePolicy = context["policy"]
        try:
            return policy.fill(as_shown(template.render(context)))
        except Exception as error:
            error.add_note(f"While {page.address} was printed.")
            raise

    def context(self, page: Page, description: str = "") -> dict[str, Any]:
        """All that the template of the page gets to see. ``policy`` is to be filled in when it has run."""
        return {
            **self._folder(page.address).context,
            "ld": description, "p": page, "page": _Place(page.address), "policy": PagePolicy(),
            "view": page.view,
        }  # fmt: skip

    def _folder(self, address: str) -> _Folder:
        name = address.rpartition("/")[0]
        if name not in self._folders:
            self._folders[name] = _Folder(self._templates, name, self._shared)
        return self._folders[name]


class _Folder:
    """What pages of one folder share: how they link, and parts made of nothing but the frame and a few facts."""

    def __init__(self, templates: Templates, name: str, shared: Mapping[str, object]) -> None:
        self._templates = templates
        self._parts: dict[tuple[object, ...], str] = {}
        self._links = Links(name)
        place = _Place(f"{name}/x.html" if name else "x.html")
        root = "/".join(".." for _ in name.split("/")) if name else "."
        part: Callable[..., str] = self._part
        self.context = {**shared, "base_url": root, "links": self._links, "page": place, "part": part}

    def _part(self, name: str, **facts: object) -> str:
        """``partials/<name>.html``. It sees the facts and what all pages share, not the page: so it can be kept."""
        key = (name, *facts.items())
        if key not in self._parts:
            template = self._templates.get_template(f"partials/{name}.html")
            lines = template.render({**self.context, **facts}).splitlines()
            self._parts[key] = "\n".join(line for line in lines if line.strip())  # nothing preformatted is in them
        return self._parts[key]


def _code(root: Path) -> bytes:
    """A hash of the templates and adapters of the project. Styles, scripts and fonts are files of their own."""
    found = hashlib.blake2b()
    paths: list[str] = []
    for name in _CODE:
        for at, folders, names in os.walk(root / name):
            inner = Path(at).relative_to(root).as_posix()
            folders[:] = [one for one in folders if one != "__pycache__" and f"{inner}/{one}" != "overrides/assets"]
            paths += (f"{inner}/{one}" for one in names)
    for path in sorted(path for path in paths if (root / path).is_file()):  # no link that leads nowhere
        found.update(f"{path}\0{hashlib.blake2b((root / path).read_bytes()).hexdigest()}\n".encode())
    return found.digest()
