"""Long lists of postings in two parts: the same results as in one, and the first of them before the second parts."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Route

import browsing
from portal.core.built import hashed_name
from portal.search import split
from portal.search.build import SearchIndex, build_index, update_index
from portal.search.codec import DIGITS, unvlq, vlq
from portal.search.kept import MemoryRows
from portal.search.model import Entry, Unit, source_of
from portal.search.split import MARK, parted
from portal.search.terms import decoded_postings
from repeating import repeated
from test_search_index import ask, entry

COMMON = ("суу", "жол", "айыл", "бюджет")
FORMS = {"суу": ("суу", "сууну", "суунун"), "жол": ("жол", "жолду"), "айыл": ("айыл", "айылда"), "бюджет": ("бюджет",)}
RARE = ("мектеп", "көпүрө", "чарба", "китеп")
QUERIES = (
    "суу", "жол", "суу жол", "сууну жолду", "айыл бюджет", "суу айыл бюджет", "мектеп суу", "көпүрө жолду айылда",
    "суунун китеп чарба", "«суу жол»", "бюдж", "suu jol", "бүджет суу",
)  # fmt: skip


def texts(seed: int) -> list[Entry]:
    """Documents in most of which the common words stand, now in a title, now in one section, now in several."""
    source = random.Random(seed)

    def words(most: int) -> str:
        picked = []
        for _ in range(source.randrange(1, most)):
            word = source.choice(COMMON if source.random() < 0.8 else RARE)
            picked.append(source.choice(FORMS.get(word, (word,))))
        return " ".join(picked)

    return [
        entry(f"practices/d{n}", words(3), summary=words(4),
              units=(Unit("", "", words(6)), Unit("a", "Көйгөй", words(5)), Unit("b", "Натыйжа", words(9))))
        for n in range(source.randrange(12, 40))
    ]  # fmt: skip


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists of a handful of documents are long."""
    monkeypatch.setattr(split, "LONG", 6)


def parts_of(index: SearchIndex) -> list[str]:
    return [name for name in index.files if re.fullmatch(r"r\d+\.js", name)]


