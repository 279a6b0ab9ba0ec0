"""What stands around the noun of a Kyrgyz citation: state, issuer, date, number and title, mostly to its left."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from portal.law.lexicon import KY_CODE_WORD, ROMAN
from portal.law.model import SAME, THIS
from portal.law.reading import ISSUED, Reading, clean_title

TITLE_WINDOW = 40


GENITIVE = re.compile(r"[\w-]+[нтд][ыиу]н(?:ын)?")


# The possessed form of the name of a body: кеңешинин, Өкмөтүнүн, министрлигинин; no plural.
_ISSUER_GENITIVE = re.compile(r"\w+(?<![лдт][ае]р)(?:[ыиу]н[ыиу]н|с[ыиу]н[ыиу]н|кенештин|окмоттун)")


TITLE_END = re.compile(r"жонундо(?:гу)?|тууралуу|тууралу|жонинде(?:ги)?|туралы|боюнча|доогу|киргизуу")


_CONSTITUTIONAL = re.compile(r"конституциялык")


# A finite verb or a clause ends to the left of a title or a name without quotes.
CLAUSE = re.compile(
    r"\w{2,}(?:ып|ип|уп|оп|са|се|со|ууда|уудо)|деп|ылайык|боюнча|менен|бирок|анткени|карай|бери|учун|бул|анда|эми|алар"
    r"|биз|сиз|ал|мен|кийин|чейин|ошондой|болуп|тартып|катары|эмес|болсо|белгилей|белгилесек"
)


_PLACE_KENESH = re.compile(r"(?:айылдык|айыл|шаардык|райондук|жергиликтуу|облустук|айылокмотунун)")


# Words that may stand between a title in quotes and the noun: «…» убактылуу жобо, «…» федералдык мыйзамы.
_BEFORE_NOUN = re.compile(r"убактылуу|типтуу|улгулуу|федералдык|республикалык|мамлекеттик|улуттук|окмоттук|максаттуу")


_NAME_WORD = re.compile(r"[^\W\d_]+(?:лык|лик|луу|дык|дик|дуу|тык|тик|туу|оо|уу|у|ты|ди)|жана")


_REGION = re.compile(r"(?:район|облус|шаар|айма[гк])[а-я]{1,6}|айыл")


# A word that belongs to the one after it: a genitive, an adjective.
_ATTRIBUTE = re.compile(r"[\w-]+(?:[нтд][ыиу]н|[лдт][ыиу]к|л[ыиу]у|гы|ги)")


_SESSION = re.compile(r"сессияс[ыи]н[ыи]н")


_SESSION_WORD = re.compile(r"кезектеги|кезексиз|кезектен|тышкаркы|уюштуруу|биринчи|акыркы")


_CHAIR = re.compile(r"(?:торага|башчы)с[ыи]н[ыи]н")


_ELECTORAL = re.compile(r"борбордук|шайлоо\w{0,4}|референдум\w{0,5}|откоруу|боюнча|жана")


_ADJECTIVE_BETWEEN = frozenset({"жаны", "эски", "азыркы", "колдонуудагы", "учурдагы", "аталган"})


@dataclass(slots=True)
class Head:
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


def adjectives_left(r: Reading, h: Head, noun: str, floor: int) -> None:
    """Step over words between the title and the noun, when a quote closes before them."""
    t, k = r.t, h.start - 1
    if noun in ("regulation", "rules", "law", "bill") and k > floor and _BEFORE_NOUN.fullmatch(t.words[k]):
        k -= 1
    elif noun in ("program", "concept"):
        while k > floor and h.start - k <= 8:
            years = r.dates.by_end.get(k + 1)
            if years and years.form.startswith("year") and years.start > floor:
                k = years.start - 1  # «…» 2021–2025-жылдарга программасы
                if t.words[k] in ("-", "–") and t.word(k - 1).isdecimal():
                    k -= 2
            elif _NAME_WORD.fullmatch(t.words[k]) or t.words[k] in ("карата", "чейинки"):
                k -= 1
            else:
                break
    else:
        return
    if k in t.open_of and t.open_of[k] >= floor:
        h.start = k + 1


def name_left(r: Reading, h: Head, i: int, noun: str, floor: int) -> tuple[str, str | None]:
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
        if KY_CODE_WORD.fullmatch(word) or (
            word == "жонундо" and k - 1 >= floor and KY_CODE_WORD.fullmatch(t.word(k - 1))
        ):
            start = k
        elif word == "жана" and r.lex[i].number == "pl":
            break  # «Эмгек жана Салык кодекстери» are two
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
    base = (
        "кодекс"
        if t.word(i - 1).endswith(("дык", "дик", "луу")) and len(name.split()) == 1 and t.word(i) == "кодекс"
        else "кодекси"
    )
    return noun, name[:1].upper() + name[1:] + " " + base


def step_left(r: Reading, h: Head, noun: str, floor: int) -> bool:
    """Take one chunk to the left of what was read."""
    t, k = r.t, h.start - 1
    if k < floor:
        return False
    state = r.states.by_end.get(h.start)
    if state and not h.state and state.start >= floor:
        if not GENITIVE.fullmatch(t.words[state.end - 1]) and state.form == "short" and len(t.words[state.start]) > 5:
            return False
        h.start, h.state = state.start, state.value
        return True
    number = r.numbers.by_end.get(h.start)
    if number and not h.number and number.start >= floor:
        h.start, h.number = number.start, number.value
        return True
    if date_left(r, h, floor):
        return True
    word = t.words[k]
    if word == "," and (h.number or h.date) and (h.start - 1 in r.dates.by_end or h.start - 1 in r.numbers.by_end):
        saved = h.start
        h.start = k
        if number_left(r, h, floor) or date_left(r, h, floor):
            return True
        h.start = saved
        return False
    if word == ")" and not (h.number and h.date):
        return _bracket_left(r, h, floor)
    if k in t.open_of and not h.title and t.open_of[k] >= floor:
        return quoted_left(r, h, noun)
    if _SESSION.fullmatch(word) and noun in ISSUED and not h.issuer:
        q = k
        while q > floor and k - q < 3 and (_SESSION_WORD.fullmatch(t.word(q - 1)) or set(t.raw(q - 1, q)) <= ROMAN):
            q -= 1
        h.start = q  # «кезектеги III сессиясынын»: between the body and the number
        return True
    if word.startswith("чакырылыш") and (convocation := _convocation(r, k)) >= floor:
        h.start = convocation
        return True
    if _CHAIR.fullmatch(word) and noun in ISSUED and not h.issuer and k > floor and r.role(k - 1) == "issuer":
        saved, h.start = h.start, k  # «Министрлер Кабинетинин Төрагасынын буйругу»
        if _issuer_left(r, h, noun, floor):
            return True
        h.start = saved
        return False
    role = r.role(k)
    if role == "this" and not h.mark and not h.title:
        h.start, h.mark = k, THIS
        return False
    if role == "same" and not h.mark and (word != "эле" or t.word(k - 1) in ("ошол", "ушул")):
        h.start, h.mark = k, SAME
        if word == "эле" and t.word(k - 1) in ("ошол", "ушул"):
            h.start = k - 1
        return False
    if (
        role == "issuer"
        and not h.issuer
        and noun in ISSUED | {"decree", "reglament", "program", "concept", "regulation", "rules", "law"}
    ):
        return _issuer_left(r, h, noun, floor)
    if role == "adopted":
        return _adopted_left(r, h, floor)
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


def _convocation(r: Reading, k: int) -> int:
    """The first token of «XXVIII чакырылышынын», «5-чакырылышынын»; -1 when no number stands before ``k``."""
    t = r.t
    q = k - 2 if t.word(k - 1) == "-" else k - 1
    value = t.raw(q, q + 1) if q >= 0 else ""
    return q if value.isdecimal() or (value and set(value) <= ROMAN) else -1


def number_left(r: Reading, h: Head, floor: int) -> bool:
    """«№ 125» right before what was read."""
    number = r.numbers.by_end.get(h.start)
    if number and not h.number and number.start >= floor:
        h.start, h.number = number.start, number.value
        return True
    return False


def date_left(r: Reading, h: Head, floor: int) -> bool:
    """«2011-жылдын 20-июнундагы», «10-июну», «2016-жылдагы»; «2020-жылы» and «27-октябрында» date the event."""
    date = r.dates.by_end.get(h.start)
    if not date or h.date or date.start < floor or date.form in ("locative", "year_locative", "day_locative"):
        return False
    last = r.t.words[date.end - 1]
    if date.form == "year" and ((last in ("жыл", "жылдын") and not h.number) or last.startswith("жылдар")):
        return False  # a stretch of years («2017–2020-жылдардын») is no date
    h.start, h.date = date.start, date.value
    return True


def _adopted_left(r: Reading, h: Head, floor: int) -> bool:
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


def _bracket_left(r: Reading, h: Head, floor: int) -> bool:
    """«(№ 125, 27.10.2021)» before the noun."""
    t = r.t
    inner = replace(h, start=h.start - 1)
    taken = False
    for _ in range(3):
        if number_left(r, inner, floor) or date_left(r, inner, floor):
            taken = True
        elif t.word(inner.start - 1) == "," and taken:
            inner.start -= 1
        else:
            break
    if taken and t.word(inner.start - 1) == "(" and inner.start - 1 >= floor:
        h.start, h.date, h.number = inner.start - 1, inner.date, inner.number
        return True
    return False


def quoted_left(r: Reading, h: Head, noun: str) -> bool:
    """A title in quotes right before what was read, when it is one."""
    t, close = r.t, h.start - 1
    opening = t.open_of[close]
    about = any(TITLE_END.fullmatch(t.words[k]) for k in range(max(opening + 1, close - 2), close))
    about = about or t.word(opening + 1) in ("о", "об")  # a Russian title in a Kyrgyz text
    known = bool(h.state or h.date or h.number or h.issuer or opening in r.states.by_end or opening in r.numbers.by_end)
    words = close - opening - 1
    if noun in ("law", "constitutional_law", "bill", "code", "agreement") and not (about or (known and words >= 2)):
        return False
    h.title, h.quoted = clean_title(t.raw(opening + 1, close)), True
    h.start = opening
    return True


def _issuer_left(r: Reading, h: Head, noun: str, floor: int) -> bool:
    """«КР Министрлер Кабинетинин», «Жогорку Кеңештин», «Ош шаардык кеңешинин», «Билим берүү министрлигинин»."""
    t, k = r.t, h.start - 1
    value = r.value(k)
    word = t.words[k]
    if not (GENITIVE.fullmatch(word) or word.endswith(("мкнын", "дын", "нин"))):
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
        while start - 1 >= floor and start > k - 9 and _ELECTORAL.fullmatch(t.word(start - 1)):
            start -= 1
        while t.word(start) in ("жана", "боюнча"):
            start += 1
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
            if (
                start < k - 1
                and not _REGION.fullmatch(t.word(start))
                and not GENITIVE.fullmatch(word)
                and r.sentence_start(start - 1, 1) == start - 1
            ):
                break  # «Бюджет Араван айылдык кеңешинин»: the first word only begins the sentence
            if (start - 1 in r.lex and r.role(start - 1) == "head") or start in r.states.by_end:
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
        if not word[0].isalpha() or (CLAUSE.fullmatch(word) and not t.capital(q)) or r.role(q) == "head":
            break
        if t.capital(q) and (start == k or r.sentence_start(q, 1) != q or q + 1 == start):
            start = q
    return start


def _open_title_left(r: Reading, h: Head, noun: str, floor: int) -> bool:
    """A title without quotes before «жөнүндө»: it begins after the number, the date, the state, a sign or a clause."""
    t, last = r.t, h.start
    issued = noun in ISSUED | {"decree"} and bool(h.date or h.number)
    begin, anchored = _open_title_start(r, last, floor, issued)
    if begin < 0 or last - begin < 2 or (not anchored and (last - begin > 14 or noun in ISSUED | {"decree"})):
        return False
    while begin < last - 2 and (
        t.word(begin) in ("жана", "же") or not (t.word(begin)[0].isalnum() or begin in t.close_of)
    ):
        begin += 1
    if not anchored and begin < last - 2 and r.sentence_start(begin, 1) == begin and t.capital(begin + 1):
        begin += 1  # «Мүчөлүк Евразия экономикалык биримдиги жөнүндө»: the first word only begins the sentence
    elif not anchored and r.sentence_start(begin, 1) == begin:
        # «Ижара акысы Муниципалдык менчик жөнүндө»: the title begins with a capital of its own
        capitals = (k for k in range(begin + 1, last - 2) if t.capital(k) and not _ATTRIBUTE.fullmatch(t.words[k - 1]))
        begin = next(capitals, begin)
    h.title, h.start = clean_title(t.raw(begin, last)), begin
    return True


def _open_title_start(r: Reading, last: int, floor: int, issued: bool) -> tuple[int, bool]:
    """First token of the title whose «жөнүндө» is ``last``, and whether a part of the citation stands before it.

    ``issued``: the name of a body may stand before the title too, as in «айылдык кеңештин бюджетти бекитүү жөнүндө
    2023-жылдын 1-мартындагы № 5 токтому».
    """
    t = r.t
    clause = -1  # where the words would begin if no part of the citation stood before them
    q = last
    while q > max(floor, last - TITLE_WINDOW):
        date, state = r.dates.by_end.get(q), r.states.by_end.get(q)
        if q in r.numbers.by_end or (date and date.form == "full"):
            return q, True
        if state and q < last and (GENITIVE.fullmatch(t.words[q - 1]) or t.words[q - 1] == "кр"):
            return q, True
        word = t.words[q - 1]
        if issued and last - q >= 2 and r.role(q - 1) == "issuer" and _ISSUER_GENITIVE.fullmatch(word):
            return q, True
        if q - 1 in t.open_of and q < last and t.open_of[q - 1] > max(floor, last - TITLE_WINDOW):
            q = t.open_of[q - 1]  # a name in quotes inside the title
            continue
        joint = word in ("-", "–", ",")
        if (
            not (word[0].isalnum() or joint)
            or r.role(q - 1) == "this"
            or (r.role(q - 1) == "head" and q < last and not word.startswith("тарти"))
        ):
            return (clause if clause >= 0 else q), False
        if clause < 0 and (CLAUSE.fullmatch(word) or word == "," or (r.role(q - 1) == "adopted" and q < last)):
            clause = q
        q -= 1
    return (clause if clause >= 0 else q if q == floor else -1), False


def right_of_noun(r: Reading, h: Head, noun: str) -> None:
    """What may follow the noun: «Мыйзамы №67, 04.05.2007», «Мыйзамы («…жөнүндө»)»."""
    t = r.t
    for _ in range(4):
        p = h.end
        if t.word(p) == "," and (h.number or h.date) and not (h.number and h.date):
            p += 1
        elif t.word(p) == "," and noun and not h.title and (stated := r.dates.by_start.get(p + 1)):
            # «Мыйзамы, 2008-жылдын 25-апрели N 65»
            p += 1 if stated.form == "full" and stated.end in r.numbers.by_start else 0
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
            right_of_noun(r, inner, "")
            if t.word(inner.end) == ")" and inner.end > p + 1:
                h.end, h.number, h.date = inner.end + 1, inner.number, inner.date
                continue
        if p in t.close_of and p == h.end and not h.title and noun != "":
            close = t.close_of[p]
            about = any(TITLE_END.fullmatch(t.words[k]) for k in range(max(p + 1, close - 2), close))
            if about and not noun_after(r, close + 1):
                h.title, h.quoted, h.end = clean_title(t.raw(p + 1, close)), True, close + 1
                continue
        break


def noun_after(r: Reading, p: int) -> bool:
    """Whether a title that ends before ``p`` belongs to a noun of its own further right: «… жөнүндө» КР Мыйзамы."""
    for _ in range(6):
        chunk = r.states.by_start.get(p) or r.dates.by_start.get(p) or r.numbers.by_start.get(p)
        if chunk:
            p = chunk.end
        elif r.role(p) == "issuer" or _BEFORE_NOUN.fullmatch(r.t.word(p)) or _CONSTITUTIONAL.fullmatch(r.t.word(p)):
            p += 1
        else:
            break
    return r.role(p) == "head"
