"""Take the libraries that pages load from their npm packages, each with its licence in front.

python scripts/make_libraries.py node_modules
"""

from __future__ import annotations

import argparse
from pathlib import Path

FILES = {"fflate.js": ("fflate", "umd/index.js")}
"""Name of the file in the site → package, and the file in it that browsers can load as it is."""
FOLDER = Path(__file__).resolve().parent.parent / "overrides" / "assets" / "libraries"


def made(packages: Path, name: str) -> str:
    """The text of one library."""
    package, file = FILES[name]
    licence = (packages / package / "LICENSE").read_text(encoding="utf-8").strip()
    text = (packages / package / file).read_text(encoding="utf-8").strip().rstrip(";")
    return f"/*! {package}\n{licence}\n*/\n{text};\n"


def main() -> None:
    """Write all of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packages", type=Path)
    packages = parser.parse_args().packages
    for name in FILES:
        (FOLDER / name).write_text(made(packages, name), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
