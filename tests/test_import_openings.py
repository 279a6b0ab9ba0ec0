"""What stands over the title of a sent text, how far the title goes, and what kind of text follows: invented texts."""

from __future__ import annotations

import pytest

from portal.editing.importing.decoding import decode
from portal.editing.importing.false_heads import without_false_heads
from portal.editing.importing.kinds import kind_of
from portal.editing.importing.model import (
    Blocks,
    HeadingBlock,
    Paragraph,
    Quote,
    Run,
    Table,
    paragraph,
    plain,
    text_runs,
)
from portal.editing.importing.notes import Notes
from portal.editing.importing.openings import opening_of
from portal.editing.importing.plain_text import read_text
from portal.editing.importing.reading import read_file
from portal.editing.importing.stamps import without_stamp
from portal.editing.importing.title_lines import continues, is_around
from portal.editing.importing.wording import title_of

RU = (
    "Мост через реку Тегирмен в селе Боз-Дала снесло весной, и школьники два месяца ходили в обход. Айыл окмоту собрал "
    "ашар, жители дали камень и брёвна, а район прислал кран, и к сентябрю новый мост открыли для людей и машин."
)
KY = (
    "Боз-Дала айылындагы Тегирмен көпүрөсүн жазында сел алып кетип, окуучулар эки ай бою айланып жүрүштү. Айыл өкмөтү "
    "ашар чакырып, тургундар таш менен жыгач берди, район кран жиберди, күзүндө жаңы көпүрө ачылды."
)
RU_TITLE, KY_TITLE = (
    "Новый мост в Боз-Дале: как жители и район строили вместе",
    "Боз-Дала айылында жаңы көпүрө кантип курулду",
)


def bold(text: str) -> Paragraph:
    return Paragraph((Run(text, strong=True),))


def title_in(*lines: str) -> str:
    """The title of a plain text."""
    found, kind = read_file("\n\n".join(lines).encode(), "a.txt", Notes())
    assert kind == "txt"
    return title_of(found.blocks, found.title)[0]


@pytest.mark.parametrize(
    "above",
    [
        "Вести долины – районная газета",
        "БИБЛИОТЕКА СЕЛЬСКОГО ДЕПУТАТА",
        "Рубрика «Люди и дела»",
        "МЭРИЯ ГОРОДА БОЗ-ДАЛА",
        "ОБЪЯВЛЕНИЕ",
        "«Вместе мы сила!»",
        "ЗНАЙ НАШИХ",
    ],
)
def test_what_stands_over_a_russian_title_is_none(above: str) -> None:
    assert title_in(above, RU_TITLE, "14 мая 2024 года", RU, RU) == RU_TITLE


@pytest.mark.parametrize(
    "above",
    ["АЙЫЛ ТУРМУШУ", "«КЕҢЕШЧИ» МААЛЫМАТ БЮЛЛЕТЕНИ", "ЧАКЫРУУ КАТ", "Биздин девиз: «Биримдикте береке!»", "ЖАРЫЯ"],
)
def test_what_stands_over_a_kyrgyz_title_is_none(above: str) -> None:
    assert title_in(above, KY_TITLE, KY, KY) == KY_TITLE


def test_addressees_and_questions_are_no_titles() -> None:
    assert is_around("Айыл өкмөттөрүнүн башчыларына, айылдык кеңештердин төрагаларына")
    assert is_around("Руководителям предприятий, депутатам, старостам")
    assert is_around("Суроо: кимден уруксат алуу керек?")
    assert not is_around(RU_TITLE)


