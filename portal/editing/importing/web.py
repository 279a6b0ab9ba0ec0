"""A saved web page → blocks: only the article is read, nothing is fetched, nothing is run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from portal.editing.importing import furniture, headings
from portal.editing.importing.accounting import IN_LINE, page_lines
from portal.editing.importing.article import article_text, keep_article, shares
from portal.editing.importing.converter import tree
from portal.editing.importing.guard import MAX_DEPTH
from portal.editing.importing.line_heads import parted
from portal.editing.importing.model import Blocks, Imported, Rule, plain
from portal.editing.importing.notes import CannotImportError, Notes
from portal.editing.importing.page_size import PageSize, once_a_node
from portal.editing.importing.page_title import PageTitle, meta, title_of_page
from portal.editing.importing.pandoc_tree import TreeReader
from portal.editing.importing.teasers import take_teasers
from portal.model.values import is_address

_ACTIVE = ("script", "style", "iframe", "object", "embed", "applet", "frame", "frameset", "noscript", "template", "svg",
           "math", "canvas", "video", "audio", "link", "base")  # fmt: skip
_ACTIVE_SAYING = frozenset(
    {"noscript", "object", "iframe", "canvas", "video", "audio", "svg", "math", "applet", "frameset"}
)
"""Those that may hold words for people, such as a warning for browsers without scripts."""
_ACTIVE_COUNTED = frozenset({"script", "iframe", "object", "embed", "applet", "frame", "svg", "video", "audio"})
"""Those of them that an editor is told of."""
_FORM = ("button", "input", "select", "textarea", "form")
_TEXT = 150
"""Letters of a paragraph from which a form is the frame of a page, as some programs make it, and nothing to fill in."""
_BODY_OF_TEXT = "[itemprop~=articleBody], .post-body, .entry-content, .article-body"
"""What programs for blogs and news call the text itself, whatever they call what it stands in."""
_AROUND = ("nav", "header", "footer", "aside", "dialog")
_AROUND_NAMES = re.compile(
    r"(?i)(?:^|[\s_-])(?:breadcrumbs?|share|sharing|social|likely|ya-share2?|addthis|related|similar|comments?|cookies?|"
    r"menu|sidebar|navbar|pagination|pager|footer|header|subscribe|newsletter|advert|banner|reactions?|rating|widget|"
    r"print-?(?:link|version)|views?-?count(?:er)?|tags?-?list|currency|weather|popup|modal)(?:$|[\s_-])"
)
_FEW_LINKS = 10
_SENTENCE = 60
"""Letters of a paragraph around an element from which that is a part of it."""
_HIDDEN_STYLE = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?:\D|$)")
_BOLD_STYLE = re.compile(r"(?i)font-weight\s*:\s*(?:bold|[6-9]00)")
_BLOCK = re.compile(r"(?i)<(?:p|div|table|ul|ol|h[1-6])\b")


def read_html(text: str, notes: Notes) -> Imported:
    """A page. Raises :class:`CannotImportError` where nothing can be read."""
    _check_depth(text)
    page = LexborHTMLParser(text)
    root = page.root
    if root is None or page.body is None:
        raise CannotImportError("stop-broken")
    url, publisher, date = _url(page), meta(page, "og:site_name"), _date(page)
    for node in page.css("style"):  # programs hide these in comments too
        node.decompose()
    for comment in islice(_comments(page.html or ""), 50):
        # Comments are seen by nobody who looks at the page; what they say is told.
        words = re.sub(r"<[^<>]*>", " ", comment).strip()
        if len(words) > 3:
            notes.add("hidden-comment", words[:300])
    size = _strip(page, notes)
    take_teasers(page, lambda part: _drop(part, notes, size))
    _write_values(page)
    _write_bold(page)
    _write_heads(page)
    _keep_words(page)
    whole = page.html or ""
    words = article_text(whole) if _has_furniture(page) else ""
    stated = title_of_page(page, words)
    _strip_around(page, shares(words), notes)
    main = _article(page, notes)
    blocks = keep_article(headings.unwrap_layout(_blocks(main.html or "", notes)), words, stated.text, notes)
    if not any(plain(block) for block in blocks):  # all looked like furniture: better too much than nothing
        blocks = _blocks(whole, notes)
    if not blocks:
        raise CannotImportError("stop-empty")
    blocks, lines = _without_site(blocks, stated, notes), tuple(page_lines(text))
    return Imported(blocks, stated.text, url, publisher, date, sure=stated.sure, lines=lines)


def _without_site(blocks: Blocks, stated: PageTitle, notes: Notes) -> Blocks:
    """The blocks without what the site has over its texts: its name, its menu, the name of one of its parts."""
    return _without_over(furniture.without_head(_without_over(blocks, stated, notes), notes), stated, notes)


def _without_over(blocks: Blocks, stated: PageTitle, notes: Notes) -> Blocks:
    start = 0
    while start + 1 < len(blocks) and _is_over(blocks, start, stated):
        notes.add("furniture", plain(blocks[start]), kind="outside")
        start += 1
    return blocks[start:]


def _is_over(blocks: Blocks, place: int, stated: PageTitle) -> bool:
    block = blocks[place]
    if isinstance(block, Rule) or stated.is_site(plain(block)) or furniture.is_links(block):
        return True
    after = next((plain(other) for other in blocks[place + 1 :] if not isinstance(other, Rule)), "")
    return stated.is_section(plain(block)) and 0 < len(after) < _TEXT


def _blocks(html: str, notes: Notes) -> Blocks:
    return parted(
        TreeReader(notes).read(tree(html.encode(), "html-native_divs-native_spans-raw_html-tex_math_dollars"))
    )


def _comments(text: str) -> Iterator[str]:
    """The comments but those for old browsers; in one pass, for a page may open a million and close none."""
    end = 0
    while (start := text.find("<!--", end)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        if not text.startswith("[if", start + 4):
            yield text[start + 4 : end]


def _check_depth(text: str) -> None:
    depth = deepest = 0
    tags = r"<(/?)(?:div|span|ul|ol|li|table|tr|td|blockquote|b|i|em|strong|font|section|p|a)\b"
    for match in re.finditer(tags, text):
        depth = max(0, depth + (-1 if match[1] else 1))
        deepest = max(deepest, depth)
    # Tags that nobody closes count too; real pages have them by the hundred.
    if deepest > 40 * MAX_DEPTH:
        raise CannotImportError("stop-deep")


def _url(page: LexborHTMLParser) -> str:
    node = page.css_first('link[rel="canonical"]')
    for candidate in ((node.attributes.get("href") or "") if node else "", meta(page, "og:url")):
        if is_address(candidate):
            return candidate
    return ""


def _date(page: LexborHTMLParser) -> str:
    for name in ("article:published_time", "datePublished", "date", "pubdate"):
        found = re.match(r"\d{4}-\d{2}-\d{2}", meta(page, name))
        if found:
            return found[0]
    node = page.css_first("time[datetime]")
    found = re.match(r"\d{4}-\d{2}-\d{2}", node.attributes.get("datetime") or "") if node else None
    return found[0] if found else ""


def _strip(page: LexborHTMLParser, notes: Notes) -> PageSize:
    """Take out what is no text of the article: what runs, what is hidden, and forms."""
    _strip_active(page, notes)
    _strip_hidden(page, notes)
    size = PageSize(page)
    for name in _FORM:
        for node in page.css(name):
            if _holds_page(node, size) or (name == "form" and _holds_text(node)):
                node.unwrap()
            else:
                _drop(node, notes, size)
    return size


def _write_values(page: LexborHTMLParser) -> None:
    """A number that an item states for itself begins a list of its own: the converter does not know it."""
    for item in reversed(page.css("ol > li[value]")):
        value, outer = item.attributes.get("value") or "", item.parent
        if outer is None or not re.fullmatch(r"\d{1,4}", value) or outer.first_child is item:
            continue
        new = page.create_node("ol")
        new.attrs["start"] = value
        if outer.attributes.get("type"):
            new.attrs["type"] = outer.attributes["type"]
        node: LexborNode | None = item
        while node is not None:
            following = node.next
            new.insert_child(node)  # a copy
            node.decompose()
            node = following
        outer.insert_after(new)


def _write_bold(page: LexborHTMLParser) -> None:
    """Lines that a style makes bold get the element for it, which the converter knows."""
    for node in page.css("p[style], div[style], span[style], font[style], td[style]"):
        inner = node.inner_html or ""
        if _BOLD_STYLE.search(node.attributes.get("style") or "") and not _BLOCK.search(inner):
            node.inner_html = f"<b>{inner}</b>"


def _write_heads(page: LexborHTMLParser) -> None:
    """Rows into which a cell of the head reaches belong to the head: the converter cuts that cell off at its end."""
    for table in page.css("table"):
        rows = [row for row in table.css("tr") if _is_row_of(row, table)]
        parts = [row.parent.tag if row.parent is not None else "" for row in rows]
        stated = "thead" in parts
        heads = [part == "thead" if stated else _is_head(row) for row, part in zip(rows, parts, strict=True)]
        head = (*heads, False).index(False)
        spans = [place + _span(cell) for place, row in enumerate(rows[:head]) for cell in row.css("th, td")]
        above = rows[head - 1].parent if head else None
        for row in rows[head : max(spans, default=0)]:
            row.inner_html = re.sub(r"(?i)<(/?)td\b", r"<\1th", row.inner_html or "")
            if above is not None and (row.parent is None or row.parent.mem_id != above.mem_id):
                above.insert_child(row)
                row.decompose()


def _is_row_of(row: LexborNode, table: LexborNode) -> bool:
    """Whether a row is one of a table, and of none within it; nodes that are compared are written out as HTML."""
    node = row.parent
    while node is not None and node.tag != "table":
        node = node.parent
    return node is not None and node.mem_id == table.mem_id


def _is_head(row: LexborNode) -> bool:
    cells = [cell.tag for cell in row.iter()]
    return "th" in cells and "td" not in cells


def _span(cell: LexborNode) -> int:
    value = cell.attributes.get("rowspan") or ""
    return int(value) if re.fullmatch(r"\d{1,3}", value) else 1


def _keep_words(page: LexborHTMLParser) -> None:
    """What the converter (pandoc 3.9) leaves out: columns that one ``col`` stands for, words beside a picture."""
    for node in page.css("colgroup, col"):
        node.decompose()
    for figure in page.css("figure"):
        caption = "".join(item.text() for item in figure.css("figcaption"))
        if len("".join(figure.text().split())) > len("".join(caption.split())):
            figure.inner_html = re.sub(r"(?i)<(/?)figcaption\b", r"<\1p", figure.inner_html or "")
            figure.unwrap()


def _has_furniture(page: LexborHTMLParser) -> bool:
    """Whether a page is one of a web site: a text saved by a word processor has no menus and few links."""
    return bool(page.css_first("nav, header, footer, aside, article, main")) or len(page.css("a[href]")) > _FEW_LINKS


def _strip_active(page: LexborHTMLParser, notes: Notes) -> None:
    counts: dict[str, int] = {}
    size = PageSize(page)
    for name in _ACTIVE:
        for node in page.css(name):
            if name in _ACTIVE_COUNTED:
                counts[name] = counts.get(name, 0) + 1
            if name in _ACTIVE_SAYING and _holds_page(node, size):
                node.unwrap()
            elif name in _ACTIVE_SAYING:
                _drop(node, notes, size)
            else:
                size.take_out(node)
    handlers = sum(1 for node in page.css("*") for key in node.attributes if key.lower().startswith("on"))
    if handlers:
        counts["on…"] = handlers
    if counts:
        notes.add("active-left", *(f"{name} × {count}" for name, count in sorted(counts.items())))


def _strip_hidden(page: LexborHTMLParser, notes: Notes) -> None:
    for node in page.css("[style], [hidden], [aria-hidden=true]"):
        if "hidden" in node.attributes or _HIDDEN_STYLE.search(node.attributes.get("style") or ""):
            words = _said(node)
            if words:
                notes.add("hidden-text", words)
            node.decompose()


def _strip_around(page: LexborHTMLParser, is_article: Callable[[str], bool], notes: Notes) -> None:
    """Menus, headers, footers and asides, by their element or by their name; ``is_article`` speaks for a text."""
    size = PageSize(page)
    holds_article = once_a_node(lambda node: is_article(node.text(separator=" ")))
    letters = once_a_node(lambda node: len(node.text(deep=False).strip()))
    for name in _AROUND:
        for node in page.css(name):
            # The header of an article holds its title; a page that is nothing but one aside is a page all the same.
            inner = name == "header" and node.css_first("h1")
            if not inner and not size.is_most(node) and not is_article(node.text(separator=" ")):
                _drop(node, notes, size)
    for node in page.css("[class], [id], [role=navigation]"):
        names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        around = node.tag not in {"body", "html", "main", "article", "h1", "h2"} and _AROUND_NAMES.search(names)
        if (
            not around
            or size.is_most(node)
            or _is_in_sentence(node, letters)
            or node.css_first(f"h1, {_BODY_OF_TEXT}")
            or _heads(node, holds_article)
        ):
            continue
        if not is_article(node.text(separator=" ")):
            _drop(node, notes, size)


def _is_in_sentence(node: LexborNode, letters: Callable[[LexborNode], int]) -> bool:
    """Whether an element is a few words of a paragraph, whatever happens when one points at them."""
    whole = node.parent
    if node.tag not in IN_LINE or whole is None or whole.tag not in {"p", "li", "td", "dd", "blockquote"}:
        return False
    around = letters(whole)
    return around > _SENTENCE and around > len(node.text())


def _heads(node: LexborNode, holds_article: Callable[[LexborNode], bool]) -> bool:
    """Whether an element is nothing but the heading of the article in whose element it stands."""
    head, whole = node.css_first("h2, h3"), node.parent
    if head is None or whole is None or whole.tag == "body" or head.text().strip() != node.text().strip():
        return False
    return holds_article(whole)


def _holds_page(node: LexborNode, size: PageSize) -> bool:
    """Whether the page is in an element that nobody closed."""
    return size.is_most(node) and node.css_first("p, div, table") is not None


def _holds_text(form: LexborNode) -> bool:
    return any(len(item.text().strip()) > _TEXT for item in form.css("p"))


def _said(node: LexborNode) -> str:
    """The words of an element: its text, the texts for its pictures, what stands on its buttons."""
    words = [node.text(separator=" ")]
    for item in node.css("img[alt], input[value]"):  # the element itself too
        if item.tag == "input" and (item.attributes.get("type") or "").lower() != "hidden":
            words.append(item.attributes.get("value") or "")
        elif item.tag == "img":
            words.append(item.attributes.get("alt") or "")
    return " ".join(" ".join(words).split())


def _drop(node: LexborNode, notes: Notes, size: PageSize) -> None:
    words = _said(node)
    if words:
        notes.add("furniture-page", words)
    size.take_out(node)


def _article(page: LexborHTMLParser, notes: Notes) -> LexborNode:
    """The element that holds the article: the only ``article`` or ``main`` with at least half of the text."""
    body = page.body
    if body is None:
        raise CannotImportError("stop-broken")
    whole = len(body.text())
    for selector in ("article", "main", "[role=main]", "[itemprop=articleBody]"):
        found = page.css(selector)
        if len(found) == 1 and len(found[0].text()) * 2 >= whole:
            article = found[0]
            html = article.html or ""
            article.decompose()
            rest = _said(body)
            if rest:
                notes.add("furniture-page", rest)
            again = LexborHTMLParser(html).body
            if again is not None:
                return again
    return body
