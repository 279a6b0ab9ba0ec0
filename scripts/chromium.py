"""Where the system has Chromium, for what draws pictures and for the tests.

``scripts/install_browser.sh`` looks for the same names in the same order and says why the shell comes first.
"""

from __future__ import annotations

import os
import shutil

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def path() -> str | None:
    """The program that ``PORTAL_CHROMIUM`` names, else the system's; ``None`` where Playwright is to take its own."""
    named = os.environ.get("PORTAL_CHROMIUM")
    return named or next((found for name in NAMES if (found := shutil.which(name))), None)
