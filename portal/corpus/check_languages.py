"""Check of the words of the portal: all are there, in each of its languages."""

from __future__ import annotations

from collections.abc import Iterator

from portal.content.headings import missing_headings
from portal.core.problems import Problem, problem
from portal.model.values import LANGS, Lang
from portal.words.interface import missing_words
from portal.words.labels import unlabelled
from portal.words.needed import needed_keys


def check_words() -> Iterator[Problem]:
    """Every word of the interface, fixed heading and name of a field that a language lacks, or all of them."""
    lacking: dict[str, list[Lang]] = {}
    for lang, key in missing_words():
        lacking.setdefault(key, []).append(lang)
    for key, langs in lacking.items():
        if len(langs) == len(LANGS) and key in needed_keys():
            yield problem("words-missing", f"portal/words/strings/{LANGS[0]}.yml", key=key)
            continue
        for lang in langs:
            yield problem("language-words", f"portal/words/strings/{lang}.yml", key=key, lang=lang)
    for field in unlabelled():
        yield problem("label-missing", "portal/words/labels.yml", field=field)
    for lang, key in missing_headings():
        yield problem("language-words", "portal/content/headings.yml", key=key, lang=lang)
