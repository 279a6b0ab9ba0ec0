"""What import makes of the files that people have: texts of web pages, Word files as they really look."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from importing import DATA, body, document, imported, reference, said
from portal.editing.importing.converter import _program
from portal.editing.importing.dates import dates_in
from portal.editing.importing.languages import guess
from portal.editing.importing.model import Items, Paragraph, plain
from portal.editing.importing.places import places_in
from portal.editing.importing.plain_text import read_text
from portal.markup.links import LinkMap
from portal.markup.render import Renderer
from portal.model.documents import META
from word_files import (
    ODT_STYLES,
    archive,
    bold,
    cell,
    change,
    comment,
    docx,
    note_mark,
    par,
    picture,
    run,
    table,
    text_box,
)

SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "samples"
PAIRS = (
    ("Айылдык кеңеш жергиликтүү бюджетти бекитет жана анын аткарылышын көзөмөлдөйт.",
     "Местный кенеш утверждает местный бюджет и контролирует его исполнение."),
    ("Айыл өкмөтү жыл сайын тургундарга отчет берет жана алар менен жолугушат.",
     "Айыл окмоту ежегодно отчитывается перед жителями и проводит с ними встречи."),
    ("Чечим кабыл алынгандан кийин он күндүн ичинде жарыяланууга тийиш.",
     "Решение должно быть опубликовано в течение десяти дней после принятия."),
)  # fmt: skip


def article() -> str:
    return (DATA / "article_ky.txt").read_text(encoding="utf-8")


@pytest.mark.slow
def test_an_article_of_a_news_site_in_kyrgyz() -> None:
    result = imported(article(), name="article.txt")
    card, text = document(result)
    assert (result.kind, result.original) == ("event", "ky")
    assert card["title"] == "Каракол шаарында муниципалдык кызматчылар окуудан өттү"
    assert (card["date"].isoformat(), card["date_end"].isoformat()) == ("2023-05-12", "2023-05-14")
    assert card["places"][0] == {"municipality": "karakol"} and {"oblast": "naryn"} in card["places"]
    assert {"act": "kg-law-2021-125"} in card["laws"]
    assert "hr-management" in card["topics"]
    assert "## Окуунун максаты" in text and "- бюджетти пландоо;" in text
    for gone in ("Facebook", "👍", "USD", "Көрүлдү", "Окшош", "Нарында жаңы мектеп", "Башкы бет"):
        assert gone not in text
        assert any(gone in quote for quote in said(result, "furniture")), gone


@pytest.mark.slow
def test_a_resolution_with_votes_and_recommendations() -> None:
    result = imported((DATA / "resolution_ru.txt").read_bytes(), name="r.txt")
    card, text = document(result)
    assert (result.kind, result.original) == ("resolution", "ru")
    assert card["date"].isoformat() == "2022-03-15"
    assert card["votes"] == {"for": 31, "against": 2, "abstained": 1}
    assert [item["number"] for item in card["recommendations"]] == [1, 2, 3, 4]
    assert card["recommendations"][0]["addressees"] == ["jogorku-kenesh"]
    assert card["recommendations"][2]["addressees"] == ["lsg"]
    assert card["recommendations"][3]["addressees"] is None  # nobody known: left for the editor, not guessed
    assert "принять закон" not in text and "Семинар о воде" not in text
    assert card["places"] == [{"oblast": "batken"}]
    assert [problem.code for problem in result.open] == ["field-empty"]


@pytest.mark.slow
def test_a_saved_web_page() -> None:
    result = imported((DATA / "page_ru.html").read_bytes(), name="page.html")
    card, text = document(result)
    assert card["title"] == "Детский сад открыт в селе Достук"
    assert card["sources"][0]["url"] == "https://news.example.kg/12"
    assert {"district": "suzak"} in card["places"]
    assert "| 2024 | 75 |" in text and "[плане](<https://news.example.kg/plan>)" in text
    for gone in ("alert", "onerror", "iframe", "javascript", "реклама", "Похожие", "Просмотров", "data:", "!["):
        assert gone not in text, gone
    assert said(result, "hidden-comment") == ["указание, которого никто не видит"]
    assert said(result, "hidden-text") == ["скрытая реклама"]
    assert any("pictures.example" in quote for quote in said(result, "picture-foreign"))
    assert any("javascript" in quote for quote in said(result, "link-left"))
    assert any("Похожие материалы" in quote for quote in said(result, "furniture-page"))


@pytest.mark.parametrize("kind", ["docx", "odt", "html"])
@pytest.mark.slow
def test_the_same_article_as_other_programs_write_it(kind: str) -> None:
    import subprocess

    lines = [line for line in article().split("\n") if line.strip()]
    markdown = "\n\n".join(line.replace("  • ", "- ") for line in lines).replace(";\n\n- ", ";\n- ")
    markdown = markdown.replace("Окуунун максаты", "## Окуунун максаты")
    done = subprocess.run([_program(), "-f", "markdown", "-t", kind, "-s", "--metadata", "title=", "-o", "-"],
                          input=markdown.encode(), capture_output=True, check=True)  # fmt: skip
    result = imported(done.stdout, name=f"a.{kind}")
    card, text = document(result)
    assert (result.kind, result.original) == ("event", "ky")
    assert card["title"] == "Каракол шаарында муниципалдык кызматчылар окуудан өттү"
    assert card["date"].isoformat() == "2023-05-12" and {"act": "kg-law-2021-125"} in card["laws"]
    assert "## Окуунун максаты" in text and "- мамлекеттик сатып алуулар;" in text
    assert not any(gone in text for gone in ("Facebook", "USD", "Окшош", "Башкы бет"))


@pytest.mark.slow
def test_bold_lines_are_headings_and_get_the_fixed_words() -> None:
    result = imported(
        docx(
            bold("Вода в селе Баш-Булак"),
            par("В 2021–2023 годах жители села вместе с айыл окмоту построили водопровод на 240 домов."),
            bold("Исходная ситуация"),
            par("Раньше люди брали воду из арыка", note_mark(2), "."),
            bold("Что было сделано:"),
            par("1. Провели сход."),
            par("2. Собрали 1\u00a0200\u00a0000 сомов."),
            par("3. Построили во\u00adдо\u00adпро\u00adвод."),
            bold("Финансирование"),
            table([cell(bold("Источник")), cell(bold("Сумма"))], [cell(par("Ашар|помощь")), cell(par("400 000"))]),
            bold("Выводы"),
            par("Знаки * и_так_ <b>тег</b> [скобки](x) # {y} показаны."),
            footnotes={2: "По данным ФАП."},
        ),
        kind="practice",
    )
    card, text = document(result)
    assert card["title"] == "Вода в селе Баш-Булак" and card["period"] == {"start": 2021, "end": 2023}
    assert re.findall(r"(?m)^## (.*)$", text) == ["Проблема", "Что сделали", "Стоимость и финансирование", "Уроки"]
    assert "1. Провели сход.\n2. Собрали 1 200 000 сомов.\n3. Построили водопровод." in text
    assert "| Источник | Сумма |\n| --- | --- |\n| Ашар\\|помощь | 400 000 |" in text
    assert "арыка[^1]." in text and text.endswith("[^1]: По данным ФАП.")
    assert "Знаки \\* и\\_так\\_ &lt;b>тег&lt;/b> \\[скобки\\](x) # \\{y\\} показаны." in text


def test_headings_that_fit_nothing_are_kept_and_told() -> None:
    result = imported(
        docx(par("Тажрыйба", style="title"), par("Кириш", style="h1"), par("Бул жерде айылдын тургундары жашайт.")),
        kind="practice",
    )
    assert body(result) == "## Эмне жасалды\n\n### Кириш\n\nБул жерде айылдын тургундары жашайт."
    assert said(result, "headings-below") == ["Кириш"]


def test_russian_style_names_and_manual_numbers() -> None:
    result = imported(
        docx(
            par("Положение об обучении", style="title"),
            par("1. Общие положения", style="ru1"),
            par("1.1. Настоящее Положение определяет порядок обучения муниципальных служащих."),
            par("2. Порядок", style="ru1"),
            par("Заказ формирует орган МСУ", number=(3, 0)),
            par("Заказ утверждает глава", number=(3, 0)),
            par("один", number=(1, 0)),
            par("внутри", number=(2, 1)),
            par("два", number=(1, 0)),
        )
    )
    card, text = document(result)
    assert (result.kind, card["title"], card["type"]) == ("concept", "Положение об обучении", "regulation")
    # The portal numbers sections of concepts by itself; letters are what people refer to.
    assert "## Общие положения" in text and "\n1.1. Настоящее" in text
    assert "- а) Заказ формирует орган МСУ\n- б) Заказ утверждает глава" in text
    assert "1. один\n    - внутри\n2. два" in text


def test_changes_comments_hidden_text_and_boxes() -> None:
    result = imported(
        docx(
            par("Жол оңдоо тажрыйбасы", style="h1"),
            par("Жол ", change("del", "оңдолгон жок"), change("ins", "2022-жылы оңдолду"), " жана тургундар кубанды."),
            par(comment(0, "Бул иш ашар жолу менен жасалды.")),
            par(run("жашыруун сөз", properties="<w:vanish/>"), "Көрүнгөн сөз.", text_box("Рамкадагы сөз")),
            comments={0: "Муну текшериңиз"},
        )
    )
    text = body(result)
    assert "Жол 2022-жылы оңдолду жана тургундар кубанды." in text
    assert "Көрүнгөн сөз.\n\nРамкадагы сөз" in text and text.count("Рамкадагы") == 1
    for gone in ("оңдолгон жок", "жашыруун", "текшериңиз", "КОЛОНТИТУЛ"):
        assert gone not in text
    assert said(result, "tracked-changes") == ["оңдолгон жок"]
    assert said(result, "comments-left") == ["Редактор: Муну текшериңиз"]
    assert said(result, "hidden-text") == ["жашыруун сөз"]


def test_what_an_odt_hides_is_told() -> None:
    names = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (("office", "office"), ("text", "text"), ("draw", "drawing"))
    )
    content = (
        f"<office:document-content {names}><office:body><office:text><text:p>В селе построили водопровод и мост, и "
        "жители были рады.<office:annotation><text:p>Проверить</text:p></office:annotation></text:p><text:p>"
        "<draw:frame><draw:text-box><text:p>Из рамки</text:p></draw:text-box></draw:frame></text:p></office:text>"
        "</office:body></office:document-content>"
    )
    parts = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, "styles.xml": ODT_STYLES}
    result = imported(archive(parts), name="a.odt")
    assert said(result, "comments-left") == ["Проверить"] and said(result, "text-box") == ["Из рамки"]


def test_tables_for_the_layout_and_merged_cells() -> None:
    result = imported(
        docx(
            table([cell(par("Бул жерде бир гана уяча бар, анда текст турат жана ал узун."))], columns=1),
            table(
                [cell(par("А"), span=2)],
                [cell(par("Б"), merge="restart"), cell(par("1"))],
                [cell(merge="continue"), cell(par("2"))],
            ),
        )
    )
    text = body(result)
    assert text.startswith("## ") or "Бул жерде бир гана" in str(result.card["title"]) + text
    assert "| А |   |\n| --- | --- |\n| Б | 1 |\n|   | 2 |" in text
    assert said(result, "table-merged") and said(result, "table-unwrapped")


def bilingual() -> dict[str, bytes]:
    blocks = [*(par(ky) for ky, _ in PAIRS), *(par(ru) for _, ru in PAIRS)]
    return {
        "columns": docx(table(*([cell(par(ky)), cell(par(ru))] for ky, ru in PAIRS))),
        "blocks": docx(*blocks),
        "turns": docx(*(par(text) for pair in PAIRS for text in pair)),
    }


@pytest.mark.parametrize("shape", ["columns", "blocks", "turns"])
def test_a_file_in_both_languages_becomes_a_pair(shape: str) -> None:
    result = imported(bilingual()[shape], slug="pair", kind="concept")
    assert list(result.files) == ["docs/ky/concepts/pair.md", "docs/ru/concepts/pair.md"]
    for lang, index in (("ky", 0), ("ru", 1)):
        card, text = document(result, lang)  # type: ignore[arg-type]
        assert card["title"] == PAIRS[0][index].rstrip(".")
        assert text == f"{PAIRS[1][index]}\n\n{PAIRS[2][index]}"
    assert document(result, "ru")[0]["translation_of"] == "ky"


def test_two_files_are_the_two_languages_and_the_said_one_is_the_original() -> None:
    ky, ru = (" ".join(pair[index] for pair in PAIRS) for index in (0, 1))
    result = imported(f"Аталышы\n\n{ky}\n", f"Название\n\n{ru}\n", name="t.txt", lang="ru", slug="two", kind="practice")
    assert result.original == "ru"
    assert document(result, "ky")[0]["translation_of"] == "ru"
    assert body(result, "ky").endswith(ky)


def test_kazakh_is_neither_and_waits_for_its_translation() -> None:
    result = imported(
        docx(
            par("Алматы қаласының мемлекеттік қызмет мектебі", style="h1"),
            par(
                "Қазақстанда мемлекеттік қызметшілерді оқыту жүйесі жаңартылды, мектеп жыл сайын екі мың адам оқытады."
            ),
        )
    )
    card, _ = document(result)
    assert card["source_language"] == "kk" and card["title"] is None and card["summary"] is None
    assert {item.code for item in result.open} == {"field-empty"}


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Моделдин жаңылыгы жана анын максаты", "ky"),
        ("Бул жылы айылда жол салынды жана мектеп ондолду деп айтылды.", "ky"),  # typed without ң ө ү
        ("Одним из направлений является поддержка портала лучших практик.", "ru"),
        ("Мектеп жыл сайын екі мың қызметшіні оқытады.", "kk"),
        ("The project is supported by the Government of Switzerland.", "en"),
    ],
)
def test_languages_are_told_apart(text: str, lang: str) -> None:
    assert guess(text).lang == lang


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("с 9 по 11 августа 2021 года", [("2021-08-09", "2021-08-11")]),
        ("9 -11 августа 2021 прошло", [("2021-08-09", "2021-08-11")]),
        ("27 октября 2023 года", [("2023-10-27", None)]),
        ("2014-жылдын 16-июнунан 5-июлуна чейин", [("2014-06-16", "2014-07-05")]),
        ("2014-жылдын 5-июлунда, 05.07.2015", [("2014-07-05", None), ("2015-07-05", None)]),
        ("31 февраля 2020 года и 12.13.2020", []),
        ("в марте 2022 года", [("2022-03", None)]),
    ],
)
def test_dates_of_texts(text: str, found: list[tuple[str, str | None]]) -> None:
    assert [(item.date.iso(), item.end.iso() if item.end else None) for item in dates_in(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ысык-Көл жана Жалал-Абад облустарындагы айылдар", {"issyk-kul", "jalal-abad"}),
        ("57 кызматчы (18и Караколдо жана 39у Жалал-Абадда)", {"karakol", "manas-city"}),
        ("в Баткенской, Иссык-Кульской и Таласской областях", {"batken", "issyk-kul", "talas"}),
        ("в Бишкеке состоялся тренинг", {"bishkek-city"}),
        ("Бишкек финансы-экономикалык академиясы", set()),
        ("Аламүдүн районунун айылдары", {"alamudun"}),
        ("талас болду, ош бышты", set()),
    ],
)
def test_places_in_their_forms(text: str, found: set[str]) -> None:
    assert {item.id for item in places_in(text, reference())} == found


def test_wrapped_lines_are_joined_and_items_kept() -> None:
    blocks = read_text(
        "В 2022 году айыл окмоту провёл большую работу по благо-\nустройству улиц. Были отремонтированы дороги и\n"
        "построены мосты, посажены деревья, установлены фонари.\nЖители принимали участие в субботниках и собрали\n"
        "средства на покупку новой техники для вывоза мусора.\n\n• первое дело;\n• второе дело.\n"
    )
    assert isinstance(blocks[0], Paragraph) and isinstance(blocks[1], Items) and len(blocks[1].items) == 2
    assert "по благоустройству улиц. Были отремонтированы дороги и построены мосты" in plain(blocks[0])


@pytest.mark.slow
def test_pictures_are_made_smaller_and_ask_for_words() -> None:
    import io

    from PIL import Image

    photo = Image.effect_noise((300, 200), 80).resize((3000, 2000)).convert("RGB")
    exif = photo.getexif()
    exif[0x010E] = "SECRET"
    out = io.BytesIO()
    photo.save(out, "JPEG", exif=exif)
    result = imported(
        docx(
            par("Сүрөттөр тууралуу баян жана анын мааниси.", style="h1"),
            par("Бул жерде эки сүрөт бар, биринде сөз жок."),
            par(picture("i1", "Жаңы кудук")),
            par(picture("i2", "image2.jpg")),
            pictures={"i1": ("image1.jpg", out.getvalue()), "i2": ("image2.jpg", out.getvalue())},
        ),
        slug="s",
        kind="practice",
    )
    data = result.files["docs/ky/practices/s-1.jpg"]
    with Image.open(io.BytesIO(data)) as small:
        assert max(small.size) == 1600 and not small.getexif()
    assert b"SECRET" not in data and len(data) < 460_000
    assert "![Жаңы кудук](s-1.jpg)" in body(result) and "![](s-2.jpg)" in body(result)
    assert len(said(result, "picture-alt")) == 1


def test_a_card_that_the_file_has_is_kept() -> None:
    result = imported(
        "---\ntitle: Мой заголовок\nsummary: Краткое содержание, написанное человеком.\ncolour: red\n---\n\n"
        "# Мой заголовок\n\nВ селе построили мост, и теперь дорога в школу стала короче.\n\n"
        "## Проблема\n\n- а\n  - б\n",
        name="a.md",
    )
    card, text = document(result)
    assert card["summary"] == "Краткое содержание, написанное человеком." and "colour" not in card
    assert text.startswith("В селе") and "- а\n    - б" in text
    assert said(result, "card-unknown") == ["colour: red"]


def test_only_what_must_be_filled_in_is_left() -> None:
    result = imported(article(), name="article.txt")
    card, text = document(result)
    META.validate_python({"kind": result.kind, **card})
    renderer = Renderer("ky", LinkMap((), ()), "")
    _, problems = renderer.render(text, kind=result.kind, path="x.md", own_address="x.html")
    assert not problems and not result.open


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the texts of real pages are not part of the repository")
@pytest.mark.slow
def test_texts_of_real_pages() -> None:
    found = {}
    for file in sorted(SAMPLES.glob("*.txt")):
        result = imported(file.read_bytes(), name=file.name)
        card, text = document(result)
        found[file.name[:3]] = (result.kind, result.original, str(card.get("date") or card["period"]["start"]))
        assert not re.search(r"(?i)версия для печати|похожие материалы|главная страница", text)
        assert card["topics"][0] == "hr-management" and card["laws" if file.name[:3] != "" else ""]
    assert found == {
        "000": ("practice", "ky", "2014"),
        "001": ("event", "ru", "2021-08-09"),
        "003": ("resolution", "ru", "2023-10-27"),
    }
