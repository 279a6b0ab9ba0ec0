"""The registry of fields: what a field declares takes effect, and a new one needs the model and its words alone."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel
from selectolax.lexbor import LexborHTMLParser

import browsing
import small_tree
from portal.forms.front_matter import write
from portal.model.dates import PartialDate
from portal.model.documents import FOLDERS, KINDS, META, MODELS, Kind, PageMeta, undeclared_fields
from portal.model.fields import fields_of, inner_model, shown, translatable
from portal.words.labels import unlabelled

# Fields are looked for in the pages of built sites.
pytestmark = pytest.mark.site

# Values of ids that the small tree has, and another one that it has as well.
IDS = {
    "topics": ("drinking-water", "roads"), "acts": ("kg-law-2021-125", "kg-law-2008-101"),
    "organisations": ("cabinet", "aris"), "oblasts": ("chuy", "osh"), "districts": ("alamudun", "kara-suu"),
    "municipalities": ("kashka-suu", "mady"), "documents": ("eki", "uch"),
}  # fmt: skip
BUILT = {"practices": ("practice-0", "practice-1"), "course": ("course-whole", "course-0")}
"""Names of documents of one kind, which are built here."""
NOT_SEEN = {
    "kind": "the page of another kind is another page",
    "source_language": "seen for languages other than Kyrgyz and Russian: tested with the notices",
    "review": "a state of its own: tested with the review states",
    "withdrawn": "goes together with review: tested with the review states",
    "sourced": "asks for signs in the text: tested with the marks of sources",
    "figures.id": "tells figures apart for translations",
    "sources.url": "an address: where the title leads",
    "winners.id": "tells winners apart for translations",
    "follow_up.part": "it is the number of a recommendation or of a section, which change together with it",
    "course": "decides where a lesson stands among others: tested with the pages of lessons",
    "number": "as the course",
    "indicators.id": "tells indicators apart for translations",
    "conditions.id": "tells conditions apart for translations",
    "later.id": "tells events apart for translations",
    "reusable.url": "an address: where the title leads",
    "photos": "need files: tested with the photographs",
    "recommendations.number": "the anchor and the heading change together with it",
}
"""Fields whose change need not change the text of the article, each with the reason."""

DATA = {
    "topics.yml": small_tree.DATA["topics.yml"]
    + """  - id: roads
    title: {ky: Жолдор, ru: Дороги}
    summary: {ky: Жол., ru: Дорога.}
    description: {ky: Жол., ru: Дорога.}
    icon: road
    group: services
    origin: added
