"""The public site. Fails closed: without its secrets, hosts and database named it does not start."""

import os

from cchc_site.settings import environment

SECRET_KEY = environment.required("SECRET_KEY", "chuỗi bí mật ngẫu nhiên, ít nhất 50 ký tự")
ALLOWED_HOSTS = [
    host.strip()
    for host in environment.required("ALLOWED_HOSTS", "các tên miền của Trang, cách nhau bằng dấu phẩy").split(",")
    if host.strip()
]
environment.required("DATABASE_URL", "địa chỉ cơ sở dữ liệu, ví dụ postgresql://nguoidung:matkhau@localhost/cchc")

from cchc_site.settings.base import *  # noqa: E402, F403
from cchc_site.settings.base import STORAGES  # noqa: E402

DEBUG = False
WAGTAILADMIN_BASE_URL = os.environ.get("BASE_URL") or f"https://{ALLOWED_HOSTS[0].lstrip('.*')}"

# HTTPS only. Behind a proxy that ends HTTPS and always sets X-Forwarded-Proto itself, set TRUST_PROXY_HEADER=1.
SECURE_SSL_REDIRECT = True
if environment.flag("TRUST_PROXY_HEADER"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = environment.number("HSTS_SECONDS", default=365 * 24 * 3600)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600  # A working day; a shared office computer forgets its user overnight.
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

# The web server serves STATIC_ROOT; names carry a digest, so they may be cached for ever.
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
# Where nginx finds the uploaded files by an internal address; empty means that Django sends them itself.
FILES_ACCEL_PREFIX = os.environ.get("FILES_ACCEL_PREFIX", "")

EMAIL_HOST = os.environ.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = environment.number("EMAIL_PORT", default=25)
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = environment.flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 10  # seconds: whoever pressed the button waits for the mail server no longer
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL") or f"cchc@{ALLOWED_HOSTS[0].lstrip('.*')}"
SERVER_EMAIL = DEFAULT_FROM_EMAIL
