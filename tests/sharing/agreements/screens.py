"""The form of an agreement as somebody fills it in."""

import io
import zipfile

from django.urls import reverse

from sharing.agreements.choices import AgreementKind

INDEX = reverse("agreements:index")
ADD = reverse("agreements:add")
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20


def word(*names: str) -> bytes:
    """A Word document with these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in ("[Content_Types].xml", "word/document.xml", *names):
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


def filled(lists, **changes) -> dict:
    """The form of a processing agreement as somebody fills it in."""
    return {
        "reference": "VO-1",
        "party": lists["party"].pk,
        "kind": AgreementKind.PROCESSING,
        "description": "",
        "owner": "",
        "first_day": "2026-01-01",
        "last_day": "",
        "signed_on": "",
        "terminated_per": "",
        "notice_days": "",
        "purposes": [lists["purpose"].pk],
        "data_categories": [lists["data"].pk],
        "subject_categories": [],
        **{f"item_{item}": "not_met" for item in "abcdefgh"},
        **{f"{name}_{item}": "" for name in ("clause", "note") for item in "abcdefgh"},
        "sub_processor_authorisation": "none",
        "objection_days": "",
        "breach_notice_hours": "",
        "data_at_end": "unknown",
        **management("sub_processors"),
        **management("documents"),
        "reason": "Nieuw contract",
    } | changes


def management(prefix: str, total: int = 0, initial: int = 0) -> dict:
    return {
        f"{prefix}-TOTAL_FORMS": total,
        f"{prefix}-INITIAL_FORMS": initial,
        f"{prefix}-MIN_NUM_FORMS": 0,
        f"{prefix}-MAX_NUM_FORMS": 1000,
    }


def edited(client, agreement, **changes) -> dict:
    """What the form of an agreement sends when only this was changed."""
    form = client.get(reverse("agreements:edit", args=[agreement.pk])).context["form"]
    sent = {}
    for bound in form:
        value = bound.value()
        sent[bound.html_name] = "" if value is None else getattr(value, "pk", value)
    for name, formset in form.formsets.items():
        sent |= management(name, len(formset.forms), len(formset.forms))
        for part in formset.forms:
            sent |= {bound.html_name: "" if bound.value() is None else bound.value() for bound in part}
            sent.pop(f"{part.prefix}-file", None)
            sent.pop(f"{part.prefix}-DELETE", None)
    return sent | {"reason": "Verlengd"} | changes
