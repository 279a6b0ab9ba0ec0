"""The site while it is served: a build makes what a browser looks at, the rest is made on request, or meanwhile.

A changed word or template makes every page another. Nobody waits for all of them: a build writes the pages that were
looked at last, those that are as they should be stay, all others wait. A page that is asked for is made then; one
thread makes the rest, page by page, and at its end what is made of all pages. The next build ends that: what was made
until then is kept, what still waited waits again. When nothing waits any more the folder holds what a build that waits
for everything writes, byte by byte.

Whoever serves the site asks :meth:`Waiting.settle` for a path before it reads the file (:mod:`.answers`); a file that
is not as it should be may still lie there.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping, Sequence, Set
from functools import partial
from pathlib import Path

from portal.core import progress
from portal.core.built import built_name, is_hashed
from portal.core.garbage import look_for_garbage
from portal.core.urls import address
from portal.pages.context import Planned
from portal.publish.html.languages import Beside, LanguageFiles, write_languages
from portal.publish.html.previous import Kept, PreviousSite, Printed
from portal.publish.html.printing import Printer

Pages = Mapping[str, Printed]
Finish = Callable[[Pages, dict[str, Kept], Path], None]
"""Writes to a folder what is made of all pages; what it writes that can be told again is put to that."""

_SEARCH = "search"
"""The key of the page of the search."""
_END = ""
"""What comes last, among the addresses of what waits."""


class WholeSite:
    """A site of which a build makes everything."""

    def __init__(self, pages: Pages, kept: Mapping[str, Kept], previous: PreviousSite) -> None:
        self._previous, self.pages, self._kept = previous, pages, dict(kept)

    def finally_write(self, finish: Finish) -> None:
        """Let ``finish`` write what is made of all pages."""
        finish(self.pages, self._kept, self._previous.making)

    def finally_complete(self, path: str, finish: Finish) -> None:  # noqa: ARG002
        """Let ``finish`` complete the file ``path`` by looking at all others."""
        finish(self.pages, self._kept, self._previous.making)

    def put_in_place(self) -> None:
        """Put what was made into the site, and take out the rest."""
        self._previous.replace(self._kept)
        look_for_garbage()


class WantedError(Exception):
    """Somebody waits for what the thread holds that makes the rest."""


class Waiting:
    """What is still to be made of a site. From :meth:`start` on, any thread may call its methods."""

    def __init__(self, languages: Sequence[LanguageFiles], previous: PreviousSite) -> None:
        self._languages, self._previous = languages, previous
        self._tasks: dict[str, Callable[[], None]] = {}
        """What makes the pages that wait, by their address, and at the end what is made of all pages."""
        self._failed: dict[str, Exception] = {}
        self._ready: set[str] = set()
        self._finish: list[Finish] = []
        self._unfinished: dict[str, Finish] = {}
        self._made = False
        self._making = threading.Lock()
        self._turn = threading.Condition()
        self._asking = 0
        self._thread: threading.Thread | None = None
        self.closed = False
        """Whether another build has begun, which knows better."""

    # ---- The build

    def begin(self, first: Collection[str]) -> None:
        """Write the pages at the addresses ``first``; see which others stay and which wait."""
        look_for_garbage()
        folder = self._previous.making
        behind: dict[str, Callable[[], None]] = {}
        for files in self._languages:
            files.read_done(folder)
            kinds = set()
            for planned in files.plan:
                at = files.site.address_of(planned)
                if planned.key == _SEARCH:
                    behind[at] = partial(self._write_search, files, planned)
                elif files.keep(planned):
                    self._ready.add(at)
                elif at in first:
                    files.write_page(planned, folder)
                else:  # one of each kind before the others: a mistake in a template is told soon
                    tasks = behind if planned.make in kinds else self._tasks
                    tasks[at] = partial(self._write_page, files, planned)
                    kinds.add(planned.make)
        self._tasks |= behind
        self._tasks[_END] = self._write_rest

    def finally_write(self, finish: Finish) -> None:
        """Let ``finish`` write what is made of all pages."""
        self._finish.append(finish)

    def finally_complete(self, path: str, finish: Finish) -> None:
        """Let ``finish`` complete the file ``path``, which the build leaves unfinished, by looking at all others."""
        self._unfinished[path] = finish

    def put_in_place(self) -> None:
        """Put what the build has made into the site. Pages that are not planned any more go at once."""
        self._ready |= self._previous.move() - self._unfinished.keys()
        self._previous.drop(self._ready | self._tasks.keys(), ending=".html")

    def start(self, failed: Callable[[str, Exception], None]) -> None:
        """Make what waits in a thread of its own; ``failed`` is told each page that could not be made, and why."""
        self._thread = threading.Thread(target=self._work, args=(failed,), name="pages", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Make no more, and keep what was made for the next build."""
        with self._turn:
            self.closed = True
            self._turn.notify_all()
        if self._thread:
            self._thread.join()
        with self._making:
            if self._made and (self._tasks or self._failed):
                self._remember()

    # ---- Who asks

    def settle(self, path: str) -> bool:
        """See to it that a file of the site is as it should be, or gone; whether somebody had to work for that.

        Raises what was wrong with a page that cannot be made.
        """
        if self.closed or path in self._ready:
            return False
        task = path if path in self._tasks or path in self._failed else self._task_of(path)
        if task == _END and is_hashed(path):  # of a page of the build before: what it should be, or gone
            return False
        if task == _END:  # it needs all pages, which others may ask for meanwhile
            with self._turn:
                waited = _END in self._tasks
                self._turn.wait_for(lambda: self.closed or _END not in self._tasks)
            return self._settled(_END) or waited
        with self._turn:
            self._asking += 1
        try:
            with self._making:
                return self._settled(task)
        finally:
            with self._turn:
                self._asking -= 1
                self._turn.notify_all()

    def _task_of(self, path: str) -> str:
        """What makes a file that is no page: the index is made with the page of the search, all else at the end."""
        for files in self._languages:
            if path.startswith(built_name(f"search/{files.site.lang}/")):
                return address(files.site.lang, _SEARCH)
        return _END

    def is_wanted(self) -> bool:
        """Whether somebody waits for the thread."""
        return self.closed or self._asking > 0

    # ---- Who makes

    def _work(self, failed: Callable[[str, Exception], None]) -> None:
        progress.start(_Yielding(self))
        while True:
            with self._turn:
                self._turn.wait_for(lambda: self.closed or not self._asking)
            with self._making:
                task = next(iter(self._tasks), None)
                if self.closed or task is None:
                    return
                try:
                    self._settled(task)
                except WantedError:
                    self._previous.discard()
                except Exception as error:
                    if task != _END or not self._failed.keys() - {_END}:
                        failed(task, error)

    def _settled(self, task: str) -> bool:
        """Do what is to be done, if it is not; whether it was not."""
        if task in self._failed:
            raise self._failed[task]
        if self.closed or task not in self._tasks:
            return False
        try:
            self._tasks[task]()
            self._ready.add(task)
        except WantedError:
            raise
        except Exception as error:
            self._failed[task] = error
            self._forget(task)
            raise
        self._made = True
        self._forget(task)
        return True

    def _forget(self, task: str) -> None:
        with self._turn:
            del self._tasks[task]
            self._turn.notify_all()

    def _write_page(self, files: LanguageFiles, planned: Planned) -> None:
        files.write_page(planned, self._previous.making)
        self._previous.move()

    def _write_search(self, files: LanguageFiles, planned: Planned) -> None:
        with files.searching():
            files.write_page(planned, self._previous.making)
            files.write_search(self._previous.making)
        self._ready |= self._previous.move()

    def _write_rest(self) -> None:
        for error in self._failed.values():
            raise error
        pages: dict[str, Printed] = {}
        kept: dict[str, Kept] = {}
        for files in self._languages:
            files.write_feeds(self._previous.making)
            written = files.written()
            pages |= written.pages
            kept |= written.kept
        for finish in self._finish:
            finish(pages, kept, self._previous.making)
        self._previous.drop(self._previous.move() | self._ready | self._unfinished.keys() | kept.keys())
        for finish in self._unfinished.values():
            finish(pages, kept, self._previous.site)
        self._keep_cells()
        self._previous.remember(kept)

    def _remember(self) -> None:
        """Keep what is made so far; of the rest holds what was known of it before."""
        self._keep_cells()
        kept = {path: item for files in self._languages for path, item in files.kept.items()}
        self._previous.remember(kept, of_all=False)

    def _keep_cells(self) -> None:
        for files in self._languages:
            files.site.cells.save()


