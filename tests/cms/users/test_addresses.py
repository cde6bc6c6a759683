"""Where a visitor comes from."""

import pytest
from django.test import RequestFactory

from cms.users.addresses import networks, through_unknown_proxy, visitor_address


def request(remote: str, forwarded: str | None = None):
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return RequestFactory().get("/", headers=headers, REMOTE_ADDR=remote)


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "visitor"),
    [
        ([], "192.0.2.1", None, "192.0.2.1"),
        ([], "192.0.2.1", "203.0.113.5", "192.0.2.1"),
        (["10.0.0.1"], "10.0.0.1", "203.0.113.5", "203.0.113.5"),
        (["10.0.0.1"], "10.0.0.1", None, "10.0.0.1"),
        (["10.0.0.0/8"], "10.0.0.1", "203.0.113.5, 10.2.3.4", "203.0.113.5"),
        (["10.0.0.0/8"], "10.0.0.1", "198.51.100.1, 203.0.113.5", "203.0.113.5"),
        (["10.0.0.0/8"], "10.0.0.1", "<script>, 203.0.113.5", "203.0.113.5"),
        (["10.0.0.0/8"], "10.0.0.1", "onzin", "10.0.0.1"),
        (["unix"], "", "203.0.113.5", "203.0.113.5"),
        ([], "", "203.0.113.5", ""),
        (["2001:db8::/32"], "2001:db8::1", "2001:db9::7", "2001:db9::7"),
    ],
)
def test_only_trusted_proxies_are_believed(settings, proxies, remote, forwarded, visitor):
    settings.TRUSTED_PROXIES = proxies
    assert visitor_address(request(remote, forwarded)) == visitor


def test_a_proxy_that_is_not_named_is_noticed(settings):
    settings.TRUSTED_PROXIES = ["10.0.0.1"]
    assert through_unknown_proxy(request("10.0.0.2", "203.0.113.5"))
    assert not through_unknown_proxy(request("10.0.0.1", "203.0.113.5"))
    assert not through_unknown_proxy(request("10.0.0.2"))
    assert not through_unknown_proxy(None)


def test_what_is_no_address_is_refused():
    with pytest.raises(ValueError):
        networks(["proxy.intern"])
