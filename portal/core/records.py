"""Dataclasses whose methods are made when the first of them is needed.

Python writes and compiles six methods for each frozen dataclass. The portal has three hundred of these, most commands
and builds use few, and half of the time that it takes to import the portal went there. What comes out is what
``dataclasses.dataclass`` makes, at the first touch: a new object, a comparison, a look at the fields. Objects that
pickle reads need none of them. With options that change the class itself, ``slots`` and ``order``, it is made at once.
"""

from __future__ import annotations

import dataclasses
from threading import RLock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls: type | None = None, /, **options: bool) -> Any:
        """As ``dataclasses.dataclass``."""
        if cls is None:
            return lambda found: dataclass(found, **options)
        if not options.get("frozen") or options.keys() - {"frozen", "kw_only"}:
            return dataclasses.dataclass(**options)(cls)
        later = _Later(cls, options)
        for name in later.names:
            setattr(cls, name, _Asked(later, name) if name in _OF_CLASS else _method(later, name))
        return cls


_METHODS = ("__init__", "__repr__", "__eq__", "__hash__", "__setattr__", "__delattr__")
_OF_CLASS = ("__dataclass_fields__", "__dataclass_params__", "__match_args__", "__signature__")
_making = RLock()


class _Later:
    """A class that is to be completed."""

    def __init__(self, cls: type, options: dict[str, bool]) -> None:
        self.cls, self._options = cls, options
        self.names = [name for name in (*_METHODS, *_OF_CLASS) if name not in vars(cls)]
        self._done = False

    def complete(self) -> None:
        """Make what the class lacks."""
        with _making:
            if not self._done:
                self._done = True
                for name in self.names:
                    delattr(self.cls, name)
                dataclasses.dataclass(**self._options)(self.cls)


class _Asked:
    """In the place of what a class knows of itself."""

    def __init__(self, later: _Later, name: str) -> None:
        self._later, self._name = later, name

    def __get__(self, one: object, owner: type) -> Any:
        self._later.complete()
        return getattr(owner, self._name)


def _method(later: _Later, name: str) -> Any:
    """In the place of a method."""

    def first(one: Any, *values: Any, **named: Any) -> Any:
        later.complete()
        return getattr(later.cls, name)(one, *values, **named)

    first.__name__ = name
    return first
