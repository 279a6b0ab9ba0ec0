"""What is kept between builds: right after every kind of edit, never believed when somebody else wrote it."""

from __future__ import annotations

import contextlib
import datetime as dt
import gc
import os
import pickle
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import pytest
import yaml
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

import small_tree
from browsing import REPOSITORY
from portal.content import source as sources
from portal.content.documents import Document
from portal.core import caching
from portal.core.caching import FOLDER, Store, digest
from portal.core.cells import Cells
from portal.core.packaged import read_yaml
from portal.core.problems import Problem
from portal.corpus.corpus import Portal
from portal.corpus.load import load_portal
from portal.editing.checking import Advice, Selection, advice
from portal.language import lemma_ru
from portal.language.looked_up import forget_words
from portal.law import tables as law_tables
from portal.law import words as law_words
from portal.markup.model import Rendered
from portal.markup.render import Renderer
from portal.pages.cells import portal_of_cells
from portal.reference.load import groups_of
from repeating import repeated

T = TypeVar("T")
Edit = Callable[[Path], None]


@pytest.fixture(autouse=True)
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of our own for the key."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    return tmp_path / "home/kg-portal/cache-key"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The real project's data and a few of its texts; the links to the others lead nowhere, which is checked too."""
    root = tmp_path / "project"
    for name in ("docs", "data", "addresses"):
        if (REPOSITORY / name).exists():
            shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    kept = {file.name for file in sorted((root / "docs/ky/practices").glob("**/*.md"))[:2]}
    kept |= {file.name for file in sorted((root / "docs/ky/resolutions").glob("**/*.md"))[:1]}
    for file in (root / "docs").rglob("*.md"):
        if file.name not in kept:
            file.unlink()
    return root


def first(root: Path, pattern: str) -> Path:
    return sorted(root.glob(pattern))[0]


def practice(root: Path) -> Path:
    return first(root, "docs/ky/practices/**/*.md")


def edit_text(root: Path) -> None:
    file = practice(root)
    file.write_text(file.read_text(encoding="utf-8") + "\nМыйзамдын 5-беренеси. [Жок](joktur.md)\n", encoding="utf-8")


def edit_act(root: Path) -> None:
    file = root / "data/acts.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("2021", "2019"), encoding="utf-8")


def rename_page(root: Path) -> None:
    for lang in ("ky", "ru"):
        for file in root.glob(f"docs/{lang}/practices/**/{practice(root).name}"):
            file.rename(file.with_name("renamed-page.md"))


EDITS = [edit_text, edit_act, rename_page]


def clean_result(root: Path, result: Callable[[Path], T]) -> T:
    """What ``result`` is where nothing is kept; what is kept stays as it is."""
    shutil.move(root / FOLDER, root / "aside")
    try:
        return result(root)
    finally:
        shutil.rmtree(root / FOLDER, ignore_errors=True)
        shutil.move(root / "aside", root / FOLDER)


@pytest.mark.slow
def test_result_is_that_of_a_clean_load_of_real_texts(project: Path) -> None:
    before = load_portal(project)
    assert (project / FOLDER / "bodies.bin").exists()
    for edit in EDITS:
        edit(project)
        warm = load_portal(project)
        clean = clean_result(project, load_portal)
        assert warm == clean, edit.__name__
        assert list(warm[0].bodies) == list(clean[0].bodies)
        assert warm != before, f"{edit.__name__} changed nothing"
        before = warm


KY, RU, ROUND = "docs/ky/practices/suu.md", "docs/ru/practices/suu.md", "docs/ky/resolutions/stol.md"
JOL = small_tree.ORIGINAL.replace(
    "sources:",
    """related:
  - {document: stol, relation: answers, recommendation: 3}
withdrawn: {date: 2026-11, reason: {ky: Эскирди.}, successor: suu}
review: withdrawn
sources:""",
).replace("Суу жок болчу.", "[Маселе](suu.md#problem), [сунуш](../resolutions/stol.md#recommendation-3), ![](a.png)")
PAGE = "---\ntitle: Баракча\nsummary: Порталдын кадимки баракчасы ушул.\n---\n\n[Суу](practices/suu.md#steps)\n"
WHOLE: dict[str, str | bytes] = {
    "ky/practices/suu.md": small_tree.ORIGINAL,
    "ru/practices/suu.md": small_tree.current(),
    "ky/practices/jol.md": JOL,
    "ky/practices/a.png": small_tree.png(10, 10),
    "ky/resolutions/stol.md": small_tree.RESOLUTION,
    "ky/baraktcha.md": PAGE,
}


