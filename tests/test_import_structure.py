"""Titles, headings and kinds by how the lines of a text hold together: invented texts, in both languages."""

from __future__ import annotations

import pytest

from portal.editing.importing import furniture, headings
from portal.editing.importing.article import keep_article
from portal.editing.importing.forms import titled
from portal.editing.importing.kinds import kind_of
from portal.editing.importing.line_heads import apart
from portal.editing.importing.model import (
    Blocks,
    HeadingBlock,
    Items,
    Paragraph,
    Run,
    Table,
    paragraph,
    plain,
    text_runs,
)
from portal.editing.importing.notes import Notes
from portal.editing.importing.plain_text import read_text
from portal.editing.importing.title_lines import forms_over, is_around, subtitles_apart, without_around
from portal.editing.importing.web import read_html
from portal.editing.importing.wording import title_of

RU = (
    "Весной арык у школы заилился, и вода пошла по улице. Жители собрались на ашар, очистили русло, поставили решётки. "
    "Теперь за арыком следит староста, а решётки меняют на средства местного бюджета."
)
KY = (
    "Жазында мектептин жанындагы арык тунуп, суу көчөгө чыкты. Тургундар ашарга чогулуп, арыкты тазалап, тор коюшту. "
    "Эми арыкты айыл башчысы карайт, торду жергиликтүү бюджеттин эсебинен алмаштырышат."
)


def bold(text: str) -> Paragraph:
    return Paragraph((Run(text, strong=True),))


def table(*rows: tuple[str, ...]) -> Table:
    return Table(tuple(tuple((paragraph(cell),) for cell in row) for row in rows))


def found(*lines: str, text: str = RU) -> str:
    return title_of((*map(paragraph, lines), paragraph(text)), "")[0]


def heads(text: str) -> list[str]:
    return [plain(block) for block in read_text(text) if isinstance(block, HeadingBlock)]


def test_a_bold_line_over_text_that_the_extractor_left_out_stays() -> None:
    menu = Items(((Paragraph((Run("Архив", href="/a"),)),),))
    blocks: Blocks = (bold("Арык жана мектеп"), paragraph("12-май"), paragraph(KY), bold("Башка кабарлар"), menu)
    kept = [plain(block) for block in keep_article(blocks, KY, "", Notes())]
    assert "Арык жана мектеп" in kept and "Башка кабарлар" not in kept


def test_a_paragraph_that_is_bold_as_a_whole_is_one_title() -> None:
    title = Paragraph((Run("Арыктарды тазалоого\nкеткен чыгым жөнүндө\nМААЛЫМАТ", strong=True),))
    assert apart((title, paragraph(KY))) == (title, paragraph(KY))
    assert len(apart((Paragraph((Run("Чыгым\n", strong=True), Run(KY))),))) == 2


def test_the_name_of_a_form_in_the_paragraph_of_a_title() -> None:
    form, title, _ = subtitles_apart((bold("ПАМЯТКА\nКак очистить арык\nу своего дома"), paragraph(RU)))
    assert plain(form) == "ПАМЯТКА" and plain(title) == "Как очистить арык\nу своего дома"


@pytest.mark.parametrize("label", ["Название практики", "Тажрыйбанын аталышы", "2. Наименование проекта"])
def test_a_table_of_labels_names_the_title(label: str) -> None:
    labels = table(("Аймак", "Кум-Арал айыл аймагы"), (label, "Арыкка ашар"), ("Мөөнөтү", "2021-жылдын жазы"))
    assert titled((bold("ЗАЯВКА"), labels), Notes())[1] == HeadingBlock(1, text_runs("Арыкка ашар"))


def test_a_plan_of_lessons_names_none() -> None:
    plan = (table(("Тема", "Количество часов"), ("Бюджет", "4"), ("Учёт", "6")),)
    assert titled(plan, Notes()) == plan


def test_what_a_text_is_about_is_no_title_below_one() -> None:
    subject = table(("Тема", "Вода для полива"), ("Место", "село Кум-Арал"), ("Период", "весна 2021 года"))
    head = bold("Как в Кум-Арале очистили арык")
    assert titled((head, subject), Notes()) == (head, subject)
    assert titled((bold("ПЛАН УРОКА"), subject), Notes())[1] == HeadingBlock(1, text_runs("Вода для полива"))
    line = paragraph("Тема: Вода для полива")
    assert titled((head, line), Notes()) == (head, line)


