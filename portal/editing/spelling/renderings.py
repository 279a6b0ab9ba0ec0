"""Fixed renderings: words that the portal does not write, with the ones that it writes instead.

Editors keep the list in ``data/renderings.yml``. Endings are understood: words are compared by their stems. What stands
inside of quotation marks, in a title of a document and in the names of sources stays as its author wrote it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from portal.content.data_files import load_data
from portal.core.problems import Problem, problem
from portal.core.records import dataclass
from portal.editing.spelling.prose import MASK, Prose
from portal.language.analysis import query_stem
from portal.language.normalise import normalise
from portal.model.values import LANGS, Lang, Plain, as_tuple, in_each_language

FILE = "data/renderings.yml"

_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"«[^«»]*»|„[^„“”]*[“”]|“[^“”]*”|\"[^\"\n]*\"")
_TITLE = re.compile(r"(?m)^title:.*\n(?:[ \t]+.*\n)*")
_NESTED = 4
_GAP = re.compile(r"[\s\u00a0-]{1,3}|[ \t]*\r?\n[ \t]*")
"""What may stand between the words of one expression: a space, a hyphen, the break of a line."""

Words = Annotated[Plain, Field(min_length=2, max_length=200)]


class Rendering(BaseModel):
    """One expression as the portal writes it, and what it does not write."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    right: Words
    wrong: Annotated[tuple[Words, ...], BeforeValidator(as_tuple), Field(min_length=1)]


@in_each_language(Annotated[tuple[Rendering, ...], BeforeValidator(as_tuple)], ())
class RenderingsFile(BaseModel):
    """``data/renderings.yml``."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    def of(self, lang: Lang) -> tuple[Rendering, ...]:
        """The renderings of one language."""
        found: tuple[Rendering, ...] = getattr(self, lang)
        return found


@dataclass(frozen=True)
class Renderings:
    """The list, ready for comparison."""

    file: RenderingsFile

    @cached_property
    def _by_stem(self) -> dict[Lang, dict[str, list[tuple[tuple[str, ...], str, str]]]]:
        """Stem of the first word → the stems of the whole expression, the expression and what to write instead."""
        found: dict[Lang, dict[str, list[tuple[tuple[str, ...], str, str]]]] = {lang: {} for lang in LANGS}
        for lang in LANGS:
            for item in self.file.of(lang):
                for wrong in item.wrong:
                    stems = _stems(wrong, lang)
                    if stems:
                        found[lang].setdefault(stems[0], []).append((stems, wrong, item.right))
        return found

    def check(self, file: Prose, path: str, lang: Lang) -> Iterator[Problem]:
        """The problems of one file."""
        for start, end, right in self.find(unquoted(file), lang):
            line, column = file.position(start)
            was = " ".join(file.text[start:end].split())
            yield problem("rendering", path, line, column, was=was, right=right)

    def find(self, text: str, lang: Lang) -> Iterator[tuple[int, int, str]]:
        """Places of expressions that the portal does not write, each with what it writes; the longest one wins."""
        table = self._by_stem[lang]
        words = [(match.start(), match.end(), match[0]) for match in _WORD.finditer(text)] if table else []
        at = 0
        while at < len(words):
            length, right = self._at(text, words, at, lang)
            if length:
                yield words[at][0], words[at + length - 1][1], right
            at += length or 1

    def _at(self, text: str, words: Sequence[tuple[int, int, str]], at: int, lang: Lang) -> tuple[int, str]:
        best = (0, "")
        for stems, wrong, right in self._by_stem[lang].get(_stem(words[at][2], lang), ()):
            group = words[at : at + len(stems)]
            if len(group) < len(stems) or len(stems) <= best[0]:
                continue
            gaps = (text[one[1] : two[0]] for one, two in itertools.pairwise(group))
            same = all(_stem(word[2], lang) == stem for word, stem in zip(group, stems, strict=True))
            if same and all(map(_GAP.fullmatch, gaps)) and not (wrong.isupper() and not words[at][2][:2].isupper()):
                best = (len(stems), right)
        return best


NONE = Renderings(RenderingsFile())


def load_renderings(root: Path) -> tuple[Renderings, tuple[Problem, ...]]:
    """Read the list; a project may do without it. A list that contradicts itself is not used."""
    if not (root / FILE).exists():
        return NONE, ()
    value, loaded, problems = load_data(root, FILE, RenderingsFile, Rendering)
    if value is None:
        return NONE, problems
    found = list(problems)
    for lang in LANGS:
        first: dict[tuple[str, ...], int] = {}
        for index, item in enumerate(value.of(lang)):
            own = Renderings(RenderingsFile.model_validate(dict.fromkeys(LANGS, (item,))))
            for number, wrong in enumerate(item.wrong):
                line, column = loaded.place((lang, index, "wrong", number))
                stems = _stems(wrong, lang)
                if stems in first:
                    where = f"{FILE}:{first[stems]}"
                    found.append(problem("rendering-twice", FILE, line, column, wrong=wrong, first=where))
                first.setdefault(stems, line)
            if any(own.find(item.right, lang)):
                line, column = loaded.place((lang, index, "right"))
                wrong = ", ".join(item.wrong)
                found.append(problem("rendering-same", FILE, line, column, right=item.right, wrong=wrong))
    return (NONE if len(found) > len(problems) else Renderings(value)), tuple(found)


def unquoted(file: Prose) -> str:
    """The prose of a file without quotations and without the document's title, every character in its place."""
    text = file.masked
    for match in _TITLE.finditer(file.text, 0, file.body):
        text = text[: match.start()] + re.sub(r"[^\r\n]", MASK, match[0]) + text[match.end() :]
    for _ in range(_NESTED):
        text = _QUOTED.sub(_hidden, text)
    return text


def _hidden(match: re.Match[str]) -> str:
    return re.sub(r"[^\r\n]", MASK, match[0])


def _stems(expression: str, lang: Lang) -> tuple[str, ...]:
    return tuple(_stem(match[0], lang) for match in _WORD.finditer(expression))


def _stem(word: str, lang: Lang) -> str:
    return query_stem(normalise(word), lang)
