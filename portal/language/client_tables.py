"""The tables of the stemmers as JavaScript: one source of truth, two interpreters."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from portal.language import analysis, dates, endings_ky, layouts, stem_ky, stem_ru, translit
from portal.language.languages import LANGUAGES
from portal.language.normalise import fold
from portal.language.numerals import number_words, scale_words
from portal.language.stopwords import stopwords


def pack(words: Iterable[str]) -> str:
    """Words, sorted, each as the number of letters (0-9) it shares with the one before, then the rest."""
    out = []
    last = ""
    for word in sorted(words):
        shared = 0
        while shared < min(9, len(last), len(word)) and last[shared] == word[shared]:
            shared += 1
        out.append(f"{shared}{word[shared:]}")
        last = word
    return "".join(out)


def tables_script() -> str:
    """The text of ``tables.js``: what the parts of ``language.js`` are driven by."""
    constants = {
        "RU": "\n".join(stem_ru.ENDINGS.values()),
        "LATIN_KEYS": layouts.LATIN_KEYS,
        "CYRILLIC_KEYS": layouts.CYRILLIC_KEYS,
        "SPELLINGS": translit.SPELLINGS,
        "FOLDED_WEIGHT": analysis.FOLDED,
        "MONTHS": {one.analyser: " ".join(dates.month_words(code)) for code, one in LANGUAGES.items()},
        "STOPS": {name: " ".join(words) for name, words in stopwords().items()},
    }
    return _constants("portalLanguageTables", constants)


def stem_tables_script() -> str:
    """The text of ``stem-tables.js``: the endings of Kyrgyz, and the stems that change before some."""
    bent = "\n".join(f"{bent} {root}" for bent, root in stem_ky.bent_roots().items())
    return _constants("portalLanguageStemTables", {"ENDINGS": "\n".join(endings_ky.ending_lines()), "BENT": bent})


def _constants(name: str, values: Mapping[str, object]) -> str:
    lines = "".join(f"  {key}: {json.dumps(value, ensure_ascii=False)},\n" for key, value in values.items())
    return (
        f"// @ts-check\n// Written by scripts/language_tables.py from portal/language.\nconst {name} = {{\n{lines}}};\n"
    )


def numbers_script() -> str:
    """The text of ``numbers.js``: words for numbers by analyser, each with its value. The search alone reads them."""
    found = {
        name: " ".join(f"{word} {value}" for word, value in {**words, **scale_words()[name]}.items())
        for name, words in number_words().items()
    }
    return (
        "// @ts-check\n// Written by scripts/language_tables.py from portal/language/numerals.yml.\n"
        "/** Words for numbers, each with its value, by analyser. @returns {Object<string, string>} */\n"
        f"function portalNumberWords() {{\n  return {json.dumps(found, ensure_ascii=False)};\n}}\n"
    )


def languages_script() -> str:
    """The text of ``list.js``: the languages of the portal with their analysers."""
    found = {code: language.analyser for code, language in LANGUAGES.items()}
    return (
        "// @ts-check\n// Written by scripts/language_tables.py from portal/language/languages.yml.\n"
        "/** The languages of the portal in their order, each with its analyser. @returns {Object<string, string>} */\n"
        f"function portalLanguages() {{\n  return {json.dumps(found)};\n}}\n"
    )


def roots_script() -> str:
    """The text of ``roots.js``: the roots by their first letter (folded), nominals and verbs of each.

    A page loads it for a word that occurs nowhere as it was typed, and then unpacks the roots of that letter only:
    all of them would take a slow phone longer than the search itself.
    """
    groups: dict[str, list[list[str]]] = {}
    for place, words in enumerate(stem_ky.roots()):
        for word in words:
            groups.setdefault(fold(word[0]), [[], []])[place].append(word)
    lines = "".join(
        f"  {letter}: {json.dumps([pack(nominals), pack(verbs)], ensure_ascii=False)},\n"
        for letter, (nominals, verbs) in sorted(groups.items())
    )
    return (
        "// Written by scripts/language_tables.py from portal/language/lexicon_ky.py.\n"
        f"/** @type {{any}} */ (globalThis).portalLanguageRoots = {{\n{lines}}};\n"
    )
