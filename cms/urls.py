"""Every address of the product: the admin, the API, files for staff, and the public statement."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from cms.documents import serve_document, serve_image
from cms.health import alive, healthy

handler404 = "home.public.common.not_found"
handler500 = "cms.unavailable.something_broke"


def _nothing_here(request: HttpRequest) -> HttpResponse:
    raise Http404


urlpatterns = [
    # Wagtail's page that breaks on purpose.
    path("beheer/failwhale/", _nothing_here),
    path("beheer/", include(wagtailadmin_urls)),
    path("api/v1/", include("sharing.api.urls")),
    re_path(
        r"^documenten/(?P<document_id>\d+)/(?P<document_filename>.*)$",
        serve_document,
        name="wagtaildocs_serve",
    ),
    re_path(r"^media/(?P<folder>images|original_images)/(?P<path>.+)$", serve_image),
    path("gezondheid/", healthy, name="health"),
    path("gezondheid/leeft/", alive, name="alive"),
    path("", include("home.urls")),
    path("", include(wagtail_urls)),
]
