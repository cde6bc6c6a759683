"""From the page of a party to a proposal, a colleague's decision, and undoing it; for who may."""

from typing import Any

import pytest
from django.urls import reverse

from sharing.access.choices import ADMINISTRATOR, AUDITOR, EDITOR, LAWYER
from sharing.models import Party, PartyMerger
from sharing.roles import CONTRACT_MANAGER
from tests import factories as make
from tests.sharing.core.visitors import refused, signed_in, text
from tests.sharing.parties.steps import merge, proposed

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> tuple[Any, Any]:
    kept = make.PartyFactory(code="wolk", name="Wolkbouwers BV", email="info@wolk.example", processor=True)
    gone = make.PartyFactory(code="wolk-2", name="Wolkbouwers", kvk_number="", email="ander@wolk.example")
    make.DisclosureFactory(recipient=gone)
    return gone, kept


def address(party: Any, name: str = "merge") -> str:
    return reverse(f"parties:{name}", args=[party.pk])


def sent(page: Any, **values: str) -> dict[str, str]:
    """The form as a browser sends it, hidden marks included."""
    form = page.context["form"]
    return {name: form[name].value() for name in form.fields if form[name].is_hidden} | values


def test_proposed_and_confirmed_by_two(pair):
    gone, kept = pair
    first, second = signed_in(CONTRACT_MANAGER), signed_in(ADMINISTRATOR)
    assert address(kept) in text(first.get(reverse("parties:inspect", args=[kept.pk])))
    chosen = first.post(address(kept), {"other": "wolk-2", "stays": "this"})
    page = first.get(chosen["Location"])
    for words in ("Naam", "kiest u hieronder", "info@wolk.example", "ander@wolk.example", "Verstrekkingen"):
        assert words in text(page), words
    incomplete = first.post(chosen["Location"], sent(page, reason="Zelfde adres"))
    assert "Kies wat geldt." in text(incomplete)
    answer = first.post(chosen["Location"], sent(page, reason="Zelfde adres", choice_email="merged"))
    merger = PartyMerger.objects.get()
    assert answer["Location"] == reverse("party_mergers:inspect", args=[merger.pk])
    assert "Er wacht een voorstel" in text(first.get(reverse("parties:inspect", args=[gone.pk])))

    own = first.get(reverse("party_mergers:decide", args=[merger.pk]))
    assert "U hebt dit zelf voorgesteld" in text(own)
    assert "Voorstel beoordelen" not in text(own)
    assert "door u te beoordelen" not in text(first.get(reverse("wagtailadmin_home")))
    assert reverse("party_mergers:decide", args=[merger.pk]) in text(second.get(reverse("wagtailadmin_home")))
    decide = reverse("party_mergers:decide", args=[merger.pk])
    done = second.post(decide, sent(second.get(decide), decision="confirm", reason="Gebeld"))
    assert done["Location"] == reverse("parties:inspect", args=[kept.pk])
    gone.refresh_from_db()
    kept.refresh_from_db()
    assert (gone.merged_into, kept.email) == (kept, "ander@wolk.example")
    history = text(second.get(reverse("party_mergers:history", args=[merger.pk])))
    assert "E-mailadres: van de partij die opgaat" in history
    assert second.get(decide)["Location"] == reverse("party_mergers:inspect", args=[merger.pk])


def test_the_proposer_posts_a_confirmation_and_it_is_taken_back_instead(pair):
    first = signed_in(CONTRACT_MANAGER)
    merger = proposed(*pair, by=first.user)
    decide = reverse("party_mergers:decide", args=[merger.pk])
    first.post(decide, sent(first.get(decide), decision="confirm", reason="Zelf"))
    merger.refresh_from_db()
    assert merger.confirmed_by is None and merger.declined_by == first.user


def test_declined_with_a_reason(pair):
    merger, second = proposed(*pair), signed_in(CONTRACT_MANAGER)
    decide = reverse("party_mergers:decide", args=[merger.pk])
    page = second.get(decide)
    assert "Vul iets in bij “Toelichting”" in text(
        second.post(decide, sent(page, decision="decline", reason=""))
    )
    second.post(decide, sent(page, decision="decline", reason="Ander bedrijf"))
    merger.refresh_from_db()
    assert merger.declined_by == second.user
    assert "Niet doorgegaan" in text(second.get(reverse("party_mergers:index")))


def test_what_changed_meanwhile_is_not_confirmed(pair):
    merger, second = proposed(*pair), signed_in(CONTRACT_MANAGER)
    decide = reverse("party_mergers:decide", args=[merger.pk])
    page = second.get(decide)
    with make.recorded():
        Party.objects.filter(pk=pair[1].pk).update(address="Elders 1")
    answer = second.post(decide, sent(page, decision="confirm", reason="Ja"))
    assert answer.status_code == 200 and "alert" in text(answer)
    merger.refresh_from_db()
    assert merger.confirmed_by is None


