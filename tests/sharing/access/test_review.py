"""Who has which role is reviewed by two people, whatever the route, and then stays as it was signed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from sharing.access.queries import last_review, mark_of, review_state, roles_now
from sharing.access.review import countersign_review, sign_review, stop_review
from sharing.access.rules import first_review, role_changes
from sharing.core.actor import acting
from sharing.core.exceptions import ChangedMeanwhile, Refused, RefusedInput
from sharing.core.periods import amsterdam_day, months_after
from sharing.core.timeline import Timeline
from sharing.models import RoleReview
from sharing.roles import ADMINISTRATOR, AUDITOR, CONTRACT_MANAGER, EDITOR, LAWYER
from tests import factories as make
from tests.sharing.core.visitors import refused, signed_in, text

pytestmark = pytest.mark.django_db
INDEX, SIGN = reverse("role_reviews:index"), reverse("role_reviews:sign")


@pytest.fixture
def first():
    return make.UserFactory(username="eerste", role=ADMINISTRATOR)


@pytest.fixture
def second():
    return make.UserFactory(username="tweede", role=AUDITOR)


def signed(by, **said) -> RoleReview:
    return sign_review(**{"note": "Alles nagegaan.", "seen": mark_of(roles_now()), "by": by} | said)


def row(name: str, *roles: str, active=True) -> dict:
    return {"account": name, "name": "", "active": active, "roles": [*roles], "beyond_roles": False}


class TestRules:
    def test_only_what_somebody_may_is_a_difference(self):
        before = [row("a", "Auditor"), row("b"), row("c")]
        after = [row("a", "Auditor") | {"name": "Anders"}, row("b", active=False), row("d")]
        found = role_changes(before, after)
        assert [(one.account, bool(one.before), bool(one.after)) for one in found] == [
            ("b", True, True),
            ("c", True, False),
            ("d", False, True),
        ]

    def test_the_first_one_is_due_within_a_year(self):
        assert first_review(date(2024, 2, 29)) == date(2025, 2, 28)


class TestSigning:
    def test_two_people_sign_for_who_has_which_role_now(self, first, second):
        review = signed(first)
        shown = {one["account"]: one["roles"] for one in review.roles}
        assert (shown["eerste"], shown["tweede"]) == ([ADMINISTRATOR], [AUDITOR])
        assert "systeem" not in shown
        assert last_review() is None  # one signature is none
        countersign_review(review, by=second, note="Akkoord")
        review.refresh_from_db()
        today = amsterdam_day(timezone.now())
        assert (review.outcome, review.closed_by) == ("agreed", second)
        assert review.next_review == months_after(today, 12)
        assert last_review() == review and review_state().due == review.next_review
        assert [one.history_user_id for one in review.history.order_by("history_id")] == [first.pk, second.pk]

    def test_its_history_has_the_accounts_in_words(self, first):
        [moment] = Timeline(RoleReview, signed(first).pk)[:9]
        [roles] = [one.new for event in moment.events for one in event.changes if one.field == "roles"]
        assert f"eerste: {ADMINISTRATOR}" in roles.splitlines()

    def test_an_account_that_may_not_sign_in_and_holds_a_role_is_told(self, first):
        make.UserFactory(username="weg", is_active=False, role=EDITOR)
        make.UserFactory(username="weg-zonder", is_active=False)
        shown = {one["account"]: one for one in signed(first).roles}
        assert shown["weg"]["active"] is False and "weg-zonder" not in shown

    def test_the_first_person_is_not_the_second(self, first):
        review = signed(first)
        with pytest.raises(Refused, match="tekent niet ook als tweede"):
            countersign_review(review, by=first)
        review.refresh_from_db()
        assert review.outcome == ""

    def test_what_was_on_the_screen_is_what_is_signed_for(self, first):
        seen = mark_of(roles_now())
        make.UserFactory(username="nieuw", role=EDITOR)
        with pytest.raises(ChangedMeanwhile, match="intussen veranderd"):
            signed(first, seen=seen)
        assert not RoleReview.objects.exists()

    def test_one_at_a_time(self, first, second):
        signed(first)
        with pytest.raises(Refused, match="Er wacht al een beoordeling"):
            signed(second)

    @pytest.mark.parametrize("findings", ["  ", "Zie 111222333"])
    def test_findings_are_words_and_no_number_of_a_person(self, first, findings):
        with pytest.raises(RefusedInput):
            signed(first, note=findings)

    def test_it_is_stopped_with_a_reason_and_counts_for_nothing(self, first, second):
        review = signed(first)
        with pytest.raises(RefusedInput, match="waarom"):
            stop_review(review, by=first, note=" ")
        stop_review(review, by=first, note="Eerst een rol intrekken")
        assert last_review() is None and review_state().waiting is None
        with pytest.raises(Refused, match="al afgesloten"):
            countersign_review(review, by=second)

    @pytest.mark.parametrize("role", [CONTRACT_MANAGER, LAWYER, EDITOR])
    def test_others_do_not_sign(self, first, role):
        other = make.UserFactory(role=role)
        with pytest.raises(Refused, match="U mag niet beoordelen"):
            signed(other)
        with pytest.raises(Refused, match="U mag niet beoordelen"):
            countersign_review(signed(first), by=other)


class TestTheDatabase:
    def refuses(self, by, statement: str, *values, said: str) -> None:
        with (
            pytest.raises(IntegrityError, match=said),
            transaction.atomic(),
            acting(by=by),
            connection.cursor() as sql,
        ):
            sql.execute(statement, values)

    def test_the_same_person_twice(self, first):
        review = signed(first)
        close = "UPDATE sharing_rolereview SET outcome = 'agreed', closed_by_id = %s, closed_at = now() WHERE id = %s"
        self.refuses(first, close, first.pk, review.pk, said="tekent niet ook als tweede")
        # The operator of the installation neither.
        with pytest.raises(IntegrityError, match="tekent niet ook als tweede"), make.as_operator():
            RoleReview.objects.filter(pk=review.pk).update(
                outcome="agreed", closed_by=first, closed_at=timezone.now()
            )

    def test_in_the_name_of_another(self, first, second):
        review = signed(first)
        close = "UPDATE sharing_rolereview SET outcome = 'agreed', closed_by_id = %s, closed_at = now() WHERE id = %s"
        self.refuses(first, close, second.pk, review.pk, said="op naam van wie haar zet")

    def test_another_list_than_the_roles_are(self, first):
        made = "INSERT INTO sharing_rolereview (roles, findings, signed_by_id, outcome, closing_note) VALUES "
        sql = made + "('[]', 'x', %s, '', '')"
        self.refuses(first, sql, first.pk, said="intussen veranderd")

    def test_what_was_signed_stays(self, first, second):
        review = signed(first)
        change = "UPDATE sharing_rolereview SET findings = 'anders' WHERE id = %s"
        self.refuses(first, change, review.pk, said="verandert niet meer")
        countersign_review(review, by=second)
        for sql in (
            "UPDATE sharing_rolereview SET outcome = 'stopped' WHERE id = %s",
            "UPDATE sharing_rolereview SET next_review = '2040-01-01' WHERE id = %s",
            "DELETE FROM sharing_rolereview WHERE id = %s",
        ):
            self.refuses(second, sql, review.pk, said="verandert niet meer|niet verwijderd")

    def test_the_moments_are_those_of_the_database(self, first, second):
        review = signed(first)
        with acting(by=second):
            RoleReview.objects.filter(pk=review.pk).update(
                outcome="agreed", closed_by=second, closed_at=datetime(2020, 1, 1, tzinfo=UTC)
            )
        review.refresh_from_db()
        assert timezone.now() - review.closed_at < timedelta(minutes=5)


class TestScreens:
    def test_from_the_list_to_two_signatures(self):
        keeper, auditor = signed_in(ADMINISTRATOR), signed_in(AUDITOR)
        assert SIGN in text(keeper.get(INDEX))
        page = keeper.get(SIGN)
        assert ADMINISTRATOR in text(page)
        sent = {"seen": page.context["form"].initial["seen"], "findings": "Alles nagegaan."}
        answer = keeper.post(SIGN, sent, follow=True)
        review = RoleReview.objects.get()
        assert "wacht nu op een tweede persoon" in text(answer)
        address = reverse("role_reviews:countersign", args=[review.pk])
        assert address not in text(answer)
        assert "tekent niet ook als tweede" in text(keeper.post(address, {"note": ""}))
        shown = text(auditor.get(reverse("role_reviews:inspect", args=[review.pk])))
        assert address in shown and "Sindsdien veranderd" in shown
        assert "door twee personen getekend" in text(auditor.post(address, {"note": ""}, follow=True))
        review.refresh_from_db()
        assert review.outcome == "agreed"
        assert "Door twee personen getekend" in text(keeper.get(INDEX))

    def test_a_list_that_changed_is_shown_again_before_it_is_signed(self):
        keeper = signed_in(ADMINISTRATOR)
        sent = {"seen": keeper.get(SIGN).context["form"].initial["seen"], "findings": "Nagegaan."}
        make.UserFactory(username="net-nieuw", role=EDITOR)
        page = keeper.post(SIGN, sent)
        assert "intussen veranderd" in text(page) and "net-nieuw" in text(page)
        assert keeper.post(SIGN, sent | {"seen": page.context["form"]["seen"].value()}).status_code == 302

    def test_no_second_one_is_begun_while_one_waits(self, first):
        review = signed(first)
        answer = signed_in(ADMINISTRATOR).get(SIGN, follow=True)
        assert answer.redirect_chain[-1][0] == reverse("role_reviews:inspect", args=[review.pk])
        assert "wacht nog op een tweede persoon" in text(answer)

    def test_what_changed_since_is_told_to_the_second(self, first):
        review = signed(first)
        make.UserFactory(username="erbij", role=EDITOR)
        auditor = signed_in(AUDITOR)
        assert "erbij" in text(auditor.get(reverse("role_reviews:countersign", args=[review.pk])))

    def test_stopping_takes_a_reason(self, first):
        review, auditor = signed(first), signed_in(AUDITOR)
        address = reverse("role_reviews:stop", args=[review.pk])
        assert auditor.post(address, {"note": ""}).context["form"].errors
        assert "afgebroken" in text(auditor.post(address, {"note": "Klopt niet"}, follow=True))

    @pytest.mark.parametrize("role", [CONTRACT_MANAGER, LAWYER, EDITOR])
    def test_others_do_not_see_it(self, role, first):
        review, visitor = signed(first), signed_in(role)
        for address in (INDEX, SIGN, reverse("role_reviews:inspect", args=[review.pk])):
            assert refused(visitor.get(address))


class TestTheStartPage:
    HOME = reverse("wagtailadmin_home")

    def test_it_tells_when_it_is_time(self):
        keeper = signed_in(ADMINISTRATOR)
        assert "beoordeling van rollen" not in text(keeper.get(self.HOME))
        make.RoleReviewFactory(agreed=True, signed_at=timezone.now() - timedelta(days=400))
        assert "beoordeling van rollen is te laat" in text(keeper.get(self.HOME))

    def test_the_second_person_is_asked_and_the_first_sees_that_it_waits(self, first, client):
        signed(first)
        assert "beoordeling van rollen door u mee te tekenen" in text(signed_in(AUDITOR).get(self.HOME))
        client.force_login(first)
        own = text(client.get(self.HOME))
        assert "door u getekend, wacht op een tweede persoon" in own
        assert "mee te tekenen" not in own

    def test_others_are_not_bothered(self):
        make.RoleReviewFactory(agreed=True, signed_at=timezone.now() - timedelta(days=400))
        assert "beoordeling van rollen" not in text(signed_in(CONTRACT_MANAGER).get(self.HOME))
