"""Write the tables of portal/language for its JavaScript twin; run after a change of rules or roots."""

from __future__ import annotations

from pathlib import Path

import start  # noqa: F401 - it finds the package, and tells what is missing
from portal.language.twin import roots_script, tables_script

SCRIPTS = Path(__file__).resolve().parent.parent / "overrides/assets/javascripts/language"


def main() -> None:
    """Rewrite ``tables.js`` and ``roots.js``."""
    (SCRIPTS / "tables.js").write_text(tables_script(), encoding="utf-8")
    (SCRIPTS / "roots.js").write_text(roots_script(), encoding="utf-8")


if __name__ == "__main__":
    main()
