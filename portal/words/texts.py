"""Texts of the portal as readers get them: in the language of the page or, where that is missing, in another."""

from __future__ import annotations

from portal.core.records import dataclass
from portal.model.values import Lang


@dataclass(frozen=True)
class Words:
    """Text with its language, so that a template can mark what is foreign to the page."""

    text: str
    lang: Lang
