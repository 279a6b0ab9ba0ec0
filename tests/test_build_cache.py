"""The pages of a build before, used again: what comes out is what a clean build makes, byte for byte."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import BytecodeCache, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from mkdocs.theme import Theme

import browsing
from browsing import REPOSITORY, build, build_environment
from portal.core import caching
from portal.corpus.load import load_portal
from portal.model.dates import PartialDate
from portal.model.values import LANGS
from portal.pages.registry import Edition, build_sites
from portal.publish.html.files import PreviousBuild
from portal.publish.html.languages import Written, write_languages
from portal.publish.html.printing import Links, Printer, ThemeSettings
from small_tree import DATA, ORIGINAL, RESOLUTION, current, lay_out

SECOND = ORIGINAL.replace("Суу түтүгү", "Экинчи тажрыйба")
FILES = {
    "ky/practices/suu.md": ORIGINAL,
    "ru/practices/suu.md": current(),
    "ky/practices/ekinchi.md": SECOND,
    "ky/practices/jalgyz.md": ORIGINAL.replace("Суу түтүгү", "Жалгыз"),
    "ky/resolutions/chechim.md": RESOLUTION,
    "ky/contribute.md": "---\ntitle: Катышуу\nsummary: Порталга кантип жардам берсе болорун айтат.\n---\n\nТекст.\n",
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project with the real templates, and a home of its own for the key of the cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    root = lay_out(tmp_path / "project", FILES)
    for name in ("hooks", "overrides"):
        shutil.copytree(REPOSITORY / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "assets"))
    return root


class Compiled(BytecodeCache):
    """Compiled templates, for all builds of these tests."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if (bucket.key, bucket.checksum) in self.known:
            bucket.bytecode_from_string(self.known[bucket.key, bucket.checksum])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.known[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


COMPILED = Compiled()


@pass_context
def seen_from_here(context: Context, target: str) -> str:
    """The filter that hooks/printing.py gives to the templates."""
    return str(context["links"][target])


def make(root: Path, site: Path, *, look: str = "style.css") -> dict[str, Written]:
    """Write the pages of both languages as the hooks do, without what MkDocs does around it."""
    before = PreviousBuild(root, site)
    portal, _ = load_portal(root)
    printers = []
    for made in build_sites(portal, Edition(PartialDate(2026, 11, 22))).values():
        theme = {"language": made.lang, "icon": {"logo": "material/home-group"}, "favicon": "icon.svg"}
        env = Theme(name="material", custom_dir=str(root / "overrides")).get_env()
        env.filters["url"] = seen_from_here
        env.bytecode_cache = COMPILED
        printers.append(Printer(env, made, ThemeSettings(theme, (look,), ("script.js",)), root))
    written = write_languages(printers, root, site, before)
    before.clear()
    return {str(lang): one for lang, one in written.items()}


def tree(site: Path) -> dict[str, bytes]:
    """Every file of a site."""
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def replace(root: Path, path: str, old: str, new: str) -> None:
    """Change a file, which must hold what is to be changed."""
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def edit_text(root: Path) -> None:
    replace(root, "docs/ky/practices/suu.md", "Суу жок болчу.", "Суу аз болчу.")


def edit_title(root: Path) -> None:
    replace(root, "docs/ky/practices/ekinchi.md", "Экинчи тажрыйба", "Башка тажрыйба")


def edit_topic(root: Path) -> None:
    replace(root, "data/topics.yml", "Ичүүчү суу", "Таза суу")


def edit_act(root: Path) -> None:
    replace(root, "data/acts.yml", "О самоуправлении", "О местном самоуправлении")


def edit_settings(root: Path) -> None:
    replace(root, "data/site.yml", "name: {ky: А, ru: Б}", "name: {ky: Жаңы, ru: Новый}")


def edit_template(root: Path) -> None:
    replace(root, "overrides/portal/missing.html", "p-notice--missing", "p-notice--none")


def edit_part(root: Path) -> None:
    replace(root, "overrides/partials/footer.html", "p-footer__text", "p-footer__line")


def delete_page(root: Path) -> None:
    (root / "docs/ky/practices/jalgyz.md").unlink()


def delete_menu(root: Path) -> None:
    (root / "docs/ky/contribute.md").unlink()


def translate_page(root: Path) -> None:
    text = current(SECOND).replace("Водопровод", "Второй опыт")
    (root / "docs/ru/practices/ekinchi.md").write_text(text, encoding="utf-8")


def rename_page(root: Path) -> None:
    (root / "docs/ky/practices/ekinchi.md").rename(root / "docs/ky/practices/uchunchu.md")
    (root / "docs/ru/practices/ekinchi.md").rename(root / "docs/ru/practices/uchunchu.md")


EDITS: list[tuple[Callable[[Path], None], ...]] = [
    (edit_text,), (edit_title, translate_page), (edit_topic, edit_act), (edit_settings,), (edit_template,),
    (edit_part,), (delete_page, delete_menu), (rename_page,),
]  # fmt: skip


@pytest.mark.slow
def test_result_is_that_of_a_clean_build_after_every_edit(root: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    make(root, site)
    before = tree(site)
    for edits in EDITS:
        for edit in edits:
            edit(root)
        warm = make(root, site)
        shutil.move(root / caching.FOLDER, tmp_path / "aside")
        shutil.rmtree(tmp_path / "clean", ignore_errors=True)
        clean = make(root, tmp_path / "clean")
        shutil.rmtree(root / caching.FOLDER)
        shutil.move(tmp_path / "aside", root / caching.FOLDER)
        now = tree(site)
        assert now == tree(tmp_path / "clean"), edits
        assert warm == clean, edits
        assert now != before, f"{edits} changed nothing"
        before = now


def test_what_did_not_change_is_neither_printed_nor_written(root: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    make(root, site)
    (site / ".nojekyll").touch()
    files = {path: (site / path).stat().st_mtime_ns for path in tree(site) if path.endswith(".html")}
    for file in files:
        os.utime(site / file, ns=(1, 1))

    def again(**options: str) -> set[str]:
        make(root, site, **options)
        return {path for path in files if (site / path).exists() and (site / path).stat().st_mtime_ns != 1}

    assert again() == set()
    edit_text(root)
    # The text, the translation that is out of date by now, and lists that say so or show the text.
    changed = again()
    assert {"practices/suu.html", "ru/practices/suu.html"} <= changed
    assert len(changed) < len(files) / 2 and "practices/ekinchi.html" not in changed and "glossary.html" not in changed
    assert again(look="other.css") == files.keys()
    assert (site / ".nojekyll").exists()
    assert not list((root / caching.FOLDER).glob("before-*"))


def test_a_page_that_somebody_changed_or_took_away_is_printed_anew(root: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    make(root, site)
    good = tree(site)
    (site / "practices/suu.html").write_text("<script>alert(1)</script>", encoding="utf-8")
    (site / "ru/practices/suu.html").unlink()
    (site / "stranger.html").write_text("?", encoding="utf-8")
    make(root, site)
    assert tree(site) == good


def test_links_as_seen_from_a_folder() -> None:
    links = Links("ru/practices")
    assert links["ru/practices/a.html#b"] == "a.html#b"
    assert links["catalogue.html?topic=x"] == "../../catalogue.html?topic=x"
    for other in ("", "#content", "https://a.kg/b", "mailto:a@b.kg", "/x", "//a.kg/x"):
        assert links[other] == other
    assert Links("")["practices/a.html"] == "practices/a.html"


def test_a_failing_template_names_the_page(root: Path, tmp_path: Path) -> None:
    (root / "overrides/portal/resolution.html").write_text("{{ nothing.at_all }}", encoding="utf-8")
    with pytest.raises(Exception, match="nothing") as caught:
        make(root, tmp_path / "site")
    assert caught.value.__notes__ == ["While resolutions/chechim.html was printed."]


POOL = """
import json, os, sys
from portal.core.processes import processes, spread, together

class Odd(Exception):
    def __init__(self, a, b):
        super().__init__("odd words")

def fail(error):
    raise error

def tell(task):
    try:
        together([lambda: 1, task])
    except Exception as error:
        return [type(error).__name__, str(error).strip().splitlines()[-1], str(getattr(error, "__notes__", ""))]

pids = together([os.getpid] * 3)
print(json.dumps({
    "processes": processes(), "pids": len(set(pids)), "own": pids[0] == os.getpid(),
    "spread": spread(lambda item: item * 2, range(7), 5),
    "error": tell(lambda: fail(KeyError("lost"))), "odd": tell(lambda: fail(Odd(1, 2))),
    "dead": tell(lambda: os._exit(3)),
}))
"""


def pool(processes: str) -> dict[str, list[str]]:
    """What work in processes gives, told by a program of its own: this one has threads."""
    code = POOL if processes != "1" else POOL.replace('"dead": tell(lambda: os._exit(3)),', "")
    command = [sys.executable, "-c", textwrap.dedent(code)]
    done = subprocess.run(
        command, env=build_environment(PORTAL_PROCESSES=processes), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="all work is done in one process there")
def test_work_in_processes_gives_the_same_and_loses_no_error() -> None:
    many, one = pool("3"), pool("1")
    assert (many["processes"], many["pids"], many["own"]) == (3, 3, True)
    assert (one["processes"], one["pids"]) == (1, 1)
    assert many["spread"] == one["spread"] == [0, 2, 4, 6, 8, 10, 12]
    assert many["error"][:2] == one["error"][:2] == ["KeyError", "'lost'"]
    assert "In another process" in many["error"][2] and "in fail" in many["error"][2]
    assert many["odd"][0] == "RuntimeError" and "odd words" in many["odd"][1] + many["odd"][2]
    assert many["dead"][0] == "RuntimeError"


@pytest.mark.site
def test_a_build_of_the_generator_uses_the_one_before(tmp_path: Path) -> None:
    """The real thing, once: two languages beside each other first, one after the other then."""
    root, site, home = tmp_path / "portal", tmp_path / "portal/site", str(tmp_path / "home")
    root.mkdir()
    browsing.lay_out_small_site(root, FILES, data=DATA, standing=())
    first = build(root, site, XDG_CACHE_HOME=home, PORTAL_PROCESSES="2", SOURCE_DATE_EPOCH="1795000000")
    assert first.ok, first.output
    for path in ("practices/ekinchi.html", "practices/suu.html", "stale.html"):
        (site / path).touch()
        os.utime(site / path, ns=(1, 1))
    edit_text(root)
    again = build(root, site, XDG_CACHE_HOME=home, PORTAL_PROCESSES="2", SOURCE_DATE_EPOCH="1795000000")
    assert again.ok, again.output
    assert (site / "practices/ekinchi.html").stat().st_mtime_ns == 1
    assert (site / "practices/suu.html").stat().st_mtime_ns != 1
    shutil.rmtree(root / caching.FOLDER)
    clean = build(root, tmp_path / "clean", XDG_CACHE_HOME=home, PORTAL_PROCESSES="1", SOURCE_DATE_EPOCH="1795000000")
    assert clean.ok, clean.output
    assert tree(site) == tree(tmp_path / "clean")
    assert {path.split("/")[0] for path in tree(site)} >= {*LANGS, "worker.js", "practices"} - {"ky"}
