"""The documents of the benchmarks are like real ones: words, growth of the vocabulary, letters, kinds, citations."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from benchmark import kyrgyz, russian
from benchmark.growth import GROWTH
from benchmark.names import is_name
from benchmark.plan import CITING, KIND_SHARES, LANGS, SECTIONS
from benchmark.project import WORDS, Properties, all_properties, running_words, write_project
from portal.corpus.facts.dated import dates_of
from portal.corpus.facts.fact_words import fact_tokens
from portal.corpus.facts.numerals import numbers_of
from portal.corpus.load import load_portal
from portal.model.values import Lang

pytestmark = pytest.mark.slow

PAIRS, FEWER = 60, 12
ALPHABETS = {"ky": "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя", "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"}
LEAST_TYPES = {"ky": 130_000, "ru": 80_000}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    write_project(folder, PAIRS)
    return folder


@pytest.fixture(scope="module")
def found(project: Path) -> dict[str, Properties]:
    return dict(all_properties(project))


def files(project: Path) -> dict[str, str]:
    docs = project / "docs"
    return {path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8") for path in docs.glob("*/*/*.md")}


@pytest.mark.parametrize("lang", LANGS)
def test_texts_are_like_real_ones(found: dict[str, Properties], lang: str) -> None:
    counted = found[lang]
    assert counted.documents == PAIRS
    assert counted.words / PAIRS == pytest.approx(WORDS, rel=0.02)
    assert 0.9 <= counted.known <= 0.97, "most words are forms of known roots, some are of none"
    assert counted.letters >= set(ALPHABETS[lang])
    assert counted.without_act == pytest.approx(1 - CITING, abs=0.03)


@pytest.mark.parametrize("lang", LANGS)
def test_vocabulary_grows_by_a_law_that_holds_at_two_thousand_documents(
    found: dict[str, Properties], lang: str
) -> None:
    law = GROWTH[lang]
    assert found[lang].types == pytest.approx(law.types(found[lang].words), rel=0.04)
    assert law.types(2000 * WORDS) >= LEAST_TYPES[lang]
    running = running_words(lang)
    types: set[str] = set()
    for number in range(1, 201):
        types.update(running.take(WORDS))
        if number in {20, 60, 200}:
            assert len(types) == pytest.approx(law.types(number * WORDS), rel=0.04)


@pytest.mark.parametrize("lang", LANGS)
def test_no_word_tells_a_fact_in_one_language_alone(lang: Lang) -> None:
    """A generated pair of texts would differ in it, and the benchmark's strict build would fail."""
    tokens = fact_tokens(" ".join(sorted(set(running_words(lang).take(150 * WORDS)))))
    assert [number.shown for number in numbers_of(tokens, lang)] == []
    assert [day.shown for day in dates_of(tokens, lang)] == []
    common = {"ky": kyrgyz.COMMON, "ru": russian.COMMON}[lang].split()
    assert [token.raw for token in tokens if is_name(token.low) and token.raw not in common] == []


@pytest.mark.long
@pytest.mark.parametrize("lang", LANGS)
def test_vocabulary_of_two_thousand_documents(lang: str) -> None:
    running = running_words(lang)
    types: set[str] = set()
    for _ in range(2000):
        types.update(running.take(WORDS))
    assert len(types) >= LEAST_TYPES[lang]
    assert len(types) == pytest.approx(GROWTH[lang].types(2000 * WORDS), rel=0.04)


def test_documents_have_what_real_ones_have(project: Path) -> None:
    texts = files(project)
    kinds = Counter(re.findall(r"(?m)^kind: (\w+)$", "\n".join(texts.values())))
    assert set(kinds) == set(KIND_SHARES)
    assert kinds.total() == PAIRS
    assert len(texts) == len(LANGS) * PAIRS
    assert {text.count("\n## ") for text in texts.values()} == {SECTIONS}
    assert {lang for lang in LANGS if any(f"translation_of: {lang}\n" in text for text in texts.values())} == set(LANGS)
    for sign in ("\n- ", "\n1. ", "\n| ", "](../topics/", "](../practices/", "\nfigures:", "\nstatus: ", "\nplaces: "):
        assert any(sign in text for text in texts.values()), sign


@pytest.mark.long
def test_documents_are_right(project: Path) -> None:
    portal, problems = load_portal(project)
    assert [problem.code for problem in problems] == []
    documents = portal.documents.values()
    assert len(documents) == PAIRS
    assert {document.state(lang) for document in documents for lang in LANGS} == {"original", "current"}


def test_a_smaller_corpus_begins_a_larger_one(project: Path, tmp_path: Path) -> None:
    write_project(tmp_path, FEWER)
    larger, smaller = files(project), files(tmp_path)
    assert len(smaller) == len(LANGS) * FEWER
    assert {name: larger[name] for name in smaller} == smaller
