"""What in an item deserves a second look before it is public: words and marks that the regulation or good practice warns of.

A warning is not a refusal: the officer sees it while writing, the member sees it again while checking, and passes the item on
either mended or with a reason (Quy chế 517, Điều 4 khoản 3, 4, 6 and 8).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import TextChoices

LONGEST_TITLE = 150  # characters: about two lines of a listing, and what search engines and mail subjects still show
WORDS_AROUND = 30  # characters on either side of what was found, enough to find it again


class WarningKind(TextChoices):
    """The kinds of warning, each with the sentence that says what to do."""

    SECRET = "secret", "Có dấu chỉ mức độ mật. Tài liệu mật không được đăng (Điều 4 khoản 4)."
    INTERNAL = "internal", "Có cụm từ chỉ tài liệu nội bộ. Kiểm tra xem nội dung có được phép công khai không."
    IDENTITY_NUMBER = "identity-number", "Có dãy số giống số căn cước hoặc chứng minh nhân dân. Bỏ đi hoặc che bớt."
    TELEPHONE = "telephone", "Có số điện thoại di động. Chỉ đăng số của cơ quan, không đăng số riêng của cá nhân."
    NO_SOURCE = "no-source", "Tin trích dẫn chưa ghi đủ tác giả, nguồn và đường dẫn (Điều 4 khoản 6)."
    PICTURE_WORDS = "picture-words", "Ảnh có mô tả chưa dùng được cho người không nhìn thấy ảnh."
    VAGUE_LINK = "vague-link", "Chữ của liên kết không nói liên kết dẫn đến đâu. Ghi tên trang hoặc tên tệp."
    HEADING_SKIPPED = "heading-skipped", "Tiêu đề trong bài bị nhảy cấp hoặc để trống."
    LONG_TITLE = "long-title", f"Tiêu đề dài hơn {LONGEST_TITLE} ký tự. Rút gọn để dễ đọc trong danh sách."


SHORT_NAMES = {
    WarningKind.SECRET: "Dấu mật",
    WarningKind.INTERNAL: "Tài liệu nội bộ",
    WarningKind.IDENTITY_NUMBER: "Số giấy tờ cá nhân",
    WarningKind.TELEPHONE: "Số điện thoại di động",
    WarningKind.NO_SOURCE: "Thiếu nguồn",
    WarningKind.PICTURE_WORDS: "Mô tả ảnh",
    WarningKind.VAGUE_LINK: "Liên kết không rõ nghĩa",
    WarningKind.HEADING_SKIPPED: "Tiêu đề nhảy cấp",
    WarningKind.LONG_TITLE: "Tiêu đề dài",
}


@dataclass(frozen=True)
class ContentWarning:
    """One place that wants a look; `quote` holds the words that raised it."""

    kind: WarningKind
    quote: str = ""

    @property
    def sentence(self) -> str:
        return f"{self.kind.label} “{self.quote}”" if self.quote else self.kind.label

    @property
    def key(self) -> str:
        """Name the warning: a reason given for it holds for these words and no others."""
        return f"{self.kind}: {self.quote}"


@dataclass(frozen=True)
class WrittenContent:
    """What a person wrote into an item, without its marks. `headings` are (level, text), `links` and `pictures` texts."""

    title: str
    texts: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    picture_words: list[str] = field(default_factory=list)
    is_quoted: bool = False
    has_whole_source: bool = False
    # A document of the register is called as it is called on paper, however long that is.
    has_given_title: bool = False


def warnings_about(written: WrittenContent) -> list[ContentWarning]:
    """Return the warnings, each once, the gravest kinds first."""
    found = [
        *(warning for text in (written.title, *written.texts) for warning in _in_text(text)),
        *([ContentWarning(WarningKind.NO_SOURCE)] if written.is_quoted and not written.has_whole_source else []),
        *(ContentWarning(WarningKind.PICTURE_WORDS, words) for words in written.picture_words if _is_file_name(words)),
        *(ContentWarning(WarningKind.VAGUE_LINK, words) for words in written.links if _is_vague(words)),
        *_skipped_headings(written.headings),
        *([ContentWarning(WarningKind.LONG_TITLE)] if _is_too_long(written) else []),
    ]
    order = list(WarningKind)
    return sorted(dict.fromkeys(found), key=lambda warning: order.index(warning.kind))


def _is_too_long(written: WrittenContent) -> bool:
    return len(written.title) > LONGEST_TITLE and not written.has_given_title


# A stamp is in capitals: "mật ong", "mật độ" and "bí mật kinh doanh" are words like others.
_SECRET = re.compile(r"\b(?:TUYỆT MẬT|TỐI MẬT|(?:ĐỘ|DẤU|DẤU CHỈ ĐỘ) MẬT)\b|(?:^|[\n.;:(]\s*)MẬT(?=\s*(?:$|[\n.;:)]))")
_INTERNAL = re.compile(r"lưu hành nội bộ|không phổ biến|chỉ dùng trong nội bộ|tài liệu nội bộ|hạn chế lưu hành", re.I)
# Twelve figures of a căn cước begin with the code of a province (001 to 096); nine of the older paper need the word.
_IDENTITY = re.compile(
    r"(?<![\d./-])0(?:0[1-9]|[1-8]\d|9[0-6])\d(?:[ .]?\d{2}){1}(?:[ .]?\d{3}){2}(?![\d/-])"
    r"|(?:CMND|CMTND|CCCD|căn cước|chứng minh)[^\d\n]{0,40}(?<!\d)\d{9}(?:\d{3})?(?!\d)",
    re.I,
)
_MOBILE = re.compile(r"(?<![\d.,/-])(?:\+84|0)[ .-]?[35789]\d(?:[ .-]?\d){7}(?![\d/]|[.,]\d)")
_FINDERS: tuple[tuple[WarningKind, re.Pattern], ...] = (
    (WarningKind.SECRET, _SECRET),
    (WarningKind.INTERNAL, _INTERNAL),
    (WarningKind.IDENTITY_NUMBER, _IDENTITY),
    (WarningKind.TELEPHONE, _MOBILE),
)


def _in_text(text: str) -> Iterator[ContentWarning]:
    for kind, pattern in _FINDERS:
        for match in pattern.finditer(text):
            yield ContentWarning(kind, _around(text, match))


def _around(text: str, match: re.Match) -> str:
    start, end = max(0, match.start() - WORDS_AROUND), min(len(text), match.end() + WORDS_AROUND)
    words = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{words}{'…' if end < len(text) else ''}"


_FILE_NAME = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|heic|svg|bmp|tiff?)\s*$|^(?:IMG|DSC|DJI|PXL|Screenshot|image|photo)[\W_]*\d", re.I
)
_VAGUE = re.compile(
    r"^(?:xem |tải |tải về |bấm |nhấn |nhấp |click |chi tiết |vào )*"
    r"(?:tại đây|ở đây|vào đây|đây|này|link|liên kết|xem thêm|xem chi tiết|chi tiết|tải về|bấm vào đây|click here|here)$"
)
_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$", re.I)


def _is_file_name(words: str) -> bool:
    return not words.strip() or bool(_FILE_NAME.search(words.strip()))


def _is_vague(words: str) -> bool:
    plain = " ".join(words.split()).strip(" .:…>»()[]").lower()
    return not plain or bool(_VAGUE.match(plain)) or bool(_ADDRESS.match(plain))


def _skipped_headings(headings: list[tuple[int, str]]) -> Iterator[ContentWarning]:
    level = 1  # the item's title
    for here, text in headings:
        if here > level + 1 or not text.strip():
            yield ContentWarning(WarningKind.HEADING_SKIPPED, text.strip())
        level = here
