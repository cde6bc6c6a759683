"""The pages that every installation has: the front page and the statement under it."""

from django.db import transaction
from wagtail.models import Locale, Page, Site

from home.core.languages import ENGLISH
from home.models import STATEMENT_SLUG, HomePage, StatementPage

HOME_SLUG = "home"
ROOT_TITLES = ("Root", "Pagina's")  # Wagtail's, and what people who see both languages read instead


@transaction.atomic
def ensure_site(*, name: str = "Privacy") -> StatementPage:
    """The Dutch statement page, with the site and front pages it needs; made when missing, never changed.

    Wagtail's own welcome page goes when it is still as Wagtail made it: without pages under it.
    """
    home = HomePage.objects.source().first() or _make_home(name)
    statement: StatementPage | None = StatementPage.objects.source().first()
    if statement is None:
        statement = StatementPage(title="Privacyverklaring", slug=STATEMENT_SLUG, live=False)
        home.add_child(instance=statement)
    _ensure_english_home(home)
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


def _ensure_english_home(home: HomePage) -> None:
    """The page under which the English statement comes, so that an editor only has to press “Vertaal”."""
    theirs, ours = ROOT_TITLES
    Page.objects.filter(depth=1, title=theirs).update(title=ours, draft_title=ours)
    english, _made = Locale.objects.get_or_create(language_code=ENGLISH)
    if not home.has_translation(english):
        home.copy_for_translation(english)
        Site.clear_site_root_paths_cache()
