"""The product's server with what `benchmarks.public` compares it with, each at an address of its own."""

from cms.wsgi import application as product
from cms.wsgi import django_application
from cms.wsgi import gateway as _gateway

FROZEN, BARE = "/meting/zonder", "/meting/kaal/"


def application(environ: dict, start_response):
    """The product, except below /meting/."""
    address = environ["PATH_INFO"]
    if not address.startswith("/meting/"):
        return product(environ, start_response)
    if address == BARE:
        start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "4")])
        return [b"pong"]
    if address.startswith(FROZEN):
        environ = {**environ, "PATH_INFO": address.removeprefix(FROZEN)}
    return django_application(environ, start_response)


gateway = type(_gateway)(application)
