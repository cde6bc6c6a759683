"""The addresses of the API, under `/api/v1/`."""

from django.urls import path, re_path

from sharing.agreements.api import show_party
from sharing.api.routes import Endpoint, route, unknown
from sharing.api.schema import openapi
from sharing.article_30.api import list_activities, show_activity
from sharing.consents.api import post_consent, post_objection, post_withdrawal
from sharing.disclosures.api import check, record
from sharing.log.api import search, show
from sharing.parties.api import list_parties
from sharing.sources.choices import Scope

urlpatterns = [
    path("disclosures/check", route(post=Endpoint(check, Scope.CHECK)), name="api_check"),
    path("disclosures/search", route(post=Endpoint(search, Scope.READ)), name="api_search"),
    path("disclosures", route(post=Endpoint(record, Scope.RECORD)), name="api_record"),
    path("disclosures/<str:key>", route(get=Endpoint(show, Scope.READ)), name="api_disclosure"),
    path("consents", route(post=Endpoint(post_consent, Scope.RECORD)), name="api_consents"),
    path(
        "consents/<str:key>/withdrawal",
        route(post=Endpoint(post_withdrawal, Scope.RECORD)),
        name="api_withdrawal",
    ),
    path("objections", route(post=Endpoint(post_objection, Scope.RECORD)), name="api_objections"),
    path("parties", route(get=Endpoint(list_parties, Scope.READ)), name="api_parties"),
    path("parties/<str:code>", route(get=Endpoint(show_party, Scope.READ)), name="api_party"),
    path(
        "processing-activities",
        route(get=Endpoint(list_activities, Scope.READ)),
        name="api_activities",
    ),
    path(
        "processing-activities/<str:key>",
        route(get=Endpoint(show_activity, Scope.READ)),
        name="api_activity",
    ),
    path("openapi.json", route(get=Endpoint(lambda call: openapi(), None)), name="api_schema"),
    re_path(r"", unknown, name="api_unknown"),
]
