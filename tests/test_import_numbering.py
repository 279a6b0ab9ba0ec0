"""Numbers of points stay: what «пункт 2.1» in a text points to can be found in the imported document."""

from __future__ import annotations

import markdown
import pytest

from importing import body, imported
from word_files import ODT_STYLES, archive, docx, par

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
Levels = list[tuple[str, str]]
Points = list[tuple[int, str]]
MULTI: Levels = [("decimal", "%1."), ("decimal", "%1.%2."), ("decimal", "%1.%2.%3."), ("russianLower", "%4)")]

ARTICLE = "Жергиликтүү кеңеш ушул Жободо белгиленген тартипте жергиликтүү бюджетти карайт жана бекитет."
DUTY = "Местный кенеш рассматривает и утверждает местный бюджет в порядке, установленном настоящим Положением."


def numbering(levels: Levels, lists: str = "") -> str:
    inner = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{counts}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (counts, text) in enumerate(levels)
    )
    return (
        f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{lists}</w:numbering>'
    )


def as_docx(levels: Levels, points: Points, last: str) -> bytes:
    parts = [par("Кеңештин регламенти жөнүндө жобо", style="h1")]
    parts += [par(text, number=(1, depth)) if depth >= 0 else par(text) for depth, text in points]
    return docx(*parts, par(last), parts={"word/numbering.xml": numbering(levels)})


_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "style")
)
_FORMATS = {"decimal": "1", "russianLower": "а, б, .., аа, аб", "lowerLetter": "a", "upperRoman": "I"}


def as_odt(levels: Levels, points: Points, last: str) -> bytes:
    styles = ""
    for depth, (counts, text) in enumerate(levels, 1):
        before, _, rest = text.partition("%")
        after = rest.rpartition("%")[2][1:] if "%" in rest else rest[1:]
        styles += (
            f'<text:list-level-style-number text:level="{depth}" style:num-format="{_FORMATS[counts]}" '
            f'style:num-prefix="{before}" style:num-suffix="{after}" text:display-levels="{text.count("%")}"/>'
        )
    lines = ""
    for depth, text in points:
        line = f"<text:p>{text}</text:p>"
        for level in range(depth, -1, -1):
            name = ' text:style-name="L1" text:continue-numbering="true"' if level == 0 else ""
            line = f"<text:list{name}><text:list-item>{line}</text:list-item></text:list>"
        lines += line
    content = (
        f'<office:document-content {_ODF}><office:automatic-styles><text:list-style style:name="L1">{styles}'
        "</text:list-style></office:automatic-styles><office:body><office:text>"
        f'<text:h text:outline-level="1">Кеңештин регламенти жөнүндө жобо</text:h>{lines}<text:p>{last}</text:p>'
        "</office:text></office:body></office:document-content>"
    )
    manifest = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "styles.xml": ODT_STYLES,
            "META-INF/manifest.xml": manifest,
        }
    )


TEXTS: list[tuple[Levels, Points, str, list[str]]] = [
    (
        MULTI,
        [(0, "Жалпы жоболор"), (1, ARTICLE), (1, "Экинчи абал колдонулат."), (0, "Иштөө тартиби"),
         (1, "Үчүнчү абал колдонулат."), (2, "Терең абал."), (3, "биринчи тамга;"), (3, "экинчи тамга.")],
        "Ушул Жобонун 2.1-пунктунда каралган учурлар өзгөчө болуп саналат.",
        ["1.1. Жергиликтүү", "1.2. Экинчи", "2.1. Үчүнчү", "2.1.1. Терең", "а) биринчи", "б) экинчи"],
    ),
    (
        [("decimal", "%1."), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3"), ("decimal", "%4)")],
        [(0, "Общие положения"), (1, DUTY), (1, "Второе положение действует."), (0, "Порядок работы"),
         (1, "Третье положение действует."), (2, "Глубокое положение."), (3, "первое слово;"), (3, "второе слово.")],
        "Случаи, указанные в пункте 2.1 настоящего Положения, рассматриваются отдельно.",
        ["1.1 Местный", "1.2 Второе", "2.1 Третье", "2.1.1 Глубокое", "1) первое", "2) второе"],
    ),
    (
        [("decimal", "Глава %1."), ("decimal", "%1.%2.")],
        [(0, "Общие положения"), (1, DUTY), (0, "Права депутатов"), (1, "Депутат вправе вносить вопросы.")],
        "В соответствии с пунктом 2.1 главы 2 депутат вносит вопрос письменно.",
        ["Глава 1. Общие", "1.1. Местный", "Глава 2. Права", "2.1. Депутат"],
    ),
    (
        [("decimal", "%1)"), ("russianLower", "%2)")],
        [(0, DUTY), (1, "первая буква;"), (1, "вторая буква;"), (0, "контролирует исполнение бюджета.")],
        "Расходы по подпункту 1 согласуются с комиссией заранее.",
        ["1) Местный", "а) первая", "б) вторая", "2) контролирует"],
    ),
    (
        [("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)")],
        [(0, "Жалпы бөлүк"), (1, ARTICLE), (2, "биринчи;"), (2, "экинчи;"), (0, "Өзгөчө бөлүк"), (1, "Абал жаңы.")],
        "I бөлүмдүн 1-пунктунун «b» пунктчасы колдонулат.",
        ["I. Жалпы", "a) биринчи", "b) экинчи", "II. Өзгөчө"],
    ),
]  # fmt: skip


