"""Source systems in the browser: a token is shown once."""

import pytest
from django.urls import reverse

from sharing.access.models import AccessProposal
from sharing.roles import ADMINISTRATOR, AUDITOR, LAWYER
from sharing.sources.models import Source
from sharing.sources.queries import source_of
from tests import factories as make
from tests.sharing.core.visitors import signed_in


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
        assert administrator.get(url).status_code == 200
        new = administrator.post(url, {"reason": "Uitgelekt", "days": "30"}).context["token"]
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
        assert source_of(token) is None

    def test_reading_is_asked_of_a_second_person(self, administrator):
        answer = self.add(administrator, scopes=["check", "read"], all_entries="on")
        assert "voorgesteld aan een tweede persoon" in answer.content.decode()
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
