"""Names that the search knows: of terms, places, bodies and acts, and words that mean the same.

They go two ways. As ``TermNames`` they file a document with one name under all others, in both languages. As entries of
an index of their own (``names/`` in the folder of the language) they lead to the page of what was named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from portal.language.analysis import query_stem
from portal.language.languages import CODES, others
from portal.language.tokens import tokens
from portal.model.reference import Act, District, Lists, Oblast, Organisation, Term
from portal.model.values import Lang
from portal.pages.context import Context
from portal.reference.load import ReferenceData
from portal.search.asked import Asked
from portal.search.model import Entry, TermNames, Unit
from portal.words.acts import act_details, act_status, act_title
from portal.words.bodies import organisation_name
from portal.words.interface import Interface

#: What names of places say of their kind.
_KINDS = re.compile(
    r"\b(район(у|дун|ундагы)?|облус(у|тун|унун)?|шаар(ы|ынын)?|айыл(дык)? айма(гы|к)|атындагы"
    r"|область|города?|айылный аймак)(?!\w)",
    re.I,
)
#: Spaces in a title that is too long to be what somebody types.
_LONG = 4
_FORMER = re.compile(r"\((?:[^)]*?(?:чейин|года))\s+([^)]+)\)")
#: Titles of acts that only change others.
_AMENDS = re.compile(r"внесении изменени|өзгөртүү(лөр)?(дү)? .{0,40}киргизүү", re.I)
_ADJECTIVE = re.compile(r"(ский|ская)$")


def concepts(data: ReferenceData, lang: Lang) -> Iterator[TermNames]:
    """Everything with several names, as a document in ``lang`` has them."""
    for term in data.terms.values():
        yield _joined({code: list(names_of_term(term, code)) for code in CODES}, lang)
    for item in data.synonyms.values():
        yield _joined({code: list(item.words.get(code)) for code in CODES}, lang, also=item.asked.get(lang))
    for names in place_names(data).values():
        yield _joined(names, lang, proper=True)
    for body in data.organisations.values():
        yield _joined({code: list(names_of_body(body, code)) for code in CODES}, lang)
    for act in data.acts.values():
        yield _joined(
            {code: [name for name in names_of_act(act, code) if name.count(" ") < _LONG] for code in CODES}, lang
        )


def asked(data: ReferenceData, lang: Lang) -> Iterator[Asked]:
    """Words of all languages that lead to words of ``lang`` in documents."""
    for item in data.synonyms.values():
        if target := next(iter(item.words.get(lang)), ""):
            foreign = [(code, word) for code in others(lang) for word in (*item.words.get(code), *item.asked.get(code))]
            yield (*((lang, word) for word in item.asked.get(lang)), *foreign), target


def _joined(names: dict[str, list[str]], lang: Lang, *, proper: bool = False, also: Iterable[str] = ()) -> TermNames:
    foreign = tuple((code, name) for code in others(lang) for name in names[code])
    return TermNames(tuple(names[lang]), foreign, proper=proper, asked=tuple(also))


def names_of_term(term: Term, lang: Lang) -> Iterator[str]:
    """The term, its abbreviations and synonyms."""
    if own := getattr(term.term, lang):
        yield own
    yield from (*term.abbr.get(lang), *term.synonyms.get(lang))


def names_of_act(act: Act, lang: Lang) -> Iterator[str]:
    """Title, short and colloquial names."""
    for known in (act.title, act.short, act.approves):
        if text := known.get(lang):
            yield text
    assert isinstance(act.aliases, Lists)
    yield from act.aliases.get(lang)


def names_of_body(body: Organisation, lang: Lang) -> Iterator[str]:
    """All names that it bore, and what they are shortened to."""
    for name in body.names:
        yield from (text for known in (name.title, name.short) if (text := known.get(lang)))


# ---- Places


def place_names(data: ReferenceData) -> dict[str, dict[str, list[str]]]:
    """Id → language → names without "район", "область" and so on: as written, together, as a noun."""
    found: dict[str, dict[str, list[str]]] = {}
    for oblast in data.oblasts.values():
        found[oblast.id] = _place({code: [oblast.title.get(code), *oblast.aliases.get(code)] for code in CODES})
    for district in data.districts.values():
        found[district.id] = _place({code: [district.title.get(code), *district.aliases.get(code)] for code in CODES})
    for municipality in data.municipalities.values():
        found[municipality.id] = _place({code: [municipality.title.get(code) or ""] for code in CODES})
    return found


def _place(titles: dict[str, list[str]]) -> dict[str, list[str]]:
    return {
        code: list(dict.fromkeys(name for title in some for name in _variants(title))) for code, some in titles.items()
    }


def _variants(title: str) -> Iterator[str]:
    """«Джалал-Абадская область» → Джалал-Абадская, Джалал-Абад, Джалалабад, Джалалабат."""
    for text in (_FORMER.sub("", title), *_FORMER.findall(title)):
        bare = _KINDS.sub("", text).strip(" ()")
        if len(bare) < 2:
            continue
        yield from dict.fromkeys((bare, bare.replace("-", "").capitalize()))
        noun = _ADJECTIVE.sub("", bare)
        nouns = [noun, noun[:-1]] if noun != bare and noun.endswith("ин") else [noun]
        for noun in nouns:
            together = noun.replace("-", "").capitalize()
            yield from dict.fromkeys((noun, together, re.sub("д$", "т", together)))


# ---- Pages of what has a name


def name_entries(context: Context) -> list[Entry]:
    """Ordinary pages, topics, terms, places, bodies and acts as documents of an index of their own."""
    pages = context.portal.pages.values()
    own = [
        _entry("page", page.key, page.version(lang).title, ())
        for lang in (context.lang,)
        for page in pages
        if page.state(lang) != "missing"
    ]
    return sorted(
        (*own, *_topics(context), *_places(context), *_bodies(context), *_acts(context)), key=lambda entry: entry.key
    )


def _entry(
    kind: str,
    key: str,
    title: str,
    about: Iterable[str],
    *,
    former: Iterable[str] = (),
    state: str = "",
    details: str = "",
) -> Entry:
    """``former``: names of what this one has replaced, which count less."""
    own, older = (". ".join(dict.fromkeys(text for text in some if text)) for some in (about, former))
    units = (Unit("", "", older),) if older else ()
    return Entry(key, kind, state, title, "", "", details, units, about=own, facets={"kind": (kind,)})


def _topics(context: Context) -> Iterator[Entry]:
    lang, data = context.lang, context.data
    for topic in data.topics.values():
        names = [topic.title.get(code) for code in (lang, *others(lang))]
        yield _entry("topic", f"topics/{topic.id}", names[0], names[1:])
    for term in data.terms.values():
        every = [name for code in (lang, *others(lang)) for name in names_of_term(term, code)]
        yield _entry("term", f"glossary#{term.id}", term.term.get(lang), every)


def _places(context: Context) -> Iterator[Entry]:
    lang, data = context.lang, context.data
    names = place_names(data)

    def entry(item_id: str, key: str, title: str, titles: Mapping[str, Iterable[str]]) -> Entry:
        every = {code: (*titles[code], *names[item_id][code]) for code in CODES}
        foreign = ((code, token.word) for code in others(lang) for name in every[code] for token in tokens(name))
        stems = {query_stem(word, code) for code, word in foreign}
        made = _entry("region", key, title, [name for some in every.values() for name in some])
        return replace(made, stems=tuple(sorted(stems)))

    for oblast in data.oblasts.values():
        yield entry(oblast.id, f"regions/{oblast.id}", oblast.title.get(lang), _titles(oblast))
        for district in oblast.districts:
            key = f"regions/{oblast.id}#{district.id}"
            yield entry(district.id, key, district.title.get(lang), _titles(district))
    for item in data.municipalities.values():
        best, oblast_id = item.title.best(lang), item.oblast or data.oblast_of_district.get(item.district or "")
        # A city of republican significance is a region too: it is named once.
        if best and oblast_id and data.oblasts[oblast_id].kind != "city":
            titles = {code: (item.title.get(code) or "",) for code in CODES}
            yield entry(item.id, f"regions/{oblast_id}#at-{item.id}", best[0], titles)


def _titles(place: Oblast | District) -> dict[str, tuple[str, ...]]:
    return {code: (place.title.get(code), *place.aliases.get(code)) for code in CODES}


def _bodies(context: Context) -> Iterator[Entry]:
    for body in context.data.organisations.values():
        every = [name for code in CODES for name in names_of_body(body, code)]
        title = organisation_name(body, context.words).text
        yield _entry("organisation", f"organisations/{body.id}", title, every)


def _acts(context: Context) -> Iterator[Entry]:
    acts = context.data.acts
    words = {code: context.words_of(code) for code in CODES}
    for act in acts.values():
        former: list[str] = []
        before = [acts[name] for name in act.replaces if name in acts]
        while before:  # whoever asks for an act that is no more is shown the one in its place too
            old = before.pop()
            former += _said_of(old, words)
            before += [acts[name] for name in old.replaces if name in acts and acts[name] is not act]
        title = f"{act_title(act, context.words).text} ({act_details(act, context.words)})"
        state = _state(act)
        details = act_status(act, context.words) if act.standing and state in _ENDED else ""
        if state in _ENDED and (last := _last_in_place_of(act, acts)) is not act:
            state += f" acts/{last.id}"
        yield _entry("act", f"acts/{act.id}", title, _said_of(act, words), former=former, state=state, details=details)


def _said_of(act: Act, words: dict[str, Interface]) -> Iterator[str]:
    for code, interface in words.items():
        yield from names_of_act(act, code)
        yield act_details(act, interface)
    if act.date:
        yield ".".join(reversed(act.date.iso().split("-")))


#: States of acts that are no more.
_ENDED = {"replaced", "repealed"}


def _last_in_place_of(act: Act, acts: Mapping[str, Act]) -> Act:
    """The act that stands in the place of this one today; itself where the register names none."""
    passed = {act.id}
    while (after := acts.get(act.replaced_by or "")) and after.id not in passed:
        act = after
        passed.add(act.id)
    return act


def _state(act: Act) -> str:
    """What the register says: ``in-force``, ``repealed``, ``replaced`` …; nothing where nobody checked.

    ``successor`` of another act: not checked, but nothing says that it has ended. ``amending``: it only changes others.
    """
    state = act.standing.state if act.standing else ""
    if state not in _ENDED:
        if act.replaced_by:
            return "replaced"
        if any(_AMENDS.search(text) for _, text in act.title.items()):
            return "amending"
    return {"amended": "in-force"}.get(state, state) or ("successor" if act.replaces else "")
