"""Russian words that are right: pymorphy3's dictionary, then Hunspell's, where this computer has one.

Loading the whole Hunspell dictionary takes three seconds (spylls 0.1.7, measured), so only the entries are read that
begin like the words in question, and what was found is kept in ``.cache``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from portal.language import lemma_ru

VARIABLE = "PORTAL_DICTIONARY"
CACHE = ".cache/spelling-ru.json"
_SAME_START = 2

_PLACES = (
    "/usr/share/hunspell/ru_RU",
    "/usr/share/myspell/dicts/ru_RU",
    "/usr/lib/libreoffice/share/extensions/dict-ru/ru_RU",
    "/Applications/LibreOffice.app/Contents/Resources/extensions/dict-ru/ru_RU",
)
_PROGRAM_FOLDERS = ("ProgramFiles", "ProgramFiles(x86)", "ProgramW6432")


def find_dictionary(root: Path, given: str | None = None) -> Path | None:
    """The Hunspell dictionary, without its suffixes: ``given``, ``PORTAL_DICTIONARY``, else where programs put it.

    Raises ``FileNotFoundError`` if ``given`` or the variable names one that is not there.
    """
    named = given or os.environ.get(VARIABLE)
    if named:
        path = Path(named)
        path = path / "ru_RU" if path.is_dir() else path.with_suffix("") if path.suffix in {".dic", ".aff"} else path
        if not _is_there(path):
            raise FileNotFoundError(2, os.strerror(2), str(named))
        return path
    windows = [
        Path(folder) / "LibreOffice/share/extensions/dict-ru/ru_RU"
        for name in _PROGRAM_FOLDERS
        if (folder := os.environ.get(name))
    ]
    candidates = [*map(Path, _PLACES), *windows, root / "node_modules/dictionary-ru/index"]
    return next((path for path in candidates if _is_there(path)), None)


def is_named(given: str | None) -> bool:
    """Whether a certain dictionary was asked for."""
    return bool(given or os.environ.get(VARIABLE))


def has_reader() -> bool:
    """Whether spylls, which reads Hunspell's dictionaries, is installed: the build of the site does without it."""
    try:
        import spylls  # noqa: F401
    except ModuleNotFoundError:
        return False
    return True


def _is_there(path: Path) -> bool:
    return path.with_name(f"{path.name}.dic").is_file() and path.with_name(f"{path.name}.aff").is_file()


class RussianDictionary:
    """Answers whether words are known. ``path``: of the Hunspell dictionary, ``None``: pymorphy3 alone."""

    def __init__(self, root: Path, path: Path | None) -> None:
        self._path = path
        self._cache_file = root / CACHE
        self._stamp = ""
        if path:
            state = path.with_name(f"{path.name}.dic").stat()
            self._stamp = f"{path} {state.st_size} {state.st_mtime_ns}"
        self._checked: dict[str, bool] = self._cached() if path else {}

    def unknown(self, words: Iterable[str]) -> frozenset[str]:
        """Those of ``words`` (small letters) that no dictionary has."""
        left = {word for word in words if not lemma_ru.is_known(word)}
        if self._path and (new := left - self._checked.keys()):
            self._checked.update(self._asked(new))
            self._keep()
        return frozenset(word for word in left if not self._checked.get(word))

    def _asked(self, words: set[str]) -> dict[str, bool]:
        from spylls.hunspell import Dictionary, readers
        from spylls.hunspell.readers.file_reader import FileReader

        aff, context = readers.read_aff(FileReader(f"{self._path}.aff"))
        starts = {form[:_SAME_START] for word in words for form in (word, word.capitalize())}
        lines = _Entries(f"{self._path}.dic", context.encoding, starts)
        dictionary = Dictionary(aff, readers.read_dic(lines, aff=aff, context=context))
        return {word: bool(dictionary.lookup(word) or dictionary.lookup(word.capitalize())) for word in words}

    def _cached(self) -> dict[str, bool]:
        try:
            kept: Any = json.loads(self._cache_file.read_text(encoding="utf-8"))
            words = kept["words"] if kept["dictionary"] == self._stamp else {}
            return {str(word): value is True for word, value in words.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}

    def _keep(self) -> None:
        try:
            self._cache_file.parent.mkdir(exist_ok=True)
            text = json.dumps({"dictionary": self._stamp, "words": self._checked}, ensure_ascii=False)
            self._cache_file.write_text(text, encoding="utf-8")
        except OSError:  # a disk that cannot be written to costs time only
            return


class _Entries:
    """The lines of a dictionary that begin in one of some ways, numbered as spylls wants them."""

    def __init__(self, path: str, encoding: str, starts: set[str]) -> None:
        self._path, self._encoding, self._starts = path, encoding, starts

    def __iter__(self) -> Iterator[tuple[int, str]]:
        with Path(self._path).open(encoding=self._encoding, errors="surrogateescape") as file:
            for number, line in enumerate(file, 1):
                if line[:_SAME_START] in self._starts and line.strip():
                    yield number, line.strip()


_LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"


def suggestion(word: str, accepted: frozenset[str]) -> str | None:
    """A known word one slip away from ``word``: a letter wrong, missing, too many, or two exchanged."""
    pairs = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    tried = [
        *(left + right[1] + right[0] + right[2:] for left, right in pairs if len(right) > 1),
        *(left + right[1:] for left, right in pairs if right),
        *(left + letter + right[1:] for left, right in pairs if right for letter in _LETTERS),
        *(left + letter + right for left, right in pairs for letter in _LETTERS),
    ]
    return next((form for form in tried if form != word and (form in accepted or lemma_ru.is_known(form))), None)
