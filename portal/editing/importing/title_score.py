"""How well a line at the beginning of a text would do as its title: a sum of what look, place, shape and words say.

Structure before words: a title stands out, stands last before the text, is neither long nor short, has no telephone,
day or version in it, and its words come again in the text below; those of a letterhead, a rubric or a caption do not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from portal.core.records import dataclass
from portal.editing.importing.plain_text import CHAPTER, GREETING, KIND_ALONE, NO_TITLE, is_capitals
from portal.editing.importing.title_lines import FORM, PART_OF_COURSE, around_of, is_open_quote, names_kind, reports
from portal.language.analysis import query_stem
from portal.language.identify import guess
from portal.language.languages import DEFAULT, analyser
from portal.language.lemma_ru import is_known, lemmas
from portal.language.stopwords import stopwords
from portal.model.values import LANGS

_BODY_WORDS = 1500
LEAST, _SHARED, _AROUND = -4.5, 0.3, 4.0
_FEW, _MANY, _SHORT_WORD, _OFTEN = 3, 20, 3, 12
_CONTACT = re.compile(
    r"(?i)\S@\S|https?://|\bwww\.|\b(?:тел|факс|моб)\b\W|\b(?:ул|көч|пер|просп|мкр)\.\s?\w+.*\d|\bкөчөсү\b.*\d|"
    r"\(\d[\d ]{2,8}\)|\+\d{3}|\d{2,3}-\d{2}-\d{2}\b"
)
_CAPTION = re.compile(
    r"(?i)^\W*(?:(?:на|в)\s+(?:фото\w*|снимк\w+|рисунк\w+)|(?:сүрөт|фото)(?:т[өо]|до)?)\s*(?:\d+\s*)?[:.–—]"
)
_STATE = re.compile(
    r"(?i)\b(?:верси[яи]|вариант|редакция|версиясы|нускасы|v\.?)\s*(?:№\s*)?\d|"
    r"^\W*(?:долбоор|проект)\W*(?:$|[.|])|\s\|\s"
)
_DAY = re.compile(r"\b\d{1,2}\.\d{1,2}\.\d{2,4}\b|(?i:\d{4}-жылдын\s+\d)|\b\d{1,2}\s+[а-я]{3,8}\s+(?:19|20)\d\d\b")
SUBJECT = re.compile(r"(?i:^[«\"]?Об?\s+\S+\s+\S)|(?i:(?:жөнүндө|тууралуу)[»\"]?$)")
GENRE = re.compile(
    r"(?i)(?<!\w)(?:резолюци|концепци|регламент|программа|стратеги|рекомендаци|сунуштама|сунуштар|меморандум|кайрылуу|"
    r"обращение|положение|жобо|устав|эрежелер|правила|план)\w*"
)
_LABEL = re.compile(r"[:.]\s*[\w-]+\W*$")
"""A title says more than one word behind a colon; «Блог: 2024» and «Самоуправление: опыт» head many texts."""
LABEL = re.compile(r"^[^\W\d_][^:«»]{2,28}:\s+\S")
"""«Узактыгы: 40 саат»: a label and what it says."""
_FIGURE = re.compile(r"^[^\W\d_]+:\s*\d")
"""«Көлөмү: 36 саат»: a label and its figure."""
_SENTENCES = re.compile(r"[^\W\d_]{4,}[.!?]\s+[А-ЯЁӨҮҢ][^\W\d_]*\s")
"""Two sentences are text."""
_LISTED = re.compile(r"^[^\W\d_]+(?: [^\W\d_]+)?:\s+[а-яёөүң][^:.?!]*,[^:?!]*$")
"""«Слушатели: старосты, секретари»: a label and a list."""
_QUOTED = re.compile(r"^«[^»]*»$")
_ORDER = re.compile(r"^(?:[IVXLC]{1,6}|\d{1,3}-?(?:го|ого|й|ой|я|х|ых)?)\s+(?=[а-яё])")
"""Which of several it is: «II областного форума», «3-й сессии»."""
_SAYS_MORE = re.compile(r"(?<!^)(?<![«\"“])\b[А-ЯЁӨҮҢ]|[\d:«?]")
"""A title tells of a place, or has two parts, as a rubric and a slogan do not."""
_MOST_RUBRIC, _STEM = 4, 6
_SAYING = re.compile(r"^\W*[«“„\"][^«»“”\"]{5,200}[»”“\"](?:[.!]?\s*\Z|[.!]\s)")


@dataclass(frozen=True)
class Candidate:
    """A line that may be the title. ``level``: that of a real heading, 0 where it is none."""

    text: str
    level: int = 0
    bold: bool = False
    sections: bool = False
    """Whether it is a heading of the level of others, and not the first of all."""
    numbered: bool = False
    """Whether it is one of several numbered headings."""
    first: bool = False
    """Whether it is the first that stands out, or the first of all where none does, and not of those around a title."""
    subtitle: bool = False
    """Whether it says for whom a text is, below a line that may be its title."""
    linked: bool = False
    """Whether it is nothing but links, such as a menu."""
    letterhead: bool = False
    """Whether an address, a telephone or a number follows."""
    last: bool = False
    """Whether text begins below it."""
    stated: bool = False
    """Whether the file says of itself that this is its title."""
    sure: bool = False
    """Whether the file says so of itself, and a heading of its text too."""
    over: bool = False
    """Whether it is short and a longer line that would do as well stands below it, before the text."""
    section: bool = False
    """Whether it is the name of a section that documents have."""
    follows: bool = False
    """Whether it stands directly below the line before it."""
    joins: bool = False
    """Whether it reads like the second line of a title whose first is the line before it."""


class Body:
    """The stems of the text below."""

    def __init__(self, text: str) -> None:
        lang = guess(text[:3000]).lang
        self._lang = lang if lang in LANGS else DEFAULT
        counts = Counter(self._stems_of(re.findall(r"[^\W\d_]+", text)[:_BODY_WORDS]))
        self._stems = frozenset(counts)
        self._often = frozenset(stem for stem, count in counts.most_common(_OFTEN) if count > 1)

    def _stems_of(self, words: Iterable[str]) -> list[str]:
        lang = self._lang
        stop = stopwords().get(analyser(lang), ())
        lower = (word.casefold() for word in words)
        return [_stem(word, lang) for word in lower if len(word) >= _SHORT_WORD and word not in stop]

    def share(self, text: str) -> float:
        """The part of the content words of ``text`` that come again."""
        stems = self._stems_of(re.findall(r"[^\W\d_]+", text))
        return sum(stem in self._stems for stem in stems) / len(stems) if stems and self._stems else 0.0

    def cover(self, text: str) -> float:
        """The part of the words which the text below has most often that ``text`` has."""
        stems = set(self._stems_of(re.findall(r"[^\W\d_]+", text)))
        return len(stems & self._often) / len(self._often) if self._often else 0.0


@lru_cache(maxsize=20_000)
def _stem(word: str, lang: str) -> str:
    return query_stem(word, lang)


def belongs(line: str) -> bool:
    """Whether a line goes on with the name of a kind over it: it begins small, or with an inflected Russian word."""
    word = re.split(r"[^\w-]", _ORDER.sub("", line), maxsplit=1)[0].casefold()
    genitive = is_known(word) and word not in lemmas(word)
    return line[0].islower() or bool(_QUOTED.match(line)) or bool(SUBJECT.match(line)) or genitive


def under_kind(kind: str, line: str) -> str:
    """The name of a kind of text and the line below it as one title; a Kyrgyz report has its name behind."""
    if reports(kind, line):
        return f"{line} {kind.casefold()}"
    return f"{kind}{' ' if belongs(line) else ': '}{line}"


def in_one(parts: Sequence[str]) -> str:
    """The lines of a title as one; a name of a kind in capitals over it or below it as a sentence has it."""
    *before, last = parts
    if is_capitals(last) and not is_capitals(before[-1]) and names_kind(before[-1], last):
        parts = (*before, last.casefold())
    kind, line, *rest = parts
    named = KIND_ALONE.match(kind) or FORM.match(kind) or reports(kind, line)
    if named and not is_capitals(line):
        return " ".join((under_kind(kind.capitalize() if is_capitals(kind) else kind, line), *rest))
    return " ".join(parts)


def sentence_case(text: str) -> str:
    """«ПРОТОКОЛ № 7 заседания» and «ПРОГРАММА ТРЕНИНГА для депутатов» as a sentence has them."""
    words = text.split()
    small = next((place for place, word in enumerate(words) if word[0].islower()), 0)
    capital = all(word.isupper() for word in words[:small] if any(map(str.isalpha, word)))
    if not small or not KIND_ALONE.match(words[0]) or not capital:
        return text
    first = [word.lower() if word.isupper() and word.isalpha() else word for word in words[1:small]]
    return " ".join([words[0].capitalize(), *first, *words[small:]])


def without_labels(lines: list[Candidate]) -> list[Candidate]:
    """The lines; those with a label each that stand below each other say something of a text, as a subtitle does."""
    found = list(lines)
    for place, (one, two) in enumerate(pairwise(lines)):
        if two.follows and LABEL.match(one.text) and LABEL.match(two.text):
            found[place : place + 2] = [replace(found[place], subtitle=True), replace(two, subtitle=True)]
    return found


def is_over(line: Candidate, below: Candidate, strange: bool) -> bool:
    """Whether a line stands over a title as a rubric or a slogan does: a few words, and more in the line below it."""
    words, more = len(line.text.split()), len(below.text.split())
    if PART_OF_COURSE.match(below.text) and below.follows and not PART_OF_COURSE.match(line.text):
        return True
    if not strange:
        return False
    plain_below = not (below.sections or below.numbered or below.section or below.subtitle)
    if words > _MOST_RUBRIC or more <= words or not plain_below or KIND_ALONE.match(line.text):
        return False
    if words > 1 and line.text.split()[-1][:_STEM].casefold() in below.text.casefold():
        return True  # «МАКУЛДАШУУ МЕМОРАНДУМУ» says the kind of text, which the title names too
    return bool(_SAYS_MORE.search(below.text)) and (is_capitals(line.text) or not _SAYS_MORE.search(line.text))


def score(line: Candidate, body: Body) -> float:
    """The higher, the likelier a title."""
    share = body.share(line.text)
    if around_of(line.text) >= _AROUND:  # a letterhead or a rubric is no better for being large or said to be a title
        line = replace(line, level=0, bold=False, stated=False, sure=False)
    return _look(line) + _place(line, share) + shape(line.text) + _words(line, share)


def _look(line: Candidate) -> float:
    found = max(1.5 * line.bold, {0: 0.0, 1: 3.0, 2: 2.0}.get(line.level, 1.5))
    found -= 2.0 * line.sections
    return found + (0.7 if is_capitals(line.text) else 0.0)


def _place(line: Candidate, share: float) -> float:
    found = 1.5 * line.first + 0.7 * line.last
    found += (min(3.0, 1.0 + 6.0 * share) if line.stated else 0.0) + 4.0 * (line.sure and share > 0)
    found -= 3.0 * (line.letterhead or line.linked) + 3.5 * line.over
    return found - 4.0 * line.subtitle - 12.0 * line.numbered


def shape(text: str) -> float:
    """What the line says of itself, whatever stands around it."""
    words = re.findall(r"[^\W\d_]+", text)
    digits = sum(letter.isdigit() for letter in text) / max(1, len(text.replace(" ", "")))
    found = 1.0 if _FEW <= len(words) <= _MANY else -0.5 if words[1:] else -2.0
    found -= 6.0 * (bool(_CONTACT.search(text)) + bool(_CAPTION.search(text)) + bool(GREETING.search(text)))
    found -= 4.0 * (bool(_STATE.search(text)) + (digits > 0.2) + bool(CHAPTER.match(text)))
    found -= 3.0 * bool(_DAY.search(text)) + 8.0 * bool(NO_TITLE.search(text)) + 2.5 * bool(_SAYING.match(text))
    found -= {":": 3.0, ";": 4.0, ",": 3.0, ".": 2.5, "!": 1.0}.get(text[-1:], 0.0)
    found -= 6.0 * bool(_FIGURE.match(text)) + 3.0 * bool(_LISTED.match(text))
    found -= 4.0 * (bool(_LABEL.search(text)) + bool(_SENTENCES.search(PART_OF_COURSE.sub("", text))))
    return found - around_of(text)


def is_said(line: str, below: str = "") -> bool:
    """Whether a line quotes what somebody says, and the quotation ends in the line below it."""
    opens = line.startswith(("«", "“", "„")) and line.endswith((".", "!", "?", ",")) and is_open_quote(line)
    return opens and below.count("»") > below.count("«")


def is_contact(text: str) -> bool:
    """Whether a line is one of an address, a telephone, a mailbox."""
    return bool(_CONTACT.search(text))


def _words(line: Candidate, share: float) -> float:
    found = 4.0 * share - (5.0 if line.section else 0.0)
    words = line.text.split()
    if SUBJECT.search(line.text):
        found += 2.0 if share >= _SHARED else 1.0
    if words and any(GENRE.match(word.strip('«»"')) for word in (words[0], words[-1])):
        found += 2.0
    elif GENRE.search(line.text):
        found += 1.0
    return found + (1.0 if KIND_ALONE.match(line.text) else 0.0)
