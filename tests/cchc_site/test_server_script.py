"""The one command that starts the site: what it cannot do it says before it sets anything up."""

import os
import subprocess
from pathlib import Path

import pytest

SERVER = Path(__file__).parents[2] / "script" / "server"


@pytest.mark.parametrize("port", ["tám nghìn", "0", "65536", "99999999999999999999"])
def test_a_port_that_cannot_be_is_refused_at_once(port):
    # No Python is named: whoever got past the port would be told about that instead.
    refused = subprocess.run(
        ["bash", SERVER], env={**os.environ, "PORT": port, "PYTHON": "/nonexistent"}, capture_output=True, text=True
    )
    assert refused.returncode == 2
    assert "cổng" in refused.stderr
    assert "Traceback" not in refused.stderr
