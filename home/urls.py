"""The public addresses."""

from django.urls import path, re_path

from home.organisation import views as house_views
from home.public import archive, english, english_archive, machines, pages, plain, recipients, rights

app_name = "home"
urlpatterns = [
    path("", pages.index, name="index"),
    path("en/", english.index, name="index-en"),
    path("privacyverklaring/", pages.statement, name="statement"),
    path("privacyverklaring/en/", english.statement, name="statement-en"),
    path("privacyverklaring/versies/", archive.versions, name="versions"),
    path("privacyverklaring/versies/en/", english_archive.versions, name="versions-en"),
    path("privacyverklaring/versies/<int:number>/", pages.version, name="version"),
    path("privacyverklaring/versies/<int:number>/en/", english.version, name="version-en"),
    path(
        "privacyverklaring/versies/<int:number>/verschil/<int:since>/", archive.difference, name="difference"
    ),
    path(
        "privacyverklaring/versies/<int:number>/verschil/<int:since>/en/",
        english_archive.difference,
        name="difference-en",
    ),
    path("privacyverklaring/versies/<int:number>.json", machines.version_json, name="version-json"),
    path("privacyverklaring/versies/<int:number>/en.json", english.version_json, name="version-en-json"),
    path("privacyverklaring/versies/<int:number>/en.pdf", english_archive.version_pdf, name="version-en-pdf"),
    path("privacyverklaring/versies/<int:number>.jsonld", machines.version_jsonld, name="version-jsonld"),
    path("privacyverklaring/versies/<int:number>.pdf", machines.version_pdf, name="version-pdf"),
    path("privacyverklaring/verschil/", archive.find_difference, name="find-difference"),
    path("privacyverklaring/op/", archive.find_day, name="find-day"),
    path("privacyverklaring/op/<str:day>/", archive.on_day, name="on-day"),
    path("privacyverklaring/feed/", machines.feed, name="feed"),
    path("uw-rechten/", rights.your_rights, name="rights"),
    path("uw-rechten/en/", rights.your_rights_english, name="rights-en"),
    path("uw-rechten/formulier.pdf", rights.form, name="rights-form"),
    path("uw-rechten/en/form.pdf", rights.form_english, name="rights-form-en"),
    path("ontvangers/", recipients.recipients, name="recipients"),
    path("ontvangers/en/", recipients.recipients_english, name="recipients-en"),
    path("ontvangers/<int:number>/", recipients.recipients_sheet, name="recipients-sheet"),
    path("ontvangers/en/<int:number>/", recipients.recipients_sheet_english, name="recipients-sheet-en"),
    path("ontvangers.json", recipients.recipients_json, name="recipients-json"),
    path("ontvangers/schema.json", recipients.recipients_schema, name="recipients-schema"),
    path("ontvangers/feed/", recipients.recipients_feed, name="recipients-feed"),
    re_path(
        r"^huisstijl/(?P<digest>[0-9a-f]{64})\.(?P<ending>css|svg|png|webp|woff2)$",
        house_views.house_file,
        name="house-file",
    ),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("robots.txt", machines.robots, name="robots"),
    path(".well-known/security.txt", machines.security_txt, name="security"),
    # The plain pages, after everything that has an address of its own; first their translations.
    path("en/<slug:slug>/", plain.text_en, name="plain-en"),
    path("en/<slug:slug>/versies/", plain.versions_en, name="plain-versions-en"),
    path("en/<slug:slug>/versies/<int:number>/", plain.version_en, name="plain-version-en"),
    path(
        "en/<slug:slug>/versies/<int:number>/verschil/<int:since>/",
        plain.difference_en,
        name="plain-difference-en",
    ),
    path("en/<slug:slug>/versies/<int:number>.json", plain.version_json_en, name="plain-version-en-json"),
    path("en/<slug:slug>/versies/<int:number>.pdf", plain.version_pdf_en, name="plain-version-en-pdf"),
    path("<slug:slug>/", plain.text, name="plain"),
    path("<slug:slug>/versies/", plain.versions, name="plain-versions"),
    path("<slug:slug>/versies/<int:number>/", plain.version, name="plain-version"),
    path("<slug:slug>/versies/<int:number>/verschil/<int:since>/", plain.difference, name="plain-difference"),
    path("<slug:slug>/versies/<int:number>.json", plain.version_json, name="plain-version-json"),
    path("<slug:slug>/versies/<int:number>.pdf", plain.version_pdf, name="plain-version-pdf"),
    path("<slug:slug>/verschil/", plain.find_difference, name="plain-find-difference"),
    path("<slug:slug>/op/", plain.find_day, name="plain-find-day"),
    path("<slug:slug>/op/<str:day>/", plain.on_day, name="plain-on-day"),
    path("<slug:slug>/feed/", plain.feed, name="plain-feed"),
]
