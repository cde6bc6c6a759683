"""What is kept, for how long, and what is sent: with an application and a clock of our own."""

import gzip
from datetime import date

import pytest

from cms.front import cache as front
from tests.cms.front.conftest import reader_of


class Site:
    """Pages by path; says how it was asked."""

    def __init__(self, body: str = "tekst " * 100, status: str = "200 OK", **headers: str):
        self.body, self.status, self.asked_with = body, status, {}
        self.headers = {"Content-Type": "text/html; charset=utf-8", "ETag": '"een"', **headers}
        self.headers.setdefault("Cache-Control", "public, no-cache")

    def __call__(self, environ, start_response):
        self.asked_with = environ
        start_response(self.status, list(self.headers.items()))
        return [self.body.encode()]


class Known:
    """Changes as told by the test."""

    def __init__(self):
        self.now = 1

    def epoch(self):
        return self.now


PAGE = "/privacyverklaring/"


def test_a_page_is_made_once_and_sent_again():
    site = Site()
    reader = reader_of(site, Known())
    first, second = reader.get(PAGE), reader.get(PAGE)
    assert (first.from_memory, second.from_memory) == (False, True)
    assert (first.status, first.body, first.headers) == (second.status, second.body, second.headers)
    assert second.text == site.body
    assert second.headers["content-length"] == str(len(second.body))


def test_after_a_change_it_is_made_anew():
    site, changes = Site(), Known()
    reader = reader_of(site, changes)
    reader.get(PAGE)
    changes.now, site.body = 2, "nieuw"
    assert reader.get(PAGE).text == "nieuw"


def test_what_changed_while_the_page_was_made_is_not_kept():
    changes = Known()

    class Slow(Site):
        def __call__(self, environ, start_response):
            answer = super().__call__(environ, start_response)
            changes.now += 1
            return answer

    reader = reader_of(Slow(), changes)
    assert reader.get(PAGE).status == 200
    assert not reader.get(PAGE).from_memory


def test_at_midnight_it_is_made_anew():
    days = [date(2026, 12, 31)]
    reader = reader_of(Site(), Known(), today=lambda: days[-1])
    reader.get(PAGE)
    assert reader.get(PAGE).from_memory
    days.append(date(2027, 1, 1))
    assert not reader.get(PAGE).from_memory


def test_while_nothing_can_be_heard_nothing_comes_from_memory():
    changes = Known()
    reader = reader_of(Site(), changes)
    reader.get(PAGE)
    changes.now = None
    assert not reader.get(PAGE).from_memory
    assert not reader.get(PAGE).from_memory


@pytest.mark.parametrize(
    "site",
    [
        Site(status="404 Not Found"),
        Site(status="302 Found"),
        Site(**{"Cache-Control": "private"}),
        Site(**{"Set-Cookie": "sessionid=1"}),
        Site(**{"ETag": 'W/"zwak"'}),
    ],
    ids=["404", "302", "private", "cookie", "weak"],
)
def test_what_is_not_for_everyone_is_not_kept(site):
    reader = reader_of(site, Known())
    assert reader.get(PAGE).status == int(site.status[:3])
    assert not reader.get(PAGE).from_memory


@pytest.mark.parametrize(
    "path", ["/beheer/", "/api/v1/parties", "/gezondheid/", "/static/x.css", "/media/a.png"]
)
def test_other_addresses_are_left_to_the_application(path):
    reader = reader_of(Site(), Known())
    answer = reader.get(path, cookie="sessionid=1")
    assert reader.application.application is not None
    assert answer.headers["etag"] == '"een"'
    assert not reader.get(path).from_memory


def test_a_cookie_or_a_conditional_request_does_not_decide_what_is_kept():
    site = Site()
    reader = reader_of(site, Known())
    reader.get(PAGE, cookie="sessionid=1", authorization="Bearer x", if_none_match='"oud"', range="bytes=0-1")
    for name in ("HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_IF_NONE_MATCH", "HTTP_RANGE"):
        assert name not in site.asked_with


def test_a_browser_that_has_the_page_hears_so():
    reader = reader_of(Site(), Known())
    etag = reader.get(PAGE).headers["etag"]
    for header in (etag, f"W/{etag}", f'"ander", {etag}', "*"):
        answer = reader.get(PAGE, if_none_match=header)
        assert (answer.status, answer.body, answer.headers["etag"]) == (304, b"", etag)
        assert "content-length" not in answer.headers
    assert reader.get(PAGE, if_none_match='"ander"').status == 200


def test_compressed_is_another_representation():
    site = Site()
    reader = reader_of(site, Known())
    plain, packed = reader.get(PAGE), reader.get(PAGE, accept_encoding="br, gzip")
    assert gzip.decompress(packed.body).decode() == plain.text == site.body
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert packed.headers["etag"] != plain.headers["etag"]
    assert reader.get(PAGE, accept_encoding="gzip", if_none_match=plain.headers["etag"]).status == 200
    assert reader.get(PAGE, accept_encoding="gzip", if_none_match=packed.headers["etag"]).status == 304
    assert "content-encoding" not in reader.get(PAGE, accept_encoding="gzip;q=0").headers


def test_head_has_the_headers_of_get_and_no_body():
    reader = reader_of(Site(), Known())
    whole, head = reader.get(PAGE), reader.get(PAGE, method="HEAD")
    assert (head.status, head.body, head.headers) == (200, b"", whole.headers)


def test_each_name_and_scheme_has_its_own_pages():
    reader = reader_of(Site(), Known())
    reader.get(PAGE, host="een.example")
    assert not reader.get(PAGE, host="twee.example").from_memory
    assert not reader.get(PAGE, host="een.example", x_forwarded_proto="https").from_memory
    assert reader.get(PAGE, host="een.example").from_memory


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(front, "MAX_BYTES", 3_000)
    reader = reader_of(Site("x" * 900), Known())
    for number in range(10):
        reader.get(f"/privacyverklaring/versies/{number}/")
    kept = [reader.get(f"/privacyverklaring/versies/{number}/").from_memory for number in (9, 0)]
    assert kept == [True, False]


def test_dropped_pages_are_made_again_before_somebody_asks():
    site, changes = Site(), Known()
    reader = reader_of(site, changes)
    reader.get("/privacyverklaring/versies/3/")
    changes.now, site.body = 2, "nieuw"
    visitor = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "HTTP_HOST": "een.example"}
    reader.application.refill({**visitor, "wsgi.url_scheme": "http"})
    answer = reader.get("/privacyverklaring/versies/3/")
    assert answer.from_memory
    assert answer.text == "nieuw"


def test_before_the_first_visitor_the_most_read_pages_are_made():
    reader = reader_of(Site(), Known())
    visitor = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/",
        "HTTP_HOST": "testserver",
        "wsgi.url_scheme": "http",
    }
    assert PAGE in reader.application.refill(visitor)
    assert reader.get(PAGE, x_forwarded_proto="http").from_memory


def test_any_port_in_the_host_is_one_page(reader):
    assert not reader.get("/", host="testserver").from_memory
    for host in ("testserver:8000", "testserver:1", "TESTSERVER:65535"):
        assert reader.get("/", host=host).from_memory
    assert reader.get("/", host="testserver:geen").status == 400
    assert reader.get("/", host="testserver/x").status == 400
