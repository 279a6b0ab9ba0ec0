"""Acts of local bodies and headings of acts, as they are laid out: who decided, where, when, number."""

from __future__ import annotations

import pytest

from portal.law import find

Act = tuple[str, str | None, str | None, str | None, str | None]

KENESH = "local_kenesh"
LOCAL: dict[str, Act] = {
    "Көл-Башы айылдык кеңешинин 2019-жылдын 12-мартындагы № 5/3 токтому": (
        "local_resolution", "2019-03-12", "5/3", KENESH, "Көл-Башы айыл аймагы"),
    "Көл-Башы айыл аймактык кеңешинин VII-чакырылышынын кезектеги ХI-сессиясынын ТОКТОМУ №1/1 2018-жылдын 24-декабры": (
        "local_resolution", "2018-12-24", "1/1", KENESH, "Көл-Башы айыл аймагы"),
    "ТОКТОМ №19/3 Көл-Башы айыл аймагынын айылдык кенешинин VI–чакырылышынын ХIХ-сессиясы 22.02.2016-жыл": (
        "local_resolution", "2016-02-22", "19/3", KENESH, "Көл-Башы айыл аймагы"),
    "Көл-Башы айылдык кеңешинин кезектеги XVI сессиясынын 16-1 токтому": (
        "local_resolution", None, "16-1", KENESH, "Көл-Башы айыл аймагы"),
    "Көл-Башы айылдык кеңешинин кезексиз IV сессиясы Т О К Т О М Төмөн айылы 4-6 13.05.2013": (
        "local_resolution", "2013-05-13", "4-6", KENESH, "Көл-Башы айыл аймагы"),
    "Көл-Башы айылдык кеңешинин кезектеги II сессиясынын № 2/1-Т О К Т О М У Төмөн айылы 07.08.2019": (
        "local_resolution", "2019-08-07", "2/1", KENESH, "Көл-Башы айыл аймагы"),
    "Көл-Башы айыл өкмөтүнүн башчысынын 2021-жылдын 3-июнундагы № 14 токтому": (
        "local_resolution", "2021-06-03", "14", "head_aiyl_okmotu", "Көл-Башы айыл аймагы"),
    "ТОКТОМ ПОСТАНОВЛЕНИЕ 13-январь 2020-ж № 1": ("other", "2020-01-13", "1", None, None),
    "решением 15-й сессии Баткенского городского кенеша от 3 июня 2021 года № 7": (
        "local_resolution", "2021-06-03", "7", KENESH, "Баткен"),
    "постановлением мэрии города Бишкек от 30 марта 2020 года № 41": (
        "local_resolution", "2020-03-30", "41", "mayor", "Бишкек"),
}  # fmt: skip


@pytest.mark.parametrize("text", LOCAL)
def test_an_act_of_a_local_body_is_read_whole(text: str) -> None:
    found = find(text, "ru" if "решением" in text or "постановлением" in text else "ky")
    assert [(c.kind, c.date, c.number, c.issuer, c.place) for c in found] == [LOCAL[text]]
    assert (found[0].start, found[0].end) == (0, len(text))


HEADINGS = {
    "КЫРГЫЗ РЕСПУБЛИКАСЫНЫН МЫЙЗАМЫ Бишкек шаары, 1998-жылдын 8-июну N 77 Бал жана мом жөнүндө": "Бал жана мом жөнүндө",
    "Кыргыз Республикасынын Мыйзамы Бишкек шаары, 2003-жылдын 30-апрели N 92 Бал берүү жөнүндө": "Бал берүү жөнүндө",
    "КЫРГЫЗ РЕСПУБЛИКАСЫНЫН МЫЙЗАМЫ Кыргыз Республикасындагы бал челектер жөнүндө": (
        "Кыргыз Республикасындагы бал челектер жөнүндө"),
    "«Бал жана мом жөнүндө» талаштуу мыйзам": "Бал жана мом жөнүндө",
}  # fmt: skip


