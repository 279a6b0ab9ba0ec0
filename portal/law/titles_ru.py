"""Where a Russian title or name without quotes ends."""

from __future__ import annotations

import re

from portal.language.lemma_ru import cases, lemmas, word_class
from portal.law.model import STATUTES
from portal.law.reading import Reading

TITLE_WINDOW = 45
_PREDICATES = frozenset({"VERB", "INFN", "PRTS", "ADJS", "GRND", "PRED", "NPRO"})
_NO_END = frozenset({"или", "для", "при", "под", "над", "без", "из", "по", "на", "и", "от", "до", "их"})
_ACTION = re.compile(r"\w+(?:ни|ти|ци|стр|ств|вк|тк|рк|мен)(?:[еяюиоу]|е[йм]|и[еяюи]|ой)")
"""Nouns of an action, which may have an instrument: «об обеспечении жителей водой»."""
_TO_ACCUSATIVE = frozenset({"за", "на", "в", "во", "через", "про", "под"})


def stops(r: Reading, q: int) -> bool:
    """Whether token ``q`` ends a name without quotes: a verb, a short participle, a subject, a word of the frame."""
    word = r.t.word(q)
    if r.words.has("title_stops", word) or r.words.has("subjects", word):
        return True
    if r.words.has("no_verbs", word) or word in ("его", "ее", "их"):
        return False  # «о передаче его полномочий»
    return len(word) > 2 and word[0].isalpha() and not r.t.capital(q) and word_class(word) in _PREDICATES


def frame_begins(r: Reading, q: int) -> bool:
    """Whether two words of the frame begin at ``q``: «в соответствии», «на основании»."""
    return r.words.has("frames", r.pair(q))


def open_title_end(r: Reading, p: int, noun: str) -> int:
    """The token after the last of a title without quotes that begins at ``p`` («о порядке …»)."""
    t = r.t
    q, good = p + 1, p + 1
    limit = min(p + TITLE_WINDOW, len(t.words))
    amends = t.word(p + 1) == "внесении"
    if t.word(p + 1) == "ратификации":
        noun = "treaty"  # the treaty belongs to the title: «закон о ратификации Конвенции о правах инвалидов»
    while q < limit:
        word = t.words[q]
        if word == ",":
            if not list_goes_on(r, p, q, limit):
                break
            q += 1
            continue
        ahead = _whole_part(r, q, noun) or _bracket(r, q, amends)
        if ahead:
            q, good = ahead, good if word == "(" and ahead - q < 9 else ahead
            continue
        if word in ("-", "–") and t.words[q - 1].isdecimal() and t.word(q + 1).isdecimal():
            q += 1
            continue
        if amends and r.role(q) == "head" and (whole := _amended(r, q, noun)):
            return whole
        if not word[0].isalpha() or _ends_at(r, q, noun):
            break
        q += 1
        if (len(word) > 2 and word not in _NO_END) or (
            len(word) == 2 and r.role(q - 1) != "about" and t.capital(q - 1)
        ):
            good = q
    return good - (good == q and (_new_subject(r, q) or _instrument(r, p, q)))


def _new_subject(r: Reading, verb: int) -> bool:
    """Whether the noun before a verb is its subject: «Положением о прохождении службы конкурс объявляется»."""
    if not stops(r, verb) or r.t.capital(verb - 1):
        return False
    last, before = r.t.words[verb - 1], r.t.words[verb - 2]
    return word_class(last) == word_class(before) == "NOUN" and lemmas(last)[0] == last and lemmas(before)[0] != before


def _instrument(r: Reading, begin: int, verb: int) -> bool:
    """Whether the noun before a verb is its complement: «По положению о конкурсе победителями должны стать …»."""
    words = r.t.words
    if not stops(r, verb) or cases(words[verb - 1]) != {"ablt"} or verb - begin < 3:
        return False
    return not any(_ACTION.fullmatch(word) for word in words[begin:verb])


def _amended(r: Reading, q: int, noun: str) -> int:
    """Where the act ends that a title amends: «… в Закон «О воде»», «… в Кодекс о воде»; 0 without its name."""
    k, named = q + 1, r.has("code", q - 1) or r.value(q) == "constitution"
    state = r.states.by_start.get(k)
    k = state.end if state else k
    if k in r.t.close_of and r.about(k + 1):
        return r.t.close_of[k] + 1
    again = r.t.word(k + 1) == "внесении"
    if r.about(k) and not again and r.value(q) in ("code", "law") and (end := open_title_end(r, k, noun)) > k + 1:
        return end
    return k if named else 0


def _whole_part(r: Reading, q: int, noun: str) -> int:
    """Where a part that a title takes whole ends: the name of a state, what stands in quotes, a number; 0 if none."""
    t = r.t
    if (t.word(q) == "от" and q + 1 in r.dates.by_start) or q in r.numbers.by_start:
        return 0
    date = r.dates.by_start.get(q)
    if date and (date.form == "full" or (date.form == "year" and noun == "treaty")):
        return 0
    if state := r.states.by_start.get(q):
        return state.end
    if q in t.close_of:
        return t.close_of[q] + 1
    return q + 1 if t.words[q].isdecimal() else 0


