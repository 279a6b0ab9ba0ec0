"""The languages of the portal are data: a third one is a line of a list and its words, and everything has it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from browsing import REPOSITORY, BuiltSite, build, build_environment, built, lay_out_small_site, node_path
from portal.corpus.check_languages import check_words
from portal.language.dates import format_number, format_partial
from portal.language.plurals import choose
from portal.words.interface import wanted_keys
from small_tree import DATA, ORIGINAL, current

pytestmark = pytest.mark.slow

URL = "https://example.kg/portal/"
ENTRY = "  - {code: en, name: English, short: ENG, analyser: plain, fallback: ru}\n"
RUSSIAN = ORIGINAL.replace("Көйгөй", "Проблема").replace("Эмне жасалды", "Что сделали").replace("Суу түтүгү", "Дорога")
ENGLISH = """---
translation_of: ky
revision: {revision}
title: A water pipeline
summary: A short story of how clean water came to the village.
figures: {{cost: Price}}
---

## problem

There was no water in the villages.

## steps

A pipeline was laid.
"""
FILES = {
    "ky/practices/suu.md": ORIGINAL,
    "en/practices/suu.md": current(translation=ENGLISH),
    "ru/practices/doroga.md": RUSSIAN,
    "ky/practices/doroga.md": current(
        RUSSIAN,
        ORIGINAL.split("added:")[0].replace("---\n", "---\ntranslation_of: ru\nrevision: {revision}\n", 1)
        + "figures: {{cost: Баасы}}\n---\n\n## Көйгөй\n\nЖол.\n\n## Эмне жасалды\n\nЖол.\n",
    ),
}


def with_english(root: Path, *, words: bool) -> None:
    """The project at ``root`` with a package of its own that has a third language, perhaps with words for it."""
    shutil.copytree(REPOSITORY / "portal", root / "portal", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(REPOSITORY / "scripts", root / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    listed = root / "portal/language/languages.yml"
    listed.write_text(listed.read_text(encoding="utf-8").replace("# Further", ENTRY + "# Further"), encoding="utf-8")
    if not words:
        return
    strings = root / "portal/words/strings"
    russian = yaml.safe_load((strings / "ru.yml").read_text(encoding="utf-8"))
    more = {f"{key.rpartition('.')[0]}.en": text for key, text in russian.items() if key.endswith(".ru")}
    made = {key: said(key, text) for key, text in {**russian, **more}.items()}
    (strings / "en.yml").write_text(yaml.safe_dump(made, allow_unicode=True), encoding="utf-8")
    for lang in ("ky", "ru"):
        file = strings / f"{lang}.yml"
        new = {key: made[key] for key in made.keys() - yaml.safe_load(file.read_text(encoding="utf-8")).keys()}
        file.write_text(file.read_text(encoding="utf-8") + yaml.safe_dump(new), encoding="utf-8")
    labels = root / "portal/words/labels.yml"
    label = "WithdrawalReason.en: {ky: Себеби, ru: Причина, en: Reason, help: {ky: Себеби., ru: Причина., en: Why.}}\n"
    labels.write_text(labels.read_text(encoding="utf-8") + label, encoding="utf-8")
    headings = root / "portal/content/headings.yml"
    loaded = yaml.safe_load(headings.read_text(encoding="utf-8"))
    for kind in loaded.values():
        for item in kind["headings"]:
            item["en"] = item["id"]
    headings.write_text(yaml.safe_dump(loaded, allow_unicode=True), encoding="utf-8")
    run(root, "scripts/language_tables.py")


def said(key: str, model: object) -> object:
    """Words made of the key, with the placeholders that the Russian ones have; English has two forms of number."""
    if isinstance(model, dict):
        return {"one": "{n} " + key + " in one", "other": "{n} " + key + " in many"}
    return " ".join([key, *re.findall(r"\{\w+\}", str(model))])


def run(root: Path, *command: str) -> str:
    """A Python program with the package of the project at ``root``."""
    environment = build_environment(PYTHONPATH=str(root), PORTAL_LANG="en")
    done = subprocess.run(
        [sys.executable, *command], cwd=root, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout


def add_locale(text: str) -> str:
    assert "\nwatch:" in text
    titles = "{Дагы окуңуз: More, Портал: Portal}"
    english = f"        - {{locale: en, name: English, build: true, nav_translations: {titles}}}\n"
    return text.replace("\nwatch:", f"{english}\nwatch:", 1)


@pytest.fixture(scope="module")
def third(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    root = tmp_path_factory.mktemp("third") / "portal"
    root.mkdir()
    lay_out_small_site(root, FILES, data=DATA, standing=(), config=add_locale)
    with_english(root, words=True)
    built = build(root, root.parent / "site", SITE_URL=URL, SOURCE_DATE_EPOCH="1790000000", PYTHONPATH=str(root))
    assert built.ok, built.output
    return built


def page(built: BuiltSite, path: str) -> HTMLParser:
    return HTMLParser(built.read(path))


def links(tree: HTMLParser, selector: str) -> list[tuple[str | None, str | None]]:
    return [(node.attributes.get("hreflang"), node.attributes.get("href")) for node in tree.css(selector)]


def test_a_page_in_the_third_language(third: BuiltSite) -> None:
    tree = page(third, "en/practices/suu.html")
    html = tree.css_first("html")
    assert html is not None and html.attributes["lang"] == "en"
    assert "A water pipeline" in third.read("en/practices/suu.html")
    assert "November 1, 2026" in third.read("en/practices/suu.html")  # by CLDR
    topic = third.read("en/topics/drinking-water.html")
    assert '<span lang="ru">' in third.read("en/acts/kg-law-2021-125.html")
    assert "Питьевая вода" in topic and "Ичүүчү" not in topic  # the language that stands in for missing names
    assert "2 count.documents in many" in third.read("en/index.html").replace("\u00a0", " ")


def test_the_switch_has_all_other_languages(third: BuiltSite) -> None:
    for path, wanted in {
        "practices/suu.html": [("ru", "../ru/practices/suu.html"), ("en", "../en/practices/suu.html")],
        "ru/practices/suu.html": [("ky", "../../practices/suu.html"), ("en", "../../en/practices/suu.html")],
        "en/practices/suu.html": [("ky", "../../practices/suu.html"), ("ru", "../../ru/practices/suu.html")],
    }.items():
        tree = page(third, path)
        assert links(tree, "[data-portal-switch]") == wanted
        assert (
            len(tree.css(".p-langs__item:not(.p-langs__both)")) == 3 and len(tree.css(".p-langs__item--current")) == 1
        )
        for _, href in wanted:
            assert (third.site / path).parent.joinpath(href or "").resolve().is_file()


def test_hreflang_names_the_versions_that_are_there(third: BuiltSite) -> None:
    both = [("ky", f"{URL}practices/suu.html"), ("en", f"{URL}en/practices/suu.html")]
    default = [("x-default", f"{URL}practices/suu.html")]
    assert links(page(third, "practices/suu.html"), "link[rel=alternate][hreflang]") == both + default
    assert links(page(third, "en/practices/suu.html"), "link[rel=alternate][hreflang]") == both[::-1] + default
    assert links(page(third, "ru/practices/suu.html"), "link[rel=alternate][hreflang]") == []
    assert [lang for lang, _ in links(page(third, "en/index.html"), "link[rel=alternate][hreflang]")] == [
        "en", "ky", "ru", "x-default",
    ]  # fmt: skip


def test_the_sitemap_has_them_too(third: BuiltSite) -> None:
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    found = {
        url.findtext("s:loc", "", space): [link.get("hreflang") for link in url.findall("x:link", space)]
        for url in ET.fromstring(third.read("sitemap.xml"))
    }
    assert found[f"{URL}practices/suu.html"] == ["ky", "en"]
    assert found[f"{URL}en/practices/suu.html"] == ["en", "ky"]
    assert found[f"{URL}en/index.html"] == ["en", "ky", "ru"]
    assert f"{URL}en/practices/doroga.html" not in found and f"{URL}ru/practices/suu.html" not in found


def test_a_missing_translation_has_its_notice(third: BuiltSite) -> None:
    tree = page(third, "en/practices/doroga.html")
    article = tree.css_first("article")
    assert article is not None and "p-page--missing" in (article.attributes["class"] or "")
    assert links(tree, ".p-notice--missing .p-button") == [("ru", "../../ru/practices/doroga.html")]
    lead = tree.css_first(".p-lead")
    assert lead is not None and lead.attributes["lang"] == "ru"


def test_each_language_is_searched_by_its_own_index(third: BuiltSite) -> None:
    def ask(lang: str, query: str) -> list[str]:
        command = [node_path(), str(REPOSITORY / "scripts/search.mjs"), str(third.site), lang]
        done = subprocess.run(command, input=query + "\n", capture_output=True, encoding="utf-8", check=True)
        return [hit["path"] for hit in json.loads(done.stdout)["hits"]]

    assert ask("en", "pipeline") == ["en/practices/suu.html"]
    assert ask("en", "pipelne") == ["en/practices/suu.html"]  # one slip
    assert ask("ky", "түтүк")[0] == "practices/suu.html"
    assert ask("ru", "дороги") == ["ru/practices/doroga.html"]
    words = json.loads(re.findall(r"data-portal-words>(.*?)</script>", third.read("ru/search.html"))[0])
    assert sorted(words["others"]) == ["en", "ky"]  # hits in the other languages
    assert 'portalSearch.put("en"' in third.read("assets/search/en/manifest.js")


def test_app_and_editions_have_it(third: BuiltSite) -> None:
    manifest = json.loads(third.read("en/manifest.webmanifest"))
    assert manifest["lang"] == "en" and manifest["start_url"] == "index.html" and manifest["scope"] == "../"
    assert '"assets/search/en/manifest.js","en/catalogue.html"' in third.read("worker.js")
    assert 'return {"ky": "kyrgyz", "ru": "russian", "en": "plain"};' in third.read("worker.js")
    packs = {pack["id"]: pack["files"] for pack in json.loads(third.read("assets/offline/packs.json"))}
    assert packs["en"] > 10 and packs["en:search"] > 3 and "en:drinking-water" in packs
    assert '"en": {' in third.read("assets/edition-data.js") and 'html[lang="en"]' in third.read(
        built(third.site, "edition-own.css")
    )
    assert '"en":{"from":' in third.read(built(third.site, "onefile-kit.js"))
    options = [node.attributes["value"] for node in page(third, "en/list.html").css("#list-texts option")]
    assert options == ["en", "ru", "ky", "all"]
    assert [row["lang"] for row in json.loads(third.read("data/law.json"))["citations"] if row["lang"]] == []
    parts = page(third, "en/404.html").css("article section")
    assert [part.attributes["lang"] for part in parts] == ["en", "ru", "ky"]


def test_a_part_for_one_language_of_three(third: BuiltSite) -> None:
    root, out = third.root, third.root.parent / "out"
    code = f"""
