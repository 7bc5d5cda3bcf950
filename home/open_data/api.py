"""The read-only API, version 1: items, documents, sections, agencies, changes. Lists are read by cursors, never counted."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Field, NinjaAPI, Path, Query, Schema
from ninja.errors import ValidationError
from ninja.renderers import JSONRenderer
from wagtail.models import Site

from editorial.browsing import slice_of
from editorial.metadata import REUSE_LINE
from editorial.models import PublicListing
from home.navigation import tree_for_request
from home.open_data import changes, questions, structure
from home.open_data import schemas as shapes
from home.open_data.questions import DocumentFilters, ItemFilters, Unanswerable
from home.open_data.reading import document_of, open_page, open_rows, row_of, whole

DESCRIPTION = f"""Dữ liệu công khai của Trang, chỉ đọc, không cần đăng ký, không cần khóa truy cập.

Khi sử dụng lại, ghi rõ “{REUSE_LINE}” (Quy chế 517, Điều 4 khoản 7). Danh sách đọc theo từng phần: đặt giá trị `next` của
phần trước vào `cursor`. Muốn giữ bản sao luôn đúng, đọc `/changes` với `after` là `last` của lần trước."""


class _Renderer(JSONRenderer):
    """Vietnamese letters stay letters."""

    json_dumps_params: ClassVar = {"ensure_ascii": False}


api = NinjaAPI(
    title="Dữ liệu mở của Trang thông tin điện tử cải cách hành chính",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    renderer=_Renderer(),
    urls_namespace="open_data",
)
PROBLEMS = {404: shapes.Problem, 422: shapes.Problem}


class ItemPath(Schema):
    item_id: int = Field(ge=1, le=questions.LARGEST_ID, description="Số của tin bài.")


class ChangeFilters(Schema):
    after: int = Field(0, ge=0, le=questions.LARGEST_ID, description="Chỉ các thay đổi sau số thứ tự này.")
    since: questions.Moment | None = Field(None, description="Chỉ các thay đổi ghi từ thời điểm này.")
    size: int = Field(100, ge=1, le=500, description="Số dòng trong một phần.")


@api.get("/items", response={200: shapes.ItemList, **PROBLEMS}, summary="Tin bài và văn bản, mới đăng trước")
def items(request: HttpRequest, filters: Query[ItemFilters]):
    rows = questions.item_rows(filters, root_id=_site(request).root_page_id)
    return _part(rows, filters, row_of)


@api.get("/items/{item_id}", response={200: shapes.ItemAnswer, **PROBLEMS}, summary="Một tin bài hoặc văn bản")
def item(request: HttpRequest, path: Path[ItemPath]):
    found = open_page(path.item_id)
    if found is None:
        raise Unanswerable("Không có tin bài công khai nào mang số này.")
    return {"item": whole(found, base=_base(request))}


@api.get("/documents", response={200: shapes.DocumentList, **PROBLEMS}, summary="Văn bản, mới đăng trước")
def documents(request: HttpRequest, filters: Query[DocumentFilters]):
    rows = questions.document_rows(filters, root_id=_site(request).root_page_id)
    return _part(rows, filters, document_of)


@api.get("/sections", response={200: shapes.SectionList, **PROBLEMS}, summary="Cây chuyên mục")
def sections(request: HttpRequest):
    return {"items": structure.section_rows(tree_for_request(request, _site(request).root_page))}


@api.get("/agencies", response={200: shapes.AgencyList, **PROBLEMS}, summary="Cơ quan, đơn vị, cả cơ quan đã kết thúc")
def agencies(request: HttpRequest):
    return {"items": structure.agency_rows()}


@api.get("/changes", response={200: shapes.ChangeList, **PROBLEMS}, summary="Những gì đã đăng, đã sửa, đã thu hồi")
def changed(request: HttpRequest, filters: Query[ChangeFilters]):
    after = filters.after
    if filters.since is not None:
        first = changes.first_since(questions.moment_of(filters.since))
        if first is None:
            return {"items": [], "next": None, "last": max(after, changes.last_sequence())}
        after = max(after, first - 1)
    records = changes.changes_after(after, length=filters.size + 1)
    shown = records[: filters.size]
    last = shown[-1].sequence if shown else after
    return {
        "items": changes.rows(shown, base=_base(request)),
        "next": last if len(records) > filters.size else None,
        "last": last,
    }


@api.exception_handler(Unanswerable)
def say_what_is_not_there(request: HttpRequest, error: Unanswerable) -> HttpResponse:
    return api.create_response(request, {"attribution": REUSE_LINE, "detail": [str(error)]}, status=404)


@api.exception_handler(ValidationError)
def say_what_is_wrong(request: HttpRequest, error: ValidationError) -> HttpResponse:
    names = [str(problem["loc"][-1]) for problem in error.errors]
    detail = [f"Giá trị của “{name}” không đúng quy cách; xem mô tả của giao diện." for name in dict.fromkeys(names)]
    return api.create_response(request, {"attribution": REUSE_LINE, "detail": detail}, status=422)


def _part(rows: QuerySet[PublicListing], filters, write) -> dict[str, Any]:
    part = slice_of(open_rows(rows), before=questions.edge_of(filters.cursor), length=filters.size)
    return {"items": [write(found) for found in part.items], "next": str(part.older_than) if part.older_than else None}


def _site(request: HttpRequest) -> Site:
    site = Site.find_for_request(request)
    if site is None:
        raise Unanswerable("Không có trang nào ở địa chỉ này.")
    return site


def _base(request: HttpRequest) -> str:
    return _site(request).root_page.full_url
