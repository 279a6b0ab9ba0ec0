"""Every word of a Word file is in the document or in a note; ways by which words got lost in real files, one by one."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importing import body, document, imported, said
from portal.editing.importing import furniture, web, word
from portal.editing.importing.accounting import lost_words
from portal.editing.importing.model import paragraph
from portal.editing.importing.notes import Notes
from word_files import cell, docx, note_mark, par, run, table

TEXT = "Бул иш ашар жолу менен 2022-жылы жасалды, айылдын тургундары кубанды."
TITLE = par("Жол оңдоо тажрыйбасы", style="h1")
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def wrapped(inner: str, tag: str = "customXml") -> str:
    return f'<w:{tag} w:element="x" w:instr="SEQ">{inner}</w:{tag}>'


def _with(data: bytes, name: str, old: str, new: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w") as made:
        for item in given.namelist():
            content = given.read(item)
            if item == name:
                assert re.search(re.escape(old).encode(), content)
                content = content.replace(old.encode(), new.encode())
            made.writestr(item, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "part",
    [
        par("Биринчи ", wrapped(run("оролгон")), " сөз."),
        par("Биринчи ", wrapped(wrapped(run("оролгон"), "smartTag")), " сөз."),
        wrapped(par("Биринчи оролгон сөз.")),
        par(wrapped(run("оролгон"), "fldSimple"), " сөз."),
        par('<w:bdo w:val="ltr">', run("оролгон"), "</w:bdo>", " сөз."),
        f"<w:sdt><w:sdtPr/><w:sdtContent>{par('Биринчи оролгон сөз.')}</w:sdtContent></w:sdt>",
        table([cell(par("а")), cell(par("оролгон"))])
        .replace("<w:tr>", '<w:customXml w:element="x"><w:tr>')
        .replace("</w:tr>", "</w:tr></w:customXml>"),
    ],
)
def test_what_a_wrapper_holds_stays(part: str) -> None:
    result = imported(docx(TITLE, par(TEXT), part))
    assert "оролгон" in body(result)
    assert not said(result, "words-lost")


@pytest.mark.parametrize("style", ["Subtitle", "Author", "Date", "Abstract"])
def test_paragraphs_in_styles_of_metadata_stay(style: str) -> None:
    result = imported(
        docx(TITLE, par("Айрыкча сап.", style="x"), par(TEXT), parts={"word/styles.xml": named("x", style)})
    )
    assert "Айрыкча сап." in body(result)
    assert not said(result, "words-lost")


def named(key: str, name: str) -> str:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    styles = {"h1": "heading 1", key: name}
    inner = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:name w:val="{stated}"/></w:style>'
        for one, stated in styles.items()
    )
    return f'<w:styles xmlns:w="{space}">{inner}</w:styles>'


def test_no_paragraph_in_the_style_of_titles_is_lost() -> None:
    parts = [par(words, style="t") for words in ("Жол оңдоо тажрыйбасы", "Экинчи аталыш", TEXT)]
    result = imported(docx(*parts, parts={"word/styles.xml": named("t", "Title")}))
    assert document(result)[0]["title"] == "Жол оңдоо тажрыйбасы"
    assert "Экинчи аталыш" in body(result) and TEXT in body(result)
    assert not said(result, "words-lost")


def test_the_footnote_of_a_title_is_told() -> None:
    title = par("Жол оңдоо тажрыйбасы", note_mark(2), style="h1")
    result = imported(docx(title, par(TEXT), footnotes={2: "Аталышка түшүндүрмө"}))
    assert said(result, "title-footnote") == ["Аталышка түшүндүрмө"]
    assert not said(result, "words-lost")


def test_links_in_footnotes_stay() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="k1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" '
        'Target="https://example.org/a" TargetMode="External"/></Relationships>'
    )
    made = docx(TITLE, par(TEXT, note_mark(2)), footnotes={2: "@"}, parts={"word/_rels/footnotes.xml.rels": relations})
    link = f'<w:hyperlink r:id="k1">{run("шилтеме сөзү")}</w:hyperlink>'
    result = imported(_with(made, "word/footnotes.xml", run("@"), link))
    assert "[шилтеме сөзү](<https://example.org/a>)" in body(result)
    assert not said(result, "words-lost")


def test_charts_diagrams_headers_and_footers_are_told() -> None:
    parts = {
        "word/charts/chart1.xml": f'<c:chart xmlns:c="{_C}" xmlns:a="{_A}"><a:p><a:r><a:t>Суунун баасы'
        "</a:t></a:r></a:p>"
        "<c:pt><c:v>2022-жыл</c:v></c:pt></c:chart>",
        "word/diagrams/data1.xml": f'<x xmlns:a="{_A}"><a:p><a:r><a:t>Биринчи кадам</a:t></a:r></a:p></x>',
    }
    result = imported(docx(TITLE, par(TEXT), parts=parts))
    assert said(result, "drawing-left") == ["Суунун баасы", "2022-жыл", "Биринчи кадам"]
    assert said(result, "page-margins") == ["КОЛОНТИТУЛ"]
    assert not said(result, "words-lost")


def test_rows_longer_than_the_table_says_keep_their_cells() -> None:
    row = '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{}</w:tr>'
    cells = "".join(f"<w:tc>{par(words)}</w:tc>" for words in ("биринчи", "экинчи", "үчүнчү"))
    grid = "<w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
    result = imported(docx(TITLE, par(TEXT), f"<w:tbl>{grid}{row.format(cells)}{row.format(cells)}</w:tbl>"))
    assert body(result).count("үчүнчү") == 2
    assert not said(result, "words-lost")


def test_what_is_lost_all_the_same_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    real = word.tree
    monkeypatch.setattr(word, "tree", lambda *given: {**real(*given), "blocks": real(*given)["blocks"][:-1]})
    result = imported(docx(TITLE, par(TEXT), par("Акыркы сап жоголду.")))
    assert said(result, "words-lost") == ["акыркы сап жоголду"]


@pytest.mark.parametrize(
    ("line", "kept", "lost"),
    [
        ("Таблица 7 бар", ["таблица бар"], ("7",)),
        ("сөз1 бар", ["сөз[^1]1 бар"], ()),
        ("м2", ["м²"], ()),
        ("д ом", ["дом"], ()),
        ("бир бир", ["бир"], ("бир",)),
    ],
)
def test_words_are_compared_however_they_are_parted(line: str, kept: list[str], lost: tuple[str, ...]) -> None:
    assert lost_words([line], kept) == lost


PAGE = (
    "<html><head><title>Жол оңдоо</title></head><body><nav><a href='/'>Башкы бет</a> <a href='/a'>Жаңылыктар</a></nav>"
    f"<main><h1>Жол оңдоо тажрыйбасы</h1><p>{TEXT}</p><p>Экинчи абзац да ушул жерде турат, ал дагы узун.</p></main>"
    "<aside><p>Окшош кабарлар</p><ul><li><a href='/1'>Мектеп ачылды</a></li></ul></aside><script>var x = 1</script>"
    "<footer>Бардык укуктар корголгон</footer></body></html>"
)


def test_every_word_of_a_web_page_is_in_the_document_or_told() -> None:
    result = imported(PAGE, name="a.html")
    assert document(result)[0]["summary"] == TEXT and not said(result, "words-lost")
    told = " ".join(said(result, "furniture-page") + said(result, "furniture"))
    for words in ("Башкы бет", "Мектеп ачылды", "укуктар корголгон"):
        assert words not in body(result) and words in told


def test_a_lost_word_of_a_web_page_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    real = web.tree
    monkeypatch.setattr(web, "tree", lambda *given: {**real(*given), "blocks": real(*given)["blocks"][:-1]})
    assert "экинчи абзац" in said(imported(PAGE, name="a.html"), "words-lost")[0]


def test_only_the_article_of_a_page_stays() -> None:
    text = " ".join(f"Айылдагылар {number} жолу чогулуп, сууну кантип бөлүшүүнү талкуулашты." for number in "123456")
    links = "".join(f"<div><p><a href='/{n}'>Кабар {n}: шаардагы окуялар</a></p></div>" for n in range(15))
    page = f"<html><body><article><h1>Суу бөлүштүрүү</h1><p>{text}</p><p>{text}</p></article><div>{links}</div></body>"
    result = imported(page, name="a.html")
    assert "талкуулашты" in body(result) and "шаардагы" not in body(result)
    assert not said(result, "words-lost")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<form action='/x'><input name='state' value='1'>", "</form>"),
        ("<div class='widget Blog'><div class='post-body'>", "</div></div>"),
        ("<object data='a.swf'><param name='a' value='b'>", ""),
    ],
)
def test_the_frame_of_a_page_is_no_furniture(before: str, after: str) -> None:
    texts = [f"Айылдагылар {number} жолу чогулуп, сууну кантип бөлүшүүнү талкуулашты. " * 3 for number in "12"]
    inner = "".join(f"<p>{text}</p>" for text in texts)
    links = "".join(f"<li><a href='/{n}'>Кабар {n}: шаардагы окуялар жана башка жаңылыктар</a></li>" for n in range(60))
    page = f"<html><body><h2>Суу бөлүштүрүү</h2>{before}{inner}{after}<ul>{links}</ul></body></html>"
    card, text = document(imported(page, name="a.html"))
    assert "1 жолу" in card["summary"] and "2 жолу" in text


def test_what_is_called_a_widget_and_holds_the_article_stays() -> None:
    texts = [f"Айылдагылар {number} жолу чогулуп, {number} арыктын суусун кантип бөлүшүүнү талкуулашты." for number in
             ["бир", "эки", "үч", "төрт", "беш", "алты"]]  # fmt: skip
    inner = "".join(f"<p>{text} Андан кийин {text.lower()}</p>" for text in texts)
    links = "".join(f"<li><a href='/{n}'>Кабар {n}: шаардагы окуялар жана башка жаңылыктар</a></li>" for n in range(60))
    page = f"<html><body><h2>Суу</h2><div class='content widget'>{inner}</div><nav><ul>{links}</ul></nav></body></html>"
    assert "Айылдагылар алты жолу" in body(imported(page, name="a.html"))


WORDS = st.lists(st.text("абвг", min_size=1, max_size=4), max_size=8)


@given(st.lists(WORDS, max_size=4))
def test_nothing_is_lost_of_what_is_kept(lines: list[list[str]]) -> None:
    texts = [" ".join(line) for line in lines]
    assert lost_words(texts, texts) == ()


@given(st.lists(WORDS, max_size=4))
def test_a_word_that_nothing_keeps_is_found(lines: list[list[str]]) -> None:
    texts = [" ".join(line) for line in lines]
    assert lost_words([*texts, "жоголгон"], texts) == ("жоголгон",)


def test_columns_that_one_element_stands_for_stay() -> None:
    rows = "".join(f"<tr><td>{n}-көчө</td><td>{n}0</td><td>{n}1</td></tr>" for n in range(1, 9))
    inner = f"<h1>Көчөлөр</h1><p>{TEXT}</p><table><colgroup><col><col span='2'></colgroup>{rows}</table>"
    result = imported(inner, name="a.html")
    assert "| 8-көчө | 80 | 81 |" in body(result) and not said(result, "words-lost")


def test_words_beside_a_picture_stay() -> None:
    figure = "<figure><img src='a.png'><span>Тартуучу Асан</span><figcaption>Көпүрө</figcaption></figure>"
    result = imported(f"<h1>Көпүрө курулду</h1><p>{TEXT}</p>{figure}<p>Аягы ушундай болду.</p>", name="a.html")
    assert "Тартуучу Асан" in body(result) and not said(result, "words-lost")


def test_each_block_is_asked_once_whether_it_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of programs' code has ten thousand lines without one."""
    asked: list[object] = []

    def ask(block: object) -> bool:
        asked.append(block)
        return False

    monkeypatch.setattr(furniture, "_is_sentence", ask)
    furniture.strip(tuple(paragraph(f"сап {number}") for number in range(50)), Notes())
    assert len(asked) == 50


def test_words_of_a_sentence_that_open_a_window_stay() -> None:
    opens = '<a href="javascript:void(0)" class="popup">терезе ачкан</a>'
    page = PAGE.replace("абзац да", f"абзац {opens} да").replace("узун.", "узун болуп, көп сөздөн турат.")
    assert "терезе ачкан" in body(imported(page, name="a.html"))


@pytest.mark.parametrize("picture", ["", '<p><img src="a.png" alt=""></p>'])
def test_titles_of_other_articles_in_a_row_are_no_headings(picture: str) -> None:
    others = "".join(f"<h3>Башка макала {name}</h3>{picture}" for name in ("бир", "эки", "үч"))
    page = PAGE.replace("</main>", f"{others}</main>")
    result = imported(page, name="a.html")
    assert "Башка макала" not in body(result) and "Башка макала бир" in " ".join(said(result, "furniture"))
    assert not said(result, "words-lost")
