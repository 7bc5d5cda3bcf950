"""Forms of the registers of agencies and appointments: what contradicts is refused with the other's name or number."""

from datetime import date
from itertools import combinations

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from agencies.dates import use_in_admin
from agencies.models import Agency, Appointment, User
from agencies.periods import share_a_day
from agencies.registers import uses_of
from agencies.tree import ring_through

use_in_admin()  # before the first form of a register is made, and long before that of a page

FIXED_ONCE_USED = ("user", "agency", "post", "decision_number", "decided_on", "starts_on")


class PersonChoiceField(forms.ModelChoiceField):
    """A choice of people by name, with the account that tells two of one name apart."""

    def label_from_instance(self, person: User) -> str:
        return f"{person} ({person.get_username()})"


class AgencyChoiceField(forms.ModelChoiceField):
    """A choice of agencies that says which have ended."""

    def label_from_instance(self, agency: Agency) -> str:
        return f"{agency} (đã kết thúc {agency.valid_to:%d/%m/%Y})" if agency.valid_to else str(agency)


def people_choice(label: str, *, people=None, **kwargs) -> PersonChoiceField:
    queryset = User.objects.all() if people is None else people
    return PersonChoiceField(queryset.order_by("last_name", "first_name", "username"), label=label, **kwargs)


class AgencyForm(WagtailAdminModelForm):
    """An agency with its parents, successors and mail domains."""

    def clean(self):
        cleaned_data = super().clean()
        for sentence in [*self._parents_at_once(), *self._parent_rings(), *self._own_successors()]:
            self.add_error(None, sentence)
        return cleaned_data

    def _parts(self, name: str) -> list:
        """Return the rows of an inline panel as they will be, those to be removed left out."""
        formset = self.formsets[name]
        if not formset.is_valid():
            return []
        return [row.instance for row in formset.forms if row.cleaned_data and row not in formset.deleted_forms]

    def _parents_at_once(self) -> list[str]:
        return [
            f"Hai cơ quan cấp trên cùng lúc: {one.parent} và {other.parent}. Ghi ngày cuối của quan hệ cũ trước ngày đầu "
            "của quan hệ mới."
            for one, other in combinations(self._parts("parentages"), 2)
            if share_a_day(one.starts_on, one.ends_on, other.starts_on, other.ends_on)
        ]

    def _parent_rings(self) -> list[str]:
        if self.instance.pk is None:
            return []
        sentences = []
        for row in self._parts("parentages"):
            names = ring_through(self.instance.pk, row.parent_id, row.starts_on or date.min, row.ends_on)
            if names:
                sentences.append(f"{row.parent} lại đang trực thuộc cơ quan này: {' thuộc '.join(names)}.")
        return sentences

    def _own_successors(self) -> list[str]:
        """Return why a succession cannot be: its successor did not exist that day."""
        return [
            f"{row.successor} không hoạt động ngày {row.happened_on:%d/%m/%Y} nên không thể kế thừa từ ngày đó."
            for row in self._parts("successions")
            if not row.successor.exists_on(row.happened_on)
        ]


class AppointmentForm(WagtailAdminModelForm):
    """Who holds which post. Once something was done under it, only its last day may still be written."""

    user = people_choice("Người giữ nhiệm vụ")
    agency = AgencyChoiceField(Agency.objects.order_by("name"), label="Cơ quan, đơn vị")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and uses_of(self.instance):
            for name in FIXED_ONCE_USED:
                self.fields[name].disabled = True
            self.fields["ends_on"].help_text = (
                "Đã có hồ sơ lập theo phân công này nên chỉ còn ghi được ngày cuối; muốn đổi điều khác, ghi ngày cuối rồi "
                "ghi một phân công mới."
            )

    class Meta(WagtailAdminModelForm.Meta):
        model = Appointment
        fields = ["user", "agency", "post", "decision_number", "decided_on", "starts_on", "ends_on"]
