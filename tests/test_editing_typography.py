"""Typography: what is found, what is fixed, and that nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import small_tree
from portal.corpus.load import load_portal
from portal.editing.checking import fixable, fixed_text
from portal.editing.spelling.prose import MASK, prose
from portal.editing.spelling.typography import problems, settled, slips
from portal.editing.spelling.typography_fix import fix, same_fields
from portal.model.values import LANGS, Lang

HEAD = "---\ntitle: Аталышы\nsummary: Кыскача баян.\n---\n\n"


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ('Долбоор "Таза суу" башталды.', "Долбоор «Таза суу» башталды."),
        ('Закон "О местном самоуправлении".', "Закон «О местном самоуправлении»."),
        ("Программа “Элдин үнү”.", "Программа «Элдин үнү»."),
        ('Программа «Союз "Элдин үнү"» ишке кирди.', "Программа «Союз „Элдин үнү“» ишке кирди."),
        ("Мыйзам N 125 кабыл алынды.", "Мыйзам №\u00a0125 кабыл алынды."),
        ("Токтом No 7, буйрук № 8 жана №9.", "Токтом №\u00a07, буйрук №\u00a08 жана №\u00a09."),
        ("Суу - жашоо.", "Суу — жашоо."),
        ("Вода -- это жизнь.", "Вода — это жизнь."),
        ("Суу  - жашоо.", "Суу — жашоо."),
        ("Суу -\nжашоо.", "Суу —\nжашоо."),
        ("Узундугу 5 км, баасы 24 000 000 сом.", "Узундугу 5\u00a0км, баасы 24\u00a0000\u00a0000 сом."),
        ("Согласно ст. 28 и п. 5.", "Согласно ст.\u00a028 и п.\u00a05."),
        ("В 2014 г. и в г. Ош.", "В 2014\u00a0г. и в г.\u00a0Ош."),
        ("Академия им. Ж. Абдрахманова.", "Академия им.\u00a0Ж.\u00a0Абдрахманова."),
        ("Суу ,  жол жана мектеп !", "Суу, жол жана мектеп!"),
    ],
)
def test_mends(written: str, right: str) -> None:
    assert settled(f"{HEAD}{written}\n") == f"{HEAD}{right}\n"
    assert slips(prose(f"{HEAD}{right}\n")) == ()


@pytest.mark.parametrize(
    "text",
    [
        'Код `a - b "c" N 5` ушундай.',
        '```\na - b "c"  d\n```',
        '~~~\nN 5 - "x"\n~~~',
        '    a - b "c"  d',
        "[сөз](a - b.md 'x') жана [сөз](https://example.com/N 5?a=\"b\")",
        'https://example.org/a-b?q="x"',
        "- бир\n- эки\n-   үч",
        "1.  бир\n2.  эки",
        "| а  |  б |\n|----|----|\n| 1  |  - |",
        '## Аталыш {: #id  title="x" }',
        "сөз  \nсап",
        "Түз-түз, 2014–2016-жылдары, 8–30-июнь, 5 - 3 = 2.",
        "В 2014 100 человек; ГОСТ 12 345-67.",
        "Файл N95.md жана N95 беткап.",
        "[^1]: сноска\n\nСөз[^1].",
        '<b>"x"  y</b',
    ],
)
def test_leaves_alone(text: str) -> None:
    written = f"{HEAD}{text}\n"
    if "<b" in text:  # not a tag, so it is prose; the quotes are then fixed
        assert settled(written) != written
        return
    assert settled(written) == written


def test_quotes_that_do_not_pair_are_told_and_left() -> None:
    text = f'{HEAD}Долбоор "Таза суу башталды.\n'
    (slip,) = slips(prose(text))
    assert slip.code == "typography-quotes" and not slip.sure
    assert settled(text) == text


@pytest.mark.parametrize("text", ['Бул “айыл „Вода" кран”.', "## Мыйзам N 5", "Сокулук  12  345"])
def test_what_fix_leaves_does_not_promise_fix(text: str) -> None:
    file = prose(settled(f"{HEAD}{text}\n"))
    (problem,) = problems(file, "a.md", slips(file))
    assert "--fix" not in problem.hint("ru") and not fixable([problem])


def test_number_in_a_heading_is_told_and_left() -> None:
    text = f"{HEAD}## Мыйзам N 5\n"
    (slip,) = slips(prose(text))
    assert slip.code == "typography-number" and not slip.sure


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_words_of_the_card_are_mended_and_its_other_fields_are_not(newline: str, mark: str) -> None:
    lines = [
        "---",
        "# суу - жашоо",
        "title: 'Суу - \"жашоо\" ''N 5'''",
        'summary: "Суу - жашоо, \\"жашоо\\""',
        "figures:",
        "  - {id: a-b, label: Баасы - 5 км, value: 5, unit: KGS}",
        "sources:",
        '  - {title: "A - b \\"c\\"", language: ky, accessed: 2026-11}',
        "---",
        "",
        "Суу - жашоо.",
        "",
    ]
    text = mark + newline.join(lines)
    lines[2] = "title: 'Суу — «жашоо» ''№\u00a05'''"
    lines[3] = 'summary: "Суу — жашоо, \\"жашоо\\""'
    lines[5] = "  - {id: a-b, label: Баасы — 5\u00a0км, value: 5, unit: KGS}"
    lines[10] = "Суу — жашоо."
    assert settled(text) == mark + newline.join(lines)


def test_fields_are_compared() -> None:
    one = "---\ntitle: а - б\nadded: 2026-11-22\n---\n\nТекст\n"
    assert same_fields(one, one.replace("а - б", "а — б"), "x")
    assert not same_fields(one, one.replace("2026", "2025"), "x")
    assert not same_fields(one, one.replace("title:", "titel:"), "x")
    assert not same_fields(one, one.replace("title: ", "title: '"), "x")


def test_a_lone_letter_beside_a_mended_word_is_mended_with_it() -> None:
    latin = "шаарында c aйылдык"  # c and a are Latin
    assert fixed_text(f"{HEAD}{latin} кеңеш\n", "ky") == f"{HEAD}шаарында с айылдык кеңеш\n"


PIECES = st.sampled_from(
    ['"', "«", "»", "“", "”", "„", " ", "  ", "\u00a0", "-", " - ", "--", "—", "N ", "No ", "№", "1", "24 000", "км",
     "%", "суу", "Ж.", "ст.", "г.", ",", ".", "!", "\n", "\n\n", "\r\n", "`", "```\n", "    ", "- ", "# ", "|",
     "[а](б.md)", "a", "c", "сc", "aйыл", "көp", "<", ">", "{#x}", "\\", "&nbsp;", "https://a.kg/", "\ufeff", "\u0301"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_mending_twice_changes_nothing_more(body: str) -> None:
    text = HEAD + body
    assert len(prose(text).masked) == len(text)
    for lang in ("ky", "ru"):
        once = fixed_text(text, lang)  # type: ignore[arg-type]
        assert fixed_text(once, lang) == once  # type: ignore[arg-type]
        assert once.startswith(HEAD)


NUMBERS = st.sampled_from(["1", "12", "345", "2019", "1 234", "24 000 000", "3,5", "-5", "5%"])
LAYOUTS = st.sampled_from([("| ", " | ", " |"), ("", " | ", ""), ("", "|", ""), ("", "  ", ""), ("", "     ", "")])


@given(st.lists(st.lists(NUMBERS, min_size=2, max_size=4), min_size=1, max_size=4), LAYOUTS)
def test_cells_of_a_table_stay_apart(rows: list[list[str]], layout: tuple[str, str, str]) -> None:
    """However a table keeps its columns apart: two numbers beside each other never become one."""
    first, between, last = layout
    text = HEAD + "\n".join(first + between.join(row) + last for row in rows) + "\n"
    for lang in LANGS:
        assert fixed_text(text, lang).replace("\u00a0", " ") == text


def test_columns_of_numbers_kept_apart_by_spaces_are_for_the_editor_to_see() -> None:
    text = f"{HEAD}Сокулук  12  345\n"
    assert settled(text) == f"{HEAD}Сокулук 12  345\n"
    assert [(slip.code, slip.sure) for slip in slips(prose(settled(text)))] == [("typography-spaces", False)]


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert len(prose(text).masked) == len(text)
    assert prose(text).masked.replace(MASK, "").strip("\r\n") == "" or text.lstrip("\ufeff").startswith("---")
    settled(f"---\n{text}\n---\n{text}")


ORIGINAL = small_tree.ORIGINAL.replace("Суу жок болчу.", 'Суу - жок "болчу" №5.\r')


def tree(root: Path, original: str, translation: str) -> Path:
    return small_tree.lay_out(
        root, {"ky/practices/suu.md": original, "ru/practices/suu.md": translation, "ru/practices/x.txt": "a - b"}
    )


def mend_all(root: Path, paths: set[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    portal, _ = load_portal(root)
    done = fix(root, portal, paths, fixed_text)
    return done.fixed, done.stamped


KY, RU = "docs/ky/practices/suu.md", "docs/ru/practices/suu.md"


def test_current_translation_stays_current(tmp_path: Path) -> None:
    root = tree(tmp_path, ORIGINAL, small_tree.current(ORIGINAL))
    before = (root / RU).read_text(encoding="utf-8")
    assert mend_all(root, {KY}) == ((KY,), (RU,))
    assert (root / KY).read_bytes().decode() == ORIGINAL.replace('Суу - жок "болчу" №5.', "Суу — жок «болчу» №\u00a05.")
    assert load_portal(root)[0].documents["suu"].state("ru") == "current"
    after = (root / RU).read_text(encoding="utf-8")
    changed = [one for one, two in zip(before.split("\n"), after.split("\n"), strict=True) if one != two]
    assert len(changed) == 1 and changed[0].startswith("revision: r")
    assert mend_all(root, {KY, RU}) == ((), ())


def test_outdated_translation_stays_outdated(tmp_path: Path) -> None:
    root = tree(tmp_path, ORIGINAL, small_tree.TRANSLATION.format(revision="r0123456789"))
    assert mend_all(root, {KY}) == ((KY,), ())
    assert load_portal(root)[0].documents["suu"].state("ru") == "outdated"


def test_only_what_was_named_is_mended(tmp_path: Path) -> None:
    translation = small_tree.current(ORIGINAL).replace("Воды не было.", "Воды - не было.")
    root = tree(tmp_path, ORIGINAL, translation)
    assert mend_all(root, {RU}) == ((RU,), ())
    assert (root / KY).read_bytes().decode() == ORIGINAL
    assert (root / "docs/ru/practices/x.txt").read_text() == "a - b"


def test_broken_documents_and_links_are_left_alone(tmp_path: Path) -> None:
    broken = ORIGINAL.replace("added:", "addded:")
    root = tree(tmp_path, broken, small_tree.current(ORIGINAL))
    outside = tmp_path / "elsewhere.md"
    outside.write_bytes(ORIGINAL.encode())
    (root / "docs/ky/practices/link.md").symlink_to(outside)
    assert mend_all(root, {KY, RU, "docs/ky/practices/link.md"}) == ((), ())
    assert outside.read_bytes().decode() == ORIGINAL
    assert (root / KY).read_bytes().decode() == broken


def test_look_alike_letters_are_mended_in_words_and_not_in_headings() -> None:
    lang: Lang = "ky"
    text = f"{HEAD}## Кoйгөй\n\nКoйгөй жaна ѳнүгүү; SMSти, CASAнын.\n"
    assert fixed_text(text, lang) == f"{HEAD}## Кoйгөй\n\nКойгөй жана өнүгүү; SMSти, CASAнын.\n"
