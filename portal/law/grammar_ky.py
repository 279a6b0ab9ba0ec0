"""Kyrgyz citations: state, issuer, date, number and title in any order, then the noun of the act, then provisions.

Read from the noun to the left, chunk by chunk, then to the right. Kazakh is read with the same rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from portal.law.lexicon import KY_CODE_SHORT, KY_CODE_WORD
from portal.law.model import SAME, THIS
from portal.law.provisions import Chain, Chains
from portal.law.reading import ISSUED, Found, Reading, clean_title, kind_of
from portal.law.scan_ky import kyrgyz_chains
from portal.law.tokens import BREAK

TITLE_WINDOW = 40
NAME_WINDOW = 18

_GENITIVE = re.compile(r"\w+[нтд][ыиу]н(?:ын)?")
_TITLE_END = re.compile(r"жонундо(?:гу)?|тууралуу|тууралу|жонинде(?:ги)?|туралы|боюнча|доогу|киргизуу")
_CONSTITUTIONAL = re.compile(r"конституция(?:лык|лык)")
# A finite verb or a clause ends to the left of a title or a name without quotes.
_CLAUSE = re.compile(
    r"\w{2,}(?:ып|ип|уп|оп|са|се|со|ууда|уудо)|деп|ылайык|боюнча|менен|бирок|анткени|карай|бери|учун|бул|анда|эми|алар"
    r"|биз|сиз|ал|мен|кийин|чейин|ошондой|болуп|тартып|катары|эмес|болсо|белгилей|белгилесек"
)
_FUNCTION = frozenset(
    "деп ылайык боюнча менен бирок анткени карай бери учун бул анда эми алар биз сиз ал мен кийин чейин болуп катары эмес".split()
)
_POPULAR = re.compile(
    r"мамлекет\w*|муниципал\w*|жергиликтуу|тил|бюджет\w*|маалымат\w*|шайлоо\w*|билим|саламаттык\w*|салык\w*|жер|суу|эмгек|пенсия\w*"
    r"|каттоо\w*|жарнама\w*|коргоо\w*|кызмат\w*|статус\w*|ишкер\w*|менчик\w*|медиация\w*|укук\w*|жарандык\w*|турак|улуттук"
)
_CUE = re.compile(r"мамлекеттик|улуттук|республикалык|окмоттук|региондорду|онуктуруу\w*|стратегиялык|жактыруу")
_PLACE_KENESH = re.compile(r"(?:айылдык|айыл|шаардык|райондук|жергиликтуу|облустук|айылокмотунун)")
# Words that may stand between a title in quotes and the noun: «…» убактылуу жобо, «…» федералдык мыйзамы.
_BEFORE_NOUN = re.compile(r"убактылуу|типтуу|улгулуу|федералдык|республикалык|мамлекеттик|улуттук|окмоттук|максаттуу")
_NAME_WORD = re.compile(r"[^\W\d_]+(?:лык|лик|луу|дык|дик|дуу|тык|тик|туу|оо|уу|у|ты|ди)|жана")
_REGION = re.compile(r"(?:район|облус|шаар|айма[гк])[а-я]{1,6}|айыл")
# The years a programme is for; «2014–2015-жылдары» only tells when something happened.
_FOR_YEARS = re.compile(r"жыл(?:дар)?(?:га|дагы)|ж")
_STREET = re.compile(r"кочо\w*|аянт\w*|кун[уд]\w*|проспект\w*")
_ROMAN = frozenset("IVXLC")
_ADJECTIVE_BETWEEN = frozenset({"жаны", "эски", "азыркы", "колдонуудагы", "учурдагы", "аталган"})


@dataclass(slots=True)
class _Head:
    """What was read around the noun."""

    start: int
    end: int
    title: str | None = None
    quoted: bool = False
    date: str | None = None
    number: str | None = None
    state: str = ""
    issuer: str | None = None
    place: str | None = None
    mark: str = ""
    between: bool = False


def kyrgyz_citations(r: Reading) -> Iterator[Found]:
    """All citations of a Kyrgyz text, overlaps not yet settled."""
    chains = kyrgyz_chains(r)
    used: set[int] = set()
    floor = 0
    for i, lex in list(r.lex.items()):
        if lex.role != "head":
            continue
        for found in _at_head(r, chains, i, min(floor, i), used):
            floor = max(floor, found.end)
            yield found
    yield from _short_codes(r, chains, used)
    yield from _bare(r, chains, used)


# --- one noun ------------------------------------------------------------------------------------------------------


def _at_head(r: Reading, chains: Chains, i: int, floor: int, used: set[int]) -> Iterator[Found]:
    t, noun = r.t, r.value(i)
    if r.role(i + 1) == "draft" and noun in ("law", "constitutional_law", "code"):
        noun, end = "bill", i + 2
    else:
        end = i + 1
    h = _Head(i, end)
    if i in t.open_of or (r.role(i - 1) == "about" and t.word(i + 1) in ("»", '"', "”", "“", ">>")):
        inside = _noun_inside_quotes(r, i, noun)
        if inside:
            yield inside
            return
    if t.word(end) and set(t.raw(end, end + 1)) <= _ROMAN and r.value(end + 1) == "part" and noun == "code":
        h.end = end + 2  # «Граждандык кодексинин I бөлүгү»: a part of the code, no part of an article
    noun, code = _name_left(r, h, i, noun, floor)
    _adjectives_left(r, h, noun, floor)
    for _ in range(10):
        if not _step_left(r, h, noun, floor):
            break
    _right_of_noun(r, h, noun)
    chain = chains.by_start.get(h.end)
    if chain and chain.start in used:
        chain = None
    found = _judge(r, i, noun, h, code, chain)
    if not found:
        return
    if chain:
        used.add(chain.start)
        found = replace(found, end=chain.end, provisions=chain.provisions)
    yield from _series_left(r, found, h, i, floor)
    yield found


def _noun_inside_quotes(r: Reading, i: int, noun: str) -> Found | None:
    """"… аттестациялоо тартиби жөнүндө Жобонун": the quotes close after the noun."""
    t = r.t
    opening = t.open_of.get(i + 1)
    if opening is None or r.role(i - 1) != "about" or noun not in ("regulation", "rules", "law", "program", "concept"):
        return None
    return Found(opening, i + 2, kind_of(noun, None), clean_title(t.raw(opening + 1, i)))


def _adjectives_left(r: Reading, h: _Head, noun: str, floor: int) -> None:
    """Step over words between the title and the noun, when a quote closes before them."""
    t, k = r.t, h.start - 1
    if noun in ("regulation", "rules", "law", "bill") and k > floor and _BEFORE_NOUN.fullmatch(t.words[k]):
        k -= 1
    elif noun in ("program", "concept"):
        while k > floor and h.start - k <= 4 and _NAME_WORD.fullmatch(t.words[k]):
            k -= 1
    else:
        return
    if k in t.open_of and t.open_of[k] >= floor:
        h.start = k + 1


def _name_left(r: Reading, h: _Head, i: int, noun: str, floor: int) -> tuple[str, str | None]:
    """Words that make the noun a name: «конституциялык мыйзам», «Баш мыйзам», «Жазык-процессуалдык кодекси»."""
    t, k = r.t, i - 1
    word = t.word(k)
    if noun == "law" and _CONSTITUTIONAL.fullmatch(word) and k >= floor:
        h.start = k
        return "constitutional_law", None
    if noun == "law" and word == "баш" and k >= floor:
        h.start = k
        return "constitution", "Баш мыйзам"
    if noun != "code":
        return noun, None
    start = i
    while k >= floor and i - k <= 5:
        word = t.word(k)
        if KY_CODE_WORD.fullmatch(word) or (word == "жонундо" and k - 1 >= floor and KY_CODE_WORD.fullmatch(t.word(k - 1))):
            start = k
        elif not (word in ("жана", "эмес", "кирешелер") and start == k + 1):
            break
        k -= 1
    if start == i and i - 2 >= floor and i - 1 in r.states.by_end and t.capital(i - 1) and t.word(i) != "кодекс":
        start = i - 1  # a name that is not known, after the state: «КР Маданият кодексинин»
    if start == i:
        return noun, None
    while t.word(start) in ("жана", "эмес", "жонундо") and start < i:
        start += 1
    if start == i:
        return noun, None
    h.start = start
    name = " ".join(t.raw(start, i).split())
    base = "кодекс" if t.word(i - 1).endswith(("дык", "дик", "луу")) and len(name.split()) == 1 and t.word(i) == "кодекс" else "кодекси"
    return noun, name[:1].upper() + name[1:] + " " + base


def _step_left(r: Reading, h: _Head, noun: str, floor: int) -> bool:
    """Take one chunk to the left of what was read."""
    t, k = r.t, h.start - 1
    if k < floor:
        return False
    state = r.states.by_end.get(h.start)
    if state and not h.state and state.start >= floor:
        if not _GENITIVE.fullmatch(t.words[state.end - 1]) and state.form == "short" and len(t.words[state.start]) > 5:
            return False
        h.start, h.state = state.start, state.value
        return True
    number = r.numbers.by_end.get(h.start)
    if number and not h.number and number.start >= floor:
        h.start, h.number = number.start, number.value
        return True
    if _date_left(r, h, floor):
        return True
    word = t.words[k]
    if word == "," and (h.number or h.date) and (h.start - 1 in r.dates.by_end or h.start - 1 in r.numbers.by_end):
        saved = h.start
        h.start = k
        if _number_left(r, h, floor) or _date_left(r, h, floor):
            return True
        h.start = saved
        return False
    if word == ")" and not (h.number and h.date):
        return _bracket_left(r, h, floor)
    if k in t.open_of and not h.title and t.open_of[k] >= floor:
        return _quoted_left(r, h, noun)
    role = r.role(k)
    if role == "this" and not h.mark and not h.title:
        h.start, h.mark = k, THIS
        return False
    if role == "same" and not h.mark:
        h.start, h.mark = k, SAME
        if word == "эле" and t.word(k - 1) in ("ошол", "ушул"):
            h.start = k - 1
        return False
    if role == "issuer" and not h.issuer and noun in ISSUED | {"decree", "reglament", "program", "concept", "regulation", "rules", "law"}:
        return _issuer_left(r, h, noun, floor)
    if role == "adopted":
        return _adopted_left(r, h, noun, floor)
    if role == "about" and not h.title:
        return _open_title_left(r, h, noun, floor)
    if word in _ADJECTIVE_BETWEEN and not h.between:
        h.between = True
        saved = h.start
        h.start = k
        if h.start in r.states.by_end:
            return True
        h.start = saved
        return False
    return False


def _number_left(r: Reading, h: _Head, floor: int) -> bool:
    number = r.numbers.by_end.get(h.start)
    if number and not h.number and number.start >= floor:
        h.start, h.number = number.start, number.value
        return True
    return False


def _date_left(r: Reading, h: _Head, floor: int) -> bool:
    """«2011-жылдын 20-июнундагы», «10-июну», «2016-жылдагы»; «2020-жылы» and «27-октябрында» date the event."""
    date = r.dates.by_end.get(h.start)
    if not date or h.date or date.start < floor or date.form in ("locative", "year_locative", "day_locative"):
        return False
    last = r.t.words[date.end - 1]
    if date.form == "year" and (last in ("жыл", "жылдын") and not h.number or last.startswith("жылдар")):
        return False  # a stretch of years («2017–2020-жылдардын») is no date
    h.start, h.date = date.start, date.value
    return True


def _adopted_left(r: Reading, h: _Head, noun: str, floor: int) -> bool:
    """«2013-жылдын 9-июлунда кабыл алынган», «6-январда жарыяланган» (a day of publication is no date of the act)."""
    t, k = r.t, h.start - 1
    published = t.word(k) in ("жарыяланган", "чыккан")
    if t.word(k) in ("алынган", "алган") and t.word(k - 1) == "кабыл":
        k -= 1
    date = r.dates.by_end.get(k)
    if date and not h.date and date.start >= floor:
        h.start = date.start
        if not published:
            h.date = date.value
        return True
    return False


def _bracket_left(r: Reading, h: _Head, floor: int) -> bool:
    """«(№ 125, 27.10.2021)» before the noun."""
    t = r.t
    inner = replace(h, start=h.start - 1)
    taken = False
    for _ in range(3):
        if _number_left(r, inner, floor) or _date_left(r, inner, floor):
            taken = True
        elif t.word(inner.start - 1) == "," and taken:
            inner.start -= 1
        else:
            break
    if taken and t.word(inner.start - 1) == "(" and inner.start - 1 >= floor:
        h.start, h.date, h.number = inner.start - 1, inner.date, inner.number
        return True
    return False


def _quoted_left(r: Reading, h: _Head, noun: str) -> bool:
    t, close = r.t, h.start - 1
    opening = t.open_of[close]
    about = any(_TITLE_END.fullmatch(t.words[k]) for k in range(max(opening + 1, close - 2), close))
    about = about or t.word(opening + 1) in ("о", "об")  # a Russian title in a Kyrgyz text
    known = bool(h.state or h.date or h.number or h.issuer or opening in r.states.by_end or opening in r.numbers.by_end)
    words = close - opening - 1
    if noun in ("law", "constitutional_law", "bill", "code", "agreement") and not (about or (known and words >= 2)):
        return False
    h.title, h.quoted = clean_title(t.raw(opening + 1, close)), True
    h.start = opening
    return True


def _issuer_left(r: Reading, h: _Head, noun: str, floor: int) -> bool:
    """«КР Министрлер Кабинетинин», «Жогорку Кеңештин», «Ош шаардык кеңешинин», «Билим берүү министрлигинин»."""
    t, k = r.t, h.start - 1
    value = r.value(k)
    word = t.words[k]
    if not (_GENITIVE.fullmatch(word) or word.endswith(("мкнын", "дын", "нин"))):
        return False
    if noun == "law" and value != "kenesh":
        return False
    start, issuer, place = k, value, None
    before = t.word(k - 1)
    if value == "cabinet":
        if before.startswith("министрлер"):
            start = k - 1
    elif value == "kenesh":
        start, issuer, place = _kenesh_left(r, k, floor)
    elif value == "commission":
        start = k
        while start - 1 >= floor and t.word(start - 1).startswith(("шайлоо", "борбордук")):
            start -= 1
        issuer = "cec" if start < k else "body"
    elif value in ("court", "body", "executive", "gov"):
        start = _name_start(r, k, floor) if value != "gov" else k
    if start < floor:
        return False
    h.start, h.issuer, h.place = start, issuer, place
    return True


def _kenesh_left(r: Reading, k: int, floor: int) -> tuple[int, str, str | None]:
    t = r.t
    before = t.word(k - 1)
    if before == "жогорку":
        return k - 1, "jk", None
    start = k
    if _PLACE_KENESH.fullmatch(before) or before == "депутаттар":
        start = k - 1
        while start - 1 >= floor and start > k - 9 and t.word(start - 1)[0].isalpha():
            word = t.word(start - 1)
            if not (t.capital(start - 1) or _REGION.fullmatch(word)):
                break
            if start < k - 1 and not _GENITIVE.fullmatch(word) and r.sentence_start(start - 1, 1) == start - 1:
                break  # «Бюджет Араван айылдык кеңешинин»: the first word only begins the sentence
            if start - 1 in r.lex and r.role(start - 1) == "head" or start in r.states.by_end:
                break
            start -= 1
    return start, "kenesh", t.raw(start, k + 1)


def _name_start(r: Reading, k: int, floor: int) -> int:
    """Where the name of a body begins: after the state, or at the first capital of the words before."""
    t = r.t
    start = q = k
    while q - 1 >= floor and k - q < 9:
        q -= 1
        if q + 1 in r.states.by_end or q + 1 in r.dates.by_end or q + 1 in r.numbers.by_end:
            return q + 1
        word = t.words[q]
        if not word[0].isalpha() or _CLAUSE.fullmatch(word) and not t.capital(q) or r.role(q) == "head":
            break
        if t.capital(q) and (start == k or r.sentence_start(q, 1) != q or q + 1 == start):
            start = q
    return start


def _open_title_left(r: Reading, h: _Head, noun: str, floor: int) -> bool:
    """A title without quotes before «жөнүндө»: it begins after the number, the date, the state, a sign or a clause."""
    t, last = r.t, h.start
    begin, anchored = _open_title_start(r, last, floor)
    if begin < 0 or last - begin < 2 or (not anchored and (last - begin > 14 or noun in ISSUED | {"decree"})):
        return False
    while begin < last - 2 and (t.word(begin) in ("жана", "же") or not t.word(begin)[0].isalnum()):
        begin += 1
    h.title, h.start = clean_title(t.raw(begin, last)), begin
    return True


def _open_title_start(r: Reading, last: int, floor: int) -> tuple[int, bool]:
    """First token of the title whose «жөнүндө» is ``last``, and whether a part of the citation stands before it."""
    t = r.t
    clause = -1  # where the words would begin if no part of the citation stood before them
    q = last
    while q > max(floor, last - TITLE_WINDOW):
        date, state = r.dates.by_end.get(q), r.states.by_end.get(q)
        if q in r.numbers.by_end or (date and date.form == "full"):
            return q, True
        if state and q < last and (_GENITIVE.fullmatch(t.words[q - 1]) or t.words[q - 1] == "кр"):
            return q, True
        word = t.words[q - 1]
        joint = word in ("-", "–", ",") or (q - 1 in t.open_of and q < last)
        if not (word[0].isalnum() or joint) or r.role(q - 1) == "this" or (r.role(q - 1) == "head" and q < last):
            return (clause if clause >= 0 else q), False
        if clause < 0 and (_CLAUSE.fullmatch(word) or word == ","):
            clause = q
        q -= 1
    return (clause if clause >= 0 else q if q == floor else -1), False


def _right_of_noun(r: Reading, h: _Head, noun: str) -> None:
    """What may follow the noun: «Мыйзамы №67, 04.05.2007», «Мыйзамы («…жөнүндө»)»."""
    t = r.t
    for _ in range(4):
        p = h.end
        if t.word(p) == "," and (h.number or h.date) and not (h.number and h.date):
            p += 1
        number = r.numbers.by_start.get(p)
        if number and not h.number:
            h.end, h.number = number.end, number.value
            continue
        date = r.dates.by_start.get(p)
        if date and not h.date and date.form == "full":
            h.end, h.date = date.end, date.value
            continue
        if p == h.end and t.word(p) == "(" and not (h.number and h.date):
            inner = replace(h, end=p + 1)
            _right_of_noun(r, inner, "")
            if t.word(inner.end) == ")" and inner.end > p + 1:
                h.end, h.number, h.date = inner.end + 1, inner.number, inner.date
                continue
        if p in t.close_of and p == h.end and not h.title and noun != "":
            close = t.close_of[p]
            if any(_TITLE_END.fullmatch(t.words[k]) for k in range(max(p + 1, close - 2), close)):
                h.title, h.quoted, h.end = clean_title(t.raw(p + 1, close)), True, close + 1
                continue
        break


# --- is it a citation? -----------------------------------------------------------------------------------------------


def _judge(r: Reading, i: int, noun: str, h: _Head, code: str | None, chain: Chain | None) -> Found | None:
    t = r.t
    base = Found(
        h.start,
        h.end,
        kind_of(noun, h.issuer),
        h.title,
        h.date,
        h.number,
        jurisdiction=h.state,
        issuer=h.issuer,
        place=h.place,
    )
    marked = bool(h.title or h.date or h.number)
    if h.mark == THIS and not marked:
        return replace(base, internal=True) if chain else None
    if h.mark == SAME and not marked:
        return replace(base, elliptic=True) if chain else None
    if noun == "constitution":
        if not (t.capital(h.start) or t.capital(i) or h.state or chain) or _STREET.fullmatch(t.word(h.end)):
            return None
        return replace(base, title=code or "Конституция")
    if noun == "code":
        return _judge_code(r, i, base, h, code, chain)
    if noun == "bill":
        return base if h.quoted else None
    if noun in ("law", "constitutional_law"):
        return _judge_law(r, i, base, h, chain)
    if noun == "decree":
        if h.date or h.number or h.quoted or (h.title and h.issuer):
            return base
        return replace(base, anaphoric=not h.issuer) if chain else None
    if noun in ISSUED:
        return _judge_issued(r, i, noun, base, h, chain)
    if noun in ("regulation", "rules"):
        return _judge_regulation(r, i, noun, base, h, chain)
    if noun == "reglament":
        if h.issuer in ("jk", "cabinet", "gov"):
            stem = "регламенти"
            return replace(base, title=clean_title(t.raw(h.start, i)) + " " + stem)
        return replace(base, anaphoric=not marked) if chain or h.quoted else None
    if noun in ("program", "concept"):
        return _judge_program(r, i, noun, base, h, chain)
    return _judge_treaty(r, i, noun, base, h, chain)


def _judge_code(r: Reading, i: int, base: Found, h: _Head, code: str | None, chain: Chain | None) -> Found | None:
    if h.title:
        return base
    if code:
        return replace(base, title=code)
    if h.state and chain or h.number:
        return base
    return replace(base, anaphoric=True) if chain else None


def _judge_law(r: Reading, i: int, base: Found, h: _Head, chain: Chain | None) -> Found | None:
    t = r.t
    if h.quoted or h.date or h.number:
        return base
    if h.title:
        return base if r.role(i + 1) != "draft" else None
    popular = _popular(r, i, h)
    if popular:
        return popular
    return replace(base, anaphoric=True) if chain else None


def _popular(r: Reading, i: int, h: _Head) -> Found | None:
    """«мамлекеттик тил мыйзамынын»: a short title without quotes, the last word before the noun in the nominative."""
    t = r.t
    if r.lex[i].number != "sg" or h.start < i or not re.fullmatch(r"\w+зам[ыи]\w*", t.words[i]):
        return None
    q = i
    state = ""
    while q - 1 >= 0 and i - q < 5:
        word = t.words[q - 1]
        chunk = r.states.by_end.get(q)
        if chunk:
            state, q = chunk.value, chunk.start
            break
        if not word[0].isalpha() or r.role(q - 1) in ("head", "this", "same", "conj") or word in _FUNCTION:
            break
        if _GENITIVE.fullmatch(word) or re.fullmatch(r"\w+(?:[дт][аео]|[дт][аео]гы|[дт][аео]н|г[ае]|к[ае])", word) and word != "жеке":
            break
        q -= 1
    first = q + (r.states.by_start[q].end - q if q in r.states.by_start else 0)
    words = t.words[first:i]
    known = [w for w in words if _POPULAR.fullmatch(w)]
    if len(words) < 2 or not known:
        return None
    if not state:
        first = q = next((k for k in range(first, i) if _POPULAR.fullmatch(t.words[k])), first)
        if i - first < 2:
            return None
    title = clean_title(t.raw(first, i)) + " мыйзамы"
    return Found(q, h.end, "law", title, jurisdiction=state or h.state)


def _judge_issued(r: Reading, i: int, noun: str, base: Found, h: _Head, chain: Chain | None) -> Found | None:
    t = r.t
    published = r.role(i - 1) == "adopted" and h.start < i - 1 and h.issuer is not None
    named = h.title and (h.issuer or (h.quoted and (noun == "resolution" or _TITLE_END.fullmatch(t.word(i - 2)))))
    strong = bool(h.number or h.date or published or named)
    if noun == "decision" and not (h.issuer or (h.number and h.date)):
        strong = False
    if not strong and not (chain and (h.issuer or noun == "resolution")):
        return None
    issuer = h.issuer or _subject(r, h.start)
    if noun == "resolution" and not issuer and h.state:
        return replace(base, kind="gov_resolution")
    return replace(base, kind=kind_of(noun, issuer), issuer=issuer, anaphoric=not strong and not h.issuer)


def _subject(r: Reading, start: int) -> str | None:
    """The body that is the subject: «Ош шаардык кеңеши № 80 токтомду бекитти»."""
    for q in range(start - 1, r.sentence_start(start, 12) - 1, -1):
        if r.role(q) == "issuer":
            value = r.value(q)
            if value == "kenesh":
                return "jk" if r.t.word(q - 1) == "жогорку" else "kenesh"
            return "cec" if value == "commission" and r.t.word(q - 1) == "шайлоо" else value
        if r.role(q) == "head":
            return None
    return None


def _judge_regulation(r: Reading, i: int, noun: str, base: Found, h: _Head, chain: Chain | None) -> Found | None:
    about = bool(h.title and _TITLE_END.search(" ".join(h.title.lower().split()[-1:]).replace("ө", "о").replace("ү", "у")))
    if h.quoted and (about or noun == "regulation" or h.state or h.number):
        return base
    if h.title and (h.start in r.numbers.by_end or r.t.capital(i)):
        return base
    if h.date and h.number and noun != "rules":
        return base
    if r.t.words[i].startswith("тарти"):
        return None
    return replace(base, anaphoric=True) if chain and r.t.capital(i) else None


def _judge_program(r: Reading, i: int, noun: str, base: Found, h: _Head, chain: Chain | None) -> Found | None:
    """«… өнүктүрүү Программасы», «Кыргыз Республикасынын … Концепциясы», ««…» мамлекеттик программасы»."""
    t = r.t
    if h.quoted:
        inside = (h.title or "").lower()
        if h.state or h.date or h.number or h.issuer or re.search(r"\d{4}|жөнүндө|өнүктүрүү|концепци", inside):
            return base
        return None
    if h.title or (h.date and h.number):
        return base
    start, state, cue = _program_name(r, i, h)
    if not cue or not (t.capital(i) or cue == "years"):
        return replace(base, anaphoric=True) if chain and t.capital(i) else None
    words = sum(len(word) > 3 and not word.startswith("жыл") for word in t.words[start:i])
    if not re.fullmatch(r"\w+(?:ция|мма|гия)с[ыи]\w*", t.words[i]) or words < 2:
        return None
    nominative = re.sub(r"(с[ыи])\w*$", r"\1", t.raw(i, i + 1))
    return replace(base, start=start, title=clean_title(t.raw(start, i)) + " " + nominative, jurisdiction=state)


def _program_name(r: Reading, i: int, h: _Head) -> tuple[int, str, str]:
    t = r.t
    q, best, state, cue = i, i, "", ""
    while q - 1 >= 0 and i - q < NAME_WINDOW:
        chunk = r.states.by_end.get(q)
        if chunk:
            best, state, cue, q = chunk.start, chunk.value, cue or "state", chunk.start
            continue
        word = t.words[q - 1]
        date = r.dates.by_end.get(q)
        if date and date.form.startswith("year"):
            q = date.start
            if t.word(q - 1) in ("-", "–") and t.word(q - 2).isdecimal():
                q -= 2
            if _FOR_YEARS.fullmatch(t.words[date.end - 1]):
                best, cue = q, "years"
            continue
        if not word[0].isalpha() or word == BREAK or r.role(q - 1) in ("head", "this", "same"):
            break
        if _CLAUSE.fullmatch(word) and word not in ("боюнча", "учун"):
            break
        q -= 1
        if _CUE.fullmatch(t.words[q]) and t.capital(q):
            best, cue = q, cue or "cue"
    return best, state, cue


def _judge_treaty(r: Reading, i: int, noun: str, base: Found, h: _Head, chain: Chain | None) -> Found | None:
    t = r.t
    if noun == "agreement":
        return replace(base, kind="treaty") if h.quoted and h.date else None
    if h.quoted or (h.title and t.capital(i)):
        return base
    if chain:
        return replace(base, anaphoric=True)
    if re.fullmatch(r"\w+(?:ция|тия)с[ыи]\w*", t.words[i]):
        start = i
        while start - 1 >= 0 and i - start < 7 and t.word(start - 1)[:1].isalpha() and not _CLAUSE.fullmatch(t.word(start - 1)):
            start -= 1
            if t.capital(start) and t.word(start).startswith(("европа", "бириккен", "эл", "бала", "бмуну")):
                return replace(base, start=start, title=clean_title(t.raw(start, i + 1)))
    return None


# --- lists of acts before one noun ---------------------------------------------------------------------------------------


def _series_left(r: Reading, found: Found, h: _Head, i: int, floor: int) -> Iterator[Found]:
    """Acts that share the noun, to the left of the last: ««А», «Б» жана «В» мыйзамдары», «… № 193, … № 22 Мыйзамдары»."""
    t = r.t
    plural = r.lex[i].number == "pl"
    start = found.start
    out: list[Found] = []
    for _ in range(60):
        k = start
        while t.word(k - 1) in (",", "жана", "ошондой", "эле", ";") and k - 1 >= floor:
            k -= 1
            if start - k > 3:
                break
        if k == start or k <= floor:
            break
        part = _Head(k, k)
        if h.quoted and k - 1 in t.open_of and t.open_of[k - 1] >= floor:
            if not (plural or (_TITLE_END.fullmatch(t.word(k - 2)))) or not _quoted_left(r, part, "law"):
                break
        elif not plural or not (h.date or h.number) or not (_number_left(r, part, floor) or _date_left(r, part, floor)):
            break
        for _ in range(4):
            if not (_number_left(r, part, floor) or _date_left(r, part, floor)):
                break
        state = r.states.by_end.get(part.start)
        if state and state.start >= floor:
            part.start, part.state = state.start, state.value
        out.append(
            Found(
                part.start,
                k,
                found.kind,
                part.title,
                part.date,
                part.number,
                jurisdiction=part.state or found.jurisdiction,
                elliptic=True,
                issuer=found.issuer,
                place=found.place,
            )
        )
        start = part.start
    yield from reversed(out)


# --- abbreviations of codes, provisions without an act -----------------------------------------------------------------


def _short_codes(r: Reading, chains: Chains, used: set[int]) -> Iterator[Found]:
    """«КЖКнын 308-беренеси», «КР КЖКсынын 5-беренеси»: an abbreviation before a provision."""
    t = r.t
    for start, chain in chains.by_start.items():
        if chain.start in used or not chain.has_article or start == 0:
            continue
        word = t.word(start - 1)
        name = KY_CODE_SHORT.get(word[:3])
        if not name or not t.capital(start - 1) or not re.fullmatch(r"\w{3}-?(?:с?[ыи])?н?[ыи]?н?", word):
            continue
        state = r.states.by_end.get(start - 1)
        used.add(chain.start)
        yield Found(
            state.start if state else start - 1,
            chain.end,
            "code",
            name,
            provisions=chain.provisions,
            jurisdiction=state.value if state else "",
        )


_GAZETTE = re.compile(r"ведомост\w*|жарчы\w*|бюллетен\w*|гезит\w*|журнал\w*")
_BUDGET = re.compile(r"бюджет\w*|чыгаша\w*|киреше\w*|классификаци\w*|смета\w*|каржы\w*|чыгым\w*")


def _bare(r: Reading, chains: Chains, used: set[int]) -> Iterator[Found]:
    """Provisions without an act: «233-10-статья», «21-беренеде», «ушул берененин 2-бөлүгү»."""
    t = r.t
    for chain in chains.by_start.values():
        if chain.start in used or not chain.has_article:
            continue
        if chain.refers == SAME and not any(p.part or p.point for p in chain.provisions):
            continue
        if r.is_heading(chain.start, chain.end) or r.role(chain.start - 1) == "draft":
            continue
        before = t.words[r.sentence_start(chain.start, 16) : chain.start]
        near = before[-3:] + t.words[chain.end : chain.end + 3]
        if any(_GAZETTE.fullmatch(word) for word in before):
            continue
        if not chain.refers and any(_BUDGET.fullmatch(word) for word in near):
            continue
        if any(p.article.isdecimal() and int(p.article) > 1300 for p in chain.provisions):
            continue
        yield Found(
            chain.start,
            chain.end,
            "code",
            provisions=chain.provisions,
            internal=chain.refers == THIS,
            elliptic=chain.refers != THIS,
            bare=True,
        )
