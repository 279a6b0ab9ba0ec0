"""The tables of the stemmers as JavaScript, for ``language.js``: one source of truth, two interpreters."""

from __future__ import annotations

import json
from collections.abc import Iterable

from portal.language import analysis, endings_ky, layouts, stem_ky, stem_ru, translit
from portal.language.normalise import fold

#: The lines between which the tables stand in ``language.js``.
BEGIN, END = "  // <tables>\n", "  // </tables>\n"


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


def tables() -> str:
    """The block of constants that ``language.js`` holds between its two marks."""
    constants = {
        "ENDINGS": "\n".join(endings_ky.ending_lines()),
        "BENT": "\n".join(f"{bent} {root}" for bent, root in stem_ky.bent_roots().items()),
        "RU": "\n".join(stem_ru.ENDINGS.values()),
        "LATIN_KEYS": layouts.LATIN_KEYS,
        "CYRILLIC_KEYS": layouts.CYRILLIC_KEYS,
        "SPELLINGS": translit.SPELLINGS,
        "FOLDED_WEIGHT": analysis.FOLDED,
    }
    return "".join(f"  const {k} = {json.dumps(v, ensure_ascii=False)};\n" for k, v in constants.items())


def roots_script() -> str:
    """The text of ``language-roots.js``: the roots by their first letter (folded), nominals and verbs of each.

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


def with_tables(script: str) -> str:
    """The text of ``language.js`` → the same with the tables as they are now."""
    head, _, rest = script.partition(BEGIN)
    _, mark, tail = rest.partition(END)
    if not mark:
        raise ValueError("language.js has lost its marks <tables> and </tables>")
    return head + BEGIN + tables() + END + tail
