"""The page of a practice: what a mayor asks first, drawn from its figures; and what is wrong with its money."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser, LexborNode

import browsing
import small_tree
from portal.commands.main import main
from portal.content.exif import has_location
from portal.content.photos import HEIGHT, MAX_BYTES, WIDTH
from portal.core.built import built_name
from portal.corpus.load import load_portal
from portal.editing.importing.photos import PhotoError, prepared
from portal.model.costs import cost_each, costs_of, mismatch, own_part, own_sums
from portal.model.documents import KINDS
from portal.model.practice_parts import PracticeFigure
from portal.model.values import LANGS
from portal.pages.bands import BOUNDS, bands, bands_of
from portal.pages.drawings import Drawing, Rect
from portal.pages.values import figure_value
from portal.words.interface import Interface

pytestmark = pytest.mark.slow

DATA = {
    "journal.yml": "rubrics: []\nitems: []\n",
    "organisations.yml": """organisations:
  - {id: cabinet, kind: state, names: [{title: {ky: Кабинет, ru: Кабинет министров}}]}
  - {id: lsg, kind: lsg, names: [{title: {ky: ЖӨБ органдары, ru: Органы МСУ}}]}
  - {id: aris, kind: state, names: [{title: {ru: АРИС}}]}
""",
}
HEAD = """---
title: {title}
summary: Айылга таза суу кандайча келгени тууралуу кыскача баян.
added: 2026-11-01
topics: [drinking-water]
"""
SOURCES = """sources:
  - {title: Айылдын отчету, language: ky, accessed: 2026-11}
---
"""
STEPS = "\n## Эмне жасалды\n\n1. Түтүк тартылды.\n2. Насос коюлду.\n"
FULL = (
    HEAD.format(title="Толук тажрыйба")
    + """places: [{municipality: kashka-suu}]
period: {start: 2019, end: 2021}
figures:
  - {id: whole, label: Баасы, value: 1000000, unit: KGS, counts: total}
  - {id: grant, label: Грант, value: 750000, unit: KGS, payer: aris, counts: paid}
  - {id: own, label: Өз салымы, value: 25, unit: percent, payer: lsg, counts: paid}
  - {id: people, label: Тургундар, value: 2000, unit: people, counts: reached}
  - {id: pipe, label: Түтүк, value: 3, unit: km}
indicators:
  - {id: hours, label: Суу, before: 4, after: 24, unit: hours, evidence: measured, date: 2021-05, sources: [1]}
conditions:
  - {id: plan, text: План бар, laws: [{act: kg-law-2021-125, articles: ['28']}], sources: [1]}
later:
  - {id: second, date: 2024-03, text: Экинчи скважина казылды., sources: [1]}
  - {id: first, date: 2023, text: Эсептегич коюлду., sources: [1]}
contacts:
  - {body: aris, role: implementer, url: 'https://example.org/aris'}
  - {municipality: kashka-suu, role: customer}
reusable:
  - {title: Токтом, url: 'https://example.org/toktom', language: ky}
photos:
  - {id: tolok, alt: Насостун жанындагы эл, author: А. Автор, licence: CC BY 4.0}