@pytest.mark.parametrize(
    "body", ["МЭРИЯ ГОРОДА БОЗ-ДАЛА", "Райондук мамлекеттик администрация", "Районная государственная администрация"]
)
def test_a_letterhead_is_no_title_however_large_it_is(body: str) -> None:
    head = HeadingBlock(1, text_runs(body))
    blocks: Blocks = (head, bold("Конкурс «Лучший мост – 2024»"), paragraph("02.05.2024 г."), paragraph(RU))
    assert title_of(blocks, body)[0] == "Конкурс «Лучший мост – 2024»"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ПРОГРАММА ТРЕНИНГА", "для депутатов местных кенешей"),
        ("для депутатов местных кенешей", "«Контроль: запросы и слушания»"),
        ("Вернули людям мост:", "опыт Боз-Далинского аймака"),
        ("«Мосты и дороги:", "от проекта до ремонта»"),
        ("БОЗ-ДАЛА АЙМАГЫНЫН ӨНҮГҮҮ СТРАТЕГИЯСЫ", "2023–2027-жылдарга"),
        ("ПЛАН РЕМОНТА МОСТОВ НА", "2024–2028 ГОДЫ"),
        ("Программа ремонта мостов", "на 2024–2028 годы"),
        ("Меморандум о ремонте мостов", "между двумя айыл окмоту"),
    ],
)
def test_a_title_goes_on_in_the_next_line(first: str, second: str) -> None:
    assert continues(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Резолюция форума строителей", "г. Ош, 27 октября 2023 года"),
        ("Программа ремонта мостов", "с. Боз-Дала, 2024 год"),
        ("Программа ремонта мостов", "2024–2028 годы"),
        ("БОЗ-ДАЛА АЙМАГЫНЫН ӨНҮГҮҮ СТРАТЕГИЯСЫ", "2023–2027-жылдар"),
        ("Наш мост открыт без выходных", "Мост долго стоял закрытым."),
        (RU_TITLE, "1. Общие положения"),
    ],
)
def test_a_title_ends_before_place_and_text(first: str, second: str) -> None:
    assert not continues(first, second)


def test_the_name_of_a_kind_in_capitals_as_a_sentence_has_it() -> None:
    lines = ("ПРОТОКОЛ № 7", "заседания рабочей группы по мостам", "14 марта 2024 года", RU)
    assert title_in(*lines) == "Протокол № 7 заседания рабочей группы по мостам"


def test_the_subject_of_an_act_in_two_lines() -> None:
    ky = opening_of(read_text(
        "БОЗ-ДАЛА АЙЫЛДЫК КЕҢЕШИНИН\n\nТ О К Т О М У\n\n2025-жылдын 22-январы № 4/2\n\n"
        "Боз-Дала айыл өкмөтүнүн 2025-жылга\n\nжергиликтүү бюджетин бекитүү жөнүндө\n\n" + KY
    ))  # fmt: skip
    assert ky.title == "Боз-Дала айыл өкмөтүнүн 2025-жылга жергиликтүү бюджетин бекитүү жөнүндө"
    ru = opening_of(read_text(
        "РЕШЕНИЕ\n\n17.02.2023 г. № 4 с. Боз-Дала\n\nО результатах отчёта главы айыл окмоту\n\n"
        "Боз-Дала за 2022 год\n\nЗаслушав отчёт главы, кенеш РЕШИЛ:\n\n1. Отчёт принять к сведению."
    ))  # fmt: skip
    assert ru.title == "О результатах отчёта главы айыл окмоту Боз-Дала за 2022 год"


def test_a_letterhead_in_a_table_and_the_line_of_a_session() -> None:
    cells = ((paragraph("БОЗ-ДАЛА АЙЫЛДЫК КЕҢЕШИ"),), (paragraph("БОЗДАЛИНСКИЙ АЙЫЛНЫЙ КЕНЕШ"),))
    opening = opening_of((
        Table((cells,)), paragraph("П О С Т А Н О В Л Е Н И Е"), paragraph("14-й внеочередной сессии VII созыва"),
        paragraph("28 марта 2024 года № 14/3"), paragraph("Об утверждении тарифов"), paragraph(RU),
    ))  # fmt: skip
    assert opening.title == "Об утверждении тарифов"
    assert opening.decides


def test_an_order_decides() -> None:
    opening = opening_of(read_text("Өрттү алдын алуу жөнүндө\n\nБУЙРУК КЫЛАМ:\n\n1. Кезмет киргизилсин."))
    assert opening.decides


