"""The numbers that Word and LibreOffice make by themselves, written into the text where it is a text with points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from xml.etree import ElementTree as ET

from portal.core.records import dataclass
from portal.editing.importing.points import Counter, Level, refers_to_points, stay

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING = re.compile(r"(?i)(?:heading|заголовок)\s*[1-9]$")
_DEEPEST = 9


def _value(element: ET.Element | None, path: str) -> str | None:
    found = element.find("/".join(_W + part for part in path.split("/"))) if element is not None else None
    return found.get(f"{_W}val") if found is not None else None


def _whole(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else otherwise


@dataclass
class _Lists:
    """What ``numbering.xml`` says: number of a list → its kind, and the levels of each kind."""

    kinds: dict[str, str] = field(default_factory=dict)
    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    starts: dict[str, dict[int, int]] = field(default_factory=dict)
    """Lists that begin anew at a number of their own."""
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Style of paragraphs → kind and level."""


def _lists(xml: bytes) -> _Lists:
    found = _Lists()
    root = ET.fromstring(xml)
    named: dict[str, str] = {}
    links: dict[str, str] = {}
    for kind in root.iter(f"{_W}abstractNum"):
        key = kind.get(f"{_W}abstractNumId", "")
        found.levels[key] = {}
        for level in kind.iter(f"{_W}lvl"):
            depth = _whole(level.get(f"{_W}ilvl"))
            found.levels[key][depth] = _level(level)
            style = _value(level, "pStyle")
            if style:
                found.styles[style] = (key, depth)
        style_link, link = _value(kind, "styleLink"), _value(kind, "numStyleLink")
        if style_link:
            named[style_link] = key
        if link:
            links[key] = link
    for key, link in links.items():
        found.levels[key] = found.levels.get(named.get(link, ""), {})
    for item in root.iter(f"{_W}num"):
        number, key = item.get(f"{_W}numId", ""), _value(item, "abstractNumId") or ""
        own = {_whole(change.get(f"{_W}ilvl")): change for change in item.iter(f"{_W}lvlOverride")}
        changed = {depth: _level(own_level) for depth, change in own.items()
                   if (own_level := change.find(f"{_W}lvl")) is not None}  # fmt: skip
        if changed:
            found.levels[f"{key}/{number}"] = {**found.levels.get(key, {}), **changed}
            key = f"{key}/{number}"
        found.kinds[number] = key
        found.starts[number] = {
            depth: _whole(start, 1)
            for depth, change in own.items()
            if (start := _value(change, "startOverride")) is not None
        }
    return found


def _level(level: ET.Element) -> Level:
    return Level(
        _value(level, "lvlText") or "",
        _value(level, "numFmt") or "decimal",
        _whole(_value(level, "start"), 1),
        level.find(f"{_W}isLgl") is not None,
        _whole(restart) if (restart := _value(level, "lvlRestart")) else None,
    )


@dataclass(frozen=True)
class _Point:
    paragraph: ET.Element
    list: str
    kind: str
    depth: int
    heading: bool

    @property
    def base(self) -> str:
        """The kind without what one list changes of it; such lists are counted together."""
        return self.kind.partition("/")[0]


def write_numbers(root: ET.Element, numbering: bytes, styles: bytes) -> None:
    """Write the labels of points into the paragraphs of a docx; these are no items of lists any more."""
    lists, looks = _lists(numbering), _Styles(ET.fromstring(styles))
    points = [point for paragraph in _paragraphs(root) if (point := _point(paragraph, lists, looks))]
    refers = refers_to_points("\n".join("".join(t.text or "" for t in p.iter(f"{_W}t")) for p in _paragraphs(root)))
    used: dict[str, dict[tuple[str, int], Level]] = {}
    seen = [point for point in points if _has_words(point.paragraph)]
    for point in seen:
        used.setdefault(point.base, {})[point.kind, point.depth] = lists.levels[point.kind][point.depth]
    headings = {point.base for point in seen if point.heading}
    kept = {base for base, levels in used.items() if stay(levels.values(), base in headings, refers)}
    _sink([point for point in points if point.base not in kept], lists)
    counters: dict[str, Counter] = {}
    begun: set[tuple[str, int]] = set()
    for point in points:
        if point.base not in kept:
            continue
        counter = counters.setdefault(point.base, Counter(lists.levels[point.kind]))
        counter.levels = lists.levels[point.kind]
        start = lists.starts.get(point.list, {}).get(point.depth)
        if start is not None and (point.list, point.depth) not in begun:
            counter.numbers[point.depth] = start - 1
        begun.add((point.list, point.depth))
        if lists.levels[point.kind][point.depth].is_counted:
            label = counter.next(point.depth)
            if _has_words(point.paragraph):
                _label(point.paragraph, label)


