"""The page about the site, from the regulation's own words (Điều 3, Điều 10)."""

from django.utils.html import format_html

from home.models import HomePage, PlainPage

PARAGRAPHS = (
    "Trang thông tin điện tử cải cách hành chính tỉnh nhằm tuyên truyền, phổ biến đường lối, chủ trương của Đảng, chính "
    "sách và pháp luật của nhà nước về cải cách hành chính; đồng thời là kênh thông tin về tình hình thực hiện, các kết quả "
    "đạt được trong cải cách hành chính của Trung ương, của tỉnh và các cơ quan, đơn vị, địa phương trên địa bàn tỉnh Sóc "
    "Trăng (Điều 3 của Quy chế).",
    "Trang hoạt động dưới sự chỉ đạo trực tiếp của Giám đốc Sở Nội vụ. Thanh tra Sở Nội vụ là bộ phận thường trực Ban Biên tập.",
    "Địa chỉ tiếp nhận thông tin theo Điều 10 của Quy chế: Thanh tra, Sở Nội vụ; điện thoại 0299 3624779; thư điện tử "
    "phongcchc.sonv@soctrang.gov.vn.",
    "Mọi cơ quan, tổ chức, cá nhân đều có quyền tiếp cận, sử dụng thông tin trên Trang và phải ghi rõ “Nguồn: Trang Thông "
    "tin” khi sử dụng (Điều 4 khoản 7).",
    "Đây là bản giới thiệu: các cán bộ, tin, bài có chữ “(demo)” hoặc ghi “nội dung minh họa” là giả định.",
)


def ensure_about(home_page: HomePage) -> None:
    """Fill the page about the site where nobody has written it yet."""
    page = PlainPage.objects.child_of(home_page).filter(slug="gioi-thieu").first()
    if page is None or page.body:
        return
    page.body = [("paragraph", "".join(format_html("<p>{}</p>", text) for text in PARAGRAPHS))]
    page.save_revision().publish()
