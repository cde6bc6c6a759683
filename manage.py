#!/usr/bin/env python
"""Django's command line. `bin/manage` runs it with the database and the keys of this installation."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from cms.running.command_line import execute

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    try:
        _ = settings.INSTALLED_APPS
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    execute(sys.argv)
