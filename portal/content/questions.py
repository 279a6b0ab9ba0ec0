"""The questions of a lesson: read from its last section, each below a heading ``### ID: kind``.

What stands there is plain words: nothing of it is Markdown for a reader, so that it can be shown by scripts, printed
and given to other programs as it is. CONTRIBUTING has the format, ``questions.yml`` the words of each language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace
from decimal import Decimal
from functools import cache, partial
from typing import Any

from portal.content.headings import rules
from portal.content.source_marks import marks, without_marks
from portal.core.packaged import read_yaml
from portal.core.problems import Problem, problem
from portal.core.records import dataclass
from portal.language.languages import first_of
from portal.model.questions import QUESTION_KINDS, Option, Question, QuestionKind
from portal.model.values import TAG, Lang

SELF_TEST = "self-test"
"""The heading (its anchor) below which the questions stand."""
MOST_QUESTIONS, MOST_CHOICES, MOST_LETTERS = 30, 8, 800

_HEADING = re.compile(r"##[ \t]+(.*?)[ \t#]*\Z")
_HEAD = re.compile(r"###[ \t]+([a-z0-9]+(?:-[a-z0-9]+)*)[ \t]*:[ \t]*(.+?)[ \t#.]*\Z")
# Word and phones put in marks of their own; the letter x may be the Cyrillic one.
_OPTION = re.compile(r"[ \t]{0,3}[-*+•][ \t]+(?:\[([ xXхХ]?)\]|([☐☑☒✓✔]))[ \t]*(.*)\Z")
_ITEM = re.compile(r"[ \t]{0,3}[0-9]{1,2}[.)][ \t]+(.*)\Z")
_ROW = re.compile(r"[ \t]{0,3}\|(.*?)\|?[ \t]*\Z")
_RULE = re.compile(r"[ \t:|-]+\Z")
_NUMBER = r"([-−–]?[0-9](?:[0-9 \u00a0\u202f]{0,14}[0-9])?(?:[.,][0-9]{1,6})?)"
_VALUE = re.compile(rf"{_NUMBER}(?:\s*(?:±|\+/-|\+-)\s*{_NUMBER})?\s*[.]?\Z")
_MARKUP = re.compile(r"\*\*|__|`|!?\[[^\]]*\]\(|\[\^|https?://")
_SHAPES: Mapping[QuestionKind, str] = {
    "one": "- [x]", "several": "- [x]", "order": "1.", "match": "| … | … |", "number": "12 ± 1",
}  # fmt: skip

Tell = Callable[..., None]


@dataclass(frozen=True)
class LessonParts:
    """The body of a lesson: the text up to and with the heading of the questions, and what stands below it."""

    text: str
    questions: str
    line: int
    """Of the body, on which ``questions`` begins, from 1; 0 where no such heading stands."""


@dataclass(frozen=True)
class ReadQuestions:
    """The questions that could be read, and what is wrong with those that could not."""

    questions: tuple[Question, ...]
    problems: tuple[Problem, ...]


@dataclass
class _Draft:
    """The lines of a question, sorted."""

    text: list[str] = field(default_factory=list)
    options: list[Option] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    answer: str | None = None
    explanation: list[str] = field(default_factory=list)


@cache
def _words() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = read_yaml("portal.content", "questions.yml")
    return loaded


def kind_words(kind: QuestionKind, lang: Lang) -> str:
    """What an editor writes for a kind of question."""
    return str(first_of(_words()["kinds"][kind], lang))


def label(name: str, lang: Lang) -> str:
    """The word that stands before the ``answer`` or the ``explanation``."""
    return str(first_of(_words()[name], lang))


def lesson_parts(body: str, lang: Lang) -> LessonParts:
    """A lesson's text and its questions."""
    lines = body.split("\n")
    for index, line in enumerate(lines):
        heading = _HEADING.match(line)
        known = rules()["lesson"].find(heading[1], lang) if heading else None
        if known and known.id == SELF_TEST:
            return LessonParts("\n".join(lines[: index + 1]) + "\n", "\n".join(lines[index + 1 :]), index + 2)
    return LessonParts(body, "", 0)


