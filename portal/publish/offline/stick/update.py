"""Brings the portal on a stick up to date from the folder or the zip of a newer edition.

    python update.py [FOLDER-OR-ZIP] [--to STICK] [--verify] [--force] [--lang ky|ru|en]

Python 3.8 or newer, standard library only. Only new and changed files are copied. It may be stopped at any moment
(power cut, stick pulled): run again, it goes on. While it works, and until it has ended well, the stick holds a
journal, a file UPDATE-NOT-FINISHED.txt, and every page says that the update is not finished. Files that the portal
did not bring are never touched. update.ps1 does the same, step by step, for Windows without Python.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
import stat
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

HASHES = "hashes.sha256"
EDITION = "edition.json"
MARKER = "UPDATE-NOT-FINISHED.txt"
JOURNAL = "update-journal.txt"
TEMP = "update-temp.part"
LOCK = "update-lock.part"
MESSAGES = "messages.json"
#: Languages of the messages, with their numbers on Windows: the updater stands alone, and these are all it has.
LANGUAGES = {"ky": 0x40, "ru": 0x19, "en": 0x09}
USUAL = list(LANGUAGES)[1]

#: What readers open first, and what they read, named in Kyrgyz and Russian: the suffixes may be hidden.
START = "АЧУУ-ОТКРЫТЬ.html"
GUIDE = "НУСКАМА-ИНСТРУКЦИЯ.txt"
TOP = frozenset({START, GUIDE, "update.bat"})
FOLDERS = ("portal/", "system/")
#: What older editions had at the top: an update takes it away.
OLDER = re.compile(r"start\.html|README-[a-z]{2,3}\.txt|update/.+", re.DOTALL)
#: What every page shows of the edition, and what stands there while an update is not finished.
SHOWN = {
    "portal/assets/edition-data.js": "system/unfinished.js",
    "portal/assets/edition.css": "system/unfinished.css",
}

FORMAT = 1
LONGEST_PATH = 180
MOST_FILES = 500_000
MOST_BYTES = 8 << 30
MOST_TEXT = 64 << 20
MOST_PASSPORT = 64 << 10
#: A page shrinks to a tenth; what shrinks to less than this share is no page of ours.
MOST_RATIO = 200
CHUNK = 1 << 18
#: Where the system does not say in what portions a medium gives its room.
CLUSTER = 1 << 16

FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"\\|?*]')
RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])(\.|$)", re.IGNORECASE)
#: Symbolic links and junctions of Windows; files that a cloud keeps have other tags.
_LINK_TAGS = frozenset({0xA000000C, 0xA0000003})
#: What zipfile answers to a damaged or foreign zip.
_UNREADABLE = (OSError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError)
_LINE = re.compile(r"^([0-9a-f]{64}) [ *](.+)$")
#: How a journal begins: the time of the new edition and the hash of its list. The time alone is believed anywhere.
JOURNAL_HEAD = re.compile(r"^# ([0-9]{1,18}) [0-9a-f]{64}$")
JOURNAL_TIME = re.compile(r"^# ([0-9]{1,18})( |$)")


class RefusedError(Exception):
    """The updater will not go on; ``code`` is the key of the message, ``values`` fill it."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


# --- Paths and lists --------------------------------------------------------------------------------------


def is_safe(path: str) -> bool:
    """Whether the path stays below the folder and Windows can hold it."""
    if not path or len(path) > LONGEST_PATH or FORBIDDEN.search(path):
        return False
    parts = path.split("/")
    return all(part and part[-1] not in ". " and part[0] != " " and not RESERVED.match(part) for part in parts)


def is_ours(path: str) -> bool:
    """Whether an edition may bring a file of this path: nothing else is ever written or removed."""
    return is_safe(path) and (path in TOP or path.startswith(FOLDERS) or bool(OLDER.fullmatch(path)))


def most_of(path: str) -> int:
    """How large a text may be that is read at once."""
    return MOST_PASSPORT if path == EDITION else MOST_TEXT


