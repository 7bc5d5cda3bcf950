"""The test suite: a database and a folder of files of its own, thrown away afterwards."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from cchc_site.settings import environment
from cchc_site.settings.base import *  # noqa: F403
from cchc_site.settings.base import DATABASES, LOGGING

DEBUG = False
SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]

# One folder per process, so that several runs on one machine do not meet.
TEST_DIR = Path(tempfile.mkdtemp(prefix="cchc-test-"))
atexit.register(shutil.rmtree, TEST_DIR, ignore_errors=True)
MEDIA_ROOT = TEST_DIR / "media"

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: the live server's threads hold connections of their own, as in production.
    DATABASES["default"]["TEST"] = {"NAME": str(TEST_DIR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"] = {
        **environment.SQLITE_OPTIONS,
        "init_command": environment.SQLITE_OPTIONS["init_command"].replace("synchronous=FULL", "synchronous=OFF"),
    }
else:
    # Several runs may share one PostgreSQL server.
    DATABASES["default"]["TEST"] = {"NAME": f"test_cchc_{os.getpid()}"}
    # The live server's threads let go of the database, so that it can be put back and dropped.
    DATABASES["default"]["CONN_MAX_AGE"] = 0

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# A test counts the queries of a page that is drawn; those about kept pages say so.
PUBLIC_PAGES_KEPT = False
# pytest gathers log records itself and shows those of a failed test.
LOGGING["loggers"]["cchc"]["handlers"] = []
# Counts of one test's pages must not be written into another's transaction, nor into a real database at the end.
PAGE_VIEWS_WRITTEN_ALONG = False
RENDITIONS_MADE_ALONG = False
PUBLICATIONS_FOLLOWED_LATER = False
