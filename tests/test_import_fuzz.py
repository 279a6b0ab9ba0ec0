"""Damaged and hostile files: whatever import and the check are given, they answer in words and change no source.

A short run with every test; ``scripts/fuzz.py --minutes N`` sets ``PORTAL_FUZZ_MINUTES`` for a long one.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import time
import traceback
import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import browsing
from importing import DATA, TODAY, reference
from portal.content import source
from portal.core.problems import MESSAGE_LANGS, Problem, render
from portal.corpus.load import load_portal
from portal.editing.checking import Selection, advice, fixed_text
from portal.editing.formats import as_github, as_json, as_sarif
from portal.editing.importing.importer import import_files
from portal.editing.importing.notes import CannotImportError
from portal.editing.importing.topics import Example
from portal.editing.importing.version import GivenFile, Options
from portal.editing.ranking import ranked
from portal.editing.spelling.typography_fix import fix
from small_tree import ORIGINAL, current, lay_out
from word_files import ODT_STYLES, bold, cell, change, comment, docx, note_mark, par, picture, run, table, text_box

SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "samples"
MINUTES = float(os.environ.get("PORTAL_FUZZ_MINUTES", "0"))
UNSAFE = ("html-forbidden", "attribute-forbidden", "text-hidden", "link-scheme", "link-outside", "link-absolute",
          "image-remote", "image-type", "yaml-", "front-matter-", "file-", "markdown-too-deep", "slug-",
          "heading-first-level")  # fmt: skip
NASTY = ("<script>", "<!--", "-->", "](javascript:x)", "\u202e", "\u0000", "---\n", "***", "| | |\n|---|---|\n",
         "{: #x }", "&#x3c;", "[^1]", "!!! note", "```", "> " * 40, "1. " * 40, "\\", "\ufeff", "ң" * 300,
         "<![CDATA[", "&amp;", "<w:p>", "</w:p>", "</w:tbl>", "<w:tbl>", "<w:del>", "<w:vanish/>",
         "2014-жылдын 31-февралында", "№ 0",
         "ст. " * 50, "Рекомендации:\n- ", "проголосовало 99999999", "_" * 90,
         "\t\t", "\r", "\x0c", "ﷺ" * 20)  # fmt: skip


@cache
def seeds() -> tuple[tuple[str, bytes], ...]:
    """Names and bytes of good files of every format."""
    found = [(path.name, path.read_bytes()) for path in sorted(DATA.iterdir())]
    if SAMPLES.is_dir():
        found += [(path.name, path.read_bytes()) for path in sorted(SAMPLES.glob("*.txt"))]
    text = "В 2022 году жители села Кара-Суйского района построили водопровод за счёт местного бюджета."
    word = docx(
        bold("Вода в селе"),
        par(text, note_mark(1), change("del", "нет"), change("ins", "да")),
        bold("Результаты"),
        par(comment(0, text), text_box("рамка"), run("скрыто", properties="<w:vanish/>")),
        table([cell(par("Жыл")), cell(par("Сумма"))], [cell(par("2023"), merge="restart"), cell(par("5"))]),
        par("а", number=(3, 0)),
        par("б", number=(1, 1)),
        par(picture("i", "Сүрөт")),
        footnotes={1: "Сноска."},
        comments={0: "Эскертүү"},
        pictures={"i": ("a.png", b"\x89PNG\r\n\x1a\nbroken")},
    )
    odt = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": _ODT.format(text=text),
        "styles.xml": ODT_STYLES,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in odt.items():
            file.writestr(name, data)
    form = '{"format": "portal-document", "version": 1, "kind": "practice", "lang": "ky", "slug": "a", '
    form += '"meta": {"title": "А", "summary": "Кыскача мазмуну ушул жерде.", "added": "2026-11-22"}, '
    form += '"body": "## Көйгөй\\n\\nТекст.\\n"}'
    found += [("a.docx", word), ("a.odt", out.getvalue()), ("a.json", form.encode()), ("a.md", ORIGINAL.encode())]
    return tuple(found)


_ODT = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:text>
 <text:h text:outline-level="1">Вода в селе</text:h><text:p>{text}</text:p>
 <text:list><text:list-item><text:p>а</text:p></text:list-item></text:list>
 <table:table><table:table-row><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row></table:table>
 </office:text></office:body></office:document-content>"""


Change = tuple[str, float, float, str, bytes]
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["insert", "insert", "delete", "repeat", "bytes", "swap"]),
        st.floats(0, 1),
        st.floats(0, 0.2),
        st.one_of(st.sampled_from(NASTY), st.text(max_size=20)),
        st.binary(max_size=8),
    ),
    min_size=1,
    max_size=6,
)


def changed(data: bytes, changes: list[Change]) -> bytes:
    for kind, place, length, text, raw in changes:
        start = int(place * len(data))
        end = min(len(data), start + int(length * len(data)))
        if kind == "insert":
            data = data[:start] + text.encode("utf-8", "surrogatepass") + data[start:]
        elif kind == "bytes":
            data = data[:start] + raw + data[start + len(raw) :]
        elif kind == "delete":
            data = data[:start] + data[end:]
        elif kind == "repeat":
            data = (data[:end] + data[start:end] * 3 + data[end:])[:400_000]
        else:
            data = data[:start] + data[start:end][::-1] + data[end:]
    return data


def mutated(name: str, data: bytes, changes: list[Change], inside: bool) -> bytes:
    """The file changed as a whole, or, of an archive, the text of its main part, so that the rest still fits."""
    if not inside or not data.startswith(b"PK"):
        return changed(data, changes)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            if part in {"word/document.xml", "content.xml", "word/footnotes.xml", "word/numbering.xml"}:
                content = changed(content, changes)
            new.writestr(part, content)
    return out.getvalue()


