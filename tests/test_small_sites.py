"""Small real sites, each built in a process of its own: what an editor, a reader and a search engine get."""

from __future__ import annotations

import hashlib
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from browsing import BuiltSite, build_small_site
from small_tree import DATA, ORIGINAL, RESOLUTION, current, png

NEUTRAL = ORIGINAL[ORIGINAL.index("added:") : ORIGINAL.index("figures:")] + ORIGINAL[ORIGINAL.index("sources:") :]


def document(title: str, extra: str) -> str:
    return (
        f"---\ntitle: {title}\nsummary: Бул документ жөнүндө кыскача баян.\n{extra}\n{NEUTRAL}".split("## ")[0]
        + "Текст.\n"
    )


def russian(text: str) -> str:
    """The same document as a Russian original."""
    return text.replace("Көйгөй", "Проблема").replace("Эмне жасалды", "Что сделали")


HOSTILE = """A" onmouseover="alert(1)" x='"""
EVERY_KIND = {
    "practices/suu": ORIGINAL,
    "resolutions/stol": RESOLUTION,
    "concepts/konsep": document("Концепция", "type: concept\ndate: 2011"),
    "courses/okuu": document("Окуу", "format: online"),
    "events/forum": document("Форум", "type: forum\ndate: 2021-08-09"),
}
MAIN = {
    **{f"ky/{key}.md": text for key, text in EVERY_KIND.items()},
    **{f"ru/{key}-ru.md": russian(text) for key, text in EVERY_KIND.items()},
    "ky/practices/pair.md": ORIGINAL,
    "ru/practices/pair.md": current(),
    "ky/practices/uzun.md": ORIGINAL + "\nСуу жана жол тууралуу сөз. " * 3_600,
    "ky/practices/hostile.md": ORIGINAL.replace("Суу түтүгү", "'" + HOSTILE.replace("'", "''") + "'")
    .replace("Баасы", "'" + HOSTILE.replace("'", "''") + "'")
    .replace("Айылдын отчету", "'" + HOSTILE.replace("'", "''") + "'"),
}
URL = "https://example.kg/portal/"
ENV = {"SITE_URL": URL.rstrip("/"), "SOURCE_DATE_EPOCH": "1790000000"}


