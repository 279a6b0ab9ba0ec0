"""The preview of one document: its page through the real templates, with its problems above it."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from browsing import PHONE, build_environment, lay_out_small_site, open_page
from portal.commands.main import main
from portal.core.problems import Problem, problem
from portal.editing.preview import find_target, panel, single_file, split_problems, stamp, with_panel
from small_tree import DATA, ORIGINAL, current, lay_out

pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DRAFT = ORIGINAL.replace("topics:", "review: proposed\ntopics:")
BROKEN = ORIGINAL.replace("added: 2026-11-01", "added: 2026-13-05") + "\n<script>alert(1)</script>\n"
FILES = {
    "ky/practices/suu.md": DRAFT + "\n[Кара](jol.md).\n",
    "ky/practices/jol.md": ORIGINAL,
    "ru/practices/jol.md": current(),
    "ky/practices/syngan.md": BROKEN,
    "ky/practices/kata.md": ORIGINAL + "\n[Жок](jok.md).\n",
}
COMMAND = [sys.executable, "-m", "portal", "preview"]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small portal with templates and hooks."""
    folder = tmp_path_factory.mktemp("preview") / "portal"
    folder.mkdir()
    lay_out_small_site(folder, FILES, data=DATA, standing=())
    return folder


def once(root: Path, name: str, out: Path, lang: str = "ru") -> tuple[int, dict[str, object], HTMLParser]:
    """Run the command once, as an editor does; exit code, JSON, page."""
    command = [*COMMAND, name, "-o", str(out), "--json", "--lang", lang]
    done = subprocess.run(
        command, cwd=root, env=build_environment(), capture_output=True, encoding="utf-8", check=False
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, json.loads(done.stdout), HTMLParser(out.read_text(encoding="utf-8"))


def test_a_draft_is_shown_as_readers_will_see_it(root: Path, tmp_path: Path) -> None:
    code, told, page = once(root, "suu", tmp_path / "suu.html")
    assert (code, told["language"], told["problems"]) == (0, "ky", [])
    title, panel = page.css_first("h1"), page.css_first("main .portal-preview")
    assert title is not None and title.text() == "Суу түтүгү"
    assert panel is not None and "Ошибок не найдено" in panel.text() and panel.attributes["lang"] == "ru"
    assert page.css_first(".p-notice--draft") is not None
    assert page.css_first(".p-header") is not None and len(page.css(".p-menu__link")) > 5
    # One file, to be sent by mail: nothing is loaded from beside it.
    assert page.css("link[rel=stylesheet], script") == []
    text = (tmp_path / "suu.html").read_text(encoding="utf-8")
    assert len(page.css("style")) >= 2 and "url(data:font/woff2;base64," in text
    assert not re.findall(r"""url\((?!["']?data:)[^)]+\)""", text)


def test_an_unreadable_document_has_a_page_of_its_problems(root: Path, tmp_path: Path) -> None:
    code, told, page = once(root, "docs/ky/practices/syngan.md", tmp_path / "b.html", lang="ky")
    assert code == 1
    codes = [item["code"] for item in told["problems"]]  # type: ignore[attr-defined]
    assert "yaml-date" in codes
    text = page.css_first(".portal-preview--bad")
    assert text is not None and "docs/ky/practices/syngan.md, 4-сап" in text.text()
    assert "Башка файлдардагы каталар менен эскертүүлөр: 1" in text.text()
    assert page.css("script") == []


FOREGROUND, BACKGROUND = signal.SIG_DFL, signal.SIG_IGN


@contextmanager
def served(
    root: Path,
    *arguments: str,
    end: signal.Signals = signal.SIGINT,
    interrupt: signal.Handlers = FOREGROUND,
    **variables: str,
) -> Iterator[str]:
    """The address of a running preview; it is stopped by the signal ``end`` and must end well.

    ``interrupt``: what Ctrl+C means to it. A shell has programs in the background ignore it, ``nohup`` the end of the
    terminal, and they hand that on to what they start: the tests themselves may run so.
    """

    def meanings() -> None:
        signal.signal(end, signal.SIG_DFL)
        signal.signal(signal.SIGINT, interrupt)

    command = [*COMMAND, *arguments, "--port", "0", "--json", "--no-browser", "--lang", "en"]
    process = subprocess.Popen(
        command,
        cwd=root,
        env=build_environment(**variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=meanings,
    )
    assert process.stdout is not None
    try:
        text = ""
        while not text.rstrip().endswith("}"):
            line = process.stdout.readline()
            assert line, process.communicate()[1]
            text += line
        yield json.loads(text)["address"]
    finally:
        process.send_signal(end)
        try:
            error = process.communicate(timeout=30)[1]
        finally:
            process.kill()
    assert process.returncode == 0 and "Traceback" not in error, error


def get(address: str, **headers: str) -> tuple[int, str]:
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode("utf-8", "replace")


@pytest.mark.skipif(os.name == "nt", reason="a process cannot be sent Ctrl+C alone there")
def test_the_page_follows_the_file(root: Path, browser: Browser) -> None:
    file = root / "docs/ky/practices/kata.md"
    with served(root, "kata") as address:
        base = address[: address.index("practices/")]
        status, html = get(address)
        page = HTMLParser(html)
        told = page.css_first(".portal-preview li")
        assert status == 200 and told is not None and "kata.md, line 20" in told.text() and "jok.md" in told.text()
        script = page.css_first("script[src$='__preview__/preview.js']")
        assert script is not None
        assert get(base + "__preview__/preview.js")[0] == get(base + "__preview__/preview.css")[0] == 200
        style = page.css_first("link[href*='stylesheets/portal.']")
        assert style is not None and get(base + (style.attributes["href"] or "").lstrip("./"))[0] == 200
        before = get(base + "__preview__/stamp")
        assert get(base + "__preview__/stamp") == before
        file.write_text(ORIGINAL.replace("Суу түтүгү", "Жаңы аталыш"), encoding="utf-8")
        assert get(base + "__preview__/stamp") != before
        page = HTMLParser(get(address)[1])
        title = page.css_first("h1")
        assert title is not None and title.text() == "Жаңы аталыш" and page.css(".portal-preview li") == []
        with open_page(browser, **PHONE) as shown:
            shown.goto(address)
            shown.get_by_role("heading", name="Жаңы аталыш", level=1).wait_for()
            file.write_text(ORIGINAL.replace("Суу түтүгү", "Эң жаңысы"), encoding="utf-8")
            shown.get_by_role("heading", name="Эң жаңысы", level=1).wait_for()
        # Other documents are a click away; what is no document is said to be missing.
        missing = get(base + "ru/practices/kata.html")
        assert missing[0] == 200 and "p-notice--missing" in missing[1]
        assert get(base + "practices/jok.html")[0] == 404
        assert get(base + "../../../../etc/passwd")[0] == 404
        assert get(address, Host="evil.example")[0] == 403


@pytest.mark.skipif(os.name == "nt", reason="as above")
def test_a_reader_who_leaves_is_no_error(root: Path) -> None:
    with served(root, "jol") as address:
        place = urlsplit(address)
        for _ in range(3):
            with socket.create_connection((place.hostname or "", place.port or 0)) as caller:
                # Closed at once, and with unread data: the answer meets a connection that is reset.
                caller.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                caller.sendall(f"GET {place.path} HTTP/1.0\r\nHost: {place.netloc}\r\n\r\n".encode())
            # Pages are made one after the other, so the one for the reader who left is made before this one.
            assert get(address)[0] == 200


@pytest.mark.skipif(os.name == "nt", reason="there are no signals to programs in the background there")
@pytest.mark.parametrize("end", ["SIGTERM", "SIGHUP"])
def test_it_ends_well_in_the_background(root: Path, tmp_path: Path, end: str) -> None:
    """Where Ctrl+C does not reach it, ``kill`` and the end of the terminal do; nothing stays behind."""
    with served(root, "suu", end=getattr(signal, end), interrupt=BACKGROUND, TMPDIR=str(tmp_path)) as address:
        assert get(address)[0] == 200
        assert [path.name[:15] for path in tmp_path.iterdir()] == ["portal-preview-"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["jok"], 2), ([], 2), (["suu", "--port", "x"], 2), (["suu", "--port", "99999999"], 3)],
)
def test_wrong_calls_are_told(root: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int) -> None:
    assert main(["preview", *arguments, "--root", str(root), "--lang", "ky", "--no-browser"]) == code
    error = capsys.readouterr().err
    assert error and "Traceback" not in error and "portal-error-" not in error


