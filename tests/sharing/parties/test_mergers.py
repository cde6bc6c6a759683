"""Two records of one organisation: two people, what both saw, and nothing that is rewritten."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from sharing.core.actor import acting
from sharing.core.exceptions import ChangedMeanwhile, Refused
from sharing.core.records import version_of
from sharing.models import Agreement, Disclosure, Party, PartyCapacity, PartyMerger
from sharing.parties.mergers import confirm_merger, decline_merger, propose_merger, propose_parting
from sharing.parties.queries import records_of
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def first():
    return make.UserFactory(username="eerste")


@pytest.fixture
def second():
    return make.UserFactory(username="tweede")


@pytest.fixture
def pair():
    kept = make.PartyFactory(
        code="wolk", name="Wolkbouwers BV", kvk_number="12345678", email="info@wolk.example"
    )
    merged = make.PartyFactory(
        code="wolk-2", name="Wolkbouwers", kvk_number="", website="https://wolk.example", aliases="De Wolk"
    )
    return merged, kept


def seen(party) -> str:
    return version_of(type(party), party.pk)


def propose(merged, kept, by, **choices) -> PartyMerger:
    return propose_merger(
        merged=merged,
        kept=kept,
        choices=choices,
        seen_merged=seen(merged),
        seen_kept=seen(kept),
        by=by,
        at=timezone.now(),
        reason="Dubbel ingevoerd",
    )


def confirm(merger, by) -> PartyMerger:
    return confirm_merger(merger, seen=seen(merger), by=by, at=timezone.now(), reason="Klopt")


def test_two_people_make_it_one_organisation(pair, first, second):
    merged, kept = pair
    disclosure = make.DisclosureFactory(recipient=merged)
    confirm(propose(merged, kept, first), second)
    merged.refresh_from_db()
    kept.refresh_from_db()
    assert (merged.merged_into, merged.active) == (kept, False)
    assert kept.aliases.splitlines() == ["Wolkbouwers", "De Wolk", "wolk-2"]
    assert (kept.kvk_number, kept.website) == ("12345678", "https://wolk.example")
    assert Disclosure.objects.get(pk=disclosure.pk).recipient == merged
    assert records_of([merged.pk]) == records_of([kept.pk]) == {merged.pk, kept.pk}
    assert merged.history.first().history_user_id == second.pk


def test_what_differs_is_chosen(pair, first, second):
    merged, kept = pair
    with acting(by=first, reason="Proef"):
        Party.objects.filter(pk=merged.pk).update(email="ander@wolk.example")
    with pytest.raises(Refused, match="Kies wat geldt voor e-mailadres"):
        propose(merged, kept, first)
    confirm(propose(merged, kept, first, email="merged"), second)
    kept.refresh_from_db()
    assert kept.email == "ander@wolk.example"


def test_not_by_who_proposed_it(pair, first):
    with pytest.raises(Refused, match="bevestigen doet een ander"):
        confirm(propose(*pair, first), first)


def test_about_what_both_saw(pair, first, second):
    merged, kept = pair
    merger = propose(merged, kept, first)
    with acting(by=first, reason="Proef"):
        Party.objects.filter(pk=kept.pk).update(address="Elders 1")
    with pytest.raises(ChangedMeanwhile, match="wijs dit voorstel af"):
        confirm(merger, second)


def test_the_same_capacity_on_one_day_is_no_obstacle(pair, first, second):
    merged, kept = pair
    for party in pair:
        make.PartyCapacityFactory(party=party, capacity="processor", first_day=date(2024, 1, 1))
    confirm(propose(merged, kept, first), second)
    assert PartyCapacity.objects.count() == 2


def test_nothing_new_is_registered_about_what_went(pair, first, second):
    merged, kept = pair
    agreement = make.AgreementFactory(processing=True, party=merged)
    confirm(propose(merged, kept, first), second)
    sentence = r"Wolkbouwers \(wolk-2\) is samengevoegd met Wolkbouwers BV \(wolk\)\. Kies die partij"
    with pytest.raises(DatabaseError, match=sentence), transaction.atomic():
        make.AgreementFactory(processing=True, party=merged)
    with pytest.raises(DatabaseError, match=sentence), transaction.atomic():
        make.PartyCapacityFactory(party=merged)
    with pytest.raises(DatabaseError, match=sentence), transaction.atomic():
        make.ConfidentialityFactory(processor=True, party=merged)
    with acting(by=first, reason="Proef"):  # what was there goes on
        Agreement.objects.filter(pk=agreement.pk).update(last_day=date(2030, 1, 1))


def test_one_step_deep(pair, first, second):
    merged, kept = pair
    confirm(propose(merged, kept, first), second)
    kept.refresh_from_db()
    with pytest.raises(Refused, match="al samengevoegd"):
        propose(kept, make.PartyFactory(kvk_number=""), first, kvk_number="kept")


@pytest.mark.parametrize("sql", ["merged_into_id = %(kept)s, active = false", "merged_into_id = NULL"])
def test_nobody_merges_by_hand(pair, first, second, sql):
    merged, kept = pair
    if "NULL" in sql:
        confirm(propose(merged, kept, first), second)
    with pytest.raises(DatabaseError, match="door twee personen"), acting(by=first, reason="Proef"):
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE sharing_party SET {sql} WHERE id = %(merged)s",
                {"kept": kept.pk, "merged": merged.pk},
            )


def test_what_went_takes_no_changes(pair, first, second):
    merged, kept = pair
    confirm(propose(merged, kept, first), second)
    with pytest.raises(DatabaseError, match="maak dat ongedaan"), acting(by=first, reason="Proef"):
        Party.objects.filter(pk=merged.pk).update(name="Anders")


def test_undone_by_two(pair, first, second):
    merged, kept = pair
    confirm(propose(merged, kept, first), second)
    merged.refresh_from_db()
    parting = propose_parting(
        merged=merged,
        seen_merged=seen(merged),
        seen_kept=seen(kept),
        by=second,
        at=timezone.now(),
        reason="Toch niet",
    )
    confirm(parting, first)
    merged.refresh_from_db()
    assert (merged.merged_into, merged.active) == (None, True)


def test_declined_and_proposed_again(pair, first, second):
    merger = propose(*pair, first)
    with pytest.raises(Refused, match="wacht al een voorstel"):
        propose(*pair, first)
    decline_merger(merger, seen=seen(merger), by=second, at=timezone.now(), reason="Nee")
    with pytest.raises(Refused, match="al beslist"):
        confirm(merger, second)
    assert propose(*pair, first).pk != merger.pk


def test_a_circle_is_refused_by_the_database_too(pair, first, second):
    merged, kept = pair
    there = propose(merged, kept, first)
    back = propose(kept, merged, first)
    confirm(there, second)
    with pytest.raises(ChangedMeanwhile):
        confirm(back, second)
    with pytest.raises(DatabaseError, match="al samengevoegd"), acting(by=second, reason="Proef"):
        PartyMerger.objects.filter(pk=back.pk).update(confirmed_by=second, confirmed_at=timezone.now())


def test_the_proposer_cannot_confirm_in_the_database_either(pair, first):
    merger = propose(*pair, first)
    with pytest.raises(DatabaseError, match="bevestigd"), acting(by=first, reason="Proef"):
        PartyMerger.objects.filter(pk=merger.pk).update(confirmed_by=first, confirmed_at=timezone.now())


def test_two_at_once_is_one(pair, first, second):
    merger = propose(*pair, first)
    mark = seen(merger)
    confirm(merger, second)
    with pytest.raises(ChangedMeanwhile):
        confirm_merger(merger, seen=mark, by=make.UserFactory(), at=timezone.now(), reason="Ook")
