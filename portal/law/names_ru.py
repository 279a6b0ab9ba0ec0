"""Russian acts by a name: codes, regulations, programmes and concepts, treaties."""

from __future__ import annotations

import re

from portal.language.lemma_ru import lemmas
from portal.law.bodies_ru import terminal
from portal.law.fold import fold_text
from portal.law.places import town_at, town_behind
from portal.law.read_ru import adopted, date_or_number
from portal.law.reading import CitationParts, Reading, clean_title
from portal.law.titles_ru import list_goes_on, open_title_end, stops
from portal.law.tokens import QUOTES

_GENITIVE_ENDS = ("ого", "ия", "ов", "ей", "их", "ии", "ой", "ых", "ав")


def name_of(r: Reading, i: int, noun: str, p: CitationParts) -> None:
    """Read the name that the noun begins, where titles and numbers do not say what act it is."""
    if p.mark:
        return
    if noun == "constitution":
        p.title = "Основной закон" if r.t.word(i).startswith("закон") else "Конституция"
    elif noun == "code" and not p.named and p.title and not p.quoted and (p.state or r.t.capital(i)):
        p.title, p.named = "Кодекс " + p.title, True
    elif noun in ("regulation", "rules"):
        _regulation(r, i, noun, p)
    elif noun in ("reglament", "charter") and not p.title and (p.issuer or _charter_of_town(r, noun, p)):
        p.title = f"{_noun(r, i)} {r.t.raw(i + 1, p.end)}"
        p.named = p.named and bool(p.title)
    elif noun in ("program", "concept"):
        _program(r, i, p)
    elif noun in ("treaty", "agreement"):
        _treaty(r, i, noun, p)


def _charter_of_town(r: Reading, noun: str, p: CitationParts) -> bool:
    """«Устав Бишкека», «устав города Ош»: its kenesh adopted it."""
    end, town = town_behind(r, p.end)
    if noun != "charter" or not town:
        return False
    p.end, p.issuer, p.place = end, "local_kenesh", town
    return True


def _noun(r: Reading, i: int) -> str:
    """The noun in the nominative with a capital letter: «Положения» → «Положение»."""
    word = r.t.words[i]
    if word.startswith("правил"):
        return "Правила"
    table = (noun.partition(" ~ ")[0] for noun in r.words.forms.nouns.get(r.value(i), ()))
    return next((noun for noun in table if word.startswith(noun[:-1])), lemmas(word)[0]).capitalize()


def code_name(r: Reading, i: int, start: int) -> str | None:
    """«Гражданским процессуальным кодексом» → «Гражданский процессуальный кодекс»; None without an adjective."""
    words = [r.t.words[k] for k in range(start, i) if r.has("code", k)]
    if not words:
        return None
    name = codes_name(" ".join(words))
    return name[:1].upper() + name[1:]


def codes_name(words: str) -> str:
    """«уголовному процессуальному» → «уголовный процессуальный кодекс»."""
    return " ".join(map(nominative, fold_text(words).low.split())) + " кодекс"


def nominative(word: str) -> str:
    """An adjective in the nominative, each part of a hyphenated one left as it is."""
    head, hyphen, last = word.rpartition("-")
    return head + hyphen + lemmas(last)[0]


def _regulation(r: Reading, i: int, noun: str, p: CitationParts) -> None:
    t = r.t
    close = t.close_of.get(i - 1, 0)
    behind = close + 1 + (t.word(close + 1) == ",")
    named = r.about(i + 1) or (close - i > 2 and (r.has("approved", behind) or terminal(r, behind)))
    if close and t.open_of.get(close) == i - 1 and named:
        # «Положения о порядке обучения»: the noun stands inside the quotes
        p.start, p.end, p.named = i - 1, close + 1, True
        p.title, p.date, p.number = clean_title(f"{_noun(r, i)} {t.raw(i + 1, close)}"), None, None
        return
    if p.quoted:
        return
    if t.words[i] == "положения" and p.start == i and r.sentence_start(i, 1) == i:
        p.title = None  # «Положения о … включаются»: what an act says
        return
    if p.title:
        p.title = f"{_noun(r, i)} {p.title}"
        return
    body = r.issuers.by_start.get(i + 1)
    if body and body.value == "ministry" and t.word(body.end) == "по" and r.lex[i].number == "sg":
        p.end, p.named, p.issuer = open_title_end(r, body.end, noun), True, None  # «Положение комиссии по делам …»
        p.title = clean_title(f"{_noun(r, i)} {t.raw(i + 1, p.end)}")
        return
    approved = _approved_name_end(r, i, noun) if t.capital(i) else 0
    end, town = _town_of_rules(r, i, approved) if t.words[i].startswith("правил") else (0, None)
    if town:
        p.issuer, p.place, approved = "local_kenesh", town, end
    if approved:
        p.end, p.named = approved, True
        p.title = clean_title(f"{_noun(r, i)} {t.raw(i + 1, approved)}")
        while t.word(p.end) == "от" and date_or_number(r, p, p.end):
            pass


def _town_of_rules(r: Reading, i: int, known_end: int) -> tuple[int, str | None]:
    """The town whose rules are named, and where the name ends: «Правила содержания животных в Бишкеке»."""
    if not any(r.has("rules_of_town", k) for k in (i + 1, i + 2)):
        return 0, None
    small = not r.t.capital(i)  # «правил застройки города Ош», but «правила торговли в Оше»
    for k in range(i + 2, min(i + (3 if small and r.t.word(i + 2) != "в" else 2 if small else 14), len(r.t.words))):
        end, town = town_behind(r, k)
        if town:
            return end, town
        if not r.t.words[k][0].isalpha() or stops(r, k) or (known_end and k >= known_end):
            break
    return 0, None


