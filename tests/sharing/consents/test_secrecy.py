"""Secrecy of an authority's request after its assessment: longer by one person, earlier over by two, and by the day."""

import csv
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from sharing.consents.choices import SecrecyKind
from sharing.consents.queries import withheld_on
from sharing.consents.request_models import AuthorityRequest, SecrecyDecision
from sharing.consents.secrecy import Change, Secrecy, secrecy_on
from sharing.consents.withholding import confirm_end, decline_end, keep_secret, propose_end
from sharing.core.actor import acting
from sharing.core.exceptions import ChangedMeanwhile, Refused, RefusedInput
from sharing.core.periods import amsterdam_day, start_of_day
from sharing.core.records import version_of
from sharing.roles import AUDITOR, LAWYER
from tests import factories as make
from tests.sharing.consents.test_admin import seen as shown
from tests.sharing.core.visitors import refused, signed_in, text

UNTIL = date(2026, 6, 30)
FIRST = Secrecy("Onderzoek", UNTIL)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def at(day: date, hour: int = 12) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


class TestRule:
    @pytest.mark.parametrize(
        ("day", "assessed", "changes", "secret"),
        [
            (UNTIL, FIRST, [], True),
            (UNTIL + timedelta(days=1), FIRST, [], False),
            (UNTIL, None, [], False),
            (date(2099, 1, 1), Secrecy("x", None), [], True),
            # Prolonged in time: no day in between.
            (date(2026, 7, 1), FIRST, [Change(at(UNTIL), date(2026, 8, 31), "Loopt nog")], True),
            (date(2026, 8, 31), FIRST, [Change(at(UNTIL), date(2026, 8, 31), "Loopt nog")], True),
            (date(2026, 9, 1), FIRST, [Change(at(UNTIL), date(2026, 8, 31), "Loopt nog")], False),
            # Prolonged too late: the days in between were not secret, and stay so.
            (date(2026, 7, 5), FIRST, [Change(at(date(2026, 7, 10)), None, "Loopt nog")], False),
            (date(2026, 7, 9), FIRST, [Change(at(date(2026, 7, 10)), None, "Loopt nog")], False),
            (date(2026, 7, 10), FIRST, [Change(at(date(2026, 7, 10)), None, "Loopt nog")], True),
            # Ended earlier: until the day on which a second person agreed nothing changes.
            (date(2026, 5, 1), FIRST, [Change(at(date(2026, 5, 2)), date(2026, 5, 1), "", ends=True)], True),
            (date(2026, 5, 2), FIRST, [Change(at(date(2026, 5, 2)), date(2026, 5, 1), "", ends=True)], False),
            (date(2026, 5, 3), FIRST, [Change(at(date(2026, 5, 2)), date(2026, 5, 3), "", ends=True)], True),
            (date(2026, 5, 4), FIRST, [Change(at(date(2026, 5, 2)), date(2026, 5, 3), "", ends=True)], False),
        ],
    )
    def test_by_the_day(self, day, assessed, changes, secret):
        assert (secrecy_on(day, assessed, changes) is not None) == secret

    def test_an_end_gives_no_other_ground(self):
        ended = [Change(at(date(2026, 5, 2)), date(2026, 5, 3), "Zaak gesloten", ends=True)]
        assert secrecy_on(date(2026, 5, 3), FIRST, ended) == Secrecy("Onderzoek", date(2026, 5, 3))

    @given(DAYS, st.lists(st.tuples(DAYS, st.none() | DAYS), max_size=4))
    def test_what_happens_later_changes_no_earlier_day(self, day, later):
        changes = [Change(at(since), until, "x") for since, until in later if since > day]
        assert secrecy_on(day, FIRST, changes) == secrecy_on(day, FIRST, [])

    def test_the_day_is_that_of_amsterdam(self):
        late = Change(datetime(2026, 7, 9, 22, 30, tzinfo=UTC), None, "x")  # half past midnight there
        assert secrecy_on(date(2026, 7, 10), FIRST, [late]) is not None
        assert secrecy_on(date(2026, 7, 9), FIRST, [late]) is None


@pytest.fixture
def request_(db) -> AuthorityRequest:
    return make.AuthorityRequestFactory(
        confirmed=True, secret=True, secrecy_ground="Onderzoek", secret_until=UNTIL
    )


def as_seen(request: AuthorityRequest) -> str:
    return version_of(AuthorityRequest, request.pk)


