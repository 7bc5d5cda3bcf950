"""What Lighthouse says of a page, and which of several runs is the one to believe."""

from dataclasses import dataclass
from typing import Any

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
BARS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
TIMES = {
    "FCP": "first-contentful-paint",
    "LCP": "largest-contentful-paint",
    "TBT": "total-blocking-time",
    "CLS": "cumulative-layout-shift",
}


@dataclass(frozen=True)
class Report:
    """One visit of one page."""

    scores: dict[str, int]
    times: dict[str, str]
    machine: int  # Lighthouse's own measure of the processor: some 1,500 and more when nothing else runs here
    complaints: tuple[str, ...]

    @classmethod
    def of(cls, raw: dict[str, Any]) -> "Report":
        if "runtimeError" in raw:
            raise RuntimeError(raw["runtimeError"]["message"])
        audits = raw["audits"]
        return cls(
            scores={name: round(100 * (raw["categories"][name]["score"] or 0)) for name in CATEGORIES},
            times={short: audits[name].get("displayValue", "") for short, name in TIMES.items()},
            machine=round(raw["environment"]["benchmarkIndex"]),
            complaints=tuple(_complaints(raw)),
        )

    def missed(self, *, is_unlisted: bool) -> tuple[str, ...]:
        """Return the bars it stays under. A page that asks search engines to leave it out has none for SEO."""
        bars = {name: bar for name, bar in BARS.items() if not (is_unlisted and name == "seo")}
        return tuple(name for name, bar in bars.items() if self.scores[name] < bar)


def _complaints(raw: dict[str, Any]) -> list[str]:
    """Return what weighs in a score and is not whole."""
    said = {
        (name, reference["id"])
        for name, category in raw["categories"].items()
        for reference in category["auditRefs"]
        if reference["weight"] and (raw["audits"][reference["id"]]["score"] or 0) < 0.9
        if raw["audits"][reference["id"]]["scoreDisplayMode"] not in ("notApplicable", "manual", "informative")
    }
    return [f"{name}: {audit} {raw['audits'][audit].get('displayValue', '')}".strip() for name, audit in sorted(said)]


def middle(reports: list[Report]) -> Report:
    """Return the run with the middle performance; the other scores hardly differ between runs."""
    return sorted(reports, key=lambda report: report.scores["performance"])[len(reports) // 2]
