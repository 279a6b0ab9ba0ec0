"""What makes a stick take less room: joined files of the search, both languages in a page, files for programs."""

from __future__ import annotations

import json
import math
import re
import shutil
from pathlib import Path

import pytest

import browsing
from portal.pages.pairs import page_of
from portal.publish.offline.beside import ANCHOR, is_of_pairs, pairs_of, with_pair
from portal.publish.offline.elsewhere import LEFT, without_links
from portal.publish.offline.packs import CLUSTER, how_many, narrow, pack_search

SCRIPTS = "clientScript('search.js').replace(/\x1a/g, '')"


def index_of(folder: Path, place: str, sizes: dict[str, int]) -> dict[str, str]:
    """An index of files of about these sizes; what stands for each."""
    target = folder / "assets/search" / place
    target.mkdir(parents=True)
    made = {}
    for name, size in sizes.items():
        made[name] = f'portalSearch.put("{place}","0123abcd","{name}",["{name} ң «ө» … № {"ж" * (size // 2)}"]);'
        (target / f"{name}.0123abcd.js").write_text(made[name] + "\n", encoding="utf-8")
    for fixed in ("facets", "order", "y"):
        (target / f"{fixed}.0123abcd.js").write_text("0;\n", encoding="utf-8")
    manifest = f'portalSearch.put("{place}","89abcdef","manifest",{{"edition":"89abcdef","v":6}});\n'
    (target / "manifest.js").write_text(manifest, encoding="utf-8")
    return made


def manifest_in(folder: Path, place: str) -> dict[str, object]:
    text = (folder / "assets/search" / place / "manifest.js").read_text(encoding="utf-8")
    found: dict[str, object] = json.loads(text[text.index("{") : text.rindex("}") + 1])
    return found


def test_few_files_that_fill_a_cluster(tmp_path: Path) -> None:
    sizes = {f"t{number}": 22_000 for number in range(40)} | {f"x{number}": 30_000 for number in range(5)}
    sizes |= {f"s{letter:x}": 9_000 for letter in range(0x430, 0x450)} | {
        f"s430-{n:x}": 9_000 for n in range(0x430, 0x440)
    }
    made = index_of(tmp_path, "ky", sizes)
    pack_search(tmp_path)
    folder = tmp_path / "assets/search/ky"
    there = sorted(path.name for path in folder.iterdir())
    assert [name for name in there if name[:2] in {"t-", "x-"}] == [
        *(f"t-{n}.js" for n in range(10)),
        "x-0.js",
        "x-1.js",
    ]
    assert all(path.stat().st_size <= CLUSTER for path in folder.iterdir())
    assert {"facets.0123abcd.js", "order.0123abcd.js", "y.0123abcd.js", "manifest.js"} < set(there)
    assert not [name for name in there if re.match(r"[tsx]\d", name)], "nothing lies there twice"
    whole = "".join(
        path.read_text(encoding="windows-1251" if path.name[0] == "x" else "utf-8") for path in folder.iterdir()
    )
    assert all(whole.count(text) == 1 for name, text in made.items() if name[0] != "x")
    assert manifest_in(tmp_path, "ky")["narrow"] == "x"


@pytest.mark.node
@pytest.mark.parametrize("places", [("ky",), ("ky", "ky/names", "ru")])
@pytest.mark.slow
def test_the_client_finds_every_part_where_it_lies(tmp_path: Path, places: tuple[str, ...]) -> None:
    sizes = {f"{kind}{number}": 9_000 + 70 * number for kind in "tdvwr" for number in range(37)}
    sizes |= {f"s{a:x}{b}": 8_000 for a in range(0x430, 0x44A) for b in ("", "-430", "-44f")}
    for place in places:
        index_of(tmp_path, place, sizes)
    pack_search(tmp_path)
    for place in places:
        program = f"""
        const client = new Function({SCRIPTS} + "; return portalSearchFiles");
        const [place, manifest, names] = JSON.parse(process.argv[1]);
        const files = new (client().Files)({{ lang: "ky", ...manifest }}, "", place);
        console.log(JSON.stringify(names.map((name) => files.address(name))));
        """
        told = json.dumps([place, manifest_in(tmp_path, place), list(sizes)])
        found = json.loads(browsing.run_node(browsing.CLIENT_SCRIPT + program, told))
        for name, address in zip(sizes, found, strict=True):
            text = (tmp_path / address.replace("built:search", "assets/search")).read_text(encoding="utf-8")
            assert f'"{name}"' in text, (place, name, address)


