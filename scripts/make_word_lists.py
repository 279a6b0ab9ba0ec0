"""Write ``portal/language/words/<lang>.txt``, the words that the search never takes for slips, from lists of words.

    python scripts/make_word_lists.py --ky-words FILE --ky-everyday FILE … --ru-frequencies FILE --ru-everyday FILE …

``--ky-words``: Kyrgyz word forms, one a line, as ``dawg2wordlist`` (tesseract-ocr) takes them out of
``kir.traineddata`` (Debian's tesseract-ocr-kir, Apache-2.0). They come from pages of the web and hold much else, so a
stem counts by how many forms it has. ``--ky-everyday``: texts or lists whose words are Kyrgyz for sure: the CoNLL-U
files of UD Kyrgyz-KTMU and -TueCL (CC BY-SA 4.0), the Kyrgyz annotations of CLDR (npm cldr-annotations-full,
Unicode-3.0), ``by_hand_ky.list`` in the folder. ``--ru-frequencies``: lines "word frequency" of Russian, from wordfreq
(Apache-2.0, data CC BY-SA 4.0); what pymorphy3's dictionary does not know must be frequent. ``--ru-everyday``:
``by_hand_ru.list``. Only stems go into the file, as bits: no list can be read out of it.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from pymorphy3 import MorphAnalyzer

import start  # noqa: F401 - it finds the package, and tells what is missing
from portal.language import stem_ky, stem_ru
from portal.language.languages import LANGUAGES
from portal.language.normalise import fold, normalise
from portal.language.tokens import tokens
from portal.language.word_filter import SELDOM, make_filter

FOLDER = Path(__file__).resolve().parent.parent / "portal/language/words"
#: Forms of a Kyrgyz stem in the list from the web: from here on a word for sure, from here on perhaps.
SURE, PERHAPS = 6, 2
#: Frequencies of Russian lemmas: those that count in Russian, those that speakers of Kyrgyz use too.
RUSSIAN, SHARED = 2e-8, 1e-6
#: Frequency from which on a word is one although no dictionary has it yet (вебинар).
NEW = 2e-7
_WORD = re.compile("[а-яёңөү]{2,}", re.I)


def kyrgyz(words: Path, sure: Iterable[Path]) -> set[str]:
    """Folded stems of Kyrgyz words, those that are seldom marked."""
    forms: Counter[str] = Counter()
    for word in {normalise(line) for line in words.read_text(encoding="utf-8").split("\n") if _good(line.strip())}:
        forms[fold(stem_ky.stem(word))] += 1
    found = {stem for stem, count in forms.items() if count >= SURE}
    found |= {fold(root) for some in stem_ky.roots() for root in some}
    found |= everyday(sure, stem_ky.stem)
    return found | {stem + SELDOM for stem, count in forms.items() if PERHAPS <= count < SURE and stem not in found}


def everyday(paths: Iterable[Path], stem: Callable[[str], str]) -> set[str]:
    """Folded stems of the words of some texts."""
    texts = (path.read_text(encoding="utf-8") for path in paths)
    return {fold(stem(token.word)) for text in texts for token in tokens(text) if _WORD.fullmatch(token.word)}


def _good(word: str) -> bool:
    """Whether it is written as a word, and not as a heading or two words run together."""
    return bool(_WORD.fullmatch(word)) and not word.isupper() and not re.search("[а-яёңөү][А-ЯЁҢӨҮ]", word)


def russian(frequencies: Path) -> tuple[set[str], set[str]]:
    """Folded stems of all forms of Russian words, and of the most frequent ones."""
    analyser = MorphAnalyzer()
    lemmas: Counter[str] = Counter()
    found: set[str] = set()
    for line in frequencies.read_text(encoding="utf-8").splitlines():
        word, frequency = line.split()
        if not _WORD.fullmatch(word):
            continue
        if not analyser.word_is_known(word):
            if float(frequency) >= NEW:
                found.add(fold(stem_ru.stem(word)))
        else:
            lemmas[analyser.parse(word)[0].normal_form] += float(frequency)  # type: ignore[assignment]
    shared: set[str] = set()
    for lemma, frequency in lemmas.items():
        if frequency >= RUSSIAN:
            stems = {fold(stem_ru.stem(form.word)) for form in analyser.parse(lemma)[0].lexeme}
            found |= stems
            if frequency >= SHARED:
                shared |= stems
    return found, shared


def main() -> None:
    """Write both files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ky-words", type=Path, required=True)
    parser.add_argument("--ky-everyday", type=Path, nargs="*", default=[])
    parser.add_argument("--ru-frequencies", type=Path, required=True)
    parser.add_argument("--ru-everyday", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    own, shared = russian(options.ru_frequencies)
    own |= everyday(options.ru_everyday, stem_ru.stem)
    found = {"kyrgyz": kyrgyz(options.ky_words, options.ky_everyday) | shared, "russian": own}
    for lang, language in LANGUAGES.items():
        words = found.get(language.analyser)
        if not words:
            continue
        made = make_filter(words)
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / f"{lang}.txt").write_text(made.as_text(), encoding="utf-8")
        print(f"{lang}: {len(words)} stems, {sum(map(len, made.parts))} signs")


if __name__ == "__main__":
    main()
