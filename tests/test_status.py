"""How far the portal is: the command ``status`` and the page for editors."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from portal.commands.main import main
from portal.corpus.corpus import Portal
from portal.corpus.filled import THINGS, filled
from portal.corpus.status import as_json, status
from portal.corpus.visible import visible
from portal.model.dates import PartialDate
from portal.model.values import LANGS, Lang
from portal.pages.registry import Edition, build_sites
from portal.pages.status import StatusView
from portal.words.interface import Interface
from small_tree import ORIGINAL, RESOLUTION, current, lay_out, load

POOR = ORIGINAL.replace("figures:\n  - {id: cost, label: Баасы, value: 100, unit: KGS}\n", "")
FILES = {
    "ky/practices/suu.md": ORIGINAL.replace("topics:", "places: [{oblast: chuy}]\ntopics:")
    + "\n## Натыйжа\n\nСуу бар.\n",
    "ky/practices/jol.md": POOR.replace("topics:", "evidence: reported\ntopics:"),
    "ru/practices/jol.md": current(POOR).replace("figures: {cost: Стоимость}\n", ""),
    "ky/practices/eski.md": ORIGINAL,
    "ru/practices/eski.md": current(POOR),
    "ky/resolutions/stol.md": RESOLUTION.replace("topics:", "laws: [{act: kg-law-2021-125}]\ntopics:"),
    "ky/practices/sun.md": ORIGINAL.replace("topics:", "review: proposed\ntopics:"),
    "ky/practices/gone.md": ORIGINAL.replace(
        "topics:", "review: withdrawn\nwithdrawn: {date: 2026-11, reason: {ky: А}}\ntopics:"
    ),
}


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    """A portal with something of everything."""
    found, problems = load(tmp_path, FILES)
    # The translation of jol.md renders another card: the revision is of the one with "evidence", which is neutral.
    assert problems == ()
    return found


def view(portal: Portal, lang: Lang) -> StatusView:
    sites = build_sites(portal, Edition(PartialDate(2026, 11, 22)))
    found = next(page.view for page in sites[lang].pages if page.key == "status")
    assert isinstance(found, StatusView)
    return found


def test_everything_is_counted_once(portal: Portal) -> None:
    found = status(portal)
    assert (found.total, found.both) == (4, 1)
    assert found.reviews == {"proposed": 1, "checked": 0, "published": 4, "withdrawn": 1}
    counts = {(item.kind, item.lang): dict(item.counts) for item in found.coverage}
    assert counts["practice", "ky"] == {"original": 3}
    assert counts["practice", "ru"] == {"missing": 1, "current": 1, "outdated": 1}
    assert counts["resolution", "ru"] == {"missing": 1}
    assert found.lacking["place"] == ("eski", "jol")
    assert found.lacking["figures"] == ("jol",)
    assert found.lacking["results"] == ("eski", "jol")
    assert found.lacking["evidence"] == ("eski", "suu")
    assert found.unchecked_acts == (("kg-law-2021-125", 1),)
    assert (found.drafts, found.withdrawn) == (("sun",), ("gone",))


WHOLE = (
    ORIGINAL.replace("value: 100, unit: KGS}", "value: 100, unit: KGS, payer: cabinet}")
    .replace("## Эмне жасалды\n", "## Эмне жасалды\n\n1. Түтүк тартылды.\n")
    .replace(
        "topics:",
        "evidence: reported\n"
        "indicators: [{id: homes, label: Үйлөр, after: 8, unit: households}]\n"
        "contacts: [{body: cabinet, role: customer}]\n"
        "reusable: [{title: Токтом, url: 'https://example.org/', language: ky}]\n"
        "laws: [{act: kg-law-2021-125}]\ntopics:",
    )
    + "\n## Натыйжа\n\nСуу бар.\n"
)


def test_what_each_practice_has(tmp_path: Path) -> None:
    plain = WHOLE.replace("1. Түтүк", "Түтүк").replace("evidence: reported\n", "")
    named = WHOLE.replace(", payer: cabinet}", "}")
    funded = named.replace("evidence: reported\n", "evidence: reported\norganisations: [{id: cabinet, role: funder}]\n")
    files = {"suu": WHOLE, "jol": plain, "bak": named, "jaryk": funded}
    portal, problems = load(tmp_path, {f"ky/practices/{slug}.md": text for slug, text in files.items()})
    assert problems == ()
    found = {item.slug: item for item in filled(portal)}
    everything = set(THINGS) - {"picture"}
    assert (found["suu"].has, found["suu"].full) == (everything, True)
    # A step that is no list, and a result of which nobody says how it is known.
    assert (found["jol"].has, found["jol"].full) == (everything - {"steps", "result"}, False)
    # A sum of which nobody says who paid it; a body that paid without a sum of its own.
    assert (found["bak"].has, found["bak"].full) == (everything - {"payer"}, False)
    assert (found["jaryk"].has, found["jaryk"].full) == (everything, True)
    told = status(portal)
    assert told.full == 2 and told.having["steps"] == 3 and told.having["picture"] == 0


@pytest.mark.parametrize("lang", LANGS)
def test_the_table_of_practices(tmp_path: Path, lang: Lang) -> None:
    portal, _ = load(tmp_path, {"ky/practices/suu.md": WHOLE, "ky/practices/jol.md": POOR})
    table = view(portal, lang).practices
    assert table is not None and len(table.columns) == len(table.totals) == len(THINGS)
    assert [row.link.address.rpartition("/")[2] for row in table.rows] == ["suu.html", "jol.html"]
    assert [row.full for row in table.rows] == [True, False]
    ((kind, _),) = view(portal, lang).coverage
    assert kind.startswith(Interface(lang).t("kinds.practice") + " (") and ": 1)" in kind
    for column, total in enumerate(table.totals):
        assert total == str(sum(row.marks[column] for row in table.rows))
    empty, _ = load(tmp_path / "empty", {"ky/resolutions/stol.md": RESOLUTION})
    assert view(empty, lang).practices is None


def test_the_command_prints_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lay_out(tmp_path, {"ky/practices/suu.md": WHOLE, "ky/practices/jol.md": POOR})
    assert main(["status", "--root", str(tmp_path), "--lang", "en"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["suu", "*", *("." if thing == "picture" else "+" for thing in THINGS)] in lines
    assert ["jol", *("." for _ in THINGS)] in lines
    totals = next(line for line in lines if line[:2] == ["All", "1"])
    assert totals[2:] == ["0" if thing == "picture" else "1" for thing in THINGS]


def test_hidden_drafts_are_counted_and_not_named(portal: Portal) -> None:
    found = status(visible(portal))
    assert found.reviews["proposed"] == 1 and found.drafts == ()
    for lang in LANGS:
        task = next(task for task in view(visible(portal), lang).tasks if task.id == "drafts")
        assert task.links == () and "1" in task.title
        shown = next(task for task in view(portal, lang).tasks if task.id == "drafts")
        assert [link.address.rpartition("/")[2] for link in shown.links] == ["sun.html"]


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_says_what_could_be_done_next(portal: Portal, lang: Lang) -> None:
    found = view(visible(portal), lang)
    assert [task.id for task in found.tasks] == ["outdated", "missing", "acts", "drafts", "results", "figures", "place"]
    outdated = found.tasks[0]
    assert [link.address for link in outdated.links] == [("" if lang == "ky" else "ru/") + "practices/eski.html"]
    widths = [bar.width for _, rows in found.coverage for row in rows for bar in row.bars]
    assert widths and all(0 < width <= 100 for width in widths)
    for _, rows in found.coverage:
        for row in rows:
            assert sum(row.numbers) == row.total
            assert all(str(bar.value) in row.label for bar in row.bars)


def test_a_finished_portal_has_no_tasks(tmp_path: Path) -> None:
    whole = ORIGINAL.replace("topics:", "places: [{oblast: chuy}]\nevidence: measured\ntopics:")
    whole += "\n## Натыйжа\n\nСуу бар.\n"
    files = {"ky/practices/suu.md": whole, "ru/practices/suu.md": current(whole) + "\n## Результат\n\nВода есть.\n"}
    portal, problems = load(tmp_path, files)
    assert problems == ()
    assert view(portal, "ru").tasks == ()


def test_long_lists_are_cut(portal: Portal) -> None:
    document = portal.documents["jol"]
    many = {f"jol-{number}": replace(document, slug=f"jol-{number}") for number in range(100)}
    large = replace(portal, documents={**portal.documents, **many})
    task = next(task for task in view(large, "ky").tasks if task.id == "figures")
    assert len(task.links) == 12 and "89" in task.more


@pytest.mark.parametrize(
    ("lang", "word"), [("ky", "Жарыяланган документтер: 4"), ("ru", "перевод"), ("en", "Practices")]
)
def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str, word: str) -> None:
    lay_out(tmp_path, FILES)
    assert main(["status", "--root", str(tmp_path), "--lang", lang]) == 0
    assert word in capsys.readouterr().out


def test_the_command_for_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str], portal: Portal) -> None:
    assert main(["status", "--root", str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == as_json(status(portal))
    broken = {"ky/practices/bad.md": ORIGINAL.replace("title:", "titel:")}
    lay_out(tmp_path, broken)
    assert main(["status", "--root", str(tmp_path), "--json"]) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_the_built_page(built_site: Path, lang: str) -> None:
    path = built_site / ("status.html" if lang == "ky" else "ru/status.html")
    tree = HTMLParser(path.read_text(encoding="utf-8"))
    # A line for each practice, with a link and nine cells.
    assert path.stat().st_size < 75_000
    bars = tree.css(".p-status__bar")
    assert len(bars) >= 10 and all(bar.attributes.get("aria-label") for bar in bars)
    numbers = [node.text() for node in tree.css(".p-status__table td.p-status__number")]
    assert sum(map(int, numbers)) == 2 * int(tree.css(".p-status__reviews strong")[2].text())
    for node in tree.css("article a"):
        target = (path.parent / (node.attributes["href"] or "").partition("#")[0]).resolve()
        assert target.is_file(), node.html
    footer = tree.css_first("footer.p-footer a[href$='status.html']")
    assert footer is not None


def test_the_portals_translations_name_a_revision_that_was_worked_out() -> None:
    # A made-up one compares with nothing: the page calls itself outdated, and the facts of both languages may differ.
    docs = Path(__file__).parents[1] / "docs"
    made_up = [path.name for path in docs.rglob("*.md") if "\nrevision: r0000000000\n" in path.read_text("utf-8")]
    assert made_up == []
