"""Portability: its three conditions, the file of what qualifies, and to whom it went (AVG art. 20)."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError
from django.urls import reverse

from sharing.access.choices import AUDITOR, EDITOR, LAWYER
from sharing.core.actor import acting
from sharing.core.exceptions import Refused, RefusedInput
from sharing.core.looking.models import Look
from sharing.core.periods import amsterdam_day
from sharing.core.records import version_of
from sharing.core.timeline import Timeline
from sharing.models import Disclosure, PortableFile, RightsRequest
from sharing.rights.delivering import deliver_to_person, make_portable_file
from sharing.rights.portability import Conditions, Processed, conditions_of
from sharing.rights.portable import processed_of
from tests import factories as make
from tests.questions import at_most
from tests.sharing.rights.test_complaint_screens import stepped
from tests.sharing.rights.test_screens import address, signed_in, words

pytestmark = pytest.mark.django_db
SCHEMA = Path(__file__).parents[3] / "sharing/static/sharing/overdracht.schema.json"
LATER = datetime(2026, 4, 2, 10, tzinfo=UTC)
BEFORE = datetime(2026, 3, 2, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"bases": {"contract"}, "digital": 1}, (True, True, True)),
        ({"bases": {"consent"}, "consents": 1, "paper": 2}, (True, False, True)),
        ({"bases": {"consent"}}, (True, None, None)),
        ({"bases": {"legal_obligation"}, "digital": 1}, (True, True, False)),
        ({"bases": {"contract"}, "origins": ("De gemeente",), "digital": 1}, (False, True, True)),
        ({"bases": {"contract"}, "special": True, "digital": 1}, (True, True, False)),
        ({"bases": {"consent"}, "special": True, "consents": 1, "digital": 1}, (True, True, False)),
        ({"bases": {"consent"}, "special": True, "explicit": 1, "digital": 1}, (True, True, True)),
        ({"bases": set(), "digital": 1}, (True, True, False)),
    ],
)
def test_what_the_register_says_of_the_conditions(values, found):
    bases = frozenset(values.pop("bases"))
    one = Processed("a", "A", 1, "B", bases, **values)
    assert conditions_of(one) == Conditions(*found)
    assert conditions_of(one).met == (found == (True, True, True))


@pytest.fixture
def plan() -> dict[str, Any]:
    """An activity on a contract with data of the person and of somebody else, and what was disclosed of it."""
    purpose = make.PurposeFactory(description="Begeleiden")
    own, other = (
        make.DataCategoryFactory(name="Namen"),
        make.DataCategoryFactory(name="Rapporten", origin="De arts"),
    )
    activity = make.ProcessingActivityFactory(name="Trajecten", legal_bases=["contract"])
    make.ActivityPurposeFactory(activity=activity, purpose=purpose)
    for category in (own, other):
        make.ActivityDataCategoryFactory(activity=activity, data_category=category)
    usual = {"purpose": purpose, "data": [own, other], "channel": "portal", "disclosed_at": BEFORE}
    make.DisclosureFactory(legal_basis="contract", **usual)
    make.DisclosureFactory(legal_basis="legal_obligation", legal_provision="art. 1", **usual)
    make.DisclosureFactory(legal_basis="contract", number="d-0002", **usual)
    return {"own": own, "other": other, "activity": activity, "purpose": purpose}


def said(request: RightsRequest, **values: Any) -> dict[str, Any]:
    return {"seen": version_of(RightsRequest, request.pk), "by": make.tester(), "at": LATER, **values}


def made(plan: dict[str, Any], request: RightsRequest, **values: Any) -> PortableFile:
    key = f"{plan['activity'].code}:{plan['own'].pk}"
    with time_machine.travel(LATER, tick=False):
        return make_portable_file(request, **{"chosen": [key], "note": "Voldoet", **said(request), **values})


def content(file: PortableFile, client: Any) -> dict[str, Any]:
    answer = client.get(reverse("rights_requests:portable_file", args=[file.request_id, file.pk]))
    return json.loads(b"".join(answer.streaming_content))


class TestTheFile:
    def test_has_only_what_qualifies_in_the_published_form(self, plan):
        request = make.granted_request(kind="portability")
        known = {one.category_name: conditions_of(one).met for one in processed_of(request, on=LATER.date())}
        assert known == {"Namen": True, "Rapporten": False}
        file = made(plan, request)
        told = content(file, signed_in(LAWYER))
        schema = json.loads(SCHEMA.read_text("utf-8"))
        assert sorted(told) == sorted(schema["required"]) == sorted(schema["properties"])
        [disclosure] = told["disclosures"]
        assert sorted(disclosure) == sorted(schema["properties"]["disclosures"]["items"]["required"])
        assert (disclosure["data_categories"], disclosure["legal_basis"]) == (["Namen"], "contract")
        assert told["qualifying"] == [{"activity": "Trajecten", "data_category": "Namen"}]
        assert told["$schema"].endswith("/static/sharing/overdracht.schema.json")
        assert "Rapporten" not in json.dumps(told) and "d-0002" not in json.dumps(told)
        assert (file.records, len(file.sha256)) == (1, 64)
        assert Look.objects.filter(act="answered", note=f"Verzoek {request.pk}").exists()

    def test_has_the_consents_about_it(self, plan):
        make.ConsentFactory(data_categories=[plan["own"].pk], given_at=BEFORE)
        make.ConsentFactory(data_categories=[plan["other"].pk], given_at=BEFORE)
        told = content(made(plan, make.granted_request(kind="portability")), signed_in(LAWYER))
        [consent] = told["consents"]
        schema = json.loads(SCHEMA.read_text("utf-8"))
        assert sorted(consent) == sorted(schema["properties"]["consents"]["items"]["required"])

    @pytest.mark.parametrize("chosen", [[], ["onzin:1"]])
    def test_of_something_that_is_there(self, plan, chosen):
        with pytest.raises(RefusedInput, match="minstens één"):
            made(plan, make.granted_request(kind="portability"), chosen=chosen)
        assert not PortableFile.objects.exists()

    def test_only_of_a_granted_request_for_it(self, plan):
        for request in (make.RightsRequestFactory(kind="portability"), make.granted_request(kind="access")):
            with pytest.raises(Refused, match="toegewezen verzoek om overdracht"):
                made(plan, request)
            with pytest.raises(IntegrityError, match="toegewezen verzoek om overdracht"):
                make.PortableFileFactory(request=request)

    def test_stays_as_it_was_made(self, plan):
        file = made(plan, make.granted_request(kind="portability"))
        for change in ({"note": "Anders"}, {"chosen": []}, {"sha256": "1" * 64}):
            with pytest.raises(IntegrityError, match="verandert niet meer"), make.recorded():
                PortableFile.objects.filter(pk=file.pk).update(**change)


class TestDelivering:
    def test_to_the_person_once_and_not_before_it_was_made(self, plan):
        file = made(plan, make.granted_request(kind="portability"))
        given = {"way": "email", "note": "Versleuteld", **said(file.request)}
        for day in (date(2026, 3, 1), LATER.date() + timedelta(days=1)):
            with pytest.raises(RefusedInput):
                deliver_to_person(file, on=day, **given)
        made_on = amsterdam_day(file.made_at)
        deliver_to_person(file, on=made_on, **{**given, "at": file.made_at + timedelta(hours=1)})
        file.refresh_from_db()
        assert (file.delivered_to, file.delivered_on, file.delivered_way) == ("person", made_on, "email")
        again = {**given, **said(file.request, at=file.made_at + timedelta(hours=1))}
        with pytest.raises(Refused, match="al overgedragen"):
            deliver_to_person(file, on=made_on, **again)
        with pytest.raises(IntegrityError, match="al overgedragen"), acting(by=make.tester(), reason=""):
            PortableFile.objects.filter(pk=file.pk).update(delivered_way="post")

    def party(self, plan: dict[str, Any], request: RightsRequest, file: PortableFile, **values: Any) -> Any:
        given = {
            "recipient": values.pop("party").code, "capacity": "partner", "legal_basis": "contract",
            "subject_category": make.SubjectCategoryFactory().code, "purpose": plan["purpose"].code,
            "channel": "secure_mail", "destination_country": "", "description": "", "note": "Op verzoek",
            "version": version_of(RightsRequest, request.pk),
        }  # fmt: skip
        url = reverse("rights_requests:portable_party", args=[request.pk, file.pk])
        return signed_in(LAWYER).post(url, given | values, follow=True)

    def test_to_another_is_a_disclosure_that_the_gate_may_refuse(self, plan):
        request = make.granted_request(kind="portability")
        file, before = made(plan, request), Disclosure.objects.count()
        stranger = make.PartyFactory(name="Onbekend")
        page = words(self.party(plan, request, file, party=stranger))
        file.refresh_from_db()
        assert file.delivered_to == "" and Disclosure.objects.count() == before
        assert "Onbekend" in page and "Vastgelegd aan wie" not in page

    def test_and_is_recorded_as_one_when_it_does_not(self, plan):
        request = make.granted_request(kind="portability")
        file = made(plan, request)
        make.CommitmentSetFactory(version=1, effective_from=date(2020, 1, 1), purposes=[plan["purpose"].code])
        make.EeaMembershipFactory(country=make.CountryFactory(code="NL"))
        party = make.PartyFactory(name="Volgend bureau", partner=True)
        page = words(self.party(plan, request, file, party=party))
        file.refresh_from_db()
        assert (file.delivered_to, file.recipient) == ("party", party), page[
            page.find("niets overgedragen") :
        ][:300]
        stored = Disclosure.objects.get(pk=file.disclosure_number)
        assert (stored.recipient, stored.data_categories) == (party, [plan["own"].pk])
        assert "Volgend bureau" in page and f"Verstrekking {stored.pk}" in page


class TestScreens:
    def test_from_the_conditions_to_what_the_person_got(self, plan):
        request, lawyer = make.granted_request(kind="portability"), signed_in(LAWYER)
        with time_machine.travel(LATER, tick=False):
            page = words(lawyer.get(address("inspect", request)))
            assert "Voorwaarden om gegevens mee te nemen" in page and "Nee (herkomst: De arts)" in page
            assert "Maak het bestand om mee te nemen" in page
            key = f"{plan['activity'].code}:{plan['own'].pk}"
            with at_most():
                form = lawyer.get(address("portable", request)).content.decode()
            assert f'value="{key}" ' in form.replace('"  ', '" ') and form.count("checked") == 1
            assert "Schrijf op waarom" in words(stepped(lawyer, "portable", request, chosen=[key], note=""))
            stepped(lawyer, "portable", request, chosen=[key], note="Alleen dit")
        file = request.portable_files.get()
        url = reverse("rights_requests:portable_person", args=[request.pk, file.pk])
        day = f"{amsterdam_day(file.made_at):%-d-%-m-%Y}"
        given = {
            "delivered_on": day,
            "way": "email",
            "note": "x",
            "version": version_of(RightsRequest, request.pk),
        }
        page = words(lawyer.post(url, given, follow=True))
        assert file.sha256 in page and "per e-mail" in page
        answered = lawyer.get(address("answered", request)).content.decode()
        assert f"{amsterdam_day(file.made_at):%Y}" in answered
        assert "al overgedragen" in words(lawyer.get(url, follow=True))

    def test_only_for_who_deals_with_requests(self, plan):
        file = made(plan, make.granted_request(kind="portability"))
        args = [file.request_id, file.pk]
        assert signed_in(AUDITOR).get(reverse("rights_requests:portable_file", args=args)).status_code == 200
        assert signed_in(EDITOR).get(reverse("rights_requests:portable_file", args=args)).status_code != 200
        for name in ("portable_person", "portable_party"):
            assert signed_in(AUDITOR).get(reverse(f"rights_requests:{name}", args=args)).status_code != 200


def test_its_history_says_in_words_what_went_along(plan):
    request = make.granted_request(kind="portability")
    file = made(plan, request)
    [changes] = [
        [change for change in event.changes if change.field == "chosen"]
        for moment in Timeline(PortableFile, file.pk)[:9]
        for event in moment.events
    ]
    assert [change.new for change in changes] == ["Trajecten: Namen"]