def read_questions(body: str, lang: Lang, path: str, body_line: int) -> ReadQuestions:
    """The questions of a lesson. Raises nothing, whatever stands there."""
    parts, found, problems = lesson_parts(body, lang), dict[str, Question](), list[Problem]()
    if not parts.line:
        return ReadQuestions((), ())  # the missing heading is told by who reads the headings
    first = body_line + parts.line - 1

    def tell(code: str, line: int, **values: object) -> None:
        problems.append(problem(code, path, line, 1, **values))

    blocks = list(_blocks(parts.questions, first))
    if not any(head for head, _, _ in blocks):
        tell("questions-none", first - 1)
    for head, line, lines in blocks:
        if head.startswith(("## ", "# ")):
            tell("questions-last", line, heading=head.lstrip("# ")[:60])
        elif not head:
            stray = next((number for number, text in enumerate(lines, line) if text.strip()), 0)
            if stray and len(blocks) > 1:
                tell("question-stray", stray)
        elif (question := _question(head, lines, lang, partial(tell), line)) is not None:
            if question.id in found:
                tell("question-repeated", line, id=question.id)
            found.setdefault(question.id, question)
    if len(blocks) > MOST_QUESTIONS + 1:
        tell("questions-many", first - 1, limit=MOST_QUESTIONS)
    return ReadQuestions(tuple(found.values()), tuple(problems))


def _blocks(text: str, first: int) -> Iterator[tuple[str, int, list[str]]]:
    """Headings with the line in the file and the lines below; what stands before the first has an empty one."""
    head, at, lines = "", first, list[str]()
    for number, line in enumerate(text.split("\n"), first):
        if re.match(r"#{1,6}(?:\s|\Z)", line):
            yield head, at, lines
            head, at, lines = line, number, []
        else:
            lines.append(line)
    yield head, at, lines


def _question(head: str, lines: list[str], lang: Lang, tell: Tell, line: int) -> Question | None:
    match = _HEAD.match(head)
    kinds = {kind_words(kind, lang).casefold(): kind for kind in QUESTION_KINDS}
    kind = kinds.get(" ".join(match[2].split()).casefold()) if match else None
    if match is None or kind is None:
        named = [kind_words(one, lang) for one in QUESTION_KINDS]
        written, example = head.lstrip("# ")[:60], f"### q1: {named[0]}"
        tell("question-head", line, text=written, allowed=" · ".join(named), example=example)
        return None
    draft = _sorted(lines, lang)
    name = match[1]
    words = [*draft.text, *(item.text for item in draft.options), *draft.items, *draft.explanation]
    words += [cell for row in draft.rows for cell in row]
    if not _plain(words, name, tell, line):
        return None
    explanation = " ".join(draft.explanation)
    cited = dict.fromkeys(number for _, found in marks(explanation) for number in found if number)
    question = Question(
        id=name,
        kind=kind,
        text=without_marks(" ".join(draft.text)).strip(),
        explanation=without_marks(explanation).strip(),
        sources=tuple(cited),
        line=line,
    )
    if not question.text:
        tell("question-text", line, id=name)
    if not question.explanation:
        tell("question-explanation", line, id=name, word=first_of(_words()["explanation"], lang))
    elif not cited:
        tell("question-source", line, id=name)
    return _ANSWERS[kind](question, draft, partial(tell, line=line, id=name))


def _plain(written: list[str], name: str, tell: Tell, line: int) -> bool:
    """Whether only plain words stand there; what is not, is told."""
    for text in written:
        if tag := TAG.search(text):
            tell("html-forbidden", line, tag=tag[0][:20])
        elif markup := _MARKUP.search(text):
            tell("question-markup", line, id=name, sign=markup[0][:20])
        elif len(text) > MOST_LETTERS:
            tell("question-long", line, id=name, limit=MOST_LETTERS)
        else:
            continue
        return False
    return True


