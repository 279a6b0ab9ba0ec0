"""Words of a text as the spelling check sees them, and the words that it accepts without asking a dictionary."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from portal.content.data_files import load_data
from portal.core.caching import Store, digest
from portal.core.problems import Problem
from portal.core.records import dataclass
from portal.corpus.corpus import Portal
from portal.editing.spelling.prose import Prose
from portal.language import stem_ky
from portal.language.analysis import query_stem
from portal.language.languages import spelling
from portal.language.normalise import normalise
from portal.model.values import LANGS, Lang, Plain, as_tuple, in_each_language
from portal.reference.load import ReferenceData

WORDS_FILE = "data/words.yml"
_NO_NAMES = {"definition", "url", "cbd"}
"""Fields of reference data without names and terms."""

_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u00ad\u200b-\u200d\u2060]+[^\W\d_]*)*")
_INVISIBLE = re.compile("[\u0300\u0301\u00ad\u200b-\u200d\u2060]")
_SENTENCE_END = re.compile(r"(?:[.!?…:|][»”“\")]*|^[ \t>#*+-]*|\d[.)]|[—–])[\s«„“\"(*_]*\Z")


@dataclass(frozen=True)
class Word:
    """A word at ``start`` … ``end`` of a file; ``text`` without stress marks and invisible signs, in NFC.

    ``first``: it opens a sentence, so that its capital says nothing. ``joined``: a hyphen stands on this or that side.
    """

    text: str
    start: int
    end: int
    first: bool
    joined: bool

    @property
    def is_name(self) -> bool:
        """Whether it is written as names are: with a capital that no sentence asks for."""
        return self.text[:1].isupper() and not self.first


def words(file: Prose) -> Iterator[Word]:
    """The words of a file's prose; what is part of a code or of the name of a file is left out."""
    text = file.masked
    for match, near in _matches(text):
        start, end = match.span()
        before = text[max(0, start - 40) : start]
        line = before.rpartition("\n")[2] if "\n" in before else before
        opens = not line.strip(' \t>#*+-|«„“"(_') or bool(_SENTENCE_END.search(before))
        yield Word(_plain(match[0]), start, end, opens, _joins(near))


def spellings(file: Prose) -> set[str]:
    """The words of a file's prose, each spelling once: many times as fast as :func:`words`."""
    return {_plain(word) for word in {match[0] for match, _ in _matches(file.masked)}}


def _matches(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Every word, with the signs on both sides of it."""
    for match in _WORD.finditer(text):
        start, end = match.span()
        near = text[max(0, start - 1) : start] + text[end : end + 1]
        if not _is_code(near):
            yield match, near


def _plain(word: str) -> str:
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", word))


# Few pairs of signs stand around words, and texts have many words.
@lru_cache(maxsize=1 << 10)
def _is_code(near: str) -> bool:
    return any(sign.isdigit() or sign in "_\ufffc" for sign in near)


@lru_cache(maxsize=1 << 10)
def _joins(near: str) -> bool:
    return any(sign in "-‑’'" for sign in near)


@in_each_language(Annotated[tuple[Plain, ...], BeforeValidator(as_tuple)], ())
class WordsFile(BaseModel):
    """``data/words.yml``: words that are right although no dictionary has them."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    def of(self, lang: Lang) -> tuple[str, ...]:
        """The words of one language."""
        found: tuple[str, ...] = getattr(self, lang)
        return found


@dataclass(frozen=True)
class Accepted:
    """Accepted words, by language: their spelling in small letters, and their stems, for inflected forms."""

    spellings: dict[Lang, frozenset[str]]
    stems: dict[Lang, frozenset[str]]

    def has(self, word: str, lang: Lang) -> bool:
        """Whether ``word`` or a word with the same stem is accepted in ``lang``."""
        low = normalise(word)
        if low in self.spellings[lang]:
            return True
        if spelling(lang) != "roots":
            return query_stem(low, lang) in self.stems[lang]
        # The Kyrgyz stemmer reads о, у, н as ө, ү, ң, and here that is the slip which is looked for: a word of a root
        # that the lexicon has is right only if the rules explain it.
        stem = stem_ky.stem(low)
        begins = low.startswith(stem[: max(len(stem) - 1, 2)])
        return begins and stem in self.stems[lang] and not stem_ky.is_known(stem)


def load_words(root: Path) -> tuple[WordsFile, tuple[Problem, ...]]:
    """Read the list; a project may do without it."""
    if not (root / WORDS_FILE).exists():
        return WordsFile(), ()
    loaded, _, problems = load_data(root, WORDS_FILE, WordsFile)
    return loaded or WordsFile(), problems


def accepted_words(root: Path, portal: Portal, store: Store | None = None) -> tuple[Accepted, tuple[Problem, ...]]:
    """The project's own words: ``data/words.yml``, glossary, organisations, acts, regions, publishers in front matter.

    Problems: what is wrong with ``data/words.yml``. ``store`` remembers the words.
    """
    data, problems = load_words(root)
    publishers = sorted({name for card in portal.cards.values() for name in card.publishers})
    key = digest("accepted", portal.reference.digest, publishers, [data.of(lang) for lang in LANGS])
    accepted: Accepted | None = store.get(key) if store and portal.reference.digest else None
    if accepted is None:
        accepted = _accepted(portal.reference, publishers, data)
        if store and portal.reference.digest:
            store.put(key, accepted)
    return accepted, problems


def _accepted(reference: ReferenceData, publishers: Iterable[str], data: WordsFile) -> Accepted:
    collected: dict[Lang, set[str]] = {lang: set() for lang in LANGS}
    records = (reference.terms, reference.organisations, reference.acts, reference.oblasts, reference.municipalities,
               reference.districts)  # fmt: skip
    for record in (item for group in records for item in group.values()):
        for lang, text in _texts({name: value for name, value in record if name not in _NO_NAMES}):
            for own in (lang,) if lang else LANGS:
                collected[own].update(_low(text))
    for lang in LANGS:
        collected[lang].update(_low(" ".join([*publishers, *data.of(lang)])))
    # Kyrgyz names stand in Russian texts as they are, or with endings; not so «айыл окмоту» in Kyrgyz ones.
    names = frozenset().union(*collected.values())
    spellings = {lang: frozenset(own) if spelling(lang) == "roots" else names for lang, own in collected.items()}
    stems = {lang: frozenset(query_stem(word, lang) for word in known) for lang, known in spellings.items()}
    return Accepted(spellings, stems)


def _low(text: str) -> Iterable[str]:
    return (normalise(match[0]) for match in _WORD.finditer(text))


def _texts(value: object, lang: Lang | None = None) -> Iterator[tuple[Lang | None, str]]:
    """All texts of a record with the language under which they stand."""
    if isinstance(value, str):
        yield lang, value
    elif isinstance(value, (dict, BaseModel)):
        for key, item in dict(value).items():
            yield from _texts(item, next((known for known in LANGS if known == key), lang))
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _texts(item, lang)
