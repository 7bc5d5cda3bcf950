"""Forms of the vocabularies: a name is recognised in one way only, and an address may be left to the system."""

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from documents.models import DocumentField, DocumentType, IssuingBody
from documents.vocabulary import folded
from editorial.slugs import vietnamese_slug
from search.vietnamese_order import by_name

DATES = ("valid_from", "valid_to", "legal_basis", "slug")


class VocabularyForm(WagtailAdminModelForm):
    """A row of a vocabulary; its address comes from its name where none is typed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False
        self.fields["slug"].help_text = "Để trống thì lấy theo tên. Đổi địa chỉ sẽ làm hỏng liên kết tìm kiếm đã lưu."

    def clean_slug(self) -> str:
        return self.cleaned_data["slug"] or vietnamese_slug(self.data.get("name", ""))[:120]

    def clean(self):
        cleaned_data = super().clean()
        for field, sentence in self.objections(cleaned_data):
            self.add_error(field, sentence)
        return cleaned_data

    def objections(self, cleaned_data) -> list[tuple[str, str]]:
        """Return what stands against the row beside the fields' own checks: field and sentence."""
        return []

    def others_at_that_time(self, cleaned_data):
        """Return the other rows that are in use at any time that this one is."""
        rows = self._meta.model.objects.exclude(pk=self.instance.pk)
        if cleaned_data.get("valid_from"):
            rows = rows.exclude(valid_to__lt=cleaned_data["valid_from"])
        if cleaned_data.get("valid_to"):
            rows = rows.exclude(valid_from__gt=cleaned_data["valid_to"])
        return rows


class DocumentTypeForm(VocabularyForm):
    def objections(self, cleaned_data) -> list[tuple[str, str]]:
        found = []
        for other in self.others_at_that_time(cleaned_data):
            if folded(other.name) == folded(cleaned_data.get("name", "")):
                found.append(("name", f"Danh mục đã có loại “{other.name}” trong thời gian này. Mở dòng đó để sửa."))
            if cleaned_data.get("abbreviation") and other.abbreviation == cleaned_data["abbreviation"]:
                found.append(
                    ("abbreviation", f"Chữ viết tắt này đang dùng cho “{other.name}” nên số ký hiệu sẽ không rõ loại.")
                )
        return found

    class Meta(WagtailAdminModelForm.Meta):
        model = DocumentType
        fields = ["name", "abbreviation", "is_normative", "is_normative_with_year", *DATES]


class IssuingBodyForm(VocabularyForm):
    predecessors = forms.ModelMultipleChoiceField(
        IssuingBody.objects.order_by(by_name()),
        label="Cơ quan tiền thân",
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text="Giữ phím Ctrl để chọn nhiều. Tìm theo cơ quan này sẽ thấy cả văn bản của các cơ quan tiền thân.",
    )

    def objections(self, cleaned_data) -> list[tuple[str, str]]:
        found = []
        names = {"name": [cleaned_data.get("name", "")], "aliases": cleaned_data.get("aliases", "").splitlines()}
        taken = {folded(name): other for other in self.others_at_that_time(cleaned_data) for name in other.names}
        for field, texts in names.items():
            for text in texts:
                other = taken.get(folded(text)) if text.strip() else None
                if other:
                    found.append((field, f"“{text.strip()}” trong thời gian này đã là tên của “{other.name}”."))
        if self.instance.pk and self.instance in self._all_before(cleaned_data.get("predecessors") or []):
            found.append(("predecessors", "Cơ quan này không thể vừa là tiền thân vừa là kế thừa của nhau."))
        return found

    @staticmethod
    def _all_before(bodies) -> set[IssuingBody]:
        found: set[IssuingBody] = set()
        frontier = set(bodies)
        while frontier:
            found |= frontier
            frontier = set(IssuingBody.objects.filter(successors__in=frontier)) - found
        return found

    class Meta(WagtailAdminModelForm.Meta):
        model = IssuingBody
        fields = ["name", "code", "aliases", "agency", "predecessors", *DATES]


class DocumentFieldForm(VocabularyForm):
    class Meta(WagtailAdminModelForm.Meta):
        model = DocumentField
        fields = ["name", "position", *DATES]
