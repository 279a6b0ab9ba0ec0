"""Style sheets: joined from parts, one small one for all pages, colours and sizes in one place, names from one door."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from browsing import REPOSITORY, built
from page_types import addresses
from portal.core.built import FONT_FILES, MARK, STYLES, built_name, hashed_name, is_hashed, name_files, names_in
from portal.publish.html.properties import PATH, filled, read_properties
from portal.publish.html.scripts import scripts
from portal.publish.html.scripts import table as script_table
from portal.publish.html.styles import TABLE, slim_style, style, styles, table

SOURCES = REPOSITORY / "overrides" / STYLES
MOST = 14 * 1024
"""Bytes that a page waits for before it is painted, as sent."""

# Style sheets of the site and what else has colours of the portal in it.
PARTS = sorted(SOURCES.glob("*.css"))
COLOURED = [
    *(path for path in PARTS if path.name != "properties.css"),
    *(REPOSITORY / name for name in (
        "portal/publish/onefile/style.css", "portal/publish/offline/stick/start.html",
        "overrides/assets/images/icon.svg",
    )),
]  # fmt: skip
_COLOUR = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b(?!-)|\b(?:rgb|hsl)a?\(", re.I)


def code(*patterns: str) -> Iterator[Path]:
    """Sources of the project that could name files or colours."""
    for pattern in patterns:
        yield from sorted(path for path in REPOSITORY.glob(pattern) if "node_modules" not in path.parts)


def declarations(path: Path) -> str:
    """A style sheet without comments and selectors (``#list-link`` is no colour)."""
    text = slim_style(path.read_text(encoding="utf-8"))
    return re.sub(r"[^{};]*\{", "{", text) if path.suffix == ".css" else text


def test_every_part_is_in_a_sheet_and_no_sheet_lacks_a_part() -> None:
    parts = Counter(part for found in table(SOURCES).values() for part in found)
    assert set(parts) == {path.name for path in PARTS}
    assert set(parts.values()) == {1}
    assert {path.name for path in SOURCES.iterdir()} == {TABLE, *parts}


def test_slim_takes_comments_and_space_only() -> None:
    text = """
/* a "quoted" comment; with { signs } */
.a :hover , .b > .c
{ color : red ;  margin: 0 auto; width: calc(100vh - var(--x) + 2rem) }
.d::before { content: "  /* kept */  ;" ; background: url("data:image/svg+xml,<svg a='b: c'/>") }
@media screen and (min-width: 60em) { .e { --x: 1px; } }
@supports not (inset: 0) { .f + .g { margin : 0 !important ; } }
"""
    assert slim_style(text) == (
        ".a :hover,.b > .c{color :red;margin:0 auto;width:calc(100vh - var(--x) + 2rem)}"
        '.d::before{content:"  /* kept */  ;";background:url("data:image/svg+xml,<svg a=\'b: c\'/>")}'
        "@media screen and (min-width:60em){.e{--x:1px}}@supports not (inset:0){.f + .g{margin :0 !important}}"
    )


_READ = """text => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return Array.from(sheet.cssRules, rule => rule.cssText);
}"""


def test_browsers_read_the_slim_sheet_as_the_parts(browser) -> None:  # type: ignore[no-untyped-def]
    """Chromium itself says the rules of both."""
    context = browser.new_context()
    page = context.new_page()
    for name in table(SOURCES):
        parts = "".join((SOURCES / part).read_text(encoding="utf-8") for part in table(SOURCES)[name])
        # What a property or a condition holds is kept as written, space and all.
        before, after = (
            [re.sub(r"([,:]) ", r"\1", rule) for rule in page.evaluate(_READ, text)]
            for text in (parts, style(SOURCES, name).replace(f".{MARK}", ""))
        )
        after = [rule for rule in after if "prefers-color-scheme" not in rule]  # made of another: test_schemes
        assert len(before) > 10
        assert before == after
    context.close()


def test_what_a_page_waits_for_is_small_and_depends_on_no_content(built_site: Path) -> None:
    made = styles(SOURCES)
    for name, text in made.items():
        text = re.sub(
            rf"[\w-]+\.{MARK}\.woff2", lambda font: Path(built(built_site, font[0].replace(f".{MARK}", ""))).name, text
        )
        assert (built_site / built(built_site, name)).read_text(encoding="utf-8") == text
        assert len(gzip.compress(text.encode(), 9)) <= MOST, name
    assert {path.name for path in (built_site / STYLES).iterdir()} == {
        Path(built(built_site, name)).name for name in (*made, "edition-own.css")
    }
    for path in built_site.rglob("*.html"):
        page = LexborHTMLParser(path.read_text(encoding="utf-8"))
        sheets = [node.attributes["href"] or "" for node in page.css("head > link[rel=stylesheet]")]
        found = [re.sub(r"\.[0-9a-f]{8}\.css$", ".css", address.rpartition("/")[2]) for address in sheets]
        asking = ".p-body .admonition, .p-body details, .tabbed-set, .task-list-item, .p-states, .p-states__list"
        extras = ["content-extras.css"] if page.css_first(asking) else []
        tools = ["tools.css"] if "tools.css" in found else []
        assert found in (["portal.css", *tools], ["portal.css", *tools, *extras]), path


def test_page_types_have_the_sheets_that_their_classes_are_in(built_site: Path) -> None:
    """A class that stands in the sheet of tools alone is on no page without that sheet."""
    classes = {name: set(re.findall(r"\.((?:p|f)-[\w-]+)", text)) for name, text in styles(SOURCES).items()}
    own = classes["tools.css"] - classes["portal.css"]
    assert len(own) > 50
    with_tools = without = 0
    for address in addresses(built_site):
        text = (built_site / address).read_text(encoding="utf-8")
        used = {name for found in re.findall(r'class="([^"]*)"', text) for name in found.split()}
        if "stylesheets/tools." in text:
            with_tools += 1
            continue
        without += 1
        assert used & own == set(), address
    assert with_tools > 20 and without > 20


def test_no_other_file_says_a_colour() -> None:
    found = {path.name: _COLOUR.findall(declarations(path)) for path in COLOURED}
    assert {name: colours for name, colours in found.items() if colours} == {}
    templates = code("overrides/**/*.html", "hooks/*.py", "portal/publish/**/*.py")
    own = {value for value in read_properties(REPOSITORY).values() if re.fullmatch("#[0-9a-f]{6}", value)}
    assert len(own) > 30
    everywhere = [
        *templates,
        *COLOURED,
        *code("portal/editing/*.css", "scripts/*.py", "overrides/assets/javascripts/**/*.js"),
    ]
    for path in everywhere:
        text = path.read_text(encoding="utf-8").lower()
        assert [value for value in own if value in text] == [], path


def test_a_colour_is_said_once() -> None:
    text = (REPOSITORY / PATH).read_text(encoding="utf-8")
    said = Counter(re.findall(r"#[0-9a-f]{6}\b", text))
    assert [colour for colour, times in said.items() if times > 1] == []


def test_sizes_of_several_rules_are_properties() -> None:
    said = Counter(
        (kind, size)
        for path in PARTS
        for kind, size in re.findall(r"[{;](font-size|max-width|border-radius):([\d.]+rem)(?=[;}])", declarations(path))
    )
    assert {size: times for size, times in said.items() if times > 2} == {}


def test_every_property_stands_there_and_is_used() -> None:
    properties = read_properties(REPOSITORY)
    texts = [path.read_text(encoding="utf-8") for path in (*PARTS, *COLOURED)]
    used = {name for text in texts for name in re.findall(r"var\((--p-[\w-]+)", text)}
    assert used - properties.keys() - {"--p-kind"} == set()
    assert properties.keys() - used == set()
    assert not [text for text in texts if re.search(r"--md-", text)]


def test_values_are_filled_in_where_no_property_reaches(built_site: Path) -> None:
    properties = read_properties(REPOSITORY)
    primary = properties["--p-primary"]
    assert properties["--p-kind-resolution"] == primary
    assert filled("a { color: var(--p-primary) }", properties) == f"a {{ color: {primary} }}"
    with pytest.raises(ValueError, match=r"--p-none does not stand in overrides/"):
        filled("var(--p-none)", properties)
    assert json.loads((built_site / "manifest.webmanifest").read_text(encoding="utf-8"))["theme_color"] == primary
    for name in ("index.html", "ru/index.html"):
        assert f'<meta name="theme-color" content="{primary}">' in (built_site / name).read_text(encoding="utf-8")
    for name in ("icon.svg", "onefile-kit.js"):
        text = (built_site / built(built_site, name)).read_text(encoding="utf-8")
        assert primary in text
        assert "var(--p-" not in text


def test_names_come_from_one_function() -> None:
    assert built_name("portal.css") == f"assets/stylesheets/portal.{MARK}.css"
    assert built_name("search.js") == f"assets/javascripts/search.{MARK}.js"
    assert built_name(FONT_FILES[0]) == f"assets/fonts/golos-text-400.{MARK}.woff2"
    assert built_name("icon.svg") == "assets/images/icon.svg"
    assert built_name("search/ky/manifest.js") == "assets/search/ky/manifest.js"
    assert (built_name("worker.js"), built_name("edition.css")) == ("worker.js", "assets/edition.css")
    for wrong in ("portal", "../portal.css", "portal.php"):
        with pytest.raises(ValueError, match="no style sheet, script, font or picture"):
            built_name(wrong)


def test_a_name_follows_from_the_content() -> None:
    style, script, other, fixed = map(built_name, ("portal.css", "a.js", "b-c.js", "worker.js"))
    files: dict[str, str | bytes] = {script: f'load("{other}")', other: "1", style: "a{}", fixed: f'"{script}"'}
    names, made = name_files(files)
    assert set(made) == {names("portal.css"), names("a.js"), names("b-c.js"), "worker.js"}
    assert all(is_hashed(path) for path in made if path != "worker.js") and not is_hashed("worker.js")
    assert made[names("a.js")].decode() == f'load("{names("b-c.js")}")'
    assert made["worker.js"].decode() == f'"{names("a.js")}"'
    assert names_in(made).hashes == names.hashes
    # What names another one is another file when that is.
    later, _ = name_files({**files, other: "2"})
    assert later("portal.css") == names("portal.css")
    assert {later("a.js"), later("b-c.js")}.isdisjoint({names("a.js"), names("b-c.js")})
    with pytest.raises(ValueError, match="in a circle"):
        name_files({script: other, other: script})
    assert hashed_name("names/t0.js", "0123abcd") == "names/t0.0123abcd.js"


def test_other_names_are_put_into_a_page_that_is_there() -> None:
    files: dict[str, str | bytes] = {built_name("portal.css"): "a{}", built_name("a.js"): "1"}
    marked = f'<link href="../{built_name("portal.css")}"><script src="{built_name("a.js")}"></script>'
    names, _ = name_files(files)
    used = names.used(marked, names.fill(marked))
    assert used == tuple(sorted(path.rpartition("/")[2] for path in (names("portal.css"), names("a.js"))))
    assert names.renewed(used) == {}
    later, _ = name_files({**files, built_name("portal.css"): "b{}"})
    renamed = later.renewed(used)
    assert renamed is not None and len(renamed) == 1
    text = names.fill(marked)
    for old, new in renamed.items():
        text = text.replace(old, new)
    assert text == later.fill(marked)
    # A style that is no more; and a text that has such a name of its own, which must stay what it is.
    assert name_files({built_name("a.js"): "1"})[0].renewed(used) is None
    own = names.used(marked, names.fill(marked) + names("a.js"))
    assert own == ("", *used) and names.renewed(own) == {} and later.renewed(own) is None


_BY_HAND = re.compile(r"""assets/(?:stylesheets|javascripts|fonts|search|images|edition|onefile)|["'/]worker\.js["']""")
# The updater stands alone on a stick, where editions of any age must find these names; the code of built_name itself.
_MAY = {"portal/core/built.py", "portal/publish/offline/stick/update.py"}


def by_hand(files: Iterable[Path]) -> list[str]:
    """Lines that name a file of the site otherwise."""
    return [
        f"{path.relative_to(REPOSITORY)}:{number}: {line.strip()}"
        for path in files
        if path.relative_to(REPOSITORY).as_posix() not in _MAY
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if _BY_HAND.search(line) and 'built_name("' not in line and "built('" not in line
    ]


def test_no_template_and_no_module_writes_such_a_path_by_hand() -> None:
    files = [*code("overrides/*.html", "overrides/p*/**/*.html", "hooks/*.py", "portal/**/*.py", "portal/**/*.html")]
    assert len(files) > 200
    files = [file for file in files if file.name != "rules.py" or file.parent.name != "generator"]  # places of settings
    assert by_hand(files) == []


def test_client_scripts_name_each_other_through_it_too() -> None:
    sources = REPOSITORY / "overrides/assets/javascripts"
    names = "|".join(re.escape(name) for name in (*script_table(sources), "onefile-kit.js"))
    for path in sources.rglob("*.js"):
        lines = [
            line for line in path.read_text(encoding="utf-8").splitlines() if not re.match(r"\s*(?://|\*|/\*)", line)
        ]
        assert [line for line in lines if re.search(rf"(?<!built:)\b(?:{names})\b[\"'`]", line)] == [], path
    made = scripts(sources)
    assert not [name for name, text in made.items() if "built:" in re.sub(r"//.*", "", text)]
    assert f'"assets/javascripts/language-roots.{MARK}.js"' in made["search.js"]


def test_icons_stand_in_the_project_with_their_licence() -> None:
    folder = REPOSITORY / "overrides/.icons/material"
    assert "Apache" in (folder / "LICENSE").read_text(encoding="utf-8")
    for path in code("overrides/**/*.html"):
        for name in re.findall(r'"\.icons/material/([\w-]+)\.svg"', path.read_text(encoding="utf-8")):
            assert (folder / f"{name}.svg").is_file(), name
    for file in folder.glob("*.svg"):
        assert re.fullmatch(r'<svg xmlns="[^"]+" viewBox="0 0 24 24"><path d="[^"<>]+"\s*/></svg>\s*', file.read_text())
