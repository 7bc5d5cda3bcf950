"""The data sets of the nightly files: what each is called, its columns, and its rows a batch at a time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from agencies.models import Agency
from documents.models import LegalDocumentPage
from editorial import clock
from editorial.models import ContributedPage
from editorial.models.pages import contributed_page_types
from editorial.open_facts import text_of_streams
from home.navigation import tree_under
from home.open_data import changes, structure
from home.open_data.reading import document_of, row_of

BATCH = 200
Row = dict[str, Any]
# A batch, and the number after which the next one starts.
Batches = Callable[[Page, int], Iterator[tuple[list[Row], int]]]


@dataclass(frozen=True)
class DataSet:
    """One file in each format. `batches(front page, after)` goes on where an interrupted run stopped."""

    name: str
    title: str
    description: str
    columns: tuple[str, ...]
    batches: Batches


def _items(home_page: Page, after: int) -> Iterator[tuple[list[Row], int]]:
    types = [kind for kind in contributed_page_types() if kind is not LegalDocumentPage]
    yield from _pages(home_page, after, types, row_of)


def _documents(home_page: Page, after: int) -> Iterator[tuple[list[Row], int]]:
    yield from _pages(home_page, after, [LegalDocumentPage], document_of)


def _pages(home_page: Page, after: int, types: list, write: Callable) -> Iterator[tuple[list[Row], int]]:
    public = Page.objects.live().public().descendant_of(home_page).exact_type(*types).order_by("pk")
    while True:
        ids = list(public.filter(pk__gt=after).values_list("pk", flat=True)[:BATCH])
        if not ids:
            return
        after = ids[-1]
        yield [_with_text(item, write) for item in _specific(ids)], after


def _specific(ids: list[int]) -> list[ContributedPage]:
    items = sorted(Page.objects.live().filter(pk__in=ids).specific(), key=lambda page: page.pk)
    agencies = Agency.objects.in_bulk({item.agency_id for item in items})
    for item in items:
        item.agency = agencies[item.agency_id]
    return items


def _with_text(item: ContributedPage, write: Callable) -> Row:
    row = write(item)
    agency = row.pop("agency")
    sources = {"author": item.author_name, "source": item.source_name, "source_address": item.source_url}
    return {**row, "agency": agency["slug"], "agency_name": agency["name"], **sources, "text": text_of_streams(item)}


def _sections(home_page: Page, after: int) -> Iterator[tuple[list[Row], int]]:
    if not after:
        yield structure.section_rows(tree_under(home_page, on=clock.today())), 1


def _agencies(home_page: Page, after: int) -> Iterator[tuple[list[Row], int]]:
    if not after:
        yield structure.agency_rows(), 1


def _changes(home_page: Page, after: int) -> Iterator[tuple[list[Row], int]]:
    while records := changes.changes_after(after, length=BATCH):
        after = records[-1].sequence
        yield changes.rows(records, base=home_page.full_url), after


_SHARED = ("id", "category", "category_name", "title", "summary", "address", "agency", "agency_name", "level", "number")
_WHEN = ("published_at", "updated_at")
_WHENCE = ("author", "source", "source_address", "text")
_DOCUMENT = ("document_type", "issuing_body", "issued_on", "effective_on", "expires_on", "is_normative", "signed_by")

DATA_SETS = (
    DataSet(
        "tin-bai",
        "Tin bài",
        "Tin bài đang công khai trên Trang, sáu loại thông tin theo Điều 8 Quy chế 517, có toàn văn.",
        (*_SHARED, *_WHEN, *_WHENCE),
        _items,
    ),
    DataSet(
        "van-ban",
        "Văn bản",
        "Văn bản trong sổ văn bản của Trang: số, ký hiệu, loại, cơ quan ban hành, ngày, trích yếu, nội dung.",
        (*_SHARED, *_WHEN, *_DOCUMENT, "abstract", *_WHENCE),
        _documents,
    ),
    DataSet(
        "chuyen-muc",
        "Chuyên mục",
        "Cây chuyên mục của Trang.",
        ("id", "parent", "title", "address", "category", "introduction", "is_retired"),
        _sections,
    ),
    DataSet(
        "co-quan",
        "Cơ quan, đơn vị",
        "Cơ quan cung cấp thông tin, thời gian tồn tại, cơ quan cấp trên và cơ quan kế thừa.",
        ("slug", "name", "abbreviation", "level", "valid_from", "valid_to", "legal_basis", "parents", "successors"),
        _agencies,
    ),
    DataSet(
        "thay-doi",
        "Các lần đăng, sửa, thu hồi",
        "Mỗi dòng là một lần đăng, sửa hoặc thu hồi theo hồ sơ lưu của Trang.",
        ("sequence", "kind", "at", "item", "title", "address", "category", "agency", "decision_number", "reason"),
        _changes,
    ),
)
