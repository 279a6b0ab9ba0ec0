"""Shortcuts that save time change nothing of what comes out: patterns not tried, texts not searched, models kept."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.treeprocessors import InlineProcessor

from portal.content import source_marks, validation
from portal.core import strict_yaml
from portal.core.characters import HIDDEN, has_hidden, without_hidden
from portal.corpus import check_desk
from portal.language import lemma_ru, stem_ky
from portal.markup import brackets
from portal.markup.extensions import EXTENSIONS
from portal.markup.links import LinkMap
from portal.markup.render import Renderer
from portal.markup.triggers import TRIGGERS, TriggeredInline
from portal.model.documents import Translation
from portal.pages import blocks
from portal.pages.embedding import embed
from portal.publish.html import references
from portal.search import amounts, analyse

LINKS = LinkMap(frozenset({"practices/suu"}), frozenset())
SIGNS = sorted(
    {sign for signs in TRIGGERS.values() for sign in signs} | set("]()!^>;~:|#-\n\t{}1") | {"s1", "  \n", "суу"}
)
texts = st.lists(st.one_of(st.sampled_from(SIGNS), st.text(max_size=3)), max_size=40).map("".join)


def renderer(*, shortcut: bool) -> Renderer:
    made = Renderer("ky", LINKS, "Бөлүм", tuple(EXTENSIONS))
    if not shortcut:
        made._markdown.treeprocessors.register(InlineProcessor(made._markdown), "inline", 20)
    return made


SHORT, LONG = renderer(shortcut=True), renderer(shortcut=False)


def test_every_pattern_has_its_signs() -> None:
    """One without would only be slower; who adds one says what it begins with."""
    patterns = SHORT._markdown.inlinePatterns
    named = {id(patterns[name]) for name in TRIGGERS}
    assert [pattern for pattern in patterns if id(pattern) not in named] == []
    assert isinstance(SHORT._markdown.treeprocessors["inline"], TriggeredInline)


@given(texts)
def test_patterns_that_are_not_tried_would_not_match(text: str) -> None:
    options = {"kind": "event", "path": "docs/ky/events/x.md", "own_address": "events/x.html"}
    assert SHORT.render(text, **options) == LONG.render(text, **options)  # type: ignore[arg-type]


def test_hidden_characters_are_all_found() -> None:
    planes = (range(0x20000), range(0xE0000, 0xE0200), range(0x10FFF0, 0x110000))
    for number in (number for plane in planes for number in plane):
        text = f"суу {chr(number)}"
        assert has_hidden(text) == bool(HIDDEN.search(text)), f"U+{number:04X}"


@given(st.text())
def test_texts_are_freed_of_hidden_characters(text: str) -> None:
    assert without_hidden(text) == HIDDEN.sub("", text)


def test_a_model_is_prepared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    real = validation.TypeAdapter

    class Counted(real):  # type: ignore[misc, valid-type]  # a class all the same
        def __init__(self, model: object) -> None:
            made.append(model)
            super().__init__(model)

    monkeypatch.setattr(validation, "TypeAdapter", Counted)
    validation._adapter.cache_clear()
    words = "title: Таза суу\nsummary: Айылга таза суу кантип келгени тууралуу.\n"
    card = f"translation_of: ky\nrevision: r0123456789\n{words}"
    loaded = strict_yaml.load(card, "x.md")
    for _ in range(3):
        value, problems = validation.validate(Translation, loaded.value, loaded, "x.md")
        assert value is not None
        assert problems == ()
    assert made == [Translation]


MARKS = st.lists(
    st.sampled_from(["{s1}", "{ s2 , с3 }", "{", "}", "s1", " ", "\u00a0", "\t", "\\", "а", "\n"]), max_size=14
)


@given(MARKS.map("".join))
def test_a_mark_goes_with_the_spaces_before_it(text: str) -> None:
    assert source_marks.without_marks(text) == re.sub(source_marks.WITH_SPACE, "", text)
    written = r"(?<!\\)" + source_marks.PATTERN.replace(r"(?<!\\\{)", "")
    assert [match.span() for match in source_marks.MARK.finditer(text)] == [
        match.span() for match in re.finditer(written, text)
    ]


def test_signs_are_counted_one_by_one_only_where_there_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "# Суу\n\n- [Кум](a.md) — *түтүк* `код` | 5 < 6 & 7\n" * 20
    expected = brackets.unclosed_brackets(text), brackets.crowded_signs(text)
    monkeypatch.setattr(brackets, "_MARK", None)
    monkeypatch.setattr(brackets, "_SIGNS", None)
    assert (brackets.unclosed_brackets(text), brackets.crowded_signs(text)) == expected == (0, None)
    for crowd in ("[" * 101, "*" * 1001):
        with pytest.raises(AttributeError):
            brackets.unclosed_brackets(crowd), brackets.crowded_signs(crowd)


def test_every_mark_of_doubt_has_a_word_by_which_it_is_looked_for() -> None:
    for text in (
        "СОМНИТЕЛЬНО", "Без проверки НЕ ПУБЛИКОВАТЬ", "Вывод составителя", "расчёт составителя", "infer: true",
        "general:  TRUE",
    ):  # fmt: skip
        assert check_desk._DOUBT.search(text) and check_desk._may_doubt(text)
    assert not check_desk._may_doubt("Түтүк салынды. Водопровод построен.")


@given(st.lists(st.sampled_from(["1", "23", "456", "7890", " ", ",", ".", "\u00a0", "млн", "тыс.", "\n"]), max_size=12))
def test_amounts_begin_at_their_first_digit(parts: list[str]) -> None:
    text = "".join(parts)
    pattern = amounts._AMOUNT.pattern.replace(r"(\d(?<![\d.,].)(?:\d{0,2}", r"(?<![\d.,])((?:\d{1,3}")
    pattern = pattern.replace(r"|\d{0,2}(?:,", r"|\d{1,3}(?:,").replace(r"|\d*))", r"|\d+))")
    assert pattern.startswith(r"(?<![\d.,])")
    assert [match.groups() for match in amounts._AMOUNT.finditer(text)] == [
        match.groups() for match in re.finditer(pattern, text)
    ]


def test_references_are_found_by_their_sign() -> None:
    html = '<a class="x" href="a.html">href="b"</a><img\nsrc=c.png><x data-href="d.html" SRC="e">src=f'
    assert references._REFERENCE.findall(html) == re.findall(r"""\s(?:href|src)=["']?([^"'\s>]+)""", html) == [
        "a.html", "c.png",
    ]  # fmt: skip


