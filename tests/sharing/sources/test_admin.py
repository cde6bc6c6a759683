"""Source systems in the browser: a token is shown once."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sharing.access.models import AccessProposal
from sharing.core.actor import system_user
from sharing.roles import ADMINISTRATOR, AUDITOR, LAWYER
from sharing.sources.models import Source
from sharing.sources.operations import change_source, create_source, renew_token, revoke_tokens
from sharing.sources.queries import source_of
from tests import factories as make
from tests.sharing.core.visitors import signed_in, version_in


class TestSources:
    @pytest.fixture
    def administrator(self, db):
        return signed_in(ADMINISTRATOR)

    def add(self, client, **changes):
        sent = {
            "name": "Volgsysteem",
            "owner": str(make.UserFactory().pk),
            "scopes": ["check", "record"],
            "days": "365",
            "reason": "Koppeling",
        } | changes
        return client.post(reverse("sources:add"), sent)

    def test_the_token_is_shown_once_and_kept_nowhere(self, administrator):
        answer = self.add(administrator)
        token = answer.context["token"]
        source = source_of(token)
        assert (source.name, source.scopes) == ("Volgsysteem", ["check", "record"])
        assert "no-store" in answer["Cache-Control"]
        assert token not in str(dict(administrator.session))
        for page in ("sources:index",):
            assert token not in administrator.get(reverse(page)).content.decode()
        for page in ("sources:inspect", "sources:edit", "sources:history"):
            assert token not in administrator.get(reverse(page, args=[source.pk])).content.decode()

    def test_a_name_that_is_taken_is_named(self, administrator):
        self.add(administrator)
        assert (
            "bestaat al" in self.add(administrator).content.decode()
            or "Er is al een bron" in self.add(administrator).content.decode()
        )
        assert Source.objects.filter(name="Volgsysteem").count() == 1

    @pytest.mark.parametrize(("sent", "read"), [("true", "Ja"), ("false", "Nee")])
    def test_a_filter_says_yes_or_no(self, sent, read, administrator):
        page = administrator.get(reverse("sources:index"), {"active": sent}).content.decode()
        assert f'aria-label="Zonder filter Actief: {read}"' in page

    def test_without_rights_or_reason_nothing_is_made(self, administrator):
        assert "Kies minstens één recht." in self.add(administrator, scopes=[]).content.decode()
        assert "de reden komt in de historie" in self.add(administrator, reason="").content.decode()
        assert not Source.objects.exists()

    def test_a_renewed_token_replaces_the_old_one(self, administrator):
        token = self.add(administrator).context["token"]
        source = source_of(token)
        url = reverse("sources:token", args=[source.pk])
        sent = {"reason": "Uitgelekt", "days": "30", "version": version_in(administrator, url)}
        new = administrator.post(url, sent).context["token"]
        assert source_of(token) is None
        assert source_of(new) == source

    def test_a_deactivated_source_is_not_heard(self, administrator):
        token = self.add(administrator).context["token"]
        source = source_of(token)
        page = administrator.get(reverse("sources:edit", args=[source.pk]))
        version = page.context["form"]["version"].value()
        sent = {
            "name": "Anders",
            "owner": str(source.owner_id),
            "scopes": ["check"],
            "reason": "Contract afgelopen",
            "version": version,
        }
        administrator.post(reverse("sources:edit", args=[source.pk]), sent)
        source.refresh_from_db()
        assert (source.active, source.scopes, source.name) == (False, ["check"], "Volgsysteem")
        page = administrator.get(reverse("sources:inspect", args=[source.pk])).content.decode()
        assert 'data-label="Was">ja' in page and 'data-label="Werd">nee' in page
        assert source_of(token) is None

    def test_reading_is_asked_of_a_second_person(self, administrator):
        answer = self.add(administrator, scopes=["check", "read"], all_entries="on")
        assert (
            "Leest ook wat andere bronnen vastlegden (ja) en Rechten (erbij: Lezen)"
            in answer.context["waiting"]
        )
        assert answer.context["waiting"] in answer.content.decode()
        source = source_of(answer.context["token"])
        assert (source.scopes, source.all_entries) == (["check"], False)
        second = signed_in(ADMINISTRATOR)
        proposal = AccessProposal.objects.get()
        url = reverse("access_proposals:confirm", args=[proposal.pk])
        shown = second.get(url)
        assert "erbij: Lezen" in shown.content.decode()
        seen = shown.context["form"]["seen"].value()
        assert second.post(url, {"seen": seen}).status_code == 302
        source.refresh_from_db()
        assert (source.scopes, source.all_entries) == (["check", "read"], True)

    @pytest.mark.parametrize("role", [LAWYER, AUDITOR])
    def test_who_may_only_look_renews_nothing(self, role, administrator):
        token = self.add(administrator).context["token"]
        source = source_of(token)
        reader = signed_in(role)
        assert reader.post(reverse("sources:token", args=[source.pk]), {"reason": "x"}).status_code in (
            302,
            403,
        )
        assert source_of(token) == source


class TestToldAtOnce:
    """What an operation would refuse is told with what else is wrong; who was overtaken is told before he goes on."""

    @pytest.fixture
    def administrator(self, db):
        return signed_in(ADMINISTRATOR)

    @pytest.fixture
    def source(self):
        made = create_source(
            name="Portaal", scopes=["check"], by=system_user(), at=timezone.now(), reason="Test"
        )
        return made.source

    def test_of_a_name_in_other_capitals(self, administrator, source):
        sent = {"name": "PORTAAL", "owner": "", "days": "365", "reason": ""}
        errors = administrator.post(reverse("sources:add"), sent).context["form"].errors
        assert "Er is al een bron “PORTAAL”" in errors["name"][0]
        assert {"owner", "scopes", "reason"} <= errors.keys()

    def test_of_until_when_the_present_token_works(self, administrator, source):
        url = reverse("sources:token", args=[source.pk])
        sent = {"old_until": "1-1-2020 10:00", "days": "0", "reason": ""}
        errors = (
            administrator.post(url, sent | {"version": version_in(administrator, url)}).context["form"].errors
        )
        assert " is voorbij. Kies een later moment" in errors["old_until"][0]
        assert {"days", "reason"} <= errors.keys()

    def test_of_a_right_about_which_a_proposal_waits(self, administrator, source):
        owner = make.UserFactory()
        change_source(source, scopes=["check", "read"], by=make.UserFactory(), reason="Inzage")
        url = reverse("sources:edit", args=[source.pk])
        sent = {
            "name": "Portaal",
            "owner": owner.pk,
            "scopes": ["check", "read"],
            "active": "on",
            "reason": "",
        }
        form = administrator.post(url, sent | {"version": version_in(administrator, url)}).context["form"]
        assert "Hierover wacht al een voorstel" in " ".join(form.non_field_errors())
        assert "reason" in form.errors

    @pytest.mark.parametrize("step", ["token", "revoke"])
    def test_whom_a_colleague_was_before(self, step, administrator, source):
        """A token that was made a moment ago, and handed over, stops for nobody who did not know of it."""
        url = reverse(f"sources:{step}", args=[source.pk])
        seen = version_in(administrator, url)
        token = renew_token(source, by=make.UserFactory(), at=timezone.now(), reason="Vernieuwd").token
        sent = {"which": "all", "days": "30", "reason": "Uitgelekt", "version": seen}
        told = administrator.post(url, sent)
        assert "intussen gewijzigd" in told.content.decode()
        assert source_of(token) == source
        again = administrator.post(url, sent | {"version": told.context["form"]["version"].value()})
        assert "intussen gewijzigd" not in again.content.decode()
        assert source_of(token) is None

    def test_that_there_is_nothing_to_revoke(self, administrator, source):
        revoke_tokens(source, only_old=False, by=system_user(), at=timezone.now(), reason="Klaar")
        answer = administrator.get(reverse("sources:revoke", args=[source.pk]))
        assert answer["Location"] == reverse("sources:inspect", args=[source.pk])
