"""Fields of a Word file: what people filled in, contents lists, and what Word shows without keeping it as text."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from home.reading.refusing import shortened
from home.reading.worddocument import Document, words_under
from home.reading.wordstyles import TOC_STYLE, attribute, child, local_name, value_of

# Fields that show what stands in their instruction, or a drawing of it.
_SHOWN = re.compile(r"\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s+(?P<words>.*\S)|\s*(?:EQ|SYMBOL)\b.*", re.DOTALL)


def settle_fields(document: Document) -> None:
    """Keep the values of form fields; leave contents lists and empty fields out, and say so."""
    for element in document.all("sdt"):
        _container(document, element)
    for begin, instruction, inside in list(_fields(document)):
        if instruction.split()[:1] == ["TOC"]:
            _leave_field_out(document, begin, inside)
        elif child(begin, "ffData") is not None:
            _keep_choice(document, begin, inside)
        elif (found := _SHOWN.fullmatch(instruction.strip())) and not any(words_under(one) for one in inside):
            _say_field(document, begin, (found["words"] or instruction).strip())
    for element in document.all("fldSimple"):
        if attribute(element, "instr").split()[:1] == ["TOC"]:
            _leave_contents_out(document, element)
        else:
            document.unwrap(element)
    for element in document.all("pStyle"):
        paragraph = document.inside(element, "p")
        if document.styles.meanings.get(attribute(element, "val")) == TOC_STYLE and paragraph is not None:
            _leave_contents_out(document, paragraph)


def _container(document: Document, element: Any) -> None:
    """A control of Word: a contents list, a field that nobody filled in, or transparent."""
    properties = child(element, "sdtPr")
    gallery = next((one for one in element.iter("{*}docPartGallery")), None)
    if gallery is not None and attribute(gallery, "val") == "Table of Contents":
        _leave_contents_out(document, element)
        return
    empty = child(properties, "showingPlcHdr")
    if empty is None or attribute(empty, "val") in ("0", "false", "off"):
        return
    words = words_under(element)
    message = _("De invulplek “%(words)s” is niet ingevuld en is weggelaten. Vul aan wat er moet staan.")
    if words:
        document.leave_out(element, message % {"words": shortened(words)})


def _leave_contents_out(document: Document, element: Any) -> None:
    if not document.has_contents:
        message = _("De inhoudsopgave is weggelaten; de site maakt er zelf een.")
        document.mark(element, message, lost=False)
    document.has_contents = True
    document.take_out(element)


def _fields(document: Document) -> Iterator[tuple[Any, str, list[Any]]]:
    """Each field that is no other field's: its first sign, its instruction, and the runs up to its last sign."""
    depth, begin, instruction = 0, None, ""
    inside: list[Any] = []
    for element in list(document.root.iter("{*}fldChar", "{*}instrText", "{*}r")):
        match local_name(element), attribute(element, "fldCharType"):
            case "r", _kind if depth:
                inside.append(element)
            case "instrText", _kind if depth == 1:
                instruction += element.text or ""
            case "fldChar", "begin":
                depth += 1
                if depth == 1:
                    begin, instruction, inside = element, "", []
            case "fldChar", "end" if depth:
                depth -= 1
                if not depth:
                    yield begin, instruction, inside
    # A field without an end is text.


def _leave_field_out(document: Document, begin: Any, inside: list[Any]) -> None:
    """A contents list that is a field: the words between its signs, in as many paragraphs as there are."""
    first = document.inside(begin, "p")
    if any(words_under(one) for one in inside) and not document.has_contents and first is not None:
        message = _("De inhoudsopgave is weggelaten; de site maakt er zelf een.")
        document.mark(first, message, lost=False)
        document.has_contents = True
    for run in inside:
        if run.getparent() is not None:
            document.take_out(run)
    sign = begin.getparent() if local_name(begin.getparent()) == "r" else begin
    if sign.getparent() is not None:
        sign.getparent().remove(sign)


def _keep_choice(document: Document, begin: Any, inside: list[Any]) -> None:
    """Word keeps of a list to choose from only which one it is."""
    choices = child(child(begin, "ffData"), "ddList")
    if choices is None or any(words_under(one) for one in inside):
        return
    entries = [attribute(one, "val") for one in choices if local_name(one) == "listEntry"]
    chosen = value_of(choices, "result") or value_of(choices, "default") or "0"
    if chosen.isdecimal() and int(chosen) < len(entries):
        begin.addprevious(document.made("t"))
        begin.getprevious().text = entries[int(chosen)]


def _say_field(document: Document, begin: Any, words: str) -> None:
    message = _("Het veld “%(words)s” is weggelaten. Typ wat lezers daar moeten zien.")
    document.mark(begin, message % {"words": shortened(words)})
