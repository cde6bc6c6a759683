from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The public statement and its versions."""

    name = "home"
    verbose_name = "Privacyverklaring"

    def ready(self):
        from home import publication  # noqa: F401  listens to Wagtail's publications
