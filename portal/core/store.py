"""Rows of bytes that are kept from build to build, in a database of SQLite in ``.cache/`` of the project.

Made for steps that change few of many rows: a row is read when it is asked for and written when it has changed, and
all that one build has changed is written in one transaction, so that a build which is killed has changed nothing.

Rows are data, never code; what they hold is for the reader to parse. Nobody but this user may have written them, as
for :mod:`portal.core.caching`: each carries a keyed hash with the place where it stands, and one that does not fit it
is not there. A database of other code is emptied. One that is damaged, or from somebody else, is put away with a line.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from portal.core.caching import FOLDER, cache_secret, code_version
from portal.core.problems import message_lang, problem

_HASH = 16
_AT_ONCE = 500
"""Rows asked for in one question; SQLite takes 999 values at least."""
_WAITING = 4 << 20
"""Bytes of new rows that are held back before they go to the (still open) transaction."""
_OF_A_ROW = 200
"""Bytes that a row takes in memory beside its own."""
_PATIENCE = 5.0
"""Seconds to wait for another build that is just writing."""
_TABLES = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value BLOB, hash BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS rows (kind TEXT, key BLOB, value BLOB, hash BLOB, PRIMARY KEY (kind, key));
"""


class _Seal:
    """Keyed hashes of rows: by them is seen that a row is of this user and code, and stands where it was put."""

    def __init__(self, secret: bytes, name: bytes) -> None:
        self._base = hashlib.blake2b(name + b"\0", key=secret, digest_size=_HASH)

    def mark(self, kind: str, key: bytes, value: bytes) -> bytes:
        """The hash of a row."""
        mark = self._base.copy()
        mark.update(b"%s\0%d\0%s" % (kind.encode(), len(key), key))
        mark.update(value)
        return mark.digest()

    def fits(self, mark: object, kind: str, key: object, value: object) -> bool:
        """Whether a row as found in a file is the one that was put there."""
        if not isinstance(mark, bytes) or not isinstance(key, bytes) or not isinstance(value, bytes):
            return False
        return hmac.compare_digest(mark, self.mark(kind, key, value))


