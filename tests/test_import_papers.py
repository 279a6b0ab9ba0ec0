"""Titles of papers in every format: letterheads, stamps, lines of a course, lines cut or set in the middle."""

from __future__ import annotations

import pytest

from portal.editing.importing.kinds import kind_of
from portal.editing.importing.model import Blocks, Paragraph, Run, paragraph, plain
from portal.editing.importing.notes import Notes
from portal.editing.importing.plain_text import read_text
from portal.editing.importing.reading import read_file
from portal.editing.importing.stamps import without_stamp
from portal.editing.importing.title_score import is_contact, shape
from portal.editing.importing.wording import title_of

TEXT = (
    "Староста обошёл дворы и записал, у кого течёт крыша. Мастера перекрыли крыши за лето, платили сами жители, а "
    "доски дал лесхоз. Теперь в домах сухо, и чердаки снова служат складом. Староста ведёт журнал крыш."
)


def found(*lines: str, text: str = TEXT) -> str:
    return title_of((*map(paragraph, lines), paragraph(text)), "")[0]


def in_text(*lines: str) -> str:
    read, _ = read_file("\n".join(lines).encode(), "a.txt", Notes())
    return title_of(read.blocks, read.title)[0]


def test_lines_in_the_middle_stay_apart_where_the_next_word_had_room() -> None:
    wrapped = [
        "Крыши текли, и жители решили чинить их вместе, потому что",
        "мастеров в селе немного, а дождей стало больше",
    ]
    lines = ["            Курс «Крыши»", "      2-тема. Как чинить крыши", "", *wrapped * 4, ""]
    blocks = read_text("\n".join(lines))
    assert [plain(block) for block in blocks[:2]] == ["Курс «Крыши»", "2-тема. Как чинить крыши"]


def test_a_line_that_ends_in_no_mark_goes_on_in_one_that_begins_small() -> None:
    lines = ["О порядке ремонта крыш домов на улицах Новая и Полевая в", "следующем году", "", "Крыши текут."]
    assert plain(read_text("\n".join(lines))[0]).endswith("Полевая в следующем году")


def test_short_lines_of_a_table_do_not_hide_that_text_is_wrapped() -> None:
    wrapped = [
        "Крыши в селе текли, и жители решили чинить их вместе, потому что",
        "Мастеров немного. Староста записал дворы, купил доски у лесхоза и",
        "Позвал соседей на помощь, а потом обошёл дома ещё раз и посмотрел,",
        "Сухо ли на чердаках. Журнал крыш он хранит у себя и показывает по",
        "Первой просьбе любому жителю.",
    ]
    blocks = read_text("\n".join([*wrapped, "", *["День", "Тема", "Час"] * 6]))
    assert len(plain(blocks[0])) > len(wrapped[0])


@pytest.mark.parametrize("above", ["«Крыши и стены» курсу", "Модуль 2. Крыши", "Курс «Крыши и стены»"])
def test_a_course_over_its_lesson_is_not_the_title(above: str) -> None:
    lesson = "3-сабак. Чатырды кантип оңдойбуз" if "курсу" in above else "Лекция 3. Как перекрыть крыши"
    text = "Чатырды оңдоо оңой. Бул сабакта чатырды кантип жабууну үйрөнөсүз." if "курсу" in above else TEXT
    assert found(above, lesson, text=text) == lesson


def test_a_label_and_a_list_are_no_title() -> None:
    line = "Слушатели: старосты, мастера, жители"
    assert shape(line) < shape("Крыши: кто и как их чинит") - 2
    assert (
        found("Учебный курс «Ремонт крыш»", line, "Язык обучения: русский, кыргызский") == "Учебный курс «Ремонт крыш»"
    )


def test_for_whom_and_what_kind_of_text_it_is_does_not_belong_to_the_title() -> None:
    text = "Чатыр тамчыласа, эмне кылуу керек? Чатырга чыкпаңыз, устаны чакырыңыз, чатырды жабыңыз."
    assert found("ЧАТЫР ТАМЧЫЛАСА ЭМНЕ КЫЛУУ КЕРЕК", "тоолуу айылдар үчүн эскертме", text=text) == (
        "ЧАТЫР ТАМЧЫЛАСА ЭМНЕ КЫЛУУ КЕРЕК"
    )


def test_a_body_in_two_lines_over_its_address_is_no_title() -> None:
    head = ("ГОСУДАРСТВЕННОЕ УПРАВЛЕНИЕ", "ПО РЕМОНТУ КРЫШ", "г. Нарын, ул. Садовая, 5", "тел. 5-66-77")
    to = ("Жителю с. Крутое", "гр. Асанову А.А.", "№ 01-2/33 от 05.06.2024 г.", "на № А-7 от 01.06.2024 г.", "")
    assert (
        in_text(*head, *to, "О порядке ремонта крыш частных домов", "", TEXT) == "О порядке ремонта крыш частных домов"
    )
    assert is_contact("с. Крутое, ул. Садовая, 5") and not is_contact("Улица Садовая без фонарей")


def test_a_day_in_quotation_marks_is_one_of_an_act() -> None:
    lines = (
        "герб", "ДАЛЬНИЙ АЙЫЛНЫЙ КЕНЕШ", "XXVIII созыв, III сессия", "РЕШЕНИЕ", "«5» июля 2024 г.", "№ 3/2",
        "с. Дальнее", "О ремонте крыш", "", "Заслушав главу, айылный кенеш решил:", "1. Починить крыши.",
    )  # fmt: skip
    assert in_text(*lines) == "О ремонте крыш"


def test_a_stamp_may_name_its_body_in_a_line_of_its_own() -> None:
    stamp = ("Одобрена постановлением", "городского кенеша города Дальний", "от 5 июля 2024 года № 3")
    blocks: Blocks = (Paragraph((Run("Концепция ремонта крыш"),)), *map(paragraph, stamp), paragraph(TEXT))
    lines, rest = without_stamp(blocks)
    assert lines == stamp and len(rest) == 2


@pytest.mark.parametrize(
    ("kind", "title", "text"),
    [
        ("guide", "Сел келгенде эмне кылуу керек", "айыл үчүн эскертме\nДөбө бийик.\nМурда айыл селге калган."),
        ("course", "Айылдык медиация", "Окуу программасы\nТапшырма\nКатышуучулар угат."),
        ("course", "Сельская медиация", "Учебная программа\nЗадание\nУчастники слушают."),
    ],
)  # fmt: skip
def test_a_line_that_names_the_form_says_the_kind(kind: str, title: str, text: str) -> None:
    forms = text.split("\n", 1)[0] if kind == "guide" else ""
    assert kind_of(title, text, forms=forms).kind == kind
