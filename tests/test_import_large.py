"""Word files as heavy and as tangled as people send them: hundreds of pages, thousands of rows, changes in tables."""

from __future__ import annotations

import pytest

from importing import body, imported, said
from portal.editing.importing.importer import Result
from word_files import cell, change, docx, par, run, table

TEXT = "Бул иш ашар жолу менен 2022-жылы жасалды, айылдын тургундары кубанды."
TITLE = par("Жол оңдоо тажрыйбасы", style="h1")


def pages(count: int) -> tuple[str, ...]:
    """Parts of a text, each as long as a page, no two alike."""
    return tuple(
        part
        for page in range(1, count + 1)
        for part in (
            par(f"{page}-бөлүк: көчө {page}", style="h2"),
            *(
                par(f"Айылдагылар {page}-көчөнүн {line}-үйүнө {page * line} метр түтүк тартышты. {TEXT}")
                for line in range(1, 20)
            ),
        )
    )


def rows(count: int) -> str:
    return table(
        [cell(par("Көчө")), cell(par("Сом"))],
        *([cell(par(f"{row}-көчө")), cell(par(f"{row * 7} сом"))] for row in range(1, count + 1)),
    )


def check_long(count: int) -> Result:
    result = imported(docx(TITLE, *pages(count)), kind="practice", lang="ky")
    written = next(content for path, content in result.files.items() if path.endswith(".md")).decode()
    text = written.partition("\n---\n")[2]
    assert f"Айылдагылар {count}-көчөнүн 19-үйүнө" in text and text.count("метр түтүк") == 19 * count
    assert not said(result, "words-lost")
    return result


def check_wide(count: int) -> None:
    result = imported(docx(TITLE, par(TEXT), rows(count)), kind="practice", lang="ky")
    lines = [line for line in body(result).split("\n") if line.startswith("|")]
    assert len(lines) == count + 2 and lines[-1] == f"| {count}-көчө | {count * 7} сом |"
    assert not said(result, "words-lost")


@pytest.mark.slow
def test_some_pages_and_rows() -> None:
    check_long(6)
    check_wide(60)


@pytest.mark.long
def test_three_hundred_pages() -> None:
    result = check_long(300)
    assert "text-too-long" in {item.code for item in result.open}, "all is there, and it is said what the portal takes"


@pytest.mark.long
def test_five_thousand_rows() -> None:
    check_wide(5000)


def test_tracked_changes_within_a_table() -> None:
    added = "<w:trPr><w:ins w:id='1' w:author='А' w:date='2024-01-01T00:00:00Z'/></w:trPr>"
    gone = added.replace("w:ins", "w:del")
    made = (
        f"<w:tr>{cell(par('Көчө'))}{cell(par('Сом'))}</w:tr>"
        f"<w:tr>{cell(par('Биринчи'))}{cell(par(change('del', '50'), change('ins', '70'), run(' сом')))}</w:tr>"
        f"<w:tr>{added}{cell(par(change('ins', 'Экинчи')))}{cell(par(change('ins', '90 сом')))}</w:tr>"
        f"<w:tr>{gone}{cell(par(change('del', 'Үчүнчү')))}{cell(par(change('del', '10 сом')))}</w:tr>"
    )
    result = imported(docx(TITLE, par(TEXT), f"<w:tbl>{made}</w:tbl>"))
    text = body(result)
    assert "| Биринчи | 70 сом |" in text and "| Экинчи | 90 сом |" in text
    assert "Үчүнчү" not in text and "50" not in text
    assert said(result, "tracked-changes") == ["50", "Үчүнчү", "10 сом"] and not said(result, "words-lost")


def test_a_word_file_within_a_word_file_is_told_and_not_opened() -> None:
    inner = docx(par("Ичиндеги сөз"))
    whole = docx(TITLE, par(TEXT), '<w:altChunk r:id="x"/>',
                 parts={"word/embeddings/inner.docx": inner, "word/afchunk.docx": inner})  # fmt: skip
    result = imported(whole)
    assert set(said(result, "embedded-left")) == {"inner.docx", "afchunk.docx"} and said(result, "chunk-left") == [""]
    assert "Ичиндеги" not in body(result) and TEXT in body(result)
