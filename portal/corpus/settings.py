"""``data/site.yml``: the identity of the site, all of it in this one place."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from portal.content.data_files import load_data
from portal.core.problems import Problem, problem
from portal.model.reference import Both
from portal.model.values import LANGS, Address, is_address

PATH = "data/site.yml"
PLACEHOLDER = ".invalid"
"""The end of an address that only stands in for one (RFC 2606): good for a look at a local build."""


CONTACT = r"^[^@\s<>\"'?&#%]+@[^@\s<>\"'?&#%]+$"


class SiteSettings(BaseModel):
    """Names, address, repository and contact; what is not set is not shown anywhere."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: Both
    short: Both
    description: Both
    address: Address | None = None
    repository: Address | None = None
    edit: Address | None = None
    contact: Annotated[str, Field(pattern=CONTACT)] | None = None

    @property
    def is_placeholder(self) -> bool:
        """Whether the contact only stands in for one."""
        return bool(self.contact and self.contact.endswith(PLACEHOLDER))

    @property
    def mail(self) -> str:
        """Where a letter arrives; empty where none would."""
        return "" if self.is_placeholder else self.contact or ""


_UNNAMED = Both.model_validate(dict.fromkeys(LANGS, "Портал"))
UNSET = SiteSettings(name=_UNNAMED, short=_UNNAMED, description=_UNNAMED)


def load_settings(root: Path, environ: Mapping[str, str] = os.environ) -> tuple[SiteSettings, tuple[Problem, ...]]:
    """Read the settings. ``SITE_URL`` and ``SITE_CONTACT`` of the environment win over address and contact of the file.

    A build that knows its address is a public one: its readers must have somebody to write to.
    """
    settings, loaded, problems = load_data(root, PATH, SiteSettings, Both)
    address = environ.get("SITE_URL") or (settings.address if settings else None)
    if environ.get("SITE_URL") and not is_address(environ["SITE_URL"]):
        problems = (*problems, problem("site-config", PATH, *loaded.place(("address",)), key="SITE_URL"))
        address = None
    contact = environ.get("SITE_CONTACT")
    if contact and not re.match(CONTACT, contact):
        problems = (*problems, problem("site-config", PATH, *loaded.place(("contact",)), key="SITE_CONTACT"))
    elif settings and contact:
        settings = settings.model_copy(update={"contact": contact})
    if settings and address:
        settings = settings.model_copy(update={"address": address.rstrip("/") + "/"})
        if not settings.mail:
            problems = (*problems, problem("site-contact", PATH, *loaded.place(("contact",))))
    return settings or UNSET, problems
