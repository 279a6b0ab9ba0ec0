"""Client scripts: joined from parts, nothing else goes out; parts are small; the oldest browsers understand them."""

from __future__ import annotations

import importlib
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any, cast

import pytest

import browsing
from portal.core.built import LIBRARIES as LIBRARY_FOLDER
from portal.core.built import MARK
from portal.core.built import SCRIPTS as FOLDER
from portal.publish.html.scripts import TABLE, joined, scripts, table
from portal.publish.html.slim import slim

SOURCES = browsing.REPOSITORY / "overrides" / FOLDER
LIBRARIES = {path.name: path for path in (browsing.REPOSITORY / "overrides" / LIBRARY_FOLDER).iterdir()}


def test_every_part_is_in_a_script_and_no_script_lacks_a_part() -> None:
    parts = {part for found in table(SOURCES).values() for part in found}
    assert parts == {path.relative_to(SOURCES).as_posix() for path in SOURCES.rglob("*.js")}
    assert {path.name for path in SOURCES.iterdir() if path.is_file()} == {TABLE}, "parts stand in folders"


def test_parts_are_of_a_size_to_be_read() -> None:
    long = {
        path.name: lines
        for path in SOURCES.rglob("*.js")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}


def test_parts_stand_one_after_the_other_as_they_are() -> None:
    assert joined({"a.js": "const a = 1;\n", "b.js": "function b() {}\n"}) == "const a = 1;\nfunction b() {}\n"
    with pytest.raises(ValueError, match=r"^b\.js: the last statement has no end"):
        joined({"a.js": "const a = 1;\n", "b.js": "(() => {})()\n"})


def test_a_script_names_only_what_stands_before() -> None:
    """Parts use the constants of those before them; a few are there by other scripts of the page."""
    for name, parts in table(SOURCES).items():
        texts = {part: (SOURCES / part).read_text(encoding="utf-8") for part in parts}
        own = {part: re.findall(r"^(?:const|function) (portal\w+)", text, re.M) for part, text in texts.items()}
        for number, part in enumerate(parts):
            code = slim(texts[part])
            for later in parts[number + 1 :]:
                assert not [one for one in own[later] if re.search(rf"(?<![.\w]){one}\b", code)], (name, part, later)


def test_only_what_pages_load_goes_out(built_site: Path) -> None:
    files = [path.relative_to(built_site / FOLDER).as_posix() for path in (built_site / FOLDER).rglob("*")]
    found = {re.sub(r"\.[0-9a-f]{8}(?=\.js$)", "", name): name for name in files}
    assert len(found) == len(files) and set(found) == {*table(SOURCES), *LIBRARIES, "edition-own.js"} - {"worker.js"}
    assert not [path for path in built_site.rglob("*") if path.name.endswith((".d.ts", TABLE, ".map"))]
    for name, text in scripts(SOURCES).items():
        if name != "worker.js":
            written = (built_site / FOLDER / found[name]).read_text(encoding="utf-8")
            assert re.sub(r"\.[0-9a-f]{8}(?=\.js)", f".{MARK}", written) == slim(text)


def test_libraries_are_those_of_the_lock_with_their_licences(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(browsing.REPOSITORY / "scripts"))
    make = cast(Any, importlib.import_module("make_libraries"))
    assert make.FILES.keys() == LIBRARIES.keys()
    for name, path in LIBRARIES.items():
        package = make.FILES[name][0]
        if not (browsing.NODE_MODULES / package).is_dir():
            browsing.missing(package, "run make setup")
        assert path.read_text(encoding="utf-8") == make.made(browsing.NODE_MODULES, name)
        assert "Permission is hereby granted" in path.read_text(encoding="utf-8")


# --- The oldest browsers --------------------------------------------------------------------

SCRIPT = "overrides/assets/javascripts/page/planted.js"
STYLE = "overrides/assets/stylesheets/planted.css"
#: What Chrome 80, Firefox 78 or Safari 13.1 does not know, and what stands in its place; the rule that says so.
PLANTED_SCRIPT = {
    "el.replaceChildren();": "portal/unsupported-methods",
    "form.requestSubmit();": "portal/unsupported-methods",
    "list.at(-1);": "es-x/no-array-prototype-at",
    'Object.hasOwn(list, "x");': "compat/compat",
    "structuredClone(list);": "compat/compat",
    "class A { name = 1; }": "es-x/no-class-instance-fields",
    'const text = /(?<=a)b/.exec("ab");': "es-x/no-regexp-lookbehind-assertions",
    'el.querySelector(":is(a, b)");': "no-restricted-syntax",
    "one.text();": "no-restricted-syntax",
    'window.matchMedia("print").addEventListener("change", () => 1);': "portal/unsupported-methods",
    'const m = matchMedia("print"); m.removeEventListener("change", run);': "portal/unsupported-methods",
}
GOOD_SCRIPT = """\
el.textContent = ""; el.append(...list);
if (el.requestSubmit) el.requestSubmit();
list[list.length - 1].map((x) => x ?? list?.[0]);
new Response(one).text(); answer.text();
window.matchMedia("print").addListener(() => 1);
el.addEventListener("change", () => 1);
"""
PLANTED_STYLE = {
    ".a:is(.b, .c) { color: red; }": "plugin/no-unsupported-browser-features",
    ".a:has(.b) { color: red; }": "plugin/no-unsupported-browser-features",
    ".a { inset: 0; }": "plugin/no-unsupported-browser-features",
    ".a { margin-inline: auto; }": "plugin/no-unsupported-browser-features",
    ".a { display: flex; gap: 1rem; }": "plugin/no-unsupported-browser-features",
    ".a { gap: 1rem; }": "portal/gap-in-flex",
    "@media print { .a { column-gap: 1rem; } }": "portal/gap-in-flex",
    "@supports not (inset: 0) { .a { gap: 1rem; } }": "portal/gap-in-flex",
}
GOOD_STYLE = """\
.a, .b { top: 0; margin-left: auto; }
.a { display: grid; gap: 1rem; }
.a { columns: 2; column-gap: 1rem; }
@supports (inset: 0) { .a { gap: 1rem; } }
"""


