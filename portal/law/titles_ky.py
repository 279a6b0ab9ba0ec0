"""Kyrgyz titles: where one in quotes ends, where one without quotes begins."""

from __future__ import annotations

import re

from portal.law.chunks import Chunk
from portal.law.model import GENERAL_ISSUERS
from portal.law.reading import DECIDED, DOCUMENTS, CitationParts, Reading, clean_title
from portal.law.tokens import BREAK

GENITIVE = re.compile(r"[\w-]+[нтд][ыиу]н(?:ын)?")
# The possessed form of the name of a body: кеңешинин, Өкмөтүнүн, министрлигинин; no plural.
_POSSESSED = re.compile(r"\w+(?<![лдт][ае]р)(?:[ыиу]н[ыиу]н|с[ыиу]н[ыиу]н|кенештин|окмоттун)")
# A word that belongs to the one after it: a genitive, an adjective.
_ATTRIBUTE = re.compile(r"[\w-]+(?:[нтд][ыиу]н|[лдт][ыиу]к|л[ыиу]у|гы|ги)")
# An adjective of a list: «укуктук, гендердик, экологиялык».
_LISTED = re.compile(r"[\w-]+[лдт][ыиу]к|коргоо")
_WITH = re.compile(r"\w+(?:оо|уу|г[аео]н)")
# «токтому», «буйругунда»: of the body before it.
_OWNED = re.compile(r"(?:ому|ими|ругу|меси)(?:н\w*)?$")
_OBLIQUE = ("да", "де", "дан", "ден", "га", "ге", "ка", "ке", "на", "не", "го", "ко", "но")
TITLE_WINDOW = 40
INNER = ("rules", "code", "constitution", "agreement", "treaty")
"""Nouns of acts that stand within titles: «… тартиби жөнүндө», «Кодексти колдонууга киргизүү жөнүндө»."""


def is_clause(r: Reading, word: str) -> bool:
    """Whether a word ends a clause to the left of a title or a name without quotes."""
    table = r.words.forms.clause_ends
    return r.words.has("clause", word) or (len(word) > 3 and word.endswith(table.endings) and word not in table.but)


def amended(r: Reading, i: int) -> bool:
    """Whether a title says of the noun ``i`` to be amended or carried out: «мыйзамга өзгөртүүлөрдү», «ишке ашыруу»."""
    done = r.t.word(i + 1).startswith(("озгорт", "толукт", "ишке"))
    return done and r.role(i) == "head" and r.t.words[i].endswith(("га", "на", "ды", "ын", "ин"))


def _quote_before(r: Reading, noun: int) -> int:
    """Where the title in quotes begins that stands before the noun, a state between; -1 for no such title."""
    k = noun - r.has("constitutional", noun - 1)
    state = r.states.by_end.get(k)
    return r.t.open_of.get((state.start if state else k) - 1, -1)


def ends_title(r: Reading, opening: int, close: int) -> bool:
    """Whether what stands in quotes ends as a title does: «… жөнүндө», «… жөнүндө жобо»."""
    return any(r.about(k) for k in range(max(opening + 1, close - 2), close))


