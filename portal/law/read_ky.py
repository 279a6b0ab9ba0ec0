"""What stands to the left of the noun of a Kyrgyz citation: state, issuer, date, number and title."""

from __future__ import annotations

import re

from portal.law.model import SAME, THIS
from portal.law.names_ky import issuer_left
from portal.law.reading import DECIDED, DOCUMENTS, CitationParts, Reading, clean_title
from portal.law.titles_ky import GENITIVE, ends_title, open_title_left

_NAME_WORD = re.compile(r"[^\W\d_]+(?:[лдт](?:ык|ик|ук|уу)|оо|уу|у|ты|ди)|жана|карата|чейинки")
_DESCRIBES = re.compile(r"[^\W\d_]{3,}(?:[лдт](?:уу|ык|ик|ук)|гы|ги)")
_POSSESSED_LAW = re.compile(r"мыйзам(?:дар)?ы|кодекси")
_LOCATIVE = ("locative", "year_locative", "day_locative")


def adjectives_left(r: Reading, p: CitationParts, noun: str, floor: int) -> None:
    """Step over words between the title and the noun, when a quote closes before them or a title ends."""
    t, k = r.t, p.start - 1
    if noun in ("program", "concept"):
        while k > floor and p.start - k <= 8:
            years = r.dates.by_end.get(k + 1)
            of_place = r.has("place", k) or (t.capital(k) and r.has("place", k + 1))
            if years and years.form.startswith("year") and years.start > floor:
                k = years.start - 1  # «…» 2021–2025-жылдарга программасы
                if t.words[k] in ("-", "–") and t.word(k - 1).isdecimal():
                    k -= 2
            elif of_place or k + 1 in r.states.by_end or _NAME_WORD.fullmatch(t.words[k]):
                k -= 1
            elif t.words[k] == ")" and "(" in t.words[max(k - 6, 0) : k]:
                k = max(q for q in range(k - 6, k) if t.word(q) == "(") - 1  # «…» (Программа-2030) улуттук программасы
            else:
                break
    elif noun in ("reglament", "charter"):
        p.start -= r.has("before_noun", k) and k > floor  # «кеңештин типтүү регламенти»
        return
    elif noun in ("regulation", "rules", "law", "code", "bill", "decree", *DECIDED) and k > floor:
        described = k - 1 in t.open_of and _DESCRIBES.fullmatch(t.words[k])  # «…» талаштуу мыйзам
        k -= bool(r.has("before_noun", k) or r.has("between", k) or described)
    closes = k in t.open_of and t.open_of[k] >= floor
    if closes or (k < p.start - 1 and (r.about(k) or k + 1 in r.numbers.by_end) and noun not in ("program", "concept")):
        p.start = k + 1


def name_left(r: Reading, p: CitationParts, i: int, noun: str, floor: int) -> str:
    """Words that make the noun a name: «конституциялык мыйзам», «Жазык-процессуалдык кодекси»; the noun after it."""
    t, k = r.t, i - 1
    if noun in ("law", "bill") and r.has("constitutional", k) and k >= floor:
        p.start = k
        return "constitutional_law" if noun == "law" else noun
    if noun != "code":
        return noun
    start = i
    while k >= floor and i - k <= 5:
        word = t.word(k)
        # «Укук бузуулар кодекси», but «Бул укук Бюджеттик кодексте»
        alone = word == "укук" and not t.word(k + 1).startswith("бузу")
        if (r.words.has("code", word) and not alone) or (r.about(k) and k - 1 >= floor and r.has("code", k - 1)):
            start = k
        elif word == "жана" and r.lex[i].number == "pl":
            break  # «Эмгек жана Салык кодекстери» are two
        elif not (word in ("жана", "эмес", "кирешелер") and start == k + 1):
            break
        k -= 1
    opening = t.open_of.get(i - 1, -1)
    quoted = start == i and t.close_of.get(opening) == i - 1 and floor <= opening >= i - 6
    if start == i and i - 2 >= floor and i - 1 in r.states.by_end and t.capital(i - 1) and t.word(i) != "кодекс":
        start = i - 1  # a name that is not known, after the state: «КР Маданият кодексинин»
    while start < i and (t.word(start) in ("жана", "эмес") or r.about(start)):
        start += 1
    if start == i:
        if quoted and r.has("code", i - 2):
            p.start, p.title, p.named = t.open_of[i - 1], t.raw(t.open_of[i - 1] + 1, i - 1) + " кодекси", True
        return noun
    p.start, p.named = start, True
    name = " ".join(t.raw(start, i).split())
    alone = t.word(i - 1).endswith(("дык", "дик", "луу")) and len(name.split()) == 1 and t.word(i) == "кодекс"
    p.title = name[:1].upper() + name[1:] + (" кодекс" if alone else " кодекси")
    return noun