def test_a_plan_below_a_stamp_is_not_part_of_it() -> None:
    name = "План мероприятий айыл окмоту Боз-Дала на 2025 год"
    lines = ("Утверждаю", "Глава айыл окмоту А. Беков", "«10» января 2025 г.", name, RU)
    stamp, blocks = without_stamp(tuple(map(paragraph, lines)))
    assert len(stamp) == 3
    assert plain(blocks[0]) == name


def test_text_in_the_style_of_a_heading_is_text() -> None:
    heads = (
        HeadingBlock(2, text_runs(RU)),
        HeadingBlock(3, text_runs("- мост и дорога;")),
        HeadingBlock(2, text_runs("Итог")),
    )
    assert [type(block) for block in without_false_heads(heads)] == [Paragraph, Paragraph, HeadingBlock]


def test_rows_with_bars_are_a_table_and_no_crumbs() -> None:
    text = f"{RU_TITLE}\n\n{RU}\n\nПлан\nТема | Часы | Форма\nМост | 2 | лекция\nДорога | 3 | практикум\nИтоги\n{RU}"
    found, _ = read_file(text.encode(), "a.txt", Notes())
    assert title_of(found.blocks, "")[0] == RU_TITLE
    assert [len(block.rows) for block in found.blocks if isinstance(block, Table)] == [3]


def test_capitals_below_the_name_of_a_newspaper_are_a_line_of_their_own() -> None:
    text = "\n".join([
        "Вести долины № 11 (2045), вторник, 14 марта 2023 года", "НОВЫЙ МОСТ, ИЛИ КАК ЖИТЕЛИ БОЗ-ДАЛЫ",
        "ДОГОВОРИЛИСЬ С РАЙОНОМ", "Старый мост в центре села снесло весной, и школьники ходили",
        "в обход два месяца. Потом жители собрались на ашар и вместе с",
        "районом построили новый мост, широкий и с перилами, чтобы по",
        "нему ходили люди и ездили машины со всех улиц села.",
    ])  # fmt: skip
    found, _ = read_file(text.encode(), "a.txt", Notes())
    assert title_of(found.blocks, "")[0] == "НОВЫЙ МОСТ, ИЛИ КАК ЖИТЕЛИ БОЗ-ДАЛЫ ДОГОВОРИЛИСЬ С РАЙОНОМ"


def test_the_heading_of_a_section_on_a_page_is_not_its_title() -> None:
    title = "Боз-Дала айылынын жаңы көпүрөсү"
    page = (
        f"<html><body><p class='MsoTitle'>{title}</p><p>{KY}</p><h1>Кантип башталды</h1><p>{KY}</p>"
        f"<h1>Эмне чыкты</h1><p>{KY}</p></body></html>"
    )
    found, _ = read_file(page.encode(), "a.html", Notes())
    assert title_of(found.blocks, found.title)[0] == title


def test_first_capitals_tell_the_encoding() -> None:
    text = "Кыз-Кол айылында жол кантип ондолду. Азыр жол ачык, мурда жабык болчу."
    assert decode(text.encode("cp1251"), Notes()) == text


