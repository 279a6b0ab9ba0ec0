"""Who decided and of which place: every place of data/regions.yml, with every body, in every form that texts have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from portal.law import find
from portal.law.places import place_key
from portal.law.tables import forms

REGIONS = Path(__file__).resolve().parent.parent / "data" / "regions.yml"
KENESH, MAYOR, OKMOTU, HEAD, GOVERNOR = "local_kenesh", "mayor", "aiyl_okmotu", "head_aiyl_okmotu", "governor"

KY = {
    "towns": {
        KENESH: (
            "{} шаардык кеңешинин", "{} шаарынын шаардык кеңешинин", "депутаттардын {} шаардык кеңешинин",
            "{} шаардык Кенешинин депутаттарынын", "{} шаарынын кеңешинин", "{} горкенешинин",
        ),
        MAYOR: (
            "{} шаарынын мэриясынын", "{} шаар мэриясынын", "{} мэриясынын", "{} мэринин", "{} ш. мэриясынын",
            "{} калаасынын мэриясынын", "{} шаар башчысынын", "{} шаарынын вице-мэринин",
            "{} шаарынын мэринин милдетин аткаруучунун", "«{} шаары» муниципалитетинин",
        ),
    },
    "districts": {
        KENESH: ("{} райондук кеңешинин", "{} районунун райондук кеңешинин"),
        GOVERNOR: (
            "{} райондук мамлекеттик администрациясынын", "{} районунун жергиликтүү мамлекеттик администрациясынын",
            "{} районунун акиминин", "{} районунун акимиатынын", "{} районунун башчысынын", "{} акимчилигинин",
            "{} райондук мамлекеттик администрациясынын башчысынын – акимдин",
        ),
    },
    "oblasts": {
        KENESH: ("{} облустук кеңешинин",),
        GOVERNOR: (
            "{} облустук мамлекеттик администрациясынын", "{} облусунун губернаторунун",
            "Президенттин {} облусундагы ыйгарым укуктуу өкүлүнүн",
            "Өкмөттүн {} облусу боюнча ыйгарым укуктуу өкүлүнүн",
        ),
    },
    "aimaks": {
        KENESH: (
            "{} айылдык кеңешинин", "{} айыл аймагынын айылдык кеңешинин", "{} айыл аймагынын кеңешинин",
            "{} айыл аймактык кеңешинин", "{} айылдык округунун кеңешинин", "{} а.а. айылдык кеңешинин",
            "{} айылдык кеңешинин VII чакырылышынын кезектеги XII сессиясынын",
            "Ош облусунун Өзгөн районунун {} айылдык кеңешинин",
        ),
        OKMOTU: ("{} айыл өкмөтүнүн", "{} айыл аймагынын айыл өкмөтүнүн", "{} АӨнүн", "{} а.ө."),
        HEAD: (
            "{} айыл өкмөтүнүн башчысынын", "{} айыл өкмөт башчысынын", "{} айыл аймагынын башчысынын",
            "{} айыл өкмөтүнүн башчысынын милдетин аткаруучунун",
        ),
    },
}  # fmt: skip
# {}: the name; {го}, {ой}: its adjective; {а}: its genitive.
RU = {
    "towns": {
        KENESH: (
            "{го} городского кенеша", "городского кенеша города {}", "{го} горкенеша", "горкенеша г. {}",
            "кенеша города {}", "XV сессии {го} городского кенеша VI созыва", "депутатов {го} городского кенеша",
        ),
        MAYOR: (
            "мэрии города {}", "мэрии города {а}", "мэрии г.{}", "мэрии {а}", "мэра {а}", "{ой} мэрии",
            "{ой} городской мэрии", "и.о. мэра города {}", "первого вице-мэра города {}", "мэрии города «{}»",
        ),
    },
    "districts": {
        KENESH: ("{го} районного кенеша", "кенеша {го} района", "{го} райкенеша"),
        GOVERNOR: (
            "{ой} районной государственной администрации", "государственной администрации {го} района",
            "{ой} местной государственной администрации", "{ой} райгосадминистрации", "{ой} райадминистрации",
            "администрации {го} района", "акимиата {го} района", "{го} акимиата", "{го} акима", "акима {го} р-на",
            "и.о. акима {го} района", "главы {го} района", "главы {ой} районной государственной администрации",
            "главы государственной администрации – акима {го} района",
        ),
    },
    "oblasts": {
        KENESH: ("{го} областного кенеша", "{го} облкенеша"),
        GOVERNOR: (
            "{ой} областной государственной администрации", "{ой} облгосадминистрации", "губернатора {ой} области",
            "полномочного представителя Президента в {ой} области", "полпреда в {ой} области",
            "полномочного представителя Правительства Кыргызской Республики в {ой} области",
            "аппарата полномочного представителя Президента в {ой} области",
        ),
    },
    "aimaks": {
        KENESH: (
            "{го} айылного кенеша", "{го} айыльного кенеша", "{го} аильного кенеша", "{го} айыл кенеша",
            "{го} айылкенеша", "айылного кенеша {го} айылного аймака", "XII сессии {го} айылного кенеша VII созыва",
            "{го} айылного кенеша Сокулукского района",
        ),
        OKMOTU: ("{го} айыл окмоту", "{го} айылокмоту", "{го} айыл-окмоту", "{го} айыл өкмөтү"),
        HEAD: (
            "главы {го} айыл окмоту", "главы {го} айылного аймака", "и.о. главы {го} айыл окмоту", "главы {го} а/о",
        ),
    },
    "named": {
        KENESH: ("айылного кенеша {}", "айылного кенеша айылного аймака {}", "{} айылного кенеша"),
        OKMOTU: ("айыл окмоту {}", "{} айыл окмоту", "айыл окмоту «{}»"),
        HEAD: ("главы айыл окмоту {}", "главы {} айыл окмоту", "главы айылного аймака {}"),
    },
}  # fmt: skip
ORDERS = {
    "ky": (
        "{} 2021-жылдын 3-июнундагы № 17 токтому менен бекитилген.",
        "Мындан тышкары бул маселе {} 2021-жылдын 3-июнундагы № 17 токтомуна ылайык каралган.",
        "Бул тартип 2021-жылдын 3-июнундагы {} № 17 токтому менен бекитилген.",
    ),
    "ru": (
        "Утверждён постановлением {} от 3 июня 2021 года № 17.",
        "Тариф введён распоряжением № 17 {} от 3 июня 2021 года.",
        "Тариф введён постановлением от 3 июня 2021 года № 17 {}.",
    ),
}
CASES = [
    (lang, sort, issuer, form)
    for lang, table in (("ky", KY), ("ru", RU))
    for sort, bodies in table.items()
    for issuer, found in bodies.items()
    for form in found
]


@cache
def places() -> dict[str, list[tuple[str, str]]]:
    """The places of the data by sort: Kyrgyz and Russian names, what was added in brackets taken off."""
    data = yaml.safe_load(REGIONS.read_text("utf-8"))

    def names(item: dict[str, dict[str, str]]) -> tuple[str, str]:
        ky, ru = (re.sub(r" \(.*", "", item["title"][lang]) for lang in ("ky", "ru"))
        return ky, ru

    oblasts = [item for item in data["oblasts"] if item["kind"] == "oblast"]
    small = [names(item) for item in data["municipalities"] if "атындагы" not in item["title"]["ky"]]
    return {
        "oblasts": [names(item) for item in oblasts],
        "districts": [names(item) for oblast in oblasts for item in oblast["districts"]],
        "towns": [pair for pair in small if pair[0].endswith("шаары")],
        "aimaks": [pair for pair in small if pair[0].endswith("аймагы") and pair[1].endswith("аймак")],
        "named": [pair for pair in small if pair[1].startswith("айылный аймак") and " " not in pair[1][14:]],
    }


def texts(lang: str, sort: str, form: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """A body with its name for every place of a sort, and the place as the finder should know it."""
    for ky, ru in places()[sort] if (lang, sort) != ("ky", "aimaks") else places()["aimaks"] + places()["named"]:
        name = ky.rsplit(" ", 2 if ky.endswith("айыл аймагы") else 1)[0] if lang == "ky" else ru
        name = re.sub(r"^(?:город|айылный аймак) | (?:район|область|айылный аймак)$", "", name)
        stem = next((w.split(" ~")[0] for w in forms("ru").places.towns.get(name, ()) if "ский" in w), name)
        if ("{го}" in form or "{ой}" in form) and not stem.endswith(("ий", "ая")):
            continue
        genitive = re.sub("а$", "ы", name) if name.endswith("а") else name + "а" * (name[-1] not in "ыуо")
        genitive = re.sub("кы$", "ки", genitive)
        cases = {"{}": name, "{го}": stem[:-2] + "ого", "{ой}": stem[:-2] + "ой", "{а}": genitive}
        yield (
            re.sub(r"\{.*?\}", lambda found, cases=cases: cases[found[0]], form),
            place_key(ky if lang == "ky" else ru),
        )


def key(place: str | None) -> tuple[str, str]:
    return place_key(place or "")


@pytest.mark.slow  # the first of them reads the dictionaries, those of villages read a hundred names
@pytest.mark.parametrize(("lang", "sort", "issuer", "form"), CASES)
def test_every_place_is_known_with_every_body(lang: str, sort: str, issuer: str, form: str) -> None:
    wrong, count = [], 0
    for count, (body, place) in enumerate(texts(lang, sort, form), 1):
        text = ORDERS[lang][count % 3 if not form.endswith(("окмоту {}", "{} айыл окмоту")) else count % 2].format(body)
        found = find(text, lang)
        name, kind = key(found[0].place) if found else ("", "")
        if [(c.issuer, c.number, c.date) for c in found] != [(issuer, "17", "2021-06-03")] or (
            name,
            kind or "city",
        ) != (place[0], place[1]):
            wrong.append((text, [(c.issuer, c.place, c.number, c.date) for c in found]))
    assert count
    assert not wrong, f"{len(wrong)} of {count}, e.g. {wrong[0]}"


SPACED = [
    ("ky", "Ак – Турпак айылдык кеңешинин № 17 токтому", "Ак-Турпак айыл аймагы"),
    ("ky", "КАРА - СУУ ШААРДЫК КЕҢЕШИНИН № 17 токтому", "Кара-Суу шаары"),
    ("ky", "Болот Мамбетов айыл өкмөтүнүн № 17 токтому", "Болот Мамбетов айыл аймагы"),
    ("ky", "Т. Кулатов атындагы айылдык кеңештин № 17 токтому", "Т. Кулатов айыл аймагы"),
    ("ky", "КРӨнүн Баткен облусундагы ыйгарым укуктуу өкүлүнүн № 17 буйругу", "Баткен облусу"),
    ("ru", "постановление айылного кенеша Т. Кулатова от 3 июня 2021 года № 17", "Т. Кулатова айыл аймак"),
    ("ru", "постановление айыл окмоту Кенеш от 3 июня 2021 года № 17", "Кенеш айыл аймак"),
]


@pytest.mark.parametrize(("lang", "text", "place"), SPACED)
def test_a_name_of_several_parts_is_one_name(lang: str, text: str, place: str) -> None:
    assert [c.place for c in find(text, lang)] == [place]


SUBJECTS = {
    "Бишкекский городской кенеш принял постановление № 17.": (KENESH, "Бишкек"),
    "Глава Ленинского айыл окмоту издал распоряжение № 17.": (HEAD, "Ленинский айыл аймак"),
    "Аламудунская районная государственная администрация постановлением № 17 изъяла землю.": (
        GOVERNOR, "Аламудунский район"),
    "Постановление № 17, принятое Аламудунским айылным кенешем 3 июня 2021 года.": (
        KENESH, "Аламудунский айыл аймак"),
    "Аким Баткенского района отменил постановление № 17.": (None, None),
    "Жаңы-Жол айыл өкмөтү № 17 токтом чыгарган.": (OKMOTU, "Жаңы-Жол айыл аймагы"),
    "Баткен районунун акими № 17 токтомун жокко чыгарды.": (None, None),
}  # fmt: skip


@pytest.mark.parametrize("text", SUBJECTS)
def test_the_subject_decides_unless_it_undoes(text: str) -> None:
    lang = "ky" if "токтом" in text else "ru"
    assert [(c.issuer, c.place) for c in find(text, lang)] == [SUBJECTS[text]]


OTHERS = {
    "приказом № 17 Министерства здравоохранения КР от 3 июня 2021 года": "ministry",
    "постановлением № 17/2 Правления Национального банка от 3 июня 2021 года": "national_bank",
    "решением № 17 Октябрьского районного суда города Бишкек от 3 июня 2021 года": "court",
    "решением Ноокатской ТИК от 25 августа № 17": "election_commission",
    "постановлением № 17 Правительства КР от 3 марта 2021 года": "government",
    "решением Центральной избирательной комиссии (ЦИК) от 3 марта 2021 года № 17": "election_commission",
    "Министрлер Кабинетинин (МК) 2021-жылдын 3-мартындагы № 17 токтому": "cabinet",
    "постановлением Совета Министров Киргизской ССР № 17 от 3 марта 1971 года": "government",
    "Кыргыз ССР Министрлер Советинин 1971-жылдын 3-мартындагы № 17 токтому": "government",
    "Ноокат АШКсынын 2021-жылдын 3-июнундагы № 17 чечими": "election_commission",
    "агенттиктин директорунун 2021-жылдын 3-июнундагы № 17 буйругу": "ministry",
}


@pytest.mark.parametrize("text", OTHERS)
def test_bodies_of_the_state_are_read_whole(text: str) -> None:
    found = find(text, "ru" if " от " in text else "ky")
    assert [(c.issuer, c.start, c.end) for c in found] == [(OTHERS[text], 0, len(text))]


COMPANIES = [
    "приказом АО «Айыл Банк» от 3 июня 2021 года № 17",
    "постановлением от 3 июня № 17 айыл окмоту выделил землю",
]


@pytest.mark.parametrize("text", COMPANIES)
def test_letters_and_subjects_are_no_body_of_a_place(text: str) -> None:
    assert [c.place for c in find(text, "ru")] == [None]


SPELLINGS = {
    "Карасуйского городского кенеша": "Кара-Суу",
    "Карабалтинского горкенеша": "Кара-Балта",
    "Кызылкийского городского кенеша": "Кызыл-Кия",
    "Майли-Сайского городского кенеша": "Майлуу-Суу",
    "Орловского городского кенеша": "Орловка",
    "мэрии города Жалал-Абад": "Джалал-Абад",
}


@pytest.mark.parametrize("body", SPELLINGS)
def test_other_spellings_of_a_town_name_it(body: str) -> None:
    assert [c.place for c in find(f"постановление {body} от 25 июля 2024 года № 27/1", "ru")] == [SPELLINGS[body]]


@pytest.mark.parametrize("number", ["71", "71/6", "71 «Чендер тууралуу»", "71/6 «Чендер тууралуу»"])
@pytest.mark.parametrize("body", ["Улуттук банк Башкармасынын", "Улуттук Банк Башкармалыгынын", "Өкмөттүн"])
def test_a_number_without_its_sign_stands_behind_the_day(body: str, number: str) -> None:
    text = f"{body} 2015-жылдын 25-ноябрындагы {number} токтому"
    found = [(c.start, c.end, c.number, c.issuer) for c in find(text, "ky")]
    assert found == [(0, len(text), number.split()[0], "government" if "Өкмөт" in body else "national_bank")]


def test_an_order_in_a_heading_with_a_village_is_none_of_its_kenesh() -> None:
    text = "Администрациянын документтери БУЙРУК 3-май 2020-ж., № 7 Кеме айылы “Кышка даярдык жөнүндө”"
    assert [(c.kind, c.issuer, c.place) for c in find(text, "ky")] == [("order", GOVERNOR, None)]
