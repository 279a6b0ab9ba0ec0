"""The form's rules in JavaScript say the same as the models and the renderer of the portal."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import browsing
from portal.content.validation import validate
from portal.core import strict_yaml
from portal.editing.importing.marked import read_form
from portal.editing.importing.model import Items
from portal.editing.importing.notes import Notes
from portal.forms.page_data import describe, form_data
from portal.language.translit import slugify
from portal.markup.links import LinkMap
from portal.markup.render import Renderer
from portal.model.documents import KINDS, META, MODELS
from portal.model.fields import fields_of, models_of
from portal.model.values import Lang
from portal.reference.load import load_reference
from portal.words.interface import Interface
from repeating import repeated

pytestmark = pytest.mark.node

RUN = (
    browsing.CLIENT_SCRIPT
    + """
const fs = require("fs"), vm = require("vm"), [code] = process.argv.slice(1);
for (const name of ["language.js", "form-check.js"]) vm.runInThisContext(clientScript(name));
const { data, cases } = JSON.parse(fs.readFileSync(0, "utf8")), form = globalThis.portalFormCheck;
process.stdout.write(JSON.stringify(cases.map(eval(code))));
"""
)
TODAY = "2026-11-22"
RAW: dict[str, Any] = {
    "title": "Айылга таза суу келди",
    "summary": "Айылга таза суу кандайча келгени тууралуу кыскача баян.",
    "topics": ["drinking-water"],
    "sources": [{"title": "Айылдын отчету", "language": "ky", "accessed": "2026-11"}],
    "text": {"problem": "Суу жок болчу.", "steps": "Түтүк тартылды."},
}


@cache
def data(lang: Lang = "ky") -> dict[str, Any]:
    return form_data(load_reference(browsing.REPOSITORY)[0], Interface(lang))


def run(code: str, cases: list[Any], lang: Lang = "ky") -> list[Any]:
    found: list[Any] = json.loads(browsing.run_node(RUN, code, stdin=json.dumps({"data": data(lang), "cases": cases})))
    return found


def checked(cases: list[tuple[str, dict[str, Any]]]) -> list[dict[str, Any]]:
    return run(f'([kind, raw]) => form.check(kind, raw, data, "{TODAY}")', [list(case) for case in cases])


def python_codes(document: dict[str, Any]) -> set[str]:
    """What the models say of the document that the form made."""
    meta = {"kind": document["kind"], **document["meta"], "added": dt.date.fromisoformat(document["meta"]["added"])}
    _, problems = validate(META, meta, strict_yaml.Loaded(meta, {}, ()), "x")
    # The form has its choices in a list that opens: it need not name them.
    return {item.code.replace("field-missing-choice", "field-missing") for item in problems}


ROW = {"label": "Түтүк", "value": "4,5", "unit": "km"}
SOURCE = RAW["sources"][0]
GOOD: list[tuple[str, dict[str, Any]]] = [
    ("practice", {}),
    ("practice", {"figures": [{**ROW, "to": "10", "approximate": True, "payer": "lsg"}, {**ROW, "value": "1 500"}]}),
    ("practice", {"conditions": [{"text": "План бар"}, {"text": "План бар"}],
                  "later": [{"date": "2024", "text": "Суу."}],
                  "indicators": [{"label": "Суу", "after": "24", "unit": "hours"}],
                  "contacts": [{"body": "lsg", "role": "partner", "url": ""}]}),
    ("practice", {"period": {"start": "2021", "end": "2023"}, "status": "in-use", "evidence": "measured"}),
    ("practice", {"laws": [{"act": "kg-law-2021-123", "articles": "28; 39-1"}, {"act": ""}]}),
    ("practice", {"places": [{"oblast": "chuy", "district": "", "municipality": ""}], "period": {"start": ""}}),
    ("practice", {"sources": [{**SOURCE, "date": "22.11.2026", "accessed": "5.2026", "url": "https://кенеш.kg/ж?a=1"}]}),
    ("practice", {"title": "  Эки\u00a0\n сап \u200b\u202e ", "organisations": [{"id": "lsg", "role": "initiator"}]}),
    ("resolution", {"date": "2023-10-27", "votes": {"for": "0", "against": ""},
                    "recommendations": [{"number": "1", "addressees": ["cabinet"], "text": "Суу\nкерек."}]}),
    ("concept", {"type": "programme", "horizon": {"end": "2030"}, "text": {"free": "## Максаты\nСуу.\n- бир\n- эки"}}),
    ("course", {"format": "online", "certificate": "false", "date": "2024-06-12", "date_end": "2024-06"}),
    ("event", {"type": "contest", "date": "2024"}),
]  # fmt: skip
BAD: list[tuple[str, dict[str, Any], str]] = [
    ("practice", {"title": " \u200b"}, "field-missing"),
    ("practice", {"title": "я" * 301}, "text-long"),
    ("practice", {"title": "<b>Суу</b>"}, "html-forbidden"),
    ("practice", {"summary": "Кыска."}, "text-short"),
    ("practice", {"topics": []}, "field-missing"),
    ("practice", {"topics": ["a"] * 13}, "list-long"),
    ("practice", {"sources": [{"url": " "}]}, "field-missing"),
    ("practice", {"sources": [{**SOURCE, "accessed": ""}]}, "field-missing"),
    ("practice", {"sources": [{**SOURCE, "accessed": "30.02.2026"}]}, "yaml-date"),
    ("practice", {"sources": [{**SOURCE, "accessed": "2026-13"}]}, "yaml-date"),
    ("practice", {"sources": [{**SOURCE, "accessed": "1.02.1026"}]}, "field-date"),
    ("practice", {"sources": [{**SOURCE, "accessed": "кечээ"}]}, "field-date"),
    ("practice", {"sources": [{**SOURCE, "url": "kenesh.kg"}]}, "field-address"),
    ("practice", {"sources": [{**SOURCE, "url": "https://a@b.kg/"}]}, "field-address"),
    ("practice", {"sources": [{**SOURCE, "url": "https://example.kg/отчёт 1.pdf"}]}, "field-address-space"),
    ("practice", {"sources": [{**SOURCE, "url": "https://a б.kg/"}]}, "field-address"),
    ("practice", {"sources": [{**SOURCE, "url": "javascript:alert(1)"}]}, "field-address"),
    ("practice", {"sources": [{**SOURCE, "url": "https://a.kg/" + "x" * 1000}]}, "text-long"),
    ("practice", {"period": {"start": "2023", "end": "2021"}}, "field-order"),
    ("practice", {"period": {"start": "1849"}}, "field-date"),
    ("practice", {"period": {"start": "2021-ж."}}, "field-number"),
    ("practice", {"figures": [{**ROW, "value": "көп"}]}, "field-number"),
    ("practice", {"figures": [{**ROW, "to": "1"}]}, "field-order"),
    ("practice", {"figures": [{**ROW, "unit": ""}]}, "field-missing"),
    ("practice", {"laws": [{"act": "kg-law-2021-123", "articles": "3-берене"}]}, "field-pattern"),
    ("resolution", {"date": ""}, "field-missing"),
    ("resolution", {"date": "2023", "votes": {"for": "-1"}}, "field-value"),
    ("resolution", {"date": "2023", "votes": {"against": "1"}}, "field-missing"),
    ("event", {"type": "contest", "date": "2024-06-12", "date_end": "2024-05"}, "field-order"),
]


def test_what_the_form_lets_through_the_models_take() -> None:
    for (kind, change), found in zip(GOOD, checked([(k, {**RAW, **c}) for k, c in GOOD]), strict=True):
        assert found["problems"] == [], (kind, change)
        assert python_codes(found["document"]) == set(), (kind, change)


def test_the_form_finds_what_the_models_find() -> None:
    for (kind, change, code), found in zip(BAD, checked([(k, {**RAW, **c}) for k, c, _ in BAD]), strict=True):
        assert [one["code"] for one in found["problems"]] == [code], (kind, change)
        assert python_codes(found["document"]) == {code}, (kind, change)
        assert "{" not in found["problems"][0]["text"]


def test_messages_are_those_of_the_check_with_the_names_of_the_form() -> None:
    found = checked(
        [("practice", {**RAW, "title": "", "sources": [{**SOURCE, "url": "kg"}], "text": {"lessons": "А."}})]
    )
    assert [one["text"] for one in found[0]["problems"]] == [
        "Милдеттүү «Аталышы» талаасы жазылган эмес.",
        "«Эмне жасалды» деген бөлүм да, «Эмне чечилди жана пландалды» деген бөлүм да жок, мындай документте алардын "
        "бири болушу керек.",
        "«Булактар 1: Барактын дареги» талаасындагы «kg» – барактын толук дареги эмес.",
    ]
    assert [one["path"] for one in found[0]["problems"]] == [["title"], ["text", "steps"], ["sources", 0, "url"]]


def test_code_of_pages_is_told_with_its_field_as_it_was_typed() -> None:
    texts = ("Чыгым a<b эле.", "А <b>б</b>", 'А <a href="x">б</a>', "А <" + "x" * 30 + ">")
    changes = [{"text": {"problem": one, "steps": "Түтүк."}} for one in texts]
    found = [one["problems"][0]["text"] for one in checked([("practice", {**RAW, **one}) for one in changes])]
    assert all(one.startswith("«Көйгөй» талаасы.") and "боштук коюңуз" in one for one in found)
    shown = ["«<b»", "«<b>»", "«<a…>»", "«<" + "x" * 19 + "…»"]
    assert [one for one, text in zip(shown, found, strict=True) if one not in text] == []


def test_the_document_has_the_agreed_shape() -> None:
    raw = {
        **RAW,
        "figures": [ROW, {**ROW, "label": "Түтүк!"}],
        "places": [{"oblast": "chuy", "district": "jayyl", "municipality": "ak-bashat"}],
        "other": {"laws": "Айылдык кеңештин токтому", "places": " "},
    }
    document = checked([("practice", raw)])[0]["document"]
    assert list(document) == ["format", "version", "kind", "lang", "slug", "meta", "body", "notes"]
    assert (document["format"], document["version"], document["lang"]) == ("portal-document", 1, "ky")
    assert document["slug"] == slugify(RAW["title"], "ky")
    assert document["meta"]["added"] == TODAY
    assert [figure["id"] for figure in document["meta"]["figures"]] == ["tutuk", "tutuk-2"]
    assert document["meta"]["places"] == [{"municipality": "ak-bashat"}]
    assert document["body"] == "## Көйгөй\n\nСуу жок болчу.\n\n## Эмне жасалды\n\nТүтүк тартылды.\n"
    assert document["notes"] == ["Укуктук негизи: Айылдык кеңештин токтому"]


def test_an_opened_document_gives_the_same_document() -> None:
    cases = [(kind, {**RAW, **change}) for kind, change in GOOD]
    first = [found["document"] for found in checked(cases)]
    again = run(f'(one) => form.check(one.kind, form.raw(one, data), data, "{TODAY}").document', first)
    assert again == first


@pytest.mark.parametrize("lang", ["ky", "ru"])
def test_names_of_files_are_those_of_python(lang: Lang) -> None:
    texts = [
        "Айылга таза суу: 3 жылда!",
        "№5 чечим",
        "Жеңил жол — ӊ ѳ",
        "Щёлочь «ъ» объект",
        "Öz köy",
        "ﬁ Ⅻ",
        "é ñ",
        "",
    ]
    texts += ["aйыл", "Cуу", "ЖЫЛ-2024", "a" * 90]
    assert run("(one) => form.slug(one, data)", texts, lang) == [slugify(one, lang)[:80].strip("-") for one in texts]


HOSTILE = [
    "# аталыш", "> цитата", "    код", "***", "---", "===", "~~~", "!!! note", "[x](javascript:alert(1))",
    "![x](y.png)", "![x][y]", "[^1]: a", "a | b\n--|--\n1 | 2", ": термин", "{: .x onclick=y }",
    "a_b_c *d* `e` \\ \\\\",
    "&lt;b&gt; &#60;",
    "https://a.kg/x_y_z?a=b&copy=1", "2014. жыл", "1) бир", "5 < 6 > 4", "a\x02wzxhzdk:0\x03", "*[HTML]: x", "+ плюс",
    "``` x",
    "<https", "- [ ] иш", "\\# x", "1.", "-", "|", "## x {#y}", "a  \nb",
]  # fmt: skip


def shown(texts: list[str]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Each text as the portal would show it, as people see it, with the codes of problems."""
    from selectolax.lexbor import LexborHTMLParser

    renderer = Renderer("ky", LinkMap(frozenset(), set()), "x")
    found = []
    for body in run("(one) => form.markdown(one)", texts):
        rendered, problems = renderer.render(body, kind="page", path="x", own_address="x.html")
        tree = LexborHTMLParser(rendered.html)
        tags = {node.tag for node in tree.css("body *")}
        assert tags <= {"p", "ul", "ol", "li", "strong"}, (body, rendered.html)
        text = tree.body.text(separator=" ") if tree.body else ""
        found.append((body, " ".join(text.split()), tuple(item.code for item in problems)))
    return found


