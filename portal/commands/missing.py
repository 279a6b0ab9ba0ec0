"""What the program needs and this Python does not have: said with the command that fixes it, never by a traceback.

Any package may be the one that is missing, the parser of YAML too: this module needs none, and reads its few records of
``messages.yml`` by itself. An old Python must be able to read it as well, to be told that it is old.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OLDEST = (3, 11)
# Packages of requirements/dev.in alone: editors' commands need none of them.
_DEVELOPMENT = frozenset({"brotli", "fontTools", "hypothesis", "playwright", "pypdf", "pytest"})
_WINDOWS = os.name == "nt"


def told(name: str | None, lang: str, root: Path = ROOT) -> str | None:
    """What to tell about the module ``name`` that was not found; ``None`` if it is the program's own mistake."""
    package = (name or "").partition(".")[0]
    if not package or package == "portal" or package in sys.stdlib_module_names:
        return None
    environment = root / ".venv"
    if environment.is_dir() and Path(sys.prefix).resolve() != environment.resolve():
        activate = r".venv\Scripts\activate" if _WINDOWS else ". .venv/bin/activate"
        return _text("environment-inactive", lang, name=package, command=activate)
    return _text("package-missing", lang, name=package, command=_installation(package, environment.is_dir()))


def install_editing() -> str:
    """The command that installs what editors' commands need."""
    return _installation("", (ROOT / ".venv").is_dir())


def _installation(package: str, there: bool) -> str:
    lock, target = ("dev", "setup") if package in _DEVELOPMENT else ("editing", "setup-editing")
    if not _WINDOWS:
        return f"make {target}"
    made = "" if there else "py -3.11 -m venv .venv; "
    return rf"{made}.venv\Scripts\python -m pip install --require-hashes -r requirements\{lock}.txt"


def check_python() -> None:
    """End the program where Python is too old for it; in all languages, since what chooses one needs a newer Python."""
    if sys.version_info < OLDEST:
        for lang in ("ky", "ru", "en"):  # all that messages have: no module that says so can be imported yet
            found, needed = (f"{version[0]}.{version[1]}" for version in (sys.version_info, OLDEST))
            print(_text("python-old", lang, found=found, needed=needed), file=sys.stderr)
        raise SystemExit(3)


def _text(code: str, lang: str, **values: str) -> str:
    message, hint = (texts[lang] for texts in record(code))
    return f"{message.format(**values)}\n    → {hint.format(**values)}"


def record(code: str) -> tuple[dict[str, str], dict[str, str]]:
    """Message and hint of a code by language, read without a parser of YAML: one text a line, in single quotes."""
    catalogue = (Path(__file__).resolve().parents[1] / "core" / "messages.yml").read_text(encoding="utf-8")
    block = re.search(rf"(?ms)^{code}:\n(.*?)(?=^\S|\Z)", catalogue)
    assert block is not None, code
    texts = re.findall(r"^    (ky|ru|en): '(.*)'$", block[1], re.MULTILINE)
    pairs = [(lang, text.replace("''", "'")) for lang, text in texts]
    return dict(pairs[:3]), dict(pairs[3:])
