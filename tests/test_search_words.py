"""Words as people type them: valid ones stay, slips are mended, synonyms, places, acts and amounts are found.

Everything is asked of the real site by ``scripts/search.mjs``. The lists of everyday words are for development: another
set of words and questions is kept outside of the tests.
"""

from __future__ import annotations

import dataclasses
import json
import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import browsing
from portal.core.built import hashed_name
from portal.core.problems import Problem
from portal.corpus.corpus import Portal
from portal.corpus.load import load_portal
from portal.language.languages import CODES, folder
from portal.language.tokens import tokens
from portal.language.word_filter import make_filter, word_filter
from portal.model.dates import PartialDate
from portal.pages import search_entries
from portal.pages.context import Edition
from portal.pages.registry import build_sites
from portal.reference.load import load_reference
from portal.search.amounts import amounts
from portal.search.build import build_index
from test_search_index import ask, entry
from test_search_retrieval import answers

DATA = browsing.REPOSITORY / "tests/data"
KEYS = {letter: row[max(0, i - 1) : i] + row[i + 1 : i + 2]
        for row in ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю") for i, letter in enumerate(row)}  # fmt: skip


def slugs(answer: dict, most: int | None = None) -> list[str]:
    return [Path(hit["path"]).stem for hit in answer["hits"][:most]]


def everyday(lang: str) -> list[str]:
    lines = (DATA / f"everyday_{lang}.txt").read_text(encoding="utf-8").splitlines()
    return list(dict.fromkeys(" ".join(line for line in lines if not line.startswith("#")).split()))


@pytest.mark.parametrize("lang", CODES)
def test_words_of_the_other_language_are_no_slips(built_site: Path, lang: str) -> None:
    """What is right in one language of the portal is rewritten in the other only into a form of the same word."""
    words = [word for other in CODES if other != lang for word in everyday(other)]
    rewritten = {a["query"]: a["repaired"] for a in answers(built_site, lang, words, "--limit", "1") if a["repaired"]}
    assert len(words) >= 600 and len(rewritten) <= 0.01 * len(words), rewritten


@pytest.mark.parametrize("lang", CODES)
def test_no_valid_word_is_rewritten(built_site: Path, lang: str) -> None:
    words = everyday(lang)
    found = answers(built_site, lang, words, "--limit", "1")
    absent = [answer for answer in found if not answer["total"]]
    assert len(words) >= 400 and len(absent) >= 300
    assert {answer["query"]: answer["repaired"] for answer in found if answer["repaired"]} == {}


def slipped(word: str, source: random.Random) -> str:
    """A slip of the fingers: a neighbouring key, a letter left out, doubled or swapped with the next."""
    at = source.randrange(1, len(word) - 1)
    kind = source.choice("skdw")
    if kind == "s":
        return word[:at] + source.choice(KEYS.get(word[at]) or word[at]) + word[at + 1 :]
    if kind == "k":
        return word[:at] + word[at + 1 :]
    return (
        word[:at] + word[at] * 2 + word[at + 1 :]
        if kind == "d"
        else word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    )


@pytest.mark.parametrize(("lang", "slips", "floor"), [("ky", 1, 0.85), ("ky", 2, 0.75), ("ru", 1, 0.9), ("ru", 2, 0.8)])
def test_slips_find_their_word(built_site: Path, lang: str, slips: int, floor: float) -> None:
    source = random.Random(slips)
    texts = [path.read_text(encoding="utf-8").split("\n---\n", 1)[1] for path in sorted(
        (browsing.REPOSITORY / "docs" / lang / "practices").glob("*.md"))]  # fmt: skip
    words = sorted(
        {token.word for text in texts for token in tokens(text) if len(token.word) > 7 and token.word.isalpha()}
    )
    pairs = []
    while len(pairs) < 200:  # fewer, and a change of any text decides by the draw
        word = typed = source.choice(words)
        for _ in range(slips):
            typed = slipped(typed, source)
        if typed != word and typed not in words:
            pairs.append((word, typed))
    right = answers(built_site, lang, [word for word, _ in pairs])
    found = answers(built_site, lang, [typed for _, typed in pairs])
    hit = sum(bool(set(slugs(mine, 10)) & set(slugs(theirs))) for theirs, mine in zip(right, found, strict=True))
    assert hit / len(pairs) >= floor


@pytest.mark.parametrize(
    ("lang", "texts", "found", "mended", "nowhere"),
    [
        ("ky", "Сугат суу. Жол оңдоо. Бюджет, суу, жол. Суу жана жол", ["жол оңдоо", "сугат суу"],
         {"сугатсуу": "сугат суу", "жолоңдоо керек": "жол оңдоо керек", "бюд жет": "бюджет"},
         ["сугатсууу", "жолкөпүрө"]),
        ("ru", "Межмуниципальное сотрудничество. Ремонт дорог. Муниципалитет", ["ремонт дорог"],
         {"межмуниципальноесотрудничество": "межмуниципальное сотрудничество", "ремонтдорог": "ремонт дорог",
          "муниципа литет": "муниципалитет"}, ["«ремонтдорог»", "соль", "ремонтмостов"]),
    ],
)  # fmt: skip
def test_words_typed_together_or_apart_are_told_apart(
    lang: str, texts: str, found: list[str], mended: dict[str, str], nowhere: list[str]
) -> None:
    """Only words that stand in the texts come of it, and only where nothing stands there as it was typed."""
    index = build_index(lang, [entry(f"practices/d{n}", text) for n, text in enumerate(texts.split(". "))])
    queries = [*found, *mended, *nowhere]
    told = ask(index, lang, *(job for query in queries for job in (("search", query), ("asked", ""))))
    answers = dict(zip(queries, told[::2], strict=True))
    assert {query: answer["repaired"] for query, answer in answers.items() if answer["repaired"]} == mended
    assert [query for query, answer in answers.items() if not answer["hits"]] == nowhere
    files = told[1 : 2 * len(found) : 2]
    assert not any("repair" in name for names in files for name in names), "what is found costs nothing more"


def test_what_is_shown_already_is_not_proposed() -> None:
    """«нашел» is a form of two words, of «найти» too."""
    index = build_index(
        "ru", [entry(f"practices/d{n}", text) for n, text in enumerate(["Нашёл ошибку", "Нашли место"])]
    )
    (told,) = ask(index, "ru", ("search", "нашол"))
    assert (told["repaired"], told["meant"]) == ("нашел", [])


def test_what_is_shown_instead_stands_in_the_texts(built_site: Path) -> None:
    texts = " ".join(path.read_text(encoding="utf-8") for path in (browsing.REPOSITORY / "docs/ky").rglob("*.md"))
    words = {token.word for token in tokens(texts)}
    for answer in answers(built_site, "ky", ["таштаеды", "бюдежтин", "мектептрдин", "көпүрлөөр", "сугатт суу"]):
        repaired = answer["repaired"].split()
        assert repaired and all(word in words for word in repaired), answer


def test_filters_have_what_was_put_in_and_little_else() -> None:
    made = make_filter(f"сөз{number}" for number in range(5000))
    assert all(made.has(f"сөз{number}") for number in range(5000))
    assert sum(made.has(f"башка{number}") for number in range(5000)) < 150
    for lang in CODES:
        assert word_filter(lang)
    assert word_filter("en") is None


@pytest.mark.parametrize("lang", CODES)
def test_one_filter_in_both_languages(built_site: Path, lang: str) -> None:
    script = """
      const [lang] = process.argv.slice(1), words = JSON.parse(require("fs").readFileSync(0, "utf8"));
      const vm = require("vm"), context = vm.createContext({});
      const load = (name) => vm.runInContext(clientScript(name + ".js"), context);
      ["language", "search", "search-repair"].forEach(load);
      const { parts, asked } = words, index = { perhaps: async (name) => parts[name.slice(1)] };
      const told = asked.map((word) => context.portalSearchRepair.contains(index, word));
      Promise.all(told).then((found) => console.log(JSON.stringify(found)));
    """
    known = word_filter(lang)
    assert known
    asked = [token.word[:5] for token in tokens((DATA / f"everyday_{lang}.txt").read_text(encoding="utf-8"))]
    told = browsing.run_node(
        browsing.CLIENT_SCRIPT + script, lang, stdin=json.dumps({"parts": known.parts, "asked": asked})
    )
    assert json.loads(told) == [known.has(word) for word in asked]


# ---- Synonyms


@pytest.fixture(scope="module")
def unasked() -> Iterator[Portal]:
    """The real portal, in whose search the questions of readers are not: their everyday words need no synonyms."""
    portal, problems = load_portal(browsing.REPOSITORY)
    assert not problems
    rows_of = search_entries._words_of_rows
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_entries, "_words_of_rows", lambda *of: () if of[-1] == "asked" else rows_of(*of))
        yield portal