@pytest.mark.slow
def test_nothing_that_a_person_types_is_markdown() -> None:
    for text, (body, seen, problems) in zip(HOSTILE, shown(HOSTILE), strict=True):
        plain = text.replace("\x02", "").replace("\x03", "")
        if not text.startswith(("-", "1)", "+")):
            assert seen == " ".join(plain.split()), (text, body)
        assert set(problems) <= {"html-forbidden"} and (not problems or "<h" in text), (text, problems)
    assert run("(one) => form.unescape(form.markdown(one))", HOSTILE[:3]) == [one.strip() for one in HOSTILE[:3]]


def test_lists_stay_lists() -> None:
    text = "Башында:\n- бир\n• эки\n– үч\nанан\n1. А\n2. Б\n2014. жыл"
    assert run("(one) => form.markdown(one)", [text]) == [
        "Башында:\n\n- бир\n- эки\n- үч\n\nанан\n\n1. А\n2. Б\n\n2014\\. жыл"
    ]
    # Texts of law point to «2)».
    assert run("(one) => form.markdown(one)", ["1) А\n2) Б"]) == ["1\\) А\n\n2\\) Б"]


def test_points_lie_in_points() -> None:
    text = "  - а\n  - б\n    2. в\n    3. г\n    - д\n  ○ е\n1. ж\n\t- з\n  и\n   - к"
    markdown = "- а\n- б\n\n  2. в\n  3. г\n\n  - д\n- е\n\n1. ж\n   - з\n\nи\n\n- к"
    assert run("(one) => form.markdown(one)", [text]) == [markdown]
    assert run("(one) => form.markdown(form.unescape(one))", [markdown]) == [markdown]
    # As import reads it: «б» holds «в», «г», «д»; «ж» holds «з».
    document = {
        "kind": "concept",
        "lang": "ky",
        "format": "portal-document",
        "version": 1,
        "meta": {},
        "body": markdown,
    }
    read = read_form(json.dumps(document).encode(), Notes()).blocks
    first, second, _, last = read
    assert isinstance(first, Items) and isinstance(second, Items) and isinstance(last, Items)
    assert [len(item) for item in first.items] == [1, 3, 1] and [len(item) for item in second.items] == [2]
    assert isinstance(inner := first.items[1][1], Items) and (inner.start, len(inner.items)) == (2, 2)


