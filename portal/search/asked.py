"""Words that are asked for and stand in no document: what the client looks for in their place (``y.js``)."""

from __future__ import annotations

from collections.abc import Iterable

from portal.language.analysis import query_stem
from portal.language.normalise import fold
from portal.language.tokens import tokens
from portal.search.codec import script, stamp, to_json

#: Words asked for, each with its language; then what stands in documents.
Asked = tuple[tuple[tuple[str, str], ...], str]


def asked_file(lang: str, sets: Iterable[Asked]) -> tuple[dict[str, str], str]:
    """The file by its name, and its stamp: folded stems of what is asked → the number of the words to look for.

    What is asked in the language itself comes before what other sets have in another one, wherever they stand.
    """
    targets: list[str] = []
    own: dict[str, int] = {}
    foreign: dict[str, int] = {}
    for asked, target in sets:
        for code, words in asked:
            key = " ".join(fold(query_stem(token.word, code)) for token in tokens(words))
            (own if code == lang else foreign).setdefault(key, len(targets))
        targets.append(target)
    found = foreign | own
    text = to_json([dict(sorted(found.items())), targets])
    mark = stamp(text)
    return ({"y.js": script(lang, mark, "y", text)} if found else {}), mark if found else ""
