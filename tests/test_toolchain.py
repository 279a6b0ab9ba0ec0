"""The tools around the portal: locks, commands, and the helpers of the browser tests."""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import browsing

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


@pytest.mark.parametrize("name", ["build.txt", "editing.txt", "dev.txt"])
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


@posix_only
@pytest.mark.parametrize(("checks", "tests", "status"), [(0, 0, 0), (0, 1, 1), (2, 0, 1), (2, 1, 1), (0, 5, 5)])
def test_ci_closes_with_pytests_line(tmp_path: Path, checks: int, tests: int, status: int) -> None:
    (tmp_path / ".ci").mkdir()
    shutil.copy(browsing.REPOSITORY / ".ci" / "run", tmp_path / ".ci" / "run")
    put_program(
        tmp_path / "bin",
        "make",
        f"""case "$*" in
          *check) echo "checking"; exit {checks} ;;
          *test) mkdir -p .cache; echo {tests} > .cache/pytest-status
            echo "1 passed in 0.01s"
            if [ {tests} -ne 0 ]; then echo "make: *** [Makefile:1: test] Error {tests}" >&2; exit 2; fi ;;
        esac""",
    )
    run = subprocess.run(
        ["bash", str(tmp_path / ".ci" / "run")],
        env={"PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=30,
        check=False,
    )
    assert run.stdout.splitlines()[0] == "checking"
    assert run.stdout.splitlines()[-1] == "1 passed in 0.01s"
    assert ("CHECKS FAILED" in run.stdout) is (checks != 0)
    assert run.returncode == status


_APT = "apt-get install -y -qq --no-install-recommends"


@posix_only
@pytest.mark.parametrize(
    ("user", "there", "expected"),
    [
        ("0", "chromium firefox-esr", []),
        ("1000", "chromium firefox", []),
        ("0", "firefox", ["apt-get update -qq", f"{_APT} chromium"]),
        ("0", "chromium", ["apt-get update -qq", f"{_APT} firefox-esr"]),
        ("0", "", ["apt-get update -qq", f"{_APT} chromium", f"{_APT} firefox-esr"]),
        ("1000", "", ["python -m playwright install chromium"]),
    ],
)
def test_browsers_are_installed_where_missing(tmp_path: Path, user: str, there: str, expected: list[str]) -> None:
    programs, log = tmp_path / "bin", tmp_path / "log"
    log.touch()
    put_program(programs, "id", f"echo {user}")
    for name in ("apt-get", "python"):
        put_program(programs, name, f'echo "{name} $*" >> "{log}"')
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
    assert lines[-1].endswith("-m mkdocs build --strict")
    assert "npm" not in run.stdout, "building the site needs no Node"


@pytest.mark.node
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
