"""The form page in a browser: filled in, checked, kept as a draft, sent as a file; without scripts and on paper."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import browsing
from importing import imported, said
from portal.commands.main import main
from portal.editing.importing.left_out import left_out

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SUBMIT = "[data-portal-form] [type=submit]"


@pytest.fixture
def form(browser: Browser, file_site: str) -> Iterator[Page]:
    """The Kyrgyz form as from a stick, on a phone."""
    with browsing.open_page(browser, **browsing.PHONE, accept_downloads=True) as page:
        page.goto(file_site + "form.html")
        yield page
        assert browsing.script_errors(page) == []
        assert browsing.foreign_requests(page, file_site) == []


def expect(locator: Any) -> Any:
    """Wait for something to become true of a part of the page."""
    from playwright.sync_api import expect as wait  # may be missing; then the fixtures say so

    return wait(locator)


def part(page: Page, name: str) -> Any:
    return page.locator(".f-part").filter(has=page.get_by_role("heading", name=name, exact=True))


def fill_in(page: Page) -> None:
    """A whole practice, by the names that people see."""
    page.get_by_label("Аталышы", exact=False).first.fill("Ак-Башат: таза суу #1 жылы")
    page.get_by_label("Кыскача мазмуну").fill("Ак-Башат айылына таза суу кантип келгени тууралуу кыскача баян.")
    page.locator(".f-chip", has_text="Ичүүчү суу менен камсыздоо").click()
    place = part(page, "Кайда жана качан")
    place.get_by_label("Айыл аймагы же шаар").select_option("ak-bashat")
    place.get_by_label("Башталган жылы").fill("2021")
    place.get_by_label("Аяктаган жылы").fill("2023")
    place.get_by_label("Азыркы абалы").select_option("in-use")
    page.get_by_label("Көйгөй").fill("Суу жок болчу.\nЭл *арыктан* ичкен.")
    page.get_by_label("Эмне жасалды").fill("Үч кадам:\n- кеңештик\n- чогулттук\n- тарттык")
    page.get_by_role("button", name="Кошуу: Сандар").click()
    page.get_by_label("Эмненин саны").fill("Түтүктүн узундугу")
    page.get_by_label("Саны", exact=False).last.fill("4,5")
    page.get_by_label("Бирдиги").select_option("km")
    law = part(page, "Мыйзамдар жана катышуучулар")
    law.get_by_label("Издөө: Укуктук негизи").fill("конституция")
    law.locator(".f-hit").first.click()
    law.get_by_label("Беренелери").fill("28, 39-1")
    law.get_by_label("Издөө: Катышкан уюмдар").fill("жергиликтуу оз алдынча")
    law.locator(".f-hit").first.click()
    law.locator(".f-row select").select_option("implementer")
    page.get_by_label("Булактын аталышы").fill("Айыл өкмөтүнүн отчету")
    page.get_by_label("Качан окуганыңыз").fill("11.2026")


def finish(page: Page) -> tuple[str, dict[str, Any]]:
    with page.expect_download() as waiting:
        page.locator(SUBMIT).click()
    download = waiting.value
    return download.suggested_filename, json.loads(Path(download.path()).read_text(encoding="utf-8"))


def test_a_practice_is_filled_in_on_a_stick_and_becomes_a_file(form: Page, tmp_path: Path) -> None:
    fill_in(form)
    name, document = finish(form)
    assert name == "ak-bashat-taza-suu-1-jyly.portal.json"
    assert list(document) == ["format", "version", "kind", "lang", "slug", "meta", "body"]
    meta = document["meta"]
    assert meta["places"] == [{"municipality": "ak-bashat"}]
    assert meta["figures"] == [
        {"id": "tutuktun-uzundugu", "label": "Түтүктүн узундугу", "value": 4.5, "unit": "km"},
    ]
    assert meta["laws"][0]["articles"] == ["28", "39-1"]
    assert meta["organisations"] == [{"id": "lsg", "role": "implementer"}]
    assert meta["sources"] == [{"title": "Айыл өкмөтүнүн отчету", "language": "ky", "accessed": "2026-11"}]
    assert document["body"] == (
        "## Көйгөй\n\nСуу жок болчу.\n\nЭл \\*арыктан\\* ичкен.\n\n"
        "## Эмне жасалды\n\nҮч кадам:\n\n- кеңештик\n- чогулттук\n- тарттык\n"
    )
    # The words of success have the focus; the message names the file.
    assert form.evaluate("document.activeElement.closest('[data-form-ready]') !== null")
    assert name in form.get_by_label("Билдирүүнүн тексти").input_value()
    text = _imported(document, name, tmp_path)
    assert "Түтүктүн узундугу" in text and "\\*арыктан\\*" in text


def _imported(document: dict[str, Any], name: str, root: Path) -> str:
    """What the form made is taken by ``import``, and the check has nothing to say."""
    (root / "docs" / "ky").mkdir(parents=True)
    (root / "docs" / "ru").mkdir()
    browsing.write_files(
        root / "data", {file.name: file.read_bytes() for file in (browsing.REPOSITORY / "data").glob("*.yml")}
    )
    file = root / name
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    assert main(["import", str(file), "--root", str(root), "--lang", "en"]) == 0
    made = [path.relative_to(root).as_posix() for path in (root / "docs").rglob("*.md")]
    assert made == [f"docs/ky/practices/{document['slug']}.md"]
    assert main(["check", "--root", str(root), "--lang", "en"]) == 0
    return (root / made[0]).read_text(encoding="utf-8")


def test_problems_are_told_at_the_top_and_beside_the_fields(form: Page) -> None:
    form.get_by_label("Кыскача мазмуну").fill("Кыска")
    form.get_by_label("Булактын аталышы").fill("Отчет")
    form.get_by_label("Барактын дареги").fill("kenesh.kg")
    # Leaving a field tells what is wrong in it, but blames nobody for what is still empty.
    form.get_by_label("Чыккан күнү").focus()
    expect(form.locator(".f-error:visible")).to_have_count(2)
    assert form.locator("[data-form-problems]").is_hidden()
    form.locator(SUBMIT).click()
    summary = form.locator("[data-form-problems]")
    assert summary.locator("h2").inner_text() == "5 жерин оңдоңуз"
    assert form.evaluate("document.activeElement.closest('[data-form-problems]') !== null")
    assert form.evaluate("document.documentElement.scrollWidth <= innerWidth")
    link = summary.get_by_role("link", name="барактын толук дареги эмес")
    link.focus()
    form.keyboard.press("Enter")
    field = form.get_by_label("Барактын дареги")
    assert field.evaluate("(one) => one === document.activeElement && one.getAttribute('aria-invalid') === 'true'")
    described = field.get_attribute("aria-describedby") or ""
    texts = [form.locator(f"#{one}").inner_text() for one in described.split()]
    assert any("kenesh.kg" in text for text in texts)
    # Mended: the word disappears, the summary counts again.
    field.fill("https://kenesh.kg")
    form.get_by_label("Чыккан күнү").focus()
    expect(summary.locator("h2")).to_have_text("4 жерин оңдоңуз")


def press(page: Page, target: Any) -> bool:
    """Press as a hand does: whatever the page does by itself it does before the release. Whether all stayed."""
    target.evaluate("(one) => one.scrollIntoView({ block: 'center' })")
    before, errors = target.bounding_box(), page.locator(".f-error:visible").count()
    page.mouse.move(before["x"] + before["width"] / 2, before["y"] + before["height"] / 2)
    page.mouse.down()
    page.evaluate("new Promise((done) => setTimeout(() => requestAnimationFrame(() => setTimeout(done)), 20))")
    stayed = abs(target.bounding_box()["y"] - before["y"]) < 1 and page.locator(".f-error:visible").count() == errors
    page.mouse.up()
    return stayed


def test_nothing_moves_under_a_press_where_an_error_goes_or_comes(form: Page) -> None:
    chips, adder = form.locator(".f-chip"), form.get_by_role("button", name="Кошуу: Сандар")
    # Before the check: the error of the field that is left comes when the press is over.
    form.get_by_label("Кыскача мазмуну").fill("Кыска")
    assert press(form, chips.nth(2))
    expect(chips.nth(2).locator("input")).to_be_checked()
    error = form.locator(".f-field", has=form.get_by_label("Кыскача мазмуну")).locator(".f-error")
    expect(error).to_be_visible()
    assert press(form, chips.nth(2))
    form.locator(SUBMIT).click()
    topics = form.locator(".f-set", has=chips.first).locator(".f-error").first
    expect(topics).to_be_visible()
    room = topics.bounding_box()["height"]
    for index in range(2):
        assert press(form, chips.nth(index))
        expect(chips.nth(index).locator("input")).to_be_checked()
    expect(topics).to_be_hidden()
    # What is mended keeps its room, and is told to nobody, until the next check.
    assert topics.bounding_box()["height"] == room
    assert topics.get_attribute("id") not in str(
        form.locator(".f-set", has=chips.first).get_attribute("aria-describedby")
    )
    form.get_by_label("Көйгөй").fill("Суу жок болчу.")
    assert press(form, adder)
    expect(form.get_by_label("Эмненин саны")).to_be_visible()
    form.locator(SUBMIT).click()
    assert topics.bounding_box() is None
    # What is wrong again is told again.
    for index in range(2):
        chips.nth(index).click()
    form.get_by_label("Көйгөй").focus()
    form.locator(SUBMIT).click()
    expect(topics).to_be_visible()


def test_a_place_narrows_the_next_one(form: Page) -> None:
    place = part(form, "Кайда жана качан")
    place.get_by_label("Облус же").select_option("chuy")
    districts = place.get_by_label("Район", exact=False).first.locator("option").all_inner_texts()
    assert 5 < len(districts) < 15
    place.get_by_label("Айыл аймагы же шаар").select_option("ak-bashat")
    assert place.get_by_label("Район", exact=False).first.input_value() != ""
    place.get_by_label("Облус же").select_option("osh")
    assert place.get_by_label("Айыл аймагы же шаар").input_value() == ""


def test_drafts_stay_on_the_device_and_can_be_deleted(form: Page, file_site: str) -> None:
    form.get_by_label("Аталышы").first.fill("Биринчи иш")
    form.get_by_label("Көйгөй").fill("Суу жок.")
    form.locator("#f-contact-phone").fill("0555 123456")
    expect(form.locator("[data-form-drafts] li")).to_have_count(1)
    kept = form.evaluate("JSON.stringify({ ...localStorage })")
    assert "Биринчи иш" in kept and "0555" not in kept
    form.get_by_role("button", name="Жаңы документ баштоо").click()
    form.get_by_label("Аталышы").first.fill("Экинчи иш")
    expect(form.locator("[data-form-drafts] li")).to_have_count(2)
    form.reload()
    form.get_by_role("button", name="Ачуу: Биринчи иш").click()
    assert form.get_by_label("Көйгөй").input_value() == "Суу жок."
    remover = form.locator("[data-form-drafts] li", has_text="Экинчи иш").locator(".f-remove")
    remover.click()
    assert remover.inner_text().startswith("Өчүрүү үчүн дагы бир жолу")
    remover.click()
    expect(form.locator("[data-form-drafts] li")).to_have_count(1)
    assert "Экинчи" not in form.evaluate("JSON.stringify({ ...localStorage })")


def test_the_open_draft_is_deleted_with_what_stands_in_the_form(form: Page) -> None:
    title, drafts = form.get_by_label("Аталышы").first, form.locator("[data-form-drafts] li")
    title.fill("Биринчи иш")
    expect(drafts).to_have_count(1)
    form.get_by_label("Көйгөй").fill("Суу жок.")  # not kept yet
    drafts.locator(".f-remove").click()
    drafts.locator(".f-remove").click()
    expect(drafts).to_have_count(0)
    expect(title).to_have_value("")
    form.get_by_role("button", name="Жаңы документ баштоо").click()
    form.evaluate("window.dispatchEvent(new Event('pagehide'))")
    assert form.evaluate("localStorage.length") == 0


def test_an_entry_that_is_no_draft_hides_none(form: Page) -> None:
    form.get_by_label("Аталышы").first.fill("Биринчи иш")
    drafts = form.locator("[data-form-drafts] li")
    expect(drafts).to_have_count(1)
    form.evaluate("""() => ["{", "null", "5", '{"id": "d", "kind": "practice"}']
        .forEach((text, place) => localStorage.setItem("portal-form:" + place, text))""")
    form.reload()
    expect(form.get_by_label("Аталышы").first).to_have_value("Биринчи иш")
    expect(drafts).to_have_count(1)
    assert "f-warning" not in (form.locator("[data-form-saved]").get_attribute("class") or "")


def test_who_comes_back_goes_on_where_he_was(form: Page) -> None:
    fill_in(form)
    expect(form.locator("[data-form-drafts] li")).to_have_count(1)
    form.reload()
    title, status = form.get_by_label("Аталышы").first, form.locator("[data-form-status]")
    expect(title).to_have_value("Ак-Башат: таза суу #1 жылы")
    expect(status).to_contain_text("«Ак-Башат: таза суу #1 жылы» деген караламаңыз")
    expect(form.locator("[data-form-told] button")).to_have_text("Жаңы документ баштоо")
    # Another window goes on with it: here it is another draft, and neither writes over the other.
    form.evaluate("""() => { const key = Object.keys(localStorage).find((one) => one.startsWith("portal-form:"));
        window.dispatchEvent(new StorageEvent("storage", { key, newValue: "{}" })); }""")
    form.get_by_label("Көйгөй").fill("Суу такыр жок.")
    expect(form.locator("[data-form-drafts] li")).to_have_count(2)
    # Its own line in the list opens it as it is now.
    form.get_by_label("Көйгөй").fill("Суу такыр жок болчу.")
    form.get_by_role("button", name="Ачуу: Ак-Башат").first.click()
    expect(form.get_by_label("Көйгөй")).to_have_value("Суу такыр жок болчу.")
    form.get_by_role("button", name="Жаңы документ баштоо").click()
    expect(title).to_have_value("")
    expect(status).to_be_empty()
    # A draft whose file was made stays in the list alone.
    openers = form.get_by_role("button", name="Ачуу: Ак-Башат")
    for opener in (openers.last, openers.first):
        opener.click()
        finish(form)
    form.reload()
    expect(form.locator("[data-form-drafts] li")).to_have_count(2)
    expect(title).to_have_value("")


def test_a_draft_travels_as_a_file(form: Page, tmp_path: Path) -> None:
    fill_in(form)
    form.get_by_label("Кыскача мазмуну").fill("Кыска")
    with form.expect_download() as waiting:
        form.get_by_role("button", name="Караламаны файлга сактоо").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    draft = json.loads(file.read_text(encoding="utf-8"))
    assert draft["draft"] is True and draft["form"]["summary"] == "Кыска"
    form.evaluate("localStorage.clear()")
    form.reload()
    form.locator("[data-form-load]").set_input_files(file)
    expect(form.locator("[data-form-status]")).to_contain_text("Ак-Башат")
    assert form.get_by_label("Беренелери").input_value() == "28, 39-1"
    form.get_by_label("Кыскача мазмуну").fill("Ак-Башат айылына таза суу кантип келгени тууралуу кыскача баян.")
    _, document = finish(form)
    assert document["meta"]["places"] == [{"municipality": "ak-bashat"}]
    # The finished file can be opened too.
    finished = tmp_path / "finished.json"
    finished.write_text(json.dumps(document), encoding="utf-8")
    form.locator("[data-form-load]").set_input_files(finished)
    expect(form.get_by_label("Эмне жасалды")).to_have_value("Үч кадам:\n- кеңештик\n- чогулттук\n- тарттык")
    for text in ("{}", "[1", '{"format": "portal-document", "version": 2, "kind": "practice"}', ""):
        finished.write_text(text, encoding="utf-8")
        form.locator("[data-form-load]").set_input_files(finished)
        expect(form.locator("[data-form-status]")).to_contain_text("бузулган")


def test_every_kind_can_be_asked_and_is_accessible(browser: Browser, http_site: str) -> None:
    with browsing.open_page(browser, **browsing.DESKTOP) as page:
        page.goto(http_site + "ru/form.html")
        for kind in ("resolution", "concept", "course", "event"):
            page.get_by_label("Что добавляете").select_option(kind)
            page.locator(SUBMIT).click()
            assert page.locator("[data-form-problems] li").count() >= 4
        page.get_by_label("Что добавляете").select_option("resolution")
        page.get_by_role("button", name="Добавить: Рекомендации").click()
        assert browsing.run_axe(page) == []
        assert browsing.script_errors(page) == []
        assert not browsing.foreign_requests(page)


def test_where_drafts_are_refused_it_says_so(browser: Browser, http_site: str) -> None:
    with browsing.open_page(browser, **browsing.DESKTOP) as page:
        page.add_init_script(
            "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
        )
        page.goto(http_site + "ru/form.html")
        assert "не разрешает хранить черновики" in page.locator("[data-form-saved]").inner_text()
        page.get_by_label("Название").first.fill("Вода")
        page.get_by_role("button", name="Посмотреть, что получается").click()
        assert "Вода" in page.locator("[data-form-preview]").inner_text()


def test_without_scripts_there_is_a_blank_form_for_paper(browser: Browser, file_site: str) -> None:
    with browsing.open_page(browser, **browsing.PHONE, java_script_enabled=False) as page:
        page.goto(file_site + "ru/form.html")
        assert page.locator(".f-form").is_hidden()
        assert "JavaScript" in page.locator("#content noscript").inner_text()
        blank = page.locator(".f-blank")
        assert blank.is_visible() and "Что нужно, чтобы повторить" in blank.inner_text()
        page.emulate_media(media="print")
        assert blank.is_visible()


def test_the_form_is_found_from_the_home_page_and_the_footer(built_site: Path) -> None:
    for prefix in ("", "ru/"):
        home = (built_site / prefix / "index.html").read_text(encoding="utf-8")
        assert home.count('href="form.html"') >= 2
        contribute = (built_site / prefix / "contribute.html").read_text(encoding="utf-8")
        assert contribute.count('href="form.html"') >= 2


@pytest.mark.slow
def test_what_the_lists_lack_reaches_the_editor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = {
        "format": "portal-document",
        "version": 1,
        "kind": "practice",
        "lang": "ky",
        "slug": "suu",
        "meta": {
            "title": "Айылга таза суу келди",
            "summary": "Айылга таза суу кандайча келгени тууралуу кыскача баян.",
            "added": "2026-11-22",
            "topics": ["drinking-water"],
            "sources": [{"title": "Айылдын отчету", "language": "ky", "accessed": "2026-11"}],
        },
        "body": "## Көйгөй\n\nСуу жок болчу.\n\n## Эмне жасалды\n\nТүтүк тартылды.\n",
        "notes": ["Жери: Жаңы айыл аймагы"],
    }
    _imported(document, "suu.portal.json", tmp_path)
    said = capsys.readouterr()
    assert "Жаңы айыл аймагы" in said.out + said.err


def test_what_no_field_took_stands_in_the_card_line_by_line() -> None:
    rest = "Word файлынан калганы: Ыраазычылык\nБаарына рахмат. --- {x}\n" + "сөз " * 60
    document = {
        "format": "portal-document", "version": 1, "kind": "practice", "lang": "ky", "slug": "suu",
        "meta": {"title": "Айылга таза суу келди"}, "body": "## Көйгөй\n\nСуу жок.\n",
        "notes": ["Жери: Жаңы айыл", rest, *(f"{n}\n" + "с" * 1900 for n in range(9))],
    }  # fmt: skip
    result = imported(json.dumps(document), name="suu.portal.json")
    card = result.files["docs/ky/practices/suu.md"].decode().partition("\n---\n")[0]
    lines = [line[2:] for line in card.split("\n") if line.startswith("# ")]
    assert {"Жери: Жаңы айыл", "Word файлынан калганы: Ыраазычылык", "Баарына рахмат. --- {x}"} <= set(lines)
    assert " ".join(lines).count("сөз") == 60 and len(card) < 14_000 and "left-out.txt" in lines[-1]
    # On the screen and in the list of what was left out they are lines too, and whole.
    assert said(result, "form-rest")[:2] == ["Word файлынан калганы: Ыраазычылык", "Баарына рахмат. --- {x}"]
    left = left_out(result.notes, "en", lambda key, **_: key)
    assert "\nЖери: Жаңы айыл\nWord файлынан калганы: Ыраазычылык\nБаарына рахмат. --- {x}\n" in left
