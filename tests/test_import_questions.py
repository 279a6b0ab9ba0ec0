"""Tables in imported files: of questions, which become those of a lesson, and of money, which stay tables."""

from __future__ import annotations

import pytest

from importing import body, document, imported, said
from portal.content.questions import read_questions
from portal.model.questions import Question
from portal.model.values import Lang
from word_files import cell, docx, par, table

HEADS: dict[Lang, tuple[str, ...]] = {
    "ru": ("Вопрос", "Варианты ответов", "Правильный ответ", "Пояснение", "Источник"),
    "ky": ("Суроо", "Жооптор", "Туура жооп", "Түшүндүрмө", "Булак"),
}
ROWS: list[tuple[str, str, str, str, str]] = [
    (
        "За сколько дней объявляют?",
        "а) За 3 дня|б) За 20 дней|в) Не нужно",
        "б",
        "Так в пособии.",
        "Пособие, https://a.kg/p",
    ),
    ("Что пишут в объявлении?", "День; Место; Список людей", "1, 2", "День и место.", "Закон о МСУ"),
    ("Расставьте по порядку.", "Провести|Назначить|Объявить", "2, 3, 1", "Сначала назначают.", "Закон о МСУ"),
    ("Сколько процентов?", "", "12,5 ± 1", "По отчёту.", "{s1}"),
    ("Кто утверждает?", "Кенеш|Мэрия", "Кенеш", "", ""),
    ("Что {верно} *здесь*?", "Да|Нет", "", "Не сказано.", "Закон о МСУ"),
]


def questions_table(lang: Lang = "ru", rows: list[tuple[str, str, str, str, str]] = ROWS) -> str:
    lines = [HEADS[lang], *rows]
    return table(*([cell(*map(par, text.split("|"))) for text in line] for line in lines), columns=5)


LESSON = (par("Урок о слушаниях", style="title"), par("Урок", style="ru1"), par("Слушания объявляют за 20 дней. " * 5))


def questions_of(text: str, lang: Lang = "ru") -> tuple[dict[str, Question], set[str]]:
    found = read_questions(text, lang, "x", 1)
    return {one.id: one for one in found.questions}, {item.code for item in found.problems}


def test_a_table_of_questions_becomes_those_of_a_lesson() -> None:
    made = imported(docx(*LESSON, questions_table(), par("Конец урока")))
    assert made.kind == "lesson"
    text = body(made)
    found, problems = questions_of(text)
    assert [found[name].kind for name in ("q1", "q2", "q3", "q4")] == ["one", "several", "order", "number"]
    assert [(option.text, option.right) for option in found["q1"].options] == [
        ("За 3 дня", False), ("За 20 дней", True), ("Не нужно", False),
    ]  # fmt: skip
    assert found["q1"].explanation == "Так в пособии." and found["q1"].sources == (2,)
    assert [option.right for option in found["q2"].options] == [True, True, False] and found["q2"].sources == (3,)
    assert found["q3"].items == ("Назначить", "Объявить", "Провести")
    assert (found["q4"].answer, found["q4"].tolerance, found["q4"].sources) == ("12.5", "1", (1,))
    # What the table does not say, nobody invents: the check asks for it.
    assert problems == {"question-explanation", "question-no-right"}
    assert "### q6: Один ответ\n\nЧто {верно} *здесь*?\n\n- [ ] Да\n- [ ] Нет" in text
    assert text.index("Конец урока") < text.index("## Проверьте себя") < text.index("### q1")
    first, *sources = document(made)[0]["sources"]
    common = {"language": first["language"], "accessed": first["accessed"]}
    assert sources == [{"title": "Пособие", "url": "https://a.kg/p", **common}, {"title": "Закон о МСУ", **common}]
    assert said(made, "questions-made") and not said(made, "words-lost")


def test_both_languages_have_the_same_questions() -> None:
    rows = [
        ("Канча күн мурда?", "а) 3 күн|б) 20 күн|в) Кереги жок", "б", "Колдонмодо ушундай.", "Колдонмо, https://a.kg/p")
    ]
    words = par("Угууну 20 күн мурда жарыялашат. " * 5)
    kyrgyz = docx(par("Угуу сабагы", style="title"), par("Сабак", style="ru1"), words, questions_table("ky", rows))
    made = imported(kyrgyz, docx(*LESSON, questions_table("ru", ROWS[:1])))
    first, second = (questions_of(body(made, lang), lang)[0]["q1"] for lang in ("ky", "ru"))
    assert first.neutral == second.neutral and first.text == "Канча күн мурда?"


@pytest.mark.parametrize("kind", ["practice", "course"])
def test_elsewhere_it_stays_a_table(kind: str) -> None:
    made = imported(docx(*LESSON, questions_table()), kind=kind)
    assert "| Вопрос | Варианты ответов | Правильный ответ |" in body(made)
    assert said(made, "questions-elsewhere") and not said(made, "words-lost")


TARIFF = [
    ("Услуга", "Тариф, сом", "Ответственный"),
    ("Вода, м³", "12,50", "Сельская управа"),
    ("Вывоз мусора", "45", "ТП"),
]


def test_budgets_and_tariffs_stay_tables() -> None:
    made = imported(
        docx(*LESSON, table(*([cell(par(one)) for one in row] for row in TARIFF), columns=3)), kind="practice"
    )
    assert (
        "| Услуга | Тариф, сом | Ответственный |\n| --- | --- | --- |\n| Вода, м³ | 12,50 | Сельская управа |"
        in body(made)
    )
    assert not said(made, "questions-made")
