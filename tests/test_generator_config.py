"""mkdocs.yml is honest: every key takes effect, or ends the build with its line and what to do instead."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import small_tree
from browsing import REPOSITORY
from portal.core.problems import MESSAGE_LANGS, Problem
from portal.corpus.corpus import Portal
from portal.corpus.load import load_portal
from portal.generator.configuration import load_configuration
from portal.markup.extensions import EXTENSIONS
from portal.model.dates import PartialDate
from portal.pages.navigation import footer_groups, header_links
from portal.pages.registry import Edition, build_sites

# With a style sheet and a script of an operator's own: the project itself names none.
OWN = """
extra_css:
  - assets/stylesheets/own.css
extra_javascript:
  - {path: assets/javascripts/own.js, defer: true}
"""
CONFIG = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8").replace("\nhooks:\n", f"{OWN}\nhooks:\n", 1)
PAGE = "---\nkind: page\ntitle: Суу жөнүндө\nsummary: Порталдын кадимки баракчасы ушул.\n---\n\nТекст.\n"
RU_PAGE = "---\ntranslation_of: ky\nrevision: {}\ntitle: О воде\nsummary: Обычная страница портала.\n---\n\nТекст.\n"
FILES = {"ky/suu.md": PAGE, "ru/suu.md": RU_PAGE.format(small_tree.revision_of(PAGE, "page"))}
NAV = CONFIG[CONFIG.index("nav:\n") : CONFIG.index("theme:\n")]
TRANSLATIONS = CONFIG[CONFIG.index("          nav_translations:\n") : CONFIG.index("watch:\n")]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with the files that the configuration names."""
    root = small_tree.lay_out(tmp_path, FILES)
    shutil.copytree(REPOSITORY / "hooks", root / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    for kind in ("stylesheets", "javascripts", "images"):
        shutil.copytree(REPOSITORY / "overrides/assets" / kind, root / "overrides/assets" / kind)
    shutil.copytree(REPOSITORY / "overrides/.icons", root / "overrides/.icons")
    for name in ("stylesheets/own.css", "javascripts/own.js"):
        (root / "overrides/assets" / name).write_text("", encoding="utf-8")
    return root


def found(root: Path, text: str) -> list[tuple[str, int, dict[str, str]]]:
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    problems = load_configuration(root)[1]
    for item in problems:
        assert item.path == "mkdocs.yml" and all(item.text(lang) for lang in MESSAGE_LANGS)
    return [(item.code, item.line, dict(item.values)) for item in sorted(set(problems))]


def line_of(text: str, needle: str) -> int:
    return text[: text.index(needle)].count("\n") + 1


def with_nav(nav: str, translations: str = "") -> str:
    return CONFIG.replace(NAV, nav).replace(TRANSLATIONS, translations)


def test_the_project_has_no_key_without_effect(root: Path) -> None:
    assert found(root, CONFIG) == []
    assert load_configuration(REPOSITORY)[1] == ()
    assert load_configuration(root)[0].extensions == tuple(sorted(EXTENSIONS))


# What is added to the file; the code, the key or name that it tells, and a part of what it says to do instead.
ADDED = [
    ("site_titel: x", "config-unknown", "site_titel", "site_dir"),
    ("site_url: https://a.kg/", "config-elsewhere", "site_url", "data/site.yml (address)"),
    ("copyright: x", "config-elsewhere", "copyright", "footer.licence"),
    ("repo_url: https://a.kg/", "config-elsewhere", "repo_url", "data/site.yml"),
    ("exclude_docs: x", "config-elsewhere", "exclude_docs", "review"),
    ("validation: {links: {not_found: ignore}}", "config-elsewhere", "validation", "check"),
    ("INHERIT: other.yml", "config-elsewhere", "INHERIT", "mkdocs.yml"),
    ("extra: {generator: false}", "config-elsewhere", "extra: generator", "footer"),
    ("extra: {alternate: []}", "config-elsewhere", "extra: alternate", "languages"),
]  # fmt: skip
# A change of the file: what was there, what is there instead; the code and one of its values.
CHANGED = [
    ("site_name: portal", "site_name: Менин сайтым", "config-value", "Менин сайтым"),
    ("docs_dir: docs", "docs_dir: content", "config-value", "content"),
    ("use_directory_urls: false", "use_directory_urls: true", "config-value", "true"),
    ("use_directory_urls: false", "use_directory_urls: !ENV [X, false]", "config-value", "!ENV"),
    ("use_directory_urls: false", "strict: true", "config-missing", "use_directory_urls: false"),
    ("name: material", "name: readthedocs", "config-value", "readthedocs"),
    ("font: false", "font: {text: Roboto}", "config-value", "{…}"),
    ("font: false", "font: false\n  palette: {primary: red}", "config-elsewhere", "theme: palette"),
    ("font: false", "font: false\n  features: [navigation.tabs]", "config-elsewhere", "theme: features"),
    ("font: false", "font: false\n  language: ky", "config-elsewhere", "theme: language"),
    ("font: false", "font: false\n  colour: red", "config-unknown", "theme: colour"),
    ("font: false", "font: false\n  logo: assets/images/none.svg", "config-file", "overrides/assets/images/none.svg"),
    ("logo: material/home-group", "repo: x", "config-unknown", "theme: icon: repo"),
    ("assets/images/icon.svg", "https://a.kg/icon.svg", "config-remote", "https://a.kg/icon.svg"),
    ("stylesheets/own.css", "none.css", "config-file", "overrides/assets/none.css"),
    ("assets/stylesheets/own.css", "//a.kg/a.css", "config-remote", "//a.kg/a.css"),
    ("assets/stylesheets/own.css", "../../etc/passwd", "config-value", "../../etc/passwd"),
    ("assets/javascripts/own.js", "https://a.kg/a.js", "config-remote", "https://a.kg/a.js"),
    ("javascripts/own.js, defer: true", "javascripts/own.js, type: module", "config-value", "module"),
    ("  - hooks/webapp.py\n", "", "config-missing", "- hooks/webapp.py"),
    ("plugins:\n", "plugins:\n  - nosuch\n", "config-plugin-unknown", "nosuch"),
    ("  - hooks/webapp.py\n", "  - hooks/webapp.py\n  - hooks/nosuch.py\n", "config-file", "hooks/nosuch.py"),
    ("docs_dir: docs", "docs_dir: docs\nwatch: [nosuch]", "config-file", "nosuch"),
    ("docs_dir: docs", "docs_dir: docs\nstrict: maybe", "config-value", "maybe"),
    ("docs_dir: docs", "docs_dir: docs\ndev_addr: x", "config-value", "x"),
    ("material/home-group", "material/nosuch", "config-file", "overrides/.icons/material/nosuch.svg"),
    ("plugins:\n", "plugins:\n  - search\n", "config-plugin", "portal/search"),
    ("plugins:\n", "plugins:\n  - material/tags: {tags: true}\n", "config-plugin", "data/topics.yml"),
    ("plugins:\n", "plugins:\n  - awesome-nav\n", "config-plugin", "nav (mkdocs.yml)"),
    ("docs_structure: folder", "docs_structure: suffix", "config-value", "suffix"),
    ("name: Русский", "name: Русский\n          site_name: Портал", "config-elsewhere", "data/site.yml (name)"),
    ("name: Русский", "name: Русский\n          nav: []", "config-elsewhere", "nav"),
    ("name: Русский", "name: Русча", "config-value", "Русча"),
    ("{locale: ky,", "{locale: en,", "config-value", "en, ru"),
    ("  - abbr\n", "  - pymdownx.snippets\n", "config-extension", "pymdownx.snippets"),
    ("  - abbr\n", "  - md_in_html\n", "config-extension", "md_in_html"),
    ("  - abbr\n", "  - attr_list\n", "config-extension", "attr_list"),
    ("  - abbr\n", "  - pymdownx.superfences: {custom_fences: []}\n", "config-extension", "pymdownx.superfences"),
    ("  - footnotes\n", "  - footnotes: {SEPARATOR: x}\n", "config-extension-option", "SEPARATOR"),
    ("site_dir: site", "site_dir: site\nsite_dir: other", "yaml-duplicate-key", "site_dir"),
    ("docs_dir: docs", "docs_dir: &a docs\nsite_author: *a", "yaml-object", "a"),
    ("docs_dir: docs", "docs_dir: [}", "yaml-syntax", "docs_dir: [}"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "key", "instead"), ADDED)
def test_a_key_that_nothing_reads(root: Path, text: str, code: str, key: str, instead: str) -> None:
    [(got, line, values)] = found(root, f"{CONFIG}{text}\n")
    assert (got, line, values["key"]) == (code, CONFIG.count("\n") + 1, key)
    assert instead in values.get("place", "") + values.get("near", "")


@pytest.mark.slow
@pytest.mark.parametrize(("old", "new", "code", "value"), CHANGED)
def test_a_setting_that_cannot_work(root: Path, old: str, new: str, code: str, value: str) -> None:
    assert CONFIG.count(old) >= 1
    problems = found(root, CONFIG.replace(old, new, 1))
    assert [item[0] for item in problems][:1] == [code] and value in problems[0][2].values()
    assert problems[0][1] == 1 or abs(problems[0][1] - line_of(CONFIG, old)) < 6 or code == "config-missing"


@pytest.mark.parametrize("text", ["- a", "", "x", "site_name: [portal]", "nav: {a: b}", "plugins: 3", "theme:"])
def test_nonsense_is_no_crash(root: Path, text: str) -> None:
    assert found(root, text)


def loaded(root: Path, text: str) -> tuple[Portal, list[Problem]]:
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    portal, problems = load_portal(root)
    return portal, [item for item in problems if item.path == "mkdocs.yml"]


def shown(portal: Portal) -> dict[str, tuple[list[str], list[tuple[str, list[str]]]]]:
    sites = build_sites(portal, Edition(PartialDate(2026, 11, 28)))
    return {
        str(lang): (
            [link.title.text for link in header_links(site)],
            [(group.title.text, [link.address for link in group.links]) for group in footer_groups(site)],
        )
        for lang, site in sites.items()
    }


def test_nav_makes_menu_and_footer_in_both_languages(root: Path) -> None:
    """A new ordinary page is one file and one line; its title is its own, or has a translation."""
    nav = "nav:\n  - index.md\n  - suu.md\n  - Суу: acts/index.md\n  - Дагы:\n      - glossary.md\n      - form.md\n"
    translations = "          nav_translations: {Суу: Вода, Дагы: Ещё}\n"
    portal, problems = loaded(root, with_nav(nav, translations))
    assert problems == []
    assert shown(portal) == {
        "ky": (["Башкы барак", "Суу жөнүндө", "Суу"], [("Дагы", ["glossary.html", "form.html"])]),
        "ru": (["Главная", "О воде", "Вода"], [("Ещё", ["ru/glossary.html", "ru/form.html"])]),
    }


NAVS = [
    ("nav:\n  - index.md\n  - jok.md\n", "nav-page-missing", "jok.md"),
    ("nav:\n  - index.md\n  - 404.md\n", "nav-page-missing", "404.md"),
    ("nav:\n  - index.md\n  - bir.md\n", "nav-page-language", "docs/ru/bir.md"),
    ("nav:\n  - index.md\n  - index.md\n", "nav-twice", "index.md"),
    ("nav:\n  - index.md\n  - topics/drinking-water.md\n", "nav-title", "topics/drinking-water.md"),
    ("nav:\n  - index.md\n  - https://a.kg\n", "nav-no-page", "https://a.kg"),
    ("nav:\n  - index.md\n  - ../a.md\n", "nav-no-page", "../a.md"),
    ("nav:\n  - index.md\n  - Суу: suu.md\n", "nav-translation", "Суу"),
    ("nav:\n  - A:\n      - B:\n          - index.md\n", "nav-deep", "B"),
    ("nav: yes\n", "config-value", "nav"),
    (
        "nav:\n  - index.md\n  - acts/index.md\n  - suu.md\n  - form.md\n  - list.md\n  - status.md\n  - offline.md\n",
        "nav-too-many", "7",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("nav", "code", "value"), NAVS)
def test_a_line_of_nav_that_leads_nowhere(root: Path, nav: str, code: str, value: str) -> None:
    (root / "docs/ky/bir.md").write_text(PAGE.replace("Суу", "Бир"), encoding="utf-8")
    text = with_nav(nav)
    portal, problems = loaded(root, text)
    item = next(item for item in problems if item.code == code)
    assert value in dict(item.values).values()
    assert text.splitlines()[item.line - 1] in nav
    pages = {line.key for line in portal.nav for line in (line.below or (line,))}
    assert not pages & {"jok", "bir", "404", "topics/drinking-water"}, "the build goes on without the line"
    assert shown(portal)


def test_a_translation_that_translates_nothing(root: Path) -> None:
    text = with_nav("nav:\n  - index.md\n", "          nav_translations: {Суу: Вода}\n")
    assert [(code, values["title"]) for code, _, values in found(root, text)] == [("nav-translation-unused", "Суу")]