def open_title_left(r: Reading, p: CitationParts, noun: str, floor: int) -> bool:
    """A title without quotes before «жөнүндө»: it begins after the number, the date, the state, a sign or a clause."""
    t, last = r.t, p.start
    if last - 2 in t.open_of and t.open_of[last - 2] >= floor:  # «…» жөнүндөгү мыйзам
        p.start, p.quoted = t.open_of[last - 2], True
        p.title = clean_title(t.raw(p.start + 1, last - 2) + " " + t.raw(last - 1, last))
        return True
    if noun in DOCUMENTS and (begin := _whole_item(r, p)) >= floor and last - begin >= 2:
        p.title, p.start = clean_title(t.raw(begin, last)), begin
        return True
    if noun in ("program", "concept") and t.word(last - 1) == "боюнча":
        return False  # «… иштеп чыгуу боюнча программасы»: years or a state tell where its name begins
    issued = noun in DECIDED | {"decree"}
    decides = issued and r.has("decides", p.end)
    action = t.words[last - 2].endswith(("уу", "оо"))  # «… боюнча мыйзамга кол койду»
    possessed = noun in DECIDED and (action or t.word(last - 1) != "боюнча") and bool(_OWNED.search(t.word(p.end - 1)))
    bodies = issued and (possessed or bool(p.date or p.number))
    begin, anchored = _open_title_start(r, last, floor, bodies, decides)
    if noun in DOCUMENTS and not anchored:  # «токтому менен бекитилген мезгил менен … отчету жөнүндө жобо»
        begin = next((k + 1 for k in range(begin - 1, max(floor, begin - 8), -1) if r.has("approved", k)), begin)
    decides = decides and not any(r.has("no_matters", k) for k in range(begin, last))
    acting = _subject_before(r, begin) or (decides and _body_acts(r, begin)) or signer(r, p.end)
    loose = issued and not (noun == "decree" and last - begin <= 16) and not acting
    if begin < 0 or last - begin < 2 or (not anchored and (last - begin > 22 or loose)):
        return False
    whole = noun == "bill" and (r.sentence_start(begin, 1) == begin or _subject_before(r, begin))
    signed = (decides or signer(r, p.end) or t.word(p.end) in ("кол", "кабыл")) and action
    approved = noun in DOCUMENTS and r.has("approved", begin - 1)  # «… бекитилген … жүргүзүү боюнча нускама»
    if not anchored and t.word(last - 1) == "боюнча" and noun != "decree" and not (whole or signed or approved):
        return False
    while begin < last - 2 and (
        t.word(begin) in ("жана", "же", "ошондой", "эле") or not (t.word(begin)[0].isalnum() or begin in t.close_of)
    ):
        begin += 1
    if begin in r.states.by_start or begin in t.close_of:
        pass
    elif not anchored and begin < last - 2 and r.sentence_start(begin, 1) == begin and t.capital(begin + 1):
        begin += 1  # «Мүчөлүк Евразия экономикалык биримдиги жөнүндө»: the first word only begins the sentence
    elif not anchored and noun != "bill" and r.sentence_start(begin, 1) == begin:
        # «Ижара акысы Муниципалдык менчик жөнүндө»: the title begins with a capital of its own
        capitals = (k for k in range(begin + 1, last - 2) if t.capital(k) and not _ATTRIBUTE.fullmatch(t.words[k - 1]))
        begin = next(capitals, begin)
    if not anchored:
        begin = _behind_dash(r, _behind_subject(r, begin, last), last)
    p.title, p.start = clean_title(t.raw(begin, last)), begin
    return True


def signer(r: Reading, q: int) -> Chunk | None:
    """Who signs, behind an act: «токтомго КР Министрлер кабинетинин төрагасы Асан Асанов кол койду»."""
    state = r.states.by_start.get(q)
    body = r.issuers.by_start.get(state.end if state else q)
    k = body.end if body else q
    while k < q + 9 and (r.t.capital(k) or r.t.word(k) == "тарабынан"):
        k += 1
    return body if r.t.word(k) == "кол" else None


def _whole_item(r: Reading, p: CitationParts) -> int:
    """Where an item of a list begins that is one title and its noun: «- Жайыт … комиссия жөнүндө жобо;»; else -1."""
    t = r.t
    if t.word(p.end) not in (";", "", BREAK) and not (t.word(p.end) in (".", ",") and t.word(p.end + 1) in ("", BREAK)):
        return -1
    for k in range(p.start - 1, max(-1, p.start - TITLE_WINDOW), -1):
        word = t.word(k)
        if (word in ("-", "–", "•", ":", ")") and t.word(k - 1) in ("", BREAK, ";", ":")) or word == BREAK:
            return k + 1
        another = r.role(k) == "head" and r.value(k) not in INNER
        if another or is_finite(word) or not (word[0].isalnum() or word in ("-", "–", ",")):
            return -1
    return 0 if t.word(0).isalpha() and p.start < TITLE_WINDOW else -1


_FINITE = re.compile(r"\w+(?:сын|лсын|ды|ди|ду|ган|ген|кен|ат|ет|от|лат|лет|тийиш)")


def is_finite(word: str) -> bool:
    """Whether a word ends as a verb does that ends a sentence."""
    return len(word) > 4 and bool(_FINITE.fullmatch(word))