def test_line_ends_of_other_programs_part_words() -> None:
    text = "суу келди.\u000bДолбоор\u2028жазылды\u2029анан\u0085бүттү, түз\u001eсызык, со\u001fз"
    change = {"title": text, "summary": text, "text": {"problem": text, "steps": "- бир\u000b- эки"}}
    (found,) = checked([("practice", {**RAW, **change})])
    whole = "суу келди. Долбоор жазылды анан бүттү, түз-сызык, соз"
    assert not found["problems"] and found["document"]["meta"]["title"] == whole
    assert " ".join(found["document"]["meta"]["summary"].split()) == whole
    assert found["document"]["body"].startswith("## Көйгөй\n\nсуу келди.\n\nДолбоор\n\nжазылды")
    assert "- бир\n- эки" in found["document"]["body"]


def test_words_between_two_pairs_of_stars_are_bold() -> None:
    texts = ["**Көйгөй:** суу *жок*, («**өтө _кымбат_**»).", "- **бир** эки", "2**3 ** 4**, ** а**", "**а*б**"]
    bold = ["**Көйгөй:** суу \\*жок\\*, («**өтө \\_кымбат\\_**»).", "- **бир** эки"]
    found = run("(one) => form.markdown(one)", texts)
    assert found[:2] == bold
    assert all("**" not in one.replace("\\*", "") for one in found[2:]), "other stars are seen as they are"
    assert run("(one) => form.unescape(form.markdown(one))", texts) == texts
    seen = [text for _, text, problems in shown(texts) if not problems]
    assert seen[:2] == ["Көйгөй: суу *жок*, (« өтө _кымбат_ »).", "бир эки"]


