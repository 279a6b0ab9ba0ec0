"""The state of an original that a translation renders, found in the history that git keeps.

A revision is a hash of the text and of the translatable words; the state is the commit whose file gives that hash. A
folder without git (a zip, a stick) has no history: then nothing is found.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from portal.content.documents import DocumentOrPage
from portal.content.revision import revision
from portal.content.source import parse
from portal.core.records import dataclass
from portal.model.documents import MODELS, DocumentKind
from portal.model.fields import rendered_words, translatable, translated_items

_MOST_COMMITS = 500
_SECONDS = 30


@dataclass(frozen=True)
class OlderOriginal:
    """An older state of an original. ``words`` are flat: ``title``, ``figures.cost``, ``recommendations.3``."""

    commit: str
    day: str
    body: str
    words: Mapping[str, str]


def flat(words: Mapping[str, Any]) -> dict[str, str]:
    """Translatable words by the names under which problems speak of them."""
    found: dict[str, str] = {}
    for name, value in words.items():
        if isinstance(value, Mapping):
            found.update({f"{name}.{key}": str(text) for key, text in value.items()})
        else:
            found[name] = str(value)
    return found


def words_now(document: DocumentOrPage) -> dict[str, str]:
    """The translatable words of the original as it is now."""
    return flat(translatable(document.meta))


def older_original(root: Path, document: DocumentOrPage, wanted: str) -> OlderOriginal | None:
    """The state of ``document``'s original with the revision ``wanted``; ``None`` where git does not know it."""
    path = document.versions[document.original].path
    for commit, day, data in _states(root, path):
        source, _ = parse(data, path)
        if source is None or not isinstance(source.meta.value, dict):
            continue
        words = _raw_words(source.meta.value, document.kind)
        if words is not None and revision(source.body, words) == wanted:
            return OlderOriginal(commit, day, source.body, flat(words))
    return None


def _raw_words(raw: Mapping[Any, Any], kind: DocumentKind) -> dict[str, Any] | None:
    """:func:`portal.model.fields.translatable` of a card that today's models may not accept any more."""

    def text(value: object) -> str:
        return value.strip() if isinstance(value, str) else ""

    def named(field: str, key: str, words: str) -> dict[str, str]:
        items = raw.get(field) or []
        return {str(item.get(key)): text(item.get(words)) for item in items if isinstance(item, dict)}

    try:
        model = MODELS[kind]
        found: dict[str, Any] = {name: text(raw[name]) for name in rendered_words(model) if raw.get(name)}
        for name, items in translated_items(model).items():
            if raw.get(name):
                found[name] = named(name, items.key, items.words)
    except TypeError:  # a list where there should be none: an old slip
        return None
    return found


def _states(root: Path, path: str) -> Iterator[tuple[str, str, bytes]]:
    """Commit, day and content of every state of a file, the newest first; across renames."""
    git = shutil.which("git")
    if git is None:
        return
    log = _run(
        [git, "-c", "core.quotepath=off", "log", "--follow", f"-n{_MOST_COMMITS}", "--name-only",
         "--format=%x00%H %cs", "--", path],
        root,
    )  # fmt: skip
    states = []
    for entry in (log or b"").decode("utf-8", "replace").split("\0"):
        lines = [line for line in entry.split("\n") if line]
        if len(lines) >= 2 and " " in lines[0]:
            commit, day = lines[0].split(" ", 1)
            states.append((commit, day, lines[1]))
    if not states:
        return
    names = "".join(f"{commit}:{name}\n" for commit, _, name in states)
    contents = _run([git, "cat-file", "--batch"], root, names.encode())
    yield from _contents(contents or b"", states)


def _contents(data: bytes, states: list[tuple[str, str, str]]) -> Iterator[tuple[str, str, bytes]]:
    """Read what ``git cat-file --batch`` says: a line ``<id> blob <size>`` and the bytes, or ``… missing``."""
    place = 0
    for commit, day, _ in states:
        end = data.find(b"\n", place)
        if end < 0:
            return
        head = data[place:end].rsplit(b" ", 2)
        place = end + 1
        if len(head) == 3 and head[1] == b"blob" and head[2].isdigit():
            size = int(head[2])
            yield commit, day, data[place : place + size]
            place += size + 1


def _run(command: list[str], root: Path, given: bytes = b"") -> bytes | None:
    environment = os.environ | {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            command, cwd=root, input=given, capture_output=True, timeout=_SECONDS, check=False, env=environment
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
