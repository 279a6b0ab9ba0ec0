"""Documents as one file: what goes in, what stays out, the same bytes from the command and from the browser."""

from __future__ import annotations

import base64
import re
import shutil
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

import browsing
from page_types import of_type
from portal.commands.main import main
from portal.corpus.corpus import Portal
from portal.corpus.load import load_portal
from portal.corpus.settings import UNSET
from portal.publish.html.properties import read_properties
from portal.publish.onefile.clean import Part, Setting, clean
from portal.publish.onefile.kit import fill, make_kit, rules, style
from portal.publish.onefile.make import one_file, parts_of

PROPERTIES = read_properties(browsing.REPOSITORY)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PIXEL = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def portal() -> Portal:
    found, problems = load_portal(browsing.REPOSITORY)
    assert problems == ()
    return found


def cleaned(body: str, base: str = "", prefix: str = "", down: bool = False, **anchors: str) -> str:
    """The body of an article after cleaning; it stands in ru/practices/, beside the picture p.png."""
    setting = Setting(
        rules(),
        base,
        {f"ru/practices/{name}.html": anchor for name, anchor in anchors.items()},
        lambda path: PIXEL if path == "ru/practices/p.png" else None,
        {"ru": "нет рисунка: {alt}"},
    )
    html = f'<header>x</header><article id="content">{body}</article>'
    return clean(Part("ru/practices/a.html", "ru", html), setting, prefix, down).html


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "<p>a<script src='x.js'></script></p>",
        '<p onclick="alert(1)" style="color: red" tabindex="0" data-x="1">a</p>',
        '<a href="javascript:alert(1)">a</a>',
        '<a href=" JaVaScript:alert(1)">a</a>',
        '<a href="data:text/html,x">a</a>',
        '<a href="vbscript:x">a</a>',
        "<iframe src='x'></iframe><object data='x'></object><embed src='x'>",
        "<svg><script>1</script><foreignObject><p>a</p></foreignObject><use href='x#y'/></svg>",
        "<form action='x'><input><button>b</button></form>",
        "<video src='x'></video><link rel=stylesheet href=x><style>a{}</style><base href='//x/'>",
        "<p hidden>secret</p><template><p>x</p></template>",
        "<math><mtext><img src=x onerror=alert(1)></mtext></math>",
        '<img src="https://example.org/x.png" srcset="x 2x" alt="a">',
    ],
)
def test_nothing_that_runs_or_loads_gets_in(body: str) -> None:
    html = cleaned(body)
    assert not re.search(r"script|alert|onclick|onerror|style|iframe|object|embed|<form|secret|srcset|data:|use", html)
    tree = LexborHTMLParser(html)
    for node in tree.css("body *"):
        assert node.tag in rules().keep, node.tag
        assert not {"src", "action", "formaction"} & set(node.attributes)


LINKS = (
    '<h2 id="h">h</h2><a href="#h">own</a><a href="#gone">gone</a><a href="b.html#x">in</a>'
    '<a href="../acts/c.html?q=1#art_2">out</a><a href="https://a.kg/?x=1&amp;y=2">far</a>'
    '<a href="//a.kg/">bare</a>'
)
LEADS = ["#h", None, None, None, "https://a.kg/?x=1&y=2", None]


def test_links_lead_somewhere_or_are_words() -> None:
    plain = [node.attributes.get("href") for node in LexborHTMLParser(cleaned(LINKS)).css("a")]
    assert plain == LEADS
    html = cleaned(LINKS, base="https://p.kg/", prefix="d1-", down=True, b="d2")
    there = [node.attributes.get("href") for node in LexborHTMLParser(html).css("a")]
    assert there == ["#d1-h", None, "#d2", "https://p.kg/ru/acts/c.html?q=1#art_2", "https://a.kg/?x=1&y=2", None]
    assert '<h3 id="d1-h">' in html


DEAD = (
    '<p class="p-notice p-notice--translated">Бул котормо. <a href="../b.html">Түп нускасын ачуу</a></p>'
    '<p><label><span class="p-question__label">Жообуңуз</span> <input></label></p>'
    '<p class="p-lesson__note"><label>Менин жазууларым</label></p>'
    '<p class="p-notice p-notice--guide">Суроо: <a href="../c.html">Суу</a></p>'
)


def test_words_that_lead_to_nothing_stay_out() -> None:
    told = LexborHTMLParser(cleaned(DEAD)).css_first("body").text().split()
    assert told == ["Бул", "котормо.", "Суроо:", "Суу"]
    assert "Түп нускасын ачуу</a>" in cleaned(DEAD, base="https://p.kg/")


def test_pictures_go_in_as_data_or_are_told_of() -> None:
    assert f'src="data:image/png;base64,{base64.b64encode(PIXEL).decode()}"' in cleaned('<img src="p.png" alt="a">')
    for src in ("gone.png", "../../../etc/passwd.png", "p.exe", "file:///p.png", ""):
        html = cleaned(f'<img src="{src}" alt="&lt;Суу&gt;">')
        assert html == '<span class="of-picture">нет рисунка: &lt;Суу&gt;</span>'


