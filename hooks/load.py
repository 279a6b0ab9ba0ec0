"""MkDocs adapter: load the portal once per build and report its problems."""

from __future__ import annotations

import datetime as dt
import os
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import get_plugin_logger

from portal.content.files import Looked
from portal.core.caching import FOLDER, Store
from portal.core.garbage import nothing_is_garbage
from portal.core.problems import message_lang, render
from portal.corpus.load import load_portal
from portal.corpus.visible import DRAFTS_VARIABLE, visible
from portal.model.dates import PartialDate
from portal.pages.registry import Edition, build_sites
from portal.publish.html.languages import cells_of
from portal.publish.offline.edition import content_revision
from portal.publish.offline.subsets import of_topics

log = get_plugin_logger("portal")


def _edition(root: Path, looked: Looked) -> Edition:
    stamp = os.environ.get("SOURCE_DATE_EPOCH")
    if stamp and not stamp.isdecimal():
        raise Abort(f"SOURCE_DATE_EPOCH is not a number of seconds: {stamp!r}")
    now = dt.datetime.fromtimestamp(int(stamp), dt.UTC) if stamp else dt.datetime.now(dt.UTC)
    store = Store(root, "revision", "documents")
    if store.is_foreign:
        log.info(f"{FOLDER} is damaged, or of another user, machine or version: all is made anew")
    return Edition(PartialDate.parse(now.date()), content_revision(root, store, looked))


@nothing_is_garbage()
def on_config(config: MkDocsConfig) -> None:
    """Once for both languages: static-i18n builds the second one nested inside the first one's last event."""
    if config.plugins["i18n"].building:
        return
    file = Path(config.config_file_path)
    root = file.parent
    looked = config.extra.setdefault("portal_looked", {})
    portal, problems = load_portal(root, file.name, looked)
    config.extra["portal_problems"] = problems
    if problems:
        text = f"{len(problems)}\n{render(problems, message_lang())}"
        if config.strict:
            raise Abort(text)
        log.warning(text)
    portal = visible(portal, drafts=os.environ.get(DRAFTS_VARIABLE) == "1")
    topics = os.environ.get("PORTAL_TOPICS", "").split()
    config.extra["portal"] = portal = of_topics(portal, topics) if topics else portal
    config.extra["portal_sites"] = build_sites(portal, _edition(root, looked), partial(cells_of, root))
