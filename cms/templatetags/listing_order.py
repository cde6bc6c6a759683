"""The order in which somebody reads a list, for the form that searches and filters it."""

from django import template
from django.template import RequestContext

register = template.Library()


@register.simple_tag(takes_context=True)
def listing_order(context: RequestContext) -> str:
    """The order that was asked for; empty when the list stands in its own.

    The header is included with variables of its own, so what the list knows of its order is not among them.
    """
    request = getattr(context, "request", None)
    return request.GET.get("ordering", "") if request else ""
