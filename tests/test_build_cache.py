"""The pages of a build before, used again: what comes out is what a clean build makes, byte for byte."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import browsing
import warm_builds
from browsing import REPOSITORY, build, build_environment
from portal.core import caching
from portal.core.cells import Cells, Name, There
from portal.model.values import LANGS
from portal.pages.registry import Site
from portal.publish.assets import made_files
from portal.publish.html.printing import Links
from portal.words import interface
from repeating import TIMES
from small_tree import ORIGINAL, current
from warm_builds import FILES, SECOND, clean, make, sites_of, tree

pytestmark = pytest.mark.slow

Edit = Callable[[Path], None]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project with the real templates, and a home of its own for the key of the cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PORTAL_PROCESSES", "1")
    return warm_builds.lay_out_project(tmp_path / "project")


def change(path: str, old: str, new: str) -> Edit:
    """Change a file, which must hold what is to be changed."""

    def edit(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text, f"{path}: {old}"
        (root / path).write_text(text.replace(old, new), encoding="utf-8")

    return edit


def write(path: str, text: str) -> Edit:
    return lambda root: (root / path).write_text(text, encoding="utf-8") and None


def delete(path: str) -> Edit:
    return lambda root: (root / path).unlink()


def rename_both(root: Path) -> None:
    for lang in LANGS:
        file = root / f"docs/{lang}/practices/suu.md"
        file.rename(file.with_name("tuura.md"))


def translate(root: Path) -> None:
    text = current(SECOND).replace("Водопровод", "Второй опыт")
    (root / "docs/ru/practices/ekinchi.md").write_text(text, encoding="utf-8")


def other_word(_: Path) -> None:
    interface.strings("ky")["menu.home"] = "Үй"  # type: ignore[index]  # of a test that puts it back


def word_that_another_language_shows(_: Path) -> None:
    interface.strings("ru")["notfound.title"] = "Нет такой"  # type: ignore[index]  # of a test that puts it back


KY, RU, ECH = "docs/ky/practices/suu.md", "docs/ru/practices/suu.md", "docs/ky/practices/ekinchi.md"
NEW_ACT = "  - {id: kg-law-2000-1, kind: law, title: {ky: Жаңы}, date: 2000-01-02, number: '1'}\n"
EDITS: dict[str, Edit] = {
    "text": change(KY, "Суу жок болчу.", "Суу аз болчу."),
    "text that cites": change("docs/ky/practices/myizam.md", "деген мыйзам бар", "деген мыйзам болгон"),
    "translation only": change(RU, "Воды не было.", "Воды было мало."),
    "title": change(ECH, "Экинчи тажрыйба", "Башка тажрыйба"),
    "summary": change(ECH, "кыскача баян", "узун баян"),
    "topic tag": change(ECH, "[drinking-water, roads]", "[roads]"),
    "day": change(ECH, "added: 2026-11-01", "added: 2026-11-02"),
    "new translation": translate,
    "new document": write("docs/ky/practices/jany.md", ORIGINAL.replace("Суу түтүгү", "Жаңы документ")),
    "renamed": rename_both,
    "deleted": delete("docs/ky/practices/jalgyz.md"),
    "deleted page": delete("docs/ky/contribute.md"),
    "draft": change("docs/ky/practices/dolboor.md", "review: proposed\n", ""),
    "withdrawn": change(
        ECH, "added:", "review: withdrawn\nwithdrawn: {date: 2026-11, reason: {ky: Эскирди.}, successor: suu}\nadded:"
    ),
    "relation": change("docs/ky/practices/myizam.md", "relation: answers, recommendation: 1", "relation: follows"),
    "recommendation": change("docs/ky/resolutions/chechim.md", "Жол салуу.", "Көпүрө салуу."),
    "new act": change("data/acts.yml", "acts:\n", f"acts:\n{NEW_ACT}"),
    "act in place of another": change("data/acts.yml", "-125, kind: law", "-125, kind: law, replaces: [kg-law-2000-1]"),
    "act's title": change("data/acts.yml", "О самоуправлении", "О местном самоуправлении"),
    "topic's title": change("data/topics.yml", "Ичүүчү суу", "Таза суу"),
    "region's name": change("data/regions.yml", "ky: Чүй,", "ky: Чүй облусу,"),
    "body's name": change("data/organisations.yml", "Кабинет министров", "Правительство"),
    "glossary": change("data/glossary.yml", "ky: кеңеш", "ky: айылдык кеңеш"),
    "synonym": change("data/synonyms.yml", "кубур", "чоор"),
    "word asked for": change("data/synonyms.yml", "ky: [шланг]", "ky: [шланга]"),
    "wording of a page": change("data/pages.yml", "прислать опыт", "отправить опыт"),
    "settings": change("data/site.yml", "name: {ky: А, ru: Б}", "name: {ky: Жаңы, ru: Новый}"),
    "template": change("overrides/portal/missing.html", "p-notice--missing", "p-notice--none"),
    "part of a template": change("overrides/partials/footer.html", "p-footer__text", "p-footer__line"),
    "old address": lambda root: browsing.write_files(
        root / "addresses", {"redirects.yml": "redirects:\n- {from: practices/eski, to: practices/myizam}\n"}
    ),
    "configuration": change("mkdocs.yml", "  - pymdownx.tasklist\n", ""),
    "word of the interface": other_word,
    "word of another language": word_that_another_language_shows,
}


@pytest.fixture
def words() -> Iterator[None]:
    """What the interface says is put back afterwards."""
    yield
    interface.forget_strings()


@pytest.mark.slow
@pytest.mark.usefixtures("words")
@pytest.mark.parametrize("held", [4, pytest.param(1, marks=pytest.mark.long)])
def test_result_is_that_of_a_clean_build_after_every_kind_of_edit(root: Path, tmp_path: Path, held: int) -> None:
    """Held against a clean build after each ``held`` edits: a page that stayed as it was is still wrong then."""
    site = tmp_path / "site"
    make(root, site)
    before = tree(site)
    for number, (name, edit) in enumerate(EDITS.items(), 1):
        edit(root)
        warm = make(root, site)
        now = tree(site)
        assert now != before or name == "configuration", f"{name} changed nothing"
        before = now
        if number % held == 0 or number == len(EDITS):
            expected, files = clean(root, tmp_path / "clean")
            assert {path for path in now.keys() | files.keys() if now.get(path) != files.get(path)} == set(), name
            assert warm.pages == expected.pages, name


@pytest.mark.long
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=3), min_size=2, max_size=5))
@pytest.mark.usefixtures("words")
def test_result_is_that_of_a_clean_build_after_many_edits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: list[list[str]]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PORTAL_PROCESSES", "1")
    interface.forget_strings()
    for folder in ("project", "site"):
        shutil.rmtree(tmp_path / folder, ignore_errors=True)
    root = warm_builds.lay_out_project(tmp_path / "project")
    make(root, tmp_path / "site")
    for step in steps:
        for name in step:
            try:
                EDITS[name](root)
            except (AssertionError, FileNotFoundError):  # another was there before
                continue
        make(root, tmp_path / "site", langs=("ky",)) if len(step) == 3 else None
        warm = make(root, tmp_path / "site")
        expected, files = clean(root, tmp_path / "clean")
        assert tree(tmp_path / "site") == files, steps
        assert warm.pages == expected.pages, steps


def test_work_is_counted(root: Path, tmp_path: Path) -> None:
    """Many documents of the same topic: an edit of one is no work for the others."""
    for number in range(130):
        text = ORIGINAL.replace("Суу түтүгү", f"Тажрыйба {number}").replace("2026-11-01", "2026-10-01")
        path = root / f"docs/ky/practices/doc-{number}.md"
        path.write_text(text, encoding="utf-8")
        translation = current(text).replace("Водопровод", f"Опыт {number}")
        (root / f"docs/ru/practices/doc-{number}.md").write_text(translation, encoding="utf-8")
    site = tmp_path / "site"
    first = make(root, site).counts
    assert first["printed"] == first["modelled"] > 280 and first["rendered"] > 260
    assert make(root, site).counts == {}
    change("docs/ky/practices/doc-98.md", "Суу жок болчу.", "Суу аз болчу.")(root)
    make(root, site)  # with the first translation that is out of date, filters get a value for that
    change("docs/ky/practices/doc-99.md", "Суу жок болчу.", "Суу аз болчу.")(root)
    before = pages_of(site)
    sentence = make(root, site).counts
    # In each language the document, both texts beside each other, the search, and how many translations are out of
    # date, of which this is one now; in the other language five lists that tell that too. Each of them has changed.
    assert sentence["printed"] == len(pages_of(site).items() - before.items()) == 13 and sentence["modelled"] <= 15
    assert sentence["rendered"] == 2  # the document, in both languages
    change("docs/ky/practices/doc-99.md", "Суу аз болчу.", "Суу аз эле.")(root)
    again = make(root, site).counts
    assert again["printed"] == 4, "the translation was out of date"
    assert again["modelled"] == 4, "how far texts are is what it was: the page of the status is not even looked at"
    change("docs/ru/practices/doc-97.md", "Воды не было.", "Воды было мало.")(root)
    translation = make(root, site).counts
    assert translation["printed"] == 4 and translation["rendered"] == 2
    change("docs/ky/practices/doc-96.md", "Тажрыйба 96", "Таза суу 96")(root)
    before = pages_of(site)
    assert make(root, site).counts["printed"] == len(pages_of(site).items() - before.items()) == 15
    (root / "overrides/assets/own.css").write_text("a { color: blue }\n", encoding="utf-8")
    assert make(root, site).counts == {}
    assert make(root, site, style="0" * 8).counts == {}  # a changed style: its name is put into pages that are there
    assert make(root, site).counts == {}
    for file in (root / "docs").rglob("*.md"):
        os.utime(file, (1, 1))
    assert make(root, site).counts == {}
    change("overrides/portal/glossary.html", "{% block content %}", "{% block content %} ")(root)
    template = make(root, site).counts
    assert template["rendered"] == 0 and template["printed"] == first["printed"]  # all, for any may use it


def test_a_list_counts_only_what_an_edit_has_changed(root: Path) -> None:
    """Facets of lists rest on columns of values, not on cards: each of them stays if its values do."""
    counted = "portal.pages.facets.facet_in"
    unmoved = {counted, "columns", "search places", "portal.pages.catalogue.short_notes"}

    def made() -> Counter[str]:
        found: Counter[str] = Counter()
        for site in sites_of(root).values():
            for planned in site.plan():
                site.digest_of(planned)
            site.cells.save()
            found += site.cells.made
        return found

    first = made()
    assert first[counted] > 20 and first["columns"] == len(LANGS) and made() == Counter()
    EDITS["summary"](root)
    summary = made()
    assert summary["card"] == summary["facets"] == len(LANGS) and not unmoved & {*summary}
    EDITS["text"](root)  # its translation is out of date by now
    text = made()
    assert 0 < text[counted] < first[counted] / 3 and text["columns"] == 1


def pages_of(site: Path) -> dict[str, bytes]:
    """The pages of a site."""
    return {path: text for path, text in tree(site).items() if path.endswith(".html")}


def trace_of(cells: Cells, name: Name) -> list[Name]:
    """The cells from which one was made in this run."""
    names = [*cells._numbers]
    return [names[number] for number in cells._traces.get(name, ())]


def closure(cells: Cells, name: Name) -> set[Name]:
    """All cells that one rests on."""
    found, waiting = {name}, [name]
    while waiting:
        new = set(trace_of(cells, waiting.pop())) - found
        found |= new
        waiting += new
    return found


class Only(Mapping[Any, Any]):
    """A mapping in which all but some keys is hidden."""

    def __init__(self, values: Mapping[Any, Any], keys: set[Any], page: Name) -> None:
        self.values_, self.keys_, self.page = values, keys, page

    def seen(self, key: Any) -> None:
        assert key in self.keys_, f"{self.page} reads {key} and has it not in its trace"

    def __getitem__(self, key: Any) -> Any:
        self.seen(key)
        return self.values_[key]

    def get(self, key: Any, default: Any = None) -> Any:
        self.seen(key)
        return self.values_.get(key, default)

    def __contains__(self, key: object) -> bool:
        self.seen(key if key in self.keys_ else There(key))
        return key in self.values_

    def __iter__(self) -> Iterator[Any]:
        self.seen(None)
        return iter(self.values_)

    def __len__(self) -> int:
        self.seen(None)
        return len(self.values_)


def test_a_page_reads_nothing_but_its_cells(root: Path) -> None:
    """Each page is made once more where all that is not in its trace is hidden. Alone, it and all that it is made from
    read what they read among the others: nothing was remembered beside the cells.
    """
    for lang, site in warm_builds.sites_of(root).items():
        plan = list(site.plan())
        made = {}
        for planned in plan:
            site.digest_of(planned)
            made[planned] = site.page_of(planned)
        assert len(plan) > 30
        for planned in plan:
            traced = closure(site.cells, ("page", planned.name))
            alone = Site(site.whole, lang, site.edition, site.related._loaded)
            for kind, source in alone.cells._sources.items():
                keys = {key for one, key in traced if one == kind}
                source._loaded = Only(source._loaded, keys, ("page", planned.name))  # type: ignore[assignment]
            alone.whole = None  # type: ignore[assignment]
            assert alone.page_of(planned) == made[planned]
            for name in alone.cells._traces:
                assert trace_of(alone.cells, name) == trace_of(site.cells, name), f"{planned.key}: {name}"


def test_what_is_remembered_beside_the_cells_is_found(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above looks at something: with a context that remembers, it fails."""
    counts = Site.oblast_counts.fget  # type: ignore[attr-defined]
    monkeypatch.setattr(Site, "oblast_counts", cached_property(counts))
    Site.oblast_counts.__set_name__(Site, "oblast_counts")  # type: ignore[attr-defined]
    with pytest.raises(AssertionError, match="regions"):
        test_a_page_reads_nothing_but_its_cells(root)


