"""What an imported text shows without styles for it: headings, titles among other lines, lists of sources, kinds."""

from __future__ import annotations

import pytest

from importing import body, document, imported, said
from portal.editing.importing.kinds import kind_of
from portal.editing.importing.title_lines import is_around
from word_files import ODT_STYLES, archive, docx, par, run

TEXT = ("Айылда таза суу жок болчу, тургундар аны дарыядан ташып ичишчү жана ал үчүн көп убакыт кетирчү. " * 2).strip()
HEADS = ("Таза суу келди", "Көйгөй", "Долбоор кантип башталды", "Натыйжа")
LINES = [(head, f"{TEXT} {number}") for number, head in enumerate(HEADS)]
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_BOLD = '<style:text-properties fo:font-weight="bold"/>'


def odt(content: str, styles: str = "") -> bytes:
    """An odt; ``styles`` are those of the content."""
    spaces = {"office": "office:1.0", "style": "style:1.0", "text": "text:1.0", "fo": "xsl-fo-compatible:1.0"}
    names = " ".join(f'xmlns:{name}="{_ODF}{uri}"' for name, uri in spaces.items())
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {names}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{content}</office:text></office:body>"
            "</office:document-content>",
            "styles.xml": ODT_STYLES,
        }
    )


def in_odt(head: str, styles: str) -> bytes:
    """The lines with heads as ``head`` writes them."""
    return odt("".join(f"{head.format(text)}<text:p>{below}</text:p>" for text, below in LINES), styles)


def in_docx(head: str, styles: str = "") -> bytes:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    parts = {"word/styles.xml": f'<w:styles xmlns:w="{word}">{styles}</w:styles>'} if styles else {}
    return docx(*(part for text, below in LINES for part in (head.format(text), par(below))), parts=parts)


def in_html(head: str) -> str:
    return "".join(f"{head.format(text)}<p>{below}</p>" for text, below in LINES)


_STYLED = '<style:style style:name="{}" style:family="{}"{}>{}</style:style>'
SAME = {
    "bold.docx": in_docx(par(run("{}", bold=True))),
    "style.docx": in_docx(
        par("{}", style="mine"),
        '<w:style w:type="paragraph" w:styleId="base"><w:name w:val="Base"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="mine"><w:name w:val="Mine"/><w:basedOn w:val="base"/></w:style>',
    ),
    "span.odt": in_odt(
        '<text:p><text:span text:style-name="T">{}</text:span></text:p>', _STYLED.format("T", "text", "", _BOLD)
    ),
    "style.odt": in_odt(
        '<text:p text:style-name="P">{}</text:p>',
        _STYLED.format("B", "paragraph", "", _BOLD)
        + _STYLED.format("P", "paragraph", ' style:parent-style-name="B"', ""),
    ),
    "bold.html": in_html("<p><b>{}</b></p>"),
    "style.html": in_html('<p style="font-weight: bold">{}</p>'),
    "breaks.html": "<p>" + "<br><br>".join(f"<b>{text}</b><br>&nbsp;{below}" for text, below in LINES) + "</p>",
}


@pytest.mark.parametrize("name", SAME)
def test_bold_lines_are_headings_in_every_format(name: str) -> None:
    result = imported(SAME[name], name=name)
    card, text = document(result)
    assert card["title"] == "Таза суу келди"
    heads = [line.lstrip("# ") for line in text.split("\n") if line.startswith("#")]
    assert heads == ["Көйгөй", "Долбоор кантип башталды", "Натыйжа"]
    assert not said(result, "words-lost")


def test_styles_of_headings_count_in_an_odt() -> None:
    heads = "".join(
        f'<text:p text:style-name="{style}">{text}</text:p><text:p>{TEXT}</text:p>'
        for style, text in (("Title", "«Таза суу» программасы"), ("Mine", "Биринчи бөлүк"), ("Subtitle", "Кошумча"))
    )
    derived = _STYLED.format("Mine", "paragraph", ' style:parent-style-name="Heading_20_1"', "")
    derived += _STYLED.format("Subtitle", "paragraph", ' style:parent-style-name="Heading"', "")
    card, text = document(imported(odt(heads, derived), name="a.odt"))
    assert card["title"] == "«Таза суу» программасы"
    assert "## Биринчи бөлүк" in text and "# Кошумча" not in text


def test_the_name_of_a_section_alone_is_a_heading() -> None:
    text = body(imported(docx(par("Таза суу келди"), par("Көйгөй"), par(TEXT), par("Көйгөй бар."), par(LINES[1][1]))))
    assert text.startswith("## Көйгөй") and "\n\nКөйгөй бар.\n" in text


