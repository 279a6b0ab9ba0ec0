"""Russian citations: provisions, then the noun of the act, then issuer, state, date, number, title in any order.

One function per form. Every function reads from a token and returns where it stopped; none looks further than
its window, so the whole is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from portal.law.chunks import Chunk
from portal.law.lexicon import RU_CODE_ADJECTIVE, RU_CODE_SHORT
from portal.law.model import SAME, THIS, Provision
from portal.law.provisions import Chain, Chains
from portal.law.reading import ISSUED, Found, Reading, clean_title, kind_of
from portal.law.scan_ru import russian_chains
from portal.law.tokens import BREAK

ISSUER_WINDOW = 18
TITLE_WINDOW = 45

_ADJECTIVE = re.compile(
    r"[^\W\d_]{3,}(?:ый|ий|ой|ая|яя|ое|ее|ого|его|ому|ему|ым|им|ом|ем|ей|ую|юю|ою|ею|ые|ие|ых|их|ыми|ими)"
)
_CONSTITUTIONAL = re.compile(r"конституционн[а-я]{2,3}")
_FEDERAL = re.compile(r"федеральн[а-я]{2,3}")
_BASIC = re.compile(r"основн[а-я]{2,3}")
_ABOUT = ("о", "об", "обо")
# A finite verb, a short participle or a word of the frame ends a title that has no quotes.
_VERB = re.compile(
    r"(?:\w{2,}(?:ется|ются|ится|атся|ятся|ает|ают|яет|яют|ует|уют|еет|еют|ился|илась|илось|ились|ался|алась|алось|ались"
    r"|[аяие]ла|[аяие]ло|[аяие]ли|овал|ивал|ывал|[аея]но|[аея]ны|[аея]на|ать|ять|еть|ить|аться|иться|оит|одит|осит)"
    r"|не|был\w?|быть|будет|является|принят\w*|утвержд[её]?н\w*|вступ\w+|котор\w{2,3}|который|согласно|если|что|чтобы"
    r"|поэтому|гласит|должн\w?|может|могут|вправе|обязан\w?|следует|нет|есть|где|когда|также|мы|он|она|они|я|так|это"
    r"|регулирует|устанавливает|внес\w*|далее|см|ввиду|статус[ао]м|действует|предусм\w+)"
)
_NOT_VERB = frozenset(
    "дела дело села сила силы числа начала начало материала капитала персонала журнала филиала канала потенциала "
    "сети печать память площадь мать страна война страны война цена цены сторона стороны окна закона законы района "
    "тарифа начали земли семьи сумма норма платы зарплаты охрана охраны ветерана гражданина экрана плана воспитания "
    "школа школы вина школу правила предела раздела отдела жила жилы скала труда недели ели население пела тела стола "
    "села объекта школе основано органа органы органов здравоохранения капитале терапевта".split()
)
_FRAME = (
    ("в", "соответствии"),
    ("в", "связи"),
    ("в", "целях"),
    ("в", "редакции"),
    ("в", "части"),
    ("в", "рамках"),
    ("в", "случае"),
    ("на", "основании"),
    ("с", "изменениями"),
    ("с", "учетом"),
    ("а", "также"),
    ("по", "состоянию"),
)
_PREPOSITIONS = frozenset("в во на по с со к ко из от за при для до".split())
_STREET = re.compile(r"улиц\w{1,3}|ул|проспект\w{0,2}|площад\w{1,3}|день|дню|дня|дне|микрорайон\w{0,2}")
_STOP_PREPOSITIONS = frozenset({"согласно", "вместо", "кроме", "включая", "вследствие", "благодаря", "путем"})
_CUE = re.compile(r"государственн\w+|национальн\w+|республиканск\w+|правительственн\w+|типов\w+")
_NAMED_TREATY = re.compile(r"европейск\w+|международн\w+|всеобщ\w+|женевск\w+|венск\w+|гаагск\w+|рамочн\w+|орхусск\w+|минск\w+")


@dataclass(slots=True)
class _Tail:
    """What was read to the right of the noun."""

    end: int
    title: str | None = None
    quoted: bool = False
    date: str | None = None
    number: str | None = None
    state: str = ""
    issuer: str | None = None
    place: str | None = None


def russian_citations(r: Reading) -> Iterator[Found]:
    """All citations of a Russian text, overlaps not yet settled."""
    chains = russian_chains(r)
    used: set[int] = set()
    floor = 0
    for i, lex in list(r.lex.items()):
        if lex.role != "head" or i < floor:
            continue
        for found in _at_head(r, chains, i, floor, used):
            floor = max(floor, found.end)
            yield found
    yield from _short_codes(r, chains, used)
    yield from _bare(r, chains, used)


# --- one noun ------------------------------------------------------------------------------------------------------


def _at_head(r: Reading, chains: Chains, i: int, floor: int, used: set[int]) -> Iterator[Found]:
    noun = r.value(i)
    plural = r.lex[i].number == "pl"
    if noun == "bill":
        yield from _bill(r, i)
        return
    if r.t.word(i - 1) == "-" or (r.t.word(i + 1) == "-" and r.t.touches(i + 1) and r.t.touches(i + 2)):
        return
    start, noun, mark = _modifiers(r, i, noun, floor)
    named = _code_name(r, i, start) if noun == "code" else None
    tail = _tail(r, i, noun)
    if noun == "law" and start < i and _FEDERAL.fullmatch(r.t.word(start)) and not tail.state:
        tail.state = "ru"
    if noun == "code" and not named and tail.title and not tail.quoted and (tail.state or r.t.capital(i)):
        named = "Кодекс " + tail.title
    chain, chain_start = _left_chain(r, chains, start, floor)
    found = _judge(r, i, noun, start, tail, mark, named, chain)
    if not found:
        return
    if r.role(start - 1) == "draft" and noun in ("law", "constitutional_law", "code") and not chain:
        found = replace(found, start=start - 1, kind="bill")
        if not tail.quoted:
            return
    if chain:
        used.add(chain.start)
        found = replace(found, start=chain_start, provisions=chain.provisions)
    found = _right_chain(r, chains, found, used)
    yield found
    yield from _series(r, found, tail, noun, plural)


def _modifiers(r: Reading, i: int, noun: str, floor: int) -> tuple[int, str, str]:
    """Adjectives of the noun to its left: (start, noun, mark); mark is ``this`` or ``same`` for a pronoun.

    «конституционный закон», «Федеральный закон», «Основной закон», «Уголовно-процессуальный кодекс»,
    «настоящего Кодекса», «того же закона», «Государственная программа».
    """
    t, start, mark = r.t, i, ""
    while start - 1 >= floor and i - start < 4:
        word = t.word(start - 1)
        role = r.role(start - 1)
        if role == "this":
            return start - 1, noun, THIS
        if word == "же" and r.role(start - 2) == "same":
            return start - 2, noun, SAME
        if role == "same" and r.value(start - 1) == "same":
            return start - 1, noun, SAME
        if noun == "law" and _CONSTITUTIONAL.fullmatch(word):
            noun = "constitutional_law"
        elif noun == "law" and _FEDERAL.fullmatch(word):
            pass  # a law of the Russian Federation
        elif noun == "law" and _BASIC.fullmatch(word) and t.capital(start - 1):
            noun = "constitution"
        elif noun == "code" and RU_CODE_ADJECTIVE.fullmatch(word):
            pass
        elif noun in ("program", "concept") and _ADJECTIVE.fullmatch(word) and (t.capital(start - 1) or _CUE.fullmatch(word)):
            pass
        elif noun == "treaty" and _NAMED_TREATY.fullmatch(word):
            pass
        elif noun in ("regulation", "rules", "concept", "program", "reglament") and word.startswith(("типов", "временн", "примерн")):
            pass
        else:
            break
        start -= 1
    return start, noun, mark


_NOMINATIVE = (
    (re.compile(r"(.*(?:ск|вск|тск))(?:ого|ому|им|ом|ий)"), r"\1ий"),
    (re.compile(r"(.*)(?:ого|ому|ым|ом|ый)"), r"\1ый"),
)


def _nominative_adjective(word: str) -> str:
    match = re.fullmatch(r"(?i:(лесн|трудов|торгов))\w+", word)
    if match:
        return match[1] + "ой"
    for pattern, form in _NOMINATIVE:
        match = pattern.fullmatch(word)
        if match:
            return match.expand(form)
    return word


def _code_name(r: Reading, i: int, start: int) -> str | None:
    """«Гражданским процессуальным кодексом» → «Гражданский процессуальный кодекс»; None without an adjective."""
    words = [r.t.raw(k, k + 1) for k in range(start, i) if RU_CODE_ADJECTIVE.fullmatch(r.t.word(k))]
    if not words:
        return None
    name = " ".join(_nominative_adjective(word) for word in words)
    return name[:1].upper() + name[1:].lower() + " кодекс"


# --- to the right of the noun ----------------------------------------------------------------------------------------


def _tail(r: Reading, i: int, noun: str) -> _Tail:
    """Read issuer, state, date, number and title after the noun, in the order in which they come."""
    tail = _Tail(i + 1)
    if noun in ISSUED or noun in ("decree", "reglament", "program", "concept", "rules", "regulation"):
        _issuer(r, tail, noun)
    for _ in range(8):
        if not _step(r, tail, noun):
            break
    return tail


def _step(r: Reading, tail: _Tail, noun: str) -> bool:
    t, p = r.t, tail.end
    word = t.word(p)
    state = r.states.by_start.get(p)
    if state and not tail.state:
        tail.end, tail.state = state.end, state.value
        return True
    if _date_or_number(r, tail, p):
        return True
    if word == "," and (tail.number or tail.date or tail.title) and _date_or_number(r, tail, p + 1):
        return True
    if word == "," and noun in ("constitution", "law", "code", "constitutional_law") and r.role(p + 1) == "adopted":
        return _adopted(r, tail, p + 2)
    if word == "(" and not (tail.number and tail.date):
        inner = replace(tail)
        if _date_or_number(r, inner, p + 1):
            _date_or_number(r, inner, inner.end)
            if t.word(inner.end) == ")":
                inner.end += 1
                tail.end, tail.date, tail.number = inner.end, inner.date, inner.number
                return True
        return False
    if p in t.close_of and not tail.title:
        return _quoted_title(r, tail, noun)
    if word in _ABOUT and not tail.title:
        return _open_title(r, tail, noun)
    if noun == "rules" and word == "по" and not tail.title:
        end = _open_title_end(r, p, noun)
        if _terminal(r, end):  # «Инструкция по делопроизводству от 3 марта 2020 года»
            tail.title, tail.end = clean_title(t.raw(p, end)), end
            return True
        return False
    if noun in ("program", "concept") and not tail.title:
        return _genitive_title(r, tail)
    return False


def _date_or_number(r: Reading, tail: _Tail, p: int) -> bool:
    """«от 27 октября 2021 года», «27.10.2021», «2016 года», «№ 125», «за № 125»."""
    number = r.numbers.by_start.get(p)
    if number and not tail.number:
        tail.end, tail.number = number.end, number.value
        return True
    q = p + 1 if r.t.word(p) in ("от", "за") else p
    date = r.dates.by_start.get(q)
    if not date or tail.date or date.form in ("day_locative", "locative"):
        return False
    if date.form == "day" and q == p:
        return False
    if date.form == "year_locative" and q == p:
        return False
    if date.form == "year" and q == p and tail.title:
        return False
    tail.end, tail.date = date.end, date.value
    return True


def _adopted(r: Reading, tail: _Tail, p: int) -> bool:
    """«, принятой референдумом 27 июня 2010 года»: the date of adoption within eight words."""
    for q in range(p, min(p + 8, len(r.t.words))):
        date = r.dates.by_start.get(q)
        if date:
            if date.form != "full" or tail.date:
                return False
            tail.end, tail.date = date.end, date.value
            return True
        if r.t.words[q] in (",", ".", ";", BREAK, "(", ")"):
            return False
    return False


def _issuer(r: Reading, tail: _Tail, noun: str) -> None:
    """Read the body that issued the act: «Правительства КР», «сессии айыльного кенеша», «МОН КР».

    The name runs up to the date, the number or the title; without one it ends with its last known word.
    """
    t, p = r.t, tail.end
    last, issuer, state = p, None, ""
    q = p
    while q < min(p + ISSUER_WINDOW, len(t.words)):
        word = t.words[q]
        chunk = r.states.by_start.get(q)
        if chunk:
            q = last = chunk.end
            state = chunk.value
            continue
        if word in ("от", "за") and q + 1 in r.dates.by_start or q in r.numbers.by_start or q in r.dates.by_start:
            last = q
            break
        if q in t.close_of or word in _ABOUT or word == "(":
            # A title follows: the words before it are the name only if a body was named.
            last = q if issuer else last
            break
        role = r.role(q)
        if role == "issuer":
            issuer = issuer or _issuer_class(r, q)
            q = last = q + 1
            continue
        if word == "." and t.word(q - 1) in ("г", "им", "обл", "с"):
            q += 1
            continue
        if not word[0].isalpha() or role in ("head", "unit", "adopted", "draft") or _stops(word):
            break
        q += 1
    if issuer or (noun in ISSUED | {"decree"} and last > p and _terminal(r, last)):
        tail.end = last
        tail.issuer = issuer
        tail.state = state
        if issuer in ("kenesh", "executive"):
            tail.place = t.raw(p, last)
    elif state and r.states.by_start.get(p):
        return


def _terminal(r: Reading, q: int) -> bool:
    return q in r.dates.by_start or q in r.numbers.by_start or (r.t.word(q) in ("от", "за") and q + 1 in r.dates.by_start)


def _issuer_class(r: Reading, q: int) -> str:
    value, t = r.value(q), r.t
    if value == "kenesh":
        return "jk" if t.word(q - 1) == "жогорку" else "kenesh"
    if value == "commission":
        near = " ".join(t.words[max(0, q - 3) : q + 5])
        return "cec" if "избирател" in near or "выбор" in near else "body"
    if value == "court" and t.word(q).startswith("палат") and "счетн" in t.word(q - 1):
        return "body"
    return value


def _quoted_title(r: Reading, tail: _Tail, noun: str) -> bool:
    t, p = r.t, tail.end
    close = t.close_of[p]
    first = t.word(p + 1)
    known = bool(tail.state or tail.date or tail.number or tail.issuer)
    about = first in _ABOUT
    words = close - p - 1
    if noun in ("law", "constitutional_law", "code", "treaty") and not (about or (known and words >= 2)):
        return False
    if noun == "agreement" and not about:
        return False
    if noun in ("order", "resolution", "decision", "directive", "decree") and not (about or known):
        return False
    tail.title = clean_title(t.raw(p + 1, close))
    tail.quoted = True
    tail.end = close + 1
    return True


def _open_title(r: Reading, tail: _Tail, noun: str) -> bool:
    """A title without quotes: «Положение о порядке перевода, отчисления и восстановления студентов»."""
    if noun in ("constitution", "reglament"):
        return False
    end = _open_title_end(r, tail.end, noun)
    if end <= tail.end + 1:
        return False
    if noun in ("resolution", "decision", "directive", "order", "decree") and not (
        tail.date or tail.number or (tail.issuer and _terminal(r, end))
    ):
        return False
    tail.title = clean_title(r.t.raw(tail.end, end))
    tail.end = end
    return True


def _open_title_end(r: Reading, p: int, noun: str) -> int:
    t = r.t
    q, good = p + 1, p + 1
    limit = min(p + TITLE_WINDOW, len(t.words))
    while q < limit:
        word = t.words[q]
        if word == ",":
            if not _list_goes_on(r, q, limit):
                break
            q += 1
            continue
        state = r.states.by_start.get(q)
        if state:
            q = good = state.end
            continue
        if (word == "от" and q + 1 in r.dates.by_start) or q in r.numbers.by_start:
            break
        if q in r.dates.by_start and r.dates.by_start[q].form == "full":
            break
        if q in t.close_of:
            close = t.close_of[q]
            q = good = close + 1
            continue
        if word.isdecimal():
            q = good = q + 1
            continue
        if word in ("-", "–") and t.words[q - 1].isdecimal() and t.word(q + 1).isdecimal():
            q += 1
            continue
        if not word[0].isalpha() or _stops(word) or any(word == a and t.word(q + 1) == b for a, b in _FRAME):
            break
        if r.role(q) == "head" and noun in ("law", "code", "constitutional_law"):
            break
        following = t.word(q + 1)
        if word in ("и", "или") and (
            r.role(q + 1) == "head" or following in _PREPOSITIONS or following in _ABOUT or _stops(following)
        ):
            break
        q += 1
        if len(word) > 2 or word in ("и",):
            good = q if word not in ("или", "для", "при", "под", "над", "без", "из", "по", "на", "и", "от", "до", "их") else good
        elif word not in _ABOUT and len(word) == 2 and word.isalpha() and t.capital(q - 1):
            good = q
    return good


def _stops(word: str) -> bool:
    return word in _STOP_PREPOSITIONS or (word not in _NOT_VERB and bool(_VERB.fullmatch(word)))


def _list_goes_on(r: Reading, comma: int, limit: int) -> bool:
    """Whether a comma stands between members of a list inside a title: «перевода, отчисления и восстановления».

    It does when «и» joins the last member before the next sign and no verb or new clause comes in between.
    """
    t = r.t
    joined = False
    for q in range(comma + 1, limit):
        word = t.words[q]
        if q == comma + 1 and (not word[0].isalpha() or r.role(q) in ("head", "conj", "adopted") or word in ("а", "в", "с", "на", "по")):
            return False
        if word == ",":
            return joined or q - comma <= 5
        if not (word[0].isalnum() or word in ("-", "–")):
            return joined
        if _stops(word) or r.role(q) == "head":
            return False
        if word == "и":
            joined = True
    return joined


def _genitive_title(r: Reading, tail: _Tail) -> bool:
    """The rest of a name in the genitive: «развития регионов Кыргызской Республики на 2024-2028 годы».

    Taken when it holds the state or years; the state may stand at its beginning («КР … на 2024–2028 годы»).
    """
    t = r.t
    q, good = tail.end, 0
    limit = min(q + 25, len(t.words))
    while q < limit:
        state = r.states.by_start.get(q)
        if state:
            q = good = state.end
            continue
        word = t.words[q]
        if word == "на" and t.word(q + 1) == "период":
            q += 1 + (t.word(q + 2) in ("до", "с"))
            word = "на"
        if word in ("на", "до") and t.word(q + 1).isdecimal() and len(t.word(q + 1)) == 4:
            q += 2
            if t.word(q) in ("-", "–") and t.word(q + 1).isdecimal():
                q += 2
            if t.word(q) in ("годы", "год", "года", "годов", "гг", "г"):
                q += 1 + (t.word(q) in ("гг", "г") and t.word(q + 1) == ".")
            good = q
            break
        if q in t.close_of and good:
            break
        if not word[0].isalpha() or _stops(word) or r.role(q) in ("head", "unit") or word in _ABOUT:
            break
        q += 1
    if not good:
        return False
    tail.title = clean_title(t.raw(tail.end, good))
    tail.end = good
    return True


# --- provisions around the act ---------------------------------------------------------------------------------------


def _left_chain(r: Reading, chains: Chains, start: int, floor: int) -> tuple[Chain | None, int]:
    """Provisions that end at the act, or at a heading between: «статьи 308 «Коррупция» Уголовного кодекса»."""
    t = r.t
    end = start
    if t.word(end - 1) == "к" and (chain := chains.by_end.get(end - 1)) and chain.only_units:
        return (chain, chain.start) if chain.start >= floor else (None, 0)
    if t.word(end - 1) in _ABOUT or t.word(end - 1) in ("из", "от"):
        return None, 0
    chain = chains.by_end.get(end)
    if not chain and end - 1 in t.open_of and end - t.open_of[end - 1] <= 15:
        chain = chains.by_end.get(t.open_of[end - 1])
    if not chain and t.word(end - 1) == ")":
        for q in range(end - 2, max(floor, end - 15), -1):
            if t.words[q] == "(":
                chain = chains.by_end.get(q)
                break
    if chain and chain.start >= floor:
        return chain, chain.start
    return None, 0


def _right_chain(r: Reading, chains: Chains, found: Found, used: set[int]) -> Found:
    """Provisions after the act: «, за исключением статей 310, 312», «(ст. 5)», «, статья 5», « ст. 5»."""
    t, p = r.t, found.end
    words = t.words[p : p + 4]
    q = p
    exception = False
    if words[:1] == [","]:
        q += 1
    if t.word(q) == "(":
        q += 1
    if t.word(q) == "за" and t.word(q + 1) == "исключением":
        q += 2
        exception = True
    elif t.word(q) == "кроме":
        q += 1
        exception = True
    chain = chains.by_start.get(q)
    if not chain or chain.start in used:
        return found
    bracket = t.word(p) == "("
    if found.provisions and not exception:
        return found
    if not exception and not (bracket and t.word(chain.end) == ")"):
        if q != p and not (chain.has_article and r.role(q) == "unit"):
            return found
        if r.role(chain.end) == "head" or r.role(chain.end) in ("this", "same") or chain.end in r.states.by_start:
            return found
        if RU_CODE_ADJECTIVE.fullmatch(t.word(chain.end)) or not chain.has_article:
            return found
    used.add(chain.start)
    end = chain.end + 1 if bracket and t.word(chain.end) == ")" else chain.end
    return replace(found, end=end, provisions=found.provisions + chain.provisions)


# --- is it a citation? -----------------------------------------------------------------------------------------------


def _judge(
    r: Reading, i: int, noun: str, start: int, tail: _Tail, mark: str, named: str | None, chain: Chain | None
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
        return _judge_program(r, i, noun, base, tail, chain)
    return _judge_treaty(r, i, noun, base, tail, chain)


def _judge_code(base: Found, tail: _Tail, named: str | None, chain: Chain | None) -> Found | None:
    if tail.quoted:
        return base
    if named:
        return replace(base, title=named)
    if tail.state and (chain or tail.date or tail.number):
        return base
    if chain:
        return replace(base, anaphoric=True)
    return base if tail.number else None


def _judge_issued(r: Reading, i: int, noun: str, base: Found, tail: _Tail, chain: Chain | None) -> Found | None:
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
            return _issuer_class(r, q)
        if r.role(q) == "head":
            return None
    return None


def _judge_regulation(r: Reading, i: int, noun: str, base: Found, tail: _Tail, chain: Chain | None) -> Found | None:
    t = r.t
    word = {"положени": "Положение", "правил": "Правила", "инструк": "Инструкция", "порядк": "Порядок", "порядо": "Порядок"}
    name = next((value for stem, value in word.items() if t.words[i].startswith(stem)), "Положение")
    quoted_whole = t.open_of.get(t.close_of.get(i - 1, -1)) == i - 1 and i - 1 in t.close_of
    if quoted_whole and t.word(i + 1) in _ABOUT:
        # «Положения о порядке обучения»: the noun stands inside the quotes
        close = t.close_of[i - 1]
        title = clean_title(name + " " + t.raw(i + 1, close))
        return replace(base, start=i - 1, end=close + 1, title=title, date=None, number=None)
    if tail.quoted:
        return base
    if tail.title and (noun == "regulation" or t.capital(i)) and (t.capital(i) or tail.date or tail.number):
        return replace(base, title=f"{name} {tail.title}")
    if tail.date and tail.number:
        return base
    if noun == "rules" and name == "Порядок":
        return None
    return replace(base, anaphoric=True) if chain and t.capital(i) else None


def _judge_program(r: Reading, i: int, noun: str, base: Found, tail: _Tail, chain: Chain | None) -> Found | None:
    t = r.t
    cue = t.capital(base.start) and not _sentence_initial(r, base.start)
    cue = cue or any(_CUE.fullmatch(t.words[k]) for k in range(base.start, i))
    if tail.quoted and not (cue or tail.state or tail.date or tail.number or tail.issuer):
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


def _program_title(r: Reading, start: int, i: int, tail: _Tail) -> str:
    """«Государственную программу развития …» → «Государственная программа развития …»."""
    t = r.t
    words = [re.sub(r"(?:ой|ую|ою)$", "ая", t.raw(k, k + 1)) for k in range(start, i)]
    noun = next((form for stem, form in _NOUN_NOMINATIVE if t.words[i].startswith(stem)), t.raw(i, i + 1))
    words.append(noun.capitalize() if t.capital(i) else noun)
    return clean_title(" ".join(words) + " " + t.raw(i + 1, tail.end))


def _sentence_initial(r: Reading, i: int) -> bool:
    return i == 0 or r.sentence_start(i, 2) == i


def _judge_treaty(r: Reading, i: int, noun: str, base: Found, tail: _Tail, chain: Chain | None) -> Found | None:
    t = r.t
    if noun == "agreement":
        if t.word(i + 1) == "между" and t.word(i + 2).startswith("правительств"):
            return _agreement(r, base)
        title = (tail.title or "").lower()
        between_states = "между правительств" in title or "евразийск" in title or "между кыргызск" in title
        if not (between_states or (tail.quoted and tail.date)):
            return None
        return replace(base, title=clean_title(t.raw(base.start, tail.end)) if not tail.quoted else base.title)
    named = any(_NAMED_TREATY.fullmatch(t.words[k]) for k in range(base.start, i))
    if tail.quoted or chain:
        return base
    if tail.title and t.capital(base.start):
        return replace(base, title=clean_title(t.raw(base.start, tail.end)))
    if named and t.words[i].startswith(("харти", "конвенци")) and t.capital(base.start):
        end = i + 1
        while end < i + 5 and t.word(end).isalpha() and not _stops(t.word(end)) and t.word(end).endswith(("ого", "ия", "ов", "ей", "их")):
            end += 1
        return replace(base, end=end, title=clean_title(t.raw(base.start, end)))
    return None


def _agreement(r: Reading, base: Found) -> Found:
    """«Соглашение между Правительством … и Правительством … о … от 5 мая 2017 года»."""
    t, q, good, date = r.t, base.end, base.end, None
    while q < min(base.end + 30, len(t.words)):
        state = r.states.by_start.get(q)
        if state:
            q = good = state.end
            continue
        if t.words[q] == "от" and q + 1 in r.dates.by_start:
            chunk = r.dates.by_start[q + 1]
            return replace(base, end=chunk.end, title=clean_title(t.raw(base.start, q)), date=chunk.value)
        if not t.words[q][0].isalpha() or _stops(t.words[q]):
            break
        q += 1
        if t.words[q - 1] not in ("и", "о", "об", "в"):
            good = q
    return replace(base, end=good, title=clean_title(t.raw(base.start, good)))


def _bill(r: Reading, i: int) -> Iterator[Found]:
    """«Законопроект «О местном бюджете»»: only with a title in quotes."""
    tail = _Tail(i + 1)
    _step(r, tail, "law")
    if tail.quoted or (tail.end in r.t.close_of and _quoted_title(r, tail, "law")):
        yield Found(i, tail.end, "bill", tail.title, jurisdiction=tail.state)


# --- lists of acts after one noun --------------------------------------------------------------------------------------


def _series(r: Reading, first: Found, tail: _Tail, noun: str, plural: bool) -> Iterator[Found]:
    """Acts that share the noun: «законы КР «О …», «О …» и «О …»», «Законов от … № 1, 22 марта 2008 года № 22»."""
    t = r.t
    end = first.end
    for _ in range(60):
        p = end
        while t.word(p) in (",", "и", ";") or (t.word(p) == "а" and t.word(p + 1) == "также"):
            p += 1 + (t.word(p) == "а")
            if p - end > 3:
                return
        if p == end:
            return
        part = _Tail(p)
        if p in t.close_of and tail.quoted and t.word(p + 1) in _ABOUT:
            _quoted_title(r, part, noun)
        elif not (tail.date and (plural or t.word(p) == "от")) or not _date_or_number(r, part, p) or not part.date:
            return
        for _ in range(3):
            if not _date_or_number(r, part, part.end):
                break
        if not part.title and not part.number:
            return
        if not part.title and part.end in t.close_of and t.word(part.end + 1) in _ABOUT:
            _quoted_title(r, part, noun)
        yield Found(
            p,
            part.end,
            first.kind,
            part.title,
            part.date,
            part.number,
            jurisdiction=first.jurisdiction,
            elliptic=True,
            issuer=first.issuer,
            place=first.place,
        )
        end = part.end


# --- abbreviations of codes, provisions without an act -----------------------------------------------------------------


def _short_codes(r: Reading, chains: Chains, used: set[int]) -> Iterator[Found]:
    """«ст. 308 УК КР», «статьи 5 ГК»: an abbreviation counts only after a provision, or as «УК КР» with one near."""
    t = r.t
    for chain in chains.by_start.values():
        end = _after_heading(r, chain.end)
        word = t.word(end)
        if word not in RU_CODE_SHORT or not t.capital(end) or not chain.has_article or chain.start in used:
            continue
        if not t.raw(end, end + 1)[-1].isupper() and word != "коап":
            continue
        state = r.states.by_start.get(end + 1)
        used.add(chain.start)
        yield Found(
            chain.start,
            state.end if state else end + 1,
            "code",
            RU_CODE_SHORT[word],
            provisions=chain.provisions,
            jurisdiction=state.value if state else "",
        )


def _after_heading(r: Reading, p: int) -> int:
    """The token after a heading in quotes or brackets that begins at ``p``; ``p`` when there is none."""
    t = r.t
    if p in t.close_of and t.close_of[p] - p <= 15:
        return t.close_of[p] + 1
    if t.word(p) == "(":
        for q in range(p + 1, min(p + 15, len(t.words))):
            if t.words[q] == ")":
                return q + 1
    return p


_GAZETTE = re.compile(r"ведомост\w*|бюллетен\w*|газет\w*|собрани\w*|журнал\w*|вестник\w*|жарчы\w*")
_BUDGET = re.compile(r"бюджет\w*|расход\w*|доход\w*|классификаци\w*|смет\w*|затрат\w*|экономическ\w*")
_CONTRACT = re.compile(r"договор\w*|контракт\w*|соглашени\w*|устав\w*|оферт\w*")


def _bare(r: Reading, chains: Chains, used: set[int]) -> Iterator[Found]:
    """Provisions without an act: «настоящей статьи», «в статье 5»; not items of a gazette, nor lines of a budget."""
    for chain in chains.by_start.values():
        if chain.start in used or not chain.has_article:
            continue
        if chain.refers == SAME and not any(p.part or p.point for p in chain.provisions):
            continue
        if r.is_heading(chain.start, chain.end) or _is_near_miss(r, chain):
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


def _is_near_miss(r: Reading, chain: Chain) -> bool:
    t = r.t
    following = t.word(chain.end)
    if _CONTRACT.fullmatch(following) or _BUDGET.fullmatch(following) or following in ("журнала", "газеты", "договора"):
        return True

        return True
    low = r.sentence_start(chain.start, 16)
    before = t.words[low : chain.start]
    if any(_GAZETTE.fullmatch(word) for word in before):
        return True
    after = t.words[chain.end : chain.end + 4]
    if any(_BUDGET.fullmatch(word) for word in before[-4:] + after):
        return True
    return any(p.article.isdecimal() and int(p.article) > 1300 for p in chain.provisions)




