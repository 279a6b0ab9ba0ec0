"""What a page shows otherwise than its author meant: lists, tables, links and bold words that are none."""

from __future__ import annotations

import pytest

from portal.core.problems import MESSAGE_LANGS
from portal.editing.checking import fixable, fixed_text
from portal.editing.layout import layout_problems
from portal.editing.spelling.prose import prose

HEAD = "---\ntitle: а\n---\n\n"
TABLE = "| а | б |\n|---|---|\n| 1 | 2 |\n"


def told(text: str) -> list[tuple[str, int]]:
    return [(item.code, item.line - 4) for item in layout_problems(prose(HEAD + text), "docs/ky/a.md")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Мындай:\n{TABLE}", [("layout-table", 2)]),
        (f"{TABLE}Текст.\n", [("layout-table", 4)]),
        (f"- пункт\n{TABLE}", [("layout-table", 2)]),
        ("Было:\n- трубы\n- кран\n", [("layout-list", 2)]),
        ("Было\n1. труба\n2. кран\n", [("layout-list", 2)]),
        ("Вода\n- жизнь.\n", [("layout-dash", 2)]),
        ("| а | б |\n|---|\n| 1 | 2 |\n", [("layout-table-line", 1)]),
        ("| а | б |\n| 1 | 2 |\n", [("layout-table-line", 1)]),
        (f"{TABLE}| 1 | 2 | 3 |\n", [("layout-table-cell", 4)]),
        ("\tАбзац.\n", [("layout-indent", 1)]),
        ("## Суу\n\tАбзац.\n", [("layout-indent", 2)]),
        ("[тут] (файл.md)\n", [("layout-link-gap", 1)]),
        ("Бул [x](https://x.kg жана\nдагы.\n", [("layout-link-open", 1)]),
        ("**жирный\n", [("layout-bold", 1)]),
        ("** жирный** текст\n", [("layout-bold", 1)]),
        ("1.Первый\n2.Второй\n", [("layout-sign", 1)]),
        ("•Третий\n", [("layout-sign", 1)]),
        ("1) раз\n2) два\n", [("layout-sign", 1)]),
        ("– раз\n– два\n", [("layout-sign", 1)]),
    ],
)
def test_signs_that_take_no_effect_are_told(text: str, expected: list[tuple[str, int]]) -> None:
    assert told(text) == expected
    assert told(text.replace("\n", "\r\n")) == expected
    assert told(f"```\n{text}```\n") == []


@pytest.mark.parametrize(
    "text",
    [
        f"Мындай:\n\n{TABLE}\nТекст.",
        "| а | б |\n|---|---|\n| `1|2` | 3\\|4 |\n| 1 |\n{: .wide }",
        "а | б\n--- | ---\n1 | 2",
        "Было:\n\n- трубы\n  уланды\n- кран\n\n    дагы абзац",
        "!!! note\n    текст\n\n    - а",
        "> Было:\n> - а",
        "В мае\n20. числа слово\n– слово 2014–2016.",
        '[x](https://x.kg/(a) "сөз") жана [y](a.md\n"сөз") [z] (түшүндүрмө)',
        "**а** б **в\nг** `**` \\*\\*\n\n* * *",
        "1) раз\n\n2) эки",
        "[^1]: Сноска.\n    Дагы.",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert told(text) == []
    assert fixed_text(HEAD + text, "ky").count("\n") == (HEAD + text).count("\n")


def test_fix_puts_the_blank_lines() -> None:
    text = f"Было:\n- трубы\n- кран\n\nМындай:\n{TABLE}Текст.\n"
    fixed = fixed_text(HEAD + text, "ky")
    assert fixed == f"{HEAD}Было:\n\n- трубы\n- кран\n\nМындай:\n\n{TABLE}\nТекст.\n"
    assert fixed_text(fixed, "ky") == fixed
    assert fixable(list(layout_problems(prose(HEAD + text), "a.md"))) == 3


def test_the_line_of_a_table_is_told_as_it_must_be() -> None:
    (problem,) = layout_problems(prose(HEAD + "| а | б |\n|---|\n"), "a.md")
    assert all("| --- | --- |" in problem.hint(lang) for lang in MESSAGE_LANGS)
    assert told("| а | б |\n| --- | --- |\n|---|\n")[:1] != [("layout-table-line", 1)]