def test_fields_that_nobody_filled_in_are_told_before_anything_is_sent() -> None:
    gaps: list[tuple[dict[str, Any], list[Any]]] = [
        ({"title": "«…»"}, ["title"]), ({"title": "Аталышы"}, ["title"]), ({"title": "ххх"}, ["title"]),
        ({"title": "«…» айылынын тажрыйбасы"}, ["title"]),
        ({"summary": "___ айылына таза суу кандайча келгени"}, ["summary"]),
        ({"sources": [{**SOURCE, "title": "???"}]}, ["sources", 0, "title"]),
        ({"text": {"problem": "…", "steps": "Түтүк тартылды."}}, ["text", "problem"]),
        ({"text": {"problem": "Көйгөй", "steps": "Түтүк тартылды."}}, ["text", "problem"]),
    ]  # fmt: skip
    for (change, path), found in zip(gaps, checked([("practice", {**RAW, **c}) for c, _ in gaps]), strict=True):
        assert [(one["code"], one["path"]) for one in found["problems"]] == [("field-unfilled", path)], change
    whole = {"title": "Суу… жана үмүт", "text": {"problem": "Мен, «…», өтүнөм: ___", "steps": "А […] б"}}
    assert checked([("practice", {**RAW, **whole})])[0]["problems"] == [], "a sample of a paper may have gaps"