def _sorted(lines: list[str], lang: Lang) -> _Draft:
    """The lines of a question by what they are; a line that goes on belongs to what stands before it."""
    draft = _Draft()
    named = {name: _label(first_of(_words()[name], lang)) for name in ("answer", "explanation")}
    last: list[Any] = draft.text
    for line in lines:
        if not line.strip():
            last = draft.explanation if last is draft.explanation else draft.text
        elif match := named["explanation"].match(line):
            last = draft.explanation
            last.append(match[1].strip())
        elif (match := named["answer"].match(line)) and draft.answer is None:
            draft.answer = match[1].strip()
        elif last is not draft.explanation and (made := _choice(line, draft)) is not None:
            last = made
        elif last is draft.options:
            last[-1] = replace(last[-1], text=f"{last[-1].text} {line.strip()}")
        elif last is draft.items:
            last[-1] = f"{last[-1]} {line.strip()}"
        else:
            last.append(line.strip())
    return draft


def _choice(line: str, draft: _Draft) -> list[Any] | None:
    """Put an option, an item or a row where it belongs; the list that has it now."""
    if match := _OPTION.match(line):
        right = bool((match[1] or "").strip()) or (match[2] or "☐") != "☐"
        draft.options.append(Option(without_marks(match[3]).strip(), right))
        return draft.options
    if match := _ITEM.match(line):
        draft.items.append(without_marks(match[1]).strip())
        return draft.items
    if match := _ROW.match(line):
        if not _RULE.match(match[1]):
            draft.rows.append(tuple(without_marks(cell).strip() for cell in match[1].split("|")))
        return draft.text
    return None


def _label(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)[ \t]*\*{{0,2}}{word}[ \t]*\*{{0,2}}:\*{{0,2}}(.*)\Z")


# What each kind must have -------------------------------------------------------------------------------------


def _chosen(question: Question, draft: _Draft, tell: Tell) -> Question | None:
    texts, rights = [item.text for item in draft.options], sum(item.right for item in draft.options)
    if not _sound(question.kind, texts, tell):
        return None
    if not rights:
        tell("question-no-right")
    elif question.kind == "one" and rights > 1:
        tell("question-one-right", count=rights)
    elif question.kind == "several" and (rights < 2 or rights == len(texts)):
        tell("question-several-right", count=rights, all=len(texts))
    else:
        return replace(question, options=tuple(draft.options))
    return None


def _ordered(question: Question, draft: _Draft, tell: Tell) -> Question | None:
    return replace(question, items=tuple(draft.items)) if _sound(question.kind, draft.items, tell, least=3) else None


def _matched(question: Question, draft: _Draft, tell: Tell) -> Question | None:
    if any(len(row) != 2 for row in draft.rows):
        tell("question-shape", shape=_SHAPES["match"], least=3, most=MOST_CHOICES)
        return None
    rows = [(row[0], row[1]) for row in draft.rows]
    sides = ([row[side] for row in rows[1:]] for side in (0, 1))
    if not all(_sound(question.kind, side, tell, least=3) for side in sides):
        return None
    return replace(question, columns=rows[0], pairs=tuple(rows[1:]))


def _counted(question: Question, draft: _Draft, tell: Tell) -> Question | None:
    match = _VALUE.match(draft.answer or "")
    if match is None:
        tell("question-number", value=draft.answer or "–")
        return None
    return replace(question, answer=_decimal(match[1]), tolerance=_decimal(match[2] or "0").lstrip("-"))


def _sound(kind: QuestionKind, texts: list[str], tell: Tell, least: int = 2) -> bool:
    """Whether there are as many to choose from as make a question, none empty, none twice."""
    if not least <= len(texts) <= MOST_CHOICES or not all(texts):
        tell("question-shape", shape=_SHAPES[kind], least=least, most=MOST_CHOICES)
    elif len({text.casefold() for text in texts}) < len(texts):
        tell("question-same")
    else:
        return True
    return False


def _decimal(written: str) -> str:
    plain = re.sub(r"[−–]", "-", re.sub(r"\s", "", written)).replace(",", ".")
    return f"{Decimal(plain).normalize():f}"


_ANSWERS: Mapping[QuestionKind, Callable[[Question, _Draft, Tell], Question | None]] = {
    "one": _chosen,
    "several": _chosen,
    "order": _ordered,
    "match": _matched,
    "number": _counted,
}