def step_left(r: Reading, p: CitationParts, noun: str, floor: int) -> bool:
    """Take one part to the left of what was read; False when none stands there."""
    t, k = r.t, p.start - 1
    if k < floor:
        return False
    if number_left(r, p, floor) or date_left(r, p, floor) or _state_left(r, p, floor):
        return True
    session = r.sessions.by_end.get(p.start)
    if session and session.start >= floor and noun in DECIDED:
        p.start = session.start
        p.evidence.add("session")
        return True
    word = t.words[k]
    if word == ",":
        return _behind_comma(r, p, floor)
    if word in "()":
        return _over_bracket(r, p, floor) or (word == ")" and _definition_left(r, p, noun, floor))
    if k in t.open_of and not p.title and t.open_of[k] >= floor:
        return quoted_left(r, p, noun)
    if r.role(k) in ("this", "same"):
        return _mark_left(r, p)
    if r.role(k) == "adopted":
        return _adopted_left(r, p, floor)
    if issuer_left(r, p, noun, floor) or (noun == "decree" and _clause_left(r, p, floor)):
        return True
    if r.about(k) and not p.title:
        return open_title_left(r, p, noun, floor)
    if r.has("between", k) and p.start - 1 in r.states.by_end:
        p.start = k
        return True
    return False


_PARTICIPLE = re.compile(r"\w{2,}[гк][аео]н")
CLAUSE = 12
"""Words of a clause between the president and the decree at most."""


def _clause_left(r: Reading, p: CitationParts, floor: int) -> bool:
    """«президенттин 1995-жылдагы объекттерди сатууга тыюу салган жарлыгы»: a clause tells what the decree does."""
    t = r.t
    if p.title or p.date or p.number:
        return False
    if not (_PARTICIPLE.fullmatch(t.word(p.start - 1)) and t.word(p.end - 1).startswith(("жарлыг", "жардыг", "указы"))):
        return False
    for k in range(p.start - 2, max(floor, p.start - CLAUSE) - 1, -1):
        date = r.dates.by_end.get(k)
        body = r.issuers.by_end.get(date.start if date else k)
        if date and date.form == "year" and body and body.value == "president" and body.start >= floor:
            p.start, p.date, p.issuer = body.start, date.value, body.value
            return True
        if not t.words[k][0].isalpha() or r.role(k) == "head" or k in r.issuers.by_start:
            break
    return False


def _state_left(r: Reading, p: CitationParts, floor: int) -> bool:
    t, state = r.t, r.states.by_end.get(p.start)
    again = p.title is not None and state is not None and state.value == p.state
    if not state or (p.state and not again) or state.start < floor:
        return False  # «КРнын … жөнүндө КРнын … мыйзамы» names it twice
    named = p.issuer in ("president", "government", "parliament")
    last = t.words[state.end - 1]
    genitive = GENITIVE.fullmatch(last) or (named and not last.endswith(("да", "де", "дан", "ден", "га", "ге")))
    if not genitive and (last.endswith(("да", "де")) or (state.form == "short" and len(t.words[state.start]) > 5)):
        return False  # «Кыргызстанда «Жайыттар жөнүндө» мыйзам»
    p.start, p.state = state.start, state.value
    return True


def _behind_comma(r: Reading, p: CitationParts, floor: int) -> bool:
    k = p.start - 1
    if not (p.number or p.date) or (k not in r.dates.by_end and k not in r.numbers.by_end):
        return False
    if p.date and k in r.numbers.by_end and r.numbers.by_end[k].start in r.dates.by_end:
        return False  # «25-июнундагы № 81, 2000-жылдын 24-октябрындагы …»: the number of another act
    saved, p.start = p.start, k
    if number_left(r, p, floor) or date_left(r, p, floor):
        return True
    p.start = saved
    return False


