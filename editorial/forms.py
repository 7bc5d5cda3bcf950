from wagtail.admin.forms import WagtailAdminPageForm

from agencies.standing import standing_of
from editorial import clock
from editorial.approval import contribution_obstacles
from editorial.sending import submission_objections

SENDING_ACTIONS = ("action-submit", "action-restart-workflow")


class ContributedPageForm(WagtailAdminPageForm):
    """The editing form of a contributed page: the agency comes from the appointment, and sending asks the policy."""

    def clean(self):
        cleaned_data = super().clean()
        on = clock.today()
        if self.instance.agency_id is None:
            for sentence in contribution_obstacles(self.for_user, on=on):
                self.add_error(None, sentence)
            self.instance.agency = standing_of(self.for_user, on=on).agency
        if self.is_sending and self.instance.agency_id:
            self._add_submission_objections(on)
        return cleaned_data

    @property
    def is_sending(self) -> bool:
        return any(action in self.data for action in SENDING_ACTIONS)

    def _add_submission_objections(self, on) -> None:
        for name, value in self.cleaned_data.items():
            if name in {field.name for field in self.instance._meta.concrete_fields}:
                setattr(self.instance, name, value)
        for field, sentences in submission_objections(self.instance, by=self.for_user, on=on).items():
            for sentence in sentences:
                self.add_error(field if field in self.fields else None, sentence)
