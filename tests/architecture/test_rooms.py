"""The rooms of the house, kept apart by tools and not by good will."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["root_packages"]
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)


def modules() -> list[Path]:
    found = [path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]
    assert len(found) > len(APPS), "the list of apps leads nowhere"
    return sorted(found)


def test_imports_point_down_only() -> None:
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_every_app_of_ours_is_under_the_import_contract() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/apps.py")} | {"cchc_site"}
    assert packages == set(APPS)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_module_has_room_for_one_noun_only(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_function_does_one_thing_only(path: Path) -> None:
    functions = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, FUNCTION)]
    long = [node.name for node in functions if node.end_lineno - node.lineno >= LONGEST_FUNCTION]
    assert long == []


def test_no_module_is_named_after_nothing() -> None:
    nameless = re.compile(r"^(utils?|helpers?|common|misc|core|base)\.py$")
    allowed = {ROOT / "cchc_site/settings/base.py"}
    assert [str(path) for path in modules() if nameless.match(path.name) and path not in allowed] == []
