"""Make the edition for a stick: ``python scripts/make_offline.py [--lang ky|ru] [--topic ID …]``.

Writes a folder and a zip below dist/ and prints their sizes. With SOURCE_DATE_EPOCH the same state gives the same
bytes. --site takes a site that is built already (whole; not together with --topic).
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import start  # noqa: F401 - it finds the package, and tells what is missing
from portal.commands.base import CommandWords
from portal.core.problems import message_lang, render
from portal.corpus.load import load_portal
from portal.corpus.visible import visible
from portal.model.values import LANGS
from portal.publish.html.properties import read_properties
from portal.publish.offline.archive import write_zip
from portal.publish.offline.build import NotPortableError, make_edition
from portal.publish.offline.subsets import Subset

ROOT = Path(__file__).resolve().parent.parent


def build_site(site: Path, moment: int, topics: tuple[str, ...]) -> int:
    """Run a strict build with the documents of ``topics``; return its exit code."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(moment), "PORTAL_TOPICS": " ".join(topics)}
    for name in ("PORTAL_ONLY_LOCALE", "PORTAL_DOWNLOADS"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def main() -> int:
    """Make one edition."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lang", choices=LANGS)
    parser.add_argument("--topic", nargs="+", action="extend", default=[])
    parser.add_argument("--site", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    options = parser.parse_args()
    portal, problems = load_portal(ROOT)
    if problems:
        print(render(problems, message_lang()), file=sys.stderr)
        return 1
    portal = visible(portal)
    unknown = [name for name in options.topic if name not in portal.reference.topics]
    if unknown or (options.site and options.topic):
        parser.error(f"topics: {', '.join(portal.reference.topics)}" if unknown else "--site or --topic, not both")
    subset = Subset(options.lang, tuple(dict.fromkeys(options.topic)))
    moment = int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    with tempfile.TemporaryDirectory() as folder:
        site = options.site or Path(folder) / "site"
        if not options.site and (status := build_site(site, moment, subset.topics)):
            return status
        try:
            made = make_edition(portal, site, options.out, subset, moment, read_properties(ROOT))
        except NotPortableError as problem:
            print(problem, file=sys.stderr)
            return 1
    archive = made.folder.with_name(made.folder.name + ".zip")
    write_zip(made.folder, archive, moment)
    left_out = f", pages left out: {made.left_out}" if made.left_out else ""
    print(f"{made.folder.name}: edition of {made.day}, {made.revision}, {made.documents} documents{left_out}")
    print(f"  folder: {made.files} files, {made.bytes / (1 << 20):.1f} MiB")
    print(f"  zip: {archive.stat().st_size / (1 << 20):.1f} MiB")
    if not portal.settings.mail:
        print(CommandWords("common", message_lang())("no-contact"), file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a Windows console may not be UTF-8
    raise SystemExit(main())
