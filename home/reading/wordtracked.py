"""What was changed with “track changes” is read as if it was accepted, and said."""

from typing import Any

from django.utils.translation import gettext as _

from home.reading.refusing import shortened
from home.reading.worddocument import Document, words_under
from home.reading.wordstyles import child, local_name


def accept_changes(document: Document) -> None:
    """Accept what was added, moved and deleted, in this part."""
    # How something looked before it was changed.
    for element in document.all("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange",
                                "trPrChange", "tcPrChange", "tblPrExChange", "numberingChange"):  # fmt: skip
        element.getparent().remove(element)
    for paragraph in document.all("p"):
        _join_to_next(document, paragraph)
    moved = {words_under(one) for one in document.all("moveTo")}
    for element in document.all("del", "moveFrom", "cellDel"):
        _take_away(document, element, moved)
    for element in document.all("ins", "moveTo"):
        _keep(document, element)


def _join_to_next(document: Document, paragraph: Any) -> None:
    """A paragraph of which the end was deleted goes on in the next one, which gives it its looks."""
    marks = child(child(paragraph, "pPr"), "rPr")
    following = paragraph.getnext()
    while following is not None and local_name(following) in ("bookmarkStart", "bookmarkEnd", "proofErr"):
        following = following.getnext()
    gone = child(marks, "del") is not None or child(marks, "moveFrom") is not None
    if not gone or following is None or local_name(following) != "p":
        return
    for one in reversed([inner for inner in paragraph if local_name(inner) != "pPr"]):
        document.put_first(following, one)
    paragraph.getparent().remove(paragraph)


def _take_away(document: Document, element: Any, moved: set[str]) -> None:
    above = element.getparent()
    if local_name(above) == "trPr":
        _take_row_away(document, above.getparent())
    elif local_name(above) == "tcPr":
        cell = above.getparent()
        message = _("Met “wijzigingen bijhouden” verwijderde tekst “%(words)s” is weggelaten.")
        if words := words_under(cell):
            document.mark(cell, message % {"words": shortened(words)})
        document.take_out(cell)
    elif words := words_under(element):
        if local_name(element) == "moveFrom" and words in moved:
            document.take_out(element)  # said where it stands now
            return
        message = _("Met “wijzigingen bijhouden” verwijderde tekst “%(words)s” is weggelaten.")
        document.leave_out(element, message % {"words": shortened(words)})


def _take_row_away(document: Document, row: Any) -> None:
    table, words = row.getparent(), words_under(row)
    message = _("De met “wijzigingen bijhouden” verwijderde rij “%(words)s” van een tabel is weggelaten.")
    if words:
        document.mark(row, message % {"words": shortened(words)})
    document.take_out(row)
    if local_name(table) == "tbl" and child(table, "tr") is None:
        table.getparent().remove(table)


def _keep(document: Document, element: Any) -> None:
    above = element.getparent()
    in_row = local_name(above) == "trPr"
    words = words_under(above.getparent() if in_row else element)
    if not words:
        return
    if local_name(element) == "moveTo":
        message = _(
            "Met “wijzigingen bijhouden” verplaatste tekst “%(words)s” staat op de nieuwe plek. Controleer of dat de "
            "bedoeling is."
        )
    else:
        message = _(
            "Met “wijzigingen bijhouden” toegevoegde tekst “%(words)s” is overgenomen. Controleer of dat de "
            "bedoeling is."
        )
    document.mark(above.getparent() if in_row else element, message % {"words": shortened(words)}, lost=False)
