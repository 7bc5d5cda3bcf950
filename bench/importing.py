"""python -m bench.importing: an old register imported and approved in a batch, beside saving and approving pages one by one.

Runs on the migrated scratch database that DATABASE_URL names, all in one transaction that is taken back at the end. Both
ways are measured in turns, so that whatever else the machine does meets both alike. The last line is JSON.
"""

import argparse
import json
import os
import tempfile
from pathlib import Path
from time import perf_counter


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000, help="rows imported in each turn")
    parser.add_argument("--pages", type=int, default=10, help="pages saved one by one in each turn")
    parser.add_argument("--turns", type=int, default=3)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    import django

    django.setup()
    from django.db import transaction

    with transaction.atomic():
        taken = _measure(options)
        transaction.set_rollback(True)
    print(_table(taken))  # noqa: T201
    print(json.dumps(taken))  # noqa: T201


def _measure(options) -> dict[str, list[float]]:
    from tests.newsroom import build_newsroom

    newsroom = build_newsroom()
    taken: dict[str, list[float]] = {name: [] for name in ("save", "approve", "import", "publish")}
    number = 1
    for turn in range(-1, options.turns):  # the first turn only warms up
        count, rows = (options.pages, options.rows) if turn >= 0 else (2, 20)
        found = {**_one_by_one(newsroom, number, count), **_together(newsroom, number + count, rows)}
        number += count + rows
        if turn >= 0:
            for name, seconds in found.items():
                taken[name].append(seconds)
    return taken


def _row(number: int) -> dict:
    return {
        "so_ky_hieu": f"{number}/QĐ-BNV",
        "loai": "Quyết định",
        "co_quan": "Bộ Nội vụ",
        "ngay_ban_hanh": "2022-12-30",
        "ngay_hieu_luc": "2023-01-15",
        "trich_yeu": f"Về việc ban hành Kế hoạch kiểm tra cải cách hành chính đợt {number} tại các sở, ngành, địa phương",
        "nguoi_ky": "TRẦN VĂN AN",
        "url": f"https://vanban.example.vn/{number}",
    }


def _one_by_one(newsroom, first: int, count: int) -> dict[str, float]:
    """Return the seconds that one document takes: saved with its version, and through its round to the public."""
    from datetime import date

    from documents.models import DocumentRegisterPage, DocumentType, IssuingBody, LegalDocumentPage
    from editorial import submissions
    from tests.newsroom import MOMENT

    register = DocumentRegisterPage.objects.get()
    kind, body = DocumentType.objects.get(abbreviation="QĐ"), IssuingBody.objects.get(slug="bo-noi-vu")
    started = perf_counter()
    pages = []
    for number in range(first, first + count):
        row = _row(number)
        page = LegalDocumentPage(
            title=f"Quyết định số {row['so_ky_hieu']}: {row['trich_yeu']}",
            summary=row["trich_yeu"],
            abstract=row["trich_yeu"],
            agency=newsroom.department,
            owner=newsroom.other_member,
            live=False,
            number=row["so_ky_hieu"],
            document_type="Quyết định",
            type=kind,
            issuing_body="Bộ Nội vụ",
            issuer=body,
            issued_on=date(2022, 12, 30),
            effective_on=date(2023, 1, 15),
            signed_by="Trần Văn An",
            source_url=row["url"],
            body=[("paragraph", "<p>Toàn văn.</p>")],
        )
        register.add_child(instance=page)
        page.save_revision(user=newsroom.other_member)
        pages.append(page)
    saved = perf_counter()
    for page in pages:
        round_ = submissions.submit(page, by=newsroom.other_member, at=MOMENT)
        newsroom.classify(round_, at=MOMENT)
        submissions.pass_on(round_, by=newsroom.member, at=MOMENT)
        submissions.approve(round_, by=newsroom.head, at=MOMENT)
    return {"save": (saved - started) / count, "approve": (perf_counter() - saved) / count}


def _together(newsroom, first: int, count: int) -> dict[str, float]:
    """Return the seconds that one row takes: read, judged and written as a draft, and published with its batch."""
    from documents.importing.importing import import_file
    from editorial import batches
    from editorial.batch_publishing import publish_batch
    from editorial.batch_warnings import look_through
    from editorial.grounds import ChecklistItem
    from editorial.models import SubmissionBatch
    from tests.newsroom import MOMENT

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"so-{first}.jsonl"
        lines = [json.dumps(_row(number), ensure_ascii=False) for number in range(first, first + count)]
        path.write_text("\n".join(lines), encoding="utf-8")
        started = perf_counter()
        batch = import_file(path, by=newsroom.administrator, at=MOMENT)
    imported = perf_counter()
    sent = SubmissionBatch.objects.get(import_rows__batch=batch, import_rows__line=1)
    check = {"origin": "own", "content": "document", "purpose": "explanation", "checklist": ChecklistItem.values}
    while look_through(sent, at=MOMENT):
        pass
    batches.check_batch(sent, by=newsroom.member, at=MOMENT, **check)
    batches.approve_batch(sent, by=newsroom.head, at=MOMENT)
    if publish_batch(sent, by=newsroom.head, at=MOMENT) != count:
        raise SystemExit("not every document was published")
    return {"import": (imported - started) / count, "publish": (perf_counter() - imported) / count}


def _table(taken: dict[str, list[float]]) -> str:
    best = {name: min(seconds) * 1_000 for name, seconds in taken.items()}
    rows = [
        ("draft", best["save"], best["import"]),
        ("public", best["approve"], best["publish"]),
        ("both", best["save"] + best["approve"], best["import"] + best["publish"]),
    ]
    head = f"{'ms a document, fastest':<24}{'one by one':>12}{'together':>12}{'ratio':>8}"
    return "\n".join([head, *(f"{name:<24}{one:>12.1f}{all_:>12.1f}{one / all_:>8.1f}" for name, one, all_ in rows)])


if __name__ == "__main__":
    main()
