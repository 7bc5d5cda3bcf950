"""The site as it runs for people, on a scratch database: `DATABASE_URL` and `VAR_DIR` come from the command."""

from cchc_site.settings.base import *  # noqa: F403

DEBUG = False
SECRET_KEY = "only-for-measuring"
ALLOWED_HOSTS = ["testserver", "localhost"]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
