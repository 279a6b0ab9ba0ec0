"""Python and JavaScript give the same for every input; the tables in the script are those of the package."""

from __future__ import annotations

import gzip
import json
import random
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from browsing import CLIENT_SCRIPT, node_path
from portal.language import analysis, endings_ky, layouts, stem_ky
from portal.language.client_tables import (
    languages_script,
    numbers_script,
    roots_script,
    stem_tables_script,
    tables_script,
)
from portal.language.lexicon_ky import NOMINALS, VERBS
from portal.language.normalise import fold, normalise
from portal.language.tokens import tokens
from portal.language.translit import from_latin
from portal.publish.html.scripts import script

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "overrides/assets/javascripts"
DATA = Path(__file__).parent / "data"
KYRGYZ = "абвгдежзийклмнңоөпрстуүчшыэюя" + "аеыиоуөүлнрдткс" + "ёъьфхцщ"
#: Feeds every line (a JSON list: function, arguments) to the script and prints the results as JSON lines.
HARNESS = (
    CLIENT_SCRIPT
    + """
const { readFileSync } = require("node:fs");
const { runInThisContext } = require("node:vm");
for (const name of ["language-roots.js", "language.js", "language-stems.js"]) runInThisContext(clientScript(name));
const functions = runInThisContext("({ ...portalLanguageKyrgyz, ...portalLanguage })");
const out = [];
for (const line of readFileSync(0, "utf8").trim().split("\\n")) {
  const [name, ...args] = JSON.parse(line);
  out.push(JSON.stringify(functions[name](...args)));
}
process.stdout.write(out.join("\\n") + "\\n");
"""
)


def real_words() -> list[str]:
    out = set((DATA / "ky_words.txt").read_text(encoding="utf-8").split())
    for name in ("ky_apart.tsv", "ky_together.tsv"):
        for line in (DATA / name).read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                out.update(line.split("\t"))
    return sorted(out)


def sample() -> list[str]:
    """Real words in all dress, roots with random endings, and random strings; always the same."""
    rng = random.Random(20261122)
    real = real_words()
    roots = [*NOMINALS.split(), *VERBS.split()]
    endings = sorted(endings_ky.spellings())
    made = ["".join(rng.choice(KYRGYZ) for _ in range(rng.randint(1, 14))) for _ in range(12000)]
    made += [rng.choice(roots) + "".join(rng.choices(endings, k=rng.randint(1, 4))) for _ in range(12000)]
    # Surnames of both sexes, loans with -лык, abbreviations without vowels: readings with rules of their own.
    odd = ["Токтобаев", "Токтобаева", "Шамшиев", "Иванова", "экспорттук", "координациялык", "КР", "КМШ", "тээп"]
    made += [rng.choice(odd) + rng.choice(["", *endings]) for _ in range(1500)]
    plain = real + roots + made
    dressed = [w.upper() for w in real] + [unicodedata.normalize("NFD", w) for w in real + roots]
    return [*plain, *dressed, *(fold(w) for w in real + roots), "", "12", "a4", "🙂", "İstanbul", "ﬁ", "Ǆ"]


def node(calls: list[list[str]]) -> list[object]:
    """The results of the calls, from one Node process."""
    text = "\n".join(json.dumps(call, ensure_ascii=False) for call in calls)
    done = subprocess.run(
        [node_path(), "-e", HARNESS], cwd=ROOT, input=text, capture_output=True, encoding="utf-8", check=True
    )
    return [json.loads(line) for line in done.stdout.removesuffix("\n").split("\n")]


def differences(calls: list[list[str]], expected: list[object]) -> list[object]:
    return [(c, e, g) for c, e, g in zip(calls, expected, node(calls), strict=True) if e != g][:20]


def test_tables_in_the_script_are_current() -> None:
    for name, text in (
        ("list.js", languages_script()),
        ("numbers.js", numbers_script()),
        ("roots.js", roots_script()),
        ("stem-tables.js", stem_tables_script()),
        ("tables.js", tables_script()),
    ):
        assert (SCRIPTS / "language" / name).read_text(encoding="utf-8") == text, (
            "run python scripts/language_tables.py"
        )


def test_query_side_is_small() -> None:
    def size(name: str) -> int:
        return len(gzip.compress(script(SCRIPTS, name).encode(), 9))

    assert size("language.js") <= 6 * 1024 and size("language.js") + size("language-stems.js") <= 13 * 1024
    assert size("language-roots.js") <= 40 * 1024


@pytest.mark.node
@pytest.mark.slow
def test_stems_are_equal() -> None:
    words = sample()
    assert differences([["stemKy", w] for w in words], [stem_ky.stem(w) for w in words]) == []
    words = words[::3]
    assert differences([["isKnown", w] for w in words], [stem_ky.is_known(w) for w in words]) == []
    assert differences([["stemRu", w] for w in words], [analysis.query_stem(w, "ru") for w in words]) == []


@pytest.mark.slow
@pytest.mark.node
def test_words_made_by_the_rules_are_known_on_both_sides() -> None:
    """A derivation of a root, with harmony kept; what breaks it, or has no root of the lexicon, is none."""
    made = ["кезме", "үйрөтмө", "тазалагыч", "кемечи", "ачкычтуу", "окуучулук", "КЕЗМЕГЕ"]
    other = ["кезма", "ачкычтүү", "щукурама", "к", ""]
    expected = [True] * len(made) + [False] * len(other)
    assert [stem_ky.is_known(word) for word in made + other] == expected
    assert node([["isKnown", word] for word in made + other]) == expected


@pytest.mark.node
def test_the_rest_is_equal() -> None:
    words = [
        *real_words(),
        "ЖӨБдүн 12-берене, ченемдик-укуктук",
        "Ё́лка a4 №5",
        "İ ﬁ Ǆ ͅ",
        "jrenee K.,jdm",
        "okutuu aiyl",
    ]
    for text in words:
        assert all(text[t.start : t.end] for t in tokens(text))
    calls: list[list[str]] = []
    expected: list[object] = []
    for w in words:
        for lang in ("ky", "ru"):
            calls += [["queryKeys", w, lang], ["fromLatin", layouts.to_latin_layout(w), lang]]
            expected += [
                [list(k) for k in analysis.query_keys(w, lang)],
                from_latin(layouts.to_latin_layout(w), lang),
            ]
        calls += [["normalise", w], ["fold", w], ["toCyrillicLayout", w], ["toLatinLayout", w], ["tokens", w]]
        expected += [normalise(w), fold(w), layouts.to_cyrillic_layout(w), layouts.to_latin_layout(w)]
        expected += [[t._asdict() for t in tokens(w)]]
    assert differences(calls, expected) == []


@pytest.mark.node
@pytest.mark.slow
def test_commands_agree() -> None:
    text = "токтомдор\n\nКеңештин\r\nзаконы\n"
    for lang in ("ky", "ru"):
        ours = [[sys.executable, "scripts/stem.py", lang], [node_path(), "scripts/stem.mjs", lang]]
        outs = [subprocess.run(c, input=text.encode(), capture_output=True, check=True, cwd=ROOT).stdout for c in ours]
        assert outs[0] == outs[1]
        assert outs[0].decode().split("\n")[1] == ""
        assert outs[0].count(b"\n") == 4