def _approved_name_end(r: Reading, i: int, noun: str) -> int:
    """Where «Правил дорожного движения, утвержденных …» ends its name; 0 if nothing says that it was approved."""
    t, q, sign = r.t, i + 1, 0
    while q < min(i + 24, len(t.words)) and (t.words[q][0].isalpha() or t.words[q] in (",", "-", "–")):
        if stops(r, q) or r.has("approved", q) or r.role(q) == "adopted" or terminal(r, q):
            break
        if sign and r.role(q) == "head":
            break
        sign = sign or (0 if t.words[q][0].isalpha() or list_goes_on(r, i, q, i + 24) else q)
        q += 1
    bracket, end = t.word(q) == "(", q - (not t.word(q - 1).isalpha())
    if end > i + 1 and (r.has("approved", q + bracket) or r.role(q + bracket) == "adopted"):
        return end
    if noun == "rules" and t.word(q) == "от" and terminal(r, q):
        return q
    end = sign or q
    if noun == "rules" and end - i > 2 and r.sentence_start(i, 1) != i and t.word(i - 1) not in QUOTES:
        return end - (r.role(end - 1) == "conj")  # «как следует из Порядка предоставления земельных участков»
    return 0


def _program(r: Reading, i: int, p: CitationParts) -> None:
    t = r.t
    named = t.capital(p.start) and not (p.start == 0 or r.sentence_start(p.start, 2) == p.start)
    words = len(re.findall(r"[^\W\d]{4,}", p.title or ""))
    if named or any(r.has("cue", k) for k in range(p.start, i)) or (t.capital(i) and words >= 2 and not p.quoted):
        p.evidence.add("cue")
    if re.search(r"\d{4}", t.raw(i, p.end)) and (p.quoted or words >= 3):
        p.evidence.add("years")
    if p.title and not p.quoted:
        # «Государственную программу развития …» → «Государственная программа развития …»
        before = [re.sub(r"(?:ой|ую|ою)$", "ая", t.raw(k, k + 1)) for k in range(p.start, i)]
        noun = _noun(r, i) if t.capital(i) else _noun(r, i).lower()
        p.title = clean_title(" ".join([*before, noun, t.raw(i + 1, p.end)]))
        towns = {town for k in range(i + 1, p.end) if (town := town_at(r, k))}
        of_state = any(k in r.states.by_start or r.has("cue", k) for k in range(p.start, p.end))
        if len(towns) == 1 and not (p.issuer or of_state):
            p.issuer, p.place = "local_kenesh", towns.pop()  # «Программа развития города Ош на 2022–2026 годы»


def _treaty(r: Reading, i: int, noun: str, p: CitationParts) -> None:
    t = r.t
    if noun == "agreement":
        between = t.word(i + 1) == "между"
        party = t.word(i + 1 + between)
        until = next((k for k in range(i + 2, min(i + 30, len(t.words))) if r.about(k)), i + 2)
        # two states agree on something: no contract of an office
        states = between and (party.startswith("правительств") or _states(r, i + 2, until) > 1)
        if party.startswith("государств") or states:
            _agreement(r, p)
        elif p.title and _of_powers(r, i, p):
            p.title, p.named = p.title if p.quoted else clean_title(t.raw(p.start, p.end)), True
    elif p.title and not p.quoted and t.capital(p.start):
        date = r.dates.by_end.get(p.end) if p.date else None
        end = date.start - (t.word(date.start - 1) == "от") if date else p.end
        p.title, p.named = clean_title(t.raw(p.start, end)), True
    elif not p.quoted and t.capital(p.start) and any(r.has("treaty", k) for k in range(p.start, i)):
        end = i + 1
        while end < i + 5 and t.word(end).isalpha() and not stops(r, end) and t.word(end).endswith(_GENITIVE_ENDS):
            end += 1
        if end > i + 1 or not t.words[i - 1].startswith("международн"):  # «Международная конвенция» names none
            p.end, p.title, p.named = end, clean_title(t.raw(p.start, end)), True


def _states(r: Reading, start: int, end: int) -> int:
    return len({r.states.by_start[k].value for k in range(start, end) if k in r.states.by_start})


def _of_powers(r: Reading, i: int, p: CitationParts) -> bool:
    """Whether a title tells a treaty: it names governments, two states, a union of states."""
    title = (p.title or "").lower()
    known = any(r.has("treaty_words", k) for k in range(i, p.end))
    told = r.t.capital(i) and (known or ("между" in title and _states(r, i, p.end) > 1))
    return told or "между правительств" in title or "между кыргызск" in title


def _agreement(r: Reading, p: CitationParts) -> None:
    """«Соглашение между Правительством … и Правительством … о … от 5 мая 2017 года»."""
    end = open_title_end(r, p.end, "treaty")
    p.title, p.named, p.end = clean_title(r.t.raw(p.start, end)), True, end
    while date_or_number(r, p, p.end):
        pass
    if r.t.word(p.end) == "," and r.role(p.end + 1) == "adopted":
        adopted(r, p, p.end + 2)
