"""The reference lists: modeladmin's screens with their holes closed."""

import csv
import io

import pytest
from django.urls import reverse

from sharing.core.actor import acting
from sharing.models import Country, DataCategory, EeaMembership, Purpose
from sharing.roles import ADMINISTRATOR, AUDITOR, CONTRACT_MANAGER, EDITOR
from sharing.wagtail_hooks import REFERENCE_LISTS
from tests import factories
from tests.sharing.core.visitors import refused, signed_in, text

pytestmark = pytest.mark.django_db
ADMINS = REFERENCE_LISTS[0].modeladmin_instances
PURPOSES = reverse("doeleinden_modeladmin_index")
COUNTRIES = reverse("landen_modeladmin_index")


def at(action: str, purpose: Purpose) -> str:
    return reverse(f"doeleinden_modeladmin_{action}", args=[purpose.pk])


@pytest.fixture
def manager():
    return signed_in(CONTRACT_MANAGER)


@pytest.fixture
def every_list():
    """A row in each list."""
    factories.PurposeFactory(code="proef")
    factories.DataCategoryFactory()
    factories.SubjectCategoryFactory()
    factories.RetentionTermFactory()
    factories.ComplaintProcedureFactory()
    factories.AdequacyDecisionFactory()
    factories.EeaMembershipFactory()
    factories.LegalProvisionFactory()


@pytest.mark.parametrize("admin", ADMINS, ids=lambda admin: admin.base_url_path)
def test_every_screen_of_every_list_works_for_an_auditor_and_only_to_read(admin, every_list):
    auditor = signed_in(AUDITOR)
    name, row = admin.url_helper.get_action_url_name, admin.model.objects.first()
    for query in (
        "",
        "?q=a",
        "?peildatum=2090-01-01",
        "?export=csv",
        "?export=xlsx",
        "?ordering=-code",
        "?p=99",
    ):
        assert auditor.get(reverse(name("index")) + query).status_code == 200, query
    assert auditor.get(reverse(name("index")) + "?q=%00").status_code == 200
    assert auditor.get(reverse(name("deleted"))).status_code == 200
    for action in ("inspect", "history"):
        assert auditor.get(reverse(name(action), args=[row.pk])).status_code == 200
    for url in (
        reverse(name("create")),
        reverse(name("edit"), args=[row.pk]),
        reverse(name("delete"), args=[row.pk]),
    ):
        assert refused(auditor.get(url)), url
        assert refused(auditor.post(url, {"reason": "x"})), url


@pytest.mark.parametrize("admin", ADMINS, ids=lambda admin: admin.base_url_path)
def test_an_editor_reaches_none_of_it(admin, every_list):
    editor = signed_in(EDITOR)
    name, row = admin.url_helper.get_action_url_name, admin.model.objects.first()
    for action in ("index", "create", "deleted"):
        assert refused(editor.get(reverse(name(action)))), action
    assert refused(editor.get(reverse(name("index")) + "?export=csv"))
    for action in ("edit", "delete", "inspect", "history"):
        assert refused(editor.get(reverse(name(action), args=[row.pk]))), action


@pytest.mark.parametrize("action", ["edit", "delete", "inspect", "history"])
@pytest.mark.parametrize("key", ["999999", "abc"])
def test_what_is_not_there_is_not_found(action, key):
    administrator = signed_in(ADMINISTRATOR)
    assert administrator.get(reverse(f"doeleinden_modeladmin_{action}", args=[key])).status_code == 404


@pytest.mark.parametrize(
    "lookup",
    [
        "agreementpurpose__agreement__reference__startswith=OV",
        "disclosures__dossier__isnull=False",
        "parent__code__regex=^a",
        "id__gt=0",
        "code__startswith=zzz",
        "children__isnull=garbage",
        "nonsense=1",
        "pk=0",
    ],
)
def test_the_address_of_a_list_asks_the_database_nothing_of_its_own(manager, lookup):
    factories.PurposeFactory(code="a")
    factories.PurposeFactory(code="b")
    response = manager.get(f"{PURPOSES}?{lookup}")
    assert [one.code for one in response.context["object_list"]] == ["a", "b"]


def test_the_declared_filters_do_work(manager):
    factories.DataCategoryFactory(code="gewoon")
    factories.DataCategoryFactory(code="gezondheid", special=True)
    url = reverse("gegevenscategorieen_modeladmin_index")
    for query in ("?kind=special", "?kind=special&peildatum=2090-01-01"):
        assert [one.code for one in manager.get(url + query).context["object_list"]] == ["gezondheid"]
    assert list(manager.get(url + "?kind=bestaat-niet").context["object_list"]) == []


def test_purposes_stand_in_the_order_of_the_tree(manager):
    top = factories.PurposeFactory(code="m-top")
    factories.PurposeFactory(code="a-sub", parent=top)
    factories.PurposeFactory(code="z-top")
    rows = manager.get(PURPOSES).context["object_list"]
    assert [(row.code, row.depth) for row in rows] == [("m-top", 0), ("a-sub", 1), ("z-top", 0)]


@pytest.mark.parametrize("below", [False, True])
def test_a_purpose_cannot_fall_under_itself_or_what_is_below_it(manager, below):
    top = factories.PurposeFactory(code="top")
    middle = factories.PurposeFactory(code="midden", parent=top)
    low = factories.PurposeFactory(code="laag", parent=middle)
    sent = {"code": "top", "description": "x", "parent": (low if below else top).pk, "reason": "Proef"}
    response = manager.post(at("edit", top), sent)
    assert "valt eronder" in text(response)
    assert Purpose.objects.get(code="top").parent is None


