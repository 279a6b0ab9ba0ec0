"""A project with generated documents in both languages, for the benchmarks, and what its texts are like.

The same seed and number of words give the same documents; those of a small project begin a large one. The portal's own
data (topics, acts, places, organisations) and templates stand around them.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmark import kyrgyz, russian
from benchmark.documents import Writer
from benchmark.growth import GROWTH, Words
from benchmark.plan import LANGS, Planner
from portal.content.tree import load_documents
from portal.language import lemma_ru, stem_ky
from portal.reference.load import load_reference

ROOT = Path(__file__).resolve().parent.parent.parent
WORDS = 960
SEED = "portal"
COPIED = ("mkdocs.yml", "hooks", "overrides", "data")
_MAKERS = {"ky": (kyrgyz.Forms, kyrgyz.COMMON), "ru": (russian.Forms, russian.COMMON)}
_KNOWN = {"ky": stem_ky.is_known, "ru": lemma_ru.is_known}
_DOCUMENT_LINK = re.compile(r"\]\((?:practices|resolutions|concepts|courses|events)/[a-z0-9-]+\.md[^)]*\)")
_WORD = re.compile(r"[^\W\d_]+")


def running_words(lang: str, seed: str = SEED) -> Words:
    """The words of documents in one language."""
    forms, common = _MAKERS[lang]
    return Words(GROWTH[lang], iter(forms(f"{seed} forms")), common.split(), f"{seed} {lang}")


def copy_project(folder: Path, names: Sequence[str] = COPIED) -> None:
    """Copy files and folders of this project into ``folder``."""
    for name in names:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)


def write_project(folder: Path, pairs: int, words: int = WORDS, seed: str = SEED) -> None:
    """Write a project with ``pairs`` generated documents, each in both languages, into ``folder``."""
    copy_project(folder)
    write_documents(folder, pairs, words, seed)
    for lang in LANGS:
        for page in sorted((ROOT / "docs" / lang).glob("*.md")):  # the menu names them
            text = page.read_text(encoding="utf-8")
            text = _DOCUMENT_LINK.sub("](practices/doc-0.md)", text)
            (folder / "docs" / lang / page.name).write_text(text, encoding="utf-8", newline="\n")


def write_documents(folder: Path, pairs: int, words: int = WORDS, seed: str = SEED) -> None:
    """Write the generated documents below ``folder / "docs"``."""
    planner = Planner(load_reference(ROOT)[0], words, seed)
    plans = [planner.next() for _ in range(pairs)]
    running = {lang: running_words(lang, seed) for lang in LANGS}
    for plan in plans:
        for lang in LANGS:
            (folder / f"docs/{lang}/{plan.slug}").parent.mkdir(parents=True, exist_ok=True)
    writers = {(plan.slug, lang): Writer(plan, lang, running[lang].take) for plan in plans for lang in LANGS}
    for plan in plans:
        text = writers[plan.slug, plan.original].text()
        (folder / f"docs/{plan.original}/{plan.slug}.md").write_text(text, encoding="utf-8", newline="\n")
    revisions = {document.slug: document.revision for document in load_documents(folder)[0]}
    for plan in plans:
        other = next(lang for lang in LANGS if lang != plan.original)
        text = writers[plan.slug, other].text(revisions[plan.name])
        (folder / f"docs/{other}/{plan.slug}.md").write_text(text, encoding="utf-8", newline="\n")


@dataclass(frozen=True)
class Properties:
    """What the texts of one language are like."""

    documents: int
    words: int
    """Words of letters, in titles, summaries and texts."""
    types: int
    """Different ones among them."""
    known: float
    """The share of types that are forms of roots which the stemmer or dictionary has, of a sample."""
    letters: frozenset[str]
    without_act: float
    """The share of paragraphs that name no act."""

    def lines(self, lang: str) -> Iterable[str]:
        """For a terminal."""
        yield (
            f"{lang}: {self.documents} documents of {self.words / self.documents:.0f} words, {self.types} types, "
            f"{self.known:.1%} of them forms of known roots, {len(self.letters)} letters, "
            f"{self.without_act:.0%} of paragraphs name no act"
        )


def properties(folder: Path, lang: str, sample: int = 2000) -> Properties:
    """Read the generated documents of one language back and count."""
    texts = [file.read_text(encoding="utf-8") for file in sorted((folder / "docs" / lang).glob("*/*.md"))]
    types, words, paragraphs, citing = set[str](), 0, 0, 0
    for text in texts:
        head, body = text.removeprefix("---\n").split("\n---\n", 1)
        body = re.sub(r"\]\([^)]*\)|\{[^}]*\}", "", body)
        found = _WORD.findall("\n".join([body, *re.findall("'(.*)'", head)]).lower())
        words += len(found)
        types.update(found)
        blocks = [block for block in body.split("\n\n") if block.strip() and block.strip()[0] not in "#-|1"]
        paragraphs += len(blocks)
        citing += sum("Мыйзам" in block or "Закона" in block for block in blocks)
    drawn = random.Random(SEED).sample(sorted(types), min(sample, len(types)))
    known = sum(map(_KNOWN[lang], drawn)) / len(drawn)
    letters = frozenset("".join(types))
    return Properties(len(texts), words, len(types), known, letters, 1 - citing / paragraphs)


def all_properties(folder: Path) -> Mapping[str, Properties]:
    """Those of every language of the generator."""
    return {lang: properties(folder, lang) for lang in LANGS}
