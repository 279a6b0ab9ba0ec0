"""An index made from what an earlier build has left: that of a clean build byte for byte, with little work."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.core.caching import FOLDER
from portal.core.store import RowStore
from portal.language.analysis import index_keys
from portal.search import analyse, inverting, packing, postings, spool
from portal.search.analyse import Analyser, Words
from portal.search.build import SearchIndex, build_index, update_index
from portal.search.kept import BUCKET, FRAGMENT, PHRASES, REPAIR, STATE, WORD, KeptRows, KeptWords, MemoryRows
from portal.search.model import Entry, EntrySource, Suggestion, TermNames, Unit, source_of
from portal.search.packing import Packing
from portal.search.spool import Spool
from repeating import repeated

TERM = TermNames(("жергиликтүү өз алдынча башкаруу", "ЖӨБ"), (("ru", "местное самоуправление"), ("ru", "МСУ")))
OTHER_TERM = TermNames(("таштанды", "калдык"), (("ru", "мусор"),))
TEXTS = (
    "Айылга таза суу келди, тургундар сууга кубанышты.",
    "ЖӨБ органдары мыйзамдын 28-беренесине ылайык чечим кабыл алды.",
    "Таштанды чыгаруу үчүн № 125 токтом чыкты; көчөлөр тазаланды.",
    "Мектептин бюджети 2021-жылы көбөйдү, мектепке китепкана ачылды.",
    "Фрчлыкжа деген белгисиз сөз, дагы бири: брунктөлүк.",
    "Жергиликтүү өз алдынча башкаруу кеңештин чечими менен жол оңдоду.",
)


def entry(number: int, text: str, **more: object) -> Entry:
    values: dict[str, object] = {
        "key": f"practices/d{number}", "kind": "practice", "state": "original", "title": f"Тажрыйба {number} суу",
        "title_lang": "ky", "summary": "Кыскача айтканда жол жана суу", "passport": "Сузак · 2021",
        "units": (Unit("", "", text), Unit("results", "Натыйжа", TEXTS[number % len(TEXTS)])),
        "facets": {"kind": ("practice",), "topic": (f"t{number % 3}",), "translation": ("original",)},
    }  # fmt: skip
    return Entry(**(values | more))  # type: ignore[arg-type]


@dataclass
class Corpus:
    """What an index is made from."""

    entries: list[Entry] = field(default_factory=lambda: [entry(n, TEXTS[(n * n + 1) % 6]) for n in range(24)])
    concepts: tuple[TermNames, ...] = (TERM,)
    words: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # A file of cards is left, so that there is more than one.
        self.number = 100

    @property
    def placed(self) -> list[Entry]:
        titles = sorted(range(len(self.entries)), key=lambda place: self.entries[place].title)
        places = {place: number for number, place in enumerate(titles)}
        return [replace(item, alphabetical=places[place]) for place, item in enumerate(self.entries)]

    @property
    def suggestions(self) -> list[Suggestion]:
        return [Suggestion(item.kind, item.title, item.key) for item in self.entries]

    def clean(self) -> SearchIndex:
        return build_index("ky", self.placed, self.concepts, self.suggestions, self.words)

    def update(self, rows: KeptRows, sources: Iterable[EntrySource] = ()) -> SearchIndex:
        some = list(sources) or [source_of(item) for item in self.placed]
        return update_index("ky", some, self.concepts, self.suggestions, self.words, rows)

    def change(self, place: int, **values: object) -> None:
        self.entries[place % len(self.entries)] = replace(self.entries[place % len(self.entries)], **values)  # type: ignore[arg-type]


def same(one: SearchIndex, other: SearchIndex) -> None:
    assert list(one.files) == list(other.files)
    assert [name for name in one.files if one.files[name] != other.files[name]] == []
    assert one.manifest == other.manifest and one.inputs.keys() == other.inputs.keys()


Edit = Callable[[Corpus, int], None]


def sentence(corpus: Corpus, place: int) -> None:
    units = corpus.entries[place % len(corpus.entries)].units
    if units:
        more = replace(units[-1], text=f"{units[-1].text} {TEXTS[place % 6]}")
        corpus.change(place, units=(*units[:-1], more))


def unknown_words(corpus: Corpus, place: int) -> None:
    corpus.change(place, units=(Unit("", "", f"Бырткөлдү хңчупта{place} йөцгүх"),))


def new_document(corpus: Corpus, place: int) -> None:
    corpus.number += 1
    corpus.entries.insert(place % (len(corpus.entries) + 1), entry(corpus.number, TEXTS[place % 6] * 2))


def delete(corpus: Corpus, place: int) -> None:
    if len(corpus.entries) > 1:
        del corpus.entries[place % len(corpus.entries)]


def rename(corpus: Corpus, place: int) -> None:
    corpus.number += 1
    corpus.change(place, key=f"concepts/e{corpus.number}")


def translation(corpus: Corpus, place: int) -> None:
    there = corpus.entries[place % len(corpus.entries)].indexed
    units = () if there else (Unit("", "", TEXTS[place % 6]),)
    corpus.change(place, indexed=not there, state="missing" if there else "current", units=units)


def glossary(corpus: Corpus, _place: int) -> None:
    corpus.concepts = (TERM, OTHER_TERM) if len(corpus.concepts) == 1 else (TERM,)


EDITS: dict[str, Edit] = {
    "nothing": lambda _corpus, _place: None,
    "text": sentence,
    "title": lambda corpus, place: corpus.change(place, title=f"Башка аталыш {place} көчө"),
    "summary": lambda corpus, place: corpus.change(place, summary=f"Жаңы кыскача мазмун {place}"),
    "topic": lambda corpus, place: corpus.change(
        place, topics="Ичүүчү суу", facets={"kind": ("practice",), "topic": (f"t{place}", "t0")}
    ),
    "passport": lambda corpus, place: corpus.change(place, passport=f"Нарын · {place}"),
    "rename": rename,
    "delete": delete,
    "new": new_document,
    "translation": translation,
    "glossary": glossary,
    "unknown words": unknown_words,
    "order": lambda corpus, place: corpus.entries.reverse() if place % 2 else None,
    "interface": lambda corpus, place: corpus.words.update(kinds={"practice": f"Тажрыйба {place}"}),
}  # fmt: skip


@pytest.mark.parametrize("aside", [0, 1 << 20], ids=["in a file", "in memory"])
def test_what_is_put_aside_comes_back_as_it_was(aside: int) -> None:
    found = Spool[str](aside)
    for number in range(30):
        found.add("суу"[number % 3 :], b"%d," % number)
    assert [*found] == ["суу", "уу", "у"]
    assert found.take("уу") == b"1,4,7,10,13,16,19,22,25,28,"
    assert found.take("уу") is None and "у" in found


def test_a_large_index_is_made_a_few_words_and_terms_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = Corpus()
    clean = corpus.clean()
    held: list[int] = []
    let_go = KeptWords.let_go
    monkeypatch.setattr(postings, "MOST_WORDS", 20)
    monkeypatch.setattr(inverting, "HELD", 50)
    monkeypatch.setattr(spool, "_HELD", 100)
    monkeypatch.setattr(KeptWords, "let_go", lambda self: (held.append(len(self.words)), let_go(self)))
    asked: list[str] = []

    def counted(word: str, lang: str) -> list[tuple[str, float]]:
        asked.append(f"{lang} {word}")
        return index_keys(word, lang)

    monkeypatch.setattr(analyse, "index_keys", counted)
    found = corpus.clean()
    assert dict(found.files) == dict(clean.files) and found.manifest == clean.manifest
    assert len(held) > 3 and max(held) < 100, "words are let go of between documents"
    assert len(asked) == len(set(asked)), "each word is analysed once all the same"


def test_words_of_a_large_portal_are_let_go_of_before_terms_are_added_up(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus, words, rows = Corpus(), Words(), MemoryRows()
    clean = corpus.clean()
    monkeypatch.setattr(postings, "ALL_WORDS", 0)
    sources = [source_of(item) for item in corpus.placed]
    found = update_index("ky", sources, corpus.concepts, corpus.suggestions, corpus.words, rows, words)
    assert dict(found.files) == dict(clean.files)
    assert not words and rows.rows[WORD], "they are kept, and read again when they are asked for"
    corpus.entries.append(entry(99, TEXTS[0]))
    assert dict(corpus.update(rows).files) == dict(corpus.clean().files)


def test_names_of_terms_are_analysed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus, rows, added = Corpus(), MemoryRows(), list[TermNames]()
    add = Analyser._add
    monkeypatch.setattr(Analyser, "_add", lambda self, concept: (added.append(concept), add(self, concept))[1])
    corpus.update(rows)
    assert added == [TERM] and len(rows.rows[PHRASES]) == 1
    for _ in range(2):
        sentence(corpus, 3)
        same(corpus.update(rows), build_index("ky", corpus.placed, corpus.concepts, corpus.suggestions))
    assert len(added) == 3, "by the builds from nothing only"
    glossary(corpus, 0)
    sentence(corpus, 4)
    corpus.update(rows)
    assert added[3:] == [TERM, OTHER_TERM] and len(rows.rows[PHRASES]) == 1


@pytest.fixture(params=[1, 1000], ids=["patched", "inverted"])
def share(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Whether postings are put into the buckets that are there, or all are made from the fragments."""
    monkeypatch.setattr(postings, "SHARE", request.param)
    return int(request.param)