def _sink(points: list[_Point], lists: _Lists) -> None:
    """Bring dots that stand between deeper points of another list down to these.

    Behind a list that stands higher the converter would count the deeper points from one again.
    """
    between: list[_Point] = []
    above: _Point | None = None
    for point in points:
        level = lists.levels[point.kind][point.depth]
        if level.is_counted:
            if above and (above.kind, above.depth) == (point.kind, point.depth):
                for dot in between:
                    _set_depth(dot, point.depth)
            above, between = point, []
        elif above and point.depth < above.depth:
            own = lists.levels[point.kind].get(above.depth)
            above = above if own and not own.is_counted else None
            between.append(point)


def _set_depth(point: _Point, depth: int) -> None:
    properties = point.paragraph.find(f"{_W}pPr")
    if properties is None:
        return
    for number in properties.findall(f"{_W}numPr"):
        properties.remove(number)
    number = ET.SubElement(properties, f"{_W}numPr")
    ET.SubElement(number, f"{_W}ilvl").set(f"{_W}val", str(depth))
    ET.SubElement(number, f"{_W}numId").set(f"{_W}val", point.list)


class _Styles:
    """The numbering of styles, with what they take over from others, and which are headings."""

    def __init__(self, root: ET.Element) -> None:
        self._styles = {style.get(f"{_W}styleId", ""): style for style in root.iter(f"{_W}style")}

    def _line(self, key: str) -> Iterator[ET.Element]:
        for _ in range(20):
            style = self._styles.get(key)
            if style is None:
                return
            yield style
            key = _value(style, "basedOn") or ""

    def number(self, key: str) -> tuple[str | None, str | None]:
        """Number of the list and level, as far as the style says them."""
        lines = list(self._line(key))
        numbers = (_value(style, "pPr/numPr/numId") for style in lines)
        depths = (_value(style, "pPr/numPr/ilvl") for style in lines)
        return next(filter(None, numbers), None), next(filter(None, depths), None)

    def is_heading(self, key: str) -> bool:
        return any(_HEADING.search(_value(style, "name") or "") for style in self._line(key))


def _paragraphs(element: ET.Element) -> Iterator[ET.Element]:
    """The paragraphs in the order of the text; the second copy for old programs is none of it."""
    for child in element:
        if child.tag == f"{_W}p":
            yield child
        if child.tag != _FALLBACK:
            yield from _paragraphs(child)


def _point(paragraph: ET.Element, lists: _Lists, looks: _Styles) -> _Point | None:
    style = _value(paragraph, "pPr/pStyle") or ""
    number, depth = looks.number(style)
    own = _value(paragraph, "pPr/numPr/numId")
    number = own or number
    level = _value(paragraph, "pPr/numPr/ilvl") or depth
    kind = lists.kinds.get(number or "", "")
    if style in lists.styles and not own and lists.styles[style][0] == kind:
        level = str(lists.styles[style][1])
    place = _whole(level)
    if not kind or number == "0" or place not in lists.levels.get(kind, {}) or _is_deleted(paragraph):
        return None
    return _Point(paragraph, number or "", kind, place, looks.is_heading(style))


def _is_deleted(paragraph: ET.Element) -> bool:
    """Whether a tracked change takes the whole paragraph away: an empty one is counted, though nobody reads it."""
    return paragraph.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None and not _has_words(paragraph)


def _has_words(paragraph: ET.Element) -> bool:
    return any((text.text or "").strip() for text in paragraph.iter(f"{_W}t"))


def _label(paragraph: ET.Element, label: str) -> None:
    """Put the label before the words, in their look, and take the paragraph out of its list."""
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        properties = ET.Element(f"{_W}pPr")
        paragraph.insert(0, properties)
    for number in properties.findall(f"{_W}numPr"):
        properties.remove(number)
    none = ET.SubElement(ET.SubElement(properties, f"{_W}numPr"), f"{_W}numId")
    none.set(f"{_W}val", "0")
    run = ET.Element(f"{_W}r")
    first = next((item for item in paragraph.iter(f"{_W}r") if item.find(f"{_W}t") is not None), None)
    look = first.find(f"{_W}rPr") if first is not None else None
    if look is not None:
        run.append(look)
    text = ET.SubElement(run, f"{_W}t")
    text.text = f"{label} "
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    paragraph.insert(list(paragraph).index(properties) + 1, run)


_O = {
    "text": "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}",
    "style": "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}",
}
_ODF_COUNTS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
               "а": "russianLower", "А": "russianUpper"}  # fmt: skip


def _text(name: str) -> str:
    return f"{_O['text']}{name}"


def write_odt_numbers(content: bytes, styles: bytes) -> bytes:
    """The content of an odt with the labels of points in the text, these lists as paragraphs."""
    root = ET.fromstring(content)
    return _OdtNumbers(root, ET.fromstring(styles)).written()


