"""The record of processing activities in the browser."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from sharing.core.actor import acting
from sharing.models import ProcessingActivity
from sharing.roles import ADMINISTRATOR, AUDITOR, CONTRACT_MANAGER, EDITOR, LAWYER
from tests import factories
from tests.sharing.core.visitors import refused, signed_in, text, version_in
from tests.sharing.parties.steps import merge

pytestmark = pytest.mark.django_db
INDEX, ADD = reverse("activities:index"), reverse("activities:add")


@pytest.fixture
def manager():
    return signed_in(CONTRACT_MANAGER)


def filled(**changes) -> dict:
    sent = {
        "name": "Salarisadministratie",
        "code": "salarisadministratie",
        "role": "controller",
        "client": "",
        "first_day": "01-01-2024",
        "last_day": "",
        "owner": "",
        "purposes": [factories.PurposeFactory(description="Loon betalen").pk],
        "legal_bases": ["contract"],
        "provision": "",
        "legitimate_interest": "",
        "security": "",
        "origin": "",
        "automated_decisions": "",
        "dpia": "",
        "reason": "Register bijgewerkt",
    }
    return sent | changes


@pytest.mark.parametrize("role", [CONTRACT_MANAGER, LAWYER])
def test_what_we_do_is_registered_with_all_it_names(role):
    visitor = signed_in(role)
    listed = {
        "subject_categories": [factories.SubjectCategoryFactory(name="Medewerkers").pk],
        "data_categories": [factories.DataCategoryFactory(name="Loon").pk],
        "recipients": [factories.PartyFactory(name="Salarisbureau").pk],
        "retention_terms": [factories.RetentionTermFactory(description="Loonstaten").pk],
    }
    assert visitor.post(ADD, filled(**listed)).status_code == 302
    activity = ProcessingActivity.objects.get()
    page = text(visitor.get(reverse("activities:inspect", args=[activity.pk])))
    for name in ("Medewerkers", "Loon", "Salarisbureau", "Loonstaten", "Loon betalen", "Register bijgewerkt"):
        assert name in page
    assert "Loon betalen" in text(visitor.get(INDEX))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"purposes": []}, "Kies minstens één doeleinde"),
        ({"legal_bases": []}, "Kies minstens één grondslag"),
        ({"legal_bases": ["legitimate_interests"]}, "Schrijf op welk gerechtvaardigd belang"),
        ({"legal_bases": ["legal_obligation"]}, "Kies de bepaling die tot deze verwerking verplicht"),
        ({"role": "processor"}, "Kies voor welke opdrachtgever"),
        ({"last_day": "01-01-2023"}, "De laatste dag ligt voor de eerste dag"),
        ({"security": "Zie 111222333"}, "burgerservicenummer"),
        ({"reason": ""}, "Vul in waarom"),
    ],
)
def test_what_is_missing_is_said_in_words(manager, changes, said):
    assert said in text(manager.post(ADD, filled(**changes)))
    assert not ProcessingActivity.objects.exists()


def test_for_a_client_it_names_the_client_and_needs_no_basis_of_ours(manager):
    client = factories.PartyFactory(client=True)
    sent = filled(role="processor", client=client.pk, purposes=[], legal_bases=[])
    assert manager.post(ADD, sent).status_code == 302
    assert "heeft geen opdrachtgever" in text(manager.post(ADD, filled(code="tweede", client=client.pk)))


def test_a_change_of_a_list_alone_is_a_change(manager):
    activity = factories.ProcessingActivityFactory(legal_bases=["contract"])
    factories.ActivityPurposeFactory(activity=activity)
    url = reverse("activities:edit", args=[activity.pk])
    other = factories.PurposeFactory(description="Iets anders")
    kept = {name: getattr(activity, name) for name in ("name", "code", "role")}
    sent = filled(**kept, first_day="01-01-2020", version=version_in(manager, url))
    assert manager.post(url, sent | {"purposes": [other.pk]}).status_code == 302
    assert [one.pk for one in activity.purposes.all()] == [other.pk]
    assert activity.history.count() == 1
    assert "Iets anders" in text(manager.get(reverse("activities:history", args=[activity.pk])))
    again = sent | {"purposes": [other.pk], "version": version_in(manager, url)}
    assert "U hebt niets gewijzigd" in text(manager.post(url, again))


def test_recipients_are_named_not_picked_from_a_list_of_all(manager):
    first, second = factories.PartyFactory(name="Salarisbureau"), factories.PartyFactory(name="Arbodienst")
    many = [factories.PartyFactory(name=f"Gemeente {number}") for number in range(3)]
    assert many[0].name not in text(manager.get(ADD))
    for typed, said in (("Gemeente", "kan meer dan één partij zijn"), ("Onbekend", "Er is geen partij")):
        page = text(manager.post(ADD, filled(recipients=[typed, second.code])))
        assert said in page and f'value="{typed}"' in page and "Arbodienst" in page
    answer = manager.post(ADD, filled(recipients=["salarisb", second.code, "", second.name]))
    assert answer.status_code == 302, answer.context["form"].errors
    activity = ProcessingActivity.objects.get()
    assert set(activity.recipients.all()) == {first, second}
    url = reverse("activities:edit", args=[activity.pk])
    form = manager.get(url).context["form"]
    kept = f"{second.name} ({second.code})"
    assert f'value="{kept}" checked' in str(form["recipients"])
    sent = filled(
        recipients=[kept], version=version_in(manager, url), purposes=list(form["purposes"].value())
    )
    assert manager.post(url, sent).status_code == 302
    assert list(activity.recipients.all()) == [second]


def test_a_party_no_longer_in_use_stays_where_it_was_named(manager):
    named = factories.ActivityRecipientFactory(recipient__name="Oud bureau", recipient__active=False)
    factories.PartyFactory(name="Ander oud bureau", active=False)
    page = text(manager.get(reverse("activities:edit", args=[named.activity_id])))
    assert "Oud bureau (niet meer in gebruik)" in page and "Ander oud bureau" not in page


def test_the_list_is_narrowed_and_leaves_as_a_sheet(manager):
    purpose = factories.PurposeFactory(code="loon", description="Loon betalen")
    running = factories.ActivityPurposeFactory(purpose=purpose).activity
    factories.ProcessingActivityFactory(as_processor=True, last_day=date(2021, 1, 1))
    assert list(manager.get(INDEX, {"purpose": purpose.pk}).context["object_list"]) == [running]
    assert list(manager.get(INDEX, {"running": "yes"}).context["object_list"]) == [running]
    answer = manager.get(INDEX + "?export=csv")
    assert "verwerkingsactiviteiten.csv" in answer["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert {row["Doeleinden"] for row in rows} == {"Loon betalen", ""}
    for key in ("peildatum=2090-01-01", "ordering=-client__name", "q=x", "export=xlsx&peildatum=2090-01-01"):
        assert manager.get(f"{INDEX}?{key}").status_code == 200


@pytest.mark.django_db(transaction=True)  # each change a moment of its own
def test_it_shows_as_it_stood(manager):
    purpose = factories.ActivityPurposeFactory(purpose__description="Toen dit")
    before = purpose.history.get().history_date
    with acting(by=factories.tester(), reason="Vervangen"):
        type(purpose).objects.filter(pk=purpose.pk).delete()
    url = reverse("activities:inspect", args=[purpose.activity_id])
    assert "Toen dit" in text(manager.get(url, {"peildatum": before.isoformat()}))


def test_who_may_see_and_change_it():
    activity = factories.ProcessingActivityFactory()
    for role in (AUDITOR, ADMINISTRATOR):
        visitor = signed_in(role)
        assert visitor.get(reverse("activities:inspect", args=[activity.pk])).status_code == 200
        assert refused(visitor.post(ADD, filled()))
    assert refused(signed_in(EDITOR).get(INDEX))


def test_a_recipient_that_went_into_another_party_is_told_with_what_else_is_wrong(manager):
    gone, kept = factories.PartyFactory(code="oud"), factories.PartyFactory(code="nieuw", name="Nieuwe naam")
    merge(gone, kept)
    form = manager.post(ADD, filled(recipients=["oud"], reason="")).context["form"]
    assert "samengevoegd met Nieuwe naam (nieuw). Kies die partij." in form.errors["recipients"][0]
    assert "reason" in form.errors
