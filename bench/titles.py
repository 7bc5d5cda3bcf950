"""Titles and moments for many items: words a real newsroom uses, in a fixed order."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

SUBJECTS = (
    "Kiểm tra công tác cải cách hành chính",
    "Hội nghị trực tuyến về chuyển đổi số",
    "Tập huấn nghiệp vụ một cửa, một cửa liên thông",
    "Đề án đổi mới tổ chức bộ máy",
    "Báo cáo chỉ số cải cách hành chính",
    "Thực hiện Quyết định số 517/QĐ-SNV",
    "Đánh giá mức độ hài lòng của người dân",
    "Ra mắt Trung tâm Phục vụ hành chính công",
)
PLACES = (
    "Sở Y tế",
    "Sở Tài chính",
    "huyện Kế Sách",
    "huyện Mỹ Xuyên",
    "thị xã Vĩnh Châu",
    "thị xã Ngã Năm",
    "thành phố Sóc Trăng",
    "huyện Cù Lao Dung",
    "huyện Trần Đề",
)
NEWEST = datetime(2026, 11, 20, 16, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def title_of(number: int) -> str:
    return f"{SUBJECTS[number % len(SUBJECTS)]} tại {PLACES[number % len(PLACES)]} đợt {number}"


def moment_of(number: int, *, of: int) -> datetime:
    """Spread the items over the years before the newest, twenty minutes apart; the last one is the newest."""
    return NEWEST - timedelta(minutes=20 * (of - number))
