"""The evidence for titles and kinds where no list of words helps: invented texts, the same in every format."""

from __future__ import annotations

import pytest

from portal.editing.importing.kinds import kind_of
from portal.editing.importing.model import Blocks, HeadingBlock, Paragraph, Run, paragraph, plain
from portal.editing.importing.notes import Notes
from portal.editing.importing.reading import read_file
from portal.editing.importing.title_evidence import features, spans
from portal.editing.importing.title_score import Body, Candidate
from portal.editing.importing.wording import title_of

RU = (
    "Баня в селе Уч-Кайнар стояла без крыши восемь лет, и мыться ездили в район. Айыл окмоту отдал здание в аренду за "
    "один сом, арендатор вернул крышу и котёл, а по субботам пускает пенсионеров бесплатно. За год баня окупила уголь."
)
KY = (
    "Үч-Кайнар айылындагы мончо сегиз жыл чатырсыз турду, эл жуунганы районго барчу. Айыл өкмөтү имаратты бир сомго "
    "ижарага берди, ижарачы чатыр менен казанды оңдоп, ишемби сайын карыларды акысыз киргизет. Мончо көмүрүн актады."
)
RU_TITLE, KY_TITLE = "Баня за один сом: крыша вернулась в Уч-Кайнар", "Бир сомдук мончо: Үч-Кайнарга чатыр кайтып келди"


def title_in(*lines: str, name: str = "a.txt") -> str:
    found, _ = read_file("\n\n".join(lines).encode(), name, Notes())
    return title_of(found.blocks, found.title)[0]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (("Здравствуйте, коллеги! Отправляю заметку.",), ()),
        (("Районные были", "Сергей Ли"), ("Сергей Ли",)),
        ((), ("Просмотров: 207", "Автор: Сергей Ли")),
        (("Тёплый дом", "Проверено соседями"), ("с. Уч-Кайнар, 2021 год",)),
    ],
)
def test_a_russian_title_among_lines_of_no_list(above: tuple[str, ...], below: tuple[str, ...]) -> None:
    assert title_in(*above, RU_TITLE, *below, RU, RU) == RU_TITLE


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (("Саламатсыздарбы! Кабар жиберем.",), ()),
        (("Элет сабагы", "Бакыт Асанов"), ("Бакыт Асанов",)),
        ((), ("Көрүүлөр: 207",)),
        (("Жылуу үй",), ("Үч-Кайнар айылы, 2021-жыл",)),
    ],
)
def test_a_kyrgyz_title_among_lines_of_no_list(above: tuple[str, ...], below: tuple[str, ...]) -> None:
    assert title_in(*above, KY_TITLE, *below, KY, KY) == KY_TITLE


def test_two_names_in_quotation_marks_are_no_crumbs() -> None:
    title = "«Ысык мончо» жана «Таза айыл» сынактары"
    found, _ = read_file(f"{title}\n\nКөрүүлөр: 31\n\n{KY}".encode(), "a.txt", Notes())
    assert title in plain(found.blocks)


def test_a_line_that_begins_with_a_year_may_be_a_title() -> None:
    title = "2019-жылдагы мончо боюнча отчёт: Үч-Кайнар айылы"
    assert title_in(title, KY, KY) == title


def test_a_labelled_title_is_the_words_behind_the_label() -> None:
    assert title_in(f"Название практики: {RU_TITLE}", "Контакты: 0 555 10 20 30", RU) == RU_TITLE
    assert title_in(f"Тажрыйбанын аталышы: {KY_TITLE}", KY) == KY_TITLE
    notes = Notes()
    read_file(f"Название практики: {RU_TITLE}\n\n{RU}".encode(), "a.txt", notes)
    assert [note.quotes for note in notes.items if note.values.get("kind") == "label"] == [("Название практики",)]


