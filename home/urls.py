"""The public addresses."""

from django.urls import path

from home import views, views_translation

app_name = "home"
urlpatterns = [
    path("", views.index, name="index"),
    path("privacyverklaring/", views.statement, name="statement"),
    path("en/", views_translation.index, name="index-en"),
    path("privacyverklaring/en/", views_translation.statement, name="statement-en"),
    path("privacyverklaring/versies/<int:number>/en/", views_translation.version, name="version-en"),
    path(
        "privacyverklaring/versies/<int:number>/en.json",
        views_translation.version_json,
        name="version-en-json",
    ),
    path("privacyverklaring/versies/", views.versions, name="versions"),
    path("privacyverklaring/versies/<int:number>/", views.version, name="version"),
    path("privacyverklaring/versies/<int:number>.json", views.version_json, name="version-json"),
    path("privacyverklaring/op/", views.find_day, name="find-day"),
    path("privacyverklaring/op/<str:day>/", views.on_day, name="on-day"),
    path("gezondheid/", views.healthy, name="health"),
]
