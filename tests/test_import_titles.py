"""Which of the first lines of a disorderly file is its title: invented texts, in both languages."""

from __future__ import annotations

import pytest

from portal.editing.importing.model import Blocks, HeadingBlock, Paragraph, Run, paragraph, plain, text_runs
from portal.editing.importing.plain_text import read_text
from portal.editing.importing.title_lines import go_together, subtitles_apart
from portal.editing.importing.title_score import Body, shape
from portal.editing.importing.wording import likeliest, title_of, with_subtitle

KY = (
    "Көк-Булак айылында таза суу түтүгү эскирип, тургундар сууну арыктан ташып ичишчү. Айыл өкмөтү жаңы түтүк тартып, "
    "ар бир короого суу эсептегич койду. Эми суу күнү-түнү келет, тургундар төлөмдү телефон аркылуу төлөшөт."
)
RU = (
    "В селе Зелёный Лог мусор годами вывозили в овраг. Айыл окмоту купил контейнеры и договорился с соседями об общем "
    "мусоровозе. Теперь мусор сортируют, овраг расчищен, а вывоз оплачивают сами жители через старост улиц."
)
KY_TITLE, RU_TITLE = "Көк-Булакта суу ар бир короого кантип жетти", "Как в селе разобрались с мусором и оврагом"


LINKS = Run("О селе Гости Архив", href="/a")


def bold(text: str) -> Paragraph:
    return Paragraph((Run(text, strong=True),))


def head(text: str, level: int = 1) -> HeadingBlock:
    return HeadingBlock(level, text_runs(text))


AROUND_KY = [
    "720040, Көк-Булак айылы, Достук көчөсү, 7. Тел.: (0 31 31) 2-22-33",
    "Көк-Булак айыл өкмөтү",
    "Сүрөттө: айылдагы жаңы суу түтүгүнүн ачылышы",
    "Айыл турмушу: жаңылыктар",
    "Долбоор. 3-версия, 12.05.2025",
    "kok-bulak@mail.example, +996 555 11 22 33",
    "2024-жылдын 5-майы",
    "Жакшы тажрыйба",
]
AROUND_RU = [
    "724000, с. Зелёный Лог, ул. Садовая, 3. Тел.: (03132) 4-55-66",
    "ЗЕЛЁНОЛОЖСКИЙ АЙЫЛ ОКМОТУ",
    "На фото: жители убирают овраг у школы",
    "Дневник старосты: 2025",
    "Проект документа | Версия 2 от 03.04.2025",
    "zeleny-log@mail.example, +996 555 11 22 33",
    "5 мая 2024 года",
    "Лучшие практики",
]


@pytest.mark.parametrize("make", [paragraph, bold])
@pytest.mark.parametrize(
    ("line", "title", "text"),
    [*((line, KY_TITLE, KY) for line in AROUND_KY), *((line, RU_TITLE, RU) for line in AROUND_RU)],
)
def test_what_stands_over_a_title_is_none(make, line: str, title: str, text: str) -> None:  # type: ignore[no-untyped-def]
    found, rest = title_of((make(line), bold(title), paragraph(text)), "")
    assert found == title and line in plain(rest) and text in plain(rest)


@pytest.mark.parametrize(
    ("blocks", "stated", "title"),
    [
        pytest.param((head("Айылдык портал"), bold(KY_TITLE), paragraph(KY)), "Айылдык портал", KY_TITLE, id="site"),
        pytest.param((head("Сельский вестник"), head(RU_TITLE), paragraph(RU)), "Сельский вестник", RU_TITLE, id="h1"),
        pytest.param((paragraph("Записки старосты"), head(RU_TITLE, 5), paragraph(RU)), "", RU_TITLE, id="look"),
        pytest.param((bold(KY_TITLE), head("Кыскача баяны"), paragraph(KY), head("Каржысы"), paragraph(KY),
                      head("Жыйынтыгы"), paragraph(KY)), "", KY_TITLE, id="sections"),
        pytest.param((Paragraph((LINKS,)), bold(RU_TITLE), paragraph(RU)), "", RU_TITLE,
                     id="menu"),
        pytest.param((bold(RU_TITLE), bold("Советы и примеры для старост"), paragraph(RU)), "", RU_TITLE, id="below"),
        pytest.param((bold(KY_TITLE), bold("Айылдар үчүн колдонмо"), paragraph(KY)), "", KY_TITLE, id="whom"),
        pytest.param((paragraph("«Суу – өмүр көзү»."), paragraph(KY_TITLE), paragraph(KY)), "", KY_TITLE, id="said"),
        pytest.param((paragraph("Кому: редакции"), paragraph("О вывозе мусора из села"), paragraph(RU)), "",
                     "О вывозе мусора из села", id="subject"),
        pytest.param((paragraph(AROUND_KY[0]), head("Айылдан кат: 2024", 5), head(KY_TITLE, 5), paragraph(KY)), "",
                     KY_TITLE, id="short"),
        pytest.param((bold("«Таза арык» айылдагы суу түтүгү жөнүндө"), head("Көйгөй", 5), paragraph(KY)), "",
                     "«Таза арык» айылдагы суу түтүгү жөнүндө", id="quoted"),
        pytest.param((paragraph("Урматтуу кесиптештер!"), paragraph(KY)), "", "", id="greeting"),
        pytest.param((head("1. Общие сведения"), paragraph(RU), head("2. Итоги"), paragraph(RU)), "", "", id="parts"),
        pytest.param((paragraph(RU),), RU_TITLE, RU_TITLE, id="stated"),
    ],
)  # fmt: skip
def test_the_line_that_says_what_the_text_is_about(blocks: Blocks, stated: str, title: str) -> None:
    assert title_of(blocks, stated)[0] == title


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("КӨК-БУЛАК АЙЫЛ АЙМАГЫНЫН", "II ЖЫЙЫНЫНЫН РЕЗОЛЮЦИЯСЫ"), "КӨК-БУЛАК АЙЫЛ АЙМАГЫНЫН II ЖЫЙЫНЫНЫН РЕЗОЛЮЦИЯСЫ"),
        (("Итоги встречи «Чистое село: учёт и", "порядок»"), "Итоги встречи «Чистое село: учёт и порядок»"),
        (("О вывозе мусора в селе", "Зелёный Лог"), "О вывозе мусора в селе Зелёный Лог"),
        (("Программа развития сети", "сельских пунктов приёма мусора"),
         "Программа развития сети сельских пунктов приёма мусора"),
        (("ТАЗА СУУ:", "АР БИР КОРООГО"), "ТАЗА СУУ: АР БИР КОРООГО"),
    ],
)  # fmt: skip
def test_a_title_in_two_lines(lines: tuple[str, str], title: str) -> None:
    assert go_together(*map(bold, lines)) and " ".join(lines) == title