def test_the_page_of_the_search_says_what_its_manifest_says(tmp_path: Path) -> None:
    index_of(tmp_path, "ru", {f"t{number}": 20_000 for number in range(9)})
    page = tmp_path / "ru/search.html"
    page.parent.mkdir()
    page.write_text(
        '<script type="application/json" id="search-manifest">{"v":6}</script><p>{"v":6}</p>', encoding="utf-8"
    )
    pack_search(tmp_path)
    told = manifest_in(tmp_path, "ru")["packs"]
    found = page.read_text(encoding="utf-8")
    assert json.loads(found.partition(">")[2].partition("</script>")[0]) == {"packs": told, "v": 6}
    assert found.endswith('<p>{"v":6}</p>')


MANY = [(22_600 * 400, 400, 4), (9_900 * 160, 160, 8), (774_000 * 40, 40, 1), (100, 3, 4)]


@pytest.mark.parametrize(("size", "files", "many"), MANY)
def test_as_many_as_a_cluster_holds(size: int, files: int, many: int) -> None:
    """A power of two, so that few files more or less change no other."""
    assert how_many(size, files) == many


@pytest.mark.node
def test_a_letter_is_a_byte_and_comes_back(tmp_path: Path) -> None:
    """In the browser's own reading of the code page; what it lacks is escaped."""
    text = "Өткөн күнү үй-бүлөлөргө ӨҮҢ ңөү «чыгым» – 5 м², № 8… ёЁ қазақ 😀 \\u0041 English"
    written = tmp_path / "x-0.js"
    written.write_bytes(narrow(f'put(["{text}"]);'.replace("\\u0041", "\\\\u0041")))
    assert len(written.read_bytes()) < len(text.encode()) * 1.2
    program = f"""
    const client = new Function({SCRIPTS} + "; return portalSearchCodes");
    const script = new TextDecoder("windows-1251").decode(require("node:fs").readFileSync(process.argv[1]));
    let data;
    new Function("put", script)((some) => {{ data = some; }});
    console.log(JSON.stringify(data.map(client().wide)));
    """
    assert json.loads(browsing.run_node(browsing.CLIENT_SCRIPT + program, str(written))) == [text]


def test_texts_stay_wide_where_a_letter_could_not_be_told(tmp_path: Path) -> None:
    """Letters of another language that stand for ң, ө and ү elsewhere; scripts that would become larger."""
    for lang, texts in (("ky", "Њујорк"), ("ru", "漢字" * 50)):
        index_of(tmp_path, lang, {"t0": 10})
        (tmp_path / f"assets/search/{lang}/x0.0123abcd.js").write_text(f'put("{texts}");', encoding="utf-8")
    pack_search(tmp_path)
    for lang, texts in (("ky", "Њујорк"), ("ru", "漢字")):
        assert "narrow" not in manifest_in(tmp_path, lang)
        assert texts in (tmp_path / f"assets/search/{lang}/x-0.js").read_text(encoding="utf-8")


# --- Both languages in one page ------------------------------------------------------------

PAIRS = """<main><article><h1>Эки тилде</h1>
<p class="p-pair__about">Катар.</p>
<section class="p-pair" id="bir">
<h2><a href="../practices/bir.html" hreflang="ky">Бир</a></h2> <h2><a href="../ru/practices/bir.html">Один</a></h2>
<section>ичинде</section> <a href="../acts/x.html#art_1">мыйзам</a></section>
<section class="p-pair" id="eki">
<h2><a href="../events/eki.html">Эки</a></h2></section>
  <ul class="p-pair__others"><li><a href="#bir">Бир</a></li></ul></article></main>"""
