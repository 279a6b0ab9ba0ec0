"""Whether a site is what a build would leave there: then there is nothing to build.

What a build was made from is told by size, times and number on the disk of every file that it may read, by the names of
the libraries, the day, the options and the environment; what it left, by the same of every file of the site. Both are
remembered at its end. Where one file was written shortly before it was looked at, nothing is: it could be written once
more without its times saying so (:mod:`portal.content.files`).
"""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from portal.core.caching import Store, digest, libraries
from portal.core.stamps import COARSE, Stamp
from portal.publish.html.previous import all_below, store_name
from portal.publish.offline.edition import inputs

_KNOWN = b"finished"
_NAMES = ("PORTAL_", "SITE_", "SOURCE_DATE_EPOCH")
"""How the variables begin that a build reads."""
_FILE_ELSEWHERE = "PORTAL_DOWNLOADS"
"""The one of them that names a file."""

_Looked = tuple[str, Stamp | None]


class FinishedSite:
    """The folder ``site`` of the project at ``root``, and all that it would be made from now."""

    def __init__(
        self,
        root: Path,
        site: Path,
        options: Iterable[object],
        environ: Mapping[str, str] = os.environ,
        looked: dict[Any, Any] | None = None,
    ) -> None:
        """Look at the project. ``options``: whatever else decides what comes out; ``looked``: takes what was seen."""
        self._site = site
        self._store = Store(root, f"{store_name(site)}-finished", "finished")
        variables = sorted(item for item in environ.items() if item[0].startswith(_NAMES))
        day = dt.datetime.now(dt.UTC).date().isoformat()
        found = ((f"{base}\0{file.path}", file.stamp) for base, file in inputs(root, looked))
        of_files = None if environ.get(_FILE_ELSEWHERE) else _digest(found)
        self._inputs = of_files and digest(of_files, libraries(), day, variables, str(site), [*map(repr, options)])

    def holds(self) -> bool:
        """Whether the site is what an earlier build has made of the same, and left."""
        known: tuple[bytes, bytes] | None = self._store.get(_KNOWN) if self._inputs else None
        return known is not None and known[0] == self._inputs and known[1] == _digest(_ours(all_below(str(self._site))))

    def remember(self, below: Iterable[_Looked] | None = None) -> None:
        """The build has come to its end: the site is what is to be made of what was there when this was made.

        ``below``: what was found below the site since the last file of it was written.
        """
        found = all_below(str(self._site)) if below is None else below
        left = _digest(_ours(found)) if self._inputs else None
        if left:
            self._store.put(_KNOWN, (self._inputs, left))
            self._store.save()


def _digest(looked: Iterable[_Looked]) -> bytes | None:
    """A hash of names with their stamps; none where a stamp is not to be trusted."""
    found = sorted(looked)
    latest = time.time_ns() - COARSE
    sure = all(stamp is not None and max(stamp[1:3]) < latest for name, stamp in found if name[-1:] != "/")
    return digest(found) if sure and found else None


def _ours(looked: Iterable[_Looked]) -> Iterable[_Looked]:
    """Without names with a leading full stop in the site, which are not ours."""
    return (item for item in looked if item[0][:1] != ".")
