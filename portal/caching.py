"""Results of an earlier run that are still right, kept in ``.cache/`` of the project.

What may be kept is the result of a pure function under a key made of *everything* that it depends on; the code and
the libraries it uses are part of every key. A cache that is missing, damaged or of other code is an empty one: then
everything is made anew, and nothing else happens.

The files hold pickles, which run code when they are read. Nobody but this machine may have written them: a stranger's
pull request could bring a file in ``.cache/`` along, with code in it, or with a rendered page that no check has seen.
So every file carries a keyed hash, the key is a random one that lies in the home folder of the user and in no
repository, and a file whose hash does not fit is never unpickled.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import hmac
import os
import pickle
import secrets
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

FOLDER = ".cache/portal"
_LIBRARIES = ("jinja2", "markdown", "mkdocs", "mkdocs-material", "pydantic", "pyyaml")
_MAC = 32
_KEY = 32


def digest(*parts: object) -> bytes:
    """A hash of values that have a stable ``repr``: text, numbers, bytes, tuples, frozen records of them."""
    return hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=20).digest()


@cache
def code_version() -> bytes:
    """A hash of the portal's own code and words and of the libraries that decide what results look like."""
    package = Path(__file__).parent
    found = hashlib.blake2b(digest(sys.version, [version(name) for name in _LIBRARIES]), digest_size=20)
    for file in sorted(package.rglob("*")):
        if file.suffix in {".py", ".yml"}:
            found.update(file.relative_to(package).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return found.digest()


def _secret() -> bytes | None:
    """The key of this user on this machine, made when first asked for; ``None`` where none can be kept."""
    try:
        base = os.environ.get("XDG_CACHE_HOME")
        file = (Path(base) if base else Path.home() / ".cache") / "kg-portal" / "cache-key"
        with contextlib.suppress(FileExistsError):
            file.parent.mkdir(parents=True, exist_ok=True)
            # Written aside and linked into place: another run never sees half a key.
            with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as made:
                made.write(secrets.token_bytes(_KEY))
            try:
                if not file.exists():
                    Path(made.name).replace(file)
            finally:
                Path(made.name).unlink(missing_ok=True)
        found = file.read_bytes()
    except (OSError, RuntimeError):  # no home folder, or not ours to write
        return None
    return found if len(found) == _KEY else None


class _Hashed:
    """A file to write to, all of which goes through a hash."""

    def __init__(self, write: Callable[[bytes], int], update: Callable[[bytes], None]) -> None:
        self._write, self._update = write, update

    def write(self, data: bytes) -> int:
        self._update(data)
        return self._write(data)


class Store:
    """What one step of loading remembers. Only what was asked for or added in this run is kept for the next."""

    def __init__(self, root: Path, name: str) -> None:
        """Read the store ``name`` of the project at ``root``. Never raises for what it finds there."""
        self._file = root / FOLDER / f"{name}.bin"
        self._old: dict[bytes, Any] = {}
        self._kept: dict[bytes, Any] = {}
        self._new = False
        self._secret = _secret()
        with contextlib.suppress(OSError):
            data = memoryview(self._file.read_bytes())
            if self._secret and hmac.compare_digest(data[:_MAC], self._mac(data[_MAC:]).digest()):
                collecting = gc.isenabled()
                gc.disable()  # millions of objects come, none of them to be collected: looking for some takes seconds
                try:
                    self._old = pickle.loads(data[_MAC:])  # written by this user with the same code: see above
                finally:
                    if collecting:
                        gc.enable()

    def _mac(self, data: memoryview | bytes = b"") -> hashlib.blake2b:
        mac = hashlib.blake2b(key=self._secret or b"", digest_size=_MAC)
        mac.update(code_version() + self._file.name.encode() + b"\0")
        mac.update(data)
        return mac

    def get(self, key: bytes) -> Any:
        """What was kept under ``key``, or ``None``."""
        if key in self._kept:
            return self._kept[key]
        found = self._old.get(key)
        if found is not None:
            self._kept[key] = found
        return found

    def put(self, key: bytes, value: Any) -> None:
        """Keep ``value`` (not ``None``)."""
        self._kept[key] = value
        self._new = True

    def save(self) -> None:
        """Write what this run used, if that is not what is there already. Where that cannot be done, nothing is."""
        if not self._secret or not (self._new or len(self._kept) < len(self._old)):
            return
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._file.parent, delete=False) as made:
                made.write(bytes(_MAC))
                mac = self._mac()
                # Straight to the file: as one piece in memory it would be as large again as the portal.
                pickle.dump(self._kept, _Hashed(made.write, mac.update), protocol=pickle.HIGHEST_PROTOCOL)
                made.seek(0)
                made.write(mac.digest())
            try:
                Path(made.name).replace(self._file)
            except OSError:
                Path(made.name).unlink(missing_ok=True)
