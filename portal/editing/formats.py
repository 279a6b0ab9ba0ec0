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

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from portal.core.problems import MessageLang, Problem, catalogue, problem
from portal.editing.ranking import RankedProblem, unfolded

_MOST_SUMMARY = 900_000
"""Bytes; GitHub takes a mebibyte."""
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


def as_github(items: Iterable[RankedProblem], langs: Sequence[MessageLang]) -> str:
    """Workflow commands, a line each, which GitHub shows beside the lines of a pull request; all ``langs`` in one.

    GitHub shows ten errors and ten warnings of a step: the first ones must be the right ones. Escapes as in the toolkit
    of GitHub Actions (packages/core/src/command.ts): a line break or a colon in a value must not end it, or a file name
    could give commands of its own.
    """
    lines = []
    for ranked in items:
        item = ranked.problem
        place = {"file": item.path}
        if item.line:
            place |= {"line": str(item.line), "col": str(item.column)}
        place["title"] = item.code
        properties = ",".join(f"{key}={_property(value)}" for key, value in place.items())
        texts = [_told(ranked, lang) for lang in langs]
        lines.append(f"::{item.severity} {properties}::{_data(chr(10).join(texts))}")
    return "\n".join(lines)


def as_text(items: Iterable[RankedProblem], lang: MessageLang) -> str:
    """Problems for a terminal, each with the number of those that follow from it."""
    lines = []
    for ranked in items:
        lines.append(ranked.problem.text(lang))
        if ranked.following:
            lines.append(f"    {_following(ranked, lang)}")
    return "\n".join(lines)


def as_summary(items: Sequence[RankedProblem], notes: Sequence[str], langs: Sequence[MessageLang]) -> str:
    """Everything in Markdown, for the summary of a job: nothing is folded, nothing of a stranger is markup."""
    problems = unfolded(items)
    errors = sum(item.severity == "error" for item in problems)
    lines = [*(f"> {_plain(note)}" for note in notes), ""] if notes else []
    lines += [f"**❌ {errors} · ⚠️ {len(problems) - errors}**", ""]
    size = 0
    for number, item in enumerate(problems):
        place = f"{item.path}:{item.line}" if item.line else item.path
        sign = "❌" if item.severity == "error" else "⚠️"
        texts = "<br>".join(_plain(f"{item.message(lang)} {item.hint(lang)}") for lang in langs)
        line = f"- {sign} {_plain(place)} [{item.code}]<br>{texts}"
        size += len(line.encode("utf-8", "replace"))
        if size > _MOST_SUMMARY:
            lines.append(f"- … + {len(problems) - number}")
            break
        lines.append(line)
    return "\n".join(lines) + "\n"


def _told(ranked: RankedProblem, lang: MessageLang) -> str:
    item = ranked.problem
    more = f" {_following(ranked, lang)}" if ranked.following else ""
    return f"{item.message(lang)} {item.hint(lang)}{more}"


def _following(ranked: RankedProblem, lang: MessageLang) -> str:
    first = ranked.problem
    note = problem("problems-follow", first.path, first.line, 0, count=len(ranked.following))
    return note.message(lang)


def _plain(text: str) -> str:
    """Words of a stranger in Markdown: no link, no picture, no markup, no mention of an account."""
    marked = re.sub(r"([\\`*_{}\[\]()#+!|~<>@&$-])", lambda match: f"&#{ord(match[1])};", text)
    # A bare address is made a link by itself; the reader shall see it, not follow it.
    return re.sub(r"(?i)(?<=[a-z]):(?=//)|(?<=\bwww)\.", lambda match: f"&#{ord(match[0])};", marked)


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
