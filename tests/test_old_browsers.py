"""The oldest Chromium served runs all tools of the portal; one below the stated line has none, and is told why.

Firefox 78 and Safari 13.1, the others of the line, are not run: no package has them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import browsing
from old_chromium import OldChromium, open_old_chromium
from page_types import of_type, page_types
from portal.model.values import LANGS
from portal.words.interface import Interface
from test_offline_browser import CITATION, CITING

OLDEST, TOO_OLD = 80, 79
LINE = json.loads((browsing.REPOSITORY / "package.json").read_text(encoding="utf-8"))["browserslist"]
SHOWN = """(selector => [...document.querySelectorAll(selector)].filter(one => one.getClientRects().length > 0))"""
# What somebody could press or fill in, by its name; the words about the browser are looked at by themselves.
CONTROLS = f"""{SHOWN}("button, input, select, textarea, summary, [role=button], a[href]")
    .filter(one => !one.closest("[data-portal-old]"))
    .map(one => [one.tagName, one.type, one.name, one.getAttribute("aria-label"), one.textContent.trim()].join("|"))"""


def test_the_words_name_the_browsers_of_the_line() -> None:
    for lang in LANGS:
        told = Interface(lang).t("browser.old").replace("\xa0", " ").lower()
        assert all(re.search(rf"\b{re.escape(one)}\b", told) for one in LINE), lang


@pytest.fixture(scope="module", params=[OLDEST])
def oldest(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OldChromium]:
    with open_old_chromium(request.param, tmp_path_factory.mktemp("profile")) as opened:
        assert f"/{request.param}." in opened.product
        yield opened


@pytest.fixture(scope="module")
def too_old(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OldChromium]:
    with open_old_chromium(TOO_OLD, tmp_path_factory.mktemp("profile")) as opened:
        assert f"/{TOO_OLD}." in opened.product
        yield opened


@pytest.fixture(params=["http_site", "file_site"])
def site(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(request.param))


def pages(site: Path, lang: str) -> list[str]:
    """A page of every type, but for one that leads on at once, and that of errors, which is for servers alone."""
    return [address for name, address in page_types(site)[lang].items() if name not in {"redirect", "notfound"}]


def number(visitor: OldChromium) -> int:
    """How many documents the list says that it has."""
    visitor.wait("/\\d/.test(document.querySelector('[data-portal-count]').textContent)")
    return int(visitor.evaluate("document.querySelector('[data-portal-count]').textContent.match(/\\d+/)[0]"))


@pytest.mark.long
@pytest.mark.parametrize("lang", LANGS)
def test_all_tools_in_the_oldest_one_served(oldest: OldChromium, site: str, built_site: Path, lang: str) -> None:
    visitor, root = oldest, site + ("" if lang == "ky" else f"{lang}/")
    visitor.fresh()

    # Suggestions, and Enter that leads to the search.
    visitor.goto(root + "about.html")
    visitor.type(".p-search--header input", "суу" if lang == "ky" else "вод")
    visitor.wait("document.querySelectorAll('[role=option]').length > 1")
    visitor.enter()
    assert "search.html?q=" in visitor.url
    visitor.wait("document.querySelectorAll('.p-hit').length > 5")

    # The search repairs what was typed on the other keyboard, and marks what was found.
    visitor.goto(root + "search.html")
    visitor.type(".p-search--page input", "okutuu" if lang == "ky" else "gbnmtdfz djlf")
    visitor.wait("document.querySelectorAll('.p-hit').length > 0")
    visitor.wait("document.querySelectorAll('.p-hit mark').length > 0")

    # Filters of the catalogue, one after the other, and away again.
    visitor.goto(root + "catalogue.html")
    visitor.wait("document.querySelector('.p-filters').hidden === false")
    everything = number(visitor)
    visitor.click("input[name=kind][value=practice]")
    visitor.wait(
        "parseInt(document.querySelector('[data-portal-count]').textContent.match(/[0-9]+/)[0]) < argument", everything
    )
    visitor.evaluate("document.querySelector('.p-facet[data-facet=oblast] li:not([data-empty]) input').click()")
    visitor.wait("document.querySelectorAll('.p-chip').length === 2")
    assert "kind=practice" in visitor.url and "oblast=" in visitor.url
    visitor.click(".p-chip")
    visitor.wait("document.querySelectorAll('.p-chip').length === 1")

    # The card of an act, and the way on.
    visitor.goto(root + CITING)
    visitor.click(CITATION)
    visitor.wait("document.querySelector('#p-law-card') && !document.querySelector('#p-law-card').hidden")
    visitor.follow("#p-law-card a.p-button")
    assert visitor.url.endswith("/acts/kg-law-2016-75.html#art_28")

    # My list: put aside, listed, taken away.
    visitor.goto(root + "list.html")
    visitor.evaluate("localStorage.removeItem('portal-list')")
    visitor.goto(site + of_type(built_site, "practice", lang))
    visitor.click("[data-portal-save]")
    visitor.wait("document.querySelector('.p-keep__said').textContent !== ''")
    visitor.goto(root + "list.html")
    visitor.wait("document.querySelectorAll('.p-list__title a').length === 1")

    # The form: what is wrong is told; what is typed is kept and comes back.
    visitor.goto(root + "form.html")
    visitor.evaluate("localStorage.clear()")
    visitor.goto(root + "form.html")
    visitor.wait("document.querySelectorAll('.f-form .f-part').length > 3")
    visitor.click("[data-portal-form] [type=submit]")
    visitor.wait("document.querySelectorAll('[data-form-problems] li').length >= 4")
    visitor.type(".f-form input[type=text]", "Таза суу")
    visitor.wait("document.querySelectorAll('[data-form-drafts] li').length === 1")
    visitor.goto(root + "form.html")
    visitor.wait("document.querySelector('[data-form-drafts]').textContent.indexOf('Таза суу') >= 0")
    visitor.evaluate("localStorage.clear()")
    assert visitor.errors() == []


@pytest.mark.long
@pytest.mark.parametrize("lang", LANGS)
def test_every_page_type_in_the_oldest_one_served(oldest: OldChromium, site: str, built_site: Path, lang: str) -> None:
    oldest.fresh()
    for address in pages(built_site, lang):
        oldest.goto(site + address)
        assert oldest.evaluate("document.documentElement.className") == "js", address
        assert oldest.evaluate(f"{SHOWN}('[data-portal-old], .p-copy').length") == 0, address
    assert oldest.errors() == []


@pytest.mark.long
@pytest.mark.parametrize("lang", LANGS)
def test_below_the_line_there_is_a_word_and_no_dead_control(
    too_old: OldChromium, site: str, built_site: Path, lang: str
) -> None:
    """The same controls as without any script, which other tests hold to work; and all documents in lists."""
    told = " ".join(Interface(lang).t("browser.old").split())
    found: dict[bool, dict[str, list[str]]] = {True: {}, False: {}}
    for scripts in (True, False):
        too_old.fresh(scripts)
        for address in pages(built_site, lang):
            too_old.goto(site + address)
            found[scripts][address] = too_old.evaluate(CONTROLS)
            words = too_old.evaluate(f"{SHOWN}('[data-portal-old]').map(one => one.textContent)")
            assert len(words) == scripts, address
            assert not scripts or told in " ".join(words[0].split())
            assert too_old.evaluate(f"{SHOWN}('.p-copy').length") == 0, address
    assert found[True] == found[False]
    too_old.fresh()
    too_old.goto(site + ("" if lang == "ky" else f"{lang}/") + "about.html")
    too_old.follow("[data-portal-old] a")
    assert too_old.evaluate("document.querySelectorAll('.p-card').length") > 20
    assert [one for one in too_old.errors() if "SyntaxError" not in one] == []