"""
    + SOURCES
    + "\n## Көйгөй\n\nСуу жок.\n"
    + STEPS
    + "\n## Натыйжа\n\nСуу бар.\n\n## Сабактар\n\nЭсептегич керек.\n"
)
LEAST = HEAD.format(title="Кыска") + SOURCES + STEPS
EXTREME = (
    HEAD.format(title="О" + "ң" * 199)
    + "figures:\n  - {id: total, label: Баасы, value: 1000000000000, unit: KGS}\n"
    + "  - {id: small, label: Салым, value: 0.5, unit: KGS, counts: part}\n"
    + "  - {id: people, label: Тургундар, value: 3, unit: people, counts: reached}\n"
    + SOURCES
    + STEPS
)


def picture(width: int = 1200, height: int = 900, *, place: bool = False, kind: str = "JPEG") -> bytes:
    image, out = Image.new("RGB", (width, height), "teal"), io.BytesIO()
    exif = image.getexif()
    exif[0x010F] = "Camera"
    if place:
        exif.get_ifd(0x8825)[2] = (42.0, 52.0, 0.0)
    image.save(out, kind, exif=exif)
    return out.getvalue()


def large() -> bytes:
    """40 megapixels in a few kilobytes."""
    out = io.BytesIO()
    Image.new("1", (8000, 5000)).save(out, "PNG")
    return out.getvalue()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    photo = {f"ky/practices/photos/tolok{suffix}": data for suffix, data in prepared(picture()).items()}
    files: Mapping[str, str | bytes] = {
        "ky/practices/tolok.md": FULL,
        "ky/practices/kyska.md": LEAST.replace("2026-11-01", "2026-11-20"),
        "ky/practices/chon.md": EXTREME,
        **photo,
    }
    built = browsing.build_small_site(
        tmp_path_factory.mktemp("practice"), files, data={**small_tree.DATA, **DATA}, standing=(), language="ru"
    )
    assert built.ok, built.output
    return Path(built.site)


def tree(site: Path, name: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / f"{name}.html").read_text(encoding="utf-8"))


def said(node: LexborHTMLParser | LexborNode, selector: str) -> str:
    found = node.css_first(selector)
    assert found is not None, selector
    return " ".join(found.text(separator=" ").replace("\xa0", " ").split())


@pytest.mark.parametrize(("status", "told"), [("completed", True), ("planned", False), ("unknown-end", False)])
def test_the_years_of_a_plan_are_not_the_time_that_it_took(tmp_path: Path, status: str, told: bool) -> None:
    text = LEAST.replace("sources:", f"status: {status}\nperiod: {{start: 2024, end: 2024}}\nsources:", 1)
    built = browsing.build_small_site(
        tmp_path, {"ky/practices/a.md": text}, data={**small_tree.DATA, **DATA}, standing=(), language="ru"
    )
    assert built.ok, built.output
    time = tree(Path(built.site), "practices/a").css_first(".p-brief__row--time")
    assert (time is not None and "2024" in time.text()) is told


def test_the_answers_stand_first_each_with_its_basis_and_source(site: Path) -> None:
    page = tree(site, "practices/tolok")
    answers = {name: said(page, f".p-brief__row--{name}") for name in ("reached", "total", "own", "each", "time")}
    assert "2 000 адам" in answers["reached"] and "Тургундар" in answers["reached"]
    assert "1 000 000 сом" in answers["total"] and "булак боюнча" in answers["total"]
    assert "250 000 сом" in answers["own"] and "25 %" in answers["own"] and "порталдын эсеби" in answers["own"]
    assert "500 сом" in answers["each"] and "порталдын эсеби" in answers["each"]
    assert "Качан" in answers["time"] and "2019–2021" in answers["time"]
    assert page.css_first('.p-brief__row--total a[href="#source-1"]') is not None
    order = [node.attributes.get("class") or "" for node in page.css(".p-brief, .p-body, .p-passport, .p-contents")]
    assert [name.split()[0] for name in order] == ["p-brief", "p-contents", "p-body", "p-passport"]


def test_years_answer_when_and_a_duration_how_long(tmp_path: Path) -> None:
    lasted = "figures: [{id: work, label: Иш, value: 5, unit: months, counts: time}]"
    text = LEAST.replace("sources:", f"period: {{start: 2024, end: 2024}}\n{lasted}\nsources:", 1)
    built = browsing.build_small_site(
        tmp_path, {"ky/practices/a.md": text}, data={**small_tree.DATA, **DATA}, standing=(), language="ru"
    )
    assert built.ok, built.output
    told = said(tree(Path(built.site), "practices/a"), ".p-brief__row--time")
    assert "Канча убакыт кетти" in told and "5 ай" in told and "2024" not in told


def test_the_parts_stand_in_the_order_of_a_mayors_questions(site: Path) -> None:
    page = tree(site, "practices/tolok")
    headings = [node.attributes.get("id") for node in page.css(".p-body h2")]
    assert headings == [
        "problem", "steps", "cost", "results", "lessons", "transfer", "later", "contacts", "reusable",
    ]  # fmt: skip
    contents = [node.attributes.get("href") for node in page.css(".p-contents a")]
    assert contents == [*(f"#{name}" for name in headings), "#sources"]
    assert len(page.css(".p-part--cost .p-payers > svg rect")) == 2
    assert "750 000 сом , 75 %" in said(page, ".p-part--cost") and "25 %" in said(page, ".p-part--cost")
    assert said(page, ".p-part--results .p-indicators").count("саат") == 2
    tick = page.css_first(".p-part--transfer .p-conditions li")
    assert tick is not None and tick.css_first("input[type=checkbox]") is not None
    assert "28-берене" in tick.text() or "28" in tick.text()
    later = [" ".join(node.text().split()) for node in page.css(".p-later li")]
    assert later[0].startswith("2023") and later[1].startswith("2024")
    assert page.css_first('.p-part--contacts a[href="https://example.org/aris"]') is not None
    assert "Кашка-Суу" in said(page, ".p-part--contacts")


def test_no_figure_stands_twice_and_empty_parts_do_not_stand(site: Path) -> None:
    full, least = tree(site, "practices/tolok"), tree(site, "practices/kyska")
    figures = said(full, ".p-passport__row--figures")
    assert "Түтүк" in figures and "Баасы" not in figures and "Грант" not in figures
    assert [node.attributes.get("id") for node in least.css(".p-body h2")] == ["steps"]
    assert not least.css(".p-brief__row, .p-payers, .p-photo, .p-conditions")
    assert "жалпы баасы" in said(least, ".p-brief").casefold()  # it is said that nobody says it
    assert said(least, ".p-kind") == "Кыска кабар"


def test_short_notes_stand_last_and_are_counted_apart(site: Path) -> None:
    page = tree(site, "practices/index")
    kinds = [node.text().strip() for node in page.css(".p-card__kind")]
    assert kinds == ["Тажрыйба", "Тажрыйба", "Кыска кабар"]  # although the note is the newest
    assert "2 тажрыйба, 1 кыска кабар" in " ".join(page.text().replace("\xa0", " ").split())
    home = said(tree(site, "index"), ".p-numbers")
    assert "2 тажрыйба" in home and "1 кыска кабар" in home


def test_the_ground_of_a_drawing_is_one_shape_a_kind() -> None:
    """On cards: rectangle by rectangle it would be two thirds of a page of a list."""
    here, ground = Rect("here", 11, 0, 10, 10), [Rect("empty", 60.0, 0, 8.0, 8), Rect("empty", 70.5, 0, 8, 8)]
    drawn = Drawing((Rect("tile", 0, 22, 10, 10), here, *ground), "")
    assert drawn.paths == (("tile", "M0 22h10v10h-10z"), ("empty", "M60 0h8v8h-8zM70.5 0h8v8h-8z"))
    assert drawn.telling == (here,)


def test_cards_show_cost_people_and_a_drawing_of_their_own(site: Path) -> None:
    cards = tree(site, "practices/index").css(".p-card")
    drawings = [card.css_first("svg.p-drawing") for card in cards]
    assert all(drawings) and len({one.html for one in drawings if one}) == 3
    facts = [node.text().replace("\xa0", " ") for node in tree(site, "practices/index").css(".p-card__facts")]
    assert "2 000 адам · 1 000 000 сом" in facts and "3 адам · 1 000 000 000 000 сом" in facts


def test_a_sum_of_a_million_millions_and_one_of_a_half(site: Path) -> None:
    page = tree(site, "practices/chon")
    assert "1 000 000 000 000 сом" in said(page, ".p-brief__row--total")
    assert "0,5 сом" in said(page, ".p-payers") and "көрсөтүлгөн эмес" in said(page, ".p-payers")


def test_the_photograph_is_named_and_loaded_late(site: Path) -> None:
    image = tree(site, "practices/tolok").css_first(".p-photo img")
    assert image is not None and image.attributes["loading"] == "lazy"
    assert image.attributes["alt"] == "Насостун жанындагы эл" and image.attributes["width"] == str(WIDTH)
    assert "А. Автор, CC BY 4.0" in said(tree(site, "practices/tolok"), ".p-photo figcaption")
    for suffix in ("webp", "jpg"):
        assert (site / f"practices/photos/tolok.{suffix}").stat().st_size <= MAX_BYTES


def test_home_opens_with_problems_and_shows_one_practice_of_the_week(site: Path) -> None:
    page = tree(site, "index")
    first = page.css_first(".p-problems a")
    assert first is not None and first.attributes["href"] == "topics/drinking-water.html"
    weeks = page.css("[data-portal-week] > div")
    assert len(weeks) == 2 and ["hidden" in node.attributes for node in weeks] == [False, True]


def test_a_phone_shows_the_answers_at_once_and_the_week_turns(site: Path, browser: Browser) -> None:
    with browsing.serve(site) as address, browsing.open_page(browser, **browsing.PHONE) as page:
        page.goto(address + "practices/tolok.html")
        bottom = page.evaluate("document.querySelector('.p-brief dl').getBoundingClientRect().bottom")
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert bottom <= 740 and wide <= 360
        page.goto(address + "practices/chon.html")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        seen = set()
        for day in ("2026-11-23", "2026-11-29", "2026-11-30"):
            page.clock.set_fixed_time(f"{day}T12:00:00")
            page.goto(address + "index.html")
            shown = page.locator("[data-portal-week] > div:not([hidden]) .p-card__title")
            assert shown.count() == 1
            seen.add((day > "2026-11-29", shown.inner_text()))
        assert len(seen) == 2  # Monday and Sunday of one week have the same one, the next Monday another


# What figures say ---------------------------------------------------------------------------------------------


def figure(name: str, value: float, **more: object) -> PracticeFigure:
    return PracticeFigure.model_validate({"id": name, "label": name, "value": value, "unit": "KGS", **more})


def test_costs_are_read_from_the_habits_of_the_first_documents() -> None:
    costs = costs_of([figure("total", 100), figure("grant", 80, payer="swiss"), figure("own", 20, payer="lsg")])
    assert costs.total and costs.total.value == 100 and not costs.total.derived
    assert [one.part for one in costs.payments] == [0.8, 0.2]
    own = own_part(costs, {"lsg"})
    assert own and own[0].value == 20 and own[1] == 0.2
    # Payers that do not add up are no payers of this total.
    assert costs_of([figure("total", 100), figure("own", 20, payer="lsg")]).payments == ()
    # A sum that is called otherwise is no total.
    assert costs_of([figure("budget", 100), figure("own", 100, payer="lsg")]).total is None


def test_what_the_municipality_paid_is_told_where_nobody_says_the_whole() -> None:
    paid, place = figure("budget", 689000, unit="KGS", payer="lsg"), figure("places", 30, unit="places")
    assert own_sums((paid, place), {"lsg"}) == (paid,)
    assert not own_sums((paid, place), {"aris"})
    whole = figure("total", 1000000, unit="KGS")
    share = figure("budget", 689000, unit="KGS", payer="lsg", counts="part")
    assert not own_sums((whole, share), {"lsg"}), "there it is a share"


def test_the_box_says_that_the_card_lacks_an_answer_not_that_nobody_gives_one() -> None:
    for lang, lacks in (("ky", "Карточкада жок"), ("ru", "В карточке нет")):
        assert Interface(lang).t("brief.unknown", list="").startswith(lacks)
        assert Interface(lang).t("passport.figures") in Interface(lang).t("brief.unknown.more", list="")


def test_practices_fall_into_bands_of_what_they_cost(tmp_path: Path) -> None:
    portal, _ = small_tree.load(tmp_path, {"ky/practices/a.md": FULL, "ky/practices/b.md": LEAST}, DATA)
    found = {slug: bands_of(document.meta, portal.reference) for slug, document in portal.documents.items()}
    assert found == {
        "a": {"cost": ("2000000", "5000000", "10000000"), "own": ("30", "50"), "each": ("1000", "5000", "20000")},
        "b": {"cost": (), "own": (), "each": ()},
    }
    assert all(Interface("ky").has(f"{name}.{value}") for name in BOUNDS for value in bands(name))


def test_what_is_worked_out_says_so() -> None:
    figures = [figure("a", 70, counts="paid"), figure("b", 30, counts="paid", approximate=True)]
    people = figure("c", 3, unit="people", counts="reached")
    costs = costs_of(figures)
    each = cost_each(costs, [*figures, people])
    assert costs.total and costs.total.derived and costs.total.approximate and costs.total.value == 100
    assert each and each.derived and each.value == 33
    assert cost_each(costs, [*figures, figure("c", 0, unit="people", counts="reached")]) is None


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ((100, 60, 40), False),
        ((100, 60, 39), False),  # each number is rounded
        ((100, 60, 30), True),
        ((100, 60, 60), True),
        ((10**12, 10**12, 0.5), False),
    ],
)
def test_payers_add_up_to_the_total(values: tuple[float, float, float], wrong: bool) -> None:
    total, first, second = values
    paid = [figure("a", first, counts="paid"), figure("b", second, counts="paid")]
    assert (mismatch([figure("t", total, counts="total"), *paid]) is not None) is wrong


def told(tmp_path: Path, figures: str, more: str = "") -> list[str]:
    text = HEAD.format(title="Суу") + f"figures:\n{figures}" + more + SOURCES + STEPS
    _, problems = small_tree.load(tmp_path, {"ky/practices/suu.md": text}, DATA)
    return [f"{item.line} {item.code}" for item in sorted(set(problems))]


TOTAL = "  - {id: t, label: Баасы, value: 1000, unit: KGS, counts: total}\n"


@pytest.mark.parametrize(
    ("figures", "code"),
    [
        (TOTAL + "  - {id: a, label: Г, value: 900, unit: KGS, counts: paid}\n", "7 costs-sum"),
        (TOTAL + "  - {id: a, label: Г, value: 900, unit: KGS, counts: part}\n", ""),
        (TOTAL + "  - {id: a, label: Г, value: 1100, unit: KGS, counts: part}\n", "7 costs-sum"),
        (TOTAL + "  - {id: a, label: Г, value: 900, unit: USD, counts: paid}\n", "8 costs-currency"),
        ("  - {id: a, label: Г, value: 50, unit: percent, counts: paid}\n", "7 costs-currency"),
        (TOTAL + TOTAL.replace("id: t", "id: u"), "8 costs-two-totals"),
        (TOTAL.replace("KGS", "km"), "7 figure-unit"),
    ],
)
def test_money_that_cannot_be_is_a_problem(tmp_path: Path, figures: str, code: str) -> None:
    assert told(tmp_path, figures) == ([code] if code else [])


def test_the_problem_names_both_numbers(tmp_path: Path) -> None:
    text = HEAD.format(title="Суу") + "figures:\n" + TOTAL
    text += "  - {id: a, label: Г, value: 900.5, unit: KGS, counts: paid}\n" + SOURCES + STEPS
    _, problems = small_tree.load(tmp_path, {"ky/practices/suu.md": text}, DATA)
    values = small_tree.values(problems, "costs-sum")
    assert (values["paid"], values["total"].replace("\xa0", " ")) == ("900,5", "1 000")


def test_a_contact_is_a_body_and_a_photograph_has_a_licence_and_its_files(tmp_path: Path) -> None:
    assert told(tmp_path / "a", TOTAL, "contacts: [{role: partner}]\n") == ["8 contact-body"]
    photo = "photos: [{id: suu, alt: Суу, author: А%s}]\n"
    assert told(tmp_path / "b", TOTAL, photo % "") == ["8 field-missing-choice"]
    assert told(tmp_path / "c", TOTAL, photo % ", licence: CC0") == ["8 photo-missing"]


# Photographs --------------------------------------------------------------------------------------------------


def test_a_photograph_loses_what_the_camera_wrote() -> None:
    made = prepared(picture(place=True))
    for suffix, data in made.items():
        image = Image.open(io.BytesIO(data))
        assert image.size == (WIDTH, HEIGHT) and not image.getexif() and len(data) <= MAX_BYTES, suffix
        assert not has_location(data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_place_in_a_picture_is_seen(kind: str) -> None:
    assert has_location(picture(place=True, kind=kind)) and not has_location(picture(kind=kind))
    data = picture(place=True, kind=kind)
    assert not any(has_location(data[:size]) for size in range(24))
    xmp = b"<rdf:Description exif:GPSLatitude='42,52.4N'/>"
    assert has_location(picture(kind=kind) + xmp), "programs write it as XMP too"
    if kind == "JPEG":  # a marker may have bytes to fill before it
        assert has_location(data[:2] + b"\xff" + data[2:])


@pytest.mark.parametrize(
    ("data", "key"), [(large(), "too-large"), (picture(100, 90), "too-small"), (b"GIF8", "broken")]
)
def test_what_is_no_photograph_is_refused(data: bytes, key: str) -> None:
    with pytest.raises(PhotoError) as error:
        prepared(data)
    assert error.value.key == key


def test_pictures_with_a_place_and_photographs_of_another_size_are_problems(tmp_path: Path) -> None:
    files = {
        "ky/practices/suu.md": LEAST,
        "ky/practices/a.jpg": picture(place=True),
        "ky/practices/photos/b.jpg": picture(),
    }
    _, problems = small_tree.load(tmp_path, files, DATA)
    assert {(item.path.rpartition("/")[2], item.code) for item in problems} == {
        ("a.jpg", "image-location"),
        ("b.jpg", "photo-size"),
    }


def test_the_command_makes_both_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = small_tree.lay_out(tmp_path / "root", {"ky/practices/suu.md": LEAST}, DATA)
    (tmp_path / "a.jpg").write_bytes(picture(place=True))
    assert main(["photo", str(tmp_path / "a.jpg"), "suu", "--root", str(root), "--lang", "en"]) == 0
    assert re.search(r"photos:\n +- \{id: suu", capsys.readouterr().out)
    assert {path.name for path in (root / "docs/ky/practices/photos").iterdir()} == {"suu.webp", "suu.jpg"}
    assert main(["photo", str(tmp_path / "a.jpg"), "nosuch", "--root", str(root), "--lang", "en"]) == 2
    assert "nosuch" in capsys.readouterr().err


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_what_the_command_prints_is_no_card_yet(tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str) -> None:
    root = small_tree.lay_out(tmp_path / "root", {"ky/practices/suu.md": LEAST}, DATA)
    (tmp_path / "a.jpg").write_bytes(picture())
    assert main(["photo", str(tmp_path / "a.jpg"), "suu", "--root", str(root), "--lang", lang]) == 0
    out = capsys.readouterr().out
    lines = re.search(r"photos:\n.*\n", out)
    assert lines and "CC BY-SA 3.0" in out[lines.end() :]
    file = root / "docs/ky/practices/suu.md"
    file.write_text(LEAST.replace("sources:", f"{lines[0]}sources:", 1), encoding="utf-8")
    found = [item.code for item in load_portal(root)[1]]
    assert sorted(found) == ["field-choice", "field-unfilled", "field-unfilled"]


def test_a_second_photograph_has_a_name_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    card = "photos: [{id: suu, alt: Суу, author: А, licence: CC0}, {id: svet, alt: Жарык, author: А, licence: CC0}]\n"
    text = LEAST.replace("sources:", f"{card}sources:", 1)
    root = small_tree.lay_out(tmp_path / "root", {"ky/practices/suu.md": text}, DATA)
    told = [item.hint("ru").split("»")[0] for item in load_portal(root)[1] if item.code == "photo-missing"]
    calls = [hint.partition("portal photo СНИМОК.jpg ")[2] for hint in told]
    assert calls == ["suu", "suu --name svet"]
    for number, call in enumerate(calls):
        (tmp_path / "a.jpg").write_bytes(picture(1200 + number))
        assert main(["photo", str(tmp_path / "a.jpg"), *call.split(), "--root", str(root), "--lang", "ru"]) == 0
        assert "уже есть в карточке" in capsys.readouterr().out
    assert load_portal(root)[1] == ()
    Image.new("RGB", (1200, 900), "red").save(tmp_path / "a.jpg")
    again = ["photo", str(tmp_path / "a.jpg"), "suu", "--root", str(root), "--lang", "ru"]
    assert main(again) == 2
    free = re.search(r"suu --name (\S+)", capsys.readouterr().err)
    assert free
    assert main([*again, *free[0].split()[1:]]) == 0
    assert "в конец списка «photos»" in capsys.readouterr().out
    assert main([*again, "--name", "../a"]) == 2


# What social networks show beside a link ----------------------------------------------------------------------


def test_a_link_that_is_shared_has_a_picture_of_its_kind_and_language() -> None:
    for kind in (*KINDS, "page"):
        for lang in LANGS:
            picture_of = Image.open(browsing.REPOSITORY / f"overrides/{built_name(f'share-{kind}-{lang}.png')}")
            assert picture_of.size == (1200, 630), (kind, lang)


def test_pages_say_what_is_shared_where_the_address_is_known(tmp_path: Path, site: Path) -> None:
    assert not tree(site, "practices/kyska").css('meta[property^="og:"]')
    built = browsing.build_small_site(
        tmp_path, {"ky/practices/kyska.md": LEAST}, data={**small_tree.DATA, **DATA}, standing=(), language="ru",
        env={"SITE_URL": "https://example.org/p/", "SITE_CONTACT": "a@example.org"},
    )  # fmt: skip
    assert built.ok, built.output
    page = tree(Path(built.site), "practices/kyska")
    tags = {node.attributes["property"]: node.attributes["content"] for node in page.css('meta[property^="og:"]')}
    assert tags["og:title"] == "Кыска" and tags["og:url"] == "https://example.org/p/practices/kyska.html"
    assert tags["og:image"] == "https://example.org/p/assets/images/share-practice-ky.png"
    assert (Path(built.site) / "assets/images/share-practice-ky.png").is_file()
    assert page.css_first('meta[name="twitter:card"]') is not None


def test_ticked_conditions_stay_on_the_device_and_print_alone(site: Path, browser: Browser) -> None:
    with browsing.open_page(browser, **browsing.PHONE) as page:
        page.add_init_script("window.print = () => { window.printed = document.querySelector('main').innerHTML; };")
        page.goto((site / "practices/tolok.html").as_uri())
        box = page.locator(".p-conditions input")
        box.check()
        page.reload()
        assert box.is_checked()
        assert page.evaluate("Object.keys(localStorage)") == ["portal-ticks:practices/tolok"]
        page.get_by_role("button", name="Тизмени басып чыгаруу").click()
        page.evaluate("document.querySelector('main').innerHTML = window.printed")
        page.evaluate("document.documentElement.classList.add('p-prints-ticks')")
        page.emulate_media(media="print")
        seen = page.locator("#content").inner_text()
        assert "План бар" in seen and "Толук тажрыйба" in seen
        assert "1 000 000" not in seen.replace("\u00a0", " ") and "Насос" not in seen


def test_the_cards_of_a_filtered_list_say_for_how_many_and_at_which_cost(site: Path, browser: Browser) -> None:
    with browsing.open_page(browser, **browsing.PHONE) as page:
        page.goto((site / "practices/index.html").as_uri() + "?topic=drinking-water")
        page.wait_for_selector(".p-chip")
        told = page.locator("[data-portal-list] .p-card__passport").all_inner_texts()
        assert any(one.replace("\u00a0", " ").startswith("2 000 адам · 1 000 000 сом · ") for one in told), told


@pytest.mark.parametrize(
    ("unit", "ru", "ky"),
    [("people", "более 1 000 человек", "1 000 адамдан ашык"), ("KGS", "более 1 000 сомов", "1 000 сомдон ашык")],
)
def test_a_figure_says_that_it_is_more_than_that(unit: str, ru: str, ky: str) -> None:
    figure = PracticeFigure.model_validate({"id": "a", "label": "А", "value": 1000, "unit": unit, "over": True})
    told = [figure_value(figure, Interface(lang)).replace("\xa0", " ").replace("\u202f", " ") for lang in ("ru", "ky")]
    assert told == [ru, ky]
