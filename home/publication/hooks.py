"""What the admin does at publication and deletion of the statement."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks

from home.models import HomePage, StatementPage, StatementTranslation, StatementVersion


def publish_with_version(request, page):
    """Publish through ``StatementPage.publish``, so that page and version appear in one transaction.

    Wagtail's own view would publish without a transaction around it. What came of it is said by
    `PublicationMiddleware`, as for every other way to publish.
    """
    page = page.specific
    if not isinstance(page, StatementPage):
        return None
    page.publish(page.get_latest_revision(), user=request.user)
    for hook in hooks.get_hooks("after_publish_page"):
        response = hook(request, page)
        if hasattr(response, "status_code"):
            return response
    return redirect("wagtailadmin_pages:edit", page.pk)


def refuse_deletion(request, page):
    """Published versions outlive everything, so their page stays, and so does the page above it."""
    pages = page.get_descendants(inclusive=True).values("pk")
    if any(made.objects.filter(page__in=pages).exists() for made in (StatementVersion, StatementTranslation)):
        messages.error(
            request,
            _(
                "“%(title)s” kan niet worden verwijderd: er zijn versies van gepubliceerd, en die blijven "
                "altijd opvraagbaar. Trek de publicatie in als de pagina niet meer zichtbaar moet zijn."
            )
            % {"title": page.get_admin_display_title()},
        )
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def refuse_bulk_deletion(request, action_type, objects, action):
    """The same for pages that are ticked in a list."""
    if action_type != "delete":
        return None
    for page in objects:
        ours = isinstance(getattr(page, "specific", None), HomePage | StatementPage)
        if ours and (response := refuse_deletion(request, page)):
            return response
    return None
