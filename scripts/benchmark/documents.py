"""The text of a planned document in one language, as an editor would have written it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from benchmark.plan import Block, Citation, Plan
from portal.content.headings import rules
from portal.language.dates import format_partial
from portal.model.values import Lang

_LEFT_OUT = {"decided"}  # a practice has this or its steps
_SUMS = {"ky": "{} сом", "ru": "{} сомов"}


def _cited_ky(citation: Citation) -> str:
    date = citation.act.date
    assert date and date.month and date.day
    if citation.by_title:
        return f"«{citation.act.title.ky}» Кыргыз Республикасынын Мыйзамынын {citation.article}-беренесине ылайык"
    day = format_partial(date.year, date.month, date.day, "ky", "locative")
    return f"Кыргыз Республикасынын {day}гы № {citation.act.number} Мыйзамынын {citation.article}-беренесине ылайык"


def _cited_ru(citation: Citation) -> str:
    date = citation.act.date
    assert date and date.month and date.day
    law = f"согласно статье {citation.article} Закона Кыргызской Республики"
    if citation.by_title:
        return f"{law} «{citation.act.title.ru}»"
    return f"{law} от {format_partial(date.year, date.month, date.day, 'ru')} № {citation.act.number}"


_CITED: dict[str, Callable[[Citation], str]] = {"ky": _cited_ky, "ru": _cited_ru}


class Writer:
    """Puts the words of one document into sentences, lists and tables."""

    def __init__(self, plan: Plan, lang: Lang, take: Callable[[int], list[str]]) -> None:
        self._plan = plan
        self._lang = lang
        # Commas and lengths of sentences differ between the languages, as they do in translations.
        self._source = random.Random(f"{plan.number} {lang}")
        self._words = iter(take(self._needed()))

    def _needed(self) -> int:
        plan = self._plan
        blocks = sum(sum(block.lengths) + 3 * bool(block.link) for section in plan.sections for block in section)
        labels = 5 * len(plan.figures) + 12 * len(plan.recommendations)
        return plan.title + plan.summary + blocks + labels + 3 * len(plan.sections)

    def text(self, revision: str = "") -> str:
        """The whole file: of the original, or with ``revision`` of a translation that renders it."""
        plan = self._plan
        head = [f"translation_of: {plan.original}", f"revision: {revision}"] if revision else []
        head += [f"title: '{self._phrase(plan.title).capitalize()}'", f"summary: '{self._sentences(plan.summary)}'"]
        if not revision:
            head += plan.facts
        head += self._labels(bool(revision))
        lines = ["---", *head, "---"]
        for number, section in enumerate(plan.sections):
            lines += ["", f"## {self._heading(number)}"]
            for block in section:
                lines += ["", *self._block(block)]
        return "\n".join(lines) + "\n"

    def _labels(self, translated: bool) -> Iterator[str]:
        """Figures and recommendations: their words, and in the original what else they say."""
        if self._plan.figures:
            yield "figures:"
        for name, rest in self._plan.figures:
            label = f"'{self._phrase(5).capitalize()}'"
            yield f"  {name}: {label}" if translated else f"  - {{id: {name}, label: {label}, {rest}}}"
        if self._plan.recommendations:
            yield "recommendations:"
        for number, rest in self._plan.recommendations:
            text = f"'{self._sentences(12)}'"
            yield f"  {number}: {text}" if translated else f"  - {{number: {number}, text: {text}, {rest}}}"

    def _heading(self, number: int) -> str:
        fixed = [item.words[self._lang] for item in rules()[self._plan.kind].headings if item.id not in _LEFT_OUT]
        words = self._phrase(3)
        return fixed[number] if number < len(fixed) else f"{words.capitalize()} {{ #part-{number} }}"

    def _phrase(self, count: int) -> str:
        return " ".join(next(self._words) for _ in range(count))

    def _sentences(self, count: int) -> str:
        """Words with commas and full stops between them."""
        chance, parts = self._source.random, list[str]()
        left = count
        while left > 0:
            length = min(left, 6 + int(12 * chance()))
            length = left if left - length < 4 else length
            words = [next(self._words) for _ in range(length)]
            if length > 8:
                place = 3 + int((length - 6) * chance())
                words[place] += ","
            parts.append(f"{words[0].capitalize()} {' '.join(words[1:])}".strip() + ".")
            left -= length
        return " ".join(parts)

    def _block(self, block: Block) -> list[str]:
        mark = f"{{s{block.source}}}"
        if block.kind == "table":
            rows = [self._phrase(length).capitalize() for length in block.lengths]
            table = ["| " + " | ".join(rows[start : start + 3]) + " |" for start in range(0, len(rows), 3)]
            table[-1] = table[-1].removesuffix(" |") + mark + " |"
            return [table[0], "|---|---|---|", *table[1:]]
        if block.kind != "paragraph":
            signs = [f"{n}." if block.kind == "steps" else "-" for n in range(1, len(block.lengths) + 1)]
            return [f"{sign} {self._sentences(n)}{mark}" for sign, n in zip(signs, block.lengths, strict=True)]
        text = self._sentences(block.lengths[0])
        if block.citation:
            cited = _CITED[self._lang](block.citation)
            text = f"{cited[0].upper()}{cited[1:]} {text[0].lower()}{text[1:]}"
        if block.link:
            text += f" [{self._phrase(3).capitalize()}](../{block.link}.md)."
        if block.number:
            text = text.removesuffix(".") + f": {_SUMS[self._lang].format(f'{block.number:,}'.replace(',', ' '))}."
        return [text + mark]
