"""Dataclasses that are completed at the first touch are those that the standard library makes."""

from __future__ import annotations

import dataclasses
import inspect
import pickle
from collections.abc import Callable
from dataclasses import dataclass as standard
from dataclasses import field
from typing import Any

import pytest

from portal.core.records import dataclass as later


def classes(made: Callable[..., Any]) -> dict[str, type]:
    """Classes of all sorts; not those of the module, for each is touched once."""

    @made(frozen=True)
    class Plain:
        a: int
        b: tuple[int, ...] = ()
        c: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    @made(frozen=True)
    class Below(Plain):
        d: str = "d"

    @made(frozen=True)
    class Own:
        a: int = 1

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 7

        def __repr__(self) -> str:
            return "own"

    class Under(Below):
        def __init__(self, a: int) -> None:
            super().__init__(a, d="under")

    @made(frozen=True, kw_only=True)
    class Named:
        a: int

    @made(frozen=True, order=True, slots=True)
    class Ordered:
        a: int

    @made
    class Changing:
        a: int = 1

    return {one.__name__: one for one in (Plain, Below, Own, Under, Named, Ordered, Changing)}


TOUCHES: dict[str, Callable[[dict[str, type]], object]] = {
    "object": lambda of: repr(of["Below"](1, (2,))).rpartition(".")[2],
    "super": lambda of: vars(of["Under"](4)),
    "equal": lambda of: (of["Plain"](1) == of["Plain"](1, c={"x": 1}), of["Plain"](1) == of["Below"](1)),
    "hash": lambda of: len({of["Plain"](1), of["Plain"](1), of["Plain"](2)}),
    "own": lambda of: (of["Own"](1) == of["Own"](2), hash(of["Own"]()), repr(of["Own"]())),
    "fields": lambda of: [one.name for one in dataclasses.fields(of["Below"])],
    "names": lambda of: of["Below"].__match_args__,  # type: ignore[attr-defined]
    "is one": lambda of: [dataclasses.is_dataclass(one) for one in of.values()],
    "replaced": lambda of: dataclasses.asdict(dataclasses.replace(of["Below"](1), a=2)),
    "named": lambda of: of["Named"](a=1).a,
    "ordered": lambda of: of["Ordered"](1) < of["Ordered"](2),
    "signature": lambda of: list(inspect.signature(of["Plain"]).parameters),
    "changed": lambda of: setattr(of["Changing"](), "a", 2),
}


@pytest.mark.parametrize("name", TOUCHES)
def test_every_touch_finds_what_the_standard_library_makes(name: str) -> None:
    assert TOUCHES[name](classes(later)) == TOUCHES[name](classes(standard))


def test_nothing_can_be_set_and_wrong_values_are_told() -> None:
    for made in (standard, later):
        of = classes(made)
        empty = object.__new__(of["Plain"])
        with pytest.raises(dataclasses.FrozenInstanceError):
            empty.a = 1  # type: ignore[attr-defined]
        with pytest.raises(dataclasses.FrozenInstanceError):
            del of["Below"](1).a
        with pytest.raises(TypeError, match="missing 1 required positional argument: 'a'"):
            of["Plain"]()
        with pytest.raises(TypeError):
            of["Named"](1)


@later(frozen=True)
class Kept:
    """What a store has kept."""

    a: int


def test_what_was_kept_is_read_without_methods() -> None:
    assert vars(Kept)["__init__"].__module__ == "portal.core.records", "nobody has touched it"
    data = pickle.dumps(Kept(1))
    again = later(frozen=True)(type("Kept", (), {"__annotations__": {"a": int}}))
    read = object.__new__(again)
    vars(read).update(vars(pickle.loads(data)))
    assert read.a == 1 and vars(again)["__init__"].__module__ == "portal.core.records"
    assert read == again(1) and vars(again)["__init__"].__module__ != "portal.core.records"
