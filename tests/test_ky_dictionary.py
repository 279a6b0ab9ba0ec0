"""The Kyrgyz dictionary of Material's shell is complete, Kyrgyz, and safe."""

from __future__ import annotations

import re
from pathlib import Path

import jinja2
import material
import pytest

from browsing import REPOSITORY

THEME = Path(material.__file__).parent / "templates"
LANGUAGES = "partials/languages"
ENGLISH = THEME / LANGUAGES / "en.html"
KYRGYZ = REPOSITORY / "overrides" / LANGUAGES / "ky.html"

# Read by programs, not by people.
SETTINGS = {
    "language",
    "direction",
    "search.config.lang",
    "search.config.pipeline",
    "search.config.separator",
}
LATIN_WORDS = {"RSS"}


def entries(path: Path) -> dict[str, str]:
    """Return the dictionary as Jinja itself sees it: keys from the text, values from the macro."""
    source = path.read_text(encoding="utf-8")
    keys = re.findall(r'^\s*"([a-z.]+)":', source, flags=re.MULTILINE)
    assert len(keys) == len(set(keys)), "a key stands twice"
    loader = jinja2.FileSystemLoader([path.parent])
    macro = jinja2.Environment(loader=loader).get_template(path.name).module.t  # type: ignore[attr-defined]
    return {key: str(macro(key)) for key in keys}


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    return entries(ENGLISH)


@pytest.fixture(scope="module")
def kyrgyz() -> dict[str, str]:
    return entries(KYRGYZ)


def test_same_keys(english: dict[str, str], kyrgyz: dict[str, str]) -> None:
    assert len(english) > 40
    assert set(kyrgyz) == set(english)


def test_no_value_is_empty_or_english(english: dict[str, str], kyrgyz: dict[str, str]) -> None:
    assert [key for key, value in kyrgyz.items() if not value.strip()] == []
    same = {key for key, value in kyrgyz.items() if value == english[key]}
    assert same <= SETTINGS


def test_every_word_is_of_one_alphabet(kyrgyz: dict[str, str]) -> None:
    """A Latin «o» in a Cyrillic word looks right, is read out wrong and is never found."""
    words = {word for key, value in kyrgyz.items() if key not in SETTINGS for word in re.findall(r"[^\W\d_]+", value)}
    assert {word for word in words if not re.fullmatch(r"[А-ЯЁа-яёҢӨҮңөү]+", word)} == LATIN_WORDS


def test_counters_keep_their_place(english: dict[str, str], kyrgyz: dict[str, str]) -> None:
    """Material replaces «#» by a number."""
    assert {key for key, value in kyrgyz.items() if "#" in value} == {
        key for key, value in english.items() if "#" in value
    }


def test_settings(kyrgyz: dict[str, str]) -> None:
    assert kyrgyz["language"] == "ky"
    assert kyrgyz["direction"] == "ltr"
    # With a language that lunr does not have, Material's search never becomes ready.
    assert kyrgyz["search.config.lang"] == "ru"