@pytest.fixture
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "SMALL", Packing(terms=300, words=300, cards=1, titles=4))


@pytest.mark.usefixtures("share", "small_shards")
@pytest.mark.slow
def test_the_index_is_that_of_a_clean_build_after_every_edit() -> None:
    corpus, rows = Corpus(), MemoryRows()
    same(corpus.update(rows), corpus.clean())
    before = dict(corpus.clean().files)
    for place, (name, edit) in enumerate(EDITS.items()):
        edit(corpus, 5 * place + 1)
        clean = corpus.clean()
        same(corpus.update(rows), clean)
        now = dict(clean.files)
        assert (now == before) == (name == "nothing"), f"{name} changed nothing"
        before = now


def test_an_edit_that_is_taken_back_leaves_what_was_there() -> None:
    corpus, rows = Corpus(), MemoryRows()
    corpus.update(rows)
    kept = {kind: dict(rows.all(kind)) for kind in (BUCKET, REPAIR, FRAGMENT, STATE)}
    entries = list(corpus.entries)
    for edit in (sentence, new_document, unknown_words, delete):
        edit(corpus, 3)
        corpus.update(rows)
    corpus.entries = entries
    corpus.update(rows)
    again = {kind: dict(rows.all(kind)) for kind in kept}
    assert json.loads(again.pop(STATE)[b"state"]) == json.loads(kept.pop(STATE)[b"state"])
    assert again == kept


