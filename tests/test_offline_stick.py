"""The real portal on a stick: whole, small enough for Windows, in parts, in the browser, from edition to edition."""

from __future__ import annotations

import json
import os
import posixpath
import random
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

import browsing
import small_tree
from offline_editions import MARKER_TEXT, picture
from portal.corpus.corpus import Portal
from portal.corpus.load import load_portal
from portal.publish.html.properties import read_properties
from portal.publish.offline.archive import in_order
from portal.publish.offline.build import Made, make_edition, read_data
from portal.publish.offline.hashes import files
from portal.publish.offline.names import name_problems
from portal.publish.offline.stick.update import START, Disk, FolderSource, faults, is_ours, update
from portal.publish.offline.subsets import Subset
from portal.publish.offline.whole import SHEET, is_sheet
from portal.words.interface import Interface

PROPERTIES = read_properties(browsing.REPOSITORY)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from firefox import Firefox

TIME = 1_790_000_000


@pytest.fixture(scope="module")
def portal() -> Portal:
    found, problems = load_portal(browsing.REPOSITORY)
    assert problems == ()
    return found


@pytest.fixture(scope="module")
def whole(portal: Portal, built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make_edition(portal, built_site, tmp_path_factory.mktemp("whole"), Subset(), TIME, PROPERTIES)


@pytest.fixture(scope="module")
def russian(portal: Portal, built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make_edition(portal, built_site, tmp_path_factory.mktemp("russian"), Subset("ru"), TIME, PROPERTIES)


@pytest.fixture(scope="module")
def part(portal: Portal, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Two topics in one language, built anew: the lists and the search know only what is there."""
    folder = tmp_path_factory.mktemp("part")
    topics = tuple(sorted({topic for item in portal.content for topic in getattr(item.meta, "topics", ())})[:2])
    built = browsing.build(browsing.REPOSITORY, folder / "site", PORTAL_TOPICS=" ".join(topics))
    assert built.ok, built.output
    return make_edition(portal, folder / "site", folder, Subset("ky", topics), TIME, PROPERTIES)


def broken_links(folder: Path) -> list[str]:
    """Links, pictures, styles and scripts that lead to no file."""
    there = set(files(folder))
    found = []
    for path in sorted(there):
        if not path.endswith(".html"):
            continue
        tree = LexborHTMLParser((folder / path).read_text(encoding="utf-8"))
        for node in tree.css("[href], [src]"):
            reference = node.attributes.get("href") or node.attributes.get("src") or ""
            parts = urlsplit(reference)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
            if target not in there:
                found.append(f"{path}: {reference}")
    return found


# --- What is on the stick ---------------------------------------------------------------


def test_edition_is_whole_and_windows_can_hold_it(whole: Made) -> None:
    assert faults(Disk(whole.folder)) == []
    assert name_problems(files(whole.folder)) == ()
    assert all(is_ours(path) for path in files(whole.folder) if path not in {"edition.json", "hashes.sha256"})
    top = {place.name for place in whole.folder.iterdir()}
    assert top == {
        "АЧУУ-ОТКРЫТЬ.html", "НУСКАМА-ИНСТРУКЦИЯ.txt", "edition.json", "hashes.sha256", "update.bat",
        "system", "portal",
    }  # fmt: skip
    shown = [name.partition(".")[0].lower() for name in top]  # Windows hides the suffixes
    assert len({name[:4] for name in shown}) == len(shown), "no two look alike"
    assert [name for name in top if name.endswith(".html")] == [START], "one thing to click"
    assert (whole.folder / "system/update.ps1").read_bytes().startswith(b"\xef\xbb\xbf# ")
    assert (whole.folder / "update.bat").read_bytes().startswith(b"@echo off\r\n")
    data = {place.name for place in (whole.folder / "portal/data").iterdir()}
    assert {"documents.csv", "acts.csv"} < data and not any(name.endswith(".json") for name in data), "for programs"


def test_passport(whole: Made, portal: Portal) -> None:
    passport = json.loads((whole.folder / "edition.json").read_text(encoding="utf-8"))
    assert passport["documents"] == len(list(portal.content)) == whole.documents
    assert passport["day"] == whole.day
    assert passport["content"] == whole.revision
    assert passport["files"] == whole.files == len(files(whole.folder)) - 2
    assert (passport["subset"], passport["languages"], passport["topics"]) == ("all", ["ky", "ru"], [])


@pytest.mark.parametrize("name", ["whole", "russian", "part"])
def test_all_links_lead_somewhere(name: str, request: pytest.FixtureRequest) -> None:
    made: Made = request.getfixturevalue(name)
    assert broken_links(made.folder) == []


def test_pages_do_not_hold_the_edition(whole: Made) -> None:
    """Else every page would be new with every edition. Three pages name files that do, by what these hold."""
    data = read_data(whole.folder / "portal")
    holding = [
        path for path in files(whole.folder / "portal")
        if path.endswith((".html", ".js", ".css")) and not is_sheet(f"portal/{path}")
        and (data["revision"].encode() in (text := (whole.folder / "portal" / path).read_bytes())
             or data["ky"]["line"].encode() in text)
    ]  # fmt: skip
    own = [browsing.built(whole.folder / "portal", name) for name in ("edition-own.js", "edition-own.css")]
    # Beside them the small sheets by which a half copy is known, which are no files of the site.
    assert holding == ["assets/edition-data.js", "assets/edition.css", *own]
    naming = [
        path for path in files(whole.folder / "portal")
        if path.endswith(".html") and "edition-own." in (whole.folder / "portal" / path).read_text(encoding="utf-8")
    ]  # fmt: skip
    assert naming == sorted(f"{lang}{name}.html" for lang in ("", "ru/") for name in ("index", "about", "offline"))


def test_one_language(whole: Made, russian: Made) -> None:
    assert faults(Disk(russian.folder)) == []
    assert russian.bytes < whole.bytes * 0.7
    assert not (russian.folder / "portal/assets/search/ky").exists()
    kept, left = (russian.folder / "portal" / path for path in ("ru/catalogue.html", "catalogue.html"))
    assert "data-portal-left-out" not in kept.read_text(encoding="utf-8")
    page = LexborHTMLParser(left.read_text(encoding="utf-8"))
    assert page.css_first("html").attributes["lang"] == "ky"
    assert page.css_first("a").attributes["href"] == "ru/catalogue.html"
    start = (russian.folder / START).read_text(encoding="utf-8")
    assert 'href="portal/index.html"' not in start
    assert start.count('href="portal/ru/index.html"') == 2


def test_topics(whole: Made, part: Made, portal: Portal) -> None:
    assert faults(Disk(part.folder)) == []
    assert part.documents < whole.documents
    assert part.bytes < whole.bytes * 0.5
    passport = json.loads((part.folder / "edition.json").read_text(encoding="utf-8"))
    chosen = set(passport["topics"])
    for item in portal.content:
        page = (part.folder / "portal" / f"{item.key}.html").read_text(encoding="utf-8")
        assert ("data-portal-left-out" in page) == chosen.isdisjoint(item.meta.topics), item.key
        other = (part.folder / "portal/ru" / f"{item.key}.html").read_text(encoding="utf-8")
        assert "data-portal-left-out" in other
    catalogue = (part.folder / "portal/catalogue.html").read_text(encoding="utf-8")
    left = [item.key for item in portal.content if chosen.isdisjoint(item.meta.topics)]
    assert not [key for key in left if f'"{key}.html"' in catalogue]
    search = "".join(
        place.read_text(encoding="utf-8") for place in (part.folder / "portal/assets/search/ky").glob("d*.js")
    )
    assert not [key for key in left if f'"{key}"' in search]


def test_small_pages_are_valid(russian: Made, part: Made, tmp_path: Path) -> None:
    """Two of them, and the start pages."""
    places = []
    for number, source in enumerate(
        [russian.folder / "portal/catalogue.html", part.folder / "portal/ru/index.html", part.folder / START]
    ):
        places.append(tmp_path / f"{number}.html")
        shutil.copyfile(source, places[-1])
    assert browsing.html_validate(places) == []


# --- From edition to edition ---------------------------------------------------------------


@pytest.mark.site
def test_between_two_editions_that_differ_by_one_document(tmp_path: Path) -> None:
    made = []
    names = ["bir", "eki", "uch", "tort"]
    for number in (3, 4):
        documents = {
            f"ky/practices/{name}.md": small_tree.ORIGINAL.replace("Суу түтүгү", name) for name in names[:number]
        }
        folder = tmp_path / f"edition-{number}"
        built = browsing.build_small_site(
            folder,
            documents,
            data=small_tree.DATA,
            env={"SOURCE_DATE_EPOCH": str(TIME + number * 86_400)},
            strict=False,
        )
        assert built.ok, built.output
        small, _ = load_portal(folder / "portal")
        made.append(make_edition(small, built.site, folder / "dist", Subset(), TIME + number * 86_400, PROPERTIES))
    old, new = made
    assert old.revision != new.revision
    stick = shutil.copytree(old.folder, tmp_path / "stick")
    (stick / "portal/own.txt").write_text("mine", encoding="utf-8")
    plan = update(Disk(stick), FolderSource(new.folder), MARKER_TEXT)
    assert picture(stick) == picture(new.folder) | {"portal/own.txt": b"mine"}
    pages = [path for path in plan.write if path.endswith(".html")]
    assert "portal/practices/tort.html" in pages
    assert "portal/use.html" not in pages  # home, about and offline name their edition
    assert "portal/acts/index.html" not in pages or len(pages) < new.files / 4
    assert len(pages) < new.files / 4


# --- In the browser --------------------------------------------------------------------------


@pytest.fixture
def stick(whole: Made, tmp_path: Path) -> Path:
    """A copy with a blank in its path, as people have it."""
    return shutil.copytree(whole.folder, tmp_path / "Менин флешкам 1")


def open_start(browser: Browser, folder: Path, **options: Any) -> Iterator[Page]:
    with browsing.open_page(browser, **browsing.DESKTOP, **options) as page:
        page.goto((folder / START).as_uri())
        yield page


@pytest.mark.parametrize(
    ("locale", "lang", "target"),
    [
        ("ky-KG", "ky", "portal/index.html"),
        ("ru-RU", "ru", "portal/ru/index.html"),
        ("en-US", "ky", "portal/index.html"),
    ],
)
def test_start_page_picks_the_language(browser: Browser, stick: Path, locale: str, lang: str, target: str) -> None:
    for page in open_start(browser, stick, locale=locale):
        assert page.locator("html").get_attribute("lang") == lang
        assert page.locator("section").first.get_attribute("lang") == lang
        assert page.locator("section").count() == 2
        line = read_data(stick / "portal")[lang]["line"]
        assert line in page.locator(f"section[lang={lang}]").inner_text()
        page.keyboard.press("Enter")  # the button has the focus
        page.wait_for_url("**/index.html")
        assert unquote(page.url).endswith(f"{stick.name}/{target}")
        assert page.locator("html").get_attribute("lang") == lang
        assert page.locator("[data-portal-edition]").last.inner_text() == line
        assert browsing.script_errors(page) == []
        assert browsing.failed_requests(page) == []
        assert browsing.foreign_requests(page, stick.as_uri()) == []


def test_start_page_without_scripts(browser: Browser, stick: Path) -> None:
    for page in open_start(browser, stick, java_script_enabled=False):
        links = page.locator("a.open")
        assert [links.nth(n).get_attribute("href") for n in range(2)] == ["portal/index.html", "portal/ru/index.html"]
        links.nth(1).click()
        page.wait_for_url("**/ru/index.html")
        assert page.locator("h1").first.is_visible()


def test_start_page_is_accessible(browser: Browser, stick: Path) -> None:
    for page in open_start(browser, stick):
        assert browsing.run_axe(page) == []


def test_edition_line_without_scripts(browser: Browser, stick: Path) -> None:
    with browsing.open_page(browser, **browsing.DESKTOP, java_script_enabled=False) as page:
        page.goto((stick / "portal/ru/about.html").as_uri())
        shown = page.locator("[data-portal-edition]").last
        content = shown.evaluate("node => getComputedStyle(node, '::before').content")
        assert read_data(stick / "portal")["ru"]["line"] in content


AFTER = "const late = Date.now() + {days} * 864e5; Date.now = () => late;"


@pytest.mark.parametrize(("days", "shown"), [(0, False), (300, False), (400, True), (-4000, False)])
def test_old_edition_says_so(browser: Browser, stick: Path, days: int, shown: bool) -> None:
    with browsing.open_page(browser, **browsing.DESKTOP) as page:
        page.add_init_script(AFTER.format(days=days))
        for path, lang in (("portal/index.html", "ky"), ("portal/ru/practices/index.html", "ru")):
            page.goto((stick / path).as_uri())
            notice = page.locator("[data-portal-edition-notice]")
            assert notice.is_visible() == shown
            if shown:
                assert notice.inner_text().strip() == read_data(stick / "portal")[lang]["old"]
        page.goto((stick / START).as_uri())
        assert page.locator("[data-portal-notice]").first.is_visible() == shown


def test_half_updated_stick_says_so_on_every_page(browser: Browser, stick: Path) -> None:
    shutil.copyfile(stick / "system/unfinished.js", stick / "portal/assets/edition-data.js")
    with browsing.open_page(browser, **browsing.DESKTOP) as page:
        for path, words in (("portal/index.html", "аягына чыккан жок"), ("portal/ru/about.html", "не закончено")):
            page.goto((stick / path).as_uri())
            assert words in page.locator("[data-portal-edition-notice]").inner_text()
        page.goto((stick / START).as_uri())
        assert page.locator("[data-portal-notice]").first.is_visible()


def test_search_and_missing_pages_in_an_edition_of_one_language(browser: Browser, russian: Made) -> None:
    with browsing.open_page(browser, **browsing.DESKTOP) as page:
        page.goto((russian.folder / "portal/ru/search.html").as_uri() + "?q=вода")
        page.locator(".p-results a, .p-result a").first.wait_for()
        assert browsing.script_errors(page) == [] or all(
            "ky" in text or "ERR_FILE_NOT_FOUND" in text for text in browsing.script_errors(page)
        )
        page.goto((russian.folder / "portal/practices/index.html").as_uri())
        page.get_by_role("link").first.click()
        page.wait_for_url("**/ru/practices/index.html")


# --- A copy that was broken off ----------------------------------------------------------------

PLACES = 100
COPY = "[...document.querySelectorAll('.p-copy')].some((one) => one.getClientRects().length > 0)"
#: The link that the page puts into its head has come or failed.
ASKED = "document.readyState === 'complete' && !document.querySelector('noscript[data-portal-copy]')"


def depth_first(folder: Path, order: Callable[[list[str]], list[str]], files_first: bool, base: str = "") -> list[str]:
    """The files of a folder as a program copies them that goes through its folders."""
    names = order([place.name for place in folder.iterdir()])
    if files_first:
        names = sorted(names, key=lambda name: (folder / name).is_dir())
    found = []
    for name in names:
        inner = (folder / name).is_dir()
        found += depth_first(folder / name, order, files_first, f"{base}{name}/") if inner else [base + name]
    return found


def shuffled(seed: int) -> Callable[[list[str]], list[str]]:
    chance = random.Random(seed)
    return lambda names: chance.sample(sorted(names), len(names))


def orders(made: Made) -> dict[str, list[str]]:
    """In which order the files of a stick arrive."""
    return {
        "names": sorted(files(made.folder)),
        "folder by folder": depth_first(made.folder, sorted, files_first=False),
        "names, the last first": depth_first(made.folder, lambda names: sorted(names, reverse=True), files_first=False),
        "zip": in_order(made.folder),
        **{f"files first {n}": depth_first(made.folder, shuffled(n), files_first=True) for n in range(5)},
    }


def test_wherever_a_copy_ends_something_that_shows_it_is_missing(whole: Made) -> None:
    for name, order in orders(whole).items():
        assert len(order) == whole.files + 2
        last = max(number for number, path in enumerate(order) if is_sheet(path))
        # What may come after it is at the top, and no page.
        assert {path for path in order[last + 1 :] if "/" in path} == set(), name
        assert len(order) - 1 - last <= 3, name


def half(whole: Made, target: Path, order: Iterable[str]) -> Path:
    """The first files of a copy."""
    order = list(order)
    for folder in {posixpath.dirname(path) for path in order}:
        (target / folder).mkdir(parents=True, exist_ok=True)
    for path in order:
        os.link(whole.folder / path, target / path)
    return target


def test_half_a_copy_says_so_with_whatever_is_there(browser: Browser, whole: Made, tmp_path: Path) -> None:
    told = Interface("ru").t("edition.copy")
    pages = ["portal/ru/search.html"]
    everything = [
        path for path in sorted(files(whole.folder))
        if path in {START, *pages} or is_sheet(path) or ("/assets/" in path and "/search/" not in path)
    ]  # fmt: skip
    parts = {
        "pages alone": [path for path in everything if path.endswith(".html")],
        "no script": [path for path in everything if "/javascripts/" not in path],
        "one folder is not there": [path for path in everything if path != f"portal/data/{SHEET}"],
    }
    with browsing.open_page(browser, **browsing.DESKTOP) as page:
        for number, there in enumerate(parts.values()):
            root = half(whole, tmp_path / str(number), there)
            for path in pages:
                page.goto((root / path).as_uri())
                browsing.until(page, ASKED)
                assert page.locator(".p-copy").is_visible()
                assert page.locator(".p-copy").inner_text().strip() == told
        page.goto((root / START).as_uri())
        assert page.locator(".p-copy").first.is_visible()
    with browsing.open_page(browser, **browsing.DESKTOP) as page:
        for path in (*pages, START):
            page.goto((whole.folder / path).as_uri())
            if path != START:
                browsing.until(page, ASKED)
            assert not page.locator(".p-copy").first.is_visible()
        assert browsing.script_errors(page) == []
        assert browsing.failed_requests(page) == []


def test_half_a_copy_says_so_without_scripts(browser: Browser, whole: Made, russian: Made, tmp_path: Path) -> None:
    with browsing.open_page(browser, **browsing.DESKTOP, java_script_enabled=False) as page:
        for number, made in enumerate((whole, russian)):
            there = [
                path for path in files(made.folder) if "about" in path or (".css" in path and "system" not in path)
            ]
            cut = half(made, tmp_path / str(number), there)
            for root, shown in ((made.folder, False), (cut, True)):
                # The second is a small page in the place of one that the edition does not have.
                for path in ("ru/about.html", "about.html"):
                    page.goto((root / "portal" / path).as_uri())
                    assert page.locator(".p-copy").is_visible() == shown


def test_a_copy_over_an_older_edition_that_was_broken_off(browser: Browser, whole: Made, tmp_path: Path) -> None:
    """All that shows it is there, but of the edition before."""
    older = half(whole, tmp_path / "stick", (path for path in files(whole.folder) if not is_sheet(path)))
    for path in filter(is_sheet, files(whole.folder)):
        text = (whole.folder / path).read_text(encoding="utf-8")
        (older / path).parent.mkdir(parents=True, exist_ok=True)
        (older / path).write_text(text.replace(whole.revision, "0" * 8), encoding="utf-8")
    with browsing.open_page(browser, **browsing.DESKTOP) as page:
        page.goto((older / "portal/index.html").as_uri())
        browsing.until(page, ASKED)
        assert page.locator(".p-copy").is_visible()


def quiet(order: list[str]) -> int:
    """At how many places of a copy something below a folder is missing, and all that shows it is there."""
    last = max(number for number, path in enumerate(order) if is_sheet(path))
    return max(0, max(number for number, path in enumerate(order) if "/" in path) - last)


def test_as_disks_list_names_few_places_are_quiet(whole: Made) -> None:
    """ext4 and others list a folder by a hash of the names. One sheet in a folder leaves five places in a thousand."""
    found = [depth_first(whole.folder, shuffled(seed), files_first=False) for seed in range(60)]
    assert sum(map(quiet, found)) < 0.0035 * sum(map(len, found))
    assert max(map(quiet, found)) < 0.06 * len(found[0])


def silent(page: Page, root: Path, paths: Iterable[str]) -> Iterator[str]:
    """The pages that do not say that the copy is not whole."""
    for path in paths:
        page.goto((root / path).as_uri())
        if path != START:
            browsing.until(page, ASKED)
        if not page.evaluate(COPY):
            yield path


@pytest.mark.parametrize("order", ["names", "zip", "as a disk lists them"])
def test_wherever_a_copy_ends_its_pages_say_so(browser: Browser, whole: Made, tmp_path: Path, order: str) -> None:
    known = orders(whole)
    # By chance it may end where it is quiet (see above), so that the chance is the same each time.
    arriving = known.get(order) or depth_first(whole.folder, shuffled(23), files_first=False)
    chance = random.Random(23)
    with browsing.open_page(browser, **browsing.DESKTOP) as page:
        for place in chance.sample(range(len(arriving) // 4, len(arriving) - 10), 3):
            root = half(whole, tmp_path / str(place), arriving[:place])
            there = [path for path in arriving[:place] if path.endswith(".html")]
            assert list(silent(page, root, chance.sample(there, 2))) == [], f"{place} of {len(arriving)}"


@pytest.mark.long
@pytest.mark.parametrize("order", ["names", "folder by folder", "zip", "as the system lists them"])
def test_a_hundred_places_where_a_copy_ends(
    browser: Browser, firefox: Firefox, whole: Made, tmp_path: Path, order: str
) -> None:
    known = orders(whole)
    files_in_order = known.get(order) or depth_first(whole.folder, list, files_first=False)
    chance = random.Random(23)
    firefox.fresh()
    said_nothing, looked = [], 0
    with browsing.open_page(browser, **browsing.DESKTOP) as page:
        # Where nothing but files at the top is missing, the start page among them, the portal itself is whole.
        last = max(number for number, path in enumerate(files_in_order) if "/" in path)
        for number, place in enumerate(chance.sample(range(1, last + 1), PLACES)):
            root = half(whole, tmp_path / "half", files_in_order[:place])
            there = [path for path in files_in_order[:place] if path.endswith(".html")]
            asked = chance.sample(there, min(5, len(there)))
            looked += len(asked)
            said_nothing += [f"{place}: {path}" for path in silent(page, root, asked)]
            if number % 10 == 0 and there:
                firefox.goto((root / there[0]).as_uri())
                firefox.wait(ASKED)
                assert firefox.evaluate(COPY) or said_nothing
            shutil.rmtree(root)
    print(f"{order}: {looked} pages of {PLACES} copies, {len(said_nothing)} said nothing: {said_nothing[:5]}")
    # A folder in no order at all may end after all that would show it.
    assert len(said_nothing) <= (looked * 0.02 if order == "as the system lists them" else 0)
