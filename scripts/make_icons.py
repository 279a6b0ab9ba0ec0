"""Draw the icons of the installed portal from overrides/assets/images/icon.svg: `python scripts/make_icons.py`.

Needs Chromium (`make browser`). The results are in the repository; run this again when the drawing changes.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

import chromium
import start  # noqa: F401 - it finds the package, and tells what is missing
from portal.publish.html.properties import filled, read_properties

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "overrides/assets/images"
SIZES = {"icon-192.png": 192, "icon-512.png": 512, "icon-maskable-512.png": 512}
COLOURS = 32
MASKABLE = 0.72
"""How large the drawing stands on a ground to be cut to any shape: all of it within the middle four fifths."""


def drawing(maskable: bool) -> str:
    """The SVG; for a mask its ground fills the square and the drawing is smaller."""
    svg = filled((FOLDER / "icon.svg").read_text(encoding="utf-8"), read_properties(ROOT))
    if not maskable:
        return svg
    ground, shapes = re.findall(r"(<rect[^>]*/>)(.*)</svg>", svg)[0]
    edge = 64 * (1 - MASKABLE) / 2
    square = re.sub(r' rx="\d+"', "", ground)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">{square}'
        f'<g transform="translate({edge} {edge}) scale({MASKABLE})">{shapes}</g></svg>'
    )


def main() -> None:
    """Write the PNGs."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.path(), args=["--no-sandbox", "--disable-gpu"])
        for name, size in SIZES.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            style = "<style>body{margin:0}svg{display:block}</style>"
            page.set_content(style + drawing("maskable" in name).replace("<svg", f'<svg width="{size}"', 1))
            picture = Image.open(BytesIO(page.screenshot(omit_background=True)))
            picture.quantize(COLOURS, method=Image.Quantize.FASTOCTREE).save(FOLDER / name, optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
