"""What fails on Windows alone, for folders with Kyrgyz or Russian names and for files that are still open."""

from __future__ import annotations

import os
from pathlib import Path

import pymorphy3
import pytest

from portal.core import caching
from portal.language import lemma_ru


def test_the_dictionary_is_opened_by_ascii_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its C++ takes names in UTF-8 for those of the code page."""
    given: list[tuple[str, bool]] = []

    def analyser(path: str | None = None, lang: str | None = None) -> str:
        given.append((str(path), (Path(str(path)) / "words.dawg").is_file()))
        return str(lang)

    monkeypatch.setattr(pymorphy3, "MorphAnalyzer", analyser)
    monkeypatch.setattr(lemma_ru, "_ON_WINDOWS", True)
    before = Path.cwd()
    assert lemma_ru._analyser.__wrapped__() == "ru"
    assert given == [(".", True)] and Path.cwd() == before


def test_a_file_that_is_still_open_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def in_use(*_given: object, **_named: object) -> None:
        raise PermissionError(13, "in use")

    file = tmp_path / "making-x.tmp"
    file.touch()
    monkeypatch.setattr(Path, "unlink", in_use)
    caching._drop(file, os.getpid())
    assert file.exists()