class TestOperations:
    def test_longer_is_of_one_person_and_at_once(self, request_):
        by, day = make.UserFactory(), date(2026, 6, 1)
        keep_secret(
            request_,
            until=date(2026, 9, 30),
            seen=as_seen(request_),
            by=by,
            at=at(day),
            reason="Brief van de OvJ",
        )
        assert set(withheld_on(date(2026, 9, 30))) == {request_.pk}
        assert withheld_on(date(2026, 9, 30))[request_.pk].ground == "Brief van de OvJ"
        assert withheld_on(date(2026, 10, 1)) == {}
        assert withheld_on(date(2026, 5, 31))[request_.pk].ground == "Onderzoek"

    @pytest.mark.parametrize(
        ("until", "said"),
        [(UNTIL, "latere dag"), (date(2026, 6, 2), "latere dag"), (date(2026, 5, 31), "is voorbij")],
    )
    def test_longer_is_a_later_day(self, until, said, request_):
        with pytest.raises(RefusedInput, match=said):
            keep_secret(
                request_,
                until=until,
                seen=as_seen(request_),
                by=make.UserFactory(),
                at=at(date(2026, 6, 1)),
                reason="x",
            )

    def test_what_has_no_end_is_not_prolonged(self, db):
        request = make.AuthorityRequestFactory(assessed=True, secret=True, secrecy_ground="x")
        with pytest.raises(RefusedInput, match="zonder einddatum"):
            keep_secret(
                request, until=None, seen=as_seen(request), by=make.UserFactory(), at=at(UNTIL), reason="x"
            )

    def test_earlier_over_takes_two(self, request_):
        first, second, day = make.UserFactory(), make.UserFactory(), date(2026, 5, 2)
        proposal = propose_end(
            request_, until=date(2026, 5, 1), seen=as_seen(request_), by=first, at=at(day), reason="Gesloten"
        )
        assert request_.pk in withheld_on(day)
        with pytest.raises(Refused, match="zelf voorgesteld"):
            confirm_end(proposal, seen=as_seen(request_), by=first, at=at(day), reason="x")
        with pytest.raises(Refused, match="wacht al"):
            propose_end(
                request_, until=date(2026, 5, 3), seen=as_seen(request_), by=second, at=at(day), reason="x"
            )
        confirm_end(proposal, seen=as_seen(request_), by=second, at=at(day, 14), reason="Nagegaan")
        assert request_.pk not in withheld_on(day)
        assert request_.pk in withheld_on(date(2026, 5, 1))
        with pytest.raises(Refused, match="al besloten"):
            decline_end(proposal, seen=as_seen(request_), by=first, at=at(day, 15), reason="x")
        assert proposal.history.count() == 2

    def test_a_colleague_decides_on_what_was_shown(self, request_):
        first, second, day = make.UserFactory(), make.UserFactory(), date(2026, 5, 2)
        proposal = propose_end(
            request_, until=date(2026, 5, 1), seen=as_seen(request_), by=first, at=at(day), reason="Gesloten"
        )
        earlier = as_seen(request_)
        keep_secret(request_, until=None, seen=earlier, by=second, at=at(day, 13), reason="Toch niet")
        with pytest.raises(ChangedMeanwhile):
            confirm_end(proposal, seen=earlier, by=second, at=at(day, 14), reason="x")
        decline_end(proposal, seen=as_seen(request_), by=second, at=at(day, 14), reason="Het loopt nog")
        assert request_.pk in withheld_on(date(2027, 1, 1))

    @pytest.mark.parametrize(
        ("until", "said"), [(date(2026, 4, 30), "terugwerkende kracht"), (UNTIL, "eerdere dag")]
    )
    def test_earlier_over_is_an_earlier_day_and_not_of_the_past(self, until, said, request_):
        with pytest.raises(RefusedInput, match=said):
            propose_end(
                request_,
                until=until,
                seen=as_seen(request_),
                by=make.UserFactory(),
                at=at(date(2026, 5, 2)),
                reason="x",
            )

    def test_before_the_assessment_it_is_the_request_itself(self, db):
        request = make.AuthorityRequestFactory(secret=True, secrecy_ground="x")
        with pytest.raises(Refused, match="nog niet beoordeeld"):
            keep_secret(
                request, until=None, seen=as_seen(request), by=make.UserFactory(), at=at(UNTIL), reason="x"
            )


