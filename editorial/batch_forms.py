"""What the screen of a batch asks for. The rules stand in the verbs; a form only takes what was typed."""

from django import forms

from editorial import batch_warnings
from editorial.checks import WarningKind
from editorial.screen_forms import ClassificationForm, RefusalForm
from editorial.templatetags.vietnamese_numbers import grouped

REASON = "Ghi lý do bỏ văn bản ra khỏi đợt."


class BatchClassificationForm(ClassificationForm):
    """Origin, content, purpose and the checklist, answered for the whole batch."""

    override_reason = None

    def __init__(self, data=None, *, batch, on, **kwargs):
        initial = {name: getattr(batch, name) for name in ("origin", "content", "purpose", "checklist")}
        forms.Form.__init__(self, data, auto_id="kiem-tra_%s", label_suffix="", initial=initial, **kwargs)
        self.kinds = batch_warnings.kinds_in(batch)
        for each in self.kinds:
            self.fields[f"reason-{each.kind.value}"] = forms.CharField(
                label=f"Lý do vẫn chuyển: {each.name} ({grouped(each.count)} văn bản)",
                initial=each.reason,
                required=False,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self) -> dict:
        """Gather the reasons: one for each kind of warning."""
        reasons = {each.kind.value: self.cleaned_data.pop(f"reason-{each.kind.value}", "") for each in self.kinds}
        return {**self.cleaned_data, "override_reasons": reasons}


class BatchRefusalForm(RefusalForm):
    """One of the six grounds and a sentence, for the whole batch."""

    def __init__(self, data=None, *, batch, on, **kwargs):
        forms.Form.__init__(self, data, auto_id="tra-lai_%s", label_suffix="", **kwargs)


class TakingOutForm(forms.Form):
    """Why something is taken out of the batch."""

    reason = forms.CharField(max_length=500, error_messages={"required": REASON})

    def __init__(self, data=None, *, batch, on, **kwargs):
        super().__init__(data, label_suffix="", **kwargs)


class LeavingOutForm(TakingOutForm):
    """One item, and why it is taken out of the batch."""

    item = forms.IntegerField(widget=forms.HiddenInput)


class WarnedLeavingOutForm(TakingOutForm):
    """A kind of warning, and why all items that have it are taken out of the batch."""

    kind = forms.ChoiceField(choices=WarningKind.choices, widget=forms.HiddenInput)


class NothingTypedForm(forms.Form):
    """An act that asks for nothing."""

    def __init__(self, data=None, *, batch, on, **kwargs):
        super().__init__(data, **kwargs)