def test_a_copy_without_the_adapter_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lay_out(tmp_path, {"ky/practices/suu.md": ORIGINAL})
    assert main(["preview", "suu", "--root", str(tmp_path), "--lang", "ru"]) == 3
    assert "hooks/preview.py" in capsys.readouterr().err


# Pieces ----------------------------------------------------------------------------------------------------


def test_which_document_is_meant(tmp_path: Path) -> None:
    root = lay_out(
        tmp_path,
        {
            "ru/practices/2025/suu.md": ORIGINAL,
            "ky/practices/2025/suu.md": "---\ntranslation_of: ru\n---\n",
            "ky/about.md": "",
        },
    )
    for name, lang in (
        ("suu", "ru"),
        ("practices/suu", "ru"),
        ("docs/ky/practices/2025/suu.md", "ky"),
        ("docs\\ky\\practices\\2025\\suu.md", "ky"),
        ("ru/practices/suu.html", "ru"),
    ):
        found = find_target(root, name)
        assert found is not None and (found.lang, found.key) == (lang, "practices/suu"), name
        assert len(found.paths) == 2
    about = find_target(root, "about")
    assert about is not None and about.address == "about.html"
    for name in ("", "jok", "../../etc/passwd", "suu\0"):
        assert find_target(root, name) is None


