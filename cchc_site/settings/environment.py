"""Reading the environment: each function turns one variable into the setting Django wants, or says what is wrong."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

SQLITE_OPTIONS: dict[str, Any] = {
    # A writer takes its lock at BEGIN and waits its turn, instead of failing half way with "database is locked".
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # synchronous stays FULL: a publication that was answered with "published" survives a power cut.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}

REDIS_OPTIONS: dict[str, Any] = {
    # What is kept there can be made again: without Redis the site is slower, not away. A page is drawn sooner than a
    # silent Redis is waited for.
    "IGNORE_EXCEPTIONS": True,
    "SOCKET_CONNECT_TIMEOUT": 0.2,
    "SOCKET_TIMEOUT": 0.5,
}


def required(name: str, purpose: str) -> str:
    """Return the variable, or refuse to start with a sentence that says what it is for."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(
            f"Thiếu biến môi trường {name}: {purpose}. / The environment variable {name} is not set; "
            "this site does not start without it."
        )
    return value


def flag(name: str, *, default: bool = False) -> bool:
    """Read a yes-or-no variable; anything else is refused rather than guessed."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name}={value!r}: write 1 or 0.")


def number(name: str, *, default: int) -> int:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name}={value!r}: write a whole number.")
    return int(value)


def words(name: str) -> list[str]:
    """Read a list separated by commas."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def database(url: str) -> dict[str, Any]:
    """Return Django's database setting for `sqlite:///file` or `postgresql://user:password@host:port/name`."""
    try:
        config: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL: {error}") from error
    if config["ENGINE"] == "django.db.backends.sqlite3":
        if config["NAME"] == ":memory:":
            raise ImproperlyConfigured(
                "DATABASE_URL: the site needs a database that outlives the process; name a file."
            )
        config["OPTIONS"] = {**config.get("OPTIONS", {}), **SQLITE_OPTIONS}
        config["CONN_MAX_AGE"] = 0
    elif config["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured(
            "DATABASE_URL: only SQLite and PostgreSQL are supported (sqlite:// or postgresql://)."
        )
    return config


def sqlite_url(path: Path) -> str:
    return f"sqlite:///{path}"


def cache(url: str) -> dict[str, Any]:
    """Return Django's cache setting for `redis://host:port/number`; an empty address is this process's memory."""
    scheme = urlsplit(url).scheme
    if not url or scheme == "locmem":
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "cchc"}
    if scheme in {"redis", "rediss", "unix"}:
        return {
            "BACKEND": "django_redis.cache.RedisCache",
            "LOCATION": url,
            "KEY_PREFIX": "cchc",
            "OPTIONS": REDIS_OPTIONS,
        }
    raise ImproperlyConfigured("CACHE_URL: only Redis is supported (redis://, rediss:// or unix://).")


def page_cache(url: str) -> dict[str, Any]:
    """Return where whole public pages are kept: beside the other things in Redis, or in a bounded memory of this process."""
    config = cache(url)
    if config["BACKEND"].endswith("LocMemCache"):
        # Pages are kept packed, of at most 128 KB each; most take 4.
        return {**config, "LOCATION": "cchc-pages", "OPTIONS": {"MAX_ENTRIES": 1000}}
    return {**config, "KEY_PREFIX": "cchc-pages"}


def search(url: str) -> dict[str, Any]:
    """Return Wagtail's search setting for `https://user:password@host:9200/`; empty means the database's own."""
    if not url:
        return {"BACKEND": "search.backends.database"}
    if urlsplit(url).scheme not in {"http", "https"}:
        raise ImproperlyConfigured("SEARCH_URL: write the address of Elasticsearch (http:// or https://).")
    return {
        "BACKEND": "search.backends.elasticsearch",
        "URLS": [url],
        "INDEX_PREFIX": os.environ.get("SEARCH_INDEX_PREFIX", "cchc_"),
        "TIMEOUT": 10,
    }
