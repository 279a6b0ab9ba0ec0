"""Lines that lift an error of what is gone: ``addresses/reasons.yml``, each with what it is about and why.

A page that moved has a redirect, one that no longer holds is withdrawn; what really leaves (a translation, a record, an
address) has a line here, so that nothing is lost unseen.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from portal.content.data_files import load_data
from portal.core.problems import Problem
from portal.model.values import AnyDate, as_tuple

REASONS = "addresses/reasons.yml"


class GoneReason(BaseModel):
    """Why something may be gone: a file, a key, or a record as ``data/regions.yml#id``."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True, defer_build=True)

    of: Annotated[str, Field(min_length=2, max_length=300)]
    reason: Annotated[str, Field(min_length=10, max_length=500)]
    since: AnyDate | None = None


class ReasonsFile(BaseModel):
    """``reasons.yml``."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True, defer_build=True)

    reasons: Annotated[tuple[GoneReason, ...], BeforeValidator(as_tuple)] = ()


def load_reasons(root: Path) -> tuple[frozenset[str], tuple[Problem, ...]]:
    """What the lines are about; a project without the file has none."""
    if not (root / REASONS).exists() and not (root / REASONS).is_symlink():
        return frozenset(), ()
    value, _, problems = load_data(root, REASONS, ReasonsFile, GoneReason)
    return frozenset(item.of for item in value.reasons) if value else frozenset(), problems
