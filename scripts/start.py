"""What the scripts share: the package ``portal`` that lies beside them is found, and what is missing is told."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from portal.commands.missing import check_python, told

check_python()


def run(command: str) -> None:
    """Run a command of ``python -m portal`` and end the program."""
    from portal.commands.main import main  # an old Python could not read it

    raise SystemExit(main([command, *sys.argv[1:]]))


def _tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A package that is not there is told with the command that installs it; all else as Python does."""
    text = None
    if isinstance(error, ModuleNotFoundError) and os.environ.get("PORTAL_DEBUG") != "1":
        from portal.core.problems import message_lang

        text = told(error.name, message_lang())
    if text is None:
        sys.__excepthook__(kind, error, trace)
    else:
        print(text, file=sys.stderr)


sys.excepthook = _tell