@pytest.fixture
def plant(tmp_path: Path) -> Path:
    """A copy of what the lint needs, without sources."""
    for name in ("eslint.config.mjs", "stylelint.config.mjs", "package.json"):
        shutil.copy(browsing.REPOSITORY / name, tmp_path)
    shutil.copytree(browsing.REPOSITORY / "scripts/lint", tmp_path / "scripts/lint")
    (tmp_path / "node_modules").symlink_to(browsing.NODE_MODULES, target_is_directory=True)
    for name in (SCRIPT, STYLE):
        (tmp_path / name).parent.mkdir(parents=True)
    return tmp_path


def lint(folder: Path, tool: str, *arguments: str) -> tuple[int, str]:
    command = [*browsing.node_tool(tool, tool), *arguments]
    run = subprocess.run(
        command,
        cwd=folder,
        env=browsing.build_environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return run.returncode, run.stdout + run.stderr


def findings(output: str) -> set[tuple[str, int, str]]:
    """File, line and rule of each finding, from the output for people of either tool."""
    found, name = set(), ""
    for line in output.splitlines():
        if line.strip().endswith((".js", ".css")):
            name = Path(line.strip()).name
        elif match := re.match(r"\s+(\d+):\d+\s.*\s([\w-]+(?:/[\w-]+)?)\s*$", line):
            found.add((name, int(match[1]), match[2]))
    return found


@pytest.mark.node
@pytest.mark.slow
def test_lint_names_what_the_oldest_browsers_lack_in_scripts(plant: Path) -> None:
    (plant / SCRIPT).write_text("\n".join(PLANTED_SCRIPT) + "\n", encoding="utf-8")
    status, output = lint(plant, "eslint", "overrides/assets/javascripts")
    expected = {("planted.js", number, rule) for number, rule in enumerate(PLANTED_SCRIPT.values(), 1)}
    assert status == 1 and expected <= findings(output), output
    (plant / SCRIPT).write_text(GOOD_SCRIPT, encoding="utf-8")
    assert lint(plant, "eslint", "overrides/assets/javascripts") == (0, "")


@pytest.mark.node
@pytest.mark.slow
def test_lint_names_what_the_oldest_browsers_lack_in_styles(plant: Path) -> None:
    (plant / STYLE).write_text("\n".join(PLANTED_STYLE) + "\n", encoding="utf-8")
    status, output = lint(plant, "stylelint", STYLE)
    expected = {("planted.css", number, rule) for number, rule in enumerate(PLANTED_STYLE.values(), 1)}
    assert status == 2 and expected <= findings(output), output
    (plant / STYLE).write_text(GOOD_STYLE, encoding="utf-8")
    assert lint(plant, "stylelint", STYLE) == (0, "")


def test_the_check_holds_sources_against_the_oldest_browsers() -> None:
    """`make check` runs the linters over all sources; what they find is planted in the tests here."""
    makefile = (browsing.REPOSITORY / "Makefile").read_text(encoding="utf-8")
    target = re.search(r"^lint-client:.*\n((?:\t.+\n)+)", makefile, re.M)
    assert target and re.search(r"^\t\$\(MAKE\).* lint-client$", makefile, re.M)
    commands = [shlex.split(line) for line in target[1].splitlines()]
    assert [command[0] for command in commands] == ["node", "node"]
    tools = [Path(command[1]).parent.parent.name for command in commands]
    assert tools == ["eslint", "stylelint"]
    for command in commands:
        sources = [path for pattern in command[2:] for path in browsing.REPOSITORY.glob(pattern)]
        assert sources and all(path.exists() for path in sources)


@pytest.mark.node
@pytest.mark.long
def test_sources_use_what_the_oldest_browsers_have() -> None:
    """By the very commands of the Makefile, which `make check` runs."""
    makefile = (browsing.REPOSITORY / "Makefile").read_text(encoding="utf-8")
    target = re.search(r"^lint-client:.*\n((?:\t.+\n)+)", makefile, re.M)
    assert target
    for line in target[1].splitlines():
        command = shlex.split(line)
        assert lint(browsing.REPOSITORY, Path(command[1]).parent.parent.name, *command[2:]) == (0, "")
