"""Problems for programs: JSON, annotations of GitHub, SARIF; and text for people with the counts below.

The JSON of ``check`` is one object::

    {"version": 1,
     "problems": [{"path": "docs/ky/…", "line": 3, "column": 1, "code": "field-missing", "severity": "error",
                   "message": "…", "hint": "…"}, …],
     "errors": 1, "warnings": 0,
     "fixed": ["docs/ky/…", …],       files that --fix changed
     "notes": ["…", …]}               what limits the check, such as a dictionary that was not found

``line`` and ``column`` count from 1; 0 means the whole file. Messages are in the language that was asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from portal.core.problems import MessageLang, Problem, catalogue

SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_json(
    problems: Sequence[Problem], lang: MessageLang, fixed: Sequence[str] = (), notes: Sequence[str] = ()
) -> dict[str, Any]:
    """The object described above."""
    return {
        "version": 1,
        "problems": [
            {
                "path": item.path,
                "line": item.line,
                "column": item.column,
                "code": item.code,
                "severity": item.severity,
                "message": item.message(lang),
                "hint": item.hint(lang),
            }
            for item in problems
        ],
        "errors": sum(item.severity == "error" for item in problems),
        "warnings": sum(item.severity == "warning" for item in problems),
        "fixed": list(fixed),
        "notes": list(notes),
    }


def as_github(problems: Iterable[Problem], lang: MessageLang) -> str:
    """Workflow commands, a line each, which GitHub shows beside the lines of a pull request.

    Escapes as in the toolkit of GitHub Actions (packages/core/src/command.ts): a line break or a colon in a value must
    not end it, or a file name could give commands of its own.
    """
    lines = []
    for item in problems:
        place = {"file": item.path}
        if item.line:
            place |= {"line": str(item.line), "col": str(item.column)}
        place["title"] = item.code
        properties = ",".join(f"{key}={_property(value)}" for key, value in place.items())
        lines.append(f"::{item.severity} {properties}::{_data(f'{item.message(lang)} {item.hint(lang)}')}")
    return "\n".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(problems: Sequence[Problem], lang: MessageLang, version: str) -> dict[str, Any]:
    """A log of SARIF 2.1.0 with one run; ``version``: of the portal."""
    codes = sorted({item.code for item in problems})
    rules = [_rule(code, lang) for code in codes]
    return {
        "$schema": SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "portal-check", "semanticVersion": version, "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {"PROJECT": {"description": {"text": "The project's folder"}}},
                "results": [_result(item, codes.index(item.code), lang) for item in problems],
            }
        ],
    }


def _rule(code: str, lang: MessageLang) -> dict[str, Any]:
    record = catalogue()[code]
    # A rule is told without the values of one place.
    values: Mapping[str, str] = _Dots()
    return {
        "id": code,
        "shortDescription": {"text": record["message"][lang].format_map(values)},
        "help": {"text": record["hint"][lang].format_map(values)},
        "defaultConfiguration": {"level": record.get("severity", "error")},
    }


class _Dots(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _result(item: Problem, index: int, lang: MessageLang) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": quote(item.path), "uriBaseId": "PROJECT"}}
    if item.line:
        location["region"] = {"startLine": item.line, "startColumn": max(item.column, 1)}
    return {
        "ruleId": item.code,
        "ruleIndex": index,
        "level": item.severity,
        "message": {"text": f"{item.message(lang)} {item.hint(lang)}"},
        "locations": [{"physicalLocation": location}],
    }
