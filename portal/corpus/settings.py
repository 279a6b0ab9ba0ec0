"""``data/site.yml``: the identity of the site, all of it in this one place."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from portal.content.data_files import load_data
from portal.core.problems import Problem, problem
from portal.model.reference import Both
from portal.model.values import LANGS, Address, is_address

PATH = "data/site.yml"


class SiteSettings(BaseModel):
    """Names, address, repository and contact; what is not set is not shown anywhere."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: Both
    short: Both
    description: Both
    address: Address | None = None
    repository: Address | None = None
    edit: Address | None = None
    contact: Annotated[str, Field(pattern=r"^[^@\s<>\"']+@[^@\s<>\"']+$")] | None = None


_UNNAMED = Both.model_validate(dict.fromkeys(LANGS, "Портал"))
UNSET = SiteSettings(name=_UNNAMED, short=_UNNAMED, description=_UNNAMED)


def load_settings(root: Path, environ: Mapping[str, str] = os.environ) -> tuple[SiteSettings, tuple[Problem, ...]]:
    """Read the settings. ``SITE_URL`` of the environment wins over the address of the file."""
    settings, loaded, problems = load_data(root, PATH, SiteSettings, Both)
    address = environ.get("SITE_URL") or (settings.address if settings else None)
    if environ.get("SITE_URL") and not is_address(environ["SITE_URL"]):
        problems = (*problems, problem("site-config", PATH, *loaded.place(("address",)), key="SITE_URL"))
        address = None
    if settings and address:
        settings = settings.model_copy(update={"address": address.rstrip("/") + "/"})
    return settings or UNSET, problems
