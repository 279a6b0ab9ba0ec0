"""Bold that a docx says in the style of a paragraph: it is written to the runs, where pandoc (3.9) looks for it."""

from __future__ import annotations

from xml.etree import ElementTree as ET

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = frozenset({"0", "false", "off"})
_MOST = 20


def write_bold(root: ET.Element, styles: bytes) -> None:
    """Runs of paragraphs in bold styles are bold, unless they say otherwise."""
    bold = _bold_styles(ET.fromstring(styles)) if styles else frozenset()
    for line in root.iter(f"{_W}p") if bold else ():
        style = line.find(f"{_W}pPr/{_W}pStyle")
        if style is None or style.get(f"{_W}val") not in bold:
            continue
        for run in line.iter(f"{_W}r"):
            properties = run.find(f"{_W}rPr")
            if properties is None:
                properties = ET.Element(f"{_W}rPr")
                run.insert(0, properties)
            if properties.find(f"{_W}b") is None:
                ET.SubElement(properties, f"{_W}b")


def _bold_styles(styles: ET.Element) -> frozenset[str]:
    known = {item.get(f"{_W}styleId", ""): item for item in styles.iter(f"{_W}style")
             if item.get(f"{_W}type") == "paragraph"}  # fmt: skip
    return frozenset(name for name in known if _is_bold(name, known))


def _is_bold(name: str, known: dict[str, ET.Element]) -> bool:
    for _ in range(_MOST):
        style = known.get(name)
        if style is None:
            return False
        mark = style.find(f"{_W}rPr/{_W}b")
        if mark is not None:
            return mark.get(f"{_W}val", "1") not in _OFF
        parent = style.find(f"{_W}basedOn")
        name = parent.get(f"{_W}val", "") if parent is not None else ""
    return False
