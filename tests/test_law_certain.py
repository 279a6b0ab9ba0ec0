"""No link that is certain and wrong, with the register as it is: what shares day, number or title, and bare articles.

The sentences are made from ``data/acts.yml`` and from a list of real acts of another state that it does not know.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import cycle, islice
from pathlib import Path

import pytest
import yaml

from portal.law import ActRecord, Register, find, records_from, register_of, resolve_all

ROOT = Path(__file__).resolve().parent.parent
DAY = "2026-11-01"
MONTHS = {
    "ru": [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ],
    "ky": ["январ", "феврал", "март", "апрел", "май", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"],
}
NATIONAL = {
    "law": ("Закон Кыргызской Республики {ru}", "Кыргыз Республикасынын {ky} Мыйзамы"),
    "constitutional_law": ("конституционный Закон КР {ru}", "Кыргыз Республикасынын {ky} конституциялык Мыйзамы"),
    "decree": ("Указ Президента КР {ru}", "КР Президентинин {ky} Жарлыгы"),
    "gov_resolution": ("постановление Правительства КР {ru}", "КР Өкмөтүнүн {ky} токтому"),
    "cabinet_resolution": ("постановление Кабинета Министров КР {ru}", "КР Министрлер Кабинетинин {ky} токтому"),
    "jk_resolution": ("постановление Жогорку Кенеша КР {ru}", "КР Жогорку Кеңешинин {ky} токтому"),
}
STRANGERS = (
    ("ru", "постановление Правительства Республики Казахстан {ru}"),
    ("ru", "Закон Республики Узбекистан {ru}"),
    ("ru", "Федеральный закон {ru}"),
    ("ru", "Указ Президента Республики Таджикистан {ru}"),
    ("ru", "решение Алмалинского айылного кенеша {ru}"),
    ("ru", "постановление мэрии города Талас {ru}"),
    ("ru", "приказ Министерства финансов КР {ru}"),
    ("ru", "постановление Правления Национального банка КР {ru}"),
    ("ru", "решение Верховного суда КР {ru}"),
    ("ru", "распоряжение акима Кеминского района {ru}"),
    ("ky", "Казакстан Республикасынын {ky} Мыйзамы"),
    ("ky", "Өзбекстан Республикасынын Өкмөтүнүн {ky} токтому"),
    ("ky", "Алмалуу айылдык кеңешинин XX сессиясынын {ky} токтому"),
    ("ky", "Алмалуу айыл өкмөтүнүн башчысынын {ky} буйругу"),
    ("ky", "Талас шаарынын мэриясынын {ky} токтому"),
    ("ky", "КР Финансы министрлигинин {ky} буйругу"),
    ("ky", "Борбордук шайлоо комиссиясынын {ky} токтому"),
    ("ky", "{ky} токтому"),
    ("ky", "Кемин районунун акиминин {ky} буйругу"),
)
BARRIERS = {
    "ru": (
        "{act} принят давно. Статья 8 запрещает слив.",
        "{act} принят давно.\n\nВ статье 8 слив запрещён.",
        "Исполняя {act}, стороны заключили договор, статья 8 которого называет срок.",
        "{act} заменят: готовят новый закон, статья 8 там строже.",
        "Проект (см. {act}) обсудили, статья 8 называет срок.",
        "{act} есть, но по уставу предприятия статья 8 иная.",
        "{act} похож: статья 8 Закона Казахстана называет срок.",
        "Глава введена актом ({act}), статья 8 называет срок.",
    ),
    "ky": (
        "{act} кабыл алынган. 8-берене тыюу салат.",
        "{act} кабыл алынган.\n\nАнын 8-беренеси тыюу салат.",
        "{act} боюнча келишим түзүлгөн, 8-берене мөөнөттү айтат.",
        "{act} өзгөрөт, жаңы мыйзамдын 8-беренеси мөөнөттү айтат.",
        "Чечим ({act}) кабыл алынды, 8-берене мөөнөттү айтат.",
        "{act} бар, ишкананын уставы да бар, 8-берене башкача.",
        "{act} бар, Казакстандын Мыйзамынын 8-беренеси мөөнөттү айтат.",
    ),
}
PLAIN = {
    "ru": ("{act} говорит об этом, статья 8 – подробнее.", "{act}, статья 8.", "{act} принят. Статья 8 его строга."),
    "ky": ("{act} муну айтат, 8-берене тыюу салат.", "{act} кабыл алынган. Анын 8-беренеси тыюу салат."),
}


@cache
def register() -> Register:
    """The acts of the portal."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return register_of(records_from(yaml.load((ROOT / "data/acts.yml").read_text("utf-8"), loader)))


