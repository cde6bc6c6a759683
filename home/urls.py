"""The public addresses."""

from django.urls import path, re_path

from home import house_views, views

app_name = "home"
urlpatterns = [
    path("", views.index, name="index"),
    path("privacyverklaring/", views.statement, name="statement"),
    path("privacyverklaring/versies/", views.versions, name="versions"),
    path("privacyverklaring/versies/<int:number>/", views.version, name="version"),
    path("privacyverklaring/versies/<int:number>.json", views.version_json, name="version-json"),
    path("privacyverklaring/op/", views.find_day, name="find-day"),
    path("privacyverklaring/op/<str:day>/", views.on_day, name="on-day"),
    re_path(
        r"^huisstijl/(?P<digest>[0-9a-f]{64})\.(?P<kind>css|svg|png|webp|woff2)$",
        house_views.house_file,
        name="house-file",
    ),
    path("gezondheid/", views.healthy, name="health"),
]
