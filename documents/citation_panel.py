"""The editor's panel of documents that the text cites: one press makes a relation of each."""

from django import forms
from django.templatetags.static import static
from wagtail.admin.panels import Panel

from documents.suggestions import suggestions_for


class CitationPanel(Panel):
    """Offers the relations that the text suggests, as it was when the editor opened."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "documents/admin/citations.html"

        def get_context_data(self, parent_context=None):
            return {**super().get_context_data(parent_context), "suggestions": suggestions_for(self.instance)}

        @property
        def media(self) -> forms.Media:
            own = forms.Media(js=[static("documents/citations.js")], css={"all": [static("documents/editor.css")]})
            return super().media + own
