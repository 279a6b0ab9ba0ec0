"""Documents: an original and its translations, joined by their path; and cards, what others need to know of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from typing import Any, ClassVar, Literal

from portal.core.caching import digest as digest_of
from portal.core.records import dataclass
from portal.core.strict_yaml import Loaded
from portal.model.documents import FOLDERS, DocumentKind, DocumentMeta, Kind, Lesson, Meta, PageMeta, Resolution
from portal.model.fields import references
from portal.model.values import Lang, ReviewState

State = Literal["original", "current", "outdated", "missing"]


@dataclass(frozen=True)
class Version:
    """A document in one language: its words, its Markdown, and the file that they stand in."""

    lang: Lang
    path: str
    title: str
    summary: str
    body: str
    body_line: int
    loaded: Loaded = field(repr=False)
    words: Mapping[str, str] = field(default_factory=dict)
    """The words of its card that are translated, by their fields; ``title`` and ``summary`` are among them."""
    parts: Mapping[str, Mapping[str | int, str]] = field(default_factory=dict)
    """The translated words of the items of lists: field → what tells the items apart (id, number) → words."""
    revision: str | None = None
    """Of a translation: the revision of the original that it renders."""


@dataclass(frozen=True, kw_only=True)
class Bilingual:
    """A text of the portal in one language or several: an original and perhaps its translations."""

    slug: str
    original: Lang
    versions: Mapping[Lang, Version]
    revision: str

    def state(self, lang: Lang) -> State:
        """Whether this language is the original, a translation that is current or outdated, or missing."""
        version = self.versions.get(lang)
        if version is None:
            return "missing"
        if lang == self.original:
            return "original"
        return "current" if version.revision == self.revision else "outdated"

    def version(self, lang: Lang) -> Version:
        """The words in ``lang``, or the original's where the translation is missing."""
        return self.versions.get(lang) or self.versions[self.original]


@dataclass(frozen=True, kw_only=True)
class Document(Bilingual):
    """A document of one of the kinds. ``meta`` is the original's front matter."""

    kind: Kind
    meta: DocumentMeta

    @property
    def review(self) -> ReviewState:
        """How far the document has come."""
        return self.meta.review

    @property
    def is_draft(self) -> bool:
        """Whether the public does not see the document yet."""
        return self.review in {"proposed", "checked"}

    @property
    def key(self) -> str:
        """The path without language and suffix, such as ``practices/kum-dobo``."""
        return f"{FOLDERS[self.kind]}/{self.slug}"


@dataclass(frozen=True, kw_only=True)
class OrdinaryPage(Bilingual):
    """A page such as "about": no document of the portal, in no list, and published as soon as it stands there."""

    meta: PageMeta
    kind: ClassVar[Literal["page"]] = "page"
    review: ClassVar[ReviewState] = "published"
    is_draft: ClassVar[bool] = False

    @property
    def key(self) -> str:
        """The path without language and suffix: the slug."""
        return self.slug


DocumentOrPage = Document | OrdinaryPage


def document_or_page(meta: Meta, **texts: Any) -> DocumentOrPage:
    """Of the type that ``meta`` says; ``texts``: the attributes of :class:`Bilingual`."""
    if isinstance(meta, PageMeta):
        return OrdinaryPage(meta=meta, **texts)
    return Document(kind=meta.kind, meta=meta, **texts)


@dataclass(frozen=True)
class DocumentCard:
    """What other documents and the checks between documents need to know of one, without reading it.

    ``digest`` is of everything in its files: what is made of a document alone can be kept under it.
    """

    digest: bytes
    key: str
    slug: str
    kind: DocumentKind
    original: Lang
    review: ReviewState
    is_draft: bool
    paths: Mapping[Lang, str]
    """The files; the languages in the order of the document's versions."""
    recommendations: tuple[int, ...] | None
    """Their numbers; ``None`` if the document is no resolution."""
    named: tuple[str, ...]
    """The documents that its front matter names."""
    publishers: tuple[str, ...]
    """Names of publishers in its sources, which are right as they are spelled."""
    topics: tuple[str, ...]
    lesson: tuple[str, int] | None
    """Of a lesson its course and the place in it."""
    head: bytes
    """A hash of :func:`head_of` the document."""


def card_of(document: DocumentOrPage, digest: bytes) -> DocumentCard:
    """The card of a document; ``digest``: of its files."""
    named = publishers = topics = tuple[str, ...]()
    if isinstance(document, Document):
        meta = document.meta
        named = tuple(value for _, value, kind in references(meta) if kind == "documents")
        publishers = tuple(item.publisher for item in meta.sources if item.publisher)
        topics = tuple(meta.topics)
    return DocumentCard(
        digest=digest,
        key=document.key,
        slug=document.slug,
        kind=document.kind,
        original=document.original,
        review=document.review,
        is_draft=document.is_draft,
        paths={lang: version.path for lang, version in document.versions.items()},
        recommendations=_numbers(document.meta),
        named=named,
        publishers=publishers,
        topics=topics,
        lesson=(document.meta.course, document.meta.number) if isinstance(document.meta, Lesson) else None,
        head=head_digest(document),
    )


_NOTHING = Loaded(None, {}, ())


def head_of(document: DocumentOrPage) -> DocumentOrPage:
    """The document without its Markdown: all that pages and lists may read, for they show texts as they are rendered.

    Of revisions it says only whether they agree.
    """
    revisions: dict[Lang, str | None] = {
        lang: None if lang == document.original else "this" if document.state(lang) == "current" else "another"
        for lang in document.versions
    }
    versions = {
        lang: replace(version, body="", body_line=0, loaded=_NOTHING, revision=revisions[lang])
        for lang, version in document.versions.items()
    }
    return replace(document, revision="this", versions=versions)


def head_digest(document: DocumentOrPage) -> bytes:
    """A hash of the head."""
    return digest_of(head_of(document))


def _numbers(meta: Meta) -> tuple[int, ...] | None:
    return tuple(item.number for item in meta.recommendations) if isinstance(meta, Resolution) else None
