from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The public statement and its versions."""

    name = "home"
    verbose_name = "Privacyverklaring"

    def ready(self) -> None:
        from home.editor.links import name_fields  # Wagtail's forms can be read once all apps are there

        name_fields()
