"""Entry point of the production server: public pages from memory, everything else by Django."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from cms.database import limits

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

limits.serve_requests()
django_application = get_wsgi_application()

# There are models from here on.
from cms.front.keeper import in_front  # noqa: E402
from sharing.public import settle  # noqa: E402

# While developing, a change of a template must be seen.
application = django_application if settings.DEBUG else in_front(django_application)
settle()
