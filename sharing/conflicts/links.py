"""The screens of the records that a conflict is about, and who may open them."""

from typing import Any

from django.urls import reverse

from sharing.agreements.models import Agreement
from sharing.conflicts.findings import Reference
from sharing.core.actor import Actor
from sharing.core.admin import RecordField, may
from sharing.disclosures.models import Disclosure
from sharing.parties.models import Party
from sharing.transfers.models import Transfer

_MODELS = {"party": Party, "agreement": Agreement, "transfers": Transfer, "disclosures": Disclosure}


def register_url(about: Reference) -> str:
    """The address of the record's own screen, or of the list of what belongs to the party."""
    if about.kind == "transfers":
        return f"{reverse('transfers:index')}?party={about.id}"
    if about.kind == "disclosures":
        return f"{reverse('disclosures:index')}?recipient={about.id}"
    name = "agreements:inspect" if about.kind == "agreement" else "parties:inspect"
    return reverse(name, args=[about.id])


def may_open(user: Actor, kind: str) -> bool:
    """Whether the user may open records of this kind (of ``Reference``)."""
    return may(user, "view", _MODELS[kind])


def record_field(kind: str, **kwargs: Any) -> RecordField:
    """A field that names one record of this kind (of ``Reference``) by a part of its name."""
    return RecordField(_MODELS[kind], **kwargs)
