"""The editions for a stick that lie beside the published site, if it has any: ``PORTAL_DOWNLOADS`` names their list.

``scripts/make_downloads.py`` writes zips and list when the site is deployed; a build without them is the same site
whose page "without internet" says whom to ask.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from portal.core.problems import Problem, problem

VARIABLE = "PORTAL_DOWNLOADS"
"""The variable of the environment that names the list, from the project's folder."""

FOLDER = "downloads"
"""Where zips, list and sums lie in the site."""

LIST, SUMS = "downloads.json", "SHA256SUMS"


class Download(BaseModel):
    """One zip. ``lang`` is none for all languages, ``topic`` none for all topics."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: Annotated[str, Field(pattern=r"^portal-[a-z0-9-]+\.zip$", max_length=120)]
    lang: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] | None = None
    topic: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")] | None = None
    day: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    size: Annotated[int, Field(gt=0)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


_LIST = TypeAdapter(tuple[Download, ...])


def load_downloads(
    root: Path, environ: Mapping[str, str] = os.environ
) -> tuple[tuple[Download, ...], tuple[Problem, ...]]:
    """The list that the environment names; one that is not there or not right is a problem, not an empty list."""
    name = environ.get(VARIABLE)
    if not name:
        return (), ()
    try:
        return _LIST.validate_json((root / name).read_bytes()), ()
    except (OSError, ValidationError):
        return (), (problem("site-config", name, 1, 0, key=VARIABLE),)


def list_text(downloads: tuple[Download, ...]) -> str:
    """The list as :func:`load_downloads` reads it."""
    return _LIST.dump_json(downloads, indent=1, exclude_none=True).decode() + "\n"


def sums_text(downloads: tuple[Download, ...]) -> str:
    """The sums as ``sha256sum --check`` reads them."""
    return "".join(f"{one.sha256}  {one.file}\n" for one in downloads)