@pytest.mark.parametrize("text", HEADINGS)
def test_a_heading_has_its_title(text: str) -> None:
    assert [(c.kind, c.title, c.end) for c in find(text, "ky")] == [("law", HEADINGS[text], len(text))]


def test_acts_of_one_day_share_their_date() -> None:
    text = "Борбордук шайлоо комиссиясынын 2021-жылдын 9-декабрындагы № 95, № 96 жана 97 токтомдору"
    assert [(c.number, c.date) for c in find(text, "ky")] == [(n, "2021-12-09") for n in ("95", "96", "97")]


def test_remarks_do_not_break_a_list() -> None:
    text = "Законов КР от 17.10.2008 г. №231 (вступил в силу 01.01.2016 г.), 10.01.2009 г. №5"
    assert [c.number for c in find(text, "ru")] == ["231", "5"]


@pytest.mark.parametrize("text", ["проекта новой Конституции", "Проект новой редакции Закона «О пчёлах»"])
def test_a_draft_of_a_new_edition_is_a_bill(text: str) -> None:
    assert [(c.kind, c.start) for c in find(text, "ru")] == [("bill", 0)]


def test_those_who_act_are_no_part_of_a_title() -> None:
    text = "Тармактын колдонуучулары желекти өзгөртүү жөнүндө мыйзам долбооруна каршы"
    assert [c.title for c in find(text, "ky")] == ["желекти өзгөртүү жөнүндө"]


def test_a_place_is_called_in_letters_of_its_language() -> None:
    told = [
        ("ky", "Миӊ-Булак айыл аймагынын айылдык кеӊешинин 2019-жылдын 3-мартындагы № 22 токтому"),
        ("ky", "МИӉ – БУЛАК АЙЫЛДЫК КЕӉЕШИНИН № 22 ТОКТОМУ"),
        ("ru", "постановление Миӊ-Булакского айылного кенеша № 22"),
        ("ru", "В Ѳзгѳнском районе распоряжением акима № 22 создан фонд."),
    ]
    places = [c.place for lang, text in told for c in find(text, lang)]
    assert places == ["Миң-Булак айыл аймагы", "Миң-Булак айыл аймагы", "Миң-Булакский айыл аймак", "Өзгөнский район"]


