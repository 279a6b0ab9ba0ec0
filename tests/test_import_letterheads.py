"""What stands over a title, whatever the format: letterheads, stamps, rubrics, parts of a course; invented texts."""

from __future__ import annotations

import pytest

from portal.editing.importing.kinds import kind_of
from portal.editing.importing.notes import Notes
from portal.editing.importing.openings import begins_act
from portal.editing.importing.reading import read_file
from portal.editing.importing.title_lines import forms_over, is_around, is_section
from portal.editing.importing.wording import title_of

RU = (
    "Баня в селе Уч-Кайнар стояла без крыши восемь лет, и мыться ездили в район. Айыл окмоту отдал здание в аренду за "
    "один сом, арендатор вернул крышу и котёл, а по субботам пускает пенсионеров бесплатно. За год баня окупила уголь."
)
KY = (
    "Үч-Кайнар айылындагы мончо сегиз жыл чатырсыз турду, эл жуунганы районго барчу. Айыл өкмөтү имаратты бир сомго "
    "ижарага берди, ижарачы чатыр менен казанды оңдоп, ишемби сайын карыларды акысыз киргизет. Мончо көмүрүн актады."
)
ORDER = "В целях подготовки села к зиме приказываю:\n\n1. Завезти уголь.\n\n2. Проверить котёл бани."


def title_in(text: str, name: str = "a.txt") -> str:
    found, _ = read_file(text.encode(), name, Notes())
    return title_of(found.blocks, found.title, found.sure)[0]


def page(head: str, body: str) -> str:
    return f"<html><head>{head}</head><body>{body}<p>{RU}</p><p>{RU}</p></body></html>"


@pytest.mark.parametrize(
    "head",
    [
        "ҮЧ-КАЙНАР АЙЫЛ ӨКМӨТҮ\n\nУЧ-КАЙНАРСКИЙ АЙЫЛ ОКМОТУ\n\n______________________________\n\n"
        "БУЙРУК                    ПРИКАЗ\n\n3 мая 2024 г.    № 7-р    с. Уч-Кайнар",
        "ПРЕДСТАВИТЕЛЬСТВО ПО ДЕЛАМ БАНЬ В УЧ-КАЙНАРСКОМ РАЙОНЕ\n\n______________________________\n\n"
        "ПРИКАЗ ТУУРАЛУУ БУЙРУК\n\n№ 7-р",
    ],
)
def test_an_act_below_a_ruled_letterhead_in_two_languages(head: str) -> None:
    title = "О мерах по подготовке бани к зиме"
    assert title_in(f"{head}\n\n{title}\n\n{ORDER}") == title


def test_a_subject_and_a_body_that_decides_make_an_act() -> None:
    text = f"Жаңылыктар\n\nМончону оңдоо жөнүндө\n\nМыйзамды жетекчиликке алып, айылдык кеңеш чечет:\n\n{KY}"
    found, _ = read_file(text.encode(), "a.txt", Notes())
    assert begins_act("Мончону оңдоо жөнүндө", found.blocks)
    assert not begins_act("Мончо оңдолду", found.blocks)
    told, _ = read_file(f"Мончону оңдоо жөнүндө\n\nАны айылдык кеңеш чечет. {KY}".encode(), "a.txt", Notes())
    assert not begins_act("Мончону оңдоо жөнүндө", told.blocks), "a sentence in the text decides nothing"
    assert kind_of("Мончону оңдоо жөнүндө", text, decided=True).kind == "resolution"


@pytest.mark.parametrize("part", ["7-ЛЕКЦИЯ", "Урок 7", "7-сабак", "Экинчи сабак"])
def test_the_number_of_a_lesson_on_a_line_of_its_own(part: str) -> None:
    title = "Мончону кантип оңдоо керек" if part != "Урок 7" else "Как чинить баню без лишних расходов"
    text = f"{part}\n\n{title}\n\n{KY if part != 'Урок 7' else RU}\n\n{KY}"
    found, _ = read_file(text.encode(), "a.txt", Notes())
    assert title_of(found.blocks, found.title)[0] == title
    assert part in forms_over(found.blocks), "which still tells that it is a lesson"


def test_the_number_of_a_lesson_on_the_line_of_its_title() -> None:
    assert title_in(f"Урок 7. Как чинить баню\n\n{RU}\n\n{RU}") == "Урок 7. Как чинить баню"


