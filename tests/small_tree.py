"""A small tree of documents and data for tests that load a portal without building it."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from pathlib import Path

import browsing
from portal.core.problems import Problem
from portal.corpus.corpus import Portal
from portal.corpus.load import load_portal

ORIGINAL = """---
title: Суу түтүгү
summary: Айылга таза суу кандайча келгени тууралуу кыскача баян.
added: 2026-11-01
topics: [drinking-water]
figures:
  - {id: cost, label: Баасы, value: 100, unit: KGS}
sources:
  - {title: Айылдын отчету, language: ky, accessed: 2026-11}
---

## Көйгөй

Суу жок болчу.

## Эмне жасалды

Түтүк тартылды.
"""

TRANSLATION = """---
translation_of: ky
revision: {revision}
title: Водопровод
summary: Короткий рассказ о том, как в село пришла чистая вода.
figures: {{cost: Стоимость}}
---

## Проблема

Воды не было.

## Что сделали

Протянули трубу.
"""

RESOLUTION = """---
title: Тегерек стол
summary: Тегерек столдун чечими жана анын сунуштары тууралуу.
added: 2026-11-01
date: 2023-05
topics: [drinking-water]
recommendations:
  - {number: 1, addressees: [cabinet], text: Суу берүү.}
  - {number: 3, addressees: [cabinet], text: Жол салуу.}
sources:
  - {title: Протокол, language: ky, accessed: 2026-11}
---

Текст.
"""

DATA = {
    "site.yml": "name: {ky: А, ru: Б}\nshort: {ky: А, ru: Б}\ndescription: {ky: А, ru: Б}\n",
    "topics.yml": """groups:
  - {id: services, title: {ky: Кызмат, ru: Услуги}}
topics:
  - id: drinking-water
    title: {ky: Ичүүчү суу, ru: Питьевая вода}
    summary: {ky: Суу., ru: Вода.}
    description: {ky: Суу., ru: Вода.}
    icon: water
    group: services
    origin: added
""",
    "acts.yml": "acts:\n  - {id: kg-law-2021-125, kind: law, title: {ru: О самоуправлении}, "
    'sources: [{of: [title.ru], at: "https://cbd.minjust.gov.kg/112302/edition/1232951/ru"}]}\n',
    "regions.yml": """oblasts:
  - id: chuy
    title: {ky: Чүй, ru: Чуй}
    kind: oblast
    iso: KG-C
    tile: {row: 1, column: 2}
    districts: [{id: alamudun, title: {ky: Аламүдүн, ru: Аламудун}}]
  - {id: osh, title: {ky: Ош, ru: Ош}, kind: oblast, iso: KG-O, tile: {row: 3, column: 2}}
municipalities:
  - {id: kashka-suu, title: {ky: Кашка-Суу}, type: aiyl-aimak, oblast: chuy, district: alamudun}
""",
    "organisations.yml": """organisations:
  - {id: cabinet, kind: state, names: [{title: {ru: Кабинет министров}}]}
""",
    "glossary.yml": "terms:\n  - {id: kenesh, term: {ky: кеңеш, ru: кенеш}}\n",
}


def lay_out(root: Path, files: Mapping[str, str | bytes], data: Mapping[str, str | bytes] | None = None) -> Path:
    """Write ``files`` below docs/ and ``data`` (over :data:`DATA`) below data/."""
    for lang in ("ky", "ru"):
        (root / "docs" / lang).mkdir(parents=True, exist_ok=True)
    browsing.write_files(root / "docs", files)
    browsing.write_files(root / "data", {**DATA, **(data or {})})
    return root


def load(
    root: Path, files: Mapping[str, str | bytes], data: Mapping[str, str | bytes] | None = None
) -> tuple[Portal, tuple[Problem, ...]]:
    """Load a portal of these files."""
    return load_portal(lay_out(root, files, data))


def codes(problems: tuple[Problem, ...]) -> list[str]:
    """``file:line code`` of every problem, the beginning ``docs/`` left out."""
    return [f"{item.path.removeprefix('docs/')}:{item.line} {item.code}" for item in sorted(set(problems))]


def values(problems: tuple[Problem, ...], code: str) -> dict[str, str]:
    """The values of the first problem with this code."""
    return dict(next(item for item in problems if item.code == code).values)


def current(original: str = ORIGINAL, translation: str = TRANSLATION) -> str:
    """The translation with the revision that the original has now."""
    return translation.format(revision=revision_of(original))


def revision_of(original: str, kind: str = "practice") -> str:
    """The revision of an original."""
    from portal.content.revision import revision
    from portal.content.source import parse
    from portal.model.documents import META
    from portal.model.fields import translatable

    source, problems = parse(original.encode(), "x")
    assert source is not None and isinstance(source.meta.value, dict), problems
    meta = META.validate_python({"kind": kind, **source.meta.value})
    return revision(source.body, translatable(meta))


def png(width: int, height: int) -> bytes:
    """A picture of this size by its head; what follows is a few bytes."""
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    chunk = b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk)) + b"\0" * 40
