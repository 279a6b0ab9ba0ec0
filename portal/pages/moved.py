"""The model of the small page at an old address."""

from __future__ import annotations

from dataclasses import dataclass

from portal.pages.model import Link


@dataclass(frozen=True)
class RedirectView:
    """Where the page is now."""

    target: Link
