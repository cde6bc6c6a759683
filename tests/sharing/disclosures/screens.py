"""The form of a disclosure as somebody fills it in."""

from django.urls import reverse

INDEX = reverse("disclosures:index")
ADD = reverse("disclosures:add")


def filled(**changes) -> dict:
    """The form as somebody fills it in for a disclosure that is allowed."""
    return {
        "form_key": "A" * 22,
        "disclosed_at": "31-03-2026 14:05",
        "recipient": "gemeente",
        "capacity": "client",
        "dossier": "d-2026-0001",
        "subject_category": "deelnemer",
        "data_categories": ["naam"],
        "purpose": "begeleiding",
        "legal_basis": "contract",
        "legal_provision": "",
        "authority_request": "",
        "channel": "secure_mail",
        "destination_country": "",
        "description": "",
        "deviation_reason": "",
    } | changes


def hidden(page: str, name: str) -> str:
    part = page[page.index(f'name="{name}"') :]
    return part[part.index('value="') + 7 :].split('"')[0]
