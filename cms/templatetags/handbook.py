"""The way from a screen to the piece of the handbook about it."""

from django import template
from django.template import RequestContext
from django.urls import reverse

from cms.handbook.places import place_for

register = template.Library()


@register.simple_tag(takes_context=True)
def handbook_address(context: RequestContext) -> str:
    """Where the handbook is about the screen that is being shown."""
    match = getattr(context, "request", None) and context.request.resolver_match
    page, _hash, heading = place_for(match.view_name if match else "").partition("#")
    address = reverse("handbook", args=[page])
    return f"{address}#{heading}" if heading else address