def test_other_languages_and_looks(root: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    make(root, site, langs=("ky",))
    assert not (site / "ru").exists()
    make(root, site)
    whole = tree(site)
    assert whole == clean(root, tmp_path / "clean")[1]
    assert make(root, site, look="other.css").counts["printed"] == make(root, site).counts["printed"] > 50
    assert tree(site) == whole
    make(root, site, langs=("ru",))
    assert not (site / "index.html").exists() and (site / "ru/index.html").exists()
    make(root, site)
    assert tree(site) == whole


def test_another_style_gives_the_pages_of_a_clean_build(root: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    # A text that holds such a name is printed anew, so that what its author wrote stays.
    name = made_files(REPOSITORY, sites_of(root))[0]("portal.css").rpartition("/")[2]
    change("docs/ky/practices/suu.md", "Суу жок болчу.", f"Суу жок болчу: {name}.")(root)
    before = make(root, site)
    assert make(root, site).counts == {}
    after = make(root, site, style="0" * 8)
    assert 0 < after.counts["printed"] <= 6 and len(after.pages) > 50  # those that show its sentence
    make(root, tmp_path / "clean", style="0" * 8)
    assert tree(site) == tree(tmp_path / "clean")
    assert name in (site / "practices/suu.html").read_text(encoding="utf-8")
    assert all(after.pages[path].entry != page.entry for path, page in before.pages.items())
    assert all(name not in page.references for page in after.pages.values())
    assert make(root, site, style="0" * 8).counts == {}


def test_what_did_not_change_is_neither_printed_nor_written(root: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    make(root, site)
    (site / ".nojekyll").touch()
    before = {path: (site / path).stat().st_mtime_ns for path in tree(site)}
    make(root, site)
    assert {path: (site / path).stat().st_mtime_ns for path in before} == before
    EDITS["text"](root)
    make(root, site)
    # The text, the translation that is out of date by now, and lists that say so or show the text.
    changed = {path for path in before if path.endswith(".html") and (site / path).stat().st_mtime_ns != before[path]}
    assert {"practices/suu.html", "ru/practices/suu.html"} <= changed
    assert len(changed) < len(before) / 3 and not {"practices/ekinchi.html", "glossary.html"} & changed
    assert (site / ".nojekyll").exists()
    assert not list((root / caching.FOLDER).glob("making-*"))


def test_a_site_that_somebody_changed_is_put_right(root: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    make(root, site)
    good = tree(site)
    for when in ("at once", "later"):
        page = site / "practices/suu.html"
        text = page.read_bytes()
        page.write_bytes(text[::-1])  # as long as before
        state = page.stat()
        os.utime(page, ns=(state.st_atime_ns, state.st_mtime_ns - 3600 * 10**9))
        (site / "ru/practices/suu.html").unlink()
        (site / "stranger.html").write_text("?", encoding="utf-8")
        (site / "data/law.json").write_text("{}", encoding="utf-8")
        shutil.rmtree(site / "topics")
        (site / "topics").symlink_to(tmp_path)
        (site / "acts/index.html").unlink()
        (site / "acts/index.html").mkdir()
        (site / "empty/folder").mkdir(parents=True)
        make(root, site)
        assert tree(site) == good, when
        assert not (site / "empty").exists() and not (site / "topics").is_symlink()
        for file in site.rglob("*.html"):
            os.utime(file, (1, 1))  # touched and not changed
    assert make(root, site).counts["printed"] > 0
    assert tree(site) == good
    shutil.rmtree(site)
    make(root, site)
    assert tree(site) == good


def test_what_is_left_of_other_sites_is_removed_after_a_day(root: Path, tmp_path: Path) -> None:
    make(root, tmp_path / "once")
    make(root, root / "site")
    cache = root / caching.FOLDER
    (cache / "making-site-01234567").mkdir()
    names = {file.name for file in cache.glob("*site-*")}
    make(root, tmp_path / "site")
    assert names < {file.name for file in cache.glob("*site-*")}
    for file in cache.iterdir():
        os.utime(file, (1, 1))
    make(root, tmp_path / "site")
    left = {file.name.partition(".")[0] for file in cache.glob("*site-*.bin")}
    assert len(left) == 2 and not (cache / "making-site-01234567").exists()
    assert make(root, root / "site").counts == make(root, tmp_path / "site").counts == {}


def test_a_clock_that_was_set_back(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    make(root, site)
    now = 10**9 * 1_000_000_000
    monkeypatch.setattr("time.time_ns", lambda: now)
    for name in ("text", "title", "topic's title"):
        EDITS[name](root)
        for file in root.rglob("*.md"):
            os.utime(file, ns=(now, now))
        make(root, site)
        assert tree(site) == clean(root, tmp_path / "clean")[1], name


def test_a_damaged_cache_is_an_empty_one(root: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    make(root, site)
    good = tree(site)
    rng = random.Random(14)
    for name in sorted({file.name.split("-")[0] for file in (root / caching.FOLDER).glob("*.pack")}):
        file = rng.choice(sorted((root / caching.FOLDER).glob(f"{name}*")))
        data = bytearray(file.read_bytes())
        data[rng.randrange(len(data))] ^= 255
        file.write_bytes(data)
        make(root, site)
        assert tree(site) == good, file.name
    (tmp_path / "home/kg-portal/cache-key").write_bytes(b"x" * 32)  # that of another user
    assert make(root, site).counts["printed"] > 50
    assert tree(site) == good


def killed(root: Path, tmp_path: Path, times: int) -> None:
    """Builds that are cut short, each followed by a whole one."""
    site = tmp_path / "site"
    make(root, site)
    rng = random.Random(14)
    command = [sys.executable, warm_builds.__file__, str(root), str(site)]
    for turn in range(times):
        change(KY, "Суу ", f"Суу {turn} ")(root)
        change(ECH, "title: ", f"title: Т{turn} ")(root)
        shutil.rmtree(site / "acts")
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        with pytest.MonkeyPatch.context():
            try:
                process.wait(rng.uniform(1, 4))
            except subprocess.TimeoutExpired:
                process.kill()
        process.communicate()
        make(root, site)
        assert tree(site) == clean(root, tmp_path / "clean")[1], turn


def test_a_build_that_was_killed_leaves_nothing_wrong(root: Path, tmp_path: Path) -> None:
    killed(root, tmp_path, 2)


@pytest.mark.long
def test_many_builds_that_were_killed_leave_nothing_wrong(root: Path, tmp_path: Path) -> None:
    killed(root, tmp_path, 5 * max(10, TIMES))


def test_a_build_that_fails_leaves_the_site_as_it_was(root: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    make(root, site)
    good = tree(site)
    EDITS["title"](root)
    (root / "overrides/portal/resolution.html").write_text("{{ nothing.at_all }}", encoding="utf-8")
    with pytest.raises(Exception, match="nothing") as caught:
        make(root, site)
    assert caught.value.__notes__ == ["While resolutions/chechim.html was printed."]
    assert tree(site) == good


def test_links_as_seen_from_a_folder() -> None:
    links = Links("ru/practices")
    assert links["ru/practices/a.html#b"] == "a.html#b"
    assert links["catalogue.html?topic=x"] == "../../catalogue.html?topic=x"
    for other in ("", "#content", "https://a.kg/b", "mailto:a@b.kg", "/x", "//a.kg/x"):
        assert links[other] == other
    assert Links("")["practices/a.html"] == "practices/a.html"


POOL = """
import json, os, sys
from portal.core.processes import handed_out, processes, spread, together

class Odd(Exception):
    def __init__(self, a, b):
        super().__init__("odd words")

def fail(error):
    raise error

def tell(task):
    try:
        together([lambda: 1, task])
    except Exception as error:
        return [type(error).__name__, str(error).strip().splitlines()[-1], str(getattr(error, "__notes__", ""))]

def tell_of(function):
    try:
        spread(function, range(7), 5)
    except Exception as error:
        return [type(error).__name__, str(error)]

pids = together([os.getpid] * 3)
print(json.dumps({
    "processes": processes(), "pids": len(set(pids)), "own": pids[0] == os.getpid(),
    "spread": spread(lambda item: item * 2, range(7), 5),
    "error": tell(lambda: fail(KeyError("lost"))), "odd": tell(lambda: fail(Odd(1, 2))),
    "handed out": sorted(handed_out(lambda item: item * 2, range(7), 5)),
    "here": os.getpid() in spread(lambda item: os.getpid(), range(7), 5),
    "lost": tell_of(lambda item: fail(KeyError("lost")) if item == 3 else item),
    "dead": tell(lambda: os._exit(3)),
}))
"""


def pool(processes: str) -> dict[str, list[str]]:
    """What work in processes gives, told by a program of its own: this one has threads."""
    code = POOL if processes != "1" else POOL.replace('"dead": tell(lambda: os._exit(3)),', "")
    command = [sys.executable, "-c", textwrap.dedent(code)]
    done = subprocess.run(
        command, env=build_environment(PORTAL_PROCESSES=processes), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="all work is done in one process there")
def test_work_in_processes_gives_the_same_and_loses_no_error() -> None:
    many, one = pool("3"), pool("1")
    assert (many["processes"], many["pids"], many["own"]) == (3, 3, True)
    assert (one["processes"], one["pids"]) == (1, 1)
    assert many["spread"] == one["spread"] == [0, 2, 4, 6, 8, 10, 12]
    assert many["handed out"] == one["handed out"] == [[place, 2 * place] for place in range(7)]
    assert one["here"] and not many["here"], "what work takes of memory is given back"
    assert many["lost"] == one["lost"] == ["KeyError", "'lost'"]
    assert many["error"][:2] == one["error"][:2] == ["KeyError", "'lost'"]
    assert "In another process" in many["error"][2] and "in fail" in many["error"][2]
    assert many["odd"][0] == "RuntimeError" and "odd words" in many["odd"][1] + many["odd"][2]
    assert many["dead"][0] == "RuntimeError"


@pytest.mark.site
def test_a_build_of_the_generator_uses_the_one_before(tmp_path: Path) -> None:
    """The real thing, once: two languages beside each other first, one after the other then."""
    root, site, home = tmp_path / "portal", tmp_path / "portal/site", str(tmp_path / "home")
    root.mkdir()
    browsing.lay_out_small_site(root, FILES, data=warm_builds.RECORDS, standing=())
    first = build(root, site, XDG_CACHE_HOME=home, PORTAL_PROCESSES="2", SOURCE_DATE_EPOCH="1795000000")
    assert first.ok, first.output
    before = {path: (site / path).stat().st_mtime_ns for path in ("practices/ekinchi.html", "practices/suu.html")}
    (site / "stale.html").touch()
    EDITS["text"](root)
    again = build(root, site, XDG_CACHE_HOME=home, PORTAL_PROCESSES="2", SOURCE_DATE_EPOCH="1795000000")
    assert again.ok, again.output
    changed = {path for path, time in before.items() if (site / path).stat().st_mtime_ns != time}
    assert changed == {"practices/suu.html"}
    shutil.rmtree(root / caching.FOLDER)
    clean = build(root, tmp_path / "clean", XDG_CACHE_HOME=home, PORTAL_PROCESSES="1", SOURCE_DATE_EPOCH="1795000000")
    assert clean.ok, clean.output
    assert tree(site) == tree(tmp_path / "clean")
    assert {path.split("/")[0] for path in tree(site)} >= {*LANGS, "worker.js", "practices"} - {"ky"}
