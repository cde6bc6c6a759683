"""Entry point of the production server: public pages from memory, everything else by Django."""

import os

from django.core.wsgi import get_wsgi_application

from sharing.core.memory import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

django_application = get_wsgi_application()


def _application():
    from django.conf import settings

    from cms.front.keeper import in_front

    # While developing, a change of a template must be seen.
    return django_application if settings.DEBUG else in_front(django_application)


application = _application()
settle()
