"""The pages that every installation has: the front page and the statement under it."""

from django.db import transaction
from wagtail.models import Page, Site

from home.models import STATEMENT_SLUG, HomePage, StatementPage

HOME_SLUG = "home"


@transaction.atomic
def ensure_site(*, name: str = "Privacy") -> StatementPage:
    """The statement page, with the site and front page it needs; made when missing, never changed when there.

    Wagtail's own welcome page goes when it is still as Wagtail made it: without pages under it.
    """
    home = HomePage.objects.first() or _make_home(name)
    statement = StatementPage.objects.first()
    if statement is None:
        statement = StatementPage(title="Privacyverklaring", slug=STATEMENT_SLUG, live=False)
        home.add_child(instance=statement)
    return statement


def _make_home(name: str) -> HomePage:
    root = Page.get_first_root_node()
    home = HomePage(title=name, slug=f"{HOME_SLUG}-nieuw")
    root.add_child(instance=home)
    site = Site.objects.filter(is_default_site=True).first() or Site(
        hostname="localhost", is_default_site=True
    )
    welcome = site.root_page if site.pk else None
    site.root_page, site.site_name = home, site.site_name or name
    site.save()
    if welcome and type(welcome.specific) is Page and not welcome.get_children().exists():
        welcome.delete()
    home.refresh_from_db()
    home.slug = HOME_SLUG
    home.save()
    home.save_revision().publish()
    return home
