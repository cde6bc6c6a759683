"""Who proposed something reads on the start page what a colleague decided on it, and why."""

from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from sharing.access.operations import confirm, reject, withdraw
from sharing.access.subjects import subject_of
from sharing.consents.request_models import AuthorityRequest
from sharing.consents.withholding import confirm_end, decline_end, propose_end
from sharing.core.records import version_of
from sharing.disclosures.corrections import confirm_correction, correct_disclosure, drop_proposal
from sharing.disclosures.models import Disclosure
from sharing.disclosures.recording import record_entries
from sharing.disclosures.voiding import void_disclosure
from sharing.grounds.introducing import confirm_longer, decline_longer, set_warn_until
from sharing.models import GroundsIntroduction, PartyMerger
from sharing.parties.mergers import decline_merger
from sharing.retention.operations import decline_destruction, propose_due
from sharing.roles import ADMINISTRATOR, CONTRACT_MANAGER, LAWYER
from sharing.sources.operations import built_in_source
from tests import factories as make
from tests.sharing.core.visitors import signed_in
from tests.sharing.parties.steps import confirmed, proposed
from tests.sharing.register import raw, small_register

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 10, 0, tzinfo=UTC)
HEADING = "Besloten over wat u voorstelde"


def told(client: Client, *, at: datetime | None = None) -> str:
    """What the start page says of what was decided; empty when it says nothing."""
    with time_machine.travel(at or datetime.now(UTC), tick=False):
        page = " ".join(unescape(strip_tags(client.get("/beheer/").content.decode())).split())
    return page.partition(HEADING)[2]


@pytest.fixture
def lawyer():
    return signed_in(LAWYER)


@pytest.fixture
def second():
    return make.UserFactory(role=LAWYER, first_name="Tine", last_name="Tweede")


@pytest.fixture
def deviation(lawyer):
    small_register()
    [done] = record_entries(
        [raw(purpose="reclame", deviation_reason="Vergissing")],
        source=built_in_source("Proef"),
        by=make.UserFactory(),
        at=NOW,
        reason="Proef",
    )
    return Disclosure.objects.get(pk=done.id)


def seen(row: Disclosure) -> str:
    return version_of(Disclosure, row.pk)


def test_a_correction_that_was_refused(lawyer, second, deviation):
    changes = {"purpose": "plaatsing"}
    correct_disclosure(deviation, changes=changes, by=lawyer.user, at=NOW, reason="Het was plaatsing")
    assert told(lawyer) == ""
    drop_proposal(deviation, by=second, reason="Het was toch reclame", seen=seen(deviation))
    said = told(lawyer)
    assert f"Niet doorgegaan Verstrekking {deviation.pk}: correctie door Tine Tweede (" in said
    assert "“Het was toch reclame”" in said
    page = lawyer.get("/beheer/").content.decode()
    assert (
        f'<a href="{reverse("disclosures:inspect", args=[deviation.pk])}">Verstrekking {deviation.pk}:'
        in page
    )
    assert told(Client()) == ""
    colleague = Client()
    colleague.force_login(second)
    assert told(colleague) == ""
    assert told(lawyer, at=datetime.now(UTC) + timedelta(days=15)) == ""


def test_a_correction_that_was_confirmed_and_one_proposed_again(lawyer, second, deviation):
    changes = {"purpose": "plaatsing"}
    correct_disclosure(deviation, changes=changes, by=lawyer.user, at=NOW, reason="Het was plaatsing")
    drop_proposal(deviation, by=lawyer.user, reason="Nog eens nakijken", seen=seen(deviation))
    assert told(lawyer) == ""  # own work
    correct_disclosure(deviation, changes=changes, by=lawyer.user, at=NOW, reason="Nagekeken")
    confirm_correction(deviation, by=second, at=NOW, seen=seen(deviation))
    said = told(lawyer)
    assert said.count(f"Verstrekking {deviation.pk}") == 1
    assert f"Doorgegaan Verstrekking {deviation.pk}: correctie" in said


def test_what_still_waits_after_something_else_changed_is_not_told(lawyer, second, deviation):
    void_disclosure(deviation, by=lawyer.user, at=NOW, reason="Dubbel")
    from_history = deviation.history.latest()
    assert from_history.proposes == "void"
    make.ObjectionFactory()
    assert told(lawyer) == ""
    drop_proposal(deviation, by=second, reason="Er is wel verstrekt", seen=seen(deviation))
    assert "Niet doorgegaan Verstrekking" in told(lawyer)
    assert "laten vervallen" in told(lawyer)


