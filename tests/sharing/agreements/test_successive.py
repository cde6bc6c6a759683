"""An agreement and its successor never hold on the same day: whoever saves, by whatever route, and two at once."""

import threading
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from sharing.agreements.changing import extend_agreement, replace_agreement
from sharing.agreements.models import Agreement
from sharing.core.actor import acting
from sharing.core.exceptions import Refused
from sharing.core.refusals import readable_refusals
from tests import factories
from tests.patience import PATIENCE

FIRST = {"reference": "VW-1", "last_day": date(2026, 12, 31)}
NEXT = {"reference": "VW-2", "first_day": date(2027, 1, 1)}
TOGETHER = "volgen elkaar op en zouden op dezelfde dag gelden"


def in_one_transaction(**changes) -> None:
    """Change both by hand, past every operation."""
    with transaction.atomic(), acting(by=factories.tester(), reason="Proef"):
        for reference, values in changes.items():
            Agreement.objects.filter(reference=reference.replace("_", "-")).update(**values)
        connection.check_constraints()


@pytest.mark.django_db
class TestTogether:
    @pytest.fixture
    def both(self, db):
        first = factories.AgreementFactory(**FIRST)
        return first, factories.AgreementFactory(replaces=first, party=first.party, **NEXT)

    @pytest.mark.parametrize(
        "changes",
        [
            {"VW_1": {"last_day": None}},
            {"VW_1": {"last_day": date(2027, 1, 1)}},
            {"VW_2": {"first_day": date(2026, 12, 31)}},
        ],
    )
    def test_raw_changes_are_refused_in_dutch(self, changes, both):
        with pytest.raises(IntegrityError, match=TOGETHER):
            in_one_transaction(**changes)

    def test_one_may_make_room_for_the_other_in_any_order(self, both):
        in_one_transaction(VW_2={"first_day": date(2026, 7, 1)}, VW_1={"last_day": date(2026, 6, 30)})
        assert Agreement.objects.get(reference="VW-2").first_day == date(2026, 7, 1)

    def test_a_draft_holds_on_no_day_until_it_is_signed(self, both):
        in_one_transaction(VW_2={"signed_on": None, "first_day": date(2026, 7, 1)})
        with pytest.raises(IntegrityError, match=TOGETHER):
            in_one_transaction(VW_2={"signed_on": date(2026, 6, 1)})

    def test_two_successors_do_not_hold_on_the_same_day_either(self, both):
        first, _ = both
        with (
            pytest.raises(IntegrityError, match=r"VW-[23] en VW-[23]"),
            transaction.atomic(),
            acting(by=factories.tester(), reason="Proef"),
        ):
            factories.AgreementFactory(reference="VW-3", replaces=first, first_day=date(2028, 1, 1))
            connection.check_constraints()

    def test_a_draft_between_two_does_not_part_them(self, both):
        _first, second = both
        in_one_transaction(VW_2={"signed_on": None})
        with pytest.raises(IntegrityError, match=TOGETHER), at_once_stored():
            factories.AgreementFactory(
                reference="VW-3", replaces=second, party=second.party, first_day=date(2026, 7, 1)
            )

    def test_nor_does_one_that_is_put_between_them_afterwards(self, both):
        first, second = both
        in_one_transaction(VW_2={"signed_on": None, "replaces": None})
        with at_once_stored():
            factories.AgreementFactory(
                reference="VW-3", replaces=second, party=second.party, first_day=date(2026, 7, 1)
            )
        with pytest.raises(IntegrityError, match=TOGETHER):
            in_one_transaction(VW_2={"replaces": first})

    def test_what_follows_by_way_of_a_draft_is_stored(self, both):
        _first, second = both
        in_one_transaction(VW_2={"signed_on": None})
        with at_once_stored():
            factories.AgreementFactory(
                reference="VW-3", replaces=second, party=second.party, first_day=date(2027, 7, 1)
            )
        assert Agreement.objects.count() == 3

    def test_what_was_stored_before_the_rule_is_changed_in_other_ways(self, both):
        in_one_transaction(VW_1={"description": "Andere omschrijving"})

    def test_a_termination_after_the_end(self, both):
        with pytest.raises(
            IntegrityError, match="VW-1 is opgezegd per 01-02-2027, na haar laatste dag 31-12-2026"
        ):
            in_one_transaction(VW_1={"terminated_per": date(2027, 2, 1)})


@contextmanager
def at_once_stored():
    """A transaction of its own, judged when it is complete."""
    with transaction.atomic(), acting(by=factories.tester(), reason="Proef"):
        yield
        connection.check_constraints()


def at_once(*steps) -> list[str]:
    """Do these on connections of their own, all begun before any is finished; what was refused, in words."""
    ready, said = threading.Barrier(len(steps)), []

    def run(step) -> None:
        try:
            with readable_refusals(), transaction.atomic():
                step(lambda: ready.wait(PATIENCE))
        except Refused as refused:
            said.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(one,)) for one in steps]
    for one in threads:
        one.start()
    for one in threads:
        one.join(PATIENCE)
    return said


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_extended_while_its_successor_is_stored(self):
        first, by = factories.AgreementFactory(**FIRST), factories.UserFactory()

        def extend(wait) -> None:
            with acting(by=by, reason="Verlengd"):
                wait()
                Agreement.objects.filter(pk=first.pk).update(last_day=date(2028, 12, 31))

        def succeed(wait) -> None:
            with acting(by=by, reason="Opvolger"):
                wait()
                values = {"party": first.party, "kind": first.kind, "signed_on": date(2026, 1, 1), **NEXT}
                Agreement.objects.create(replaces=first, **values)

        [refused] = at_once(extend, succeed)
        assert TOGETHER in refused

    def test_two_successors_stored_at_once(self):
        first, by = factories.AgreementFactory(**FIRST), factories.UserFactory()

        def succeed(reference):
            def step(wait) -> None:
                with acting(by=by, reason="Opvolger"):
                    values = {"party": first.party, "kind": first.kind, "signed_on": date(2026, 1, 1)}
                    Agreement.objects.create(
                        replaces=first, reference=reference, first_day=date(2027, 1, 1), **values
                    )
                    wait()

            return step

        [refused] = at_once(succeed("VW-2"), succeed("VW-3"))
        assert TOGETHER in refused
        assert Agreement.objects.filter(replaces=first).count() == 1

    def test_the_steps_themselves_one_is_told_what_the_other_did(self):
        first, by = factories.AgreementFactory(**FIRST), factories.UserFactory()
        nothing = {"purposes": [], "data_categories": [], "subject_categories": []}

        def extend(wait) -> None:
            wait()
            extend_agreement(first, last_day=date(2028, 12, 31), by=by, reason="Verlengd")

        def succeed(wait) -> None:
            wait()
            given = {"last_day": None, "signed_on": None, "covers": nothing, "by": by, "reason": "Opvolger"}
            replace_agreement(first, **NEXT, **given)

        said = at_once(extend, succeed)
        # Whoever comes first: either the successor shortens what was extended, or the extension meets the successor.
        first.refresh_from_db()
        assert first.last_day == date(2026, 12, 31)
        assert len(said) <= 1 and Agreement.objects.filter(replaces=first).count() == 1
