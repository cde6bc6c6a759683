"""A version of the statement as PDF: what the register's typesetter is given to set.

Made from the version alone and the organisation's letterhead, with the moment of publication as its date: the same
version gives the same bytes, on every machine.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from home.pdf.content import blocks_of
from home.text.rendering import Section, numbered_heading
from home.versions.bases import FrozenEdition, FrozenVersion
from home.versions.choices import Kind
from sharing.public import Document, Letterhead, current_letterhead, pdf_blocks, typeset


def statement_pdf(
    version: FrozenVersion | FrozenEdition,
    *,
    earlier: Sequence[FrozenVersion] = (),
    notes: Mapping[int, str] | None = None,
) -> bytes:
    """The version, or an edition of it in another language, as a PDF with the organisation's letterhead.

    ``earlier`` are the versions before it that readers know of; what changed in each stands at the end. ``notes`` says
    that in another language, by number: of a version that is not in it nobody wrote so.
    """
    return render_pdf(version, current_letterhead(), earlier=earlier, notes=notes)


def render_pdf(
    version: FrozenVersion | FrozenEdition,
    sender: Letterhead,
    *,
    earlier: Sequence[FrozenVersion] = (),
    notes: Mapping[int, str] | None = None,
) -> bytes:
    """The same with this letterhead."""
    with translation.override(version.language):
        document = _document(version, sender, earlier, notes)
    return typeset(document)


def _document(
    version: FrozenVersion | FrozenEdition,
    sender: Letterhead,
    earlier: Sequence[FrozenVersion] = (),
    notes: Mapping[int, str] | None = None,
) -> Document:
    original = version.version if isinstance(version, FrozenEdition) else version
    summary = _summary(original)
    return Document(
        title=version.title,
        language=version.language,
        sender=sender,
        description=summary[0].rstrip("."),
        keywords=version.sha256,
        made_at=version.published_at,
        footer=_footer(version, original),
        elsewhere=_("Op het vaste adres staan zij wel."),
        blocks=[
            *(pdf_blocks.paragraph([sentence]) for sentence in (*summary, *_binding(version, original))),
            *_text(version),
            pdf_blocks.heading([_("Over deze versie")], level=1, is_listed=True),
            pdf_blocks.facts(_facts(version, original)),
            *_changes(original, earlier, notes),
        ],
    )


def _summary(version: FrozenVersion) -> list[str]:
    """Whether and from when it holds, as far as paper can know: it is read after a version was withdrawn as well."""
    words = {"number": version.number, "day": _day(version.in_force_from)}
    if gone := version.withdrawn:
        words |= {"day": _day(gone.confirmed_at), "reason": gone.explanation}
        return [
            _("Versie %(number)s, op %(day)s ingetrokken: zij heeft nooit gegolden.") % words,
            _("Reden van de intrekking: %(reason)s") % words,
        ]
    said = [_("Versie %(number)s, geldt vanaf %(day)s.") % words]
    if version.published_at < version.in_force_from:
        said.append(
            _(
                "Deze versie is vastgelegd voor de dag waarop zij ingaat, en kan tot die dag worden ingetrokken. Of "
                "zij geldt, staat op %(address)s."
            )
            % {"address": version.addresses.whole("version", version.number)}
        )
    return said


def _footer(version: FrozenVersion | FrozenEdition, original: FrozenVersion) -> str:
    words = {"title": version.title, "number": original.number}
    if original.withdrawn:
        return _("%(title)s, versie %(number)s, ingetrokken") % words
    return _("%(title)s, versie %(number)s") % words


def _text(version: FrozenVersion | FrozenEdition) -> list[dict[str, Any]]:
    """The sections, after a list of their headings when there is something to choose."""
    sections = [Section(**section) for section in version.sections]
    anchors = frozenset(section.anchor for section in sections)
    headings = [heading for section in sections if (heading := numbered_heading(section))]
    found = [pdf_blocks.contents(_("Inhoud"))] if len(headings) > 1 else []
    for section in sections:
        if heading := numbered_heading(section):
            found.append(pdf_blocks.heading([heading], level=1, anchor=section.anchor, is_listed=True))
        else:
            found.append(pdf_blocks.anchor(section.anchor))
        found += _levelled(blocks_of(section.html, base_url=settings.BASE_URL, anchors=anchors))
    return found


def _address(version: FrozenVersion | FrozenEdition, original: FrozenVersion) -> str:
    return version.addresses.whole("version" if version is original else "version-en", original.number)


def _binding(version: FrozenVersion | FrozenEdition, original: FrozenVersion) -> list[str]:
    """Of a translation: which text holds, and where it is."""
    if version is original:
        return []
    words = {"number": original.number, "address": _address(original, original)}
    return [
        _(
            "Dit is een vertaling. De Nederlandse tekst van versie %(number)s is bindend; die staat op %(address)s."
        )
        % words
    ]


def _facts(version: FrozenVersion | FrozenEdition, original: FrozenVersion) -> list[dict[str, Any]]:
    address = _address(version, original)
    published = date_format(timezone.localtime(version.published_at), "j F Y, H:i")
    facts = [
        pdf_blocks.fact(_("Versie"), str(original.number)),
        pdf_blocks.fact(
            _("Zou gelden vanaf") if original.withdrawn else _("Geldt vanaf"), _day(original.in_force_from)
        ),
        pdf_blocks.fact(_("Gepubliceerd op"), published),
        pdf_blocks.fact(_("Wat is er veranderd"), version.change_note.strip()),
        pdf_blocks.fact(_("Vast adres"), address, "link"),
        pdf_blocks.fact(_("Controlegetal van de tekst (SHA-256)"), version.sha256, "code"),
    ]
    return [fact for fact in facts if fact["text"]]


def _changes(
    version: FrozenVersion, earlier: Sequence[FrozenVersion], notes: Mapping[int, str] | None
) -> list[dict[str, Any]]:
    """What changed in each version, latest first, when there are more than one."""
    if not earlier:
        return []
    headings = [_("Versie"), _("Geldt vanaf"), _("Wat is er veranderd")]
    rows = [
        [str(one.number), _day(one.in_force_from), _said_of(one, notes)]
        for one in sorted((version, *earlier), key=lambda one: -one.number)
    ]
    cells = [
        pdf_blocks.cell(
            [pdf_blocks.paragraph([words])] if words else [],
            x=x,
            y=y,
            is_header=not (x and y),
            heads="row" if y and not x else "",
        )
        for y, row in enumerate([headings, *rows])
        for x, words in enumerate(row)
    ]
    return [
        pdf_blocks.heading([_("Wat er per versie veranderde")], level=1, is_listed=True),
        pdf_blocks.table(cells, columns=len(headings), head=1),
    ]


def _said_of(version: FrozenVersion, notes: Mapping[int, str] | None) -> str:
    if notes is None:
        note = version.change_note
    elif version.number in notes:
        note = notes[version.number]
    else:
        note = _("Alleen in het Nederlands beschreven.") if version.change_note else ""
    note = " ".join(note.split())
    if version.kind != Kind.EDITORIAL:
        return note
    kind = _("alleen de verwoording")
    return f"{note} ({kind})".lstrip()


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y")


def _levelled(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Headings within a section: one level below its own, and never a level skipped."""
    level = 1
    for block in blocks:
        if block["kind"] == "heading":
            level = block["level"] = min(max(block["level"] - 1, 2), level + 1)
    return blocks