def run_sequence(steps: Sequence[tuple[str, int]], root: Path | None = None) -> None:
    corpus = Corpus(entries=[entry(n, TEXTS[n]) for n in range(5)])
    rows: KeptRows = MemoryRows()
    corpus.update(rows)
    for name, place in steps:
        EDITS[name](corpus, place)
        if root:
            rows = RowStore(root, "search-ky", "search")
        found = corpus.update(rows)
        same(found, corpus.clean())
        if isinstance(rows, RowStore):
            assert rows.save()
            rows.close()


steps = st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 30)), min_size=1, max_size=6)


@pytest.mark.usefixtures("share", "small_shards")
@repeated(10)
@given(steps)
@pytest.mark.slow
def test_random_sequences_of_edits(some: list[tuple[str, int]]) -> None:
    run_sequence(some)


@pytest.mark.long
@pytest.mark.usefixtures("share", "small_shards")
@settings(max_examples=400)
@given(st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 60)), min_size=10, max_size=40))
def test_long_sequences_of_edits(some: list[tuple[str, int]]) -> None:
    run_sequence(some)


class CountedRows(MemoryRows):
    """Rows that say which of them were read and written."""

    def __init__(self) -> None:
        super().__init__()
        self.read: Counter[str] = Counter()
        self.written: Counter[str] = Counter()

    def get(self, kind: str, key: bytes) -> bytes | None:
        self.read[kind] += 1
        return super().get(kind, key)

    def several(self, kind: str, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        found = super().several(kind, keys)
        self.read[kind] += len(found)
        return found

    def all(self, kind: str) -> Iterator[tuple[bytes, bytes]]:
        self.read[kind] += len(self.rows.get(kind, {}))
        return super().all(kind)

    def put(self, kind: str, key: bytes, value: bytes) -> None:
        self.written[kind] += 1
        super().put(kind, key, value)


@dataclass
class Work:
    """What an update has done."""

    fragments: int = 0
    entries: int = 0
    texts: int = 0
    words: int = 0


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    done = Work()
    fragment, index_keys = Analyser.fragment, analyse.index_keys

    def counted(*arguments: object) -> object:
        done.fragments += 1
        return fragment(*arguments)  # type: ignore[arg-type]

    def counted_keys(word: str, lang: str) -> list[tuple[str, float]]:
        done.words += 1
        return index_keys(word, lang)

    monkeypatch.setattr(Analyser, "fragment", counted)
    monkeypatch.setattr(analyse, "index_keys", counted_keys)
    return done


def counted_sources(corpus: Corpus, work: Work) -> list[EntrySource]:
    def counted(source: EntrySource) -> EntrySource:
        def read() -> Entry:
            work.entries += 1
            return source.entry()

        def read_texts() -> Sequence[str]:
            work.texts += 1
            return source.texts()

        return replace(source, entry=read, texts=read_texts)

    return [counted(source_of(item)) for item in corpus.placed]


def many_words(number: int) -> str:
    return " ".join(f"{a}{b}{c}лар" for a in "бвгджз" for b in "аоуы" for c in "бвгджзклмн"[number % 7 :: 3])


def test_one_sentence_is_one_analysis_and_few_buckets(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "SMALL", Packing(terms=1500, words=1500, cards=1, titles=120))
    corpus, rows = Corpus(entries=[entry(n, many_words(n)) for n in range(60)]), CountedRows()
    corpus.update(rows, counted_sources(corpus, work))
    buckets = len(rows.rows[BUCKET])
    assert work.fragments == work.entries == 60 and buckets > 150
    # Nothing has changed: nothing but the state is read.
    work.fragments = work.entries = work.words = 0
    rows.read.clear()
    rows.written.clear()
    first = dict(corpus.update(rows, counted_sources(corpus, work)).inputs)
    assert (work, {*rows.read}, rows.written) == (Work(), {STATE}, Counter())
    # One sentence of five words, three of them new, in the place of five words. With another length of the text all
    # words of this document, which stand there once each, could reach the next step of their impact together.
    units = corpus.entries[7].units
    text = " ".join([*units[0].text.split()[:-5], "Айылдын көпүрөсү курулду", *many_words(1).split()[:2]])
    corpus.change(7, units=(replace(units[0], text=text), *units[1:]))
    rows.read.clear()
    found = corpus.update(rows, counted_sources(corpus, work))
    assert work == Work(fragments=1, entries=1, texts=0, words=3)
    assert rows.written[BUCKET] <= 5 + buckets // 20 and rows.written[FRAGMENT] == 1 and rows.written[WORD] == 3
    assert rows.read[FRAGMENT] == 1 and rows.read[BUCKET] <= buckets // 2
    # Of the state that piece which tells of the document, those which tell of its buckets, and what names all pieces.
    assert rows.written[STATE] <= 2 + rows.written[BUCKET] < len(rows.rows[STATE]) / 2
    # The files: those of its terms; its texts, which 32 short documents share; their cards.
    changed = {name for name in found.inputs if found.inputs[name] != first.get(name)}
    assert Counter(name[0] for name in changed if name[0] in "dxfs") == Counter(d=4, x=1)
    same(found, corpus.clean())


def test_a_new_glossary_entry_analyses_no_word_twice(work: Work) -> None:
    corpus, rows = Corpus(), MemoryRows()
    corpus.update(rows)
    work.words = 0
    corpus.concepts = (TERM, TermNames(("Айылга",), ()))
    corpus.update(rows)
    assert work.words == 0


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], RowStore]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PORTAL_LANG", "en")
    return lambda: RowStore(tmp_path, "search-ky", "search")