@pytest.mark.parametrize("write", [as_docx, as_odt])
@pytest.mark.parametrize("given", TEXTS, ids=lambda item: item[3][0].split()[0])
@pytest.mark.slow
def test_numbers_made_by_the_program_stay(given, write) -> None:  # type: ignore[no-untyped-def]
    levels, points, last, expected = given
    name = "file.docx" if write is as_docx else "file.odt"
    text = body(imported(write(levels, points, last), name=name)).replace("\\", "")
    for label in expected:
        assert label in text, text


def as_txt(levels: Levels, points: Points, last: str, labels: list[str]) -> str:
    """The text typed by hand, with ``labels`` before the points that have them."""
    typed = {label.split(" ", label.count(" "))[-1]: label.rpartition(" ")[0] for label in labels}
    firsts = [text.split()[0].strip(";") for _, text in points]
    lines = [
        f"{typed[first]} {text}" if first in typed else text for first, (_, text) in zip(firsts, points, strict=True)
    ]
    return "\n".join(("Кеңештин регламенти жөнүндө жобо", *lines, last))


@pytest.mark.parametrize("given", TEXTS, ids=lambda item: item[3][0].split()[0])
def test_numbers_typed_by_hand_stay(given) -> None:  # type: ignore[no-untyped-def]
    levels, points, last, expected = given
    text = body(imported(as_txt(levels, points, last, expected), name="file.txt")).replace("\\", "")
    for label in expected:
        assert label in text, text


PAGES: list[tuple[str, str, list[str]]] = [
    (f"<ol type='a'><li>{ARTICLE}</li><li>экинчи тамга</li></ol>", "«b» пунктчасы", ["a) Жергиликтүү", "b) экинчи"]),
    (f"<ol type='I'><li>{ARTICLE}</li><li>экинчи бөлүк</li></ol>", "2-пункт", ["I) Жергиликтүү", "II) экинчи"]),
    (f"<ol start='3'><li>{ARTICLE}</li><li>төртүнчү</li></ol>", "4-пункт", ["3. Жергиликтүү", "4. төртүнчү"]),
    (f"<p>1.1. {ARTICLE}</p><p>2.1.1. Терең абал.</p><p>а) тамга</p>", "2.1.1-пункт",
     ["1.1. Жергиликтүү", "2.1.1. Терең", "а) тамга"]),
    (f"<p>1) {ARTICLE}</p><p>2) экинчи абал</p>", "2-пункт", ["1) Жергиликтүү", "2) экинчи"]),
    (f"<ol><li>{ARTICLE}</li><li value='7'>жетинчи</li><li>сегизинчи</li></ol>", "7-пункт",
     ["1. Жергиликтүү", "7. жетинчи", "8. сегизинчи"]),
]  # fmt: skip


