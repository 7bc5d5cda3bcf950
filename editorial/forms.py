from django import forms
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from agencies.standing import standing_of
from editorial import clock
from editorial.approval import contribution_obstacles
from editorial.legacy_forms import LegacyTextForm
from editorial.sending import submission_objections

SENDING_ACTIONS = ("action-submit", "action-restart-workflow")
SAVED_ALREADY = (
    "Tin bài này đã được lưu từ lần bấm trước nên không tạo thêm bản thứ hai. Mở bản đã lưu từ Bàn làm việc."
)


class SluggedPageForm(WagtailAdminPageForm):
    """The form of a page whose address may be left empty: it then comes from the Vietnamese title."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False


class ContributedPageForm(LegacyTextForm, SluggedPageForm):
    """The editing form of a contributed page: the agency comes from the appointment, and sending asks the policy."""

    # Names the item before it exists, so that a second press, or a lost answer, does not make a second item.
    form_key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["form_key"].initial = self.instance.translation_key

    def clean(self):
        cleaned_data = super().clean()
        on = clock.today()
        self._recognise_repeated_press(cleaned_data.get("form_key"))
        if self.instance.agency_id is None:
            for sentence in contribution_obstacles(self.for_user, on=on):
                self.add_error(None, sentence)
            self.instance.agency = standing_of(self.for_user, on=on).agency
        if self.is_sending and self.instance.agency_id:
            self._add_submission_objections(on)
        return cleaned_data

    def _recognise_repeated_press(self, form_key) -> None:
        if self.instance.pk or form_key is None:
            return
        if Page.objects.filter(translation_key=form_key).exists():
            self.add_error(None, SAVED_ALREADY)
        # The site has one language: Wagtail's key for a page and its translations is free to name the page itself.
        self.instance.translation_key = form_key

    @property
    def is_sending(self) -> bool:
        return any(action in self.data for action in SENDING_ACTIONS)

    def _add_submission_objections(self, on) -> None:
        for name, value in self.cleaned_data.items():
            if name in {field.name for field in self.instance._meta.concrete_fields}:
                setattr(self.instance, name, value)
        for field, sentences in submission_objections(self.instance, by=self.for_user, on=on).items():
            if field in self.errors:
                continue  # what is wrong with what was typed says more than that it is missing
            for sentence in sentences:
                self.add_error(field if field in self.fields else None, sentence)
