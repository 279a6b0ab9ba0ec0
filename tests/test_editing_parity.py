"""Facts of both languages: what is told, with both lines, and what is not."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest

import small_tree
from portal.content.alignment import TextPart, aligned, text_parts
from portal.corpus.facts import dated, fact_words, marked, numerals
from portal.corpus.facts.fact_words import contrast_groups, fact_table, fact_tokens, units
from portal.corpus.facts.marked import places_of
from portal.corpus.facts.numerals import numbers_of
from portal.corpus.facts.passages import Passage
from portal.corpus.parity import parity_problems
from portal.language.numerals import number_words
from portal.model.values import Lang

KY, RU = "docs/ky/practices/suu.md", "docs/ru/practices/suu.md"
REGIONS = """oblasts:
  - {id: batken, title: {ky: Баткен облусу, ru: Баткенская область}, kind: oblast, iso: KG-B, tile: {row: 1, column: 1}}
  - {id: naryn, title: {ky: Нарын облусу, ru: Нарынская область}, kind: oblast, iso: KG-N, tile: {row: 1, column: 2}}
  - {id: osh, title: {ky: Ош облусу, ru: Ошская область}, kind: oblast, iso: KG-O, tile: {row: 1, column: 3}}
municipalities: []
"""

LONG = ("Тургундар чогулуп, суу түтүгүн 2019-жылы тартышты.", "Жители собрались и в 2019 году протянули трубу.")
OTHER = ("Кийин айыл өкмөтү 450 000 сом кошту.", "Потом айыл окмоту добавил 450 000 сомов.")
LAST = ("Азыр бардык үйдө суу бар, аны комитет карайт.", "Теперь вода есть в каждом доме, за ней следит комитет.")


def found(root: Path, kyrgyz: str, russian: str, head: tuple[str, str] = ("", "")) -> list[tuple[str, ...]]:
    """Problems of a pair whose second sections are these texts: code, fact, the other fact, both places."""
    original = small_tree.ORIGINAL.replace("Түтүк тартылды.", kyrgyz).replace("кыскача баян", f"кыскача {head[0]}баян")
    translation = small_tree.current(original).replace("Протянули трубу.", russian).replace("Короткий", f"{head[1]}Кор")
    files = {"ky/practices/suu.md": original, "ru/practices/suu.md": translation, "ky/suu.png": b"", "ru/suu.png": b""}
    portal, problems = small_tree.load(root, files, {"regions.yml": REGIONS})
    assert "suu" in portal.documents, problems
    told = []
    facts = list(parity_problems(portal))
    # What is certain ends a strict build.
    certain = {item for item in facts if item.severity == "error"}
    assert certain == {item for item in problems if item.code.startswith("parity-")}
    for item in facts:
        values = dict(item.values)
        told.append((item.code, values["fact"], values["theirs"], f"{item.path}:{item.line}", values["other"]))
    return told


SAME = [
    ("5 км, 24 000 000 сом, 3,5 пайыз.", "5 км, 24\u00a0000\u00a0000 сомов, 3.5 процента."),
    ("24 млн сом, 7 миң адам.", "24 000 000 сомов, 7 тысяч человек."),
    ("2017-жылдын 27-июлунда.", "27 июля 2017 года."),
    ("27.07.2017 күнү.", "Дело было 27 июля 2017 года."),
    ("2017-07-27 күнү.", "Дело было 27 июля 2017 года."),
    ("27/07/2017 күнү, 27.07.17 күнү.", "Это было 27 июля 2017 года, 27 июля 2017 года."),
    ("ХХ кылымда, ІІІ баскычта, Х. Осмонов.", "В XX веке, на 3 этапе, Х. Осмонов."),
    ("2024-жылдын 9-августунан 11-августуна чейин.", "С 9 по 11 августа 2024 года."),
    ("[Шилтеме](https://a.kg/x) ![Сүрөт](../suu.png)", "[Ссылка](https://a.kg/x) ![Рисунок](../suu.png)"),
    ("Код `55` жана\n\n```\n77\n```\n", "Код `66` и\n\n```\n88\n```\n"),
    ("[А](#problem){: title=\"5\" }", "[А](#problem)"),
    ("Алты айылга суу жетти.", "Вода пришла в 6 сёл."),
    ("VII чакырылыштагы кеңеш.", "Кенеш 7 созыва."),
    ("Тургундардын үчтөн бири катышты.", "Участвовала треть жителей."),
    ("Тургундардын үчтөн бирдейи катышты.", "Участвовало около трети жителей."),
    ("Элүүдөй үйгө бирдей бөлүштү.", "Поделили поровну на 50 домов."),
    ("Эки кабаттуу үй салынды.", "Построили двухэтажный дом."),
    ("7-берененин 2-бөлүгү.", "Часть 2 статьи 7."),
    ("Баткенде жана Ошто.", "В Баткене и в Оше."),
    ("Акча жетишкен жок, бирок иш бүттү.", "Денег не хватило, но работу закончили."),
    ("Иш бүттү. Эл ыраазы.", "Работу закончили, и народ доволен."),
    ("31 комиссиянын 310 мүчөсү.", "310 членов 31 комиссии."),
    ("- Бир.\n- Эки.", "- Один.\n- Два."),
    ("20 үйгө 3 насос, CASA-1000.", "На 20 домов 3 насоса, CASA-1000."),
    ("Кеңеш анын жобосун бекитти, балдар тобун көрдү.", "Кенеш утвердил его положение и увидел группу детей."),
    ("Бул – айылдын группасын, лампасын жана баспасөзүн билгендер.", "Это те, кто знает группу, лампу и прессу села."),
    ("Күн тартибинде үч пункт турган.", "В повестке дня было три пункта."),
    ("Мектеп да, бакча да жок, аны эч ким билбейт.", "Нет ни школы, ни сада, и никто этого не знает."),
    ("Иш саналбайт; жапканы же жаппаганы айтылбайт.", "Дело не считают; закрыл ли, не сказано."),
    ("Бул тапшырма, сунуштама эмес.", "Это поручение, а не рекомендация."),
    ("Бул сунуштама эмес, тапшырма.", "Это поручение, а не рекомендация."),
    ("Айылдын мүмкүнчүлүгү аз болчу.", "Село должно было беречь силы."),
    ("2021-жылдын 20-октябрындагы № 123 мыйзам 2011-жылдын 15-июлундагы № 101 мыйзамдын ордуна келди.",
     "Закон от 15 июля 2011 года № 101 заменил закон № 123 от 20 октября 2021 года."),
    ("Курулушка 10 900 000 сом кетти. Аны фонд берди.", "Стройка закончена. Фонд дал на неё 10 900 000 сомов."),
]  # fmt: skip


@pytest.mark.parametrize(("kyrgyz", "russian"), SAME)
def test_same_facts(tmp_path: Path, kyrgyz: str, russian: str) -> None:
    assert found(tmp_path, kyrgyz, russian) == []


LINES = (f"{KY}:18", f"{RU}:15")  # of the paragraph in the original and in the translation

DIFFERENT = [
    ("Узундугу 125 метр.", "Длина трубы такая.", "number", "125 метр", "", "ky"),
    ("Түтүк узун болчу.", "Длина 3,5 км.", "number", "3,5 км", "", "ru"),
    ("24 миллион сом.", "24 сома.", "number-differs", "24 миллион сом", "24 сома", "ky"),
    ("Беш айыл.", "Шесть сёл.", "number-differs", "Беш айыл", "Шесть сёл", "ky"),
    ("Ал жакта айылдар бар.", "Там есть 6 сёл.", "small-number", "6 сёл", "", "ru"),
    ("Ал жерде айылдар бар.", "Там есть шесть сёл.", "number-word", "шесть сёл", "", "ru"),
    ("5 айылда 9 мектеп бар.", "В 9 сёлах 5 школ.", "swapped", "5 айылда … 9 мектеп", "9 сёлах … 5 школ", "ky"),
    ("Фонд 10 900 000 сом, мектеп 3 000 000 сом алды, эки жыл.",
     "Фонд получил 3 000 000 сомов, школа – 10 900 000 сомов, два года, два села.",
     "swapped", "10 900 000 сом … 3 000 000 сом", "3 000 000 сомов … 10 900 000 сомов", "ky"),
    ("Курулушка 10 900 000 сом кетти. Фонд 3 000 000 сом берди.",
     "На стройку ушло 3 000 000 сомов. Фонд дал 10 900 000 сомов.",
     "swapped", "10 900 000 сом … 3 000 000 сом", "3 000 000 сомов … 10 900 000 сомов", "ky"),
    ("Мукурда № 24, Теректе № 25 бакча.", "Сады № 25 в Мукуре и № 24 в Тереке.",
     "swapped", "№ 24 … № 25", "№ 25 … № 24", "ky"),
    ("2021-жылдын 20-октябрындагы № 123 жана 2011-жылдын 15-июлундагы № 101 мыйзам.",
     "Законы от 20 октября 2021 года № 101 и от 15 июля 2011 года № 123.",
     "swapped", "№ 123 … № 101", "№ 101 … № 123", "ky"),
    ("2021-жылдын 20-октябрындагы № 123 жана 2011-жылдын 15-июлундагы № 101 мыйзам.",
     "Законы № 123 от 15 июля 2011 года и № 101 от 20 октября 2021 года.",
     "date", "2021 - жылдын 20 - октябрындагы", "15 июля 2011", "ky"),
    ("Жол 12 километр.", "Дорога 12 метров.", "unit", "12 километр", "12 метров", "ky"),
    ("Баасы 40 сом.", "Цена 40 долларов.", "unit", "40 сом", "40 долларов", "ky"),
    ("7-берене боюнча.", "По статье 8.", "number-differs", "7", "8", "ky"),
    ("2017-жылдын 27-июлунда.", "27 июня 2017 года.", "date", "2017 - жылдын 27 - июлунда", "27 июня 2017", "ky"),
    ("2017-07-27 күнү болду.", "Дело было 27.06.2017.", "date", "2017-07-27", "27.06.2017", "ky"),
    ("Баткенде болду.", "Было в Нарыне.", "name", "Баткенде", "Нарыне", "ky"),
    ("Иш бүтпөй калды.", "Работу закончили.", "negation", "бүтпөй", "", "ky"),
    ("Алар каражат ала албайт.", "Они получают средства.", "negation", "албайт", "", "ky"),
    ("Иш болбой калды.", "Работу закончили.", "negation", "болбой", "", "ky"),
    ("Жабдык табылбайт.", "Оборудование найдётся.", "negation", "табылбайт", "", "ky"),
    ("Эми муну жазбаңыз.", "Теперь запишите это.", "negation", "жазбаңыз", "", "ky"),
    ("Көчөт көбөйбөптүр.", "Саженцев стало много.", "negation", "көбөйбөптүр", "", "ky"),
    ("Айылды башкаруу жакшырды.", "Управление селом не улучшилось.", "negation", "не", "", "ru"),
    ("Суу жок, акча жетпейт.", "Воды нет, денег хватает.", "negation", "жок", "нет", "ky"),
    ("Бул тапшырма, сунуштама эмес.", "Это рекомендация, а не поручение.", "negation", "сунуштама", "поручение", "ky"),
    ("Айыл өкмөтү буга милдеттүү.", "Айыл окмоту вправе это сделать.", "word", "милдеттүү", "вправе", "ky"),
    ("Иш бүттү.", "Работу не закончили.", "negation", "не", "", "ru"),
    (LONG[0], f"{LONG[1]} Все довольны.", "sentence", "Все довольны.", "", "ru"),
    ("[Шилтеме](suu.md#problem).", "Ссылки тут.", "link", "suu.md#problem", "", "ky"),
    ("[Шилтеме](https://a.kg/ky).", "Ссылки тут.", "address", "https://a.kg/ky", "", "ky"),
    ("![Сүрөт](../suu.png)", "Картинка", "image", "../suu.png", "", "ky"),
]  # fmt: skip


@pytest.mark.parametrize(("kyrgyz", "russian", "code", "fact", "theirs", "here"), DIFFERENT)
def test_facts_that_differ(
    tmp_path: Path, kyrgyz: str, russian: str, code: str, fact: str, theirs: str, here: str
) -> None:
    places = LINES if here == "ky" else LINES[::-1]
    items = [item for item in found(tmp_path, kyrgyz, russian) if item[0] != "parity-length"]
    assert (f"parity-{code}", fact, theirs, *places) in items
    assert len(items) == 1 or code == "image"


def test_facts_of_the_card_have_its_lines(tmp_path: Path) -> None:
    items = found(tmp_path, "Түтүк.", "Труба.", ("125 ", "225 "))
    assert items == [("parity-number-differs", "125", "225", f"{KY}:3", f"{RU}:5")]


def test_questions_that_each_language_asks_in_its_own_words_are_not_compared(tmp_path: Path) -> None:
    kyrgyz = "таза суу тууралуу баян.\nalso_asked: Баткенде 5 үйгө суу жеттиби? Бул "
    russian = "Короткий рассказ о чистой воде в селе.\nalso_asked: Кто платил в Оше? "
    assert found(tmp_path, "Түтүк тартылды.", "Протянули трубу.", (kyrgyz, russian)) == []


def test_names_of_places_are_read_anew(tmp_path: Path) -> None:
    """What is remembered of sound documents depends on them."""
    assert found(tmp_path, "Жаңыда болду.", "Было в Старом.") == []
    regions = REGIONS.replace("Баткен облусу, ru: Баткенская", "Жаңы облусу, ru: Жанынская")
    regions = regions.replace("Нарын облусу, ru: Нарынская", "Эски облусу, ru: Старая")
    _, problems = small_tree.load(tmp_path, {}, {"regions.yml": regions})
    assert "parity-name" in {item.code for item in problems}


# Parts without a partner -----------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["", "- "])
@pytest.mark.parametrize("gone", [0, 1, 2])
def test_a_part_without_a_partner(tmp_path: Path, mark: str, gone: int) -> None:
    rows = (LONG, OTHER, LAST)
    kyrgyz = "\n\n".join(mark + row[0] for row in rows)
    russian = "\n\n".join(mark + row[1] for at, row in enumerate(rows) if at != gone)
    items = found(tmp_path, kyrgyz, russian)
    line = 18 + 2 * gone
    assert [(item[0], item[1], item[3]) for item in items] == [("parity-part", mark + rows[gone][0], f"{KY}:{line}")]


def test_a_paragraph_that_was_split_has_its_partner(tmp_path: Path) -> None:
    assert found(tmp_path, f"{LONG[0]} {OTHER[0]}", f"{LONG[1]}\n\n{OTHER[1]}") == []


TABLE = "| {0} | {1} |\n| --- | ---: |\n| {2} | 14 |\n| {3} | 70 |\n"
ANIMALS = TABLE.format("Мал", "Акысы", "кой", "жылкы"), TABLE.format("Скот", "Плата", "овца", "лошадь")


def test_tables_are_compared_cell_by_cell(tmp_path: Path) -> None:
    kyrgyz, russian = ANIMALS
    assert found(tmp_path, kyrgyz, russian) == []
    swapped = russian.replace("14", "x").replace("70", "14").replace("x", "70")
    places = [(item[0], item[3], item[4]) for item in found(tmp_path, kyrgyz, swapped)]
    assert places == [
        ("parity-number-differs", f"{KY}:20", f"{RU}:17"),
        ("parity-number-differs", f"{KY}:21", f"{RU}:18"),
    ]


def test_tables_with_other_columns(tmp_path: Path) -> None:
    kyrgyz, russian = ANIMALS
    items = found(tmp_path, kyrgyz, russian.replace("| овца | 14 |", "| овца | 14 | 15 |"))
    assert ("parity-cells", "2", "3", f"{KY}:20", f"{RU}:17") in items


def test_cells_that_say_the_same_in_one_language_only(tmp_path: Path) -> None:
    kyrgyz, russian = ANIMALS
    items = found(tmp_path, kyrgyz, russian.replace("лошадь", "овца"))
    assert items == [("parity-cell-words", "овца", "кой / жылкы", f"{RU}:18", f"{KY}:21")]


def test_a_row_without_a_partner(tmp_path: Path) -> None:
    kyrgyz, russian = ANIMALS
    items = found(tmp_path, kyrgyz, russian.replace("| овца | 14 |\n", ""))
    assert [item[:2] for item in items] == [("parity-part", "| кой | 14 |")]


@pytest.mark.slow
def test_alignment_of_many_parts_takes_time_in_proportion() -> None:
    parts = tuple(TextPart("paragraph", f"Абзац {at * 7 % 1000} текст", at) for at in range(5000))
    before = time.process_time()
    pairs = aligned(parts, parts[:4000] + parts[4003:])
    assert len([pair for pair in pairs if not pair.two]) == 3
    assert time.process_time() - before < 20, "a table of all pairs would take minutes"


def test_parts_of_a_body() -> None:
    body = "# А\n\nБир\nэки\n\n- үч\n  төрт\n- беш\n\n| а | б |\n| --- | --- |\n| 1 | |\n\n"
    body += "```\n# код\n\nx\n```\n\n> цитата\n"
    parts = text_parts(body)
    assert [(part.kind, part.level, part.line) for part in parts] == [
        ("heading", 1, 1), ("paragraph", 0, 3), ("item", 0, 6), ("item", 0, 8), ("row", 2, 10), ("row", 2, 12),
        ("code", 0, 14), ("paragraph", 1, 20),
    ]  # fmt: skip
    assert all(body[part.start :].startswith(part.text) for part in parts)


# Words -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "text", "values"),
    [
        ("ru", "двадцать пять сёл, сто двадцать домов, семьдесят два", ["25", "120", "72"]),
        ("ky", "жыйырма беш айыл, эки жүз элүү үй, тогузунчу", ["25", "250", "9"]),
        ("ru", "1 234 567 и 3,50 и 12.04.2023", ["1234567", "3.5", "12", "2023"]),
        ("ky", "айылдар үчүн бир жарым", ["1", "1/2"]),
        ("ru", "восемнадцатидневный курс, пятый, семья, второй", ["18", "5", "2"]),
        ("ky", "арыздын 20сы, 15инен", ["20", "15"]),
    ],
)
def test_numbers_in_words(lang: str, text: str, values: list[str]) -> None:
    assert [item.value for item in numbers_of(fact_tokens(text), lang)] == values  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", ["ky", "ru"])
def test_no_word_is_passed_over_by_its_first_letters(lang: Lang) -> None:
    """Of all words that carry facts, with endings, capitals and hyphens."""
    table = json.dumps(fact_table(), ensure_ascii=False)
    words = {*re.findall(r"[^\W\d_]+", table), *number_words()["russian"], *number_words()["kyrgyz"]}
    text = " ".join(f"{word} суу-{word} {word.capitalize()}ын {word}го {word}дан" for word in sorted(words))
    tokens = fact_tokens(text + " XXI ІІ 7 12.04.2023 ٣")
    begin = [at for at, one in enumerate(tokens) if numerals.may_begin(one.raw, one.low, lang)]
    assert len(begin) > 100 and places_of(tokens, lang).numbers == begin
    length, first = numerals._number_beginnings(lang)
    worded = [one.low for one in tokens if one.is_word]
    numbers = [low for low in worded if numerals.numeral(low, lang) or numerals._fraction(low, lang)]
    assert len(numbers) > 100 and [low for low in numbers if low[:length] not in first] == []
    for passed_over, holds in (
        (dated._month_beginnings(lang), lambda one: "months" in fact_words.groups_of(one.low, lang) and one.is_word),
        (fact_words._group_beginnings(lang), lambda one: bool(fact_words.groups_of(one.low, lang))),
    ):
        said = [one.low for one in tokens if holds(one)]
        assert len(said) > 20
        assert [low for low in said if low[: passed_over.length] not in passed_over.known and "-" not in low] == []


def test_sentences_end_where_a_reader_sees_it() -> None:
    text = "В 2023 г. Ош получил 5 тыс. сомов. Глава А. Б. Исаев сказал: «Да!» Потом ушёл."
    assert [words.strip() for _, words in Passage(text, "ru").sentences] == [
        "В 2023 г. Ош получил 5 тыс. сомов.", "Глава А. Б. Исаев сказал: «Да!»", "Потом ушёл.",
    ]  # fmt: skip


def test_every_class_of_words_is_in_both_languages() -> None:
    for group in contrast_groups():
        assert all(record.get("ky") and record.get("ru") for record in group.classes.values()), group.name
    for text, name in (("километрге", "km"), ("сомдорду", "som"), ("адамдар", "people")):
        assert units("ky").of(fact_tokens(text), 0) == {name}


def test_outdated_translations_are_not_compared(tmp_path: Path) -> None:
    original = small_tree.ORIGINAL.replace("Түтүк", "125 түтүк")
    files = {"ky/practices/suu.md": original, "ru/practices/suu.md": small_tree.current()}
    portal, _ = small_tree.load(tmp_path, files)
    assert list(parity_problems(portal)) == []


def test_tokens_are_where_they_stand_whatever_is_asked_for_first() -> None:
    text = "Ош_шаары 1 250 000 сом,  27.07.2017-ж. берди: «Ысык-Көл», 3,5 % — АКШ $ 12/05/2020\n№ 5"
    expected = [(match[0], match.start()) for match in fact_words._TOKEN.finditer(text)]
    for order in (range(len(expected)), range(len(expected) - 1, -1, -1)):
        tokens = fact_tokens(text)
        assert {at: (tokens[at].raw, tokens[at].start) for at in order} == dict(enumerate(expected))
    assert tokens[-1] == tokens[len(tokens) - 1] and tokens[2:4] == tuple(tokens)[2:4]


def test_a_word_is_looked_at_once_however_often_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[str] = []
    monkeypatch.setattr(marked, "may_begin", lambda raw, _low, _lang: looked_at.append(raw))
    for _ in range(3):
        assert places_of(fact_tokens("Кумдөбөөдө кумдөбөө Кумдөбөөдө"), "ky").capitals == [0, 2]
    assert looked_at == ["Кумдөбөөдө", "кумдөбөө"]
