"""Addresses that `benchmarks.public` compares the product's own with."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from wagtail.models import Site


def ping(request: HttpRequest) -> HttpResponse:
    """The least that a view can do, behind all of the product's middleware."""
    return HttpResponse("pong", content_type="text/plain")


def through_wagtail(request: HttpRequest) -> HttpResponse:
    """The statement as Wagtail serves a page: found by its address, every block rendered for every reader."""
    site = Site.find_for_request(request)
    page, *_ = site.root_page.specific.route(request, ["privacyverklaring"])
    response = page.specific.serve_preview(request, "")
    return response.render() if hasattr(response, "render") else response


urlpatterns = [
    path("meting/ping/", ping),
    path("meting/wagtail/", through_wagtail),
    path("", include("cms.urls")),
]
