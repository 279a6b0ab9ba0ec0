"""The finder on our own annotated sentences and on single forms."""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

from portal.law import KINDS, find, reading, tokens
from portal.law.fold import fold_text

ROOT = Path(__file__).resolve().parent.parent
OWN = ROOT / "tests" / "data" / "citations_own.jsonl"
HELD_OUT = ROOT / "tests" / "data" / "citations_heldout.jsonl"


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_citations", ROOT / "scripts" / "score_citations.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["score_citations"] = module
    spec.loader.exec_module(module)
    return module


def shared_dev() -> Path | None:
    for base in (os.environ.get("PORTAL_SHARED"), ROOT.parent / "shared"):
        path = Path(base) / "domain" / "citations-dev.jsonl" if base else None
        if path and path.exists():
            return path
    return None


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def check_goals(path: Path) -> None:
    module = scorer()
    counts, misses = module.score(rows(path))
    for lang, count in counts.items():
        rates = module.rates(count)
        low = {name: rates[name] for name, goal in module.GOALS.items() if rates[name] < goal}
        assert not low, f"{lang}: {low}\n" + "\n".join(misses)


def test_own_sentences_reach_the_goals() -> None:
    check_goals(OWN)


def test_sentences_written_without_the_grammar_reach_the_goals() -> None:
    check_goals(HELD_OUT)


def test_dev_sentences_reach_the_goals() -> None:
    path = shared_dev()
    if path is None:
        pytest.skip("the shared domain data is not here")
    check_goals(path)


@pytest.mark.parametrize("path", [OWN, HELD_OUT], ids=["own", "held out"])
def test_own_sentences_are_sound(path: Path) -> None:
    lines = rows(path)
    assert len(lines) >= 120
    assert sum(1 for line in lines if not line["citations"]) >= 30
    for line in lines:
        for c in line["citations"]:  # type: ignore[attr-defined]
            start, end = c["span"]
            assert line["text"][start:end] == c["surface"]  # type: ignore[index]
            assert c["act_kind"] in KINDS


