"""Write questions for ``bench_retrieval.py``, made by machine from the titles of the documents.

    python scripts/make_questions.py [--seed 1] [--titles 150] > FILE.jsonl

Nobody chose them, so they show kinds of misses, and every seed is another set: mend on one, report on the next. Right
is the document that the title belongs to, though others may answer as well: compare engines, or a kind with its plain
one. Kinds: ``two`` words of a title as they stand; ``two-each`` the same with a slip in each; ``two-one`` with two
slips in the longer one; ``one`` and ``one-twice``: that word alone, plain and with two slips; ``framed``: three words
of a title in a question such as "кто платил за …".
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

import start  # noqa: F401 - it finds the package, and tells what is missing
from portal.language.languages import LANGUAGES
from portal.language.stopwords import stopwords
from portal.language.tokens import tokens

DOCS = Path(__file__).resolve().parent.parent / "docs"
ROWS = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
FOLDED = {"ң": "н", "ө": "о", "ү": "у"}
SLIPS = ("near", "near", "swap", "drop", "double", "any", "extra")
TABLE = Path(__file__).with_suffix(".yml")
"""Letters of each language, and questions with a place for a thing."""


@cache
def _table() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return loaded


def letters(lang: str) -> str:
    """The small letters of a language that a slip may put in."""
    return str(_table()["letters"][lang])


def frames(lang: str) -> list[str]:
    """Questions of a language."""
    return list(_table()["frames"][lang])


def near(letter: str) -> list[str]:
    """Letters on the keys around a letter; a letter of Kyrgyz lies behind another one."""
    if letter in FOLDED:
        return [FOLDED[letter]]
    for place, row in enumerate(ROWS):
        if (at := row.find(letter)) >= 0:
            spots = [(place, at - 1), (place, at + 1), (place + 1, at), (place + 1, at - 1), (place - 1, at)]
            return [ROWS[r][i] for r, i in spots if 0 <= r < len(ROWS) and 0 <= i < len(ROWS[r])]
    return []


def slip(word: str, source: random.Random, lang: str) -> str:
    """The word with one slip, wherever it falls; it may give another word."""
    made = word
    while made == word:
        kind, at = source.choice(SLIPS), source.randrange(len(word))
        before, letter, after = word[:at], word[at], word[at + 1 :]
        other = source.choice(list(letters(lang)) if kind == "any" else near(letter) or list(letters(lang)))
        made = {
            "drop": before + after,
            "double": before + letter * 2 + after,
            "extra": before + other + letter + after,
            "swap": before + after[:1] + letter + after[1:],
        }.get(kind, before + other + after)
    return made


def questions(words: list[str], source: random.Random, lang: str) -> Iterator[tuple[str, str]]:
    """Kind and text of the questions that a title's words give."""
    first, second = pair = source.sample(words, 2)
    yield "two", " ".join(pair)
    yield "two-each", f"{slip(first, source, lang)} {slip(second, source, lang)}"
    long, other = sorted(pair, key=len, reverse=True)
    twice = slip(slip(long, source, lang), source, lang)
    if len(long) > 5 and twice != long:
        yield from (("two-one", f"{twice} {other}"), ("one", long), ("one-twice", twice))
    if len(words) > 2:
        some = sorted(source.sample(range(len(words)), 3))
        yield "framed", source.choice(frames(lang)).format(" ".join(words[place] for place in some))


def titles(lang: str) -> list[tuple[str, list[str]]]:
    """The key of each document, and the words of its title that may be asked for."""
    stops, found = {word for words in stopwords().values() for word in words}, []
    for file in sorted((DOCS / lang).glob("*/*.md")):
        title = yaml.safe_load(file.read_text(encoding="utf-8").split("\n---\n")[0])["title"]
        words = [token.word for token in tokens(title)]
        words = [word for word in words if len(word) > 4 and set(word) <= set(letters(lang)) and word not in stops]
        if len(words) > 1:
            found.append((f"{file.parent.name}/{file.stem}", words))
    return found


def main() -> None:
    """Print the questions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--titles", type=int, default=150, help="so many titles of each language")
    options = parser.parse_args()
    source = random.Random(options.seed)
    for lang in LANGUAGES:
        some = titles(lang)
        for key, words in source.sample(some, min(options.titles, len(some))):
            for kind, text in questions(words, source, lang):
                print(json.dumps({"lang": lang, "kind": kind, "q": text, "right": [key]}, ensure_ascii=False))


if __name__ == "__main__":
    main()