def shown(found: dict) -> dict:
    return {name: value for name, value in found.items() if name != "early"}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_results_are_those_of_whole_lists(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = texts(seed)
    jobs = [("search", query) for query in QUERIES]
    whole = build_index("ky", entries)
    assert not parts_of(whole)
    wanted = ask(whole, "ky", *jobs)  # its files are made as they are read
    monkeypatch.setattr(split, "LONG", 6)
    index = build_index("ky", entries)
    assert parts_of(index)
    for found, other in zip(ask(index, "ky", *jobs), wanted, strict=True):
        assert shown(found) == shown(other)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.usefixtures("short")
def test_the_first_of_an_early_answer_stays_the_first(seed: int) -> None:
    index = build_index("ky", texts(seed))
    early = 0
    for query in QUERIES:
        found, before, all_of_it, after = ask(
            index, "ky", ("early", query), ("asked", ""), ("search", query), ("asked", "")
        )
        if not found["early"]:
            assert shown(found) == shown(all_of_it), "what is not early is whole"
            continue
        early += 1
        assert not set(before) & set(parts_of(index)) and set(after) & set(parts_of(index))
        first, last = found["hits"][0], all_of_it["hits"][0]
        assert (first["doc"], first["score"], first["partial"]) == (last["doc"], last["score"], last["partial"])
        assert first["units"] in ([], last["units"]), "nothing is said of sections that are not known"
        assert len(found["hits"]) == len(all_of_it["hits"]), "how many there are is known"
    assert early >= 3


@st.composite
def lists(draw: st.DrawFn) -> list[tuple[int, int, int, int]]:
    documents = sorted(draw(st.sets(st.integers(0, 400), min_size=1, max_size=80)))
    return [
        (document, draw(st.integers(1, 31)), draw(st.sampled_from((1, 2, 3, 12, 1 << 29))),
         draw(st.integers(1, (1 << 31) - 1)))
        for document in documents
    ]  # fmt: skip


def joined(first: str, rest: str) -> Iterator[tuple[int, int, int, int]]:
    """The reverse of :func:`parted`, as a client reads it."""
    numbers, sections = iter(unvlq_signs(first)), iter(unvlq(rest))
    document = -1
    for gap in numbers:
        document += (gap >> 1) + 1
        impact = next(numbers)
        forms = next(numbers) if impact & 32 else 1
        yield document, impact & 31, forms, next(numbers) if gap & 1 else next(sections)


def unvlq_signs(text: str) -> Iterator[int]:
    """Numbers of a first part: gap, one sign of an impact, forms if it says so, sections if the gap is odd."""
    at = 0

    def number() -> int:
        nonlocal at
        end = at
        while DIGITS.index(text[end]) & 32:
            end += 1
        found = unvlq(text[at : end + 1])[0]
        at = end + 1
        return found

    while at < len(text):
        gap = number()
        yield gap
        impact = DIGITS.index(text[at])
        at += 1
        yield impact
        if impact & 32:
            yield number()
        if gap & 1:
            yield number()


@repeated(50)
@given(lists())
def test_a_list_in_two_parts_says_the_same(items: list[tuple[int, int, int, int]]) -> None:
    last, postings = -1, ""
    for document, impact, forms, sections in items:
        sign = DIGITS[impact] if forms == 1 else DIGITS[impact | 32] + vlq(forms)
        postings += vlq(document - last - 1) + sign + vlq(sections)
        last = document
    first, rest = parted(postings)
    assert first[0] == MARK
    length, *_ = unvlq(first[1:])
    assert length == len(postings)
    assert list(joined(first[1 + len(vlq(length)) :], rest)) == items
    whole = len(items) - len(unvlq(rest))
    about = sum(sections & 1 for *_, sections in items)
    assert whole <= max(about, len(items) // split.BEST), "the best only, beside those whose titles have the word"
    assert len(list(decoded_postings(postings))) == len(items)


@pytest.mark.usefixtures("short")
def test_second_parts_are_those_of_a_clean_build_after_edits() -> None:
    entries, rows = texts(1), MemoryRows()
    update_index("ky", [source_of(item) for item in entries], rows=rows)
    for number in range(4):
        entries = [*entries[1:], entry(f"practices/n{number}", "Суу жол", "айылда бюджет сууну " * (number + 1))]
        index = update_index("ky", [source_of(item) for item in entries], rows=rows)
        clean = build_index("ky", entries)
        assert parts_of(clean) and dict(index.files) == dict(clean.files) and index.manifest == clean.manifest


@pytest.mark.usefixtures("short")
def test_without_the_second_parts_there_is_an_answer_and_it_is_told() -> None:
    index = build_index("ky", texts(2))
    found, whole = (
        ask(index, "ky", ("search", "суу жол"), without=parts_of(index) if lost else ())[0] for lost in (True, False)
    )
    assert found["partly"] and not whole["partly"]
    assert {hit["doc"] for hit in found["hits"]} == {hit["doc"] for hit in whole["hits"]}


def test_a_small_portal_has_no_second_parts() -> None:
    index = build_index("ky", texts(3))
    manifest = json.loads(index.manifest)
    assert not parts_of(index) and "rest" not in manifest and "rests" not in manifest


@pytest.mark.slow
@pytest.mark.usefixtures("short")
def test_the_first_result_stands_there_before_the_second_parts_come(
    browser: Browser, built_site: Path, tmp_path: Path
) -> None:
    page_words = {
        "kinds": {"practice": "Тажрыйба"},
        "badges": {},
        "box": {"suggestions": "", "all": "", "suggested": {}},
    }
    index = build_index("ky", texts(1), words=page_words)
    site = tmp_path / "site"
    shutil.copytree(built_site, site)
    folder = site / "assets/search/ky"
    shutil.rmtree(folder)
    folder.mkdir()
    for name, text in index.files.items():
        named = hashed_name(name, index.stamps[name]) if name in index.stamps else name
        (folder / named).write_text(text, encoding="utf-8")
    file = site / "search.html"
    inline = re.compile(r'(<script type="application/json" id="search-manifest">)(.*?)(</script>)', re.DOTALL)
    html = inline.sub(lambda match: match[1] + index.manifest + match[3], file.read_text(encoding="utf-8"))
    file.write_text(html, encoding="utf-8")
    whole = ask(index, "ky", ("search", "суу жол"))[0]
    many = sum(not hit["below"] for hit in whole["hits"])
    held: list[Route] = []
    with browsing.serve(site) as http, browsing.open_page(browser) as page:
        page.route(re.compile(r"/r\d+\.[0-9a-f]{8}\.js"), lambda route: held.append(route))
        page.goto(http + "search.html?q=суу%20жол", wait_until="commit")
        page.wait_for_selector(".p-hit h2", state="visible")
        browsing.until(page, "document.querySelector('[data-portal-count]').textContent !== ''")
        first = page.locator(".p-hit h2").all_inner_texts()
        place = page.locator(".p-hit h2").bounding_box()
        assert len(first) == 1 and not re.search(r"\d", page.locator("[data-portal-count]").inner_text())
        while not held:
            page.wait_for_timeout(20)
        for route in held:
            route.continue_()
        browsing.until(
            page, "n => document.querySelector('[data-portal-count]').textContent.includes(n)", arg=str(many)
        )
        browsing.until(page, "document.querySelectorAll('.p-hit').length >= 10")
        assert page.locator(".p-hit h2").first.inner_text() == first[0]
        assert page.locator(".p-hit h2").first.bounding_box() == place, "what somebody reads does not move"
        paths = [hit["doc"] for hit in whole["hits"][:10]]
        assert [int(doc) for doc in page.locator(".p-hit").evaluate_all("all => all.map((one) => one.dataset.doc)")][
            :10
        ] == paths
