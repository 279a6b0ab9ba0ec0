"""Fixed renderings: words that the portal does not write are named in texts, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from browsing import REPOSITORY
from portal.core.problems import MESSAGE_LANGS
from portal.editing.checking import Selection, advice
from portal.editing.spelling.prose import prose
from portal.editing.spelling.renderings import FILE, Rendering, Renderings, RenderingsFile, load_renderings, unquoted
from portal.model.values import LANGS, Lang
from small_tree import ORIGINAL, TRANSLATION, codes, current, load

LIST = """ky:
  - {right: БАЖБА, wrong: [АМУЦА]}
  - {right: административдик-аймактык, wrong: [администрациялык-аймактык]}
  - {right: мыкты тажрыйба, wrong: [мыкты практика]}
ru:
  - {right: учебные заведения, wrong: [учебные учреждения]}
"""


def renderings(text: str = LIST) -> Renderings:
    loaded = yaml.safe_load(text)
    return Renderings(
        RenderingsFile(**{lang: tuple(Rendering(**item) for item in rows) for lang, rows in loaded.items()})
    )


def found(body: str, lang: Lang = "ky", title: str = "Аталышы") -> list[tuple[str, str]]:
    text = f"---\ntitle: {title}\nsummary: Баян.\n---\n\n{body}\n"
    problems = renderings().check(prose(text), "x.md", lang)
    return [(dict(item.values)["was"], dict(item.values)["right"]) for item in problems]


@pytest.mark.parametrize(
    ("body", "was"),
    [
        ("Аны АМУЦА өткөрдү.", "АМУЦА"),
        ("Аны АМУЦАнын адистери айтты.", "АМУЦАнын"),
        ("Бул администрациялык-аймактык реформада айтылды.", "администрациялык-аймактык"),
        ("Мыкты практикалары бар.", "Мыкты практикалары"),
        ("Бир мыкты\nпрактика бар.", "мыкты практика"),
        ("- мыкты практика", "мыкты практика"),
        ("## Мыкты практика", "Мыкты практика"),
    ],
)
def test_a_forbidden_word_is_named_with_all_its_endings(body: str, was: str) -> None:
    assert [item[0] for item in found(body)] == [was]


@pytest.mark.parametrize(
    "body",
    [
        "Аны «АМУЦА жана ЖӨБ» деген макала айтат.",
        "Аны «Макала: „Мыкты практика“ жөнүндө» дейт.",
        'Аны "АМУЦА" деп жазышкан.',
        "Аны `АМУЦА` деп, [шилтемеде](амуца.md) да.",
        "Мыкты, практика жагынан да.",
        "Мыкты. Практика ушундай.",
        "Мыкты иш. Бул практика.",
        "административдик-аймактык реформа, БАЖБА, мыкты тажрыйба",
        "амуца деген сөз кичине тамга менен",
    ],
)
def test_quotations_and_right_words_stay(body: str) -> None:
    assert found(body) == []


def test_titles_of_documents_and_sources_stay() -> None:
    assert found("Текст.", title="АМУЦАнын мыкты практикасы") == []
    assert found("Текст.", title=">-\n  АМУЦАнын\n  мыкты практикасы") == []
    text = ORIGINAL.replace("title: Айылдын отчету", "title: АМУЦАнын отчету")
    assert text != ORIGINAL and list(renderings().check(prose(text), "x.md", "ky")) == []
    summary = ORIGINAL.replace("summary: Айылга", "summary: АМУЦА айылга")
    assert [item.line for item in renderings().check(prose(summary), "x.md", "ky")] == [3]


def test_every_language_has_its_own_list() -> None:
    assert found("Обучали учебных учреждениях, в учебном учреждении.", "ru") == [
        ("учебных учреждениях", "учебные заведения"),
        ("учебном учреждении", "учебные заведения"),
    ]
    assert found("АМУЦА", "ru") == []


def test_the_mask_keeps_every_place() -> None:
    file = prose("---\ntitle: А\nsummary: Б\n---\n\nМурун «АМУЦА» болгон, эми АМУЦА эмес.\n")
    text = unquoted(file)
    assert len(text) == len(file.text)
    (item,) = renderings().check(file, "x.md", "ky")
    assert (item.line, item.column) == (6, 27)
    for lang in MESSAGE_LANGS:
        assert "АМУЦА" in item.message(lang) and "БАЖБА" in item.message(lang) and FILE in item.hint(lang)


def test_the_check_names_file_and_line_and_lets_the_build_pass(tmp_path: Path) -> None:
    original = ORIGINAL.replace("Суу жок болчу.", "Аны АМУЦА айтты.")
    translation = TRANSLATION.replace("Воды не было.", "Учили в учебном учреждении.")
    files = {"ky/practices/suu.md": original, "ru/practices/suu.md": current(original, translation)}
    portal, problems = load(tmp_path, files, {"renderings.yml": LIST})
    assert problems == ()
    given = advice(tmp_path, portal, Selection(("docs",))).problems
    assert [item for item in codes(given) if "rendering" in item] == [
        "ky/practices/suu.md:14 rendering",
        "ru/practices/suu.md:11 rendering",
    ]
    assert all(item.severity == "warning" for item in given if item.code == "rendering")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ky: [\n", ":2 yaml-syntax"),
        ("", ":0 file-empty"),
        ("kg: []\n", ":1 field-unknown"),
        ("ky:\n  - {right: БАЖБА}\n", ":2 field-missing"),
        ("ky:\n  - {right: БАЖБА, wrong: АМУЦА}\n", ":2 field-list"),
        ("ky:\n  - {right: БАЖБА, wrong: []}\n", ":2 list-short"),
        ("ky:\n  - {right: <b>, wrong: [АМУЦА]}\n", ":2 html-forbidden"),
        ("ky:\n  - {right: БАЖБА, wrong: [АМУЦА]}\n  - {right: Академия, wrong: [АМУЦАнын]}\n", ":3 rendering-twice"),
        ("ky:\n  - {right: мыкты практика, wrong: [практика]}\n", ":2 rendering-same"),
    ],
)
def test_a_list_that_cannot_be_used_says_why(tmp_path: Path, text: str, code: str) -> None:
    portal, _ = load(tmp_path, {"ky/practices/suu.md": ORIGINAL}, {"renderings.yml": text})
    assert f"{FILE}{code}" in codes(advice(tmp_path, portal, Selection(("docs",))).problems)


def test_a_project_may_do_without_a_list(tmp_path: Path) -> None:
    load(tmp_path, {})
    assert load_renderings(tmp_path) == (Renderings(RenderingsFile()), ())


# --- The portal's own words ---------------------------------------------------------------------------------------


def own_words(lang: Lang) -> dict[str, str]:
    """What pages say by themselves: words of the interface, topics, fixed headings."""
    strings = yaml.safe_load((REPOSITORY / f"portal/words/strings/{lang}.yml").read_text(encoding="utf-8"))
    found = {f"strings {key}": str(value) for key, value in strings.items()}
    topics = yaml.safe_load((REPOSITORY / "data/topics.yml").read_text(encoding="utf-8"))
    for topic in (*topics["groups"], *topics["topics"]):
        for field in ("title", "summary", "description"):
            found[f"topic {topic['id']} {field}"] = topic.get(field, {}).get(lang, "")
    glossary = yaml.safe_load((REPOSITORY / "data/glossary.yml").read_text(encoding="utf-8"))
    for term in glossary["terms"]:
        for field in ("term", "definition"):
            found[f"term {term['id']} {field}"] = term.get(field, {}).get(lang, "")
    return found


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_the_portal_holds_itself_to_the_list(lang: Lang) -> None:
    listed, problems = load_renderings(REPOSITORY)
    assert problems == () and listed.file.of(lang)
    slips = {name: [words[2] for words in listed.find(text, lang)] for name, text in own_words(lang).items()}
    assert {name: right for name, right in slips.items() if right} == {}
