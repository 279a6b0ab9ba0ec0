"""Small parts of portal.law: folding, provisions, ids, the command."""

from __future__ import annotations

import doctest
import importlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from portal.law import ActRecord, Provision, akn_id, citation_work, find, provision_eid, provision_eids
from portal.law.fold import fold_text
from portal.law.provisions import restore_superscripts, span_or_inserted

ROOT = Path(__file__).resolve().parent.parent
MODULES = ["chunks", "finder", "fold", "places", "provisions", "reading", "register"]


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_the_docstrings(name: str) -> None:
    result = doctest.testmod(importlib.import_module(f"portal.law.{name}"))
    assert result.failed == 0


def test_law_imports_only_language() -> None:
    for path in (ROOT / "portal" / "law").glob("*.py"):
        for line in path.read_text("utf-8").splitlines():
            if line.startswith(("from portal", "import portal")):
                assert line.split()[1].startswith(("portal.law", "portal.language")), f"{path.name}: {line}"
            assert "mkdocs" not in line.split("#")[0].split()[:2], path.name


def test_fold_keeps_the_way_back() -> None:
    text = "Ии\u0306ё за\u0301кон\u00ad КР"
    folded = fold_text(text)
    at = folded.low.index("закон")
    start, end = folded.source_span(at, at + 5)
    assert text[start:end] == "за\u0301кон\u00ad"
    assert len(folded.low) == len(folded.raw)


@pytest.mark.parametrize(
    ("first", "second", "dash", "number", "value"),
    [
        ("214", "219", "-", "pl", "214..219"),
        ("214", "219", "–", "", "214..219"),
        ("233", "10", "-", "pl", "233-10"),
        ("12", "14", "-", "sg", "12-14"),
        ("12", "12", "-", "", "12-12"),
    ],
)
def test_ranges_and_inserted_articles(first: str, second: str, dash: str, number: str, value: str) -> None:
    assert span_or_inserted(first, second, dash, number) == value


def test_lost_superscripts() -> None:
    assert restore_superscripts(["3091", "310", "312..316"]) == ["309-1", "310", "312..316"]
    assert restore_superscripts(["1141", "1150"]) == ["1141", "1150"]


PLACES = [
    ("ru", "п.п. 3 п. 2 ст. 31 Закона КР «О воде»", ["31::2:3"]),
    ("ru", "пп. 3 п. 2 ст. 31 Закона КР «О воде»", ["31::2:3"]),
    ("ru", "пункт 2, подпункт «а» статьи 12 Закона КР «О воде»", ["12::2:а"]),
    ("ru", "пункт 2(а) статьи 12 Закона КР «О воде»", ["12::2:а"]),
    ("ru", "пункт 2(a)(vi) статьи 12 Закона КР «О воде»", ["12::2:a(vi)"]),
    ("ru", "подпункты «а»–«в» пункта 2 статьи 12 Закона КР «О воде»", ["12::2:а..в"]),
    ("ru", "ст.12 (ч.3, п.2) Закона КР «О воде»", ["12:3:2"]),
    ("ru", "Закон КР «О воде», статья 17, часть 3, пункт 12", ["17:3:12"]),
    ("ru", "статьям 233 «Слив» и 320 «Забор» Водного кодекса КР", ["233", "320"]),
    ("ru", "абзац второй части 7 статьи 28 Закона КР «О воде»", ["28:7:::abz2"]),
    ("ru", "абзацы первый и второй части 1 статьи 15 Закона КР «О воде»", ["15:1:::abz1", "15:1:::abz2"]),
    ("ru", "88 статьёй Водного кодекса КР", ["88"]),
    ("ru", "пункт 2 настоящей части", ["this:this:2"]),
    ("ru", "часть 2 настоящей статьи", ["this:2"]),
    ("ky", "КР «Суу жөнүндө» Мыйзамынын 51, 62 – беренелерине", ["51", "62"]),
    ("ky", "КР «Суу жөнүндө» Мыйзамынын 34- беренесине", ["34"]),
    ("ky", "КР «Суу жөнүндө» Мыйзамынын 34 39-беренелерине", ["34", "39"]),
    ("ky", "КР Суу кодексинин 313- жана 313-1-беренелери", ["313", "313-1"]),
    ("ky", "КР «Суу жөнүндө» Мыйзамынын 12-беренесинин 2-пунктунун «а» пунктчасы", ["12::2:а"]),
    ("ky", "КР «Суу жөнүндө» Мыйзамынын 12-беренесинин 2-пунктунун «а»–«в» пунктчалары", ["12::2:а..в"]),
    ("ky", "КР «Суу жөнүндө» Мыйзамынын 4-беренесинин 1-бөлүгүнүн жетинчи абзацы", ["4:1:::abz7"]),
    ("ky", "КР «Суу жөнүндө» Мыйзамынын (10-бер., 4-бөл.)", ["10:4"]),
    ("ky", "КР Өкмөтүнүн № 5 буйругунун 1-пунктунун 2-пункту", ["::1:2"]),
    ("ky", "КР «Суу жөнүндө» Мыйзамынын 7-беренесиндеги 1-бөлүктүн 2,11–пункттары, 25-беренесиндеги 2, 3-бөлүктөрү",
     ["7:1:2", "7:1:11", "25:2", "25:3"]),
    ("ky", "КР «Суу жөнүндө» Мыйзамынын 37-беренесинин 4 жана 6 пункуттары", ["37::4", "37::6"]),
    ("ky", "КР «Суу жөнүндө» Мыйзамынын 37-беренесинин 2чи, 4-чү жана 6-пункттары", ["37::2", "37::4", "37::6"]),
    ("ky", "ушул бөлүктүн 2-пункту", ["this:this:2"]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "places"), PLACES)