@pytest.mark.parametrize(
    ("kind", "title", "text"),
    [
        ("answer", "Вправе ли глава закрыть мост?", "Вопрос\nМост закрыли.\nОтвет\nДа, по решению."),
        ("answer", "Көпүрөнү ким оңдойт?", "Суроо: көпүрө урады.\nЖооп: аны айыл өкмөтү оңдойт."),
        ("guide", "Как отремонтировать мост", "Шаг 1. Осмотрите\nПозовите мастера.\nШаг 2. Посчитайте"),
        ("guide", "Көпүрөнү кантип оңдоо керек", "1-кадам. Карап чыгыңыз\nБирге барыңыз.\n2-кадам. Эсептеңиз"),
        ("course", "Программа семинара «Мосты»", "День первый\nЛекция\nДень второй\nПрактика\nДля кого: мастера"),
        ("course", "«Көпүрө куруу» курсунун программасы", "Курстун максаты\nУгуучулар курууну үйрөнөт."),
        ("resolution", "Көпүрөнү оңдоо жөнүндө", "БУЙРУК КЫЛАМ:\n1. Комиссия түзүлсүн.\n2. Көзөмөл өзүмө жүктөлсүн."),
        ("resolution", "Протокол № 3 собрания жителей", "Повестка дня: о мосте.\nСлушали главу. Решили:\n1. Строить."),
        ("concept", "Боз-Дала аймагынын көпүрөлөр программасы 2024-2026-жылдарга", "Киришүү\nКөпүрөлөр эскирди."),
        ("concept", "План мероприятий по ремонту мостов на 2025 год", "Мост у школы\nСрок – май."),
        ("event", "Ярмарка мастеров", "ПРИГЛАШЕНИЕ\nПриглашаем на ярмарку. Заявки принимаются до 1 мая."),
        ("event", "Көпүрө куруучулардын форумуна чакыруу", "ЧАКЫРУУ КАТ\nФорумга чакырат.\nКатышуу шарттары"),
        ("practice", RU_TITLE, RU),
        ("practice", KY_TITLE, KY),
        ("practice", "Мост из старых брёвен: опыт села Боз-Дала", "Советуем так.\nПозовите мастера.\nСоставьте смету."),
        ("practice", f"{RU_TITLE} История успеха", f"Мы собрали всех. Участники решили так. {RU}"),
        ("concept", "Көпүрөлөрдү биргелешип күтүү: адистер үчүн усулдук ыкма", KY),
        ("concept", "Боз-Дала айыл аймагынын 2024–2026-жылдарга иш-чаралар планы", f"Тургундар айтты. {KY} {KY}"),
        ("concept", "«Көпүрө» фондунун 2024-жылга стратегиялык планы", f"Тургундар айтты. {KY} {KY}"),
    ],
)  # fmt: skip
def test_kinds_by_the_form_of_the_text(kind: str, title: str, text: str) -> None:
    assert kind_of(title, text).kind == kind


def test_the_name_of_a_site_is_no_title() -> None:
    """A heading that leads to the first page is the site's own, even where the page calls itself by it."""
    page = (
        "<html><head><title>Шаардык мэрия</title></head><body><div><h1><a href='/'>Шаардык мэрия</a></h1></div>"
        f"<div><h1>{KY_TITLE}</h1><p>{KY}</p><p>{KY}</p></div></body></html>"
    )
    found, _ = read_file(page.encode(), "a.html", Notes())
    assert title_of(found.blocks, found.title)[0] == KY_TITLE


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("«БЕКИТИЛДИ»", "Боз-Дала айылдык кеңешинин", "2024-ж. 27-февралындагы № 3 токтому менен",
          "БОЗ-ДАЛА АЙЫЛ АЙМАГЫНЫН 2024-2027-ЖЫЛДАРГА", "КӨПҮРӨЛӨР ПРОГРАММАСЫ", "1-БӨЛҮМ. АБАЛЫ", KY),
         "БОЗ-ДАЛА АЙЫЛ АЙМАГЫНЫН 2024-2027-ЖЫЛДАРГА КӨПҮРӨЛӨР ПРОГРАММАСЫ"),
        (("Боз-Дала шаары, 2023-жылдын сентябры", "Даярдаган: Асан Асанов", KY_TITLE, KY), KY_TITLE),
        (("г. Боз-Дала, сентябрь 2023 года", "Подготовил: Асан Асанов", RU_TITLE, RU), RU_TITLE),
        (("БЕКИТЕМИН", "Боз-Дала шаарынын мэри", "____________ А. Асанов", "20-январь 2025-ж.",
          "Боз-Дала шаарынын көпүрөлөрүн оңдоо боюнча 2025-жылга карата иш-чаралар планы", "Пландын максаты", KY),
         "Боз-Дала шаарынын көпүрөлөрүн оңдоо боюнча 2025-жылга карата иш-чаралар планы"),
        (("МАКУЛДАШЫЛДЫ     БЕКИТЕМИН", "Боз-Дала айылдык кеңешинин төрагасы     Боз-Дала айыл өкмөтүнүн башчысы",
          "____________ А. Асанов     ____________ Б. Бекова", "«__» ________ 2024-ж.     «__» ________ 2024-ж.",
          "БОЗ-ДАЛА АЙЫЛ АЙМАГЫНЫН КӨПҮРӨЛӨР ПРОГРАММАСЫ", "1-БӨЛҮМ. АБАЛЫ", KY),
         "БОЗ-ДАЛА АЙЫЛ АЙМАГЫНЫН КӨПҮРӨЛӨР ПРОГРАММАСЫ"),
        (("СТРАТЕГИЯ РАЗВИТИЯ МОСТОВ АЙМАКА БОЗ-ДАЛА", "ВВЕДЕНИЕ", RU), "СТРАТЕГИЯ РАЗВИТИЯ МОСТОВ АЙМАКА БОЗ-ДАЛА"),
    ],
)  # fmt: skip
def test_what_stands_around_a_title_of_capitals(lines: tuple[str, ...], title: str) -> None:
    assert title_in(*lines).casefold() == title.casefold()


