"""What an author wrote and an import took for something else: it stays, or is told; invented texts."""

from __future__ import annotations

import pytest

from importing import body, document, imported, said
from portal.core.packaged import read_yaml
from portal.editing.importing import furniture
from portal.editing.importing.act_names import with_act
from portal.editing.importing.model import HeadingBlock, Imported, Items, paragraph, plain, text_runs
from portal.editing.importing.notes import Notes, left_names
from word_files import cell, docx, par, table

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


def test_a_day_over_what_was_done_on_it_is_a_heading() -> None:
    day = HeadingBlock(2, text_runs("12 мая 2024 года"))
    blocks = (paragraph(TEXT), day, paragraph(MORE))
    assert furniture.strip(blocks, Notes()) == blocks
    assert furniture.strip((day, *blocks[::2]), Notes()) == blocks[::2]


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


KY_ACT = ("КЫРГЫЗ РЕСПУБЛИКАСЫ", "Саз айылдык кеңеши", "ТОКТОМ", "2024-жылдын 15-марты № 23/4 Саз айылы",
          "Айылдык кеңештин 2024-жылга бюджетин бекитүү жөнүндө",
          "Айылдык кеңештин депутаттары бюджетти карап чыгып, айылдык кеңеш токтом кылат:",
          "1. Бюджет бекитилсин.")  # fmt: skip
RU_ACT = ("РЕШЕНИЕ", "Сазского айылного кенеша от «15» марта 2024 года № 23/4",
          "О бюджете Сазского айыл аймака на 2024 год",
          "Рассмотрев проект бюджета, Сазский айылный кенеш решил:",
          "1. Утвердить бюджет аймака на 2024 год.")  # fmt: skip
STAMPED = ("Утверждено", "решением Сазского айылного кенеша", "от 15 марта 2024 года № 23/4",
           "Программа развития Сазского айыл аймака", TEXT, MORE)  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "named"),
    [(KY_ACT, "Саз айылдык кеңеши, ТОКТОМ, 2024-жылдын 15-марты № 23/4 Саз айылы"),
     (RU_ACT, "РЕШЕНИЕ Сазского айылного кенеша от «15» марта 2024 года № 23/4"),
     (STAMPED, "Утверждено решением Сазского айылного кенеша от 15 марта 2024 года № 23/4")],
)  # fmt: skip
def test_an_act_keeps_its_number_and_who_decided(lines: tuple[str, ...], named: str) -> None:
    for result in (
        imported(docx(*map(par, lines))),
        imported("".join(f"<p>{line}</p>" for line in lines), name="a.html"),
    ):
        card, _ = document(result)
        assert card["sources"][0]["title"] == f"{card['title']} ({named})" and said(result, "act-named") == [named]
    long = with_act("Т" * 290, Imported((), head=(*lines[:3], "№ 23/4"), decides=True), Notes())
    assert len(long) <= 300 and "№ 23/4" in long


def test_the_day_over_an_article_is_that_of_the_source() -> None:
    result = imported(f"<h1>Мост в селе</h1><div>12.04.2023</div><p>{TEXT}</p>", name="a.html")
    assert str(document(result)[0]["sources"][0]["date"]) == "2023-04-12"


def test_a_heading_that_becomes_a_bold_line_is_told() -> None:
    heads = [line for word in ("Цель", "Что сделано") for line in (par(word, style="h2"), par(TEXT + " " + word))]
    result = imported(docx(par("Мост в селе", style="h1"), par(MORE), *heads), kind="practice")
    assert "**Цель**" in body(result) and said(result, "heading-bold") == ["Цель"]


def test_a_summary_that_stays_in_the_text_is_told() -> None:
    for first, code in ((TEXT, "summary-moved"), (f"{TEXT} {MORE * 4}", "summary-stays")):
        result = imported(docx(par("Мост в селе", style="h1"), par(first), par(MORE)), kind="practice")
        assert [note.code for note in result.notes if note.code.startswith("summary-")] == [code]


def test_an_order_may_be_that_of_the_table() -> None:
    heads = ("Вопрос", "Варианты ответов", "Правильный ответ", "Пояснение")
    rows = [("Порядок действий?", "а) День; б) Место; в) Список", "1, 2, 3", "Так."),
            ("Что пишут?", "а) День; б) Место; в) Список", "а, б, в", "Так.")]  # fmt: skip
    lines = [[cell(par(text)) for text in row] for row in (heads, *rows)]
    result = imported(docx(par("Урок", style="title"), par(TEXT), par(MORE), table(*lines, columns=4)), kind="lesson")
    assert "q1: Порядок" in body(result) and "q2: Несколько ответов" in body(result)
    assert not said(result, "words-lost")


def test_what_stood_around_a_text_has_a_name_in_every_language() -> None:
    assert {rule["id"] for rule in read_yaml("portal.editing.importing", "furniture.yml")} < set(left_names())
    assert all(set(names) == {"ky", "ru", "en"} for names in left_names().values())
    (notes := Notes()).add("furniture", "Саз", kind="letterhead")
    assert [notes.items[0].text(lang).partition(" – ")[2] for lang in ("ky", "ru")] == [
        "бланктын башы:",
        "шапка документа:",
    ]
    with pytest.raises(KeyError):
        notes.add("furniture", "Саз", kind="unknown")
