"""Questions of a lesson as read: what is asked, what is right, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

QuestionKind = Literal["one", "several", "order", "match", "number"]
QUESTION_KINDS: tuple[QuestionKind, ...] = get_args(QuestionKind)


@dataclass(frozen=True)
class Option:
    """An answer to choose, and whether it is right."""

    text: str
    right: bool


@dataclass(frozen=True)
class Question:
    """One question. Of its kind depends which of ``options``, ``items``, ``pairs`` and ``answer`` it has.

    ``items`` stand in the right order; ``pairs`` have what belongs together, under the names ``columns``; ``answer``
    and ``tolerance`` are decimal numbers with a point.
    """

    id: str
    kind: QuestionKind
    text: str
    explanation: str
    sources: tuple[int, ...]
    options: tuple[Option, ...] = ()
    items: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, str] = ("", "")
    answer: str = ""
    tolerance: str = "0"
    line: int = 0
    """Of its heading, in the file."""

    @property
    def neutral(self) -> tuple[object, ...]:
        """What must be the same in every language."""
        rights = tuple(option.right for option in self.options)
        return self.kind, rights, len(self.items), len(self.pairs), self.answer, self.tolerance, self.sources

    @property
    def words(self) -> str:
        """Everything that a reader reads of it before the answer."""
        paired = (word for pair in self.pairs for word in pair)
        return " ".join((self.text, *(option.text for option in self.options), *self.items, *paired))


def right_options(question: Question) -> tuple[int, ...]:
    """The places of the right ones, from 0."""
    return tuple(place for place, option in enumerate(question.options) if option.right)