def search_of(portal: Portal, built_site: Path, root: Path) -> Path:
    """The search of a portal, below ``root``."""
    shutil.copytree(built_site / "assets/javascripts", root / "assets/javascripts")
    for lang, site in build_sites(portal, Edition(PartialDate(2026, 11))).items():
        for name, text in site.search.files.items():
            marks = site.search.stamps
            file = root / "assets/search" / lang / (hashed_name(name, marks[name]) if name in marks else name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def with_synonyms(unasked: Portal, built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return search_of(unasked, built_site, tmp_path_factory.mktemp("synonyms"))


@pytest.fixture(scope="module")
def without_synonyms(unasked: Portal, built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    plain = dataclasses.replace(unasked, reference=dataclasses.replace(unasked.reference, synonyms={}))
    return search_of(plain, built_site, tmp_path_factory.mktemp("plain"))


def rows() -> list[list[str]]:
    lines = (DATA / "synonym_queries.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def test_every_set_of_synonyms_has_its_query() -> None:
    data, problems = load_reference(browsing.REPOSITORY)
    assert not problems
    sets = {(item.id, lang) for item in data.synonyms.values() for lang in CODES if item.words.get(lang)}
    assert sets == {(name, lang) for name, lang, _, _ in rows()}
    assert all(sum(lang == code for _, lang in sets) >= 100 for code in CODES)


@pytest.mark.parametrize("every", [4, pytest.param(1, marks=pytest.mark.long)])
@pytest.mark.parametrize("lang", CODES)
def test_synonyms_find_what_is_not_found_without_them(
    with_synonyms: Path, without_synonyms: Path, lang: str, every: int
) -> None:
    mine = [(query, slug) for _, code, query, slug in rows() if code == lang][::every]
    queries = [query for query, _ in mine]
    found, before = answers(with_synonyms, lang, queries), answers(without_synonyms, lang, queries)
    missed = [query for (query, slug), answer in zip(mine, found, strict=True) if slug not in slugs(answer, 8)]
    needless = [query for (query, slug), answer in zip(mine, before, strict=True) if slug in slugs(answer, 10)]
    assert len(missed) <= 3 and len(needless) <= 3, (len(missed), len(needless), missed, needless)


SETS = """synonyms:
  - id: a
    words: {ky: [суу, нымдык]}
    asked: {ky: [көл]}
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (SETS, "", 0),
        (SETS.replace("[суу, нымдык]", "[суу]").replace("    asked: {ky: [көл]}\n", ""), "synonyms-one", 3),
        (SETS.replace("words: {ky: [суу, нымдык]}", "words: {ru: [вода, влага]}"), "synonyms-asked", 4),
        (SETS + "  - id: b\n    words: {ky: [Суу, чык]}\n", "synonyms-twice", 6),
        (SETS + "  - id: b\n    words: {ky: [көл, деңиз]}\n    asked: {ky: [суу]}\n", "synonyms-circle", 4),
        (SETS.replace("нымдык", "кеңеш").replace("суу", "жыйын"), "", 0),
        (SETS.replace("asked", "also"), "field-unknown-inside", 4),
    ],
)
def test_sets_of_synonyms_are_checked(tmp_path: Path, text: str, code: str, line: int) -> None:
    shutil.copytree(browsing.REPOSITORY / "data", tmp_path / "data")
    (tmp_path / "data/synonyms.yml").write_text(text, encoding="utf-8")
    data, problems = load_reference(tmp_path)
    found = [problem for problem in problems if problem.path.endswith("synonyms.yml")]
    assert [(problem.code, problem.line) for problem in found] == ([(code, line)] if code else [])
    assert bool(data.synonyms) == (code != "field-unknown-inside")


def test_what_the_glossary_joins_is_not_joined_again(tmp_path: Path) -> None:
    shutil.copytree(browsing.REPOSITORY / "data", tmp_path / "data")
    text = "synonyms:\n  - id: a\n    words: {ky: [ЖӨБ, жергиликтүү өз алдынча башкаруу]}\n"
    (tmp_path / "data/synonyms.yml").write_text(text, encoding="utf-8")
    (problem,) = load_reference(tmp_path)[1]
    assert isinstance(problem, Problem) and problem.code == "synonyms-glossary" and problem.line == 3


# ---- Names


@pytest.mark.parametrize(
    ("lang", "query", "slug"),
    [
        ("ky", "Таласская", "shumkar-uya-school-local-budget"), ("ky", "иссыккуль", "ak-terek-garbage-truck"),
        ("ky", "Джалал-Абад", "exchange-trips-june-2024"), ("ky", "Жалалабат", "exchange-trips-june-2024"),
        ("ky", "Узгенский район", "uzgen-women-councillor-pcc"), ("ru", "Өзгөн", "uzgen-women-councillor-pcc"),
        ("ru", "Ысык-Көл", "ak-terek-garbage-truck"), ("ru", "Чүй облусу", "alamudun-social-order-2023"),
        ("ru", "БАЖБА", "academy-first-steps-2021"), ("ky", "АМУЦА", "academy-first-steps-2021"),
        ("ru", "6404000", "ak-terek-garbage-truck"), ("ky", "6 404 000", "ak-terek-garbage-truck"),
        ("ky", "6,4 млн", "ak-terek-garbage-truck"), ("ru", "1,57 млрд", "bishkek-land-lease-revenue"),
        ("ky", "6.4 млн сом", "ak-terek-garbage-truck"), ("ru", "6 млн 404 тыс. сомов", "ak-terek-garbage-truck"),
        ("ru", "6,404,000", "ak-terek-garbage-truck"), ("ky", "1570 млн", "bishkek-land-lease-revenue"),
        ("ru", "четыреста восемьдесят четыре местных бюджета", "budget-frame"),
        ("ru", "сто шестьдесят девять проектов жителей", "osh-community-cofinancing"),
        ("ky", "эки жүз жыйырма беш орундуу", "shumkar-uya-school-local-budget"),
        ("ky", "алты миллион төрт жүз төрт миң", "ak-terek-garbage-truck"),
        ("ru", "2018-жылы бюджет", "ak-bashat-budget-draft-hearing"),
        ("ky", "2018-ж. бюджет угуу", "ak-bashat-budget-draft-hearing"),
    ],
)  # fmt: skip
def test_names_and_amounts_in_any_notation(built_site: Path, lang: str, query: str, slug: str) -> None:
    (answer,) = answers(built_site, lang, [query])
    assert answer["repaired"] == "" and slug in slugs(answer, 10), answer


@pytest.mark.parametrize(
    ("lang", "figures", "words"),
    [
        ("ru", "памятка от 18.07.2023", "памятка от 18 июля 2023"), ("ru", "22/02/2024", "22 февраля 2024"),
        ("ky", "2024-02-22", "22 февралы 2024"), ("ky", "№ 80 22.2.2024", "№ 80 22 февралы 2024"),
    ],
)  # fmt: skip
def test_days_in_figures_are_days_in_words(built_site: Path, lang: str, figures: str, words: str) -> None:
    one, other = answers(built_site, lang, [figures, words])
    assert one["total"] and {**one, "query": ""} == {**other, "query": ""}


NAMED = """
  const vm = require("vm"), fs = require("fs"), path = require("path");
  const [site, lang] = process.argv.slice(1), queries = JSON.parse(fs.readFileSync(0, "utf8"));
  const context = vm.createContext({});
  const run = (name) => vm.runInContext(fs.readFileSync(path.join(site, name), "utf8"), context);
  const scripts = fs.readdirSync(path.join(site, "assets/javascripts"));
  const found = (name) => scripts.find((one) => one.replace(/[.][0-9a-f]{8}[.]js$/, "") === name);
  for (const name of ["language", "language-roots", "search"]) run("assets/javascripts/" + found(name));
  context.portalSearch.use(async (address) => run(address.split("?")[0]));
  (async () => {
    const index = await context.portalSearch.open(lang, ""), out = [];
    for (const query of queries) {
      const result = await index.search(query);
      out.push((await index.named(result)).map(({ kind, path, state }) => [kind, path, state]));
    }
    console.log(JSON.stringify(out));
  })();
"""


@pytest.mark.parametrize(
    ("lang", "query", "first"),
    [
        ("ru", "закон о местном самоуправлении", "acts/kg-law-2021-123"), ("ru", "закон о МСУ", "acts/kg-law-2021-123"),
        ("ky", "ЖӨБ жөнүндө мыйзам", "acts/kg-law-2021-123"), ("ky", "бюджет кодекси", "acts/kg-code-budget"),
        ("ru", "закон о государственных закупках", "acts/kg-law-2022-27"),
        ("ru", "указ 131", "acts/kg-decree-2022-131"),
        ("ru", "20.10.2021", "acts/kg-law-2021-123"), ("ky", "20 октября 2021", "acts/kg-law-2021-123"),
        ("ky", "Таласская", "regions/talas"), ("ru", "Өзгөн", "regions/osh"), ("ky", "Өзгөндө", "regions/osh"),
        ("ru", "Минфин", "organisations/minfin"), ("ky", "Кант", "regions/chuy"),
        ("ky", "МЖӨ", "topics/ppp"), ("ky", "балабакча", "topics/preschool-education"),
        ("ru", "вывоз мусора", "topics/waste-management"), ("ky", "вода", "topics/drinking-water"),
        ("ru", "свет на улицах", "topics/energy-efficiency"), ("ru", "МЖӨ", "topics/ppp"),
        ("ru", "законы", "acts/index"), ("ky", "сабактар", "lessons/index"),
    ],
)  # fmt: skip
def test_names_lead_to_their_pages(built_site: Path, lang: str, query: str, first: str) -> None:
    told = json.loads(browsing.run_node(NAMED, str(built_site), lang, stdin=json.dumps([query])))[0]
    paths = [re.sub(r"\.html.*", "", path.removeprefix(folder(lang))) for _, path, _ in told]
    assert paths[:1] == [first], told
    for _, path, _ in told:
        assert (built_site / path.split("#")[0]).is_file()
    states = [state for kind, _, state in told if kind == "act"]
    assert states[:1] not in (["replaced"], ["repealed"])


@pytest.mark.parametrize(
    ("lang", "query", "wanted"),
    [
        ("ru", "закон о местном самоуправлении", ["kg-law-2021-123", "kg-law-2011-101"]),
        ("ru", "О местном самоуправлении", ["kg-law-2021-123", "kg-law-2011-101"]),
        ("ru", "законы о местном самоуправлении", ["kg-law-2021-123", "kg-law-2011-101"]),
        ("ky", "ЖӨБ жөнүндө мыйзам", ["kg-law-2021-123", "kg-law-2011-101"]),
        ("ru", "закон о муниципальной службе", ["kg-law-2021-125", "kg-law-2004-165"]),
        ("ru", "суды аксакалов", ["kg-law-2024-52", "kg-law-2002-113"]),
        ("ru", "закон об информации персонального характера", ["kg-code-digital-2025", "kg-law-2008-58"]),
    ],
)  # fmt: skip
def test_acts_of_the_asked_title_follow_the_one_in_their_place(
    built_site: Path, lang: str, query: str, wanted: list[str]
) -> None:
    told = json.loads(browsing.run_node(NAMED, str(built_site), lang, stdin=json.dumps([query])))[0]
    acts = [(Path(path).stem, state) for kind, path, state in told if kind == "act"]
    assert [name for name, _ in acts[:2]] == wanted
    assert acts[0][1] in {"in-force", "successor"} and acts[1][1] == "replaced"


def test_a_town_is_not_the_word_how(built_site: Path) -> None:
    town, how = answers(built_site, "ky", ["Кант", "кантип"])
    assert town["total"] < 5 and how["repaired"] == ""


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("6 404 000 сом", ["6404000", "6400000"]), ("6,4 млн сомов", ["6400000"]),
        ("1,57 миллиард", ["1570000000", "1600000000"]),
        ("6.4 млн", ["6400000"]), ("6,404,000", ["6404000", "6400000"]), ("6 млн 404 тыс. сом", ["6404000", "6400000"]),
        ("1.57 млрд сомов", ["1570000000", "1600000000"]), ("в 2018 и 2019 годах", []),
        ("5 миң 12 млн", ["5000", "12000000"]),
        ("2018-ж.", []), ("12.03.2021", []), ("45 тыс.", ["45000"]), ("№ 125", []), ("2,5 км", []),
    ],
)  # fmt: skip
def test_amounts(text: str, values: list[str]) -> None:
    assert [value for value, _ in amounts(text)] == values


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lang", "text", "values"),
    [
        ("ru", "четыреста восемьдесят четыре бюджета", [484]), ("ru", "тридцать один, двадцать два", [31, 22]),
        ("ru", "две тысячи трёхсот двенадцать", [2312]), ("ru", "двенадцать миллионов сто тысяч", [12100000]),
        ("ru", "тысяча сто", [1100]), ("ru", "двадцать тридцать", [20, 30]), ("ru", "двадцать двенадцать", [20, 12]),
        ("ru", "сто двенадцать пять", [112, 5]), ("ru", "один год", [1]), ("ru", "15 тысяч", [1000]),
        ("ru", "стол", []),
        ("ky", "бир миң алты жүз элүү төрт добуш", [1654]), ("ky", "жүз", [100]), ("ky", "эки жүз он", [210]),
        ("ky", "үч миллион миң", [3001000]), ("ky", "сом", []), ("ky", "", []),
    ],
)  # fmt: skip
def test_numbers_in_words(lang: str, text: str, values: list[int]) -> None:
    script = """
      const vm = require("vm"), context = vm.createContext({});
      for (const name of ["language", "search"]) vm.runInContext(clientScript(name + ".js"), context);
      [context.lang, context.text] = process.argv.slice(1);
      const asked = "portalSearchQueries.numbers(portalLanguage.tokens(text).map((one) => one.word), lang)";
      console.log(JSON.stringify(vm.runInContext(asked, context).map((one) => one.value)));
    """
    assert json.loads(browsing.run_node(browsing.CLIENT_SCRIPT + script, lang, text)) == values


def test_patterns_and_lone_letters_find_nothing(built_site: Path) -> None:
    for lang in CODES:
        for answer in answers(built_site, lang, [".*(a+)+$ [", "a", "?", "ы ё", "(((("]):
            assert answer["total"] == 0 and answer["repaired"] == "", answer


# ---- Coverage


def test_documents_with_all_words_come_first_then_those_with_some(built_site: Path) -> None:
    (answer,) = answers(built_site, "ky", ["көчө жарыгын орнотуу"])
    assert {"lipenka-street-lighting-vote", "jany-jol-street-lighting", "short-notes-infrastructure"} <= set(
        slugs(answer, 6)
    )
    asked, plain = answers(built_site, "ru", ["как можно получить справку", "справку"])
    assert set(slugs(asked)) == set(
        slugs(plain)
    )  # what reads like a question has answers further up, and no other hits


def test_pages_stand_below_documents(built_site: Path) -> None:
    pages = {path.stem for path in (browsing.REPOSITORY / "docs/ru").glob("*.md")}
    for answer in answers(built_site, "ru", ["окуу таза суу", "вода", "портал", "бюджет", "как пользоваться порталом"]):
        kinds = [slug in pages for slug in slugs(answer)]
        assert kinds == sorted(kinds), answer["query"]
