"""Evidence that some of the first lines of a text are its title, weighed with the weights of ``titles.yml``.

Nothing here asks which words stand in a line, but how it is made and where it stands: its length, its capitals and
marks, how much of it comes again below, what stands before and behind it, whether its end waits for the next line. The
weights were learned from texts whose title is known (:func:`weigh`), not set by hand for a case.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from portal.core.packaged import read_yaml
from portal.editing.importing.plain_text import KIND_ALONE, YEARS, begins_part, is_capitals
from portal.editing.importing.title_lines import (
    KINDS_OWNED,
    OBLIQUE,
    OPEN_END,
    OWNED,
    around_of,
    continues,
    names_kind,
    reports,
)
from portal.editing.importing.title_score import GENRE, LABEL, SUBJECT, Body, Candidate, belongs, shape

_MOST_LINES = 4
_LENGTHS = ((1, "one"), (2, "two"), (3, "three"), (5, "five"), (14, "usual"), (22, "long"))
_SAYS, _HALF, _MOST = 3, 0.5, 0.6
_FAR, _MANY_NAMES, _LONG, _APART, _LONGEST, _FIT = 3, 0.55, 160, 0.5, 290, -2.0
_INITIALS = re.compile(
    r"(?<!\w)[A-ZА-ЯЁӨҮҢ]\.\s?(?:[A-ZА-ЯЁӨҮҢ]\.\s?)?[A-ZА-ЯЁӨҮҢ]\w+|[A-ZА-ЯЁӨҮҢ][\w-]+\s+[A-ZА-ЯЁӨҮҢ]\."
)
_ASKS = re.compile(
    r"(?i)^[«\"]?(?:как|что|кто|где|куда|зачем|почему|кому|когда|можно|нужно|вправе|может)\b|\bкантип\b|\?$"
)
_VERB = re.compile(
    r"(?i)\b[а-яё]{2,}(?:л[аои]?|л[аои]?с[ья]|[ую]т|[аяи]т|ет(?:ся)?|[ую]тся)\b|"
    r"[а-яөүң]{2,}(?:[дт][ыиуү]|[аеөоыйү]т|[аеөо]бы?)\W*$"
)
_QUOTE = re.compile(r"[«“„\"]")
_NUMBER_SIGN = re.compile(r"№|\bN\s?\d")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DASH = re.compile(r"\s[–—-]\s")


@cache
def _weights() -> Mapping[str, float]:
    return {name: float(value) for name, value in read_yaml("portal.editing.importing", "titles.yml").items()}


def spans(lines: Sequence[Candidate]) -> list[tuple[int, int]]:
    """Every line, and every run of lines that may be one title; ends are exclusive."""
    found = [(start, start + 1) for start in range(len(lines))]
    for start in range(len(lines)):
        for end in range(start + 2, min(len(lines), start + _MOST_LINES) + 1):
            if not _may_go_on(lines[end - 2], lines[end - 1]):
                break
            found.append((start, end))
    return found


def _may_go_on(one: Candidate, two: Candidate) -> bool:
    """Whether a line may belong to the title in the one above it at all."""
    ends = one.text.endswith((".", "!", "?", ";")) or two.text.endswith((";", ":", ","))
    strange = not two.joins and any(around_of(text) and not text[0].isdigit() for text in (one.text, two.text))
    strange = strange or (not two.joins and shape(one.text) < _FIT and not one.text[0].isdigit())
    whole = two.sure or (_is_whole(one) and not KIND_ALONE.match(one.text))
    return (
        two.follows
        and not (ends or whole)
        and not strange
        and not begins_part(two.text)
        and (two.joins or not (two.section or KIND_ALONE.match(two.text)))
        and len(one.text) + len(two.text) <= _LONGEST
    )


def _is_whole(line: Candidate) -> bool:
    """Whether a heading is all that a page calls itself; Word calls a page by its first line, whatever follows."""
    return line.sure and line.level > 0


def completed(lines: Sequence[Candidate], start: int, end: int) -> tuple[int, int]:
    """A span with the lines without which it is a piece of a title: one that begins small goes on with the line above.

    A line below goes on with the span where it begins small, as «в городе …» does, or says for which years.
    """
    if any(map(_is_whole, lines[start:end])):
        return start, end
    while start and _is_rest(lines[start]) and _fits(lines, start - 1, end):
        start -= 1
    if start and lines[start].follows and _is_under_kind(lines[start - 1].text, lines[start].text):
        start -= 1
    while (
        end < len(lines)
        and (_is_rest(lines[end]) or _says_kind(*lines[end - 1 : end + 1]))
        and _fits(lines, start, end + 1)
    ):
        end += 1
    return start, end


def above(lines: Sequence[Candidate], start: int, end: int, body: Body) -> tuple[int, int]:
    """The line above a line alone, where that one is the title and this its subtitle.

    Both look alike, nothing but a letterhead or a rubric stands over them, and the upper is none of those around a
    title: most of its words come again in the text, or half and no fewer than of the lower; those of a rubric do not.
    """
    if not start or end != start + 1 or not lines[start].follows or lines[start].joins or lines[start].stated:
        return start, end
    one, two = lines[start - 1 : end]
    if not all(around_of(line.text) or line.letterhead for line in lines[: start - 1]):
        return start, end
    alike = (one.level, one.bold, is_capitals(one.text)) == (two.level, two.bold, is_capitals(two.text))
    strange = one.over or one.letterhead or one.linked or one.section or one.numbered or around_of(one.text)
    own = body.share(one.text)
    again = own >= _MOST or own >= max(_HALF, body.share(two.text))
    says = len(one.text.split()) >= _SAYS and again and shape(one.text) >= _FIT / 2
    return (start - 1, start) if alike and says and not strange else (start, end)


def _is_under_kind(kind: str, text: str) -> bool:
    return bool(KIND_ALONE.match(kind) and _is_owned(text)) or reports(kind, text)


def _says_kind(one: Candidate, two: Candidate) -> bool:
    """Whether a Kyrgyz line names the kind of what the line above it is about."""
    return two.follows and two.joins and names_kind(one.text, two.text)


def _is_owned(text: str) -> bool:
    """Whether a line says whose the kind over it is; the subject of an act stands alone."""
    return belongs(text) and not SUBJECT.match(text) and text[0].isupper()


def _is_rest(line: Candidate) -> bool:
    """Whether a line can be no more than the rest of the one above it."""
    names = KINDS_OWNED.match(line.text) or KIND_ALONE.match(line.text)
    goes_on = (
        line.text[:1].islower() or line.text[:1] in "«“„" or YEARS.match(line.text) or OBLIQUE.match(line.text) or names
    )
    return line.follows and line.joins and bool(goes_on)


def _fits(lines: Sequence[Candidate], start: int, end: int) -> bool:
    return len(text_of(lines, start, end)) <= _LONGEST


def text_of(lines: Sequence[Candidate], start: int, end: int) -> str:
    """The lines of a span as one."""
    return " ".join(line.text for line in lines[start:end])


def weigh(lines: Sequence[Candidate], start: int, end: int, body: Body) -> float:
    """What the evidence says for a span, by the learned weights."""
    weights = _weights()
    return sum(weights.get(name, 0.0) * value for name, value in features(lines, start, end, body).items())


def features(lines: Sequence[Candidate], start: int, end: int, body: Body) -> dict[str, float]:
    """The evidence by name, most of it 0 or 1."""
    text = text_of(lines, start, end)
    return {
        **_form(text),
        **_matter(text, body),
        **_place(lines, start, end),
        **_look(lines, start, end),
        **_seams(lines, start, end, body),
    }


def _form(text: str) -> dict[str, float]:
    words = re.findall(r"[^\W\d_]+", text)
    length = next((name for most, name in _LENGTHS if len(words) <= most), "endless")
    capital = is_capitals(text)
    rest = words[1:] if not capital else []
    names = sum(word[0].isupper() for word in rest) / len(rest) if rest else 0.0
    digits = sum(letter.isdigit() for letter in text) / max(1, len(text))
    found = {
        f"length-{length}": 1.0, "capitals": capital, "names": names, "all-names": names > _MANY_NAMES,
        "digits": digits, "year": bool(_YEAR.search(text)), "number": bool(_NUMBER_SIGN.search(text)),
        "initials": bool(_INITIALS.search(text)), "label": bool(LABEL.match(text)), "asks": bool(_ASKS.search(text)),
        "verb": bool(_VERB.search(text)), "colon": ": " in text, "dash": bool(_DASH.search(text)),
        "quote": bool(_QUOTE.search(text)), "quoted": bool(re.fullmatch(r"[«“\"][^«»]*[»”\"][.!]?", text)),
        "small": text[:1].islower(), "figure-first": text[:1].isdigit(), "wide": len(text) > _LONG,
        "brackets": text.startswith("("), "end-point": text.endswith("."), "end-cry": text.endswith("!"),
        "end-mark": text.endswith((":", ",", ";", "…")), "bars": bool(re.search(r"[|·•→»>/]\s", text[1:])),
    }  # fmt: skip
    return {name: float(value) for name, value in found.items()}


def _matter(text: str, body: Body) -> dict[str, float]:
    share, cover = body.share(text), body.cover(text)
    words = text.split()
    edge = bool(words) and any(GENRE.match(word.strip('«»"')) for word in (words[0], words[-1]))
    return {
        "share": share, "share-none": float(share == 0.0), "share-half": float(share >= 0.5), "cover": cover,
        "genre-edge": float(edge), "genre": float(not edge and bool(GENRE.search(text))),
        "subject": float(bool(SUBJECT.search(text))), "alone": float(bool(KIND_ALONE.match(text))),
        "around": min(2.0, around_of(text) / 4.0),
    }  # fmt: skip


def _place(lines: Sequence[Candidate], start: int, end: int) -> dict[str, float]:
    behind = min(_FAR, len(lines) - end)
    last = lines[end - 1]
    return {
        "place-first": float(start == 0), "place-second": float(start == 1), f"behind-{behind}": 1.0,
        "before-text": float(last.last), "stated": float(any(line.stated for line in lines[start:end])),
        "section": float(lines[start].section), "of-sections": float(lines[start].sections),
        "subtitle": float(lines[start].subtitle), "over": float(lines[start].over), "first": float(lines[start].first),
        "letterhead": float(last.letterhead), "linked": float(lines[start].linked),
    }  # fmt: skip


def _look(lines: Sequence[Candidate], start: int, end: int) -> dict[str, float]:
    looks = [_strength(line) for line in lines]
    own, most = min(looks[start:end]), max(looks)
    same = sum(look == most for look in looks)
    return {
        "strongest": float(own == most and most > 0), "only-strongest": float(own == most > 0 and same == end - start),
        "weaker": float(own < most), "first-strongest": float(own == most > 0 and looks.index(most) == start),
        "last-strongest": float(own == most > 0 and len(looks) - 1 - looks[::-1].index(most) == end - 1),
        "heading": float(lines[start].level > 0), "heading-one": float(lines[start].level == 1),
        "bold": float(lines[start].bold),
    }  # fmt: skip


def _strength(line: Candidate) -> float:
    level = {0: 0.0, 1: 3.0, 2: 2.0}.get(line.level, 1.0)
    return max(level, 1.0 if line.bold else 0.0)


def _seams(lines: Sequence[Candidate], start: int, end: int, body: Body) -> dict[str, float]:
    """What holds the lines of a span together, and what holds it to those around it."""
    found: dict[str, float] = {"span-two": float(end - start == 2), "span-more": float(end - start > 2)}
    for place in range(start, end - 1):
        for name, value in _seam(lines[place], lines[place + 1], body).items():
            found[f"in-{name}"] = max(found.get(f"in-{name}", 0.0), value)
    if start and lines[start].follows:
        found |= {f"above-{name}": value for name, value in _seam(lines[start - 1], lines[start], body).items()}
    if end < len(lines) and lines[end].follows:
        found |= {f"below-{name}": value for name, value in _seam(lines[end - 1], lines[end], body).items()}
    return found


def _seam(one: Candidate, two: Candidate, body: Body) -> dict[str, float]:
    first, second = one.text, two.text
    alike = (one.level, one.bold, is_capitals(first)) == (two.level, two.bold, is_capitals(second))
    found = {
        "alike": alike, "alike-strong": alike and _strength(one) > 0, "joins": two.joins, "parts": not two.joins,
        "capitals": is_capitals(first) and is_capitals(second), "small": second[:1].islower(),
        "open": bool(OPEN_END.search(first)), "owned": bool(OWNED.search(first)), "years": bool(YEARS.match(second)),
        "kind-first": bool(KIND_ALONE.match(first)), "kind-last": bool(KINDS_OWNED.match(second)),
        "goes-on": continues(first, second), "colon": first.endswith(":"), "subject": bool(SUBJECT.search(first)),
        "around": around_of(first) > 0 or around_of(second) > 0, "ends": first.endswith((".", "!", "?", ";")),
        "asks": bool(_ASKS.match(second)) and not _ASKS.match(first),
        "strange": abs(body.share(first) - body.share(second)) > _APART,
    }  # fmt: skip
    return {name: float(value) for name, value in found.items()}
