"""Whom to write to: a public build needs an address, pages show it, a mail about a mistake says where it is."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

import browsing
import make_release
import small_tree
from portal.corpus.settings import load_settings

SITE = small_tree.DATA["site.yml"]
PAGE = "---\nkind: page\ntitle: Портал\nsummary: Портал кимге жана эмне үчүн керек.\n---\n\nКат: {contact}.\n"
DATA = {name: small_tree.DATA[name] for name in ("topics.yml", "acts.yml", "regions.yml", "organisations.yml")}


@pytest.mark.parametrize(
    ("file", "environ", "contact", "codes"),
    [
        ("", {}, None, []),
        ("contact: a@b.invalid\n", {}, "a@b.invalid", []),
        ("address: https://a.kg/\n", {}, None, ["site-contact"]),
        ("", {"SITE_URL": "https://a.kg/"}, None, ["site-contact"]),
        ("contact: a@b.invalid\n", {"SITE_URL": "https://a.kg/"}, "a@b.invalid", ["site-contact"]),
        ("contact: a@b.kg\n", {"SITE_URL": "https://a.kg/"}, "a@b.kg", []),
        ("contact: a@b.invalid\n", {"SITE_URL": "https://a.kg/", "SITE_CONTACT": "c@d.kg"}, "c@d.kg", []),
        ("contact: a@b.kg\n", {"SITE_CONTACT": "c d.kg"}, "a@b.kg", ["site-config"]),
        ("contact: a@b.kg\n", {"SITE_CONTACT": ""}, "a@b.kg", []),
    ],
)
def test_a_public_build_needs_an_address_to_write_to(
    tmp_path: Path, file: str, environ: dict[str, str], contact: str | None, codes: list[str]
) -> None:
    small_tree.lay_out(tmp_path, {}, {"site.yml": SITE + file})
    settings, problems = load_settings(tmp_path, environ)
    assert settings.contact == contact and [item.code for item in problems] == codes


@pytest.mark.parametrize(
    ("site", "shown"),
    [
        ("contact: a@b.kg\n", '<span class="p-contact"><a href="mailto:a@b.kg">a@b.kg</a></span>'),
        ("contact: a@b.invalid\n", "(үлгү дарек, кат жетпейт)"),
        ("", "Редакциянын дареги али коюла элек."),
    ],
)
@pytest.mark.slow
def test_pages_show_the_address_or_say_that_there_is_none(tmp_path: Path, site: str, shown: str) -> None:
    files = {"ky/about.md": PAGE, "ky/practices/suu.md": small_tree.ORIGINAL}
    data = {**DATA, "site.yml": SITE + site}
    built = browsing.build_small_site(tmp_path, files, data=data, standing=(), language="ky")
    assert built.ok, built.output
    assert shown in built.read("about.html") and "{contact}" not in built.read("about.html")
    assert shown in built.read("form.html")
    page = LexborHTMLParser(built.read("practices/suu.html"))
    report, slip = page.css_first("a[data-portal-report]"), page.css_first(".p-slip")
    placeholder = site.endswith(".invalid\n")
    assert (report is None) == (placeholder or not site) and (slip is not None) == placeholder
    # No letter is begun that would not arrive; what it would say can be copied.
    assert (".invalid" not in built.read("practices/suu.html")) and ("mailto:" not in built.read("form.html")) == (
        report is None
    )
    if slip is not None:
        text = slip.css_first("pre").text()
        assert text.startswith("Барак: Суу түтүгү\npractices/suu.html\n") and "кат жетпейт" in slip.text()
        assert page.css_first(".p-footer a[href='../form.html']") is not None
    if report is not None:
        mail = urlsplit(report.attributes["href"] or "")
        lines = parse_qs(mail.query)["body"][0].split("\r\n")
        assert unquote(mail.path) == site.split()[1]
        assert lines[:3] == ["Барак: Суу түтүгү", "practices/suu.html", "docs/ky/practices/suu.md"]


@pytest.mark.parametrize(("contact", "refused"), [("a@b.invalid", True), ("a@b.kg", False)])
def test_a_release_needs_an_address_to_write_to(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, contact: str, refused: bool
) -> None:
    small_tree.lay_out(tmp_path, {}, {"site.yml": f"{SITE}contact: {contact}\n"})
    monkeypatch.setattr(make_release, "ROOT", tmp_path)
    monkeypatch.setattr(make_release, "write_materials", lambda target: target.write_text(""))
    (tmp_path / "site").mkdir()
    monkeypatch.delenv("SITE_CONTACT", raising=False)
    assert make_release.main() == int(refused)
    assert ("[site-contact]" in capsys.readouterr().err) == refused == (not (tmp_path / "dist/release").exists())


@pytest.mark.slow
def test_a_public_build_without_an_address_ends_before_anything_is_written(tmp_path: Path) -> None:
    data = {**DATA, "site.yml": SITE}
    env = {"SITE_URL": "https://a.kg/", "SITE_CONTACT": None}
    built = browsing.build_small_site(
        tmp_path, {"ky/practices/suu.md": small_tree.ORIGINAL}, data=data, standing=(), env=env
    )
    assert not built.ok and "[site-contact]" in built.output and "data/site.yml" in built.output