class _Yielding(progress.Listener):
    """Hears of every step of long work, and breaks it off where somebody waits."""

    def __init__(self, waiting: Waiting) -> None:
        self._waiting = waiting

    def step(self, stage: str, done: int, total: int) -> None:  # noqa: ARG002
        """Another step."""
        if self._waiting.is_wanted():
            raise WantedError

    def clear(self) -> None:
        """All steps are done."""


def begin_site(
    printers: Sequence[Printer],
    root: Path,
    previous: PreviousSite,
    done: Set[str] = frozenset(),
    looked_at: Collection[str] | None = None,
    beside: Beside = lambda *_: {},
) -> WholeSite | Waiting:
    """Write the pages of all languages, and what stands ``beside``; ``root`` is the project, ``done`` are addresses of
    pages that the generator has written. With ``looked_at``, only those at these addresses at once.
    """
    if looked_at is None:
        written, kept = write_languages(printers, root, previous.making, previous, done, beside)
        pages = {at: page for one in written.values() for at, page in one.pages.items()}
        known = {path: item for one in written.values() for path, item in one.kept.items()}
        return WholeSite(pages, {**known, **kept}, previous)
    waiting = Waiting([LanguageFiles(printer, root, previous, done) for printer in printers], previous)
    waiting.finally_write(lambda _, kept, folder: kept.update(beside(folder, previous)))
    waiting.begin(looked_at)
    return waiting
