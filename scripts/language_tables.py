"""Write the tables of portal/language into its JavaScript twin; run after a change of rules or roots."""

from __future__ import annotations

from pathlib import Path

import start  # noqa: F401 - it finds the package, and tells what is missing
from portal.language.twin import roots_script, with_tables

SCRIPTS = Path(__file__).resolve().parent.parent / "overrides/assets/javascripts"


def main() -> None:
    """Rewrite the block of tables in ``language.js`` in place, and ``language-roots.js`` as a whole."""
    script = SCRIPTS / "language.js"
    script.write_text(with_tables(script.read_text(encoding="utf-8")), encoding="utf-8")
    (SCRIPTS / "language-roots.js").write_text(roots_script(), encoding="utf-8")


if __name__ == "__main__":
    main()
