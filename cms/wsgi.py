"""Entry point of the production server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

application = get_wsgi_application()

# What was loaded at the start stays; the garbage collector need not walk through it during every large request.
gc.collect()
gc.freeze()
