"""Draw the pictures that social networks show beside a link: `python scripts/make_share.py`, one a kind and language.

Needs Chromium (`make browser`). The results are in the repository; run this again for a new kind, a new language or
another name of the portal. They are in no edition on a stick, and no page of the site loads them.
"""

from __future__ import annotations

from base64 import b64encode
from html import escape
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

import chromium
import start  # noqa: F401 - it finds the package, and tells what is missing
from portal.corpus.settings import load_settings
from portal.model.documents import KINDS
from portal.model.values import LANGS
from portal.publish.html.properties import filled, read_properties
from portal.words.interface import Interface

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "overrides/assets/images"
WIDTH, HEIGHT = 1200, 630
COLOURS = 24
PAGE = """<style>
@font-face {{ font-family: "Golos Text"; src: url("{font}"); font-weight: 600; }}
body {{ margin: 0; width: {width}px; height: {height}px; box-sizing: border-box; padding: 90px 100px; display: flex;
  flex-direction: column; justify-content: space-between; background: var(--p-primary); color: var(--p-on-primary);
  font: 600 44px/1.25 "Golos Text", "Noto Sans", sans-serif; }}
div {{ display: flex; align-items: center; gap: 30px; }}
svg {{ width: 110px; height: 110px; }}
strong {{ font-size: 108px; line-height: 1.1; border-top: 14px solid var(--p-sun); padding-top: 34px; }}
</style><div>{icon}<span>{name}</span></div><strong>{kind}</strong>"""


def main() -> None:
    """Write the PNGs."""
    settings, _ = load_settings(ROOT)
    properties = read_properties(ROOT)
    letters = b64encode((ROOT / "overrides/assets/fonts/golos-text-600.woff2").read_bytes()).decode()
    font = f"data:font/woff2;base64,{letters}"
    icon = filled((FOLDER / "icon.svg").read_text(encoding="utf-8"), properties)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.path(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for lang in LANGS:
            words = Interface(lang)
            for kind in (*KINDS, "page"):
                told = settings.short.get(lang) if kind == "page" else words.t(f"kinds.{kind}")
                html = PAGE.format(
                    font=font, width=WIDTH, height=HEIGHT, icon=icon, name=escape(settings.name.get(lang)),
                    kind=escape(told),
                )  # fmt: skip
                page.set_content(filled(html, properties))
                page.evaluate("document.fonts.ready")
                picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
                target = FOLDER / f"share-{kind}-{lang}.png"
                picture.quantize(COLOURS).save(target, optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
