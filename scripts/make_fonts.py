"""Make the portal's two web fonts from the npm package @fontsource/golos-text.

The package cuts each weight into subsets by alphabet, and Kyrgyz falls between
them: «ң», «ө», «ү» are in ``cyrillic-ext``, the other letters in ``cyrillic``,
digits and quotation marks in ``latin``. Three files for one word cost three
requests, and Chromium's PDF splits the word between three fonts. Here they
become one file a weight.

    python scripts/make_fonts.py node_modules/@fontsource/golos-text
"""

from __future__ import annotations

import argparse
import logging
import shutil
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.merge import Merger, Options
from fontTools.misc.transform import Identity, Transform
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options as SubsetOptions
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont

WEIGHTS = (400, 600)
SUBSETS = ("latin", "cyrillic", "cyrillic-ext", "latin-ext")
ROOT = Path(__file__).resolve().parent.parent
FONTS_DIR = ROOT / "overrides" / "assets" / "fonts"
SMALL_DIR = ROOT / "portal" / "publish" / "onefile" / "fonts"

# What the portal's texts may need. Other letters of the package (Abkhaz,
# Vietnamese, Welsh …) would make every reader's first page heavier.
WANTED = "".join(
    [
        *(chr(code) for code in range(0x20, 0x7F)),
        *(chr(code) for code in range(0xA0, 0x180)),  # Latin-1; Turkish and other names
        *(chr(code) for code in range(0x400, 0x460)),  # Cyrillic with Kazakh і
        "ҐґҒғҚқҢңҮүҰұҲҳҶҷҺһӘәӨөӢӣӮӯ",  # Kyrgyz, Kazakh, Tajik, Uzbek
        "\u2009\u202f\u2011\u2013\u2014\u2212\u2018\u2019\u201a\u201c\u201d\u201e\u2022\u2026\u2039\u203a",
        "\u2116\u2122\u2044\u20ac\u20bd\u20b8\u02bc\u0300\u0301\u0308",
        "\u2190\u2191\u2192\u2193\u2197\u2248\u2264\u2265",
    ]
)

# What a text sent in one file needs: Kyrgyz, Russian, Kazakh, plain Latin; other letters come from the reader's system.
SMALL = "".join(
    [
        *(chr(code) for code in range(0x20, 0x7F)),
        *(chr(code) for code in range(0x410, 0x450)),
        "ЁёҢңӨөҮүҚқҒғҰұӘәҺһІі",
        "\xa0§«°±²³»×\u2011\u2013\u2014\u2018\u2019\u201c\u201d\u201e\u2022\u2026\u202f\u20ac\u2116\u2192\u2212",
    ]
)

# Characters that look like another one but that the package does not have.
SAME_SHAPE = {0x202F: 0x2009, 0x2011: 0x2D}  # narrow no-break space, non-breaking hyphen


def place(font: TTFont, code: int, name: str, parts: list[tuple[int, Transform]]) -> None:
    """Add the glyph of ``code``, put together from glyphs that the font has."""
    cmap = font.getBestCmap()
    glyphs = font.getGlyphSet()
    pen = TTGlyphPen(None)
    for source, transform in parts:
        recording = DecomposingRecordingPen(glyphs)
        glyphs[cmap[source]].draw(recording)
        recording.replay(TransformPen(pen, transform))
    glyph = pen.glyph()
    glyph.recalcBounds(font["glyf"])
    width = font["hmtx"][cmap[parts[0][0]]][0]
    if code in (0x2190, 0x2192, 0x2197):
        width = round(glyph.xMax + glyph.xMin)  # as much air on the right as on the left
    font["glyf"][name] = glyph
    font.setGlyphOrder(font["glyf"].glyphOrder)
    font["hmtx"][name] = (width, glyph.xMin)
    map_character(font, code, name)


def map_character(font: TTFont, code: int, name: str) -> None:
    """Show the glyph ``name`` for the character ``code``."""
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name


def bounds(font: TTFont, code: int) -> tuple[float, float, float, float]:
    """Return the box around the glyph of ``code`` as x-min, y-min, x-max, y-max."""
    glyph: Any = font["glyf"][font.getBestCmap()[code]]
    return glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax


