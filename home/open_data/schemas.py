"""The shapes of the API's answers; the descriptions are read by those who use it."""

from datetime import date, datetime
from enum import StrEnum

from ninja import Field, Schema

from agencies.models import AgencyKind
from editorial.categories import InformationCategory
from editorial.metadata import REUSE_LINE

Category = StrEnum("Category", {choice.name: choice.value for choice in InformationCategory})
Level = StrEnum("Level", {choice.name: choice.value for choice in AgencyKind})
Fact = str | bool | int | float | list[str] | None


class Answer(Schema):
    """Every answer says how it may be used again."""

    attribution: str = Field(REUSE_LINE, description="Ghi câu này khi sử dụng lại (Quy chế 517, Điều 4 khoản 7).")


class Problem(Answer):
    detail: list[str] = Field(description="Các câu nói rõ chỗ chưa đúng.")


class Named(Schema):
    slug: str
    name: str


class Step(Schema):
    id: int
    title: str
    address: str


class FileRow(Schema):
    name: str
    address: str
    kind: str = Field(description="image: hình ảnh; document: tệp tài liệu, âm thanh, video.")
    size: int = Field(description="Số byte.")
    sha256: str


class FigureRow(Schema):
    title: str
    csv: str = Field(description="Địa chỉ số liệu dạng CSV.")


class ItemRow(Schema):
    id: int = Field(description="Không đổi, kể cả khi địa chỉ đổi.")
    category: Category
    category_name: str
    title: str
    summary: str
    address: str
    agency: Named
    level: str = Field("", description="Cấp, nếu loại tin bài có ghi.")
    number: str = Field("", description="Số, ký hiệu, nếu là văn bản.")
    published_at: datetime
    updated_at: datetime


class Item(ItemRow):
    author: str = ""
    source: str = Field("", description="Nguồn của tin trích dẫn.")
    source_address: str = ""
    facts: dict[str, Fact] = Field(description="Các trường riêng của loại tin bài.")
    text: str = Field(description="Nội dung, mỗi khối một đoạn.")
    figures: list[FigureRow] = []
    files: list[FileRow] = []
    sections: list[Step] = Field(description="Các trang ở trên, từ trang chủ xuống.")


class ItemAnswer(Answer):
    item: Item


class ItemList(Answer):
    items: list[ItemRow]
    next: str | None = Field(None, description="Con trỏ của phần tiếp theo (cũ hơn); null là hết.")


class DocumentRow(ItemRow):
    document_type: str
    issuing_body: str
    issued_on: date | None
    effective_on: date | None
    expires_on: date | None
    is_normative: bool
    signed_by: str
    abstract: str


class DocumentList(Answer):
    items: list[DocumentRow]
    next: str | None = Field(None, description="Con trỏ của phần tiếp theo (cũ hơn); null là hết.")


class SectionRow(Schema):
    id: int
    parent: int | None
    title: str
    address: str
    category: str = ""
    introduction: str = ""
    is_retired: bool


class SectionList(Answer):
    items: list[SectionRow]


class Succession(Schema):
    slug: str
    kind: str
    happened_on: date
    legal_basis: str


class AgencyRow(Named):
    abbreviation: str
    level: Level
    valid_from: date | None
    valid_to: date | None
    legal_basis: str
    parents: list[str] = Field(description="Cơ quan cấp trên hiện nay, theo slug.")
    successors: list[Succession] = Field(description="Cơ quan kế thừa.")


class AgencyList(Answer):
    items: list[AgencyRow]


ChangeKind = StrEnum("ChangeKind", {"PUBLISHED": "published", "CHANGED": "changed", "WITHDRAWN": "withdrawn"})


class ChangeRow(Schema):
    sequence: int = Field(description="Số thứ tự trong hồ sơ lưu; chỉ tăng.")
    kind: ChangeKind
    at: datetime
    item: int
    title: str = Field(description="Rỗng nếu tin bài đã thu hồi mà không có trang thông báo.")
    address: str
    category: Category
    agency: str
    decision_number: str = Field("", description="Số quyết định thu hồi.")
    reason: str = Field("", description="Lý do thu hồi, nếu được thông báo công khai.")


class ChangeList(Answer):
    items: list[ChangeRow]
    next: int | None = Field(None, description="Đặt vào `after` để đọc tiếp; null là đã đọc hết.")
    last: int = Field(description="Số thứ tự đã đọc đến: giữ lại để lần sau đọc tiếp.")
