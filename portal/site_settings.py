"""``data/site.yml``: the identity of the site, all of it in this one place."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from portal.content import strict_yaml
from portal.content.models import Address
from portal.content.validation import field_names, validate
from portal.problems import Problem, problem
from portal.reference.models import Both


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


_UNNAMED = Both(ky="Портал", ru="Портал")
UNSET = SiteSettings(name=_UNNAMED, short=_UNNAMED, description=_UNNAMED)


def load_settings(
    root: Path, environ: Mapping[str, str] = os.environ
) -> tuple[SiteSettings, tuple[Problem, ...]]:
    """Read the settings. ``SITE_URL`` of the environment wins over the address of the file."""
    path = "data/site.yml"
    try:
        text = (root / path).read_bytes().decode("utf-8-sig")
    except OSError:
        return UNSET, (problem("data-file-missing", path, file=path),)
    except UnicodeDecodeError:
        return UNSET, (problem("file-not-utf8", path, 1, 1),)
    loaded = strict_yaml.load(text, path)
    settings, problems = validate(SiteSettings, loaded.value, loaded, path, field_names(SiteSettings))
    if settings and environ.get("SITE_URL"):
        settings = settings.model_copy(update={"address": environ["SITE_URL"].rstrip("/") + "/"})
    return settings or UNSET, (*loaded.problems, *problems)