@pytest.mark.parametrize(
    ("lines", "text", "title"),
    [
        (("Информация", "о расчистке арыков Кум-Аральского айыльного аймака", "за 2021–2023 годы"), RU,
         "Информация о расчистке арыков Кум-Аральского айыльного аймака за 2021–2023 годы"),
        (("ОБРАЩЕНИЕ", "депутатов Кум-Аральского айыльного кенеша", "к жителям улиц у арыка"), RU,
         "Обращение депутатов Кум-Аральского айыльного кенеша к жителям улиц у арыка"),
        (("ОБЪЯВЛЕНИЕ", "Сход по расчистке арыка и решёткам", "Кум-Аральского айыльного аймака"), RU,
         "Сход по расчистке арыка и решёткам Кум-Аральского айыльного аймака"),
        (("Кум-Арал айылынын тургундарынын", "арык боюнча айылдык кеңешке", "КАЙРЫЛУУСУ"), KY,
         "Кум-Арал айылынын тургундарынын арык боюнча айылдык кеңешке кайрылуусу"),
    ],
)  # fmt: skip
def test_all_lines_of_a_title(lines: tuple[str, ...], text: str, title: str) -> None:
    assert found(*lines, text=text) == title


@pytest.mark.parametrize(
    ("lines", "text", "title"),
    [
        (("СПРАВКА", "о расчистке арыков Кум-Аральского аймака"), RU,
         "Справка о расчистке арыков Кум-Аральского аймака"),
        (("МААЛЫМАТ", "Кум-Арал айылынын арыктарын тазалоо иштери тууралуу"), KY,
         "Кум-Арал айылынын арыктарын тазалоо иштери тууралуу маалымат"),
        (("Кум-Арал айылында арыкты тазалоону уюштуруу боюнча", "УСУЛДУК КОЛДОНМО"), KY,
         "Кум-Арал айылында арыкты тазалоону уюштуруу боюнча усулдук колдонмо"),
        (("Расчистка арыка в Кум-Арале вместе с жителями области", "Программа"), RU,
         "Расчистка арыка в Кум-Арале вместе с жителями области"),
    ],
)  # fmt: skip
def test_a_report_and_what_it_tells_of(lines: tuple[str, ...], text: str, title: str) -> None:
    assert found(*lines, text=text) == title


@pytest.mark.parametrize("step", ["Шаг 1. Очистите арык у дома", "1-кадам. Арыкты тазалаңыз"])
def test_a_step_is_no_title(step: str) -> None:
    assert title_of((paragraph(RU), HeadingBlock(2, text_runs(step)), paragraph(RU)), "")[0] != step


def test_the_title_over_its_subtitle() -> None:
    text = (
        "Арык у школы заилился, пожилые жители Кум-Арала просили о помощи. Теперь сельский мираб работает на улице, "
        "вода идёт каждый день. Дома пожилых жителей мираб обходит утром."
    )
    lines = ("Подвижный сельский мираб", "Вода на дом для пожилых жителей Кум-Арала", "Подготовила Анна Ким")
    assert found(*lines, text=text) == lines[0]


@pytest.mark.parametrize("name", ["page-header", "article_header"])
def test_the_heading_of_an_article_in_an_element_called_a_header(name: str) -> None:
    head = f'<div class="{name}"><h2>Арык у школы очистили</h2></div>'
    links = "".join(f'<li><a href="/{number}">Раздел {number}</a></li>' for number in range(12))
    page = (
        f'<html><body><div class="header"><h2>Газета района</h2></div><ul class="menu">{links}</ul>'
        f'<div class="item">{head}<p>{RU}</p><p><b>Шаг 1. Русло</b></p><p>{RU}</p></div></body></html>'
    )
    lines = [plain(block) for block in read_html(page, Notes()).blocks]
    assert "Арык у школы очистили" in lines and "Газета района" not in lines


@pytest.mark.parametrize(("line", "around"), [("Ачык айыл өкмөтү", False), ("Кум-Арал айыл өкмөтү", True)])
def test_a_quality_names_no_body(line: str, around: bool) -> None:
    assert is_around(line) == around


