"""Which languages the portal has (``languages.yml``): their order, names, analysers. The one place for all of this."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeVar

from portal.language.packaged import read_yaml

Analyser = Literal["kyrgyz", "russian", "plain"]
Spelling = Literal["roots", "dictionary", "none"]
V = TypeVar("V")


@dataclass(frozen=True, kw_only=True)
class Language:
    """A language of the portal; the fields are those of ``languages.yml``."""

    code: str
    name: str
    short: str
    obligatory: bool = False
    analyser: Analyser = "plain"
    spelling: Spelling = "none"
    fallback: str | None = None


def _read() -> tuple[Mapping[str, Language], tuple[str, ...]]:
    loaded: dict[str, Any] = read_yaml("languages.yml")
    listed = [Language(**entry) for entry in loaded["languages"]]
    return {language.code: language for language in listed}, tuple(loaded["sources"])


LANGUAGES, _MORE = _read()
"""Code → language, in their order."""
CODES = tuple(LANGUAGES)
DEFAULT = CODES[0]
"""The language at the root of the site."""
OBLIGATORY = tuple(language.code for language in LANGUAGES.values() if language.obligatory)
SOURCES = (*CODES, *(code for code in _MORE if code not in LANGUAGES))
"""The languages that a source may be written in: those of the portal, and further ones."""


@cache
def others(lang: str) -> tuple[str, ...]:
    """All other languages, in the order in which their words stand in for missing ones in ``lang``."""
    fallback = LANGUAGES[lang].fallback if lang in LANGUAGES else None
    return tuple(sorted((code for code in CODES if code != lang), key=lambda code: code != fallback))


def first_of(words: Mapping[str, V], lang: str, more: Iterable[str] = ()) -> V:
    """The value for ``lang``, else the one that stands in for it; ``more``: codes that are tried at last."""
    return next(words[code] for code in (lang, *others(lang), *more) if code in words)


def analyser(lang: str) -> Analyser:
    """The analyser of a language; one that the portal does not have is analysed as its first one."""
    return LANGUAGES[lang if lang in LANGUAGES else DEFAULT].analyser


def spelling(lang: str) -> Spelling:
    """What the spelling of a language is held against."""
    return LANGUAGES[lang].spelling


def with_spelling(name: Spelling) -> str | None:
    """The language whose spelling is checked in this way, if the portal has one."""
    return next((code for code, language in LANGUAGES.items() if language.spelling == name), None)


def folder(lang: str) -> str:
    """Where the pages of a language stand in the site: empty for the first one, else ``ru/``."""
    return "" if lang == DEFAULT else f"{lang}/"


def language_of(path: str) -> str:
    """The language of the page at a site-relative path."""
    code, slash, _ = path.partition("/")
    return code if slash and code in LANGUAGES and code != DEFAULT else DEFAULT