def _mark_left(r: Reading, p: CitationParts) -> bool:
    """«ушул», «аталган», «ошол эле» before the noun; always the last part that is read."""
    t, k = r.t, p.start - 1
    role = r.role(k)
    if p.mark or (role == "same" and t.word(k) == "бул" and (p.title or p.date or p.number)):
        return False  # «бул 2016-жылкы № 75 мыйзам болушу мүмкүн»
    if role == "this":
        if not p.title:
            p.start, p.mark = k, THIS
        elif noun_is_document(r, p):
            p.start = k  # «Ушул … тартиби жөнүндө жобо»
    elif t.word(k) != "эле" or t.word(k - 1) in ("ошол", "ушул"):
        p.start, p.mark = k - (t.word(k) == "эле"), SAME
    return False


def noun_is_document(r: Reading, p: CitationParts) -> bool:
    """Whether the noun of ``p`` is one of a regulation, a programme and the like."""
    return any(r.role(k) == "head" and r.value(k) in DOCUMENTS for k in range(p.end - 1, max(p.end - 2, -1), -1))


def number_left(r: Reading, p: CitationParts, floor: int) -> bool:
    """«№ 125» right before what was read."""
    number = r.numbers.by_end.get(p.start)
    if number and not p.number and number.start >= floor:
        p.start, p.number = number.start, number.value
        return True
    k = p.start - 1
    first = k - 2 if r.t.word(k - 1) == "/" and r.t.touches(k) and r.t.touches(k - 1) else k
    dated = r.dates.by_end.get(first)
    if not p.number and dated and dated.form == "full" and r.t.word(first).isdecimal() and r.t.word(k).isdecimal():
        of_day = r.t.word(first - 1).endswith(("гы", "ги", "гу"))  # «28-мартындагы 10/15 «…» токтому»
        if p.start == p.end or (of_day and (p.quoted or first < k)):
            p.start, p.number = first, r.t.raw(first, k + 1)  # in a list: «2015-жылдын 18-декабрындагы 228,»
            return True
    if not p.number and k > floor and _of_list(r, k):
        p.start, p.number = k, r.t.word(k)
    return bool(p.number and p.start == k) or (not p.number and _bare_number_left(r, p, floor))


def _of_list(r: Reading, k: int) -> bool:
    """Whether the numeral ``k`` belongs to a list of which the first has the sign: «№ 5, 6, 7 токтомдору»."""
    t = r.t
    while t.word(k).isdecimal() and t.word(k - 1) in (",", "жана"):
        if k - 1 in r.numbers.by_end:
            return r.value(k + 1) in DECIDED or t.word(k + 1) in (",", "жана")
        k -= 2
    return False


def _bare_number_left(r: Reading, p: CitationParts, floor: int) -> bool:
    """A number without its sign: «сессиясынын 16-1 токтому», «1,2,3 -токтомдору»."""
    t, k = r.t, p.start
    joint = k - 1 - (t.word(k - 1) == "-" and t.touches(k) and t.touches(k - 1))
    if t.word(joint).isdecimal() and joint > floor and r.role(k) == "head":
        date = r.dates.by_end.get(joint)
        of_body = joint < k - 1 and (joint in r.issuers.by_end or joint in r.sessions.by_end)
        of_body = of_body and r.value(k) in DECIDED and joint + 1 not in r.dates.by_end
        of_day = date and date.form == "full" and r.value(k) in DECIDED | {"law", "decree"} and date.start >= floor
        if of_body or of_day:  # «айылдык кеңешинин 5-токтому», «2015-жылдын 5-майындагы 320 токтому»
            p.start, p.number = joint, t.word(joint)
            return True
    while k - 1 > floor and p.start - k < 24 and (t.word(k - 1).isdecimal() or t.word(k - 1) in ("-", "–", "/", ",")):
        k -= 1
    told = k < p.start and r.role(p.start) == "head" and t.word(k).isdecimal() and t.word(p.start - 1).isdecimal()
    if told := told and k in r.sessions.by_end and "," not in t.words[k : p.start]:
        p.start, p.number = k, t.raw(k, p.start).replace(" ", "")
    return told


