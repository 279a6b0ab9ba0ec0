"""Documents: what is wrong in them is said all at once, at its place, with what to do."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from portal.content.field_words import example_of, label_path
from portal.content.revision import revision
from portal.content.source import MAX_BYTES, parse
from portal.content.tree import load_documents
from portal.content.validation import field_text, validate
from portal.core.labels import text_example
from portal.core.problems import MESSAGE_LANGS, Problem, render
from portal.core.strict_yaml import load as load_yaml
from portal.model.documents import META, MODELS, Translation
from portal.model.fields import models_of
from repeating import repeated
from small_tree import ORIGINAL, RESOLUTION, TRANSLATION, codes, current, lay_out, load, png, revision_of, values

SUU = "ky/practices/suu.md"
RU = "ru/practices/suu.md"


def with_line(line: str, after: str = "added: 2026-11-01\n", text: str = ORIGINAL) -> str:
    assert after in text
    return text.replace(after, f"{after}{line}\n")


def said(tmp_path: Path, text: str | bytes, path: str = SUU) -> list[str]:
    return codes(load(tmp_path, {path: text})[1])


def test_a_sound_document_has_no_problems(tmp_path: Path) -> None:
    portal, problems = load(tmp_path, {SUU: ORIGINAL, RU: current()})
    assert problems == ()
    document = portal.documents["suu"]
    assert (document.original, document.state("ky"), document.state("ru")) == ("ky", "original", "current")
    assert document.key == "practices/suu"


# --- The file ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [":0 file-empty"]),
        (" \n\n", [":0 file-empty"]),
        ("\ufeff", [":0 file-empty"]),
        ("# Суу\n", [":1 front-matter-missing", ":1 heading-first-level"]),
        ("\n---\ntitle: Суу\n---\n", [":2 front-matter-line"]),
        (" ---\ntitle: Суу\n---\n", [":1 front-matter-line"]),
        ("—\ntitle: Суу\n---\n", [":1 front-matter-line"]),
        ("---\ntitle: Суу\n—\n\nТекст\n", [":3 front-matter-line"]),
        ("---\ntitle: Суу\n\n## Көйгөй\n", [":1 front-matter-unclosed"]),
        ("---", [":1 front-matter-unclosed"]),
        ("---\n---\nтекст", [":1 front-matter-missing"]),
        ("---\n# эскертүү\n---\nтекст", [":1 front-matter-missing"]),
        ("---\n- суу\n- жол\n---\n", [":2 front-matter-not-mapping"]),
        ("---\nжөн эле текст\n---\n", [":2 front-matter-not-mapping"]),
        ("---\ntitle: Чечим: №5\n---\n", [":2 yaml-syntax"]),
        ("---\ntitle: a\n\tb: c\n---\n", [":3 yaml-tab"]),
        (ORIGINAL.encode("utf-16"), [":1 file-not-utf8"]),
        (ORIGINAL.encode("cp1251", "replace"), [":2 file-not-utf8"]),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, text: str | bytes, expected: list[str]) -> None:
    assert said(tmp_path, text) == [f"{SUU}{item}" for item in expected]


def test_the_column_of_a_wrong_byte_counts_letters() -> None:
    _, problems = parse("ab\nөү".encode() + b"\xff", "x")
    assert [(item.code, item.line, item.column) for item in problems] == [("file-not-utf8", 2, 3)]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    assert said(tmp_path, ORIGINAL + "а" * MAX_BYTES) == [f"{SUU}:0 file-too-large"]


@pytest.mark.parametrize("change", ["bom", "crlf", "cr", "nfd", "dots"])
def test_files_of_other_systems_are_read_alike(tmp_path: Path, change: str) -> None:
    text = {
        "bom": "\ufeff" + ORIGINAL,
        "crlf": ORIGINAL.replace("\n", "\r\n"),
        "cr": ORIGINAL.replace("\n", "\r"),
        "nfd": unicodedata.normalize("NFD", ORIGINAL),
        "dots": ORIGINAL.replace("---\n\n##", "...\n\n##"),
    }[change]
    portal, problems = load(tmp_path, {SUU: text, RU: current()})
    assert problems == ()
    assert portal.documents["suu"].state("ru") == "current"


@repeated(60)
@given(st.binary(max_size=300))
def test_no_bytes_whatever_raise(data: bytes) -> None:
    for text in (data, b"---\n" + data, b"---\n" + data + b"\n---\n"):
        _, problems = parse(text, "x")
        assert all(item.line >= 0 for item in problems)


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="symbolic links need rights on Windows")
def test_links_out_of_the_tree_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text(ORIGINAL, encoding="utf-8")
    root = lay_out(tmp_path / "portal", {"ky/practices/other.md": ORIGINAL})
    (root / "docs/ky/practices/suu.md").symlink_to(secret)
    (root / "docs/ky/practices/kum.png").symlink_to("/etc/passwd")
    (root / "docs/ky/practices/twin.md").symlink_to(root / "docs/ky/practices/other.md")
    (root / "docs/ky/events").symlink_to(tmp_path)
    portal, problems = load(root, {})
    assert set(codes(problems)) == {
        "ky/events:0 file-outside",
        "ky/practices/kum.png:0 file-outside",
        "ky/practices/suu.md:0 file-outside",
        "ky/practices/twin.md:0 file-outside",
    }
    assert set(portal.documents) == {"other"} and not portal.assets


@pytest.mark.skipif(os.name == "nt", reason="Windows has no names that are not Unicode")
def test_a_name_in_broken_bytes_is_reported_in_printable_text(tmp_path: Path) -> None:
    root = lay_out(tmp_path, {})
    name = os.fsencode(str(root / "docs/ky/practices")) + b"/\x91\xe3\xe3.md"  # «Суу» of an old zip
    os.makedirs(os.path.dirname(name), exist_ok=True)  # noqa: PTH103, PTH120 - bytes
    with open(name, "wb") as file:  # noqa: PTH123
        file.write(ORIGINAL.encode())
    problems = load(root, {})[1]
    assert [item.code for item in problems] == ["file-name"]
    render(problems, "ky").encode("utf-8")


# --- Names and places of files ----------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "proposed"),
    [
        ("ky/practices/Таза суу.md", "practices/taza-suu.md"),
        ("ky/practices/Taza-Suu.md", "practices/taza-suu.md"),
        ("ky/practices/taza suu (1).md", "practices/taza-suu-1.md"),
        ("ky/practices/таза-суу.md", "practices/taza-suu.md"),
        ("ru/practices/жильё.md", "practices/zhile.md"),
        ("ky/practices/taza_suu.md", "practices/taza-suu.md"),
        ("ky/practices/con.md", "practices/con-1.md"),
        ("ky/practices/lpt1.md", "practices/lpt1-1.md"),
        ("ky/practices/2024 жыл/suu.md", "practices/2024-jyl/suu.md"),
        ("ky/practices/suu.MD", "practices/suu.md"),
        ("ky/practices/suu.markdown", "practices/suu.md"),
        ("ky/practices/--.md", "practices/document.md"),
        (f"ky/practices/{'a' * 90}.md", f"practices/{'a' * 80}.md"),
    ],
)
def test_a_name_that_cannot_be_an_address_gets_a_proposal(tmp_path: Path, path: str, proposed: str) -> None:
    problems = load(tmp_path, {path: ORIGINAL})[1]
    assert [item.code for item in problems] == ["file-name"]
    assert values(problems, "file-name")["proposed"] == proposed


def test_a_file_in_no_folder_of_the_portal_is_not_lost_silently(tmp_path: Path) -> None:
    problems = load(tmp_path, dict.fromkeys(("readme.md", "en/a.md", "ky/news/b.md", "Ky/c.md"), ORIGINAL))[1]
    assert codes(problems) == [
        f"{name}:0 folder-unknown" for name in ("Ky/c.md", "en/a.md", "ky/news/b.md", "readme.md")
    ]
    assert values(problems, "folder-unknown")["known"]


def test_folders_below_the_kind_are_free(tmp_path: Path) -> None:
    portal, problems = load(tmp_path, {"ky/practices/2024/chuy/suu.md": ORIGINAL, RU: current()})
    assert problems == () and portal.documents["suu"].key == "practices/suu"


@pytest.mark.parametrize(
    "path", ["ky/index.md", "ky/catalogue.md", "ky/glossary.md", "ky/404.md", "ky/practices/index.md"]
)
def test_pages_that_the_portal_makes_cannot_be_replaced(tmp_path: Path, path: str) -> None:
    text = (
        ORIGINAL
        if "practices" in path
        else "---\ntitle: Барак\nsummary: Бул барак портал жөнүндө кыскача айтат.\n---\n"
    )
    portal, problems = load(tmp_path, {path: text})
    assert codes(problems) == [f"{path}:0 slug-reserved"] and not portal.documents


def test_only_pictures_and_office_files_stand_beside_documents(tmp_path: Path) -> None:
    names = ["ky/a.html", "ky/practices/b.js", "ky/c.svg", "d.css", "ky/e.php", "ky/f.png.exe", "ky/g", "ky/h.xhtml"]
    portal, problems = load(
        tmp_path, {**dict.fromkeys(names, "x"), "ky/practices/suu.png": png(5, 5), "ky/.hidden": "x"}
    )
    assert sorted(codes(problems)) == sorted(f"{name}:0 file-type" for name in names)
    assert portal.assets == {"docs/ky/practices/suu.png"}


def test_an_ending_that_notepad_put_behind_the_right_one_is_told(tmp_path: Path) -> None:
    problems = load(tmp_path, {"ky/practices/Таза суу.md.txt": ORIGINAL, "ky/practices/a.txt": ORIGINAL})[1]
    assert codes(problems) == ["ky/practices/a.txt:0 file-type", "ky/practices/Таза суу.md.txt:0 file-double-name"]
    assert values(problems, "file-double-name")["proposed"] == "taza-suu.md" and ".md" in problems[0].hint("ru")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("period:\n  start: 2020\n   end: 2021", "7 yaml-indent"),
        ("period:\n  start: 2020\n end: 2021", "7 yaml-indent"),
        ("period:\n  start: 2020\nend: 2021", "7 field-outside"),
        ("period:\n\u00a0 start: 2020", "6 yaml-space"),
        ("period:\n  start:\u00a02020", "6 yaml-space"),
        ("stаtus: launched", "5 letters-cyrillic"),
        ("laws: [{act: kg-lаw-2021-125}]", "5 letters-cyrillic"),
        ("organisations: [{id: cabinet, role: pаrtner}]", "5 letters-cyrillic"),
    ],
)
def test_what_the_eye_does_not_see_is_told(tmp_path: Path, line: str, expected: str) -> None:
    assert codes(load(tmp_path, {SUU: with_line(line)})[1]) == [f"{SUU}:{expected}"]


def test_a_number_with_a_comma_between_braces_is_told(tmp_path: Path) -> None:
    problems = load(tmp_path, {SUU: ORIGINAL.replace("value: 100", "value: 2,5")})[1]
    assert codes(problems) == [f"{SUU}:7 number-cut"] and "2.5" in problems[0].hint("ru")


def test_a_picture_is_found_by_the_name_that_it_has(tmp_path: Path) -> None:
    files = {SUU: ORIGINAL + "\n![Суу](<Таза суу.png>)\n", "ky/practices/Таза суу.png": png(5, 5)}
    assert codes(load(tmp_path, files)[1]) == ["ky/practices/Таза суу.png:0 asset-name"]


def test_a_card_in_the_folder_of_another_kind_is_told_once(tmp_path: Path) -> None:
    problems = load(tmp_path, {"ky/suu.md": with_line("period: {start: 2020}")})[1]
    assert codes(problems) == ["ky/suu.md:4 kind-misplaced"]
    assert values(problems, "kind-misplaced")["right"] == "docs/ky/practices"
    problems = load(tmp_path / "b", {"ky/practices/stol.md": with_line("votes: {for: 3}", text=RESOLUTION)})[1]
    assert values(problems, "kind-misplaced")["right"] == "docs/ky/resolutions"
    assert codes(load(tmp_path / "c", {SUU: with_line("votes: {for: 3}")})[1]) == [f"{SUU}:5 field-unknown"]


def test_a_picture_gets_a_name_that_works_everywhere(tmp_path: Path) -> None:
    problems = load(tmp_path, {"ky/practices/Жаңы түтүк №1.PNG": png(5, 5), "ky/aux.png": png(5, 5)})[1]
    assert codes(problems) == ["ky/aux.png:0 asset-name", "ky/practices/Жаңы түтүк №1.PNG:0 asset-name"]
    assert values(problems[:1], "asset-name")["proposed"] == "aux-1.png"
    assert values(problems[1:], "asset-name")["proposed"] == "jangy-tutuk-1.png"


# --- Fields -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("titel: a", "5 field-unknown"),
        ("status: almost", "5 field-choice"),
        ("status: 5", "5 field-choice"),
        ("places: chuy", "5 field-list"),
        ("places: [chuy]", "5 field-mapping"),
        ("period: 2021", "5 field-mapping"),
        ("period: {start: 2023, end: 2021}", "5 field-order"),
        ("period: {start: '2023'}", "5 field-number"),
        ("period: {start: 20233}", "5 field-date"),
        ("period: {start: true}", "5 field-number"),
        ("laws: [{act: KG Law}]", "5 reference-words"),
        ("related: [{document: Суу жолу, relation: follows}]", "5 field-pattern"),
        ("laws: [{act: kg-law-2021-125, articles: [28]}]", "5 field-text"),
        ("laws: [{articles: ['28']}]", "5 field-missing"),
        ("organisations: [{id: cabinet, role: boss}]", "5 field-choice"),
        ("status_reason: ''", "5 text-short"),
        ("status_reason: [a]", "5 field-text"),
        ("status_reason: 2024", "5 field-text"),
        (f"status_reason: {'a' * 301}", "5 text-long"),
        ("related: [{document: suu, relation: answers, recommendation: 0}]", "5 field-value"),
        ("kind: recipe", "5 kind-unknown"),
        ("kind: [practice]", "5 kind-unknown"),
        ("kind: {a: b}", "5 kind-unknown"),
        ("kind: event", "5 kind-folder"),
        ("1: a", "5 field-value"),
        ("'a[b': c", "5 field-unknown"),
        ("'[key]': c", "5 field-unknown"),
        ("event: c", "5 field-unknown"),
        ("int: c", "5 field-unknown"),
        ("conditions: [{id: pipe, text: Суу бар, түтүк да бар}]", "5 text-cut"),
        ("түтүк да бар:", "5 field-unknown"),
    ],
)
def test_a_wrong_value_is_named_where_it_stands(tmp_path: Path, line: str, expected: str) -> None:
    assert said(tmp_path, with_line(line)) == [f"{SUU}:{expected}"]


@pytest.mark.parametrize(
    ("old", "new", "code", "field"),
    [
        ("title: Суу түтүгү", "title: 2024", "field-text", "title"),
        ("title: Суу түтүгү", "title: [Суу]", "field-text", "title"),
        ("title: Суу түтүгү", "tytle: Суу", "field-missing", "title"),
        ("added: 2026-11-01", "added: 2026-11", "field-date", "added"),
        ("added: 2026-11-01", "added: '2026-11-01'", "field-date", "added"),
        ("topics: [drinking-water]", "topics: []", "list-short", "topics"),
        ("topics: [drinking-water]", "topics: drinking-water", "field-list", "topics"),
        ("topics: [drinking-water]", "topics: [7]", "field-text", "topics.1"),
        ("value: 100", "value: много", "field-number", "figures.1.value"),
        ("value: 100", "value: 100, to: 5", "field-order", "figures.1"),
        ("value: 100", "value: 100, approximate: 1", "field-true-false", "figures.1.approximate"),
        ("unit: KGS", "unit: сом", "field-choice", "figures.1.unit"),
        ("accessed: 2026-11", "accessed: 1700", "field-date", "sources.1.accessed"),
        ("accessed: 2026-11", "accessed: 22.11.2026", "field-date", "sources.1.accessed"),
        ("accessed: 2026-11", "accessed: 1026-11", "field-date", "sources.1.accessed"),
        ("accessed: 2026-11", "accessed: 1026-11-01", "field-date", "sources.1.accessed"),
        ("accessed: 2026-11", "accessed: ~", "field-empty", "sources.1.accessed"),
    ],
)
def test_the_field_is_named_as_people_count(tmp_path: Path, old: str, new: str, code: str, field: str) -> None:
    problems = load(tmp_path, {SUU: ORIGINAL.replace(old, new)})[1]
    assert values(problems, code)["field"] == field


@pytest.mark.parametrize(
    "url",
    ["kenesh.kg", "javascript:alert(1)", "https://", "https://a b", "https:// a", "ftp://a.kg", "//a.kg", "https://a.kg\\b",
     "https://kenesh.kg@evil.com", 'https://a.kg/"onmouseover=x', "https://a.kg/<b>", "HTTPS:a", "https://?"],
)  # fmt: skip
def test_only_whole_addresses_of_pages_are_taken(tmp_path: Path, url: str) -> None:
    text = ORIGINAL.replace("language: ky", f"language: ky, url: '{url}'")
    assert said(tmp_path, text) == [f"{SUU}:9 field-address"]
    spaced = ORIGINAL.replace("language: ky", "language: ky, url: 'https://example.kg/отчёт 1.pdf'")
    assert said(tmp_path, spaced) == [f"{SUU}:9 field-address-space"]


@pytest.mark.parametrize(
    "url", ["https://kenesh.kg", "http://cbd.minjust.gov.kg/act/view/ru-ru/5?cl=ru-ru#a", "https://мэрия.рф/путь", "https://a.kg:8080/",
            "https://a.kg/@name", "https://ru.wikipedia.org/wiki/%D0%9E%D1%88_(a)", "http://[::1]/"]
)  # fmt: skip
def test_real_addresses_are_taken(tmp_path: Path, url: str) -> None:
    assert said(tmp_path, ORIGINAL.replace("language: ky", f"language: ky, url: '{url}'")) == []


@pytest.mark.parametrize("words", ["Суу <script>", "<img/src=x>", "a </b>", "<!-- x -->"])
def test_words_of_the_card_hold_no_html(tmp_path: Path, words: str) -> None:
    text = ORIGINAL.replace("Суу түтүгү", words).replace("Баасы", words)
    assert said(tmp_path, text) == [f"{SUU}:{line} html-forbidden" for line in (2, 7)]


def test_words_of_spaces_alone_are_no_words(tmp_path: Path) -> None:
    text = ORIGINAL.replace("Суу түтүгү", "'   '").replace("summary: ", f"summary: '{' ' * 30}' # ")
    assert said(tmp_path, text) == [f"{SUU}:2 text-short", f"{SUU}:3 text-short"]


def test_words_may_compare_numbers(tmp_path: Path) -> None:
    assert said(tmp_path, ORIGINAL.replace("Суу түтүгү", "Баасы < 5 млн & > 3")) == []


def test_an_unknown_field_comes_with_the_nearest_known_one(tmp_path: Path) -> None:
    problems = load(tmp_path, {SUU: with_line("statuss: pilot\nplaces: [{oblastt: chuy}]")})[1]
    assert {dict(item.values)["near"] for item in problems} == {"oblast", "status"}


def test_dates_of_an_event_stand_in_order(tmp_path: Path) -> None:
    event = ORIGINAL.split("figures:")[0] + ORIGINAL[ORIGINAL.index("sources:") :].split("## ")[0]
    event = event.replace("added:", "type: forum\ndate: 2021-08-09\ndate_end: {}\nadded:")
    path = "ky/events/forum.md"
    assert said(tmp_path, event.replace("{}", "2021-08-08"), path) == [f"{path}:6 field-order"]
    for fine in ("2021-08-09", "2021-08-11", "2021-08", "2021", "2022"):
        assert said(tmp_path, event.replace("{}", fine), path) == []


def test_values_are_shown_as_they_were_written(tmp_path: Path) -> None:
    problems = load(tmp_path, {SUU: with_line("status_reason: [2026-11-01, true, {a: 1.5}]")})[1]
    assert values(problems, "field-text")["value"] == "[2026-11-01, true, {a: 1.5}]"


def test_a_long_value_is_shortened_and_stays_on_one_line(tmp_path: Path) -> None:
    problems = load(tmp_path, {SUU: with_line('status: "a\\n' + "b" * 5000 + '"')})[1]
    shown = values(problems, "field-choice")["value"]
    assert len(shown) <= 60 and "\n" not in shown


def test_a_field_that_repeats_an_id_is_reported(tmp_path: Path) -> None:
    second = "  - {id: cost, label: Дагы, value: 1, unit: km}\n"
    assert said(tmp_path, ORIGINAL.replace("sources:\n", second + "sources:\n")) == [f"{SUU}:8 field-repeated"]


def test_all_problems_of_all_files_come_at_once(tmp_path: Path) -> None:
    broken = with_line(
        "statuss: pilot\nperiod: {start: 2023, end: 2021}", text=ORIGINAL.replace("topics: [drinking-water]\n", "")
    )
    files = {
        SUU: broken,
        RU: "---\ntranslation_of: ky\nrevision: r0123456789\ntitle: 5\nsummry: a\n---\n",
        "ky/practices/jol.md": "---\ntitle: a: b\n---\n",
        "ky/practices/kum.md": "",
        "ky/events/Той.md": ORIGINAL,
        "ky/x.svg": "x",
    }
    assert codes(load(tmp_path, files, {"glossary.yml": "terms: 5"})[1]) == [
        "data/glossary.yml:1 field-list",
        "ky/events/Той.md:0 file-name",
        "ky/practices/jol.md:2 yaml-syntax",
        "ky/practices/kum.md:0 file-empty",
        f"{SUU}:2 field-missing",
        f"{SUU}:5 field-unknown",
        f"{SUU}:6 field-order",
        "ky/x.svg:0 file-type",
        f"{RU}:2 field-missing",
        f"{RU}:4 field-text",
        f"{RU}:5 field-unknown",
    ]


KEYS = ["title", "kind", "topics", "figures", "id", "value", "places", "a[b", "[key]"]


@pytest.mark.slow
@repeated(60)
@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(KEYS) | st.integers(), inner, max_size=5),
))  # fmt: skip
def test_validation_never_raises(value: object) -> None:
    loaded = load_yaml("a: 1", "x")
    for kind in ("practice", "resolution", "event"):
        front = {"kind": kind, **value} if isinstance(value, dict) else value
        for item in validate(META, front, loaded, "x")[1] + validate(Translation, value, loaded, "x")[1]:
            for lang in MESSAGE_LANGS:
                assert item.text(lang).startswith("x:")


def test_field_names_tell_places_of_lists_from_numbers_of_recommendations() -> None:
    loaded = load_yaml("sources: [{a: 1}]\nrecommendations: {3: x}", "x")
    assert field_text(("sources", 0, "a"), loaded) == "sources.1.a"
    assert field_text(("recommendations", 3), loaded) == "recommendations.3"


# --- Pairs ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({SUU: ORIGINAL, "ky/practices/2024/suu.md": ORIGINAL}, ["ky/practices/suu.md:0 slug-duplicate"]),
        ({SUU: ORIGINAL, "ky/events/suu.md": ORIGINAL}, ["ky/practices/suu.md:0 slug-duplicate"]),
        ({SUU: ORIGINAL, "ru/courses/suu.md": ORIGINAL}, ["ru/courses/suu.md:0 slug-duplicate"]),
        ({SUU: ORIGINAL, RU: ORIGINAL}, [f"{RU}:2 translation-two-originals"]),
        ({RU: TRANSLATION.format(revision="r0123456789")}, [f"{RU}:2 translation-orphan"]),
        # Its original stands there and cannot be read: to call it an orphan would lead to harm.
        ({SUU: "---\ntitle: 'Суу\n---\n", RU: TRANSLATION.format(revision="r0123456789")}, []),
    ],
)
def test_files_that_do_not_make_a_pair_are_reported(tmp_path: Path, files: dict[str, str], expected: list[str]) -> None:
    found = codes(load_documents(lay_out(tmp_path, files))[1])
    assert [item for item in found if "slug" in item or "translation" in item] == expected


def test_states_of_a_translation(tmp_path: Path) -> None:
    old = TRANSLATION.format(revision="r0123456789")
    for files, state in (
        ({SUU: ORIGINAL}, "missing"),
        ({SUU: ORIGINAL, RU: old}, "outdated"),
        ({SUU: ORIGINAL, RU: current()}, "current"),
    ):
        portal, problems = load(tmp_path, files)
        assert problems == () and portal.documents["suu"].state("ru") == state


@pytest.mark.parametrize("line", ["", "revision:", "revision: TODO", "revision: [a]", "revision: r123"])
def test_a_translation_without_revision_is_told_which(tmp_path: Path, line: str) -> None:
    text = current().replace(f"revision: {revision_of(ORIGINAL)}", line).replace("title: Водопровод", "title: 5")
    problems = load(tmp_path, {SUU: ORIGINAL, RU: text})[1]
    assert values(problems, "translation-revision") == {"revision": revision_of(ORIGINAL)}
    assert {item.code for item in problems} == {"translation-revision", "field-text"}, "and all else is said too"


def test_the_told_revision_makes_the_translation_current(tmp_path: Path) -> None:
    problems = load(tmp_path, {SUU: ORIGINAL, RU: current().replace("revision: ", "# ")})[1]
    told = values(problems, "translation-revision")["revision"]
    portal, problems = load(tmp_path, {RU: TRANSLATION.format(revision=told)})
    assert problems == () and portal.documents["suu"].state("ru") == "current"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("status: pilot", "2 translation-disagrees"),
        ("topics: [roads]", "2 translation-disagrees"),
        ("topics: [drinking-water]", ""),
        ("kind: practice", ""),
        ("kind: event", "2 translation-disagrees"),
        ("topisc: [drinking-water]", "2 field-unknown"),
        ("7: a", "2 field-unknown"),
    ],
)
def test_common_fields_stand_in_the_original_or_agree(tmp_path: Path, line: str, expected: str) -> None:
    text = current().replace("---\n", f"---\n{line}\n", 1)
    problems = load(tmp_path, {SUU: ORIGINAL, RU: text})[1]
    assert codes(problems) == ([f"{RU}:{expected}"] if expected else [])


def test_a_disagreement_names_the_line_of_the_original(tmp_path: Path) -> None:
    text = current().replace("---\n", "---\ntopics: [roads]\n", 1)
    problems = load(tmp_path, {SUU: ORIGINAL, RU: text})[1]
    assert values(problems, "translation-disagrees") == {"field": "topics", "other": f"docs/{SUU}:5"}


def test_a_translation_of_itself_is_wrong(tmp_path: Path) -> None:
    problems = load(tmp_path, {SUU: ORIGINAL, RU: current().replace("translation_of: ky", "translation_of: ru")})[1]
    assert codes(problems) == [f"{RU}:2 translation-language"]
    assert values(problems, "translation-language") == {"value": "ru", "right": "ky"}


def test_a_part_that_is_missing_is_shown_in_both_files(tmp_path: Path) -> None:
    problems = load(tmp_path, {SUU: ORIGINAL, RU: current().replace("figures: {cost: Стоимость}", "figures: {}")})[1]
    line = next(number for number, text in enumerate(ORIGINAL.split("\n"), 1) if "id: cost" in text)
    assert values(problems, "translation-part-missing") == {"field": "figures.cost", "other": f"docs/{SUU}:{line}"}


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ("figures: {}", ["6 translation-part-missing"]),
        ("figures: {cost: Стоимость, time: Время}", ["6 translation-part-unknown"]),
        ("figures: {time: Время}", ["6 translation-part-missing", "6 translation-part-unknown"]),
        ("figures: {cost: 5}", ["6 field-text"]),
        ("figures: [{id: cost}]", ["6 field-mapping"]),
        ("figures: {Cost: a}", ["6 field-pattern"]),
    ],
)
def test_a_current_translation_has_every_part(tmp_path: Path, figures: str, expected: list[str]) -> None:
    text = current().replace("figures: {cost: Стоимость}", figures)
    assert codes(load(tmp_path, {SUU: ORIGINAL, RU: text})[1]) == [f"{RU}:{item}" for item in expected]


def test_an_outdated_translation_may_lack_parts(tmp_path: Path) -> None:
    text = TRANSLATION.format(revision="r0123456789").replace("{cost: Стоимость}", "{}")
    assert load(tmp_path, {SUU: ORIGINAL, RU: text})[1] == ()


def test_recommendations_are_translated_by_number(tmp_path: Path) -> None:
    text = (
        f"---\ntranslation_of: ky\nrevision: {revision_of(RESOLUTION, 'resolution')}\ntitle: Круглый стол\n"
        "summary: О решении круглого стола и его рекомендациях.\n"
        "recommendations:\n  1: Дать воду.\n  2: Дорога.\n---\n\nТекст.\n"
    )
    files = {"ky/resolutions/stol.md": RESOLUTION, "ru/resolutions/stol.md": text}
    problems = load(tmp_path, files)[1]
    assert codes(problems) == [f"ru/resolutions/stol.md:6 translation-part-{item}" for item in ("missing", "unknown")]
    assert [dict(item.values)["field"] for item in problems] == ["recommendations.3", "recommendations.2"]


# --- Revision ---------------------------------------------------------------------------


@repeated(50)
@given(st.lists(st.sampled_from([" ", "\t", "\u00a0"]), max_size=3).map("".join), st.integers(0, 3))
def test_a_revision_survives_another_editor(spaces: str, blank: int) -> None:
    body = ORIGINAL.split("---\n", 2)[2]
    words = {"title": "Суу түтүгү"}
    changed = "\n" * blank + "\n".join(line + spaces for line in body.split("\n")) + "\n" * blank
    assert revision(changed, words) == revision(body, words)
    assert revision(unicodedata.normalize("NFD", body), words) == revision(body, words)


@repeated(50)
@given(st.data())
def test_a_revision_changes_with_any_word(data: st.DataObject) -> None:
    # What a translation renders: title, summary, labels of figures, text.
    spots = [match for match in re.finditer(r"[а-яёңөү]{2,}", ORIGINAL, re.IGNORECASE)
             if "Айылдын отчету" not in ORIGINAL[max(0, match.start() - 10) : match.end() + 8]]  # fmt: skip
    spot = data.draw(st.sampled_from(spots))
    changed = ORIGINAL[: spot.start()] + spot[0] + "лар" + ORIGINAL[spot.end() :]
    assert revision_of(changed) != revision_of(ORIGINAL)


def test_a_revision_does_not_change_with_common_fields() -> None:
    for changed in (with_line("status: pilot"), ORIGINAL.replace("value: 100", "value: 200")):
        assert revision_of(changed) == revision_of(ORIGINAL)


def test_a_day_that_is_not_in_the_calendar_is_told_once(tmp_path: Path) -> None:
    for number, day in enumerate(("31.02.2024", "2024-02-31", "'2024-02-31'", "2024-2-31", "2026-00", "31/02/2024")):
        problems = load(tmp_path / str(number), {SUU: ORIGINAL.replace("accessed: 2026-11", f"accessed: {day}")})[1]
        assert codes(problems) == [f"{SUU}:9 yaml-date"], day
        assert values(problems, "yaml-date")["text"] == day.strip("'")
    wrong_order = ORIGINAL.replace("added: 2026-11-01", "added: 29.02.2024")
    assert codes(load(tmp_path / "order", {SUU: wrong_order})[1]) == [f"{SUU}:4 field-date"]


def test_a_missing_or_empty_choice_comes_with_all_its_values(tmp_path: Path) -> None:
    for code, new in (("field-missing-choice", ""), ("field-empty-choice", "language: , ")):
        problems = load(tmp_path / code, {SUU: ORIGINAL.replace("language: ky, ", new)})[1]
        assert codes(problems) == [f"{SUU}:9 {code}"]
        assert "ky, ru" in problems[0].hint("ru") and "например" not in problems[0].hint("ru")


def test_an_unknown_field_of_a_part_comes_with_the_fields_of_that_part(tmp_path: Path) -> None:
    problems = load(tmp_path / "a", {SUU: with_line("photos: [{id: a, file: a.jpg, alt: Суу, author: А}]")})[1]
    told = next(item for item in problems if item.code == "field-unknown-inside")
    assert told.hint("ru").startswith("Здесь бывают поля: id, alt, author, licence, url.")
    assert "«Фотографии (1) → file»" in told.message("ru")
    near = load(tmp_path / "b", {SUU: with_line("photos: [{id: a, autor: А}]")})[1]
    assert values(near, "field-unknown-inside")["near"] == "author"


def test_a_field_that_holds_its_own_name_is_not_filled_in(tmp_path: Path) -> None:
    for number, (alt, author, licence) in enumerate(
        [("Сүрөттө эмне бар", "Автору", "Лицензиясы"), ("Что на снимке", "автор", "Лицензия"),
         ("Alternative text", "Author", "Licence")]
    ):  # fmt: skip
        line = f"photos: [{{id: a, alt: '{alt}', author: '{author}', licence: '{licence}'}}]"
        problems = load(tmp_path / str(number), {SUU: with_line(line)})[1]
        assert sorted(item.code for item in problems) == ["field-choice", "field-unfilled", "field-unfilled"]
        choice = next(item for item in problems if item.code == "field-choice")
        assert "CC0, CC BY 3.0, CC BY 4.0, CC BY-SA 3.0, CC BY-SA 4.0" in choice.hint("ru")
    assert load(tmp_path / "title", {SUU: ORIGINAL.replace("title: Суу түтүгү", "title: Название")})[1] != ()


# --- References ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "near"),
    [
        ("organisations: [{id: cabinets, role: partner}]", "cabinet"),
        ("laws: [{act: kg-law-2021-152}]", "kg-law-2021-125"),
        ("places: [{oblast: chui}]", "chuy"),
        ("places: [{district: alamedin}]", "alamudun"),
        ("places: [{municipality: kaska-suu}]", "kashka-suu"),
        ("related: [{document: stoll, relation: follows}]", "stol"),
        ("related: [{document: zzzzzz, relation: follows}]", "–"),
    ],
)
def test_an_unknown_id_comes_with_the_nearest(tmp_path: Path, line: str, near: str) -> None:
    problems = load(tmp_path, {SUU: with_line(line), "ky/resolutions/stol.md": RESOLUTION})[1]
    assert codes(problems) == [f"{SUU}:5 reference-unknown"]
    assert values(problems, "reference-unknown")["near"] == near


def test_words_in_the_place_of_an_id_come_with_the_ids_that_may_be_meant(tmp_path: Path) -> None:
    for number, (words, near) in enumerate((("ичүүчү суу", "drinking-water"), ("питьевая вода", "drinking-water"),
                                            ("Drinking Water", "drinking-water"), ("Ъъ", "–"))):  # fmt: skip
        text = ORIGINAL.replace("[drinking-water]", f"[{words}]")
        problems = load(tmp_path / str(number), {SUU: text})[1]
        assert codes(problems) == [f"{SUU}:5 reference-words"]
        assert values(problems, "reference-words")["near"].split(", ")[0] == near, words
        assert "«data/topics.yml»" in problems[0].hint("ru") and "«Темы (1)»" in problems[0].message("ru")
        assert ("Похожее" in problems[0].hint("ru")) is (near != "–")


def test_an_unknown_id_is_told_with_the_label_of_its_field_and_its_file(tmp_path: Path) -> None:
    problems = load(tmp_path, {SUU: ORIGINAL.replace("[drinking-water]", "[drinking-waters]")})[1]
    assert "«Темы (1)»" in problems[0].message("ru") and "«data/topics.yml»" in problems[0].hint("ru")
    numbers = ORIGINAL.replace("unit: KGS", "unit: KGS, sources: [7]")
    problems = load(tmp_path / "b", {SUU: numbers})[1]
    assert "sources" not in problems[0].message("ru")


def test_a_link_to_a_broken_document_is_not_at_fault(tmp_path: Path) -> None:
    text = with_line("related: [{document: jol, relation: follows}]") + "\n[Жол](jol.md)\n"
    assert codes(load(tmp_path, {SUU: text, "ky/practices/jol.md": ""})[1]) == ["ky/practices/jol.md:0 file-empty"]


def test_unknown_ids_are_named_with_their_field(tmp_path: Path) -> None:
    text = ORIGINAL.replace("[drinking-water]", "[drinking-water, drinkin-water]").replace(
        "unit: KGS", "unit: KGS, payer: kabinet"
    )
    problems = load(tmp_path, {SUU: text})[1]
    assert [(item.line, item.column, dict(item.values)["field"]) for item in sorted(problems)] == [
        (5, 26, "topics.2"),
        (7, 53, "figures.1.payer"),
    ]


def test_ids_inside_recommendations_are_checked(tmp_path: Path) -> None:
    text = RESOLUTION.replace("addressees: [cabinet], text: Жол", "addressees: [jk], laws: [{act: jok}], text: Жол")
    problems = load(tmp_path, {"ky/resolutions/stol.md": text})[1]
    assert codes(problems) == ["ky/resolutions/stol.md:9 reference-unknown"] * 2
    assert {dict(item.values)["field"] for item in problems} == {
        "recommendations.2.addressees.1",
        "recommendations.2.laws.1.act",
    }


@pytest.mark.parametrize(("number", "fine"), [(1, True), (2, False), (3, True)])
def test_a_relation_to_a_recommendation_needs_that_recommendation(tmp_path: Path, number: int, fine: bool) -> None:
    text = with_line(f"related: [{{document: stol, relation: answers, recommendation: {number}}}]")
    problems = load(tmp_path, {SUU: text, "ky/resolutions/stol.md": RESOLUTION})[1]
    assert codes(problems) == ([] if fine else [f"{SUU}:5 relation-recommendation"])


def test_a_practice_has_no_recommendations(tmp_path: Path) -> None:
    text = with_line("related: [{document: jol, relation: answers, recommendation: 1}]")
    assert codes(load(tmp_path, {SUU: text, "ky/practices/jol.md": ORIGINAL})[1]) == [
        f"{SUU}:5 relation-recommendation"
    ]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("{district: alamudun, oblast: chuy}", {}),
        ("{municipality: kashka-suu}", {}),
        ("{district: alamudun, oblast: osh}", {"field": "oblast", "value": "osh", "other": "chuy"}),
        ("{municipality: kashka-suu, oblast: osh}", {"field": "oblast", "value": "osh", "other": "chuy"}),
    ],
)
def test_a_district_lies_in_its_oblast(tmp_path: Path, place: str, expected: dict[str, str]) -> None:
    problems = load(tmp_path, {SUU: with_line(f"places: [{place}]")})[1]
    assert [item.code for item in problems] == (["place-mismatch"] if expected else [])
    if expected:
        assert values(problems, "place-mismatch") == expected


def test_messages_hide_nothing_from_a_terminal() -> None:
    from portal.core.problems import problem

    item = problem("field-text", "docs/\x1b[2J\udcff.md", 1, 1, field="a\nb", example="", value="\x1b]0;x\x07\u202e")
    for lang in MESSAGE_LANGS:
        text = Problem.text(item, lang)
        text.encode("utf-8")
        assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", text) and text.count("\n") == 1


@pytest.mark.parametrize(
    ("old", "new", "code", "ru", "ky"),
    [
        (
            "title: Айылдын отчету",
            "title: ''",
            "text-short",
            "«Источники (1) → Название источника»",
            "«Булактар (1) → Булактын аталышы»",
        ),
        (
            "title: Айылдын отчету, ",
            "",
            "field-missing",
            "«Источники (1) → Название источника»",
            "«Булактар (1) → Булактын аталышы»",
        ),
        ("topics: [drinking-water]", "topics:", "field-empty", "«topics: [drinking-water]»", "«Темалар»"),
        ("added: 2026-11-01", "added:", "field-empty", "«added: 2026-11-22»", "«Порталга кошулган күнү»"),
    ],
)
def test_a_field_is_called_as_in_the_form_with_an_example_of_its_own(
    tmp_path: Path, old: str, new: str, code: str, ru: str, ky: str
) -> None:
    text = ORIGINAL
    assert old in text
    found = next(item for item in load(tmp_path, {SUU: text.replace(old, new)})[1] if item.code == code)
    assert ru in found.text("ru") and ky in found.text("ky")


@pytest.mark.slow
def test_the_example_of_every_field_is_taken_by_the_field() -> None:
    for kind in (*MODELS.values(), Translation):
        for model in models_of(kind).values():
            for field, info in model.model_fields.items():
                name = info.alias or field
                for lang in MESSAGE_LANGS:
                    example = example_of(model, (name,)) or f"{name}: {text_example(label_path(model, (name,)), lang)}"
                    value = yaml.safe_load(example)[name]
                    assert value not in (None, ""), (model, name)
                    if "…" not in example:
                        TypeAdapter(info.rebuild_annotation()).validate_python(value)
