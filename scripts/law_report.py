"""Report on matters of law: ``python scripts/law_report.py [--format text|csv|markdown]``.

Lists documents whose act lapsed, acts without a checked state, and citations that are unresolved or ambiguous.
The language of the headings follows PORTAL_LANG or the locale.
"""

import argparse
import sys
from pathlib import Path

from portal.law_report import as_csv, as_text, report
from portal.portal import load_portal
from portal.problems import message_lang, render


def main() -> int:
    """Print the report; exit code 1 only if the content has problems."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--format", choices=["text", "csv", "markdown"], default="text")
    options = parser.parse_args()
    portal, problems = load_portal(Path(__file__).resolve().parent.parent)
    if problems:
        print(render(problems, message_lang()), file=sys.stderr)
    findings = report(portal)
    if options.format == "csv":
        print(as_csv(findings), end="")
    else:
        print(as_text(findings, message_lang(), markdown=options.format == "markdown"), end="")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a Windows console may not be UTF-8
    raise SystemExit(main())
