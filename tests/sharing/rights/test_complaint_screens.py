"""The screens of complaints: registered from what they are about, dealt with by somebody else, and told to readers."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from home.text.blocks import SectionBodyBlock
from sharing.access.choices import ADMINISTRATOR, AUDITOR, EDITOR, LAWYER
from sharing.core.records import version_of
from sharing.models import ComplaintProcedure, RightsRequest
from tests import factories as make
from tests.home.public.reading import get
from tests.home.public.reading import words as read
from tests.questions import at_most
from tests.sharing.rights.test_screens import AT, RECEIVED, address, filled_in, request_of, signed_in, words

pytestmark = pytest.mark.django_db
EARLIER = RECEIVED - timedelta(days=20)


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(AT, tick=False):
        yield


def stepped(client: Any, name: str, complaint: RightsRequest, **values: Any) -> Any:
    given = {"version": version_of(RightsRequest, complaint.pk), **values}
    return client.post(address(name, complaint), given, follow=True)


def test_from_the_screen_of_a_request_to_its_outcome():
    asked = request_of(received_at=EARLIER)
    lawyer = signed_in(LAWYER, first_name="Eerste", last_name="Jurist")
    page = lawyer.get(address("inspect", asked)).content.decode()
    assert f"?kind=complaint&amp;over-verzoek={asked.pk}" in page
    form = lawyer.get(address("add"), {"kind": "complaint", "over-verzoek": asked.pk})
    assert "Deze klacht gaat over" in words(form) and 'value="d-0001"' in form.content.decode()
    given = filled_in(kind="complaint", asked="Het duurt te lang", **{"over-verzoek": str(asked.pk)})
    lawyer.post(address("add"), given, follow=True)
    mine = RightsRequest.objects.get(kind="complaint")
    assert [one.about_request for one in mine.subjects.all()] == [asked]
    stepped(lawyer, "identity", mine, how="shown", on="9-3-2026", note="")
    with at_most():
        page = words(lawyer.get(address("inspect", mine)))
    assert "Wijs iemand aan die niet betrokken was bij waar de klacht over gaat." in page
    assert "Leg vast waarover de klacht gaat" not in page
    assert f"Verzoek {asked.pk}: Inzage (art. 15)" in page and "5 maart 2026" in page

    page = words(lawyer.get(address("handler", mine)))
    assert "Daarom niet:" in page and "legde verzoek" in page
    concerned = make.UserFactory(role=LAWYER)
    with make.recorded():
        RightsRequest.objects.filter(pk=asked.pk).update(assigned_to=concerned)
    refused = stepped(lawyer, "handler", mine, handler=concerned.pk, note="Druk")
    assert "was betrokken bij waar de klacht over gaat" in words(refused)
    free = make.UserFactory(role=LAWYER)
    assert "wie deze klacht behandelt" in words(
        stepped(lawyer, "handler", mine, handler=free.pk, note="Vrij")
    )
    page = words(lawyer.get(address("decide", mine)))
    assert "Gegrond" in page and "Toegewezen" not in page and "Ongegrond" not in page
    judge = signed_in(LAWYER)
    page = words(judge.get(address("decide", mine)))
    assert "Ongegrond" in page and "Noem" not in page
    stepped(judge, "decide", mine, decision="dismissed", note="Het bleef binnen de termijn")
    mine.refresh_from_db()
    assert mine.decision == "dismissed"
    assert "Uitkomst van een klacht" in words(judge.get(address("inspect", mine)))
    page = words(judge.get(address("inspect", asked)))
    assert "Ongegrond" in page and "Klachten hierover" in page
    assert "Gebruikt bij: waarover" not in page  # once is enough


def test_a_new_complaint_says_which_field_is_wrong_and_with_what():
    asked = request_of(received_at=EARLIER)
    concerned = make.UserFactory(role=LAWYER, first_name="Iemand", last_name="Anders")
    with make.recorded():
        RightsRequest.objects.filter(pk=asked.pk).update(assigned_to=concerned)
    lawyer = signed_in(LAWYER)

    def errors_of(**values: Any) -> Any:
        given = filled_in(kind="complaint", asked="Te laat", **{"over-verzoek": str(asked.pk)}, **values)
        return lawyer.post(address("add"), given).context["form"].errors

    errors = errors_of(received_at="1-2-2026 9:00")
    assert "De klacht kwam binnen op 1 februari 2026 om 09:00" in errors["received_at"][0]
    assert "Kies uit de lijst" not in str(errors)
    errors = errors_of(assigned_to=str(concerned.pk))
    assert f"behandelde verzoek {asked.pk}. Kies een ander." in errors["assigned_to"][0]
    assert not RightsRequest.objects.filter(kind="complaint").exists()
    free = make.UserFactory(role=LAWYER)
    given = filled_in(kind="complaint", asked="Te laat", **{"over-verzoek": str(asked.pk)})
    lawyer.post(address("add"), given | {"assigned_to": str(free.pk)}, follow=True)
    assert RightsRequest.objects.get(kind="complaint").assigned_to == free


def test_who_had_a_part_is_turned_away_from_judging():
    client, account = signed_in(LAWYER), make.UserFactory(role=LAWYER)
    client.force_login(account)
    mine = request_of(kind="complaint", known=True)
    asked = request_of(received_at=EARLIER, assigned_to=account)
    make.ComplaintSubjectFactory(request=mine, about_request=asked)
    page = client.get(address("decide", mine), follow=True)
    assert "beoordeelt een collega die er niet bij betrokken was" in words(page)


def test_a_disclosure_by_its_number_of_this_person_only():
    mine = request_of(kind="complaint", known=True)
    row = make.DisclosureFactory(disclosed_at=EARLIER)
    other = make.DisclosureFactory(number="d-0002", disclosed_at=EARLIER)
    lawyer = signed_in(LAWYER)
    assert "over-verstrekking" in lawyer.get(reverse("disclosures:inspect", args=[row.pk])).content.decode()
    for number, sentence in ((other.pk, "ander dossier"), (99999, "ander dossier"), ("", "Noem één")):
        page = stepped(lawyer, "subject", mine, about_disclosure=number, note="Brief")
        assert sentence in words(page)
    stepped(lawyer, "subject", mine, about_disclosure=row.pk, note="Brief")
    assert mine.subjects.get().about_disclosure == row
    page = words(signed_in(AUDITOR).get(address("inspect", mine)))
    assert f"Verstrekking {row.pk}" in page


def test_only_of_a_complaint_and_for_who_deals_with_requests():
    plain, mine = request_of(), request_of(kind="complaint")
    for name in ("subject", "handler"):
        assert "Dit is geen klacht" in words(signed_in(LAWYER).get(address(name, plain), follow=True))
        for role in (AUDITOR, EDITOR):
            page = signed_in(role).get(address(name, mine), follow=True)
            assert "geen" in words(page) and page.redirect_chain


def test_the_procedure_is_published_with_its_term_and_kept_by_lawyer_and_administrator():
    url = reverse("klachtenregelingen_modeladmin_create")
    given = {
        "response_weeks": "6", "extension_weeks": "4", "first_day": "1-4-2026", "last_day": "",
        "description": "Een collega bekijkt uw klacht.", "description_en": "", "reason": "Vastgesteld",
    }  # fmt: skip
    assert "26" in words(signed_in(LAWYER).post(url, {**given, "response_weeks": "30"}))
    assert not ComplaintProcedure.objects.exists()
    signed_in(LAWYER).post(url, given)
    assert ComplaintProcedure.objects.get().response_weeks == 6
    assert "al een klachtenregeling" in words(signed_in(ADMINISTRATOR).post(url, given))
    assert signed_in(EDITOR).post(url, given).status_code == 302
    with time_machine.travel(datetime(2026, 4, 2, 10, tzinfo=UTC), tick=False):
        page = read(get("/uw-rechten/"))
        assert "binnen 6 weken" in page and "4 weken langer" in page and "bekijkt uw klacht" in page
        assert "had niet te maken" in page
        english = get("/uw-rechten/en/").content.decode()
        assert "within 6 weeks" in english and 'lang="nl"' in english
    assert "bekijkt uw klacht" not in read(get("/uw-rechten/"))


def test_the_statement_tells_it_on_the_days_on_which_it_holds():
    make.ComplaintProcedureFactory(first_day=date(2026, 3, 1))
    block = SectionBodyBlock.base_blocks["complaint"]
    shown = block.render(block.to_python({}), {"on": date(2026, 3, 9)})
    assert "binnen 6 weken" in shown and "niet bij betrokken was" in shown
    assert "binnen 6 weken" not in block.render(block.to_python({}), {"on": date(2026, 2, 1)})
    assert any("6 weken" in line for line in block.lines(block.to_python({}), date(2026, 3, 9)))
