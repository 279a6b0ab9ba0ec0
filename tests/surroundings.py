"""What a test run must not take over from where it was started.

Tests call make, git, Node and the portal's own commands, which obey variables of the environment: those of the make
that runs the tests, of a git hook, of a host's CI, of a developer's shell. The same tests must say the same from all.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, MutableMapping

_STEERING = re.compile(
    r"""MAKE(?:FLAGS|LEVEL|FILES|OVERRIDES|_\w+) | MFLAGS | GNUMAKEFLAGS   # a make around the tests
    | GIT_(?!SSL)\w+                                                       # a hook of git, a rebase
    | PORTAL_\w+ | SITE_URL | SOURCE_DATE_EPOCH | MKDOCS_\w+               # a build of the site
    | GITHUB_\w+ | GITLAB_\w+ | CI_\w+                                     # what a host's CI says of the change
    | PYTEST_(?:ADDOPTS|PLUGINS|DEBUG)                                     # for this run, not for one inside it
    | LANG | LANGUAGE | LC_\w+                                             # the language of messages
    | (?:FORCE|CLICOLOR_)\w*COLOR | CLICOLOR\w* | PY_COLORS | COLUMNS      # the form of output
    | PYTHON(?:WARNINGS|OPTIMIZE|INSPECT) | NODE_OPTIONS""",
    re.VERBOSE,
)
# What is meant for the tests themselves.
_OWN = frozenset({"PORTAL_CHROMIUM", "PORTAL_FIREFOX", "PORTAL_FUZZ_MINUTES", "PORTAL_MORPHOLOGY", "PORTAL_SHARED"})

_SETTINGS = {
    "LC_ALL": "C.UTF-8",  # says nothing about the reader, and keeps texts in UTF-8
    "NO_MKDOCS_2_WARNING": "1",
    "PYTHONUTF8": "1",
    "PORTAL_PROGRESS": "off",  # what is said after some seconds is not said on a faster machine
    # No setting of the person who runs the tests; the owner of the clone may be another one, as in containers.
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_COUNT": "1",
    "GIT_CONFIG_KEY_0": "safe.directory",
    "GIT_CONFIG_VALUE_0": "*",
}


def steering(environ: Mapping[str, str]) -> dict[str, str]:
    """The variables of ``environ`` that would steer what the tests run."""
    return {
        name: value
        for name, value in environ.items()
        if _STEERING.fullmatch(name) and name not in _OWN and _SETTINGS.get(name) != value
    }


def forget(environ: MutableMapping[str, str]) -> None:
    """Take them out, for this process and all that it starts."""
    for name in steering(environ):
        del environ[name]
    environ.update(_SETTINGS)