@pytest.fixture(scope="module", autouse=True)
def _ready() -> None:
    """Read the register and the dictionaries once, before the first test."""
    certain("ru", "Закон КР № 1")
    certain("ky", "КР № 1 Мыйзамы")


def dated() -> list[ActRecord]:
    """The acts whose day and number are known, and whose kind says who decided."""
    return [r for r in register().records if r.number and len(r.date or "") == 10 and r.kind in NATIONAL]


def day_and_number(day: str, number: str) -> dict[str, str]:
    """A day and a number as either language writes them."""
    year, month, of_month = day.split("-")
    ru = f"от {int(of_month)} {MONTHS['ru'][int(month) - 1]} {year} года"
    ky = f"{year}-жылдын {int(of_month)}-{MONTHS['ky'][int(month) - 1]}ындагы"
    return {"ru": f"{ru} № {number}" if number else ru, "ky": f"{ky} № {number}" if number else ky}


def certain(lang: str, text: str) -> list[str]:
    """The acts that the text is linked to."""
    return [a.act for a in resolve_all(find(text, lang), register(), DAY) if a.act]


def foreign() -> Iterator[tuple[str, str, str, str, str]]:
    """The real acts of another state."""
    for line in (ROOT / "tests/data/foreign_acts.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            lang, named, day, number, title = line.split("\t")
            yield lang, named, day, number, title


def test_what_shares_day_and_number_with_an_act_is_not_linked_to_it() -> None:
    acts = dated()
    cases = [
        (lang, pattern.format(**day_and_number(r.date or "", r.number or "")))
        for r, (lang, pattern) in zip(acts, cycle(STRANGERS), strict=False)
    ]
    real = [
        (lang, f"{named} {day_and_number(r.date or '', r.number or '')['ru']}")
        for (lang, named, *_), r in zip(list(foreign()) * 3, acts[::2], strict=False)
    ]
    assert len(cases) + len(real) >= 100
    assert [(text, found) for lang, text in cases + real if (found := certain(lang, text))] == []


def test_real_acts_of_another_state_are_no_acts_of_this_one() -> None:
    cases = [
        (lang, text)
        for lang, named, day, number, title in foreign()
        for text in (f"{named} {day_and_number(day, number)['ru']} «{title}»", f"{named} «{title}»", f"{named} {title}")
    ]
    titled = [
        (lang, f"{state} «{dict(r.titles)[lang]}»{tail}")
        for r in register().records
        if r.kind == "law"
        for lang, state, tail in (
            ("ru", "Закон Республики Казахстан", ""),
            ("ky", "Казакстан Республикасынын", " Мыйзамы"),
        )
        if lang in dict(r.titles)
    ]
    assert len(cases) >= 30 and len(titled) >= 60
    assert [(text, found) for lang, text in cases + titled if (found := certain(lang, text))] == []


@pytest.mark.parametrize("lang", ["ru", "ky"])
def test_the_acts_themselves_are_linked(lang: str) -> None:
    acts = dated()
    index = ("ru", "ky").index(lang)
    texts = [(r.id, NATIONAL[r.kind][index].format(**day_and_number(r.date or "", r.number or ""))) for r in acts]
    missed = [(text, found) for key, text in texts if key not in (found := certain(lang, text))]
    assert len(missed) <= 0.05 * len(texts), missed


def bare(patterns: dict[str, tuple[str, ...]], count: int) -> list[tuple[str, str, str]]:
    """So many sentences with an act of the register and «article 8» somewhere behind it."""
    laws = [r for r in dated() if r.kind in ("law", "constitutional_law")]
    found = []
    every = [(index, lang, p) for index, lang in enumerate(("ru", "ky")) for p in patterns[lang]]
    for r, (index, lang, pattern) in islice(zip(cycle(laws), cycle(every), strict=False), count):
        act = NATIONAL[r.kind][index].format(**day_and_number(r.date or "", r.number or ""))
        found.append((lang, pattern.format(act=act), r.id))
    return found


def of_article(lang: str, text: str) -> list[str]:
    """The acts that article 8 is linked to."""
    citations = find(text, lang)
    answers = resolve_all(citations, register(), DAY)
    pairs = zip(citations, answers, strict=True)
    return [a.act for c, a in pairs if a.act and any(p.article == "8" for p in c.provisions)]


def test_no_bare_article_behind_a_barrier_is_linked() -> None:
    cases = bare(BARRIERS, 150)
    assert [(text, found) for lang, text, _ in cases if (found := of_article(lang, text))] == []


def test_plain_bare_articles_are_linked() -> None:
    cases = bare(PLAIN, 60)
    right = [key in of_article(lang, text) for lang, text, key in cases]
    assert sum(right) >= 0.8 * len(right), [c for c, ok in zip(cases, right, strict=True) if not ok]
