"""What the styles of an odt say of paragraphs: which are headings, which bold. pandoc (3.9) looks at spans alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

_ODF = "{urn:oasis:names:tc:opendocument:xmlns:"
_STYLE, _TEXT, _OFFICE = (f"{_ODF}{name}:1.0}}" for name in ("style", "text", "office"))
_WEIGHT = f"{_ODF}xsl-fo-compatible:1.0}}font-weight"
_BOLD = re.compile(r"bold|[6-9]00")
_NUMBERED = re.compile(r"(?:Heading|Заголовок|Баш)(?:_20_| )([1-6])\Z")
_OTHERS = re.compile(r"Subtitle|Index|Contents|List")
_OWN = "PortalBold"
_MOST, _LONGEST = 20, 250


def write_looks(root: ET.Element, styles: bytes) -> None:
    """Paragraphs in styles of headings become headings, those in bold styles bold, in the content's tree."""
    known = _known([root, *([ET.fromstring(styles)] if styles else [])])
    bold = False
    for line in list(root.iter(f"{_TEXT}p")):
        chain = list(_chain(line.get(f"{_TEXT}style-name", ""), known))
        level = _level(chain)
        if level and len("".join(line.itertext())) <= _LONGEST:
            line.tag = f"{_TEXT}h"
            line.set(f"{_TEXT}outline-level", str(level))
        elif _is_bold(chain, known):
            bold = True
            _wrap(line)
    if bold:
        _add_style(root)


def _known(roots: list[ET.Element]) -> dict[str, ET.Element]:
    """The styles of paragraphs by name; those of the content itself come first."""
    found: dict[str, ET.Element] = {}
    for root in roots:
        for style in root.iter(f"{_STYLE}style"):
            if style.get(f"{_STYLE}family") == "paragraph":
                found.setdefault(style.get(f"{_STYLE}name", ""), style)
    return found


def _chain(name: str, known: Mapping[str, ET.Element]) -> Iterator[str]:
    for _ in range(_MOST):
        if not name:
            return
        yield name
        style = known.get(name)
        name = style.get(f"{_STYLE}parent-style-name", "") if style is not None else ""


def _level(chain: list[str]) -> int:
    if any(map(_OTHERS.search, chain)):
        return 0
    for name in chain:
        numbered = _NUMBERED.match(name)
        if numbered or name in {"Title", "Heading"}:
            return int(numbered[1]) if numbered else 1 if name == "Title" else 2
    return 0


def _is_bold(chain: list[str], known: Mapping[str, ET.Element]) -> bool:
    for name in chain:
        style = known.get(name)
        for properties in style.iter(f"{_STYLE}text-properties") if style is not None else ():
            if weight := properties.get(_WEIGHT):
                return bool(_BOLD.match(weight))
    return False


def _wrap(line: ET.Element) -> None:
    span = ET.Element(f"{_TEXT}span", {f"{_TEXT}style-name": _OWN})
    span.text, line.text = line.text, None
    span[:] = list(line)
    line[:] = [span]


def _add_style(root: ET.Element) -> None:
    automatic = root.find(f"{_OFFICE}automatic-styles")
    if automatic is None:
        automatic = ET.Element(f"{_OFFICE}automatic-styles")
        body = root.find(f"{_OFFICE}body")
        root.insert(list(root).index(body) if body is not None else 0, automatic)
    style = ET.SubElement(automatic, f"{_STYLE}style", {f"{_STYLE}name": _OWN, f"{_STYLE}family": "text"})
    ET.SubElement(style, f"{_STYLE}text-properties", {_WEIGHT: "bold"})
