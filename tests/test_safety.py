"""A pull request is written by strangers: everything that the check must stop, in one list.

Each attack is laid out as files of a small portal. It must come back as a problem with file and line; nothing raises,
and nothing of it reaches the rendered text. What a reader's browser may still do is held by the content policy.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from portal.content.assets import MAX_PICTURE_BYTES, asset_problems
from portal.core.characters import HIDDEN
from portal.markup.brackets import MAX_OPEN, unclosed_brackets
from repeating import repeated
from small_tree import ORIGINAL, codes, load, png

PATH = "ky/practices/suu.md"
END = ORIGINAL.count("\n") + 2
"""The line of what :func:`body` adds."""


def body(text: str) -> str:
    return f"{ORIGINAL}\n{text}\n"


def title(text: str) -> str:
    return ORIGINAL.replace("Суу түтүгү", text)


def meta(line: str) -> str:
    return ORIGINAL.replace("added:", f"{line}\nadded:")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(body("<script>alert(1)</script>"), f"{PATH}:{END} html-forbidden", id="script"),
        pytest.param(body('<b onclick="x()">a</b>'), f"{PATH}:{END} html-forbidden", id="event handler"),
        pytest.param(body("<IMG SRC=x onerror=alert(1)>"), f"{PATH}:{END} html-forbidden", id="broken picture"),
        pytest.param(body("[a](suu.md){ onclick=x }"), f"{PATH}:{END} attribute-forbidden", id="attribute list"),
        pytest.param(body("[a](JavaScript:alert(1))"), f"{PATH}:{END} link-scheme", id="javascript address"),
        pytest.param(body("[a](java&#115;cript:alert(1))"), f"{PATH}:{END} link-scheme", id="hidden javascript"),
        pytest.param(body("[a](data:text/html,x)"), f"{PATH}:{END} link-scheme", id="data address"),
        pytest.param(body("![a](data:image/png;base64,AA)"), f"{PATH}:{END} image-remote", id="data picture"),
        pytest.param(body("![a](https://example.org/a.png)"), f"{PATH}:{END} image-remote", id="remote picture"),
        pytest.param(body("![a](//example.org/a.png)"), f"{PATH}:{END} image-remote", id="remote without scheme"),
        pytest.param(body("<iframe src=https://example.org></iframe>"), f"{PATH}:{END} html-forbidden", id="embed"),
        pytest.param(body("<!-- жашыруун -->"), f"{PATH}:{END} html-forbidden", id="hidden comment"),
        pytest.param(body("![a](../../../../etc/passwd.png)"), f"{PATH}:{END} link-outside", id="picture outside"),
        pytest.param(body("[a](../../../../etc/passwd)"), f"{PATH}:{END} link-outside", id="link outside"),
        pytest.param(body("аба \u202eкол\u202c"), f"{PATH}:{END} text-hidden", id="direction in the text"),
        pytest.param(body("аба\u200bкол"), f"{PATH}:{END} text-hidden", id="no width in the text"),
        pytest.param(body("аба\x1b[31mкол"), f"{PATH}:{END} text-hidden", id="control of the terminal"),
        pytest.param(title("Суу \u202eтүтүгү"), f"{PATH}:2 text-hidden", id="direction in the title"),
        pytest.param(title("Суу\u2060 түтүгү"), f"{PATH}:2 text-hidden", id="no width in the title"),
        pytest.param(title("Суу\U000e0041 түтүгү"), f"{PATH}:2 text-hidden", id="tags in the title"),
        pytest.param(title("Суу <script>"), f"{PATH}:2 html-forbidden", id="tag in the title"),
        pytest.param(meta("x: !!python/object/apply:os.system [ls]"), f"{PATH}:4 yaml-object", id="object"),
        pytest.param(meta("x: &a [1, *a]"), f"{PATH}:4 yaml-object", id="alias of itself"),
        pytest.param(meta("x: [" + "a," * 2_000_000 + "]"), f"{PATH}:2 yaml-too-large", id="4 MB of front matter"),
        pytest.param(meta("x: " + "[" * 5000), f"{PATH}:4 yaml-too-deep", id="deep front matter"),
        pytest.param(body("[" * 5000), f"{PATH}:{END} markdown-brackets", id="brackets"),
        pytest.param(body("![" * 5000), f"{PATH}:{END} markdown-brackets", id="pictures"),
        pytest.param(body("[a](" * 5000), f"{PATH}:{END} markdown-brackets", id="links"),
        pytest.param(body("[^a" * 5000), f"{PATH}:{END} markdown-brackets", id="footnotes"),
    ],
)
def test_an_attack_is_reported_at_its_line(tmp_path: Path, text: str, expected: str) -> None:
    portal, problems = load(tmp_path, {PATH: text})
    assert expected in codes(problems)
    html = "".join(item.html for item in portal.bodies.values())
    assert not HIDDEN.search(html)
    for node in HTMLParser(html).css("*"):
        values = {name: str(value).lower() for name, value in node.attributes.items()}
        assert node.tag not in {"script", "iframe", "object", "embed", "style"}
        assert not any(name.startswith("on") for name in values)
        assert not any("script:" in value or "data:" in value or "passwd" in value for value in values.values())
        assert node.tag != "img" or "example.org" not in values.get("src", "")


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    ["*" * 50_000, "`a" * 10_000, "_a" * 20_000, "&" * 50_000, "<" * 20_000,
     "a" + " " * 1_000_000 + "b", "a" + "\u00a0" * 500_000 + "b",
     "1" * 100_000,
     "|" * 5000 + "\n" + "|-" * 5000, "статья " * 20_000, "[a](suu.md) " * 3000],
    ids=["stars", "code", "underscores", "entities", "angles", "spaces", "joined", "digits", "table", "law", "links"],
)  # fmt: skip
def test_long_lines_of_one_sign_end_soon(tmp_path: Path, text: str) -> None:
    # Not timed: an expression that goes back and forth would not end within a test run at all.
    portal, problems = load(tmp_path, {PATH: body(text)})
    assert portal.bodies or problems


def test_a_snippet_of_another_file_is_text(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("купуя", encoding="utf-8")
    portal, _ = load(tmp_path / "tree", {PATH: body('--8<-- "../secret.txt"\n\n{! ../secret.txt !}')})
    assert "купуя" not in portal.bodies["ky", "suu"].html


@pytest.mark.parametrize(
    "name", ["con.md", "aux.md", "a:b.md", "a\\b.md", "a .md", "a..md", "СУУ.md", "a" * 90 + ".md"]
)
def test_names_that_break_windows_get_a_proposal(tmp_path: Path, name: str) -> None:
    _, problems = load(tmp_path, {f"ky/practices/{name}": ORIGINAL})
    assert [item.code for item in problems] == ["file-name"]


@pytest.mark.skipif(os.name == "nt", reason="making a symbolic link needs rights on Windows")
def test_shortcuts_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/photo.png").write_bytes(png(1, 1))
    (tmp_path / "outside/text.md").write_text(ORIGINAL, encoding="utf-8")
    folder = tmp_path / "tree/docs/ky/practices"
    folder.mkdir(parents=True)
    (folder / "photo.png").symlink_to(tmp_path / "outside/photo.png")
    (folder / "text.md").symlink_to(tmp_path / "outside/text.md")
    (folder / "more").symlink_to(tmp_path / "outside", target_is_directory=True)
    portal, problems = load(tmp_path / "tree", {})
    assert {item.code for item in problems} == {"file-outside"}
    assert not portal.documents and not portal.assets


# --- Files beside the documents ---------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.png", png(10_000, 10_000), "image-too-large"),
        ("a.png", png(0, 5), "asset-content"),
        ("a.png", b"<script>alert(1)</script>", "asset-content"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "asset-content"),
        ("a.jpg", b"<svg onload=alert(1)>", "asset-content"),
        ("a.webp", b"RIFF....", "asset-content"),
        ("a.pdf", b"MZ\x90", "asset-content"),
        ("a.docx", b"<html>", "asset-content"),
        ("a.csv", b"a;b\0c", "asset-content"),
        ("a.png", png(10, 10) + b"\0" * MAX_PICTURE_BYTES, "asset-too-large"),
        ("a.svg", b"<svg><script>alert(1)</script></svg>", "file-type"),
        ("a.html", b"<script>", "file-type"),
        ("a.js", b"alert(1)", "file-type"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_beside_the_documents_is_what_it_says(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    _, problems = load(tmp_path, {PATH: ORIGINAL, f"ky/practices/{name}": content})
    assert codes(problems) == [f"ky/practices/{name}:0 {code}"]


def test_a_real_picture_passes(tmp_path: Path) -> None:
    portal, problems = load(tmp_path, {PATH: body("![Суу](a.png)"), "ky/practices/a.png": png(1600, 1200)})
    assert problems == ()
    assert "a.png" in portal.bodies["ky", "suu"].html


@given(st.sampled_from([".png", ".jpg", ".webp", ".pdf", ".csv"]), st.binary(max_size=200), st.integers(0, 60))
@repeated(300)
@pytest.mark.slow
def test_no_bytes_of_a_picture_raise(suffix: str, noise: bytes, cut: int) -> None:
    starts = {".png": png(5, 5), ".jpg": b"\xff\xd8\xff\xe0\0\x10JFIF\0", ".webp": b"RIFF\0\0\0\0WEBPVP8 "}
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / f"a{suffix}").write_bytes(starts.get(suffix, b"%PDF-")[:cut] + noise)
        found = list(asset_problems(Path(folder), f"a{suffix}"))
    assert all(item.code in {"asset-content", "image-too-large", "image-location"} for item in found)


# --- Brackets and hidden characters ------------------------------------------------


@given(st.text(alphabet="[]()!^a \n\\", max_size=300))
def test_texts_with_few_brackets_are_never_stopped(text: str) -> None:
    line = unclosed_brackets(text)
    assert 0 <= line <= text.count("\n") + 1
    if text.count("[") <= MAX_OPEN // 2:
        assert line == 0


def test_brackets_of_a_table_are_closed() -> None:
    row = "| [бир](a.md) | [эки](b.md) |\n"
    assert unclosed_brackets(row * 500) == 0
    assert unclosed_brackets("a\n\n" + "[" * (MAX_OPEN + 1)) == 3


def test_joined_picture_characters_stay() -> None:
    assert not HIDDEN.search("👨\u200d👩\u200d👧 кызмат\u00a0№\u202f5")
    assert HIDDEN.search("кыз\u200dмат")
