"""Sveltia CMS: a configuration made of the models, and what it saves passes the check."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import browsing
import small_tree
from portal.commands.main import NAMES, main
from portal.corpus.load import load_portal
from portal.forms.cms import backend, cms_config
from portal.model.documents import KINDS, MODELS
from portal.reference.load import load_reference

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PACKAGE = browsing.NODE_MODULES / "@sveltia" / "cms"
# The program's own schema of its configuration; ajv writes what is wrong.
AJV = """
const Ajv = require("ajv"), fs = require("fs"), anything = { regex: true, uri: true, "date-time": true };
const ajv = new Ajv({ strict: false, formats: anything });
const check = ajv.compile(JSON.parse(fs.readFileSync(process.argv[1], "utf8")));
const say = (config) => (check(config) ? "" : JSON.stringify(check.errors));
process.stdout.write(JSON.stringify(JSON.parse(fs.readFileSync(0, "utf8")).map(say)));
"""
# The program asks for a folder of the computer: it gets one that the browser keeps for the page.
STUB = """window.showDirectoryPicker = async () =>
    (await navigator.storage.getDirectory()).getDirectoryHandle("portal", { create: true });"""
WRITE = """async (files) => {
    const top = await window.showDirectoryPicker();
    await top.getDirectoryHandle(".git", { create: true });
    for (const [path, text] of Object.entries(files)) {
        let folder = top;
        const parts = path.split("/");
        for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, { create: true });
        const stream = await (await folder.getFileHandle(parts.at(-1), { create: true })).createWritable();
        await stream.write(text);
        await stream.close();
    }
}"""
READ = """async () => {
    const found = {};
    const walk = async (folder, path) => {
        for await (const [name, handle] of folder.entries()) {
            if (handle.kind === "directory") await walk(handle, path + name + "/");
            else found[path + name] = await (await handle.getFile()).text();
        }
    };
    await walk(await window.showDirectoryPicker(), "");
    return found;
}"""


@pytest.fixture(scope="module")
def config() -> dict[str, Any]:
    return cms_config(load_reference(browsing.REPOSITORY)[0])


def field_of(fields: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(field for field in fields if field["name"] == name)


@pytest.mark.node
@pytest.mark.slow
def test_the_configuration_is_one_that_the_program_takes(config: dict[str, Any]) -> None:
    schema = PACKAGE / "schema" / "sveltia-cms.json"
    broken = {**config, "collections": [{**config["collections"][0], "fields": [{"name": "x", "widget": "select"}]}]}
    said = json.loads(browsing.run_node(AJV, str(schema), stdin=json.dumps([config, broken])))
    assert said[0] == "" and said[1] != ""


@pytest.mark.slow
def test_every_field_of_every_kind_can_be_edited_in_both_languages(config: dict[str, Any]) -> None:
    collections = {item["name"]: item for item in config["collections"]}
    for kind in KINDS:
        wanted = {info.alias or name for name, info in MODELS[kind].model_fields.items()} | {"body"}
        for lang in ("ky", "ru"):
            found = collections[f"{kind}s_{lang}"]
            assert {field["name"] for field in found["fields"]} == wanted
            assert found["folder"] == f"docs/{lang}/{kind}s"
    practice = collections["practices_ky"]["fields"]
    assert field_of(practice, "title")["label"] == "Аталышы"
    assert field_of(collections["practices_ru"]["fields"], "title")["label"] == "Название"
    topics = field_of(practice, "topics")
    assert (topics["min"], topics["max"], topics["multiple"]) == (1, 12, True)
    assert {"label": "Ичүүчү суу менен камсыздоо", "value": "drinking-water"} in topics["options"]
    assert field_of(practice, "body")["default"].startswith("## Көйгөй\n\n## Эмне жасалды")


def test_the_host_follows_from_the_repository() -> None:
    assert backend("https://github.com/a/b.git") == {"name": "github", "repo": "a/b", "branch": "main"}
    assert backend("https://gitlab.com/a/b/")["name"] == "gitlab"
    for unknown in (None, "https://example.org/a/b", "https://github.com/a/b?x='y"):
        assert backend(unknown)["repo"] == "owner/repository"


def test_the_portal_itself_has_no_such_program(built_site: Path) -> None:
    assert "cms" in NAMES
    assert not (built_site / "admin").exists()
    assert not list(built_site.rglob("*sveltia*"))


def test_without_the_program_the_command_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    small_tree.lay_out(tmp_path, {})
    monkeypatch.setattr("portal.commands.cms._PACKAGE", Path("node_modules/nothing"))
    assert main(["cms", "--root", str(tmp_path), "--lang", "en"]) == 3
    assert "npm ci" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def bare(text: str) -> str:
    """A document as a program writes it that knows no comments in its card."""
    head, mark, rest = text.removeprefix("---\n").partition("\n---\n")
    return "---\n" + "\n".join(line for line in head.split("\n") if not line.lstrip().startswith("#")) + mark + rest


@pytest.mark.slow
def test_no_comment_of_a_card_is_relied_on(tmp_path: Path) -> None:
    """Sveltia CMS writes cards anew: what the commands write as comments says something to people, nothing to them."""
    file = tmp_path / "suu.txt"
    file.write_text(
        "Айылга суу келди\n\nТургундар ашар менен түтүк тартышты, айыл өкмөтү түтүк сатып берди.\n", "utf-8"
    )
    roots = {name: small_tree.lay_out(tmp_path / name, {"ky/practices/a.md": small_tree.ORIGINAL}) for name in "ab"}
    for root in roots.values():
        assert main(["import", str(file), "--root", str(root), "--kind", "practice", "--slug", "suu"]) == 0
        assert main(["translate", "a", "--root", str(root), "--start"]) == 0
    written = [path.relative_to(roots["b"]) for path in (roots["b"] / "docs").rglob("*.md")]
    cards = [(roots["b"] / path).read_text("utf-8").partition("\n---\n")[0] for path in written]
    assert sum("\n#" in card for card in cards) == 2, "import and translate write comments"
    for path in written:
        (roots["b"] / path).write_text(bare((roots["b"] / path).read_text("utf-8")), "utf-8")
    (one, first), (two, second) = (load_portal(root) for root in roots.values())
    assert [(item.path, item.code) for item in first] == [(item.path, item.code) for item in second]
    assert list(one.documents) == list(two.documents)


def test_what_it_saves_passes_the_check(browser: Browser, tmp_path: Path) -> None:
    if not PACKAGE.is_dir():
        browsing.missing("Sveltia CMS", "run `npm ci`")
    original = small_tree.ORIGINAL.replace("- {title: Айылдын отчету,", "- {title: Айылдын отчету, date: 2026,")
    original = original.replace("\nsummary:", "\n# Кыскача мазмунун текшериңиз.\nsummary:", 1)  # as import writes it
    documents = {
        "ky/practices/suu.md": original,
        "ru/practices/suu.md": small_tree.current(original),
        "ky/resolutions/stol.md": small_tree.RESOLUTION,
    }
    root = small_tree.lay_out(tmp_path / "portal", documents)
    assert main(["cms", "--root", str(root), "--lang", "en"]) == 0
    folder = root / "site" / "admin"
    assert {file.name for file in folder.iterdir()} == {
        "LICENSE.txt", "cms.css", "config.yml", "index.html", "sveltia-cms.js",
    }  # fmt: skip
    assert yaml.safe_load((folder / "config.yml").read_text(encoding="utf-8"))["media_folder"] == "docs/ky"
    with browsing.serve(root / "site") as address, browsing.open_page(browser, **browsing.DESKTOP) as page:
        # The program looks for folders on this machine by the name "localhost" only.
        own = address.replace("127.0.0.1", "localhost")
        page.add_init_script(STUB)
        page.goto(own + "admin/index.html")
        page.evaluate(WRITE, {f"docs/{path}": text for path, text in documents.items()})
        page.get_by_role("button", name="Work with Local Repository").click()
        _edit(page, "practices_ky", "suu", "Суу түтүгү", "Суу түтүгү тартылды")
        _edit(page, "resolutions_ky", "stol", "Тегерек стол", "Тегерек стол: чечим")
        _edit(page, "practices_ru_translated", "suu", "Водопровод", "Водопровод в селе")
        saved: dict[str, str] = page.evaluate(READ)
        # Fonts, versions, the state of the host: asked for, and refused by the page's policy.
        foreign = browsing.foreign_requests(page, own)
        refused = [text.partition(": csp")[0] for text in browsing.failed_requests(page) if text.endswith(": csp")]
        assert set(foreign) <= set(refused), foreign
    assert "Суу түтүгү тартылды" in saved["docs/ky/practices/suu.md"]
    assert "Водопровод в селе" in saved["docs/ru/practices/suu.md"]
    assert "translation_of: ky" in saved["docs/ru/practices/suu.md"]
    shutil.rmtree(root / "docs")
    browsing.write_files(root, saved)
    (root / "docs" / "ru").mkdir(exist_ok=True)
    assert main(["check", "--root", str(root), "--lang", "en"]) == 0
    # The text itself is kept to the letter.
    for path, text in documents.items():
        assert saved[f"docs/{path}"].rpartition("---\n")[2].strip() == text.rpartition("---\n")[2].strip()


def _edit(page: Page, collection: str, slug: str, title: str, new: str) -> None:
    """Open a document, change its title, save; the program goes back to the list."""
    page.get_by_role("button", name="Show Account Menu").wait_for()
    page.evaluate(f"location.hash = '#/collections/{collection}/entries/{slug}'")
    box = page.get_by_role("textbox").and_(page.locator("input:not([readonly])")).first
    box.wait_for()
    assert box.input_value() == title
    box.fill(new)
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url(f"**#/collections/{collection}")