def attack(folder: Path, which: int, changes: list[Change], inside: bool, lang: str | None) -> None:
    """One example: import a mutated file, check what came of it, and check the mutated text as a document."""
    name, good = seeds()[which % len(seeds())]
    data = mutated(name, good, changes, inside)
    file = folder / f"source.{name.rpartition('.')[2]}"
    file.write_bytes(data)
    before = hashlib.sha256(data).digest()
    root = lay_out(folder / "portal", {})
    for old in (root / "docs").rglob("*.*"):
        old.unlink()
    known = [Example(("drinking-water",), {"ky": ORIGINAL, "ru": current()})]
    try:
        # Not typed: hypothesis draws plain strings.
        result = import_files(
            [GivenFile(file.name, file.read_bytes())], reference(), Options(TODAY, "ky", lang=lang), known
        )  # type: ignore[arg-type]
    except CannotImportError as error:
        assert error.text("ky") and error.text("ru") and error.text("en")
    else:
        for path, content in result.files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)
            if path.endswith(".md"):
                found, problems = source.parse(content, path)
                assert found is not None and not problems, problems
        problems = checked(root)
        unsafe = [item for item in problems if item.code.startswith(UNSAFE)]
        assert not unsafe or name.endswith((".json", ".md")), unsafe
        assert all(note.text(lang) for note in result.notes for lang in MESSAGE_LANGS)
    for text_lang, page in texts()[which % len(texts())].items():
        path = root / f"docs/{text_lang}/practices/fuzzed.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(changed_body(page, changes) if inside else changed(page, changes))
    checked(root)
    assert hashlib.sha256(file.read_bytes()).digest() == before


def checked(root: Path) -> tuple[Problem, ...]:
    """All that an editor's check does, advice and every form of its output; then ``--fix``, in the portal's copy."""
    state = _state(root)
    portal, problems = load_portal(root)
    found = (*problems, *advice(root, portal, Selection()).problems)
    for lang in MESSAGE_LANGS:
        assert all(item.text(lang) for item in found)
        json.dumps([as_json(found, lang), as_sarif(found, lang, "0")]).encode()
        assert len((render(found, lang) + as_github(ranked(found), (lang,))).encode()) >= len(found)
    assert _state(root) == state, "a check changes nothing"
    every = {version.path for document in portal.documents.values() for version in document.versions.values()}
    fix(root, portal, every, fixed_text)
    fixed = _state(root)
    fix(root, load_portal(root)[0], every, fixed_text)
    assert _state(root) == fixed, "what is fixed stays as it is"
    return problems


def _state(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (root / "docs").rglob("*") if path.is_file()}


def changed_body(page: bytes, changes: list[Change]) -> bytes:
    """A page whose card stays whole, so that the advice on its text is reached."""
    end = page.index(b"\n---\n", 4) + 5
    return page[:end] + changed(page[end:], changes)


@cache
def texts() -> tuple[dict[str, bytes], ...]:
    """Documents as an editor has them, in one language or both: small ones and the portal's own."""
    own = sorted((browsing.REPOSITORY / "docs/ky").glob("*/*.md"))[::4]
    pairs = [{lang: Path(str(path).replace("docs/ky", f"docs/{lang}")) for lang in ("ky", "ru")} for path in own]
    real = [{lang: path.read_bytes() for lang, path in pair.items() if path.is_file()} for pair in pairs]
    small = {"ky": ORIGINAL.encode(), "ru": current().encode()}
    return small, *(pair for pair in real if all(page.startswith(b"---\n") for page in pair.values()))


EXAMPLE = {"which": st.integers(0, 999), "changes": CHANGES, "inside": st.booleans(),
           "lang": st.sampled_from([None, None, "ky", "ru"])}  # fmt: skip


@pytest.mark.slow
def test_a_short_attack(tmp_path: Path) -> None:
    @settings(max_examples=15, deadline=None, database=None, derandomize=True,
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(**EXAMPLE)
    def run_all(which: int, changes: list[Change], inside: bool, lang: str | None) -> None:
        attack(tmp_path, which, changes, inside, lang)

    run_all()


@pytest.mark.long
@pytest.mark.skipif(not MINUTES, reason="PORTAL_FUZZ_MINUTES says how long; scripts/fuzz.py sets it")
def test_a_long_attack(tmp_path: Path) -> None:
    """Goes on after a finding: every place in the code that fails is told once, with the call that repeats it."""
    count = 0
    findings: dict[str, str] = {}

    # Nothing is made smaller: that takes minutes, and the call that repeats a finding is kept.
    @settings(max_examples=200, deadline=None, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(**EXAMPLE)
    def run_all(which: int, changes: list[Change], inside: bool, lang: str | None) -> None:
        nonlocal count
        if used() - start > MINUTES * 60:
            return
        count += 1
        try:
            attack(tmp_path, which, changes, inside, lang)
        except Exception as error:
            key = repr([f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)][-3:])
            if key not in findings:
                findings[key] = f"attack(folder, {which}, {changes!r}, {inside}, {lang!r})"
                print(f"\n{findings[key]}\n{traceback.format_exc()[-4000:]}", flush=True)

    def used() -> float:
        times = os.times()
        return times.user + times.system + times.children_user + times.children_system

    start, began = used(), time.monotonic()
    while used() - start < MINUTES * 60:
        run_all()
        seconds = f"{used() - start:.0f} s of processor time, {time.monotonic() - began:.0f} s"
        print(f"{count} files, {len(findings)} findings, {seconds}", flush=True)
    assert not findings
