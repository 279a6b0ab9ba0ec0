"""Ordinary pages pass MkDocs' page events; typed documents do not. Built by the generator, with real plugins."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import small_tree
from browsing import BuiltSite, build_small_site
from test_generator_config import FILES

pytestmark = pytest.mark.slow

HOOK = '''
"""A plugin of the test: every page event leaves its mark."""

def on_page_markdown(markdown, page, config, files):
    return markdown.replace("Текст", f"Текст [{page.meta['title']}]") + "\\n\\n## Жаңы бөлүм {#added}\\n\\n[Суу](practices/quduk.md)\\n"

def on_page_content(html, page, config, files):
    return html.replace("<p>", '<p class="by-hook">', 1)

def on_page_context(context, page, config, nav):
    context["p"] = __import__("dataclasses").replace(context["p"], title=f"{page.title} ({len(nav.pages)})")
    return context

def on_post_page(output, page, config):
    return output.replace("</body>", f"<!-- {page.file.src_uri} {page.url} --></body>")
'''  # noqa: E501
DOCUMENTS = {"ky/practices/quduk.md": small_tree.ORIGINAL, "ru/practices/quduk.md": small_tree.current()}
SHORT_NAV = "nav:\n  - index.md\n  - suu.md\n"


def configured(old: str = "", new: str = "") -> Callable[[str], str]:
    """The configuration with a small ``nav`` and one change."""

    def change(text: str) -> str:
        head, _, rest = text.partition("nav:\n")
        text = head + SHORT_NAV + rest[rest.index("\ntheme:") :]
        before, mark, _ = text.partition("          nav_translations:\n")
        text = before + text[text.index("\nwatch:") :] if mark else text
        assert old in text
        return text.replace(old, new, 1)

    return change


def make(tmp_path: Path, files: dict[str, str | bytes], old: str = "", new: str = "", hook: str = HOOK) -> BuiltSite:
    (tmp_path / "portal/hooks").mkdir(parents=True)
    (tmp_path / "portal/hooks/own.py").write_text(hook, encoding="utf-8")
    return build_small_site(
        tmp_path, {**FILES, **DOCUMENTS, **files}, data=small_tree.DATA, standing=(), config=configured(old, new)
    )


def test_a_hook_works_on_ordinary_pages_alone(tmp_path: Path) -> None:
    built = make(tmp_path, {}, "hooks:\n", "hooks:\n  - hooks/own.py\n")
    assert built.ok, built.output
    for prefix, lang, title in (("", "ky", "Суу жөнүндө"), ("ru/", "ru", "О воде")):
        text = (built.site / f"{prefix}suu.html").read_text(encoding="utf-8")
        assert f'<p class="by-hook">Текст [{title}]' in text
        assert f"<h1>{title} (1)</h1>" in text
        assert '<h2 id="added">' in text and 'href="#added"' in text, "the new heading is in the contents"
        assert 'href="practices/quduk.html"' in text, "links are links of the site"
        assert f"<!-- {lang}/suu.md {prefix}suu.html -->" in text
        assert 'content="default-src' in text and "portal-policy" not in text
        other = (built.site / f"{prefix}practices/quduk.html").read_text(encoding="utf-8")
        assert "by-hook" not in other and 'id="added"' not in other
        assert f'href="{prefix}suu.html"'.replace("ru/", "") in text, "it is in its own menu"
    assert not (built.site / "search").exists() and not (built.site / "tags.json").exists()


def test_a_plugin_from_elsewhere_works(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs_glightbox", reason="it is in requirements/dev.txt")
    page = FILES["ky/suu.md"] + "\n![Түтүк](a.png)\n"
    russian = FILES["ru/suu.md"].replace(
        small_tree.revision_of(FILES["ky/suu.md"], "page"), small_tree.revision_of(page, "page")
    )
    picture = small_tree.png(10, 10)
    files = {"ky/suu.md": page, "ru/suu.md": f"{russian}\n![Труба](a.png)\n", "ky/a.png": picture, "ru/a.png": picture}
    built = make(tmp_path, files, "plugins:\n", "plugins:\n  - glightbox\n")
    assert built.ok, built.output
    text = (built.site / "suu.html").read_text(encoding="utf-8")
    assert 'class="glightbox"' in text and "assets/javascripts/glightbox.min.js" in text
    assert (built.site / "assets/javascripts/glightbox.min.js").exists()
    assert "glightbox" not in (built.site / "practices/quduk.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("event", "told"),
    [
        ("def on_page_markdown(markdown, **_):\n    return markdown + '\\n\\n<script></script>'\n", "html-forbidden"),
        ("def on_page_markdown(markdown, **_):\n    return markdown + '\\n\\n[a](jok.md)'\n", "link-missing"),
        ("def on_page_content(html, **_):\n    raise ValueError('no such word')\n", "plugin-failed"),
    ],
)  # fmt: skip
def test_what_a_plugin_does_wrong_is_told_with_the_page(tmp_path: Path, event: str, told: str) -> None:
    built = make(tmp_path, {}, "hooks:\n", "hooks:\n  - hooks/own.py\n", hook=f'"""Wrong."""\n\n{event}')
    assert not built.ok
    assert "docs/ky/suu.md" in built.output and f"[{told}]" in built.output, built.output
    if told == "plugin-failed":
        assert "hooks/own.py" in built.output and "on_page_content" in built.output and "no such word" in built.output
        assert "Traceback" not in built.output


@pytest.mark.parametrize("strict", [True, False])
def test_a_wrong_key_ends_the_build_before_mkdocs_speaks(tmp_path: Path, strict: bool) -> None:
    root = tmp_path / "portal"
    root.mkdir()
    built = build_small_site(
        tmp_path, {}, data=small_tree.DATA, standing=(), strict=strict, config=lambda text: text + "site_titel: x\n"
    )
    assert not built.ok
    line = (root / "mkdocs.yml").read_text(encoding="utf-8").count("\n")
    assert f"mkdocs.yml:{line}:1: [config-unknown]" in built.output and "Traceback" not in built.output


def test_looks_that_mkdocs_yml_names_are_on_every_page(tmp_path: Path) -> None:
    root = tmp_path / "portal"
    for path, text in (("own/a.css", "a {}"), ("own/a.js", "'use strict';"), ("own/logo.svg", "<svg/>")):
        (root / "overrides/assets" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "overrides/assets" / path).write_text(text, encoding="utf-8")

    def change(text: str) -> str:
        own = "extra_css:\n  - assets/own/a.css\nextra_javascript:\n  - {path: assets/own/a.js, defer: true}\n"
        text = configured("\nhooks:\n", f"\n{own}\nhooks:\n")(text)
        return text.replace("  icon:\n    logo: material/home-group\n", "  logo: assets/own/logo.svg\n").replace(
            "assets/images/icon.svg", "assets/images/icon-192.png"
        )

    built = build_small_site(tmp_path, {**FILES, **DOCUMENTS}, data=small_tree.DATA, standing=(), config=change)
    assert built.ok, built.output
    for path in ("suu.html", "practices/quduk.html", "ru/acts/index.html"):
        text = (built.site / path).read_text(encoding="utf-8")
        up = "../" * path.count("/")
        assert f'<link rel="stylesheet" href="{up}assets/own/a.css">' in text
        assert f'<script src="{up}assets/own/a.js" defer>' in text
        assert f'<img src="{up}assets/own/logo.svg"' in text
        assert f'<link rel="icon" href="{up}assets/images/icon-192.png">' in text
        assert (built.site / "assets/own/a.css").exists()
