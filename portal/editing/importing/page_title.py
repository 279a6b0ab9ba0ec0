"""What a web page says its title is, told from the name of its site by where both stand.

The name of a site comes again: behind «©», in what leads to the first page, in the element of a logo, in what the page
says of its site. A title stands in a heading near the text, and as a part of what the page calls itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from portal.core.records import dataclass
from portal.editing.importing.plain_text import NO_TITLE
from portal.editing.importing.title_lines import is_section

_MOST, _LONGEST_NAME, _FEWEST_LETTERS, _SHORTEST_PART = 300, 120, 3, 10
_PARTED = re.compile(r"(\s+(?:[|–—»›>·•/-]|::)+\s+|\s*[|»]\s*)")
_CRUMBS = re.compile(r"\s+[/»›>→]\s+")
_LABELLED = re.compile(r"(?<=\w):\s+")
_LINES = "h1, h2, h3, h4, p, b, strong, font, td > div, [itemprop~=headline], [class*=title], [class*=heading]"
_STYLED = "p.MsoTitle, p.Title, p.title"
"""The paragraph in which a word processor has the title."""
_OF_TEXT = re.compile(
    r"(?i)(?:^|[\s_-])(?:(?:entry|post|article|news|story|single|node|item|content|material|doc(?:ument)?)[_-]*"
    r"(?:title|head(?:ing|line)?|name)|headline)(?:$|[\s_-])"
)
"""What programs for blogs and news call the heading of a text."""
_SITE = re.compile(r"(?i)site|brand|logo|blog-?name|(?:^|[\s_-])banner")
_LOGO = re.compile(r"(?i)(?:^|[\s_-])(?:logo|brand|site-?(?:name|title))")
_BESIDE = re.compile(
    r"(?i)(?:^|[\s_-])(?:\w*related\w*|similar|comments?|sidebar|widget|footer|menu|navbar|popup|modal|share|teaser)(?:$|[\s_-])"
)
"""What stands beside a text, by its name."""
_HOME = re.compile(r"(?i)(?:https?://[^/]+)?/?(?:\./|(?:ky|kg|ru|en)/?)?(?:index\.\w+)?\Z")
"""An address of the first page of a site."""
_OWNER = re.compile(r"(?i)(?:©|\(c\)\s|copyright\b)([^©\n]{2,150})")
_AROUND = frozenset({"nav", "header", "footer", "aside"})
_MOST_LINKS, _MOST_OWNERS, _TEXT, _LINE, _FIRST_WORDS, _SECTION_WORDS, _NO_HEADING = 400, 5, 150, 60, 8, 3, 9
_LAST_LETTERS, _LAST_LINES, _FEWEST_CRUMBS = 400, 2, 2


@dataclass(frozen=True)
class _Head:
    """A line of a page that may be its title."""

    node: LexborNode
    words: str

    @property
    def bare(self) -> str:
        return bare(self.words)

    @property
    def rank(self) -> int:
        """1 to 4 for a heading, 9 for any other line, 0 or 1 for those that the page's build calls that of the text."""
        tag = self.node.tag or ""
        level = int(tag[1]) if tag in {"h1", "h2", "h3", "h4"} else 9
        return (0 if level < _NO_HEADING else 1) if _is_called(self.node) else level

    @property
    def is_head(self) -> bool:
        return self.rank < 3 and not _is_around(self.node)


@dataclass(frozen=True)
class PageTitle:
    """What a page says its title is, "" for nothing; and the names of its site, each as its bare words."""

    text: str
    sites: frozenset[str]
    sections: frozenset[str] = frozenset()
    """What short links before the first text say: the parts of the site."""
    sure: bool = False
    """Whether the page calls itself so, and a heading of its text too."""

    def is_site(self, text: str) -> bool:
        """Whether a text is no more than a name of the site."""
        return bare(text) in self.sites

    def is_section(self, text: str) -> bool:
        """Whether a text is no more than the name of a part of the site."""
        return bare(text) in self.sections and bare(text) != bare(self.text)