def test_the_subject_of_a_mail_is_no_label_of_a_title() -> None:
    text = f"От: Бакыт\n\nТема: посылаю вам заметку\n\n{RU_TITLE}\n\n{RU}"
    found, _ = read_file(text.encode(), "a.txt", Notes())
    assert not any(isinstance(block, HeadingBlock) and block.level == 1 for block in found.blocks)


def test_a_title_in_two_lines_keeps_its_colon() -> None:
    first, second = RU_TITLE.split(": ")
    blocks: Blocks = (
        Paragraph((Run(f"{first}:", strong=True),)), Paragraph((Run(second, strong=True),)), paragraph(RU),
    )  # fmt: skip
    assert title_of(blocks, "")[0] == RU_TITLE


def test_a_break_in_the_heading_of_a_page_parts_words() -> None:
    page = f"<html><body><h1>{RU_TITLE.replace(': ', ':<br>')}</h1><p>{RU}</p></body></html>"
    found, _ = read_file(page.encode(), "a.html", Notes())
    assert found.title == RU_TITLE


def test_lines_that_may_be_one_title() -> None:
    lines = [
        Candidate("Баня в нашем селе"),
        Candidate("за один сом", follows=True, joins=True),
        Candidate("1. Начало", follows=True),
    ]
    assert spans(lines) == [(0, 1), (1, 2), (2, 3), (0, 2)]
    found = features(lines, 0, 2, Body(RU))
    assert found["span-two"] == 1.0 and found["in-small"] == 1.0 and found["share"] > 0.5
    assert found["below-small"] == 0.0 and features(lines, 1, 2, Body(RU))["above-small"] == 1.0


@pytest.mark.parametrize(
    ("kind", "title", "text"),
    [
        (
            "lesson",
            "Занятие 7. Как читать смету",
            "Цель занятия\nВы узнаете, что такое смета.\nПроверьте себя\nЧто это?",
        ),
        ("lesson", "7-сабак. Сметаны кантип окуйбуз", "Сабактын максаты\nСмета деген эмне.\nТекшерүү суроолору\nКим?"),
        ("event", "В Уч-Кайнаре пройдёт ярмарка угля", "3 мая 2024 года на площади соберутся продавцы. Начало в 9:00."),
        ("event", "Үч-Кайнарда мончочулар жыйынга чогулду", "2024-жылдын 3-майында айылда жыйын болуп өттү."),
        ("resolution", "Обращение жителей Уч-Кайнара", "Мы, жители села, просим вернуть баню. Принято единогласно."),
        ("guide", "Баню не перегреть", "Правило 1. Смотрите на котёл\nПозовите мастера.\nПравило 2. Проверьте трубу"),
        (
            "answer",
            "Поливная вода: ответы на вопросы дехкан",
            "Айыл окмоту построил насос, жители довольны.\n– Кто платит за насос?\n– Да все, кто поливает.",
        ),
        (
            "answer",
            "Мончо боюнча кайрылууңузга жооп",
            "Сиздин 3-майдагы кайрылууңузду айыл өкмөтү карап чыкты.\nКөмүр айыл бюджетинен алынат.",
        ),
        ("practice", "Школа без протекающей крыши", f"Школа стоит на горе, дети сидели в куртках.\n{RU}"),
        ("course", "Школа молодого старосты", "Слушатели учатся читать бюджет. Занятия по субботам."),
        ("concept", "", f"ЖОЛ КАРТА\nҮч-Кайнар айылын жылытуунун стратегиясы\n{KY}"),
        ("practice", RU_TITLE, f"Проблема\n{RU}\nЧто сделали\n{RU}\nРезультат\n{RU}"),
        ("practice", KY_TITLE, f"Көйгөй\n{KY}\nЭмне жасалды\n{KY}\nНатыйжа\n{KY}"),
    ],
)
def test_kinds_by_what_the_whole_text_does(kind: str, title: str, text: str) -> None:
    assert kind_of(title, text).kind == kind