def _bracket(r: Reading, q: int, amends: bool) -> int:
    """Where a bracket inside a title ends: «об информационной (автоматизированной) системе»; 0 if it is none."""
    if amends and r.t.word(q) == "(" and r.t.word(q + 1) == "в" and (whole := r.closing(q, 90)):
        return whole + 1  # «в некоторые законодательные акты (в Земельный кодекс, Закон «О пастбищах»)»
    closing = r.closing(q, 9) if r.t.word(q) == "(" and r.t.word(q + 1) != "далее" else 0
    inside = range(q + 1, closing)
    if not inside or any(r.role(k) in ("head", "unit") or not r.t.words[k][0].isalpha() for k in inside):
        return 0
    goes_on = r.t.word(closing + 1)[:1].isalpha() and not (stops(r, closing + 1) or r.t.capital(closing + 1))
    return closing + 1 if goes_on else 0


def _ends_at(r: Reading, q: int, noun: str) -> bool:
    word, following = r.t.words[q], r.t.word(q + 1)
    if (word == "от" and q + 1 in r.dates.by_start) or q in r.numbers.by_start or stops(r, q) or frame_begins(r, q):
        return True
    if r.role(q) == "head" and noun in STATUTES | {"bill"} and not r.about(q - 1):
        return True  # but «закон о регламенте Жогорку Кенеша»
    if noun == "code" and (r.has("prepositions", q) or cases(word) == {"nomn", "accs"}):
        return True  # «по Кодексу о правонарушениях нарушение запрета …», «… на общую сумму»
    if r.role(q) == "unit" and following.isdecimal() and noun in STATUTES:
        return True  # «Кодекс о правонарушениях статьей 107»
    if r.about(q) and noun in STATUTES and q > 0:
        return True
    return word in ("и", "или") and (
        r.role(q + 1) in ("head", "unit", "about") or r.words.has("prepositions", following) or stops(r, q + 1)
    )


def list_goes_on(r: Reading, begin: int, comma: int, limit: int) -> bool:
    """Whether a comma stands between members of a list inside a title: «перевода, отчисления и восстановления».

    It does when «и» joins the last member before the next sign and no verb or new clause comes in between.
    """
    t = r.t
    joined = False
    if {word_class(t.words[comma - 1]), word_class(t.word(comma + 1))} <= {"ADJF", "PRTF"}:
        return True  # «о политических, специальных и муниципальных должностях»
    if _of_verb(r, begin, comma + 1):
        return False
    for q in range(comma + 1, limit):
        word = t.words[q]
        if q == comma + 1 and (
            not word[0].isalpha() or r.role(q) in ("head", "conj", "adopted") or word in ("а", "в", "с", "на", "по")
        ):
            return False
        if word == ",":
            return joined or q - comma <= 5
        if (word == "от" and q + 1 in r.dates.by_start) or not (word[0].isalnum() or word in ("-", "–")):
            return joined
        if stops(r, q) or r.role(q) == "head":  # «… и исполнения стратегий согласно приложению»
            return joined and (r.words.has("title_stops", word) or (r.role(q) == "head" and r.role(q - 1) != "conj"))
        joined = joined or word in ("и", "или")
    return joined


def _of_verb(r: Reading, begin: int, q: int) -> bool:
    """Whether the member ``q`` of a list is the object of a verb: «утвердило положение о фондах, заявку, …»."""
    found = cases(r.t.word(q)) if r.about(begin) and not r.t.capital(q) else frozenset()
    return bool(found) and found <= {"nomn", "accs"} and _TO_ACCUSATIVE.isdisjoint(r.t.words[begin:q])


_YEARS = ("годы", "год", "года", "годов", "гг", "г")


def years_at(r: Reading, q: int) -> int:
    """Where «на 2022–2026 годы», «на период до 2030 года», «2022–2026 гг.» at ``q`` ends; ``q`` when it is none."""
    t, p = r.t, q
    stretch = t.word(q + 1) in ("-", "–") and t.word(q + 3) in ("годы", "гг")  # «г. Ош 2022–2026 годы»
    if t.word(p) == "на" and t.word(p + 1) == "период":
        p += 1 + (t.word(p + 2) in ("до", "с"))
    elif t.word(p) not in ("на", "до") and not stretch:
        return q
    p -= stretch
    if not (t.word(p + 1).isdecimal() and len(t.word(p + 1)) == 4):
        return q
    p += 2
    if t.word(p) in ("-", "–") and t.word(p + 1).isdecimal():
        p += 2
    if t.word(p) in ("-", "–") and t.word(p + 1) == "х":
        p += 2  # «на 2018–2022-х годов»
    if t.word(p) in _YEARS:
        p += 1 + (t.word(p) in ("гг", "г") and t.word(p + 1) == ".")
    return p
