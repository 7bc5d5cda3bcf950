"""The door for a WSGI server such as gunicorn; production settings unless the environment names others."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cchc_site.settings.production")

application = get_wsgi_application()
