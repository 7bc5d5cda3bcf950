"""Forms of people's accounts. What a person may do is not here: it follows their appointments."""

from django import forms
from wagtail.users.forms import UserCreationForm, UserEditForm

LAST_NAME = "Họ và tên đệm"
FIRST_NAME = "Tên"
SUPERUSER_HELP = (
    "Chỉ dành cho bộ phận kỹ thuật. Quyền làm việc với Trang không chọn ở đây: "
    "ghi ở Sổ đăng ký, mục Phân công nhiệm vụ."
)


class AccountForm:
    """What both forms share: names in Vietnamese order, no groups to choose, a superuser made by superusers only."""

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["last_name"].label = LAST_NAME
        self.fields["first_name"].label = FIRST_NAME
        self.fields["email"].label = "Thư điện tử"
        self.fields["username"].label = "Tên đăng nhập"
        self.fields["username"].help_text = "Chữ không dấu, chữ số và các dấu @ . + - _"
        self.fields.pop("groups", None)
        if not by.is_superuser:
            self.fields.pop("is_superuser", None)
        elif "is_superuser" in self.fields:
            self.fields["is_superuser"].label = "Quản trị kỹ thuật (toàn quyền hệ thống)"
            self.fields["is_superuser"].help_text = SUPERUSER_HELP
        if "is_active" in self.fields:
            self.fields["is_active"].label = "Còn dùng"
            self.fields["is_active"].help_text = "Bỏ chọn để khóa tài khoản; không xóa tài khoản."

    error_messages = {
        "duplicate_username": "Đã có tài khoản mang tên đăng nhập này.",
        "password_mismatch": "Hai mật khẩu không giống nhau.",
    }


class AccountCreationForm(AccountForm, UserCreationForm):
    password1 = forms.CharField(
        label="Mật khẩu", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    password2 = forms.CharField(
        label="Nhập lại mật khẩu", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )


class AccountEditForm(AccountForm, UserEditForm):
    password1 = forms.CharField(
        label="Mật khẩu mới",
        required=False,
        strip=False,
        help_text="Để trống nếu không đổi.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label="Nhập lại mật khẩu mới",
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
