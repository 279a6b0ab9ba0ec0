"""Properties of the finder that hold for every text."""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from portal.law import Citation, find
from repeating import repeated

OWN = Path(__file__).resolve().parent / "data" / "citations_own.jsonl"
LINES = [json.loads(line) for line in OWN.read_text("utf-8").splitlines() if line.strip()]
LANGS = st.sampled_from(["ky", "ru", "kk"])
PIECES = st.sampled_from(
    [
        "закон",
        "Закона",
        "мыйзам",
        "Мыйзамынын",
        "кодекс",
        "Кодекстин",
        "статья",
        "статьи",
        "ст",
        ".",
        "ч",
        "п",
        "пп",
        ",",
        "и",
        "жана",
        "«",
        "»",
        '"',
        "(",
        ")",
        "№",
        "N",
        "5",
        "12",
        "125",
        "2021",
        "-",
        "–",
        "28-берене",
        "беренесинин",
        "бөлүгүнүн",
        "пункт",
        "от",
        "27",
        "октября",
        "года",
        "2021-жылдын",
        "27-октябрындагы",
        "КР",
        "Кыргызской",
        "Республики",
        "Өкмөтүнүн",
        "токтому",
        "постановление",
        "Правительства",
        "О",
        "об",
        "жөнүндө",
        "воде",
        "жер",
        "настоящего",
        "ушул",
        "той",
        "же",
        "эле",
        "\n",
        "\n\n",
        "а)",
        "б",
        "III",
        "первой",
        "биринчи",
        "Положение",
        "Жобо",
        "Программасы",
        "развития",
        "на",
        "2024",
        "годы",
        "УК",
        "КЖКнын",
        "¹",
        "%",
        "…",
        "ҥ",
        "ѳ",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(PIECES, max_size=60).map(" ".join),
    st.lists(PIECES, max_size=60).map("".join),
)
QUICK = repeated(150, suppress_health_check=[HealthCheck.too_slow])


def shape(c: Citation) -> tuple[object, ...]:
    return (c.kind, c.date, c.number, c.provision_texts, c.internal, c.elliptic, c.anaphoric)


@pytest.mark.slow
@QUICK
@given(TEXTS, LANGS)
def test_spans_lie_in_the_text_and_never_overlap(text: str, lang: str) -> None:
    end = 0
    for c in find(text, lang):
        assert end <= c.start < c.end <= len(text)
        assert not text[c.start].isspace()
        assert not text[c.end - 1].isspace()
        end = c.end


@QUICK
@given(TEXTS, LANGS)
def test_normal_forms_give_the_same_citations(text: str, lang: str) -> None:
    # Only letters of the two alphabets are compared: other scripts may compose into other words.
    text = "".join(c for c in text if c.isascii() or "\u0400" <= c <= "\u04ff" or c in "«»№–—")
    composed, apart = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    a, b = find(composed, lang), find(apart, lang)
    assert [shape(c) for c in a] == [shape(c) for c in b]
    for x, y in zip(a, b, strict=True):
        assert unicodedata.normalize("NFC", apart[y.start : y.end]) == composed[x.start : x.end]


def test_own_sentences_survive_nfd() -> None:
    for line in LINES:
        text, apart = line["text"], unicodedata.normalize("NFD", line["text"])
        a, b = find(text, line["lang"]), find(apart, line["lang"])
        words = [unicodedata.normalize("NFC", apart[c.start : c.end]) for c in b]
        assert words == [text[c.start : c.end] for c in a], line["id"]


LOOKALIKE = str.maketrans({"ң": "ӊ", "ө": "ѳ", "Ө": "Ѳ", "а": "a", "о": "o", "е": "e", "с": "c", "р": "p"})


def test_own_sentences_survive_lookalikes() -> None:
    for line in LINES:
        text = line["text"]
        # Letters of points («а») and one-letter words are values, not words: they stay as they are.
        words = [w.translate(LOOKALIKE) if sum(map(str.isalpha, w)) > 3 else w for w in text.split(" ")]
        found = find(" ".join(words), line["lang"])
        plain = find(text, line["lang"])
        wanted = [(c.start, c.end, *shape(c)) for c in plain]
        assert [(c.start, c.end, *shape(c)) for c in found] == wanted, line["id"]


FILLER = st.sampled_from(["", "Бул жерде сөз жок. ", "Здесь нет слов. ", "\n\n", "— ", "12 уй, 5 бала.\n\n", "«»\n\n"])


@repeated(60)
@given(st.sampled_from(LINES), FILLER, FILLER)
def test_filler_around_changes_nothing(line: dict[str, str], before: str, after: str) -> None:
    plain = find(line["text"], line["lang"])
    framed = find(f"{before}\n\n{line['text']}\n\n{after}", line["lang"])
    shift = len(before) + 2
    assert [(c.start - shift, c.end - shift, *shape(c)) for c in framed] == [(c.start, c.end, *shape(c)) for c in plain]


HOSTILE = [
    "1 ", "1, ", "«", "»", "«а» ", '"', "(", "() ", ". ", "- ", "статья ", "ст. 5 ", "ст. 5, ч. 2 ",
    "закон о ", "Закон «О ",
    "№ ", "№ 1 ", "мыйзам ", "жер жөнүндө мыйзам ", "5-берене ", "5, 6-", "КР ", "КР Өкмөтүнүн токтому ", "и\u0306 ",
    "05.04.2004 ", "Кыргыз Республикасынын өнүктүрүү Программасы ", "постановление Правительства ", "от № «",
    "«Жер кодекске жөнүндө» ", "КР Эмгек, Жер жана ", "Уголовный и ", "Кодекстер: «А жөнүндө», ", "Законы: «О воде», ",
    "ППКР № 1 ", "ГК КР ", "«А» бюджет жөнүндө 2019-жылдын ", "кезектеги сессиясынын ", ": - ",
    "кеңешинин «А» жөнүндө № 1 ", "(статья 5) ", "статья 5 (ч. 1, п. 2) ", "пункт 2(а)(б) ", "Т О К Т О М У ", "Т О ",
    "айылдык кеңешинин I сессиясынын ", "решением 15-й сессии кенеша ", "Баш мыйзам ", "мэрии города Ош ",
    "ст. 5 его ",
    "статьи ( ", "((статьи ", "Закон № 5 (статьи 8 ", "«а»–«б» ", "V ", "5, 6 7-беренелер ",
    "Правила дорожного движения ",
]  # fmt: skip


def steps(text: str, lang: str) -> int:
    """Count the calls that the finder makes: growth can be compared without a clock."""
    count = 0

    def tick(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(tick)
    try:
        find(text, lang)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("lang", ["ky", "ru"])
@pytest.mark.slow
def test_work_grows_no_faster_than_the_text(piece: str, lang: str) -> None:
    find(piece * 20, lang)  # compile what is compiled once
    small, large = steps(piece * 100, lang), steps(piece * 400, lang)
    assert large <= small * 4.4 + 500