def bare(text: str) -> str:
    """The words of a text, whatever their letters' size and the marks between them."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def title_of_page(page: LexborHTMLParser, text: str = "") -> PageTitle:
    """The title of a page, and the names of its site; ``text``: the words of the article, as far as they are known."""
    heads = [_Head(node, words_of(node)) for node in page.css(_LINES)]
    heads = [head for head in heads if 0 < len(head.words) <= _MOST and not is_section(head.words)]
    stated = [text for text in (meta(page, "og:title"), meta(page, "twitter:title"), _own(page)) if text]
    sites = _sites(page, {head.bare for head in heads} | {bare(part) for text in stated for part in _parts(text)})
    heads = [head for head in heads if head.bare not in sites and not _names_site(head.node)]
    agreed = next(filter(None, (_in_heads(text, heads, sites) for text in stated)), None)
    sections = _sections(page)
    placed = _by_place(page, [head for head in heads if head.bare not in sections], bare(text))
    if agreed and placed and not agreed.is_head and placed.is_head:
        agreed = None  # the name of the site in the picture over it
    if agreed and agreed.bare in sections and _has_better(agreed, _above(page, heads, bare(text))):
        agreed = None  # the name of the part of the site in which the text stands
    head = agreed or placed
    said = (_in_lines(page, text, sites | sections) or _without_site(text, sites) for text in stated)
    found = head.words if head else next(filter(None, said), "")
    found = "" if head is None and bare(found) in sections else found
    is_title = sum(letter.isalpha() for letter in found) >= _FEWEST_LETTERS and not NO_TITLE.search(found)
    return PageTitle(found[:_MOST] if is_title else "", sites, sections, is_title and bool(agreed))


def meta(page: LexborHTMLParser, name: str) -> str:
    """What a page says of itself under a name, on one line."""
    node = page.css_first(f'meta[property="{name}"]') or page.css_first(f'meta[name="{name}"]')
    return " ".join((node.attributes.get("content") or "").split())[:_MOST] if node else ""


def _own(page: LexborHTMLParser) -> str:
    node = page.css_first("head > title") or page.css_first("title")
    return " ".join(node.text().split())[:_MOST] if node else ""


def words_of(node: LexborNode) -> str:
    """The words of a heading on one line; a break parts words, the border of an element does not."""
    words = re.sub(r"(?i)<br\b[^>]*>", " ", node.html or "")
    inner = LexborHTMLParser(words).body
    return " ".join((inner.text() if inner else node.text()).split())


def _sites(page: LexborHTMLParser, lines: set[str]) -> frozenset[str]:
    """The names of the site; of what stands behind «©» and at the very end those of ``lines`` that are in it."""
    found = {bare(meta(page, name)) for name in ("og:site_name", "application-name")}
    for link in islice(page.css("a[href]"), _MOST_LINKS):
        if _leads_home(link):
            found.add(bare(words_of(link)))
            found |= {bare(image.attributes.get("alt") or "") for image in link.css("img[alt]")}
    said = page.body.text(separator="\n") if page.body else ""
    for owner in _OWNER.findall(said)[-_MOST_OWNERS:]:
        line = f" {bare(owner)} "
        found |= {name for name in lines if name and f" {name} " in line}
    for line in [line.strip() for line in said[-_LAST_LETTERS:].split("\n") if line.strip()][-_LAST_LINES:]:
        if len(line) <= _LONGEST_NAME and not line.endswith((".", "!", "?", ";", ":")):
            found |= {name for name in lines if name and bare(line).startswith(name) and 2 * len(name) >= len(line)}
    return frozenset(name for name in found if name and len(name) <= _LONGEST_NAME)


def _names_site(node: LexborNode) -> bool:
    """Whether a heading is the name of the site: its class says so, or all of it leads to the first page."""
    outer = node.parent
    names = _names(node)
    if (_SITE.search(names) and not _OF_TEXT.search(names)) or (outer and _LOGO.search(_names(outer))):
        return True
    link = node.css_first("a[href]")
    return bool(link and _leads_home(link) and link.text().split() == node.text().split())


def _leads_home(link: LexborNode) -> bool:
    address = (link.attributes.get("href") or "").strip()
    return bool(address and _HOME.match(address))


def _parts(text: str) -> list[str]:
    return _PARTED.split(text)[::2]


def _runs(text: str) -> Iterator[str]:
    """A title and all runs of its parts: «Title – Section | Site»."""
    pieces = _PARTED.split(text)
    for start in range(0, len(pieces), 2):
        for end in range(len(pieces), start, -2):
            yield "".join(pieces[start:end]).strip()
    label = _LABELLED.search(text)
    if label:
        yield text[label.end() :]


def _in_heads(text: str, heads: Sequence[_Head], sites: frozenset[str]) -> _Head | None:
    """The line of the text that is the longest run of parts of what a page calls itself."""
    own = {head.bare: head for head in sorted(heads, key=lambda head: -head.rank)}
    found = [own[run] for run in map(bare, _runs(text)) if run in own and run not in sites]
    fit = [head for head in found if len(head.words) > _SHORTEST_PART or head.bare == bare(text)]
    return max(fit, key=lambda head: len(head.words), default=None)


def _has_better(head: _Head, above: Sequence[_Head]) -> bool:
    """Whether a line that stands out and says more follows a heading, over the text."""
    places = [place for place, other in enumerate(above) if other.bare == head.bare]
    return any(
        (other.rank < _NO_HEADING or other.node.tag in {"b", "strong"})
        and len(other.words.split()) > max(_SECTION_WORDS, len(head.words.split()))
        for other in above[places[-1] + 1 if places else len(above) :]
    )


def _in_lines(page: LexborHTMLParser, text: str, sites: frozenset[str]) -> str:
    """What a page calls itself up to the name of its site, where a line of the page says just that; else ""."""
    lines = {bare(line) for line in (page.body.text(separator="\n") if page.body else "").split("\n")}
    pieces = _PARTED.split(text)
    runs = ("".join(pieces[:end]).strip() for end in range(len(pieces) - 2, 0, -2))
    return next((run for run in runs if len(run) > _SHORTEST_PART and bare(run) in lines - sites), "")


def _by_place(page: LexborHTMLParser, heads: Sequence[_Head], text: str) -> _Head | None:
    """The heading that is that of the text by the build of the page, or by standing over the text."""
    styled = page.css_first(_STYLED)
    if styled and styled.text().strip():
        return _Head(styled, words_of(styled))
    free = [head for head in heads if not _is_around(head.node)]
    above = _above(page, free, text)
    for pool in (
        [head for head in above if head.rank == 0],
        [head for head in above if head.rank == 1],
        _alone(head for head in free if head.rank == 0),
        _alone(head for head in free if head.rank == 1),
        _alone(head for head in heads if head.node.tag == "h1"),
        [head for head in above if head.rank == 2],
        [head for head in above if head.rank == 3],
    ):
        if pool:
            return pool[-1]
    return None


def _alone(heads: Iterable[_Head]) -> list[_Head]:
    found = list(heads)
    return found if len({head.bare for head in found}) == 1 else []


def _above(page: LexborHTMLParser, heads: Sequence[_Head], text: str) -> list[_Head]:
    """The lines over the first paragraph of the text; none where no such paragraph is found."""
    known = {head.node.mem_id: head for head in heads}
    above: list[_Head] = []
    for node in page.body.traverse() if page.body else ():
        head = known.get(node.mem_id)
        if (head is None or head.rank == _NO_HEADING) and _begins_text(node, text):
            return above
        if head is not None:
            above.append(head)
    return []


def _begins_text(node: LexborNode, text: str) -> bool:
    """Whether a paragraph is one of the text, whose bare words are ``text``; any long one where they are not known."""
    if node.tag not in {"p", "div", "td", "span", "font", "li"}:
        return False
    words = node.text(deep=node.tag == "p").strip()
    if not text:
        return node.tag == "p" and len(words) > _TEXT
    return len(words) > _LINE and " ".join(bare(words[: 4 * _LINE]).split()[:_FIRST_WORDS]) in text


def _sections(page: LexborHTMLParser) -> frozenset[str]:
    """What short links before the first text say, and crumbs but for the last."""
    found: set[str] = set()
    for node in page.body.traverse() if page.body else ():
        if node.tag == "a" and len(node.text().split()) <= _SECTION_WORDS:
            found.add(bare(node.text()))
        elif (
            node.tag in {"p", "div", "ol", "ul"} and len(crumbs := _CRUMBS.split(node.text().strip())) > _FEWEST_CRUMBS
        ):
            found |= {bare(part) for part in crumbs[:-1]} if len(node.text()) <= _MOST else set()
        elif node.tag == "p" and len(node.text().strip()) > _TEXT and not node.css_first("a"):
            break
    return frozenset(found - {""})


def _names(node: LexborNode) -> str:
    return f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"


def _is_called(node: LexborNode) -> bool:
    names = node.attributes.get("class") or ""
    return "headline" in (node.attributes.get("itemprop") or "").split() or bool(_OF_TEXT.search(names))


def _is_around(node: LexborNode) -> bool:
    """Whether a line stands in what is around the text; a header in an article is that of the article."""
    inner: LexborNode | None = node
    tags = set()
    while inner is not None and inner.tag != "body":
        if _BESIDE.search(_names(inner)):
            return True
        tags.add(inner.tag)
        inner = inner.parent
    return bool(tags & (_AROUND - {"header"})) or ("header" in tags and not tags & {"article", "main"})


def _without_site(text: str, sites: frozenset[str]) -> str:
    """What a page calls itself without the name of its site; "" where nothing else is said."""
    pieces = _PARTED.split(text)
    while pieces and bare(pieces[-1]) in sites:
        pieces = pieces[:-2]
    while pieces and bare(pieces[0]) in sites:
        pieces = pieces[2:]
    return "".join(pieces).strip()