def test_a_village_behind_a_heading_is_not_its_end() -> None:
    blocks = (paragraph("Мост в селе"), paragraph("В селе построили мост, и дорога стала короче."))
    assert not go_together(*blocks)


def test_a_subtitle_in_the_paragraph_of_the_title() -> None:
    block = Paragraph((Run(f"{KY_TITLE}\nАйыл башчылары үчүн колдонмо", strong=True),))
    title, rest = title_of(subtitles_apart((block, paragraph(KY))), "")
    assert title == KY_TITLE and plain(rest).startswith("Айыл башчылары үчүн колдонмо")
    assert with_subtitle(title, rest).endswith("колдонмо") and with_subtitle(title, (paragraph(KY),)) == title


def test_a_line_of_a_wrapped_text_that_ends_early_is_one_of_its_own() -> None:
    wrapped = [
        "Мусор и овраг",
        "В селе Зелёный Лог мусор годами вывозили в овраг за школой, и весной",
        "вода несла его на поля. Айыл окмоту купил контейнеры и договорился с",
        "соседями об общем мусоровозе. Теперь мусор сортируют, овраг расчищен,",
        "а вывоз оплачивают сами жители через старост своих улиц каждый месяц.",
        "Осенью на расчищенном месте посадили деревья и поставили скамейки для",
        "тех, кто ждёт школьный автобус.",
    ]
    assert plain(read_text("\n".join(wrapped))[0]) == wrapped[0]


def test_words_that_come_again() -> None:
    body = Body(RU)
    assert body.share("Вывоз мусора из оврагов") > 0.5 > body.share("Лучшие муниципальные примеры") == 0.0
    assert Body("").share("Мусор") == 0.0
    assert likeliest([], body) is None and not title_of((paragraph("тел. (03132) 4-55-66"), paragraph(RU)), "")[0]
    assert shape(RU_TITLE) > 0 > shape("Дневник: 2025")


@pytest.mark.parametrize("kind", ["ОТЧЕТ", "БАЯНДАМА", "МААЛЫМДАМА", "РЕГЛАМЕНТ"])
def test_the_kind_below_what_a_text_is_about_ends_the_title(kind: str) -> None:
    about = "Көк-Булак айылындагы таза суу түтүгү жөнүндө"
    title, _ = title_of((bold(about), bold(kind), paragraph(KY), paragraph(KY)), "")
    assert title == f"{about} {kind.casefold()}"


@pytest.mark.parametrize(
    "above",
    [
        (f"Аннотация. {RU} {RU}",),
        ("Айбек Токтосунов, журналист", "Река не спрашивает, кто прав.", "Пословица"),
    ],
)
def test_an_annotation_or_a_motto_stands_over_the_title(above: tuple[str, ...]) -> None:
    blocks = (*map(paragraph, above), bold(RU_TITLE), paragraph(RU), paragraph(RU))
    title, rest = title_of(blocks, "")
    assert title == RU_TITLE and [plain(block) for block in rest] == [*above, RU, RU]


def test_a_text_that_begins_at_once_has_no_title() -> None:
    blocks = tuple(map(paragraph, (f"{RU} {RU}", "Тел.: (03132) 4-55-66", RU)))
    assert title_of(blocks, "") == ("", blocks)