class RowStore:
    """Rows by their kind and key. Never raises for what it finds on the disk, or cannot write there.

    A store belongs to the process that has opened it.
    """

    def __init__(self, root: Path, name: str, stage: str = "") -> None:
        """Open the store ``name`` of the project at ``root``; ``stage``: whose results these are, if not the name."""
        self._file = root / FOLDER / f"{name}.db"
        self._shown = f"{FOLDER}/{name}.db"
        self._version = code_version(stage or name)
        secret = cache_secret()
        self._seal = _Seal(secret or b"", self._version + name.encode())
        self._new: dict[tuple[str, bytes], bytes | None] = {}
        self._held = 0
        self._writing = False
        self._told = False
        self._generation = 0
        self._database = self._opened() if secret else None

    @property
    def works(self) -> bool:
        """Whether rows are kept at all; false where nothing can be written, or another build has written meanwhile."""
        return self._database is not None

    # ---- Reading

    def get(self, kind: str, key: bytes) -> bytes | None:
        """The row, if there is one that is to be trusted."""
        return self.several(kind, [key]).get(key)

    def several(self, kind: str, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Those rows that are there, by their keys."""
        found: dict[bytes, bytes] = {}
        asked = []
        for key in keys:
            if (kind, key) in self._new:
                value = self._new[kind, key]
                if value is not None:
                    found[key] = value
            else:
                asked.append(key)
        for start in range(0, len(asked), _AT_ONCE):
            some = asked[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            found.update(self._rows(kind, f"AND key IN ({marks})", some))
        return found

    def all(self, kind: str) -> Iterator[tuple[bytes, bytes]]:
        """Every row of a kind that is kept by earlier builds; new ones are not among them."""
        return self._rows(kind, "", [])

    def _rows(self, kind: str, where: str, values: list[bytes]) -> Iterator[tuple[bytes, bytes]]:
        if self._database is None:
            return
        question = f"SELECT key, value, hash FROM rows WHERE kind = ? {where}"
        with self._guarded():
            for key, value, mark in self._database.execute(question, [kind, *values]):
                if self._seal.fits(mark, kind, key, value):
                    yield key, value
                else:
                    self._ignore()

    # ---- Writing

    def put(self, kind: str, key: bytes, value: bytes) -> None:
        """Keep a row from the next :meth:`save` on."""
        self._change(kind, key, value)

    def remove(self, kind: str, key: bytes) -> None:
        """Forget a row from the next :meth:`save` on."""
        self._change(kind, key, None)

    def clear(self, kind: str) -> None:
        """Forget all rows of a kind."""
        for place in [place for place in self._new if place[0] == kind]:
            del self._new[place]
        if self._begin() and self._database:
            with self._guarded():
                self._database.execute("DELETE FROM rows WHERE kind = ?", [kind])

    def save(self) -> bool:
        """Write what has changed, all or nothing; whether that could be done.

        Where another build has written since this one has read, nothing is kept: rows of both would not fit together.
        """
        if not self._new and not self._writing:
            return True
        self._flush()
        if self._database is None or not self._writing:
            return False
        with self._guarded():
            _tell(self._database, self._seal, "generation", str(self._generation + 1).encode())
            self._database.execute("COMMIT")
            self._writing = False
            self._generation += 1
            return True
        return False

    def close(self) -> None:
        """Let go of the file; what has not been saved is lost."""
        self._new.clear()
        if self._database is not None:
            with contextlib.suppress(sqlite3.Error):
                self._database.close()
        self._database, self._writing = None, False

    def _change(self, kind: str, key: bytes, value: bytes | None) -> None:
        self._new[kind, key] = value
        self._held += len(key) + len(value or b"") + _OF_A_ROW
        if self._held > _WAITING:
            self._flush()

    def _flush(self) -> None:
        if self._new and self._begin() and self._database:
            with self._guarded():
                self._database.executemany(
                    "INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?)",
                    ((kind, key, value, self._seal.mark(kind, key, value))
                     for (kind, key), value in self._new.items() if value is not None),
                )  # fmt: skip
                self._database.executemany(
                    "DELETE FROM rows WHERE kind = ? AND key = ?",
                    [place for place, value in self._new.items() if value is None],
                )
                self._new.clear()
        if not self._writing:  # nothing can be kept: of no use to hold it
            self._new.clear()
        self._held = 0

    def _begin(self) -> bool:
        """Open the transaction, unless another build has written meanwhile."""
        if self._database is not None and not self._writing:
            with self._guarded():
                self._database.execute("BEGIN IMMEDIATE")
                self._writing = True
                if _generation(self._database, self._seal) != self._generation:
                    self.close()
        return self._writing

    # ---- The file

    def _opened(self) -> sqlite3.Connection | None:
        for _ in range(2):  # what is there, else a new one
            try:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                self._database = database = sqlite3.connect(self._file, timeout=_PATIENCE, isolation_level=None)
            except (OSError, sqlite3.Error):
                return None
            try:
                if self._usable(database):
                    return database
            except sqlite3.OperationalError:  # locked, full or read-only
                database.close()
                return None
            except sqlite3.Error:
                self._ignore()
            database.close()
            if not _removed(self._file):
                return None
        return None

    def _usable(self, database: sqlite3.Connection) -> bool:
        # The operating system keeps what a killed process has written; a power cut is found out by the hashes.
        database.execute("PRAGMA synchronous = OFF")
        database.executescript(_TABLES)
        known = database.execute("SELECT value FROM about WHERE name = 'version'").fetchone()
        if known is None:
            database.execute("BEGIN IMMEDIATE")
            _tell(database, self._seal, "version", self._version)
            _tell(database, self._seal, "generation", b"0")
            database.execute("COMMIT")
        elif known[0] != self._version:
            return False
        generation = _generation(database, self._seal)
        if generation is None:
            self._ignore()
            return False
        self._generation = generation
        return True

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[None]:
        """A database that fails is one that is not there."""
        try:
            yield
        except sqlite3.OperationalError:  # no room, locked
            self.close()
        except sqlite3.Error:
            self._ignore()
            self.close()
            _removed(self._file)

    def _ignore(self) -> None:
        """Say once that what is there is of no use."""
        if not self._told:
            self._told = True
            print(problem("cache-ignored", self._shown).text(message_lang()), file=sys.stderr)


def _removed(file: Path) -> bool:
    """Remove a database; whether it is gone."""
    try:
        for end in ("", "-journal"):
            Path(f"{file}{end}").unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _tell(database: sqlite3.Connection, seal: _Seal, name: str, value: bytes) -> None:
    row = [name, value, seal.mark("about", name.encode(), value)]
    database.execute("INSERT OR REPLACE INTO about VALUES (?, ?, ?)", row)


def _generation(database: sqlite3.Connection, seal: _Seal) -> int | None:
    """How many builds have written; ``None`` if the number is not ours."""
    found = database.execute("SELECT value, hash FROM about WHERE name = 'generation'").fetchone()
    if found is None or not seal.fits(found[1], "about", b"generation", found[0]):
        return None
    return int(found[0])