WHO = {
    "Көл-Башы облустук мамлекеттик администрациясынын губернаторунун 2019-жылдын 3-мартындагы № 22 токтому": (
        "local_resolution", "2019-03-03", "22", "governor", "Көл-Башы облусу"),
    "Ош мэриясынын вице-мэринин 2019-жылдын 3-мартындагы № 22 буйругу": (
        "order", "2019-03-03", "22", "mayor", "Ош шаары"),
    "Ош шаарынын мэринин биринчи орун басарынын 2019-жылдын 3-мартындагы № 22 буйругу": (
        "order", "2019-03-03", "22", "mayor", "Ош шаары"),
    "Ош шаарынын мэри Асан Үсөновдун 2019-жылдын «3»-мартындагы № 22 буйругу": (
        "order", "2019-03-03", "22", "mayor", "Ош шаары"),
    "Көл-Башы АӨ башчысынын 2019-жылдын 3-мартындагы № 22 буйругу": (
        "order", "2019-03-03", "22", "head_aiyl_okmotu", "Көл-Башы айыл аймагы"),
    "Көл-Башы А/Ө-нүн 03.032019-ж. № 22 токтому": (
        "local_resolution", "2019-03-03", "22", "aiyl_okmotu", "Көл-Башы айыл аймагы"),
    "Абдылдаев атындагы айыл өкмөтүнүн 0303.2019-ж. № 22 токтому": (
        "local_resolution", "2019-03-03", "22", "aiyl_okmotu", "Абдылдаев айыл аймагы"),
    "Биринчи Май райондук акимчилигинин 03. 03. 2019-ж. № 22 буйругу": (
        "order", "2019-03-03", "22", "governor", "Биринчи Май району"),
    "КБШКнын 2019-жылдын 3-мартындагы № 22 токтому": (
        "local_resolution", "2019-03-03", "22", KENESH, "Кара-Балта шаары"),
    "Кеңеш айылдык кеңешинин кезектеги сессиясынын № 22 токтому": (
        "local_resolution", None, "22", KENESH, "Кеңеш айыл аймагы"),
    "Көл-Башы айылдык кеңешинин II сессиясынын Т О К Т О М У 2019-жылдын 3-мартындагы №22": (
        "local_resolution", "2019-03-03", "22", KENESH, "Көл-Башы айыл аймагы"),
    "Көл-Башы айылдык кеңешинин II сессиясынын ТОКТОМУ № 22\n\n  Төмөн айылы" + 60 * " " + "3-март 2019-жыл": (
        "local_resolution", "2019-03-03", "22", KENESH, "Көл-Башы айыл аймагы"),
    "Көл-Башы айылдык кеңешинин II сессиясынын ТОКТОМУ № 22\n\n  2019-жылдын 3-марты": (
        "local_resolution", "2019-03-03", "22", KENESH, "Көл-Башы айыл аймагы"),
    "Көл-Башы айылдык кеңешинин II сессиясынын" + 60 * " " + "\n\nТОКТОМУ" + 60 * " " + "\n\n3-март,2019-жыл. № 22": (
        "local_resolution", "2019-03-03", "22", KENESH, "Көл-Башы айыл аймагы"),
    "распоряжением мэра Бишкека Асана Усенова от 3 марта 2019 года № 22": (
        "order", "2019-03-03", "22", "mayor", "Бишкек"),
    "распоряжением мэра Асана Усенова от 3 марта 2019 года № 22": ("order", "2019-03-03", "22", "mayor", None),
    "постановлением кенеша села Верхнее Манасского района от 03.032019 г. № 22": (
        "local_resolution", "2019-03-03", "22", KENESH, "Верхнее айыл аймак"),
    "распоряжением Жайылской РГА от 3 марта 2019 года № 22": (
        "order", "2019-03-03", "22", "governor", "Жайылский район"),
}  # fmt: skip


@pytest.mark.parametrize("text", WHO)
def test_the_body_is_told_by_its_head_its_letters_or_a_name(text: str) -> None:
    found = find(text, "ru" if text[0].islower() else "ky")
    assert [(c.kind, c.date, c.number, c.issuer, c.place) for c in found] == [WHO[text]]
    assert (found[0].start, found[0].end) == (0, len(text))


def test_a_double_sign_begins_a_list_of_numbers() -> None:
    kyrgyz = find("Көл-Башы айылдык кеңешинин 2019-жылдын 3-мартындагы №№ 5, 6/1 жана 7 токтомдору", "ky")
    russian = find("постановлениями Ошского городского кенеша №№ 5, 6/1 и 7", "ru")
    assert [c.number for c in kyrgyz] == [c.number for c in russian] == ["5", "6/1", "7"]
    assert {c.issuer for c in (*kyrgyz, *russian)} == {KENESH}


def test_rising_numbers_with_hyphens_are_a_list() -> None:
    (act,) = find("Бюджет кодексинин 6-7-14-18-беренелерине", "ky")
    assert act.provision_texts == ("6", "7", "14", "18")


def test_a_title_follows_the_day_of_adoption() -> None:
    (act,) = find("Постановлением Кабинета министров, принятым 15 мая 2019 года, о порядке выдачи мёда", "ru")
    assert act.title == "о порядке выдачи мёда"


def test_who_signs_decides() -> None:
    (act,) = find("Ош шаарынын мэри Асан Үсөнов № 22 буйрукка кол койду.", "ky")
    assert (act.kind, act.issuer, act.place) == ("order", "mayor", "Ош шаары")