def change(path: str, old: str, new: str) -> Edit:
    """An edit that replaces words of a file."""

    def edit(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text, f"{path}: {old}"
        (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def write(path: str, content: str | bytes) -> Edit:
    """An edit that writes a whole file."""

    def edit(root: Path) -> None:
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_bytes(content.encode() if isinstance(content, str) else content)

    return edit


def drop(path: str) -> Edit:
    """An edit that removes a file."""
    return lambda root: (root / path).unlink(missing_ok=True)


def move(old: str, new: str) -> Edit:
    """An edit that gives a file another name."""

    def edit(root: Path) -> None:
        (root / old).replace(root / new)

    return edit


def rename_both(root: Path) -> None:
    for path in (KY, RU):
        (root / path).rename(root / path.replace("suu", "tuura"))


# Every kind of edit, alone on the whole tree: what it does is seen in these problems, besides those of the tree itself.
KINDS: dict[str, tuple[Edit, set[str]]] = {
    "text": (change(KY, "Суу жок болчу.", "Суу жок эле, <b>азыр бар."), {"html-forbidden"}),
    "text of the same length": (change(KY, "болчу.", "<b>чуу.."), {"html-forbidden"}),
    "title": (change(KY, "title: Суу түтүгү", "title: Таза суу"), set()),
    "nothing": (change(KY, "Суу жок", "Суу жок"), set()),
    "slug": (rename_both, {"link-missing", "reference-unknown"}),
    "slug in one language": (move(KY, "docs/ky/practices/tuura.md"), {"translation-orphan"}),
    "deleted": (drop(ROUND), {"link-missing", "reference-unknown"}),
    "added": (write("docs/ky/practices/jany.md", small_tree.ORIGINAL), set()),
    "twice": (write("docs/ky/practices/2020/jol.md", small_tree.ORIGINAL), {"slug-duplicate"}),
    "heading": (change(KY, "## Эмне жасалды", "### Эмне болду"), {"anchor-missing", "heading-missing"}),
    "front matter": (change(KY, "figures:", "figuers:"), {"field-unknown"}),
    "revision": (change(RU, "revision: r", "revision: r0"), {"translation-revision"}),
    "translation": (drop(RU), set()),
    "broken translation": (write(RU, b"\xff"), {"file-not-utf8"}),
    "state": (change(KY, "added:", "review: proposed\nadded:"), {"link-draft", "withdrawal-successor"}),
    "recommendation": (change(ROUND, "number: 3", "number: 4"), {"relation-recommendation", "anchor-missing"}),
    "topic removed": (change("data/topics.yml", "id: drinking-water", "id: water"), {"reference-unknown"}),
    "topic's words": (change("data/topics.yml", "Ичүүчү суу", "Таза суу"), set()),
    "act": (change("data/acts.yml", "kg-law-2021-125", "kg-law-2020-1"), set()),
    "act's words": (change("data/acts.yml", "О самоуправлении", "О воде"), set()),
    "data broken": (write("data/regions.yml", "oblasts: [\n"), {"yaml-syntax"}),
    "data gone": (drop("data/glossary.yml"), {"data-file-missing"}),
    "picture gone": (drop("docs/ky/practices/a.png"), {"image-missing"}),
    "picture": (write("docs/ky/practices/a.png", small_tree.png(9000, 9000)), {"image-too-large"}),
    "picture broken": (write("docs/ky/practices/a.png", b"GIF8"), {"asset-content"}),
    "ledger": (write("addresses/ledger.txt", "practices/eski\n"), {"address-lost"}),
    "redirect": (
        write("addresses/redirects.yml", "redirects:\n- {from: practices/eski, to: practices/suuu}\n"),
        {"redirect-nowhere"},
    ),
    "words": (write("data/words.yml", "ky: [\n"), {"yaml-syntax"}),
}


def checked(root: Path) -> tuple[Portal, tuple[Problem, ...], Advice]:
    """All that the check says."""
    portal, problems = load_portal(root)
    return portal, problems, advice(root, portal, Selection())


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is old enough to be known by its stamp."""
    now = time.time_ns
    monkeypatch.setattr("portal.content.files.time.time_ns", lambda: now() + 60_000_000_000)


@pytest.mark.usefixtures("later")
@pytest.mark.slow
def test_the_check_says_what_it_says_on_a_clean_run_whatever_was_edited(tmp_path: Path) -> None:
    root = small_tree.lay_out(tmp_path / "project", WHOLE)
    _, problems, _ = checked(root)
    assert codes(problems) == {"image-alt"}
    kept = {folder: shutil.copytree(root / folder, tmp_path / folder) for folder in ("docs", "data", ".cache")}
    for name, (edit, expected) in KINDS.items():
        edit(root)
        warm = checked(root)
        again = checked(root)
        assert codes((*warm[1], *warm[2].problems)) - {"image-alt"} >= expected, name
        assert warm == again == clean_result(root, checked), name
        shutil.rmtree(root / "addresses", ignore_errors=True)
        for folder, copy in kept.items():  # taken back, with the cache of the state before or after
            if folder != ".cache" or len(name) % 2:
                shutil.rmtree(root / folder)
                shutil.copytree(copy, root / folder)
        assert load_portal(root)[1] == problems, f"{name}, taken back"


@repeated(6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=3), min_size=2, max_size=4))
@pytest.mark.usefixtures("later")
@pytest.mark.slow
def test_many_edits_one_after_the_other(tmp_path: Path, steps: list[list[str]]) -> None:
    shutil.rmtree(tmp_path / "project", ignore_errors=True)
    root = small_tree.lay_out(tmp_path / "project", WHOLE)
    load_portal(root)
    for step in steps:
        for name in step:
            with contextlib.suppress(AssertionError, FileNotFoundError, UnicodeDecodeError):  # another was there before
                KINDS[name][0](root)
        warm = load_portal(root)
        assert warm == clean_result(root, load_portal), steps


def codes(problems: Iterable[Problem]) -> set[str]:
    return {item.code for item in problems}


@pytest.mark.parametrize(("seconds", "found"), [(1, {"html-forbidden"}), (60, set())])
def test_a_file_that_was_just_written_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: int, found: set[str]
) -> None:
    """The clock of the disk is coarse: two edits of the same length within two seconds look the same."""
    now = time.time_ns()
    monkeypatch.setattr("portal.content.files._stamp", lambda entry: (entry.stat().st_size, now, now, 0))
    monkeypatch.setattr("portal.content.files.time.time_ns", lambda: now + seconds * 1_000_000_000)
    root = small_tree.lay_out(tmp_path, {"ky/practices/suu.md": small_tree.ORIGINAL})
    assert codes(load_portal(root)[1]) == set()
    KINDS["text of the same length"][0](root)
    assert codes(load_portal(root)[1]) == found


@pytest.mark.usefixtures("later")
def test_what_did_not_change_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = small_tree.lay_out(tmp_path, WHOLE)
    load_portal(root)
    read: list[str] = []
    kinds: list[type] = []
    real, loads = sources.read_bytes, pickle.loads

    def reading(root: Path, path: str) -> object:
        read.append(path)
        return real(root, path)

    def unpickling(data: bytes) -> object:
        found = loads(data)
        kinds.append(type(found))
        return found

    monkeypatch.setattr(sources, "read_bytes", reading)
    monkeypatch.setattr(pickle, "loads", unpickling)
    portal, problems = load_portal(root)
    assert read == [] and codes(problems) == {"image-alt"}
    assert not {Document, Rendered} & set(kinds), "read although nobody asked for it"
    assert portal.documents["suu"].slug == "suu" and "Суу" in portal.bodies["ky", "suu"].html
    assert kinds[-2:] == [Document, Rendered]
    KINDS["title"][0](root)
    load_portal(root)
    assert read == [KY, RU]


@pytest.mark.usefixtures("later")
def test_documents_outlive_what_is_kept(tmp_path: Path) -> None:
    """What is read late is there even if the cache was damaged meanwhile; if the text changed as well, it is told."""
    root = small_tree.lay_out(tmp_path, WHOLE)
    first, _ = load_portal(root)
    warm, other = load_portal(root)[0], load_portal(root)[0]
    for pack in (root / FOLDER).glob("*.pack"):
        pack.write_bytes(b"\0" * pack.stat().st_size)
    assert warm.documents == first.documents and warm.bodies == first.bodies
    (root / KY).write_text(small_tree.ORIGINAL + "\nКошумча.\n", encoding="utf-8")
    with pytest.raises(OSError, match="suu"):
        other.documents["suu"]


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files whose texts are rendered, as it happens."""
    found: list[str] = []
    render = Renderer.render

    def counted(self: Renderer, body: str, **options: object) -> object:
        found.append(str(options["path"]))
        return render(self, body, **options)  # type: ignore[arg-type]  # passed on as it comes

    monkeypatch.setattr(Renderer, "render", counted)
    return found


@pytest.mark.slow
def test_what_did_not_change_is_not_rendered_again(project: Path, rendered: list[str]) -> None:
    load_portal(project)
    rendered.clear()
    load_portal(project)
    assert rendered == []
    edit_text(project)
    load_portal(project)
    # The original, and its translation, whose revision no longer fits: it mirrors no headings now.
    assert 1 <= len(rendered) <= 2
    assert rendered[0] == practice(project).relative_to(project).as_posix()


ACTS = """acts:
  - {id: kg-law-2021-125, kind: law, title: {ru: О мире}, number: '125', date: 2021-10-20}
  - {id: kg-law-2008-99, kind: law, title: {ru: О воде}, number: '99', date: 2008-05-05}
"""


def test_an_act_is_changed_where_it_is_cited_alone(tmp_path: Path, rendered: list[str]) -> None:
    """What a text cites does not depend on the register: texts are made anew whose citations mean other acts."""
    cites = small_tree.ORIGINAL + "\n2021-жылдын 20-октябрындагы № 125 Мыйзамдын 5-беренеси.\n"
    files = {"ky/practices/suu.md": small_tree.ORIGINAL, "ky/practices/jol.md": cites}
    root = small_tree.lay_out(tmp_path, files, {"acts.yml": ACTS})
    first, _ = load_portal(root)
    assert [item.acts for item in first.bodies["ky", "jol"].citations] == [("kg-law-2021-125",)]
    rendered.clear()
    for old, new, found in (
        ("О мире", "О войне", []),  # the citation has a number and a date
        ("'99'", "'98'", []),
        ("2021-10-20", "2021-10-21", ["docs/ky/practices/jol.md"]),
    ):
        file = root / "data/acts.yml"
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        warm, _ = load_portal(root)
        assert rendered == found, new
    assert [item.acts for item in warm.bodies["ky", "jol"].citations] == [()]
    assert warm.bodies == clean_result(root, load_portal)[0].bodies


def test_a_changed_table_of_the_law_is_seen(
    tmp_path: Path, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = shutil.copytree(law_tables.FOLDER, tmp_path / "forms")
    monkeypatch.setattr(law_tables, "FOLDER", tables)
    root = small_tree.lay_out(tmp_path / "project", {"ky/practices/suu.md": small_tree.ORIGINAL})
    load_portal(root)
    rendered.clear()
    load_portal(root)
    assert rendered == []
    (tables / "ky.yml").write_text((tables / "ky.yml").read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    load_portal(root)
    assert rendered == ["docs/ky/practices/suu.md"]


def test_forms_of_the_words_of_the_law_are_looked_up_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[str] = []
    look_up = lemma_ru._looked_up
    monkeypatch.setattr(lemma_ru, "_looked_up", lambda word: (looked_up.append(word), look_up(word))[1])
    root = small_tree.lay_out(tmp_path, {"ru/practices/suu.md": small_tree.ORIGINAL + "\nСтатья 5 Закона.\n"})
    for more, found in (("", True), ("Дагы.", False)):
        monkeypatch.setattr(lemma_ru, "_found", {})
        law_words.vocabulary.cache_clear()
        file = root / "docs/ru/practices/suu.md"
        file.write_text(file.read_text(encoding="utf-8") + more, encoding="utf-8")
        looked_up.clear()
        load_portal(root)
        law_words.vocabulary("ru")
        assert (len(looked_up) > 100) == bool(looked_up) == found


def test_what_texts_asked_is_read_when_something_has_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = small_tree.lay_out(tmp_path, {"ky/practices/suu.md": small_tree.ORIGINAL})
    load_portal(root)
    read: list[bytes] = []
    get = Store.get
    monkeypatch.setattr(Store, "get", lambda self, key: (read.append(key), get(self, key))[1])
    load_portal(root)
    assert read and not [key for key in read if key.endswith(b"asked")]
    text = small_tree.ORIGINAL.replace("Суу түтүгү", "Жаңы")
    (root / "docs/ky/practices/jany.md").write_text(text, encoding="utf-8")
    load_portal(root)
    assert [key for key in read if key.endswith(b"asked")]


def test_hashes_of_records_are_taken_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    portal, _ = load_portal(small_tree.lay_out(tmp_path, {"ky/practices/suu.md": small_tree.ORIGINAL}))
    monkeypatch.setattr("portal.core.cells.digest", lambda *_: pytest.fail("it is known"))
    cells = Cells(b"")
    portal_of_cells(portal, cells)
    for name, records in groups_of(portal.reference).items():
        for key, record in records.items():
            assert cells.digest(f"data {name}", key) == digest(record)
    assert {*portal.reference.hashes} == {*groups_of(portal.reference)}


def test_what_is_not_used_is_forgotten_when_it_is_most(tmp_path: Path) -> None:
    store = Store(tmp_path, "things")
    for number in range(3):
        store.put(b"%d" % number, number)
    store.save()
    store = Store(tmp_path, "things")
    assert (store.get(b"0"), store.has(b"1"), store.has(b"x")) == (0, True, False)
    store.save()
    store = Store(tmp_path, "things")
    assert store.get(b"2") == 2, "an edit that is taken back is made anew"
    store.save()
    store = Store(tmp_path, "things")
    assert [store.get(b"%d" % number) for number in range(3)] == [None, None, 2]


def test_a_store_with_spare_room_keeps_what_a_few_edits_do_not_use(tmp_path: Path) -> None:
    """Templates of all kinds of pages, of which an edit prints one."""
    store = Store(tmp_path, "things", spare=8)
    for number in range(12):
        store.put(b"%d" % number, number)
    store.save()
    for left in (list(range(12)), [0, 1, 2]):
        store = Store(tmp_path, "things", spare=8 if len(left) > 3 else 2)
        assert [store.get(b"%d" % number) for number in range(3)] == [0, 1, 2]
        store.save()
        store = Store(tmp_path, "things")
        assert [number for number in range(12) if store.has(b"%d" % number)] == left


def test_what_thousands_of_places_are_kept_in_is_plain(tmp_path: Path) -> None:
    """Of records of our own, pickle asks each for its values in Python."""
    store = Store(tmp_path, "things")
    for number in range(3):
        store.put(b"%d" % number, number)
    store.save()
    index = (tmp_path / FOLDER / "things.bin").read_bytes()
    assert b"portal" not in index and index.count(b".pack") == 1
    assert [Store(tmp_path, "things").get(b"%d" % number) for number in range(3)] == [0, 1, 2]


def test_an_edit_writes_little_and_leaves_few_files(tmp_path: Path) -> None:
    store = Store(tmp_path, "things")
    for number in range(200):
        store.put(b"%d" % number, b"x" * 10_000)
    store.save()
    folder = tmp_path / FOLDER
    first = next(folder.glob("*.pack"))
    for edit in range(40):
        store = Store(tmp_path, "things")
        for number in range(200):
            assert store.has(b"%d" % number)
        store.put(b"%d" % (edit % 4), edit.to_bytes(5000, "big"))
        store.save()
        assert store.get(b"%d" % (edit % 4)) == edit.to_bytes(5000, "big"), "what was saved can still be read"
        assert first.exists()
    files = [file for file in folder.iterdir() if file != first]
    assert len(files) <= 9 and sum(file.stat().st_size for file in files) < 200_000
    for number in range(4, 150):  # most of the first pack is replaced: the rest of it moves
        store.put(b"%d" % number, b"y")
    store.save()
    store = Store(tmp_path, "things")
    assert not first.exists()
    assert store.get(b"199") == b"x" * 10_000 and store.get(b"5") == b"y"


class Bomb:
    def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
        return os.mkdir, ("exploded",)


def damaged(data: bytes) -> list[bytes]:
    middle = len(data) // 2
    flipped = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
    return [b"", b"x" * 10, data[:-1], flipped, b"\0" * 32 + pickle.dumps({b"a": Bomb()})]


def test_damaged_and_foreign_files_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = Store(tmp_path, "things")
    store.put(b"a", 1)
    store.save()
    file = tmp_path / FOLDER / "things.bin"
    for part in (file, *(tmp_path / FOLDER).glob("things-*.pack")):
        good = part.read_bytes()
        for data in damaged(good):
            part.write_bytes(data)
            assert Store(tmp_path, "things").get(b"a") is None
        part.unlink()
        assert Store(tmp_path, "things").get(b"a") is None
        part.write_bytes(good)
        assert Store(tmp_path, "things").get(b"a") == 1
    assert not Path("exploded").exists()
    file.rename(file.with_name("others.bin"))
    assert Store(tmp_path, "others").get(b"a") is None, "one store passed for another"


def test_another_key_or_other_code_makes_it_empty(tmp_path: Path, key: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path, "things")
    store.put(b"a", 1)
    store.save()
    secret = key.read_bytes()
    key.write_bytes(bytes(32))
    assert Store(tmp_path, "things").get(b"a") is None
    assert Store(tmp_path, "things").is_foreign and not Store(tmp_path, "nothing").is_foreign
    key.write_bytes(secret)
    assert Store(tmp_path, "things").get(b"a") == 1
    assert not Store(tmp_path, "things").is_foreign
    with monkeypatch.context() as patch:  # the index of another version of this module, which is of no stage
        patch.setattr(caching, "_FORMAT", b"1")
        assert Store(tmp_path, "things").is_foreign
    monkeypatch.setattr(caching, "code_version", lambda stage: stage.encode())
    assert Store(tmp_path, "things").get(b"a") is None


def test_without_a_place_for_the_key_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    store = Store(tmp_path, "things")
    store.put(b"a", 1)
    store.save()
    assert not (tmp_path / FOLDER).exists()


def test_digest_tells_parts_apart() -> None:
    keys = {digest("a", "b"), digest("ab", ""), digest("", "ab"), digest(("a", "b")), digest(b"a", "b"), digest(1)}
    assert len(keys) == 6


def test_large_tables_of_words_are_emptied_and_small_ones_stay() -> None:
    @lru_cache(maxsize=1 << 12)
    def looked_up(word: str) -> str:
        return word.upper()

    @lru_cache(maxsize=8)
    def configured(name: str) -> str:
        return name.lower()

    assert (looked_up("суу"), configured("A")) == ("СУУ", "a")
    lemma_ru.lemmas("суу")
    gc.freeze()  # as before a process is forked
    try:
        forget_words()
    finally:
        gc.unfreeze()
    assert lemma_ru.lemmas.cache_info().currsize == 0
    forget_words()
    assert (looked_up.cache_info().currsize, configured.cache_info().currsize) == (0, 1)


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package of tables, and a home of our own; the folder where what they hold is kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "some_tables").mkdir()
    (tmp_path / "some_tables/__init__.py").touch()
    (tmp_path / "some_tables/a.yml").write_text("{1: a, b: [2026-12-01, yes, 1.5]}\n", encoding="utf-8")
    yield tmp_path / "home/kg-portal/tables"
    sys.modules.pop("some_tables", None)


def test_a_table_is_parsed_once(tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = {1: "a", "b": [dt.date(2026, 12, 1), True, 1.5]}
    parsed, load = list[str](), yaml.load
    monkeypatch.setattr(yaml, "load", lambda stream, loader: parsed.append(stream.name) or load(stream, loader))
    for _ in range(2):
        assert read_yaml("some_tables", "a.yml") == expected
    assert parsed == [str(tmp_path / "some_tables/a.yml")] and len(list(tables.iterdir())) == 1
    for file in tables.iterdir():
        file.write_bytes(file.read_bytes()[:-1] + b"?")
    assert read_yaml("some_tables", "a.yml") == expected and len(parsed) == 2, "a damaged one is not there"
    (tmp_path / "home/kg-portal/cache-key").write_bytes(b"x" * 32)
    assert read_yaml("some_tables", "a.yml") == expected and len(parsed) == 3, "nor is that of another user"
    for file in tables.iterdir():
        os.utime(file, (1, 1))
    (tmp_path / "some_tables/a.yml").write_text("b: [", encoding="utf-8")
    with pytest.raises(yaml.YAMLError, match=r"a\.yml"):
        read_yaml("some_tables", "a.yml")
    (tmp_path / "some_tables/a.yml").write_text("c: d\n", encoding="utf-8")
    assert read_yaml("some_tables", "a.yml") == {"c": "d"}
    assert len(list(tables.iterdir())) == 1, "what was kept long ago is removed"


def test_a_table_is_read_where_nothing_can_be_kept(tables: Path, tmp_path: Path) -> None:
    tables.parent.parent.write_text("no folder", encoding="utf-8")
    assert read_yaml("some_tables", "a.yml")[1] == "a"