def test_what_is_filled_in_is_no_template() -> None:
    assert fill("<{{a}}|{{b}}>", {"a": "{{b}}", "b": "{{a}}"}) == "<{{b}}|{{a}}>"


def test_a_page_without_article_is_refused() -> None:
    setting = Setting(rules(), "", {}, lambda _: None, {"ru": ""})
    with pytest.raises(ValueError, match=r"x\.html"):
        clean(Part("x.html", "ru", "<p>404</p>"), setting)


def slug(site: Path, kind: str) -> str:
    return Path(of_type(site, kind)).stem


def test_the_file_is_whole_small_and_valid(portal: Portal, built_site: Path, tmp_path: Path) -> None:
    files = []
    for kind in ("practice", "resolution", "concept"):
        parts = parts_of(portal, built_site, [slug(built_site, kind)], ("ky",))
        text = one_file(portal, built_site, parts, "ky", PROPERTIES)
        assert len(text.encode()) < 120_000, kind
        # Its own policy names the one style sheet; there is no address in it that a browser would load.
        found = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
        assert found and found[1] == style(PROPERTIES)
        digest = base64.b64encode(sha256(found[1].encode()).digest()).decode()
        assert f"style-src 'sha256-{digest}'" in text and "default-src 'none'" in text
        tree = LexborHTMLParser(text)
        assert tree.css("script, link, img:not([src^='data:']), iframe, .p-brief > div > a") == []
        assert re.findall(r"url\((?!data:)", found[1]) == []
        # The edition, the sources, the licence, and where it comes from.
        body = tree.css_first("body")
        assert body is not None
        told = body.text()
        for words in ("Басылышы:", "CC BY 4.0", "Булактар", parts[0].address, portal.settings.name.get("ky")):
            assert words in told, words
        files.append(tmp_path / f"{kind}.html")
        files[-1].write_text(text, encoding="utf-8")
    both = one_file(
        portal, built_site, parts_of(portal, built_site, [slug(built_site, "practice")], ("ky", "ru")), "ky", PROPERTIES
    )
    (tmp_path / "both.html").write_text(both, encoding="utf-8")
    assert 'id="d2" lang="ru"' in both and 'href="#d2"' in both
    heads = [
        " ".join(node.text().split()) for node in LexborHTMLParser(both).css("title, .of-head h1, .of-head h1 + p")
    ]
    assert heads == [*["Документтердин жыйнагы · Подборка документов"] * 2, "Мазмуну · Содержание:"]
    assert browsing.html_validate([*files, tmp_path / "both.html"]) == []


def test_with_an_address_the_links_lead_to_the_portal(portal: Portal, built_site: Path) -> None:
    settings = portal.settings.model_copy(update={"address": "https://portal.example/"})
    parts = parts_of(portal, built_site, [slug(built_site, "resolution")], ("ru",))
    text = one_file(replace(portal, settings=settings), built_site, parts, "ru", PROPERTIES)
    assert f'<a href="https://portal.example/{parts[0].address}">' in text
    assert 'href="https://portal.example/ru/topics/' in text
    assert make_kit(UNSET, PROPERTIES).address == ""


def test_the_original_stands_in_for_a_missing_translation(portal: Portal, built_site: Path) -> None:
    missing = [item for item in portal.content if "missing" in {item.state("ky"), item.state("ru")}]
    for item in missing[:1]:
        other = "ru" if item.original == "ky" else "ky"
        assert [part.lang for part in parts_of(portal, built_site, [item.slug], (other,))] == [item.original]
    one = next(item for item in portal.content if item not in missing)
    assert [part.lang for part in parts_of(portal, built_site, [one.slug, one.slug], ("ky", "ru"))] == ["ky", "ru"]
    with pytest.raises(KeyError):
        parts_of(portal, built_site, ["no-such-document"], ("ky",))


