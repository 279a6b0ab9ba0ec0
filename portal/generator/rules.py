"""What each key of ``mkdocs.yml`` is for here: read by MkDocs or the portal, bound to one value, or kept elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from portal.generator.config_file import Plain

Names = tuple[str, ...]

READ: Mapping[Names, frozenset[str]] = {
    (): frozenset({
        "site_name", "docs_dir", "site_dir", "use_directory_urls", "theme", "extra", "extra_css", "extra_javascript",
        "markdown_extensions", "hooks", "plugins", "watch", "nav", "dev_addr", "strict",
    }),
    ("theme",): frozenset({"name", "custom_dir", "font", "favicon", "logo", "icon"}),
    ("theme", "icon"): frozenset({"logo"}),
    ("plugins", "i18n"): frozenset({
        "docs_structure", "fallback_to_default", "reconfigure_material", "reconfigure_search", "build_only_locale",
        "languages",
    }),
    ("plugins", "i18n", "languages"): frozenset({"locale", "name", "default", "build", "nav_translations"}),
    ("extra_javascript",): frozenset({"path", "type", "defer", "async"}),
}  # fmt: skip
"""The keys of each section that take effect."""

FIXED: Mapping[Names, Plain] = {
    ("site_name",): "portal",
    ("docs_dir",): "docs",
    ("use_directory_urls",): False,  # pages must open from a stick (file://), where no server adds index.html
    ("theme", "name"): "material",
    ("theme", "custom_dir"): "overrides",
    ("theme", "font"): False,
    ("plugins", "i18n", "docs_structure"): "folder",
    ("plugins", "i18n", "fallback_to_default"): False,
    ("plugins", "i18n", "reconfigure_material"): False,
    ("plugins", "i18n", "reconfigure_search"): False,
}
"""Keys that must be there, with the one value that the portal works with."""

HOOKS = tuple(f"hooks/{name}.py" for name in (
    "checks", "work", "unchanged", "load", "language", "theme", "assets", "pages", "ordinary", "printing", "outputs",
    "webapp", "changes", "serving",
))  # fmt: skip
"""Without one of these the site is not whole."""

_SITE, _STYLES, _TEMPLATES = "data/site.yml", "overrides/assets/stylesheets/properties.css", "overrides/base.html"
_LANGUAGES, _PUBLISH = "plugins: i18n: languages", ".github/workflows/publish.yml"

ELSEWHERE: Mapping[Names, str] = {
    ("site_url",): f"{_SITE} (address)",
    ("site_description",): f"{_SITE} (description)",
    ("site_author",): "portal/words/strings (footer.licence)",
    ("copyright",): "portal/words/strings (footer.licence)",
    ("repo_url",): f"{_SITE} (repository)",
    ("repo_name",): "portal/words/strings (footer.repository)",
    ("edit_uri",): f"{_SITE} (edit)",
    ("edit_uri_template",): f"{_SITE} (edit)",
    ("exclude_docs",): "docs/…/*.md (review: proposed)",
    ("draft_docs",): "docs/…/*.md (review: proposed)",
    ("not_in_nav",): "nav",
    ("extra_templates",): "overrides/portal",
    ("remote_branch",): _PUBLISH,
    ("remote_name",): _PUBLISH,
    ("validation",): "python -m portal check",
    ("INHERIT",): "mkdocs.yml",
    ("theme", "palette"): _STYLES,
    ("theme", "features"): _TEMPLATES,
    ("theme", "language"): _LANGUAGES,
    ("theme", "locale"): _LANGUAGES,
    ("theme", "direction"): _TEMPLATES,
    ("theme", "static_templates"): "overrides/portal",
    ("theme", "include_search_page"): "overrides/portal/search.html",
    ("theme", "search_index_only"): "overrides/portal/search.html",
    ("plugins", "i18n", "admonition_translations"): "portal/markup/extensions.py",
    ("plugins", "i18n", "languages", "site_name"): f"{_SITE} (name)",
    ("plugins", "i18n", "languages", "site_description"): f"{_SITE} (description)",
    ("plugins", "i18n", "languages", "site_url"): f"{_SITE} (address)",
    ("plugins", "i18n", "languages", "site_author"): "portal/words/strings (footer.licence)",
    ("plugins", "i18n", "languages", "copyright"): "portal/words/strings (footer.licence)",
    ("plugins", "i18n", "languages", "nav"): "nav",
    ("plugins", "i18n", "languages", "theme"): "theme",
    ("plugins", "i18n", "languages", "extra"): "extra",
    ("plugins", "i18n", "languages", "link"): "overrides/partials/alternate.html",
    ("plugins", "i18n", "languages", "fixed_link"): "overrides/partials/alternate.html",
    ("plugins", "i18n", "languages", "admonition_translations"): "portal/markup/extensions.py",
    # Of ``extra``, which is for plugins and hooks, what only Material's own templates would read.
    ("extra", "alternate"): _LANGUAGES,
    ("extra", "generator"): "overrides/partials/footer.html",
    ("extra", "social"): "overrides/partials/footer.html",
    ("extra", "homepage"): "nav",
    ("extra", "analytics"): _TEMPLATES,
    ("extra", "consent"): _TEMPLATES,
    ("extra", "annotate"): _TEMPLATES,
    ("extra", "polyfills"): "extra_javascript",
    ("extra", "tags"): "data/topics.yml",
    ("extra", "version"): _PUBLISH,
    ("extra", "status"): "docs/…/*.md (review)",
}
"""Well-known keys that nothing here would read, with the place where that is said instead."""

_OFFLINE, _NAV, _FEED = "python -m portal onefile", "nav (mkdocs.yml)", "portal/publish/data"
REPLACED: Mapping[str, str] = {
    "search": "portal/search", "tags": "data/topics.yml", "blog": "docs/ky/events", "offline": _OFFLINE,
    "privacy": "overrides/assets", "social": "overrides/main.html", "meta": "docs/ky", "optimize": "portal check",
    "projects": "docs/ky", "group": "mkdocs.yml", "info": "README.md", "typeset": _TEMPLATES, "rss": _FEED,
    "redirects": "addresses", "minify": "portal/publish/html", "minify_html": "portal/publish/html",
    "awesome-pages": _NAV, "awesome-nav": _NAV, "literate-nav": _NAV, "section-index": _NAV, "nav-weight": _NAV,
    "print-site": _OFFLINE, "with-pdf": _OFFLINE, "pdf-export": _OFFLINE, "to-pdf": _OFFLINE,
    "gen-files": "portal/pages", "exclude": "docs/…/*.md (review: proposed)", "mkdocstrings": "portal/pages",
    "autorefs": "portal/markup", "monorepo": "docs/ky", "multirepo": "docs/ky", "same-dir": "docs/ky",
    "exclude-search": "portal/search", "localsearch": "portal/search", "sitemap": _FEED, "alias": "addresses",
    "mermaid2": "portal/markup", "encryptcontent": "docs/…/*.md (review: proposed)",
}  # fmt: skip
"""Plugins that cannot work on this site, each with what the portal has in its place."""
