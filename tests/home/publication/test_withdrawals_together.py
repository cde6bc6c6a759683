"""Two people confirm one withdrawal at the same moment: it happens once, and the other hears that it did."""

import threading
from datetime import date

import pytest
from django.db import connection
from django.utils import timezone

from home.core.refusals import PublicationRefused
from home.publication.proposals import open_proposal
from home.publication.withdrawals import propose_withdrawal, withdraw
from home.versions.models import VersionWithdrawal
from home.versions.queries import latest_version
from sharing.models import CommitmentWithdrawal
from tests.days import to_come
from tests.patience import PATIENCE


@pytest.mark.django_db(transaction=True)
def test_one_of_two_withdraws_it(publish, editor, lawyer, second_lawyer):
    publish(date(2025, 1, 1))
    coming = publish(to_come(), change_note="Straks.")
    propose_withdrawal(coming, explanation="Een fout.", by=editor, at=timezone.now())
    ready = threading.Barrier(2)
    refused: list[str] = []
    failures: list[BaseException] = []

    def confirm(user) -> None:
        try:
            proposal = open_proposal(coming)
            assert proposal is not None
            ready.wait(PATIENCE)
            withdraw(proposal, by=user, at=timezone.now())
        except PublicationRefused as refusal:
            refused.append(str(refusal))
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    both = [threading.Thread(target=confirm, args=[user]) for user in (lawyer, second_lawyer)]
    for one in both:
        one.start()
    for one in both:
        one.join(PATIENCE)
    assert failures == []
    assert len(refused) == 1
    assert VersionWithdrawal.objects.count() == CommitmentWithdrawal.objects.count() == 1
    latest = latest_version()
    assert latest is not None
    assert latest.number == 1
