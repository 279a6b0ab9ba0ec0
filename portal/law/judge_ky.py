"""Whether a Kyrgyz noun with all that was read around it is a citation, and of what kind."""

from __future__ import annotations

import re
from dataclasses import replace

from portal.law.left_ky import CLAUSE, GENITIVE, TITLE_END, Head
from portal.law.model import SAME, THIS
from portal.law.provisions import Chain
from portal.law.reading import DOCUMENTS, ISSUED, Found, Reading, clean_title, kind_of
from portal.law.tokens import BREAK

NAME_WINDOW = 18


_FUNCTION = frozenset(
    [
        "деп",
        "ылайык",
        "боюнча",
        "менен",
        "бирок",
        "анткени",
        "карай",
        "бери",
        "учун",
        "бул",
        "анда",
        "эми",
        "алар",
        "биз",
        "сиз",
        "ал",
        "мен",
        "кийин",
        "чейин",
        "болуп",
        "катары",
        "эмес",
    ]
)


_POPULAR = re.compile(
    r"мамлекет\w*|муниципал\w*|жергиликтуу|тил|бюджет\w*|маалымат\w*|шайлоо\w*|билим|саламаттык\w*|салык\w*|жер|суу|эмгек|пенсия\w*"
    r"|каттоо\w*|жарнама\w*|коргоо\w*|кызмат\w*|статус\w*|ишкер\w*|менчик\w*|медиация\w*|укук\w*|жарандык\w*|турак|улуттук"
)


_CUE = re.compile(r"мамлекеттик|улуттук|республикалык|окмоттук|региондорду|онуктуруу\w*|стратегиялык|жактыруу")


# The years a programme is for; «2014–2015-жылдары» only tells when something happened.
_FOR_YEARS = re.compile(r"жыл(?:дар)?(?:га|дагы)|ж")


_STREET = re.compile(r"кочо\w*|аянт\w*|кун[уд]\w*|проспект\w*")


def judge(r: Reading, i: int, noun: str, h: Head, code: str | None, chain: Chain | None) -> Found | None:
    """Decide whether the noun with all that was read is a citation, and of what kind."""
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
    if noun == "agreement" and h.mark:
        return None  # a clause of the contract at hand, no treaty
    if h.mark == THIS and not marked:
        return replace(base, internal=True) if chain else None
    if h.mark == SAME and not marked:
        return replace(base, elliptic=True) if chain else None
    if noun == "constitution":
        if not (t.capital(h.start) or t.capital(i) or h.state or chain) or _STREET.fullmatch(t.word(h.end)):
            return None
        return replace(base, title=code or "Конституция")
    if noun == "code":
        return _judge_code(base, h, code, chain)
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
        return _judge_program(r, i, base, h, chain)
    return _judge_treaty(r, i, noun, base, h, chain)


def _judge_code(base: Found, h: Head, code: str | None, chain: Chain | None) -> Found | None:
    if h.title:
        return base
    if code:
        return replace(base, title=code)
    if (h.state and chain) or h.number:
        return base
    return replace(base, anaphoric=True) if chain else None


def _judge_law(r: Reading, i: int, base: Found, h: Head, chain: Chain | None) -> Found | None:
    if h.quoted or h.date or h.number:
        return base
    if h.title:
        return base if r.role(i + 1) != "draft" else None
    popular = _popular(r, i, h)
    if popular:
        return popular
    return replace(base, anaphoric=True) if chain else None


def _popular(r: Reading, i: int, h: Head) -> Found | None:
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
        if GENITIVE.fullmatch(word) or (
            re.fullmatch(r"\w+(?:[дт][аео]|[дт][аео]гы|[дт][аео]н|г[ае]|к[ае])", word) and word != "жеке"
        ):
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


def _judge_issued(r: Reading, i: int, noun: str, base: Found, h: Head, chain: Chain | None) -> Found | None:
    t = r.t
    published = r.role(i - 1) == "adopted" and h.start < i - 1 and h.issuer is not None
    named = h.title and (h.issuer or (h.quoted and (noun == "resolution" or TITLE_END.fullmatch(t.word(i - 2)))))
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
        if r.role(q) == "head" and r.value(q) not in DOCUMENTS:
            return None
    return None