def parse_hashes(text: str) -> dict[str, str]:
    """Path → SHA-256 of a list as ``sha256sum`` writes it. Raises :class:`RefusedError` for what is not such a list."""
    found: dict[str, str] = {}
    folded: set[str] = set()
    for line in text.splitlines():
        match = _LINE.match(line)
        if not match:
            raise RefusedError("list-broken", line=line[:100])
        if not is_ours(match[2]) or match[2].lower() in folded:
            raise RefusedError("path-refused", path=match[2][:200])
        found[match[2]] = match[1]
        folded.add(match[2].lower())
    if not found or len(found) > MOST_FILES:
        raise RefusedError("list-broken", line=str(len(found)))
    return found


def known_paths(text: str) -> dict[str, str]:
    """Like :func:`parse_hashes`, of a list that may be damaged: lines that say nothing sure are passed over."""
    matches = (_LINE.match(line) for line in text.splitlines())
    return {match[2]: match[1] for match in matches if match and is_ours(match[2])}


def sha256(data: bytes) -> str:
    """SHA-256 as hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True)
class Passport:
    """What ``edition.json`` says. ``revision`` is the SHA-256 of the list of hashes."""

    day: str
    time: int
    revision: str
    subset: str

    @staticmethod
    def parse(text: str) -> Passport:
        """Read the file. Raises :class:`RefusedError` where it is not one."""
        try:
            data = json.loads(text)
            found = Passport(str(data["day"]), int(data["time"]), str(data["revision"]), str(data["subset"]))
            known = data["format"] == FORMAT
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
            raise RefusedError("edition-broken") from None
        if not known:
            raise RefusedError("format-unknown")
        return found


# --- Where the new edition comes from -----------------------------------------------------------------------


class EditionSource:
    """A new edition: small texts at once, files in pieces."""

    def text(self, path: str) -> str | None:
        """The text of a small file; ``None`` where there is none."""
        raise NotImplementedError

    def size(self, path: str) -> int | None:
        """The size of a file in bytes; ``None`` where there is none."""
        raise NotImplementedError

    def pieces(self, path: str) -> Iterator[bytes]:
        """The content of a file."""
        raise NotImplementedError

    def digest(self, path: str) -> str | None:
        """The SHA-256 of a file; ``None`` where there is none."""
        if self.size(path) is None:
            return None
        found = hashlib.sha256()
        try:
            for piece in self.pieces(path):
                found.update(piece)
        except OSError:
            return None
        return found.hexdigest()


class FolderSource(EditionSource):
    """An edition as a folder. Links are refused: what they lead to is not of the edition."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def _place(self, path: str) -> Path | None:
        refuse_links(self.root, path)
        place = self.root / path
        return place if place.is_file() else None

    def size(self, path: str) -> int | None:
        """The size of a file in bytes; ``None`` where there is none."""
        place = self._place(path)
        return place.stat().st_size if place else None

    def text(self, path: str) -> str | None:
        """The text of a small file; ``None`` where there is none."""
        place = self._place(path)
        if place is None or place.stat().st_size > most_of(path):
            return None
        return _decode(place.read_bytes())

    def pieces(self, path: str) -> Iterator[bytes]:
        """The content of a file."""
        with (self.root / path).open("rb") as file:
            yield from iter(lambda: file.read(CHUNK), b"")


