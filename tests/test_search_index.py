"""The search index: its numbers, shards and bounds, what is in it, and that it is always the same."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from browsing import CLIENT_SCRIPT, run_node
from portal.language.analysis import index_keys
from portal.language.normalise import fold
from portal.search import analyse, packing
from portal.search.analyse import Analyser, Words, words_of
from portal.search.asked import asked_file
from portal.search.build import SearchIndex, build_index
from portal.search.codec import front_code, script, to_json, unvlq, vlq, zigzag
from portal.search.documents import slots
from portal.search.model import Entry, Suggestion, TermNames, Unit
from portal.search.packing import Packing, texts_a_file
from portal.search.shards import Rows, Shard
from portal.search.terms import TermRow
from repeating import repeated

BAD = ("", " ", "!!! ??? …", "😀🎉", "<script>alert(1)</script>", "а" * 10_000, "суу " * 2_500, '"', "«»", "жана да",
       "и в на", "\u0001", "т" * 30, "--", "№", "1" * 400, "()[]{}*")  # fmt: skip
LETTERS = "абвгдежзийклмнңоөпрстуүфхцчшщъыьэюя"
ENGINE = (
    CLIENT_SCRIPT
    + """
const fs = require("fs"), vm = require("vm");
const [input] = process.argv.slice(1), files = JSON.parse(fs.readFileSync(0, "utf8"));
const context = vm.createContext({});
const scripts = ["language", "language-stems", "language-roots", "search"];
for (const name of scripts) vm.runInContext(clientScript(name + ".js"), context);
const { portalSearch } = context;
const asked = [];
portalSearch.use(async (address) => {
  const name = address.split("?")[0].split("/").pop().replace(/[.][0-9a-f-]{8}[.]js$/, ".js");
  asked.push(name);
  if (name.startsWith("built:search-")) return vm.runInContext(clientScript(name.slice(6)), context);
  if (files[name] === undefined) throw new Error(name);
  vm.runInContext(files[name], context);
});
(async () => {
  const out = [];
  const { lang, jobs } = JSON.parse(input);
  const index = await portalSearch.open(lang, "");
  for (const [kind, text] of jobs) {
    if (kind === "search" || kind === "early") {
      const found = await index.search(text, { all: true, early: kind === "early" });
      const cards = await index.cards(found.hits.map((hit) => hit.doc));
      const hits = found.hits.map(({ doc, score, units, partial, below }) => ({ doc, score, units, partial, below }));
      out.push({ ...found, hits, groups: undefined, words: undefined, paths: cards.map((card) => card.path) });
    } else if (kind === "suggest") out.push(await index.suggest(text, 8));
    else if (kind === "snippet") out.push(portalSearch.snippet(text[0], new Set(text[1]), ...text.slice(2)));
    else if (kind === "replace") Object.assign(files, text);
    else if (kind === "facets") {
      const rows = ({ values, starts, row }) => {
        return { values, of: [...starts].slice(1).map((end, i) => [...row.slice(starts[i], end)]) };
      };
      out.push(Object.fromEntries(Object.entries(await index.facets()).map(([name, column]) => [name, rows(column)])));
    }
    else if (kind === "order") out.push(await index.order());
    else if (kind === "asked") out.push(asked.splice(0));
  }
  console.log(JSON.stringify(out));
})();
"""
)


def ask(index: SearchIndex, lang: str, *jobs: tuple[str, object], without: Iterable[str] = ()) -> list:
    files = {name: text for name, text in index.files.items() if name not in set(without)}
    script_input = json.dumps({"lang": lang, "jobs": jobs}, ensure_ascii=False)
    return json.loads(run_node(ENGINE, script_input, stdin=json.dumps(files, ensure_ascii=False)))


def entry(key: str, title: str, text: str = "", **more: object) -> Entry:
    units = more.pop("units", (Unit("", "", text), Unit("results", "Натыйжа", str(more.pop("second", "")))))
    facets = {"kind": ("practice",), "translation": ("original",)}
    values = {"kind": "practice", "state": "original", "title_lang": "ky", "summary": "", "passport": "",
              "units": units, "facets": facets, **more}  # fmt: skip
    return Entry(key=key, title=title, **values)  # type: ignore[arg-type]


@given(st.lists(st.integers(min_value=0, max_value=1 << 40)))
def test_numbers_come_back(numbers: list[int]) -> None:
    assert unvlq("".join(vlq(number) for number in numbers)) == numbers


@given(st.integers(min_value=-(10**6), max_value=10**6))
def test_signed_numbers_are_one_to_one(number: int) -> None:
    coded = zigzag(number)
    assert (coded // 2 if coded % 2 == 0 else -(coded + 1) // 2) == number


@given(st.lists(st.text(LETTERS, min_size=1, max_size=12)))
def test_front_coding_comes_back(words: list[str]) -> None:
    last, found = "", []
    for coded in front_code(sorted(words)):
        last = last[: unvlq(coded[0])[0]] + coded[1:]
        found.append(last)
    assert found == sorted(words)


@given(st.text())
def test_scripts_hold_any_text(text: str) -> None:
    made = script("ky", "e", "n", to_json(text))
    assert "</" not in made and "\u2028" not in made and made.count("\n") == 1
    assert json.loads(to_json(text)) == text


@st.composite
def corpora(draw: st.DrawFn) -> list[Entry]:
    word = st.text(LETTERS, min_size=1, max_size=9)
    texts = draw(st.lists(st.lists(word, min_size=1, max_size=25), min_size=1, max_size=12))
    return [entry(f"practices/d{n}", words[0], " ".join(words)) for n, words in enumerate(texts)]


@repeated(25)
@given(corpora())
def test_every_term_is_found_by_the_bounds_with_its_postings(entries: list[Entry]) -> None:
    index = build_index("ky", entries)
    manifest = json.loads(index.manifest)
    bounds = manifest["bounds"].split() if manifest["bounds"] else []
    analyser = Analyser("ky")
    shards = {}
    for name, text in index.files.items():
        if re.fullmatch(r"t\d+\.js", name):
            data = json.loads(re.search(r'"t\d+",(.*)\);', text)[1])  # type: ignore[index]
            last, keys = "", []
            for line in data[0].split(" "):
                coded = line.split(",")[0]
                last = last[: unvlq(coded[0])[0]] + coded[1:]
                keys.append(last)
            shards[name] = dict(zip(keys, data[1].split(" "), strict=True))
    for number, item in zip(slots([item.key for item in entries]), entries, strict=True):
        for raw in words_of(item.units[0].text):
            for key, _ in analyser.word(raw)[1]:
                place = sum(bound <= fold(key) for bound in bounds)
                numbers = iter(unvlq(shards[f"t{place}.js"][key]))
                document = -1
                found = False
                for gap in numbers:
                    document += gap + 1
                    assert 1 <= next(numbers) % 32 <= 31
                    next(numbers)
                    found |= document == number
                assert found


def test_a_rare_form_is_found_first() -> None:
    index = build_index("ky", [entry("a", "суу", "суу сууга суунун"), entry("b", "жол", "сууга")])
    (found,) = ask(index, "ky", ("search", "суунун"))
    assert found["paths"] == ["a.html", "b.html"]


def test_equal_input_gives_equal_bytes() -> None:
    entries = [entry(f"d{n}", f"Суу {n}", "таза суу айылга келди " * n) for n in range(9)]
    concepts = [
        TermNames(("жергиликтүү өз алдынча башкаруу", "ЖӨБ"), (("ru", "местное самоуправление"), ("ru", "МСУ")))
    ]
    first, second = (build_index("ky", entries, concepts) for _ in range(2))
    assert first.files == second.files and list(first.files) == list(second.files)


@pytest.fixture
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "SMALL", Packing(terms=400, words=400, cards=1, titles=120))


def test_what_was_made_for_its_stamp_is_not_made_again_to_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Counter[str]()
    terms = Shard.terms

    def counted(shard: Shard, rows: Rows[TermRow]) -> list[str]:
        made[shard.first] += 1
        return terms(shard, rows)

    monkeypatch.setattr(Shard, "terms", counted)
    index = build_index("ky", [entry("a", "суу", "жол көпүрө"), entry("b", "жарык", "мектеп")])
    files = dict(index.files)
    assert made and set(made.values()) == {1}
    assert dict(index.files) == files, "and once more for who asks again"


@pytest.mark.usefixtures("small_shards")
@pytest.mark.slow
def test_large_vocabularies_are_parted_and_all_found() -> None:
    words = [f"{a}{b}{c}лар" for a in "бвгджз" for b in "аоуы" for c in "бвгджзклмнпрст"]
    entries = [entry(f"d{n}", word, f"{word} жалпы сөз") for n, word in enumerate(words)]
    index = build_index("ky", entries)
    assert json.loads(index.manifest)["bounds"]
    found = ask(index, "ky", *(("search", word) for word in words[::17]))
    for word, result in zip(words[::17], found, strict=True):
        assert result["paths"][0] == f"d{words.index(word)}.html"


@pytest.mark.slow
def test_many_documents_have_fewer_files_and_the_same_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "SMALL", Packing(terms=400, words=400, cards=1, titles=8))
    words = [f"{a}{b}{c}лар" for a in "бвгджз" for b in "аоуы" for c in "бвг"]
    entries = [entry(f"d{n}", f"{word} китеп", f"{word} {words[n - 1]} жалпы сөз " * 9) for n, word in enumerate(words)]
    suggestions = [Suggestion("practice", item.title, item.key) for item in entries]
    jobs = [
        *(("search", word) for word in (*words[::9], "жалпы сөз", "бабларр")),
        ("suggest", "ба"),
        ("suggest", "кит"),
    ]
    small = build_index("ky", entries, (), suggestions)
    monkeypatch.setattr(packing, "MANY", 10)
    monkeypatch.setattr(packing, "TEXT_FILES", 4)
    packed = build_index("ky", entries, (), suggestions)
    assert ask(packed, "ky", *jobs) == ask(small, "ky", *jobs)
    many, few = (Counter(name[0] for name in index.files) for index in (small, packed))
    assert few["d"] == (many["d"] + 3) // 4 and few["x"] <= 4 and few["s"] < many["s"] and few["v"] <= 2
    assert few["t"] == 1 < many["t"]


@pytest.mark.parametrize(
    ("fitting", "slots", "texts"),
    [(0.4, 200, 1), (1.5, 999, 2), (7, 300, 8), (90, 300, 32), (1.5, 2619, 64), (90, 1000, 32)],
)
def test_texts_of_many_documents_share_files(fitting: float, slots: int, texts: int) -> None:
    assert texts_a_file(fitting, slots) == texts


@pytest.mark.parametrize(
    ("documents", "terms", "cards", "rests"),
    [(packing.MANY - 1, 16_000, 1, 24_000), (packing.MANY, 43_000, 4, 48_000), (packing.LARGE - 1, 43_000, 4, 48_000),
     (10_000, 34_000, 4, 48_000), (40_000, 34_000, 8, 96_000)],
)  # fmt: skip
def test_files_grow_by_what_they_cost_before_the_first_result(
    documents: int, terms: int, cards: int, rests: int
) -> None:
    found = packing.packing(documents)
    assert (found.terms, found.cards, found.rests) == (terms, cards, rests)


def test_what_a_document_is_about_outweighs_words_by_the_way() -> None:
    """A short answer whose title has the words stands above a long guide that has them, and one more, in passing."""
    passing = tuple(
        Unit(f"u{n}", "Бөлүм", f"{word} " + "башка узун сөз " * 40)
        for n, word in enumerate(("депутат", "кеңеш", "сан"))
    )
    entries = [
        entry("guides/long", "Узун колдонмо", kind="guide", units=passing),
        entry("answers/short", "Кеңеште депутат канча?", "Отуз бир."),
        entry("guides/asked", "Башка аталыш", "Кеңири текст", question="Депутат кеңешке кантип келет?", kind="guide"),
        *(entry(f"practices/d{n}", f"Көпүрө {n}", "жол") for n in range(9)),
    ]
    few, some = ask(build_index("ky", entries), "ky", ("search", "депутат кеңеш"), ("search", "депутат кеңеш саны"))
    assert few["paths"] == ["answers/short.html", "guides/asked.html", "guides/long.html"]
    assert set(some["paths"][:2]) == {"answers/short.html", "guides/asked.html"}


def test_other_wordings_of_a_question_find_its_answer_and_hide_nothing_else() -> None:
    """Nobody asks in the words of the title; but a wording is no section, and hides no title that has the words."""
    entries = [
        entry("answers/pay", "Можно ли учить служащих за деньги бюджета?", "Можно.", kind="answer",
              asked="Кто платит за курсы бухгалтера? Как оформить командировку?"),
        entry("practices/course", "Курсы бухгалтера", "Практика"),
        *(entry(f"practices/d{n}", f"Мост {n}", "о курсы бухгалтера " * 5) for n in range(9)),
    ]  # fmt: skip
    asked, named, whole = ask(
        build_index("ru", entries), "ru", ("search", "кто платит за курсы бухгалтера"), ("search", "курсы бухгалтера"),
        ("search", "оформить командировку"),
    )  # fmt: skip
    assert asked["paths"][0] == "ru/answers/pay.html"
    assert named["paths"][0] == "ru/practices/course.html"
    assert whole["paths"] == ["ru/answers/pay.html"] and whole["hits"][0]["units"] == []


def test_what_a_word_may_be_a_slip_of_lifts_documents_and_finds_none() -> None:
    """A word of the language stays as it is typed; beside another word what is near it decides between documents."""
    entries = [
        entry("a", "Балдар жайы", "Балдар үчүн"), entry("b", "Балдар барк үчүн", "Балдар"),
        entry("c", "Балдарды көрүү", "Балдар"), entry("d", "Балдар үчүн көрсөтмө", "Балдар"),
        *(entry(f"n{n}", f"Көпүрө {n}", "жол") for n in range(9)),
    ]  # fmt: skip
    alone, nowhere, short = ask(
        build_index("ky", entries), "ky", ("search", "парк"), ("search", "балдар парк"), ("search", "балдар көрсөьмө"),
    )  # fmt: skip
    assert not alone["hits"]
    assert nowhere["paths"][0] == "b.html" and len(nowhere["paths"]) == 4
    assert nowhere["unknown"] == ["парк"] and nowhere["repaired"] == ""
    assert set(short["paths"][:2]) == {"c.html", "d.html"} and short["repaired"] == ""


def test_a_name_with_a_hyphen_is_one_word() -> None:
    """Ак-Суу is neither white nor water; two words that nothing joins stay two."""
    place = TermNames(("Ак-Суу", "Аксуу"), (), proper=True)
    entries = [
        entry("there", "Жол", "Ак-Суу айылында жол салынды"), entry("water", "Суу ак", "ак түстөгү суу, суу ак"),
        *(entry(f"n{n}", f"Көпүрө {n}", "ак көпүрө, суу") for n in range(9)),
    ]  # fmt: skip
    name, ending, apart = ask(
        build_index("ky", entries, [place]), "ky", ("search", "Ак-Суу"), ("search", "Ак-Сууда жол"),
        ("search", "көпүрө-суу"),
    )  # fmt: skip
    assert name["paths"] == ["there.html"] and ending["paths"][0] == "there.html"
    assert len(apart["paths"]) >= 9


def test_a_document_without_translation_is_listed_but_not_found() -> None:
    hidden = entry("practices/b", "Чистая вода", "", state="missing", indexed=False, units=(),
                   facets={"kind": ("practice",), "translation": ("missing",)})  # fmt: skip
    index = build_index("ky", [entry("practices/a", "Таза суу", "суу"), hidden])
    water, vода, columns = ask(index, "ky", ("search", "суу"), ("search", "вода"), ("facets", ""))
    assert water["paths"] == ["practices/a.html"] and not vода["hits"]
    assert columns["translation"]["values"] == ["missing", "original"] or columns["translation"]["values"] == [
        "original",
        "missing",
    ]
    assert sorted(columns["translation"]["of"]) == [[], [], [0], [1]]


def test_what_was_learnt_of_words_saves_work_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [entry("a", "Таза суу", "Суунун сапаты жөнүндө"), entry("b", "Китепкана", "окурмандарга")]
    word_cache: Words = {}
    first = build_index("ky", entries[:1], word_cache=word_cache)
    assert first.files == build_index("ky", entries[:1]).files and "Суунун" in word_cache
    clean = build_index("ky", entries)
    asked: list[str] = []

    def counted(word: str, lang: str) -> list[tuple[str, float]]:
        asked.append(word)
        return index_keys(word, lang)

    monkeypatch.setattr(analyse, "index_keys", counted)
    assert build_index("ky", entries, word_cache=word_cache).files == clean.files
    assert "окурмандарга" in asked and "суунун" not in asked


def test_facets_and_order_come_back() -> None:
    topics = [tuple(f"t{i}" for i in range(n)) for n in range(6)]
    entries = [entry(f"d{n}", "т", "сөз", alphabetical=5 - n, facets={"topic": topics[n]}) for n in range(6)]
    columns, order = ask(build_index("ky", entries), "ky", ("facets", ""), ("order", ""))
    values = columns["topic"]["values"]
    places = slots([item.key for item in entries])
    rows = [columns["topic"]["of"][place] for place in places]
    assert [sorted(values[i] for i in row) for row in rows] == [[f"t{i}" for i in range(n)] for n in range(6)]
    alphabetical, ages = ([numbers[place] for place in places] for numbers in order)
    assert alphabetical == [5, 4, 3, 2, 1, 0] and ages == [0, 1, 2, 3, 4, 5]


@given(st.sets(st.text("abc/-0123456789", min_size=1, max_size=12), max_size=60))
def test_every_document_has_a_slot_of_its_own(keys: set[str]) -> None:
    names = sorted(keys)
    found = slots(names)
    assert len(set(found)) == len(names) and all(0 <= place < 2 * len(names) + 16 for place in found)
    assert dict(zip(names[::-1], slots(names[::-1]), strict=True)) == dict(zip(names, found, strict=True))


def test_one_document_more_moves_few_others() -> None:
    keys = [f"practices/a-{n}" for n in range(300)]
    before, after = (dict(zip(some, slots(some), strict=True)) for some in (keys[1:], keys))
    assert sum(before[key] != after[key] for key in keys[1:]) < 15


def test_exact_beats_stem_beats_folded() -> None:
    filler = "айыл жол бюджет кеңеш мектеп депутат"
    entries = [
        entry("folded", "Бир", f"кочого {filler}"),
        entry("stem", "Эки", f"көчөлөр {filler}"),
        entry("exact", "Үч", f"көчөгө {filler}"),
        *(entry(f"n{n}", "Төрт", filler) for n in range(4)),
    ]
    (found,) = ask(build_index("ky", entries), "ky", ("search", "көчөгө"))
    assert found["paths"] == ["exact.html", "stem.html", "folded.html"]


def test_title_weighs_more_than_text() -> None:
    entries = [entry("text", "Башка", "таштанды"), entry("title", "Таштанды", "башка"), entry("none", "Жол", "жол")]
    (found,) = ask(build_index("ky", entries), "ky", ("search", "таштанды"))
    assert found["paths"] == ["title.html", "text.html"]


def test_all_words_first_then_some_with_notice() -> None:
    entries = [entry("a", "Таза суу", "суу"), entry("b", "Жол оңдоо", "жол")]
    both, apart = ask(build_index("ky", entries), "ky", ("search", "таза суу"), ("search", "суу жол"))
    assert both["paths"] == ["a.html"] and not both["relaxed"]
    assert sorted(apart["paths"]) == ["a.html", "b.html"] and apart["relaxed"]


def test_words_of_one_section_stand_before_words_here_and_there() -> None:
    """A guide has most words somewhere, and says little with them: what has them side by side answers."""
    filler = "Бул жерде башка иштер тууралуу айтылат, алар көп жана ар түрдүү. " * 30
    guide = (Unit("", "", filler + "челек " + filler), Unit("b", "Бөлүм", filler + "жарык " + filler),
             Unit("c", "Дагы", filler + "тротуар " + filler))  # fmt: skip
    entries = [
        entry("guide", "Колдонмо", units=guide, kind="guide"),
        entry("beside", "Башка", "челек, жарык жана тротуар", second=filler),
        entry("title", "Челек", "жарык жана тротуар", second=filler),
    ]
    index = build_index("ky", entries)
    for query in ("челек жарык тротуар", "челек жарык тротуар кайда?"):
        (found,) = ask(index, "ky", ("search", query))
        assert sorted(found["paths"][:2]) == ["beside.html", "title.html"], query
        hits = dict(zip(found["paths"], found["hits"], strict=True))
        assert hits["guide.html"]["below"] and not hits["guide.html"]["partial"]
        assert not hits["title.html"]["below"]


def test_in_a_whole_question_a_word_that_means_the_same_counts_as_what_it_is() -> None:
    """Alone it stands below all documents with the word itself, but beside others it is as good as it stands there."""
    concept = TermNames(("оклад", "должностной оклад"), (), asked=("зарплата",))
    filler = "Здесь речь идёт о других делах, их много и они разные. " * 20
    entries = [
        entry("answer", "На сколько вырос оклад персонала?", "С мая оклад персонала выше."),
        entry("mention", "Другое", filler + "зарплата " + filler),
        *(entry(f"n{n}", "Третье", filler + "персонал") for n in range(3)),
    ]
    whole, alone = ask(
        build_index("ru", entries, [concept]), "ru", ("search", "зарплата персонала"), ("search", "зарплата")
    )
    assert whole["paths"][0] == "ru/answer.html"
    assert alone["paths"] == ["ru/mention.html", "ru/answer.html"]


def test_russian_words_are_found_by_forms_of_another_stem() -> None:
    entries = [
        entry("level", "А", "уровень"), entry("award", "Б", "жителей наградили"), entry("teach", "В", "их обучат"),
        entry("publish", "Г", "публикация"), entry("pay", "Д", "платить"), entry("summer", "Е", "прошёл год"),
    ]  # fmt: skip
    queries = ("уровня", "награждёнными", "обучение", "публиковать", "плачено", "лето")
    found = [
        result["paths"] for result in ask(build_index("ru", entries), "ru", *(("search", word) for word in queries))
    ]
    assert found == [[f"ru/{key}.html"] for key in ("level", "award", "teach", "publish", "pay")] + [[]]


def test_phrases_are_checked_in_the_text() -> None:
    entries = [
        entry("a", "Бир", "бул жерде таза суу бар"),
        entry("b", "Эки", "суу таза"),
        entry("c", "Таза суу", "жок"),
    ]
    loose, strict, none = ask(
        build_index("ky", entries), "ky", ("search", "таза суу"), ("search", "«таза суу»"), ("search", '"суу келди"')
    )
    assert len(loose["paths"]) == 3
    assert sorted(strict["paths"]) == ["a.html", "c.html"] and not strict["relaxed"]
    assert not none["hits"] or none["relaxed"]


def test_latin_letters_layouts_and_slips() -> None:
    entries = [
        entry("a", "Окутуу", "окутуу кызматы"),
        entry("b", "Таштанды", "таштанды ташуу"),
        entry("c", "Жол", "жол"),
    ]
    found = ask(build_index("ky", entries), "ky", *(("search", word) for word in
                ("okutuu", "jrenee", "kyzmat", "кызмта", "ташатнды", "пкутуу", "ыдачщк")))  # fmt: skip
    assert [result["paths"][:1] for result in found] == [
        ["a.html"], ["a.html"], ["a.html"], ["a.html"], ["b.html"], ["a.html"], [],
    ]  # fmt: skip
    assert found[0]["repaired"] == "окутуу" and found[1]["repaired"] == "окутуу" and found[3]["repaired"] == "кызматы"


def test_what_is_found_as_typed_is_not_repaired() -> None:
    entries = [entry("a", "USAID", "usaid долбоору"), entry("b", "Кат", "кат"), entry("c", "Бат", "бат")]
    for result in ask(build_index("ky", entries), "ky", ("search", "usaid"), ("search", "кат")):
        assert result["repaired"] == "" and len(result["paths"]) == 1


def test_a_word_that_stands_in_latin_letters_somewhere_is_read_in_cyrillic_ones_too() -> None:
    entries = [entry("file", "Файл", "taza-suu.md"), entry("spelt", "Усаид", "усаид")]
    entries += [entry(f"suu{i}", "Суу", "таза суу") for i in range(5)]
    entries += [entry(f"usaid{i}", "USAID", "usaid долбоору") for i in range(3)]
    index = build_index(
        "ky", entries, suggestions=[Suggestion("topic", "Suu Complex", "x"), Suggestion("topic", "Суу", "y")]
    )
    jobs = [*(("search", text) for text in ("suu", "taza suu", "usaid")), ("suggest", "suu")]
    suu, both, usaid, suggested = ask(index, "ky", *jobs)
    assert len(suu["paths"]) == 6 and suu["repaired"] == "суу" and suu["paths"][-1] == "file.html"
    assert len(both["paths"]) == 6 and both["repaired"] == "таза суу" and not both["relaxed"]
    assert len(usaid["paths"]) == 3 and usaid["repaired"] == ""
    assert [one["path"] for one in suggested] == ["x.html", "y.html"]


@pytest.mark.slow
def test_a_slip_is_mended_in_latin_letters_as_in_cyrillic_ones() -> None:
    entries = [entry("a", "Бюджет", "бюджет мыйзам"), entry("b", "Жол", "жол")]
    index = build_index("ky", entries)
    for query, said in {"budjet": "бюджет", "budzhet": "бюджет", "мыизам": "мыйзам", "myizam": "мыйзам"}.items():
        (found,) = ask(index, "ky", ("search", query))
        assert (found["repaired"], found["paths"]) == (said, ["a.html"]), query
    (nothing,) = ask(index, "ky", ("search", "wikimedia"))
    assert nothing["unknown"] == ["wikimedia"] and not nothing["repaired"]


@pytest.mark.slow
def test_a_name_with_a_hyphen_is_found_as_two_words_without_its_letters() -> None:
    entries = [*(entry(f"lake{i}", "Ысык-Көл", "Ысык-Көл облусу") for i in range(3)),
               *(entry(f"hand{i}", "Меморандум", "кол коюлду, ысык суу") for i in range(3))]  # fmt: skip
    index = build_index("ky", entries)
    for query in ("ысык кол", "ысык колдо", "ысык көл", "ysyk kol"):
        (found,) = ask(index, "ky", ("search", query))
        assert sorted(found["paths"][:3]) == ["lake0.html", "lake1.html", "lake2.html"], query
    (both,) = ask(index, "ky", ("search", "ысык суу"))
    assert both["paths"][0].startswith("hand")


def test_words_that_are_only_asked_for() -> None:
    office, money = TermNames(("айыл өкмөтү", "АӨ"), ()), TermNames(("бюджет",), (), asked=("budget",))
    entries = [entry("office", "А", "АӨ кызматы"), entry("money", "Б", "бюджет"), entry("file", "В", "local-budgets")]
    slash, english = ask(build_index("ky", entries, [office, money]), "ky", ("search", "А/Ө"), ("search", "budget"))
    assert slash["paths"] == ["office.html"]
    assert english["paths"] == ["file.html", "money.html"] and not english["repaired"]


def test_what_is_asked_in_the_language_itself_comes_first() -> None:
    files, _ = asked_file("ru", [((("ky", "ДТП"), ("ky", "трасса")), "дорога"), ((("ru", "ДТП"),), "безопасность")])
    data = json.loads(files["y.js"][files["y.js"].index("[{") : files["y.js"].rindex("]") + 1])
    assert [data[1][data[0][word]] for word in ("дтп", "трасса")] == ["безопасность", "дорога"]


def test_numbers_provisions_and_acts() -> None:
    entries = [
        entry("article", "А", "мыйзамдын 28-беренесине ылайык"),
        entry("plain", "Б", "28 адам келди"),
        entry("act", "В", "мыйзам", numbers=("125",)),
        entry("text", "Г", "№ 125 токтом менен"),
        entry("count", "Д", "125 бала"),
    ]
    jobs = [
        ("search", text) for text in ("28-берене", "статья 28", "№ 125", "закон 125", "125-мыйзам", "28", "берене 77")
    ]
    found = ask(build_index("ky", entries), "ky", *jobs)
    paths = [sorted(result["paths"]) for result in found]
    assert paths[0] == paths[1] == ["article.html"]
    assert paths[2] == paths[3] == paths[4] == ["act.html", "text.html"]
    assert paths[5] == ["article.html", "plain.html"]


def test_names_of_a_term_stand_for_each_other_in_both_languages() -> None:
    concept = TermNames(("жергиликтүү өз алдынча башкаруу", "ЖӨБ"), (("ru", "местное самоуправление"), ("ru", "МСУ")))
    entries = [
        entry("short", "А", "ЖӨБ органдары"),
        entry("long", "Б", "жергиликтүү өз алдынча башкаруу органдары"),
        entry("none", "В", "суу жана жол"),
    ]
    jobs = [("search", text) for text in ("ЖӨБ", "МСУ", "местное самоуправление", "жергиликтүү өз алдынча башкаруу")]
    for result in ask(build_index("ky", entries, [concept]), "ky", *jobs):
        assert sorted(result["paths"]) == ["long.html", "short.html"], result["query"]


def test_a_word_finds_what_is_like_it_after_its_own_documents() -> None:
    concept = TermNames(("полив", "поливная вода"), (), asked=("орошение", "водопад горный"))
    entries = [
        entry("alike", "Полив", "Полив и ещё раз полив: как устроен полив."),
        entry("own", "А", "Слово орошение стоит здесь один раз среди многих других слов о совсем других делах."),
        entry("none", "В", "дорога и мост"),
    ]
    jobs = [("search", text) for text in ("орошение", "орошением", "водопад", "полив", "орош")]
    found = [result["paths"] for result in ask(build_index("ru", entries, [concept]), "ru", *jobs)]
    both = ["ru/own.html", "ru/alike.html"]
    assert found == [both, both, [], ["ru/alike.html"], ["ru/own.html"]]
    without = [entries[0], entries[2]]
    (found,) = ask(build_index("ru", without, [concept]), "ru", ("search", "орошение"))
    assert not found["paths"], "a word that stands nowhere is told of, and y.js says what is looked for"


def test_sections_are_the_units_of_hits() -> None:
    entries = [entry("a", "Башкы", "кириш сөз", second="таштанды челектери")]
    (found,) = ask(build_index("ky", entries), "ky", ("search", "челек"))
    assert found["hits"][0]["units"] == [1]


@pytest.mark.parametrize("lang", ["ky", "ru"])
def test_bad_input_is_answered(lang: str) -> None:
    index = build_index(lang, [entry("a", "Таза суу", "таза суу жана жол и в на"), entry("b", "Жол", "жол")])
    found = ask(index, lang, *(("search", query) for query in BAD))
    assert [query for query, one in zip(BAD, found, strict=True) if not isinstance(one["hits"], list)] == []


@repeated(15)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=20))
@pytest.mark.slow
def test_no_query_breaks_the_engine(queries: list[str]) -> None:
    queries = [query.encode("utf-8", "ignore").decode() for query in queries]
    index = build_index("ky", [entry("a", "Таза суу", "таза суу"), entry("b", "Жол", "жол")])
    assert len(ask(index, "ky", *(("search", query) for query in queries))) == len(queries)


def test_stop_words_count_only_alone() -> None:
    index = build_index("ky", [entry("a", "Таза суу", "суу"), entry("b", "Жана", "жана жол")])
    mixed, alone = ask(index, "ky", ("search", "таза жана суу"), ("search", "жана"))
    assert mixed["paths"] == ["a.html"] and mixed["stops"] == ["жана"] and not mixed["relaxed"]
    assert alone["paths"] == ["b.html"]


@pytest.mark.usefixtures("small_shards")
def test_a_missing_shard_leaves_the_rest() -> None:
    words = [f"{a}{b}{c}лар" for a in "бвгджз" for b in "аоуы" for c in "бвгджзклмнпрст"]
    index = build_index("ky", [entry(f"d{n}", word, word) for n, word in enumerate(words)])
    lost, kept = words[0], words[-1]
    jobs = (("search", kept), ("search", lost), ("search", f"{kept} {lost}"))
    whole, none, mixed = ask(index, "ky", *jobs, without=["t0.js"])
    assert whole["paths"] and not whole["partly"]
    assert not none["paths"] and none["partly"] and not none["unknown"] and not none["repaired"]
    assert mixed["paths"] == whole["paths"] and mixed["partly"]


def test_a_damaged_shard_is_asked_for_again_and_then_told() -> None:
    index = build_index("ky", [entry("a", "Таза суу", "суу"), entry("b", "Жол", "жол")])
    files = {**index.files, "t0.js": "window.nothing = 1;\n"}
    found, asked = ask(SearchIndex(files, index.manifest, {}), "ky", ("search", "суу"), ("asked", ""))
    assert found["partly"] and not found["hits"]
    assert asked.count("t0.js") == 2


def test_a_newer_edition_is_noticed() -> None:
    old = build_index("ky", [entry("a", "Таза суу", "суу")])
    new = build_index("ky", [entry("a", "Таза суу", "суу"), entry("b", "Жол", "жолу")])
    (found,) = ask(old, "ky", ("replace", dict(new.files)), ("search", "жол"))
    assert found["updated"] and found["paths"] == ["b.html"] and not found["partly"]


def test_a_manifest_that_stays_old_is_told_not_hidden() -> None:
    old = build_index("ky", [entry("a", "Таза суу", "суу")])
    new = build_index("ky", [entry("a", "Таза суу", "суу"), entry("b", "Жол", "жолу")])
    mixed = {**new.files, "manifest.js": old.files["manifest.js"]}
    with pytest.raises(AssertionError, match="Stale"):
        ask(SearchIndex(mixed, old.manifest, {}), "ky", ("search", "жол"))


@pytest.mark.usefixtures("small_shards")
def test_few_files_change_with_one_document() -> None:
    def text(number: int) -> str:
        return " ".join(f"{a}{b}{c}лар" for a in "бвгджз" for b in "аоуы" for c in "бвгджзклмн"[number % 7 :: 5])

    entries = [entry(f"d{n}", f"Сөз{n}", text(n), second="жаңы " * n) for n in range(60)]
    one, two = build_index("ky", entries), build_index("ky", [*entries[:30], *entries[31:]])
    changed = {name for name in one.files if one.files[name] != two.files.get(name)}
    assert len([name for name in changed if name[0] == "d"]) <= 3
    assert len([name for name in changed if name[0] == "x"]) <= 3
    edited = build_index("ky", [*entries[:30], entry("d30", "Сөз30", text(30), second="эски"), *entries[31:]])
    changed = {name for name in one.files if one.files[name] != edited.files.get(name)}
    assert len([name for name in changed if name[0] == "x"]) == 1 and "manifest.js" in changed
    assert len([name for name in changed if name[0] == "d"]) <= 4


def test_cards_of_a_newer_edition_are_noticed_with_the_facets() -> None:
    old = build_index("ky", [entry("a", "Таза суу", "суу")])
    new = build_index("ky", [entry("a", "Таза суу", "суу", summary="Жаңы")])
    cards = {name: text for name, text in new.files.items() if name.startswith("d")}
    with pytest.raises(AssertionError, match="Stale"):
        ask(SearchIndex({**old.files, **cards}, old.manifest, {}), "ky", ("search", "суу"), ("facets", ""))


def test_suggestions_from_the_first_letter() -> None:
    items = [Suggestion("topic", "Ичүүчү суу", "topics/water"),
             Suggestion("act", "Мыйзам (№ 125)", "acts/a", "125 ЖӨБ"),
             *(Suggestion("practice", f"Суу тажрыйбасы {n}", f"practices/p{n}") for n in range(300))]  # fmt: skip
    index = build_index("ky", [entry("a", "Суу", "суу")], suggestions=items)
    one, two, act, abbreviation, latin, deep, none = ask(
        index,
        "ky",
        *(("suggest", text) for text in ("с", "ичүүчү с", "мый", "жөб", "suu t", "суу тажрыйбасы 299", "ъъ")),
    )
    assert len(one) >= 4 and any(item["kind"] == "topic" for item in one)
    assert two[0]["path"] == "topics/water.html"
    assert act[0]["path"] == "acts/a.html" and abbreviation[0]["path"] == "acts/a.html"
    assert latin and deep[0]["path"] == "practices/p299.html" and not none


def test_snippets_mark_inflected_forms() -> None:
    text = "Айылга жол салынды. " * 30 + "Тургундарга таза сууну жеткирүү үчүн түтүк тартылды. " + "Аягы келди. " * 30
    index = build_index("ky", [entry("a", "Суу", text)])
    nothing, found = ask(
        index, "ky", ("snippet", [text, [], "ky", 100]), ("snippet", [text, ["суу", "таза"], "ky", 100])
    )
    assert nothing["count"] == 0 and nothing["pieces"][0]["text"].startswith("Айылга")
    assert [piece["text"] for piece in found["pieces"] if piece["mark"]] == ["таза", "сууну"]
    assert sum(len(piece["text"]) for piece in found["pieces"]) < 130