_PLURAL = re.compile(r"\w{3,}(?:[лдт][ае]р[ыи]|[лдт][оө]р[уү])")
_OBJECT = re.compile(r"\w{3,}[дтн][ыиуү]")
_PERSON = re.compile(r"\w{2,}(?:[ое]ва?|(?<![нд])ин|ина|уулу|кызы)")


def _behind_subject(r: Reading, begin: int, last: int) -> int:
    """Where a title begins behind those who act and behind «отурумда»: «Жашоочулары желекти өзгөртүү жөнүндө»."""
    words = r.t.words
    for k in range(begin, min(begin + 3, last - 2)):  # «Асан Асанов шайлоону өткөрүү жөнүндө жарлыкка кол койду»
        named = _PERSON.fullmatch(words[k]) or words[k] in r.signs
        if named and r.t.capital(k) and r.t.capital(k - 1) and words[k + 1] != "атындагы":
            return k + 1
    if r.has("subjects", begin) and last - begin > 3:
        return begin + 1  # «Депутаттар маалымат алуу эркиндиги тууралуу мыйзамды …»
    for k in range(begin, min(begin + 5, last - 2)):
        if _PLURAL.fullmatch(words[k]) and _OBJECT.fullmatch(words[k + 1]):
            return k + 1
        if words[k].endswith(("умда", "ыйында", "ыйынында", "иште")) and _subject_before(r, begin):
            return k + 1
    return begin


def _behind_dash(r: Reading, begin: int, last: int) -> int:
    """Where a title begins behind what it is said to be: «Экинчиси — депутаттын статусу жөнүндө … мыйзам»."""
    t = r.t
    for k in range(begin + 1, min(begin + 3, last - 2)):
        if t.words[k] == "–" and not (t.touches(k) or t.touches(k + 1)) and t.words[k - 1].endswith(("си", "сы", "су")):
            return k + 1
    return begin


def _open_title_start(r: Reading, last: int, floor: int, issued: bool, decides: bool) -> tuple[int, bool]:
    """First token of the title whose «жөнүндө» is ``last``, and whether a part of the citation stands before it.

    ``issued``: the name of a body may stand before the title too, as in «айылдык кеңештин бюджетти бекитүү жөнүндө
    2023-жылдын 1-мартындагы № 5 токтому». ``decides``: the body that acts may stand there: «Мэрия … жөнүндө буйрук
    чыгарды».
    """
    t = r.t
    clause = -1  # where the words would begin if no part of the citation stood before them
    low = max(floor, last - TITLE_WINDOW)
    q = last
    while q > low:
        if _anchors(r, q, last) or (
            issued and last - q >= 2 and q in r.issuers.by_end and _POSSESSED.fullmatch(r.t.words[q - 1])
        ):
            return q, True
        word = t.words[q - 1]
        if q < last and amended(r, q - 1) and (opening := _quote_before(r, q - 1)) >= low:
            return opening, True  # ««Жайыттар жөнүндө» мыйзамга өзгөртүү киргизүү жөнүндө»
        if q < last and (name := r.names.by_end.get(q)) and name.start >= low:
            q = name.start  # «баш мыйзамга өзгөртүү киргизүү тууралуу»
            continue
        if q - 1 in t.open_of and q < last and t.open_of[q - 1] >= low:
            q = t.open_of[q - 1]  # a name in quotes inside the title
            continue
        if word == ")" and (opening := _bracket_before(r, q - 1)) > low:
            q = opening
            continue
        if word == "боюнча" and r.has("reports", q - 2):
            return max(q, clause), False  # «2025-жылдын 9-июнундагы кабар боюнча …»: the day of the report
        if _stops_title(r, q, last):
            return (clause if clause >= 0 else q), False
        comma = word == "," and not _LISTED.fullmatch(t.word(q - 2))
        if clause < 0 and q < last and (_ends_clause(r, q - 1) or comma or r.role(q - 1) == "adopted"):
            clause = q
        if clause < 0 and q < last and (_when_or_where(r, q) or _subject_before(r, q)):
            clause = q
        if clause < 0 and decides and q < last and _body_acts(r, q):
            clause = q
        q -= 1
    return (clause if clause >= 0 else q if q == floor else -1), False


