"""Spelling: slips that must be found, words that must not be named, dictionaries that are there or not."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

import small_tree
from browsing import REPOSITORY
from portal.core.caching import Store
from portal.corpus.load import load_portal
from portal.editing.spelling import dictionary as spelling_dictionary
from portal.editing.spelling.checker import Speller
from portal.editing.spelling.dictionary import RussianDictionary, find_dictionary
from portal.editing.spelling.frequency import frequent_words
from portal.editing.spelling.letters import mixed
from portal.editing.spelling.prose import prose
from portal.editing.spelling.words import Accepted, accepted_words
from portal.model.values import Lang

HEAD = "---\ntitle: Аталышы\nsummary: Баян.\n---\n\n"
NOTHING = Accepted({"ky": frozenset(), "ru": frozenset()}, {"ky": frozenset(), "ru": frozenset()})


def speller(root: Path, frequent: dict[str, int] | None = None, accepted: Accepted = NOTHING) -> Speller:
    return Speller(accepted, RussianDictionary(root, None), lambda word: (frequent or {}).get(word, 0))


def found(root: Path, text: str, lang: Lang) -> list[tuple[str, str]]:
    items = speller(root).check(prose(HEAD + text), "x.md", lang)
    return [(dict(item.values)["word"], dict(item.values)["near"]) for item in items]


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("корсотуу", "көрсөтүү"), ("корсотуунун", "көрсөтүүнүн"), ("кенешинин", "кеңешинин"), ("омур", "өмүр"),
        ("муктаждыктарын", None), ("өкмотунун", "өкмөтүнүн"), ("тузуу", "түзүү"), ("жонундо", "жөнүндө"),
        ("үчун", "үчүн"), ("учун", "үчүн"), ("окмотуно", "өкмөтүнө"), ("беруу", "берүү"),
        ("өнүктуруу", "өнүктүрүү"), ("туздук", None), ("колдоо", None),
        ("чечүүнун", "чечүүнүн"), ("көйгойлөр", "көйгөйлөр"),
    ],
)  # fmt: skip
def test_kyrgyz_letters(tmp_path: Path, written: str, right: str | None) -> None:
    assert speller(tmp_path).restored(written) == right


def test_kyrgyz_names_abbreviations_and_russian_words_are_not_named(tmp_path: Path) -> None:
    text = "Айыл Корсотуу менен ЖӨБдүн, КРнын жана «О местном самоуправлении» мыйзамы.\n\nОшондой эле Оно.\n"
    assert found(tmp_path, text, "ky") == []
    assert found(tmp_path, "Кызмат корсотуу.\n", "ky") == [("корсотуу", "көрсөтүү")]


def test_kyrgyz_words_of_many_documents_are_right(tmp_path: Path) -> None:
    assert speller(tmp_path).restored("кундуу") == "күндүү"
    assert speller(tmp_path, {"кундуу": 5}).restored("кундуу") is None


def test_russian_words(tmp_path: Path) -> None:
    assert found(tmp_path, "Жители сделали неправельно.\n", "ru") == [("неправельно", "неправильно")]
    right = "Ёлка и елка, чек-листы, фельдшерско-акушерский, Качыбек, айыл өкмөтү, «Айыл өкмөтүнүн кызматы», МСУ, PDF."
    assert found(tmp_path, f"{right}\n", "ru") == []
    assert found(tmp_path, "Код `неправельно` и [текст](неправельно.md), {: #неправельно }\n", "ru") == []


@pytest.mark.parametrize(
    ("word", "lang", "right", "sure"),
    [
        ("cтатья", "ru", "статья", True),
        ("Статьa", "ru", "Статья"[:-1] + "а", True),
        ("кeңеш", "ky", "кеңеш", True),
        ("өкмѳтү", "ky", "өкмөтү", True),
        ("жаӊы", "ky", "жаңы", True),
        ("ұлут", "ky", "үлут", True),
        ("Сentral", "ru", "Central", False),
    ],
)
def test_letters_of_another_alphabet(word: str, lang: Lang, right: str, sure: bool) -> None:
    wrong = mixed(word, lang)
    assert wrong is not None and (wrong.right, wrong.sure) == (right, sure)


@pytest.mark.parametrize("word", ["статья", "кеңеш", "PDF", "SMSти", "CASAнын", "Қазақстан", "құқық", "café"])
def test_letters_that_are_right(word: str) -> None:
    assert mixed(word, "ky") is None


def test_one_latin_letter_among_words(tmp_path: Path) -> None:
    assert found(tmp_path, "Работы шли c 2014 года.\n", "ru") == [("c", "с")]
    assert found(tmp_path, "Пункты a и b, вариант C.\n", "ru") in ([], [("a", "а")])


def test_stress_marks_and_soft_hyphens_do_not_part_words(tmp_path: Path) -> None:
    assert found(tmp_path, "Пра\u0301вильно и пра\u00adвиль\u00adно, и\u0306од.\n", "ru") == []


WORDS = "ky: [Корсотуу]\nru: [зыбукнуть]\n"


def test_the_projects_own_words(tmp_path: Path) -> None:
    data = {
        "words.yml": WORDS,
        "organisations.yml": "organisations:\n  - {id: cabinet, kind: state, names: [{title: {ru: Бюро Мырзабай}}]}\n",
    }
    portal, _ = small_tree.load(tmp_path, {"ky/practices/suu.md": small_tree.ORIGINAL}, data)
    accepted, problems = accepted_words(tmp_path, portal)
    assert problems == ()
    assert accepted.has("корсотуу", "ky") and not accepted.has("көчөдөгүү", "ky")
    assert accepted.has("мырзабаем", "ru") and accepted.has("зыбукнуть", "ru") and not accepted.has("зыбук", "ru")


@pytest.mark.parametrize("words", ["ky: {a: b}\n", "en: [a]\n", "ky: [1]\n", "ky: [a\n"])
def test_a_wrong_list_of_words_is_told(tmp_path: Path, words: str) -> None:
    portal, _ = small_tree.load(tmp_path, {}, {"words.yml": words})
    _, problems = accepted_words(tmp_path, portal)
    assert problems and {item.path for item in problems} == {"data/words.yml"}


DIC = "3\nзыбук/A\nцвяк\nкарибун\n"
AFF = "SET UTF-8\nSFX A Y 1\nSFX A 0 ом .\n"


def dictionary(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "ru_RU.dic").write_text(DIC, encoding="utf-8")
    (folder / "ru_RU.aff").write_text(AFF, encoding="utf-8")
    return folder / "ru_RU"


def test_hunspell_is_asked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("spylls")
    asked = RussianDictionary(tmp_path, dictionary(tmp_path / "dict"))
    assert asked.unknown(["зыбуком", "зыбукам", "вода"]) == {"зыбукам"}
    kept = json.loads((tmp_path / spelling_dictionary.CACHE).read_text(encoding="utf-8"))
    assert kept["words"] == {"зыбуком": True, "зыбукам": False}

    def refuse(_self: RussianDictionary, words: Iterable[str]) -> dict[str, bool]:
        raise AssertionError(f"asked again: {words}")

    monkeypatch.setattr(RussianDictionary, "_asked", refuse)
    again = RussianDictionary(tmp_path, tmp_path / "dict/ru_RU")
    assert again.unknown(["зыбуком", "зыбукам"]) == {"зыбукам"}


@pytest.mark.parametrize("kept", ["", "[]", "{}", '{"dictionary": 1, "words": 2}', '{"words": {"а": 1}}', "\x00"])
def test_a_broken_cache_costs_time_only(tmp_path: Path, kept: str) -> None:
    path = dictionary(tmp_path / "dict")
    (tmp_path / ".cache").mkdir()
    (tmp_path / spelling_dictionary.CACHE).write_text(kept, encoding="utf-8")
    assert RussianDictionary(tmp_path, path).unknown(["вода"]) == frozenset()
    assert dict(frequent_words(tmp_path, {"docs/ky/none.md": b"1"})) == {}


def test_dictionaries_are_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(spelling_dictionary.VARIABLE, raising=False)
    monkeypatch.setattr(spelling_dictionary, "_PLACES", ())
    for name in spelling_dictionary._PROGRAM_FOLDERS:
        monkeypatch.delenv(name, raising=False)
    assert find_dictionary(tmp_path) is None
    path = dictionary(tmp_path / "dict")
    assert find_dictionary(tmp_path, str(path)) == path
    assert find_dictionary(tmp_path, str(path.parent)) == path
    assert find_dictionary(tmp_path, f"{path}.dic") == path
    monkeypatch.setenv(spelling_dictionary.VARIABLE, str(path))
    assert find_dictionary(tmp_path) == path
    with pytest.raises(FileNotFoundError):
        find_dictionary(tmp_path, str(tmp_path / "none"))
    monkeypatch.delenv(spelling_dictionary.VARIABLE)
    windows = tmp_path / "Program Files"
    office = windows / "LibreOffice/share/extensions/dict-ru"
    office.mkdir(parents=True)
    dictionary(office)
    monkeypatch.setenv("ProgramFiles", str(windows))
    assert find_dictionary(tmp_path) == office / "ru_RU"


def test_words_of_kyrgyz_texts_are_counted_and_kept(tmp_path: Path) -> None:
    small_tree.lay_out(tmp_path, {"ky/a.md": f"{HEAD}Зыңкыркан кеңеш зыңкыркан.\n", "ky/b.md": f"{HEAD}Зыңкыркан.\n"})
    texts = {"docs/ky/a.md": b"1", "docs/ky/b.md": b"2"}
    store = Store(tmp_path, "words")
    assert dict(frequent_words(tmp_path, texts, store)) == {"зыңкыркан": 2}
    (tmp_path / "docs/ky/b.md").write_text(f"{HEAD}Кеңеш, кеңеш, кеңеш.\n", encoding="utf-8")
    assert dict(frequent_words(tmp_path, texts, store)) == {"зыңкыркан": 2}, "its digest says that it has not changed"
    assert dict(frequent_words(tmp_path, texts | {"docs/ky/b.md": b"3"}, store)) == {"зыңкыркан": 1}


@pytest.mark.slow
def test_the_portals_own_texts_have_no_findings() -> None:
    """The precision of the check: some 100,000 words of proof-read text, and not one of them is named."""
    portal, _ = load_portal(REPOSITORY)
    accepted, problems = accepted_words(REPOSITORY, portal)
    assert problems == ()
    files = [
        (prose((REPOSITORY / version.path).read_bytes().decode("utf-8")), version)
        for item in portal.documents.values()
        for version in item.versions.values()
    ]
    check = Speller(accepted, RussianDictionary(REPOSITORY, find_dictionary(REPOSITORY)), lambda word: 0)
    check.prepare((file, version.lang) for file, version in files)
    named = [item.text("en") for file, version in files for item in check.check(file, version.path, version.lang)]
    assert named == []
