"""Draws the packages of ``portal/`` and who imports whom: ``.github/pictures/architecture.svg``, for ARCHITECTURE.md.

Packages stand on floors: each above everything that it imports. An arrow is drawn where no other arrow says the same:
what follows from two arrows one after the other is left out. ``--check`` writes nothing and exits with 1 if the picture
is out of date.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

import start  # noqa: F401 - it finds the package, and tells what is missing
from portal.publish.html.properties import read_properties

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / ".github/pictures/architecture.svg"
TOP = "portal"
BOX_WIDTH, BOX_HEIGHT, GAP, FLOOR = 170, 44, 22, 104
MARGIN, LINE = 28, 15
Arrows = Mapping[str, frozenset[str]]


def imports(root: Path) -> dict[str, frozenset[str]]:
    """Package → the packages that its modules import; a folder inside a package is a package of its own."""
    files = {file: _names(file, root) for file in sorted((root / TOP).rglob("*.py"))}
    packages = {names[:-1] for names in files.values()}
    found: dict[str, set[str]] = {}
    for file, names in files.items():
        own = names[:-1]
        here = found.setdefault(".".join(own), set())
        for target in _imported(file):
            there = tuple(target.split("."))
            while there and there not in packages:
                there = there[:-1]
            if there and there != own:
                here.add(".".join(there))
    return {name: frozenset(targets) for name, targets in found.items()}


def _names(file: Path, root: Path) -> tuple[str, ...]:
    return file.relative_to(root).with_suffix("").parts


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == TOP)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == TOP:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def floors(arrows: Arrows) -> list[list[str]]:
    """The packages from the ground up; one stands as low as what it imports allows. Raises for a circle."""
    level: dict[str, int] = {}

    def of(name: str, above: tuple[str, ...] = ()) -> int:
        if name in above:
            raise ValueError("a circle: " + " → ".join((*above, name)))
        if name not in level:
            level[name] = max((of(target, (*above, name)) + 1 for target in arrows.get(name, ())), default=0)
        return level[name]

    for name in arrows:
        of(name)
    return [sorted(name for name in level if level[name] == number) for number in range(max(level.values()) + 1)]


def reduced(arrows: Arrows) -> dict[str, frozenset[str]]:
    """Without the arrows that follow from others."""

    def reach(name: str) -> set[str]:
        return {one for target in arrows.get(name, ()) for one in {target, *reach(target)}}

    below = {name: reach(name) for name in arrows}
    return {
        name: frozenset(
            target for target in targets if not any(target in below[other] for other in targets if other != target)
        )
        for name, targets in arrows.items()
    }


def _order(rows: list[list[str]], arrows: Arrows) -> list[list[str]]:
    """Boxes above what they import, as far as can be: by the mean place of what they point to, from the ground up."""
    place: dict[str, float] = {}
    ordered = []
    for row in rows:
        found = sorted(row, key=lambda name: (_mean(arrows[name], place), name))
        ordered.append(found)
        place |= {name: (index + 0.5) / len(found) for index, name in enumerate(found)}
    return ordered


def _mean(names: frozenset[str], place: Mapping[str, float]) -> float:
    known = [place[name] for name in names if name in place]
    return sum(known) / len(known) if known else 0.5


def picture(root: Path) -> str:
    """The picture as SVG."""
    colours = read_properties(ROOT)
    dark, text_colour = colours["--p-primary"], colours["--p-text"]
    arrows = {name: targets for name, targets in imports(root).items() if name != TOP}
    arrows = {name: targets - {TOP} for name, targets in arrows.items()}
    levels = floors(arrows)
    shown = reduced(arrows)
    rows = _order(levels, shown)
    width = max(len(row) for row in rows) * (BOX_WIDTH + GAP) - GAP + 2 * MARGIN
    height = len(rows) * FLOOR - (FLOOR - BOX_HEIGHT) + 2 * MARGIN
    corner: dict[str, tuple[float, float]] = {}
    for number, row in enumerate(rows):
        left = (width - (len(row) * (BOX_WIDTH + GAP) - GAP)) / 2
        for index, name in enumerate(row):
            corner[name] = left + index * (BOX_WIDTH + GAP), height - MARGIN - BOX_HEIGHT - number * FLOOR
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'font-family="sans-serif" font-size="{LINE}">',
        "<title>Packages of portal/ and what they import; what follows from two arrows is left out</title>",
        '<defs><marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0 8 4 0 8z" fill="#5b7478"/></marker></defs>',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for name, targets in sorted(shown.items()):
        x, y = corner[name]
        for target in sorted(targets):
            to_x, to_y = corner[target]
            left, right = x + BOX_WIDTH / 2, to_x + BOX_WIDTH / 2
            top, bottom = y + BOX_HEIGHT, to_y
            bend = (bottom - top) / 2
            lines.append(
                f'<path d="M{left:g} {top:g}C{left:g} {top + bend:g} {right:g} {bottom - bend:g} {right:g} {bottom:g}" '
                'fill="none" stroke="#5b7478" stroke-width="1.3" marker-end="url(#a)"/>'
            )
    for name, (x, y) in sorted(corner.items()):
        label = name.removeprefix(f"{TOP}.")
        lines.append(
            f'<rect x="{x:g}" y="{y:g}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="6" fill="#e8f1f2" '
            f'stroke="{dark}"/><text x="{x + BOX_WIDTH / 2:g}" y="{y + BOX_HEIGHT / 2 + 5:g}" text-anchor="middle" '
            f'fill="{text_colour}">{escape(label)}</text>'
        )
    return "\n".join([*lines, "</svg>", ""])


def main(arguments: list[str]) -> int:
    """Write the picture, or with ``--check`` say whether it is out of date."""
    made = picture(ROOT)
    same = PICTURE.is_file() and PICTURE.read_text(encoding="utf-8") == made
    if "--check" in arguments:
        if not same:
            print(f"{PICTURE.relative_to(ROOT).as_posix()} is out of date: run python scripts/draw_architecture.py")
        return 0 if same else 1
    PICTURE.write_text(made, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
