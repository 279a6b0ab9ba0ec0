"""The fixed headings of each kind of document (``headings.yml``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from portal.core.packaged import read_yaml
from portal.core.records import dataclass
from portal.language.languages import first_of
from portal.model.documents import KINDS, DocumentKind
from portal.model.values import LANGS, Lang


@dataclass(frozen=True)
class FixedHeading:
    """One fixed heading: its anchor and its words; ``former``: words that it had, as documents may still have them."""

    id: str
    words: Mapping[Lang, str]
    former: Mapping[Lang, tuple[str, ...]]

    def is_written(self, text: str, lang: Lang) -> bool:
        """Whether ``text``, in small letters, are words of this heading."""
        return any(words.casefold() == text for words in (self.words[lang], *self.former.get(lang, ())))


@dataclass(frozen=True)
class HeadingRules:
    """The fixed headings of a kind; ``closed``: no other second-level headings may stand.

    ``one_of``: ids of which at least one must stand.
    """

    closed: bool
    headings: tuple[FixedHeading, ...]
    one_of: tuple[str, ...] = ()

    def find(self, text: str, lang: Lang) -> FixedHeading | None:
        """The fixed heading with these words, case and outer spaces aside."""
        wanted = text.strip().casefold()
        return next((item for item in self.headings if item.is_written(wanted, lang)), None)

    def names(self, lang: Lang) -> list[str]:
        """The words of all fixed headings in their order."""
        return [item.words[lang] for item in self.headings]

    def needed(self, lang: Lang) -> list[str]:
        """The words of those of which one must stand."""
        return [item.words[lang] for item in self.headings if item.id in self.one_of]


@cache
def _loaded() -> Mapping[DocumentKind, Mapping[str, Any]]:
    loaded: Mapping[DocumentKind, Mapping[str, Any]] = read_yaml("portal.content", "headings.yml")
    return loaded


def missing_headings() -> Iterator[tuple[Lang, str]]:
    """Every language with the headings (kind and anchor) that have no words in it."""
    for kind, value in _loaded().items():
        for item in value["headings"]:
            yield from ((lang, f"{kind}.{item['id']}") for lang in LANGS if lang not in item)


@cache
def rules() -> Mapping[DocumentKind, HeadingRules]:
    """The rules of every kind; one that the file does not name has no fixed headings."""
    free = {kind: HeadingRules(closed=False, headings=()) for kind in KINDS}
    return free | {
        kind: HeadingRules(
            closed=value["closed"],
            headings=tuple(
                FixedHeading(
                    item["id"],
                    {lang: first_of(item, lang) for lang in LANGS},
                    {lang: tuple(words) for lang, words in item.get("former", {}).items()},
                )
                for item in value["headings"]
            ),
            one_of=tuple(value.get("one_of", ())),
        )
        for kind, value in _loaded().items()
    }


@cache
def heading_words() -> Mapping[DocumentKind, Mapping[str, tuple[str, ...]]]:
    """Kind → id of a fixed heading → patterns of headings in files of others that mean it (``heading_words.yml``)."""
    loaded = read_yaml("portal.content", "heading_words.yml")
    return {kind: {name: tuple(patterns) for name, patterns in names.items()} for kind, names in loaded.items()}
