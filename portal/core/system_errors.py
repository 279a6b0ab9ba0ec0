"""What the operating system says of a file, in the language of the messages; Python says it in English or by locale.

A problem holds the name of the error, not its words: words are looked up when the problem is shown.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Mapping
from functools import cache

from portal.core.packaged import read_yaml

_SAME = {"EPERM": "EACCES", "ETXTBSY": "EBUSY", "EDEADLK": "EBUSY", "ENFILE": "EMFILE", "ENXIO": "EIO", "ENODEV": "EIO"}
_SHARED = frozenset({32, 33})
"""What Windows says where another program has the file open; Python calls it EACCES."""
_NUMBER = re.compile(r"errno ([0-9]+)\Z")


def system_error(error: BaseException) -> str:
    """The name of an error, to be kept as the value ``detail`` of a problem."""
    if isinstance(error, UnicodeError):
        return "encoding"
    if not isinstance(error, OSError):
        return "damaged"
    if error.errno is None:
        return "unknown"
    if getattr(error, "winerror", None) in _SHARED:
        return "EBUSY"
    name = errno.errorcode.get(error.errno, "")
    name = _SAME.get(name, name)
    return name if name in _texts() else f"errno {error.errno}"


def in_words(detail: str, lang: str) -> str:
    """What :func:`system_error` named, in ``lang``; any other text as it is."""
    number = _NUMBER.match(detail)
    if number:
        return _texts()["number"][lang].format(number=number[1])
    record = _texts().get(detail)
    return record[lang] if record else detail


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    loaded: Mapping[str, Mapping[str, str]] = read_yaml("portal.core", "system_errors.yml")
    return loaded
