"""What is kept between builds: right after every kind of edit, never believed when somebody else wrote it."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from browsing import REPOSITORY
from portal import caching
from portal.caching import FOLDER, Store, digest
from portal.markup.render import Renderer
from portal.portal import load_portal


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
    kept = {file.name for file in sorted((root / "docs/ky/practices").glob("**/*.md"))[:4]}
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


def edit_title(root: Path) -> None:
    file = practice(root)
    file.write_text(file.read_text(encoding="utf-8").replace("title: ", "title: Жаңы ", 1), encoding="utf-8")


def edit_topic(root: Path) -> None:
    file = root / "data/topics.yml"
    text = file.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.strip().startswith("ky:"))
    file.write_text(text.replace(line, line.replace("ky: ", "ky: Жаңы "), 1), encoding="utf-8")


def edit_act(root: Path) -> None:
    file = root / "data/acts.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("2021", "2019"), encoding="utf-8")


def delete_page(root: Path) -> None:
    practice(root).unlink()


def rename_page(root: Path) -> None:
    for lang in ("ky", "ru"):
        for file in root.glob(f"docs/{lang}/practices/**/{practice(root).name}"):
            file.rename(file.with_name("renamed-page.md"))


def break_page(root: Path) -> None:
    practice(root).write_bytes(b"---\nkind: [\n")


def add_page(root: Path) -> None:
    """The page to which a link led in vain."""
    file = practice(root)
    file.write_text(file.read_text(encoding="utf-8") + "\n[Азыр бар](jany.md)\n", encoding="utf-8")
    before = load_portal(root)
    shutil.copy(file, file.with_name("jany.md"))
    assert "link-missing" in {item.code for item in before[1] if "jany" in str(item)}


EDITS = [edit_text, edit_title, edit_topic, edit_act, delete_page, rename_page, add_page, break_page]


def test_result_is_that_of_a_clean_load_after_every_edit(project: Path) -> None:
    before = load_portal(project)
    assert (project / FOLDER / "bodies.bin").exists()
    for edit in EDITS:
        edit(project)
        warm = load_portal(project)
        shutil.move(project / FOLDER, project / "aside")
        clean = load_portal(project)
        shutil.rmtree(project / FOLDER)
        shutil.move(project / "aside", project / FOLDER)
        assert warm == clean, edit.__name__
        assert list(warm[0].bodies) == list(clean[0].bodies)
        assert warm != before, f"{edit.__name__} changed nothing"
        before = warm


def test_what_did_not_change_is_not_rendered_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_portal(project)
    rendered: list[str] = []
    render = Renderer.render

    def counted(self: Renderer, body: str, **options: object) -> object:
        rendered.append(str(options["path"]))
        return render(self, body, **options)  # type: ignore[arg-type]  # passed on as it comes

    monkeypatch.setattr(Renderer, "render", counted)
    load_portal(project)
    assert rendered == []
    edit_text(project)
    load_portal(project)
    # The original, and its translation, whose revision no longer fits: it mirrors no headings now.
    assert 1 <= len(rendered) <= 2
    assert rendered[0] == practice(project).relative_to(project).as_posix()


def test_only_what_was_used_is_kept(tmp_path: Path) -> None:
    store = Store(tmp_path, "things")
    store.put(b"a", 1)
    store.put(b"b", 2)
    store.save()
    store = Store(tmp_path, "things")
    assert store.get(b"a") == 1
    store.save()
    store = Store(tmp_path, "things")
    assert (store.get(b"a"), store.get(b"b")) == (1, None)


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
    good = file.read_bytes()
    for data in damaged(good):
        file.write_bytes(data)
        assert Store(tmp_path, "things").get(b"a") is None
    assert not Path("exploded").exists()
    file.write_bytes(good)
    assert Store(tmp_path, "things").get(b"a") == 1
    file.rename(file.with_name("others.bin"))
    assert Store(tmp_path, "others").get(b"a") is None, "one store passed for another"


def test_another_key_or_other_code_makes_it_empty(tmp_path: Path, key: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path, "things")
    store.put(b"a", 1)
    store.save()
    secret = key.read_bytes()
    key.write_bytes(bytes(32))
    assert Store(tmp_path, "things").get(b"a") is None
    key.write_bytes(secret)
    assert Store(tmp_path, "things").get(b"a") == 1
    monkeypatch.setattr(caching, "code_version", lambda: b"other")
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
