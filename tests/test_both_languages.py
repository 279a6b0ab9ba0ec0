"""Both languages of a document beside each other: what stands beside what, and which documents are there at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode as Node

import browsing
import warm_builds
from portal.corpus.load import load_portal
from portal.corpus.visible import visible
from portal.pages.blocks import beside, blocks
from portal.pages.embedding import without_last_heading
from portal.pages.pairs import PAGES, page_of
from repeating import repeated
from small_tree import ORIGINAL, RESOLUTION, current

pytestmark = pytest.mark.slow

TEXT = """
Кыска сөз [шилтеме](#results), [башкасы](ekinchi.md).

## Натыйжа

1. Биринчи 2024.
2. Экинчи.

| Жыл | Сан |
|---|---|
| 2024 | 5 |
"""
RUSSIAN = """
Коротко, [ссылка](#results), [другое](ekinchi.md).

## Результат

1. Первое 2024.
2. Второе.

| Год | Число |
|---|---|
| 2024 | 5 |
"""
TWO = ORIGINAL.split("## Көйгөй")[0] + "## Көйгөй\n\nСуу жок болчу.\n\n## Эмне жасалды\n" + TEXT
TALKED = RESOLUTION.replace("Текст.", "Стол.\n\nЧечимдин тексти.")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with pairs of several kinds, one of them older than its original, one withdrawn."""
    folder = tmp_path_factory.mktemp("both")
    root = warm_builds.lay_out_project(folder / "project")
    withdrawn = ORIGINAL.replace(
        "added:", "review: withdrawn\nwithdrawn: {date: 2026-11, reason: {ky: Эскирди.}}\nadded:"
    )
    russian = current(TWO).replace("Протянули трубу.\n", RUSSIAN)
    talked = re.sub(r"revision: \w+", "revision: r0000000000", current()).replace(
        "figures: {cost: Стоимость}", "recommendations: {1: Дать воду., 3: Построить дорогу.}"
    )
    browsing.write_files(root / "docs", {
        "ky/practices/suu.md": TWO, "ru/practices/suu.md": russian,
        "ky/practices/kaitkan.md": withdrawn, "ru/practices/kaitkan.md": current(),
        "ky/resolutions/chechim.md": TALKED, "ru/resolutions/chechim.md": talked,
    })  # fmt: skip
    warm_builds.make(root, folder / "site")
    return folder / "site"


def section(site: Path, slug: str, lang: str = "ky") -> Node:
    page = ("ru/" if lang == "ru" else "") + page_of(slug) + ".html"
    found = HTMLParser((site / page).read_text(encoding="utf-8")).css_first(f"section#{slug}")
    assert found is not None, page
    return found


def rows(node: Node) -> list[tuple[str, str]]:
    """What stands beside what, as words."""
    found = []
    for row in node.css(".p-pair__row"):
        one, two = (" ".join(side.text(separator=" ").split()) for side in row.css(".p-pair__row > div"))
        found.append((one, two))
    return found


def test_what_belongs_together_stands_in_one_row(site: Path) -> None:
    found = rows(section(site, "suu"))
    assert found[0] == ("Суу түтүгү", "Водопровод")
    assert found[2:] == [
        ("Көйгөй", "Проблема"), ("Суу жок болчу.", "Воды не было."), ("Эмне жасалды", "Что сделали"),
        ("Кыска сөз шилтеме , башкасы .", "Коротко, ссылка , другое ."), ("Натыйжа", "Результат"),
        ("Биринчи 2024.", "Первое 2024."), ("Экинчи.", "Второе."), ("Жыл Сан 2024 5", "Год Число 2024 5"),
    ]  # fmt: skip
    assert rows(section(site, "suu", "ru")) == [(two, one) for one, two in found], "its own language first"
    items = section(site, "suu").css(".p-pair__row ol")
    assert [item.attributes.get("start") for item in items] == [None, None, "2", "2"]


def test_the_other_language_is_marked_and_headings_have_no_gaps(site: Path) -> None:
    for slug in ("suu", "chechim"):
        for side, lang in ((1, None), (2, "ru")):
            marks = {
                one.attributes.get("lang") for one in section(site, slug).css(f".p-pair__row > div:nth-child({side})")
            }
            assert marks == {lang}
        levels = [int(node.tag[1]) for node in section(site, slug).css("h2, h3, h4")]
        assert levels[:2] == [2, 2] and set(levels[2:]) <= {3}


def test_recommendations_stand_beside_each_other_and_an_old_translation_is_told(site: Path) -> None:
    found = section(site, "chechim")
    assert rows(found)[-2:] == [("Суу берүү.", "Дать воду."), ("Жол салуу.", "Построить дорогу.")]
    assert found.css_first(".p-notice--outdated") is not None and section(site, "suu").css_first(".p-notice") is None


def test_sources_stand_below_both_languages_and_no_heading_ends_a_text(site: Path) -> None:
    for lang in ("ky", "ru"):
        found = section(site, "suu", lang)
        assert found.css("h3")[-1].parent.css("ol > li")
        assert "practices/suu.html" in found.css_first(".p-paper").text()
        heads = [row for row in found.css(".p-pair__row") if row.css_first("h3")]
        assert heads and all("p-pair__row--head" in str(row.attributes["class"]) for row in heads)
    assert without_last_heading("<h2>А</h2><p>б</p>") == "<h2>А</h2><p>б</p>"
    assert without_last_heading('<h2>А</h2><p>б</p><h2 id="a">В <b>г</b></h2>\n') == "<h2>А</h2><p>б</p>"


def test_links_lead_to_pages_and_no_anchor_would_hide_the_text(site: Path) -> None:
    for page in sorted(site.glob("**/both/*.html")):
        tree = HTMLParser(page.read_text(encoding="utf-8"))
        ids = [node.attributes["id"] or "" for node in tree.css("[id]")]
        assert len(set(ids)) == len(ids)
        shown = {f"#{node.attributes['id']}" for node in tree.css("section.p-pair")}
        for node in tree.css("a[href]"):
            href = node.attributes["href"] or ""
            if href.startswith("#"):
                assert href in shown, (page, href)
            elif not re.match(r"[a-z]+:", href):
                path, _, anchor = href.partition("#")
                target = (page.parent / path).resolve()
                assert target.is_file(), (page, href)
                assert not anchor or f'id="{anchor}"' in target.read_text(encoding="utf-8"), (page, href)


def test_documents_lead_there_and_no_list_does(site: Path) -> None:
    for path, lang in (("practices/suu.html", "ky"), ("ru/practices/suu.html", "ru")):
        tree = HTMLParser((site / path).read_text(encoding="utf-8"))
        links = [node.attributes["href"] for node in tree.css(".p-langs__both, .p-both a")]
        assert links == [f"../{page_of('suu')}.html#suu"] * 2
        assert section(site, "suu", lang) is not None
    for lonely in ("practices/jalgyz.html", "ru/practices/jalgyz.html", "practices/kaitkan.html"):
        assert "both/" not in (site / lonely).read_text(encoding="utf-8"), lonely
    whole = "".join(page.read_text(encoding="utf-8") for page in site.glob("both/*.html"))
    assert "Жалгыз" not in whole and 'id="kaitkan"' not in whole
    for name in ("sitemap.xml", "feeds/ky/index.xml", "data/documents.json"):
        assert "both/" not in (site / name).read_text(encoding="utf-8")
    assert not any("both/" in file.read_text(encoding="utf-8") for file in (site / "assets/search").rglob("*.js"))
    for page in site.glob("**/both/*.html"):
        text = page.read_text(encoding="utf-8")
        assert '<meta name="robots" content="noindex">' in text and 'rel="canonical"' not in text


# --- Of which blocks a text consists --------------------------------------------------------

WORDS = st.text("абв 1", min_size=1, max_size=12).filter(str.strip)
LEAVES = st.one_of(
    WORDS.map(lambda text: f"<p>{text} &amp;<br>x</p>"),
    st.integers(2, 4).map(lambda level: f'<h{level} id="a">б</h{level}>'),
    st.lists(WORDS.map(lambda text: f"<li><ul><li>{text}</li></ul></li>"), min_size=1, max_size=3).map(
        lambda items: f"<ul>{''.join(items)}</ul>"
    ),
    st.just('<ol start="4"><li>а</li><li>б</li></ol>'), st.just("<hr>"),
    st.just('<div class="x"><p>а</p><div><p>б</p></div></div>'), st.just("<pre><code>&lt;p&gt;</code></pre>"),
)  # fmt: skip


def plain(html: str) -> str:
    return re.sub(r"\s|</?(ul|ol)[^>]*>", "", html)


@repeated(60)
@given(st.lists(LEAVES, max_size=6), st.lists(LEAVES, max_size=6))
def test_nothing_of_a_text_is_lost_or_moved(one: list[str], two: list[str]) -> None:
    texts = ["\n".join(one), "\n".join(two)]
    for text in texts:
        assert plain("".join(block.html for block in blocks(text))) == plain(text)
    found = beside(*texts)
    for side, text in enumerate(texts):
        assert plain("".join(row[side] for row in found)) == plain(text)
    assert all(row[0] or row[1] for row in found)


def test_numbers_of_a_list_go_on() -> None:
    found = [block.html for block in blocks('<ol start="4" class="x">\n<li>а</li>\n<li>б</li>\n</ol>')]
    assert found == ['<ol class="x" start="4"><li>а</li></ol>', '<ol class="x" start="5"><li>б</li></ol>']


def test_a_paragraph_that_was_split_stays_beside_its_original() -> None:
    one = "<p>" + "Суу түтүгү 2017-жылы тартылды жана 24 үйгө жетти. " * 4 + "</p><h2>Акча</h2><p>5 сом.</p>"
    half = "Водопровод провели в 2017 году, он дошёл до 24 домов. " * 2
    found = beside(one, f"<p>{half}</p><p>{half}</p><h2>Деньги</h2><p>5 сомов.</p>")
    assert [(row[0].count("<p>"), row[1].count("<p>")) for row in found] == [(1, 2), (0, 0), (1, 1)]


def test_the_real_documents_stand_beside_each_other() -> None:
    """Of what editors translated part by part, hardly a part is left without its partner."""
    portal = visible(load_portal(browsing.REPOSITORY)[0])
    alone = total = 0
    for slug in portal.documents:
        sides = [body.html for lang in ("ky", "ru") if (body := portal.bodies.get((lang, slug)))]
        if len(sides) == 2:
            found = beside(*sides)
            total += len(found)
            alone += sum(not (one and two) for one, two in found)
    assert total > 1000 and alone <= total * 0.01, (alone, total)


def test_pages_are_few_however_many_documents_there_are() -> None:
    found = [page_of(f"doc-{number}") for number in range(20 * PAGES)]
    assert len(set(found)) == PAGES and max(map(found.count, set(found))) < 50
    assert page_of("suu") == page_of("suu") and re.fullmatch(r"both/[0-7][0-9a-f]", page_of("suu"))


# --- In a browser -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pair(built_site: Path) -> str:
    """The address of both languages of a real document."""
    text = (built_site / "practices/ak-chiy-kachybek-water.html").read_text(encoding="utf-8")
    found = re.search(r'href="\.\./(both/[^"]+)"', text)
    assert found
    return found[1]


def visible_ids(page: browsing.Page) -> list[str]:
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('.p-pair')].filter((one) => one.offsetHeight).map((one) => one.id)"
    )
    return found