def date_left(r: Reading, p: CitationParts, floor: int) -> bool:
    """«2011-жылдын 20-июнундагы», «10-июну», «2016-жылдагы»; «2020-жылы» and «27-октябрында» date the event."""
    date = r.dates.by_end.get(p.start)
    # «2019-жылдын 8-июлунда № 82 Мыйзамына», «2017-жылдын 6-январында БШКнын токтому менен»
    of_number = date and date.form == "locative" and p.number
    by = date and date.form != "day_locative" and r.t.word(p.end) == "менен" and r.decider_told(p)
    if by and date and date.form == "year_locative":
        by = r.value(p.end - 1) in DECIDED
    if not date or p.date or date.start < floor or (date.form in _LOCATIVE and not (of_number or by)):
        return False
    last = r.t.words[date.end - 1]
    if date.form == "year" and ((last in ("жыл", "жылдын") and not p.number) or last.startswith("жылдар")):
        return False  # a stretch of years («2017–2020-жылдардын») is no date
    p.start, p.date = date.start, date.value
    return True


def _adopted_left(r: Reading, p: CitationParts, floor: int) -> bool:
    """«2013-жылдын 9-июлунда кабыл алынган», «6-январда жарыяланган» (a day of publication is no date of the act)."""
    t, k = r.t, p.start - 1
    published = t.word(k) in ("жарыяланган", "чыккан")
    k -= (t.word(k - 1), t.word(k)) in (("кабыл", "алынган"), ("кабыл", "алган"), ("кол", "коюлган"), ("кол", "койгон"))
    date = r.dates.by_end.get(k)
    if date and not p.date and date.start >= floor:
        p.start = date.start
        p.evidence.add("approved")
        if not published:
            p.date = date.value
        return True
    return False


def _over_bracket(r: Reading, p: CitationParts, floor: int) -> bool:
    """Step over a bracket of «(№ 125, 27.10.2021) мыйзамы»."""
    k, numbers, dates = p.start - 1, r.numbers, r.dates
    opening = next((q for q in range(k, max(floor, k - 16) - 1, -1) if r.t.word(q) == "("), k)
    ends = opening == k or k in numbers.by_end or k in dates.by_end
    begins = opening + 1 in numbers.by_start or opening + 1 in dates.by_start
    p.start -= ends and begins and r.closing(opening) < p.end
    return p.start == k


def _definition_left(r: Reading, p: CitationParts, noun: str, floor: int) -> bool:
    """«… борбордук комиссиясынын (мындан ары – БШК) 2021-жылдын …»: what stands before the bracket."""
    opening = r.definition_before(p.start)
    if opening < max(floor, 0) or r.t.word(opening - 1) == ")":
        return False
    saved, p.start = p.start, opening
    if step_left(r, p, noun, floor):
        return True
    p.start = saved
    return False


def quoted_left(r: Reading, p: CitationParts, noun: str) -> bool:
    """A title in quotes right before what was read, when it is one."""
    t, close = r.t, p.start - 1
    opening = t.open_of[close]
    about = ends_title(r, opening, close) or t.word(opening + 1) in ("о", "об")  # a Russian title in a Kyrgyz text
    if t.close_of.get(opening) != close and not about:
        return False
    inner = next((k for k in range(opening + 2, close - 2) if t.close_of.get(k) == close), -1)
    if inner > 0 and about:
        opening = inner  # “Ош шаардык Кеңешинин 2019-жылдын 25-декабрындагы “… жөнүндө” №212 токтому: a quote left open
    known = bool(p.state or p.date or p.number or p.issuer or opening in r.states.by_end or opening in r.numbers.by_end)
    # «Үй-бүлөлүк зомбулуктан … коргоо» мыйзамын: several words, and the noun possessed by them
    named = bool(_POSSESSED_LAW.match(r.t.words[p.end - 1])) and close - opening >= 4
    if noun in ("law", "constitutional_law", "bill", "code", "agreement") and not (
        about or (known and close - opening >= 3) or named
    ):
        return False
    p.title, p.quoted, p.start = clean_title(t.raw(opening + 1, close)), True, opening
    return True
