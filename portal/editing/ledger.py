"""Writing down the published addresses, so that none of them is lost later (see :mod:`portal.corpus.redirects`)."""

from __future__ import annotations

from errno import EPERM
from pathlib import Path

from portal.corpus.corpus import Portal, page_keys
from portal.corpus.redirects import LEDGER, load_addresses
from portal.corpus.visible import visible

_HEAD = """\
# Every address that was ever published: keys, without language and ".html", for both languages.
# Written by "python -m portal ledger"; the check sees to it that each of them still leads somewhere.
"""
_UNSTABLE = frozenset({"404"})


def unrecorded(root: Path, portal: Portal) -> tuple[str, ...]:
    """The keys of public pages that the ledger does not hold yet, sorted."""
    public = visible(portal)
    keys = page_keys(public.texts, public.reference) - _UNSTABLE
    return tuple(sorted(keys - set(load_addresses(root)[0].ledger)))


def record(root: Path, keys: tuple[str, ...]) -> None:
    """Add ``keys`` to the ledger; what stands there stays. Raises ``OSError`` where it cannot be written."""
    file = root / LEDGER
    all_keys = sorted({*load_addresses(root)[0].ledger, *keys})
    if not file.parent.resolve().is_relative_to(root.resolve()):
        raise PermissionError(EPERM, "outside", str(file))
    file.parent.mkdir(exist_ok=True)
    draft = file.with_suffix(".draft")
    draft.write_text(_HEAD + "".join(f"{key}\n" for key in all_keys), encoding="utf-8", newline="\n")
    draft.replace(file)
