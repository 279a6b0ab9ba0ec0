"""All courses of the real portal gone through from a disk, as on a phone: every question, wrongly and rightly."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import browsing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

COURSES = sorted(file.stem for file in (browsing.REPOSITORY / "docs/ky/courses").glob("*-self-study.md"))
FOLDER = {"ky": "", "ru": "ru/"}
RIGHT = {"ky": "Туура.", "ru": "Верно."}

pytestmark = [pytest.mark.long, pytest.mark.site]


def said(question: Locator) -> str:
    """What is said of the answer that stands there."""
    question.locator("[data-check]").click()
    return question.locator(".p-question__said").inner_text().replace("\u00a0", " ").strip()


def answer(question: Locator, right: bool) -> str:
    """Answer as the page itself knows it, or otherwise."""
    kind, known = question.get_attribute("data-kind"), (question.get_attribute("data-answer") or "").split()
    inputs = question.locator("input")
    if kind == "number":
        inputs.fill(known[0].replace(".", ",") if right else "987654321")
    elif kind in {"order", "match"}:
        for select in question.locator("select").all():
            values = [one.get_attribute("value") or "" for one in select.locator("option").all()]
            place = select.get_attribute("data-place") or ""
            chosen = place if right else next(one for one in values if one not in {"", place})
            select.select_option(index=values.index(chosen))  # a value would also be sought among the labels
    elif kind == "one":
        values = [one.get_attribute("value") or "" for one in inputs.all()]
        inputs.nth(values.index(known[0] if right else next(one for one in values if one not in known))).check()
    else:
        for one in inputs.all():
            one.set_checked((one.get_attribute("value") in known) == right)
    return said(question)


def wide(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


@pytest.mark.parametrize("lang", ["ky", "ru"])
def test_every_course_can_be_finished_without_a_connection(
    browser: Browser, built_site: Path, file_site: str, lang: str
) -> None:
    root, kinds, done = file_site + FOLDER[lang], Counter[str](), 0
    assert len(COURSES) == 9
    with browsing.open_page(browser, **browsing.PHONE) as page:
        page.context.set_offline(True)
        for course in COURSES:
            page.goto(f"{root}courses/{course}.html")
            lessons = [one.get_attribute("href") or "" for one in page.locator(".p-lessons a[href*='lessons/']").all()]
            assert 1 <= len(lessons) <= 4 and wide(page) <= 360, course
            for lesson in lessons:
                page.goto(f"{root}courses/{lesson}")
                assert wide(page) <= 360, lesson
                questions = page.locator("[data-question]").all()
                assert len(questions) >= 2, lesson
                for question in questions:
                    kinds[question.get_attribute("data-kind") or ""] += 1
                    assert not answer(question, right=False).startswith(RIGHT[lang]), lesson
                    found = answer(question, right=True)
                    assert found.startswith(RIGHT[lang]), (lesson, question.inner_text(), found)
                done += 1
        page.goto(f"{root}learning.html")
        told = page.locator("[data-learning=sum]").inner_text()
        assert f"{done}" in told and told.count(str(done)) >= 2, told
        assert browsing.script_errors(page) == []
    assert set(kinds) == {"one", "several", "order", "match", "number"}, kinds
    print(f"{lang}: {len(COURSES)} courses, {done} lessons, {sum(kinds.values())} questions: {dict(kinds)}")
