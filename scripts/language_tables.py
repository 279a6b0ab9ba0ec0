"""Write the tables of portal/language for the client's JavaScript; run after a change of languages, rules or roots."""

from __future__ import annotations

from pathlib import Path

import start  # noqa: F401 - it finds the package, and tells what is missing
from portal.language.client_tables import (
    languages_script,
    numbers_script,
    roots_script,
    stem_tables_script,
    tables_script,
)

SCRIPTS = Path(__file__).resolve().parent.parent / "overrides/assets/javascripts/language"


def main() -> None:
    """Rewrite ``list.js``, ``numbers.js``, ``tables.js``, ``stem-tables.js`` and ``roots.js``."""
    (SCRIPTS / "list.js").write_text(languages_script(), encoding="utf-8")
    (SCRIPTS / "numbers.js").write_text(numbers_script(), encoding="utf-8")
    (SCRIPTS / "tables.js").write_text(tables_script(), encoding="utf-8")
    (SCRIPTS / "stem-tables.js").write_text(stem_tables_script(), encoding="utf-8")
    (SCRIPTS / "roots.js").write_text(roots_script(), encoding="utf-8")


if __name__ == "__main__":
    main()
