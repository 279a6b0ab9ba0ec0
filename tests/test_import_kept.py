"""What an author wrote and an import took for something else: it stays, or is told; invented texts."""

from __future__ import annotations

import pytest

from importing import body, imported, said
from portal.editing.importing import furniture
from portal.editing.importing.model import Items, paragraph, plain
from portal.editing.importing.notes import Notes
from word_files import docx, par

TEXT = "В селе Маргун жители построили мост через реку. Раньше дети шли в школу в обход четыре километра."
MORE = "Теперь дорогу засыпали щебнем и провели арык вдоль всей улицы до самой школы."
BODIES = ("Саз айылдык кеңеши", "Бельский айыл өкмөтү", "Мулк айыл өкмөтү")


def items(*lines: str) -> Items:
    return Items(tuple((paragraph(line),) for line in lines))


def page(inner: str) -> str:
    around = "<nav><a href='/'>Башкы бет</a></nav>"
    return f"<html><body>{around}<article><h1>Мост в селе</h1><p>{TEXT}</p>{inner}<p>{MORE}</p></article></body></html>"


@pytest.mark.parametrize("lines", [BODIES, ("Мероприятия", "Конкурсы"), ("12 мая 2024 года", "3 июня 2024 года")])
def test_items_of_a_list_are_no_lines_of_a_site(lines: tuple[str, ...]) -> None:
    for lead in ("Работали вместе:", "Работали вместе"):
        blocks = (paragraph(TEXT), paragraph(lead), items(*lines, "жители села"), paragraph(MORE))
        assert furniture.strip(blocks, Notes()) == blocks
    led = (paragraph(TEXT), paragraph("Работали вместе:"), items(lines[0]), paragraph(lines[-1]))
    assert plain(furniture.strip(led, Notes())[:3]) == plain(led[:3])


def test_a_letterhead_stands_over_the_text() -> None:
    head, below = paragraph(BODIES[0]), paragraph(BODIES[1])
    assert furniture.strip((head, paragraph(TEXT), below), Notes()) == (paragraph(TEXT), below)
    assert furniture.strip((items(*BODIES), paragraph(TEXT)), Notes()) == (items(*BODIES), paragraph(TEXT))


def test_bodies_in_a_list_stay_in_every_format() -> None:
    word = docx(par("Мост в селе", style="h1"), par(TEXT), par("Работали вместе:"),
                *(par(line, number=(0, 0)) for line in BODIES), par(MORE))  # fmt: skip
    html = page(f"<p>Работали вместе:</p><ul>{''.join(f'<li>{line}</li>' for line in BODIES)}</ul>")
    for result in (imported(word), imported(html, name="a.html")):
        assert all(line in body(result, "ru") for line in BODIES)
        assert len(result.files) == 1 and not said(result, "bilingual")


def test_short_items_of_an_article_stay_with_their_lists() -> None:
    result = imported(
        page("<p>Нам мешали:</p><ul><li>пыль<ul><li>летом</li></ul></li><li>грязь</li></ul>"), name="a.html"
    )
    assert "- пыль\n    - летом\n- грязь" in body(result) and not said(result, "furniture")


@pytest.mark.parametrize("mark", ["td", "th"])
@pytest.mark.parametrize("between", ["", "</thead><tbody>"])
def test_a_head_of_two_rows_stays_over_its_columns(mark: str, between: str) -> None:
    head = "<thead>" if between else ""
    second = f"<tr><{mark}>план</{mark}><{mark}>факт</{mark}></tr>"
    inner = f"<table>{head}<tr><th rowspan=2>Год</th><th colspan=2>Расходы</th></tr>{between}{second}"
    text = body(imported(page(f"{inner}<tr><td>2023</td><td>10</td><td>12</td></tr></table>"), name="a.html"))
    assert "| Год | Расходы |   |\n| --- | --- | --- |\n|   | план | факт |\n| 2023 | 10 | 12 |" in text


def test_items_behind_a_number_of_their_own_come_once() -> None:
    inner = "<ol><li>биринчи<li value=5>бешинчи<li>алтынчы<li value=9>тогузунчу</ol>"
    text = body(imported(page(inner), name="a.html"))
    assert " ".join(text.replace("\\", "").split(MORE)[0].split()) == "1. биринчи 5. бешинчи 6. алтынчы 9. тогузунчу"
