"""Small Word files for tests, built part by part as Word builds them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

_NS = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    }.items()
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
STYLES = {"h1": "heading 1", "h2": "heading 2", "title": "Title", "ru1": "Заголовок 1", "ru2": "Заголовок 2"}
LISTS = ("decimal", "bullet", "russianLower")


def run(text: str, bold: bool = False, properties: str = "") -> str:
    """A run of text."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<w:r><w:rPr>{"<w:b/>" if bold else ""}{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(*parts: str, style: str = "", number: tuple[int, int] | None = None, properties: str = "") -> str:
    """A paragraph of texts and runs; ``number``: list (from 1) and level (from 0)."""
    own = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        own += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    runs = "".join(part if part.startswith("<") else run(part) for part in parts)
    return f"<w:p><w:pPr>{own}{properties}</w:pPr>{runs}</w:p>"


def bold(text: str) -> str:
    """A paragraph in bold, as people make headings."""
    return par(run(text, True))


def cell(*paragraphs: str, span: int = 1, merge: str = "") -> str:
    """A cell; ``merge``: ``restart`` or ``continue``."""
    own = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    own += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f"<w:tc><w:tcPr>{own}</w:tcPr>{''.join(paragraphs) or '<w:p/>'}</w:tc>"


def table(*rows: Sequence[str], columns: int = 2) -> str:
    """A table of cells."""
    grid = "".join('<w:gridCol w:w="4000"/>' for _ in range(columns))
    body = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def picture(relation: str, alt: str = "") -> str:
    """A picture in the line."""
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="3000000" cy="2000000"/>'
        f'<wp:docPr id="1" name="Рисунок 1" descr="{alt}"/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        '<pic:cNvPr id="0" name="x"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{relation}"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )


def text_box(text: str) -> str:
    """A text box, written twice as Word does."""
    inner = f"<w:txbxContent>{par(text)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def change(kind: str, text: str) -> str:
    """A tracked change: ``ins`` or ``del``."""
    tag = "w:delText" if kind == "del" else "w:t"
    inner = f'<w:r><{tag} xml:space="preserve">{text}</{tag}></w:r>'
    return f'<w:{kind} w:id="9" w:author="А" w:date="2024-01-01T00:00:00Z">{inner}</w:{kind}>'


def note_mark(number: int) -> str:
    """The mark of a footnote."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def comment(number: int, text: str) -> str:
    """Text on which a comment hangs."""
    return (
        f'<w:commentRangeStart w:id="{number}"/>{run(text)}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )


def docx(
    *body: str,
    pictures: Mapping[str, tuple[str, bytes]] | None = None,
    footnotes: Mapping[int, str] | None = None,
    comments: Mapping[int, str] | None = None,
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A Word file. ``pictures``: relation → name and bytes; ``parts`` are added to the archive or replace others."""
    levels = {name: "".join(_level(name, index) for index in range(3)) for name in LISTS}
    numbering = "".join(
        f'<w:abstractNum w:abstractNumId="{index}">{levels[name]}</w:abstractNum>' for index, name in enumerate(LISTS)
    ) + "".join(
        f'<w:num w:numId="{index + 1}"><w:abstractNumId w:val="{index}"/></w:num>' for index in range(len(LISTS))
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in STYLES.items()
    )
    notes = "".join(f'<w:footnote w:id="{key}">{par(text)}</w:footnote>' for key, text in (footnotes or {}).items())
    remarks = "".join(
        f'<w:comment w:id="{key}" w:author="Редактор" w:date="2024-01-01T00:00:00Z">{par(text)}</w:comment>'
        for key, text in (comments or {}).items()
    )
    relations = {"s": ("styles", "styles.xml"), "n": ("numbering", "numbering.xml"), "h": ("header", "header1.xml"),
                 "f": ("footnotes", "footnotes.xml"), "c": ("comments", "comments.xml")}  # fmt: skip
    relations |= {key: ("image", f"media/{name}") for key, (name, _) in (pictures or {}).items()}
    links = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in relations.items()
    )
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"{_HEAD}<w:document {_NS}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}'
        "</Relationships>",
        "word/styles.xml": f"{_HEAD}<w:styles {_NS}>{styles}</w:styles>",
        "word/numbering.xml": f"{_HEAD}<w:numbering {_NS}>{numbering}</w:numbering>",
        "word/footnotes.xml": f"{_HEAD}<w:footnotes {_NS}>{notes}</w:footnotes>",
        "word/comments.xml": f"{_HEAD}<w:comments {_NS}>{remarks}</w:comments>",
        "word/header1.xml": f"{_HEAD}<w:hdr {_NS}>{par('КОЛОНТИТУЛ')}</w:hdr>",
        **{f"word/media/{name}": data for name, data in (pictures or {}).values()},
        **(parts or {}),
    }
    return archive(files)


def archive(files: Mapping[str, str | bytes]) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return out.getvalue()


def _level(name: str, index: int) -> str:
    mark = "" if name == "bullet" else f"%{index + 1}{')' if name.startswith('russian') else '.'}"
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{name}"/><w:lvlText w:val="{mark}"/></w:lvl>'


ODT_STYLES = (
    '<?xml version="1.0"?><office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:font-face-decls/><office:styles/>'
    "<office:automatic-styles/><office:master-styles/></office:document-styles>"
)
