"""A statement from a Word file (.docx): mammoth makes HTML of it, with what it would lose marked beforehand."""

import io
import re
from collections import Counter
from typing import Any, BinaryIO

import mammoth
from django.utils.translation import gettext as _
from lxml import html as lxml_html
from lxml.etree import _Element

from home.reading.contents import without_contents
from home.reading.context import Context, Footnote
from home.reading.headings import TITLE_CLASS
from home.reading.markup import read_elements
from home.reading.model import Note, Paragraph, ReadStatement, Span, words_of
from home.reading.outline import statement_of
from home.reading.package import DamagedPackage, TooManyElements
from home.reading.parts import Aside, Remark, texts_of
from home.reading.refusing import MAX_WORD, refusal, shortened
from home.reading.worddocument import tokens
from home.reading.wordpackage import OnlyAnotherFile, open_package
from home.reading.wordstyles import HEADING_STYLE, TITLE_STYLE
from sharing import public

LIMITS = public.Limits(file=MAX_WORD, unpacked=200 * 1024 * 1024, xml=32 * 1024 * 1024, parts=4_000)
_MAIN_TYPE = b"wordprocessingml.document.main+xml"
_LIST_LEVELS = 9
_NOTE = re.compile(r"(?:footnote|endnote)-")
_NOTE_REFERENCE = re.compile(r"#(?:footnote|endnote)-ref-")


def read_word(source: BinaryIO) -> ReadStatement:
    """The statement in a Word file. Raises RefusedInput."""
    if fault := public.fault_of(source, main_type=_MAIN_TYPE, limits=LIMITS):
        raise refusal(_sentence(fault))
    try:
        package = open_package(source)
        root = lxml_html.fragment_fromstring(_html_of(package.content), create_parent="div")
        context = Context(remarks=package.remarks, labels=package.labels)
        seen = {element.get("id") for element in root.iter("a")}
        _take_out_footnotes(root, context)
        context.targets = frozenset(
            href[1:] for link in root.iter("a") if (href := link.get("href") or "").startswith("#")
        )
        found, contents = without_contents(read_elements(root, context))
    except OnlyAnotherFile as error:
        message = _(
            "De tekst staat in een ingesloten bestand, niet in het document zelf. Open het in Word, sla het op en lees "
            "het opnieuw in."
        )
        raise refusal(message) from error
    except TooManyElements as error:
        raise refusal(_sentence(public.Fault.TOO_MUCH_XML)) from error
    except (DamagedPackage, RecursionError) as error:
        raise refusal(_sentence(public.Fault.DAMAGED)) from error
    statement = statement_of(
        found,
        notes=[
            *package.notes,
            # Marks that stood where mammoth does not look.
            *(
                Note(_("hele document"), remark.message, remark.lost)
                for name, remark in package.remarks.items()
                if name not in seen
            ),
        ],
        remedy=_("Geef in Word elke paragraafkop de stijl “Kop 1” en de titel de stijl “Titel”."),
    )
    statement.notes += _missing(package.words, statement, contents)
    return statement


def _html_of(content: bytes) -> str:
    try:
        html: str = mammoth.convert_to_html(
            io.BytesIO(content),
            style_map=_style_map(),
            include_embedded_style_map=False,
            external_file_access=False,
            convert_image=mammoth.images.img_element(lambda _image: {}),
        ).value
        return html
    except MemoryError:
        raise
    except Exception as error:  # mammoth assumes a sound file and stumbles over others in many ways
        raise DamagedPackage from error


def _style_map() -> str:
    """Titles, headings and deeper lists than mammoth knows by itself."""
    lines = [f"p.{TITLE_STYLE} => h1.{TITLE_CLASS}:fresh"]
    lines += [f"p.{HEADING_STYLE}{level} => h{level}:fresh" for level in range(1, 7)]
    for level in range(1, _LIST_LEVELS + 1):
        above = "ul|ol > li > " * (level - 1)
        lines.append(f"p:unordered-list({level}) => {above}ul > li:fresh")
        lines.append(f"p:ordered-list({level}) => {above}ol > li:fresh")
    return "\n".join(lines)


