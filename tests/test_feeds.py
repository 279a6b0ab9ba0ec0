"""Feeds of what is new, read by the rules of Atom (RFC 4287), and the pages that name them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

import browsing
import warm_builds
from portal.model.documents import FOLDERS, KINDS
from portal.publish.data.opensearch import short_name
from small_tree import ORIGINAL

pytestmark = pytest.mark.slow

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "https://portal.example/"
ONCE = {"feed": ("id", "title", "updated", "rights"), "entry": ("id", "title", "updated", "published", "summary")}
NEWER = ORIGINAL.replace("Суу түтүгү", "Жаңы & «<чоң>»").replace("added: 2026-11-01", "added: 2026-12-24")
LOOKED_OVER = ORIGINAL.replace("added: 2026-11-01", "added: 2026-11-01\nreviewed: {by: Редакция, date: 2027-01-05}")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("feeds")
    root = warm_builds.lay_out_project(folder / "project")
    browsing.write_files(root / "docs", {"ky/practices/jany.md": NEWER, "ky/practices/karaldy.md": LOOKED_OVER})
    warm_builds.make(root, folder / "site")
    return warm_builds.tree(folder / "site")


@pytest.fixture(scope="module")
def feeds(site: dict[str, bytes]) -> dict[str, ET.Element]:
    return {
        path: ET.fromstring(data)
        for path, data in site.items()
        if path.startswith("feeds/") and "opensearch" not in path
    }


def one(element: ET.Element, name: str) -> str:
    """The text of the only child of this name."""
    (found,) = element.findall(ATOM + name)
    assert found.text and found.get("type", "text") == "text", name
    return found.text


def links(element: ET.Element, relation: str) -> list[str]:
    return [link.attrib["href"] for link in element.findall(f"{ATOM}link") if link.get("rel") == relation]


def moment(text: str) -> dt.datetime:
    found = dt.datetime.fromisoformat(text)
    assert found.tzinfo is not None and "T" in text  # RFC 3339, with the zone that RFC 4287 asks for
    return found


def broken_rules(root: ET.Element) -> list[str]:
    """What of RFC 4287 a feed does not keep."""
    found = [] if root.tag == f"{ATOM}feed" else ["4.1.1: the root is no feed"]
    entries = root.findall(f"{ATOM}entry")
    for element in (root, *entries):
        name = element.tag.removeprefix(ATOM)
        found += [f"4.1: {name}/{part}" for part in ONCE[name] if len(element.findall(ATOM + part)) != 1]
        found += [f"3.4: {one(element, 'id')}" for part in ("scheme", "netloc") if not getattr(_parts(element), part)]
        for link in element.findall(f"{ATOM}link"):
            found += [] if urlsplit(link.attrib["href"]).netloc else [f"4.2.7: {link.attrib}"]
        if len(links(element, "alternate")) != 1:
            found.append(f"4.1.1: alternate of {one(element, 'id')}")
    if not root.findtext(f"{ATOM}author/{ATOM}name"):
        found.append("4.1.1: author")
    ids = [one(entry, "id") for entry in entries]
    found += ["4.1.1: an entry twice"] if len(set(ids)) < len(ids) else []
    days = [moment(one(entry, "updated")) for entry in entries]
    found += ["updated"] if days and moment(one(root, "updated")) != max(days) else []
    found += ["order"] if days != sorted(days, reverse=True) else []
    early = [entry for entry in entries if moment(one(entry, "published")) > moment(one(entry, "updated"))]
    return found + [f"published: {one(entry, 'id')}" for entry in early]


def _parts(element: ET.Element) -> object:
    return urlsplit(one(element, "id"))


def titles(root: ET.Element) -> list[str]:
    return [one(entry, "title") for entry in root.findall(f"{ATOM}entry")]


def test_every_feed_keeps_the_rules(feeds: dict[str, ET.Element]) -> None:
    names = ["index", *(FOLDERS[kind] for kind in KINDS), "topics/drinking-water", "topics/roads"]
    assert feeds.keys() == {f"feeds/{lang}/{name}.xml" for lang in ("ky", "ru") for name in names}
    assert {path: broken_rules(root) for path, root in feeds.items()} == {path: [] for path in feeds}
    for path, root in feeds.items():
        assert links(root, "self") == [BASE + path] == [one(root, "id")]
        assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == path.split("/")[1]


def test_rules_that_are_broken_are_noticed(site: dict[str, bytes]) -> None:
    text = site["feeds/ky/index.xml"].decode()
    for old, new in (("<rights>", "<wrongs>"), (BASE, "/"), ("<name>", "<called>"), ('rel="alternate"', 'rel="x"')):
        assert broken_rules(
            ET.fromstring(text.replace(old, new).replace(old.replace("<", "</"), new.replace("<", "</")))
        )


def test_a_feed_has_what_its_page_shows_and_nothing_hidden(feeds: dict[str, ET.Element]) -> None:
    whole = feeds["feeds/ky/index.xml"]
    assert titles(whole)[:2] == ["Суу түтүгү", "Жаңы & «<чоң>»"], "looked over last, then added last"
    assert moment(one(whole, "updated")).date() == dt.date(2027, 1, 5)
    assert "Долбоор" not in titles(whole)
    assert titles(feeds["feeds/ky/topics/roads.xml"]) == ["Экинчи тажрыйба"]
    assert titles(feeds["feeds/ky/resolutions.xml"]) == ["Тегерек стол"]
    assert titles(feeds["feeds/ru/index.xml"]) == ["Водопровод"], "what is not there in Russian is not told in Kyrgyz"
    empty = feeds["feeds/ky/courses.xml"]
    assert titles(empty) == [] and moment(one(empty, "updated")).date() == dt.date(2027, 1, 5)


def test_links_lead_to_pages_that_are_there(site: dict[str, bytes], feeds: dict[str, ET.Element]) -> None:
    targets = {
        target
        for root in feeds.values()
        for one in (root, *root.iter(f"{ATOM}entry"))
        for target in links(one, "alternate")
    }
    assert len(targets) > 10
    assert {target.removeprefix(BASE) for target in targets} <= site.keys()


def named(site: Mapping[str, bytes], page: str) -> list[tuple[str, str]]:
    found = HTMLParser(site[page].decode()).css('head link[rel=alternate][type="application/atom+xml"]')
    return [(node.attributes["href"] or "", node.attributes["title"] or "") for node in found]


def test_pages_name_their_feeds(site: dict[str, bytes], feeds: dict[str, ET.Element]) -> None:
    for page, lang, own in (
        ("index.html", "ky", ""), ("practices/suu.html", "ky", ""), ("practices/index.html", "ky", "practices"),
        ("ru/topics/roads.html", "ru", "topics/roads"),
    ):  # fmt: skip
        paths = [f"feeds/{lang}/{name}.xml" for name in ("index", own) if name]
        found = named(site, page)
        assert [href for href, _ in found] == [BASE + path for path in paths], page
        assert [title for _, title in found] == [one(feeds[path], "title") for path in paths], page


@pytest.mark.slow
def test_without_an_address_there_are_none(tmp_path: Path) -> None:
    root = warm_builds.lay_out_project(tmp_path / "project")
    settings = root / "data/site.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace(f"address: {BASE}\n", ""), encoding="utf-8")
    warm_builds.make(root, tmp_path / "site")
    found = warm_builds.tree(tmp_path / "site")
    assert not any(path.startswith("feeds") for path in found)
    assert named(found, "index.html") == [] == named(found, "practices/index.html")


# --- The description of the search --------------------------------------------------------

SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


@pytest.mark.parametrize("lang", ["ky", "ru"])
def test_browsers_find_the_search(site: dict[str, bytes], lang: str) -> None:
    page = HTMLParser(site["ru/practices/suu.html" if lang == "ru" else "practices/suu.html"].decode())
    (link,) = page.css('head link[rel=search][type="application/opensearchdescription+xml"]')
    root = ET.fromstring(site[(link.attributes["href"] or "").removeprefix(BASE)])
    assert root.tag == f"{SEARCH}OpenSearchDescription"
    texts = {element.tag.removeprefix(SEARCH): element.text or "" for element in root}
    assert link.attributes["title"] == texts["ShortName"] and 0 < len(texts["ShortName"]) <= 16
    assert 0 < len(texts["Description"]) <= 1024 and len(texts["LongName"]) <= 48 and texts["Language"] == lang
    urls = {url.get("rel", "results"): url.attrib for url in root.iter(f"{SEARCH}Url")}
    assert urls["results"]["type"] == "text/html" and urls["self"]["template"] == link.attributes["href"]
    asked = urlsplit(urls["results"]["template"].replace("{searchTerms}", "x"))
    assert asked.query == "q=x" and asked.path[1:] in site and asked.netloc == urlsplit(BASE).netloc


def test_a_long_name_is_cut() -> None:
    assert [short_name(name) for name in ("Порталы", "Мыкты тажрыйбалар")] == ["Порталы", "Мыкты тажрыйбал…"]