def digest(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def pages(built: BuiltSite) -> Iterator[tuple[str, HTMLParser]]:
    for path in sorted(built.site.rglob("*.html")):
        yield path.relative_to(built.site).as_posix(), HTMLParser(path.read_text(encoding="utf-8"))


def attributes(tree: HTMLParser, selector: str, name: str) -> list[str]:
    return [node.attributes.get(name) or "" for node in tree.css(selector)]


@pytest.fixture(scope="module")
def main_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    assert len(MAIN["ky/practices/uzun.md"].encode()) > 170_000  # over 200 KB none is taken
    built = build_small_site(tmp_path_factory.mktemp("main"), MAIN, data=DATA, standing=(), env=ENV)
    assert built.ok, built.output
    assert "Page skipped" not in built.output  # of the generator's own pages, which nobody misses
    return built


BROKEN = {
    "ky/practices/suu.md": ORIGINAL.replace("added: 2026-11-01", "added: 2026-13-05\nstatuss: pilot"),
    "ky/practices/jol.md": "---\ntitle: Чечим: №5\n---\n\nТекст\n",
    "ky/practices/Таза суу.md": ORIGINAL,
    "ru/events/a.md": "<script>alert(1)</script>",
    "ky/practices/html.md": ORIGINAL + "\n<iframe src='https://a.kg'></iframe>\n",
}
CODES = {"yaml-date", "field-unknown", "yaml-syntax", "file-name", "front-matter-missing", "html-forbidden"}


@pytest.mark.parametrize(
    ("language", "words"),
    [("ky", "күн календарда жок"), ("ru", "нет в календаре"), ("en", "There is no day")],
)
@pytest.mark.site
def test_a_strict_build_fails_with_all_problems_in_the_chosen_language(
    tmp_path: Path, language: str, words: str
) -> None:
    root = tmp_path / "portal"
    from browsing import build, lay_out_small_site

    lay_out_small_site(root, BROKEN, data=DATA, standing=())
    before = digest(root / "docs"), digest(root / "data")
    built = build(root, tmp_path / "site", PORTAL_LANG=language)
    assert not built.ok
    assert "Traceback" not in built.output
    assert not (tmp_path / "site").exists(), "nothing is written"
    assert set(re.findall(r"\[([a-z]+(?:-[a-z0-9]+)+)\]", built.output)) >= CODES
    assert words in built.output
    assert "docs/ky/practices/suu.md:4:8: [yaml-date]" in built.output
    assert (digest(root / "docs"), digest(root / "data")) == before, "nothing of the editor's is changed"


@pytest.mark.site
def test_a_build_that_is_not_strict_shows_no_front_matter(tmp_path: Path) -> None:
    built = build_small_site(
        tmp_path,
        {**BROKEN, "ky/x.html": "<script>alert(1)</script>", "ky/ok.png": png(9, 9)},
        data=DATA,
        standing=(),
        strict=False,
    )
    assert built.ok, built.output
    for path, tree in pages(built):
        text = tree.body.text() if tree.body else ""
        assert not re.search(r"statuss|№5|2026-13-05|title:", text), path
        assert not tree.css("iframe"), path
    assert (built.site / "ok.png").is_file()
    assert not (built.site / "x.html").exists() and not (built.site / "ky").exists()
    assert not list(built.site.rglob("*.md"))


def test_a_missing_translation_of_each_kind_has_a_notice(main_site: BuiltSite) -> None:
    for key in EVERY_KIND:
        for path, own, other in ((f"ru/{key}.html", "ru", "ky"), (f"{key}-ru.html", "ky", "ru")):
            tree = HTMLParser(main_site.read(path))
            assert attributes(tree, "html", "lang") == [own], path
            assert attributes(tree, "meta[name=robots]", "content") == ["noindex"], path
            assert not tree.css("link[rel=alternate][hreflang]") and not tree.css("link[rel=canonical]"), path
            assert tree.css(".p-notice--missing"), path
            heading = tree.css_first("h1")
            assert heading is not None
            assert heading.attributes.get("lang") == other or heading.css(f"[lang={other}]"), path
            assert attributes(tree, f"article [lang={other}]", "lang"), path
            links = attributes(tree, ".p-notice--missing a[hreflang]", "href")
            assert len(links) == 1 and (main_site.site / path).parent.joinpath(links[0]).resolve().is_file(), path


def test_addresses_for_search_engines_are_absolute_and_go_both_ways(main_site: BuiltSite) -> None:
    for path, tree in pages(main_site):
        canonical = attributes(tree, "link[rel=canonical]", "href")
        if tree.css("meta[name=robots]"):
            assert not canonical, path
            continue
        assert canonical == [URL + path]
        for node in tree.css("link[rel=alternate][hreflang]"):
            href = node.attributes["href"] or ""
            assert href.startswith(URL) and (main_site.site / href.removeprefix(URL)).is_file(), path
            back = HTMLParser(main_site.read(href.removeprefix(URL)))
            assert URL + path in attributes(back, "link[rel=alternate][hreflang]", "href"), path
    pair = HTMLParser(main_site.read("practices/pair.html"))
    assert {
        (node.attributes["hreflang"], node.attributes["href"]) for node in pair.css("link[rel=alternate][hreflang]")
    } == {
        ("ky", f"{URL}practices/pair.html"),
        ("ru", f"{URL}ru/practices/pair.html"),
        ("x-default", f"{URL}practices/pair.html"),
    }
    single = HTMLParser(main_site.read("practices/suu.html"))
    assert not single.css("link[rel=alternate][hreflang]")


def test_the_sitemap_has_both_languages_and_only_real_pages(main_site: BuiltSite) -> None:
    root = ET.fromstring(main_site.read("sitemap.xml"))
    found = [node.text or "" for node in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert len(found) == len(set(found))
    assert {f"{URL}practices/pair.html", f"{URL}ru/practices/pair.html", f"{URL}practices/suu.html"} <= set(found)
    assert f"{URL}ru/practices/suu.html" not in found and f"{URL}404.html" not in found
    assert all((main_site.site / address.removeprefix(URL)).is_file() for address in found)
    assert not (main_site.site / "sitemap.xml.gz").exists(), "it would be MkDocs' own, of the wrong pages"


def test_facets_of_the_search_count_what_it_finds_in_its_language(main_site: BuiltSite) -> None:
    for path, prefix in (("search.html", "ky/"), ("ru/search.html", "ru/")):
        counts = HTMLParser(main_site.read(path)).css(".p-facet[data-facet=kind] .p-facet__count")
        assert len(counts) == len(EVERY_KIND)
        assert sum(int(node.text()) for node in counts) == len([name for name in MAIN if name.startswith(prefix)]), path


def test_words_of_editors_cannot_become_attributes(main_site: BuiltSite) -> None:
    seen = 0
    for path, tree in pages(main_site):
        assert tree.body is not None
        for node in tree.root.traverse() if tree.root else ():
            if node.tag.startswith("-"):
                continue
            wrong = [name for name in node.attributes if name.startswith("on")]
            assert not wrong, f"{path}: {node.html[:200] if node.html else ''}"
        seen += HOSTILE in tree.body.text()
    assert seen >= 3


def test_two_builds_are_the_same_byte_by_byte(main_site: BuiltSite, tmp_path: Path) -> None:
    again = build_small_site(tmp_path, MAIN, data=DATA, standing=(), env=ENV)
    assert again.ok
    first, second = digest(main_site.site), digest(again.site)
    assert set(first) == set(second)
    assert [path for path in first if first[path] != second[path]] == []


@pytest.mark.site
def test_a_portal_with_nothing_in_russian_builds(tmp_path: Path) -> None:
    files = {f"ky/{key}.md": text for key, text in EVERY_KIND.items()}
    built = build_small_site(tmp_path, files, data=DATA, standing=(), env={"SITE_URL": None})
    assert built.ok, built.output
    for key in EVERY_KIND:
        tree = HTMLParser(built.read(f"ru/{key}.html"))
        assert tree.css(".p-notice--missing") and tree.css("[lang=ky]"), key
    for path, tree in pages(built):
        assert not tree.css("link[rel=canonical], link[rel=alternate][hreflang]"), f"{path}: no address is known"
    assert not (built.site / "sitemap.xml").exists()
    assert attributes(HTMLParser(built.read("index.html")), "html", "lang") == ["ky"]


@pytest.mark.parametrize("lang", ["ky", "ru"])
@pytest.mark.site
def test_one_language_builds_alone(tmp_path: Path, lang: str) -> None:
    files = {name: text for name, text in MAIN.items() if "uzun" not in name}
    files[f"{lang}/practices/suu.png"] = png(9, 9)
    built = build_small_site(tmp_path, files, data=DATA, standing=(), env={"PORTAL_ONLY_LOCALE": lang})
    assert built.ok, built.output
    found = {attributes(tree, "html", "lang")[0] for _, tree in pages(built)}
    assert found == {lang}
    (picture,) = built.site.rglob("suu.png")
    assert list(picture.parent.glob("*.html")), "a picture lies beside the pages of its folder"
