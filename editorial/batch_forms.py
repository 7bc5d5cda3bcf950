"""What the screen of a batch asks for. The rules stand in the verbs; a form only takes what was typed."""

from django import forms

from editorial.screen_forms import ClassificationForm, RefusalForm

REASON = "Ghi lý do bỏ văn bản ra khỏi đợt."


class BatchClassificationForm(ClassificationForm):
    """Origin, content, purpose and the checklist, answered for the whole batch."""

    override_reason = None

    def __init__(self, data=None, *, batch, on, **kwargs):
        initial = {name: getattr(batch, name) for name in ("origin", "content", "purpose", "checklist")}
        forms.Form.__init__(self, data, auto_id="kiem-tra_%s", label_suffix="", initial=initial, **kwargs)


class BatchRefusalForm(RefusalForm):
    """One of the six grounds and a sentence, for the whole batch."""

    def __init__(self, data=None, *, batch, on, **kwargs):
        forms.Form.__init__(self, data, auto_id="tra-lai_%s", label_suffix="", **kwargs)


class LeavingOutForm(forms.Form):
    """One item, and why it is taken out of the batch."""

    item = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(max_length=500, error_messages={"required": REASON})

    def __init__(self, data=None, *, batch, on, **kwargs):
        super().__init__(data, label_suffix="", **kwargs)


class NothingTypedForm(forms.Form):
    """An act that asks for nothing."""

    def __init__(self, data=None, *, batch, on, **kwargs):
        super().__init__(data, **kwargs)