def test_a_change_is_written_by_the_operation_with_its_reason(manager):
    purpose = factories.PurposeFactory(code="vast", description="Oud")
    sent = {"code": "ander", "description": "Nieuw", "parent": "", "reason": "Duidelijker"}
    assert manager.post(at("edit", purpose), sent).status_code == 302
    row = purpose.history.first()
    assert (row.code, row.description) == ("vast", "Nieuw")
    assert (row.history_user, row.history_change_reason) == (manager.user, "Duidelijker")
    assert "Duidelijker" in text(manager.get(at("history", purpose)))


def test_without_a_reason_or_with_a_known_code_nothing_is_written(manager):
    factories.PurposeFactory(code="bestaat")
    create = reverse("doeleinden_modeladmin_create")
    for sent in (
        {"code": "nieuw", "description": "x", "reason": ""},
        {"code": "bestaat", "description": "x", "reason": "y"},
        {"code": "Hoofd", "description": "x", "reason": "y"},
    ):
        assert manager.post(create, sent).status_code == 200
    assert Purpose.objects.count() == 1


def test_somebody_elses_change_is_noticed(manager):
    purpose = factories.PurposeFactory(description="Oud")
    version = manager.get(at("edit", purpose)).context["form"]["version"].value()
    with acting(by=factories.tester(), reason="Eerder"):
        Purpose.objects.update(description="Van een ander")
    sent = {"description": "Van mij", "parent": "", "reason": "Later", "version": version}
    response = manager.post(at("edit", purpose), sent)
    assert "intussen gewijzigd" in text(response)
    assert "Van mij" in text(response)
    assert Purpose.objects.get().description == "Van een ander"


def test_deleting_is_for_administrators_and_only_what_nothing_refers_to(manager):
    purpose = factories.PurposeFactory(code="gebruikt")
    factories.AgreementFactory(covers=[purpose])
    assert refused(manager.post(at("delete", purpose), {"reason": "Weg"}))
    administrator = signed_in(ADMINISTRATOR)
    assert "wordt nog naar verwezen" in text(administrator.post(at("delete", purpose), {"reason": "Weg"}))
    category = factories.DataCategoryFactory()
    factories.DisclosureFactory(data=[category])
    url = reverse("gegevenscategorieen_modeladmin_delete", args=[category.pk])
    assert "1 verstrekking" in text(administrator.post(url, {"reason": "Weg"}))
    assert DataCategory.objects.filter(pk=category.pk).exists()
    free = factories.PurposeFactory(code="vrij")
    assert administrator.post(at("delete", free), {"reason": "Ongebruikt"}).status_code == 302
    assert "Ongebruikt" in text(administrator.get(reverse("doeleinden_modeladmin_deleted")))


def test_exports_write_no_formulas_and_real_words(manager):
    factories.PurposeFactory(code="kwaad", description="=1+1")
    listed = b"".join(manager.get(PURPOSES + "?export=csv").streaming_content).decode()
    (row,) = csv.DictReader(io.StringIO(listed))
    assert row == {
        "Code": "kwaad",
        "Omschrijving": "'=1+1",
        "Valt onder": "",
        "Omschrijving in het Engels": "",
    }


def test_periods_of_a_country_do_not_overlap():
    administrator = signed_in(ADMINISTRATOR)
    EeaMembership.objects.filter(country="NL").exists() or factories.EeaMembershipFactory()
    sent = {"country": "NL", "first_day": "2020-01-01", "last_day": "", "note": "", "reason": "Proef"}
    response = administrator.post(reverse("eer_modeladmin_create"), sent)
    assert "al een EER-lidmaatschap" in text(response)


def test_a_country_code_is_fixed_and_well_formed():
    administrator = signed_in(ADMINISTRATOR)
    create = reverse("landen_modeladmin_create")
    assert "twee hoofdletters" in text(
        administrator.post(create, {"code": "NLD", "name": "x", "reason": "y"})
    )
    assert administrator.post(create, {"code": "xx-new", "name": "Nieuw", "reason": "y"}).status_code == 302
    assert Country.objects.get(code="XX-NEW").history.count() == 1
    edit = reverse("landen_modeladmin_edit", args=["XX-NEW"])
    administrator.post(edit, {"code": "XX-ODD", "name": "Nieuwer", "reason": "y"})
    assert Country.objects.get(code="XX-NEW").name == "Nieuwer"


def test_a_decision_without_its_end_is_refused_in_words():
    administrator = signed_in(ADMINISTRATOR)
    sent = {
        "country": "JP",
        "reference": "(EU) 2099/1",
        "adopted": "2024-01-01",
        "annulled": "on",
        "confidence": "to-check",
        "reason": "y",
    }
    response = administrator.post(reverse("adequaatheidsbesluiten_modeladmin_create"), sent)
    assert "dag van de uitspraak" in text(response)


def test_modeladmin_keeps_no_second_history(manager):
    from wagtail.models import ModelLogEntry, ReferenceIndex

    purpose = factories.PurposeFactory()
    manager.post(at("edit", purpose), {"description": "Nieuw", "parent": "", "reason": "x"})
    assert not ModelLogEntry.objects.exists()
    assert not ReferenceIndex.objects.filter(base_content_type__app_label="sharing").exists()