def columns(page: browsing.Page) -> Iterator[tuple[float, float]]:
    """Left edges of both sides of each visible row."""
    for row in page.locator(".p-pair:target .p-pair__row").all():
        boxes = [side.bounding_box() for side in row.locator("> div").all()]
        yield tuple(box["x"] for box in boxes if box)  # type: ignore[misc]


@pytest.mark.parametrize("scripts", [True, False])
def test_one_document_is_shown_in_two_columns_or_in_turn(
    browser: Browser, file_site: str, pair: str, scripts: bool
) -> None:
    slug = pair.partition("#")[2]
    for options, in_turn in ((browsing.DESKTOP, False), (browsing.PHONE, True)):
        with browsing.open_page(browser, java_script_enabled=scripts, **options) as page:
            page.goto(file_site + pair)
            assert visible_ids(page) == [slug]
            assert not page.locator(".p-pair__others").is_visible()
            assert {len({*sides}) == 1 for sides in columns(page)} == {in_turn}
            page.goto(file_site + "index.html")
            page.goto(file_site + pair.partition("#")[0])
            assert visible_ids(page) == [] and page.locator(".p-pair__others a").first.is_visible()


def test_the_switch_keeps_the_document_and_paper_has_two_columns(browser: Browser, http_site: str, pair: str) -> None:
    with browsing.open_page(browser, **browsing.PHONE) as page:
        page.goto(http_site + pair)
        page.locator("a[data-portal-switch]").click()
        page.wait_for_url(f"{http_site}ru/{pair}")
        page.emulate_media(media="print")
        assert all(one < two for one, two in columns(page))
