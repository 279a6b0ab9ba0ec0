"""The language of every block, and a bilingual file split into its two texts.

py3langid (restricted to Kyrgyz, Russian, Kazakh, English) was right on 163 of 164 sample sentences; letters that only
one of the languages has decide before it does, and short blocks follow their neighbours.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from portal.editing.importing.model import Block, Blocks, HeadingBlock, Items, Picture, Table, inlines, plain
from portal.editing.importing.notes import Notes
from portal.model.values import Lang

TextLang = Literal["ky", "ru", "kk", "en"]

_KAZAKH = re.compile("[әғқұһіӘҒҚҰҺІ]")
_KYRGYZ = re.compile("[ңөүҢӨҮ]")
_RUSSIAN = re.compile("[щъЩЪ]")
_LANGUAGE_NAME = re.compile(
    r"(?i)^(?:кырг\w+|орус\w*|русск\w+|рус|кырг|kyr\w*|rus\w*|ky|kg|ru)(?:\s+(?:тил\w+|язык\w*))?\W*$"
)
_LETTERS = re.compile(r"[^\W\d_]")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_RUSSIAN_WORDS = _set(
    "и в на не что для по с из от до за это как при его их был были быть или также о об к у же который которые "
    "которая года году была было между через после"
)
_KYRGYZ_WORDS = _set(
    "жана менен үчүн бул ал болуп боюнча деп эмес бар жок ошол эле тууралуу катары кийин чейин же бирок анын алар "
    "болгон жылы жылдын керек кыргыз айыл деген дагы эң ар бир"
)
_NAME = 50
"""Letters up to which a line in another language may be but a name, such as «Жогорку Кенешу Кыргызской Республики»."""
_SURE = 25
"""Letters from which a guess counts without its neighbours."""


@dataclass(frozen=True)
class Guess:
    """The language of a piece of text; ``sure`` is false for what could be another one as well."""

    lang: TextLang | None
    sure: bool


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(["ky", "ru", "kk", "en"])
    return identifier


def guess(text: str) -> Guess:
    """The language of ``text``; none where it has no letters."""
    text = text[:4000]
    letters = len(_LETTERS.findall(text))
    if not letters:
        return Guess(None, False)
    latin = len(re.findall("[a-zA-Z]", text))
    if latin * 10 > letters * 8:
        return Guess("en", letters >= _SURE and bool(re.search(r"(?i)\b(?:the|and|of|in|to|for)\b", text)))
    words = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    kazakh, kyrgyz = len(_KAZAKH.findall(text)), len(_KYRGYZ.findall(text))
    if kazakh * 60 > letters and kazakh >= 2:
        return Guess("kk", True)
    russian_words = sum(count for word, count in words.items() if word in _RUSSIAN_WORDS)
    kyrgyz_words = sum(count for word, count in words.items() if word in _KYRGYZ_WORDS)
    if kyrgyz and not kazakh and not russian_words and kyrgyz * 60 > letters:
        return Guess("ky", True)
    if not kyrgyz and not kyrgyz_words and (russian_words or _RUSSIAN.search(text)):
        return Guess("ru", True)
    ranked: list[tuple[str, float]] = _identifier().rank(text)
    lang, certainty = ranked[0]
    found: TextLang = "ky" if lang == "ky" else "kk" if lang == "kk" else "en" if lang == "en" else "ru"
    if found == "kk" and not kazakh:
        # Kazakh without one of its own nine letters in a whole paragraph does not occur; Kyrgyz without ң ө ү does.
        found = "ky"
    if found == "en":
        found = "ky" if kyrgyz_words or kyrgyz else "ru"
    return Guess(found, letters >= _SURE and certainty > 0.9)


def langs_of(blocks: Sequence[Block]) -> list[TextLang | None]:
    """The language of every block; short ones take that of the block before, headings that of the block after."""
    guesses = [guess(plain(block)) for block in blocks]
    found: list[TextLang | None] = [item.lang if item.sure else None for item in guesses]
    for index, block in enumerate(blocks):
        if found[index] is None:
            after = next((lang for lang in found[index + 1 :] if lang), None)
            before = next((lang for lang in reversed(found[:index]) if lang), None)
            weak = guesses[index].lang
            near = (after, before) if isinstance(block, HeadingBlock) else (before, after)
            # A weak guess counts where one of the neighbours bears it out.
            found[index] = weak if weak in near and weak else near[0] or near[1] or weak
    return found


@dataclass(frozen=True)
class Split:
    """The texts of a file by language, the first one first; ``minor`` counts blocks of other languages that stay."""

    texts: dict[TextLang, Blocks]
    main: TextLang | None


def split(blocks: Blocks, notes: Notes) -> Split:
    """The one text of the file, or the two of a bilingual one."""
    blocks = _columns_apart(blocks, notes)
    langs = langs_of(blocks)
    letters: Counter[TextLang] = Counter()
    pieces: Counter[TextLang] = Counter()
    for block, lang in zip(blocks, langs, strict=True):
        if lang:
            letters[lang] += len(_LETTERS.findall(plain(block)))
            pieces[lang] += 1
    if not letters:
        return Split({}, None)
    whole = sum(letters.values())
    main = letters.most_common(1)[0][0]
    pair: list[TextLang] = [lang for lang in ("ky", "ru") if letters[lang] * 5 > whole and (
        letters[lang] > 300 or pieces[lang] >= 2)]  # fmt: skip
    if len(pair) < 2:
        others = [
            plain(block)[:200]
            for block, lang in zip(blocks, langs, strict=True)
            if lang and lang != main and len(_LETTERS.findall(plain(block))) > _NAME
        ]
        if others:
            notes.add("other-language", *others, lang=main, count=len(others))
        return Split({main: blocks}, main)
    first = next(lang for lang in langs if lang in pair)
    texts: dict[TextLang, Blocks] = {}
    for wanted in sorted(pair, key=lambda lang: lang != first):
        texts[wanted] = tuple(
            block
            for block, lang in zip(blocks, langs, strict=True)
            if lang == wanted or lang not in pair or _only_pictures(block)
        )
    notes.add("bilingual", ky=pieces["ky"], ru=pieces["ru"])
    return Split(texts, first)


def _only_pictures(block: Block) -> bool:
    return not plain(block) and any(isinstance(run, Picture) for run in inlines((block,)))


def _columns_apart(blocks: Blocks, notes: Notes) -> Blocks:
    """Tables with one language a column, as bilingual acts are printed: the columns become texts."""
    found: list[Block] = []
    for block in blocks:
        columns = _bilingual_columns(block) if isinstance(block, Table) else None
        if columns is None or not isinstance(block, Table):
            found.append(block)
            continue
        rows = block.rows
        if all(_LANGUAGE_NAME.match(plain(rows[0][column])) for column in columns):
            rows = rows[1:]
        notes.add(
            "two-columns", *(plain(cell) for row in block.rows if row not in rows for cell in row), rows=len(rows)
        )
        for column in columns:
            found += [inner for row in rows for inner in row[column]]
    return tuple(found)


def _bilingual_columns(table: Table) -> tuple[int, int] | None:
    """The two columns of which one is Kyrgyz and the other Russian in most of the rows."""
    if len(table.rows[0]) not in {2, 3}:
        return None
    langs: list[Lang | None] = []
    for column in range(len(table.rows[0])):
        cells = [plain(row[column]) for row in table.rows if plain(row[column])]
        guesses = Counter(item.lang for item in map(guess, cells) if item.lang and item.sure)
        lang, count = guesses.most_common(1)[0] if guesses else (None, 0)
        known = sum(guesses.values())
        sure = count >= max(1, 0.75 * known) and known * 2 >= len(cells)
        langs.append("ky" if sure and lang == "ky" else "ru" if sure and lang == "ru" else None)
    both = {lang: index for index, lang in enumerate(langs) if lang}
    if set(both) != {"ky", "ru"}:
        return None
    others = [plain(row[i]) for row in table.rows for i in range(len(langs)) if langs[i] is None]
    # A third column may hold numbers alone.
    if any(len(_LETTERS.findall(text)) > 10 for text in others):
        return None
    one, two = sorted(both.values())
    return one, two


def has_items(blocks: Blocks) -> bool:
    """Whether there is a list among the blocks."""
    return any(isinstance(block, Items) for block in blocks)
