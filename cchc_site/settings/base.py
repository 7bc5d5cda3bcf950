"""What every place the site runs in has in common. Each place (dev, test, production) adds its own and no more."""

import os
from pathlib import Path

from cchc_site.settings import environment

PROJECT_DIR = Path(__file__).resolve().parent.parent
BASE_DIR = PROJECT_DIR.parent
# Everything the site writes while it runs: database, files, collected static files. Never committed.
VAR_DIR = Path(os.environ.get("VAR_DIR") or BASE_DIR / "var")
VAR_DIR.mkdir(parents=True, exist_ok=True)

# Ours stand before Wagtail's, so that a template of ours replaces one of Wagtail's with the same name; among ours, what
# others stand on comes first, so that models load from the bottom up.
INSTALLED_APPS = [
    "agencies",
    "editorial",
    "search",
    "documents",
    "feedback",
    "news",
    "home",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    "agencies.account_apps.AccountsConfig",  # wagtail.users, with our forms
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "editorial.wagtail_admin.NewsroomAdminConfig",  # wagtail.admin, without its English mails
    "wagtail",
    "wagtail_modeladmin",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "home.maintenance.MaintenanceMiddleware",
    "editorial.page_views.PageViewMiddleware",  # outside the kept copies: a copy sent again is read again
    "editorial.page_cache.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "editorial.text_middleware.OneFormOfTextMiddleware",
    "editorial.middleware.StandingMiddleware",
    "editorial.door_middleware.DoorMiddleware",
    "editorial.middleware.OneAtATimeMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "cchc_site.urls"
WSGI_APPLICATION = "cchc_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PROJECT_DIR / "templates"],
        "OPTIONS": {
            # What Django's own choice would be, with the apps' templates read by ours.
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader", "editorial.template_words.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# Parts that a larger site outgrows; each is replaced by one address in the environment.
DATABASES = {
    "default": environment.database(os.environ.get("DATABASE_URL") or environment.sqlite_url(VAR_DIR / "cchc.sqlite3"))
}
CACHES = {
    "default": environment.cache(os.environ.get("CACHE_URL", "")),
    "pages": environment.page_cache(os.environ.get("CACHE_URL", "")),
}
DJANGO_REDIS_LOG_IGNORED_EXCEPTIONS = True
PUBLIC_PAGES_KEPT = environment.flag("PUBLIC_PAGES_KEPT", default=True)
WAGTAILSEARCH_BACKENDS = {"default": environment.search(os.environ.get("SEARCH_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People
AUTH_USER_MODEL = "agencies.User"
AUTHENTICATION_BACKENDS = ["agencies.account_backend.AccountBackend"]
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Language and time. One language: the page tree has no translations.
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
LOCALE_PATHS = [PROJECT_DIR / "locale"]
FORMAT_MODULE_PATH = ["cchc_site.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True

# Files. Uploaded files are never served from the disk unasked: /tep/ goes through a view that asks who may read.
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [PROJECT_DIR / "static"]
MEDIA_URL = "/tep/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "editorial.storage.GivenNameStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PAGE_VIEWS_WRITTEN_ALONG = True
RENDITIONS_MADE_ALONG = True
# What follows a publication (indexes, mail) is done by a thread some moments after the commit, not in the request.
PUBLICATIONS_FOLLOWED_LATER = True
TASKS = {"default": {"BACKEND": "search.later.IndexTasks"}}
# The nightly files of open data; safe to lose, the next run writes them anew.
OPEN_DATA_DIR = VAR_DIR / "open-data"
# The user guide is read inside the admin; its pictures stand beside it.
GUIDE_DIR = BASE_DIR / "docs" / "user-guide"
GUIDE_IMAGES_DIR = BASE_DIR / "docs" / "images"
FILE_UPLOAD_PERMISSIONS = 0o640
# Wagtail's page editor sends every block of a long page as fields of one form; Django's own limit is 1,000.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Wagtail
WAGTAIL_SITE_NAME = "Trang thông tin điện tử cải cách hành chính tỉnh Sóc Trăng"
WAGTAILADMIN_BASE_URL = os.environ.get("BASE_URL") or f"http://localhost:{os.environ.get('PORT') or 8000}"
WAGTAIL_I18N_ENABLED = False
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_TIME_FORMAT = "%H:%M"
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILIMAGES_IMAGE_MODEL = "editorial.SiteImage"
WAGTAILDOCS_DOCUMENT_MODEL = "editorial.SiteDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# Every upload is checked by its content, and refused by its name.
WAGTAILIMAGES_IMAGE_FORM_BASE = "editorial.file_forms.SiteImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "editorial.file_forms.SiteDocumentForm"
# Where nginx sends the bytes: an `internal` location over MEDIA_ROOT, such as /tep-noi-bo/. Empty: this process sends them.
FILES_ACCEL_PREFIX = os.environ.get("FILES_ACCEL_PREFIX", "")
# The only road to publication: approval of the last task ends here, and nothing else publishes.
WAGTAIL_FINISH_WORKFLOW_ACTION = "editorial.finish.publish_finished_workflow"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_COMMENTS_ENABLED = False  # What is said about an item is said in its rounds, and kept with them.
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # No third party learns who works here.
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # Sound and video are our own files; nothing is fetched from outside.

# Log names are cchc.<noun>.<verb>; data are ids, never personal data.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "cchc": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL") or "INFO", "propagate": True},
    },
}