def test_provisions_nest_as_the_text_says(lang: str, text: str, places: list[str]) -> None:
    (citation,) = find(text, lang)
    assert list(citation.provision_texts) == places
    assert (citation.start, citation.end) == (0, len(text))


def test_ids() -> None:
    act = ActRecord("kg-law-2021-125", "law", date="2021-10-27", number="125")
    assert akn_id(act) == "/akn/kg/act/law/2021-10-27/125"
    assert akn_id(ActRecord("x", "constitution")) is None
    assert akn_id(ActRecord("x", "jk_resolution", date="2018-06-28", number="2532-VI")) == (
        "/akn/kg/act/jk-resolution/2018-06-28/2532-vi"
    )
    assert provision_eid(Provision("28", "3")) == "art_28__para_3"
    assert provision_eid(Provision("214..219")) == "art_214"
    assert provision_eid(Provision("5", "", "2", "а")) == "art_5__point_2__item_a"
    assert provision_eid(Provision("this", "2")) is None
    assert provision_eid(Provision(unit="ch34")) == "chp_34"
    assert provision_eid(Provision("4", "1", paragraph="7")) == "art_4__para_1__al_7"


def test_a_range_is_all_of_its_articles() -> None:
    assert provision_eids(Provision("214..216", "2")) == ("art_214__para_2", "art_215__para_2", "art_216__para_2")
    assert provision_eids(Provision("5", "1..2")) == ("art_5__para_1", "art_5__para_2")
    assert provision_eids(Provision("12-1..12-3")) == ("art_12-1",)
    assert provision_eids(Provision("7..5")) == ("art_7",)
    assert provision_eids(Provision("1..100000")) == ("art_1",)
    assert provision_eids(Provision("this")) == ()


@pytest.mark.parametrize(
    ("text", "lang", "work"),
    [
        ("Нарын шаардык кеңешинин 2023-жылдын 1-мартындагы № 5 токтому", "ky", "kg-naryn-city"),
        ("Нарын райондук кеңешинин 2023-жылдын 1-мартындагы № 5 токтому", "ky", "kg-naryn-district"),
        ("постановление Нарынского городского кенеша от 1 марта 2023 года № 5", "ru", "kg-naryn-city"),
        ("постановление Нарынского районного кенеша от 1 марта 2023 года № 5", "ru", "kg-naryn-district"),
    ],
)
def test_towns_and_districts_of_one_name_decide_acts_of_their_own(text: str, lang: str, work: str) -> None:
    (citation,) = find(text, lang)
    assert citation_work(citation) == f"/akn/{work}/act/local-resolution/local-kenesh/2023-03-01/5"


def run(text: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "find_citations.py")],
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )


@pytest.mark.slow
def test_command() -> None:
    line = {"id": "x", "lang": "ru", "text": "😀 ст. 5 Закона КР «О воде» от 14.01.1994 № 1422", "date": "2020-01-01"}
    done = run(json.dumps(line, ensure_ascii=False) + "\n\n")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    (citation,) = answer["citations"]
    assert answer["id"] == "x"
    assert set(citation) == {
        "start", "end", "kind", "title", "date", "number", "issuer", "place", "jurisdiction", "state", "provisions",
        "work", "act", "candidates", "validity",
    }  # fmt: skip
    assert (citation["issuer"], citation["place"], citation["jurisdiction"]) == ("parliament", None, "kg")
    assert (citation["start"], citation["end"]) == (2, len(line["text"]))
    assert citation["provisions"] == ["5"]


@pytest.mark.slow
def test_command_refuses_what_is_no_line() -> None:
    done = run("{}\n")
    assert done.returncode == 2
    assert "line 1" in done.stderr
