"""Find and resolve citations: JSON lines in, JSON lines out.

    python scripts/find_citations.py [--acts data/acts.yml] < texts.jsonl

In: ``{id, lang, text, date?, place?, acts?}``.
Out: ``{id, citations: [{start, end, kind, title, date, number, issuer, place, jurisdiction, state, provisions, work,
act, candidates, validity}]}``.

Offsets count code points of ``text``; kinds, issuers, states and provisions are those of the project's domain data;
``act`` is the id of the register or null, ``candidates`` all acts it may be, ``validity`` whether the act was in force
on the date of the text; ``acts`` are ids of acts on which the text is known to rest; ``work`` is the identity of a
local act that is named in full. Languages: ky, ru, kk (with the Kyrgyz grammar); a text in another language has no
citations. A line that is no such object ends the run with status 2.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from portal.corpus.citing import place_names  # noqa: E402
from portal.law import LANGUAGES, Register, citation_work, find, records_from, register_of, resolve_all  # noqa: E402
from portal.reference.load import load_reference  # noqa: E402

#: Issuers that the domain data does not tell apart.
VOCABULARY = {"national_bank": "other", "election_commission": "other"}


def load_register(path: Path) -> Register:
    """Read the register of acts; an empty one when the file does not exist."""
    if not path.exists():
        return register_of(())
    import yaml

    places = place_names(load_reference(ROOT)[0])
    return register_of(records_from(yaml.safe_load(path.read_text("utf-8")) or {}, places))


def answer(line: dict[str, Any], register: Register) -> dict[str, Any]:
    """What is printed for one line of input."""
    text, lang = line["text"], line["lang"]
    citations = find(text, lang) if lang in LANGUAGES else ()
    resolutions = resolve_all(
        citations, register, line.get("date"), line.get("place"), frozenset(line.get("acts") or ())
    )
    return {
        "id": line.get("id"),
        "citations": [
            {
                "start": c.start,
                "end": c.end,
                "kind": c.kind,
                "title": c.title,
                "date": c.date,
                "number": c.number,
                "issuer": VOCABULARY.get(c.issuer or "", c.issuer),
                "place": c.place,
                "jurisdiction": c.jurisdiction,
                "state": c.jurisdiction,
                "provisions": list(c.provision_texts),
                "work": citation_work(c),
                "act": r.act,
                "candidates": list(r.candidates),
                "validity": r.validity,
            }
            for c, r in zip(citations, resolutions, strict=True)
        ],
    }


def main(arguments: list[str] | None = None) -> int:
    """Read standard input to its end."""
    parser = argparse.ArgumentParser(description="Find and resolve citations of legal acts (JSON lines).")
    parser.add_argument("--acts", type=Path, default=ROOT / "data" / "acts.yml", help="the register of acts")
    options = parser.parse_args(arguments)
    register = load_register(options.acts)
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            result = answer(json.loads(line), register)
        except (ValueError, KeyError, TypeError) as error:
            print(f"line {number}: {type(error).__name__}: {error}", file=sys.stderr)
            return 2
        print(json.dumps(result, ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
