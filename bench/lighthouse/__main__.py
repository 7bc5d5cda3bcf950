"""Visits the public pages with Lighthouse and fails under the bars of issue 5.

    .venv/bin/python -m bench.lighthouse [--runs 3] [--forms mobile,desktop] [--pages front,item] [--site http://…]

Needs the packages of requirements-dev.txt, node with npm, and Debian's Chromium (`CHROME_PATH` names another).
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from urllib.request import urlopen

from bench.lighthouse.reports import BARS, CATEGORIES, TIMES, Report, middle
from bench.public_site import ROOT, served

HERE = Path(__file__).resolve().parent
PAGES = {
    "front": "/",
    "section": "/tin-tuc/hoat-dong/",
    "item": "/tin-tuc/hoat-dong/dia-phuong/phuong-phu-loi-niem-yet-huong-dan-su-dung-cong-dich-vu-cong-quoc-gia/",
    "figures": "/tin-tuc/ket-qua/thoi-han-cung-cap-thong-tin-cho-trang-theo-tung-loai/",
    "register": "/van-ban/",
    "document": "/van-ban/2022/517-qd-snv/",
    "search": "/tim-kiem/?q=cai+cach+hanh+chinh",
}
UNLISTED = {"search"}  # answers to a search ask not to be listed themselves
FORMS = {"mobile": [], "desktop": ["--preset=desktop"]}
CHROME = "--headless=new --no-sandbox --disable-gpu"


def main() -> int:
    given = _arguments()
    folder = Path(os.environ.get("VAR_DIR") or ROOT / "var") / "lighthouse"
    folder.mkdir(parents=True, exist_ok=True)
    lighthouse = _installed(folder)
    missed = 0
    with nullcontext(given.site) if given.site else served(folder) as site:
        _say(f"{'page':<10}{'form':<9}" + "".join(f"{name:>16}" for name in (*CATEGORIES, *TIMES, "machine")))
        for page in given.pages.split(","):
            urlopen(site + PAGES[page]).read()  # what is measured is the second visitor's page: the first had it drawn
            for form in given.forms.split(","):
                report = _visits(lighthouse, site + PAGES[page], form, given.runs, folder / f"{page}-{form}.json")
                _print(page, form, report)
                missed += len(report.missed(is_unlisted=page in UNLISTED))
    _say("All bars are met." if not missed else f"{missed} bars are missed: {BARS}")
    return 1 if missed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3, help="visits of each page; the middle one counts")
    parser.add_argument("--forms", default=",".join(FORMS), help=", ".join(FORMS))
    parser.add_argument("--pages", default=",".join(PAGES), help=", ".join(PAGES))
    parser.add_argument("--site", default="", help="a site that is running, instead of one started for this")
    return parser.parse_args()


def _installed(folder: Path) -> Path:
    """Install the version that package.json names, if it is not there."""
    program = folder / "node_modules" / ".bin" / "lighthouse"
    kept = folder / "package.json"
    if not program.exists() or kept.read_text() != (HERE / "package.json").read_text():
        shutil.copy(HERE / "package.json", kept)
        subprocess.run(["npm", "install", "--no-package-lock", "--no-audit", "--no-fund"], cwd=folder, check=True)
    return program


def _visits(lighthouse: Path, address: str, form: str, runs: int, kept: Path) -> Report:
    command = [lighthouse, address, "--quiet", "--output=json", f"--chrome-flags={CHROME}", *FORMS[form]]
    environment = {"CHROME_PATH": "/usr/bin/chromium", **os.environ}
    reports = []
    for _ in range(runs):
        run = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
        kept.write_text(run.stdout)
        reports.append(Report.of(json.loads(run.stdout)))
    return middle(reports)


def _print(page: str, form: str, report: Report) -> None:
    figures = [*(str(report.scores[name]) for name in CATEGORIES), *report.times.values(), str(report.machine)]
    _say(f"{page:<10}{form:<9}" + "".join(f"{figure:>16}" for figure in figures))
    for complaint in report.complaints:
        _say(f"    {complaint}")


def _say(words: str) -> None:
    print(words, flush=True)  # noqa: T201 -- a command's own words


if __name__ == "__main__":
    sys.exit(main())
