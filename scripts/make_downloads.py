"""Make what readers take home: the stick, its parts by language and topic, their list and sums.

``python scripts/make_downloads.py [--out dist/downloads]``; a topic has a part once it has a document. The site is
built with PORTAL_DOWNLOADS=dist/downloads/downloads.json after it, and the folder put beside it: ``make publish``.
"""

import argparse
import hashlib
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

import start  # noqa: F401 - it finds the package, and tells what is missing
from make_offline import ROOT, build_site
from portal.core.problems import message_lang, render
from portal.corpus.corpus import Portal
from portal.corpus.downloads import LIST, SUMS, Download, list_text, sums_text
from portal.corpus.load import load_portal
from portal.corpus.visible import visible
from portal.model.values import LANGS
from portal.publish.html.properties import read_properties
from portal.publish.offline.archive import write_zip
from portal.publish.offline.build import make_edition
from portal.publish.offline.subsets import Subset


def subsets(portal: Portal) -> list[Subset]:
    """The whole, each language, each topic that has a document."""
    used = {topic for item in portal.content for topic in item.meta.topics}
    topics = [name for name in portal.reference.topics if name in used]
    return [Subset(), *(Subset(lang) for lang in LANGS), *(Subset(None, (name,)) for name in topics)]


def make(portal: Portal, site: Path, out: Path, subset: Subset, moment: int) -> Download:
    """One zip in ``out``."""
    with tempfile.TemporaryDirectory() as folder:
        made = make_edition(portal, site, Path(folder), subset, moment, read_properties(ROOT))
        archive = out / f"{made.folder.name}.zip"
        write_zip(made.folder, archive, moment)
    data = archive.read_bytes()
    topic = subset.topics[0] if subset.topics else None
    digest = hashlib.sha256(data).hexdigest()
    print(f"  {archive.name}: {made.documents} documents, {len(data) / 1e6:.1f} MB", flush=True)
    return Download(file=archive.name, lang=subset.lang, topic=topic, day=made.day, size=len(data), sha256=digest)


def main() -> int:
    """Make all of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "dist/downloads")
    parser.add_argument("--topic", nargs="+", action="extend", help="of the topics these alone")
    options = parser.parse_args()
    portal, problems = load_portal(ROOT)
    if problems:
        print(render(problems, message_lang()), file=sys.stderr)
        return 1
    portal = visible(portal)
    moment = int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    shutil.rmtree(options.out, ignore_errors=True)
    options.out.mkdir(parents=True)
    made: list[Download] = []
    with tempfile.TemporaryDirectory() as folder:
        site, built_for = Path(folder) / "site", None
        for subset in subsets(portal):
            if options.topic and subset.topics and subset.topics[0] not in options.topic:
                continue
            if subset.topics != built_for and (status := build_site(site, moment, subset.topics)):
                return status
            built_for = subset.topics
            made.append(make(portal, site, options.out, subset, moment))
    (options.out / LIST).write_text(list_text(tuple(made)), encoding="utf-8", newline="\n")
    (options.out / SUMS).write_text(sums_text(tuple(made)), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a Windows console may not be UTF-8
    raise SystemExit(main())
