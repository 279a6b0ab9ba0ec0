"""The YAML files that lie beside the code: tables of words, patterns and messages.

Parsing them takes a tenth of a second of every command. What a file holds is kept for this user under a hash of its
content, with a keyed hash as in :mod:`portal.core.caching`: nobody else may have written what is unpickled here.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import pickle
import sys
import time
from importlib import resources
from io import BytesIO
from pathlib import Path
from typing import Any

from portal.core.caching import cache_folder, cache_secret, write_whole

_MAC = 32
_UNUSED = 30 * 24 * 3600
"""Seconds after which a file that was kept is removed: its table may have changed long ago."""


def read_yaml(package: str, name: str) -> Any:
    """What the file ``name`` of ``package`` holds, as plain lists, mappings and scalars; each call reads it anew.

    Raises ``yaml.YAMLError`` with the name of the file, and ``FileNotFoundError``.
    """
    import yaml  # here, so that a Python without it can still choose the language in which that is told

    file = resources.files(package).joinpath(name)
    data = file.read_bytes()
    secret = cache_secret()
    made_from = hashlib.blake2b(f"{sys.version}\0{yaml.__version__}\0".encode() + data, digest_size=16).hexdigest()
    found = _kept(made_from, secret) if secret else None
    if found is None:
        # The parser in C is many times faster; a stream, because an error of YAML names the file of a stream.
        stream = BytesIO(data)
        stream.name = str(file)
        found = yaml.load(stream, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        if secret:
            _keep(made_from, secret, found)
    return found


def _kept(made_from: str, secret: bytes) -> Any:
    with contextlib.suppress(OSError, RuntimeError):
        data = (_folder() / made_from).read_bytes()
        if hmac.compare_digest(data[:_MAC], _mac(made_from, secret, data[_MAC:])):
            return pickle.loads(data[_MAC:])  # written by this user
    return None


def _keep(made_from: str, secret: bytes, found: object) -> None:
    data = pickle.dumps(found, protocol=pickle.HIGHEST_PROTOCOL)
    with contextlib.suppress(OSError, RuntimeError):
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        for file in folder.iterdir():
            with contextlib.suppress(OSError):  # another run removes it too
                if time.time() - file.stat().st_mtime > _UNUSED:
                    file.unlink()
        write_whole(folder / made_from, _mac(made_from, secret, data) + data)


def _mac(made_from: str, secret: bytes, data: bytes) -> bytes:
    mac = hashlib.blake2b(made_from.encode(), key=secret, digest_size=_MAC)
    mac.update(data)
    return mac.digest()


def _folder() -> Path:
    return cache_folder() / "tables"
