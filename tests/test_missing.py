"""What developers and editors are told where a package, the environment or a new Python is missing."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from browsing import REPOSITORY, build_environment, lay_out_small_site
from portal.commands import check, missing
from portal.commands.base import FAILED, FOUND, OK, Command, CommandError, module_name
from portal.commands.main import NAMES, main
from portal.core.problems import MESSAGE_LANGS, catalogue
from portal.words import interface
from small_tree import DATA, ORIGINAL, current
from word_files import docx, par, picture

# Put before a command: these packages are as if they were not installed.
BLOCKER = """
import runpy, sys

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {blocked}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Blocker())
sys.argv = {argv}
sys.path.insert(0, {folder})
runpy.{run}
"""
NOT_OF_THE_BUILD = {"spylls", "pypandoc", "PIL", "py3langid", "numpy"}


def without(
    packages: set[str], *arguments: str, root: Path, script: str = "", **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run ``python -m portal`` or a script of the project as if these packages were not there."""
    run = f"run_path({script!r}, run_name='__main__')" if script else "run_module('portal', run_name='__main__')"
    folder = str(REPOSITORY / "scripts") if script else str(REPOSITORY)
    code = BLOCKER.format(blocked=packages, argv=["portal", *arguments], folder=repr(folder), run=run)
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        env=build_environment(**variables),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("missing") / "portal"
    folder.mkdir()
    files = {
        "ky/practices/suu.md": ORIGINAL,
        "ru/practices/suu.md": current().replace("Воды не было.", "Абырвалгой воды нет."),
    }
    lay_out_small_site(folder, files, data=DATA, standing=())
    return folder


def is_told(run: subprocess.CompletedProcess[str], *words: str) -> bool:
    assert "Traceback" not in run.stderr and "portal-error" not in run.stderr, run.stderr
    return run.returncode == FAILED and all(word in run.stderr for word in words)


@pytest.mark.parametrize("lang", MESSAGE_LANGS)
@pytest.mark.parametrize("script", ["", "check.py"])
def test_no_package_at_all(root: Path, lang: str, script: str) -> None:
    """The system's Python, with nothing installed: not even what reads the messages."""
    path = str(REPOSITORY / "scripts" / script) if script else ""
    arguments = ["--no-advice"] if script else ["check"]
    run = without({"yaml", "pydantic", *NOT_OF_THE_BUILD}, *arguments, f"--lang={lang}", root=root, script=path)
    assert is_told(run, "«yaml»" if lang != "en" else "“yaml”"), run.stderr
    assert "make setup-editing" in run.stderr or "activate" in run.stderr or "requirements" in run.stderr


@pytest.mark.slow
def test_scripts_find_the_package_that_is_not_installed(root: Path, tmp_path: Path) -> None:
    """From another folder, with no path set: the copy beside the script is taken."""
    call = [sys.executable, str(REPOSITORY / "scripts" / "check.py"), "--root", str(root), "--no-advice"]
    run = subprocess.run(
        call, cwd=tmp_path, env=build_environment(PYTHONPATH=None), capture_output=True, encoding="utf-8", check=False
    )
    assert run.returncode == OK, run.stderr
    # Every other script that takes the package is prepared in the same way.
    for file in (REPOSITORY / "scripts").glob("*.py"):
        names = [name for node in ast.parse(file.read_text(encoding="utf-8")).body for name in _imported(node)]
        measures = file.name.startswith(("bench_", "score_"))  # for developers, in their environment
        if "portal" in names and file.name != "start.py" and not measures and file.name != "find_citations.py":
            assert "start" in names[: names.index("portal")], file.name


def _imported(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name.partition(".")[0] for alias in node.names]
    return [(node.module or "").partition(".")[0]] if isinstance(node, ast.ImportFrom) else []


def test_a_script_without_a_command_tells_it_too(root: Path) -> None:
    run = without({"yaml"}, root=root, script=str(REPOSITORY / "scripts" / "make_offline.py"), PORTAL_LANG="en")
    assert "Traceback" not in run.stderr and "“yaml”" in run.stderr and run.returncode == 1


@pytest.mark.slow
def test_spelling_without_its_package_is_left_out_and_said(root: Path, tmp_path: Path) -> None:
    dictionary = root / "node_modules/dictionary-ru"
    dictionary.mkdir(parents=True, exist_ok=True)
    (dictionary / "index.aff").write_text("SET UTF-8\n", encoding="utf-8")
    (dictionary / "index.dic").write_text("1\nвода\n", encoding="utf-8")
    run = without({"spylls"}, "check", "--lang", "ru", root=root)
    assert "Traceback" not in run.stderr and run.returncode == OK, run.stderr
    assert "spylls" in run.stdout and missing.install_editing() in run.stdout
    # One that was asked for is not left out in silence.
    run = without({"spylls"}, "check", "--lang", "ru", "--dictionary", str(dictionary / "index.dic"), root=root)
    assert is_told(run, "«spylls»"), run.stderr


@pytest.mark.parametrize(
    ("package", "file"),
    [("pypandoc", "a.html"), ("py3langid", "a.txt"), ("numpy", "a.txt")],
)
@pytest.mark.slow
def test_import_names_the_package(root: Path, tmp_path: Path, package: str, file: str) -> None:
    text = "Айылда таза суу\n\n" + "Айыл өкмөтү жаңы суу түтүгүн тартты, эми ар бир үйдө суу бар.\n\n" * 4
    (tmp_path / file).write_text(f"<h1>А</h1><p>{text}" if file.endswith("html") else text, encoding="utf-8")
    run = without({package}, "import", str(tmp_path / file), "--dry-run", "--lang", "en", root=root)
    assert is_told(run, f"“{package}”"), run.stderr


