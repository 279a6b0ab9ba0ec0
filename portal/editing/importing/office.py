"""Old formats (.doc, .rtf) → docx by LibreOffice, where it is: own profile, no macros, no network, a limit of time.

What comes out is a docx from a stranger like any other and goes the way of one.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Literal

from portal.editing.importing.compound import is_word_95
from portal.editing.importing.notes import CannotImportError

OldFormat = Literal["doc", "rtf"]
SECONDS = 90

_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_FILTERS: dict[OldFormat, str] = {"doc": "MS Word 97", "rtf": "Rich Text Format"}
_WORD_95 = "MS Word 95"
"""Reads the files of Word 6 too."""
_MISSING: dict[OldFormat, str] = {"doc": "stop-old-word", "rtf": "stop-rtf"}
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""Macros never run, links are never followed; a proxy that nobody is at stands in the way of the network."""


def program() -> str | None:
    """LibreOffice on this computer."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def as_docx(data: bytes, kind: OldFormat) -> bytes:
    """The file as docx. Raises :class:`CannotImportError` without LibreOffice, and where it fails or takes too long."""
    office = program()
    if office is None:
        raise CannotImportError(_MISSING[kind])
    with tempfile.TemporaryDirectory(prefix="portal-import-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / f"file.{kind}").write_bytes(data)
        _write_profile(folder / "profile")
        filter_ = _WORD_95 if kind == "doc" and is_word_95(data) else _FILTERS[kind]
        call = [*_without_network(), office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
                "--norestore", "--nologo", "--nodefault", "--nolockcheck", f"--infilter={filter_}",
                "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"),
                str(folder / f"file.{kind}")]  # fmt: skip
        _run(call, folder)
        made = folder / "out" / "file.docx"
        if not made.is_file() or made.is_symlink():
            raise CannotImportError("stop-broken")
        return made.read_bytes()


def _write_profile(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )


@cache
def _without_network() -> tuple[str, ...]:
    """A call that takes the network away from what follows, where the system has one."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    call = (unshare, "--map-root-user", "--net")
    try:
        done = subprocess.run([*call, "true"], capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return call if done.returncode == 0 else ()


def _run(call: list[str], folder: Path) -> None:
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    environment = {**os.environ, **nowhere, "HOME": str(folder), "TMPDIR": str(folder)}
    try:
        running = subprocess.Popen(
            call,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=environment,
            start_new_session=True,
        )
    except OSError:
        raise CannotImportError("stop-broken") from None
    try:
        running.wait(SECONDS)
    except subprocess.TimeoutExpired:
        raise CannotImportError("stop-slow", seconds=SECONDS) from None
    finally:
        _end(running)


def _end(running: subprocess.Popen[bytes]) -> None:
    """End the program with all that it started; its launcher hands the work to another process."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(running.pid, signal.SIGKILL)
    elif running.poll() is None:
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(running.pid)], capture_output=True, check=False)
    running.wait()