def test_tables_stay_tables() -> None:
    text = (
        "Чыгым:\n| Эмне | Сом |\n| --- | --- |\n| *Түтүк* \\| кран | 5 | ашык |\n| А | Б |\n|---|---|\n| 1. |  |\nанан"
    )
    markdown = (
        "Чыгым:\n\n| Эмне | Сом |  |\n| --- | --- | --- |\n| \\*Түтүк\\* \\| кран | 5 | ашык |"
        "\n\n| А | Б |\n| --- | --- |\n| 1\\. |  |\n\nанан"
    )
    assert run("(one) => form.markdown(one)", [text]) == [markdown]
    again = run(
        "(one) => form.markdown(form.unescape(one))", [markdown, "| a\\\\ | b\\\\\\|c |\n| --- | --- |\n| 1 | 2 |"]
    )
    assert again == [markdown, "| a\\\\ | b\\\\\\|c |\n| --- | --- |\n| 1 | 2 |"]
    from selectolax.lexbor import LexborHTMLParser

    renderer = Renderer("ky", LinkMap(frozenset(), set()), "x")
    rendered, problems = renderer.render(markdown, kind="page", path="x", own_address="x.html")
    cells = [node.text().strip() for node in LexborHTMLParser(rendered.html).css("th, td")]
    assert cells == ["Эмне", "Сом", "", "*Түтүк* | кран", "5", "ашык", "А", "Б", "1.", ""] and not problems
    assert run("(one) => form.markdown(one)", ["| а | б |\n| в | г |", "|-|-|"]) == [
        "\\| а \\| б \\|\n\n\\| в \\| г \\|",
        "\\|-\\|-\\|",
    ]


@repeated(2)
@given(st.lists(st.text(alphabet="аж 1.)-*_#>`~|[]{}()!<&;:=+\\\n\t\"'x", max_size=40), min_size=80, max_size=80))
def test_any_text_is_shown_as_it_was_typed(texts: list[str]) -> None:
    kept = [one for one in texts if "<" not in one]
    bare = str.maketrans("", "", " \t\n-•–.)0123456789")
    for text, (body, seen, _) in zip(kept, shown(kept), strict=True):
        # The marks of lists are drawn by the browser, so that they are left out on both sides.
        assert seen.translate(bare).replace("*", "") == text.translate(bare).replace("*", ""), (text, body)


def test_the_form_asks_for_every_field_of_every_kind() -> None:
    for kind in KINDS:
        described = describe(kind, Interface("ru"))
        asked = {name for part in described["parts"] for name in part["fields"]} - {"text"}
        wanted = {name for name, declared in fields_of(MODELS[kind]).items() if declared.asked}
        assert wanted >= {"title", "summary", "topics", "sources"}
        assert asked == wanted == set(described["fields"])
        for name, model in models_of(MODELS[kind]).items():
            holder = next((node for node in described["fields"].values() if _is_of(node, model)), None)
            if holder:
                inner = {info.alias or field for field, info in model.model_fields.items()}
                assert {node["name"] for node in holder["fields"]} >= inner - {"id"}, name


def _is_of(node: dict[str, Any], model: Any) -> bool:
    return [item["name"] for item in node.get("fields", ())] == [
        info.alias or name for name, info in model.model_fields.items()
    ]


def test_choices_have_words() -> None:
    for lang in ("ky", "ru"):
        for kind in KINDS:
            for node in _nodes(describe(kind, Interface(lang))["fields"].values()):
                for value, name in node.get("options", ()):
                    assert name and name != value, (node["name"], value)


def _nodes(nodes: Any) -> Any:
    for node in nodes:
        yield node
        yield from _nodes(node.get("fields", ()))