""",
    "acts.yml": small_tree.DATA["acts.yml"] + "  - {id: kg-law-2008-101, kind: law, title: {ru: О реестре}, "
    "sources: [{of: [title.ru], at: cbd.minjust.gov.kg}]}\n",
    "regions.yml": small_tree.DATA["regions.yml"].replace(
        "tile: {row: 3, column: 2}}",
        "tile: {row: 3, column: 2}, districts: [{id: kara-suu, title: {ky: Кара-Суу, ru: Кара-Суу}}]}",
    )
    + "  - {id: mady, title: {ky: Мады}, type: aiyl-aimak, oblast: osh, district: kara-suu}\n",
    "organisations.yml": small_tree.DATA["organisations.yml"]
    + "  - {id: aris, kind: state, names: [{title: {ru: АРИС}}]}\n",
}


def sample(model: type[BaseModel], field: str, number: int) -> Any:
    """A valid value of a field; ``number``: the first or the second of two that differ."""
    info, declared = model.model_fields[field], shown(model, field)
    kind = _bare(info.annotation)
    if field in BUILT:
        value: Any = BUILT[field][number]
    elif declared.reference:
        value = IDS[declared.reference][number]
    elif inner := inner_model(info):
        value = {one.alias or name: sample(inner, name, number) for name, one in inner.model_fields.items()}
        if field == "places":
            value.pop("country")
    elif get_origin(kind) is Literal:
        value = get_args(kind)[number % len(get_args(kind))]
    elif kind is PartialDate:
        value = f"20{14 + number + 2 * (field == 'date_end')}-05"
    elif kind is dt.date:
        value = dt.date(2026, 11, 1 + number + 2 * (field == "deadline"))
    elif kind is bool:
        value = bool(number)
    elif declared.cites:
        value = 1 + number
    elif kind in {int, float} or field in {"value", "to", "before", "after"}:
        value = {"start": 2011, "end": 2021, "year": 2021, "value": 100, "to": 200}.get(field, 5) + number
    elif field == "articles":
        value = str(28 + number)
    else:
        value = f"{field} саптагы сөздөр {'экинчи' if number else 'биринчи'} жолу"
        value = f"https://example.org/{number}" if field == "url" else f"n{number}" if field == "id" else value
        value = ("KG", "KZ")[number] if field == "country" else value
        value += "?" if field in {"question", "also_asked"} or (field, model) == ("title", MODELS["answer"]) else ""
    return [value] if str(info.annotation).startswith("tuple") or get_origin(_bare(info.annotation)) is tuple else value


def _bare(annotation: Any) -> Any:
    """The type without ``Annotated`` and ``None``."""
    while get_args(annotation) and get_origin(annotation) not in {Literal, tuple}:
        inner = [one for one in get_args(annotation) if one is not type(None)]
        annotation = inner[0]
    return annotation


def whole(kind: Kind) -> dict[str, Any]:
    """Front matter with every field of a kind."""
    found = {name: sample(MODELS[kind], name, 0) for name in MODELS[kind].model_fields}
    for name in ("review", "withdrawn", "source_language", "sourced", "photos"):
        found.pop(name, None)
    found["sources"] = 2 * found["sources"]  # other fields name the first or the second
    if kind == "course":
        found.pop("period")  # the passport shows the years of a course only where no day is known
    return found


def changes(kind: Kind) -> Iterator[tuple[str, Any]]:
    """Every field of a kind with another value: ``path`` and the front matter that has it."""
    base = whole(kind)
    for name in MODELS[kind].model_fields:
        inner = inner_model(MODELS[kind].model_fields[name])
        if name in NOT_SEEN:
            continue
        if inner is None:
            yield name, base | {name: sample(MODELS[kind], name, 1)}
            continue
        for field, info in inner.model_fields.items():
            if f"{name}.{field}" in NOT_SEEN or name not in base:
                continue
            value = sample(inner, field, 1)
            old = base[name]
            if name == "places":
                # What is said of a place must agree: a larger part alone is another place.
                other = {"country": {"country": "KZ"}}.get(field, {field: value})
                yield f"{name}.{field}", base | {name: [other]}
            elif isinstance(old, list):
                yield f"{name}.{field}", base | {name: [old[0] | {info.alias or field: value}, *old[1:]]}
            else:
                yield f"{name}.{field}", base | {name: old | {info.alias or field: value}}
    if kind == "course":
        base.pop("date"), base.pop("date_end")
        yield "period", base | {"period": {"start": 2012, "end": 2019}}


def as_file(meta: dict[str, Any]) -> str:
    headings = {"guide": ["Кыскасы"], "answer": ["Эмне үчүн мындай"], "concept": [f"{n}-бөлүм" for n in range(1, 7)]}
    written = headings.get(meta["kind"], ["Көйгөй", "Эмне жасалды"])
    if meta["kind"] == "lesson":
        question = "### q1: Сан\n\nКанча?\n\nЖооп: 5\n\nТүшүндүрмө: Беш. {s1}\n"
        return write(meta) + f"\n## Сабак\n\nТекст.\n\n## Өзүңүздү текшериңиз\n\n{question}"
    return write(meta) + "".join(f"\n## {heading}\n\nТекст.\n" for heading in written)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The visible text of the article of every case, by ``kind/path``; made by one build."""
    root, files = tmp_path_factory.mktemp("fields"), {}
    for kind in KINDS:
        folder = FOLDERS[kind]
        files[f"ky/{folder}/{kind}-whole.md"] = as_file(whole(kind))
        for number, (_, meta) in enumerate(changes(kind)):
            own = {"number": number + 6} if kind == "lesson" else {}  # each has a place of its own in its course
            files[f"ky/{folder}/{kind}-{number}.md"] = as_file(meta | own)
    for slug in IDS["documents"]:
        text = small_tree.RESOLUTION.replace("Тегерек стол\n", f"Тегерек стол {slug}\n", 1)
        files[f"ky/resolutions/{slug}.md"] = text.replace("number: 1", "number: 5").replace("number: 3", "number: 6")
    built = browsing.build_small_site(root, files, data=DATA, language="ru", standing=())
    assert built.ok, built.output
    found = {}
    for kind in KINDS:
        names = ["whole", *(path for path, _ in changes(kind))]
        for number, name in enumerate(names, -1):
            tree = LexborHTMLParser(built.read(f"{FOLDERS[kind]}/{kind}-{'whole' if number < 0 else number}.html"))
            for node in tree.css("main script, main style, main .p-lesson-place, main .p-lesson-way"):
                node.decompose()
            article = tree.css_first("main")
            assert article is not None
            found[f"{kind}/{name}"] = " ".join(article.text(separator=" ").split())
    return found