@pytest.mark.parametrize(
    ("lang", "text", "kind", "date", "number", "provisions"),
    [
        ("ru", "Закон КР от 27 октября 2021 года № 125", "law", "2021-10-27", "125", []),
        ("ru", "Закон КР от 27.10.2021 г. N 125", "law", "2021-10-27", "125", []),
        ("ru", "Закон КР от «27» октября 2021 г. № 125", "law", "2021-10-27", "125", []),
        ("ru", "Закон КР № 125 от 27 октября 2021 года", "law", "2021-10-27", "125", []),
        ("ru", "Закон КР 2021 года «О воде»", "law", "2021", None, []),
        ("ky", "КР 2021-жылдын 27-октябрындагы № 125 Мыйзамы", "law", "2021-10-27", "125", []),
        ("ky", "КР 2021-жылдын 27-октябрындагы N 125 Мыйзамы", "law", "2021-10-27", "125", []),
        ("ky", "КРнын 2021-ж. 27-октябрындагы №125 Мыйзамынын", "law", "2021-10-27", "125", []),
        ("ky", "КР Мыйзамы № 125, 27.10.2021", "law", "2021-10-27", "125", []),
        ("ky", "КР Президентинин 2011-жылдын 20-июнундагы N 146 Жарлыгы", "decree", "2011-06-20", "146", []),
        ("ru", "ч. 1, п. 2 ст. 28 Закона КР «О воде»", "law", None, None, ["28:1", "28::2"]),
        ("ru", "ст. 28 ч. 1 п. 2 Закона КР «О воде»", "law", None, None, ["28:1:2"]),
        ("ru", "статья 309¹ Кодекса КР о правонарушениях", "code", None, None, ["309-1"]),
        ("ru", "в статьях 5–7, 9 и 11-1 настоящего Закона", "law", None, None, ["5..7", "9", "11-1"]),
        ("ru", "в статье 12-14 настоящего Закона", "law", None, None, ["12-14"]),
        ("ky", "ушул Кодекстин 233-10-статьясы", "code", None, None, ["233-10"]),
        ("ky", "ушул Кодекстин 214-219-статьялары", "code", None, None, ["214..219"]),
        ("ky", "ушул Кодекстин 5-беренесинин 2-бөлүгүнүн «а» пунктчасы", "code", None, None, ["5:2::а"]),
        ("ru", "п.п. 3 п. 2 ст. 31 Закона КР «О воде»", "law", None, None, ["31::2:3"]),
        ("ru", "пункт 2, подпункт «а» статьи 12 Закона КР «О воде»", "law", None, None, ["12::2:а"]),
        ("ru", "пункт 2(а) статьи 12 Закона КР «О воде»", "law", None, None, ["12::2:а"]),
        ("ru", "подпунктами «а»–«в» пункта 2 настоящей статьи", "code", None, None, ["this::2:а..в"]),
        ("ru", "Закон КР «О воде» (ст.12 (ч.3, п.2))", "law", None, None, ["12:3:2"]),
        ("ru", "абзаце втором части 2 статьи 5 Закона КР «О воде»", "law", None, None, ["5:2:::abz2"]),
        ("ru", "подпунктами «а» и «б» настоящего пункта", "code", None, None, ["this:this:this:а", "this:this:this:б"]),
        ("ru", "в статье 16 1 настоящего Кодекса", "code", None, None, ["16-1"]),
        ("ky", "КР Мыйзамынын 51, 62 – беренелерине", "law", None, None, ["51", "62"]),
        ("ky", "КР Мыйзамынын 34- беренесине", "law", None, None, ["34"]),
        ("ky", "КР Жазык кодексинин 313- жана 313-1- беренелери", "code", None, None, ["313", "313-1"]),
        ("ky", "КР Мыйзамынын 4-беренесинин 1-бөлүгүнүн жетинчи абзацы", "law", None, None, ["4:1:::abz7"]),
    ],
)
def test_forms(lang: str, text: str, kind: str, date: str | None, number: str | None, provisions: list[str]) -> None:
    (citation,) = find(text, lang)
    assert (citation.kind, citation.date, citation.number) == (kind, date, number)
    assert list(citation.provision_texts) == provisions


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("ru", "Уголовный и Гражданский кодексы КР", ["Уголовный", "Гражданский кодексы КР"]),
        (
            "ru",
            "по статье 5 Уголовного и статье 8 Гражданского кодексов",
            ["статье 5 Уголовного", "статье 8 Гражданского кодексов"],
        ),
        ("ky", "КР Эмгек, Салык жана Жер кодекстери", ["КР Эмгек", "Салык", "Жер кодекстери"]),
        ("ky", "КРнын Мыйзамдары: «Суу жөнүндө», «Тил жөнүндө»", ["КРнын Мыйзамдары: «Суу жөнүндө»", "«Тил жөнүндө»"]),
        ("ru", "Законы КР:\n- «О воде»;\n- «О языке».", ["Законы КР:\n- «О воде»", "«О языке»"]),
        ("ru", "Программу «Вода» на 2022–2026 годы приняли", ["Программу «Вода» на 2022–2026 годы"]),
        (
            "ru",
            "Государственную программу «Вода» на 2022–2026 годы",
            ["Государственную программу «Вода» на 2022–2026 годы"],
        ),
        ("ky", "Анда «Суу» 2021–2025-жылдарга программасы бар", ["«Суу» 2021–2025-жылдарга программасы"]),
        ("ru", "Ссылка на Закон о муниципальной службе ошибочна", ["Закон о муниципальной службе"]),
        ("ru", "Положение о кадровом резерве Президент утвердил", ["Положение о кадровом резерве"]),
        (
            "ky",
            "«Бюджеттик кодекске өзгөртүү киргизүү жөнүндө» мыйзам",
            ["«Бюджеттик кодекске өзгөртүү киргизүү жөнүндө» мыйзам"],
        ),
        ("ky", "Бюджеттик кодекс 2025-жылдын 1-январынан күчүндө", ["Бюджеттик кодекс"]),
        (
            "ky",
            "Ош айылдык кеңешинин «Таза» ишканасын ачуу жөнүндө 2019-жылдын 18-майындагы № 5/3 токтому",
            ["Ош айылдык кеңешинин «Таза» ишканасын ачуу жөнүндө 2019-жылдын 18-майындагы № 5/3 токтому"],
        ),
        (
            "ky",
            "Жаз айылдык кеңешинин VII-чакырылышынын депутаттарынын I-уюштуруу сессиясынын Т О К Т О М У Жаз айылы № 1 "
            "11.05.2021",
            [
                "Жаз айылдык кеңешинин VII-чакырылышынын депутаттарынын I-уюштуруу сессиясынын Т О К Т О М У Жаз айылы "
                "№ 1 11.05.2021"
            ],
        ),
        (
            "ky",
            "Көл айылдык кеңешинин VII чакырылышынын кезектеги I отуруму ТОКТОМ № 2 Көл айылы 14.12.2017-жыл.",
            ["Көл айылдык кеңешинин VII чакырылышынын кезектеги I отуруму ТОКТОМ № 2 Көл айылы 14.12.2017-жыл"],
        ),
        (
            "ru",
            "решением 15-й сессии VI созыва Ошского городского кенеша № 3",
            ["решением 15-й сессии VI созыва Ошского городского кенеша № 3"],
        ),
        (
            "ru",
            "по Парижскому соглашению и Правилам дорожного движения",
            ["Парижскому соглашению", "Правилам дорожного движения"],
        ),
        ("ky", "Бул Баш мыйзамдын 5-беренесинде жазылган", ["Баш мыйзамдын 5-беренесинде"]),
        ("ru", "по нормам ГК Кыргызской Республики и ЖК КР", ["ГК Кыргызской Республики"]),
        ("ru", "утверждено ППКР № 146 от 20.06.2011", ["ППКР № 146 от 20.06.2011"]),
        ("ru", "п. 7.2 настоящего Договора", []),
        ("ru", "указом в августе 2025 года", []),
    ],
)
def test_spans(lang: str, text: str, found: list[str]) -> None:
    assert [text[c.start : c.end] for c in find(text, lang)] == found


