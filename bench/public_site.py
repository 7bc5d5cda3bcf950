"""The public site with the demo on a free port of this machine, in a folder of its own, for as long as a measurement takes."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Fill the site where that was not done yet, serve it by gunicorn, and give its address."""
    port = _free_port()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "bench.public_settings",
        "VAR_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "CCHC_DEMO_PASSWORD": secrets.token_urlsafe(16),
        "PORT": str(port),
        "LOG_LEVEL": "ERROR",
    }
    for name in ("CACHE_URL", "SEARCH_URL", "BASE_URL", "PUBLIC_PAGES_KEPT"):
        environment.pop(name, None)
    _fill(environment)
    command = ["gunicorn", "cchc_site.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "8", "--log-level", "error"]
    server = subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT, env=environment)
    try:
        address = f"http://localhost:{port}"
        _wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait()


def _fill(environment: dict[str, str]) -> None:
    for line in (
        ["migrate", "--verbosity", "0"],
        ["seed_demo", "--force"],
        ["make_renditions"],
        ["export_open_data"],
        ["collectstatic", "--noinput", "--verbosity", "0"],
    ):
        subprocess.run(
            [sys.executable, "manage.py", *line], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL
        )


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def _wait_for(address: str, server: subprocess.Popen) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            raise SystemExit("The site did not start.")
        try:
            urlopen(address).close()
            return
        except URLError:
            time.sleep(0.3)
    raise SystemExit(f"The site did not answer within {PATIENCE} seconds.")