READ: dict[str, tuple[str, str, str | None, str | None, str]] = {
    # letters of the noun set apart two by two
    "Көл-Башы айылдык кеңешинин биринчи сессиясынын Т О К ТО М У 2016-жылдын 30-майы № 1": (
        "ky", "local_resolution", KENESH, "Көл-Башы айыл аймагы", "Көл-Башы"),
    # the body behind the noun
    "«19» январь 2019-жыл № 1 Төмөн айылы Токтому Көл-Башы айыл аймагынын айылдык Кеңешинин кезексиз 17-сессиясы": (
        "ky", "local_resolution", KENESH, "Көл-Башы айыл аймагы", "«19»"),
    # what a body decides, named by its matter alone
    "Мэрия көчө соодасын иретке келтирүү тууралуу буйрук чыгарды.": ("ky", "order", "mayor", None, "көчө"),
    "Кемин районунун акими жайлоого көчүү мөөнөтү жөнүндө буйрук чыгарды.": (
        "ky", "order", "governor", "Кемин району", "жайлоого"),
    "Ош шаарынын мэриясынын тарифтерди бекитүү жөнүндөгү токтомунда жазылган.": (
        "ky", "local_resolution", "mayor", "Ош шаары", "Ош"),
    # programmes, charters, reglaments of a place
    "Көл шаарын 2019-2023-жылдары социалдык жактан өнүктүрүү программасы угулду.": (
        "ky", "program", KENESH, "Көл шаары", "Көл"),
    "Көл-Башы айыл өкмөтүнүн жергиликтүү жамаатынын уставын карады.": (
        "ky", "other", KENESH, "Көл-Башы айыл аймагы", "Көл-Башы"),
    "Устав Бишкека даёт это право.": ("ru", "other", KENESH, "Бишкек", "Устав"),
    "Жергиликтүү кеңештин типтүү регламентинин 21-пунктуна ылайык": (
        "ky", "reglament", KENESH, None, "Жергиликтүү"),
    # named documents without the words of a title
    "1. Кыртыштын сапатын аныктоо тартиби тиркемеге ылайык бекитилсин.": ("ky", "regulation", None, None, "Кыртыштын"),
    "утвердил программу ремонта населенных пунктов на 2026–2030 годы": ("ru", "program", None, None, "программу"),
    "айрым мыйзам актыларына өзгөртүү киргизүү жөнүндө Кыргыз Республикасынын мыйзамы": (
        "ky", "law", "parliament", None, "айрым"),
    "«Сууколдонуужөнүндө» Кыргыз Республикасынын Мыйзамынын 36-беренеси": ("ky", "law", "parliament", None, "«"),
}  # fmt: skip


@pytest.mark.parametrize("text", READ)
def test_an_act_is_read_in_the_words_of_its_place(text: str) -> None:
    lang, *expected, begins = READ[text]
    found = [c for c in find(text, lang) if not c.elliptic]
    assert [[c.kind, c.issuer, c.place] for c in found] == [expected]
    assert text[found[0].start :].startswith(begins)


@pytest.mark.parametrize(
    "text",
    [
        "Райондук сот айыпкерди камоо жөнүндө токтом чыгарды.",
        "Прокуратура кылмыш ишин козгоо жөнүндө токтом чыгарды.",
        "Мэр орун басарын кызматтан бошотуу жөнүндө буйрук чыгарды.",
        "«Бишкек шаарынын райондорун башкаруу тартибин бекитүү жөнүндө»",
    ],
)
def test_what_is_decided_in_one_case_is_no_act(text: str) -> None:
    assert not find(text, "ky")


def test_a_list_of_numbers_is_a_list_of_acts() -> None:
    found = find("Көл шаардык кеңешинин 2021-жылдын 18-ноябрындагы № 5, 6, 7 токтомдору жарыяланды.", "ky")
    assert [c.number for c in found] == ["5", "6", "7"]
    assert {(c.issuer, c.place, c.date) for c in found} == {(KENESH, "Көл шаары", "2021-11-18")}


def test_a_heading_takes_its_whole_title() -> None:
    text = (
        "Көл шаардык кеңешинин IV сессиясы ТОКТОМ 2022-жылдын 8-февралы № 1 Көл шаары Б. Асановдун отчету, план жөнүндө"
    )
    assert [(c.start, c.end) for c in find(text, "ky")] == [(0, len(text))]
