"""The glossary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from portal.core.records import dataclass
from portal.language.alphabet import initial
from portal.language.languages import others
from portal.model.values import Lang
from portal.pages.context import Context, Planned
from portal.pages.model import Page


@dataclass(frozen=True)
class TermView:
    """A term in the language of the page, and in the others: language, term, abbreviations."""

    id: str
    term: str
    abbr: tuple[str, ...]
    others: tuple[tuple[Lang, str, tuple[str, ...]], ...]
    synonyms: tuple[str, ...]
    definition: str


@dataclass(frozen=True)
class GlossaryView:
    """The glossary by the letters of the page's language."""

    letters: tuple[tuple[str, tuple[TermView, ...]], ...]


def pages(_: Context) -> Iterator[Planned]:
    """The page."""
    yield Planned("glossary", page)


def page(context: Context) -> Page:
    """All terms by the letters of the page's language."""
    letters: dict[str, list[TermView]] = defaultdict(list)
    for item in sorted(context.data.terms.values(), key=lambda item: context.words.sort(item.term.get(context.lang))):
        term = item.term.get(context.lang)
        letters[initial(term, context.lang)].append(
            TermView(
                id=item.id,
                term=term,
                abbr=item.abbr.get(context.lang),
                others=tuple(
                    (lang, own, item.abbr.get(lang))
                    for lang in others(context.lang)
                    if (own := getattr(item.term, lang))
                ),
                synonyms=item.synonyms.get(context.lang),
                definition=item.definition.get(context.lang) if item.definition else "",
            )
        )
    view = GlossaryView(tuple((letter, tuple(found)) for letter, found in letters.items()))
    t = context.words.t
    return context.page("glossary", "glossary", t("glossary.title"), t("glossary.lead"), view)
