"""What the words of the tables mean in a text: every form of a word, of a phrase, of a group of words.

Russian forms come from the dictionary of pymorphy3, Kyrgyz and Kazakh ones from the endings of a noun. Words are known
by their folded form (see :mod:`portal.law.fold`), so one entry serves ң/ӊ/н, ө/ѳ/о, ү/у, ё/е.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Generic, TypeVar

from portal.language.lemma_ru import lemmas, word_forms
from portal.law.chunks import Chunk
from portal.law.fold import fold_text
from portal.law.tables import Forms, Name, common, forms

V = TypeVar("V")
# Any inflection of a Kyrgyz or Kazakh noun in folded letters: plural, possessor, case, -гы, plural again.
KY_ENDING = (
    r"(?:[лдт][аео]р)?(?:с?[ыиу]|[ыиу]?[мн](?:[ыиу]з)?)?"
    r"(?:[нтд][ыиу]н(?:ын)?|[нтд][ыиу]|[гк][аео]|н?[дт][аео](?:н|г[ыиу](?:[лдт][аео]р\w{0,6})?)?|н[аео]н?|н|[мбп]ен)?"
)
_KY_PLURAL = rf"[лдт][аео]р{KY_ENDING}"
_SOFTENED = {"к": "г", "п": "б"}
ROMAN = frozenset("IVXLCХYУ")
"""Letters of Roman numerals; texts type the Cyrillic Х, and Y or У for V, as well."""

LEVELS: Mapping[str, int] = {
    "chapter": -1, "section": -1, "annex": -1, "subchapter": -1,
    "article": 0, "part": 1, "point": 2, "subpoint": 3, "paragraph": 4,
}  # fmt: skip
"""Levels of units, from the largest: units beside articles are -1. A subchapter (параграф) has no notation."""

_REMEMBERED = 1 << 16
"""Words that are remembered per language: more than the vocabulary of most portals, and bounded all the same."""
_OF_A_GROUP = 1 << 12
"""Words that are remembered for each of the many groups of words: they are asked for few of all words."""


@dataclass(frozen=True, slots=True)
class Lex:
    """What a word is to the grammars.

    ``role``: head (a noun for a kind of act), unit (of an act), this (настоящий, ушул), same (тот, ошол), conj,
    ordinal, about (о, жөнүндө), adopted, draft. ``value`` depends on the role. ``number`` is sg, pl or empty.
    """

    role: str
    value: str
    number: str = ""
    short: bool = False


def fold(word: str) -> str:
    """A word of a table as it is compared."""
    return fold_text(word).low


def _russian(word: str) -> dict[str, str]:
    """All forms of a word of a table with their number: sg, pl, or empty where both are written alike."""
    if word.startswith("="):
        return {fold(word[1:]): ""}
    word, _, model = word.partition(" ~ ")
    found: dict[str, str] = {}
    for form, number in word_forms(model or word):
        if model:
            form = _like(word, model, form)
        form = fold(form)
        found[form] = number if found.get(form, number) == number else ""
    return found


def _declined(word: str) -> str:
    """A noun that dictionaries take for a form of another («низам» for «низ») is inflected like «закон»."""
    foreign = word.isalpha() and word[-1] in _HARD and word not in lemmas(word)
    return f"{word} ~ закон" if foreign else word


_HARD = frozenset("бвгджзклмнпрстфхцчшщ")


def _like(word: str, model: str, form: str) -> str:
    """The form of ``word`` that ``form`` is of ``model``: «кенеша» after «шалаша»."""
    same = 0
    while same < min(len(model), len(form)) and model[same] == form[same]:
        same += 1
    return word[: len(word) - (len(model) - same)] + form[same:]


def _stems(word: str) -> tuple[str, ...]:
    word = fold(word.removeprefix("="))
    return (word, word[:-1] + _SOFTENED[word[-1]]) if word[-1] in _SOFTENED else (word,)


class _Stems(Generic[V]):
    """Kyrgyz words with whatever ending, and what they stand for; of a word that is two things the first counts."""

    def __init__(self, table: Iterable[tuple[str, V]]) -> None:
        self._exact: dict[str, V] = {}
        self._by_letters: dict[str, list[tuple[str, V]]] = {}
        for word, value in table:
            if word.startswith("="):
                self._exact.setdefault(fold(word[1:]), value)
            else:
                for stem in _stems(word):
                    self._by_letters.setdefault(stem[:2], []).append((stem, value))
        self.find = lru_cache(maxsize=_OF_A_GROUP)(self._find)

    def beginnings(self) -> set[str]:
        """The first two letters of all forms."""
        return {word[:2] for word in self._exact} | self._by_letters.keys()

    def _find(self, word: str) -> tuple[V, str] | None:
        """What a word stands for, and its number; empty for a word that takes no endings."""
        if word in self._exact:
            return self._exact[word], ""
        for stem, value in self._by_letters.get(word[:2], ()) if len(word) <= 30 else ():
            if word.startswith(stem):
                if _PLURAL.fullmatch(word, len(stem)):
                    return value, "pl"
                if _ENDING.fullmatch(word, len(stem)):
                    return value, "sg"
        return None

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self.find(word) is not None


_ENDING = re.compile(KY_ENDING)
_PLURAL = re.compile(_KY_PLURAL)
Begins = tuple[tuple[tuple[Container[str], ...], str], ...]
"""Phrases that begin with one word: what follows it, and what the phrase stands for."""


class Phrases:
    """Phrases by what they stand for; of those that begin at one word the longest counts."""

    def __init__(self, lang: str, table: Iterable[tuple[str, str]]) -> None:
        self._first: dict[str, list[tuple[tuple[Container[str], ...], str]]] = {}
        self._alone: dict[str, list[tuple[_Stems[bool], str]]] = {}
        """Words with whatever ending, by their first two letters: a text has thousands of others."""
        for value, phrase in table:
            words = [group(lang, [word]) for word in _split(phrase)]
            if lang != "ru":
                parts = _split(phrase)
                words = [*({fold(word.removeprefix("="))} for word in parts[:-1]), group(lang, parts[-1:])]
            if isinstance(words[0], set | frozenset):
                for form in words[0]:
                    self._first.setdefault(form, []).append((tuple(words[1:]), value))
            elif isinstance(words[0], _Stems):
                for letters in words[0].beginnings():
                    self._alone.setdefault(letters, []).append((words[0], value))

    def first(self, word: str) -> Begins:
        """The phrases that may begin with a word; :attr:`Vocabulary.look` remembers them."""
        alone = tuple(((), value) for words, value in self._alone.get(word[:2], ()) if word in words)
        return tuple(sorted((*self._first.get(word, ()), *alone), key=lambda found: -len(found[0])))

    def matches(self, words: Sequence[str], begins: Iterable[tuple[int, Begins]]) -> Iterator[Chunk]:
        """All that are found, none overlapping another; ``begins``: which phrases may begin at which word."""
        busy = 0
        for i, phrases in begins:
            for rest, value in phrases if i >= busy else ():
                if all(i + k < len(words) and words[i + k] in group for k, group in enumerate(rest, 1)):
                    busy = i + 1 + len(rest)
                    yield Chunk(i, busy, value)
                    break


def _split(phrase: str) -> list[str]:
    """The words of a phrase; «кенеш ~ шалаш» is one."""
    words: list[str] = []
    parts = iter(phrase.split(" "))
    for part in parts:
        if part == "~":
            words[-1] += " ~ " + next(parts)
        else:
            words.append(part)
    return words


def group(lang: str, words: Iterable[str]) -> Container[str]:
    """All forms of some words."""
    if lang == "ru":
        return frozenset(form for word in words for form in _russian(word))
    return _Stems([(word, True) for word in words])


def _forms_of(lang: str, table: Iterable[tuple[str, V]]) -> Callable[[str], V | None]:
    """What any form of a word stands for."""
    if lang == "ru":
        known: dict[str, V] = {}
        for word, value in table:
            for form in _russian(word):
                known.setdefault(form, value)
        return known.get
    stems = _Stems(table)
    return lambda word: found[0] if (found := stems.find(word)) else None


Classify = Callable[[str], Lex | None]
_NOUNS = frozenset({"head", "unit"})
_CITES, _ABOUT, _LISTED = 1, 2, 4
"""What a word says of whether its text cites anything: that it may, or that it may beside a word of the other sort."""


@dataclass(frozen=True)
class Vocabulary:
    """The table of one language, compiled."""

    lang: str
    forms: Forms
    classify: Classify
    issuers: Phrases
    names: Phrases
    groups: Mapping[str, Container[str]]
    kinds_of_names: Mapping[str, Name]
    sort_of: Callable[[str], str | None]
    """The sort of place that a word tells."""
    towns: Callable[[str], tuple[str, bool] | None]
    """The town that a word names, and whether it does so in small letters too («столица»)."""

    @cached_property
    def look(self) -> Callable[[str], tuple[Lex | None, Begins, Begins] | None]:
        """What a word is, and the issuers and the names that may begin with it; None for an ordinary word."""
        classify, issuers, names = self.classify, self.issuers.first, self.names.first

        @lru_cache(maxsize=_REMEMBERED)
        def look(word: str) -> tuple[Lex | None, Begins, Begins] | None:
            found = classify(word), issuers(word), names(word)
            return found if any(found) else None

        return look

    @cached_property
    def _said(self) -> Callable[[str], int]:
        """What a word says of whether its text cites anything."""
        look, table = self.look, self.forms
        codes = (letters for letters, code in table.short_codes.items() if code.state)
        # Letters that are a citation without the noun of an act or of a unit of one: «ППКР № 146», «УК КР».
        alone = frozenset(fold(letters) for letters in (*table.short_acts, *codes))

        @lru_cache(maxsize=_REMEMBERED)
        def said(word: str) -> int:
            lex, _, names = look(word) or (None, (), ())
            role = lex.role if lex else ""
            if names or role in _NOUNS or word in alone:
                return _CITES
            return _ABOUT if role == "about" else _LISTED if role == "draft" or word == "№" else 0

        return said

    def may_cite(self, words: Iterable[str]) -> bool:
        """Whether a text of these words may cite anything."""
        said, look = 0, self._said
        for word in words:
            said |= look(word)
        return bool(said & _CITES) or said & (_ABOUT | _LISTED) == _ABOUT | _LISTED

    def means(self, name: str, word: str) -> bool:
        """Whether a dictionary form of a Russian word stands in the table ``name``."""
        return any(lemma in self.forms.groups.get(name, ()) for lemma in lemmas(word))

    def has(self, name: str, word: str) -> bool:
        """Whether ``word`` is a form of a word of the group ``name``."""
        return word in self.groups[name]


def _roles(table: Forms) -> Iterator[tuple[str, Lex]]:
    """Every word that is something to the grammars; of a word that is two things the first counts."""
    for noun, words in table.nouns.items():
        yield from ((word, Lex("head", noun)) for word in words)
    for unit, named in table.units.items():
        yield from ((word, Lex("unit", unit)) for word in named.words)
        yield from (("=" + word, Lex("unit", unit, short=True)) for word in named.short)
    yield from ((word, Lex("ordinal", str(i))) for i, word in enumerate(table.ordinals, 1))
    yield from ((word, Lex("session", "noun")) for word in table.session.nouns)
    yield from ((word, Lex("session", "word")) for word in table.session.words)
    yield from ((word, Lex("this", "this")) for word in table.groups.get("this", ()))
    yield from ((word, Lex("same", "same")) for word in table.groups.get("same", ()))
    yield from ((word, Lex("same", "that")) for word in table.groups.get("same_with_same", ()))
    yield from ((word, Lex("conj", "and")) for word in table.groups.get("conjunctions", ()))
    yield from (("=" + word, Lex("about", "about")) for word in (*table.title_begins, *table.title_ends))
    yield from ((word, Lex("adopted", "adopted")) for word in table.groups.get("adopted", ()))
    yield from ((word, Lex("draft", "draft")) for word in table.groups.get("draft", ()))


_BOTH_NUMBERS = frozenset({"ordinal", "this", "same", "conj", "about", "adopted", "draft", "session"})


def _classify_ru(table: Forms) -> Classify:
    known: dict[str, Lex] = {}
    for word, lex in _roles(table):
        for form, number in _russian(_declined(word) if lex.role == "head" else word).items():
            known.setdefault(form, lex if lex.role in _BOTH_NUMBERS else Lex(lex.role, lex.value, number, lex.short))
    short = {fold(word) for unit in table.units.values() for word in unit.short}
    doubled = {word for word in short if len(word) > 1 and word[-1] == word[-2] and word[:-1] in short}
    for word in doubled - {"пп"}:  # чч., подпп.: the doubled letter is the plural
        known[word] = Lex("unit", known[word].value, "pl", short=True)
    return known.get


def _classify_ky(table: Forms) -> Classify:
    plain = ("ordinal", "conj")
    stems = _Stems(
        [("=" + fold(word.removeprefix("=")) if lex.role in plain else word, lex) for word, lex in _roles(table)]
    )

    def classify(word: str) -> Lex | None:
        lex, number = stems.find(word) or (None, "")
        return Lex(lex.role, lex.value, number) if lex and number else lex

    return classify


@cache
def vocabulary(lang: str) -> Vocabulary:
    """The compiled table of ``ru``, ``ky`` or ``kk``."""
    table = forms(lang)
    groups = {name: group(lang, table.groups.get(name, ())) for name in common().groups}
    groups |= {name: _adjectives(lang, words) for name, words in table.adjectives}
    groups["session"] = group(lang, (*table.session.nouns, *table.session.words))
    groups["clause"] = frozenset(map(fold, table.clause_ends.words))
    groups |= {name: frozenset(map(fold, getattr(table, name))) for name in ("frames", "of_court")}
    groups["subjects"] = frozenset(map(fold, table.groups.get("subjects", ())))
    groups["place"] = group(lang, tuple(word for words in table.places.kinds.values() for word in words))
    issuers = [(value, phrase) for value, phrases in table.issuers.items() for phrase in phrases]
    return Vocabulary(
        lang,
        table,
        _classify_ru(table) if lang == "ru" else _classify_ky(table),
        Phrases(lang, issuers),
        Phrases(lang, [(name.name, name.name) for name in table.names]),
        groups,
        {name.name: name for name in table.names},
        _forms_of(lang, [(word, name) for name, words in table.places.kinds.items() for word in words]),
        _forms_of(lang, [(w, (town, w.islower())) for town, words in table.places.towns.items() for w in words]),
    )


def _adjectives(lang: str, words: Sequence[str]) -> Container[str]:
    """Kyrgyz adjectives take no endings."""
    return group(lang, words) if lang == "ru" else frozenset(fold(word.removeprefix("=")) for word in words)
