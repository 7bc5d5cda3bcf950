"""Names as they are officially written, to give back to what the paper prints in capitals or a scan garbles.

Facts: central bodies of state and the fields of departments, past ones among them; provinces before and after July 2025;
family names.
"""

import re

CENTRAL_BODIES = (
    *("Quốc hội", "Ủy ban Thường vụ Quốc hội", "Chủ tịch nước", "Chính phủ", "Thủ tướng Chính phủ"),
    *("Văn phòng Chính phủ", "Văn phòng Quốc hội", "Văn phòng Chủ tịch nước", "Văn phòng Trung ương Đảng"),
    *("Hội đồng Thẩm phán Tòa án nhân dân tối cao", "Tòa án nhân dân tối cao", "Viện kiểm sát nhân dân tối cao"),
    *("Kiểm toán nhà nước", "Thanh tra Chính phủ", "Ngân hàng Nhà nước Việt Nam", "Ủy ban Dân tộc"),
    *("Bộ Công an", "Bộ Công nghiệp", "Bộ Công Thương", "Bộ Dân tộc và Tôn giáo", "Bộ Giáo dục và Đào tạo"),
    *(
        "Bộ Giao thông vận tải",
        "Bộ Kế hoạch và Đầu tư",
        "Bộ Khoa học và Công nghệ",
        "Bộ Khoa học, Công nghệ và Môi trường",
    ),
    *("Bộ Lao động - Thương binh và Xã hội", "Bộ Ngoại giao", "Bộ Nội vụ", "Bộ Nông nghiệp và Môi trường"),
    *("Bộ Nông nghiệp và Phát triển nông thôn", "Bộ Quốc phòng", "Bộ Tài chính", "Bộ Tài nguyên và Môi trường"),
    *("Bộ Thông tin và Truyền thông", "Bộ Thương mại", "Bộ Thủy sản", "Bộ Tư pháp", "Bộ Văn hóa - Thông tin"),
    *("Bộ Văn hóa, Thể thao và Du lịch", "Bộ Xây dựng", "Bộ Y tế", "Bộ Bưu chính, Viễn thông"),
    *("Bảo hiểm xã hội Việt Nam", "Đài Truyền hình Việt Nam", "Đài Tiếng nói Việt Nam", "Thông tấn xã Việt Nam"),
    *(
        "Tổng cục Thuế",
        "Tổng cục Hải quan",
        "Cục Thuế",
        "Cục Hải quan",
        "Kho bạc Nhà nước",
        "Tổng Liên đoàn Lao động Việt Nam",
    ),
    *("Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam", "Ban Chấp hành Trung ương", "Bộ Chính trị", "Ban Bí thư"),
    *("Ban Tổ chức - Cán bộ Chính phủ", "Ban Chỉ đạo cải cách hành chính của Chính phủ"),
    *("Hội Liên hiệp Phụ nữ Việt Nam", "Hội Nông dân Việt Nam", "Hội Cựu chiến binh Việt Nam"),
    *("Tổng cục Du lịch", "Tổng cục Thể dục thể thao", "Tổng cục Thống kê", "Tổng cục Bưu điện"),
)
FIELDS_OF_DEPARTMENTS = (
    *(
        "Công Thương",
        "Dân tộc và Tôn giáo",
        "Du lịch",
        "Giáo dục và Đào tạo",
        "Giao thông vận tải",
        "Kế hoạch và Đầu tư",
    ),
    *("Khoa học và Công nghệ", "Lao động - Thương binh và Xã hội", "Ngoại vụ", "Nội vụ", "Nông nghiệp và Môi trường"),
    *("Nông nghiệp và Phát triển nông thôn", "Quy hoạch - Kiến trúc", "Tài chính", "Tài nguyên và Môi trường"),
    *("Thông tin và Truyền thông", "Tư pháp", "Văn hóa và Thể thao", "Văn hóa, Thể thao và Du lịch"),
    *("Văn hóa, Thông tin và Du lịch", "Xây dựng", "Y tế", "Bưu chính, Viễn thông"),
)
PROVINCES = tuple(
    re.findall(
        r"[^,\s][^,]*(?=,)",
        "An Giang, Bà Rịa - Vũng Tàu, Bạc Liêu, Bắc Giang, Bắc Kạn, Bắc Ninh, Bến Tre, Bình Dương, Bình Định, Bình Phước, "
        "Bình Thuận, Cà Mau, Cao Bằng, Cần Thơ, Đà Nẵng, Đắk Lắk, Đắk Nông, Điện Biên, Đồng Nai, Đồng Tháp, Gia Lai, "
        "Hà Giang, Hà Nam, Hà Nội, Hà Tĩnh, Hải Dương, Hải Phòng, Hậu Giang, Hòa Bình, Hồ Chí Minh, Huế, Hưng Yên, "
        "Khánh Hòa, Kiên Giang, Kon Tum, Lai Châu, Lạng Sơn, Lào Cai, Lâm Đồng, Long An, Nam Định, Nghệ An, Ninh Bình, "
        "Ninh Thuận, Phú Thọ, Phú Yên, Quảng Bình, Quảng Nam, Quảng Ngãi, Quảng Ninh, Quảng Trị, Sóc Trăng, Sơn La, "
        "Tây Ninh, Thái Bình, Thái Nguyên, Thanh Hóa, Thừa Thiên Huế, Tiền Giang, Trà Vinh, Tuyên Quang, Vĩnh Long, "
        "Vĩnh Phúc, Yên Bái, Hà Tây, Minh Hải, Hà Bắc,",
    )
)
CITIES_OF_PROVINCE_LEVEL = ("Cần Thơ", "Đà Nẵng", "Hà Nội", "Hải Phòng", "Hồ Chí Minh", "Huế")
FAMILY_NAMES = tuple(
    re.findall(
        r"\w+",
        "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đoàn Vương Trịnh Trương Đinh Lâm Phùng "
        "Mai Tô Hà Tạ Chu Châu Thái Quách Cao La Lưu Kiều Tống Từ Triệu Thạch Sơn Danh Kim Lương Nông Vi Ma Giàng Hứa Khuất "
        "Đàm Lò Quàng Cầm Điểu Tăng Diệp Văn Âu Thân Doãn Ninh Mạc Bế Hầu Lục Mã Giáp Khương Nghiêm Bạch Trà Uông Tòng Sùng "
        "Thào Vàng Hờ Lầu Cù Viên Lường Ông Tôn Ung Liêu Mạch Nhâm Thiều Phí Đậu Cung Đồng Biện Ngụy Lại Ksor Siu Rơ Rah Niê "
        "Trang Tiêu Chẩu Sầm Cáp",
    )
)