def test_elliptic_takes_the_act_of_its_neighbour() -> None:
    first, second = find("Закон КР «О воде» и статьи 5 и 6 того же закона", "ru")
    assert second.elliptic
    assert second.antecedent == 0
    assert second.title == first.title
    assert list(second.provision_texts) == ["5", "6"]


def test_same_article_is_filled_in() -> None:
    _, second = find("Статья 28 Закона КР «О воде» и часть 3 той же статьи", "ru")
    assert list(second.provision_texts) == ["28:3"]


def test_title_with_a_title_inside_is_one_citation() -> None:
    text = "Закон КР «О внесении изменений в Закон КР «О воде»» принят"
    (citation,) = find(text, "ru")
    assert text[citation.start : citation.end].endswith("«О воде»»")


def test_other_language_is_refused() -> None:
    with pytest.raises(ValueError, match="no grammar"):
        find("law", "en")


def test_texts_without_words() -> None:
    for text in ("", " ", "\n\n", "«", "№", "5-", "ст.", "-берене"):
        for lang in ("ky", "ru", "kk"):
            assert find(text, lang) == ()


def test_an_act_that_speaks_of_itself_needs_no_other_citation() -> None:
    found = find(
        "За исключением случаев, указанных в статье 5 настоящего Закона и частью второй настоящей статьи.", "ru"
    )
    assert len(found) == 2
    assert all(one.internal and one.antecedent is None for one in found)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "В селе построили водопровод, деньги дали жители."),
        ("ky", "Айылда суу түтүгү салынды, 2 500 сом жыйналды."),
    ],
)
def test_a_text_without_a_word_of_law_is_not_cut_into_tokens(
    lang: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Most texts of a portal: what their words are is enough."""
    monkeypatch.setattr(reading, "tokenise", None)
    assert find(text, lang) == ()
    with pytest.raises(TypeError):
        find(f"{text} Закон / Мыйзам", lang)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Согласно ст. 5 ЗаконаОбразования"),
        ("ky", "Кыргыз РеспубликасынынМыйзамына ылайык"),
        ("ky", "Т О К Т О М № 7"),
        ("ky", "Айыл а.ө. токтому менен, Президенттинжана"),
        ("ky", "ыйгарымжөнүндө мыйзам"),
    ],
)
def test_words_typed_apart_or_together_are_seen(lang: str, text: str) -> None:
    """They are no words of the quick look: the text is cut into tokens as it stands."""
    assert any(tokens.slips_of(fold_text(text)))
    assert reading.read(text, lang) is not None
