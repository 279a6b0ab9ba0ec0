"""What the tests of import share: an import in memory with the portal's own data, and a look at its result."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import browsing
from portal.content import source
from portal.editing.importing.importer import Result, import_files
from portal.editing.importing.notes import CannotImportError
from portal.editing.importing.version import GivenFile, Options
from portal.model.values import Lang
from portal.reference.load import ReferenceData, load_reference

DATA = Path(__file__).parent / "data" / "import"
TODAY = dt.date(2026, 11, 22)


@cache
def reference() -> ReferenceData:
    """The portal's reference data."""
    return load_reference(browsing.REPOSITORY)[0]


def imported(*files: bytes | str, name: str = "file.docx", **options: Any) -> Result:
    """Import files that have the same ending."""
    given = [GivenFile(name, data.encode() if isinstance(data, str) else data) for data in files]
    return import_files(given, reference(), Options(**{"today": TODAY, "says": "en", **options}))


def refused(data: bytes | str, name: str = "file.docx") -> str:
    """The code of the reason why a file is not imported; "" if it is."""
    try:
        imported(data, name=name)
    except CannotImportError as error:
        for lang in ("ky", "ru", "en"):
            assert error.text(lang)
        return error.code
    return ""


def document(result: Result, lang: Lang | None = None) -> tuple[dict[str, Any], str]:
    """Card and body of one language."""
    wanted = f"docs/{lang or result.original}/"
    path = next(path for path in result.files if path.startswith(wanted) and path.endswith(".md"))
    found, problems = source.parse(result.files[path], path)
    assert found is not None and isinstance(found.meta.value, dict) and not problems, problems
    return {str(key): value for key, value in found.meta.value.items()}, found.body.strip()


def body(result: Result, lang: Lang | None = None) -> str:
    """The body of one language."""
    return document(result, lang)[1]


def said(result: Result, code: str) -> list[str]:
    """The quotes of the notes with this code; [""] for a note without quotes, [] without a note."""
    return [quote for note in result.notes if note.code == code for quote in (note.quotes or ("",))]
