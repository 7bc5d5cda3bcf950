"""Why a member may refuse (Quy chế 517, Điều 6 khoản 3 điểm b), and how the checking step sorts what it reads."""

from django.db.models import TextChoices

REFUSAL_CITATION = "Quy chế 517, Điều 6 khoản 3 điểm b"


class RefusalGround(TextChoices):
    """The six grounds of Điều 6 khoản 3 điểm b, in the regulation's order and words."""

    OUT_OF_SCOPE = (
        "out_of_scope",
        "Nội dung không thuộc phạm vi quy định bắt buộc phải cung cấp thông tin hoặc không phải lĩnh vực cải cách hành chính",
    )
    AGAINST_POLICY = (
        "against_policy",
        "Nội dung không phù hợp với chủ trương, đường lối, chính sách của Đảng, pháp luật của Nhà nước",
    )
    NOT_YET_PUBLIC = (
        "not_yet_public",
        "Thông tin đã được cấp có thẩm quyền quyết định nhưng chưa phổ biến công khai hoặc chỉ phổ biến trong phạm vi hẹp",
    )
    UNCLEAR_ORIGIN = "unclear_origin", "Thông tin không rõ nguồn gốc hoặc không đúng sự thật"
    POOR_QUALITY = "poor_quality", "Thông tin không bảo đảm chất lượng"
    NEEDS_VERIFICATION = "needs_verification", "Thông tin cần phải xác thực lại"


class Origin(TextChoices):
    """Where the information comes from (Điều 10 khoản 2: nguồn gốc)."""

    OWN = "own", "Cơ quan cung cấp tự thực hiện"
    QUOTED = "quoted", "Trích dẫn từ nguồn chính thức"
    COLLECTED = "collected", "Ban Biên tập thu thập"
    CITIZEN = "citizen", "Người dân, tổ chức gửi đến"


class Content(TextChoices):
    """What the information is (Điều 10 khoản 2: nội dung)."""

    NEWS = "news", "Tin tức, sự kiện"
    GUIDANCE = "guidance", "Tuyên truyền, phổ biến, hướng dẫn"
    DOCUMENT = "document", "Văn bản"
    STATISTICS = "statistics", "Số liệu, báo cáo thống kê"
    EXPERIENCE = "experience", "Kinh nghiệm, mô hình, sáng kiến"
    ANSWER = "answer", "Trả lời phản ánh, kiến nghị"


class Purpose(TextChoices):
    """What the information is for (Điều 10 khoản 2: mục đích)."""

    DIRECTION = "direction", "Phục vụ chỉ đạo, điều hành"
    EXPLANATION = "explanation", "Phổ biến chính sách, pháp luật"
    INFORMATION = "information", "Thông tin cho người dân, doanh nghiệp"
    EXCHANGE = "exchange", "Trao đổi kinh nghiệm, nhân rộng mô hình"
    REPLY = "reply", "Trả lời người dân, tổ chức"


class ChecklistItem(TextChoices):
    """What the checking step must answer (Điều 4 khoản 3, 4, 6, 8; Điều 9 khoản 2); the answers are kept."""

    ACCURATE = "accurate", "Nội dung chính xác, trung thực, khách quan, đã đối chiếu với nguồn"
    NO_SECRET = "no_secret", "Không có bí mật nhà nước, không có thông tin lưu hành nội bộ"
    IN_LINE = "in_line", "Phù hợp với chủ trương, đường lối của Đảng, chính sách, pháp luật của Nhà nước"
    SOURCE_STATED = "source_stated", "Nguồn, tác giả được ghi rõ; có văn bản chấp thuận nếu quy định yêu cầu"
    NO_PERSONAL_DATA = "no_personal_data", "Không có dữ liệu cá nhân ngoài phần được phép công khai"
    NOT_PROHIBITED = "not_prohibited", "Không thuộc nội dung bị nghiêm cấm (Điều 4 khoản 8, Điều 11)"
