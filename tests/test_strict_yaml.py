"""Strict YAML: what editors write by mistake, and what attackers write on purpose."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core import strict_yaml
from portal.core.strict_yaml import MAX_BYTES, load
from repeating import repeated

PATH = "docs/ky/practices/suu.md"


def found(text: str, first_line: int = 1) -> list[tuple[str, int, int]]:
    """Code, line and column of every problem of a text."""
    loaded = load(text, PATH, first_line)
    assert all(item.path == PATH for item in loaded.problems)
    return [(item.code, item.line, item.column) for item in loaded.problems]


def values_of(text: str) -> dict[str, str]:
    return dict(load(text, PATH).problems[0].values)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("title: Суу\nstatus: pilot\ntitle: Жол", [("yaml-duplicate-key", 3, 1)], id="equal keys"),
        pytest.param("a:\n  b: 1\n  c: 2\n  b: 3", [("yaml-duplicate-key", 4, 3)], id="equal keys inside"),
        pytest.param("{a: 1, a: 2}", [("yaml-duplicate-key", 1, 8)], id="equal keys in braces"),
        pytest.param("1: a\n1: b", [("yaml-duplicate-key", 2, 1)], id="equal numbers as keys"),
        pytest.param("a:\n\tb: 1\n \tc: 2", [("yaml-tab", 2, 1), ("yaml-tab", 3, 2)], id="every tab"),
        pytest.param("a: no", [("yaml-boolean-word", 1, 4)], id="no"),
        pytest.param("a: Yes\nb: OFF", [("yaml-boolean-word", 1, 4), ("yaml-boolean-word", 2, 4)], id="yes and off"),
        pytest.param("a: [on, y]", [("yaml-boolean-word", 1, 5), ("yaml-boolean-word", 1, 9)], id="on and y"),
        pytest.param("date: 2026-13-05", [("yaml-date", 1, 7)], id="a thirteenth month"),
        pytest.param("date: 2026-02-29", [("yaml-date", 1, 7)], id="a 29th of February"),
        pytest.param("date: 0000-01-01", [("yaml-date", 1, 7)], id="the year 0"),
        pytest.param("a: &x [1]\nb: *x", [("yaml-object", 1, 4), ("yaml-object", 2, 4)], id="anchor and alias"),
        pytest.param("a: *x", [("yaml-object", 1, 4)], id="alias of nothing"),
        pytest.param("&k a: 1", [("yaml-object", 1, 1)], id="anchor on a key"),
        pytest.param("a: !!python/object/apply:os.system [ls]", [("yaml-object", 1, 4)], id="python object"),
        pytest.param("a: !!str 1", [("yaml-object", 1, 4)], id="standard tag"),
        pytest.param("a: !важно", [("yaml-syntax", 1, 5)], id="exclamation mark"),
        pytest.param("a: 'b\x0cc'", [("text-hidden", 1, 6)], id="form feed"),
        pytest.param("a: b\u2028c", [("text-hidden", 1, 5)], id="line separator"),
        pytest.param("a: b\u202ec", [("text-hidden", 1, 5)], id="writing from right to left"),
        pytest.param("a: b\ud800", [("text-hidden", 1, 5)], id="half a character"),
        pytest.param('a: "\\x1b[31m"', [("text-hidden", 1, 4)], id="escaped control"),
        pytest.param('a: "b\\u202ec"', [("text-hidden", 1, 4)], id="escaped direction"),
        pytest.param("a: [[[[[[[[[[[[1]]]]]]]]]]]]", [("yaml-too-deep", 1, 15)], id="thirteen levels"),
        pytest.param("[" * 200_000, [("yaml-too-deep", 1, 13)], id="a wall of brackets"),
        pytest.param("? [a, b]\n: c\nd: 1", [("yaml-key", 1, 3)], id="a list as key"),
        pytest.param("? {a: {b: c}}\n: [d]\ne: 1", [("yaml-key", 1, 3)], id="a map as key"),
        pytest.param("'': a", [("yaml-key", 1, 1)], id="no key"),
        pytest.param("title: Суу: эки айыл", [("yaml-syntax", 1, 11)], id="a colon in text"),
        pytest.param("title: «Суу», эки айыл\n title: жол", [("yaml-indent", 2, 1)], id="wrong indent"),
        pytest.param("a: 'b", [("yaml-quote", 1, 4)], id="open quotation mark"),
        pytest.param("a: 'b\nc: 'd'\ne: 1", [("yaml-quote", 1, 4)], id="closed by the next field's mark"),
        pytest.param('a: \'x\'\nb: "c\nd: "e"', [("yaml-quote", 2, 4)], id="the same with double marks"),
        pytest.param("a: 1\nb: 'c\nd: e\nf: g", [("yaml-quote", 2, 4)], id="open to the end"),
        pytest.param("a:\n  - b: 'c\n    d: e\n  - {b: 'f'}", [("yaml-quote", 2, 8)], id="open in a list"),
        pytest.param("a: {b: 'c, d: 1}\ne: {b: 'f'}", [("yaml-quote", 1, 8)], id="open in braces"),
        pytest.param("a: 'it''s\n  b'\nc: [1\nd: 2", [("yaml-syntax", 4, 2)], id="marks closed, a bracket open"),
        pytest.param("a: ''\nb: 'c' d", [("yaml-syntax", 2, 8)], id="marks closed, words behind"),
        pytest.param("a: 1\n---\nb: 2", [("yaml-syntax", 2, 1)], id="two documents"),
        pytest.param("a: @b", [("yaml-syntax", 1, 4)], id="reserved sign"),
        pytest.param("a: " + "b" * MAX_BYTES, [("yaml-too-large", 1, 1)], id="too large"),
        pytest.param("a: '" + "ө" * (MAX_BYTES // 2) + "'", [("yaml-too-large", 1, 1)], id="too large in bytes"),
    ],
)
def test_a_mistake_is_reported_at_its_place(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert found(text) == expected


def test_lines_count_from_the_top_of_the_file() -> None:
    assert found("a: 1\na: 2", first_line=5) == [("yaml-duplicate-key", 6, 1)]
    assert values_of("\n\na: 1\na: 2")["first"] == "3"


def test_the_message_shows_the_line_that_is_not_understood() -> None:
    assert values_of("title: Чечим: №5")["detail"] == "title: Чечим: №5"


def test_all_mistakes_come_at_once() -> None:
    text = "a: no\nb: 2026-13-05\na: 1\nc: &x 2\n"
    assert [code for code, _, _ in found(text)] == [
        "yaml-boolean-word",
        "yaml-date",
        "yaml-duplicate-key",
        "yaml-object",
    ]


def test_a_bomb_of_aliases_is_not_unfolded() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    for level in range(1, 10):
        lines.append(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]")
    loaded = load("\n".join(lines), PATH)
    assert {item.code for item in loaded.problems} == {"yaml-object"}
    assert len(json.dumps(loaded.value)) < 5000


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("011", "011"),
        ("12:30:45", "12:30:45"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("1e5", "1e5"),
        (".5", ".5"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("12.03.2026", "12.03.2026"),
        ("2026-1-5", "2026-1-5"),
        ("2026-11-22T10:00:00", "2026-11-22T10:00:00"),
        ("True", "True"),
        ("=", "="),
        ("9" * 19, "9" * 19),
        ("-" + "9" * 5000, "-" + "9" * 5000),
        ("9" * 400 + ".0", "9" * 400 + ".0"),
        ("7", 7),
        ("-7", -7),
        ("2.50", 2.5),
        ("true", True),
        ("false", False),
        ("~", None),
        ("null", None),
        ("", None),
        ("2026-11-22", dt.date(2026, 11, 22)),
        ("{a: [1, {b: c}]}", {"a": [1, {"b": "c"}]}),
        ('{"1": a, 1: b}', {"1": "a", 1: "b"}),
        ("{<<: {a: 1}}", {"<<": {"a": 1}}),
    ],
)
def test_a_plain_value_becomes_what_editors_mean(text: str, value: object) -> None:
    loaded = load(f"key: {text}\n", PATH)
    assert loaded.problems == ()
    assert loaded.value == {"key": value}
    assert isinstance(loaded.value, dict) and type(loaded.value["key"]) is type(value)


@pytest.mark.parametrize(
    "text", ["no", "on", "011", "12:30:45", "2026-13-05", "2026-11-22", "7", "2.5", "true", "null", "~", "", "0x1F"]
)
@pytest.mark.parametrize("quote", ["'", '"'])
def test_text_in_quotes_stays_text(text: str, quote: str) -> None:
    assert load(f"key: {quote}{text}{quote}", PATH).value == {"key": text}


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"])))
def test_any_text_in_quotes_stays_that_text(text: str) -> None:
    import unicodedata

    text = unicodedata.normalize("NFC", text)
    loaded = load("key: " + json.dumps(text, ensure_ascii=False), PATH)
    if not loaded.problems:  # U+FFFE and the like are reported
        assert loaded.value == {"key": text}


def test_windows_files_read_like_others() -> None:
    unix = load("a: 1\nb:\n  - c\n  - d: |\n      x\n      y\n", PATH)
    for end in ("\r\n", "\r"):
        windows = load("a: 1\nb:\n  - c\n  - d: |\n      x\n      y\n".replace("\n", end), PATH)
        assert (windows.value, windows.places) == (unix.value, unix.places)


def test_letters_typed_on_a_mac_are_the_same_letters() -> None:
    assert load("a: и\u0306", PATH).value == {"a": "й"}


def test_places_are_those_of_the_values() -> None:
    loaded = load("title: Суу\nlaws:\n  - act: kg-law\n    articles: ['1', '2']\n", PATH, first_line=2)
    assert loaded.place(("title",)) == (2, 1)
    assert loaded.place(("laws", 0, "act")) == (4, 5)
    assert loaded.place(("laws", 0, "articles", 1)) == (5, 21)
    assert loaded.place(("laws", 0, "articles", 7)) == (5, 5), "the nearest above"
    assert loaded.place(("nothing",)) == (2, 1)


def test_a_skipped_value_leaves_no_trace() -> None:
    loaded = load("a: 1\na: {b: no, b: 2}\nc: 3", PATH)
    assert [item.code for item in loaded.problems] == ["yaml-duplicate-key"]
    assert loaded.value == {"a": 1, "c": 3}


FRAGMENTS = ["a", "b", ": ", "- ", "\n", "  ", "\t", "[", "]", "{", "}", "&x ", "*x", "!!str ", "!", "|\n", ">-\n", "'",
             '"', "\\x00", "? ", "#", "---", "...", "%YAML 1.1\n", "no", "2026-13-05", "011", "1.5", "\r", "\r\n", ",",
             "\ufeff", "ө", "\u2028", "\x00", "<<: ", "1: "]  # fmt: skip


@repeated(400)
@given(st.one_of(st.text(), st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join)))
@pytest.mark.slow
def test_no_text_whatever_raises_and_places_lie_inside_it(text: str) -> None:
    loaded = load(text, PATH)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    places = [(item.line, item.column) for item in loaded.problems] + list(loaded.places.values())
    for line, column in places:
        assert 1 <= line <= len(lines)
        # NFC may shorten a line, never lengthen it by much.
        assert 1 <= column <= max(len(lines[line - 1]) * 3, 1) + 1
    json.dumps(loaded.value, default=str).encode("utf-8")


def test_the_slow_parser_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    import yaml

    text = "a: no\nb: [1, {c: 2026-13-05}]\nb: &x 2\nd: 'e'\n? [f]\n: g\n"
    fast = load(text, PATH)
    monkeypatch.setattr(strict_yaml, "LOADER", yaml.SafeLoader)
    assert load(text, PATH) == fast
