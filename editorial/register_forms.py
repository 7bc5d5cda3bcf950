"""Forms of the newsroom's registers: delegations, assignments, special days and short forms."""

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from agencies.forms import AgencyChoiceField, people_choice
from agencies.models import Agency, Appointment, Post, User
from agencies.standing import standing_of
from editorial import clock, delegating
from editorial.categories import InformationCategory
from editorial.models import ApprovalDelegation, CalendarException, MemberAssignment
from editorial.working_days import DayKind
from search.models import Synonym
from search.synonyms import pair_objections, short_form_objections
from search.vietnamese_order import by_name

EVERYTHING = "all"
COPIES_PAPERS = "editorial.add_approvaldelegation"  # the administrators' group holds it
GRANT_FIELDS = ("deputy", "granted_by", "document_number", "signed_on", "categories", "starts_on", "ends_on")
REVOCATION_FIELDS = ("revoked_on", "revocation_number")


def ever_in(*posts: Post):
    """Return the people who hold or held one of `posts`: a register is also filled in afterwards."""
    return User.objects.filter(pk__in=Appointment.objects.to_posts(*posts).values("user_id"))


class DelegationForm(WagtailAdminModelForm):
    """The Head's authority to a Deputy, or its revocation: which of the two depends on what was done under it."""

    deputy = people_choice("Người được ủy quyền (Phó Trưởng ban)")
    granted_by = people_choice("Người ủy quyền (Trưởng ban)")
    categories = forms.MultipleChoiceField(
        label="Phạm vi",
        choices=[(EVERYTHING, "Tất cả loại thông tin"), *InformationCategory.choices],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn “Tất cả loại thông tin” hoặc từng loại được ủy quyền."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = self.fields["deputy"].queryset.filter(pk__in=ever_in(Post.BOARD_DEPUTY))
        self.fields["granted_by"].queryset = self.fields["granted_by"].queryset.filter(pk__in=ever_in(Post.BOARD_HEAD))
        if self.instance.pk is None:
            self._prepare_for_granting()
        else:
            self.initial["categories"] = self.instance.categories or [EVERYTHING]
            if delegating.last_use(self.instance):
                self._prepare_for_revoking()

    def _prepare_for_granting(self) -> None:
        for name in REVOCATION_FIELDS:
            self.fields[name].disabled = True
            self.fields[name].widget = forms.HiddenInput()
        if standing_of(self.for_user, on=clock.today()).holds(Post.BOARD_HEAD):
            self.initial["granted_by"] = self.for_user.pk

    def _prepare_for_revoking(self) -> None:
        for name in GRANT_FIELDS:
            self.fields[name].disabled = True
        self.fields["revoked_on"].help_text = (
            "Đã có quyết định theo văn bản này nên chỉ còn thu hồi được. Từ ngày này, người được ủy quyền không còn quyền "
            "phê duyệt."
        )

    def clean_categories(self) -> list[str]:
        chosen = self.cleaned_data["categories"]
        if EVERYTHING not in chosen:
            return chosen
        if len(chosen) > 1:
            raise forms.ValidationError("Chọn “Tất cả loại thông tin”, hoặc từng loại; không chọn cả hai.")
        return []

    def clean(self):
        cleaned_data = super().clean()
        if self.instance.pk is None:
            for field, sentence in self._entering_objections(cleaned_data):
                self.add_error(field, sentence)
        if bool(cleaned_data.get("revoked_on")) != bool(cleaned_data.get("revocation_number")):
            missing = "revocation_number" if cleaned_data.get("revoked_on") else "revoked_on"
            self.add_error(missing, "Thu hồi ủy quyền phải có cả ngày và số văn bản thu hồi.")
        return cleaned_data

    def _entering_objections(self, cleaned_data) -> list[tuple[str, str]]:
        """Return why this person may not enter this authority: the Head gives their own, an administrator copies a paper."""
        found = []
        granted_by, deputy = cleaned_data.get("granted_by"), cleaned_data.get("deputy")
        if granted_by and granted_by != self.for_user and not self.for_user.has_perm(COPIES_PAPERS):
            found.append(("granted_by", "Trưởng ban chỉ ghi ủy quyền của chính mình."))
        if deputy and deputy == self.for_user:
            found.append(("deputy", "Anh/chị không tự ghi ủy quyền cho mình; Trưởng ban hoặc quản trị Trang ghi."))
        return found

    class Meta(WagtailAdminModelForm.Meta):
        model = ApprovalDelegation
        fields = [*GRANT_FIELDS, *REVOCATION_FIELDS]


class AssignmentForm(WagtailAdminModelForm):
    """Which category or agency a member looks after."""

    member = people_choice("Thành viên")
    agency = AgencyChoiceField(Agency.objects.order_by(by_name()), label="Cơ quan, đơn vị", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        checkers = ever_in(Post.BOARD_MEMBER, Post.BOARD_DEPUTY)
        self.fields["member"].queryset = self.fields["member"].queryset.filter(pk__in=checkers)

    class Meta(WagtailAdminModelForm.Meta):
        model = MemberAssignment
        fields = ["member", "category", "agency", "document_number", "starts_on", "ends_on"]


class CalendarExceptionForm(WagtailAdminModelForm):
    """One special day: a holiday, a make-up day, or a holiday switched off."""

    kind = forms.ChoiceField(label="Ngày này là", choices=DayKind.choices, widget=forms.RadioSelect)

    def clean_day(self):
        day = self.cleaned_data["day"]
        other = CalendarException.objects.filter(day=day).exclude(pk=self.instance.pk).first()
        if other:
            raise forms.ValidationError(f"Sổ đã có {other}, theo {other.legal_basis}. Mở dòng đó để sửa.")
        return day

    class Meta(WagtailAdminModelForm.Meta):
        model = CalendarException
        fields = ["day", "kind", "name", "legal_basis"]


class SynonymForm(WagtailAdminModelForm):
    """A short form and what it stands for; what would make searching worse is refused with the reason."""

    def clean_short(self) -> str:
        return self._tidy("short", short_form_objections)

    def clean_long(self) -> str:
        return self._tidy("long", lambda words: [])

    def clean(self):
        cleaned_data = super().clean()
        short, long = cleaned_data.get("short"), cleaned_data.get("long")
        if short and long:
            others = Synonym.objects.exclude(pk=self.instance.pk).values_list("short", "long")
            for sentence in pair_objections(short, long, others=others):
                self.add_error("long", sentence)
        return cleaned_data

    def _tidy(self, name: str, objections) -> str:
        words = " ".join(self.cleaned_data[name].split())
        for sentence in objections(words):
            self.add_error(name, sentence)
        return words

    class Meta:
        model = Synonym
        fields = ["short", "long", "is_active"]