@pytest.mark.parametrize(("points", "last", "expected"), PAGES)
def test_numbers_of_web_pages_stay(points: str, last: str, expected: list[str]) -> None:
    page = f"<html><body><h1>Кеңештин регламенти жөнүндө жобо</h1>{points}<p>Ушул жобонун {last} колдонулат.</p>"
    text = body(imported(page, name="file.html")).replace("\\", "")
    for label in expected:
        assert label in text, text


def test_numbers_of_headings_and_lists_that_begin_anew() -> None:
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        "</w:lvlOverride></w:num>"
    )
    parts = [
        par("Кеңештин регламенти жөнүндө жобо", style="title"),
        par("Жалпы жоболор", style="h2", number=(1, 0)),
        par(ARTICLE, number=(1, 1)),
        par("Иштөө тартиби", style="h2", number=(2, 0)),
        par("Жаңы абал колдонулат.", number=(2, 1)),
    ]
    text = body(imported(docx(*parts, parts={"word/numbering.xml": numbering(MULTI, again)}), kind="event"))
    for label in ("## 1. Жалпы", "1.1. Жергиликтүү", "## 5. Иштөө", "5.1. Жаңы"):
        assert label in text.replace("\\", ""), text


def test_a_simple_list_stays_a_list() -> None:
    parts = [par("Жол оңдоо тажрыйбасы", style="h1"), par(ARTICLE), *(par(text, number=(1, 0)) for text in "абв")]
    assert "1. а\n2. б\n3. в" in body(imported(docx(*parts)))


def test_a_number_at_which_a_list_begins_anew_belongs_to_its_level_alone() -> None:
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        '</w:lvlOverride><w:lvlOverride w:ilvl="3"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    parts = [
        par("Кеңештин регламенти жөнүндө жобо", style="title"),
        par("Жалпы жоболор", number=(1, 0)),
        par(ARTICLE, number=(1, 1)),
        par("биринчи тамга;", number=(2, 3)),
        par("Экинчи абал колдонулат.", number=(1, 1)),
        par("Иштөө тартиби", number=(1, 0)),
    ]
    text = body(imported(docx(*parts, parts={"word/numbering.xml": numbering(MULTI, again)})))
    for label in ("а) биринчи", "1.2. Экинчи", "2. Иштөө"):
        assert label in text.replace("\\", ""), text


@pytest.mark.parametrize(
    ("restart", "expected"),
    [('<w:lvlRestart w:val="0"/>', "Статья 2. Иштөө"), ("", "Статья 1. Иштөө"),
     ('<w:lvlRestart w:val="1"/>', "Статья 1. Иштөө")],
)  # fmt: skip
def test_articles_are_counted_through_the_chapters(restart: str, expected: str) -> None:
    levels = numbering([("decimal", "Глава %1."), ("decimal", "Статья %2.")])
    levels = levels.replace('<w:lvlText w:val="Статья', restart + '<w:lvlText w:val="Статья')
    parts = [par("Кеңештин регламенти жөнүндө жобо", style="title")]
    points = ((0, "Жалпы жоболор"), (1, ARTICLE), (0, "Тартип"), (1, "Иштөө тартиби ушул жерде жазылган."))
    parts += [par(text, number=(1, depth)) for depth, text in points]
    text = body(imported(docx(*parts, parts={"word/numbering.xml": levels})))
    assert expected in text.replace("\\", "") and "Глава 2. Тартип" in text.replace("\\", ""), text


def test_an_empty_point_is_counted() -> None:
    gone = '<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>{}</w:pPr></w:p>'
    deleted = gone.format('<w:rPr><w:del w:id="7" w:author="А"/></w:rPr>')
    parts = [par("Кеңештин регламенти жөнүндө жобо", style="title"), par("Жалпы жоболор", number=(1, 0))]
    parts += [par(ARTICLE, number=(1, 1)), gone.format(""), deleted, par("Үчүнчү абал колдонулат.", number=(1, 1))]
    text = body(imported(docx(*parts, parts={"word/numbering.xml": numbering(MULTI)})))
    assert "1.3. Үчүнчү" in text.replace("\\", "") and "1.2." not in text, text


