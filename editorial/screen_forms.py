"""What the board's screens ask for. The rules stand in the verbs; a form only takes what was typed."""

from django import forms
from django.forms.utils import flatatt
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from agencies.models import Agency, Appointment, Post, User
from editorial.categories import InformationCategory
from editorial.deadlines import Urgency
from editorial.grounds import ChecklistItem, Content, Origin, Purpose, RefusalGround
from search.vietnamese_order import by_name

NOT_CHOSEN = "Chưa chọn"
UNSEEN = "Tải lại trang, xem nội dung rồi mới phê duyệt."


class DrawnSelect(forms.Select):
    """A plain list to choose from, drawn without a template for each choice: the same HTML as Django's."""

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        widget = self.get_context(name, value, attrs)["widget"]
        options = "".join(
            f'<option value="{escape(option["value"])}"{flatatt(option["attrs"])}>{escape(option["label"])}</option>'
            for _, group, _ in widget["optgroups"]
            for option in group
        )
        return mark_safe(f'<select name="{escape(name)}"{flatatt(widget["attrs"])}>{options}</select>')  # noqa: S308


class QueueFilterForm(forms.Form):
    """Narrows a queue; everything stands in the address."""

    category = forms.ChoiceField(
        label="Loại thông tin",
        required=False,
        choices=[("", "Tất cả loại"), *InformationCategory.choices],
        widget=DrawnSelect,
    )
    agency = forms.ModelChoiceField(
        label="Cơ quan",
        required=False,
        queryset=Agency.objects.only("name").order_by(by_name()),
        empty_label="Tất cả cơ quan",
        widget=DrawnSelect,
    )
    urgency = forms.ChoiceField(
        label="Thời hạn", required=False, choices=[("", "Mọi thời hạn"), *Urgency.choices], widget=DrawnSelect
    )


class ActForm(forms.Form):
    """A form of one act among several on a screen: its fields' ids carry the act's name."""

    required_css_class = "required"

    def __init__(self, data=None, *, act: str, submission, on, **kwargs):
        self.act, self.submission, self.on = act, submission, on
        super().__init__(data, auto_id=f"{act}_%s", label_suffix="", **kwargs)


class ClassificationForm(ActForm):
    """Origin, content, purpose and the checklist (Điều 10 khoản 2, Điều 4). It may be saved half done."""

    origin = forms.ChoiceField(label="Nguồn gốc", required=False, choices=[("", NOT_CHOSEN), *Origin.choices])
    content = forms.ChoiceField(label="Nội dung", required=False, choices=[("", NOT_CHOSEN), *Content.choices])
    purpose = forms.ChoiceField(label="Mục đích", required=False, choices=[("", NOT_CHOSEN), *Purpose.choices])
    checklist = forms.MultipleChoiceField(
        label="Bảng kiểm tra",
        required=False,
        choices=ChecklistItem.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    override_reason = forms.CharField(
        label="Lý do vẫn chuyển khi còn cảnh báo",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Bỏ trống nếu sẽ sửa nội dung. Lý do nằm trong hồ sơ và Trưởng ban đọc được.",
    )

    def __init__(self, data=None, *, submission, **kwargs):
        names = ("origin", "content", "purpose", "checklist", "override_reason")
        initial = {name: getattr(submission, name) for name in names}
        super().__init__(data, submission=submission, initial=initial, **kwargs)


class ForwardingForm(ActForm):
    """Another member to check the item."""

    to = forms.ModelChoiceField(
        label="Chuyển cho",
        queryset=User.objects.none(),
        empty_label="Chọn thành viên",
        error_messages={
            "required": "Chọn thành viên nhận hồ sơ.",
            "invalid_choice": "Người này hôm nay không nhận hồ sơ kiểm tra được. Chọn thành viên khác.",
        },
    )
    note = forms.CharField(
        label="Lời nhắn (không bắt buộc)", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        in_post = Appointment.objects.to_posts(Post.BOARD_MEMBER, Post.BOARD_DEPUTY).in_force(on=self.on)
        self.fields["to"].queryset = (
            User.objects.filter(pk__in=in_post.values("user_id"), is_active=True)
            .exclude(pk__in=[self.submission.submitted_by_id, self.submission.assigned_to_id or 0])
            .order_by("first_name", "last_name")
        )


class VerificationForm(ActForm):
    """A question to an agency about information in its field (Điều 7 khoản 2 điểm d)."""

    agency = forms.ModelChoiceField(
        label="Cơ quan xác minh",
        queryset=Agency.objects.none(),
        empty_label="Chọn cơ quan",
        error_messages={"required": "Chọn cơ quan cần hỏi.", "invalid_choice": "Cơ quan này không còn hoạt động."},
    )
    question = forms.CharField(
        label="Nội dung cần xác minh",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi nội dung cần cơ quan xác minh."},
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["agency"].queryset = Agency.objects.existing(on=self.on).order_by(by_name())


class RefusalForm(ActForm):
    """One of the six grounds and a sentence (Điều 6 khoản 3 điểm b)."""

    ground = forms.ChoiceField(
        label="Căn cứ trả lại (Điều 6 khoản 3 điểm b)",
        choices=RefusalGround.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Chọn một trong sáu căn cứ trả lại của Điều 6 khoản 3 điểm b.",
            "invalid_choice": "Chọn một trong sáu căn cứ trả lại của Điều 6 khoản 3 điểm b.",
        },
    )
    sentence = forms.CharField(
        label="Cần sửa hoặc bổ sung gì",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Cơ quan cung cấp đọc được căn cứ và câu này.",
        error_messages={"required": "Ghi một câu nêu rõ cần sửa hoặc bổ sung gì."},
    )


class ApprovalForm(ActForm):
    """The version that was on the screen: another one is never approved unseen."""

    seen_revision_id = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={"required": UNSEEN, "invalid": UNSEEN},
    )

    def __init__(self, data=None, *, submission, **kwargs):
        initial = {"seen_revision_id": submission.page.latest_revision_id} if data is None else {}
        super().__init__(data, submission=submission, initial=initial, **kwargs)
