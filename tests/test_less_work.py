"""What has not changed is not looked at, read or made once more in a build."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from portal.content.files import files_at, files_below
from portal.core.cells import Cells
from portal.language import lemma_ru
from portal.pages.context import Cards
from portal.publish.html import languages
from portal.publish.html.entries import FileEntry
from portal.publish.html.previous import Kept, Printed, all_below
from portal.search.codec import vlq
from portal.search.documents import facet_columns
from portal.search.split import _ABOUT


def test_a_folder_is_looked_at_once_in_a_build(tmp_path: Path) -> None:
    looked: dict[tuple[str, str], Any] = {}
    (tmp_path / "docs/ky").mkdir(parents=True)
    (tmp_path / "docs/ky/a.md").touch()
    first = files_below(tmp_path, "docs", looked)
    assert [file.path for file in first] == ["docs/ky/a.md"] == [file.path for file in files_below(tmp_path, "docs")]
    (tmp_path / "docs/ky/b.md").touch()
    assert files_below(tmp_path, "docs", looked) == first == files_at(tmp_path, "docs", looked)
    assert len(files_below(tmp_path, "docs")) == 2 and files_below(tmp_path, "data", looked) == ()


def test_all_below_a_folder_has_folders_and_links(tmp_path: Path) -> None:
    (tmp_path / "site/empty").mkdir(parents=True)
    (tmp_path / "site/a.html").touch()
    (tmp_path / "site/link").symlink_to("a.html")
    found = dict(all_below(str(tmp_path / "site")))
    assert found.keys() == {"empty/", "a.html", "link"} and found["a.html"] and not found["link"]
    assert list(all_below(str(tmp_path / "nowhere"))) == []


def test_cells_of_an_earlier_run_are_read_when_somebody_asks() -> None:
    class Unread:
        def __getattr__(self, name: str) -> object:
            raise LookupError(name)

    cells = Cells(b"", Unread())  # type: ignore[arg-type]
    source = cells.source("number", {"a": 1})
    double = cells.derived("double", lambda key: 2 * source[key])
    assert source["a"] == 1
    with pytest.raises(LookupError):
        double("a")


def test_only_columns_of_facets_that_changed_are_made() -> None:
    before = facet_columns([{"kind": ["x"], "topic": ["a"]}, {"kind": ["y"]}], {})
    changed = [{"kind": ["x"], "topic": ["a"]}, {"kind": ["x"], "own": ["z"]}]
    now = facet_columns(changed, before)
    assert now == facet_columns(changed, {})
    assert now["topic"] is before["topic"] and now["kind"] != before["kind"] and "own" in now


def test_the_first_sign_tells_whether_a_title_has_the_word() -> None:
    assert all((vlq(number)[0] in _ABOUT) == bool(number & 1) for number in range(5_000))


def test_which_words_are_dictionary_forms_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(lemma_ru, "_found", {})
        assert lemma_ru.is_lemma("закон") and not lemma_ru.is_lemma("закона")
        known = lemma_ru.found_forms()
    monkeypatch.setattr(lemma_ru, "_found", {})
    monkeypatch.setattr(lemma_ru, "lemmas", lambda word: pytest.fail(word))
    lemma_ru.take_forms(known)
    assert lemma_ru.is_lemma("закон") and not lemma_ru.is_lemma("закона")


def test_cards_among_others_are_not_read() -> None:
    cards = Cards(["c", "a", "b"], {})
    assert cards.among(["b", "c", "d"]).slugs == ["c", "b"]


def test_only_pages_that_are_new_leave_garbage(monkeypatch: pytest.MonkeyPatch) -> None:
    files: Any = object.__new__(languages.LanguageFiles)
    site = SimpleNamespace(address_of=lambda planned: planned)
    vars(files).update(site=site, kept={}, _pages={}, _printer=None, _previous=None, _new=0)
    told, new = list[int](), iter([False, True, False, True])
    monkeypatch.setattr(languages, "look_for_garbage", told.append)
    monkeypatch.setattr(languages, "write_page", lambda *_: Kept(b"", Printed(FileEntry(0, "")), next(new)))
    for planned in "abcd":
        files.write_page(planned, Path())
    assert told == [1, 2] and files.kept.keys() == {*"abcd"}
