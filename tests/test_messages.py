"""The catalogue of messages against the code that uses it, and against the rules for its texts."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

import portal
from portal.content.validation import _TYPES
from portal.core.problems import MESSAGE_LANGS, Problem, catalogue, message_lang, problem, render
from portal.corpus.facts.told import FactKind

PACKAGE = Path(portal.__file__).parent
PARTS = ("message", "hint")
CALLS = {"problem", "report", "report_at", "report_heading", "report_link", "LinkProblem", "at_field"}
PLACE_KEYWORDS = {"code", "path", "line", "column", "needle"}

# Families of codes made with an f-string: the fixed beginning → what can follow.
FAMILIES = {"field-": sorted(set(_TYPES.values())), "parity-": sorted(get_args(FactKind))}
# Values passed as **context, which the call does not show.
SPREAD = {"field-order": {"field", "example", "first", "second"}, "heading-mismatch": {"count", "original"}}
KYRGYZ = {"жана", "же", "эмес", "бар", "жок", "мисалы", "керек", "үчүн", "менен", "деп", "деген", "болсо"}
RUSSIAN = {"и", "в", "не", "на", "или", "для", "это", "если", "поле", "нет", "например", "а"}


def faults(check: Callable[..., None], cases: Iterable[tuple[object, ...]]) -> dict[tuple[object, ...], str]:
    """All cases of which ``check`` says something. One loop: a test of its own for each costs more than the check."""
    found = {}
    for case in cases:
        try:
            check(*case)
        except AssertionError as error:
            found[case] = str(error)
    return found


def texts() -> list[tuple[str, str, str]]:
    return [(code, part, lang) for code in catalogue() for part in PARTS for lang in MESSAGE_LANGS]


def codes() -> list[tuple[str]]:
    return [(code,) for code in catalogue()]


def test_a_fault_in_any_text_is_told_with_its_place() -> None:
    def no_a(text: str) -> None:
        assert "a" not in text

    assert list(faults(no_a, [("b",), ("a",), ("ba",), ("c",)])) == [("a",), ("ba",)]
    assert len(texts()) == 6 * len(codes()) > 500


@cache
def trees() -> tuple[tuple[Path, ast.Module], ...]:
    files = sorted(PACKAGE.rglob("*.py"))
    return tuple((file, ast.parse(file.read_text(encoding="utf-8"))) for file in files)


def written_codes(node: ast.expr) -> Iterator[str]:
    """The codes that an argument can be; none for a variable, which gets its code elsewhere."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from written_codes(node.body)
        yield from written_codes(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        first = node.values[0]
        prefix = first.value if isinstance(first, ast.Constant) else ""
        assert prefix in FAMILIES, f"unknown family of codes: {ast.unparse(node)}"
        yield from (f"{prefix}{ending}" for ending in FAMILIES[prefix])


def passed_values(call: ast.Call, code: str) -> set[str] | None:
    """Names of the values of a call, ``None`` where they cannot be read off."""
    if call_name(call) == "LinkProblem":
        values = next((k.value for k in call.keywords if k.arg == "values"), None)
        values = call.args[1] if len(call.args) > 1 else values
        if not isinstance(values, ast.Dict):
            return None
        return {key.value for key in values.keys if isinstance(key, ast.Constant)}
    if any(keyword.arg is None for keyword in call.keywords):
        return SPREAD.get(code)
    of_field = {"field", "example"} if call_name(call) == "at_field" else set()
    return of_field | {keyword.arg for keyword in call.keywords if keyword.arg} - PLACE_KEYWORDS


def call_name(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


@cache
def uses() -> tuple[tuple[str, str, frozenset[str] | None], ...]:
    """Every call that makes a problem: where, which code, which values."""
    found = []
    for file, tree in trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or call_name(node) not in CALLS:
                continue
            named = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
            for code in (code for first in [*node.args[:1], *named] for code in written_codes(first)):
                values = passed_values(node, code)
                place = f"{file.relative_to(PACKAGE.parent).as_posix()}:{node.lineno}"
                found.append((place, code, None if values is None else frozenset(values)))
    return tuple(found)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def words_only(text: str) -> str:
    return re.sub(r"\{[a-z]+\}", " ", text)


@pytest.mark.slow
def test_the_calls_are_found() -> None:
    codes = {code for _, code, _ in uses()}
    assert {"yaml-tab", "file-empty", "heading-missing", "link-scheme", "field-true-false"} <= codes


@pytest.mark.slow
def test_every_code_has_a_record() -> None:
    missing = sorted(f"{code} ({place})" for place, code, _ in uses() if code not in catalogue())
    assert not missing


@pytest.mark.slow
def test_no_record_is_unused() -> None:
    # A code may also reach problem() through a variable, so any literal of the package counts as its use.
    literals = {
        node.value
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    used = literals | {code for _, code, _ in uses()}
    assert sorted(set(catalogue()) - used) == []


@pytest.mark.slow
def test_advice_is_no_error() -> None:
    """What fails the check fails a strict build: it is found while the portal is loaded, not with the advice.

    Two tell of a list that advice alone reads, one of files that are no content, one of a text that advice alone takes
    long for.
    """
    advice = ("portal/editing/spelling/", "portal/editing/checking", "portal/editing/naming")
    codes = {code for place, code, _ in uses() if place.startswith(advice)}
    assert {"rendering", "name-one-language"} <= codes
    errors = {code for code in codes if catalogue()[code].get("severity", "error") == "error"}
    assert errors == {"rendering-twice", "rendering-same", "conflict-markers", "file-too-slow"}


def test_codes_are_written_once() -> None:
    # YAML keeps the last of two equal keys without a word.
    text = (PACKAGE / "core/messages.yml").read_text(encoding="utf-8")
    keys = re.findall(r"^([a-z0-9-]+):$", text, re.MULTILINE)
    assert len(keys) == len(set(keys)) == len(catalogue())


def record_is_complete(code: str) -> None:
    record = catalogue()[code]
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
    assert set(record) - {"severity"} == set(PARTS)
    assert record.get("severity", "warning") == "warning", "an error says nothing of it"
    for part in PARTS:
        assert set(record[part]) == set(MESSAGE_LANGS)
        texts = [record[part][lang] for lang in MESSAGE_LANGS]
        assert all(isinstance(text, str) and text.strip() == text and text for text in texts)
        assert len(set(texts)) == len(texts), "the same text in two languages"


def test_record_is_complete() -> None:
    assert faults(record_is_complete, codes()) == {}


def languages_use_the_same_placeholders(code: str, part: str) -> None:
    texts = catalogue()[code][part]
    assert placeholders(texts["ky"]) == placeholders(texts["ru"]) == placeholders(texts["en"])


def test_languages_use_the_same_placeholders() -> None:
    assert faults(languages_use_the_same_placeholders, [(code, part) for code in catalogue() for part in PARTS]) == {}


def test_placeholders_are_passed_by_every_call() -> None:
    wrong = []
    for place, code, values in uses():
        if values is None or code not in catalogue():
            continue
        record = catalogue()[code]
        texts = [record[part][lang] for part in PARTS for lang in MESSAGE_LANGS]
        wanted = set().union(*map(placeholders, texts))
        if wanted - values:
            wrong.append(f"{place}: {code} lacks {sorted(wanted - values)}")
    assert not wrong


def text_fills_in(code: str, part: str, lang: str) -> None:
    text = catalogue()[code][part][lang]
    for _, name, spec, conversion in Formatter().parse(text):
        assert name is None or (re.fullmatch("[a-z]+", name) and not spec and not conversion)
    filled = text.format_map(dict.fromkeys(placeholders(text), "{№}"))
    assert filled.count("{№}") == len([1 for _, name, _, _ in Formatter().parse(text) if name])


def test_text_fills_in() -> None:
    assert faults(text_fills_in, texts()) == {}


def text_is_well_set(code: str, part: str, lang: str) -> None:
    text = catalogue()[code][part][lang]
    assert text.endswith(".") and not text.endswith("..")
    assert text[0] in "«“{" or text[0].isupper()
    assert "  " not in text.replace("«  - ", "").replace("“  - ", "")
    assert "\n" not in text
    assert text.count("«") == text.count("»") and text.count("“") == text.count("”")
    assert text.count('"') % 2 == 0 and text.count("(") == text.count(")")
    assert lang != "en" or "«" not in text
    assert lang == "en" or "“" not in text


def test_text_is_well_set() -> None:
    assert faults(text_is_well_set, texts()) == {}


def text_has_no_jargon(code: str, part: str, lang: str) -> None:
    jargon = r"\b(mapping|parser?|tags?|front matter|yaml|slug|null|boolean|git|парс\w*|тег\w*|слаг\w*)\b"
    assert not re.findall(jargon, words_only(catalogue()[code][part][lang]), re.IGNORECASE)


def test_text_has_no_jargon() -> None:
    assert faults(text_has_no_jargon, texts()) == {}


def no_letter_of_the_wrong_alphabet(code: str, part: str, lang: str) -> None:
    words = re.findall(r"[^\W\d_]+", words_only(catalogue()[code][part][lang]))
    mixed = [word for word in words if re.search("[A-Za-z]", word) and re.search("[\u0400-\u04ff]", word)]
    assert not mixed
    if lang != "en":
        disguised = [word for word in words if re.fullmatch("[aceopxyABCEHKMOPTXY]+", word)]
        assert not disguised, "a Latin word that looks Cyrillic"


def test_no_letter_of_the_wrong_alphabet() -> None:
    assert faults(no_letter_of_the_wrong_alphabet, texts()) == {}


def languages_are_what_they_say(code: str) -> None:
    record = catalogue()[code]
    both = {lang: " ".join(words_only(record[part][lang]) for part in PARTS) for lang in MESSAGE_LANGS}
    words = {lang: set(re.findall(r"[^\W\d_]+", both[lang].lower())) for lang in MESSAGE_LANGS}
    assert words["ky"] & KYRGYZ and not words["ky"] & RUSSIAN
    assert words["ru"] & RUSSIAN and not words["ru"] & (KYRGYZ - {"же"})
    if code not in {"file-not-utf8", "spelling-ky"}:  # which name the letters ң, ө, ү
        assert not re.search("[ңөү]", both["ru"])
    assert words["en"] & {"the", "a", "is", "and"}


def test_languages_are_what_they_say() -> None:
    assert faults(languages_are_what_they_say, codes()) == {}


def problem_speaks_every_language(code: str) -> None:
    sets = [values for _, used, values in uses() if used == code and values is not None]
    if not sets:
        return  # the values of this problem are not written out in the code
    item = problem(code, "docs/ky/a.md", 3, 1, **dict.fromkeys(sets[0], "№1"))
    for lang in MESSAGE_LANGS:
        assert item.text(lang).startswith(f"docs/ky/a.md:3:1: [{code}] ")


def test_problem_speaks_every_language() -> None:
    used = sorted({code for _, code, _ in uses()} & set(catalogue()))
    assert faults(problem_speaks_every_language, [(code,) for code in used]) == {}


def test_problem_with_unknown_code() -> None:
    with pytest.raises(KeyError, match="no-such-code"):
        problem("no-such-code", "docs/ky/a.md")


def test_where_nothing_is_similar_nothing_is_said_of_it() -> None:
    """«Похожее: –.» helps nobody; how to mend it still stands there."""
    with_near = {code for code, record in catalogue().items() if record["hint"]["ru"].startswith("Похожее: {near}.")}
    assert "reference-unknown" in with_near
    for code in sorted(with_near):
        values = {
            name: "x" for lang in MESSAGE_LANGS for name in re.findall(r"{(\w+)", catalogue()[code]["hint"][lang])
        }
        for lang in MESSAGE_LANGS:
            some, none = (problem(code, "a.md", **{**values, "near": near}).hint(lang) for near in ("suu", "–"))
            assert "suu" in some and some.endswith(none) and "–." not in none and len(none) > 20


def test_value_with_braces_is_shown_as_it_is() -> None:
    item = problem("field-text", "docs/ky/a.md", 2, 1, field="title", value="{0} {name} {")
    assert "«{0} {name} {»" in item.message("ru")


def test_render_sorts_and_drops_repetitions() -> None:
    late = problem("file-empty", "docs/ru/b.md")
    early = problem("field-empty", "docs/ky/a.md", 2, 1, field="title", example="title: a")
    text = render([late, early, late], "ky")
    assert text.index("docs/ky/a.md:2:1") < text.index("docs/ru/b.md: [file-empty]")
    assert text.count("file-empty") == 1
    assert isinstance(late, Problem)


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, "ru"),
        ({"LANG": "ky_KG.UTF-8"}, "ky"),
        ({"LANG": "ky"}, "ky"),
        ({"LANG": "ru_KG.UTF-8"}, "ru"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "en-GB"}, "en"),
        ({"LANG": "KY_KG.utf8"}, "ky"),
        ({"LANG": "C"}, "ru"),
        ({"LANG": "C.UTF-8"}, "ru"),
        ({"LANG": "POSIX"}, "ru"),
        ({"LANG": ""}, "ru"),
        ({"LANG": "de_DE.UTF-8"}, "ru"),
        ({"LANG": "kyx_XX"}, "ru"),
        ({"LC_ALL": "ky_KG.UTF-8", "LANG": "en_US.UTF-8"}, "ky"),
        ({"LC_MESSAGES": "en_US.UTF-8", "LANG": "ky_KG.UTF-8"}, "en"),
        ({"LC_ALL": "C", "LANG": "ky_KG.UTF-8"}, "ky"),
        ({"PORTAL_LANG": "ky", "LC_ALL": "ru_RU.UTF-8", "LANG": "en_US.UTF-8"}, "ky"),
        ({"PORTAL_LANG": "en", "LANG": "ky_KG.UTF-8"}, "en"),
        ({"PORTAL_LANG": "xx", "LANG": "ky_KG.UTF-8"}, "ky"),
    ],
)
def test_message_lang(environ: dict[str, str], expected: str) -> None:
    assert message_lang(environ) == expected
