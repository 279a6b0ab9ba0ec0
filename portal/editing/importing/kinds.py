"""What kind of document a text may be, by the words of ``kinds.yml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import islice

from portal.core.packaged import read_yaml
from portal.core.records import dataclass
from portal.editing.importing.plain_text import closed_up
from portal.model.documents import KINDS, Kind

_MOST = 2
_READ = 30_000
_LEAD = 700
_PRACTICE = 1.5
"""What speaks for a practice where no other documents are known: most documents are practices."""
_APPROVED = 6.0
"""What a stamp of approval says: programmes, strategies and regulations have one."""
_DECIDED = 10.0
"""What the head of an act says: «… кеңешинин сессиясынын ТОКТОМУ № 5»."""
_GENRE = 4
_HEAD = 8.0
"""What the word says that names the text itself: the last of a Kyrgyz title, the first of a Russian one."""
_VOTES = 6.0
"""What the votes of like documents weigh."""
_OWNED = re.compile(r"(?:дар|лар|тар|дер|лер|тер|дор|лор|тор|дөр|лөр|төр)?с?[ыиуү]\W*$")
"""How a Kyrgyz name of several words ends that belongs to somebody: «иш-чаралар план|ы»."""
_YEARS = re.compile(r"(?i)[\W_]*(?:на|до)?[\W_]*(?:\d{4}\W*)+(?:жыл\w*|год\w*|гг?\b)?[\W_]*(?:карата)?\W*$")


@dataclass(frozen=True)
class FoundKind:
    """The likeliest kind, the second, and how far apart they are (0: equal, 1: no second)."""

    kind: Kind
    second: Kind
    certainty: float


@cache
def _patterns() -> dict[str, dict[str, list[tuple[re.Pattern[str], int]]]]:
    return {
        kind: {
            where: [(_compiled(pattern, where), int(weight)) for pattern, weight in words.items()]
            for where, words in places.items()
        }
        for kind, places in read_yaml("portal.editing.importing", "kinds.yml").items()
    }


def _compiled(pattern: str, where: str) -> re.Pattern[str]:
    begins = r"^[\W\d_]*" if where == "line" else r"(?<!\w)"
    return re.compile(rf"{begins}(?:{pattern})", re.IGNORECASE | re.MULTILINE)


def _names(title: str) -> tuple[tuple[str, str], ...]:
    """The first and the last word, each with the title from it on; years at the end are none."""
    named = _YEARS.sub("", title)
    words = list(re.finditer(r"[^\W\d_]+", named))
    return tuple((word[0], named[word.start() :]) for word in (words[0], words[-1])) if words else ()


def _is_name(pattern: re.Pattern[str], word: str, on: str) -> bool:
    """Whether a word names a kind, with what follows it: «Школа депутата», not «Школа без угля»."""
    return bool(pattern.match(word) and pattern.match(on))


def _ends_in(pattern: re.Pattern[str], line: str) -> bool:
    """Whether a Kyrgyz title ends in a name of several words: «… иш-чаралар планы»."""
    found = pattern.search(_YEARS.sub("", line))
    return bool(found and len(found[0].split()) > 1 and _OWNED.match(found.string, found.end()))


def kind_of(
    title: str,
    text: str,
    votes: Mapping[str, float] | None = None,
    approved: bool = False,
    decided: bool = False,
    forms: str = "",
) -> FoundKind:
    """The kind of a text; ``practice`` where nothing speaks for another.

    ``votes``: of like documents, by kind; ``approved``: whether a stamp of approval stands over it;
    ``decided``: whether it begins as an act; ``forms``: lines over the title that name the form of the text.
    """
    text = closed_up(text[:_READ])
    lead = text[:_LEAD]
    scores: dict[Kind, float] = {}
    lines = (title, *forms.split("\n"))
    names = {name for line in lines for name in _names(line)}
    known = [kind for kind in KINDS if kind in _patterns()]
    for kind in known:
        words = _patterns()[kind]
        named = f"{title}\n{forms}".strip()  # patterns ask for the beginning of the title
        score = float(sum(weight for pattern, weight in words["title"] if pattern.search(named)))
        if kind != "practice":  # «Тажрыйба алмашуу …» names no kind of text
            genres = [pattern for pattern, weight in words["title"] if weight >= _GENRE]
            score += _HEAD * any(
                any(_is_name(pattern, *name) for name in names) or any(_ends_in(pattern, line) for line in lines)
                for pattern in genres
            )
        score += sum(weight for pattern, weight in words.get("lead", ()) if pattern.search(lead))
        for pattern, weight in words["text"]:
            found = len(list(islice(pattern.finditer(text), _MOST)))
            score += weight * (found + (1 if found and pattern.search(lead) else 0))
        for pattern, weight in words.get("line", ()):
            score += weight * len(list(islice(pattern.finditer(text), _MOST)))
        scores[kind] = score + _VOTES * (votes or {}).get(kind, 0.0)
    scores["concept"] += _APPROVED if approved else 0.0
    scores["resolution"] += _DECIDED if decided else 0.0
    if not votes:
        scores["practice"] += _PRACTICE
    first, second = sorted(known, key=lambda kind: (-scores[kind], KINDS.index(kind)))[:2]
    certainty = (scores[first] - scores[second]) / max(scores[first], 1)
    return FoundKind(first, second, round(certainty, 2))
