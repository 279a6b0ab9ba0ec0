"""A course with one lesson, invented for tests, in both languages: the example of CONTRIBUTING."""

from __future__ import annotations

from pathlib import Path

import small_tree

FOLDER = Path(__file__).parent / "data/lesson"
LESSON, COURSE, PRACTICE = "lessons/ulgu-ugulush.md", "courses/ulgu-kurs.md", "practices/ulgu-suu.md"


def read(path: str) -> str:
    """A file of the example as it stands there."""
    return (FOLDER / path).read_text(encoding="utf-8")


def files(*changes: tuple[str, str, str]) -> dict[str, str | bytes]:
    """The files, below docs/: changed (file, old words, new words), and the translations stamped as current."""
    found = {f"{lang}/{path}": read(f"{lang}/{path}") for lang in ("ky", "ru") for path in (LESSON, COURSE, PRACTICE)}
    for path, old, new in changes:
        assert old in found[path], (path, old)
        found[path] = found[path].replace(old, new)
    for path in (LESSON, COURSE, PRACTICE):
        kind = path.split("s/")[0]
        try:
            stamp = small_tree.revision_of(found[f"ky/{path}"], kind)
        except ValueError:  # the test broke the card
            stamp = "r0000000000"
        found[f"ru/{path}"] = found[f"ru/{path}"].replace("REVISION", stamp)
    return dict(found)
