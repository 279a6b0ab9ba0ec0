"""Independent pieces of work side by side, each in a process of its own where that can be had cheaply.

Processes are forked: what is loaded is there in each of them without being sent or loaded again; only results are sent.
Where the system cannot fork safely (Windows, macOS, a program with threads) or has one processor only, the work is
done here, one piece after another. What comes out is the same.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from portal.core.garbage import look_for_garbage
from portal.core.progress import mute, over
from portal.language.looked_up import giving_back

T = TypeVar("T")
R = TypeVar("R")

VARIABLE = "PORTAL_PROCESSES"
"""The variable of the environment that says how many processes may work at once; 1 for none but this."""
WORTH_A_PROCESS = 100
"""From so many documents on, another process pays for its start."""


def processes() -> int:
    """How many processes may work at once."""
    if sys.platform in {"win32", "darwin"} or not hasattr(os, "fork") or threading.active_count() > 1:
        return 1
    wanted = os.environ.get(VARIABLE, "")
    return max(1, int(wanted)) if wanted.isdecimal() else len(os.sched_getaffinity(0))


def together(tasks: Sequence[Callable[[], T]]) -> list[T]:
    """The results of the tasks in their order. The first is done here, the others beside it.

    What a task changes in memory stays in its process; its result must be such that pickle can send it. An exception
    of a task is raised here, with a note of where it came from; the other tasks are stopped then.
    """
    if len(tasks) < 2 or processes() < 2:
        return [task() for task in tasks]
    with _started([partial(_work, task) for task in tasks[1:]]) as started:
        return [tasks[0](), *map(_received, started)]


@contextmanager
def _started(works: Sequence[Callable[[Connection], None]]) -> Iterator[list[Connection]]:
    """A process for each work, which gets the end of a pipe to send to; the other ends. All are gone afterwards."""
    context: Any = multiprocessing.get_context("fork")  # not in the types of systems without it
    sys.stdout.flush()
    sys.stderr.flush()
    gc.freeze()  # else the first collection in a new process would copy all that it shares with this one
    started = []
    try:
        for work in works:
            ours, theirs = context.Pipe(duplex=False)
            process = context.Process(target=work, args=(theirs,), daemon=True)
            process.start()
            theirs.close()
            started.append((process, ours))
        yield [ours for _, ours in started]
        for process, _ in started:
            process.join()
    finally:
        gc.unfreeze()
        for process, ours in started:
            ours.close()
            if process.is_alive():
                process.terminate()
            process.join()


def _work(task: Callable[[], object], results: Connection) -> None:
    mute()
    results.send_bytes(_told(task)[1])


def _work_through(function: Callable[[T], object], items: Iterable[T], results: Connection) -> None:
    mute()
    look_for_garbage()  # here nothing stays that was made for one item
    for item in giving_back(items):
        fine, found = _told(partial(function, item))
        results.send_bytes(found)
        if not fine:
            return


def _told(task: Callable[[], object]) -> tuple[bool, bytes]:
    """Whether a task came to its end, and that with its result or error as bytes."""
    try:
        return True, pickle.dumps((True, task()), protocol=pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        error.add_note(f"In another process:\n{traceback.format_exc()}")
        try:
            found = pickle.dumps((False, error))
            pickle.loads(found)  # some exceptions can be sent but not received
        except Exception:
            found = pickle.dumps((False, RuntimeError("".join(traceback.format_exception(error)))))
        return False, found


def _received(results: Connection) -> Any:
    try:
        fine, found = pickle.loads(results.recv_bytes())
    except EOFError:
        raise RuntimeError("A process of the build came to its end without a word (no memory left?).") from None
    if not fine:
        raise found
    return found


def spread(function: Callable[[T], R], items: Sequence[T], least: int, stage: str = "rendering") -> list[R]:
    """``function`` of every item, in their order; shared out among processes if there are ``least`` items or more.

    ``stage`` is what the work is called where progress is shown.
    """
    found = dict(handed_out(function, items, least, stage))
    return [found[place] for place in range(len(items))]


def handed_out(
    function: Callable[[T], R], items: Sequence[T], least: int, stage: str = "rendering"
) -> Iterator[tuple[int, R]]:
    """The same as the results come, each with the place of its item: they need not be held together.

    What the work takes of memory its processes take, and give back at its end; here only results arrive.
    """
    count = processes() if len(items) >= least else 1
    if count == 1:
        for place, item in enumerate(over(items, stage)):
            yield place, function(item)
        return
    # Item n goes to process n modulo their number: long and short work is mixed in each.
    works = [partial(_work_through, function, items[number::count]) for number in range(count)]
    with _started(works) as started:
        places = {pipe: deque(range(number, len(items), count)) for number, pipe in enumerate(started)}
        ready: list[Any] = []
        for _ in over(items, stage):
            ready = ready or [*wait(pipe for pipe, waiting in places.items() if waiting)]
            pipe: Connection = ready.pop()
            yield places[pipe].popleft(), _received(pipe)