def test_every_field_declares_what_is_done_with_it() -> None:
    assert undeclared_fields() == () == unlabelled()
    for kind in KINDS:
        for name, declared in fields_of(MODELS[kind]).items():
            seen = declared.passport or declared.joins or declared.elsewhere
            assert seen, f"{kind}.{name} is shown nowhere and says no reason"
            assert declared.order, f"{kind}.{name} has no place in the card"


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_changes_the_text_of_its_page(kind: Kind, articles: dict[str, str]) -> None:
    whole_page = articles[f"{kind}/whole"]
    same = [path for path, _ in changes(kind) if articles[f"{kind}/{path}"] == whole_page]
    assert same == []


def test_the_reasons_for_unseen_fields_name_fields() -> None:
    names = {name for kind in KINDS for name in MODELS[kind].model_fields}
    inside = {
        f"{name}.{field}"
        for kind in KINDS
        for name, info in MODELS[kind].model_fields.items()
        if (inner := inner_model(info))
        for field in inner.model_fields
    }
    assert set(NOT_SEEN) <= names | inside


@pytest.mark.parametrize("kind", KINDS)
def test_words_that_each_language_has_of_its_own_do_not_count_in_the_revision(kind: Kind) -> None:
    """A new question under ``also_asked`` makes no translation outdated."""
    meta = META.validate_python(whole(kind))
    assert not isinstance(meta, PageMeta) and meta.also_asked
    assert "also_asked" not in translatable(meta)
    assert "title" in translatable(meta)


# A new field, a new translated field and a new kind by hand, in a copy of the code ---------------------------


