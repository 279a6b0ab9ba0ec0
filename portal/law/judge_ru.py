"""Whether a Russian noun with all that was read around it is a citation, and of what kind."""

from __future__ import annotations

import re
from dataclasses import replace

from portal.law.model import SAME, THIS
from portal.law.provisions import Chain
from portal.law.reading import DOCUMENTS, ISSUED, Found, Reading, clean_title, kind_of
from portal.law.tail_ru import ABOUT, Tail, issuer_class, stops

_STREET = re.compile(r"улиц\w{1,3}|ул|проспект\w{0,2}|площад\w{1,3}|день|дню|дня|дне|микрорайон\w{0,2}")


CUE = re.compile(r"государственн\w+|национальн\w+|республиканск\w+|правительственн\w+|типов\w+")


NAMED_TREATY = re.compile(
    r"европейск\w+|международн\w+|всеобщ\w+|женевск\w+|венск\w+|гаагск\w+|рамочн\w+|орхусск\w+|минск\w+"
)


def judge(
    r: Reading, i: int, noun: str, start: int, tail: Tail, mark: str, named: str | None, chain: Chain | None
) -> Found | None:
    """Decide whether the noun with all that was read is a citation, and of what kind."""
    t = r.t
    base = Found(
        start,
        tail.end,
        kind_of(noun, tail.issuer),
        tail.title,
        tail.date,
        tail.number,
        jurisdiction=tail.state,
        issuer=tail.issuer,
        place=tail.place,
    )
    marked = bool(tail.title or tail.date or tail.number)
    if noun == "agreement" and mark:
        return None  # a clause of the contract at hand, no treaty
    if mark == THIS:
        # «настоящего Закона» alone points nowhere in particular.
        return replace(base, end=i + 1, internal=True, title=None, date=None, number=None) if chain else None
    if mark == SAME and not marked:
        return replace(base, end=i + 1, elliptic=True) if chain else None
    if mark == SAME:
        base = replace(base, start=i)
    if noun == "constitution":
        if not (t.capital(start) or tail.state or chain):
            return None
        if _STREET.fullmatch(t.word(start - 1)) or (t.word(start - 1) == "." and t.word(start - 2) == "ул"):
            return None
        name = "Основной закон" if t.word(i).startswith("закон") else "Конституция"
        return replace(base, title=name)
    if noun == "code":
        return _judge_code(base, tail, named, chain)
    if noun in ("law", "constitutional_law"):
        if marked and (tail.quoted or tail.date or tail.number or r.lex[i].number == "sg" or not tail.title):
            draft = r.role(start - 1) == "draft" or t.word(start - 1).startswith("проект")
            return None if draft and tail.title and not tail.quoted else base
        return replace(base, anaphoric=True) if chain else None
    if noun == "decree":
        if tail.date or tail.number or tail.quoted:
            return base
        return replace(base, anaphoric=not tail.issuer) if chain else None
    if noun in ISSUED:
        return _judge_issued(r, i, noun, base, tail, chain)
    if noun in ("regulation", "rules"):
        return _judge_regulation(r, i, noun, base, tail, chain)
    if noun == "reglament":
        if tail.issuer in ("jk", "cabinet", "gov"):
            return replace(base, title="Регламент " + t.raw(i + 1, tail.end))
        return replace(base, anaphoric=not marked) if chain or tail.date or tail.number or tail.quoted else None
    if noun in ("program", "concept"):
        return _judge_program(r, i, base, tail, chain)
    return _judge_treaty(r, i, noun, base, tail, chain)


def _judge_code(base: Found, tail: Tail, named: str | None, chain: Chain | None) -> Found | None:
    if tail.quoted:
        return base
    if named:
        return replace(base, title=named)
    if tail.state and (chain or tail.date or tail.number):
        return base
    if chain:
        return replace(base, anaphoric=True)
    return base if tail.number else None


def _judge_issued(r: Reading, i: int, noun: str, base: Found, tail: Tail, chain: Chain | None) -> Found | None:
    strong = bool(tail.number or (tail.date and len(tail.date) == 10) or (tail.quoted and (tail.issuer or tail.title)))
    if noun in ("order", "directive") and not (tail.number or tail.date):
        strong = tail.quoted
    if noun == "decision" and not (tail.issuer or (tail.number and tail.date)):
        strong = strong and bool(tail.number) and _subject(r, i) is not None
    if not strong and not (chain and (tail.issuer or noun == "resolution")):
        return None
    issuer = tail.issuer or _subject(r, i)
    if noun == "resolution" and not issuer and tail.state:
        return replace(base, kind="gov_resolution")
    return replace(base, kind=kind_of(noun, issuer), issuer=issuer, anaphoric=not strong and not tail.issuer)


def _subject(r: Reading, i: int) -> str | None:
    """The body that is the subject of the sentence: «Ошский городской кенеш утвердил постановление № 80»."""
    for q in range(i - 1, r.sentence_start(i, 14) - 1, -1):
        if r.role(q) == "issuer":
            return issuer_class(r, q)
        if r.role(q) == "head" and r.value(q) not in DOCUMENTS:
            return (
                None  # «Правительство утвердило программу постановлением …»: what was approved does not stand between
            )
    return None


