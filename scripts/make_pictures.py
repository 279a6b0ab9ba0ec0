"""Make the pictures of CONTRIBUTING from the real pages: ``python scripts/make_pictures.py SITE``.

``SITE`` is a built portal. The form is shown with a few fields filled in and checked, the preview with a mistake put
into a copy of a real document, the status as it is. Pictures go to ``.github/pictures/LANG/``, in few colours.
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright

import chromium
import start  # noqa: F401 - it finds the package, and tells what is missing
from portal.language import languages

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / ".github" / "pictures"
WIDTH, HEIGHT = 900, 620
# The guides are written in these two languages. A heading of a practice, what editors like to write instead, a title.
SAMPLES = {
    "ky": ("## Каражат", "## Акча", "Айылга таза суу"),
    "ru": ("## Стоимость и финансирование", "## Средства", "Чистая вода в селе"),
}
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".cache", "node_modules", "site", "dist", "__pycache__", ".*_cache")


def main() -> None:
    """Take all pictures in both languages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    site = parser.parse_args().site.resolve()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium.path(), args=["--no-sandbox", "--disable-gpu"])
        copy = Path(folder) / "portal"
        shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
        for lang in SAMPLES:
            _form(browser, f"file://{site}/{languages.folder(lang)}form.html", lang)
            _take(browser, f"file://{site}/{languages.folder(lang)}status.html", lang, "status")
            _take(browser, _preview(copy, lang).as_uri(), lang, "preview")
        browser.close()


def _form(browser: Browser, address: str, lang: str) -> None:
    """The form after a check: messages stand beside the fields."""
    page = _open(browser, address)
    page.locator("input[type=text], input:not([type])").locator("visible=true").first.fill(SAMPLES[lang][2])
    page.locator("button[type=submit]").locator("visible=true").last.click()
    page.wait_for_timeout(500)
    _save(page, lang, "form")


def _preview(copy: Path, lang: str) -> Path:
    """The preview of a real practice with a wrong heading in it."""
    right, wrong, _ = SAMPLES[lang]
    file = next(
        item for item in sorted((copy / f"docs/{lang}/practices").glob("*.md")) if f"\n{right}\n" in _read(item)
    )
    good = _read(file)
    file.write_text(good.replace(f"\n{right}\n", f"\n{wrong}\n"), encoding="utf-8", newline="\n")
    out = copy / f"preview-{lang}.html"
    name = file.relative_to(copy).as_posix()
    command = [sys.executable, "-m", "portal", "preview", name, "-o", str(out), "--lang", lang, "--root", str(copy)]
    subprocess.run(command, check=False, cwd=copy)  # it answers 1, because of the mistake
    file.write_text(good, encoding="utf-8", newline="\n")  # the other language's preview tells only its own
    return out


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _take(browser: Browser, address: str, lang: str, name: str) -> None:
    _save(_open(browser, address), lang, name)


def _open(browser: Browser, address: str) -> Page:
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    page.goto(address)
    page.wait_for_timeout(500)  # fonts
    return page


def _save(page: Page, lang: str, name: str) -> None:
    """A picture in 64 colours: a third of the bytes, the same to the eye."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(64, dither=Image.Dither.NONE)
    path = PICTURES / lang / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, optimize=True)
    page.close()


if __name__ == "__main__":
    main()
