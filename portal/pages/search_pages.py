"""Pages about the portal itself, as people ask for them: what the manifest of the index of names says of each.

Sections of a page, as ``search/pages.js`` tells them apart: single words that ask for it, things and deeds of its
affairs, wordings of two words; then a section for each longer wording. Behind all pages stands the home page with words
for the portal itself, for what it holds, and words that say nothing.
"""

from __future__ import annotations

import string
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import zip_longest

from portal.corpus.corpus import SECTION_KEYS
from portal.language.analysis import query_stem
from portal.language.languages import others
from portal.language.normalise import fold
from portal.language.stopwords import stopwords
from portal.language.tokens import tokens
from portal.model.values import LANGS, Lang
from portal.pages.context import Context
from portal.pages.navigation import own_title

_HOME = "index"
_DOUBLE = 2
"""Words of a wording that is enough as a whole, though it does not say that the portal is meant."""
_DIGITS = string.digits + string.ascii_lowercase
"""A section is one digit, a page two: more than a thousand pages."""

Wordings = Mapping[Lang, Iterable[str]]
Texts = list[tuple[Lang, str]]


def asked_pages(context: Context) -> tuple[list[list[str]], str, list[list[str]]]:
    """Key and title of each page with the whole queries for it, folded; then words with the sections they stand in;
    then key and title of each topic with its names, as folded stems.

    They are the ordinary pages, and those that the portal makes of itself as far as ``data/pages.yml`` names them.
    Words stand there folded, as they are and as stems.
    """
    pages, asked = context.portal.pages, context.data.pages
    ordinary = [page.key for page in pages.values() if page.state(context.lang) != "missing"]
    keys = [*sorted(ordinary), *(key for key in SECTION_KEYS if key in asked and key != _HOME)]
    titles = [own_title(context, key) for key in keys]
    home = _wordings(context, _HOME)
    parts = [_sections(context, key, title, home) for key, title in zip(keys, titles, strict=True)]
    parts.append([_texts(home), *(_texts(some) for some in _vocabulary(context, _HOME))])
    rows = [[key, title, *_whole(context, key)] for key, title in zip(keys, titles, strict=True)]
    return rows, _packed(parts), list(_subjects(context))


_FOREIGN = "~"
"""Before a name of another language: what is typed is stemmed by the rules of that one."""


def _subjects(context: Context) -> Iterator[list[str]]:
    for topic in context.data.topics.values():
        names = set()
        for lang in LANGS:
            mark = "" if lang == context.lang else _FOREIGN
            of_lang = (
                " ".join(fold(query_stem(word, lang)) for word in _weighing(name)) for name in topic.names.get(lang)
            )
            names |= {mark + stems for stems in of_lang}
        yield [f"topics/{topic.id}", topic.title.get(context.lang), *sorted(names)]


def _packed(parts: Sequence[Sequence[Texts]]) -> str:
    """``stem+ending+ending=ppspps``: a stem, endings of words that have it, two digits for a page, one for a section.

    A word that does not begin with its stem stands by itself.
    """
    stems: dict[str, set[str]] = defaultdict(set)
    words: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for number, sections in enumerate(parts):
        page = "".join(_DIGITS[digit] for digit in divmod(number, len(_DIGITS)))
        for section, texts in enumerate(sections):
            for lang, text in texts:
                for word in _weighing(text) or _words(text):
                    place = page + _DIGITS[section]
                    stem = fold(query_stem(word, lang))
                    stems[stem].add(place)
                    words[stem][fold(word)].add(place)
    endings: dict[str, list[str]] = defaultdict(list)
    alone: dict[str, set[str]] = defaultdict(set)
    for stem, some in words.items():
        for word, places in some.items():
            if word.startswith(stem) and word not in stems:
                endings[stem].append(word.removeprefix(stem))
            elif word != stem:
                alone[word] |= places
    for word, places in alone.items():
        stems[word] |= places
    lines = ("+".join((stem, *sorted(endings[stem]))) + "=" + "".join(sorted(stems[stem])) for stem in sorted(stems))
    return " ".join(lines)


def _sections(context: Context, key: str, title: str, home: Wordings) -> list[Texts]:
    """The texts of the sections of a page."""
    wordings = _wordings(context, key)
    if len(_weighing(title)) >= _DOUBLE:
        wordings[context.lang] = (*wordings[context.lang], title)
    single, double, *longer = _told_apart(wordings, home)
    return [single, *(_texts(some) for some in _vocabulary(context, key)), double, *longer]


def _vocabulary(context: Context, key: str) -> tuple[Wordings, Wordings]:
    """Things and deeds of a page."""
    item = context.data.pages.get(key)
    if not item:
        return {}, {}
    langs = (context.lang, *others(context.lang))
    return {code: item.things.get(code) for code in langs}, {code: item.deeds.get(code) for code in langs}


def _texts(wordings: Wordings) -> Texts:
    return [(lang, text) for lang, some in wordings.items() for text in some]


def _whole(context: Context, key: str) -> list[str]:
    """The queries that mean a page as they are, in whatever language."""
    item = context.data.pages.get(key)
    texts = (text for lang in LANGS for text in (item.whole.get(lang) if item else ()))
    return sorted({fold(" ".join(token.word for token in tokens(text))) for text in texts})


def _wordings(context: Context, key: str) -> dict[Lang, tuple[str, ...]]:
    """How people ask for a page, the language of the site first."""
    item = context.data.pages.get(key)
    return {code: item.asked.get(code) if item else () for code in (context.lang, *others(context.lang))}


def _told_apart(wordings: Wordings, itself: Wordings) -> Iterator[Texts]:
    """Wordings of one word, of two, and longer ones, one each."""
    names = {fold(query_stem(word, lang)) for lang, some in itself.items() for text in some for word in _weighing(text)}
    single, double = Texts(), Texts()
    longer: list[Texts] = []
    for lang, some in wordings.items():
        own = [(lang, text, len(_weighing(text))) for text in some]
        single += [(lang, text) for _, text, words in own if words < _DOUBLE]
        parts = [(lang, part) for _, text, words in own if words >= _DOUBLE for part in text.split(",")]
        stems = [(lang, part, [fold(query_stem(word, lang)) for word in _weighing(part)]) for _, part in parts]
        double += [(lang, part) for _, part, words in stems if len(words) == _DOUBLE and names.isdisjoint(words)]
        longer.append([(lang, text) for _, text, words in own if words > _DOUBLE])
    yield single
    yield double
    yield from ([item for item in row if item] for row in zip_longest(*longer))


def _words(text: str) -> list[str]:
    return [token.word for token in tokens(text)]


def _weighing(text: str) -> list[str]:
    """The words of a text that weigh something in a query, in whatever language it is."""
    stops = _stops()
    return [word for word in _words(text) if word not in stops and len(word) > 1]


@cache
def _stops() -> frozenset[str]:
    return frozenset(word for some in stopwords().values() for word in some)