def test_a_letterhead_may_have_many_lines() -> None:
    head = ["КЫРГЫЗ РЕСПУБЛИКАСЫ", "НАРЫН ОБЛУСУ", "АТ-БАШЫ РАЙОНУ", "БОЗ-ДАЛА АЙЫЛДЫК КЕҢЕШИ"]
    head += ["КЫРГЫЗСКАЯ РЕСПУБЛИКА", "НАРЫНСКАЯ ОБЛАСТЬ", "АТ-БАШИНСКИЙ РАЙОН", "БОЗ-ДАЛИНСКИЙ АЙЫЛНЫЙ КЕНЕШ"]
    lines = [*head, "Т О К Т О М", "2024-жылдын 24-декабры № 3/7", "Көпүрөнү оңдоо жөнүндө"]
    opening = opening_of((*map(paragraph, lines), paragraph(KY), paragraph("ТОКТОМ КЫЛАТ:"), paragraph(KY)))
    assert opening.title == "Көпүрөнү оңдоо жөнүндө" and opening.decides


def test_a_memo_says_for_whom_it_is_in_the_next_line() -> None:
    lines = ("ПАМЯТКА", "для жителей: как сообщить о сломанном мосте")
    assert opening_of((*map(paragraph, lines), paragraph(RU))).title == f"Памятка {lines[1]}"
    assert not opening_of((paragraph("ПАМЯТКА"), paragraph("срок: три дня"), paragraph(RU))).title


def test_a_subject_that_is_set_in_is_no_quotation() -> None:
    head = (paragraph("ТОКТОМ"), paragraph("2024-жылдын 24-декабры № 3/7"))
    decides = (paragraph(KY), paragraph("ТОКТОМ КЫЛАТ:"), paragraph(KY))
    subject = "Көпүрөнү оңдоо жөнүндө"
    assert opening_of((*head, Quote((paragraph(subject),)), *decides)).title == subject
    assert not opening_of((*head, Quote((paragraph("Көпүрө – эки жээктин тили."),)), *decides)).title


def test_place_and_day_begin_a_line_of_plain_text() -> None:
    lines = ["РЕЗОЛЮЦИЯ", "IV форума строителей мостов Баткенской области", "город Баткен, 7–8 ноября 2024 года"]
    assert title_in_text("\n".join([*lines, "", RU])) == "Резолюция IV форума строителей мостов Баткенской области"


def test_for_whom_a_course_is_belongs_to_its_name() -> None:
    lines = ["Көпүрө куруучулар үчүн", "окуу курсунун программасы"]
    assert title_in_text("\n\n".join([*lines, KY])) == " ".join(lines)


def test_two_lines_that_quote_somebody_are_no_title() -> None:
    said = ["«Нам говорили: мост подождёт.", "А река не ждёт».", "Бурул Садыкова, мать четверых детей"]
    assert title_in_text("\n".join([*said, RU_TITLE, RU])) == RU_TITLE


def title_in_text(text: str) -> str:
    found, _ = read_file(text.encode(), "a.txt", Notes())
    return title_of(found.blocks, found.title, found.sure)[0]
