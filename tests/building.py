"""``mkdocs build`` in a fork of one warmed process: what a build loads and works out first is there already.

A fork knows nothing of other builds and dies with its own; that matters, for an aborted strict build leaves MkDocs'
clean-up replaced for the rest of a process. Forked is a process of its own and not the one of the tests, whose threads
(servers, browsers) a fork would lack. Where a system cannot fork, a build is a new process, as on an editor's machine.
"""

from __future__ import annotations

import ast
import atexit
import gc
import json
import os
import select
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent
CAN_FORK = hasattr(os, "fork") and sys.platform != "darwin"


class TooLongError(Exception):
    """A build that does not end; with what it has said so far."""


def build(root: Path, arguments: list[str], environment: Mapping[str, str], timeout: float) -> tuple[int, str]:
    """Exit status and output of ``mkdocs ARGUMENTS`` in ``root``."""
    own_code = environment.get("PYTHONPATH") != os.environ.get("PYTHONPATH")  # the warm process has read this code's
    if own_code or not CAN_FORK:
        return _in_new_process(root, arguments, environment, timeout)
    with tempfile.NamedTemporaryFile(prefix="build-", suffix=".txt") as output:
        job = {"root": str(root), "arguments": arguments, "environment": dict(environment), "output": output.name}
        answer = _Warm.running().run(job, timeout)
        text = Path(output.name).read_text(encoding="utf-8", errors="replace")
    if answer is None:
        raise TooLongError(text)
    return answer, text


def _in_new_process(
    root: Path, arguments: list[str], environment: Mapping[str, str], timeout: float
) -> tuple[int, str]:
    command = [sys.executable, "-m", "mkdocs", *arguments]
    try:
        run = subprocess.run(
            command,
            cwd=root,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise TooLongError(str(error.stdout)) from None
    return run.returncode, run.stdout


class _Warm:
    """The process that is forked: it takes a job a line and answers with the exit status."""

    _started: _Warm | None = None

    def __init__(self) -> None:
        environment = os.environ | {"PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
        self.process = subprocess.Popen(
            [sys.executable, __file__], cwd=REPOSITORY, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        atexit.register(self.end)

    @classmethod
    def running(cls) -> _Warm:
        """The one of this process, started when the first build is asked for."""
        if cls._started is None or cls._started.process.poll() is not None:
            cls._started = cls()
        return cls._started

    def run(self, job: dict[str, Any], timeout: float) -> int | None:
        """The exit status; ``None`` if there is none in time."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(job).encode() + b"\n")
        self.process.stdin.flush()
        if not select.select([self.process.stdout], [], [], timeout)[0]:
            self.process.kill()
            return None
        return int(self.process.stdout.readline())

    def end(self) -> None:
        """Without jobs it ends by itself."""
        if self.process.poll() is None:
            self.process.communicate()


# --- The warmed process ---------------------------------------------------------------


def _import_what_hooks_import() -> None:
    """The adapters themselves are loaded by each build from its own project; what they need is the same for all."""
    for file in sorted((REPOSITORY / "hooks").glob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        tree.body = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
        exec(compile(tree, str(file), "exec"), {})


def _warm_up() -> None:
    """Load what a build loads, and let what is worked out once a process be worked out, on a tiny portal."""
    import mkdocs_static_i18n.plugin  # noqa: F401

    import small_tree
    from portal.corpus.load import load_portal
    from portal.language.analysis import index_keys

    _import_what_hooks_import()
    with tempfile.TemporaryDirectory() as folder:
        documents = {"ky/practices/a.md": small_tree.ORIGINAL, "ru/practices/a.md": small_tree.current()}
        load_portal(small_tree.lay_out(Path(folder), documents))
    for lang in ("ky", "ru"):
        index_keys("суу", lang)
    gc.collect()
    gc.freeze()  # so that forks share these pages


def _run(job: dict[str, Any]) -> None:
    """In the fork: as ``python -m mkdocs`` would begin."""
    import mkdocs.__main__

    output = os.open(job["output"], os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(output, stream)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.environ.clear()
    os.environ.update(job["environment"])
    os.chdir(job["root"])
    mkdocs.__main__.cli(job["arguments"], prog_name="mkdocs")


def _serve() -> None:
    sys.path[0] = str(REPOSITORY)
    sys.path.append(str(Path(__file__).parent))
    _warm_up()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            status = 1
            try:
                _run(json.loads(line))
            except SystemExit as ended:
                status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
            except BaseException:
                sys.excepthook(*sys.exc_info())
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(status)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    _serve()
