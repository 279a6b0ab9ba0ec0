"""Numbers of points stay: what «пункт 2.1» in a text points to can be found in the imported document."""

from __future__ import annotations

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
def test_numbers_made_by_the_program_stay(given, write) -> None:  # type: ignore[no-untyped-def]
    levels, points, last, expected = given
    name = "file.docx" if write is as_docx else "file.odt"
    text = body(imported(write(levels, points, last), name=name)).replace("\\", "")
    for label in expected:
        assert label in text, text
