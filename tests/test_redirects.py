"""Addresses that were published never break: redirects and the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import browsing
from browsing import REPOSITORY, build_small_site, open_page
from portal.commands.main import main
from portal.core.problems import Problem
from portal.corpus.load import load_portal
from portal.corpus.redirects import LEDGER, REDIRECTS, AddressFiles, Redirect, as_key, check
from portal.publish.html.properties import read_properties
from portal.publish.offline.build import make_edition
from portal.publish.offline.stick import update
from portal.publish.offline.subsets import Subset
from small_tree import DATA, ORIGINAL, codes, lay_out, values

PROPERTIES = read_properties(REPOSITORY)

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def tree(root: Path, redirects: str = "", ledger: str = "", **files: str) -> Path:
    """A tree of practices by name, with the two files of addresses."""
    lay_out(root, {f"ky/practices/{name}.md": text for name, text in files.items()})
    addresses = {"redirects.yml": redirects, "ledger.txt": ledger}
    browsing.write_files(root / "addresses", {name: text for name, text in addresses.items() if text})
    return root


def lines(*pairs: tuple[str, str]) -> str:
    return "redirects:\n" + "".join(f"  - {{from: {old}, to: {new}}}\n" for old, new in pairs)


def problems_of(root: Path) -> tuple[Problem, ...]:
    return load_portal(root)[1]


def test_a_portal_that_was_never_published_has_neither_file(tmp_path: Path) -> None:
    portal, problems = load_portal(tree(tmp_path, suu=ORIGINAL))
    assert problems == () and portal.redirects == {}


def test_a_redirect_and_a_recorded_address(tmp_path: Path) -> None:
    root = tree(tmp_path, lines(("practices/eski", "practices/suu")), "practices/suu\npractices/eski\n", suu=ORIGINAL)
    portal, problems = load_portal(root)
    assert problems == ()
    assert portal.redirects == {"practices/eski": "practices/suu"}


@pytest.mark.parametrize(
    "written",
    ["practices/suu", "/practices/suu.html", "ru/practices/suu.html", "docs/ky/practices/suu.md", " practices/suu "],
)
def test_addresses_are_taken_as_they_are_copied(written: str) -> None:
    assert as_key(written) == "practices/suu"


def test_a_lost_address_is_told_with_what_to_write(tmp_path: Path) -> None:
    root = tree(tmp_path, ledger="# баары\n\npractices/suu-tutugu\npractices/suu\n", **{"suu-tutuk": ORIGINAL})
    found = problems_of(root)
    assert codes(found) == [f"{LEDGER}:3 address-lost", f"{LEDGER}:4 address-lost"]
    assert values(found, "address-lost")["near"] == "practices/suu-tutuk"
    assert "from: practices/suu-tutugu, to:" in found[0].hint("ky")
    for lang in ("ky", "ru", "en"):
        assert REDIRECTS in found[0].hint(lang)


def test_a_document_that_is_broken_is_not_lost(tmp_path: Path) -> None:
    root = tree(tmp_path, ledger="practices/suu\n", suu=ORIGINAL.replace("added: 2026-11-01\n", ""))
    assert codes(problems_of(root)) == ["ky/practices/suu.md:2 field-missing"]


def test_a_published_document_does_not_become_a_draft_again(tmp_path: Path) -> None:
    root = tree(tmp_path, ledger="practices/suu\n", suu=ORIGINAL.replace("topics:", "review: checked\ntopics:"))
    assert codes(problems_of(root)) == [f"{LEDGER}:1 address-draft"]


def test_redirects_that_cannot_be_right(tmp_path: Path) -> None:
    text = lines(
        ("practices/suu", "practices/jol"),
        ("practices/a", "practices/b"),
        ("practices/b", "practices/jol"),
        ("practices/c", "practices/d"),
        ("practices/d", "practices/c"),
        ("practices/e", "practices/joll"),
        ("practices/f", "practices/draft"),
        ("practices/g", "practices/jol"),
        ("practices/g", "practices/suu"),
        ("practices/h", "practices/h"),
        ("practices/Ы", "practices/jol"),
    )
    draft = ORIGINAL.replace("topics:", "review: proposed\ntopics:")
    files = {"suu": ORIGINAL, "jol": ORIGINAL, "draft": draft}
    found = problems_of(tree(tmp_path / "1", text, **files))
    assert codes(found) == [f"{REDIRECTS}:12 field-pattern"]
    root = tree(tmp_path / "2", text[: text.rindex("  - {")], **files)
    portal, found = load_portal(root)
    assert codes(found) == [
        f"{REDIRECTS}:2 redirect-shadowed",
        f"{REDIRECTS}:3 redirect-chain",
        f"{REDIRECTS}:5 redirect-loop",
        f"{REDIRECTS}:6 redirect-loop",
        f"{REDIRECTS}:7 redirect-nowhere",
        f"{REDIRECTS}:8 redirect-draft",
        f"{REDIRECTS}:9 redirect-repeated",
        f"{REDIRECTS}:10 redirect-chain",
        f"{REDIRECTS}:11 redirect-loop",
    ]
    assert values(found, "redirect-chain")["last"] == "practices/jol"
    assert values(found, "redirect-nowhere")["near"] == "practices/jol"
    assert set(portal.redirects.values()) <= {"practices/jol", "practices/suu"}


KEYS = st.sampled_from([f"practices/{letter}" for letter in "abcdefgh"])


@given(st.dictionaries(KEYS, KEYS), st.sets(KEYS), st.sets(KEYS))
def test_every_recorded_address_leads_somewhere_or_is_told(
    targets: dict[str, str], known: set[str], ledger: set[str]
) -> None:
    redirects = tuple(Redirect.model_validate({"from": old, "to": new}) for old, new in targets.items())
    addresses = AddressFiles(redirects, {key: number for number, key in enumerate(sorted(ledger), 1)})
    found = list(check(addresses, known, ()))
    if not found:
        made = addresses.usable(known)
        assert all(key in known or made.get(key) in known for key in ledger)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("ledger.txt", "practices/suu\n<script>alert(1)</script>\n", "ledger-line"),
        ("ledger.txt", "../../etc/passwd\n", "ledger-line"),
        ("ledger.txt", b"\xff\xfe\x00", "file-not-utf8"),
        ("redirects.yml", "redirects: [{from: 'javascript:alert(1)', to: practices/suu}]\n", "field-pattern"),
        ("redirects.yml", "redirects: [{from: ../../x, to: practices/suu}]\n", "field-pattern"),
        ("redirects.yml", "redirects: [{from: practices/x, to: 'https://example.kg'}]\n", "field-pattern"),
        ("redirects.yml", "redirects: !!python/object/apply:os.system [x]\n", "yaml-object"),
        ("redirects.yml", "a: &a [x]\nredirects: [*a, *a]\n", "yaml-object"),
        ("redirects.yml", "", "file-empty"),
    ],
)
def test_what_strangers_write_gets_a_message(tmp_path: Path, name: str, content: str | bytes, code: str) -> None:
    root = tree(tmp_path, suu=ORIGINAL)
    browsing.write_files(root / "addresses", {name: content})
    portal, found = load_portal(root)
    assert code in {item.code for item in found}, codes(found)
    assert portal.redirects == {}


@pytest.mark.parametrize("name", ["ledger.txt", "redirects.yml"])
def test_a_shortcut_out_of_the_tree_is_not_followed(tmp_path: Path, name: str) -> None:
    root = tree(tmp_path / "portal", suu=ORIGINAL)
    outside = tmp_path / "outside"
    outside.write_text("practices/secret\n", encoding="utf-8")
    (root / "addresses").mkdir()
    (root / "addresses" / name).symlink_to(outside)
    assert codes(problems_of(root)) == [f"addresses/{name}:0 file-outside"]


# The command -----------------------------------------------------------------------------------------------


def test_the_command_writes_new_addresses_down(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tree(
        tmp_path, ledger="practices/suu\n", suu=ORIGINAL, draft=ORIGINAL.replace("topics:", "review: proposed\ntopics:")
    )
    assert main(["ledger", "--check", "--json", "--root", str(root)]) == 1
    told = json.loads(capsys.readouterr().out)
    assert "topics/drinking-water" in told["new"] and not told["recorded"]
    assert not any("draft" in key or key == "practices/suu" for key in told["new"])
    assert (root / LEDGER).read_text(encoding="utf-8") == "practices/suu\n"
    assert main(["ledger", "--root", str(root), "--lang", "en"]) == 0
    text = (root / LEDGER).read_text(encoding="utf-8")
    keys = [line for line in text.splitlines() if not line.startswith("#")]
    assert keys == sorted(keys) and "practices/suu" in keys and "index" in keys and "practices/draft" not in keys
    assert problems_of(root) == ()
    assert main(["ledger", "--check", "--root", str(root)]) == 0
    (root / "docs/ky/practices/suu.md").rename(root / "docs/ky/practices/suu-2.md")
    assert main(["ledger", "--root", str(root), "--lang", "en"]) == 1
    assert "[address-lost]" in capsys.readouterr().out
    assert "practices/suu\n" in (root / LEDGER).read_text(encoding="utf-8"), "a lost address is not forgotten"


@pytest.mark.slow
def test_the_portal_has_a_ledger_and_every_address_in_it_leads_somewhere() -> None:
    portal, problems = load_portal(REPOSITORY)
    assert [item for item in problems if item.path.startswith("addresses/")] == []
    keys = (REPOSITORY / LEDGER).read_text(encoding="utf-8").split()
    assert len(set(keys) & {item.key for item in portal.content}) > 100


# In the browser, and on the stick ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """The edition before a renaming, and the one after it."""
    made = []
    for number, (name, text) in enumerate({"eski": "", "jany": lines(("practices/eski", "practices/jany"))}.items()):
        folder = tmp_path_factory.mktemp("edition")
        if text:
            browsing.write_files(folder / "portal" / "addresses", {"redirects.yml": text})
        built = build_small_site(folder, {f"ky/practices/{name}.md": ORIGINAL}, data=DATA, standing=())
        assert built.ok, built.output
        portal, problems = load_portal(built.root)
        assert problems == ()
        made.append(
            make_edition(
                portal, built.site, folder / "out", Subset(), 1_790_000_000 + number * 100_000, PROPERTIES
            ).folder
        )
    yield made[0], made[1]


def test_the_old_address_leads_on_and_keeps_the_place(editions: tuple[Path, Path], browser: Browser) -> None:
    site = (editions[1] / "portal").resolve()
    for address in (site.as_uri() + "/practices/eski.html#steps", site.as_uri() + "/ru/practices/eski.html#steps"):
        with open_page(browser, **browsing.PHONE) as page:
            page.goto(address)
            page.wait_for_url("**/practices/jany.html*")
            assert page.url == address.replace("eski", "jany")
    with open_page(browser, java_script_enabled=False, **browsing.PHONE) as page:
        page.goto(site.as_uri() + "/practices/eski.html")
        page.wait_for_url("**/practices/jany.html")
        assert page.locator("h1").inner_text() == "Суу түтүгү"


def test_an_update_of_the_stick_brings_the_redirect(editions: tuple[Path, Path]) -> None:
    old, new = editions
    assert (old / "portal/practices/eski.html").read_text(encoding="utf-8").count('http-equiv="refresh"') == 0
    assert update.main([str(new), "--to", str(old)]) == 0
    text = (old / "portal/practices/eski.html").read_text(encoding="utf-8")
    assert 'content="0; url=jany.html"' in text
    assert (old / "portal/practices/jany.html").is_file()
