"""What follows the noun of a Russian citation: issuer, state, date, number, title, in any order."""

from __future__ import annotations

from dataclasses import replace

from portal.law.bodies_ru import body_behind, issuer_right, seat_end, subject_ru, terminal
from portal.law.chunks import Chunk
from portal.law.deciders_ru import names_a_deed
from portal.law.model import STATUTES
from portal.law.reading import DECIDED, DOCUMENTS, CitationParts, Reading, clean_title
from portal.law.titles_ru import open_title_end, stops, years_at
from portal.law.tokens import BREAK


def read_right(r: Reading, p: CitationParts, noun: str) -> None:
    """Read issuer, state, date, number and title after the noun, in the order in which they come."""
    # «Концепция реформирования судебной системы»: not a body, a word of the name
    lettered = r.t.word(p.end) in r.words.forms.letters.get(noun, ())  # «Закон ВС КР»
    named = noun not in ("program", "concept") or _body_next(r, p.end)
    if lettered or (noun in DECIDED | DOCUMENTS | {"decree"} and named):
        issuer_right(r, p, noun)
    while read_step(r, p, noun):
        pass
    if noun in DECIDED and not p.issuer and (p.date or p.number) and body_behind(r, p):
        while date_or_number(r, p, p.end):  # «постановление № 17 мэрии Оша от 3 июня 2021 года»
            pass


def _body_next(r: Reading, q: int) -> bool:
    state = r.states.by_start.get(q)
    return (state.end if state else q) in r.issuers.by_start


def read_step(r: Reading, p: CitationParts, noun: str) -> bool:
    """Take one part to the right of what was read; False when none follows."""
    t, q, allowed = r.t, p.end, r.words.forms.after_noun
    state = r.states.by_start.get(q) if "state" in allowed else None
    if state and not p.state:
        p.end, p.state = state.end, state.value
        return True
    if date_or_number(r, p, q):
        return True
    word = t.word(q)
    if (after := max(q if p.date or p.number else seat_end(r, q), _over_remark(r, p, q))) > q:
        p.end = after
        return True
    if word == ",":
        return _behind_comma(r, p, noun)
    if word in ("в", "за") and p.issuer and not (p.date or p.number) and (year := r.dates.by_start.get(q + 1)):
        if year.form != "year_locative":
            return False
        p.end, p.date = year.end, year.value  # «постановлением кенеша в 2009 году»
        return True
    if word == "(":
        return _bracket(r, p) or _over_definition(r, p)
    if q in t.close_of and not p.title and "title" in allowed:
        return quoted_title(r, p, noun)
    if q in r.sessions.by_start and noun in DECIDED:
        p.end = r.sessions.by_start[q].end
        issuer_right(r, p, noun)
        return True
    if noun in ("program", "concept") and p.quoted and (years := years_at(r, q)) > q:
        p.end = years  # «программа «…» на 2022–2026 годы»
        p.evidence.add("years")
        return True
    return not p.title and "title" in allowed and _title(r, p, noun)


def _over_remark(r: Reading, p: CitationParts, q: int) -> int:
    """Where «с тем же названием,» ends, when a date or a number follows; ``q`` when no such words stand there."""
    for remark in r.words.forms.remarks if not (p.date or p.number) else ():
        words = remark.split()
        end = q + len(words)
        if r.t.words[q:end] == words and terminal(r, end + (r.t.word(end) == ",")):
            return end + (r.t.word(end) == ",")
    return q


def _behind_comma(r: Reading, p: CitationParts, noun: str) -> bool:
    if (p.number or p.date or p.title) and date_or_number(r, p, p.end + 1):
        return True
    if noun in STATUTES | DECIDED | {"constitution", "treaty", "agreement"} and r.role(p.end + 1) == "adopted":
        taken = adopted(r, p, p.end + 2)
        titled = replace(p, end=p.end + 1)  # «постановлением Кабинета министров, принятым 15 мая 2025 года, о …»
        if taken and noun in DECIDED and r.t.word(p.end) == "," and open_title(r, titled, noun):
            p.title, p.end = titled.title, titled.end
        return taken
    return False