def _take_out_footnotes(root: _Element, context: Context) -> None:
    """Footnotes stand in a list at the end; each goes to the section that refers to it."""
    items = [item for item in root.iterfind("./ol/li") if _NOTE.match(item.get("id") or "")]
    for number, item in enumerate(items, start=1):
        for link in list(item.iter("a")):
            if _NOTE_REFERENCE.match(link.get("href") or ""):
                link.drop_tree()
        item.tag = "div"
        found = read_elements(item, context)
        blocks: list[Any] = [one for one in found if not isinstance(one, Aside)]
        mark = Span(f"[{number}] ")
        if blocks and isinstance(blocks[0], Paragraph):
            blocks[0] = Paragraph((mark, *blocks[0].content))
        elif blocks:
            blocks.insert(0, Paragraph((mark,)))
        remarks = tuple(one for one in found if isinstance(one, Remark))
        context.footnotes[item.get("id")] = Footnote(tuple(blocks), remarks)
        item.getparent().remove(item)


def _missing(words: Counter[str], statement: ReadStatement, contents: list[str]) -> list[Note]:
    """A last check that does not depend on how the file was read: words of the file that are in no section."""
    texts = [statement.title, *contents]
    for section in statement.sections:
        texts += [section.heading, *map(words_of, texts_of(section.blocks))]
    # A number may have been typed in front of a heading.
    lost = [word for word in words - Counter(tokens(" ".join(texts))) if not word.isdecimal()]
    if not lost:
        return []
    message = _("Deze woorden zijn niet overgenomen; zoek ze op in het bestand en typ ze erbij: %(words)s.")
    return [Note(_("hele document"), message % {"words": shortened(" ".join(lost), 300)})]


def _sentence(fault: public.Fault) -> str:
    """Why a file is not opened, and what to do."""
    too_large = _(
        "Het Word-bestand is uitgepakt veel te groot en wordt niet geopend. Bewaar alleen de tekst."
    )
    return {
        public.Fault.EMPTY: _("Het bestand is leeg."),
        public.Fault.TOO_LARGE: _("Het Word-bestand is groter dan 20 MB. Haal de afbeeldingen eruit."),
        public.Fault.ENCRYPTED: _(
            "Het Word-bestand is met een wachtwoord beveiligd. Haal in Word het wachtwoord eraf (Bestand, Info, "
            "Document beveiligen) en probeer opnieuw."
        ),
        public.Fault.OLD_FORMAT: _(
            "Dit is een Word-bestand in een oud formaat (.doc). Sla het op als .docx."
        ),
        public.Fault.DAMAGED: _(
            "Dit is geen Word-bestand (.docx), of het is beschadigd. Open het in Word en sla het opnieuw op."
        ),
        public.Fault.TOO_MANY_PARTS: too_large,
        public.Fault.UNPACKS_TOO_LARGE: too_large,
        public.Fault.TOO_MUCH_XML: _(
            "Het Word-bestand bevat veel meer tekst dan een verklaring. Bewaar alleen de tekst van de verklaring."
        ),
        public.Fault.OPEN_DOCUMENT: _("Dit is een LibreOffice-bestand. Sla het op als Word-bestand (.docx)."),
        public.Fault.MACROS: _(
            "Het Word-bestand bevat macro's en wordt niet geopend. Sla het op als gewoon Word-document (.docx)."
        ),
        public.Fault.TEMPLATE: _("Dit is een sjabloon. Sla het in Word op als Word-document (.docx)."),
        public.Fault.OTHER_KIND: _(
            "Dit is geen Word-bestand (.docx), ook al is het een zip-bestand. Kies het document zelf."
        ),
        public.Fault.XML_DEFINITIONS: _(
            "Het Word-bestand bevat XML-definities die Word niet maakt en wordt niet geopend."
        ),
    }[fault]
