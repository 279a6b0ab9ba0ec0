"""Offers for translators: from the portal's own pairs and names, with place, in comments that `--done` removes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from browsing import REPOSITORY
from portal.commands.main import main
from portal.content.unfinished import TRANSLATE, lines_without_offers, marked_lines, offered_lines, without_offers
from portal.core.problems import MESSAGE_LANGS
from portal.corpus.load import load_portal
from portal.editing.translating import offers
from portal.editing.translating.fixed_names import FixedNames
from portal.editing.translating.memory import TranslationMemory
from portal.editing.translating.offers import Offers
from repeating import repeated
from small_tree import ORIGINAL, codes, current, lay_out, load, revision_of
from test_translate import git

SAID = ("Тургундар чогулуп, суу түтүгүн өздөрү тартышты.", "Жители собрались и сами протянули водопровод.")
ALSO = ("Айыл өкмөтү каражат кошту.", "Айыл окмоту добавил средства.")
KNOWN = ORIGINAL.replace("Түтүк тартылды.", f"{SAID[0]} {ALSO[0]}")
RENDERED = current(KNOWN).replace("Протянули трубу.", f"{SAID[1]} {ALSO[1]}")
NEW = ORIGINAL.replace("Түтүк тартылды.", "Тургундар дагы чогулуп, суу түтүгүн өздөрү тартышты. Кеңеш муну карады.")
FILES = {"ky/practices/suu.md": KNOWN, "ru/practices/suu.md": RENDERED, "ky/practices/zhany.md": NEW}
NAMES = {
    "glossary.yml": "terms:\n  - {id: kenesh, term: {ky: кеңеш, ru: кенеш}, abbr: {ky: [ЖӨБ], ru: [МСУ]}}\n"
    "  - {id: local, term: {ky: айылдык кеңеш, ru: айылный кенеш}}\n",
    "organisations.yml": "organisations:\n  - {id: cabinet, kind: state, names: [{title: {ky: Министрлер Кабинети, "
    "ru: Кабинет Министров}}]}\n  - {id: fund, kind: ngo, names: [{title: {ky: Ынтымак фонду, ru: Фонд «Единство», "
    "translated: [ru]}}]}\n",
}
PATH = "docs/ru/practices/zhany.md"


def start(root: Path, name: str = "zhany", *more: str, lang: str = "ru") -> str:
    assert main(["translate", name, "--start", *more, "--root", str(root), "--lang", lang]) == 0
    return (root / f"docs/ru/practices/{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("revision", [True, False])
def test_what_is_wrong_is_told_with_its_line_in_the_file_as_it_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], revision: bool
) -> None:
    original = ORIGINAL.replace("Түтүк тартылды.", "Түтүккө 1 245 адам кошулду.")
    text = current(original).replace("Протянули трубу.", "К трубе подключились 1 254 человека.")
    if not revision:
        text = text.replace(f"revision: {revision_of(original)}\n", "")
    text = text.replace("title:", "# § Похожее место\n# §   → Труба\ntitle:", 1)
    text = text.replace("\n\nК трубе", "\n\n<!-- § Похожее\n  один\n  → два -->\n\nК трубе")
    root = lay_out(tmp_path, {"ky/practices/suu.md": original, "ru/practices/suu.md": text})
    done = ["translate", "suu", "--done", "--root", str(root), "--lang", "ru"]
    assert main(done) == 1
    line = next(number for number, words in enumerate(text.split("\n"), 1) if "1 254" in words)
    assert f"«1 254 человека»: docs/ru/practices/suu.md:{line}." in capsys.readouterr().out.replace("\xa0", " ")
    file = root / "docs/ru/practices/suu.md"
    file.write_text(text.replace("К трубе", "К [трубе](jok.md)"), encoding="utf-8")
    assert main(done) == 1
    assert f"docs/ru/practices/suu.md:{line}:11: [link-missing]" in capsys.readouterr().out


OFFERED = st.sampled_from(["---\n", "# § a\n", "a\n", "\n", "<!-- § b -->\n", "<!-- § c\nd -->", "e", "\r\n", "> "])


@given(st.lists(OFFERED, max_size=12).map(lambda parts: "---\n" + "".join(parts)))
def test_every_line_that_is_left_is_a_line_of_the_file(text: str) -> None:
    left, lines = without_offers(text).split("\n"), lines_without_offers(text)
    assert len(lines) == len(left) and lines == sorted(lines)
    was = text.split("\n")
    for words, line in zip(left, lines, strict=True):
        assert words.strip("\r") in was[line - 1] or was[line - 1].strip("\r") in words


def test_a_new_translation_gets_what_the_portal_has_said_already(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = lay_out(tmp_path, FILES)
    text = start(root)
    part = text[text.index("> Тургундар дагы") :]
    line = RENDERED.split("\n").index(f"{SAID[1]} {ALSO[1]}") + 1
    assert f"docs/ru/practices/suu.md:{line}:\n  {SAID[0]}\n  → {SAID[1]}" in part
    assert "кеңеш → кенеш" in part and "Термины и названия:" in part
    assert f"#   → {TRANSLATE['ru']}" not in text, "what is not finished is no source"
    card = text[: text.index("\n---\n")]
    assert "# § Похожее место уже переведено (сходство 100 %)" in card, "words of cards are remembered too"
    assert card.index("# §   → Стоимость") < card.index("figures:")
    assert "Мест с подсказками" in capsys.readouterr().out


def test_an_offer_is_a_rendering_of_the_portal_word_for_word(tmp_path: Path) -> None:
    portal, _ = load(tmp_path, FILES)
    memory = TranslationMemory(portal, "ky", "ru", 60)
    (found,) = memory.offers("Тургундар дагы чогулуп, суу түтүгүн өздөрү тартышты.")
    assert (found.kept.source, found.kept.target) == SAID and 60 <= found.likeness < 100
    assert [item.kept.target for item in memory.offers(" ".join((SAID[0], ALSO[0])))] == [f"{SAID[1]} {ALSO[1]}"]
    both = [item.kept.target for item in memory.offers(f"{ALSO[0]} Азыр баары башка. {SAID[0]}")]
    assert both == [ALSO[1], SAID[1]], "sentence by sentence, where the whole is new"
    assert list(memory.offers("Бул жөнүндө эч ким эч нерсе жазган эмес.")) == []
    assert list(memory.offers("```\nсуу\n```\n")) == []
    other = TranslationMemory(portal, "ru", "ky", 60)
    assert [item.kept.target for item in other.offers(SAID[1])] == [SAID[0]]


def test_a_word_or_two_must_be_the_same(tmp_path: Path) -> None:
    portal, _ = load(tmp_path, FILES)
    memory = TranslationMemory(portal, "ky", "ru", 60)
    assert [item.likeness for item in memory.offers("Баасы")] == [100]
    assert list(memory.offers("Суунун баасы")) == []


@pytest.mark.parametrize("change", ["outdated", "draft", "withdrawn"])
def test_only_current_pairs_that_are_published_are_remembered(tmp_path: Path, change: str) -> None:
    more = {
        "outdated": ("Суу жок", "Эч суу жок"),
        "draft": ("topics:", "review: proposed\ntopics:"),
        "withdrawn": ("topics:", "review: withdrawn\nwithdrawn: {date: 2026-11, reason: {ky: А}}\ntopics:"),
    }[change]
    original = KNOWN.replace(*more)
    rendered = RENDERED if change == "outdated" else RENDERED.replace(revision_of(KNOWN), revision_of(original))
    files = {"ky/practices/suu.md": original, "ru/practices/suu.md": rendered}
    portal, _ = load(tmp_path, files)
    assert "suu" in portal.documents
    assert list(TranslationMemory(portal, "ky", "ru", 60).offers(SAID[0])) == []


def test_names_have_their_rendering(tmp_path: Path) -> None:
    portal, _ = load(tmp_path, FILES, NAMES)
    names = FixedNames(portal.reference, "ky", "ru")

    def found(text: str) -> list[tuple[str, str, bool]]:
        return [(item.source, item.target, item.own) for item in names.found(text)]

    assert found("Муну айылдык кеңештин депутаттары айтты.") == [("айылдык кеңеш", "айылный кенеш", False)]
    assert found("Кеңештер, ЖӨБдүн баары.") == [("кеңеш", "кенеш", False), ("ЖӨБ", "МСУ", False)]
    assert found("Министрлер Кабинетинин токтому.") == [("Министрлер Кабинети", "Кабинет Министров", False)]
    assert found("ар кайсы министрлер кабинетинде отурат") == [], "a name begins with a capital letter"
    assert found("Аны Ынтымак фонду берди.") == [("Ынтымак фонду", "Фонд «Единство»", True)]
    assert found("Аламүдүн.") == [("Аламүдүн", "Аламудун", False)]
    (item,) = Offers(portal, "ky", "ru").lines("Аны Ынтымак фонду берди.")
    assert item == "Термины и названия: Ынтымак фонду → Фонд «Единство» (перевод портала, не официальный)"


def test_an_outdated_translation_gets_offers_for_what_changed(tmp_path: Path) -> None:
    files = {**FILES, "ky/practices/zhany.md": ORIGINAL, "ru/practices/zhany.md": current()}
    root = lay_out(tmp_path, files)
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "1")
    (root / "docs/ky/practices/zhany.md").write_text(NEW.replace("Суу жок болчу.", "Суу жок болчу. Кеңеш да жок."))
    git(root, "commit", "-qam", "2")
    text = start(root)
    assert text.index("> Тургундар дагы") < text.index(f"  → {SAID[1]}") < text.index("\nПротянули трубу.")
    assert "Воды не было." in text and offered_lines(text) and offered_lines(without_offers(text)) == []


# What becomes of the comments ------------------------------------------------------------------------------


def translated(text: str) -> str:
    """The translator writes below the marks and leaves the comments where they are."""
    for old, new in (
        (f"> {TRANSLATE['ru']}:\n> Суу жок болчу.", "Воды не было."),
        (f"> {TRANSLATE['ru']}:\n> Тургундар дагы чогулуп, суу түтүгүн өздөрү тартышты. Кеңеш муну карады.",
         "Жители снова собрались и сами протянули водопровод. Кенеш это рассмотрел."),
    ):  # fmt: skip
        assert old in text
        text = text.replace(old, new)
    lines = []
    for line in text.split("\n"):
        lines.append(line if line.startswith("#") else line.replace(f"{TRANSLATE['ru']}: ", "Перевод "))
    return "\n".join(lines)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_done_removes_the_comments(tmp_path: Path, capsys: pytest.CaptureFixture[str], newline: str) -> None:
    root = lay_out(tmp_path, FILES)
    text = translated(start(root))
    (root / PATH).write_bytes(text.replace("\n", newline).encode())
    portal, problems = load_portal(root)
    assert marked_lines(text) == [] and len(offered_lines(text)) == 2
    assert [item for item in codes(problems) if "zhany" in item] == [
        f"ru/practices/zhany.md:{offered_lines(text)[0]} translation-unfinished"
    ]
    (item,) = (item for item in problems if item.code == "translation-unfinished")
    assert all("<!-- § … -->" in item.hint(lang) for lang in MESSAGE_LANGS)
    assert portal.documents["zhany"].state("ru") == "missing"
    assert main(["translate", "zhany", "--done", "--root", str(root), "--lang", "ru"]) == 0, capsys.readouterr().out
    done = (root / PATH).read_bytes().decode()
    assert "§" not in done and "<!--" not in done and "Похожее" not in done
    assert done.count("\n") == done.count(newline) and f"Воды не было.{newline}{newline}## " in done
    portal, problems = load_portal(root)
    assert problems == () and portal.documents["zhany"].state("ru") == "current"


def test_what_is_refused_keeps_its_offers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = lay_out(tmp_path, {**FILES, "ky/practices/zhany.md": NEW.replace("Суу жок", "12 үйдө суу жок")})
    text = translated(start(root).replace("> 12 үйдө суу жок", "> Суу жок")).replace("Воды не", "В 2 домах воды не")
    (root / PATH).write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert main(["translate", "zhany", "--done", "--root", str(root), "--lang", "ru"]) == 1
    out = capsys.readouterr().out
    ky, ru = NEW.split("\n").index("Суу жок болчу.") + 1, text.split("\n").index("В 2 домах воды не было.")
    assert f"docs/ky/practices/zhany.md:{ky}:1: [parity-number-differs]" in out, out
    assert f"{PATH}:{ru + 1}" in out, "both places are named"
    assert (root / PATH).read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("kyrgyz", "russian", "code"),
    [
        ("Ал жерде 3 айыл бар.", "Там есть сёла.", "parity-small-number"),
        ("Баасы 40 сом.", "Цена 40 долларов.", "parity-unit"),
        ("Иш бүттү.", "Работу не закончили.", "parity-negation"),
        ("Иш бүттү.", "Работу закончили.\n\nСоседи тоже присоединились и помогли всем остальным.", "parity-part"),
        ("2017-жылдын 27-июлунда.", "27 июня 2017 года.", "parity-date"),
    ],
)
def test_no_stamp_while_facts_differ(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kyrgyz: str, russian: str, code: str
) -> None:
    original = ORIGINAL.replace("Түтүк тартылды.", kyrgyz)
    wrong = current(original).replace("Протянули трубу.", russian)
    root = lay_out(tmp_path, {"ky/practices/suu.md": original, "ru/practices/suu.md": wrong})
    assert main(["translate", "suu", "--done", "--root", str(root), "--lang", "ru"]) == 1
    out = capsys.readouterr().out
    assert f"[{code}]" in out and "docs/ky/practices/suu.md:1" in out and "docs/ru/practices/suu.md:1" in out


@repeated(60)
@given(
    st.lists(st.sampled_from(["Сөз.\n", "\n", "> §§ КОТОРУҢУЗ:\n", "<!-- § а\nб -->\n", "# § а\n", "---\n", "-->\n"]))
)
def test_all_but_the_comments_stays(parts: list[str]) -> None:
    text = "---\ntitle: А\n---\n\n" + "".join(parts)
    left = without_offers(text)
    assert offered_lines(left) == [] and left.count("Сөз.") == text.count("Сөз.")
    assert left.count("# § а") == text.count("# § а"), "below the card it is a heading"
    if "<!--" not in text:
        assert left == text


# Time ------------------------------------------------------------------------------------------------------


def test_when_the_time_is_over_the_file_is_made_without_offers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(offers, "SECONDS", 0.0)
    root = lay_out(tmp_path, FILES)
    text = start(root)
    assert offered_lines(text) == [] and len(marked_lines(text)) == 5 and "Подсказки" not in text
    assert "Время на поиск подсказок вышло" in capsys.readouterr().out


def test_collecting_ends_in_time(tmp_path: Path) -> None:
    portal, _ = load(tmp_path, FILES)
    memory = TranslationMemory(portal, "ky", "ru", 0.0)
    assert not memory.complete and list(memory.offers(SAID[0])) == []
    assert TranslationMemory(portal, "ky", "ru", 60).complete


def test_every_language_of_messages_has_its_words() -> None:
    from portal.editing.translating.words import said

    for lang in ("ky", "ru"):
        assert {"like", "names", "own"} <= set(said(lang))
        assert "{likeness}" in said(lang)["like"] and "{place}" in said(lang)["like"]


@pytest.mark.slow
def test_the_portal_s_own_pairs_are_offered() -> None:
    """A practice that lost its translation: most of its parts get a rendering or a name."""
    portal, _ = load_portal(REPOSITORY)
    document = portal.documents["ak-sai-batken-excavator"]
    help_ = Offers(portal, "ky", "ru")
    lines = help_.lines(document.versions["ky"].body)
    assert any("Министрлер Кабинети → Кабинет Министров" in line for line in lines)
    assert any(line.startswith("Похожее место") for line in lines) and not help_.cut_short
