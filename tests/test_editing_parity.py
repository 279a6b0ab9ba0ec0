"""Facts of both languages: what is named, with both lines, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

import small_tree
from portal.corpus.parity import parity_problems

KY, RU = "docs/ky/practices/suu.md", "docs/ru/practices/suu.md"


def found(root: Path, kyrgyz: str, russian: str, head: tuple[str, str] = ("", "")) -> list[tuple[str, str, int, str]]:
    """Problems of a pair whose second sections are these texts: code, fact, line, the other place."""
    original = small_tree.ORIGINAL.replace("Түтүк тартылды.", kyrgyz).replace("кыскача баян", f"кыскача {head[0]}баян")
    translation = small_tree.current(original).replace("Протянули трубу.", russian).replace("Короткий", f"{head[1]}Кор")
    files = {"ky/practices/suu.md": original, "ru/practices/suu.md": translation, "ky/suu.png": b"", "ru/suu.png": b""}
    portal, problems = small_tree.load(root, files)
    assert "suu" in portal.documents, problems
    return [
        (item.code, dict(item.values)["fact"], item.line, f"{item.path} {dict(item.values)['other']}")
        for item in parity_problems(portal)
    ]


@pytest.mark.parametrize(
    ("kyrgyz", "russian"),
    [
        ("5 км, 24 000 000 сом, 3,5 пайыз.", "5 км, 24\u00a0000\u00a0000 сомов, 3.5 процента."),
        ("24 млн сом, 7 миң адам.", "24 000 000 сомов, 7 тысяч человек."),
        ("2017-жылдын 27-июлунда.", "27 июля 2017 года."),
        ("2024-жылдын 9-августунан 11-августуна чейин.", "С 9 по 11 августа 2024 года."),
        ("[Шилтеме](https://a.kg/x) ![Сүрөт](../suu.png)", "[Ссылка](https://a.kg/x) ![Рисунок](../suu.png)"),
        ("Код `55` жана\n\n```\n77\n```\n", "Код `66` и\n\n```\n88\n```\n"),
        ("[А](#problem){: title=\"5\" }", "[А](#problem)"),
    ],
)  # fmt: skip
def test_same_facts(tmp_path: Path, kyrgyz: str, russian: str) -> None:
    assert found(tmp_path, kyrgyz, russian) == []


LINES = (18, 15)  # of the paragraph in the original and in the translation


@pytest.mark.parametrize(
    ("kyrgyz", "russian", "code", "fact", "here"),
    [
        ("Узундугу 125 метр.", "Длинная труба.", "parity-number", "125", "ky"),
        ("Узун түтүк.", "Длина 3,5 км.", "parity-number", "3.5", "ru"),
        ("24 миллион сом.", "24 сома.", "parity-number", "24000000", "ky"),
        ("Алты айыл.", "6 сёл.", "parity-small-number", "6", "ru"),
        ("[Шилтеме](suu.md#problem).", "Ссылки нет.", "parity-link", "suu.md#problem", "ky"),
        ("[Шилтеме](https://a.kg/ky).", "Ссылки нет.", "parity-address", "https://a.kg/ky", "ky"),
        ("![Сүрөт](../suu.png)", "Картинки нет.", "parity-image", "../suu.png", "ky"),
    ],
)
def test_a_fact_of_one_language(tmp_path: Path, kyrgyz: str, russian: str, code: str, fact: str, here: str) -> None:
    items = [item for item in found(tmp_path, kyrgyz, russian) if item[1] == fact]
    own, other = (KY, RU) if here == "ky" else (RU, KY)
    lines = LINES if here == "ky" else LINES[::-1]
    assert items == [(code, fact, lines[0], f"{own} {other}:{lines[1]}")]


def test_another_month_is_a_contradiction(tmp_path: Path) -> None:
    items = found(tmp_path, "2017-жылдын 27-июлунда.", "27 июня 2017 года.")
    assert [item[:2] for item in items] == [("parity-date", "27.07"), ("parity-date", "27.06")]


def test_facts_of_the_card_have_its_lines(tmp_path: Path) -> None:
    items = found(tmp_path, "Түтүк.", "Труба.", ("125 ", "225 "))
    assert items == [
        ("parity-number", "125", 3, f"{KY} {RU}:5"),
        ("parity-number", "225", 5, f"{RU} {KY}:3"),
    ]


def test_outdated_translations_are_not_compared(tmp_path: Path) -> None:
    original = small_tree.ORIGINAL.replace("Түтүк", "125 түтүк")
    files = {"ky/practices/suu.md": original, "ru/practices/suu.md": small_tree.current()}
    portal, _ = small_tree.load(tmp_path, files)
    assert list(parity_problems(portal)) == []
