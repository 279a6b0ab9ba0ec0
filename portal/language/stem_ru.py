"""Russian stemmer: the Snowball algorithm, driven by one table of endings.

Written anew from the description at https://snowballstem.org/algorithms/russian/stemmer.html (algorithm and
endings: Martin Porter and the Snowball contributors, 3-clause BSD licence), because the table runs the same
in Python and in JavaScript (``stemRu`` in ``language.js``) and weighs little there.  A test holds it equal to
the ``snowballstemmer`` package.
"""

from __future__ import annotations

from functools import lru_cache

from portal.language.normalise import normalise

#: Step → endings; those after ``|`` count only when а or я stands before them.
ENDINGS = {
    "gerund": "ив ыв ивши ывши ившись ывшись|в вши вшись",
    "reflexive": "сь ся",
    "adjective": "ее ие ое ые ими ыми ей ий ой ый ем им ом ым его ого ему ому их ых ею ою ую юю ая яя",
    "participle": "ивш ывш ующ|ем нн вш щ ющ",
    "verb": "ила ыла ена ите ейте уйте или ыли ей уй ил ыл им ым ен ило ыло ено ует ит ыт уют ят ены ить ыть ишь ю "
    "ую|ла на ете йте ли й л ем н ло но нно ет ют ны ть ешь",
    "noun": "а ев ов е ие ье и еи ии ами ями иями й ей ией ий ой ам ем ием ом ям иям о у ах ях иях ы ь ю ию ью я ия ья",
    "derived": "ост ость",
    "superlative": "ейш ейше",
}

_VOWELS = frozenset("аеиоуыэюя")
_FREE = {step: frozenset(line.split("|")[0].split()) for step, line in ENDINGS.items()}
_BOUND = {step: frozenset(line.partition("|")[2].split()) for step, line in ENDINGS.items()}
_ALL = {step: _FREE[step] | _BOUND[step] for step in ENDINGS}
_LAST = {step: frozenset(ending[-1] for ending in endings) for step, endings in _ALL.items()}
_LONGEST = {step: max(map(len, endings)) for step, endings in _ALL.items()}


def _cut(text: str, step: str) -> str | None:
    """The text without its longest ending of this step, or None if it has none or that one may not go."""
    if text[-1:] not in _LAST[step]:
        return None
    endings = _ALL[step]
    for n in range(min(_LONGEST[step], len(text)), 0, -1):
        ending = text[-n:]
        if ending in endings:
            return text[:-n] if ending in _FREE[step] or text[-n - 1 : -n] in ("а", "я") else None
    return None


def _regions(word: str) -> tuple[int, int]:
    """Where RV (after the first vowel) and R2 (after the second vowel-consonant pair) begin."""
    marks = []
    want_vowel = True
    for i, letter in enumerate(word):
        if (letter in _VOWELS) == want_vowel:
            marks.append(i + 1)
            want_vowel = not want_vowel
            if len(marks) == 4:
                break
    return marks[0] if marks else len(word), marks[3] if len(marks) == 4 else len(word)


def stem(word: str) -> str:
    """A word → its stem; never empty for a word that is not, and unchanged if nothing can be cut."""
    return _stem(normalise(word))


@lru_cache(maxsize=1 << 14)
def _stem(word: str) -> str:
    start, second = _regions(word)
    head, tail = word[:start], word[start:]
    cut = _cut(tail, "gerund")
    if cut is None:
        whole = _cut(tail, "reflexive")
        tail = tail if whole is None else whole
        cut = _cut(tail, "adjective")
        if cut is not None:
            participle = _cut(cut, "participle")
            cut = cut if participle is None else participle
        else:
            cut = _cut(tail, "verb")
            if cut is None:
                cut = _cut(tail, "noun")
    tail = tail if cut is None else cut
    tail = tail.removesuffix("и")
    cut = _cut(tail, "derived")
    if cut is not None and start + len(cut) >= second:
        tail = cut
    cut = _cut(tail, "superlative")
    if cut is not None:
        tail = cut[:-1] if cut.endswith("нн") else cut
    elif tail.endswith("нн"):
        tail = tail[:-1]
    else:
        tail = tail.removesuffix("ь")
    return head + tail
