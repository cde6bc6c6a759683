"""What every public page shares: anyone may keep it, nothing in it depends on who asks or by which name."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe
from wagtail.models import Site

from home.core.languages import ENGLISH, SOURCE
from home.text.rendering import Section
from home.versions.addresses import STATEMENT, Addresses
from home.versions.bases import FrozenEdition, FrozenVersion, VersionQuerySet
from home.versions.linked import MEDIA_TYPE
from home.versions.models import StatementVersion
from home.versions.queries import AnyVersion
from home.versions.wishes import Wish, wishes_of
from sharing import public


def public_page(view: Callable[..., Any]) -> Callable[..., Any]:
    """A page that anyone may keep; a browser that asks again hears that it is unchanged."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code != 200:
            return response
        patch_cache_control(response, public=True, no_cache=True)
        etag = quote_etag(hashlib.blake2b(response.content, digest_size=16).hexdigest())
        response["ETag"] = etag
        return get_conditional_response(request, etag, response=response) or response

    return require_safe(wrapped)


def address(name: str, *args: Any) -> str:
    """The whole address of a public page, under the name that this installation was given."""
    return settings.BASE_URL + reverse(f"home:{name}", args=args)


@dataclass(frozen=True, slots=True)
class Written:
    """A text of which readers find versions: the statement, or with a ``title`` that plain page."""

    versions: VersionQuerySet
    addresses: Addresses = STATEMENT
    title: str = ""

    @property
    def context(self) -> dict[str, Any]:
        """What the templates are told of it."""
        return {"addresses": self.addresses, "plain": self.title}


def the_statement() -> Written:
    """The statement: what the addresses without a slug are of."""
    return Written(StatementVersion.objects.all())


def site_name() -> str:
    site = Site.objects.filter(is_default_site=True).first()
    return site.site_name if site else ""


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page of ours; ``canonical`` in the context is the address under which it is to be known.

    With ``alternates`` in the context (see `home.public.english`) it links to itself in the other language.
    """
    context = {"site_name": site_name(), **(context or {})}
    if context.get("alternates"):
        context["other_language"] = _in_other_language(request, context.get("addresses") or STATEMENT)
    return render(request, f"home/{template}.html", context, status=status)


def _in_other_language(request: HttpRequest, addresses: Addresses) -> dict[str, str]:
    """The same page in the other language: its route has the same name, the English one with ``-en``."""
    here: Any = request.resolver_match  # there is one: a view asks
    if here.view_name.endswith("-en"):
        name, code, route, slug = "Nederlands", SOURCE, here.view_name.removesuffix("-en"), addresses.slug
    else:
        name, code, route, slug = "English", ENGLISH, f"{here.view_name}-en", addresses.english
    kwargs = here.kwargs | ({"slug": slug} if "slug" in here.kwargs else {})
    return {"name": name, "code": code, "address": reverse(route, kwargs=kwargs)}


def wishes(version: FrozenVersion, sections: Sequence[Section], *, language: str) -> list[Wish]:
    """What a reader of the version in force can do, by the words of the edition that he reads.

    Nothing beside a plain page: what can be done about one's data, the statement tells.
    """
    if not isinstance(version, StatementVersion):
        return []
    contact = public.OrganisationSettings.current().contact
    return wishes_of(
        sections,
        language=language,
        commitments=version.commitments,
        by_mail=bool(contact.email),
        by_post=bool(contact.street and contact.town),
    )


def not_here(
    request: HttpRequest, title: str, explanation: str, *, of: Written | None = None, **context: Any
) -> HttpResponse:
    """A 404 that says why there is nothing here and where to look: among the versions ``of`` this text."""
    context = {"title": title, "explanation": explanation, **(of.context if of else {}), **context}
    return page(request, "not_found", context, status=404)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The answer to an address that leads nowhere, here or anywhere on this site."""
    return render(request, "404.html", {"site_name": site_name()}, status=404)


def as_exchanged(version: AnyVersion, shown: FrozenVersion | FrozenEdition) -> JsonResponse:
    """The exchange format of a version; ``shown`` is the version itself, or its edition in another language."""
    gone = version.withdrawn
    data = {
        "number": version.number,
        "title": shown.title,
        "effective_from": version.effective_from.isoformat(),
        "published_at": instant(shown.published_at),
        "kind": version.kind,
        "change_note": shown.change_note,
        "language": shown.language,
        "sha256": shown.sha256,
        "text": shown.text,
        "sections": [
            {name: section[name] for name in ("number", "anchor", "heading", "text")}
            for section in shown.sections
        ],
        **({"commitments": version.commitments} if isinstance(version, StatementVersion) else {}),
        "in_force_from": instant(version.in_force_from),
        "withdrawn_at": gone and instant(gone.confirmed_at),
        "withdrawn_reason": gone and gone.explanation,
    }
    # The exchange format of an older version stays what it was.
    if isinstance(version, StatementVersion) and version.completeness is not None:
        data["completeness"] = version.completeness
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


# Every form of a version by its route, with the kind of document it is; and of an edition in English.
FORMS = {
    "version": "text/html",
    "version-json": "application/json",
    "version-jsonld": MEDIA_TYPE,
    "version-pdf": "application/pdf",
}
ENGLISH_FORMS = {
    "version-en": "text/html",
    "version-en-json": "application/json",
    "version-en-pdf": "application/pdf",
}


def forms_of(version: FrozenVersion, *, language: str = SOURCE) -> dict[str, str]:
    """The whole address of every form of a version, by its kind; linked data tells of promises only."""
    edition = version.english if language == ENGLISH else None
    forms = ENGLISH_FORMS if edition else FORMS
    addresses = edition.addresses if edition else version.addresses
    return {
        kind: addresses.whole(route, version.number)
        for route, kind in forms.items()
        if version.makes_promises or kind != MEDIA_TYPE
    }


def with_links(
    response: HttpResponse, version: FrozenVersion, kind: str, *, language: str = SOURCE
) -> HttpResponse:
    """The answer, with the way to the other forms of its version and to the feed (RFC 8288) beside what it says.

    Also to the same form in the other language, where there is one.
    """
    own = forms_of(version, language=language)
    links = [
        f'<{place}>; rel="alternate"; type="{one}"{_said_in(language)}'
        for one, place in own.items()
        if one != kind
    ]
    another = SOURCE if language == ENGLISH else ENGLISH
    if version.english and (place := forms_of(version, language=another).get(kind)):
        links.append(f'<{place}>; rel="alternate"; type="{kind}"; hreflang="{another}"')
    crosses = f'; hreflang="{SOURCE}"' if language == ENGLISH else ""
    links.append(f'<{version.addresses.whole("feed")}>; rel="related"; type="application/atom+xml"{crosses}')
    links.append(f'<{own["text/html"]}>; rel="canonical"')
    response["Link"] = ", ".join(links)
    return response


def _said_in(language: str) -> str:
    """The parameter that names a language; Dutch goes without saying between Dutch forms."""
    return f'; hreflang="{language}"' if language == ENGLISH else ""


def instant(moment: datetime) -> str:
    """As RFC 3339 has it."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
