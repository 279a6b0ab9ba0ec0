"""The title of a web page and the names of its site: by where both stand, whatever words they have."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from portal.editing.importing import web
from portal.editing.importing.notes import Notes
from portal.editing.importing.page_size import PageSize
from portal.editing.importing.reading import read_file
from portal.editing.importing.wording import title_of

SITE, TITLE, SECTION = "Бугу-Саз кабарлары", "Мектептин чатыры кантип жаңырды", "Окуялар"
TEXT = (
    "Бугу-Саздагы мектептин чатыры он жылдан бери тамчылап турчу. Ата-энелер ашар жарыялап, айыл өкмөтү такта менен "
    "кеңештирди, усталар эки жумада эски шиферди алып, жаңы чатырды жапты. Эми класстар кургак, кышта жылуу."
)
MENU = '<ul><li><a href="/">Башкы бет</a></li><li><a href="/o">Окуялар</a></li><li><a href="/k">Кызматтар</a></li></ul>'


def title(body: str, head: str = SITE, meta: str = "") -> str:
    page = f"<html><head><title>{head}</title>{meta}</head><body>{body}</body></html>"
    found, _ = read_file(page.encode(), "a.html", Notes())
    return title_of(found.blocks, found.title, found.sure)[0]


TEXTS = f"<p>{TEXT}</p><p>{TEXT[::-1]}</p>"
ARTICLE = f"<h2>{TITLE}</h2>{TEXTS}"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<h1>{SITE}</h1>{MENU}{ARTICLE}<p>© 2024 {SITE}</p>", id="owner"),
        pytest.param(f"<p><b><font size=5>{SITE}</font></b></p>{MENU}{ARTICLE}<div>Copyright {SITE}</div>", id="font"),
        pytest.param(f'<h1><a href="https://bugu.example/">{SITE}</a></h1>{MENU}{ARTICLE}', id="home"),
        pytest.param(f'<a href="index.html"><img src="l.png" alt="{SITE}"></a><h1>{SITE}</h1>{ARTICLE}', id="picture"),
        pytest.param(f'<div class="site-title"><h1>{SITE}</h1></div>{MENU}{ARTICLE}', id="class"),
        pytest.param(f"<header><h1>{SITE}</h1>{MENU}</header><article>{ARTICLE}</article>", id="header"),
        pytest.param(f"<h1>{SITE}</h1>{MENU}<h3>{SECTION}</h3>{ARTICLE}<p>© {SITE}</p>", id="section"),
        pytest.param(f'<h1>{SITE}</h1>{MENU}<div class="news-title">{TITLE}</div>{TEXTS}<p>© {SITE}</p>', id="called"),
    ],
)
def test_the_name_of_a_site_is_no_title(body: str) -> None:
    assert title(body) == TITLE


@pytest.mark.parametrize(
    "head",
    [
        f"{TITLE} | {SITE}", f"{SITE} — {TITLE}", f"{SECTION} » {TITLE} » {SITE}", f"{TITLE} - {SECTION} - {SITE}",
        f"{SITE}: {TITLE}",
    ],
)  # fmt: skip
def test_what_a_page_calls_itself_and_a_heading_have_in_common_is_its_title(head: str) -> None:
    strange = "<h3>Кийинки беттеги жаңы маалымат да бар</h3>"
    assert title(f"{strange}<h3>{TITLE}</h3>{TEXTS}", head) == TITLE
    meta = f'<meta property="og:title" content="{head}"><meta property="og:site_name" content="{SITE}">'
    assert title(f"<p>{TITLE}</p>{TEXTS}", SITE, meta) == TITLE


def test_a_line_below_a_sure_title_is_none_of_it() -> None:
    below = "<h2>Ата-энелер чогулуп чатырды кантип жаңырткандыгы тууралуу чоң баян</h2>"
    assert title(f"<h1>{TITLE}</h1>{below}{TEXTS}", f"{TITLE} | {SITE}") == TITLE


def test_an_act_on_a_page_begins_below_what_its_site_has_over_it() -> None:
    subject = "Жайыт төлөмүнүн өлчөмүн бекитүү жөнүндө"
    body = (
        f"<center><b>{SITE}</b></center><hr><p>Башкы бет | Документтер | Байланыш</p><hr><h2>Документтер</h2>"
        "<p><b>БУГУ-САЗ АЙЫЛДЫК КЕҢЕШИ</b></p><p><b>ТОКТОМ</b></p><table><tr><td>2024-жылдын 5-июну № 9</td>"
        f"<td>Бугу-Саз айылы</td></tr></table><p><b>{subject}</b></p><p>Айылдык кеңеш <b>токтом кылат:</b></p>"
        f"<p>1. Төлөм жүз сом болуп бекитилсин.</p><p>2. {TEXT}</p><p>© {SITE}</p>"
    )
    assert title(body) == subject


@pytest.mark.parametrize(
    "end", [f"<p>{SITE}, 2024. ©</p>", f"<div>{SITE}</div>", f"<p>{SITE} © 2023. Байланыш</p>"]
)  # fmt: skip
def test_a_name_that_comes_again_at_the_end_is_that_of_the_site(end: str) -> None:
    assert title(f"<h1>{SITE}</h1><ul><li>Окуялар</li></ul><h3>{TITLE}</h3>{TEXTS}{end}") == TITLE


def test_crumbs_but_for_the_last_are_parts_of_the_site() -> None:
    crumbs = f"<div>Башкы бет / Билдирмелер / {TITLE}</div>"
    assert title(f"{crumbs}<h2>Билдирмелер</h2><p><b>{TITLE}</b></p>{TEXTS}") == TITLE


def test_the_name_of_a_site_stays_told() -> None:
    page = f"<html><head><title>{SITE}</title></head><body><h1>{SITE}</h1>{MENU}{ARTICLE}<p>© {SITE}</p></body></html>"
    notes = Notes()
    found, _ = read_file(page.encode(), "a.html", notes)
    assert SITE in [quote for note in notes.items for quote in note.quotes] and found.title == TITLE


MANY = 300


@pytest.mark.parametrize(
    "part",
    [
        "<input>", "<button>Ок</button>", "<canvas></canvas>", "<object>Ок</object>", "<form><p>Ок</p></form>",
        "<nav>Меню</nav>", '<p class="menu">Меню</p>', '<span class="menu">Меню</span>',
        '<div class="menu"><h2>Меню</h2></div>',
    ],
)  # fmt: skip
def test_what_is_left_out_by_the_thousand_costs_no_look_at_the_page_each(
    part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Eight thousand headings of menus took half a minute."""
    whole: list[int] = []
    letters = PageSize._letters
    monkeypatch.setattr(PageSize, "_letters", lambda self: whole.append(0) or letters(self))  # type: ignore[func-returns-value]
    judged: list[str] = []
    monkeypatch.setattr(web, "shares", lambda _: lambda text: bool(judged.append(text)))  # type: ignore[func-returns-value]
    page = f"<html><body><div>{part * MANY}</div><p>{SITE} мост ачылды.</p></body></html>"
    web.read_html(page, Notes())
    assert len(whole) <= 6
    assert sum(map(len, judged)) <= 2 * len(page)


def test_the_size_of_a_page_is_exact_while_parts_of_it_go() -> None:
    page = LexborHTMLParser(
        "<html><head><noscript>Бул баракчада скрипттер өчүрүлгөн</noscript></head><body><p>Мост ачылды.</p>"
        + "".join(f"<nav>{'а' * number}</nav>" for number in range(0, 40, 3))
    )
    size = PageSize(page)
    for node in page.css("noscript, nav"):
        body = page.body
        assert body is not None
        assert size.is_most(node) == (len(node.text()) * 3 > len(body.text()))
        size.take_out(node)