def test_the_command(built_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = slug(built_site, "practice")
    made = []
    for number in range(2):
        target = tmp_path / f"{number}.html"
        call = ["onefile", f"docs/ky/practices/{name}.md", "--in", "both", "--site", str(built_site), "-o", str(target)]
        assert main([*call, "--root", str(browsing.REPOSITORY)]) == 0
        made.append(target.read_bytes())
    assert made[0] == made[1]
    capsys.readouterr()
    root = ["--root", str(browsing.REPOSITORY), "--lang", "ru"]
    assert main(["onefile", name[:-1], "--site", str(built_site), *root]) == 2
    assert name in capsys.readouterr().err
    shutil.copytree(built_site / "assets", tmp_path / "site/assets")
    assert main(["onefile", name, "--site", str(tmp_path / "site"), *root]) == 3
    assert f"practices/{name}.html" in capsys.readouterr().err


# --- The same in the browser -----------------------------------------------------------------------


def saved(page: Page, selector: str, target: Path) -> str:
    with page.expect_download() as waiting:
        page.locator(selector).click()
    waiting.value.save_as(target)
    return waiting.value.suggested_filename


@pytest.mark.parametrize("place", ["http_site", "file_site"])
def test_the_browser_makes_the_same_file_as_the_command(
    browser: Browser, portal: Portal, built_site: Path, request: pytest.FixtureRequest, tmp_path: Path, place: str
) -> None:
    root = str(request.getfixturevalue(place))
    names = [slug(built_site, "resolution"), slug(built_site, "practice")]
    with browsing.open_page(browser, **browsing.PHONE) as page:
        page.goto(root + of_type(built_site, "resolution", "ru"))
        # What scripts have drawn into the page since does not go along.
        if page.locator("a.p-cite").count():
            page.locator("a.p-cite").first.click()
        assert saved(page, "[data-portal-onefile]", tmp_path / "one.html") == f"{names[0]}-ru.html"
        assert re.search(r"\d+ КБ", page.locator(".p-keep__said").inner_text())
        keys = ",".join(of_type(built_site, kind).removesuffix(".html") for kind in ("resolution", "practice"))
        page.goto(f"{root}list.html#documents={keys}")
        page.locator("#list-texts").select_option("all")
        assert saved(page, "[data-do=one-file]", tmp_path / "list.html") == "portal-list-all.html"
        assert browsing.script_errors(page) == []
    one = one_file(portal, built_site, parts_of(portal, built_site, names[:1], ("ru",)), "ru", PROPERTIES)
    assert (tmp_path / "one.html").read_text(encoding="utf-8") == one
    both = one_file(portal, built_site, parts_of(portal, built_site, names, ("ky", "ru")), "ky", PROPERTIES)
    assert (tmp_path / "list.html").read_text(encoding="utf-8") == both


def in_browser(page: Page, body: str) -> str:
    """The body of an article after cleaning in the browser, as `cleaned` does it here."""
    page.evaluate("() => portalList.loadFiles()")
    cleaning = """(body) => portalOneFile.clean({ key: "practices/a", lang: "ru",
        html: `<article id="content">${body}</article>` }, {}, "", false).then((made) => made.html)"""
    return str(page.evaluate(cleaning, body))


def test_links_lead_somewhere_in_the_browser_too(browser: Browser, http_site: str, built_site: Path) -> None:
    with browsing.open_page(browser) as page:
        page.goto(http_site + of_type(built_site, "practice"))
        html = in_browser(page, LINKS)
        if page.evaluate("() => window.portalOneFileKit.address"):
            pytest.skip("the site has an address: links go there")
        assert LexborHTMLParser(in_browser(page, DEAD)).html == LexborHTMLParser(cleaned(DEAD)).html
    assert [node.attributes.get("href") for node in LexborHTMLParser(html).css("a")] == LEADS


def test_the_browser_puts_pictures_in(browser: Browser, http_site: str, built_site: Path) -> None:
    with browsing.open_page(browser) as page:
        page.route("**/practices/p.png", lambda route: route.fulfill(body=PIXEL, content_type="image/png"))
        page.goto(http_site + of_type(built_site, "practice"))
        html = in_browser(
            page,
            '<img src="p.png" alt="a"><img src="gone.png" alt="b"><img src="https://x.kg/a.png" alt="c">'
            '<p onclick="x" style="color:red">t<script>1</script></p><a href="javascript:x">l</a>',
        )
    tree = LexborHTMLParser(html)
    assert [node.attributes["src"] for node in tree.css("img")] == [
        f"data:image/png;base64,{base64.b64encode(PIXEL).decode()}"
    ]
    assert len(tree.css(".of-picture")) == 2
    assert not re.search(r"script|onclick|style", html)


def test_the_file_on_a_phone_and_on_paper(browser: Browser, portal: Portal, built_site: Path, tmp_path: Path) -> None:
    parts = parts_of(portal, built_site, [slug(built_site, "resolution"), slug(built_site, "concept")], ("ky",))
    path = tmp_path / "Файл.html"
    path.write_text(one_file(portal, built_site, parts, "ky", PROPERTIES), encoding="utf-8")
    with browsing.open_page(browser, viewport={"width": 320, "height": 640}, java_script_enabled=True) as page:
        page.goto(path.as_uri())
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 320
        assert browsing.run_axe(page) == []
        assert page.evaluate("() => document.fonts.ready.then(() => [...document.fonts].map((one) => one.status))") == [
            "loaded",
            "loaded",
        ]
        assert [one for one in browsing.requests(page) if not one.startswith(("file:", "data:"))] == []
        assert browsing.script_errors(page) == []
        page.emulate_media(media="print")
        # Each document begins a sheet of its own.
        assert page.locator(".of-part").nth(1).evaluate("(one) => getComputedStyle(one).breakBefore") == "page"
