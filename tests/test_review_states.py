"""Review states: what the public sees of a draft and of a document that was withdrawn."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from browsing import BuiltSite, build, build_small_site
from portal.corpus.visible import visible
from portal.editing.withdrawn import links_to_withdrawn
from small_tree import DATA, ORIGINAL, codes, current, load, values

WITHDRAWN = (
    "review: withdrawn\nwithdrawn: {date: 2026-11-20, reason: {ky: Сандары туура эмес болчу.}, successor: jany}\n"
)


def in_state(state: str, text: str = ORIGINAL) -> str:
    return text.replace("topics:", f"review: {state}\ntopics:", 1)


def withdrawn(text: str = ORIGINAL) -> str:
    return text.replace("topics:", WITHDRAWN + "topics:", 1)


NEW = ORIGINAL.replace("Суу түтүгү", "Жаңы түтүк")
PICTURE = b"\x89PNG\r\n\x1a\n"
"""Only its name matters here."""


def test_a_document_without_a_state_is_published(tmp_path: Path) -> None:
    portal, problems = load(tmp_path, {"ky/practices/suu.md": ORIGINAL})
    assert problems == ()
    assert portal.documents["suu"].review == "published"
    assert not portal.documents["suu"].is_draft
    assert [item.slug for item in portal.content] == ["suu"]


@pytest.mark.parametrize("state", ["proposed", "checked"])
def test_a_draft_is_checked_but_not_shown(tmp_path: Path, state: str) -> None:
    files = {"ky/practices/suu.md": in_state(state), "ky/practices/jol.md": ORIGINAL}
    portal, problems = load(tmp_path, files)
    assert problems == ()
    assert set(portal.documents) == {"suu", "jol"}
    assert [item.slug for item in portal.content] == ["jol"]
    public = visible(portal)
    assert set(public.documents) == {"jol"} and set(public.hidden) == {"suu"}
    assert {slug for _, slug in public.bodies} == {"jol"}
    assert set(visible(portal, drafts=True).documents) == {"suu", "jol"}
    broken = {"ky/practices/suu.md": in_state(state).replace("## Көйгөй", "## Көйгой")}
    assert "practices/suu" in codes(load(tmp_path / "2", broken)[1])[0]


def test_an_unknown_state_is_told_with_the_known_ones(tmp_path: Path) -> None:
    problems = load(tmp_path, {"ky/practices/suu.md": in_state("ready")})[1]
    assert codes(problems) == ["ky/practices/suu.md:5 field-choice"]
    assert values(problems, "field-choice")["allowed"] == "proposed, checked, published, withdrawn"


def test_a_state_may_be_said_with_who_checked_and_when(tmp_path: Path) -> None:
    text = in_state("checked").replace("topics:", "reviewed: {by: Жумабекова А., date: 2026-11-21}\ntopics:", 1)
    portal, problems = load(tmp_path, {"ky/practices/suu.md": text})
    assert problems == ()
    meta = portal.documents["suu"].meta
    assert meta.kind == "practice" and meta.reviewed is not None
    assert (meta.reviewed.by, meta.reviewed.date.iso()) == ("Жумабекова А.", "2026-11-21")


def test_the_state_does_not_make_a_translation_outdated(tmp_path: Path) -> None:
    files = {"ky/practices/suu.md": withdrawn(), "ru/practices/suu.md": current(), "ky/practices/jany.md": NEW}
    portal, problems = load(tmp_path, files)
    assert problems == ()
    assert portal.documents["suu"].state("ru") == "current"


def test_the_state_stands_in_the_original(tmp_path: Path) -> None:
    translation = current().replace("revision:", "review: proposed\nrevision:", 1)
    problems = load(tmp_path, {"ky/practices/suu.md": ORIGINAL, "ru/practices/suu.md": translation})[1]
    assert codes(problems) == ["ru/practices/suu.md:3 translation-disagrees"]


def test_what_a_withdrawal_must_say(tmp_path: Path) -> None:
    files = {
        "ky/practices/a.md": in_state("withdrawn"),
        "ky/practices/b.md": withdrawn().replace("review: withdrawn", "review: published"),
        "ky/practices/c.md": withdrawn().replace("{ky: Сандары туура эмес болчу.}", "{}"),
        "ky/practices/d.md": withdrawn().replace("successor: jany", "successor: jan"),
        "ky/practices/e.md": withdrawn().replace("successor: jany", "successor: f"),
        "ky/practices/f.md": in_state("proposed"),
        "ky/practices/jany.md": NEW,
    }
    assert codes(load(tmp_path, files)[1]) == [
        "ky/practices/a.md:5 withdrawal-missing",
        "ky/practices/b.md:6 withdrawal-unexpected",
        "ky/practices/c.md:6 withdrawal-reason",
        "ky/practices/d.md:6 reference-unknown",
        "ky/practices/e.md:6 withdrawal-successor",
    ]


def test_a_reason_that_one_language_lacks_is_told(tmp_path: Path) -> None:
    text = withdrawn().replace(", successor: jany", "")
    portal, _ = load(tmp_path, {"ky/practices/suu.md": text, "ru/practices/suu.md": current(text)})
    (found,) = links_to_withdrawn(portal, {"suu"})
    assert (found.code, found.line) == ("withdrawal-reason-language", 6) and "«ru»" in found.message("ru")


def test_links_to_a_withdrawn_document_are_told_with_their_place(tmp_path: Path) -> None:
    related = "related:\n  - {document: suu, relation: follows}\n"
    files = {
        "ky/practices/suu.md": withdrawn() + "\n[Жаңысы](jany.md) жана [эскиси](eski.md).\n",
        "ky/practices/eski.md": withdrawn(),
        "ky/practices/jany.md": NEW,
        "ky/practices/jol.md": ORIGINAL + "\n[Карагыла](suu.md), [муну да](jany.md).\n",
        "ky/practices/kol.md": ORIGINAL.replace("sources:", f"{related}sources:"),
    }
    portal, problems = load(tmp_path, files)
    assert problems == (), "a build may go on"
    told = ["ky/practices/jol.md:20 link-withdrawn", "ky/practices/kol.md:9 link-withdrawn"]
    for slugs, expected in ((portal.cards, told), (["suu"], told), (["jol"], told[:1]), (["jany"], [])):
        found = tuple(sorted(links_to_withdrawn(portal, slugs)))
        assert codes(found) == expected
        assert all(item.severity == "warning" and dict(item.values)["key"] == "practices/suu" for item in found)


def test_a_published_text_may_not_lead_to_a_draft(tmp_path: Path) -> None:
    files = {
        "ky/practices/suu.md": in_state("proposed") + "\n[Өзүбүздүкү](jol.md).\n",
        "ky/practices/jol.md": ORIGINAL + "\n[Карагыла](suu.md).\n",
    }
    problems = load(tmp_path, files)[1]
    assert codes(problems) == ["ky/practices/jol.md:20 link-draft"]
    assert values(problems, "link-draft")["key"] == "practices/suu"


def test_relations_to_drafts_and_their_pictures_are_left_out(tmp_path: Path) -> None:
    related = ORIGINAL.replace("topics:", "related: [{document: suu, relation: follows}]\ntopics:", 1)
    files = {
        "ky/practices/suu.md": in_state("proposed") + "\n![Түтүк](tutuk.png) ![Жол](jol.png)\n",
        "ky/practices/jol.md": related + "\n![Жол](jol.png)\n",
        "ky/practices/tutuk.png": PICTURE,
        "ky/practices/jol.png": PICTURE,
    }
    portal, _ = load(tmp_path, files)
    public = visible(portal)
    meta = public.documents["jol"].meta
    assert meta.kind == "practice" and meta.related == ()
    assert public.assets == {"docs/ky/practices/jol.png"}
    assert visible(portal, drafts=True).assets == portal.assets


# Built sites -----------------------------------------------------------------------------------------------

FILES = {
    "ky/practices/suu.md": withdrawn(),
    "ru/practices/suu.md": current(),
    "ky/practices/jany.md": NEW,
    "ky/practices/jol.md": ORIGINAL.replace("Суу түтүгү", "Жол"),
    "ky/practices/tuz.md": in_state("proposed", ORIGINAL.replace("Суу түтүгү", "Долбоордогу тажрыйба")),
}
REDIRECTS = (
    "redirects:\n  - {from: practices/eski, to: practices/jany}\n  - {from: practices/suu-2, to: practices/suu}\n"
)
ENV = {"SITE_URL": "https://example.kg/portal", "SOURCE_DATE_EPOCH": "1790000000"}


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    folder = tmp_path_factory.mktemp("review")
    addresses = folder / "portal" / "addresses"
    addresses.mkdir(parents=True)
    (addresses / "redirects.yml").write_text(REDIRECTS, encoding="utf-8")
    (addresses / "ledger.txt").write_text("practices/eski\npractices/suu\n", encoding="utf-8")
    built = build_small_site(folder, FILES, data=DATA, standing=(), env=ENV)
    assert built.ok, built.output
    return built


def page(built: BuiltSite, path: str) -> HTMLParser:
    return HTMLParser(built.read(path))


def text_of(tree: HTMLParser, selector: str) -> str:
    return " ".join(node.text() for node in tree.css(selector))


def test_a_draft_leaves_no_trace_in_the_public_site(public: BuiltSite) -> None:
    assert not (public.site / "practices/tuz.html").exists()
    found = [
        path.relative_to(public.site).as_posix()
        for path in public.site.rglob("*")
        if path.is_file()
        and path.suffix in {".html", ".js", ".json", ".xml", ".csv", ".txt"}
        and ("Долбоордогу" in path.read_text(encoding="utf-8") or "practices/tuz" in path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_a_withdrawn_document_keeps_its_address_and_says_why(public: BuiltSite) -> None:
    kyrgyz, russian = page(public, "practices/suu.html"), page(public, "ru/practices/suu.html")
    notice = text_of(kyrgyz, ".p-notice--withdrawn")
    assert "кайтарып алынган" in notice and "2026-жылдын 20-ноябры" in notice and "Сандары туура эмес болчу." in notice
    assert kyrgyz.css_first(".p-notice--withdrawn a[href='jany.html']") is not None
    reason = russian.css_first(".p-notice--withdrawn [lang=ky]")
    assert reason is not None and reason.text() == "Сандары туура эмес болчу."
    assert "отозван" in text_of(russian, ".p-notice--withdrawn")
    for tree in (kyrgyz, russian):
        assert tree.css_first("meta[name=robots][content=noindex]") is not None
        assert tree.css_first("link[rel=canonical]") is None
        assert tree.css_first(".p-body h2") is not None, "the text is still there"


@pytest.mark.parametrize("slug", ["suu"])
def test_a_withdrawn_document_is_in_no_list(public: BuiltSite, slug: str) -> None:
    named = f"practices/{slug}"
    assert f"{named}.html" not in public.read("sitemap.xml")
    for path in (*public.site.rglob("assets/search/**/*.js"), *public.site.rglob("data/*")):
        assert named not in path.read_text(encoding="utf-8"), path
    for path in public.site.rglob("*.html"):
        tree = HTMLParser(path.read_text(encoding="utf-8"))
        own = path.name == f"{slug}.html"
        shown = [node.attributes.get("href") or "" for node in tree.css("article a, .p-card a")]
        if not own and path.name not in {"suu-2.html", "status.html"}:
            assert not any(href.endswith(f"/{slug}.html") or href == f"{slug}.html" for href in shown), path
    assert len(page(public, "practices/index.html").css("article [data-portal-list] .p-card")) == 2


def test_a_withdrawn_document_without_a_translation_says_so_on_the_notice_page(tmp_path: Path) -> None:
    portal, problems = load(tmp_path, {"ky/practices/suu.md": withdrawn(), "ky/practices/jany.md": NEW})
    assert problems == ()
    from portal.model.dates import PartialDate
    from portal.pages.registry import Edition, build_sites

    sites = build_sites(visible(portal), Edition(PartialDate(2026, 11, 22)))
    missing = next(item for item in sites["ru"].pages if item.key == "practices/suu")
    assert missing.template == "missing" and not missing.indexed
    assert [notice.kind for notice in missing.view.notices][:2] == ["withdrawn", "withdrawn"]


@pytest.mark.site
def test_a_build_for_editors_shows_drafts_with_a_banner_and_lists_them_nowhere(
    public: BuiltSite, tmp_path: Path
) -> None:
    root = shutil.copytree(public.root, tmp_path / "portal")
    built = build(root, tmp_path / "site", PORTAL_LANG="en", PORTAL_DRAFTS="1", **ENV)
    assert built.ok, built.output
    for path, word in (("practices/tuz.html", "Каралама"), ("ru/practices/tuz.html", "Черновик")):
        tree = page(built, path)
        assert word in text_of(tree, ".p-notice--draft")
        assert tree.css_first("meta[name=robots][content=noindex]") is not None
    for path in ("practices/index.html", "catalogue.html", "index.html", "sitemap.xml"):
        assert "practices/tuz" not in built.read(path)
        assert built.read(path) == public.read(path)


# Redirects -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("prefix", ["", "ru/"])
def test_an_old_address_leads_to_the_new_one_without_scripts(public: BuiltSite, prefix: str) -> None:
    tree = page(public, f"{prefix}practices/eski.html")
    refresh = tree.css_first("meta[http-equiv=refresh]")
    assert refresh is not None and refresh.attributes["content"] == "0; url=jany.html"
    link = tree.css_first("article a.p-button")
    assert link is not None and link.attributes["href"] == "jany.html"
    assert "Жаңы түтүк" in link.text()
    canonical = [node.attributes["href"] for node in tree.css("link[rel=canonical]")]
    assert canonical == [f"https://example.kg/portal/{prefix}practices/jany.html"]
    assert tree.css_first("meta[name=robots]") is None
    assert f"{prefix}practices/eski" not in public.read("sitemap.xml")
    html = tree.css_first("html")
    assert html is not None and html.attributes["lang"] == ("ru" if prefix else "ky")


def test_an_old_address_may_lead_to_a_withdrawn_document(public: BuiltSite) -> None:
    assert "url=suu.html" in public.read("practices/suu-2.html")
