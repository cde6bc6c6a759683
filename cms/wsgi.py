"""Entry point of the production server: public pages from memory, everything else by Django."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from sharing.core.memory import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

django_application = get_wsgi_application()

from cms.front.keeper import in_front  # noqa: E402  there are models from here on

# While developing, a change of a template must be seen.
application = django_application if settings.DEBUG else in_front(django_application)
settle()
