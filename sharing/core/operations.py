"""The generic writers of a register record: save and delete, with actor, reason and readable refusals."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth import get_permission_codename
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models
from django.db.models.deletion import get_candidate_relations_to_delete
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from sharing.core.actor import acting
from sharing.core.constraints import TriggerConstraint
from sharing.core.dutch import enumerated, instant_in_words
from sharing.core.exceptions import ChangedMeanwhile, Refused
from sharing.core.models import Register
from sharing.core.records import referred_by_array, registers, version_of
from sharing.core.timeline import Moment, Timeline

NAMED_AT_MOST = 5
COUNTED_AT_MOST = 1000
_MARKS = re.compile(r"\d+(\.\d+)*", re.ASCII)


class StillReferred(Refused):
    """Other records refer to this one; nothing was removed."""

    code = "still-referred"


def save_record(
    *, by, reason: str, form=None, instance: Register | None = None, seen: str | None = None
) -> Register:
    """Save a valid form, or an instance after its full validation, and return the record.

    ``seen`` is the ``version_of`` the record when it was opened: ChangedMeanwhile when it is no longer that. Raises
    Refused with a sentence when the database refuses, ValidationError when an instance is not valid.
    """
    record = form.instance if form is not None else instance
    with readable_refusals(), acting(by=by, reason=reason):
        if seen is not None:
            lock_as_seen(record, seen)
        if form is not None:
            record = form.save()
        else:
            record.full_clean()
            record.save()
        connection.check_constraints()
    return record


def delete_record(record: Register, *, by, reason: str, seen: str | None = None) -> None:
    """Delete a record and what belongs to it. StillReferred names what refers to it, as far as ``by`` may see."""
    with readable_refusals(), acting(by=by, reason=reason):
        if seen is not None:
            lock_as_seen(record, seen)
        _refuse_if_referred(record, by)
        record.delete()
        connection.check_constraints()


def lock_as_seen(record: Register, seen: str) -> None:
    """Lock the record until the transaction ends. Raises ChangedMeanwhile unless it is what was ``seen``."""
    model = type(record)
    if not model._base_manager.select_for_update().filter(pk=record.pk).exists():
        raise ChangedMeanwhile(_("Iemand anders heeft dit intussen verwijderd; er is niets opgeslagen."))
    remedy = _(
        "Uw invoer staat er nog. Bekijk eerst die wijziging; slaat u daarna nogmaals op, dan geldt uw invoer."
    )
    check_seen(record, seen, remedy=remedy)


def check_seen(record: Register, seen: str, *, remedy: str = "") -> None:
    """Raise ChangedMeanwhile, with who changed what and why, unless the locked record is what was ``seen``.

    ``seen`` is a ``version_of``: who decides, decides on what was on the screen. ``remedy`` says what to do now.
    """
    model = type(record)
    if version_of(model, record.pk) == seen:
        return
    if not _MARKS.fullmatch(seen):
        raise Refused(_("Er is niets opgeslagen: dit scherm is verouderd. Open het opnieuw en beslis dan."))
    moments = Timeline(model, record.pk).since(seen)
    who = _("%(who)s heeft dit intussen gewijzigd (%(when)s, reden: “%(why)s”).") % {
        "who": moments[0].actor,
        "when": instant_in_words(moments[0].at),
        "why": moments[0].reason,
    }
    told = [who, _what_changed(moments), _("Er is niets opgeslagen.")]
    told.append(remedy or _("Bekijk hoe het nu is en beslis dan opnieuw."))
    raise ChangedMeanwhile(" ".join(filter(None, told)))


def _what_changed(moments: list[Moment]) -> str:
    changes = [
        (f"{event.subject}: {change.label}" if event.subject else change.label, change)
        for moment in moments
        for event in moment.events
        for change in event.changes
    ]
    said = [
        _("%(label)s was “%(old)s” en is nu “%(new)s”") % {"label": label, "old": one.old, "new": one.new}
        for label, one in changes[:NAMED_AT_MOST]
    ]
    return f"{'; '.join([*said, '…'] if len(changes) > len(said) else said)}." if said else ""


def referrers(
    record: Register, *, indexed_only: bool = False
) -> Iterator[tuple[type[models.Model], models.QuerySet]]:
    """Per model whose rows keep this record from being deleted: the model and these rows.

    ``indexed_only`` leaves out references that cannot be looked up fast in a log of millions.
    """
    for relation in get_candidate_relations_to_delete(record._meta):
        if relation.on_delete in (models.PROTECT, models.RESTRICT):
            if indexed_only and not relation.field.db_index:
                continue
            rows = relation.related_model._base_manager.filter(**{relation.field.name: record})
            if rows.exists():
                yield relation.related_model, rows
    for model in () if indexed_only else registers():
        for column, target in referred_by_array(model).items():
            if target is type(record):
                rows = model._base_manager.filter(**{f"{column}__contains": [record.pk]})
                if rows.exists():
                    yield model, rows


def _refuse_if_referred(record: Register, by) -> None:
    found = []
    for model, rows in referrers(record):
        # Counting stops in time: a party may have received a million disclosures.
        count = rows[: COUNTED_AT_MOST + 1].count()
        names = []
        if by.has_perm(f"{model._meta.app_label}.{get_permission_codename('view', model._meta)}"):
            names = [str(row) for row in rows[:NAMED_AT_MOST]]
        found.append(_counted(model, count, names))
    if found:
        raise StillReferred(_referred(record, found))


def _referred(record: Register, found: list[str]) -> str:
    return _(
        "“%(record)s” is niet verwijderd, want er wordt nog naar verwezen door %(found)s. Verwijder of wijzig eerst "
        "die verwijzingen, of geef dit een einddatum."
    ) % {"record": record, "found": enumerated(found)}


def _counted(model: type[models.Model], count: int, names: list[str] | None = None) -> str:
    label = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
    number = _("meer dan %d") % COUNTED_AT_MOST if count > COUNTED_AT_MOST else count
    if not names:
        return f"{number} {label}"
    listed = ", ".join([*names, "…"] if count > len(names) else names)
    return f"{number} {label} ({listed})"


@contextmanager
def readable_refusals() -> Iterator[None]:
    """Turn what the database refuses into Refused with the constraint's own sentence."""
    try:
        yield
    except (models.ProtectedError, models.RestrictedError) as error:
        raise StillReferred(_still_used(error)) from error
    except IntegrityError as error:
        raise Refused(sentence_for(error)) from error


