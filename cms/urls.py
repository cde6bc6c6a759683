"""Every address of the product: the admin, the API, files for staff, and the public statement."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access

from cms.admin_files import icons, script_words
from cms.documents import serve_document, serve_image
from cms.health import alive, healthy
from cms.users.account import AccountView, ChoosePasswordView
from cms.users.calendar import calendar_feed
from cms.users.signing_in import PasswordResetView, SignInView

handler404 = "home.public.common.not_found"
handler500 = "cms.unavailable.something_broke"


def _nothing_here(request: HttpRequest) -> HttpResponse:
    raise Http404


urlpatterns = [
    # Wagtail's page that breaks on purpose.
    path("beheer/failwhale/", _nothing_here),
    # In place of Wagtail's own: what they change is recorded, with who.
    path("beheer/login/", SignInView.as_view(), name="wagtailadmin_login"),
    path("beheer/password_reset/", PasswordResetView.as_view(), name="wagtailadmin_password_reset"),
    path("beheer/account/", require_admin_access(AccountView.as_view()), name="wagtailadmin_account"),
    path(
        "beheer/password_reset/confirm/<uidb64>/<token>/",
        ChoosePasswordView.as_view(),
        name="wagtailadmin_password_reset_confirm",
    ),
    path("beheer/sprite/", icons, name="wagtailadmin_sprite"),
    path("beheer/jsi18n/", script_words, name="wagtailadmin_javascript_catalog"),
    path("beheer/", include(wagtailadmin_urls)),
    path("api/v1/", include("sharing.api.urls")),
    re_path(
        r"^documenten/(?P<document_id>\d+)/(?P<document_filename>.*)$",
        serve_document,
        name="wagtaildocs_serve",
    ),
    re_path(r"^media/(?P<folder>images|original_images)/(?P<path>.+)$", serve_image),
    path("agenda/<str:secret>.ics", calendar_feed, name="calendar_feed"),
    path("gezondheid/", healthy, name="health"),
    path("gezondheid/leeft/", alive, name="alive"),
    # Wagtail's second sign-in, for readers of closed pages: there are none, and one door is enough.
    path("_util/login/", RedirectView.as_view(pattern_name="wagtailadmin_login"), name="wagtailcore_login"),
    path("", include("home.urls")),
    path("", include(wagtail_urls)),
]