def _when_or_where(r: Reading, q: int) -> bool:
    """Whether «21-апрелде», «Кыргызстанда» ends before token ``q``: the frame of the sentence, no part of a title."""
    date, state = r.dates.by_end.get(q), r.states.by_end.get(q)
    where = state and r.t.words[q - 1].endswith(("да", "де")) and not r.has("approved", state.start - 1)
    return bool(date and date.form.endswith("locative")) or bool(where)


def _subject_before(r: Reading, q: int) -> bool:
    """Whether the name of a body in the nominative ends before ``q``: it is who acts, no part of a title."""
    body = r.issuers.by_end.get(q)
    if not body or not r.t.capital(body.start) or r.t.word(q) == "менен":  # «Өкмөтү менен …»: one of two that agreed
        return False
    oblique = GENITIVE.fullmatch(r.t.words[q - 1]) or r.t.words[q - 1].endswith(("ка", "ко", "го", "га"))
    return body.value in ("parliament", "government", "cabinet", "president", "election_commission") and not oblique


def _body_acts(r: Reading, q: int) -> bool:
    """Whether a body in the nominative stands before ``q``, a day between: «шаардык кеңеши кечээ, 19-мартта»."""
    date = r.dates.by_end.get(q)
    q = date.start if date and date.form.endswith("locative") else q
    q -= r.t.word(q - 1) == ","
    q -= r.has("clause", q - 1)
    oblique = GENITIVE.fullmatch(r.t.words[q - 1]) or r.t.words[q - 1].endswith(_OBLIQUE)
    return q in r.issuers.by_end and r.issuers.by_end[q].value in GENERAL_ISSUERS and not oblique


def _bracket_before(r: Reading, close: int) -> int:
    """Where the short bracket opens that ends at ``close``: «(депозиттерди)»; -1 for one that is no part of a title."""
    for k in range(close - 1, max(-1, close - 9), -1):
        if r.t.words[k] == "(":
            return k
        if r.role(k) in ("head", "unit") or r.t.words[k] in (")", ";", ":"):
            return -1
    return -1


def _ends_clause(r: Reading, k: int) -> bool:
    """Whether the word ``k`` ends a clause; «сынак менен тандоо» is within one."""
    word = r.t.words[k]
    following = r.t.word(k + 1)
    if word == "менен" and any(r.t.word(j).startswith("ортосунда") for j in range(k + 1, k + 6)):
        return False  # «Кыргызстан менен Тажикстандын ортосундагы»
    if word == "боюнча" and r.value(k + 1) == "agreement":
        return False  # «чек ара боюнча келишимди ратификациялоо»
    if word == "деп" and (_WITH.fullmatch(following) or _WITH.fullmatch(r.t.word(k + 2))):
        return False  # «Манас деп өзгөртүү», «Манас шаары деп кайра атоо»
    return is_clause(r, word) and not (word == "менен" and _WITH.fullmatch(following))


def _anchors(r: Reading, q: int, last: int) -> bool:
    """Whether a part of the citation ends before token ``q``: a number, a date, a state in the genitive."""
    date, state = r.dates.by_end.get(q), r.states.by_end.get(q)
    if q in r.numbers.by_end or (date and date.form == "full"):
        return True
    word = r.t.words[q - 1]
    if any(r.t.word(k).startswith("ортосунда") or r.t.word(k) == "менен" for k in range(q, q + 3)):
        return False  # «Кыргыз Республикасынын Өкмөтү менен Казакстан Республикасынын Өкмөтүнүн ортосундагы …»
    return bool(state and q < last and (GENITIVE.fullmatch(word) or word == "кр"))


def _stops_title(r: Reading, q: int, last: int) -> bool:
    """Whether the token before ``q`` cannot stand in a title: a sign, «ушул», the noun of another act."""
    word = r.t.words[q - 1]
    if not (word[0].isalnum() or word in ("-", "–", ",")) or r.role(q - 1) == "this":
        return True
    return r.role(q - 1) == "head" and q < last and r.value(q - 1) not in INNER and not r.has("of_acts", q)
