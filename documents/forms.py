"""The officer's form for a document: what cannot be true is said at its field, and nothing typed is lost."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from documents.checks import duplicate_sentence, duplicates_of, own_objections
from documents.contradictions import contradictions, link_contradictions
from documents.file_marks import FormMarkedByFile
from documents.graph import NEW, proposed_graph
from documents.numbers import normalise
from documents.validity import EffectGraph
from documents.vocabulary import Vocabulary
from editorial import clock

DOCUMENT_FIELDS = (
    *("number", "document_type", "type", "issuing_body", "issuer", "issued_on", "effective_on", "expires_on"),
    "is_normative",
)


class LegalDocumentForm(FormMarkedByFile):
    """An entry of the register, with its relations to other documents."""

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary.load()

    def clean_number(self) -> str:
        return normalise(self.cleaned_data["number"]) or self.cleaned_data["number"]

    def clean(self):
        cleaned_data = super().clean()
        for name in DOCUMENT_FIELDS:
            if name in cleaned_data:
                setattr(self.instance, name, cleaned_data[name])
        for field, sentence in own_objections(self.instance, vocabulary=self.vocabulary, on=clock.today()):
            self.add_error(field if field in self.fields else None, sentence)
        for other in duplicates_of(self.instance, vocabulary=self.vocabulary):
            self.add_error("number" if "number" in self.fields else None, ValidationError(duplicate_sentence(other)))
        self._check_relations()
        return cleaned_data

    def _check_relations(self) -> None:
        formset = self.formsets.get("relations")
        if formset is None or not formset.is_valid():
            return
        # A draft may hold a line that does not say yet what it is about.
        rows = [
            form
            for form in formset.forms
            if form not in formset.deleted_forms
            and form.instance.kind
            and (form.instance.target_id or form.instance.target_number)
        ]
        for form in rows:
            _fill_in_words(form)
        graph = proposed_graph(self.instance, lines=[form.instance for form in rows])
        self._say_contradictions(graph, rows)

    def _say_contradictions(self, graph: EffectGraph, rows: list) -> None:
        """Say at each line what cannot be true of it, and above all lines what cannot be true of them together."""
        key = self.instance.pk or NEW
        said = {sentence for errors in self.errors.values() for sentence in errors}
        for form, link in zip(rows, graph.outgoing(key), strict=True):
            for sentence in link_contradictions(graph, link):
                form.add_error("kind", sentence)
                said.add(sentence)
        for sentence in contradictions(graph, key):
            if sentence not in said:
                self.add_error(None, sentence)


def _fill_in_words(form) -> None:
    """Write down number, title and day of a document chosen from the register: the record keeps words, not row numbers."""
    line, target = form.instance, form.cleaned_data.get("target")
    if target is not None:
        line.target_number, line.target_issued_on = target.number, target.issued_on
        line.target_title = target.abstract or target.title
    else:
        line.target_number = normalise(line.target_number)
