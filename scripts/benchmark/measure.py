"""What a command and all processes that it starts cost: seconds, processor, memory at the peak."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
MKDOCS = (sys.executable, "-m", "mkdocs")
_PAUSE = 0.15


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, seconds of processors, MiB of memory of all processes at the peak."""

    wall: float
    cpu: float
    peak: float


def environment(variables: Mapping[str, str]) -> dict[str, str]:
    """That of a build of a project elsewhere by the code that lies here, which is compiled once, as for its users."""
    left_out = ("PORTAL_", "SITE_", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    return kept | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)} | dict(variables)


def run(command: Sequence[str], folder: Path, **variables: str) -> Cost:
    """Run a command in a folder. Ends the program with what the command wrote if it fails."""
    start, peak = time.perf_counter(), 0
    with tempfile.TemporaryFile() as output:
        running = subprocess.Popen(
            command, cwd=folder, env=environment(variables), stdout=output, stderr=subprocess.STDOUT
        )
        while True:
            peak = max(peak, memory_of_all(running.pid))
            # wait4 tells what this process and those it waited for used; children's use of earlier ones is not in it.
            ended, status, used = os.wait4(running.pid, os.WNOHANG)
            if ended:
                break
            time.sleep(_PAUSE)
        wall = time.perf_counter() - start
        running.returncode = os.waitstatus_to_exitcode(status)
        if running.returncode:
            output.seek(0)
            raise SystemExit(f"{' '.join(command)}: {output.read().decode('utf-8', 'replace')}")
    return Cost(wall, used.ru_utime + used.ru_stime, (peak or used.ru_maxrss) / 1024)


def median(costs: Sequence[Cost]) -> Cost:
    """The middle value of each figure; of the memory the greatest."""
    wall, cpu, peaks = zip(*map(astuple, costs), strict=True)
    return Cost(statistics.median(wall), statistics.median(cpu), max(peaks))


def memory_of_all(parent: int) -> int:
    """KiB of a process and all that it started; what several have in common counts once."""
    return sum(map(_memory, processes(parent)))


def processes(parent: int) -> list[int]:
    """A process and all that it started, as far as the system tells."""
    found = [parent]
    for tasks in _listed(Path(f"/proc/{parent}/task")):
        try:
            children = (tasks / "children").read_text(encoding="ascii").split()
        except OSError:  # it is gone, or this is another system
            continue
        found += [one for child in children for one in processes(int(child))]
    return found


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _memory(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:  # as above
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
