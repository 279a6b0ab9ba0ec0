"""Runs pandoc: without network and files (``--sandbox``), with limits of time and memory; its tree comes back."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from typing import Any

from portal.editing.importing.notes import CannotImportError

SECONDS = 60
MEMORY = "768m"


@cache
def _program() -> str:
    import pypandoc

    try:
        return str(pypandoc.get_pandoc_path())
    except OSError:
        raise CannotImportError("stop-no-pandoc") from None


def tree(data: bytes, reader: str, *options: str) -> dict[str, Any]:
    """The document in pandoc's JSON form.

    ``reader`` is pandoc's name of the format with its extensions. Raises :class:`CannotImportError` where pandoc
    fails, needs too long or too much, or is not where its package should have it.
    """
    call = [_program(), "+RTS", f"-M{MEMORY}", "-RTS", "--sandbox", "-f", reader, "-t", "json", *options]
    try:
        done = subprocess.run(call, input=data, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise CannotImportError("stop-slow", seconds=SECONDS) from None
    except OSError:
        raise CannotImportError("stop-no-pandoc") from None
    if done.returncode in {251, 2, -9}:  # heap exhausted, stack overflow, killed
        raise CannotImportError("stop-deep")
    if done.returncode:
        raise CannotImportError("stop-broken")
    try:
        found: dict[str, Any] = json.loads(done.stdout.decode("utf-8", "replace"))
    except RecursionError:
        raise CannotImportError("stop-deep") from None
    except ValueError:
        raise CannotImportError("stop-broken") from None
    return found
