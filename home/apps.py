from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The public statement and its versions."""

    name = "home"
    verbose_name = "Privacyverklaring"