@pytest.fixture
def code(tmp_path: Path) -> Path:
    root = tmp_path / "code"
    for name in ("portal", "hooks", "overrides"):
        shutil.copytree(browsing.REPOSITORY / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    text = (browsing.REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(browsing.nav_of(root / "docs", text), encoding="utf-8")
    return root


def edit(root: Path, name: str, old: str, new: str) -> str:
    file = root / name
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, (name, old)
    file.write_text(text.replace(old, new), encoding="utf-8")
    return name


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**browsing.build_environment(), "PYTHONPATH": str(root), "XDG_CACHE_HOME": str(root / "cache")}
    return subprocess.run(
        [sys.executable, *arguments], cwd=root, env=environment, capture_output=True, text=True, check=False
    )


LABEL = """Practice.probe_people:
  ky: Канча адамга пайдасы тийди
  ru: Скольким людям помогло
  en: People reached
  help: {ky: Адамдардын саны., ru: Число людей., en: A number of people.}
Practice.probe_words:
  ky: Ураан
  ru: Девиз
  en: Motto
  help: {ky: Бир сүйлөм., ru: Одна фраза., en: One phrase.}
"""
FIELDS = """    probe_people: Annotated[
        int | None, Shown(order=131, asked=("facts", 15), passport=112, line=50, facet=("probe", 999), searched="about")
    ] = None
    probe_words: Annotated[
        ShortText | None, Shown(order=132, asked=("facts", 16), passport=113, translated=True)
    ] = None
    evidence: Annotated["""


def test_a_field_is_added_by_model_and_words(code: Path) -> None:
    changed = {
        edit(code, "portal/model/documents.py", "    evidence: Annotated[", FIELDS),
        edit(code, "portal/words/labels.yml", "Practice.evidence:\n", f"{LABEL}Practice.evidence:\n"),
    }
    assert len(changed) <= 3
    # A facet is shown when enough documents have it; here one has.
    edit(code, "portal/pages/facets.py", "FEWEST = 12", "FEWEST = 1")
    original = small_tree.ORIGINAL.replace("figures:", "probe_people: 1234\nprobe_words: Суу — өмүр\nfigures:")
    browsing.write_files(code / "docs", {"ky/practices/suu.md": original})
    (code / "docs/ru").mkdir()
    browsing.write_files(code / "data", small_tree.DATA)
    # The translation lacks the new words: the check says so, with both places.
    revision = run(
        code, "-c", "import sys; sys.path.insert(0, sys.argv[1]); from small_tree import revision_of; import pathlib; "
        "print(revision_of(pathlib.Path('docs/ky/practices/suu.md').read_text()))", str(browsing.REPOSITORY / "tests"),
    )  # fmt: skip
    assert revision.returncode == 0, revision.stderr
    translation = small_tree.TRANSLATION.format(revision=revision.stdout.strip())
    browsing.write_files(code / "docs", {"ru/practices/suu.md": translation})
    checked = run(code, "-m", "portal", "check", "--lang", "en")
    assert checked.returncode == 1 and "probe_words" in checked.stdout, checked.stdout + checked.stderr
    translation = translation.replace("figures:", "probe_words: Вода — жизнь\nfigures:")
    browsing.write_files(code / "docs", {"ru/practices/suu.md": translation})
    built = run(code, "-m", "mkdocs", "build", "--strict", "--site-dir", str(code / "site"))
    assert built.returncode == 0, built.stdout + built.stderr
    pages = {lang: (code / f"site/{lang}practices/suu.html").read_text(encoding="utf-8") for lang in ("", "ru/")}
    for lang, words in (("", ("Канча адамга", "1 234", "Ураан", "Суу — өмүр")), ("ru/", ("Скольким людям", "Вода —"))):
        shown = LexborHTMLParser(pages[lang]).css_first("main").text(separator=" ")
        text = " ".join(shown.split()).replace("\xa0", " ")
        for word in words:
            assert word in text, (lang, word)
    catalogue = LexborHTMLParser((code / "site/ru/catalogue.html").read_text(encoding="utf-8"))
    assert catalogue.css_first('fieldset[data-facet="probe"] input[value="1234"]') is not None
    assert "1 234" in catalogue.css_first(".p-card").text().replace("\xa0", " ")
    form = (code / "site/data/form.ru.js").read_text(encoding="utf-8")
    assert '"probe_people"' in form and "Девиз" in form
    schemas = run(code, "-m", "portal", "schemas")
    assert schemas.returncode == 0, schemas.stdout + schemas.stderr
    practice = (code / "schemas/practice.json").read_text(encoding="utf-8")
    assert practice.count('"probe_words"') == 2 and practice.count('"probe_people"') == 2


def test_a_field_without_words_or_declaration_is_told_and_breaks_no_page(code: Path) -> None:
    edit(
        code,
        "portal/model/documents.py",
        "    evidence: Annotated[",
        "    forgotten: int | None = None\n    evidence: Annotated[",
    )
    original = small_tree.ORIGINAL.replace("figures:", "forgotten: 3\nfigures:")
    browsing.write_files(code / "docs", {"ky/practices/suu.md": original})
    (code / "docs/ru").mkdir()
    browsing.write_files(code / "data", small_tree.DATA)
    found = run(code, "-m", "portal", "schemas", "--check", "--lang", "en")
    assert found.returncode == 1
    assert "the field Practice.forgotten declares nothing" in found.stdout
    assert "no words for the field Practice.forgotten" in found.stdout
    built = run(code, "-m", "mkdocs", "build", "--site-dir", str(code / "site"))
    assert built.returncode == 0, built.stdout + built.stderr
    assert "portal/words/labels.yml: [label-missing]" in built.stdout + built.stderr


KIND = """

class Probebook(_Document):
    \"\"\"A probebook.\"\"\"

    kind: Annotated[Literal["probebook"], Shown(order=5, elsewhere="above the heading")]
    pages: Annotated[int | None, Shown(order=132, asked=("facts", 16), passport=35)] = None


class PageMeta(Strict):"""
KIND_LABEL = """Probebook.pages:
  ky: Беттер
  ru: Страниц
  en: Pages
  help: {ky: Беттердин саны., ru: Число страниц., en: Number of pages.}
"""
WORDS = """menu.probebooks: {0}
kind.probebook: {0}
kinds.probebook: {0}
count.probebooks: {{one: "{{n}} {0}", few: "{{n}} {0}", many: "{{n}} {0}", other: "{{n}} {0}"}}
catalogue.lead.probebook: {0}
"""


def test_a_kind_is_added_by_model_and_words(code: Path) -> None:
    model = "portal/model/documents.py"
    changed = {
        edit(code, model, "]\nKINDS", ', "probebook"]\nKINDS'),
        edit(code, model, "\n\nclass PageMeta(Strict):", KIND.replace('\\"', '"')),
        edit(code, model, "\nMeta =", " | Probebook\nMeta ="),
        edit(code, "portal/words/labels.yml", "Practice.evidence:\n", KIND_LABEL + "Practice.evidence:\n"),
    }
    for lang, word in (("ky", "Колдонмо"), ("ru", "Пособие")):
        file = code / f"portal/words/strings/{lang}.yml"
        file.write_text(file.read_text(encoding="utf-8") + WORDS.format(word), encoding="utf-8")
    assert len(changed) + 1 <= 3  # the words of the interface, all languages, are one
    (code / "docs/ru").mkdir(parents=True)
    browsing.write_files(
        code / "docs", {"ky/probebooks/suu-kitep.md": small_tree.ORIGINAL.replace("figures:", "pages: 77\nfigures:")}
    )
    browsing.write_files(code / "data", small_tree.DATA)
    built = run(code, "-m", "mkdocs", "build", "--strict", "--site-dir", str(code / "kinds"))
    assert built.returncode == 0, built.stdout + built.stderr
    page = LexborHTMLParser((code / "kinds/probebooks/suu-kitep.html").read_text(encoding="utf-8"))
    assert "Беттер" in page.css_first(".p-passport").text() and "77" in page.css_first(".p-passport").text()
    link = page.css_first("[data-folders]")  # what "my list" and the page of offline reading know documents by
    assert link is not None and "probebooks" in str(link.attributes["data-folders"]).split("|")
    index = LexborHTMLParser((code / "kinds/ru/probebooks/index.html").read_text(encoding="utf-8"))
    assert len(index.css(".p-card")) == 1
    for command in (("status",), ("schemas",), ("new", "probebook", "--title", "Суу китеби", "--dry-run")):
        done = run(code, "-m", "portal", *command)
        assert done.returncode == 0, (command, done.stdout, done.stderr)
    assert "probebook" in (code / "kinds/data/form.ky.js").read_text(encoding="utf-8")


def test_a_kind_without_words_is_told_and_breaks_no_page(code: Path) -> None:
    model = "portal/model/documents.py"
    edit(code, model, "]\nKINDS", ', "probebook"]\nKINDS')
    edit(code, model, "\n\nclass PageMeta(Strict):", KIND.replace('\\"', '"'))
    edit(code, model, "\nMeta =", " | Probebook\nMeta =")
    for lang in ("ky", "ru"):  # one word in one language, and one without plural forms
        file = code / f"portal/words/strings/{lang}.yml"
        words = "menu.probebooks: X\n" if lang == "ky" else "count.probebooks: X\n"
        file.write_text(file.read_text(encoding="utf-8") + words, encoding="utf-8")
    (code / "docs/ru").mkdir(parents=True)
    browsing.write_files(
        code / "docs", {"ky/probebooks/suu-kitep.md": small_tree.ORIGINAL.replace("figures:", "pages: 77\nfigures:")}
    )
    browsing.write_files(code / "data", small_tree.DATA)
    checked = run(code, "-m", "portal", "check", "--no-advice", "--lang", "en")
    strict = run(code, "-m", "mkdocs", "build", "--strict", "--site-dir", str(code / "strict"))
    for done in (checked, strict):
        told = done.stdout + done.stderr
        assert done.returncode == 1 and "Traceback" not in told
        for key in ("kind.probebook", "kinds.probebook", "count.probebooks", "catalogue.lead.probebook"):
            assert re.search(rf"strings/ky.yml: \[words-missing\].*{key}\b", told), (key, told)
        assert re.search(r"strings/ru.yml: \[language-words\].*menu.probebooks", told), told
        assert "portal/words/labels.yml: [label-missing]" in told
    built = run(code, "-m", "mkdocs", "build", "--site-dir", str(code / "site"))
    assert built.returncode == 0, built.stdout + built.stderr
    page = LexborHTMLParser((code / "site/probebooks/suu-kitep.html").read_text(encoding="utf-8"))
    assert "77" in page.css_first(".p-passport").text() and page.css_first(".p-kind").text() == "kind.probebook"


def test_a_missing_template_is_told(code: Path) -> None:
    (code / "overrides/portal/glossary.html").unlink()
    (code / "docs/ru").mkdir(parents=True)
    browsing.write_files(code / "docs", {"ky/practices/suu.md": small_tree.ORIGINAL})
    browsing.write_files(code / "data", small_tree.DATA)
    built = run(code, "-m", "mkdocs", "build", "--strict", "--site-dir", str(code / "site"))
    told = built.stdout + built.stderr
    assert built.returncode == 1 and "Traceback" not in told, told
    assert re.search(r"overrides/portal/glossary.html: \[template-missing\]", told), told