class ZipSource(EditionSource):
    """An edition as a zip, its files at the top or in one folder. Nothing of it is trusted before it is checked."""

    def __init__(self, file: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
        except _UNREADABLE:
            # Its table of contents stands at the end: what begins like a zip and has none was not copied whole.
            raise RefusedError("zip-cut" if _begins_as_zip(file) else "zip-broken", path=file.name) from None
        infos = [info for info in self._zip.infolist() if not info.is_dir()]
        if len(infos) > MOST_FILES or sum(info.file_size for info in infos) > MOST_BYTES:
            raise RefusedError("zip-bomb", path=file.name)
        tops = {info.filename.split("/")[0] for info in infos}
        inner = "" if EDITION in tops or len(tops) != 1 else f"{tops.pop()}/"
        inside = [info.filename for info in infos if info.filename.lower().endswith(".zip")]
        if inside and not any(info.filename.endswith(EDITION) for info in infos):
            raise RefusedError("zip-nested", path=inside[0].rpartition("/")[2][:200])
        self._infos: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            path = info.filename[len(inner) :]
            link = stat.S_ISLNK(info.external_attr >> 16)
            if info.orig_filename != info.filename or not is_safe(path) or path in self._infos or link:
                raise RefusedError("path-refused", path=info.orig_filename[:200])
            if info.flag_bits & 1 or info.file_size > max(1 << 20, info.compress_size * MOST_RATIO):
                raise RefusedError("zip-bomb", path=info.filename[:200])
            self._infos[path] = info

    def size(self, path: str) -> int | None:
        """The size of a file in bytes; ``None`` where there is none."""
        info = self._infos.get(path)
        return info.file_size if info else None

    def text(self, path: str) -> str | None:
        """The text of a small file; ``None`` where there is none."""
        size = self.size(path)
        if size is None or size > most_of(path):
            return None
        return _decode(b"".join(self.pieces(path)))

    def pieces(self, path: str) -> Iterator[bytes]:
        """The content of a file; zipfile stops at the size that the zip names and checks its sum."""
        try:
            with self._zip.open(self._infos[path]) as file:
                yield from iter(lambda: file.read(CHUNK), b"")
        except _UNREADABLE:
            raise RefusedError("source-broken", path=path) from None


def _begins_as_zip(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return opened.read(4) == b"PK\x03\x04"
    except OSError:
        return False


def _decode(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def open_source(place: Path) -> EditionSource:
    """The edition at a folder or a zip."""
    if place.is_dir():
        return FolderSource(place)
    if place.is_file():
        return ZipSource(place)
    raise RefusedError("source-missing", path=str(place))


@dataclass(frozen=True)
class NewEdition:
    """A new edition that was found to be whole."""

    source: EditionSource
    passport: Passport
    passport_text: str
    hashes: Mapping[str, str]
    hashes_text: str


def read_edition(source: EditionSource) -> NewEdition:
    """Check the edition, every file of it. Raises :class:`RefusedError` where anything is not as its list says."""
    if source.size(MARKER) is not None or source.size(JOURNAL) is not None:
        raise RefusedError("source-unfinished")
    passport_text, hashes_text = source.text(EDITION), source.text(HASHES)
    if passport_text is None or hashes_text is None:
        raise RefusedError("source-none")
    passport = Passport.parse(passport_text)
    hashes = parse_hashes(hashes_text)
    if sha256(hashes_text.encode("utf-8")) != passport.revision:
        raise RefusedError("source-broken", path=HASHES)
    if any(path not in hashes for pair in SHOWN.items() for path in pair):
        raise RefusedError("source-broken", path=next(iter(SHOWN)))
    for path, digest in hashes.items():
        if source.digest(path) != digest:
            raise RefusedError("source-broken", path=path)
    return NewEdition(source, passport, passport_text, hashes, hashes_text)


# --- The stick ------------------------------------------------------------------------------------------------


def refuse_links(root: Path, path: str) -> None:
    """Raise :class:`RefusedError` where a part of the path is a link: it could lead out of the folder."""
    place = root
    for part in path.split("/"):
        place = place / part
        try:
            found = os.lstat(place)
        except OSError:
            return
        if stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) in _LINK_TAGS:
            raise RefusedError("link-refused", path=path)


class Disk:
    """The stick. Every change goes through one of the methods below "Changes"; tests stop it at each of them."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def place(self, path: str) -> Path:
        """Where the file lies."""
        refuse_links(self.root, path)
        return self.root / path

    def exists(self, path: str) -> bool:
        """Whether anything is there, be it a folder."""
        return os.path.lexists(self.root / path)

    def size(self, path: str) -> int:
        """The size of a file; 0 where there is none."""
        place = self.place(path)
        return place.stat().st_size if place.is_file() else 0

    def digest(self, path: str) -> str | None:
        """The SHA-256 of a file; ``None`` where none is there or it cannot be read."""
        place = self.place(path)
        if not place.is_file():
            return None
        found = hashlib.sha256()
        try:
            with place.open("rb") as file:
                for piece in iter(lambda: file.read(CHUNK), b""):
                    found.update(piece)
        except OSError:
            return None
        return found.hexdigest()

    def text(self, path: str) -> str | None:
        """The text of a small file; ``None`` where none is there or it is none."""
        place = self.place(path)
        if not place.is_file() or place.stat().st_size > most_of(path):
            return None
        return _decode(place.read_bytes())

    def free(self) -> int:
        """Bytes that are free on the stick."""
        return shutil.disk_usage(self.root).free

    def cluster(self) -> int:
        """In what portions the medium gives its room: a file takes whole ones."""
        try:
            if hasattr(os, "statvfs"):
                return max(512, os.statvfs(self.root).f_frsize)
            import ctypes

            sectors, size, rest = ctypes.c_ulong(0), ctypes.c_ulong(0), ctypes.c_ulong(0)
            drive = ctypes.c_wchar_p(self.root.resolve().anchor)
            byref = ctypes.byref
            kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
            if kernel.GetDiskFreeSpaceW(drive, byref(sectors), byref(size), byref(rest), byref(rest)):
                return max(512, sectors.value * size.value)
        except (OSError, ImportError, AttributeError):
            pass
        return CLUSTER

    # Changes ----------------------------------------------------------------------------------------------

    def write_temp(self, pieces: Iterable[bytes]) -> str:
        """Write the one temporary file down to the medium and return the SHA-256 of what was written."""
        found = hashlib.sha256()
        with self.place(TEMP).open("wb") as file:
            for piece in pieces:
                found.update(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        return found.hexdigest()

    def move_temp(self, path: str) -> None:
        """Put the temporary file in its place at one stroke, whatever stood there."""
        place = self.place(path)
        _patiently(lambda: os.replace(self.root / TEMP, place), place)  # noqa: PTH105 - atomic on every system
        _sync_folder(place.parent)

    def remove(self, path: str) -> None:
        """Remove a file."""
        place = self.place(path)
        _patiently(place.unlink, place)

    def make_folder(self, path: str) -> None:
        """Make one folder."""
        self.place(path).mkdir()

    def remove_folder(self, path: str) -> None:
        """Remove one empty folder."""
        self.place(path).rmdir()


def _patiently(action: Callable[[], object], place: Path) -> None:
    """Windows says no while somebody looks at the file, and to read-only files."""
    for attempt in range(5):
        try:
            action()
            return
        except PermissionError:
            if attempt == 4:
                raise
            if place.exists():
                place.chmod(stat.S_IREAD | stat.S_IWRITE)
            time.sleep(0.2)


def _sync_folder(place: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:  # some file systems know no such thing
        pass
    finally:
        os.close(handle)


@dataclass(frozen=True)
class State:
    """What the stick says of itself. ``owned`` are the paths that the portal brought, now or in a broken update.

    ``sure``: its list is the one that its passport names, or a journal that begins as one says the same. Neither is so
    after a first copy that was broken off.
    """

    passport: Passport | None
    unfinished: bool
    owned: frozenset[str]
    time: int
    sure: bool


def read_state(disk: Disk) -> State:
    """Read the stick as it is, whole or not."""
    passport = None
    text = disk.text(EDITION)
    if text is not None:
        try:
            passport = Passport.parse(text)
        except RefusedError as problem:
            if problem.code == "format-unknown":
                raise
    listed = disk.text(HASHES) or ""
    newest = passport.time if passport else 0
    journal = disk.text(JOURNAL)
    # A journal names all that the portal brought; the list beside it may be the wrong one that is being mended.
    begun = bool(JOURNAL_HEAD.match((journal or "").split("\n")[0]))
    owned = set() if begun else set(known_paths(listed))
    for line in (journal or "").splitlines():
        stamp = JOURNAL_TIME.match(line)
        if stamp:
            newest = max(newest, int(stamp[1]))
        elif is_ours(line):
            owned.add(line)
    sure = begun or (passport is not None and sha256(listed.encode("utf-8")) == passport.revision)
    return State(passport, journal is not None or disk.exists(MARKER), frozenset(owned), newest, sure)


def faults(disk: Disk) -> list[str]:
    """What is wrong with the edition on the stick, path by path; empty when it is whole."""
    found = [name for name in (MARKER, JOURNAL) if disk.exists(name)]
    passport_text, hashes_text = disk.text(EDITION), disk.text(HASHES)
    try:
        passport = Passport.parse(passport_text or "")
        hashes = parse_hashes(hashes_text or "")
    except RefusedError:
        return [*found, EDITION, HASHES]
    if sha256((hashes_text or "").encode("utf-8")) != passport.revision:
        found.append(HASHES)
    return found + [path for path, digest in hashes.items() if disk.digest(path) != digest]


# --- The update -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Plan:
    """What has to be done: files to write, files to remove."""

    write: tuple[str, ...]
    remove: tuple[str, ...]
    bytes: int
    current: bool

    @property
    def idle(self) -> bool:
        """Whether the stick holds this edition already, whole."""
        return self.current and not self.write and not self.remove


def make_plan(disk: Disk, state: State, new: NewEdition, force: bool = False) -> Plan:
    """Compare the stick with the new edition. Raises :class:`RefusedError` where the update must not begin."""
    if new.passport.time < state.time and not force:
        raise RefusedError("older", new=new.passport.day, old=state.passport.day if state.passport else "?")
    if state.passport and state.passport.subset != new.passport.subset and not force:
        raise RefusedError("other-subset", new=new.passport.subset, old=state.passport.subset)
    # A wrong list may name a reader's own files: by that alone nothing is taken away but what it describes exactly.
    listed = known_paths(disk.text(HASHES) or "")
    remove = tuple(
        path
        for path in sorted(state.owned - set(new.hashes))
        if disk.place(path).is_file() and (state.sure or disk.digest(path) == listed.get(path))
    )
    # Where names differ in case only, some systems see one file: it goes first and is written anew.
    renamed = {path.lower() for path in remove}
    write: list[str] = []
    strangers: list[str] = []
    need, largest, same = 0, 0, 0
    cluster = disk.cluster()

    def room(size: int) -> int:
        return -(-size // cluster) * cluster

    for path, digest in new.hashes.items():
        if path.lower() not in renamed and disk.digest(path) == digest:
            same += 1
            continue
        owned = path in state.owned and disk.place(path).is_file()
        if disk.exists(path) and not owned and path.lower() not in renamed:
            strangers.append(path)
        size = new.source.size(path) or 0
        need += room(size) - room(disk.size(path))
        largest = max(largest, room(size))
        write.append(path)
    # With a list that is missing or wrong nobody knows what the portal brought. Where other files show that it did
    # bring some, those that lie in the places of its pages are its own; where none does, the reader must say so.
    ours = not state.sure and (force or same > 0 or any(disk.exists(path) for path in (EDITION, HASHES, *SHOWN)))
    foreign = [path for path in strangers if not (ours and disk.place(path).is_file())]
    if foreign:
        raise RefusedError("strangers", paths=", ".join(foreign[:10]))
    folders = {"/".join(parts[:n]) for path in write for parts in [path.split("/")] for n in range(1, len(parts))}
    need += cluster * sum(not disk.exists(folder) for folder in folders)
    for name in (TEMP, MARKER, JOURNAL, HASHES, EDITION):
        if disk.exists(name) and not disk.place(name).is_file():
            raise RefusedError("strangers", paths=name)
    if write and disk.free() < need + largest + (1 << 20):
        raise RefusedError("no-space", mb=(need + largest >> 20) + 1)
    current = not state.unfinished and disk.text(EDITION) == new.passport_text and disk.text(HASHES) == new.hashes_text
    return Plan(tuple(write), remove, sum(new.source.size(path) or 0 for path in write), current)


def apply(disk: Disk, state: State, new: NewEdition, plan: Plan, marker: str, tell: Callable[[int, int], None]) -> None:
    """Carry the plan out, in an order in which the stick looks whole only when it is.

    The journal and the marker come first; then every page says that the update is not finished; then files go and
    come; then the pages say the new edition; the list of hashes and the passport are last. After a check of all
    files journal and marker go. Raises :class:`RefusedError` with them still there where the check fails.
    """
    # Of a wrong list only what it describes exactly: what a journal names, the next run takes away.
    owned = set(state.owned if state.sure else plan.remove) | set(new.hashes)
    _put_text(disk, JOURNAL, "\n".join([f"# {new.passport.time} {new.passport.revision}", *sorted(owned)]) + "\n")
    _put_text(disk, MARKER, marker)
    for path, unfinished in SHOWN.items():
        _put(disk, path, new.source.pieces(unfinished), new.hashes[unfinished])
    for path in plan.remove:
        disk.remove(path)
    _remove_empty(disk, state.owned - set(new.hashes))
    count = len(plan.write)
    for number, path in enumerate(plan.write, 1):
        if path not in SHOWN:
            _put(disk, path, new.source.pieces(path), new.hashes[path])
        tell(number, count)
    for path in SHOWN:
        _put(disk, path, new.source.pieces(path), new.hashes[path])
    _put_text(disk, HASHES, new.hashes_text)
    _put_text(disk, EDITION, new.passport_text)
    broken = [path for path in faults(disk) if path not in (MARKER, JOURNAL)]
    if broken:
        raise RefusedError("after-broken", paths=", ".join(broken[:10]))
    if disk.exists(TEMP):
        disk.remove(TEMP)
    disk.remove(JOURNAL)
    disk.remove(MARKER)


def _put(disk: Disk, path: str, pieces: Iterable[bytes], digest: str) -> None:
    parts = path.split("/")[:-1]
    for depth in range(1, len(parts) + 1):
        folder = "/".join(parts[:depth])
        if not disk.exists(folder):
            disk.make_folder(folder)
    if disk.write_temp(pieces) != digest:
        raise RefusedError("source-broken", path=path)
    disk.move_temp(path)


def _put_text(disk: Disk, path: str, text: str) -> None:
    data = text.encode("utf-8")
    _put(disk, path, [data], sha256(data))


def _remove_empty(disk: Disk, gone: Iterable[str]) -> None:
    """Folders of files that are gone, the deepest first; what anybody else put there keeps them."""
    folders = {"/".join(parts[:n]) for path in gone for parts in [path.split("/")] for n in range(1, len(parts))}
    for folder in sorted(folders, key=lambda name: (-name.count("/"), name)):
        place = disk.place(folder)
        if place.is_dir() and not any(place.iterdir()):
            disk.remove_folder(folder)


def update(
    disk: Disk,
    source: EditionSource,
    marker: str,
    force: bool = False,
    tell: Callable[[int, int], None] = lambda _number, _count: None,
) -> Plan:
    """Bring the stick to the edition of the source; return what was done."""
    new = read_edition(source)
    state = read_state(disk)
    plan = make_plan(disk, state, new, force)
    if not plan.idle:
        apply(disk, state, new, plan, marker, tell)
    return plan


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Hold the stick for this update. Raises :class:`RefusedError` where another one runs, OSError without writing.

    The system lets go of the lock when the program ends, however it ends; a file that was left behind says nothing.
    """
    place = root / LOCK
    refuse_links(root, LOCK)
    try:
        file = place.open("a+b")
    except PermissionError as error:
        # Windows: update.ps1 has it open for itself. Elsewhere, and where there is no such file: no right to write.
        raise (RefusedError("running") if os.name == "nt" and place.exists() else error) from None
    try:
        try:
            if os.name == "nt":
                import msvcrt

                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
            else:
                import fcntl

                fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
                raise RefusedError("running") from None
        try:
            yield
        finally:
            # With the lock still held, where the system lets an open file go; Windows does only after it.
            if os.name != "nt":
                _forget(place)
    finally:
        file.close()
        if os.name == "nt":
            _forget(place)


def _forget(place: Path) -> None:
    with suppress(OSError):  # another one has it open, or the stick is gone
        place.unlink()


def disk_code(error: OSError) -> str:
    """The message for what the system says of a medium; 19 and 112 are Windows' own numbers."""
    number = getattr(error, "winerror", None)
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM) or number == 19:
        return "read-only"
    return "full" if error.errno in (errno.ENOSPC, errno.EDQUOT) or number == 112 else "disk-error"


# --- The command ------------------------------------------------------------------------------------------------


def choose_lang(environ: Mapping[str, str]) -> str:
    """``PORTAL_LANG``, else the language of the system, else Russian."""
    for name in ("PORTAL_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environ.get(name, "").lower()[:2]
        if value in LANGUAGES:
            return value
    try:
        import ctypes

        system = ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF  # type: ignore[attr-defined,unused-ignore]
    except (ImportError, AttributeError):
        return USUAL
    return next((lang for lang, number in LANGUAGES.items() if number == system), USUAL)


def load_messages(folder: Path) -> dict[str, dict[str, str]]:
    """Language → key → text of ``messages.json`` beside this script; nothing where it cannot be read."""
    try:
        loaded: dict[str, dict[str, str]] = json.loads((folder / MESSAGES).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return {}
    return loaded


def marker_text(messages: Mapping[str, Mapping[str, str]]) -> str:
    """The text of the marker file, in both languages, for Windows' Notepad."""
    texts = [messages.get(lang, {}).get("marker", "UPDATE NOT FINISHED") for lang in list(LANGUAGES)[:2]]
    return "\ufeff" + "\r\n\r\n".join(texts) + "\r\n"


def find_newest(stick: Path) -> Path | None:
    """The newest edition that lies on the stick or beside its folder: a zip or a folder ``portal-*``."""
    found: list[tuple[int, str, Path]] = []
    for folder in dict.fromkeys((stick, stick.parent)):
        try:
            places = sorted(folder.glob("portal-*"))
        except OSError:
            continue
        for place in places:
            if place.resolve() == stick or (place.is_file() and place.suffix.lower() != ".zip"):
                continue
            try:
                text = open_source(place).text(EDITION)
                passport = Passport.parse(text or "")
            except (RefusedError, OSError):
                continue
            found.append((passport.time, place.name, place))
    return max(found)[2] if found else None


def main(arguments: list[str]) -> int:
    """Run the command. 0: done or whole; 1: not done or not whole; 2: not understood."""
    here = Path(__file__).resolve().parent
    lang, stick, place, verify, force = "", here.parent, "", False, False
    left = list(arguments)
    while left:
        word = left.pop(0)
        if word == "--verify":
            verify = True
        elif word == "--force":
            force = True
        elif word == "--lang" and left:
            lang = left.pop(0)
        elif word == "--to" and left:
            stick = Path(left.pop(0)).resolve()
        elif word.startswith("-") or place:
            print(__doc__)
            return 2
        else:
            place = word
    messages = load_messages(here)
    texts = messages.get(lang or choose_lang(os.environ), {})

    def say(code: str, **values: object) -> None:
        text = texts.get(code, code + " " + " ".join(f"{{{key}}}" for key in values))
        for key, value in values.items():
            text = text.replace("{" + key + "}", str(value))
        print(text, flush=True)

    try:
        if not stick.is_dir():
            raise RefusedError("stick-missing", path=str(stick))
        disk = Disk(stick)
        if verify:
            broken = faults(disk)
            if broken:
                say("unfinished" if MARKER in broken or JOURNAL in broken else "broken", paths=", ".join(broken[:10]))
                return 1
            say("whole", day=Passport.parse(disk.text(EDITION) or "").day)
            return 0
        source = Path(place).resolve() if place else here.parent if here.parent != stick else find_newest(stick)
        if source is None:
            raise RefusedError("nothing-found", path=str(stick))
        if source == stick:
            raise RefusedError("same-place")
        say("checking", path=source.name)
        shown = [-1]

        def tell(number: int, count: int) -> None:
            share = number * 100 // count
            if share // 5 != shown[0]:
                shown[0] = share // 5
                say("progress", number=number, count=count)

        with alone(stick):
            plan = update(disk, open_source(source), marker_text(messages), force, tell)
        if plan.idle:
            say("up-to-date")
        else:
            say("done", written=len(plan.write), removed=len(plan.remove), mb=f"{plan.bytes / (1 << 20):.1f}")
        return 0
    except RefusedError as problem:
        say(problem.code, **problem.values)
    except KeyboardInterrupt:
        say("stopped")
    except OSError as error:
        say(disk_code(error), detail=error)
    return 1


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    raise SystemExit(main(sys.argv[1:]))
