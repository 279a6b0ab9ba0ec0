"""Check of the languages of the portal: all their words are there."""

from __future__ import annotations

from collections.abc import Iterator

from portal.content.headings import missing_headings
from portal.core.problems import Problem, problem
from portal.words.interface import missing_words


def check_words() -> Iterator[Problem]:
    """Every word of the interface and every fixed heading that a language lacks. Readers get those of another one."""
    for lang, key in missing_words():
        yield problem("language-words", f"portal/words/strings/{lang}.yml", key=key, lang=lang)
    for lang, key in missing_headings():
        yield problem("language-words", "portal/content/headings.yml", key=key, lang=lang)