def add_signs(font: TTFont) -> None:
    """Add the arrows and relations that a text about figures needs.

    Golos Text has ↑ and ↓ only; without this a reader's system would put in
    another typeface, and a printed page would carry a second font for one sign.
    """
    x_min, y_min, x_max, y_max = bounds(font, 0x2191)
    middle_x, middle_y = (x_min + x_max) / 2, (y_min + y_max) / 2
    half = (y_max - y_min) / 2

    def turned(angle: float) -> Transform:
        return (
            Identity.translate(half + x_min, middle_y)
            .rotate(angle * 3.141592653589793 / 180)
            .translate(-middle_x, -middle_y)
        )

    place(font, 0x2192, "arrowright", [(0x2191, turned(-90))])
    place(font, 0x2190, "arrowleft", [(0x2191, turned(90))])
    place(font, 0x2197, "arrowupright", [(0x2191, turned(-45))])

    less = bounds(font, 0x3C)
    minus = bounds(font, 0x2212)
    stroke = minus[3] - minus[1]
    raised = Identity.translate(0, stroke)
    below = Identity.translate((less[0] + less[2] - minus[0] - minus[2]) / 2, less[1] - minus[1] - 0.75 * stroke)
    place(font, 0x2264, "lessequal", [(0x3C, raised), (0x2212, below)])
    place(font, 0x2265, "greaterequal", [(0x3E, raised), (0x2212, below)])

    tilde = bounds(font, 0x7E)
    apart = 0.62 * (tilde[3] - tilde[1]) + 0.3 * stroke
    place(
        font,
        0x2248,
        "approxequal",
        [(0x7E, Identity.translate(0, apart)), (0x7E, Identity.translate(0, -apart))],
    )

    for code, like in SAME_SHAPE.items():
        map_character(font, code, font.getBestCmap()[like])


def merged(package: Path, weight: int) -> TTFont:
    """Merge the subsets of one weight."""
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for subset in SUBSETS:
            part = TTFont(package / "files" / f"golos-text-{subset}-{weight}-normal.woff2")
            # Vertical metrics and style attributes are of no use to a web page,
            # and the merger does not know how to join them.
            for table in ("vhea", "vmtx", "STAT"):
                if table in part:
                    del part[table]
            part.flavor = None
            path = Path(folder) / f"{subset}.ttf"
            part.save(path, reorderTables=False)
            parts.append(str(path))
        return Merger(options=Options()).merge(parts)


def make(package: Path, weight: int, target: Path) -> None:
    """Write the web font of one weight to ``target``."""
    font = merged(package, weight)
    add_signs(font)
    # The subsetter wants the tables as they are in a file, not as they grew here.
    grown = BytesIO()
    font.save(grown)
    font = TTFont(grown)
    options = SubsetOptions()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum", "pnum", "frac"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # authors and licence stay in the file
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(text=WANTED)
    subsetter.subset(font)
    # The same input gives the same bytes: the package's time, not that of the merge.
    original = TTFont(package / "files" / f"golos-text-{SUBSETS[0]}-{weight}-normal.woff2")["head"]
    font.recalcTimestamp = False
    font["head"].created, font["head"].modified = original.created, original.modified
    font.flavor = "woff2"
    font.save(target)


def make_small(source: Path, target: Path) -> None:
    """Write the font that goes into files of one piece, from a finished web font."""
    font = TTFont(source, recalcTimestamp=False)
    options = SubsetOptions()
    options.layout_features = ["kern", "ccmp"]
    options.name_IDs = [0, 1, 2, 13, 14]
    options.hinting = False
    subsetter = Subsetter(options)
    subsetter.populate(text=SMALL)
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(target)


def main() -> int:
    """Make all weights and put the licence beside them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, help="folder of the npm package @fontsource/golos-text")
    parser.add_argument("--out", type=Path, default=FONTS_DIR, help="folder for the fonts")
    arguments = parser.parse_args()
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    arguments.out.mkdir(parents=True, exist_ok=True)
    for weight in WEIGHTS:
        target = arguments.out / f"golos-text-{weight}.woff2"
        make(arguments.package, weight, target)
        print(f"{target.name}: {target.stat().st_size / 1024:.1f} KB")
        if arguments.out == FONTS_DIR:
            make_small(target, SMALL_DIR / f"golos-{weight}.woff2")
    shutil.copyfile(arguments.package / "LICENSE", arguments.out / "OFL.txt")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
