"""Ways by which words of public files got lost, each in the smallest file that has it."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from importing import body, document, imported, refused, said
from portal.editing.importing.accounting import bare, lost_words
from portal.editing.importing.importer import Result
from portal.editing.importing.notes import CannotImportError
from word_files import ODT_STYLES, archive, cell, change, docx, note_mark, par, picture, run
from word_files import table as word_table

TEXT = "Бул иш ашар жолу менен 2022-жылы жасалды, айылдын тургундары кубанды."
TITLE = par("Жол оңдоо тажрыйбасы", style="h1")
_NAMES = {name: name for name in ("office", "text", "table", "style")} | {"draw": "drawing", "svg": "svg-compatible"}
_ODF = " ".join(f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for prefix, name in _NAMES.items())


def odt(inner: str, **parts: str) -> Result:
    """An odt with a title, a paragraph and ``inner``; ``parts``: ``styles`` and others, dots in names as ``__``."""
    content = (
        f"<office:document-content {_ODF}><office:automatic-styles/><office:body><office:text>"
        f'<text:h text:outline-level="1">Жол оңдоо тажрыйбасы</text:h><text:p>{TEXT}</text:p>{inner}</office:text>'
        "</office:body></office:document-content>"
    )
    files = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, "styles.xml": ODT_STYLES}
    return imported(archive({**files, **parts}), name="a.odt")


def row(*cells: str) -> str:
    return (
        f"<table:table-row>{''.join(f'<table:table-cell>{one}</table:table-cell>' for one in cells)}</table:table-row>"
    )


def table(*rows: str) -> str:
    return f"<table:table><table:table-column/>{''.join(rows)}</table:table>"


@pytest.mark.parametrize(
    "field",
    ["date", "time", "author-name", "file-name", "user-field-get", "variable-set", "placeholder", "sequence-ref",
     "note-ref", "conditional-text", "page-count", "meta", "database-display"],
)  # fmt: skip
def test_fields_of_an_odt_keep_their_words(field: str) -> None:
    result = odt(f"<text:p>Бүгүн <text:span><text:{field}>талаа сөзү</text:{field}></text:span> бар.</text:p>")
    assert "Бүгүн талаа сөзү бар." in body(result) and not said(result, "words-lost")


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        (table(row("<text:h>Уячадагы баш сөз</text:h>", "<text:p>сан</text:p>")), "| Уячадагы баш сөз | сан |"),
        (table(row(f"<text:p>сырты</text:p>{table(row('<text:p>ичи</text:p>', '<text:p>эки</text:p>'))}",
                   "<text:p>сан</text:p>")), "| сырты; ичи, эки | сан |"),
        (f"<table:table><table:table-column/><table:table-row-group>{row('<text:p>топ</text:p>', '<text:p>1</text:p>')}"
         "</table:table-row-group></table:table>", "| топ | 1 |"),
        (table(row("<text:p>бир</text:p>"), row("<text:p>эки</text:p>", "<text:p>үч</text:p>")), "| эки | үч |"),
        (table(row("<text:p>бир</text:p>").replace("cell>", "cell table:number-columns-spanned='2'>", 1).replace(
            "</table:table-row>", "<table:covered-table-cell/></table:table-row>"),
            row("<text:p>эки</text:p>", "<text:p>үч</text:p>", "<text:p>төрт</text:p>")), "| эки | үч | төрт |"),
        ("<text:numbered-paragraph><text:p>Номерленген сап.</text:p></text:numbered-paragraph>", "Номерленген сап."),
        ("<text:bibliography><text:index-body><text:p>Биринчи китеп.</text:p></text:index-body></text:bibliography>",
         "Биринчи китеп."),
        ("<text:p>Сап <text:ruby><text:ruby-base>негиз</text:ruby-base><text:ruby-text>окулушу</text:ruby-text>"
         "</text:ruby> ушул.</text:p>", "Сап негиз (окулушу) ушул."),
        ("<text:p>Сап<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body>"
         "<text:p>Шилтеме</text:p><text:list><text:list-item><text:p>тизмеси</text:p></text:list-item></text:list>"
         "</text:note-body></text:note> ушул.</text:p>", "Шилтеме тизмеси"),
    ],
)  # fmt: skip
def test_what_the_converter_does_not_read_of_an_odt(inner: str, shown: str) -> None:
    result = odt(inner)
    assert shown in body(result) and not said(result, "words-lost")


@pytest.mark.parametrize(
    "box",
    [
        "<text:p>Сап <draw:frame><draw:text-box><text:p>Рамкадагы сөз</text:p></draw:text-box></draw:frame> ушул."
        "</text:p>",
        "<text:p>Сап <draw:custom-shape><text:p>Рамкадагы сөз</text:p></draw:custom-shape> ушул.</text:p>",
        "<text:p>Сап ушул.</text:p><draw:g><draw:rect><text:p>Рамкадагы сөз</text:p></draw:rect></draw:g>",
        f"<text:p>Сап <draw:frame><draw:text-box><text:p>Тышкы <draw:frame><draw:text-box>"
        f"{table(row('<text:p>Рамкадагы сөз</text:p>', '<text:p>эки</text:p>'))}</draw:text-box></draw:frame></text:p>"
        "</draw:text-box></draw:frame> ушул.</text:p>",
    ],
)
def test_boxes_of_an_odt_go_behind_their_line_as_those_of_word(box: str) -> None:
    result = odt(box)
    text = body(result)
    assert text.index("ушул.") < text.index("Рамкадагы сөз") and text.count("Рамкадагы") == 1
    assert "Рамкадагы сөз" in " ".join(said(result, "text-box")) and not said(result, "words-lost")


def test_what_an_odt_has_around_its_text_is_told() -> None:
    margins = (
        f"<office:document-styles {_ODF}><office:styles/><office:automatic-styles/><office:master-styles>"
        "<style:master-page><style:header><text:p>Айыл өкмөтү</text:p></style:header><style:header-first><text:p>"
        "№ 15/2</text:p></style:header-first></style:master-page></office:master-styles></office:document-styles>"
    )
    words = "<office:body><text:p>Суунун баасы</text:p></office:body>"
    chart = f"<office:document-content {_ODF}>{words}</office:document-content>"
    frame = (
        "<text:p><draw:frame><draw:object/><svg:title>Диаграмма</svg:title><svg:desc>Баанын өсүшү</svg:desc>"
        "</draw:frame></text:p>"
    )
    contents = (
        "<text:table-of-content><text:index-body><text:index-title><text:p>Мазмуну</text:p></text:index-title><text:p>"
        "Көйгөй 3</text:p></text:index-body></text:table-of-content>"
    )
    covered = (
        "<table:table><table:table-column/><table:table-row><table:table-cell table:number-columns-spanned='2'>"
        "<text:p>кенен</text:p></table:table-cell><table:covered-table-cell><text:p>жабылган</text:p>"
        "</table:covered-table-cell></table:table-row></table:table>"
    )
    result = odt(frame + contents + covered, **{"styles.xml": margins, "Object 1/content.xml": chart})
    assert said(result, "page-margins") == ["Айыл өкмөтү", "№ 15/2"]
    assert set(said(result, "drawing-left")) == {"Суунун баасы", "Диаграмма", "Баанын өсүшү"}
    assert {"Мазмуну", "Көйгөй 3"} <= set(said(result, "furniture"))
    assert said(result, "hidden-text") == ["жабылган"]
    assert not said(result, "words-lost")


def test_a_formula_of_an_odt_stays_and_its_doctype_does_no_harm() -> None:
    doctype = '<!DOCTYPE math:math PUBLIC "-//OpenOffice.org//DTD Modified W3C MathML 1.01//EN" "math.dtd">'
    formula = f'{doctype}<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mi>x</m:mi><m:mo>+</m:mo></m:math>'
    frame = (
        '<text:p>Эсеп: <draw:frame><draw:object xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="./Object 1"/>'
        "</draw:frame> ушундай.</text:p>"
    )
    result = odt(frame, **{"Object 1/content.xml": formula})
    assert said(result, "formula") == ["x +"] and not said(result, "words-lost")
    bomb = formula.replace(doctype, '<!DOCTYPE a [<!ENTITY b "c">]>')
    with pytest.raises(CannotImportError, match="stop-doctype"):
        odt(frame, **{"Object 1/content.xml": bomb})


def _table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{one}</w:tr>' for one in rows)}</w:tbl>"


def _cell(words: str, mark: str = "") -> str:
    return f"<w:tc><w:tcPr>{mark}</w:tcPr>{par(words)}</w:tc>"


AFTER = '<w:trPr><w:gridAfter w:val="1"/></w:trPr>'
BEGIN, GO_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ((AFTER + _cell("бир"), _cell("эки") + _cell("үч")), ["| бир |   |", "| эки | үч |"]),
        ((AFTER + _cell("бир", BEGIN) + _cell("эки"), _cell("", GO_ON) + _cell("үч") + _cell("төрт")),
         ["| бир | эки |   |", "|   | үч | төрт |"]),
        ((_cell("бир") + _cell("эки", BEGIN), _cell("үч"), _cell("төрт") + _cell("", GO_ON)),
         ["| бир | эки |", "| үч |   |", "| төрт |   |"]),
        ((_cell("бир") + _cell("эки", GO_ON), _cell("үч") + _cell("төрт")), ["| бир | эки |", "| үч | төрт |"]),
        ((_cell("бир") + _cell("эки", BEGIN), _cell("үч") + _cell("төрт", GO_ON)), ["| бир | эки |", "| үч | төрт |"]),
    ],
)  # fmt: skip
def test_uneven_tables_of_word_keep_their_cells(rows: tuple[str, ...], shown: list[str]) -> None:
    result = imported(docx(TITLE, par(TEXT), _table(*rows)))
    lines = [line for line in body(result).split("\n") if line.startswith("|") and "---" not in line]
    assert lines == shown and not said(result, "words-lost")


def test_a_table_that_states_a_million_columns() -> None:
    mark = '<w:trPr><w:gridAfter w:val="1000000"/></w:trPr>'
    result = imported(docx(TITLE, par(TEXT), _table(mark + _cell("бир"), _cell("эки") + _cell("үч"))))
    assert "үч" in body(result) and len(body(result)) < 5000


def test_notes_and_remarks_that_hang_on_nothing_are_told() -> None:
    result = imported(
        docx(
            TITLE, par(TEXT, note_mark(2)), footnotes={2: "Шилтеме", 3: "Ээсиз шилтеме"}, comments={7: "Ээсиз эскертүү"}
        )
    )
    assert said(result, "hidden-text") == ["Ээсиз шилтеме"] and said(result, "comments-left") == [
        "Редактор: Ээсиз эскертүү"
    ]
    assert not said(result, "words-lost")


def test_a_watermark_in_the_margins_is_told() -> None:
    space = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    art = '<w:p><w:r><w:pict><v:shape><v:textpath string="ҮЛГҮ"/></v:shape></w:pict></w:r></w:p>'
    result = imported(docx(TITLE, par(TEXT), parts={"word/header1.xml": f"<w:hdr {space}>{art}</w:hdr>"}))
    assert said(result, "drawing-left") == ["ҮЛГҮ"]


def test_a_picture_in_the_line_of_the_title_stays() -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (80, 60), "green").save(drawn, "PNG")
    title = par("Жол оңдоо тажрыйбасы", picture("p1", "Айылдын жолу"), style="h1")
    result = imported(docx(title, par(TEXT), pictures={"p1": ("a.png", drawn.getvalue())}))
    assert document(result)[0]["title"] == "Жол оңдоо тажрыйбасы"
    assert body(result).startswith("![Айылдын жолу](")


def test_words_in_what_runs_and_on_buttons_of_a_page_are_told() -> None:
    page = (
        f"<html><body><h1>Жол оңдоо тажрыйбасы</h1><p>{TEXT}</p><noscript>JavaScript өчүк</noscript>"
        "<svg><text>Сүрөттөгү сөз</text></svg><video>Видео ачылбайт</video><form><img src='a.png' alt='Издөө белгиси'>"
        "<input type='submit' value='Жөнөтүү'></form><p><img src='https://example.org/a.png' alt='logo'></p></body>"
    )
    result = imported(page, name="a.html")
    told = " ".join(said(result, "furniture-page"))
    for words in ("JavaScript өчүк", "Сүрөттөгү сөз", "Видео ачылбайт", "Издөө белгиси", "Жөнөтүү"):
        assert words in told and words not in body(result)
    assert said(result, "picture-foreign") == ["logo → https://example.org/a.png"]


def test_accents_of_latin_letters_are_no_cyrillic_letters() -> None:
    text = "Le mus\u00e9e de Gen\u00e8ve est ferm\u00e9, tr\u00e8s longtemps apr\u00e8s la f\u00eate."
    page = f'<html><head><meta charset="iso-8859-1"></head><body><h1>Ge</h1><p>{TEXT}</p><p>{text}</p></body></html>'
    page = page.replace(TEXT, "Une ville au bord du lac.")
    assert text in body(imported(page.encode("cp1252"), name="a.html"))
    russian = "Жители села вместе отремонтировали дорогу и мост через реку."
    assert russian in body(imported(page.replace(text, russian).encode("cp1251"), name="a.html"))


@pytest.mark.parametrize(
    ("line", "kept", "lost"),
    [
        ("бир г эки", ["бир эки, кийинчерээк г менен башталган сөз: гүл"], ()),
        ("г", ["гүл, гүлзар"], ("г",)),
        ("алма д өрүк", ["алма өрүк, андан кийин дан, дарак"], ("д",)),
        ("Пикир8/10", ["Пикир", "8/10"], ()),
        ("эки сөз", ["э[^1]ки сөз"], ()),
        ("Асан1 менен", ["[Асан](<https://example.org/a>)¹ менен"], ()),
    ],
)
def test_short_words_are_looked_for_with_their_neighbours(line: str, kept: list[str], lost: tuple[str, ...]) -> None:
    assert lost_words([line], map(bare, kept)) == lost


def test_the_title_of_a_picture_is_told_too() -> None:
    data = picture("i", "Айылдын сүрөтү").replace("<wp:docPr ", '<wp:docPr title="Суу мунарасы" ')
    out = io.BytesIO()
    Image.new("RGB", (40, 30)).save(out, "PNG")
    result = imported(docx(TITLE, par(TEXT), par(data), pictures={"i": ("a.png", out.getvalue())}))
    assert said(result, "drawing-left") == ["Суу мунарасы"]


def test_a_heading_that_a_note_quotes_is_not_lost() -> None:
    result = imported(docx(TITLE, par(TEXT), par("Көйгөйдүн чоо-жайы", style="h2"), par(f"{TEXT} Кийин.")))
    assert "## Көйгөй\n" in body(result) and not said(result, "words-lost")


def _mixed(*things: str) -> str:
    """A run with several things in it, as programs other than Word write them."""
    return f"<w:r><w:rPr><w:b/></w:rPr>{''.join(things)}</w:r>"


def _inner(run: str) -> str:
    return run.removeprefix("<w:r>").removesuffix("</w:r>")


def _w_t(text: str) -> str:
    return f'<w:t xml:space="preserve">{text}</w:t>'


@pytest.mark.parametrize(
    ("things", "shown"),
    [
        ((_w_t("Алды "), '<w:footnoteReference w:id="1"/>', _w_t("арты")), "Алды [^1]арты"),
        ((_w_t("Алды"), _inner(picture("p1", "Карта")), _w_t("арты")), "Алды![Карта]"),
        (('<w:fldChar w:fldCharType="begin"/>', "<w:instrText>DATE</w:instrText>",
          '<w:fldChar w:fldCharType="separate"/>', _w_t("5-май"), '<w:fldChar w:fldCharType="end"/>'), "5-май"),
        (("<w:ruby><w:rt><w:r><w:t>окулушу</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>негиз</w:t></w:r></w:rubyBase>"
          "</w:ruby>",), "негиз (окулушу)"),
    ],
)  # fmt: skip
def test_a_run_with_several_things_in_it(things: tuple[str, ...], shown: str) -> None:
    out = io.BytesIO()
    Image.new("RGB", (200, 200), "green").save(out, "PNG")
    result = imported(docx(TITLE, par(TEXT), par(_mixed(*things)), footnotes={1: "Сноска."},
                           pictures={"p1": ("a.png", out.getvalue())}))  # fmt: skip
    assert shown in body(result).replace("**", "") and not said(result, "words-lost")


def test_a_comment_whose_range_begins_outside_of_a_paragraph() -> None:
    mark = '<w:commentRangeStart w:id="0"/>'
    end = '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    result = imported(docx(TITLE, mark, par(TEXT, end), comments={0: "Четтеги сөз"}))
    assert said(result, "comments-left") == ["Редактор: Четтеги сөз"] and not said(result, "words-lost")


@pytest.mark.parametrize(
    ("inner", "code"),
    [
        (par(note_mark(1)), "stop-outside"),
        (par('<w:del w:id="1" w:author="А"><w:r><w:delText>Өчүрүлгөн сап</w:delText></w:r></w:del>'), "stop-outside"),
        (par("12"), "stop-no-language"),
        ('<w:altChunk r:id="x"/>', "stop-chunk"),
        (par(""), "stop-outside"),  # the files of these tests have a line over their pages
    ],
)
def test_a_file_without_text_says_what_it_has(inner: str, code: str) -> None:
    footnotes = {1: "Жалгыз шилтеме."} if "footnote" in inner else None
    assert refused(docx(inner, footnotes=footnotes)) == code


def test_figures_alone_are_imported_in_the_stated_language() -> None:
    assert imported(docx(par("12"), par("34")), lang="ky").original == "ky"


def test_a_text_that_many_pictures_of_an_odt_share_is_told_once() -> None:
    frame = "<text:p><draw:frame><svg:desc>Айылдын эн белгиси</svg:desc></draw:frame></text:p>"
    result = odt(frame * 3)
    assert said(result, "drawing-left") == ["Айылдын эн белгиси"] and not said(result, "words-lost")


def test_a_drop_capital_is_the_first_letter_of_its_line() -> None:
    capital = par("Б", properties='<w:framePr w:dropCap="drop" w:lines="3"/>')
    result = imported(docx(TITLE, par(TEXT), capital, par("үгүн суу келди."), par("Бул да сап.")))
    assert "Бүгүн суу келди." in body(result) and not said(result, "words-lost")


def test_a_point_c_is_no_copyright() -> None:
    parts = [par("(c) Services means the services of the code of 2019, as amended.", note_mark(1)), par(TEXT),
             par("(c) 2024 Ачык айыл", note_mark(2))]  # fmt: skip
    result = imported(docx(TITLE, par(TEXT), *parts, footnotes={1: "Биринчи.", 2: "Сноска кетти."}))
    assert "Services means" in body(result)
    assert "Ачык айыл (Сноска кетти.)" in " ".join(said(result, "furniture")) and not said(result, "words-lost")


def test_all_bodies_of_a_file_that_a_program_joined() -> None:
    from test_import_words import _with

    made = _with(docx(TITLE, par(TEXT), par("Экинчи дене.")), "word/document.xml", par("Экинчи дене."),
                 f"</w:body><w:body>{par('Экинчи дене.')}")  # fmt: skip
    assert "Экинчи дене." in body(imported(made)) and not said(imported(made), "words-lost")


def test_forms_for_programs_of_different_age() -> None:
    def forms(new: str, old: str) -> str:
        choice = f'<mc:Choice Requires="w14">{new}</mc:Choice>'
        return f"<mc:AlternateContent>{choice}<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"

    result = imported(docx(TITLE, par(TEXT), forms(par("Жаңы абзац."), par("Эски абзац.")),
                           par("Сапта ", forms(run("жаңы сөз."), run("эски сөз.")))))  # fmt: skip
    text = body(result)
    assert "Жаңы абзац." in text and "Сапта жаңы сөз." in text and "ски" not in text
    assert not said(result, "words-lost")


def test_the_encoding_that_a_page_states() -> None:
    page = '<html><head><meta http-equiv="Content-Type" content="text/html; charset={}"></head><body><p>{}</p></body>'
    text = "Yeni köprü köyün içinden geçiyor, şimdi herkes okula yürüyerek gidiyor."
    result = imported(page.format("iso-8859-9", text).encode("iso-8859-9"), name="a.html")
    assert text.rstrip(".") in document(result)[0]["sources"][0]["title"]


def test_words_that_were_put_in_and_taken_out_again_are_told() -> None:
    both = f'<w:ins w:id="8" w:author="А">{change("del", "кайра кетти")}{run("калган ")}</w:ins>'
    result = imported(docx(TITLE, par(TEXT), par("Сап ", both, "ушул.")))
    assert "Сап калган ушул." in body(result) and said(result, "tracked-changes") == ["кайра кетти"]
    assert not said(result, "words-lost")


def test_a_grid_with_fewer_columns_than_the_rows() -> None:
    rows = (
        [cell(par("бир")), cell(par("эки")), cell(par("үч"))],
        [cell(par("төрт")), cell(par("беш")), cell(par("алты"))],
    )
    result = imported(docx(TITLE, par(TEXT), word_table(*rows, columns=1)))
    assert "| төрт | беш | алты |" in body(result) and not said(result, "words-lost")


def test_a_hidden_section_of_an_odt_is_told() -> None:
    section = '<text:section text:name="s" text:display="none"><text:p>Көрүнбөгөн сап.</text:p></text:section>'
    result = odt(f"{table(row(f'<text:p>Ачык</text:p>{section}', '<text:p>сан</text:p>'))}{section}")
    assert "Көрүнбөгөн" not in body(result) and said(result, "hidden-text") == ["Көрүнбөгөн сап."] * 2
    assert not said(result, "words-lost")