@pytest.mark.parametrize(
    "above",
    [
        "Форма описания практики",
        "Лучшие сельские практики 2023",
        "Номинация: «Тёплый дом»",
        "Шаблон описания опыта",
        "«Мыкты айылдык тажрыйбалар – 2023» сынагы",
        "Тажрыйбаны сыпаттоо үлгүсү",
    ],
)
def test_the_rubric_of_a_contest(above: str) -> None:
    assert is_around(above)
    title = "Баня за один сом: крыша вернулась в Уч-Кайнар"
    assert title_in(f"{above}\n\n{title}\n\nПроблема, которую решали\n\n{RU}\n\nЧто сделали\n\n{RU}") == title


def test_a_table_below_the_rubric_of_a_contest() -> None:
    title = "Баня за один сом: крыша вернулась в Уч-Кайнар"
    over = "<p>Форма описания практики</p><p>Номинация: «Тёплый дом»</p><table><tr><td>Село</td><td>Уч-Кайнар</td></tr>"
    over += "<tr><td>Жители</td><td>900</td></tr></table>"
    assert title_in(page("", f"{over}<p><b>{title}</b></p>"), "a.html") == title


def test_a_section_with_a_clause() -> None:
    assert is_section("Проблема, которую решали")
    assert not is_section("Проблема, которую решали: баня без крыши")


def test_stamps_side_by_side_are_no_text_and_say_that_it_is_approved() -> None:
    stamps = "<table><tr><td>«СОГЛАСОВАНО»<br>Глава А. Ли</td><td>«УТВЕРЖДАЮ»<br>Мэр Б. Ким</td></tr></table>"
    title = "ПЛАН РЕМОНТА СЕЛЬСКОЙ БАНИ"
    text = page("", f"<p>О селе<br>Баня<br>Архив</p>{stamps}<p><b>{title}</b></p>")
    found, _ = read_file(text.encode(), "a.html", Notes())
    assert found.stamp and title_of(found.blocks, found.title)[0] == title


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<title>Баня за один сом - Вести Уч-Кайнара</title>", "<div class='t'>Баня за один сом</div>"),
        ("", "<h1>Баня за один сом</h1><h1>Введение</h1>"),
        (
            "<title>Сельские бани</title>",
            "<nav><a href='/b/'>Сельские бани</a> <a href='/c/'>Архив</a></nav><h1>Сельские бани</h1>"
            "<p>УЧ-КАЙНАРСКИЙ АЙЫЛ ОКМОТУ</p><p><b>Баня за один сом</b></p>",
        ),
    ],
)
def test_the_names_of_a_site_its_part_and_the_first_section(head: str, body: str) -> None:
    assert title_in(page(head, body), "a.html") == "Баня за один сом"


def test_the_only_heading_of_a_text_is_no_section() -> None:
    text = f"Тепло на местах\n\nБаня без лишнего дыма\n\n{RU.replace('Баня', 'Баня без дыма', 1)}\n\n{RU}\n\n{RU}"
    assert title_in(text) == "Баня без лишнего дыма"


def test_the_session_that_adopted_a_text_stands_apart_from_its_title_in_cut_lines() -> None:
    title = "Үч-Кайнар айылынын мончосун өнүктүрүүнүн 2030-жылга чейинки жолу"
    adopted = "Айылдык кеңештин 2024-жылдын 3-майындагы сессиясында кабыл алынган"
    lines = "\n".join(KY[start : start + 70] for start in range(0, len(KY), 70))
    assert title_in(f"{title}\n{adopted}\nБашчынын сөзү айылдаштарга\n{lines}\n\n{lines}\n") == title


def test_a_link_to_the_page_itself_takes_no_title_away() -> None:
    head, links = "<title>Сельская баня</title>", "<nav><a href='/b/'>Сельская баня</a> <a href='/c/'>Архив</a></nav>"
    assert title_in(page(head, f"{links}<h1>Сельская баня</h1><p>Вторник, 3 мая</p>"), "a.html") == "Сельская баня"


@pytest.mark.parametrize("title", ["Представительство женщин в кенешах", "Аялдардын кеңештердеги өкүлчүлүгү"])
def test_who_is_represented_is_no_body(title: str) -> None:
    assert not is_around(title)