@pytest.mark.slow
def test_import_of_pictures_names_the_package(root: Path, tmp_path: Path) -> None:
    data = docx(par("Таза суу", style="h1"), par(picture("i1", "Кудук")), pictures={"i1": ("image1.png", b"\x89PNG")})
    (tmp_path / "a.docx").write_bytes(data)
    run = without({"PIL"}, "import", str(tmp_path / "a.docx"), "--dry-run", "--lang", "en", root=root)
    assert is_told(run, "“PIL”"), run.stderr


@pytest.mark.slow
def test_preview_with_the_build_alone(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "suu.html"
    run = without(NOT_OF_THE_BUILD, "preview", "suu", "-o", str(out), root=root)
    assert run.returncode in {OK, FOUND} and "Traceback" not in run.stderr, run.stderr
    assert "<h1" in out.read_text(encoding="utf-8")
    run = without({"mkdocs"}, "preview", "suu", "-o", str(out), "--lang", "en", root=root)
    assert is_told(run, "“mkdocs”"), run.stderr


# The words --------------------------------------------------------------------------


def test_the_records_are_read_as_yaml_reads_them() -> None:
    for code in ("environment-inactive", "package-missing", "python-old"):
        message, hint = missing.record(code)
        assert {"message": message, "hint": hint} == catalogue()[code]
        assert set(message) == set(MESSAGE_LANGS)


def test_the_command_fits_the_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(missing, "_WINDOWS", False)
    assert "make setup-editing" in (missing.told("spylls.hunspell", "en", tmp_path) or "")
    assert "“make setup”" in (missing.told("playwright", "en", tmp_path) or "")
    (tmp_path / ".venv").mkdir()
    assert "“. .venv/bin/activate”" in (missing.told("spylls", "en", tmp_path) or "")
    monkeypatch.setattr(sys, "prefix", str(tmp_path / ".venv"))
    assert "make setup-editing" in (missing.told("spylls", "en", tmp_path) or "")
    monkeypatch.setattr(missing, "_WINDOWS", True)
    text = missing.told("spylls", "en", tmp_path) or ""
    assert r".venv\Scripts\python -m pip install --require-hashes -r requirements\editing.txt" in text
    assert "py -3.11" not in text
    (tmp_path / ".venv").rmdir()
    assert "py -3.11 -m venv .venv" in (missing.told("spylls", "en", tmp_path) or "")


@pytest.mark.parametrize("name", [None, "", "portal.nothing", "json.nothing"])
def test_a_mistake_of_the_program_is_none_of_the_environment(name: str | None) -> None:
    assert missing.told(name, "en") is None


def test_an_old_python_is_told_in_every_language(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit) as ended:
        missing.check_python()
    assert ended.value.code == FAILED
    error = capsys.readouterr().err
    assert error.count("3.9") == 3 and "эски" in error and "устарел" in error and "too old" in error
    # What runs before the check must be readable to it.
    packages = ("portal/__init__.py", "portal/commands/__init__.py", "portal/commands/missing.py")
    for name in (*packages, "portal/__main__.py", "scripts/start.py", "scripts/check.py"):
        ast.parse((REPOSITORY / name).read_text(encoding="utf-8"), feature_version=(3, 7))


# Mistakes of the program ----------------------------------------------------------------


@pytest.mark.parametrize("debug", [False, True])
def test_developers_may_see_the_traceback(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], debug: bool
) -> None:
    errors: list[tuple[Exception, str]] = [
        (RuntimeError("mistake"), "portal-error-"),
        (ModuleNotFoundError("no", name="portal.nothing"), "portal-error-"),
        (FileNotFoundError(2, "gone", "a.md"), "a.md"),
        (CommandError("could not be done"), "could not be done"),
    ]
    if debug:
        monkeypatch.setenv("PORTAL_DEBUG", "1")
    for error, word in errors:

        def fail(options: object, command: Command, error: Exception = error) -> int:
            raise error

        monkeypatch.setattr(check, "run", fail)
        assert main(["check", "--root", str(root)]) == FAILED
        told = capsys.readouterr().err
        assert ("Traceback" in told and type(error).__name__ in told) is debug
        assert (word in told) is (not debug or word != "portal-error-")
        if word == "portal-error-" and not debug:
            Path(told.rpartition(" ")[2].strip().rstrip(".")).unlink()


def test_a_traceback_of_what_is_missing(root: Path) -> None:
    run = without({"yaml"}, "check", "--lang", "en", root=root, PORTAL_DEBUG="1")
    assert "Traceback" in run.stderr and "“yaml”" in run.stderr
    assert run.stderr.index("Traceback") < run.stderr.index("“yaml”")


def test_a_slip_in_the_words_of_the_portal_is_told_with_its_file_and_line(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "strings").mkdir()
    (tmp_path / "strings/ky.yml").write_text("a.b: one\na.c: two: three\n", encoding="utf-8")

    def read_words(options: object, command: Command) -> int:
        interface.forget_strings()
        with monkeypatch.context() as patched:
            patched.setattr("portal.words.interface.resources.files", lambda package: tmp_path)
            interface.own_strings("ky")
        return OK

    monkeypatch.setattr(check, "run", read_words)
    assert main(["check", "--root", str(root), "--lang", "en"]) == FAILED
    told = capsys.readouterr().err
    assert f"“{tmp_path / 'strings/ky.yml'}”, line 2:" in told and "portal-error" not in told
    interface.forget_strings()


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_a_summary_and_a_description_of_its_own(name: str) -> None:
    file = REPOSITORY / f"portal/commands/{module_name(name)}.yml"
    words = yaml.safe_load(file.read_text(encoding="utf-8"))
    for key in ("summary", "description"):
        assert set(words[key]) == set(MESSAGE_LANGS), (name, key)