def test_headings_of_an_odt_that_a_style_takes_out_of_the_count() -> None:
    space = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    outline = (
        f'<office:styles><style:style style:name="Out" style:family="paragraph" style:list-style-name=""/>'
        f'<text:outline-style {space}><text:outline-level-style text:level="1" style:num-format="1" '
        'style:num-prefix="Глава " style:num-suffix="."/></text:outline-style></office:styles>'
    )
    styles = ODT_STYLES.replace("<office:styles/>", outline)
    own = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Out"/>'
    heads = (("P1", "Кеңештин регламенти жөнүндө жобо"), ("Out", "Алгы сөз"), ("H", "Жалпы жоболор"))
    content = (
        f"<office:document-content {_ODF}><office:automatic-styles>{own}</office:automatic-styles><office:body>"
        "<office:text>" + "".join(
            f'<text:h text:outline-level="1" text:style-name="{style}">{head}</text:h><text:p>{ARTICLE}</text:p>'
            for style, head in heads
        ) + "</office:text></office:body></office:document-content>"
    )  # fmt: skip
    files = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, "styles.xml": styles}
    text = body(imported(archive(files), name="file.odt")).replace("\\", "")
    assert "Глава 1. Жалпы" in text and "Глава 2" not in text and "Глава 1. Алгы" not in text, text


def test_deeper_points_go_on_behind_a_list_that_stands_higher() -> None:
    parts = [par("Жол оңдоо тажрыйбасы", style="h1"), par(ARTICLE), par("бир", number=(1, 0))]
    parts += [par("ички бир", number=(1, 1)), par("жебе", number=(2, 0)), par("ички эки", number=(1, 1))]
    text = body(imported(docx(*parts, par("эки", number=(1, 0)))))
    assert all(line in text for line in ("1. бир", "1. ички бир", "2. ички эки", "2. эки")), text


@pytest.mark.parametrize(
    ("points", "shown"),
    [
        ([("бир", (1, 0)), ("ички", (1, 1)), ("жебе", (2, 1)), ("ички эки", (1, 1)), ("эки", (1, 0))],
         '<li><p>бир</p><ol><li>ички</li></ol><ul><li>жебе</li></ul><ol start="2"><li>ички эки</li></ol></li>'
         "<li><p>эки</p></li></ol>"),
        ([("бир", (1, 0)), ("ички", (1, 1)), ("Сап.", None), ("ички эки", (1, 1)), ("эки", (1, 0))],
         '<p>Сап.</p><ol start="2"><li>ички эки</li></ol><p>2. эки</p>'),
    ],
)  # fmt: skip
def test_a_page_shows_the_numbers_of_the_text(points: list[tuple[str, tuple[int, int] | None]], shown: str) -> None:
    parts = [par(text, number=number) for text, number in points]
    text = body(imported(docx(par("Жол оңдоо тажрыйбасы", style="h1"), par(ARTICLE), *parts)))
    page = markdown.markdown(text, extensions=["sane_lists"], tab_length=4)
    assert shown in page.replace("\n", ""), page


def test_legal_numbers_keep_their_zero() -> None:
    levels = numbering([("upperRoman", "Бөлүм %1."), ("decimalZero", "Берене %1.%2")])
    levels = levels.replace('<w:lvlText w:val="Берене', '<w:isLgl/><w:lvlText w:val="Берене')
    parts = [par("Кеңештин регламенти жөнүндө жобо", style="title"), par("Жалпы жоболор", number=(1, 0))]
    text = body(imported(docx(*parts, par(ARTICLE, number=(1, 1)), parts={"word/numbering.xml": levels})))
    assert "Бөлүм I. Жалпы" in text and "Берене 1.01 Жергиликтүү" in text, text


def test_a_list_that_changes_a_level_is_counted_with_the_others_of_its_kind() -> None:
    own = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    changed = f'<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">{own}</w:lvlOverride></w:num>'
    parts = [par("Кеңештин регламенти жөнүндө жобо", style="title"), par("Жалпы жоболор", number=(2, 0))]
    parts += [par("Иштөө тартиби ушундай болот.", number=(2, 0)), par(ARTICLE, number=(1, 1))]
    levels = [("decimal", "%1."), ("decimal", "%1.%2.")]
    text = body(imported(docx(*parts, parts={"word/numbering.xml": numbering(levels, changed)})))
    assert "2.1. Жергиликтүү" in text.replace("\\", "") and "2. Иштөө" in text.replace("\\", ""), text
