"""The language of every block, and a bilingual file split into its two texts.

How the language of a piece of text is told: :mod:`portal.language.identify`; short blocks follow their neighbours.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from portal.core.records import dataclass
from portal.editing.importing.model import Block, Blocks, HeadingBlock, Picture, Table, inlines, plain
from portal.editing.importing.notes import Notes
from portal.editing.importing.source_list import span
from portal.language.identify import LETTERS, guess
from portal.model.values import LANGS, Lang

_LANGUAGE_NAME = re.compile(
    r"(?i)^(?:кырг\w+|орус\w*|русск\w+|рус|кырг|kyr\w*|rus\w*|ky|kg|ru)(?:\s+(?:тил\w+|язык\w*))?\W*$"
)
_FEWEST_WORDS, _FEWEST_ENDED = 6, 4
"""Words of a line from which it says a sentence, and of one that ends as sentences do."""
_NAME = 50
"""Letters up to which a line in another language may be but a name, such as «Жогорку Кенешу Кыргызской Республики»."""


def langs_of(blocks: Sequence[Block]) -> list[str | None]:
    """The language of every block; short ones take that of the block before, headings that of the block after."""
    guesses = [guess(plain(block)) for block in blocks]
    found: list[str | None] = [item.lang if item.sure else None for item in guesses]
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

    texts: dict[str, Blocks]
    main: str | None


def split(blocks: Blocks, notes: Notes) -> Split:
    """The one text of the file, or the two of a bilingual one."""
    blocks = _columns_apart(blocks, notes)
    langs = langs_of(blocks)
    start, end = span(blocks)
    langs[start:end] = [None] * (end - start)  # sources are in any language
    letters: Counter[str] = Counter()
    prose: Counter[str] = Counter()
    pieces: Counter[str] = Counter()
    for block, lang in zip(blocks, langs, strict=True):
        if lang:
            letters[lang] += len(LETTERS.findall(plain(block)))
            prose[lang] += _letters_of_prose(block)
            pieces[lang] += 1
    if not letters:
        return Split({}, None)
    main = letters.most_common(1)[0][0]
    pair = [lang for lang in LANGS if prose[lang] and all(
        counted[lang] * 5 > sum(counted.values()) for counted in (letters, prose)
    ) and (letters[lang] > 300 or pieces[lang] >= 2)]  # fmt: skip
    if len(pair) < 2:
        others = [
            plain(block)[:200]
            for block, lang in zip(blocks, langs, strict=True)
            if lang and lang != main and len(LETTERS.findall(plain(block))) > _NAME
        ]
        if others:
            notes.add("other-language", *others, lang=main, count=len(others))
        return Split({main: blocks}, main)
    first = next(lang for lang in langs if lang in pair)
    texts: dict[str, Blocks] = {}
    for wanted in sorted(pair, key=lambda lang: lang != first):
        texts[wanted] = tuple(
            block
            for block, lang in zip(blocks, langs, strict=True)
            if lang == wanted or lang not in pair or _only_pictures(block)
        )
    notes.add("bilingual", **{lang: pieces[lang] for lang in LANGS})
    return Split(texts, first)


def _letters_of_prose(block: Block) -> int:
    """Letters of the lines that say a sentence: names, items and headings of another language make no second text."""
    if isinstance(block, HeadingBlock):
        return 0
    lines = plain(block).split("\n")
    return sum(len(LETTERS.findall(line)) for line in lines if _is_sentence(line))


def _is_sentence(line: str) -> bool:
    return len(line.split()) >= (_FEWEST_ENDED if line.endswith((".", "!", "?", "…")) else _FEWEST_WORDS)


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
    """The two columns that are in two languages of the portal in most of the rows."""
    if len(table.rows[0]) not in {2, 3}:
        return None
    langs: list[Lang | None] = []
    for column in range(len(table.rows[0])):
        cells = [plain(row[column]) for row in table.rows if plain(row[column])]
        guesses = Counter(item.lang for item in map(guess, cells) if item.lang and item.sure)
        lang, count = guesses.most_common(1)[0] if guesses else (None, 0)
        known = sum(guesses.values())
        sure = count >= max(1, 0.75 * known) and known * 2 >= len(cells)
        langs.append(lang if sure and lang in LANGS else None)
    both = {lang: index for index, lang in enumerate(langs) if lang}
    if len(both) != 2:
        return None
    others = [plain(row[i]) for row in table.rows for i in range(len(langs)) if langs[i] is None]
    # A third column may hold numbers alone.
    if any(len(LETTERS.findall(text)) > 10 for text in others):
        return None
    one, two = sorted(both.values())
    return one, two
