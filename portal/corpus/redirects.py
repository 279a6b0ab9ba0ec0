"""Old addresses never break: redirects of what was renamed, and the ledger of all addresses ever published.

Both stand in ``addresses/``: ``redirects.yml`` is written by editors, ``ledger.txt`` by the command ``ledger``. They
are the history of one published site, not reference data, so they do not lie in ``data/``. Addresses are keys: without
language and suffix, for both languages at once. A portal that was never published has neither file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from portal.content.data_files import load_data
from portal.content.source import decode
from portal.content.validation import nearest
from portal.core import strict_yaml
from portal.core.problems import Problem, problem
from portal.core.records import dataclass
from portal.core.system_errors import system_error
from portal.model.values import LANGS, AnyDate, as_tuple

REDIRECTS = "addresses/redirects.yml"
LEDGER = "addresses/ledger.txt"
_KEY = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?\Z")
_NOTHING = strict_yaml.Loaded(None, {}, ())
_MOST_GUESSED = 20
_MAX_LEDGER = 8 * 1024 * 1024


def as_key(value: object) -> object:
    """What an editor copies from the browser's address bar or the name of a file as a key; others stay as they are."""
    if not isinstance(value, str):
        return value
    text = value.strip().removeprefix("docs/").removeprefix("/")
    for lang in LANGS:
        text = text.removeprefix(f"{lang}/")
    return text.removesuffix(".html").removesuffix(".md")


Key = Annotated[str, BeforeValidator(as_key), Field(pattern=_KEY.pattern.replace(r"\Z", "$"), max_length=200)]


class Redirect(BaseModel):
    """A page that moved: from this key to that one, since a day that may be noted."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True, defer_build=True)

    from_: Annotated[Key, Field(alias="from")]
    to: Key
    since: AnyDate | None = None


class RedirectsFile(BaseModel):
    """``redirects.yml``."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True, defer_build=True)

    redirects: Annotated[tuple[Redirect, ...], BeforeValidator(as_tuple)] = ()


@dataclass(frozen=True)
class AddressFiles:
    """What was read of ``addresses/``. ``ledger`` has the line of every key."""

    redirects: tuple[Redirect, ...] = ()
    ledger: Mapping[str, int] = field(default_factory=dict)
    loaded: strict_yaml.Loaded = _NOTHING

    def usable(self, known: Collection[str]) -> dict[str, str]:
        """Old key → new key of the redirects that can be made: those that :func:`check` has nothing against."""
        return {item.from_: item.to for item in self.redirects if item.from_ not in known and item.to in known}


def load_addresses(root: Path) -> tuple[AddressFiles, tuple[Problem, ...]]:
    """Read ``root / "addresses"``; files that are not there count as empty."""
    redirects: tuple[Redirect, ...] = ()
    loaded = _NOTHING
    problems: tuple[Problem, ...] = ()
    if (root / REDIRECTS).exists() or (root / REDIRECTS).is_symlink():
        value, loaded, problems = load_data(root, REDIRECTS, RedirectsFile, Redirect)
        redirects = value.redirects if value else ()
    ledger, found = _ledger(root)
    return AddressFiles(redirects, ledger, loaded), (*problems, *found)


def _ledger(root: Path) -> tuple[dict[str, int], tuple[Problem, ...]]:
    file = root / LEDGER
    if file.is_symlink():
        return {}, (problem("file-outside", LEDGER),)
    try:
        if file.stat().st_size > _MAX_LEDGER:
            return {}, (problem("file-too-large", LEDGER, limit=_MAX_LEDGER // 1024 // 1024),)
        text, problems = decode(file.read_bytes(), LEDGER)
    except FileNotFoundError:
        return {}, ()
    except OSError as error:
        return {}, (problem("file-unreadable", LEDGER, detail=system_error(error)),)
    if text is None:
        return {}, problems
    keys: dict[str, int] = {}
    wrong = []
    for number, line in enumerate(text.split("\n"), 1):
        key = line.strip()
        if not key or key.startswith("#"):
            continue
        if _KEY.match(key):
            keys.setdefault(key, number)
        else:
            wrong.append(problem("ledger-line", LEDGER, number, 1, value=key[:80]))
    return keys, tuple(wrong)


def check(addresses: AddressFiles, known: Collection[str], drafts: Collection[str]) -> Iterator[Problem]:
    """Redirects that lead nowhere, and published addresses that would break.

    ``known`` are the keys of all pages that the public sees, ``drafts`` of those that it does not see yet.
    """
    targets = {item.from_: item.to for item in addresses.redirects}
    repeated = {key for key, count in Counter(item.from_ for item in addresses.redirects).items() if count > 1}
    for index, item in enumerate(addresses.redirects):
        line, column = addresses.loaded.place(("redirects", index, "from"))
        if item.from_ in repeated and targets[item.from_] != item.to:
            yield problem("redirect-repeated", REDIRECTS, line, column, key=item.from_)
            continue
        if item.from_ in known:
            yield problem("redirect-shadowed", REDIRECTS, line, column, key=item.from_)
        line, column = addresses.loaded.place(("redirects", index, "to"))
        last = _end(item.from_, targets)
        if last is None:
            yield problem("redirect-loop", REDIRECTS, line, column, key=item.from_)
        elif last != item.to:
            yield problem("redirect-chain", REDIRECTS, line, column, key=item.from_, to=item.to, last=last)
        elif item.to in drafts:
            yield problem("redirect-draft", REDIRECTS, line, column, key=item.from_, to=item.to)
        elif item.to not in known:
            yield problem("redirect-nowhere", REDIRECTS, line, column, to=item.to, near=_near(item.to, known))
    lost = 0
    for key, number in addresses.ledger.items():
        if key in drafts:
            yield problem("address-draft", LEDGER, number, 1, key=key)
        elif key not in known and key not in targets:
            lost += 1  # where a whole folder is gone, guessing for each file would take minutes and help nobody
            near = _near(key, known) if lost <= _MOST_GUESSED else "–"
            yield problem("address-lost", LEDGER, number, 1, key=key, near=near, file=REDIRECTS)


def _end(start: str, targets: Mapping[str, str]) -> str | None:
    """Where following the redirects ends; ``None`` where it never does."""
    seen, key = {start}, targets[start]
    while key in targets:
        if key in seen:
            return None
        seen.add(key)
        key = targets[key]
    return key


def _near(key: str, known: Collection[str]) -> str:
    """The page most like ``key``: of the same folder, else any."""
    folder = key.rpartition("/")[0]
    return nearest(key, [item for item in known if item.rpartition("/")[0] == folder]) or nearest(key, known) or "–"