def _still_used(error: models.ProtectedError | models.RestrictedError) -> str:
    found = getattr(error, "protected_objects", None) or error.restricted_objects
    by_model: dict[type[models.Model], int] = {}
    for one in found:
        by_model[type(one)] = by_model.get(type(one), 0) + 1
    counted = enumerated([_counted(model, count) for model, count in by_model.items()])
    return _(
        "Er is niets opgeslagen: naar wat u verwijdert, verwijst nog: %(found)s. Wijzig eerst die verwijzingen."
    ) % {"found": counted}


def sentence_for(error: IntegrityError) -> str:
    """The sentence that belongs to a violated constraint, for people."""
    diagnosis = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None) or ""
    broken = [one for model in registers() for one in model._meta.constraints if one.name == name]
    told = next((one for one in broken if _has_sentence(one)), None)
    if told is not None:
        return str(told.get_violation_error_message())
    if _raised_by_a_trigger(diagnosis) or any(isinstance(one, TriggerConstraint) for one in broken):
        return diagnosis.message_primary.strip()
    model = next(
        (one for one in registers() if one._meta.db_table == getattr(diagnosis, "table_name", None)), None
    )
    label = capfirst(model._meta.verbose_name) if model else _("Dit gegeven")
    if getattr(diagnosis, "sqlstate", "") == "23505":
        return _("%(label)s bestaat al. Open het bestaande gegeven, of kies een andere code.") % {
            "label": label
        }
    if getattr(diagnosis, "sqlstate", "") == "23503":
        return _("%(label)s verwijst naar iets dat niet (meer) bestaat, of er wordt nog naar verwezen.") % {
            "label": label
        }
    return _("%(label)s voldoet niet aan de regels van het register (%(name)s).") % {
        "label": label,
        "name": name,
    }


def _raised_by_a_trigger(diagnosis) -> bool:
    """Whether one of the register's own triggers raised it: PostgreSQL itself gives a more precise state."""
    return getattr(diagnosis, "sqlstate", "") == "23000"


def _has_sentence(constraint) -> bool:
    return constraint.violation_error_message != constraint.default_violation_error_message


def messages_of(error: Refused | ValidationError) -> list[str]:
    """The sentences of a refusal."""
    return list(error.messages) if isinstance(error, ValidationError) else [str(error)]