def _judge_regulation(r: Reading, i: int, noun: str, base: Found, h: Head, chain: Chain | None) -> Found | None:
    about = bool(
        h.title and TITLE_END.search(" ".join(h.title.lower().split()[-1:]).replace("ө", "о").replace("ү", "у"))
    )
    if not h.quoted and not chain and r.t.word(i + 1) in ("бекитуу", "озгортуу") and r.role(i + 2) == "about":
        return None  # «… Жобону бекитүү жөнүндө»: inside the title of the act that approves it
    if h.quoted and (about or noun == "regulation" or h.state or h.number):
        return base
    if h.title and (h.start in r.numbers.by_end or r.t.capital(i) or (about and chain and chain.numbered)):
        return base
    if h.date and h.number and noun != "rules":
        return base
    if r.t.words[i].startswith("тарти"):
        return None
    return replace(base, anaphoric=True) if chain and r.t.capital(i) else None


def _judge_program(r: Reading, i: int, base: Found, h: Head, chain: Chain | None) -> Found | None:
    """«… өнүктүрүү Программасы», «Кыргыз Республикасынын … Концепциясы», ««…» мамлекеттик программасы»."""
    t = r.t
    if h.quoted:
        inside = (h.title or "").lower()
        inside += t.raw(h.start, i)  # with the years between the title and the noun
        if h.state or h.date or h.number or h.issuer or re.search(r"\d{4}|жөнүндө|өнүктүрүү|концепци", inside):
            return base
        return None
    if h.title or (h.date and h.number):
        return base
    start, state, cue = _program_name(r, i)
    if not cue or not (t.capital(i) or cue == "years"):
        return replace(base, anaphoric=True) if chain and t.capital(i) else None
    words = sum(len(word) > 3 and word.isalpha() and not word.startswith("жыл") for word in t.words[start:i])
    if not re.fullmatch(r"\w+(?:ция|мма|гия)с[ыи]\w*", t.words[i]) or words < 2:
        return None
    nominative = re.sub(r"(с[ыи])\w*$", r"\1", t.raw(i, i + 1))
    return replace(base, start=start, title=clean_title(t.raw(start, i)) + " " + nominative, jurisdiction=state)


def _program_name(r: Reading, i: int) -> tuple[int, str, str]:
    t = r.t
    q, best, state, cue = i, i, "", ""
    while q - 1 >= 0 and i - q < NAME_WINDOW:
        chunk = r.states.by_end.get(q)
        if chunk:
            best, state, cue, q = chunk.start, chunk.value, cue or "state", chunk.start
            continue
        word = t.words[q - 1]
        until = word in ("чейин", "чейинки", "карата") and q - 1 in r.dates.by_end
        date = r.dates.by_end.get(q - until)
        if date and date.form.startswith("year"):
            q = date.start
            if t.word(q - 1) in ("-", "–") and t.word(q - 2).isdecimal():
                q -= 2
            if _FOR_YEARS.fullmatch(t.words[date.end - 1]):
                best, cue = q, "years"
            continue
        if not word[0].isalpha() or word == BREAK or r.role(q - 1) in ("head", "this", "same"):
            break
        if CLAUSE.fullmatch(word) and word not in ("боюнча", "учун"):
            break
        q -= 1
        if _CUE.fullmatch(t.words[q]) and t.capital(q):
            best, cue = q, cue or "cue"
    if cue == "years" and i - best < 6 and t.capital(q):
        best = q  # «Ош шаарын өнүктүрүүнүн 2023-2027-жылдарга стратегиясы»
    return best, state, cue


def _phrase_start(r: Reading, start: int) -> int:
    """Where a phrase in the genitive before ``start`` begins: «Жергиликтүү … башкаруунун Европа хартиясы»."""
    t, q = r.t, start - 1
    if q < 0 or not GENITIVE.fullmatch(t.words[q]):
        return start
    while q > max(0, start - 7) and not t.capital(q) and t.words[q - 1][0].isalpha() and r.role(q) != "head":
        q -= 1
    return q if t.capital(q) and not CLAUSE.fullmatch(t.words[q]) else start


def _judge_treaty(r: Reading, i: int, noun: str, base: Found, h: Head, chain: Chain | None) -> Found | None:
    t = r.t
    if noun == "agreement":
        named = (h.quoted and h.date) or (h.title and h.date and (chain or r.t.capital(i)))
        return replace(base, kind="treaty") if named else None
    if h.quoted or (h.title and t.capital(i)):
        return base
    if chain:
        return replace(base, anaphoric=True)
    if re.fullmatch(r"\w+(?:ция|тия)с[ыи]\w*", t.words[i]):
        start = i
        while (
            start - 1 >= 0
            and i - start < 7
            and t.word(start - 1)[:1].isalpha()
            and not CLAUSE.fullmatch(t.word(start - 1))
        ):
            start -= 1
            if t.capital(start) and t.word(start).startswith(("европа", "бириккен", "эл", "бала", "бмуну")):
                start = _phrase_start(r, start)
                return replace(base, start=start, title=clean_title(t.raw(start, i + 1)))
    return None