@pytest.mark.parametrize(
    ("below", "title"),
    [("Съезда старост «Чистый арык»", "Резолюция Съезда старост «Чистый арык»"),
     ("II районного съезда «Чистый арык»", "Резолюция II районного съезда «Чистый арык»"),
     ("Чистый арык", "Резолюция: Чистый арык")],
)  # fmt: skip
def test_a_kind_and_what_it_is_of(below: str, title: str) -> None:
    assert found("РЕЗОЛЮЦИЯ", below) == title


@pytest.mark.parametrize(
    "line",
    ["Айбек АСАНОВ, мираб", "Петров В., Асанова Г. К.", "Нарын 2021", "УДК 352.07", "ТУРГУНДАР ҮЧҮН КОЛДОНМО",
     "ОНЛАЙН ОКУУ КУРСУ", "Жарыялаган: айыл өкмөтү", "Суу комитети", "Заявка на участие в отборе", "История успеха"],
)  # fmt: skip
def test_lines_around_a_title(line: str) -> None:
    assert is_around(line) and not is_around("Арыкты ашар менен тазалоо")


def test_lines_around_a_title_head_no_text() -> None:
    blocks = (HeadingBlock(5, text_runs("ПАМЯТКА")), HeadingBlock(5, text_runs("Что нужно")), paragraph(RU))
    assert [type(block) for block in without_around(blocks)] == [Paragraph, HeadingBlock, Paragraph]


def test_a_letterhead_below_the_name_of_a_site() -> None:
    site = HeadingBlock(1, text_runs("Айыл өкмөтүнүн порталы"))
    letterhead = table(("КЫРГЫЗ РЕСПУБЛИКАСЫ", "КЫРГЫЗСКАЯ РЕСПУБЛИКА"))
    title = "Мектептин жанындагы арыкты тазалоо жөнүндө маалымат"
    assert title_of((site, letterhead, bold(title), paragraph(KY)), plain(site))[0] == title


def test_a_title_in_capitals_whose_words_come_again_is_no_rubric() -> None:
    lines = (
        HeadingBlock(2, text_runs("АРЫК БЕЗ ИЛА")),
        HeadingBlock(2, text_runs("Как три улицы Кум-Арала чистят русло")),
    )
    assert title_of((*lines, paragraph(f"{RU} Арык без ила – дело всех.")), "")[0] == "АРЫК БЕЗ ИЛА"


def test_headings_of_a_plain_text() -> None:
    text = (
        "Арыкка ашар\n\n" + KY + "\n\nЧыгым\n\nЖыл\tСом\n2021\t300\n2022\t200\n\n1-кадам. Чогулуу (бир күн)\n\n"
        "Айыл башчысы чогултат.\n\nКийинки кадам\n\nТорлор жаңы жылда темирден жасалып, каттоого алынат.\n\n"
        "Байланыш: айыл башчысы\n\nАл күн сайын кечинде үйүндө болот.\n"
    )
    assert heads(text) == ["Арыкка ашар", "Чыгым", "1-кадам. Чогулуу (бир күн)", "Кийинки кадам"]


def test_a_word_of_menus_over_a_sentence_is_a_heading() -> None:
    blocks = (paragraph(KY), bold("Катталуу"), paragraph("Каалоочулар айыл өкмөтүнө 1-майга чейин жазылышат."))
    assert furniture.strip(blocks, Notes()) == blocks
    assert bold("Катталуу") not in furniture.strip((paragraph(KY), bold("Катталуу"), paragraph("Кирүү")), Notes())


def test_a_short_page_in_a_table() -> None:
    cell = (bold("Арык"), paragraph(KY), paragraph(KY), paragraph("2021-жыл"))
    page = Table((((paragraph("Меню"),), cell),))
    assert headings.unwrap_layout((page,))[1:] == cell


def test_the_name_of_a_form_says_the_kind() -> None:
    title, text = "Арыкты тазалоонун тартиби", KY
    form = forms_over((bold("ТУРГУНДАРГА ЭСТЕТКИЧ"), bold(title), paragraph(text)))
    assert form == "ТУРГУНДАРГА ЭСТЕТКИЧ" and kind_of(title, text, forms=form).kind == "guide"
    assert kind_of(title, text).kind == "concept" and forms_over((bold("ЗАЯВКА"), paragraph(text))) == ""


def test_the_subject_of_an_act_says_its_kind_without_the_name_of_a_form() -> None:
    text = "Местный кенеш решил:\n1. Внести изменения."
    assert kind_of("О внесении изменений в Устав", text, {}, decided=True).kind == "resolution"
