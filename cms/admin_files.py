"""What every screen loads and Wagtail forbids browsers to keep: the icons, and the words of scripts."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from wagtail.admin.icons import get_icon_sprite_hash
from wagtail.admin.views.home import sprite
from wagtail.admin.views.i18n import localized_js_catalog

YEAR = 365 * 24 * 60 * 60
# Its address is the same in every language and in the next version of the product.
TEN_MINUTES = 10 * 60

_kept_icons = cache_control(private=True, max_age=YEAR, immutable=True)(sprite)


@require_safe
def icons(request: HttpRequest) -> HttpResponse:
    """All icons, kept under the hash that a screen asks for; under that of another version of the product not."""
    view = _kept_icons if request.GET.get("h") == get_icon_sprite_hash() else never_cache(sprite)
    answer: HttpResponse = view(request)
    return answer


@require_safe
@cache_control(private=True, max_age=TEN_MINUTES)
@vary_on_headers("Cookie", "Accept-Language")
def script_words(request: HttpRequest) -> HttpResponse:
    """The words of scripts in this person's language; a page is not shown before it has them."""
    answer: HttpResponse = localized_js_catalog(request)
    return answer
