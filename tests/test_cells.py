"""Cells: made anew only when something that they were made from has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core import cells as cells_module
from portal.core.caching import Store
from portal.core.cells import Cells, DerivedMap, stable_bytes
from portal.core.held import Held


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home of our own for the key."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))


def run(root: Path | None, numbers: Mapping[str, int], base: bytes = b"") -> tuple[dict[str, object], Counter[str]]:
    """Whether numbers are even, how many are, and what "a" is called beside them."""
    cells = Cells(base, Store(root, "cells", "pages") if root else None)
    source = cells.source("number", numbers)
    even = DerivedMap(source, cells.derived("even", lambda key: source[key] % 2 == 0))
    count = cells.derived("count", lambda _: sum(even.values()))
    name = cells.derived("name", lambda _: f"a is {source.get('a', 'gone')} of {count('')}", kept=False)
    found: dict[str, object] = {"name": name(""), "even": dict(even), "there": "a" in even}
    cells.save()
    return found, cells.made


def test_only_what_must_be_is_made(tmp_path: Path) -> None:
    first, made = run(tmp_path, {"a": 1, "b": 2})
    assert first == {"name": "a is 1 of 1", "even": {"a": False, "b": True}, "there": True}
    assert made == {"even": 2, "count": 1, "name": 1}
    assert run(tmp_path, {"a": 1, "b": 2}) == (first, {"name": 1})  # its value is not kept
    again, made = run(tmp_path, {"a": 1, "b": 4})
    assert again == first and made == {"even": 1, "name": 1}, "what comes out the same goes no further"
    assert run(tmp_path, {"b": 4}) == (
        {"name": "a is gone of 1", "even": {"b": True}, "there": False}, {"count": 1, "name": 1},
    )  # fmt: skip
    assert run(tmp_path, {"b": 4}, b"other")[1] == {"even": 1, "count": 1, "name": 1}


@pytest.mark.parametrize("kept", [True, False])
def test_values_are_held_as_long_as_there_is_room(tmp_path: Path, kept: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells_module, "Held", partial(Held, 3000))
    cells = Cells(b"", Store(tmp_path, "cells", "pages") if kept else None)
    text = cells.derived("text", lambda key: str(key) * 400)
    assert [text(number) for number in range(10, 30)] == [str(number) * 400 for number in range(10, 30)]
    assert len(cells._held._values) == 3, "what has no room is read again"
    assert text(29) is text(29) and text(10) is text(10)
    assert [text(number) for number in range(10, 30)] == [str(number) * 400 for number in range(10, 30)]
    assert cells.made == {"text": 20}, "and not made again"
    if kept:
        assert max(map(len, cells._bytes.values())) == 0, "values are in the store at once"


@given(st.lists(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 3)), min_size=2, max_size=6))
@pytest.mark.slow
def test_the_result_is_that_of_a_first_run(
    tmp_path_factory: pytest.TempPathFactory, states: list[dict[str, int]]
) -> None:
    root = tmp_path_factory.mktemp("cells")
    for state in states:
        assert run(root, state)[0] == run(None, state)[0]


def test_a_function_that_fails_leaves_no_trace(tmp_path: Path) -> None:
    cells = Cells(b"", Store(tmp_path, "cells", "pages"))
    source = cells.source("number", {"a": 1})
    broken = cells.derived("broken", lambda key: 1 // (source[key] - 1))
    outer = cells.derived("outer", lambda key: source.get("b") or broken(key))
    with pytest.raises(ZeroDivisionError):
        outer("a")
    assert cells.made == {}
    cells.save()
    assert not cells._reading and not cells._digests.keys() & {("outer", "a"), ("broken", "a")}


def test_what_is_kept_does_not_grow_with_the_number_of_runs(tmp_path: Path) -> None:
    for number in range(12):
        run(tmp_path, {"a": 1, "b": number, "c": 2})
    many = Cells(b"", Store(tmp_path, "cells", "pages"))._kept.before
    run(tmp_path / "other", {"a": 1, "b": 0, "c": 2})
    run(tmp_path / "other", {"a": 1, "b": 1, "c": 2})
    assert (
        len(many.names)
        == len(set(many.names))
        == len(Cells(b"", Store(tmp_path / "other", "cells", "pages"))._kept.before.names)
    )
    run(tmp_path, {"a": 1})
    assert not any(key in {"b", "c"} for _, key in Cells(b"", Store(tmp_path, "cells", "pages"))._kept.before.names)


@pytest.mark.parametrize("kept", [True, False])
def test_who_reads_what_was_let_go_gets_it_as_it_is_now(tmp_path: Path, kept: bool) -> None:
    """The search reads its entries a second time where what it had kept turns out to be damaged."""
    for number in (1, 2, 2):
        cells = Cells(b"", Store(tmp_path, "cells", "pages"))
        source = cells.source("number", {"a": number})
        double = cells.derived("double", lambda key, source=source: source[key] * 2, kept=kept)
        for _ in range(2):
            assert double("a") == 2 * number
            cells.forget("double", "a")
        cells.save()


def large(root: Path, numbers: Mapping[str, int], wanted: str) -> tuple[list[str], Counter[str]]:
    """Texts that are too long to stand beside the names of their cells, of those that are asked for."""
    cells = Cells(b"", Store(root, "cells", "pages"))
    source = cells.source("number", numbers)
    text = cells.derived("text", lambda key: f"{key}{source[key]}" * 1000)
    found = [text(key) for key in wanted]
    cells.save()
    return found, cells.made


def test_only_new_values_are_written_and_those_that_are_asked_for_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = dict.fromkeys("abcdefgh", 1)
    large(tmp_path, numbers, "abcdefgh")
    put, got = list[object](), list[object]()
    real_put, real_get = Store.put, Store.get
    monkeypatch.setattr(Store, "put", lambda store, key, value: put.append(value) or real_put(store, key, value))
    monkeypatch.setattr(Store, "get", lambda store, key: got.append(key) or real_get(store, key))
    assert large(tmp_path, numbers | {"a": 2}, "abcdefgh")[1] == {"text": 1}
    assert [len(value) for value in put if isinstance(value, bytes)] == [len(stable_bytes("a2" * 1000))]
    assert len(got) == 2 + 7  # hashes and names, then the texts that stayed


def test_what_nobody_asks_for_stays_unless_it_rests_on_what_has_changed(tmp_path: Path) -> None:
    large(tmp_path, {"a": 1, "b": 1}, "ab")
    assert large(tmp_path, {"a": 2, "b": 1}, "a") == (["a2" * 1000], {"text": 1})
    assert large(tmp_path, {"a": 2, "b": 1}, "ab")[1] == {}, "b was not asked for, and is what it was"
    large(tmp_path, {"a": 3, "b": 3}, "b")
    assert large(tmp_path, {"a": 3, "b": 3}, "ab")[1] == {"text": 1}, "a was not asked for, and is not what it was"


def test_a_value_that_is_lost_is_made_again(tmp_path: Path) -> None:
    expected = large(tmp_path, {"a": 1, "b": 1}, "ab")[0]
    for file in tmp_path.glob(".cache/portal/cells-values-*.pack"):
        file.write_bytes(b"?" * file.stat().st_size)
    assert large(tmp_path, {"a": 1, "b": 1}, "ab") == (expected, {"text": 2})
    assert large(tmp_path, {"a": 1, "b": 1}, "ab") == (expected, {})
    for file in tmp_path.glob(".cache/portal/cells-values*"):
        file.unlink()
    assert large(tmp_path, {"a": 1, "b": 1}, "ab") == (expected, {"text": 2})
