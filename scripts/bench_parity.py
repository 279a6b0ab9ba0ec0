"""Apply changes of fact to real pairs one at a time and say which the comparison of the languages notices.

``python scripts/bench_parity.py FILE [--half tune|kept] [--misses] [--root FOLDER]``: FILE is JSON lines, each
``{"path": "LANG/practices/x.md", "old": "…", "new": "…", "kind": "…"}`` (``docs/`` before the path may stand). The tree
is copied; where an original is changed, its translation is stamped anew, so that it is compared at all. A change counts
as caught when the pair has a difference that the untouched pair has not; what the content check alone notices is told
apart. Then come all differences of the untouched pairs: false alarms, unless a reader finds them to be true.
Halves are parted by a hash of the document's path.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from portal.corpus.corpus import Portal  # noqa: E402
from portal.corpus.load import load_portal  # noqa: E402
from portal.corpus.parity import Difference, differences  # noqa: E402
from portal.editing.translating.file import stamped  # noqa: E402
from portal.model.values import LANGS  # noqa: E402

Told = frozenset[tuple[str, str, str]]


@dataclass(frozen=True)
class FactChange:
    """One line of the file."""

    path: str
    old: str
    new: str
    kind: str

    @property
    def slug(self) -> str:
        """The document."""
        return PurePosixPath(self.path).stem

    @property
    def kept(self) -> bool:
        """Whether it belongs to the half that is kept aside while tuning."""
        inner = PurePosixPath(*PurePosixPath(self.path).parts[1:]).as_posix()
        return hashlib.sha256(inner.encode()).digest()[0] % 2 == 1


def read_changes(file: Path) -> list[FactChange]:
    """The changes of a file."""
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        FactChange(line["path"].removeprefix("docs/"), line["old"], line["new"], line.get("kind", "?"))
        for line in lines
    ]


def told(found: Iterable[Difference]) -> Mapping[str, Told]:
    """What is told of every document."""
    by_slug: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for item in found:
        by_slug[PurePosixPath(item.path).stem].add((item.kind, item.fact, item.theirs))
    return {slug: frozenset(items) for slug, items in by_slug.items()}


def rounds(changes: Iterable[FactChange]) -> list[list[FactChange]]:
    """Changes that can be tried at once: one of each document."""
    found: list[list[FactChange]] = []
    count: Counter[str] = Counter()
    for change in changes:
        at = count[change.slug]
        count[change.slug] += 1
        if at == len(found):
            found.append([])
        found[at].append(change)
    return found


def apply(tree: Path, change: FactChange) -> bool:
    """Change the file; ``False`` where the old words do not stand in it (once)."""
    file = tree / "docs" / change.path
    text = file.read_bytes().decode("utf-8") if file.is_file() else ""
    if change.old not in text:
        return False
    file.write_bytes(text.replace(change.old, change.new, 1).encode("utf-8"))
    return True


def stamp(tree: Path, portal: Portal, slugs: Iterable[str]) -> None:
    """Stamp the translations of changed originals."""
    for slug in slugs:
        document = portal.text(slug)
        for lang, version in document.versions.items() if document else ():
            if document and document.state(lang) == "outdated":
                file = tree / version.path
                file.write_bytes(stamped(file.read_bytes().decode("utf-8"), document.revision).encode("utf-8"))


def try_changes(root: Path, changes: list[FactChange]) -> tuple[dict[FactChange, str], tuple[Difference, ...], int]:
    """What became of each change, the differences of the untouched tree, and the number of its pairs."""
    outcome: dict[FactChange, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        for name in ("docs", "data", "addresses"):
            shutil.copytree(root / name, tree / name)
        shutil.copy(root / "mkdocs.yml", tree)
        portal, problems = load_portal(tree)
        untouched = differences(portal)
        before, known = told(untouched), {(item.path, item.code, item.values) for item in problems}
        pairs = sum(len(card.paths) > 1 for card in portal.cards.values() if card.kind != "page")
        for each in rounds(changes):
            done = [change for change in each if apply(tree, change)]
            outcome |= {change: "not applicable" for change in each if change not in done}
            portal, _ = load_portal(tree)
            stamp(tree, portal, {change.slug for change in done})
            portal, problems = load_portal(tree)
            after = told(differences(portal, [change.slug for change in done if portal.text(change.slug)]))
            new = {item.path for item in problems if (item.path, item.code, item.values) not in known}
            for change in done:
                more = after.get(change.slug, frozenset()) - before.get(change.slug, frozenset())
                other = any(PurePosixPath(path).stem == change.slug for path in new)
                outcome[change] = (
                    "caught: " + ", ".join(sorted({kind for kind, _, _ in more}))
                    if more
                    else ("content check" if other else "missed")
                )
                for lang in LANGS:
                    path = Path("docs", lang, *PurePosixPath(change.path).parts[1:])
                    if (root / path).is_file():
                        shutil.copy(root / path, tree / path)
    return outcome, untouched, pairs


def main() -> int:
    """Print caught and missed by kind, and the alarms of the untouched pairs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--half", choices=("tune", "kept"))
    parser.add_argument("--misses", action="store_true", help="show what was missed")
    parser.add_argument("--all", action="store_true", help="show every change and what became of it")
    parser.add_argument("--root", type=Path, default=ROOT)
    options = parser.parse_args()
    changes = [item for item in read_changes(options.file) if not options.half or item.kept == (options.half == "kept")]
    outcome, untouched, pairs = try_changes(options.root.resolve(), changes)
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for change, what in outcome.items():
        kinds[change.kind][what.partition(":")[0]] += 1
    print(f"{'kind':<28}{'caught':>8}{'content':>9}{'missed':>8}{'n/a':>6}")
    total: Counter[str] = Counter()
    for kind, count in sorted(kinds.items()):
        total.update(count)
        _row(kind, count)
    _row("all", total)
    for change, what in outcome.items():
        if options.all or (what in {"missed", "not applicable"} and options.misses):
            print(f"{what} [{change.kind}] {change.path}\n  - {change.old!r}\n  + {change.new!r}")
    alarmed = {PurePosixPath(item.path).stem for item in untouched}
    print(f"\nuntouched pairs: {pairs}; with an alarm: {len(alarmed)}; alarms: {len(untouched)}")
    for item in untouched:
        print(f"  {item.path}:{item.line} {item.kind} {item.fact!r} ≠ {item.theirs!r} {item.other}:{item.other_line}")
    return 0


def _row(kind: str, count: Counter[str]) -> None:
    values = (count["caught"], count["content check"], count["missed"], count["not applicable"])
    print(f"{kind:<28}{values[0]:>8}{values[1]:>9}{values[2]:>8}{values[3]:>6}")


if __name__ == "__main__":
    sys.exit(main())
