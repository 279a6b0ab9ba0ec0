"""Where style sheets, scripts, fonts, pictures and the search are found in the site: the one place that knows.

Templates, lists of the worker, one-file edition, stick and client scripts ask :func:`built_name`
(``tests/test_styles.py`` holds them to it). Names are plain for now; when they carry a hash of the content
(``NAME.HASH.EXT``), it is put in here and nowhere else.
"""

from __future__ import annotations

import posixpath

STYLES, SCRIPTS, FONTS, PICTURES, SEARCH = (
    f"assets/{name}/" for name in ("stylesheets", "javascripts", "fonts", "images", "search")
)
"""Folders of the site. The sources lie in folders of the same names below ``overrides/``."""

SHARED_PICTURES = f"{PICTURES}share-"
"""How the pictures begin that social networks show beside a link: nobody needs them without a connection."""

FONT_FILES = ("golos-text-400.woff2", "golos-text-600.woff2")

_FOLDERS = {".css": STYLES, ".js": SCRIPTS, ".woff2": FONTS, ".svg": PICTURES, ".png": PICTURES}
# Elsewhere, and never to be renamed: the updater of a stick writes the first two by these names into editions that
# were made before it; a worker serves what lies beside and below it.
_FIXED = {"edition-data.js": "assets/", "edition.css": "assets/", "worker.js": ""}
_ELSEWHERE = {**_FIXED, "onefile-kit.js": "assets/", "course-kit.js": "assets/"}


def built_name(name: str) -> str:
    """The address in the site of a file by its name: ``portal.css`` → ``assets/stylesheets/portal.css``.

    A file of the search goes by its folder, ``search/ky/manifest.js``, and so does a folder of it, ``search/ky/``.
    """
    if name.startswith("search/"):
        return SEARCH + name.removeprefix("search/")
    folder = _ELSEWHERE.get(name, _FOLDERS.get(posixpath.splitext(name)[1]))
    if folder is None or "/" in name:
        raise ValueError(f"{name}: no style sheet, script, font or picture of the site")
    return folder + name
