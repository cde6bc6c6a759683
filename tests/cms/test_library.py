"""Files of the library are for staff with a right to them, and which policy an answer carries."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import Collection, GroupCollectionPermission

from tests.factories import DirectPermissionFactory, UserFactory, as_operator

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return get_document_model().objects.create(
        title="Contract", file=ContentFile(b"geheim", name="contract.txt")
    )


def _staff(django_user_model, name: str) -> Client:
    user = UserFactory(username=name)
    DirectPermissionFactory(user=user, permission=Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(user)
    return client


def test_a_document_is_not_public(document, client: Client) -> None:
    response = client.get(document.url)
    assert response.status_code == 302
    assert response["Location"].startswith("/beheer/login/")


def test_staff_without_a_right_to_the_collection_get_403(document, django_user_model) -> None:
    assert _staff(django_user_model, "zonder").get(document.url).status_code == 403


def test_staff_who_may_choose_it_can_open_it(document, django_user_model) -> None:
    client = _staff(django_user_model, "met")
    with as_operator():
        group = Group.objects.create(name="Lezers")
        GroupCollectionPermission.objects.create(
            group=group,
            collection=Collection.get_first_root_node(),
            permission=Permission.objects.get(
                codename="choose_document", content_type__app_label="wagtaildocs"
            ),
        )
        group.user_set.add(django_user_model.objects.get(username="met"))
    response = client.get(document.url)
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == b"geheim"


@pytest.mark.parametrize(
    "path", ["/media/documents/contract.txt", "/media/../manage.py", "/media/images/../x"]
)
def test_the_disk_is_not_open(path: str, document, django_user_model) -> None:
    assert _staff(django_user_model, "nieuwsgierig").get(path).status_code in (404, 403)


def test_public_answers_are_strict_and_the_admin_gets_what_it_needs(client: Client) -> None:
    public = client.get("/gezondheid/")["Content-Security-Policy"]
    assert "default-src 'none'" in public
    assert "script-src" not in public
    assert "script-src 'self'" in client.get("/beheer/login/")["Content-Security-Policy"]


def test_there_is_no_django_admin(client: Client) -> None:
    assert client.get("/admin/").status_code == 404


def test_frames_are_told_the_same_in_both_ways(client, admin_client):
    public, admin = client.get("/gezondheid/"), admin_client.get("/beheer/")
    assert "frame-ancestors 'none'" in public["Content-Security-Policy"]
    assert public["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'self'" in admin["Content-Security-Policy"]
    assert admin["X-Frame-Options"] == "SAMEORIGIN"


def test_no_page_may_use_camera_place_or_payment(client, admin_client):
    for answer in (client.get("/"), client.get("/bestaat-niet/"), admin_client.get("/beheer/")):
        for feature in ("camera", "geolocation", "microphone", "payment"):
            assert f"{feature}=()" in answer["Permissions-Policy"]


def test_the_page_that_breaks_on_purpose_is_gone(client, admin_client):
    for one in (client, admin_client):
        assert one.get("/beheer/failwhale/").status_code == 404
