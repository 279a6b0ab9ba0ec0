"""Titles in several lines, lines that only look like headings, letters of reply, teasers of a site; invented texts."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from portal.editing.importing.headings import promote
from portal.editing.importing.kinds import kind_of
from portal.editing.importing.model import Paragraph, Run, paragraph
from portal.editing.importing.notes import Notes
from portal.editing.importing.openings import begins_act
from portal.editing.importing.plain_text import read_text
from portal.editing.importing.reading import read_file
from portal.editing.importing.teasers import take_teasers
from portal.editing.importing.wording import title_of

RU = (
    "Комиссия осмотрела мельницу в селе Уч-Кайнар и составила смету на ремонт. Работы оплачивает местный бюджет, часть "
    "суммы собрали жители. Мельница заработает к осени, муку будут молоть по очереди."
)
KY = (
    "Комиссия Үч-Кайнар айылындагы тегирменди карап чыгып, оңдоонун сметасын түздү. Ишти жергиликтүү бюджет каржылайт, "
    "бир бөлүгүн тургундар чогултту. Тегирмен күзгө чейин иштей баштайт, ун кезек менен тартылат."
)
PARTED = [
    (("ПРОТОКОЛ", "общественных слушаний по ремонту мельницы", "Уч-Кайнарского айылного аймака"),
     "Протокол общественных слушаний по ремонту мельницы Уч-Кайнарского айылного аймака"),
    (("ОТЧЁТ", "главы Уч-Кайнарского айыл окмоту", "о ремонте мельницы за 2023 год"),
     "Отчёт главы Уч-Кайнарского айыл окмоту о ремонте мельницы за 2023 год"),
    (("ОТЧЁТ", "ГЛАВЫ УЧ-КАЙНАРСКОГО АЙЫЛ ОКМОТУ", "О РЕМОНТЕ МЕЛЬНИЦЫ"),
     "ОТЧЁТ ГЛАВЫ УЧ-КАЙНАРСКОГО АЙЫЛ ОКМОТУ О РЕМОНТЕ МЕЛЬНИЦЫ"),
    (("Тегирменди оңдоо комиссиясынын отурумунун", "№ 4 ПРОТОКОЛУ"),
     "Тегирменди оңдоо комиссиясынын отурумунун № 4 протоколу"),
    (("Үч-Кайнар шаарынын мэриясынын", "2024-жылга карата", "ИШ ПЛАНЫ"),
     "Үч-Кайнар шаарынын мэриясынын 2024-жылга карата иш планы"),
    (("УЧЕБНАЯ ПРОГРАММА", "«Ремонт сельской мельницы»"), "Учебная программа «Ремонт сельской мельницы»"),
    (("ПЛАН ЗАНЯТИЯ", "«Ремонт сельской мельницы»"), "План занятия «Ремонт сельской мельницы»"),
]  # fmt: skip


def title_in(text: str) -> str:
    found, _ = read_file(text.encode(), "a.txt", Notes())
    return title_of(found.blocks, found.title, found.sure)[0]


@pytest.mark.parametrize(("lines", "title"), PARTED)
def test_a_title_in_several_lines_is_one_bold_or_not(lines: tuple[str, ...], title: str) -> None:
    text = KY if "нын" in title else RU
    assert title_in("\n\n".join((*lines, text, text))) == title
    bold = promote((*(Paragraph((Run(line, strong=True),)) for line in lines), paragraph(text), paragraph(text)))
    assert title_of(bold, "")[0] == title, "a bold line before text is no other line than those over it"


def test_a_page_that_word_calls_by_its_first_line_has_its_whole_title() -> None:
    first, second = "ВЫПИСКА ИЗ ПРОТОКОЛА № 6", "заседания комиссии по ремонту мельницы"
    page = f"<title>{first}</title><p align=center><b>{first}</b></p><p align=center><b>{second}</b></p><p>{RU}</p>"
    found, _ = read_file(f"<html><body>{page}<p>{RU}</p></body></html>".encode(), "a.html", Notes())
    assert title_of(found.blocks, found.title, found.sure)[0] == f"{first} {second}"


def test_a_formula_on_a_line_of_its_own_decides() -> None:
    text = f"Жаңылыктар\n\nТегирменди оңдоо жөнүндө\n\n{KY} Айылдык кеңеш\n\nТОКТОМ КЫЛАТ:\n\n1. Оңдолсун."
    assert begins_act("Тегирменди оңдоо жөнүндө", read_text(text))
    assert not begins_act("Тегирменди оңдоо жөнүндө", read_text(text.replace("ТОКТОМ КЫЛАТ:", "Анан чогулду.")))


def test_a_branch_of_a_body_has_no_programme() -> None:
    text = f"Мамлекеттик академия\n\nНарын филиалы\n\nОКУУ ПРОГРАММАСЫ\n\nАйылдагы тегирменди оңдоо\n\n{KY}\n\n{KY}"
    assert title_in(text) in {"Айылдагы тегирменди оңдоо", "Окуу программасы: Айылдагы тегирменди оңдоо"}


@pytest.mark.parametrize("over", ["", "Опыт муниципалитетов\n\n"])
def test_in_plain_text_the_line_before_the_text_looks_like_those_over_it(over: str) -> None:
    title, subtitle = "Ремонт мельницы силами жителей", "Как в Уч-Кайнаре перестали возить зерно в район"
    text = f"{over}{title}\n\n{subtitle}\n\n{RU}\n\n{RU}"
    assert title_in(text) == title
    assert [getattr(block, "guessed", None) for block in read_text(f"Мельница\n\n{RU}\n\nИТОГИ РАБОТ\n\n{RU}")] == [
        True, None, False, None
    ]  # fmt: skip


def test_the_addressee_of_a_letter_is_no_title() -> None:
    text = f"Директору школы\n\nАсановой Г.\n\nУважаемая Гульнара Асановна!\n\n{RU}"
    assert title_in(text) == ""


@pytest.mark.parametrize(
    "letter",
    [
        "Айыл окмоту рассмотрел Ваше письмо от 3 мая о ремонте мельницы и сообщает, что смета готова.",
        "Ваше заявление о ремонте мельницы, поступившее 3 мая, рассмотрено. Смета готова.",
        "На № 17-к от 3 мая 2024 г.\n\nУважаемый Бакыт! Сообщаем следующее. Смета готова.",
        "Сиздин тегирменди оңдоо боюнча катыңыз каралды. Смета даяр болду.",
        "3-майда келип түшкөн арызыңызга ылайык айыл өкмөтү билдирет: смета даяр.",
    ],
)
def test_a_letter_that_looks_into_what_was_asked_is_an_answer(letter: str) -> None:
    assert kind_of("Тегирмен" if "смета даяр" in letter.casefold() else "О мельнице", letter).kind == "answer"


def test_a_text_that_tells_how_to_ask_is_no_answer() -> None:
    guide = "Напишите заявление и сдайте его в приёмную. Ваше заявление рассмотрят за 14 дней. Сохраните талон."
    assert kind_of("Как подать заявление", guide).kind == "guide"


TEASER = '<div><h3><a href="/n/{0}">{1}</a></h3><p>{1} быйыл. <a href="/n/{0}">Кененирээк</a></p></div>'
OTHERS = ("Айылда жол оңдолду", "Жаштарга жер берилди", "Мектепке китеп келди")


def test_teasers_of_other_texts_are_no_title_of_a_page() -> None:
    teasers = "".join(TEASER.format(number, title) for number, title in enumerate(OTHERS))
    page = f"<html><body><h1>Документтер</h1>{teasers}<p><b>Тегирменди оңдоо тартиби</b></p><p>{KY}</p><p>{KY}</p>"
    notes = Notes()
    found, _ = read_file(page.encode(), "a.html", notes)
    assert title_of(found.blocks, found.title, found.sure)[0] == "Тегирменди оңдоо тартиби"
    told = " ".join(quote for note in notes.items for quote in note.quotes)
    assert all(title in told for title in OTHERS), "what is left out is told"


def test_of_a_paragraph_of_text_only_the_link_to_more_goes() -> None:
    page = LexborHTMLParser(f'<body><p>{RU} <a href="/x">Подробнее</a></p><p>{RU}</p></body>')
    gone: list[str] = []
    take_teasers(page, lambda part: gone.append(part.text()))
    assert gone == ["Подробнее"]
