"""Entry points: `gateway` for the production server (granian, RSGI), `application` for any other WSGI server.

Public pages come from memory, everything else from Django.
"""

import os
import sys

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from cms.database import limits

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

# A reader waits this many seconds, and not ten times as many, for each thread that is busy with a page of staff:
# beside twenty colleagues the slowest of a hundred pages then takes half the time (`benchmarks/crowd.py`).
sys.setswitchinterval(0.0005)
limits.serve_requests()
django_application = get_wsgi_application()

# There are models from here on.
from cms.front.gateway import Gateway  # noqa: E402
from cms.front.keeper import in_front  # noqa: E402
from sharing.public import is_known_caller, settle  # noqa: E402

# While developing, a change of a template must be seen.
application = django_application if settings.DEBUG else in_front(django_application)
gateway = Gateway(application, knows=is_known_caller)
settle()
