"""Marks that the command ``translate`` leaves for the translator; a text that has one is not finished.

A mark is a word or two in capitals after «§§», which nobody writes otherwise and every keyboard and editor shows. The
site does not show such a translation, and the check counts its marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.core.packaged import read_yaml
from portal.model.values import LANGS, Lang

_MARKS: dict[str, dict[str, str]] = read_yaml("portal.content", "marks.yml")


def _by_language(name: str) -> dict[Lang, str]:
    return {lang: _MARKS[name].get(lang, _MARKS[name]["en"]) for lang in LANGS}


TRANSLATE, CHANGED, REMOVED = (_by_language(name) for name in ("translate", "changed", "removed"))

_CARD_END = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_MARK = re.compile("|".join(mark.replace(" ", r"\s*") for marks in _MARKS.values() for mark in marks.values()))


def marked_lines(text: str) -> list[int]:
    """The lines (from 1) of a file that have a mark; one for each mark."""
    return [number for number, line in enumerate(text.split("\n"), 1) for _ in _MARK.findall(line)]


OFFER, OFFER_END = "<!-- §", "-->"
"""A comment with renderings that the translator may take; in the card a comment begins with ``# §``."""
_OFFER_ABOVE = re.compile(r"^# §(?!§).*\r?\n", re.MULTILINE)


def offered_lines(text: str) -> list[int]:
    """The lines (from 1) where comments with offers begin."""
    return [text.count("\n", 0, text.index(OFFER, start)) + 1 for start, _ in _offers(text)]


def without_offers(text: str) -> str:
    """A file without the comments of the command ``translate``; everything else stays byte for byte."""
    parts, at = [], 0
    for start, end in _all_offers(text):
        parts.append(text[at:start])
        at = end
    return "".join((*parts, text[at:]))


def lines_without_offers(text: str) -> list[int]:
    """For every line of :func:`without_offers` the line (from 1) of the file as it stands."""
    ends = dict(_all_offers(text))
    inside = {at for start, end in ends.items() for at in range(start, end)}
    starts = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n" and at not in inside)]
    return [text.count("\n", 0, ends.get(start, start)) + 1 for start in starts]


def _all_offers(text: str) -> list[tuple[int, int]]:
    """Where the comments stand in the card and in the body; those that follow each other are one."""
    found = _CARD_END.search(text, 3)
    card = found.end() if found else 0
    spans = [match.span() for match in _OFFER_ABOVE.finditer(text[:card])]
    spans += [(start + card, end + card) for start, end in _offers(text[card:])]
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def offers_blanked(body: str) -> str:
    """A body with nothing in the place of its offers, every line in its place."""
    parts, at = [], 0
    for start, end in _offers(body):
        parts += [body[at:start], "\n" * body.count("\n", start, end)]
        at = end
    return "".join((*parts, body[at:]))


def _offers(text: str) -> Iterator[tuple[int, int]]:
    """Where the comments with offers stand, each on lines of its own, with the empty lines before them."""
    at = end = 0
    while (start := text.find(OFFER, at)) >= 0:
        end = end if end > start else text.find(OFFER_END, start)
        if end < 0:
            return
        line, after = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        stop = end + len(OFFER_END)
        behind = text[stop : after if after >= 0 else len(text)]
        if text[line:start].strip(" \t>") or behind.strip() or text.startswith("§", start + len(OFFER)):
            at = start + len(OFFER)
            continue
        first = line
        while first > at and text[first - 1] in "\r\n":
            first -= 1
        at = stop + len(behind) - len(behind.lstrip(" \t"))
        yield first, at


def for_command(slug: str, lang: Lang) -> str:
    """What ``python -m portal translate`` is called with for a translation into ``lang``: of two, it needs no name."""
    return f"{slug} --to {lang}" if len(LANGS) > 2 else slug