class TestDatabase:
    """What raw SQL cannot do either."""

    def stored(self, request: AuthorityRequest, by, **values) -> SecrecyDecision:
        said = {
            "kind": SecrecyKind.KEEP,
            "last_day": None,
            "explanation": "x",
            "decided_at": at(UNTIL),
        } | values
        with acting(by=by, reason="proef"), transaction.atomic():
            return SecrecyDecision.objects.create(
                request=request, decided_by=values.pop("decided_by", by), **said
            )

    def test_an_end_under_another_name(self, request_):
        with pytest.raises(IntegrityError, match="latere dag"):
            self.stored(request_, make.UserFactory(), last_day=date(2026, 5, 1))

    def test_an_end_that_is_born_confirmed(self, request_):
        values = {"kind": SecrecyKind.END, "last_day": date(2026, 5, 1), "confirmed_at": at(UNTIL)}
        with pytest.raises(IntegrityError, match="van wie het neemt"):
            self.stored(request_, make.UserFactory(), confirmed_by=make.UserFactory(), **values)

    def test_confirming_for_another_or_oneself(self, request_):
        first, second = make.UserFactory(), make.UserFactory()
        proposal = self.stored(request_, first, kind=SecrecyKind.END, last_day=date(2026, 5, 1))
        rows = SecrecyDecision.objects.filter(pk=proposal.pk)
        with pytest.raises(IntegrityError, match="namens een ander"):
            with acting(by=first, reason="proef"), transaction.atomic():
                rows.update(confirmed_by=second, confirmed_at=timezone.now())
        with pytest.raises(IntegrityError):
            with acting(by=first, reason="proef"), transaction.atomic():
                rows.update(confirmed_by=first, confirmed_at=timezone.now())
        with pytest.raises(IntegrityError, match="verandert niet"):
            with acting(by=second, reason="proef"), transaction.atomic():
                rows.update(last_day=date(2026, 4, 1))

    @pytest.mark.parametrize(
        "changes",
        [{"secret": False}, {"secret_until": date(2026, 4, 1)}, {"asked": "Alles"}, {"assessed_by": None}],
    )
    def test_the_assessed_request_itself(self, changes, request_):
        with pytest.raises(IntegrityError, match="verandert niet meer"):
            with make.recorded(), transaction.atomic():
                AuthorityRequest.objects.filter(pk=request_.pk).update(**changes)

    def test_a_confirmed_assessment(self, request_):
        with pytest.raises(IntegrityError, match="bevestigde beoordeling"):
            with make.recorded(), transaction.atomic():
                AuthorityRequest.objects.filter(pk=request_.pk).update(assessment="refused")


class TestScreens:
    def address(self, request: AuthorityRequest, name: str = "secrecy") -> str:
        return reverse(f"authority_requests:{name}", args=[request.pk])

    def test_from_a_proposal_to_the_end(self, db):
        today = amsterdam_day(timezone.now())
        request = make.AuthorityRequestFactory(
            confirmed=True, secret=True, secrecy_ground="Onderzoek", secret_until=today + timedelta(days=90)
        )
        entry = make.DisclosureFactory(authority_request=request, disclosed_at=start_of_day(today))
        lawyer, colleague = signed_in(LAWYER), signed_in(LAWYER)
        page = text(lawyer.get(self.address(request, "inspect")))
        assert "Geheim voor de betrokkene" in page and self.address(request) in page
        sent = {
            "kind": "end",
            "last_day": "",
            "reason": "Zaak gesloten",
            **shown(lawyer, self.address(request)),
        }
        assert "Vul in tot en met welke dag" in text(lawyer.post(self.address(request), sent))
        yesterday = f"{today - timedelta(days=1):%d-%m-%Y}"
        page = text(lawyer.post(self.address(request), sent | {"last_day": yesterday}, follow=True))
        assert "Een collega bevestigt" in page and "Er wacht een voorstel" in page
        assert request.pk in withheld_on(today)
        assert "kunt het intrekken" in text(lawyer.get(self.address(request)))

        work = text(colleague.get("/beheer/"))
        assert "einde van geheimhouding door u te bevestigen" in work
        assert "einde van geheimhouding" not in text(lawyer.get("/beheer/"))
        page = text(colleague.get(self.address(request)))
        assert "Zaak gesloten" in page
        said = {"decision": "agree", "reason": "Nagegaan", **shown(colleague, self.address(request))}
        page = text(colleague.post(self.address(request), said, follow=True))
        assert "De geheimhouding eindigt eerder." in page and "Was geheim" in page
        assert request.pk not in withheld_on(today)
        page = text(lawyer.get(reverse("disclosures:inspect", args=[entry.pk])))
        assert "Geheim voor de betrokkene" not in page

    def test_it_is_kept_longer(self, db):
        today = amsterdam_day(timezone.now())
        request = make.AuthorityRequestFactory(
            assessed=True, secret=True, secrecy_ground="Onderzoek", secret_until=today
        )
        lawyer, url = signed_in(LAWYER), self.address(request)
        sent = {"kind": "keep", "last_day": "31-12-2099", "reason": "Brief", **shown(lawyer, url)}
        assert "langer geheim" in text(lawyer.post(url, sent, follow=True))
        assert request.pk in withheld_on(date(2099, 12, 31))

    def test_not_before_the_assessment_and_not_by_who_only_reads(self, db):
        request = make.AuthorityRequestFactory()
        page = text(signed_in(LAWYER).get(self.address(request), follow=True))
        assert "wijzig de geheimhouding in het verzoek zelf" in page
        assert refused(signed_in(AUDITOR).get(self.address(request)))

    def test_the_export_shows_it_as_it_stands(self, request_):
        def exported() -> list[str]:
            answer = signed_in(LAWYER).get(reverse("authority_requests:index"), {"export": "csv"})
            [row] = csv.reader(b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()[1:])
            return row

        later = amsterdam_day(timezone.now()) + timedelta(days=400)
        assert {str(UNTIL), "nee"} <= set(exported())
        keep_secret(
            request_,
            until=later,
            seen=as_seen(request_),
            by=make.UserFactory(),
            at=at(date(2026, 6, 1)),
            reason="Loopt nog",
        )
        assert {str(later), "ja", "Loopt nog"} <= set(exported())
