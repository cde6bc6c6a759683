"""Settings for working on the product: errors shown in full, the embedded database when it is running."""

import os

from cms.database import django_settings
from cms.embedded import location
from cms.settings.base import *  # noqa: F403
from cms.settings.base import DATABASES, STORAGES, VAR_DIR

DEBUG = True
SECRET_KEY = SECRET_KEY or "only-for-development"  # noqa: F405
DOSSIER_KEY = DOSSIER_KEY or "A" * 86 + "=="  # noqa: F405
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

if "DATABASE_URL" not in os.environ:
    urls = location.known_urls(VAR_DIR)
    if urls is not None:
        DATABASES["default"] = django_settings(urls.application)
        DATABASE_OWNER = django_settings(urls.owner)
