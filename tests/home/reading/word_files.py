"""Word files for tests, made by hand: a package with the parts that Word itself writes."""

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_KINDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# As a Dutch Word writes them: built-in names are English, identifiers Dutch.
STYLES = [
    ("Standaard", "Normal", ""),
    ("Titel", "Title", ""),
    ("Kop1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
    ("Kop2", "heading 2", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
    ("Kop3", "heading 3", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>'),
    ("Lijstalinea", "List Paragraph", ""),
    ("Inhopg1", "toc 1", ""),
]


def run(text: str, *, bold: bool = False, italic: bool = False, more: str = "") -> str:
    properties = f"{'<w:b/>' * bold}{'<w:i/>' * italic}{more}"
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*runs: str, style: str = "", level: int | None = None, ordered: bool = False) -> str:
    """A paragraph of runs (plain text is a run); with ``level`` an item of a list."""
    properties = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    if level is not None:
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{2 if ordered else 1}"/></w:numPr>'
    words = "".join(one if one.startswith("<w:") or one.startswith("<mc:") else run(one) for one in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{words}</w:p>"


def title(text: str) -> str:
    return p(text, style="Titel")


def heading(text: str, level: int = 1) -> str:
    return p(text, style=f"Kop{level}")


def link(text: str, relation: str) -> str:
    return f'<w:hyperlink r:id="{relation}">{run(text)}</w:hyperlink>'


def table(*rows: list[str], header: bool = False) -> str:
    def cell(text: str) -> str:
        return text if text.startswith("<w:tc>") else f"<w:tc><w:tcPr/>{p(text)}</w:tc>"

    made = [
        f"<w:tr><w:trPr>{'<w:tblHeader/>' if header and not number else ''}</w:trPr>{''.join(map(cell, row))}</w:tr>"
        for number, row in enumerate(rows)
    ]
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(made)}</w:tbl>"


def docx(
    *body: str,
    links: dict[str, str] | None = None,
    footnotes: dict[int, str] | None = None,
    comments: dict[int, str] | None = None,
    header: str = "",
    styles: list[tuple[str, str, str]] | None = None,
    main_type: str = "document.main",
    extra: dict[str, bytes | str] | None = None,
) -> bytes:
    """The file; ``links`` gives the address of each relation, ``extra`` adds or replaces parts."""
    parts: dict[str, bytes | str] = {
        "word/document.xml": f"{_HEAD}<w:document {_NAMESPACES}><w:body>{''.join(body)}<w:sectPr/></w:body>"
        "</w:document>",
        "word/styles.xml": _styles(STYLES if styles is None else styles),
        "word/numbering.xml": _numbering(),
    }
    if footnotes:
        notes = "".join(
            f'<w:footnote w:id="{number}">{p("<w:r><w:footnoteRef/></w:r>", text)}</w:footnote>'
            for number, text in footnotes.items()
        )
        separator = f'<w:footnote w:type="separator" w:id="-1">{p()}</w:footnote>'
        parts["word/footnotes.xml"] = f"{_HEAD}<w:footnotes {_NAMESPACES}>{separator}{notes}</w:footnotes>"
    if comments:
        made = "".join(
            f'<w:comment w:id="{number}" w:author="Jurist" w:initials="J">{p(text)}</w:comment>'
            for number, text in comments.items()
        )
        parts["word/comments.xml"] = f"{_HEAD}<w:comments {_NAMESPACES}>{made}</w:comments>"
    if header:
        parts["word/header1.xml"] = f"{_HEAD}<w:hdr {_NAMESPACES}>{p(header)}</w:hdr>"
    kinds = {name: f"{_KINDS}.{name[5:-4].rstrip('1')}+xml" for name in parts}
    kinds["word/document.xml"] = f"{_KINDS}.{main_type}+xml"
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items()
    )
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    files = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{types}"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{overrides}</Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{R}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{relations}">'
        + "".join(
            f'<Relationship Id="{name}" Type="{R}/hyperlink" Target={quoteattr(target)} TargetMode="External"/>'
            for name, target in (links or {}).items()
        )
        + f'<Relationship Id="plaatje" Type="{R}/image" Target="media/image1.png"/></Relationships>',
        **parts,
        **(extra or {}),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def picture(alt: str) -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr={quoteattr(alt)}/><a:graphic><a:graphicData>'
        '<pic:pic><pic:blipFill><a:blip r:embed="plaatje"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def text_box(*paragraphs: str) -> str:
    """A text box as Word writes it: the new way, and an old one for old programs."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def _styles(styles: list[tuple[str, str, str]]) -> str:
    made = "".join(
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>{more}</w:style>'
        for identifier, name, more in styles
    )
    strong = '<w:style w:type="character" w:styleId="Zwaar"><w:name w:val="Strong"/></w:style>'
    return f"{_HEAD}<w:styles {_NAMESPACES}>{made}{strong}</w:styles>"


def _numbering() -> str:
    def abstract(number: int, kind: str) -> str:
        levels = "".join(f'<w:lvl w:ilvl="{n}"><w:numFmt w:val="{kind}"/></w:lvl>' for n in range(9))
        return f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>'

    numbers = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
    return f"{_HEAD}<w:numbering {_NAMESPACES}>{abstract(1, 'bullet')}{abstract(2, 'decimal')}{numbers}</w:numbering>"