def _judge_regulation(r: Reading, i: int, noun: str, base: Found, tail: Tail, chain: Chain | None) -> Found | None:
    t = r.t
    word = {
        "положени": "Положение",
        "правил": "Правила",
        "инструк": "Инструкция",
        "порядк": "Порядок",
        "порядо": "Порядок",
    }
    name = next((value for stem, value in word.items() if t.words[i].startswith(stem)), "Положение")
    quoted_whole = t.open_of.get(t.close_of.get(i - 1, -1)) == i - 1 and i - 1 in t.close_of
    if quoted_whole and t.word(i + 1) in ABOUT:
        # «Положения о порядке обучения»: the noun stands inside the quotes
        close = t.close_of[i - 1]
        title = clean_title(name + " " + t.raw(i + 1, close))
        return replace(base, start=i - 1, end=close + 1, title=title, date=None, number=None)
    if tail.quoted:
        return base
    approved = _approved_name_end(r, i) if t.capital(i) and not tail.title else 0
    if approved:
        return replace(base, end=approved, title=clean_title(name + " " + t.raw(i + 1, approved)))
    if (
        tail.title
        and (noun == "regulation" or t.capital(i))
        and (t.capital(i) or t.capital(base.start) or chain or tail.date or tail.number)
    ):
        return replace(base, title=f"{name} {tail.title}")
    if tail.date and tail.number:
        return base
    if noun == "rules" and name == "Порядок":
        return None
    return replace(base, anaphoric=True) if chain and t.capital(i) else None


def _approved_name_end(r: Reading, i: int) -> int:
    """Where «Правил дорожного движения, утвержденных …» ends its name; 0 when nothing says that it was approved."""
    t, q = r.t, i + 1
    while q < min(i + 14, len(t.words)) and t.words[q][0].isalpha() and not stops(t.words[q]):
        q += 1
    sign = t.word(q) in (",", "(")
    return q if q > i + 1 and t.word(q + sign).startswith("утвержд") else 0


def _judge_program(r: Reading, i: int, base: Found, tail: Tail, chain: Chain | None) -> Found | None:
    t = r.t
    cue = t.capital(base.start) and not _sentence_initial(r, base.start)
    cue = cue or any(CUE.fullmatch(t.words[k]) for k in range(base.start, i))
    if tail.quoted and not (
        cue or re.search(r"\d{4}", t.raw(i, tail.end)) or tail.state or tail.date or tail.number or tail.issuer
    ):
        return None
    if tail.title or tail.quoted:
        years = bool(tail.title and re.search(r"\d{4}", tail.title))
        words = len(re.findall(r"[^\W\d]{4,}", tail.title or ""))
        if not (cue or (years and words >= 3) or tail.quoted or (t.capital(i) and words >= 2) or tail.date):
            return None
        return replace(base, title=base.title if tail.quoted else _program_title(r, base.start, i, tail))
    if tail.number and tail.date:
        return base
    return replace(base, anaphoric=True) if chain and t.capital(i) else None


_NOUN_NOMINATIVE = (("программ", "программа"), ("концепци", "концепция"), ("стратеги", "стратегия"))


def _program_title(r: Reading, start: int, i: int, tail: Tail) -> str:
    """«Государственную программу развития …» → «Государственная программа развития …»."""
    t = r.t
    words = [re.sub(r"(?:ой|ую|ою)$", "ая", t.raw(k, k + 1)) for k in range(start, i)]
    noun = next((form for stem, form in _NOUN_NOMINATIVE if t.words[i].startswith(stem)), t.raw(i, i + 1))
    words.append(noun.capitalize() if t.capital(i) else noun)
    return clean_title(" ".join(words) + " " + t.raw(i + 1, tail.end))


def _sentence_initial(r: Reading, i: int) -> bool:
    return i == 0 or r.sentence_start(i, 2) == i


def _judge_treaty(r: Reading, i: int, noun: str, base: Found, tail: Tail, chain: Chain | None) -> Found | None:
    t = r.t
    if noun == "agreement":
        if t.word(i + 1) == "между" and t.word(i + 2).startswith("правительств"):
            return _agreement(r, base)
        title = (tail.title or "").lower()
        between_states = "между правительств" in title or "евразийск" in title or "между кыргызск" in title
        if not (between_states or (tail.quoted and tail.date)):
            return None
        return replace(base, title=clean_title(t.raw(base.start, tail.end)) if not tail.quoted else base.title)
    named = any(NAMED_TREATY.fullmatch(t.words[k]) for k in range(base.start, i))
    if tail.quoted:
        return base
    if tail.title and t.capital(base.start):
        return replace(base, title=clean_title(t.raw(base.start, tail.end)))
    if named and t.words[i].startswith(("харти", "конвенци")) and t.capital(base.start):
        end = i + 1
        while (
            end < i + 5
            and t.word(end).isalpha()
            and not stops(t.word(end))
            and t.word(end).endswith(("ого", "ия", "ов", "ей", "их"))
        ):
            end += 1
        return replace(base, end=end, title=clean_title(t.raw(base.start, end)))
    return base if chain else None


def _agreement(r: Reading, base: Found) -> Found:
    """«Соглашение между Правительством … и Правительством … о … от 5 мая 2017 года»."""
    t, q, good = r.t, base.end, base.end
    while q < min(base.end + 30, len(t.words)):
        state = r.states.by_start.get(q)
        if state:
            q = good = state.end
            continue
        if t.words[q] == "от" and q + 1 in r.dates.by_start:
            chunk = r.dates.by_start[q + 1]
            return replace(base, end=chunk.end, title=clean_title(t.raw(base.start, q)), date=chunk.value)
        if not t.words[q][0].isalpha() or stops(t.words[q]):
            break
        q += 1
        if t.words[q - 1] not in ("и", "о", "об", "в"):
            good = q
    return replace(base, end=good, title=clean_title(t.raw(base.start, good)))
