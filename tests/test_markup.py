"""Markdown of editors: nothing harmful gets through, nothing is lost silently, everything useful works."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from portal.core.problems import Problem
from portal.markup.extensions import EXTENSIONS
from portal.markup.links import LinkMap
from portal.markup.model import Heading, Rendered
from portal.markup.render import Renderer
from repeating import repeated
from small_tree import ORIGINAL, TRANSLATION, codes, current, load, values

LINKS = LinkMap(
    {"practices/suu", "practices/jol", "topics/drinking-water", "index"},
    {"docs/ky/practices/suu.jpg", "docs/ky/practices/plan.pdf", "docs/ru/practices/suu.jpg"},
)
RENDERERS = {lang: Renderer(lang, LINKS, "Бөлүм") for lang in ("ky", "ru")}


def render(
    body: str, *, kind: str = "event", lang: str = "ky", original: tuple[Heading, ...] | None = None
) -> tuple[Rendered, tuple[Problem, ...]]:
    return RENDERERS[lang].render(
        body,
        kind=kind,
        path=f"docs/{lang}/practices/x.md",
        own_address="practices/x.html" if lang == "ky" else "ru/practices/x.html",
        original=original,
    )


def found(body: str, **options: object) -> list[tuple[str, int, int]]:
    return [(item.code, item.line, item.column) for item in render(body, **options)[1]]


SCHEMES = ("http:", "https:", "mailto:", "tel:")
FORBIDDEN = "script, iframe, object, embed, form, svg, math, style, link, base, meta, video, audio, input, button"


def assert_harmless(html: str) -> None:
    """What a browser makes of the text has nothing that acts, and no picture from elsewhere."""
    tree = HTMLParser(f"<!doctype html><body>{html}</body>")
    assert tree.body is not None
    assert not tree.body.css(FORBIDDEN)
    for node in tree.body.traverse():
        for name, value in node.attributes.items():
            # Browsers drop these before they look for a scheme.
            plain = re.sub(r"[\x00-\x20\x7f]", "", value or "")
            assert re.fullmatch(r"[a-z][a-z-]*", name) and not name.startswith("on"), name
            assert name in {"id", "class", "lang", "title", "href", "src", "alt", "start", "hreflang", "rel"}
            if name == "href":
                assert node.tag == "a"
                assert plain.lower().startswith(SCHEMES) or not re.match(r"[^/?#]*:", plain)
                assert not re.match(r"[/\\]{2}", plain)
            if name == "src":
                assert node.tag == "img" and not re.match(r"[^/?#]*:|[/\\]", plain)


# --- Harm -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<script>alert(1)</script>", "html-forbidden"),
        ("текст <script src=//evil.kg></script>", "html-forbidden"),
        ("<iframe src='https://a.kg'></iframe>", "html-forbidden"),
        ("<IFRAME SRC='https://a.kg'>", "html-forbidden"),
        ("<div onclick='alert(1)'>суу</div>", "html-forbidden"),
        ("<img src=x onerror=alert(1)>", "html-forbidden"),
        ("<svg/onload=alert(1)>", "html-forbidden"),
        ("<!-- эскертүү -->", "html-forbidden"),
        ("<div markdown='1'>\n\n**a**\n\n</div>", "html-forbidden"),
        ("- a\n\n    <script>b</script>", "html-forbidden"),
        ("> <style>*{}</style>", "html-forbidden"),
        ("| a |\n|---|\n| <b onmouseover=x> |", "html-forbidden"),
        ("[^1]\n\n[^1]: <script>a</script>", "html-forbidden"),
        ('!!! note "<script>"\n    a', "html-forbidden"),
        ("а\n:   <iframe>", "html-forbidden"),
        ("## Суу <script>", "html-forbidden"),
        ("суу\n{: onclick=alert(1) }", "attribute-forbidden"),
        ("## Суу {: onclick='alert(1)' #a }", "attribute-forbidden"),
        ("**суу**{: style='position:fixed' }", "attribute-forbidden"),
        ("**суу**{: class='md-overlay' }", "attribute-forbidden"),
        ("**суу**{: .md-overlay }", "attribute-forbidden"),
        ("[a](https://a.kg){: target=_blank }", "attribute-forbidden"),
        ("**a**{: href=javascript:alert(1) }", "attribute-forbidden"),
        ("**a**{: src=//a.kg }", "attribute-forbidden"),
        ("## Суу {: data-toc-label='<img src=x onerror=alert(1)>' }", "attribute-forbidden"),
        ("**a**{: #жол }", "attribute-forbidden"),
        ("**a**{: id=__config }", "attribute-forbidden"),
        ("| a |\n|---|\n| b {: style='background:url(//a)' } |", "attribute-forbidden"),
        ("``` {.py onmouseover='alert(1)'}\na\n```", "attribute-forbidden"),
        ("``` {.py style='x' #a}\na\n```", "attribute-forbidden"),
        ("``` {.py .md-overlay}\na\n```", "attribute-forbidden"),
        ("``` {><script>alert(1)</script>=x}\na\n```", "attribute-forbidden"),
        ('!!! danger"><script> "a"\n    b', "html-forbidden"),
        ("[a](javascript:alert(1))", "link-scheme"),
        ("[a](JaVaScRiPt:alert(1))", "link-scheme"),
        ("[a](<java\tscript:alert(1)>)", "link-scheme"),
        ("[a](java&#10;script:alert(1))", "link-scheme"),
        ("[a](java&Tab;script:alert(1))", "link-scheme"),
        ("[a](&#x6A;avascript:alert(1))", "link-scheme"),
        ("[a](&#1;javascript:alert(1))", "link-scheme"),
        ("[a](javascript&colon;alert(1))", "link-scheme"),
        ("[a](javascript\\:alert(1))", "link-missing"),
        ("[a](\u200bjavascript:alert(1))", "link-scheme"),
        ("[a](javascript:alert(1)){: .footnote-ref }", "link-scheme"),
        ("[a](https://a.kg){: href=javascript:alert(1) }", "link-scheme"),
        ("[a](https://a.kg){: class=footnote-backref href='javascript:alert(1)' }", "link-scheme"),
        ("[a][b]\n\n[b]: javascript:alert(1)", "link-scheme"),
        ("[b]\n\n[b]: <vbscript:x>", "link-scheme"),
        ("[a](data:text/html,x)", "link-scheme"),
        ("[a](vbscript:x)", "link-scheme"),
        ("[a](file:///etc/passwd)", "link-scheme"),
        ("[a](blob:x)", "link-scheme"),
        ("<ftp://a.kg>", "link-scheme"),
        ("[a](//evil.kg)", "link-scheme"),
        ("[a](/\\evil.kg)", "link-scheme"),
        ("[a](\\\\evil.kg)", "link-scheme"),
        ("[a](C:\\docs\\a.md)", "link-scheme"),
        ("[a](/etc/passwd)", "link-absolute"),
        ("[a](/practices/suu.html)", "link-absolute"),
        ("[a](%2Fetc%2Fpasswd)", "link-absolute"),
        ("[a](../../../etc/passwd)", "link-outside"),
        ("[a](..%2F..%2F..%2Fetc%2Fpasswd)", "link-outside"),
        ("[a](%2e%2e/%2e%2e/%2e%2e/mkdocs.yml)", "link-outside"),
        ("[a](../../../docs-secret/a.pdf)", "link-outside"),
        ("[a](..\\practices\\suu.md)", "link-missing"),
        ("[a](aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/../../../../x%2Fy)", "link-outside"),
        ("[a](nothing.pdf)", "link-missing"),
        ("[a](www.akchabar.kg)", "link-www"),
        ("[a](www.akchabar.kg/a.html)", "link-www"),
        ("[a](kenesh.kg/ky/a?b=1)", "link-www"),
        ("[a](nothing.kg.md)", "link-missing"),
        ("[a](javascript%3Aalert(1))", "link-missing"),
        ("[a](../en/practices/suu.md)", "link-missing"),
        ("[a]()", "link-missing"),
        ("![a](https://a.kg/b.png)", "image-remote"),
        ("![a](HTTP://a.kg/b.png)", "image-remote"),
        ("![a](//a.kg/b.png)", "image-remote"),
        ("![a](&#x2f;/a.kg/b.png)", "image-remote"),
        ("![a](data:image/png;base64,AAAA)", "image-remote"),
        ("![a](suu.jpg){: src=https://a.kg/b.png }", "image-remote"),
        ("![a][b]\n\n[b]: https://a.kg/b.png", "image-remote"),
        ("![a](../../../etc/a.png)", "link-outside"),
        ("![a](/suu.jpg)", "link-outside"),
        ("![a](%2Fsuu.jpg)", "link-outside"),
        ("![a](no.jpg)", "image-missing"),
        ("![a](suu.svg)", "image-type"),
        ("![a](plan.pdf)", "image-type"),
        ("![](suu.jpg)", "image-alt"),
        ("![  ](suu.jpg)", "image-alt"),
    ],
)
def test_what_could_harm_is_reported_and_does_not_get_through(body: str, code: str) -> None:
    rendered, problems = render(body)
    assert code in {item.code for item in problems}
    assert all(1 <= item.line <= body.count("\n") + 1 and item.column >= 1 for item in problems)
    assert_harmless(rendered.html)
    for item in rendered.toc:
        assert_harmless(item["name"])


NASTY = [
    *(
        "<script>",
        "</script>",
        "<img src=x onerror=alert(1)>",
        "javascript:",
        "java\tscript:",
        "&#10;",
        "&colon;",
        "{: ",
    ),
    *(
        " }",
        "onclick=x",
        ".footnote-ref",
        "style='a'",
        "[a](",
        ")",
        "![",
        "](",
        "][b]",
        "\n[b]: ",
        "```",
        "``` {",
        "}\n",
    ),
    *("\n", "\n\n", "    ", "> ", "- ", "1. ", "# ", "## ", "!!! note ", "[^1]", "[^1]: ", ":   ", "|", "|-|-|", "\\"),
    *(
        "<",
        ">",
        '"',
        "'",
        "&",
        ";",
        "`",
        "*",
        "_",
        "data:text/html,",
        "//a.kg",
        "suu.jpg",
        "suu.md",
        "#a",
        "\x02",
        "\x03",
    ),
    *("\x02wzxhzdk:0\x03", "\x02klzzwxh:0000\x03", "\x0260\x03", "href=", "src=", "<a href='", "<!--", "-->", "&lt;"),
    *("&#60;", "mailto:a@b.kg", "<a@b.kg>", "<https://a.kg>", "ө", "\u2028", "\x00", "data-toc-label=", "hl_lines='1'"),
]
MARKDOWN = st.one_of(
    st.lists(st.sampled_from(NASTY), max_size=30).map("".join),
    st.text("<>\"'`[]()!{}#*_&;:=/\\ \n\tabonсу1.-|~^$", max_size=120),
    st.text(max_size=60),
    st.lists(st.sampled_from(NASTY) | st.text(max_size=4), max_size=20).map("".join),
)


@repeated(500)
@given(MARKDOWN, st.sampled_from(["practice", "concept", "page"]))
@pytest.mark.slow
def test_no_text_whatever_raises_or_harms(body: str, kind: str) -> None:
    rendered, problems = render(body, kind=kind)
    assert_harmless(rendered.html)
    lines = body.count("\n") + body.count("\r") + 1
    assert all(1 <= item.line <= lines and item.column >= 1 for item in problems)
    ids = [node.attributes["id"] for node in HTMLParser(rendered.html).css("h1[id], h2[id], h3[id], h4[id]")]
    assert len(ids) == len(set(ids))
    for item in problems:
        item.text("ky").encode("utf-8")


@pytest.mark.slow
def test_a_text_that_is_too_deep_does_not_spoil_the_next_one() -> None:
    renderer = Renderer("ky", LINKS, "Бөлүм")
    options = {"kind": "page", "path": "docs/ky/x.md", "own_address": "x.html"}
    before = renderer.render("- a\n\n    - b\n", **options)
    _, problems = renderer.render("".join("    " * depth + "- a\n\n" for depth in range(600)), **options)
    assert [item.code for item in problems] == ["markdown-too-deep"]
    assert renderer.render("- a\n\n    - b\n", **options) == before


def test_code_may_show_anything() -> None:
    body = "`<script>` жана\n\n```html\n<script>alert(1)</script>\n<a onclick=x>\n```\n\n    <iframe>\n\n[a](#суу) {: x"
    rendered, problems = render("## Суу {: #suu}\n\n" + body.replace("#суу", "#suu"))
    assert problems == ()
    assert_harmless(rendered.html)
    assert [node.text() for node in HTMLParser(rendered.html).css("code")] == [
        "<script>",
        "<script>alert(1)</script>\n<a onclick=x>\n",
        "<iframe>\n",
    ]


def test_a_table_without_end_is_told_as_a_table() -> None:
    body = "|" + " а |" * 20 + "\n|" + "---|" * 20 + "\n" + ("|" + " 1 |" * 20 + "\n") * 150
    (problem,) = render(body)[1]
    assert problem.code == "markdown-table-long" and "абзац" not in problem.hint("ru")


# --- Places -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a\n\nб [a](no.md) [b](no.md)\n\n[c](no.md)", [(3, 7), (3, 18), (5, 5)]),
        ("[a](suu.md) [b](xsuu.md)\n[c](su.md)", [(1, 17), (2, 5)]),
        ("[a][r]\n\nсуу\n\n[r]: no.md", [(5, 6)]),
        ("`[a](no.md)`\n\n[a](no.md)", [(3, 5)]),
        ("```\n[a](no.md)\n```\n\n[a](no.md)", [(5, 5)]),
        ("no.md жок\n\n[a](no.md)", [(3, 5)]),
        ("[a](suu.md) [b]()", [(1, 18)]),
    ],
)
def test_a_wrong_link_is_found_in_its_line(body: str, expected: list[tuple[int, int]]) -> None:
    assert found(body) == [("link-missing", *place) for place in expected]


def test_lines_count_from_the_top_of_the_file(tmp_path: object) -> None:
    _, problems = RENDERERS["ky"].render(
        "\nсуу\n\n<b>", kind="page", path="docs/ky/x.md", own_address="x.html", body_line=10
    )
    assert [(item.line, item.column) for item in problems] == [(13, 1)]


def test_a_heading_is_found_in_its_line_whatever_its_markup() -> None:
    body = "## Көйгөй\n\n```\n## Код\n```\n\n## **Башка** `бөлүм`\n\nБир\n---\n\n## Эмне жасалды\n"
    assert found(body, kind="practice") == [("heading-unknown", 7, 1), ("heading-unknown", 9, 1)]


# --- Links ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "href"),
    [
        ("https://kenesh.kg", "https://kenesh.kg"),
        ("https://a.kg/x%2Fy%20z?b=1&c=%26#d", "https://a.kg/x%2Fy%20z?b=1&c=%26#d"),
        ("https://a.kg/x y\u00a0z.pdf", "https://a.kg/x%20y%C2%A0z.pdf"),
        ("https://a.kg/a?x=1&amp;copy=2", "https://a.kg/a?x=1&copy=2"),
        ("https://a.kg/b\\(c\\)", "https://a.kg/b(c)"),
        ("https://ru.wikipedia.org/wiki/%D0%9E%D1%88", "https://ru.wikipedia.org/wiki/%D0%9E%D1%88"),
        ("mailto:info@kenesh.kg?subject=%D0%A1", "mailto:info@kenesh.kg?subject=%D0%A1"),
        ("tel:+996312000000", "tel:+996312000000"),
        ("suu.md", "suu.html"),
        ("./suu.md#steps", "suu.html#steps"),
        ("../practices/suu.html", "suu.html"),
        ("s%75u.md", "suu.html"),
        ("../topics/drinking-water.md", "../topics/drinking-water.html"),
        ("../../ru/practices/suu.md#a", "../ru/practices/suu.html#a"),
        ("../index.md", "../index.html"),
        ("plan.pdf", "plan.pdf"),
        ("#a", "#a"),
    ],
)
def test_a_good_link_arrives(written: str, href: str) -> None:
    rendered, problems = render(f"[a]({written})")
    assert problems == ()
    link = HTMLParser(rendered.html).css_first("a")
    assert link is not None and link.attributes["href"] == href


def test_a_mail_address_in_brackets_is_a_link() -> None:
    rendered, problems = render("<info@kenesh.kg>")
    assert problems == ()
    link = HTMLParser(rendered.html).css_first("a")
    assert link is not None and (link.attributes["href"], link.text()) == ("mailto:info@kenesh.kg", "info@kenesh.kg")


def test_a_link_to_the_other_language_says_so() -> None:
    link = HTMLParser(render("[a](../../ru/practices/suu.md)")[0].html).css_first("a")
    assert link is not None and link.attributes["hreflang"] == "ru"


def test_names_with_odd_signs_are_written_as_addresses() -> None:
    links = LinkMap(set(), {"docs/ky/жаңы план #1.pdf", "docs/ky/а б.png"})
    renderer = Renderer("ky", links, "x")
    body = "[a](<жаңы план %231.pdf>) ![б](<а б.png>)"
    rendered, _ = renderer.render(body, kind="page", path="docs/ky/x.md", own_address="x.html")
    tree = HTMLParser(rendered.html)
    link = tree.css_first("a")
    assert link is None or " " not in (link.attributes.get("href") or "")


def test_links_are_checked_in_both_languages(tmp_path: object) -> None:
    for lang in ("ky", "ru"):
        _, problems = render("[a](suv.md)", lang=lang)
        assert [(item.code, dict(item.values)["near"]) for item in problems] == [
            ("link-missing", f"docs/{lang}/practices/suu.md")
        ]


def test_anchors_of_a_translation_are_its_own_where_it_has_other_headings(tmp_path: object) -> None:
    other = current().replace("## Что сделали", "### Ещё {#more}\n\nТекст.\n\n## Что сделали")
    link = ORIGINAL.replace("Суу жок болчу.", "[a](../../ru/practices/suu.md#more) [b](suu.md#more)")
    files = {"ky/practices/suu.md": ORIGINAL, "ru/practices/suu.md": other, "ky/practices/jol.md": link}
    found = [one for one in codes(load(tmp_path, files)[1]) if "anchor-missing" in one]  # type: ignore[arg-type]
    assert found == ["ky/practices/jol.md:14 anchor-missing"], "the first link is right, the second is not"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[a](suu.md#steps)", ""),
        ("[a](suu.md#sources)", ""),
        ("[a](#problem)", ""),
        ("[a](#%70roblem)", ""),
        ("[a](jol.md#steps)", ""),
        ("[a](../../ru/practices/jol.md#steps)", ""),
        ("[a](../../ru/practices/suu.md#steps)", ""),
        ("[a](suu.md#stepz)", "steps"),
        ("[a](#problm)", "problem"),
        ("[a](../../ru/practices/suu.md#resultz)", "–"),
        ("[a](../../ru/practices/jol.md#stepz)", "steps"),
        ("[a](suu.md#жок)", "–"),
    ],
)
def test_anchors_are_checked_when_all_pages_are_known(tmp_path: object, line: str, expected: str) -> None:
    jol = ORIGINAL.replace("Суу жок болчу.", line)
    files = {"ky/practices/suu.md": ORIGINAL, "ru/practices/suu.md": current(), "ky/practices/jol.md": jol}
    problems = load(tmp_path, files)[1]  # type: ignore[arg-type]
    assert codes(problems) == (["ky/practices/jol.md:14 anchor-missing"] if expected else [])
    if expected:
        assert values(problems, "anchor-missing")["near"] == expected


# --- Headings -----------------------------------------------------------------------------

PRACTICE = "## Көйгөй\n\nа\n\n## Эмне жасалды\n\nб\n"


def ids(rendered: Rendered) -> list[str]:
    return [heading.id for heading in rendered.headings]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (PRACTICE, []),
        (PRACTICE.replace("Көйгөй", "  көйгөй  "), []),
        (PRACTICE + "\n### Баасы\n", []),
        (PRACTICE.replace("## Көйгөй", "## **Көйгөй**"), []),
        (PRACTICE.replace("## Көйгөй", "## Көйгөй {#baasy}"), []),
        ("# Суу\n\n" + PRACTICE, [("heading-first-level", 1)]),
        (PRACTICE + "\n## Баасы\n", [("heading-unknown", 9)]),
        ("## Көйгөй\n", [("heading-missing", 1)]),
        ("", [("heading-missing", 1)]),
        ("#хэштег\n\n" + PRACTICE, [("heading-first-level", 1)]),
    ],
)
def test_a_practice_has_its_fixed_headings(body: str, expected: list[tuple[str, int]]) -> None:
    rendered, problems = render(body, kind="practice")
    assert [(item.code, item.line) for item in problems] == expected
    if not expected:
        assert ids(rendered)[:2] == ["problem", "steps"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [("## Эмне чечилди жана пландалды\n\nПлан.\n", "decided"), ("## Эмне жасалды\n\nИш.\n", "steps")],
)
def test_a_practice_says_what_was_done_or_what_was_decided(body: str, expected: str) -> None:
    rendered, problems = render(body, kind="practice")
    assert not problems and ids(rendered) == [expected]


def test_missing_headings_are_named_in_the_language_of_the_file() -> None:
    problems = render("", kind="practice", lang="ru")[1]
    assert [dict(item.values) for item in problems] == [
        {"heading": "Что сделали", "other": "Что решили и запланировали"}
    ]


@pytest.mark.parametrize("kind", ["practice", "concept", "event"])
def test_anchors_are_the_same_in_both_languages(kind: str) -> None:
    ky, _ = render("## Көйгөй\n\n### Баасы канча\n\n### Убакыт {#time}\n\n## Эмне жасалды\n\n## Башка\n", kind=kind)
    body = "## Проблема\n\n### Сколько стоит\n\n### Время {#vremya}\n\n## Что сделали\n\n## Другое\n"
    ru, problems = render(body, kind=kind, lang="ru", original=ky.headings)
    assert ids(ru) == ids(ky)
    assert "heading-mismatch" not in {item.code for item in problems}
    assert ids(ky)[1:3] == ["baasy-kancha", "time"]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("## Проблема\n\n## Что сделали\n", 3),
        ("## Проблема\n\n#### Цена\n\n## Что сделали\n", 3),
        ("## Проблема\n\n### Цена\n\n## Что сделали\n\n### Лишнее\n", 7),
        ("", 1),
    ],
)
def test_a_current_translation_has_the_headings_of_its_original(body: str, line: int) -> None:
    ky, _ = render("## Көйгөй\n\n### Баасы\n\n## Эмне жасалды\n", kind="practice")
    problems = render(body, kind="practice", lang="ru", original=ky.headings)[1]
    assert [item.line for item in problems if item.code == "heading-mismatch"] == [line]


def test_an_outdated_translation_may_differ(tmp_path: object) -> None:
    text = TRANSLATION.format(revision="r0123456789") + "\n### Ещё\n\nИ ещё.\n"
    files = {"ky/practices/suu.md": ORIGINAL, "ru/practices/suu.md": text}
    assert load(tmp_path, files)[1] == ()  # type: ignore[arg-type]


def test_equal_headings_get_different_anchors() -> None:
    rendered, problems = render("## Суу\n\n## Суу\n\n## Суу\n\n## Суу 2\n")
    assert problems == () and ids(rendered) == ["suu", "suu-2", "suu-3", "suu-2-2"]
    rendered, problems = render("## Суу 2\n\n## Суу\n\n## Суу\n")
    assert problems == () and ids(rendered) == ["suu-2", "suu", "suu-3"]


def test_a_repeated_mark_is_reported() -> None:
    rendered, problems = render("## Бир {#a}\n\n## Эки {#a}\n")
    assert [(item.code, item.line) for item in problems] == [("anchor-repeated", 3)]
    assert ids(rendered) == ["a", "a-2"]


def test_sections_of_a_concept_are_numbered_and_keep_their_anchors() -> None:
    rendered, problems = render("## Максат\n\n### Кичи\n\n## Милдет `a`\n", kind="concept")
    assert problems == () and ids(rendered) == ["section-1", "kichi", "section-2"]
    numbers = [node.text() for node in HTMLParser(rendered.html).css("h2 .p-number")]
    assert numbers == ["1.", "2."]
    assert [heading.text for heading in rendered.headings] == ["1. Максат", "Кичи", "2. Милдет a"]


def test_the_table_of_contents_is_plain_text() -> None:
    rendered, _ = render("## A <b> & `c` [d](https://a.kg) {: title='x' }\n\n### E\n")
    assert [item["name"] for item in rendered.toc] == ["A &lt;b&gt; &amp; c d"]
    assert [item["name"] for item in rendered.toc[0]["children"]] == ["E"]


# --- What editors use -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "selector", "count"),
    [
        ("| а | б |\n|:--|--:|\n| 1 | 2 |", "td.p-left, td.p-right", 2),
        ("[^1]\n\n[^1]: Эскертүү", ".footnote li", 1),
        ("[^1] [^1]\n\n[^1]: Эскертүү", "a.footnote-backref", 2),
        ('!!! note "Көңүл буруңуз"\n    текст', ".admonition.note .admonition-title", 1),
        ("суу\n:   тиричилик булагы", "dl dt", 1),
        ("1. а\n2. б\n\n    - в", "ol li ul li", 1),
        ("3. а", "ol[start='3']", 1),
        ("> цитата", "blockquote p", 1),
        ("![Түтүк](suu.jpg)", "img[alt='Түтүк'][src='suu.jpg']", 1),
        ("**а** *б*", "strong, em", 2),
        ("```python\nx\n```", "code.language-python", 1),
        ("``` { .python }\nx\n```", "code.language-python", 1),
        ("**қазақша**{: lang=kk }", "strong[lang=kk]", 1),
        ("кириш\n{: .p-lead }", "p.p-lead", 1),
        ("[TOC]", "p", 1),
        ("5 < 7 & 8 > 3, a<b", "p", 1),
        ("&copy; &lt;b&gt;", "p", 1),
    ],
)
def test_what_editors_use_works(body: str, selector: str, count: int) -> None:
    rendered, problems = render(body)
    assert problems == ()
    assert len(HTMLParser(rendered.html).css(selector)) == count
    assert_harmless(rendered.html)


def test_sections_hold_the_text_of_their_headings() -> None:
    rendered, _ = render("кириш\n\n## Суу\n\nбир `код` &amp; эки\n\n- үч\n- төрт\n\n### Жол\n\nбеш\n")
    assert [(item.id, item.title, item.text) for item in rendered.sections] == [
        ("", "", "кириш"),
        ("suu", "Суу", "бир код & эки үч төрт"),
        ("zhol" if "zhol" in rendered.anchors else "jol", "Жол", "беш"),
    ]


# Extensions that mkdocs.yml may switch on ------------------------------------------------------------------

ALL = {lang: Renderer(lang, LINKS, "Бөлүм", tuple(EXTENSIONS)) for lang in ("ky", "ru")}


def with_all(body: str, lang: str = "ky") -> tuple[Rendered, list[str]]:
    rendered, problems = ALL[lang].render(body, kind="event", path="docs/ky/events/x.md", own_address="events/x.html")
    return rendered, [item.code for item in problems]


BLOCKS = {
    "admonition": ("!!! tip\n    Суу ичиңиз.\n", '<div class="admonition tip">', "Кеңеш Суу ичиңиз.", ("admonition",)),
    "details": ("??? note\n    Суу.\n", '<details class="p-details note">', "Эскертме Суу.", ("details",)),
    "tabs": ('=== "Бир"\n\n    А\n\n=== "Эки"\n\n    Б\n', 'for="__tabbed_1_2">Эки</label>', "Бир Эки А Б", ("tabs",)),
    "tasks": ("- [x] Бүттү\n- [ ] Калды\n", 'type="checkbox" disabled checked', "Бүттү Калды", ("tasks",)),
    "footnotes": ("Суу[^1].\n\n[^1]: Булак.\n", 'id="fn:1"', "Суу1. Булак.", ()),
    "terms": ("Суу\n:   Ичилет.\n", "<dd>Ичилет.</dd>", "Суу Ичилет.", ()),
    "abbreviations": ("АӨ иштейт.\n\n*[АӨ]: айыл өкмөтү\n", '<abbr title="айыл өкмөтү">', "АӨ иштейт.", ()),
}  # fmt: skip


@pytest.mark.parametrize("name", BLOCKS)
def test_an_extension_shows_in_page_and_search(name: str) -> None:
    body, html, text, features = BLOCKS[name]
    rendered, problems = with_all(body)
    assert problems == [] and html in rendered.html
    assert " ".join(section.text for section in rendered.sections) == text
    assert rendered.features == features


def test_titles_of_blocks_are_in_the_language_of_the_text() -> None:
    assert "Внимание" in with_all("!!! warning\n    Текст.\n", "ru")[0].html
    assert "Көңүл буруңуз" in with_all("??? warning\n    Текст.\n")[0].html
    assert "Мой" in with_all('!!! warning "Мой"\n    Текст.\n', "ru")[0].html


def test_what_is_not_switched_on_is_text() -> None:
    rendered = Renderer("ky", LINKS, "x", ()).render(
        "!!! note\n    А\n\n- [ ] Б\n", kind="event", path="x", own_address="x.html"
    )[0]
    assert "!!! note" in rendered.html and "[ ] Б" in rendered.html and rendered.features == ()


HOSTILE_BLOCKS = [
    ('=== "<a onclick=alert(1)>"\n\n    А\n', "html-forbidden"),
    ('=== "<img src=x onerror=alert(1)>"\n\n    А\n', "html-forbidden"),
    ('=== "[а](javascript:alert(1))"\n\n    А\n', "link-scheme"),
    ('??? note "<b onclick=x>"\n    А\n', "html-forbidden"),
    ("!!! onclick\n    А\n", "attribute-forbidden"),
    ("??? note evil\n    А\n", "attribute-forbidden"),
    ("- [ ] <input onfocus=alert(1) autofocus>\n", "html-forbidden"),
    ("А\n{: type=radio onclick=alert(1) }\n", "attribute-forbidden"),
    ("## Б {for=__tabbed_1_1}\n", "attribute-forbidden"),
    ("А б\n\n*[б]: <script>\n", None),
    ('=== "A {: onclick=alert(1) }"\n\n    А\n', None),
]  # fmt: skip


@pytest.mark.parametrize(("body", "code"), HOSTILE_BLOCKS)
def test_an_extension_lets_no_html_through(body: str, code: str | None) -> None:
    rendered, problems = with_all(body)
    assert set(problems) == ({code} if code else set())
    tree = HTMLParser(f"<!doctype html><body>{rendered.html}</body>")
    assert tree.body is not None and not tree.body.css("script, img, iframe, b, input:not([type])")
    for node in tree.body.traverse():
        assert not [name for name in node.attributes if name.startswith("on")]
        assert "javascript:" not in (node.attributes.get("href") or "")
        if node.tag == "input":
            assert node.attributes.get("type") in {"radio", "checkbox"}
