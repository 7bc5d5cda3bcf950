"""The site as nginx gives it away: files named by digest, packed answers, pages kept. The command names database and folder."""

from cchc_site.settings.base import *  # noqa: F403
from cchc_site.settings.base import MIDDLEWARE, STORAGES

DEBUG = False
SECRET_KEY = "only-for-measuring"
ALLOWED_HOSTS = ["localhost"]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
# What nginx does in docs/operations: it packs pages, and sends the style with a name that never changes.
MIDDLEWARE = [
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    *MIDDLEWARE,
]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
