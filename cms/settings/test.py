"""Settings for the test suite. The database is the throw-away server that tests/database.py starts."""

import base64

from cms.settings.base import *  # noqa: F403
from cms.settings.base import BASE_DIR, STORAGES

SECRET_KEY = "only-for-tests"  # noqa: S105
DOSSIER_KEY = base64.b64encode(bytes(range(64))).decode()
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
BASE_URL = "http://testserver"
WAGTAILADMIN_BASE_URL = BASE_URL
DATABASE_OWNER = None
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = BASE_DIR / "var" / "test-media"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
ERASURE_JOURNAL = ERASURE_JOURNAL_COPY = ""  # what a test destroys, its end undoes
WHITENOISE_AUTOREFRESH = True
ROLE_PASSWORD = ""
SAMPLE_DATA = False
