"""The kinds of information the site gives (Quy chế 517, Điều 8), and the register of documents beside them (Điều 9)."""

from django.db.models import TextChoices


class InformationCategory(TextChoices):
    """The six categories of Điều 8, khoản 1 to 6, and documents."""

    POLICY = "policy", "Chủ trương, chính sách"
    ACTIVITY = "activity", "Hoạt động cải cách hành chính"
    STEERING = "steering", "Ban Chỉ đạo cải cách hành chính"
    RESULTS = "results", "Tình hình, kết quả thực hiện"
    INITIATIVE = "initiative", "Kinh nghiệm, mô hình, sáng kiến"
    PETITION = "petition", "Phản ánh, kiến nghị"
    DOCUMENT = "document", "Văn bản"


CITATIONS: dict[InformationCategory, str] = {
    InformationCategory.POLICY: "Quy chế 517, Điều 8 khoản 1",
    InformationCategory.ACTIVITY: "Quy chế 517, Điều 8 khoản 2",
    InformationCategory.STEERING: "Quy chế 517, Điều 8 khoản 3",
    InformationCategory.RESULTS: "Quy chế 517, Điều 8 khoản 4",
    InformationCategory.INITIATIVE: "Quy chế 517, Điều 8 khoản 5",
    InformationCategory.PETITION: "Quy chế 517, Điều 8 khoản 6",
    InformationCategory.DOCUMENT: "Quy chế 517, Điều 9 khoản 3",
}