def _bracket(r: Reading, p: CitationParts) -> bool:
    """«(№ 125, от 27.10.2021)»."""
    inner = replace(p)
    if (p.number and p.date) or not date_or_number(r, inner, p.end + 1):
        return False
    date_or_number(r, inner, inner.end + (r.t.word(inner.end) == ","))
    if r.t.word(inner.end) != ")":
        return False
    p.end, p.date, p.number = inner.end + 1, inner.date, inner.number
    return True


def _over_definition(r: Reading, p: CitationParts) -> bool:
    """«… комиссии (далее – ЦИК) от 5 мая 2021 года № 8»: a bracket between the parts of an act."""
    after = r.definition_end(p.end)
    inner = replace(p, end=after)
    if after == p.end or not date_or_number(r, inner, after):
        return False
    p.end, p.date, p.number = inner.end, inner.date, inner.number
    return True


def _title(r: Reading, p: CitationParts, noun: str) -> bool:
    """A title or a name without quotes, as the noun takes it."""
    t, q = r.t, p.end
    if noun == "treaty":
        for k in range(q, q + 3):  # «Конвенция ООН о правах инвалидов», «… Совета Европы о …»
            if (k > q and r.about(k)) or r.has("treaty_begins", k):
                p.end = k
                if open_title(r, p, noun):
                    p.named = True
                    return True
                p.end = q
            if not t.capital(k):
                break
    if r.about(q) and not (p.number and _named_unit(r, p.start)):
        taken = open_title(r, p, noun)
        p.named = p.named or (taken and noun == "treaty")
        return taken
    action = t.word(q + 1).endswith(("нию", "тию"))
    if t.word(q) == "по" and action and noun in DECIDED and r.role(p.start - 1) == "draft":
        return open_title(r, p, noun)  # «проект постановления по утверждению тарифов»
    if noun == "rules" and t.word(q) == "по":
        end = open_title_end(r, q, noun)
        # «Инструкция по делопроизводству от 3 марта 2020 года», «Инструкция по … определяет …» as the first words
        first = t.word(q - 1) == "инструкция" and r.sentence_start(p.start, 1) == p.start and end > q + 2
        if terminal(r, end) or (first and not r.has("manuals", q + 1)):
            p.title, p.end = clean_title(t.raw(q, end)), end
            return True
        return False
    return noun in ("program", "concept") and _genitive_title(r, p)


def _named_unit(r: Reading, start: int) -> bool:
    """Whether an article without a number stands before the act: «статью закона № 125 об обучении» has that subject."""
    return r.role(start - 1) == "unit" and not r.lex[start - 1].short


def date_or_number(r: Reading, p: CitationParts, q: int) -> bool:
    """«от 27 октября 2021 года», «27.10.2021», «2016 года», «№ 125», «за № 125»."""
    number = r.numbers.by_start.get(q) or (bare_number(r, q) if q == p.end else None)
    if number and not p.number and "number" in r.words.forms.after_noun:
        p.end, p.number = number.end, number.value
        return True
    k = q + 1 if r.t.word(q) in ("от", "за") else q
    date = r.dates.by_start.get(k)
    if not date or p.date or date.form in ("day_locative", "locative") or "date" not in r.words.forms.after_noun:
        return False
    if k == q and (
        date.form in ("day", "year_locative") or (date.form == "year" and p.title and (not p.named or q > p.end))
    ):
        return False
    if k == q and p.title and not p.quoted and date.form == "full" and stops(r, date.end):
        return False  # «в закон о … 7 марта 2025 года внесены изменения»: the day of what was done to it
    p.end, p.date = date.end, date.value
    return True


def bare_number(r: Reading, q: int) -> Chunk | None:
    """A number without its sign, told by the date behind it: «постановление 29 от 2013 года»."""
    bare = r.t.word(q)
    told = bare.isdecimal() and len(bare) <= 4 and r.t.word(q + 1) == "от" and q + 2 in r.dates.by_start
    return Chunk(q, q + 1, bare) if told else None