def test_only_ids_of_elements_get_a_prefix() -> None:
    html = '<p id="a">суу id="b" <a href="x.html" src="#c" title="1 &gt; 2" id="d">5</a> src="../y.html"</p>'
    assert embed(html, "p", "practices/q.html", "both/1.html") == (
        '<p id="p--a">суу id="b" <a href="../practices/x.html" src="#c" title="1 &gt; 2" id="p--d">5</a>'
        ' src="../y.html"</p>'
    )


def test_words_of_texts_of_one_shape_are_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "aligned", None)
    one, two = "<h2>Суу</h2>\n<ul><li>а</li><li>б</li></ul>", "<h2>Вода</h2>\n<ul><li>в</li><li>г</li></ul>"
    assert [row[0][:4] for row in blocks.beside(one, two)] == ["<h2>", "<ul>", "<ul>"]
    with pytest.raises(TypeError):
        blocks.beside(one, two + "<p>д</p>")


# Words of the search index -----------------------------------------------------------------------------------


def test_a_word_is_analysed_once_whatever_its_capitals(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = analyse.index_keys
    monkeypatch.setattr(analyse, "index_keys", lambda word, lang: asked.append(word) or real(word, lang))
    found = analyse.Analyser("ru")
    assert found.word("водопровод") == found.word("Водопровод") == found.word("ВОДОПРОВОД")
    assert asked == ["водопровод"]


@pytest.mark.parametrize("word", ["уровень", "платить", "обучение", "наградить", "публикация", "село", "красный"])
def test_forms_are_those_of_the_whole_lexeme(word: str) -> None:
    for parse in lemma_ru._analyser().parse(word):
        for are in (lemma_ru._is_noun, lemma_ru._is_asked, lemma_ru._is_done):
            assert [*lemma_ru._forms(parse, are)] == [form.word for form in parse.lexeme if are(form.tag)]


@pytest.mark.parametrize("word", ["башталар", "атам", "байланышуу", "кумдөбөлүктөр", "саатын", "көлдүн", "корсотуу"])
def test_far_readings_hold_the_near_ones(word: str) -> None:
    prepared = stem_ky._prepare(word)
    assert prepared is not None
    near, far = stem_ky._known(*prepared, stem_ky._NEAR), stem_ky._readings(*prepared)
    assert {*near} == {one for one in far if one[0] <= far[0][0] + stem_ky._NEAR}


@given(st.text("абёеиоуыэюяйьъкңөүт", max_size=8))
def test_only_words_with_certain_letters_are_respelt(word: str) -> None:
    respelt = stem_ky._respell(word)
    assert respelt == word or stem_ky._RESPELT.search(word)
    # With a soft sign in front the word is spelt out letter by letter.
    assert stem_ky._respell("ь" + word) == respelt
    if word and "й" not in word:
        assert stem_ky._spell(word) == stem_ky._devoice(word)
