"""The tables of forms: a lawyer extends them with a text editor, the schema says what is wrong."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from portal.corpus.citing import form_problems
from portal.law import chunks, find, reading, tables, words

CACHES = (
    tables.common,
    tables.forms,
    words.vocabulary,
    reading._signs,
    chunks._months,
    chunks._states,
    chunks._codes,
    chunks.month_of,
)


@pytest.fixture
def edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str, object], None]]:
    """Adds to a copy of the tables: the file, the path of the field, what is added."""
    folder = tmp_path / "forms"
    shutil.copytree(tables.FOLDER, folder)
    monkeypatch.setattr(tables, "FOLDER", folder)

    def forget() -> None:
        for cached in CACHES:
            cached.cache_clear()

    def add(name: str, path: str, value: object) -> None:
        file = folder / f"{name}.yml"
        data = yaml.safe_load(file.read_text("utf-8"))
        *parents, last = (int(part) if part.isdecimal() else part for part in path.split("/"))
        at = data
        for parent in parents:
            at = at[parent]
        if isinstance(at.get(last), list):
            at[last] = [*at[last], value]
        else:
            at[last] = value
        file.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
        forget()

    forget()
    yield add
    forget()


FORMS = [
    ("ru", "ru", "nouns/order", "ордонанс", "ордонансом от 5 мая 2020 года № 7", "order", "2020-05-05", "7"),
    ("ky", "ky", "nouns/treaty", "меморандум", "«Суу жөнүндө» Меморандумдун 5-беренесинде", "treaty", None, None),
    ("ru", "ru", "issuers/local_kenesh", "сход", "решением сельского схода от 5 мая 2020 года № 7", "local_resolution",
     "2020-05-05", "7"),
    ("ky", "ky", "issuers/local_kenesh", "курултай", "Ош шаардык курултайынын 2020-жылдын 5-майындагы № 7 чечими",
     "local_resolution", "2020-05-05", "7"),
    ("ru", "ru", "title_begins", "касательно", "закон КР касательно водных ресурсов", "law", None, None),
    ("ky", "ky", "title_ends", "жаатында", "КР Суу жаатында Мыйзамы", "law", None, None),
    ("ru", "ru", "names", {"name": "Токийская повестка", "kind": "other"}, "статьи 8 Токийской повестки", "other", None,
     None),
    ("ru", "ru", "adjectives/code", "спортивный", "статья 5 Спортивного кодекса", "code", None, None),
    ("ru", "common", "states/jp", {"names": ["Япония"]}, "Закон Японии от 5 мая 2020 года № 7", "law", "2020-05-05",
     "7"),
    ("ru", "common", "months/5", {"begins": ["травн"]}, "Закон КР от 5 травня 2020 года № 7", "law", "2020-05-05", "7"),
    ("ru", "ru", "before_noun", "number", "подписал № 7 постановление Правительства КР", "gov_resolution", None,
     "7"),
    ("ky", "ky", "units/article/words", "модда", "ушул Мыйзамдын 5-моддасы", "law", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "name", "path", "value", "text", "kind", "date", "number"), FORMS)
@pytest.mark.slow
def test_a_form_is_added_by_the_table_alone(
    edited: Callable[[str, str, object], None],
    lang: str,
    name: str,
    path: str,
    value: object,
    text: str,
    kind: str,
    date: str | None,
    number: str | None,
) -> None:
    before = [(c.kind, c.date, c.number, c.start, c.end, c.jurisdiction) for c in find(text, lang)]
    edited(name, path, value)
    (citation,) = find(text, lang)
    after = (citation.kind, citation.date, citation.number, citation.start, citation.end, citation.jurisdiction)
    assert after[:3] == (kind, date, number)
    assert [after] != before


INVENTED = [
    ("ru", "nouns/law", "статут", "статья 5 Статута КР «О воде» от 5 мая 2020 года № 7", "law", "parliament", None),
    ("ky", "nouns/law", "статут", "КР «Суу жөнүндө» Статутунун 5-беренеси", "law", "parliament", None),
    ("ru", "nouns/resolution", "вердикт", "вердиктом мэрии города Ош от 5 мая 2020 года № 7", "local_resolution",
     "mayor", "Ош"),
    ("ru", "issuers/ministry", "коллегия", "приказом коллегии юстиции № 7", "order", "ministry", None),
    ("ky", "issuers/mayor", "градоначальник", "Ош шаарынын градоначальнигинин 2020-жылдын 5-майындагы № 7 токтому",
     "local_resolution", "mayor", "Ош шаары"),
    ("ky", "names", {"name": "Токио күн тартиби", "kind": "treaty"}, "Токио күн тартибинин 8-беренесине", "treaty",
     None, None),
    ("ru", "title_begins", "относительно",
     "постановлением Правительства КР относительно водных ресурсов от 5 мая 2020 года № 7", "gov_resolution",
     "government", None),
    ("ru", "units/article/words", "клаузула", "клаузула 5 Закона КР «О воде»", "law", "parliament", None),
    ("ru", "short_acts/уп", "decree", "УП КР № 5 от 5 мая 2020 года", "decree", "president", None),
    ("ky", "short_codes/цк", {"title": "Цифралык кодекс"}, "КР ЦК 5-беренесине", "code", "parliament", None),
    ("ru", "places/kinds/волость", ["волость", "волостной"], "решением Ак-Суйского волостного кенеша № 5",
     "local_resolution", "local_kenesh", "Ак-Суйский волость"),
    ("ru", "session/nouns", "ассамблея", "решением 5-й ассамблеи Ошского городского кенеша от 5 мая 2020 года № 5",
     "local_resolution", "local_kenesh", "Ош"),
    ("ky", "draft", "сунуштама", "«Суу жөнүндө» мыйзамдын сунуштамасы", "bill", None, None),
    ("ru", "adopted", "подписанный", "Закон КР, подписанный 5 мая 2020 года", "law", "parliament", None),
    ("ru", "nouns/regulation", "низам", "пункт 5 Низама о водных союзах", "regulation", None, None),
    ("ky", "nouns/regulation", "низам", "«Суу пайдалануу жөнүндө» Низамдын 5-пункту", "regulation", None, None),
    ("ru", "nouns/treaty", "меморандум",
     "Меморандум о связи между Правительством КР и Правительством Республики Казахстан от 5 мая 2020 года", "treaty",
     None, None),
    ("ky", "nouns/decree", "фарман", "КР Президентинин 2020-жылдын 5-майындагы № 7 Фарманы", "decree", "president",
     None),
    ("ru", "nouns/order", "циркуляр", "циркуляром Министерства финансов от 5 мая 2020 года № 7", "order", "ministry",
     None),
    ("ru", "nouns/directive", "директива", "директивой мэра города Ош от 5 мая 2020 года № 7", "order", "mayor", "Ош"),
    ("ru", "nouns/concept", "доктрина", "Доктрина развития регионов Кыргызской Республики на 2020–2025 годы", "concept",
     None, None),
    ("ky", "nouns/concept", "доктрина", "Кыргыз Республикасынын 2020–2025-жылдарга өнүктүрүү доктринасында", "concept",
     None, None),
    ("ky", "nouns/program", "план", "Кыргыз Республикасынын айылдарды өнүктүрүүнүн 2020–2025-жылдарга планынын",
     "program", None, None),
    ("ky", "session/nouns", "курултай", "Ак-Суу айылдык кеңешинин кезектеги V курултайынын № 5/1 токтому",
     "local_resolution", "local_kenesh", "Ак-Суу айыл аймагы"),
    ("ru", "session/words", "расширенный",
     "решением 15-й расширенной сессии Ошского городского кенеша от 5 мая 2020 года № 7", "local_resolution",
     "local_kenesh", "Ош"),
    ("ky", "title_ends", "хакында", "«Суу хакында» мыйзамдын 5-беренеси", "law", "parliament", None),
    ("ky", "issuers/aiyl_okmotu", "айыл башкармалык", "Ак-Суу айыл башкармалыгынын 2020-жылдын 5-майындагы № 7 токтому",
     "local_resolution", "aiyl_okmotu", "Ак-Суу айыл аймагы"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "path", "value", "text", "kind", "issuer", "place"), INVENTED)
@pytest.mark.slow
def test_an_invented_form_is_read_whole(
    edited: Callable[[str, str, object], None],
    lang: str,
    path: str,
    value: object,
    text: str,
    kind: str,
    issuer: str | None,
    place: str | None,
) -> None:
    edited(lang, path, value)
    (citation,) = find(text, lang)
    assert (citation.kind, citation.issuer, citation.place) == (kind, issuer, place)
    assert (citation.start, citation.end) == (0, len(text))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lang", "path", "word", "text", "title"),
    [
        ("ru", "nouns/regulation", "низам", "пункт 5 Низама о водных союзах", "Низам о водных союзах"),
        ("ky", "nouns/program", "план", "КРнын 2020–2025-жылдарга өнүктүрүү планынан",
         "КРнын 2020–2025-жылдарга өнүктүрүү планы"),
        ("ky", "nouns/program", "доктрина", "КРнын 2020–2025-жылдарга өнүктүрүү доктринасына",
         "КРнын 2020–2025-жылдарга өнүктүрүү доктринасы"),
    ],
)  # fmt: skip
def test_a_new_noun_is_shown_in_the_nominative(
    edited: Callable[[str, str, object], None], lang: str, path: str, word: str, text: str, title: str
) -> None:
    edited(lang, path, word)
    (citation,) = find(text, lang)
    assert citation.title == title


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "статья 5 ордонанса Ошского городского кенеша от 5 мая 2020 года № 7"),
        ("ky", "Ош шаардык кеңешинин 2020-жылдын 5-майындагы № 7 ордонансынын 5-беренеси"),
    ],
)
@pytest.mark.slow
def test_a_new_class_is_read_like_another(edited: Callable[[str, str, object], None], lang: str, text: str) -> None:
    shape = {"kind": "other", "like": "resolution", "cited_by": ["number"], "with_provision": True}
    edited("common", "classes/ordinance", shape)
    edited(lang, "nouns/ordinance", ["ордонанс"])
    (citation,) = find(text, lang)
    assert (citation.kind, citation.issuer, citation.number) == ("other", "local_kenesh", "7")
    assert (citation.start, citation.end, citation.provision_texts) == (0, len(text), ("5",))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "path", "value", "says"),
    [
        ("ru", "nouns/statute", ["статут"], "nouns.statute: no such class"),
        ("ru", "nouns/law", "закон(а|у)", ": nouns.law"),
        ("ru", "title_stops", ".*", ": title_stops"),
        ("ru", "issuers/emperor", ["император"], "is no issuer"),
        ("ru", "new_section", [], "new_section"),
        ("common", "classes/law/cited_by", "stamp", "is no evidence"),
        ("common", "classes/law/kind", "lex", "is no kind of act"),
        ("ru", "before_noun", "stamp", "before_noun"),
    ],
)
def test_a_broken_table_says_where(
    edited: Callable[[str, str, object], None], name: str, path: str, value: object, says: str
) -> None:
    edited(name, path, value)
    with pytest.raises(tables.TableError, match=re.escape(says)):
        find("Закон КР от 5 мая 2020 года № 7", "ru")
    (found,) = form_problems()
    assert found.code == "law-forms" and found.path == f"portal/law/forms/{name}.yml" and found.line >= 1


def test_tables_hold_words_and_no_patterns() -> None:
    for path in tables.FOLDER.glob("*.yml"):
        text = "\n".join(line.split("#")[0] for line in path.read_text("utf-8").splitlines())
        assert not set("\\^$|?") & set(text), path.name