from pathlib import Path
from portal.corpus.load import load_portal
from portal.publish.offline.build import make_edition
from portal.publish.html.properties import read_properties
from portal.publish.offline.subsets import Subset
root, site, out = Path({str(root)!r}), Path({str(third.site)!r}), Path({str(out)!r})
made = make_edition(load_portal(root)[0], site, out, Subset("en"), 0, read_properties(root))
print(made.folder)
"""
    folder = Path(run(root, "-c", code).strip())
    assert "A water pipeline" in (folder / "portal/en/practices/suu.html").read_text(encoding="utf-8")
    for path in ("portal/practices/suu.html", "portal/ru/practices/doroga.html"):  # small pages in their place
        assert "data-portal-left-out" in (folder / path).read_text(encoding="utf-8")
    assert not (folder / "portal/assets/search/ru").exists()
    start = HTMLParser((folder / "АЧУУ-ОТКРЫТЬ.html").read_text(encoding="utf-8"))
    assert [part.attributes["lang"] for part in start.css("main section")] == ["ky", "ru", "en"]
    assert (folder / "НУСКАМА-ИНСТРУКЦИЯ.txt").read_text(encoding="utf-8-sig").count("UPDATE-NOT-FINISHED.txt") == 3


def test_every_word_that_a_language_lacks_is_named(tmp_path: Path) -> None:
    lay_out_small_site(tmp_path, {"ky/practices/suu.md": ORIGINAL}, data=DATA, standing=(), config=add_locale)
    with_english(tmp_path, words=False)
    found = json.loads(run(tmp_path, "-m", "portal", "check", "--format", "json", "--no-advice"))["problems"]
    lacking = {item["path"]: set() for item in found}
    for item in found:
        assert item["code"] == ("label-missing" if item["path"].endswith("labels.yml") else "language-words")
        lacking[item["path"]].add(re.findall("“(.*?)”", item["message"])[0])
    assert wanted_keys() <= lacking["portal/words/strings/en.yml"]
    assert "search.other.en" in lacking["portal/words/strings/ky.yml"]
    assert lacking["portal/words/labels.yml"] == {"WithdrawalReason.en"}
    assert lacking["portal/content/headings.yml"] >= {"practice.problem", "practice.steps"}


def test_messages_name_the_third_language(tmp_path: Path) -> None:
    """What a page of the menu lacks, and what to call for a translation: of three languages no default will do."""
    page = "---\nkind: page\ntitle: Бир\nsummary: Меню үчүн бир гана барак.\n---\n\nТекст.\n"
    files = {
        "ky/practices/suu.md": ORIGINAL,
        "ky/bir.md": page,
        "ru/bir.md": page.replace("kind: page\n", "").replace("summary", "translation_of: ky\nsummary"),
    }

    def config(text: str) -> str:
        return add_locale(text).replace("nav:\n", "nav:\n  - bir.md\n", 1)

    lay_out_small_site(tmp_path, files, data=DATA, standing=(), config=config)
    with_english(tmp_path, words=False)
    run(tmp_path, "-m", "portal", "translate", "bir", "--done", "--to", "ru")
    told = run(tmp_path, "-m", "portal", "check", "--no-advice")
    assert re.findall(r"\[nav-page-language\] (.*)", told) == [
        "The page named in the menu is missing in the language “en”: bir.md."
    ]
    assert "docs/en/bir.md" in told
    asked = "translate suu --to en"
    assert f"{asked} --done" in run(tmp_path, "-m", "portal", "translate", "suu", "--to", "en", "--start")
    begun = (tmp_path / "docs/en/practices/suu.md").read_text(encoding="utf-8")
    assert f"{asked} --done" in begun
    assert f"{asked} --done" in run(tmp_path, "-m", "portal", "translate", "suu", "--to", "en")
    assert f"“python -m portal {asked} --done”" in run(tmp_path, "-m", "portal", "check", "--no-advice")
    assert "translate suu --to ru --start" in run(tmp_path, "-m", "portal", "translate", "suu", "--to", "ru")


def test_the_languages_of_the_repository_have_all_words() -> None:
    assert list(check_words()) == []


def test_dates_numbers_and_plurals_of_another_language_are_those_of_cldr() -> None:
    assert format_partial(2026, 11, 1, "en") == "November 1, 2026"
    assert format_partial(2026, 11, 0, "en") == "November 2026" and format_partial(2026, 0, 0, "en") == "2026"
    assert format_number(1234.5, "en") == "1,234.5"
    forms = {"one": "one", "few": "few", "many": "many", "other": "other"}
    assert [choose(forms, count, "pl") for count in (1, 3, 5)] == ["one", "few", "many"]


LITERAL = re.compile(r"""other_lang|["'](?:ky|ru):?["']|(?<![\w-])ru/|(?<=[\w)\]])\.(?:ky|ru)\b""")
# What may know a language by name, besides portal/language, portal/law and content. The reason stands beside each line.
KNOWN = {
    "portal/model/law_database.py": 1,
    "portal/core/problems.py": 1,
    "portal/commands/missing.py": 1,
    "portal/forms/cms.html": 1,
    "portal/publish/offline/stick/update.py": 1,
    "scripts/make_pictures.py": 2,
    "scripts/eval_stem.py": 1,
    "scripts/bench_check.py": 1,
}
GENERATED = "overrides/assets/javascripts/language/list.js"
WORDS_OF_MATERIAL = "overrides/partials/languages/"
TEXTS_OF_BENCHMARKS = "scripts/benchmark/"
"""Makes texts of these two languages out of their words and forms."""


def code() -> Iterator[tuple[str, str]]:
    for folder in ("portal", "hooks", "scripts", "overrides"):
        for path in sorted((REPOSITORY / folder).rglob("*")):
            name = path.relative_to(REPOSITORY).as_posix()
            own = ("portal/language/", "portal/law/", WORDS_OF_MATERIAL, TEXTS_OF_BENCHMARKS)
            known = name == GENERATED or name.startswith(own)
            if path.suffix in {".py", ".js", ".mjs", ".ts", ".html", ".xml"} and path.is_file() and not known:
                yield name, path.read_text(encoding="utf-8")


def test_no_code_asks_for_one_of_two_languages() -> None:
    found = {name: len(lines) for name, text in code() if (lines := [*filter(LITERAL.search, text.splitlines())])}
    assert found == KNOWN
    assert sum(found.values()) <= 10


@pytest.mark.parametrize(
    "line",
    ['if lang == "ky":', "p.lang == 'ky'", 'path.startsWith("ru/")', "f'{x}/ru/y'", "title.ru", "other_lang(lang)"],
)
def test_such_a_line_would_be_found(line: str) -> None:
    assert LITERAL.search(line)
