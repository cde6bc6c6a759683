"""The two languages of the public pages: Dutch is the source, English its translation."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property
from wagtail.models import Locale, Page, PageManager
from wagtail.query import PageQuerySet

from sharing import public

SOURCE = settings.LANGUAGE_CODE
ENGLISH = "en"
CHECKER_POLICY = {"script-src": ["'self'"], "font-src": ["'self'"]}


class BilingualQuerySet(PageQuerySet):
    def source(self) -> Any:
        """The Dutch page: the one whose text is authoritative. There is at most one of each kind."""
        return self.filter(locale__language_code=SOURCE)

    def english(self) -> Any:
        """Its translation."""
        return self.filter(locale__language_code=ENGLISH)


class BilingualPage(Page):
    """A page with a fixed public address per language; Wagtail's locale says which language it is in."""

    public_routes: dict[str, str]  # the name of the public address, by language

    objects = PageManager.from_queryset(BilingualQuerySet)()

    class Meta:
        abstract = True

    @property
    def language(self) -> str:
        if not self.locale_id:
            return SOURCE
        if not self._meta.get_field("locale").is_cached(self):
            self.locale = public.once((Locale, self.locale_id), lambda: Locale.objects.get(pk=self.locale_id))
        return str(self.locale.language_code)

    @property
    def is_translation(self) -> bool:
        return self.language != SOURCE

    @cached_property
    def in_other_language(self) -> "BilingualPage | None":
        """The same page in the other language, when readers may see it."""
        page: BilingualPage | None = self.get_translations().live().first()
        return page

    @classmethod
    def can_create_at(cls, parent: Any) -> bool:
        """A translation is made from its source (“Vertaal”), so that the two belong together."""
        return bool(super().can_create_at(parent)) and bool(parent.locale.language_code == SOURCE)

    def get_url_parts(self, request: HttpRequest | None = None) -> Any:
        parts = super().get_url_parts(request)
        return parts and (*parts[:2], reverse(self.public_routes[self.language]))

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.public_routes[self.language])

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The preview, in the language of the page; the editor may show it in a frame of its own.

        Beside the form Wagtail's checker looks at the preview: for that frame alone our own scripts may run.
        """
        with translation.override(self.language):
            response: Any = super().serve_preview(request, mode_name).render()
        response._csp_replace = {"frame-ancestors": ["'self'"]}
        if getattr(request, "in_preview_panel", False):
            response._csp_replace |= CHECKER_POLICY
        return response  # type: ignore[no-any-return]  # of Wagtail