@pytest.mark.slow
@pytest.mark.parametrize("kind", [BUCKET, REPAIR, FRAGMENT, STATE, WORD])
@pytest.mark.parametrize("damage", ["DELETE FROM rows", "UPDATE rows SET value = x'5b5d'"])
def test_damaged_rows_are_made_anew(store: Callable[[], RowStore], tmp_path: Path, kind: str, damage: str) -> None:
    corpus = Corpus()
    rows = store()
    corpus.update(rows)
    assert rows.save()
    rows.close()
    with sqlite3.connect(tmp_path / FOLDER / "search-ky.db") as database:
        assert database.execute(f"{damage} WHERE kind = ?", [kind]).rowcount
    same(corpus.update(rows := store()), corpus.clean())
    rows.close()  # as if killed: what is damaged is still there
    for edit in (sentence, new_document, EDITS["nothing"]):
        edit(corpus, 4)
        rows = store()
        same(corpus.update(rows), corpus.clean())
        assert rows.save()
        rows.close()


def test_a_store_that_keeps_nothing_gives_the_same(tmp_path: Path, store: Callable[[], RowStore]) -> None:
    (tmp_path / FOLDER).parent.write_text("no folder", encoding="utf-8")
    rows = store()
    assert not rows.works
    same(Corpus().update(rows), Corpus().clean())
