"""People in a role with a browser, for the tests of screens."""

from django.http import HttpResponse
from django.test import Client

from sharing.core.records import version_of
from sharing.models import Party
from tests import factories


def signed_in(role: str) -> Client:
    """A browser of somebody in this role; ``client.user`` is who."""
    client = Client()
    client.user = factories.UserFactory(role=role)
    client.force_login(client.user)
    return client


def refused(response: HttpResponse) -> bool:
    """Whether the admin turned the visitor away (it answers with a message on the home page)."""
    return response.status_code == 403 or (response.status_code == 302 and response["Location"] == "/beheer/")


def text(response: HttpResponse) -> str:
    """The page."""
    return response.content.decode()


def version_in(client: Client, url: str) -> str:
    """What a form carries of the record as it shows it."""
    return client.get(url).context["form"]["version"].value()


def rows_of(formset: str, rows: list[dict], existing: int = 0) -> dict:
    """What a browser sends for inline rows; those that exist come first."""
    sent = {
        f"{formset}-TOTAL_FORMS": len(rows),
        f"{formset}-INITIAL_FORMS": existing,
        f"{formset}-MIN_NUM_FORMS": 0,
        f"{formset}-MAX_NUM_FORMS": 1000,
    }
    for number, row in enumerate(rows):
        sent |= {f"{formset}-{number}-{name}": value for name, value in row.items()}
    return sent


def party_form(party=None, capacities=(), **changes) -> dict:
    """The form of a party as a browser sends it back, with changes."""
    own = [
        one.name for one in Party._meta.concrete_fields if one.editable and one.name not in ("id", "country")
    ]
    sent = {name: getattr(party, name, "") for name in own} | {"reason": "Brief van 3 maart"}
    sent["country"] = party.country_id if party else "NL"
    sent["active"] = "on" if party is None or party.active else ""
    rows = [
        {"id": row.pk, "capacity": row.capacity, "first_day": row.first_day, "last_day": row.last_day or ""}
        for row in (party.capacities.all() if party else ())
    ]
    if party:
        sent["version"] = version_of(type(party), party.pk)
    return {**sent, **rows_of("capacities", [*rows, *capacities], existing=len(rows)), **changes}