def test_the_stamp_changes_with_a_file(tmp_path: Path) -> None:
    root = lay_out(tmp_path, {"ky/practices/suu.md": ORIGINAL})
    first = stamp(root)
    assert stamp(root) == first
    time.sleep(0.01)
    (root / "docs/ky/practices/suu.md").write_text(ORIGINAL + "\n", encoding="utf-8")
    second = stamp(root)
    (root / "docs/ky/practices/jol.md").write_text(ORIGINAL, encoding="utf-8")
    assert len({first, second, stamp(root)}) == 3


def test_what_an_editor_wrote_is_escaped_in_the_messages(tmp_path: Path) -> None:
    root = lay_out(tmp_path, {"ky/practices/suu.md": ORIGINAL})
    target = find_target(root, "suu")
    assert target is not None
    mine = problem("link-missing", "docs/ky/practices/suu.md", 3, 1, href="<script>alert(1)</script>", near="–")
    other = problem("file-empty", "docs/ky/practices/suu-2.md")
    own, others = split_problems([other, mine, mine], target)
    assert (own, others) == ([mine], [other])
    text = panel(own, len(others), target.paths, lambda key, **values: f"{key} {values}", "ru")
    assert "<script>" not in text and "&lt;script&gt;" in text
    assert with_panel("<head></head><main class=x><p>", text, "<x>") == f"<head><x></head><main class=x>\n{text}<p>"


def test_errors_and_warnings_are_counted_apart() -> None:
    advice = problem("typography-quotes", "docs/ky/a.md", was="a", right="b")
    error = problem("file-empty", "docs/ky/a.md")
    assert (advice.severity, error.severity) == ("warning", "error")

    def said(*problems: Problem) -> str:
        return panel(problems, 0, ["docs/ky/a.md"], lambda key, count=0: f"{key}={count};", "ru")

    assert "portal-preview--bad" not in said(advice) and "page-warnings=1;</p>" in said(advice)
    assert "page-errors=1; page-warnings=1;" in said(error, advice) and "portal-preview--bad" in said(error, advice)
    assert "page-clean" in said() and "page-errors" not in said(advice)


def test_every_choice_of_a_picture_stands_in_the_single_file(tmp_path: Path) -> None:
    for name in ("a.webp", "b.webp", "a.jpg"):
        (tmp_path / name).write_bytes(name.encode())
    page = tmp_path / "x.html"
    both = '<picture><source type="image/webp" srcset="a.webp 1x, b.webp 2x"><img src="a.jpg" alt=""></picture>'
    text = single_file(both, page, tmp_path)
    data = r"data:image/webp;base64,\S+"
    assert ".webp" not in text and re.search(f'srcset="{data} 1x, {data} 2x"', text)
    for source in ("gone.webp", "https://example.kg/a.webp", "a.webp 1x, gone.webp 2x"):
        text = single_file(f'<picture><source srcset="{source}"><img srcset={source.split()[0]} src=a.jpg></picture>',
                           page, tmp_path)  # fmt: skip
        assert "<source" not in text and 'src="data:image/jpeg;base64,' in text


def test_a_page_of_the_portal_itself_is_told_apart_from_a_document(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("form", "ru/form.html", "docs/ky/form.md"):
        assert main(["preview", name, "--root", str(root), "--lang", "ru"]) == 2
        told = capsys.readouterr().err
        assert "mkdocs serve" in told and "http://127.0.0.1:8000/ru/form.html" in told, name
    assert main(["preview", "nosuch", "--root", str(root), "--lang", "ru"]) == 2
    assert "Документа «nosuch»" in capsys.readouterr().err


def test_a_single_file_takes_nothing_from_elsewhere(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "practices").mkdir(parents=True)
    (tmp_path / "secret.css").write_text("secret {}", encoding="utf-8")
    (site / "a.css").write_text("b { background: url(a.png) } /* </style> */", encoding="utf-8")
    (site / "a.png").write_bytes(b"png")
    html = (
        '<link rel="stylesheet" href="../a.css"><link rel="stylesheet" href="../../secret.css">'
        '<script src="x.js"></script><img src="../a.png" alt="a"><img src="https://example.kg/a.png" alt="b">'
    )
    text = single_file(html, site / "practices/x.html", site)
    assert "secret" not in text and "<script" not in text
    assert text.count("data:image/png;base64,cG5n") == 2
    assert text.count("</style>") == 1
    assert 'src="https://example.kg/a.png"' in text
