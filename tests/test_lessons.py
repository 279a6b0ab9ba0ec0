"""Lessons and their questions: the example is sound, every mistake is told with its place, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

import lessons
import small_tree
from portal.content.questions import lesson_parts, read_questions
from portal.core.problems import MESSAGE_LANGS
from portal.corpus.check_lessons import reading_minutes

KY, RU = f"ky/{lessons.LESSON}", f"ru/{lessons.LESSON}"


def found(root: Path, *changes: tuple[str, str, str]) -> list[str]:
    problems = small_tree.load(root, lessons.files(*changes))[1]
    for item in problems:
        assert all(item.text(lang) for lang in MESSAGE_LANGS)
    return [f"{item.path.removeprefix('docs/')}:{item.line} {item.code}" for item in sorted(set(problems))]


def test_the_example_is_sound_and_read_in_both_languages(tmp_path: Path) -> None:
    portal, problems = small_tree.load(tmp_path, lessons.files())
    assert not problems
    ky, ru = (portal.bodies[lang, "ulgu-ugulush"] for lang in ("ky", "ru"))
    assert [item.kind for item in ky.questions] == ["one", "several", "order", "match", "number"]
    assert [item.neutral for item in ky.questions] == [item.neutral for item in ru.questions]
    assert ru.questions[0].explanation == "В пособии сказано: за 20 дней." and ru.questions[0].sources == (1,)
    assert ru.questions[3].columns == ("Кто", "Что делает") and ru.questions[3].pairs[2] == (
        "Житель",
        "Вносит предложения",
    )
    assert (ru.questions[4].answer, ru.questions[4].tolerance) == ("40", "2")
    assert 'id="self-test"' in ru.html and "q1" not in ru.html and "За 20 дней" not in ru.html.split("self-test")[1]
    assert "Объявлять не нужно" in next(item.text for item in ru.sections if item.id == "self-test")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (KY, "- [x] 20", "- [ ] 20", [(KY, "### q1", "question-no-right")]),
        (KY, "- [ ] 3 күн", "- [x] 3 күн", [(KY, "### q1", "question-one-right")]),
        (KY, "- [x] Жери", "- [ ] Жери", [(KY, "### q2", "question-several-right")]),
        (KY, "- [ ] Катышуучулардын", "- [x] Катышуучулардын", [(KY, "### q2", "question-several-right")]),
        (RU, "- [ ] За 3 дня\n- [x] За 20 дней", "- [x] За 3 дня\n- [ ] За 20 дней",
         [(RU, "### q1", "question-differs")]),
        (RU, "Ответ: 40 ± 2", "Ответ: 40 ± 3", [(RU, "### q5", "question-differs")]),
        (RU, "### q1: Один ответ", "### q9: Один ответ",
         [(KY, "", "question-missing"), (RU, "", "question-missing")]),
        (KY, "### q2: Бир нече жооп", "### q2: Көп жооп", [(KY, "### q2", "question-head")]),
        (KY, "### q2: Бир нече жооп", "### Экинчи суроо", [(KY, "### Экинчи", "question-head")]),
        (KY, "### q2:", "### q1:", [(KY, "### q1: Бир нече", "question-repeated")]),
        (KY, "Угуу канча күн мурда жарыяланат?\n", "", [(KY, "### q1", "question-text")]),
        (KY, "Түшүндүрмө: Колдонмодо 20 күн деп жазылган. {s1}\n", "", [(KY, "### q1", "question-explanation")]),
        (KY, "деп жазылган. {s1}", "деп жазылган. {s0}", [(KY, "### q1", "question-source")]),
        (KY, "деп жазылган. {s1}", "деп жазылган. {s7}",
         [(KY, "Түшүндүрмө", "source-mark-unknown"), (RU, "### q1", "question-differs")]),
        (KY, "- [ ] 3 күн мурда", "- [ ] 3 күн мурда <script>alert(1)</script>", [(KY, "### q1", "html-forbidden")]),
        (KY, "- [ ] 3 күн мурда", "- [ ] [3 күн](https://example.org)", [(KY, "### q1", "question-markup")]),
        (KY, "- [ ] 3 күн мурда", "- [ ] " + "күн " * 300, [(KY, "### q1", "question-long")]),
        (KY, "- [ ] 3 күн мурда", "- [ ] 20 күн мурда", [(KY, "### q1", "question-same")]),
        (KY, "- [ ] 3 күн мурда\n- [x] 20 күн мурда\n- [ ] Жарыялоо керек эмес\n", "- [x] 20 күн\n",
         [(KY, "### q1", "question-shape")]),
        (KY, "1. Күнүн белгилөө\n2. Жарыялоо\n3. Угууну өткөрүү\n4. Протокол жазуу", "1. Күнүн белгилөө\n2. Жарыялоо",
         [(KY, "### q3", "question-shape")]),
        (KY, "| Тургун | Сунуш берет |", "| Тургун | Сунуш | берет |", [(KY, "### q4", "question-shape")]),
        (KY, "Жооп: 40 ± 2", "Жооп: кырктай", [(KY, "### q5", "question-number")]),
        (KY, "Жооп: 40 ± 2", "", [(KY, "### q5", "question-number")]),
        (KY, "### q1: Бир жооп", "Төмөнкү суроолорго жооп бериңиз.\n\n### q1: Бир жооп",
         [(KY, "Төмөнкү", "question-stray")]),
        (KY, "minutes: 6", "minutes: 16", [(KY, "minutes", "field-range")]),
        (KY, "minutes: 6", "minutes: 1", [(KY, "minutes", "lesson-minutes")]),
        (KY, "course: ulgu-kurs", "course: ulgu-suu", [(KY, "course", "lesson-names")]),
        (KY, "practices: [ulgu-suu]", "practices: [ulgu-kurs]", [(KY, "practices", "lesson-names")]),
        (KY, "course: ulgu-kurs", "course: ulgu", [(KY, "course", "reference-unknown")]),
        (KY, "Жарыяда күнү, сааты жана жери жазылат.{s1}", "Жарыяда күнү жазылат.",
         [(KY, "Жарыяда", "source-mark-missing")]),
        (RU, "goal: После урока вы сможете вовремя объявить слушания и пригласить людей.\n", "",
         [(RU, "", "translation-part-missing")]),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(
    tmp_path: Path, file: str, old: str, new: str, expected: list[tuple[str, str, str]]
) -> None:
    """``expected``: file, beginning of the line, code. What follows for the parity of the texts is not looked at."""
    problems = []
    for item in small_tree.load(tmp_path, lessons.files((file, old, new)))[1]:
        assert all(item.text(lang) for lang in MESSAGE_LANGS)
        if not item.code.startswith("parity-"):
            problems.append((item.path.removeprefix("docs/"), item.code, item.line))
    assert [(path, code) for path, code, _ in sorted(problems)] == [(path, code) for path, _, code in expected]
    lines = {path: (tmp_path / "docs" / path).read_text(encoding="utf-8").splitlines() for path in (KY, RU)}
    for (path, _, line), (_, beginning, _) in zip(sorted(problems), expected, strict=True):
        assert lines[path][line - 1].startswith(beginning), (line, lines[path][line - 1])


def test_a_lesson_over_fifteen_minutes_is_refused(tmp_path: Path) -> None:
    text = "Жарыяда күнү, сааты жана жери жазылат.{s1}\n\n"
    problems = found(tmp_path, (KY, text, text * 400))
    assert f"{KY}:19 lesson-long" in problems
    assert reading_minutes("сөз " * 1100, 10) == 15


def test_two_lessons_of_one_number_are_told(tmp_path: Path) -> None:
    second = lessons.read(KY)
    problems = small_tree.load(tmp_path, {**lessons.files(), "ky/lessons/zz.md": second})[1]
    assert small_tree.codes(problems) == ["ky/lessons/zz.md:7 lesson-number"]


def test_no_second_heading_stands_after_the_questions(tmp_path: Path) -> None:
    end = "Отчетто 40 адам деп жазылган. {s2}\n"
    assert f"{KY}:88 questions-last" in found(tmp_path, (KY, end, f"{end}\n## Мисал\n\nДагы.{{s1}}\n"))


def test_no_questions_are_told(tmp_path: Path) -> None:
    text = lessons.read(KY)
    rest = text[text.index("### q1") :]
    assert f"{KY}:35 questions-none" in found(tmp_path, (KY, rest, "Кийин жазылат.\n"))


@pytest.mark.parametrize(
    ("written", "answer", "tolerance"),
    [
        ("12", "12", "0"),
        ("12,50 ± 0,5", "12.5", "0.5"),
        ("1 000 000 +/- 10", "1000000", "10"),
        ("−5", "-5", "0"),
        ("20 ±1.", "20", "1"),
    ],
)
def test_numbers_are_read_as_people_write_them(written: str, answer: str, tolerance: str) -> None:
    body = f"## Проверьте себя\n\n### q1: Число\n\nСколько?\n\n**Ответ:** {written}\n\n**Пояснение:** Так. {{s1}}\n"
    read = read_questions(body, "ru", "a.md", 1)
    assert not read.problems and (read.questions[0].answer, read.questions[0].tolerance) == (answer, tolerance)


@pytest.mark.parametrize("mark", ["[x]", "[X]", "[х]", "[Х]", "☑", "☒"])
def test_marks_of_word_and_phones_are_read(mark: str) -> None:
    empty = "☐" if len(mark) == 1 else "[ ]"
    body = (
        f"## Проверьте себя\n### q1: один ответ\nЧто?\n* {mark} Да,\nконечно\n* {empty} Нет\n\nПояснение: Так. {{s1}}\n"
    )
    question = read_questions(body, "ru", "a.md", 1).questions[0]
    assert [(item.text, item.right) for item in question.options] == [("Да, конечно", True), ("Нет", False)]


def test_anything_at_all_is_read_in_time() -> None:
    for part in ("### q1: Число\nОтвет: " + "1 " * 50_000, "### " + "a-" * 50_000, "| " * 60_000, "- [x] " * 20_000):
        read_questions("## Проверьте себя\n\n" + part, "ru", "a.md", 1)
    assert lesson_parts("Ничего", "ru").line == 0
