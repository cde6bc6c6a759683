from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The public statement and its versions."""

    name = "home"
    verbose_name = "Privacyverklaring"

    def ready(self):
        from home.publication import operations as publication  # noqa: F401  listen to Wagtail's publications
        from home.translation import operations as translation  # noqa: F401  listen to Wagtail's publications
