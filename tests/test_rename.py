"""The command ``rename``: files, links and redirects of a document that gets another name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import browsing
from portal.commands.base import OK, USAGE
from portal.commands.main import main
from portal.corpus.load import load_portal
from portal.corpus.redirects import REDIRECTS
from small_tree import ORIGINAL, RESOLUTION, current, lay_out

OTHER = ORIGINAL.replace("Суу түтүгү", "Дагы бир түтүк").replace(
    "sources:", "related:\n  - {document: suu, relation: see-also}\nsources:"
).replace(
    "Суу жок болчу.",
    "[Суу](suu.md#koygoy), [дагы](<suu.html>) жана [башка](suu-2.md), `[код](suu.md)`.\n\n[шилтеме]: ./suu.md",
)  # fmt: skip


def related() -> str:
    from typing import get_args

    from portal.model import values

    return str(get_args(values.RelationName)[0])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    other = OTHER.replace("see-also", related())
    files = {
        "ky/practices/suu.md": ORIGINAL,
        "ru/practices/suu.md": current(),
        "ky/practices/suu-2.md": ORIGINAL.replace("Суу түтүгү", "Экинчи"),
        "ky/practices/other.md": other,
        "ru/practices/other.md": current(other),
        "ky/resolutions/chechim.md": RESOLUTION.replace("Текст.", "Караңыз: [суу](../practices/suu.md)."),
    }
    lay_out(tmp_path, files)
    text = "# Эскертүү\nredirects:\n  # мурдагы\n  - {from: practices/eski, to: practices/suu}  # 2020\n"
    browsing.write_files(tmp_path / "addresses", {"redirects.yml": text, "ledger.txt": "practices/suu\n"})
    return tmp_path


def rename(root: Path, *arguments: str, lang: str = "en") -> int:
    return main(["rename", *arguments, "--root", str(root), "--lang", lang])


def written(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text() for path in root.rglob("*.[my]*") if path.is_file()}


def test_files_links_fields_and_redirects(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {item.code for item in load_portal(root)[1]}
    assert rename(root, "docs/ky/practices/suu.md", "taza-suu", "--json") == OK
    told = json.loads(capsys.readouterr().out)
    assert set(told["renamed"].values()) == {"docs/ky/practices/taza-suu.md", "docs/ru/practices/taza-suu.md"}
    files = written(root)
    assert "docs/ky/practices/suu.md" not in files and "docs/ru/practices/suu.md" not in files
    assert files["docs/ky/practices/taza-suu.md"] == ORIGINAL
    other = files["docs/ky/practices/other.md"]
    assert "[Суу](taza-suu.md#koygoy), [дагы](<taza-suu.html>) жана [башка](suu-2.md), `[код](suu.md)`." in other
    assert "[шилтеме]: ./taza-suu.md" in other and "{document: taza-suu," in other
    assert "[суу](../practices/taza-suu.md)" in files["docs/ky/resolutions/chechim.md"]
    redirects = files[REDIRECTS]
    assert redirects.startswith(
        "# Эскертүү\nredirects:\n  # мурдагы\n  - {from: practices/eski, to: practices/taza-suu}"
    )
    assert "  # 2020\n  - {from: practices/suu, to: practices/taza-suu, since: " in redirects
    portal, problems = load_portal(root)
    assert portal.redirects == {"practices/suu": "practices/taza-suu", "practices/eski": "practices/taza-suu"}
    assert {item.code for item in problems} <= before
    # The original of «other» says the same as before: its translation is as current as it was.
    assert portal.documents["other"].state("ru") == "current"


def test_every_field_that_names_documents_follows(root: Path) -> None:
    """Which fields these are, the models say: a guide's practices, a follow-up's documents, the journal's."""
    guide = ORIGINAL.replace("figures:", "question: Кантип?\npractices:\n  - suu-2\n  - suu\nfigures:")
    journal = """rubrics: [{id: a, title: {ky: А, ru: А}}]
items:
  - {id: '1', title: Suu, language: ru, documents: [suu-2, suu]}
"""
    follow = "follow_up:\n  - {part: 1, state: partly, day: 2024, documents: suu}\nsources:"
    browsing.write_files(root / "docs/ky/guides", {"koldonmo.md": guide})
    browsing.write_files(root / "docs/ky/resolutions", {"bayan.md": RESOLUTION.replace("sources:", follow)})
    browsing.write_files(root / "data", {"journal.yml": journal})
    assert rename(root, "suu", "taza-suu") == OK
    files = written(root)
    assert "practices:\n  - suu-2\n  - taza-suu\n" in files["docs/ky/guides/koldonmo.md"]
    assert "documents: taza-suu}" in files["docs/ky/resolutions/bayan.md"]
    assert files["data/journal.yml"] == journal.replace(", suu]", ", taza-suu]")


def test_there_and_back_again(root: Path) -> None:
    first = written(root)
    assert rename(root, "suu", "taza-suu") == OK
    assert rename(root, "taza-suu", "suu") == OK
    assert load_portal(root)[0].redirects == {"practices/eski": "practices/suu", "practices/taza-suu": "practices/suu"}
    now = written(root)
    assert {path for path in first if first[path] != now[path]} == {REDIRECTS}


def test_a_dry_run_changes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = written(root)
    assert rename(root, "suu", "taza-suu", "--dry-run") == OK
    assert written(root) == first and "nothing was written" in capsys.readouterr().out


def test_nobody_has_seen_a_draft(root: Path) -> None:
    (root / "addresses/redirects.yml").unlink()
    (root / "docs/ky/practices/other.md").write_text(OTHER.replace("see-also", related()).replace(
        "added:", "review: proposed\nadded:"))  # fmt: skip
    assert rename(root, "other", "bashka") == OK
    assert not (root / REDIRECTS).exists()


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
@pytest.mark.parametrize(
    ("names", "word"),
    [
        (("suuu", "a"), "«suu»"),
        (("zzzzzzzz", "a"), "docs/ru"),
        (("suu", "Таза суу"), "taza-suu"),
        (("suu", "other"), "practices/other"),
        (("suu", "chechim"), "resolutions/chechim"),
        (("suu", "eski"), None),
        (("suu", "suu"), "suu"),
        (("suu", "resolutions/suu"), "practices"),
        (("suu", "../suu"), None),
        (("suu", "a" * 81), "80"),
        (("index", "a"), "index"),
    ],
)
def test_names_that_will_not_do(
    root: Path, names: tuple[str, str], word: str | None, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    first = written(root)
    # The old address of the document itself would be free; that of another one is not.
    (root / REDIRECTS).write_text("redirects:\n  - {from: practices/eski, to: practices/other}\n")
    assert rename(root, *names, lang=lang) == USAGE
    told = capsys.readouterr().err
    assert (word or "") in told.replace("“", "«").replace("”", "»") and "Traceback" not in told
    assert {**written(root), REDIRECTS: first[REDIRECTS]} == first


def test_a_broken_file_of_redirects_is_mended_first(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / REDIRECTS).write_text("redirects:\n  - {from: practices/eski}\n")
    assert rename(root, "suu", "taza-suu") == USAGE
    assert "redirects.yml" in capsys.readouterr().err and (root / "docs/ky/practices/suu.md").exists()