def test_mergers(second):
    manager = signed_in(CONTRACT_MANAGER)
    colleague = make.UserFactory(role=CONTRACT_MANAGER, first_name="Tine", last_name="Tweede")
    one, two, three = (make.PartyFactory(name=name) for name in ("Een", "Twee", "Drie"))
    refused = proposed(one, two, by=manager.user)
    decline_merger(
        refused, seen=version_of(PartyMerger, refused.pk), by=colleague, at=NOW, reason="Andere vestiging"
    )
    with time_machine.travel(NOW, tick=False):
        confirmed(proposed(three, two, by=manager.user), by=colleague)
    said = told(manager, at=NOW + timedelta(minutes=5))
    assert "Niet doorgegaan Een gaat op in Twee door Tine Tweede" in said
    assert "Andere vestiging" in said
    assert "Doorgegaan Drie gaat op in Twee" in said


def test_a_destruction_that_did_not_go_on(lawyer, second):
    make.DisclosureFactory(disclosed_at=datetime(2020, 5, 1, 10, tzinfo=UTC))
    made = propose_due(make.RetentionRuleFactory(), by=lawyer.user, at=NOW, reason="De termijn is voorbij")
    decline_destruction(made, by=second, at=NOW, reason="Er loopt nog iets")
    said = told(lawyer, at=NOW)
    assert f"Niet doorgegaan Vernietiging {made.pk}" in said
    assert "Er loopt nog iets" in said


@pytest.mark.parametrize(
    ("decide", "outcome"), [(confirm_end, "Doorgegaan"), (decline_end, "Niet doorgegaan")]
)
def test_the_end_of_secrecy(decide, outcome, lawyer, second):
    request = make.AuthorityRequestFactory(
        assessed=True, secret=True, secrecy_ground="Onderzoek", secret_until=date(2026, 12, 1)
    )
    as_seen = version_of(AuthorityRequest, request.pk)
    proposal = propose_end(
        request, until=date(2026, 6, 30), seen=as_seen, by=lawyer.user, at=NOW, reason="Gesloten"
    )
    as_seen = version_of(AuthorityRequest, request.pk)
    decide(proposal, seen=as_seen, by=second, at=NOW, reason="Nagegaan")
    said = told(lawyer, at=NOW)
    assert (
        f"{outcome} Geheimhouding van verzoek {request.reference} eerder beëindigen door Tine Tweede" in said
    )


@pytest.mark.parametrize("agree", [True, False])
def test_a_later_day_of_the_introduction(agree, lawyer, second):
    introduction = make.GroundsIntroductionFactory()
    of = version_of(GroundsIntroduction, 1)
    set_warn_until(introduction, until=date(2027, 1, 31), seen=of, by=lawyer.user, reason="Meer tijd")
    decide = confirm_longer if agree else decline_longer
    decide(introduction, seen=version_of(GroundsIntroduction, 1), by=second, reason="Bekeken")
    said = told(lawyer)
    assert ("Niet doorgegaan" in said) is not agree
    assert "Ontbrekende gronden langer alleen laten waarschuwen door Tine Tweede" in said


@pytest.mark.parametrize(
    ("decide", "outcome"), [(confirm, "Doorgegaan"), (reject, "Niet doorgegaan"), (withdraw, "")]
)
def test_access(decide, outcome):
    administrator = signed_in(ADMINISTRATOR)
    subject = make.UserFactory()
    before = subject_of("roles").state(subject)
    proposal = make.AccessProposalFactory(
        subject_id=subject.pk,
        before=before,
        after=before | {"roles": ["Auditor"]},
        proposed_by=administrator.user,
    )
    by = administrator.user if decide is withdraw else make.UserFactory(role=ADMINISTRATOR)
    decide(proposal, by=by, note="Overlegd")
    said = told(administrator)
    assert said.startswith(f" (laatste 14 dagen) {outcome} Rollen" if outcome else "")
    assert ("“Overlegd”" in said) is bool(outcome)


def test_of_many_the_newest_ten(second):
    administrator = signed_in(ADMINISTRATOR)
    for number in range(12):
        decided_at = NOW + timedelta(hours=number)
        make.AccessProposalFactory(
            subject_name=f"collega-{number:02}",
            proposed_by=administrator.user,
            decision="rejected",
            decided_by=second,
            decided_at=decided_at,
            decision_note="Nee",
        )
    said = told(administrator, at=NOW + timedelta(days=1))
    assert said.count("Niet doorgegaan") == 10
    assert "collega-11" in said and "collega-01" not in said
