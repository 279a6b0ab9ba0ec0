"""Learning in a browser: answers are checked and kept on the device; courses as files and in a learning system."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser

import browsing
import lessons
import small_tree
from portal.commands.main import main
from portal.corpus.load import load_portal
from portal.pages.lessons import shuffled
from portal.publish.html.properties import read_properties
from portal.publish.onefile.course import course_file

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAME = "ulgu-ugulush"
LESSON, BOOK, SHEET = f"lessons/{NAME}.html", "course-books/ulgu-kurs.html", "course-trainers/ulgu-kurs.html"
COURSE, MINE, ORDER = "courses/ulgu-kurs.html", "learning.html", "training.html"
HOSTILE = '<img src=x onerror="document.title=1">'
NOW = "document.querySelector('[data-kept=learning] [data-kept-now]').textContent"
REFUSE = "Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); };"
# Notes in which order a page asks for its cookies and for what the browser keeps.
ASKED = """for (const [owner, name] of [[Document.prototype, "cookie"], [window, "localStorage"]]) {
    const { get } = Object.getOwnPropertyDescriptor(owner, name);
    const noted = function () { (window.asked = window.asked || []).push(name); return get.call(this); };
    Object.defineProperty(owner, name, { get: noted });
}"""
PAPER = "window.print = () => { window.printed = (window.printed || 0) + 1; };"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> browsing.BuiltSite:
    """A site with a course of one lesson."""
    data = {name: small_tree.DATA[name] for name in ("topics.yml", "acts.yml", "regions.yml", "organisations.yml")}
    site = browsing.build_small_site(
        tmp_path_factory.mktemp("learning"), lessons.files(*SESSION), data=data, standing=()
    )
    assert site.ok, site.output
    return site


SESSION = (
    ("ky/courses/ulgu-kurs.md", "## Кантип өтөт", "## Эки сааттык жолугушуунун планы\n\nТаанышуу.\n\n## Кантип өтөт"),
    ("ru/courses/ulgu-kurs.md", "## Как проходит", "## План двухчасового занятия\n\nЗнакомство.\n\n## Как проходит"),
)


@pytest.fixture(scope="module")
def root(whole: browsing.BuiltSite) -> str:
    """The address of its files."""
    return whole.site.resolve().as_uri() + "/"


def plain(text: str) -> str:
    """Words with the spaces that people type."""
    return text.replace("\u00a0", " ")


def check(page: Page, name: str) -> str:
    """Press the button of a question; what is said."""
    question = page.locator(f"[data-question={name}]")
    question.locator("[data-check]").click()
    return plain(question.locator(".p-question__said").inner_text())


def answer(page: Page, right: bool = True) -> list[str]:
    """Answer all questions; what is said of each."""
    one = page.locator("[data-question=q1] input")
    one.nth(1 if right else 0).check()
    several = page.locator("[data-question=q2] input")
    several.nth(0).check()
    if right:
        several.nth(1).check()
    for name in ("q3", "q4"):
        for select in page.locator(f"[data-question={name}] select").all():
            place = int(select.get_attribute("data-place") or 0)
            options = [one.get_attribute("value") for one in select.locator("option").all()]
            select.select_option(index=options.index(str(place if right else 0)))
    page.locator("[data-question=q5] input").fill("41,5" if right else "50")
    return [check(page, name) for name in ("q1", "q2", "q3", "q4", "q5")]


def stored(page: Page) -> str | None:
    """What the browser keeps of lessons, as it stands there."""
    text: str | None = page.evaluate("localStorage.getItem('portal-learning')")
    return text


def kept(page: Page) -> dict[str, Any]:
    """The lessons that the browser keeps."""
    return dict(json.loads(stored(page) or '{"lessons": {}}')["lessons"])


def test_what_is_shuffled_is_never_right_and_the_same_everywhere() -> None:
    for count in range(2, 9):
        for name in ("q1", "q2", "q3"):
            found = shuffled(name, count)
            assert sorted(found) == list(range(count)) != list(found) and found == shuffled(name, count)


def test_the_pages_say_what_they_are(whole: browsing.BuiltSite) -> None:
    course, lesson, sheet = (LexborHTMLParser(whole.read(f"ru/{at}")) for at in (COURSE, LESSON, SHEET))
    said = course.css_first(".p-lessons")
    assert said is not None and "1 урок, 6 минут, 5 вопросов" in plain(said.text())
    assert "не даёт ни диплома" in course.css_first("#content").text()  # type: ignore[union-attr]
    assert [node.attributes["href"] for node in said.css("li a")] == [
        "../lessons/ulgu-ugulush.html", "../course-books/ulgu-kurs.html", "../course-trainers/ulgu-kurs.html",
        "../learning.html",
    ]  # fmt: skip
    head = lesson.css_first(".p-lesson-head")
    assert head is not None and "Урок 1 из 1" in head.text() and "вовремя объявить" in head.text()
    assert "Знакомство." in sheet.html and "Как проходит" not in sheet.css_first("#content").text()  # type: ignore[union-attr,operator]
    for at in ("ru/index.html", "index.html"):
        assert LexborHTMLParser(whole.read(at)).css(".p-door a[href='learning.html']"), at
    assert f'href="{LESSON}"' in whole.read("catalogue.html")
    assert "../lessons/ulgu-ugulush.html" in whole.read("topics/drinking-water.html")


def test_pages_are_valid(whole: browsing.BuiltSite) -> None:
    files = [whole.site / f"{lang}{at}" for lang in ("", "ru/") for at in (LESSON, BOOK, SHEET, COURSE, MINE, ORDER)]
    assert browsing.html_validate(files) == []


@pytest.mark.parametrize("lang", ["", "ru/"])
def test_pages_are_accessible_and_narrow_enough(browser: Browser, root: str, lang: str) -> None:
    with browsing.open_page(browser, viewport={"width": 320, "height": 640}) as page:
        for at in (LESSON, BOOK, SHEET, COURSE, MINE):
            page.goto(root + lang + at)
            if at == LESSON:
                answer(page, right=False)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, at
            assert browsing.run_axe(page) == [], at
        assert browsing.script_errors(page) == []


def test_a_page_of_files_is_known_before_its_storage_is_opened(browser: Browser, root: str, tmp_path: Path) -> None:
    """Chromium loses what a page of ``file://`` keeps if its storage was opened before the browser knew of the page.

    One page of twenty on a busy machine (Chromium 156). What cookies a page has is asked of the browser, and is not
    answered before that.
    """
    with browsing.open_page(browser) as page:
        page.goto(root + BOOK)
        with page.expect_download() as download:
            page.locator("[data-course-file]").click()
        download.value.save_as(tmp_path / "course.html")
    with browsing.open_page(browser) as page:
        page.add_init_script(ASKED)
        for address in (root + LESSON, root + "ru/" + MINE, (tmp_path / "course.html").as_uri()):
            page.goto(address)
            asked = page.evaluate("window.asked")
            assert asked[0] == "cookie" and "localStorage" in asked, address


def test_answers_are_checked_and_kept(phone_page: Page, root: str) -> None:
    page = phone_page
    page.goto(root + "ru/" + LESSON)
    assert "Сначала ответьте" in check(page, "q3")
    page.locator("[data-question=q5] input").fill("сорок")
    assert "Напишите число" in check(page, "q5")
    assert kept(page) == {}
    wrong = answer(page, right=False)
    assert wrong[0].startswith("Неверно.") and "За 20 дней" in wrong[0]
    assert wrong[1].startswith("Не всё: верно 2 из 3.") and wrong[4].startswith("Неверно.")
    assert page.locator("[data-learning=score]").inner_text().endswith("Верно ответов: 0 из 5.")
    page.locator("[data-question=q1] input").nth(1).check()
    assert page.locator("[data-question=q1] .p-question__said").inner_text() == ""  # said of the other answer
    right = answer(page)
    assert [text.startswith("Верно.") for text in right] == [True] * 5
    page.locator("[data-learning=note]").fill("Сказать мэру")
    page.reload()
    assert "Урок пройден" in page.locator("[data-learning=score]").inner_text()
    assert page.locator("[data-learning=note]").input_value() == "Сказать мэру"
    assert page.locator("[data-question=q1] input").nth(1).is_checked()
    assert page.locator("[data-question=q5] input").input_value() == "41,5"
    page.goto(root + LESSON)  # the same lesson in the other language
    assert "5 суроонун ичинен 5 туура" in page.locator("[data-learning=score]").inner_text()
    page.locator("[data-learning=again]").click()
    assert kept(page)[NAME]["answers"] == {} and kept(page)[NAME]["note"] == "Сказать мэру"
    assert browsing.script_errors(page) == []


def test_by_keyboard_alone(desktop_page: Page, root: str) -> None:
    page = desktop_page
    page.goto(root + "ru/" + LESSON)
    page.locator("[data-question=q1] input").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("[data-question=q1] .p-question__said").inner_text().startswith("Верно.")
    page.keyboard.press("Tab")  # the link to the source
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('[data-question]').dataset.question") == "q2"


def test_two_tabs_agree(browser: Browser, whole: browsing.BuiltSite) -> None:
    with browsing.serve(whole.site) as address, browsing.open_page(browser, **browsing.PHONE) as first:
        first.goto(address + LESSON)
        second = first.context.new_page()
        second.goto(address + LESSON)
        first.locator("[data-question=q1] input").nth(1).check()
        check(first, "q1")
        browsing.until(second, "!!document.querySelector('[data-question=q1] input:checked')")
        assert "Туура." in second.locator("[data-question=q1] .p-question__said").inner_text()
        second.locator("[data-question=q5] input").fill("40")
        check(second, "q5")
        assert set(kept(first)[NAME]["answers"]) == {"q1", "q5"}  # neither took away what the other wrote
        second.close()


def test_a_browser_that_keeps_nothing_says_so(phone_page: Page, root: str) -> None:
    page = phone_page
    page.add_init_script(REFUSE)
    page.goto(root + LESSON)
    assert "эч нерсе сактоого уруксат бербейт" in page.locator("[data-learning=refused]").inner_text()
    assert all(text.startswith("Туура.") for text in answer(page))
    assert "5 туура" in page.locator("[data-learning=score]").inner_text()
    page.goto(root + MINE)
    assert page.locator("[data-learning=refused]").is_visible()


def test_a_browser_whose_room_ends_says_so_when_it_does(phone_page: Page, root: str) -> None:
    page, refused = phone_page, phone_page.locator("[data-learning=refused]")
    note = page.locator("[data-learning=note]")
    page.goto(root + LESSON)
    note.fill("Бир")
    assert refused.is_hidden() and kept(page)[NAME]["note"] == "Бир"
    file = json.dumps({"portal-learning": 1, "lessons": kept(page)}).encode()
    page.evaluate(f"window.before = Storage.prototype.setItem; {REFUSE} 0")
    note.fill("Эки")
    assert refused.is_visible()
    page.evaluate("Storage.prototype.setItem = window.before; 0")
    note.fill("Үч")
    assert refused.is_hidden() and kept(page)[NAME]["note"] == "Үч"
    page.evaluate(REFUSE + "0")
    check(page, "q1")  # unanswered: nothing was to be kept
    assert refused.is_hidden()
    answer(page)
    assert refused.is_visible()
    page.goto(root + MINE)
    assert refused.is_hidden()
    page.evaluate(REFUSE + "0")
    assert taken(page, "a.json", file) == refused.inner_text()


def test_what_the_memory_holds_is_never_markup(phone_page: Page, root: str) -> None:
    page = phone_page
    answers = {"q1": {"value": HOSTILE, "right": "yes"}, "q5": {"value": HOSTILE, "right": True}, HOSTILE: 5}
    text = json.dumps({"lessons": {NAME: {"answers": answers, "note": HOSTILE, "done": HOSTILE}, "__proto__": 5}})
    page.add_init_script(f"localStorage.setItem('portal-learning', {json.dumps(text)})")
    for at in (LESSON, MINE, BOOK):
        page.goto(root + at)
        assert page.title() != "1" and page.locator("main img[src=x]").count() == 0
    assert browsing.script_errors(page) == []


def test_without_scripts_questions_are_text_with_their_answers(browser: Browser, root: str) -> None:
    with browsing.open_page(browser, **browsing.PHONE, java_script_enabled=False) as page:
        page.goto(root + "ru/" + LESSON)
        assert page.locator(".p-answers").is_visible() and "За 20 дней" in plain(
            page.locator(".p-answers").inner_text()
        )
        for hidden in ("[data-check]", "[data-learning=note]", "[data-learning=again]"):
            assert not page.locator(hidden).first.is_visible(), hidden
        page.goto(root + "ru/" + MINE)
        assert "JavaScript" in page.locator("#content").inner_text()
        assert page.locator(f"#content a[href='{LESSON}']").is_visible()
        assert not page.locator("[data-learning=own]").is_visible()


def test_the_workbook_on_paper(desktop_page: Page, root: str) -> None:
    page = desktop_page
    page.goto(root + "ru/" + BOOK)
    page.emulate_media(media="print")
    assert page.locator(".p-answers").is_visible() and page.locator(".p-question__blank").first.is_visible()
    assert page.locator(".p-question__rights").is_visible()
    for hidden in ("[data-check]", "select", "[data-course-file]", "[data-learning=again]"):
        assert not page.locator(hidden).first.is_visible(), hidden
    last = page.evaluate("document.querySelector('.p-answers').getBoundingClientRect().top")
    assert last > page.evaluate("document.querySelector('[data-question=q5]').getBoundingClientRect().bottom")


# --- My learning ------------------------------------------------------------------------------


def test_the_confirmation_says_what_it_is_and_keeps_no_name(desktop_page: Page, root: str) -> None:
    page = desktop_page
    page.add_init_script(PAPER)
    page.goto(root + "ru/" + LESSON)
    answer(page)
    page.goto(root + "ru/" + MINE)
    assert page.locator("[data-learning=sum]").inner_text() == "Пройдено уроков: 1 из 1."
    assert "верно 5 из 5" in page.locator("[data-state]").inner_text()
    page.locator("[data-learning=name]").fill(HOSTILE)
    page.emulate_media(media="print")
    assert page.locator(".p-learning li").first.is_visible() and not page.locator(".p-confirmation").is_visible()
    page.locator("[data-learning=print]").evaluate("(one) => one.click()")
    assert page.evaluate("window.printed") == 1
    assert not page.locator(".p-learning li").first.is_visible() and len(PdfReader(BytesIO(page.pdf())).pages) == 1
    paper = page.locator(".p-confirmation")
    assert HOSTILE in paper.inner_text() and "Это не диплом" in paper.inner_text()
    assert "Готовимся к слушаниям" in paper.inner_text() and page.locator("main img").count() == 0
    assert not page.locator("[data-learning=name]").is_visible() and page.title() != "1"
    stored = page.evaluate(
        "JSON.stringify(Object.assign({}, localStorage)) + JSON.stringify(Object.assign({}, sessionStorage))"
    )
    assert "onerror" not in stored and "onerror" not in page.url
    page.evaluate("() => void window.dispatchEvent(new Event('afterprint'))")
    assert not paper.is_visible()
    page.emulate_media(media="screen")
    page.reload()
    assert page.locator("[data-learning=name]").input_value() == ""
    assert browsing.script_errors(page) == []


def taken(page: Page, name: str, data: bytes | Path) -> str:
    """Open a file of progress; what is said of it."""
    page.evaluate("document.querySelector('[data-learning=said]').textContent = ''")
    field = page.locator("[data-learning=open]")
    field.set_input_files(
        data if isinstance(data, Path) else {"name": name, "mimeType": "application/json", "buffer": data}
    )
    browsing.until(page, "!!document.querySelector('[data-learning=said]').textContent")
    return page.locator("[data-learning=said]").inner_text()


def test_progress_goes_out_and_in(browser: Browser, root: str, tmp_path: Path) -> None:
    with browsing.open_page(browser, **browsing.DESKTOP) as page:
        page.goto(root + "ru/" + LESSON)
        answer(page)
        page.goto(root + "ru/" + MINE)
        with page.expect_download() as download:
            page.locator("[data-learning=save]").click()
        file = tmp_path / "progress.json"
        download.value.save_as(file)
        page.locator("[data-learning=clear]").click()
        page.locator("[data-learning=no]").click()
        assert NAME in kept(page)
        page.locator("[data-learning=clear]").click()
        page.locator("[data-learning=yes]").click()
        assert kept(page) == {} and "0 из 1" in page.locator("[data-learning=sum]").inner_text()
        assert taken(page, "a.json", file) == "Из файла принято уроков: 1."
        assert "1 из 1" in page.locator("[data-learning=sum]").inner_text()
        assert browsing.script_errors(page) == []


def test_files_that_are_no_progress_change_nothing(browser: Browser, root: str, tmp_path: Path) -> None:
    with browsing.open_page(browser, **browsing.DESKTOP) as page:
        page.goto(root + "ru/" + LESSON)
        answer(page)
        page.goto(root + "ru/" + MINE)
        before = kept(page)
        large = tmp_path / "large.json"
        with large.open("wb") as handle:
            handle.truncate(50 * 1024 * 1024)
        assert "слишком большой" in taken(page, "", large)
        good = {"portal-learning": 1, "lessons": before}
        text = json.dumps(good).encode()
        for data in (b"", text[:-20], b"\xff\xfe\x00", b"[]", b"5", b'{"lessons": {}}', b"PK\x03\x04"):
            assert "не читается" in taken(page, "a.json", data)
        assert "другой версией" in taken(page, "a.json", json.dumps({**good, "portal-learning": 2}).encode())
        assert "нет ни одного урока" in taken(page, "a.json", b'{"portal-learning": 1, "lessons": {"../x": 5}}')
        assert kept(page) == before
        # Of another edition: lessons that this one lacks are kept for it, and said to be unknown.
        other = {"portal-learning": 1, "lessons": {"gone-lesson": {"answers": {}, "note": HOSTILE, "changed": 5}}}
        assert "нет уроков: 1" in taken(page, "a.json", json.dumps(other).encode())
        assert set(kept(page)) == {NAME, "gone-lesson"} and page.title() != "1"
        # An older answer does not take the place of a newer one.
        old = {"portal-learning": 1, "lessons": {NAME: {"answers": {"q1": {"value": "0"}}, "note": "a", "changed": 5}}}
        taken(page, "a.json", json.dumps(old).encode())
        assert kept(page)[NAME]["answers"]["q1"]["value"] == "1" and kept(page)[NAME]["note"] == "a"
        assert browsing.script_errors(page) == []


def test_the_page_of_what_is_kept_lists_and_removes_it(phone_page: Page, root: str) -> None:
    page = phone_page
    page.goto(root + LESSON)
    answer(page)
    page.goto(root + "privacy.html")
    row = page.locator("[data-kept=learning] [data-kept-now]")
    # What a page of another process has just written reaches this one as an event, at times after it has opened.
    browsing.until(page, f"{NOW} === 'азыр бар'")
    page.locator("[data-kept-remove]").click()
    page.locator("[data-kept-yes]").click()
    browsing.until(page, "!!document.querySelector('[data-kept-said]').textContent")
    assert row.inner_text() == "азыр жок" and kept(page) == {}


def test_the_page_of_what_is_kept_hears_of_what_another_page_keeps(browser: Browser, root: str) -> None:
    context = browser.new_context()
    try:
        page, other = context.new_page(), context.new_page()
        page.goto(root + "privacy.html")
        browsing.until(page, f"{NOW} === 'азыр жок'")
        other.goto(root + LESSON)
        answer(other)
        browsing.until(page, f"{NOW} === 'азыр бар'")
    finally:
        context.close()


# --- One file ---------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["ky", "ru"])
def test_a_course_as_one_file(
    browser: Browser, whole: browsing.BuiltSite, root: str, tmp_path: Path, lang: str
) -> None:
    """The same bytes from the browser and from the command; it asks nobody and its questions work."""
    folder = {"ky": "", "ru": "ru/"}[lang]
    file = tmp_path / "course.html"
    with browsing.open_page(browser, **browsing.PHONE) as page:
        page.goto(root + folder + LESSON)
        answer(page, right=False)
        page.goto(root + folder + BOOK)
        with page.expect_download() as download:
            page.locator("[data-course-file]").click()
        assert download.value.suggested_filename == f"ulgu-kurs-{lang}.html"
        download.value.save_as(file)
        assert browsing.script_errors(page) == []
    portal, problems = load_portal(whole.root)
    assert not problems
    made = course_file(portal, whole.site, whole.root, "ulgu-kurs", lang, read_properties(whole.root))
    assert file.read_text(encoding="utf-8") == made and len(made.encode()) < 120_000
    with browsing.open_page(browser, **browsing.PHONE, offline=True) as page:
        page.goto(file.as_uri())
        page.evaluate("localStorage.clear()")
        page.reload()
        assert page.locator("[data-question=q1] input:checked").count() == 0  # nothing of the one who sent it
        assert not page.locator(".p-answers").is_visible()
        answer(page)
        assert "5" in page.locator("[data-learning=score]").inner_text()
        assert page.evaluate("document.documentElement.scrollWidth") <= 400
        assert browsing.run_axe(page) == []
        page.reload()
        page.locator("[data-question=q1] input:checked").wait_for(state="attached")
        assert browsing.script_errors(page) == []
    assert browsing.html_validate([file]) == []


# --- In a learning management system ----------------------------------------------------------

LMS = """<!doctype html><meta charset="utf-8"><title>LMS</title>
<link rel="icon" href="data:,"><script src="scorm12.js"></script><script>
window.calls = [];
window.API = new Scorm12API({ autocommit: false, logLevel: 5 });
const before = new URLSearchParams(location.search).get("before");
if (before) window.API.loadFromJSON(JSON.parse(before), "");
for (const name of ["LMSInitialize", "LMSSetValue", "LMSCommit", "LMSFinish"]) {
  const real = window.API[name].bind(window.API);
  window.API[name] = (...all) => {
    const answer = real(...all);
    window.calls.push([answer, name, ...all].join(" ").slice(0, 120));
    return answer;
  };
}
</script><iframe src="package/index.html" width="360" height="700" title="course"></iframe>"""


def test_the_package_in_a_learning_system(browser: Browser, whole: browsing.BuiltSite, tmp_path: Path) -> None:
    """It is begun, scored, completed, left, and goes on where it was left, in ``scorm-again`` as the system."""
    runtime = browsing.NODE_MODULES / "scorm-again/dist/scorm12.min.js"
    if not runtime.exists():
        browsing.missing("scorm-again", "run make setup")
    target = tmp_path / "course.zip"
    call = ["academy", "export", "ulgu-kurs", "--as", "scorm12", "--in", "ru", "--site", str(whole.site)]
    assert main([*call, "-o", str(target), "--root", str(whole.root), "--lang", "en"]) == 0
    assert main([*call[:-1], str(tmp_path / "nothing"), "--root", str(whole.root)]) not in {0, 2}  # no page there
    with zipfile.ZipFile(target) as package:
        assert package.namelist() == ["imsmanifest.xml", "index.html"]
        package.extractall(tmp_path / "package")
    (tmp_path / "scorm12.js").write_bytes(runtime.read_bytes())
    (tmp_path / "lms.html").write_text(LMS, encoding="utf-8")
    with browsing.serve(tmp_path) as address, browsing.open_page(browser, **browsing.DESKTOP) as page:
        page.goto(address + "lms.html")
        course = page.frame_locator("iframe")
        course.locator("[data-question=q1] input").nth(1).check()
        course.locator("[data-question=q1] [data-check]").click()
        course.locator("[data-question=q5] input").fill("50")
        course.locator("[data-question=q5] [data-check]").click()
        core = "(name) => window.API.LMSGetValue('cmi.core.' + name)"
        assert page.evaluate(core, "score.raw") == "20" and page.evaluate(core, "lesson_status") == "incomplete"
        assert page.evaluate("localStorage.getItem('portal-learning')") is None  # the system keeps it
        page.evaluate("document.querySelector('iframe').src = 'about:blank'")
        browsing.until(page, "window.calls.some((one) => one.includes('LMSFinish'))")
        calls = page.evaluate("window.calls")
        assert calls[0] == "true LMSInitialize " and calls[-1] == "true LMSFinish "
        assert [one for one in calls if not one.startswith("true ")] == []
        assert any(one.startswith("true LMSSetValue cmi.core.session_time 0000:00:") for one in calls)
        kept = page.evaluate("JSON.stringify(window.API.cmi.toJSON())")

        before = json.loads(kept)
        state = {"suspend_data": before["suspend_data"], "core": {"lesson_status": "incomplete", "entry": "resume"}}
        page.goto(address + "lms.html?before=" + quote(json.dumps(state)))
        course.locator("[data-question=q1] input").nth(1).wait_for()
        assert course.locator("[data-question=q1] input").nth(1).is_checked()
        assert course.locator("[data-question=q5] input").input_value() == "50"
        frame = next(one for one in page.frames if "package" in one.url)
        for name in ("q2", "q3", "q4"):
            for one in frame.locator(f"[data-question={name}] input").all()[:2]:
                one.check()
            for select in frame.locator(f"[data-question={name}] select").all():
                place = select.get_attribute("data-place")
                options = [one.get_attribute("value") for one in select.locator("option").all()]
                select.select_option(index=options.index(place))
            frame.locator(f"[data-question={name}] [data-check]").click()
        assert page.evaluate(core, "score.raw") == "80" and page.evaluate(core, "lesson_status") == "completed"
        assert len(page.evaluate("window.API.LMSGetValue('cmi.suspend_data')")) < 400
        frame.locator("[data-learning=note]").fill("Ж" * 4000)  # more than a system keeps: answers come first
        assert len(page.evaluate("window.API.LMSGetValue('cmi.suspend_data')")) < 4096
        assert page.evaluate("JSON.parse(window.API.LMSGetValue('cmi.suspend_data'))[0][3].length") == 5
        assert [one for one in page.evaluate("window.calls") if not one.startswith("true ")] == []
        assert browsing.script_errors(page) == []


# --- The departmental order -------------------------------------------------------------------


def test_the_order_is_filled_in_printed_and_kept_as_a_file(desktop_page: Page, root: str, tmp_path: Path) -> None:
    page = desktop_page
    page.add_init_script(PAPER)
    page.goto(root + "ru/training.html")
    page.locator("[data-training=example]").click()
    told = page.locator("[data-portal-order]")
    assert told.locator("[data-invented]").is_visible() and "придуман" in told.locator("[data-out=name]").inner_text()

    def out(name: str) -> str:
        return told.locator(f"[data-out={name}]").inner_text().replace("\u00a0", " ")

    assert (out("people"), out("result"), out("result_budget")) == ("40", "120 000 сомов", "300 000 сомов")
    rows = told.locator("[data-out-rows] tr")
    assert "Слушания по бюджету" in rows.first.inner_text() and "по урокам портала" in rows.first.inner_text()
    page.locator("[data-training=add]").click()
    line = page.locator(".p-training__rows > li").last
    for name, value in (("post", HOSTILE), ("number", "5"), ("subject", "Вода"), ("cost", "280 000")):
        line.locator(f"[name={name}]").fill(value)
    assert HOSTILE in rows.last.inner_text() and page.locator("main img").count() == 0
    assert out("against") == "да"
    page.locator("[name=budget]").fill("90 000 000")
    assert out("against_budget").startswith("нет, не хватает ")
    for paper, title in (("plan", "План"), ("order", "Заказ"), ("report", "Отчёт")):
        page.locator(f"[data-paper={paper}][type=submit]").click()
        page.emulate_media(media="print")
        assert told.locator("h2:visible").inner_text().startswith(title)
        assert told.locator("th.p-order__report").first.is_visible() == (paper == "report")
        page.emulate_media(media="screen")
    assert page.evaluate("window.printed") == 3
    with page.expect_download() as download:
        page.locator("[data-training=save]").click()
    file = tmp_path / "order.json"
    download.value.save_as(file)
    page.reload()
    assert out("name") == "—"
    page.locator("[data-training=open]").set_input_files(file)
    browsing.until(page, "document.querySelector('[data-out=people]').textContent === '40'")
    assert HOSTILE in rows.last.inner_text() and told.locator("[data-invented]").is_visible()
    for data, said in (
        (b"{", "не читается"),
        (b'{"portal-training": 9}', "другой версией"),
        (b" " * 400_000, "слишком"),
    ):
        page.locator("[data-training=open]").set_input_files({"name": "a.json", "mimeType": "", "buffer": data})
        browsing.until(page, f"document.querySelector('[data-training=said]').textContent.includes('{said}')")
    assert out("people") == "40"
    page.locator(".p-training__rows > li").last.locator("[data-remove]").click()
    assert HOSTILE not in told.inner_text()
    assert browsing.run_axe(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert browsing.script_errors(page) == []
