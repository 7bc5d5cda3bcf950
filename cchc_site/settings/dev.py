"""A person's own machine: one process, SQLite unless told otherwise, errors on the screen."""

import os

from cchc_site.settings import environment
from cchc_site.settings.base import *  # noqa: F403
from cchc_site.settings.base import VAR_DIR

DEBUG = True
SECRET_KEY = os.environ.get("SECRET_KEY") or "django-insecure-for-development-only"
# With DEBUG on and no hosts named, Django answers to this machine's own names and to nothing else.
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS")

# Mail is written to files that a person can open, instead of being sent.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
