"""Where the time of a build goes: ``python -m benchmark.stages OUTPUT`` builds the project of the current folder.

The processor's clock interrupts the build a hundred times a second; the innermost function of the portal on the stack
is what the time is written down for, so that of a library goes to the stage that called it. All work is done in one
process for this.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections import Counter
from pathlib import Path
from types import FrameType

from benchmark.measure import ROOT

_INTERVAL = 0.01
_PORTAL = f"{ROOT / 'portal'}{os.sep}"
_OUTSIDE = "outside of the portal"


def stage_of(frame: FrameType | None) -> str:
    """The module of the portal in which the work goes on: ``search.analyse``."""
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith(_PORTAL):
            return name.removeprefix(_PORTAL).removesuffix(".py").replace(os.sep, ".")
        frame = frame.f_back
    return _OUTSIDE


def table(seconds: dict[str, float], rows: int = 12) -> list[str]:
    """Lines for a terminal: packages with their most expensive modules."""
    whole, packages = sum(seconds.values()), Counter[str]()
    for module, spent in seconds.items():
        packages[module.split(".")[0]] += spent  # type: ignore[assignment]  # a Counter adds up seconds as well
    lines = []
    for package, spent in packages.most_common():
        parts = sorted((-s, m) for m, s in seconds.items() if m.split(".")[0] == package and s > whole / 100)
        modules = ", ".join(f"{m.partition('.')[2]} {-s:.1f}" for s, m in parts if "." in m)
        lines.append(f"    {spent:7.1f} s {spent / whole:5.0%}  {package:<22} {modules}")
    return lines[:rows]


def main() -> None:
    """Build, and write the seconds of each module as JSON."""
    samples = Counter[str]()
    signal.signal(signal.SIGPROF, lambda _number, frame: samples.update((stage_of(frame),)))
    output = Path(sys.argv[1])
    sys.argv = ["mkdocs", "build", "--strict", "--quiet"]
    signal.setitimer(signal.ITIMER_PROF, _INTERVAL, _INTERVAL)
    from mkdocs.__main__ import cli

    try:
        cli()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        output.write_text(json.dumps({stage: n * _INTERVAL for stage, n in samples.items()}), encoding="utf-8")


if __name__ == "__main__":
    main()
