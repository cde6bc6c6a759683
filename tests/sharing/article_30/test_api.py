"""What the address of a processing activity, as the log names it, gives a machine; people get the screen."""

import json
from datetime import date, timedelta
from io import StringIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from sharing.core.actor import acting, system_user
from sharing.models import ProcessingActivity
from sharing.roles import AUDITOR
from tests import factories as make
from tests.sharing.api.client import Source, errors, problem

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


@pytest.fixture
def activity() -> Any:
    cloud = make.PartyFactory(
        code="cloud", name="Cloud Inc.", country=make.CountryFactory(code="US"), processor=True
    )
    made = make.ProcessingActivityFactory(
        code="begeleiden", name="Begeleiden", security="Versleuteling", legal_bases=["public_task"]
    )
    make.ActivityRecipientFactory(activity=made, recipient=cloud)
    make.ActivityPurposeFactory(activity=made, purpose=make.PurposeFactory(code="traject"))
    return made


def place(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def named_in_the_log(tmp_path: Any, *, purpose: Any) -> str:
    """The address by which a line of the log names the activity."""
    moment = timezone.now() - timedelta(days=1)
    make.DisclosureFactory(purpose=purpose, disclosed_at=moment)
    lawyer, file = make.UserFactory(role="Juridisch medewerker"), tmp_path / "log.json"
    day = timezone.localtime(moment).date().isoformat()
    call_command(
        *("export_log", str(file), "--format=ldv", f"--from={day}", f"--until={day}"),
        f"--by={lawyer.username}",
        stdout=StringIO(),
    )
    [span] = json.loads(file.read_text())["resourceSpans"][0]["scopeSpans"][0]["spans"]
    attributes = {one["key"]: one["value"]["stringValue"] for one in span["attributes"]}
    return attributes["dpl.core.processing_activity_id"]


class TestTheAddressInTheLog:
    def test_a_machine_that_follows_it_reads_the_activity(self, activity: Any, tmp_path: Any) -> None:
        address = named_in_the_log(tmp_path, purpose=activity.covered_purposes.get().purpose)
        source = Source("read")
        told = source.client.get(place(address), headers=JSON, follow=True)
        assert told.status_code == 200 and told["Content-Type"] == "application/json"
        assert told.redirect_chain == [(f"/api/v1/processing-activities/{activity.pk}", 303)]
        assert (told.json()["code"], told.json()["url"]) == ("begeleiden", address)

    def test_without_an_activity_it_is_the_register(self, activity: Any, tmp_path: Any) -> None:
        address = named_in_the_log(tmp_path, purpose=make.PurposeFactory(code="anders"))
        told = Source("read").client.get(place(address), headers=JSON, follow=True).json()
        assert [one["code"] for one in told["items"]] == ["begeleiden"] and told["next"] is None

    @pytest.mark.parametrize("accept", ["text/html,application/xhtml+xml,*/*;q=0.8", "*/*", ""])
    def test_people_sign_in_and_see_the_screen(self, activity: Any, accept: str) -> None:
        address, client = f"/beheer/verwerkingen/{activity.pk}/", Client(headers={"Accept": accept})
        assert client.get(address)["Location"].startswith("/beheer/login/")
        client.force_login(make.UserFactory(role=AUDITOR))
        screen = client.get(address)
        assert screen.status_code == 200 and "Begeleiden" in screen.content.decode()
        assert f"</api/v1/processing-activities/{activity.pk}>" in screen["Link"]
        assert "Accept" in screen["Vary"]

    def test_a_token_alone_says_that_it_is_a_machine(self, activity: Any) -> None:
        told = Source("read").client.get(f"/beheer/verwerkingen/{activity.pk}/", follow=True)
        assert told.json()["name"] == "Begeleiden"

    def test_its_reference_date_goes_along(self, activity: Any) -> None:
        address = f"/beheer/verwerkingen/{activity.pk}/?peildatum=2026-01-02"
        told = Client(headers=JSON).get(address)
        assert told["Location"] == f"/api/v1/processing-activities/{activity.pk}?on=2026-01-02"

    @pytest.mark.parametrize(
        ("scopes", "accept", "status"),
        [
            (None, "application/json", 401),
            (None, "text/csv", 401),
            (["check"], "application/json", 403),
            (["read"], "text/csv", 406),
        ],
    )
    def test_who_may_not_or_cannot_is_told_as_a_problem(
        self, activity: Any, scopes: list[str] | None, accept: str, status: int
    ) -> None:
        client = Source(*scopes).client if scopes else Client()
        address = f"/beheer/verwerkingen/{activity.pk}/"
        problem(client.get(address, headers={"Accept": accept}, follow=True), status)

    def test_other_screens_are_for_people_only(self, activity: Any) -> None:
        response = Client(headers=JSON).get(f"/beheer/verwerkingen/{activity.pk}/historie/")
        assert response["Location"].startswith("/beheer/login/")


class TestOneActivity:
    def test_what_article_30_asks(self, activity: Any) -> None:
        told = Source("read").get(f"processing-activities/{activity.pk}").json()
        assert told["role"] == "controller" and told["client"] is None
        assert [one["code"] for one in told["purposes"]] == ["traject"]
        assert told["recipients"] == [
            {"code": "cloud", "name": "Cloud Inc.", "country": "US", "capacities": ["processor"]}
        ]
        [abroad] = told["transfers"]
        assert (abroad["recipient"], abroad["country"], abroad["sound"]) == ("cloud", "US", False)
        assert told["security"] == ["Versleuteling"] and told["legal_bases"] == ["public_task"]
        # By the letters of article 30(1).
        assert [one["item"] for one in told["missing"]] == ["c", "c", "e", "f"]

    def test_nobody_is_named(self, activity: Any) -> None:
        client = make.PartyFactory(
            name="Gemeente A", contact_name="Jo Jansen", email="jo@example.org", dpo_contact="Sam de Vries"
        )
        owner = make.UserFactory(username="j.beheer")
        made = make.ProcessingActivityFactory(as_processor=True, client=client, owner=owner)
        told = Source("read").get(f"processing-activities/{made.pk}")
        assert told.json()["client"]["name"] == "Gemeente A"
        for name in ("Jansen", "jo@", "Vries", "j.beheer"):
            assert name not in told.content.decode()

    def test_what_has_ended_is_told_too(self) -> None:
        made = make.ProcessingActivityFactory(first_day=date(2020, 1, 1), last_day=date(2021, 1, 1))
        assert Source("read").get(f"processing-activities/{made.pk}").json()["until"] == "2021-01-01"

    def test_as_it_stood_on_a_day(self, activity: Any) -> None:
        source, path = Source("read"), f"processing-activities/{activity.pk}"
        tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
        assert source.get(path, on=timezone.localdate().isoformat()).json()["name"] == "Begeleiden"
        problem(source.get(path, on="2020-01-01"), 404)
        assert errors(source.get(path, on=tomorrow)) == errors(source.get(path, on="gisteren"))
        assert errors(source.get(path, on=tomorrow))[0][1] == "on"

    def test_what_is_not_there(self, activity: Any) -> None:
        source = Source("read")
        problem(source.get("processing-activities/999999"), 404)
        problem(source.get("processing-activities/begeleiden"), 404)
        with acting(by=system_user(), reason="Proef"):
            ProcessingActivity.objects.filter(pk=activity.pk).delete()
        problem(source.get(f"processing-activities/{activity.pk}"), 404)


def test_the_list_goes_on_by_code() -> None:
    for code in ("c", "a", "b"):
        make.ProcessingActivityFactory(code=code)
    source = Source("read")
    first = source.get("processing-activities", limit=2).json()
    rest = source.get("processing-activities", limit=2, cursor=first["next"]).json()
    assert [one["code"] for one in first["items"] + rest["items"]] == ["a", "b", "c"]
    assert rest["next"] is None
    assert errors(source.get("processing-activities", limit=0, cursor="!")) == [
        (None, "limit", "invalid"),
        (None, "cursor", "invalid"),
    ]