def test_a_line_of_signs_below_makes_a_heading_in_plain_text() -> None:
    text = f"ТАЗА СУУ КЕЛГЕНИ\n  ТУУРАЛУУ БАЯН\n======\n\n{TEXT}\n\n1. Көйгөй\n-------\n{TEXT}\n-------\n{TEXT}\n"
    card, text = document(imported(text, name="a.txt"))
    assert card["title"] == "ТАЗА СУУ КЕЛГЕНИ ТУУРАЛУУ БАЯН"
    assert text.count("## ") == 1 and "## Көйгөй" in text


def test_the_next_number_makes_a_heading_in_plain_text_and_an_author_none() -> None:
    text = f"{HEADS[2]}\n\nАйнура Садыкова, айылдын адиси\n\n{TEXT}\n\n1. Көчөлөр\n\n{TEXT} 1\n\n2. Үйлөр\n\nУшундай.\n"
    text = body(imported(text, name="a.txt", kind="event"))
    assert "## 1. Көчөлөр" in text and "## 2. Үйлөр" in text and "\n# " not in text and "# Айнура" not in text


AROUND = [
    "«Тепке-Булак айыл өкмөтү» мекемеси", "Айыл окмоту «Сары-Дала»", "Жазы-Булак айыл өкмөтү, Жалал-Абад облусу",
    "«Жергиликтүү демократия» окуу борбору", "Бишкек шаары 2023-жылдын 7-марты", "Бишкек — 2022", "Ак-Жазы айылы, 2023",
    "г. Ош, 12 мая 2023 года", "ОПЫТ МУНИЦИПАЛИТЕТОВ", "ЖАКШЫ ТАЖРЫЙБА", "Проект", "(описание практики)",
    "Ассоциации муниципалитетов,", "отделу обмена опытом", "исх. № 02-6/311 от 09.11.2023 г.",
    "Айнура Садыкова, специалист", "Төрага Т. Асанбеков",
]  # fmt: skip
TITLES = [
    "Свет на каждой улице: как Кызыл-Дёбё перешёл на светодиоды", "Эски клубдан — жаңы бала бакча",
    "Центр обслуживания населения: опыт Оша", "Көчөбүздү өзүбүз жарык кылдык",
    "Стратегия развития города на 2024–2028 годы", "Айылдык жыйынды өткөрүү боюнча колдонмо",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("line", AROUND)
def test_lines_around_a_title(line: str) -> None:
    assert is_around(line)
    card, _ = document(imported(docx(par(run(line, True)), par(run(TITLES[0], True)), par(TEXT))))
    assert card["title"] == TITLES[0]


@pytest.mark.parametrize("line", TITLES)
def test_titles_are_not_taken_for_lines_around(line: str) -> None:
    assert not is_around(line)


def test_a_title_in_two_lines_is_one() -> None:
    first, second = "ЖЕТИ КӨЧӨГӨ ТАЗА СУУ:", "ТЕПКЕ-БУЛАК АЙЫЛЫНЫН ТАЖРЫЙБАСЫ"
    card, text = document(imported(docx(par(run(first, True)), par(run(second, True)), par(TEXT))))
    assert card["title"] == f"{first} {second}" and second not in text
    owned = "Айыл өкмөттөрүнүн башчыларынын облустук кеңешмесинин"
    card, _ = document(imported(docx(par(run(owned, True)), par(run("ЧЕЧИМИ", True)), par(TEXT))))
    assert card["title"] == f"{owned} чечими"


def test_a_table_over_the_title_does_not_hide_it() -> None:
    page = f"<table><tr><td>Заявитель</td><td>Айыл окмоту</td></tr></table><p><b>{TITLES[1]}</b></p><p>{TEXT}</p>"
    assert document(imported(page, name="a.html"))[0]["title"] == TITLES[1]


@pytest.mark.parametrize(
    ("title", "first"),
    [(f"{TITLES[0]} | Портал", "Портал"), (f"Портал :: {TITLES[0]}", "Жаңылыктар"), (TITLES[0], "Токтомдор")],
)
def test_the_title_of_a_page_is_the_part_that_stands_in_its_text(title: str, first: str) -> None:
    page = f"<title>{title}</title><h1>{first}</h1><p><b>{TITLES[0]}</b></p><p>{TEXT}</p>"
    card, text = document(imported(page, name="a.html"))
    assert card["title"] == TITLES[0] and f"# {first}" not in text


def test_the_name_of_a_site_is_no_title() -> None:
    page = f"<title>Айыл Демилгеси</title><p><b>{TITLES[3]}</b></p><p>{TEXT}</p><p>© 2023 Айыл Демилгеси</p>"
    assert document(imported(page, name="a.html"))[0]["title"] == TITLES[3]


def test_a_table_that_lays_a_page_out_is_no_table() -> None:
    inner = "".join(f"<p><b>{head}</b></p><p>{TEXT}</p>" for head, _ in LINES)
    page = f"<table><tr><td>Айыл</td><td></td></tr><tr><td>Меню</td><td>{inner}</td></tr></table>"
    text = body(imported(page, name="a.html"))
    assert "## Көйгөй" in text and "|" not in text


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Айылдык жыйынды өткөрүү боюнча колдонмо", "concept"),
        ("Лидер аялдардын республикалык форумунун сунуштары", "resolution"),
        ("Рекомендации форума сельских женщин", "resolution"),
        ("Программа повышения квалификации работников айыл окмоту", "concept"),
        ("Айыл тажрыйбасы: суу түтүгү", "practice"),
    ],
)
def test_the_word_that_names_the_text_says_its_kind(title: str, kind: str) -> None:
    assert kind_of(title, TEXT).kind == kind


