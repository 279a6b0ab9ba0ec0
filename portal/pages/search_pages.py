"""Pages about the portal itself, as people ask for them: what the manifest of the index of names says of each.

Sections of a page, as ``search/pages.js`` tells them apart: single words that ask for it; words for the portal itself,
those of the home page; wordings of two words; then a section for each longer wording.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
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
_SECTIONS = 32

Wordings = Mapping[Lang, Iterable[str]]
Texts = list[tuple[Lang, str]]


def asked_pages(context: Context) -> tuple[list[list[str]], dict[str, list[int]]]:
    """Key and title of each page with the whole queries for it, folded; then word → numbers ``page * 32 + section``.

    They are the ordinary pages, and those that the portal makes of itself as far as ``data/pages.yml`` names them.
    Words stand there folded, as they are and as stems.
    """
    pages, asked = context.portal.pages, context.data.pages
    ordinary = [page.key for page in pages.values() if page.state(context.lang) != "missing"]
    keys = [*sorted(ordinary), *(key for key in SECTION_KEYS if key in asked and key != _HOME)]
    titles = [own_title(context, key) for key in keys]
    found: dict[str, set[int]] = defaultdict(set)
    for page, (key, title) in enumerate(zip(keys, titles, strict=True)):
        wordings = _wordings(context, key)
        if len(list(_weighing(title))) >= _DOUBLE:
            wordings[context.lang] = (*wordings[context.lang], title)
        for section, texts in enumerate(_sections(wordings, _wordings(context, _HOME))):
            for lang, text in texts:
                for word in _weighing(text):
                    for place in (fold(query_stem(word, lang)), fold(word)):
                        found[place].add(page * _SECTIONS + section)
    rows = [[key, title, *_whole(context, key)] for key, title in zip(keys, titles, strict=True)]
    return rows, {word: sorted(numbers) for word, numbers in sorted(found.items())}


def _whole(context: Context, key: str) -> list[str]:
    """The queries that mean a page as they are, in whatever language."""
    item = context.data.pages.get(key)
    texts = (text for lang in LANGS for text in (item.whole.get(lang) if item else ()))
    return sorted({fold(" ".join(token.word for token in tokens(text))) for text in texts})


def _wordings(context: Context, key: str) -> dict[Lang, tuple[str, ...]]:
    """How people ask for a page, the language of the site first."""
    item = context.data.pages.get(key)
    return {code: item.asked.get(code) if item else () for code in (context.lang, *others(context.lang))}


def _sections(wordings: Wordings, itself: Wordings) -> Iterator[Texts]:
    """The texts of the sections."""
    names = {fold(query_stem(word, lang)) for lang, some in itself.items() for text in some for word in _weighing(text)}
    single, double = Texts(), Texts()
    longer: list[Texts] = []
    for lang, some in wordings.items():
        own = [(lang, text, len(list(_weighing(text)))) for text in some]
        single += [(lang, text) for _, text, words in own if words < _DOUBLE]
        parts = [(lang, part) for _, text, words in own if words >= _DOUBLE for part in text.split(",")]
        stems = [(lang, part, [fold(query_stem(word, lang)) for word in _weighing(part)]) for _, part in parts]
        double += [(lang, part) for _, part, words in stems if len(words) == _DOUBLE and names.isdisjoint(words)]
        longer.append([(lang, text) for _, text, words in own if words > _DOUBLE])
    yield single
    yield [(lang, text) for lang, some in itself.items() for text in some]
    yield double
    yield from ([item for item in row if item] for row in zip_longest(*longer))


def _weighing(text: str) -> Iterator[str]:
    """The words of a text that weigh something in a query, in whatever language it is."""
    stops = _stops()
    return (token.word for token in tokens(text) if token.word not in stops and len(token.word) > 1)


@cache
def _stops() -> frozenset[str]:
    return frozenset(word for some in stopwords().values() for word in some)
