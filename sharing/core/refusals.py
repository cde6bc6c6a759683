"""What the database refuses, and what keeps a record from being deleted, in sentences for people."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth import get_permission_codename
from django.db import IntegrityError, models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from sharing.core.actor import Actor
from sharing.core.constraints import TriggerConstraint
from sharing.core.dutch import enumerated
from sharing.core.exceptions import Refused
from sharing.core.models import Register
from sharing.core.records import COUNTED_AT_MOST, referrers, registers

NAMED_AT_MOST = 5


class StillReferred(Refused):
    """Other records refer to this one; nothing was removed."""

    code = "still-referred"


def refuse_if_referred(record: Register, *, by: Actor) -> None:
    """Raise StillReferred with what refers to the record, as far as ``by`` may see it."""
    if found := _referring(record, by):
        raise StillReferred(_referred(record, found))


def why_not_deleted(record: Register, *, by: Actor) -> str:
    """Why the record is not deleted, to be said before anybody writes down a reason; empty when it may go."""
    if kept := record.why_kept():
        return kept
    found = _referring(record, by)
    if not found:
        return ""
    return _(
        "“%(record)s” kan niet worden verwijderd: er wordt naar verwezen door %(found)s. Wijzig eerst die "
        "verwijzingen, of geef dit een einddatum of zet het op niet in gebruik."
    ) % {"record": record, "found": enumerated(found)}


def _referring(record: Register, by: Actor) -> list[str]:
    """What refers to the record, in words."""
    found = []
    for model, rows in referrers(record):
        # Counting stops in time: a party may have received a million disclosures.
        count = rows[: COUNTED_AT_MOST + 1].count()
        names = []
        if by.has_perm(f"{model._meta.app_label}.{get_permission_codename('view', model._meta)}"):
            names = [str(row) for row in rows[:NAMED_AT_MOST]]
        found.append(_counted(model, count, names))
    return found


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
    found = error.protected_objects if isinstance(error, models.ProtectedError) else error.restricted_objects
    by_model: dict[type[models.Model], int] = {}
    for one in found:
        by_model[type(one)] = by_model.get(type(one), 0) + 1
    counted = enumerated([_counted(model, count) for model, count in by_model.items()])
    return _(
        "Er is niets opgeslagen: naar wat u verwijdert, verwijst nog: %(found)s. Wijzig eerst die verwijzingen."
    ) % {"found": counted}


def sentence_for(error: IntegrityError) -> str:
    """The sentence that belongs to a violated constraint, for people."""
    diagnosis: Any = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None) or ""
    broken = [one for model in registers() for one in model._meta.constraints if one.name == name]
    told = next((one for one in broken if _has_sentence(one)), None)
    if told is not None:
        return str(told.get_violation_error_message())
    if _raised_by_a_trigger(diagnosis) or any(isinstance(one, TriggerConstraint) for one in broken):
        return str(diagnosis.message_primary).strip()
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


def sentence_of_trigger(error: BaseException) -> str:
    """The sentence with which a trigger of the register refused; empty for any other error."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return (diagnosis.message_primary or "").strip() if diagnosis and _raised_by_a_trigger(diagnosis) else ""


def _raised_by_a_trigger(diagnosis: Any) -> bool:
    """Whether one of the register's own triggers raised it: PostgreSQL itself gives a more precise state."""
    return getattr(diagnosis, "sqlstate", "") == "23000"


def _has_sentence(constraint: Any) -> bool:
    return bool(constraint.violation_error_message != constraint.default_violation_error_message)
