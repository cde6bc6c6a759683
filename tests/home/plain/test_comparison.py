"""A plain page is compared while it is written as the statement is."""

import re

from django.urls import reverse

from tests.home.editor.test_admin import form


def test_beside_the_form_and_in_the_history(client, publish_plain, cookies, editor):
    publish_plain()
    client.force_login(editor)
    address = reverse("home_comparison", args=[cookies.pk])
    words = client.post(
        address, form("Wel cookies.", slug=cookies.slug, title=cookies.title)
    ).content.decode()
    assert "Ten opzichte van versie 1 van 1 januari 2025." in words
    assert "Wel cookies." in re.sub("<[^>]*>", "", words)
    assert address in client.get(reverse("wagtailadmin_pages:edit", args=[cookies.pk])).content.decode()
    assert "Wat er verandert" in client.get(address).content.decode()

    old = cookies.revisions.first()
    page = type(cookies).objects.get(pk=cookies.pk)
    page.body = [("section", {"heading": "Anders", "anchor": "", "body": []})]
    new = page.save_revision(user=editor)
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[cookies.pk, old.pk, new.pk])
    found = client.get(compare).content.decode()
    assert "Anders" in found and "vervallen" in found
    assert "&quot;type&quot;" not in found