class _OdtNumbers:
    def __init__(self, root: ET.Element, styles: ET.Element) -> None:
        self._root = root
        named = [(item.get(f"{_O['style']}name", ""), item) for part in (styles, root)
                 for item in part.iter(_text("list-style"))]  # fmt: skip
        self._levels = {name: _odf_levels(item) for name, item in named}
        outline = next(styles.iter(_text("outline-style")), None)
        self._outline = _odf_levels(outline) if outline is not None else {}
        self._styles = {item.get(f"{_O['style']}name", ""): item for part in (styles, root)
                        for item in part.iter(f"{_O['style']}style")}  # fmt: skip
        self._counters: dict[str, Counter] = {}
        self._refers = refers_to_points("\n".join("".join(item.itertext()) for item in root.iter(_text("p"))))
        self._kept = self._staying()
        self._changed = False

    def written(self) -> bytes:
        for parent in list(self._root.iter()):
            if parent.tag != _text("list-item") and any(child.tag == _text("list") for child in parent):
                self._unfold(parent)
        self._headings()
        return ET.tostring(self._root) if self._changed else b""

    def _headings(self) -> None:
        counter = Counter(self._outline)
        for heading in self._root.iter(_text("h")):
            depth = _whole(heading.get(_text("outline-level")), 1) - 1
            level = self._outline.get(depth)
            listed = heading.get("portal-label")
            out = listed or heading.get(_text("is-list-header")) == "true" or self._is_out(heading)
            if level is None or not level.is_counted or out:
                heading.attrib.pop("portal-label", None)
                continue
            self._changed = True
            heading.text = f"{counter.next(depth)} {heading.text or ''}"

    def _is_out(self, heading: ET.Element) -> bool:
        """Whether the style of a heading, or the one that it comes from, takes it out of every list."""
        name: str | None = heading.get(_text("style-name"), "")
        for _ in range(_DEEPEST):
            style = self._styles.get(name or "")
            if style is None:
                break
            listed = style.get(f"{_O['style']}list-style-name")
            if listed is not None:
                return not listed
            name = style.get(f"{_O['style']}parent-style-name")
        return False

    def _unfold(self, parent: ET.Element) -> None:
        inner: list[ET.Element] = []
        for child in parent:
            name = child.get(_text("style-name"), "") if child.tag == _text("list") else ""
            levels = self._levels.get(name, {})
            if name not in self._kept:
                inner.append(child)
                continue
            goes_on = child.get(_text("continue-numbering")) == "true" or child.get(_text("continue-list"))
            if name not in self._counters or not goes_on:
                self._counters[name] = Counter(levels)
            inner += self._items(child, self._counters[name], 0)
            self._changed = True
        parent[:] = inner

    def _staying(self) -> frozenset[str]:
        """The styles whose numbers stay; LibreOffice parts one list into many of the same style."""
        used: dict[str, set[int]] = {}
        headings: set[str] = set()
        for item in self._root.iter(_text("list")):
            name = item.get(_text("style-name"), "")
            used.setdefault(name, set()).update(_odf_depths(item, 0))
            if any(True for _ in item.iter(_text("h"))):
                headings.add(name)
        return frozenset(
            name
            for name, depths in used.items()
            if (levels := self._levels.get(name))
            and stay((levels[depth] for depth in depths if depth in levels), name in headings, self._refers)
        )

    def _items(self, item: ET.Element, counter: Counter, depth: int) -> Iterator[ET.Element]:
        for child in item:
            label = ""
            if child.tag == _text("list-item") and any(part.tag in {_text("p"), _text("h")} for part in child):
                start = child.get(_text("start-value"))
                if start:
                    counter.numbers[depth] = _whole(start, 1) - 1
                level = counter.levels.get(depth)
                label = counter.next(depth) if level and level.is_counted else ""
            for part in child:
                if part.tag == _text("list"):
                    yield from self._items(part, counter, min(depth + 1, _DEEPEST))
                    continue
                if label and part.tag in {_text("p"), _text("h")}:
                    part.text = f"{label} {part.text or ''}"
                    part.set("portal-label", "1")
                    label = ""
                yield part


def _odf_depths(item: ET.Element, depth: int) -> Iterator[int]:
    for child in item:
        if any(part.tag in {_text("p"), _text("h")} for part in child):
            yield depth
        for part in child:
            if part.tag == _text("list"):
                yield from _odf_depths(part, min(depth + 1, _DEEPEST))


def _odf_levels(style: ET.Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for level in style:
        depth = _whole(level.get(_text("level")), 1) - 1
        counts = level.get(f"{_O['style']}num-format", "")
        if level.tag not in {_text("list-level-style-number"), _text("outline-level-style")} or not counts:
            found[depth] = Level("", "bullet")
            continue
        shown = max(1, _whole(level.get(_text("display-levels")), 1))
        numbers = ".".join(f"%{place + 1}" for place in range(max(0, depth - shown + 1), depth + 1))
        before, after = level.get(f"{_O['style']}num-prefix", ""), level.get(f"{_O['style']}num-suffix", "")
        pattern = f"{before}{numbers}{after}"
        kind = _ODF_COUNTS.get(counts.split(",")[0].strip(), "decimal")
        found[depth] = Level(pattern, kind, _whole(level.get(_text("start-value")), 1))
    return found