def test_what_changed_since_is_told_before_anybody_decides(pair):
    first, second = signed_in(CONTRACT_MANAGER), signed_in(CONTRACT_MANAGER)
    decide = reverse("party_mergers:decide", args=[proposed(*pair, by=first.user).pk])
    assert "bevestigen kan niet meer" not in text(second.get(decide))
    with make.recorded():
        Party.objects.filter(pk=pair[1].pk).update(address="Elders 1")
    told = second.get(decide).context["explanation"]
    assert told.startswith("Sinds dit is voorgesteld, is Wolkbouwers BV gewijzigd: bevestigen kan niet meer.")
    assert "Trek het in en stel het opnieuw voor." in text(first.get(decide))


def test_a_parting_does_not_say_that_one_goes_into_the_other(pair):
    gone, kept = pair
    merge(gone, kept)
    first, second = signed_in(CONTRACT_MANAGER), signed_in(CONTRACT_MANAGER)
    page = first.get(address(gone, "part"))
    first.post(address(gone, "part"), sent(page, reason="Toch een ander"))
    merger = PartyMerger.objects.get(kind="part")
    shown = [reverse(f"party_mergers:{name}", args=[merger.pk]) for name in ("decide", "inspect")]
    for one in (page, *map(second.get, shown)):
        assert "Gaat op" not in text(one) and "Blijft" not in text(one)
    assert "Weer een eigen partij" in text(second.get(shown[0]))
    assert not {"merged", "kept"} & {one["name"] for one in second.get(shown[1]).context["fields"]}


def test_undone_by_two(pair):
    gone, kept = pair
    merge(gone, kept)
    first, second = signed_in(CONTRACT_MANAGER), signed_in(CONTRACT_MANAGER)
    page = first.get(address(gone, "part"))
    first.post(address(gone, "part"), sent(page, reason="Toch een ander"))
    merger = PartyMerger.objects.get(kind="part")
    decide = reverse("party_mergers:decide", args=[merger.pk])
    second.post(decide, sent(second.get(decide), decision="confirm", reason="Klopt"))
    gone.refresh_from_db()
    assert (gone.merged_into, gone.active) == (None, True)


@pytest.mark.parametrize(
    ("other", "sentence"), [("wolk", "Dit is deze partij zelf"), ("weg", "is al samengevoegd met")]
)
def test_what_cannot_be_chosen(pair, other, sentence):
    gone = make.PartyFactory(code="weg", kvk_number="")
    merge(gone, make.PartyFactory())
    answer = signed_in(CONTRACT_MANAGER).post(address(pair[1]), {"other": other, "stays": "this"})
    assert sentence in text(answer)


def test_not_offered_any_more(pair):
    merge(*pair)
    manager = signed_in(CONTRACT_MANAGER)
    found = text(manager.get(reverse("party_chooser:find"), {"q": "Wolkbouwers"}))
    assert "wolk)" in found and "wolk-2" not in found
    assert manager.get(address(pair[0])).status_code == 302
    index = text(manager.get(reverse("parties:index"), {"active": "False"}))
    assert "Samengevoegd" in index


@pytest.mark.parametrize("role", [EDITOR, LAWYER, AUDITOR])
def test_for_who_may(pair, role):
    visitor, merger = signed_in(role), proposed(*pair)
    assert refused(visitor.get(address(pair[1])))
    assert refused(visitor.get(reverse("party_mergers:decide", args=[merger.pk])))
    assert refused(visitor.post(reverse("party_mergers:decide", args=[merger.pk]), {"decision": "confirm"}))
    merger.refresh_from_db()
    assert merger.confirmed_by is None


def test_that_one_waits_already_is_told_before_anybody_writes_down_why(pair):
    gone, kept = pair
    proposed(gone, kept)
    manager = signed_in(CONTRACT_MANAGER)
    errors = manager.post(address(kept), {"other": "", "stays": ""}).context["form"].errors
    assert {"other", "stays"} <= errors.keys()
    errors = manager.post(address(kept), {"other": "wolk-2", "stays": "this"}).context["form"].errors
    assert "Er wacht al een voorstel over Wolkbouwers" in errors["stays"][0]
    both = f"{address(kept)}?met={gone.pk}&blijft={kept.pk}"
    assert manager.get(both)["Location"] == address(kept, "inspect")


def test_who_took_another_record_in_goes_into_none(pair):
    gone, kept = pair
    merge(gone, kept)
    make.PartyFactory(code="groep", kvk_number="")
    answer = signed_in(CONTRACT_MANAGER).post(address(kept), {"other": "groep", "stays": "other"})
    assert "Maak dat eerst ongedaan" in answer.context["form"].errors["stays"][0]


def test_who_was_overtaken_sees_it_and_goes_on_with_what_was_typed(pair):
    gone, kept = pair
    manager = signed_in(CONTRACT_MANAGER)
    both = f"{address(kept)}?met={gone.pk}&blijft={kept.pk}"
    given = sent(manager.get(both), choice_email="kept", reason="Zelfde adres")
    with make.recorded():
        Party.objects.filter(pk=kept.pk).update(address="Elders 1")
    told = manager.post(both, given)
    assert "intussen gewijzigd" in text(told) and "Elders 1" in text(told)
    again = manager.post(both, sent(told, choice_email="kept", reason=told.context["form"]["reason"].value()))
    assert again.status_code == 302
    assert PartyMerger.objects.get().explanation == "Zelfde adres"