def adopted(r: Reading, p: CitationParts, q: int) -> bool:
    """«, принятой референдумом 27 июня 2010 года»: the date of adoption within eight words."""
    for k in range(q, min(q + 8, len(r.t.words))):
        date = r.dates.by_start.get(k)
        if date:
            if date.form not in ("full", "year_locative") or p.date:
                return False
            p.end, p.date = date.end, date.value
            return True
        if k in r.issuers.by_start and not p.issuer:
            p.issuer, p.place = subject_ru(r, r.issuers.by_start[k], q)  # «, принятое Ошским городским кенешем …»
        if r.t.words[k] in (",", ".", ";", BREAK, "(", ")"):
            return False
    return False


def quoted_title(r: Reading, p: CitationParts, noun: str) -> bool:
    """A title in quotes, when it is one: «закон «О воде»», not «закон «бумеранга»»."""
    t, q = r.t, p.end
    close = t.close_of[q]
    known = bool(p.state or p.date or p.number or p.issuer)
    about = r.about(q + 1)
    if noun in STATUTES | {"treaty"} and not (about or (known and close - q >= 3)):
        return False
    if noun == "agreement" and not about:
        return False
    if noun in DECIDED | {"decree"} and not (about or known):
        return False
    p.title, p.quoted, p.end = clean_title(t.raw(q + 1, close)), True, close + 1
    return True


def open_title(r: Reading, p: CitationParts, noun: str) -> bool:
    """A title without quotes: «Положение о порядке перевода, отчисления и восстановления студентов»."""
    if noun in ("constitution", "reglament") or not (r.about(p.end) or r.t.word(p.end) == "по" or noun == "treaty"):
        return False
    end = open_title_end(r, p.end, noun)
    if end <= p.end + 1 or (noun == "bill" and (r.role(end) == "head" or r.has("constitutional", end - 1))):
        return False
    draft = r.role(p.start - 1) == "draft"
    alone = not (draft or p.date or p.number or (p.issuer and terminal(r, end)))
    if noun in DECIDED and alone and not names_a_deed(r, p, noun, end):
        return False
    whole = replace(p, end=end, date=None, number=None)
    while p.date and p.number and any(r.role(k) == "head" for k in range(p.end, end)):
        if not date_or_number(r, whole, whole.end):
            break  # «№ 3 от 5 мая 2021 года О внесении изменений в постановление «…» от 6 июня 2015 года № 4»
    p.title, p.end = clean_title(r.t.raw(p.end, whole.end)), whole.end
    return True


def _genitive_title(r: Reading, p: CitationParts) -> bool:
    """The rest of a name in the genitive: «развития регионов Кыргызской Республики на 2024-2028 годы».

    Taken when it holds the state or years; the state may stand at its beginning («КР … на 2024–2028 годы»).
    """
    t = r.t
    q, good = p.end, 0
    limit = min(q + 25, len(t.words))
    while q < limit:
        state = r.states.by_start.get(q)
        if state:
            q = good = state.end
            continue
        years = years_at(r, q)
        if years > q:
            good = years
            break
        if q in t.close_of:
            named = 0 < q - p.end <= 4 and not any(t.capital(k) for k in range(p.end, q))
            if good or not t.capital(p.end - 1) or not named:
                break
            # «Концепция цифровой трансформации «Цифровой Кыргызстан»»
            p.title, p.quoted, p.end = clean_title(t.raw(q + 1, t.close_of[q])), True, t.close_of[q] + 1
            return True
        provision = r.role(q) == "unit" and t.word(q + 1).isdecimal()  # «населенных пунктов» names none
        if not t.words[q][0].isalpha() or stops(r, q) or r.role(q) in ("head", "about") or provision:
            break
        q += 1 + (t.words[q] == "г" and t.word(q + 1) == ".")
    if not good:
        return False
    p.title, p.end = clean_title(t.raw(p.end, good)), good
    return True
