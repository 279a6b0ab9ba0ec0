"""MkDocs adapter of the preview: pages through the real templates one by one, without a build.

Not among the hooks of mkdocs.yml: ``portal/commands/preview.py`` loads it from the project that it previews.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.structure.files import get_files, set_exclusions

from portal.core.garbage import look_for_garbage
from portal.core.problems import Problem
from portal.corpus.corpus import Portal
from portal.corpus.visible import DRAFTS_VARIABLE
from portal.model.values import Lang
from portal.publish.html.files import write_pages


class Renderer:
    """The portal as it was when this was made, in one language; pages are written below ``out`` when asked for."""

    def __init__(self, root: Path, out: Path, lang: Lang, key: str) -> None:
        logging.getLogger("mkdocs").setLevel(logging.ERROR)
        os.environ |= {"PORTAL_ONLY_LOCALE": lang, DRAFTS_VARIABLE: "1", "NO_MKDOCS_2_WARNING": "1"}
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(out), strict=False)
        self.config = config = config.plugins.on_config(config)
        look_for_garbage()  # this process goes on
        self.portal: Portal = config.extra["portal"]
        self.problems: tuple[Problem, ...] = config.extra["portal_problems"]
        site = config.extra["portal_sites"][lang]
        self.exists = site.show_only(key)
        env = config.theme.get_env()
        files = get_files(config)
        files.add_files_from_theme(env, config)
        self.files = config.plugins.on_files(files, config=config)
        set_exclusions(self.files, config)
        config.plugins.on_env(env, config=config, files=self.files)
        self.page = next((page for page in site.pages if page.key == key), None) if self.exists else None
        self.printer = config.extra["portal_printers"][lang]
        self.names = config.extra["portal_built"]
        self.out = out

    def write(self) -> None:
        """Write the page and what pages load: styles, scripts, fonts, pictures."""
        self.files.copy_static_files(dirty=True)
        if self.page:
            write_pages([self.page], self.printer, self.out)