PAGE = """<body><a class="p-langs__both" href="../both/2e.html#bir">Эки тилде</a><main class="p-main">
<p class="p-both md-typeset"><a href="../both/2e.html#bir">Эки тилде</a></p><nav class="p-crumbs md-typeset"></nav>
<article id="content"><h1>Бир</h1></article></main></body>"""


def test_each_document_takes_its_own_part() -> None:
    one, two = pairs_of("both/2e.html", PAIRS)
    assert (one.page, two.page) == ("practices/bir.html", "events/eki.html")
    assert one.html.count("<section") == one.html.count("</section>") == 1 and "Эки тилде" in one.html
    assert "Эки</a>" in two.html and "Бир" not in two.html and "p-pair__others" not in two.html
    page = with_pair(PAGE, one.html)
    assert "both/" not in page and page.count(f'href="#{ANCHOR}"') == 2 and page.count(f'id="{ANCHOR}"') == 1
    assert (
        page.index("p-main") < page.index(ANCHOR + '">\n<h1>') < page.index('<p class="p-both') < page.index("content")
    )


def test_a_page_that_is_another_is_told() -> None:
    with pytest.raises(ValueError, match="no page of both languages"):
        list(pairs_of("both/2e.html", PAIRS.replace("p-pair__about", "p-about")))
    with pytest.raises(ValueError, match="no place"):
        with_pair("<main></main>", "")
    assert is_of_pairs("ru/" + page_of("bir") + ".html") and is_of_pairs("both/00.html")
    assert not is_of_pairs("practices/both.html") and not is_of_pairs("assets/both/x.html")


# --- What is left to the portal ---------------------------------------------------------------

DATA = """<p>Бир</p><p class="p-note">Маалымат: <a href="../data/acts.json">acts.json</a>
(<a href="../data/acts.csv">CSV</a>,
<a href="../data/acts.schema.json">JSON Schema</a>). CC BY 4.0</p><p><a href="../data/form.ky.js">форма</a></p>"""


def test_links_to_what_is_left_out_lead_to_the_portal_or_nowhere() -> None:
    online = without_links(DATA, "ky", "https://portal.example.kg/")
    assert 'href="https://portal.example.kg/data/acts.schema.json">JSON Schema</a>' in online
    assert '<a href="https://portal.example.kg/">https://portal.example.kg/</a></p>' in online, (
        "its address can be read"
    )
    assert 'href="../data/acts.csv"' in online and 'href="../data/form.ky.js"' in online and "<p>Бир</p>" in online
    nowhere = without_links(DATA, "ru", None)
    assert ": acts.json" in nowhere and "портале в интернете.</p>" in nowhere and '.json"' not in nowhere
    assert without_links("<p>data/ жок</p>", "ky", None) == "<p>data/ жок</p>"


def test_tables_for_people_stay() -> None:
    left = ("documents.json", "documents.schema.json", "acts.json", "citations.json", "citations.csv", "law.json")
    assert all(LEFT.fullmatch(f"data/{name}") for name in left)
    assert not any(LEFT.fullmatch(f"data/{name}") for name in ("documents.csv", "acts.csv", "form.ky.js"))


# --- The real content ---------------------------------------------------------------------------


def test_what_the_real_portal_takes(built_site: Path, tmp_path: Path) -> None:
    """Not one file beside pages for each document: those of the search are few, those of both languages none."""
    search = tmp_path / "assets/search"
    shutil.copytree(built_site / "assets/search", search)
    before = {path: path.stat().st_size for path in search.rglob("*.js")}
    pack_search(tmp_path)
    after = {path: path.stat().st_size for path in search.rglob("*.js")}
    assert len(after) < len(before) / 4, (len(before), len(after))
    assert sum(math.ceil(size / CLUSTER) for size in after.values()) <= len(after) + 2
