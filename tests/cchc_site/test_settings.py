"""Production fails closed, and dates are read as Vietnam writes them."""

import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from django import forms
from django.conf import settings

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "cchc_site.settings.production",
    "SECRET_KEY": "mot-chuoi-chi-dung-trong-kiem-thu-2f6e1c0a9b7d4e3f8a5c6b1d0e9f8a7b",
    "ALLOWED_HOSTS": "cchc.example.vn",
}


def check_deploy(folder: Path, **changes: str | None) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": os.environ["PATH"],
        "VAR_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/cchc.sqlite3",
        **PRODUCTION,
        **changes,
    }
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=settings.BASE_DIR,
        env={name: value for name, value in environment.items() if value is not None},
        capture_output=True,
        text=True,
    )


def test_production_settings_pass_the_deployment_check_without_a_word(tmp_path: Path) -> None:
    run = check_deploy(tmp_path)
    assert run.returncode == 0, run.stderr
    assert "no issues (0 silenced)" in run.stdout + run.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"])
@pytest.mark.parametrize("value", [None, "  "])
def test_production_refuses_to_start_without(name: str, value: str | None, tmp_path: Path) -> None:
    run = check_deploy(tmp_path, **{name: value})
    assert run.returncode != 0
    assert f"Thiếu biến môi trường {name}" in run.stderr


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("DATABASE_URL", "mysql://localhost/cchc", "only SQLite and PostgreSQL"),
        ("DATABASE_URL", "sqlite://:memory:", "name a file"),
        ("CACHE_URL", "memcached://localhost", "only Redis"),
        ("SEARCH_URL", "localhost:9200", "the address of Elasticsearch"),
        ("TRUST_PROXY_HEADER", "co", "write 1 or 0"),
    ],
)
def test_a_setting_that_cannot_be_understood_is_refused_with_a_sentence(
    name: str, value: str, words: str, tmp_path: Path
) -> None:
    run = check_deploy(tmp_path, **{name: value})
    assert run.returncode != 0
    assert words in run.stderr


def test_a_date_is_read_day_first() -> None:
    assert forms.DateField().clean("05/06/2026") == date(2026, 6, 5)
    assert forms.DateTimeField().clean("05/06/2026 17:30").replace(tzinfo=None) == datetime(2026, 6, 5, 17, 30)  # noqa: DTZ001


def test_a_number_is_read_with_a_decimal_comma() -> None:
    assert str(forms.DecimalField(localize=True).clean("1234,5")) == "1234.5"
