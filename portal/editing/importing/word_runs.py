"""Runs of a docx in which several things stand: each of them comes into a run of its own.

pandoc (3.9) reads of a run with a picture, a mark of a note or a part of a field nothing but that, and nothing of a
run with ruby (small letters over the text that tell how it is read). Word writes such things apart, other programs
put them into one run with the words around.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from itertools import groupby
from xml.etree import ElementTree as ET

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LOOK = f"{_W}rPr"
_PUT_IN, _TAKEN_OUT = f"{_W}ins", f"{_W}del"
_ALONE = frozenset({
    *(f"{_W}{name}" for name in ("drawing", "pict", "object", "footnoteReference", "endnoteReference",
                                 "commentReference", "fldChar", "instrText", "ruby")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
})  # fmt: skip


def part_runs(root: ET.Element) -> None:
    """Part the runs of a document, and write ruby as «text (how it is read)»."""
    for parent in list(root.iter()):
        if any(child.tag == f"{_W}r" and _is_mixed(child) for child in parent):
            parent[:] = [run for child in parent for run in (_parted(child) if child.tag == f"{_W}r" else [child])]


def lift_deleted(root: ET.Element) -> None:
    """What one editor put in and another took out stands beside what was put in: the converter drops it untold."""
    for parent in list(root.iter()):
        if any(child.tag == _PUT_IN and child.find(_TAKEN_OUT) is not None for child in parent):
            parent[:] = [item for child in parent for item in _lifted(child)]


def _lifted(child: ET.Element) -> Iterator[ET.Element]:
    if child.tag != _PUT_IN:
        yield child
        return
    for is_taken, group in groupby(child, key=lambda item: item.tag == _TAKEN_OUT):
        if is_taken:
            yield from group
        else:
            made = ET.Element(child.tag, child.attrib)
            made.extend(group)
            yield made


def _is_mixed(run: ET.Element) -> bool:
    things = [item for item in run if item.tag != _LOOK]
    alone = [item for item in things if item.tag in _ALONE]
    return bool(alone) and (len(things) > 1 or alone[0].tag == f"{_W}ruby")


def _parted(run: ET.Element) -> Iterator[ET.Element]:
    if not _is_mixed(run):
        yield run
        return
    things = [item for item in run if item.tag != _LOOK]
    for is_alone, group in groupby(things, key=lambda item: item.tag in _ALONE):
        if not is_alone:
            yield _like(run, *group)
            continue
        for item in group:
            yield from _read(run, item) if item.tag == f"{_W}ruby" else [_like(run, item)]


def _like(run: ET.Element, *things: ET.Element) -> ET.Element:
    """A run that looks like ``run``."""
    made = ET.Element(run.tag, run.attrib)
    look = run.find(_LOOK)
    if look is not None:
        made.append(deepcopy(look))
    made.extend(things)
    return made


def _read(run: ET.Element, ruby: ET.Element) -> Iterator[ET.Element]:
    text, above = (list(ruby.iterfind(f"{_W}{name}/*")) for name in ("rubyBase", "rt"))
    yield from text
    if above:
        yield _like(run, _words(" ("))
        yield from above
        yield _like(run, _words(")"))


def _words(text: str) -> ET.Element:
    made = ET.Element(f"{_W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    made.text = text
    return made
