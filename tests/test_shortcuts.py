"""Shortcuts that save time change nothing of what comes out: patterns not tried, texts not searched, models kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.treeprocessors import InlineProcessor

from portal.content import validation
from portal.core import strict_yaml
from portal.core.characters import HIDDEN, has_hidden, without_hidden
from portal.markup.extensions import EXTENSIONS
from portal.markup.links import LinkMap
from portal.markup.render import Renderer
from portal.markup.triggers import TRIGGERS, TriggeredInline
from portal.model.documents import Translation

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
