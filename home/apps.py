from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The public statement and its versions."""

    name = "home"
    verbose_name = "Privacyverklaring"

    def ready(self):
        from home import publication, translation  # noqa: F401  listen to Wagtail's publications
