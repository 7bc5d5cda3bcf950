from django import forms

from feedback.error_reports import CONSENT


class ErrorReportForm(forms.Form):
    """What a reader fills in to report an error: the passage, and what is wrong with it."""

    quote = forms.CharField(
        label="Đoạn có lỗi",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Chép đoạn có lỗi vào đây; để trống nếu lỗi ở ảnh, tệp hoặc cả bài.",
    )
    message = forms.CharField(
        label="Chỗ nào chưa đúng, nên sửa thế nào",
        min_length=10,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Không cần ghi họ tên, địa chỉ, số giấy tờ của anh/chị hoặc của người khác.",
        error_messages={
            "required": "Ghi chỗ nào chưa đúng.",
            "min_length": "Ghi rõ hơn một chút: ít nhất 10 chữ cái.",
        },
    )
    contact = forms.CharField(
        label="Cách liên hệ lại (không bắt buộc)",
        required=False,
        max_length=255,
        help_text="Thư điện tử hoặc điện thoại, nếu anh/chị muốn cơ quan xử lý hỏi lại.",
    )
    consent = forms.BooleanField(label=CONSENT, required=False)
    # Not for people: hidden from sight and from screen readers; whoever fills it is a machine.
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # A browser cuts what is pasted at this length and says nothing; the form says it, and keeps what was pasted.
            field.widget.attrs.pop("maxlength", None)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("contact") and not cleaned.get("consent"):
            self.add_error("consent", "Đánh dấu đồng ý để Trang được lưu cách liên hệ, hoặc xóa cách liên hệ.")
        return cleaned

    @property
    def is_by_a_machine(self) -> bool:
        return bool(self.data.get("website"))
