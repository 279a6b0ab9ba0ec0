"""What follows the noun of a Russian citation: issuer, state, date, number, title, in any order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from portal.law.reading import ISSUED, Reading, clean_title
from portal.law.tokens import BREAK

ISSUER_WINDOW = 18


TITLE_WINDOW = 45


ABOUT = ("о", "об", "обо")


# A finite verb, a short participle or a word of the frame ends a title that has no quotes.
_VERB = re.compile(
    r"(?:\w{2,}(?:ется|ются|ится|атся|ятся|ает|ают|яет|яют|ует|уют|еет|еют|ился|илась|илось|ились|ался|алась|алось|ались"
    r"|[аяие]ла|[аяие]ло|[аяие]ли|овал|ивал|ывал|[аея]но|[аея]ны|[аея]на|ать|ять|еть|ить|аться|иться|оит|одит|осит)"
    r"|не|был\w?|быть|будет|является|принят\w*|утвержд[её]?н\w*|вступ\w+|котор\w{2,3}|который|согласно|если|что|чтобы"
    r"|поэтому|гласит|должн\w?|может|могут|вправе|обязан\w?|следует|нет|есть|где|когда|также|мы|он|она|они|я|так|это"
    # short forms of adjectives and participles as predicates: ошибочна, необходимо, опубликован, издан
    r"|\w{4,}[чждтвлзс]н[аоы]|\w*(?:обходим|применим|допустим)[аоы]?|\w{2,}ован|признан|издан|создан|подписан|\w*менен"
    r"|\w*правлен|одобрен|утратил\w*|вправе"
    # subjects in the nominative
    r"|глава|депутаты?|мэр|мэрия|кенеш|правительство|граждан(?:е|ин)|кажд\w{2,3}|комиссия|министерство|государство|президент"
    r"|администрация|работники?|заявител[ьи]|собственники?|суд|жител[ьи]|айыл|местный|айылный|городской"
    r"|регулирует|устанавливает|внес\w*|далее|см|ввиду|статус[ао]м|действует|предусм\w+)"
)


_NOT_VERB = frozenset(
    [
        "дела",
        "дело",
        "села",
        "сила",
        "силы",
        "числа",
        "начала",
        "начало",
        "материала",
        "капитала",
        "персонала",
        "журнала",
        "филиала",
        "канала",
        "потенциала",
        "сети",
        "печать",
        "память",
        "площадь",
        "мать",
        "страна",
        "война",
        "страны",
        "война",
        "цена",
        "цены",
        "сторона",
        "стороны",
        "окна",
        "закона",
        "законы",
        "района",
        "тарифа",
        "начали",
        "земли",
        "семьи",
        "сумма",
        "норма",
        "платы",
        "зарплаты",
        "охрана",
        "охраны",
        "ветерана",
        "гражданина",
        "экрана",
        "плана",
        "воспитания",
        "школа",
        "школы",
        "вина",
        "школу",
        "правила",
        "предела",
        "раздела",
        "отдела",
        "жила",
        "жилы",
        "скала",
        "труда",
        "недели",
        "ели",
        "население",
        "пела",
        "тела",
        "стола",
        "села",
        "объекта",
        "школе",
        "основано",
        "органа",
        "органы",
        "органов",
        "здравоохранения",
        "капитале",
        "терапевта",
    ]
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


_NOMINATIVE_BODY = ("ия", "министерство", "правительство", "служба", "палата", "прокуратура")
"""Ends of names of bodies in the nominative: such a word begins a new clause after the issuer."""


_PREPOSITIONS = frozenset(["в", "во", "на", "по", "с", "со", "к", "ко", "из", "от", "за", "при", "для", "до"])


_STOP_PREPOSITIONS = frozenset({"согласно", "вместо", "кроме", "включая", "вследствие", "благодаря", "путем"})


@dataclass(slots=True)
class Tail:
    """What was read to the right of the noun."""

    end: int
    title: str | None = None
    quoted: bool = False
    date: str | None = None
    number: str | None = None
    state: str = ""
    issuer: str | None = None
    place: str | None = None


def read_tail(r: Reading, i: int, noun: str) -> Tail:
    """Read issuer, state, date, number and title after the noun, in the order in which they come."""
    tail = Tail(i + 1)
    if noun in ISSUED or noun in ("decree", "reglament", "program", "concept", "rules", "regulation"):
        _issuer(r, tail, noun)
    for _ in range(8):
        if not read_step(r, tail, noun):
            break
    return tail


def read_step(r: Reading, tail: Tail, noun: str) -> bool:
    """Take one part to the right of what was read; False when none follows."""
    t, p = r.t, tail.end
    word = t.word(p)
    state = r.states.by_start.get(p)
    if state and not tail.state:
        tail.end, tail.state = state.end, state.value
        return True
    if date_or_number(r, tail, p):
        return True
    if word == "," and (tail.number or tail.date or tail.title) and date_or_number(r, tail, p + 1):
        return True
    if word == "," and noun in ("constitution", "law", "code", "constitutional_law") and r.role(p + 1) == "adopted":
        return _adopted(r, tail, p + 2)
    if word == "(" and not (tail.number and tail.date):
        inner = replace(tail)
        if date_or_number(r, inner, p + 1):
            date_or_number(r, inner, inner.end + (t.word(inner.end) == ","))
            if t.word(inner.end) == ")":
                inner.end += 1
                tail.end, tail.date, tail.number = inner.end, inner.date, inner.number
                return True
        return False
    if p in t.close_of and not tail.title:
        return quoted_title(r, tail, noun)
    if noun in ("program", "concept") and tail.quoted and (years := years_at(r, p)) > p:
        tail.end = years  # «программа «…» на 2022–2026 годы»
        return True
    if noun == "treaty" and not tail.title:
        for q in range(p, p + 3):  # «Конвенция ООН о правах инвалидов», «… Совета Европы о …»
            if q > p and t.word(q) in ABOUT:
                tail.end = q
                if _open_title(r, tail, noun):
                    return True
                tail.end = p
            if not t.capital(q):
                break
    if word in ABOUT and not tail.title:
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


def date_or_number(r: Reading, tail: Tail, p: int) -> bool:
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


def _adopted(r: Reading, tail: Tail, p: int) -> bool:
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


def _issuer(r: Reading, tail: Tail, noun: str) -> None:
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
        if (word in ("от", "за") and q + 1 in r.dates.by_start) or q in r.numbers.by_start or q in r.dates.by_start:
            last = q
            break
        if q in t.close_of or word in ABOUT or word == "(":
            # A title follows: the words before it are the name only if a body was named.
            last = q if issuer else last
            break
        role = r.role(q)
        if role == "issuer" and issuer and word.endswith(_NOMINATIVE_BODY):
            break  # «Регламента городского кенеша сессия проходит …»
        if role == "issuer":
            issuer = issuer or issuer_class(r, q)
            q = last = q + 1
            continue
        if word == "." and t.word(q - 1) in ("г", "им", "обл", "с"):
            q += 1
            continue
        if not word[0].isalpha() or role in ("head", "unit", "adopted", "draft") or stops(word):
            break
        if not issuer and word in _PREPOSITIONS:
            break  # «указом в августе 2025 года»
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
    return (
        q in r.dates.by_start or q in r.numbers.by_start or (r.t.word(q) in ("от", "за") and q + 1 in r.dates.by_start)
    )


def issuer_class(r: Reading, q: int) -> str:
    """The class of the body that token ``q`` names: a kenesh of a place is not the Жогорку Кенеш."""
    value, t = r.value(q), r.t
    if value == "kenesh":
        return "jk" if t.word(q - 1) == "жогорку" else "kenesh"
    if value == "commission":
        near = " ".join(t.words[max(0, q - 3) : q + 5])
        return "cec" if "избирател" in near or "выбор" in near else "body"
    if value == "court" and t.word(q).startswith("палат") and "счетн" in t.word(q - 1):
        return "body"
    return value


def quoted_title(r: Reading, tail: Tail, noun: str) -> bool:
    """A title in quotes, when it is one: «закон «О воде»», not «закон «бумеранга»»."""
    t, p = r.t, tail.end
    close = t.close_of[p]
    first = t.word(p + 1)
    known = bool(tail.state or tail.date or tail.number or tail.issuer)
    about = first in ABOUT
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


def _open_title(r: Reading, tail: Tail, noun: str) -> bool:
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
        if not word[0].isalpha() or stops(word) or any(word == a and t.word(q + 1) == b for a, b in _FRAME):
            break
        if r.role(q) == "head" and noun in ("law", "code", "constitutional_law"):
            break
        following = t.word(q + 1)
        if word in ("и", "или") and (
            r.role(q + 1) == "head" or following in _PREPOSITIONS or following in ABOUT or stops(following)
        ):
            break
        q += 1
        if len(word) > 2 or word in ("и",):
            good = (
                q
                if word not in ("или", "для", "при", "под", "над", "без", "из", "по", "на", "и", "от", "до", "их")
                else good
            )
        elif word not in ABOUT and len(word) == 2 and word.isalpha() and t.capital(q - 1):
            good = q
    return good


def stops(word: str) -> bool:
    """Whether a word ends a name without quotes: a finite verb, a short participle, a word of the frame."""
    return word in _STOP_PREPOSITIONS or (word not in _NOT_VERB and bool(_VERB.fullmatch(word)))


def _list_goes_on(r: Reading, comma: int, limit: int) -> bool:
    """Whether a comma stands between members of a list inside a title: «перевода, отчисления и восстановления».

    It does when «и» joins the last member before the next sign and no verb or new clause comes in between.
    """
    t = r.t
    joined = False
    for q in range(comma + 1, limit):
        word = t.words[q]
        if q == comma + 1 and (
            not word[0].isalpha() or r.role(q) in ("head", "conj", "adopted") or word in ("а", "в", "с", "на", "по")
        ):
            return False
        if word == ",":
            return joined or q - comma <= 5
        if not (word[0].isalnum() or word in ("-", "–")):
            return joined
        if stops(word) or r.role(q) == "head":
            return False
        if word == "и":
            joined = True
    return joined


def _genitive_title(r: Reading, tail: Tail) -> bool:
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
        years = years_at(r, q)
        if years > q:
            good = years
            break
        if q in t.close_of:
            named = 0 < q - tail.end <= 4 and not any(t.capital(k) for k in range(tail.end, q))
            if good or not t.capital(tail.end - 1) or not named:
                break
            # «Концепция цифровой трансформации «Цифровой Кыргызстан»»
            tail.title, tail.quoted = clean_title(t.raw(q + 1, t.close_of[q])), True
            tail.end = t.close_of[q] + 1
            return True
        if not word[0].isalpha() or stops(word) or r.role(q) in ("head", "unit") or word in ABOUT:
            break
        q += 1
    if not good:
        return False
    tail.title = clean_title(t.raw(tail.end, good))
    tail.end = good
    return True


def years_at(r: Reading, q: int) -> int:
    """Where «на 2022–2026 годы», «на период до 2030 года» that begins at ``q`` ends; ``q`` when it is none."""
    t, p = r.t, q
    if t.word(p) == "на" and t.word(p + 1) == "период":
        p += 1 + (t.word(p + 2) in ("до", "с"))
    elif t.word(p) not in ("на", "до"):
        return q
    if not (t.word(p + 1).isdecimal() and len(t.word(p + 1)) == 4):
        return q
    p += 2
    if t.word(p) in ("-", "–") and t.word(p + 1).isdecimal():
        p += 2
    if t.word(p) in ("годы", "год", "года", "годов", "гг", "г"):
        p += 1 + (t.word(p) in ("гг", "г") and t.word(p + 1) == ".")
    return p
