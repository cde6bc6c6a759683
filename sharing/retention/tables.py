"""The list of a proposal to destroy, as people read it before they decide."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from sharing.core.admin import Link, Section
from sharing.core.admin.sections import screen_of
from sharing.core.dossiers import unseal
from sharing.core.gathering import rows_together
from sharing.core.readable import EMPTY, ReadableValues, learn_names, references_of
from sharing.retention.checking import HELD
from sharing.retention.choices import RecordKind
from sharing.retention.gathering import CONTACT_MODELS, MODELS
from sharing.retention.models import Destruction, DestructionItem
from sharing.retention.since import Since
from sharing.retention.what import contact_places

SHOWN_AT_MOST = 200


def _contacts(items: Iterable[Any]) -> dict[Any, str]:
    """Per item (by key) where it stands, and what it says there now; one question for all tables."""
    models = {model._meta.db_table: model for model in CONTACT_MODELS}
    places = {f"{table}.{column}": (models[table], column) for table, column in contact_places()}
    wanted = defaultdict(set)
    for one in items:
        if one.place in places:
            wanted[places[one.place][0]].add(one.record)
    sets = [model._base_manager.filter(pk__in=keys) for model, keys in wanted.items()]
    there = {
        (model, row.pk): row for model, rows in zip(wanted, rows_together(sets), strict=True) for row in rows
    }
    found = {}
    for one in items:
        model, column = places.get(one.place, (None, ""))
        said = getattr(there.get((model, one.record)), column, "") if model else ""
        found[one.pk] = f"{model._meta.verbose_name} {one.record}: {said}" if model else str(one.place)
    return found


def _name_of(kind: RecordKind, key: int) -> str:
    """What one record of this kind is called: the word for one, and its number."""
    model = MODELS.get(kind)
    return f"{capfirst(model._meta.verbose_name) if model else kind.label} {key}"


def since_section(found: Iterable[Since]) -> Section:
    """What of the dossiers on a list is not as it was when it was proposed."""
    rows: list[tuple[Any, ...]] = []
    for one in found:
        number = unseal(one.dossier)
        rows += [(number, EMPTY, capfirst(str(HELD[code]))) for code in one.held]
        rows += [(number, _link(*record), _("Gewijzigd, of er niet meer")) for record in one.changed]
        came = _("Nieuw: staat niet op deze lijst, en blijft bestaan")
        rows += [(number, _link(*record), came) for record in one.came]
    return Section(
        _("Veranderd sinds het voorstel"),
        (_("Dossier"), _("Wat"), _("Wat er veranderde")),
        tuple(rows),
        empty=_("Van deze dossiers is sinds het voorstel niets veranderd."),
    )


def _link(kind: RecordKind, key: int) -> Link | str:
    screen = screen_of(MODELS[kind])
    label = _name_of(kind, key)
    return Link(label, reverse(screen.get_url_name("inspect"), args=[key])) if screen else label


# What tells a record of each kind from the others of its dossier.
_TOLD: dict[RecordKind, tuple[str, ...]] = {
    RecordKind.DISCLOSURE: ("disclosed_at", "recipient", "purpose"),
    RecordKind.CONSENT: ("given_at", "recipient", "purpose"),
    RecordKind.OBJECTION: ("kind", "in_force_from", "recipient", "purpose"),
    RecordKind.REQUEST: ("kind", "received_at"),
    RecordKind.REQUESTED: ("request",),
    RecordKind.ANSWER: ("made_at", "format"),
    RecordKind.WORK: ("title", "asked_at"),
    RecordKind.LOOK: ("act", "looked_at"),
    RecordKind.HOLD: ("ground", "placed_at"),
}


def per_dossier(items: Sequence[DestructionItem]) -> Section:
    """What goes of each dossier, in the order of their numbers, with what tells one record from another."""
    of_kind: dict[RecordKind, set[int]] = defaultdict(set)
    for one in items:
        if one.kind in _TOLD:
            of_kind[RecordKind(one.kind)].add(one.record)
    read = rows_together(
        [MODELS[kind]._default_manager.filter(pk__in=keys) for kind, keys in of_kind.items()]
    )
    there = {(kind, row.pk): row for kind, rows in zip(of_kind, read, strict=True) for row in rows}
    reader = ReadableValues()
    told = {
        key: [
            (row._meta.get_field(name), getattr(row, row._meta.get_field(name).attname))
            for name in _TOLD[key[0]]
        ]
        for key, row in there.items()
    }
    learn_names(one for values in told.values() for one in references_of(reader, values))
    rows = []
    for one in items:
        kind = RecordKind(one.kind)
        values = told.get((kind, one.record), ())
        said = [f"{field.verbose_name}: {reader.words(field, value)}" for field, value in values if value]
        what = _link(kind, one.record) if kind in MODELS else _name_of(kind, one.record)
        rows.append((unseal(bytes(one.dossier or b"")), what, "; ".join(said) or EMPTY))
    rows.sort(key=lambda row: row[0])  # of one dossier in the order in which they were asked
    return Section(_("Wat er per dossier weggaat"), (_("Dossier"), _("Wat"), _("Waarover")), tuple(rows))


def list_of(destruction: Destruction) -> list[Section]:
    """What is on the list of a proposal, per kind, with the way to each record."""
    found = []
    numbers = dict(destruction.items.order_by().values_list("kind").annotate(Count("pk")))
    there = [kind for kind in RecordKind if numbers.get(kind)]
    sets = [destruction.items.filter(kind=kind).order_by("record")[:SHOWN_AT_MOST] for kind in there]
    for kind, rows in zip(there, rows_together(sets), strict=True):
        number = numbers[kind]
        cells: list[tuple[Any, ...]] = []
        contacts = _contacts(rows) if kind == RecordKind.CONTACT else {}
        for one in rows:
            label = contacts.get(one.pk) or _name_of(kind, one.record)
            cells.append((_link(kind, one.record) if kind in MODELS else label,))
        if number > SHOWN_AT_MOST:
            cells.append((_("… en meer: %s in totaal") % number,))
        found.append(Section(f"{kind.label} ({number})", ("",), tuple(cells)))
    return found