# Sources and summary -----------------------------------------------------------------------------------------

LEAD = "В 2022 году жители построили водопровод за счёт местного бюджета и грантов, и вода дошла до каждого двора."
SOURCES = [
    ("Отчёт айыл окмоту за 2022 год. URL: https://a.kg/o.pdf (дата обращения: 12.03.2024).",
     {"title": "Отчёт айыл окмоту за 2022 год", "url": "https://a.kg/o.pdf", "language": "ru"}),
    ("Айыл өкмөтүнүн сайты жана жаңылыктары: www.b.kg/x",
     {"title": "Айыл өкмөтүнүн сайты жана жаңылыктары", "url": "http://www.b.kg/x", "language": "ky"}),
    ("https://c.kg/d", {"title": "c.kg/d", "url": "https://c.kg/d", "language": "ru"}),
    ("Решение местного кенеша от 5 мая 2021 года № 12",
     {"title": "Решение местного кенеша от 5 мая 2021 года № 12", "language": "ru"}),
]  # fmt: skip


def page(*entries: str, head: str = "<h2>Источники:</h2>", mark: str = "ol", lead: str = LEAD) -> str:
    rows = "".join(f"<li>{entry}</li>" for entry in entries)
    return (
        f"<h1>Вода в селе</h1><p>{lead}</p><h2>Проблема</h2><p>Воды не было [1], люди возили её [2, 4] и [9].</p>"
        f"<h2>Что сделали</h2><p>Построили водопровод за лето, помогали все жители.</p>{head}<{mark}>{rows}</{mark}>"
    )


@pytest.mark.parametrize(
    "head", ["<h2>Источники:</h2>", "<p>Список использованной литературы</p>", "<h3>Булактар</h3>"]
)
def test_a_list_of_sources_goes_into_the_card(head: str) -> None:
    result = imported(page(*(text for text, _ in SOURCES), head=head), name="a.html")
    card, text = document(result)
    found = [{key: item[key] for key in ("title", "url", "language") if key in item} for item in card["sources"]]
    assert found[1:] == [source for _, source in SOURCES]
    assert str(card["sources"][1]["accessed"]) == "2024-03-12"
    assert "Источники" not in text and "https://" not in text
    assert "Воды не было {s2}, люди возили её {s3, s5} и \\[9\\]." in text
    assert not said(result, "words-lost")


def test_an_entry_that_names_nothing_stays_and_is_told() -> None:
    result = imported(page(SOURCES[0][0], "там же", mark="ul"), name="a.html")
    card, text = document(result)
    assert len(card["sources"]) == 2 and "там же" in text and "Источники" in text
    assert said(result, "sources-left") == ["там же"] and "\\[1\\]" in text


def test_the_first_paragraph_does_not_stand_twice() -> None:
    result = imported(page(), name="a.html")
    card, text = document(result)
    assert card["summary"] == LEAD and LEAD not in text
    assert said(result, "summary-moved") == [LEAD]
    longer = f"{LEAD} " + "Потом к ним пришли соседи, чтобы посмотреть, как это было сделано и сколько стоило. " * 4
    card, text = document(imported(page(lead=longer), name="a.html"))
    assert text.startswith(card["summary"]), "what is more than the summary is not torn apart"
    kept = body(imported(page(), name="a.html", kind="concept"))
    assert kept.startswith(LEAD), "a regulation is printed whole"
