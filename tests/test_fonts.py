"""The web fonts: one small file a weight that has every letter the portal prints."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from browsing import NODE_MODULES, REPOSITORY, missing, open_page, serve

ASSETS = REPOSITORY / "overrides" / "assets"
FONTS = ASSETS / "fonts"
STYLES = ASSETS / "stylesheets" / "fonts.css"
WEIGHTS = (400, 600)
LARGEST = 40 * 1024

RUSSIAN = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя"
KYRGYZ = RUSSIAN + "ҢңӨөҮү"
KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
LATIN = "".join(chr(code) for code in range(0x20, 0x7F))
SIGNS = "«»„“”‘’№§–—−…•·°²³×±≈≤≥←↑→↓↗€₽₸©™\u00a0\u00ad\u202f\u2009\u2011"


def path_of(weight: int) -> Path:
    return FONTS / f"golos-text-{weight}.woff2"


@pytest.fixture(params=WEIGHTS)
def font(request: pytest.FixtureRequest) -> TTFont:
    return TTFont(path_of(request.param))


def test_one_file_a_weight_with_its_licence() -> None:
    assert {path.name for path in FONTS.iterdir()} == {
        "OFL.txt",
        *(path_of(weight).name for weight in WEIGHTS),
    }
    licence = (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Copyright" in licence.splitlines()[0]


def test_small_enough() -> None:
    sizes = {weight: path_of(weight).stat().st_size for weight in WEIGHTS}
    print(sizes)
    assert max(sizes.values()) <= LARGEST


@pytest.mark.parametrize("letters", [KYRGYZ, KAZAKH, LATIN, SIGNS], ids=["kyrgyz", "kazakh", "latin", "signs"])
def test_has_every_letter(font: TTFont, letters: str) -> None:
    cmap = font.getBestCmap()
    assert [f"{letter} {unicodedata.name(letter)}" for letter in letters if ord(letter) not in cmap] == []


def test_glyphs_have_shape_and_width(font: TTFont) -> None:
    """A merge that goes wrong maps a letter to an empty glyph, or to another's width."""
    cmap = font.getBestCmap()
    glyphs, widths = font["glyf"], font["hmtx"]
    for letter in KYRGYZ + KAZAKH + "≈≤≥←→↗№":
        name = cmap[ord(letter)]
        assert glyphs[name].numberOfContours != 0, letter
        assert glyphs[name].xMax <= widths[name][0] + 60, letter
    # Variants are as wide as what they are made from.
    for one, other in [("Ү", "Y"), ("ө", "о"), ("\u2011", "-"), ("≤", "≥")]:
        assert abs(widths[cmap[ord(one)]][0] - widths[cmap[ord(other)]][0]) <= 30, one


def test_kerns_cyrillic_and_has_figures_of_one_width(font: TTFont) -> None:
    features = {
        record.FeatureTag for table in ("GPOS", "GSUB") for record in font[table].table.FeatureList.FeatureRecord
    }
    assert {"kern", "tnum"} <= features


def test_styles_name_each_file_relatively() -> None:
    text = re.sub(r"/\*.*?\*/", "", STYLES.read_text(encoding="utf-8"), flags=re.DOTALL)
    addresses = re.findall(r"""url\(["']?([^"')]+)""", text)
    assert len(addresses) == len(WEIGHTS)
    assert {(STYLES.parent / address).resolve() for address in addresses} == {path_of(weight) for weight in WEIGHTS}
    assert text.count("font-display: optional") == len(WEIGHTS)


@pytest.mark.node
@pytest.mark.slow
def test_made_from_the_package_as_it_is(tmp_path: Path) -> None:
    package = NODE_MODULES / "@fontsource" / "golos-text"
    if not package.is_dir():
        missing("@fontsource/golos-text", "run `npm ci`")
    script = REPOSITORY / "scripts" / "make_fonts.py"
    subprocess.run([sys.executable, str(script), str(package), "--out", str(tmp_path)], check=True, timeout=120)
    assert (tmp_path / "OFL.txt").read_bytes() == (FONTS / "OFL.txt").read_bytes()
    for weight in WEIGHTS:
        # Not the packed bytes: how well brotli packs is its own affair.
        made, kept = (TTFont(folder / path_of(weight).name) for folder in (tmp_path, FONTS))
        assert made.reader is not None
        assert kept.reader is not None
        assert set(made.reader.keys()) == set(kept.reader.keys())
        assert [tag for tag in kept.reader.keys() if made.reader[tag] != kept.reader[tag]] == []  # noqa: SIM118


def test_browser_needs_no_other_typeface(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Chromium itself says with which fonts it draws a text."""
    shutil.copytree(FONTS, tmp_path / "assets" / "fonts")
    text = KYRGYZ + KAZAKH + LATIN.replace("<", "").replace("&", "") + SIGNS
    styles = STYLES.read_text(encoding="utf-8").replace("../fonts/", "assets/fonts/")
    (tmp_path / "page.html").write_text(
        '<!DOCTYPE html><html lang="ky"><head><meta charset="utf-8"><title>x</title>'
        f"<style>{styles.replace('optional', 'block')}"
        'p { font-family: "Golos Text", serif } strong { font-weight: 700 }</style></head>'
        f'<body><p id="plain">{text}</p><p><strong id="bold">{text}</strong></p></body></html>',
        encoding="utf-8",
    )
    with serve(tmp_path) as address, open_page(browser) as page:
        page.goto(address + "page.html")
        page.evaluate("document.fonts.ready.then(() => true)")
        session = page.context.new_cdp_session(page)
        session.send("DOM.enable")
        session.send("CSS.enable")
        root = session.send("DOM.getDocument")["root"]["nodeId"]
        for selector in ("#plain", "#bold"):
            node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
            used = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
            assert [one["isCustomFont"] for one in used] == [True], used
