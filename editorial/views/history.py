"""The permanent records and each item's history, open to everyone who works with the site (Điều 10 khoản 4)."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.models import Page, Revision

from editorial import approval, clock, history
from editorial.models.archive import PublicationRecord, RecordKind
from editorial.models.pages import ContributedPage
from editorial.reading import fields_to_read
from editorial.views.screens import ScreenView


class HistoryView(ScreenView):
    """All that is known of one item: records, rounds, versions."""

    template_name = "editorial/admin/history.html"
    page_title = "Hồ sơ lưu"
    header_icon = "history"

    def setup(self, request, page_id, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page = contributed_page_or_404(page_id)

    def get_page_subtitle(self):
        return self.page.title

    def get_context_data(self, **kwargs):
        user, on = self.request.user, clock.today()
        return {
            **super().get_context_data(**kwargs),
            "page": self.page,
            "history": history.history_of(self.page),
            "may_withdraw": not approval.withdrawal_obstacles(self.page, user, on=on),
            "may_edit": self.page.permissions_for_user(user).can_edit(),
        }


class VersionView(ScreenView):
    """One version of an item, read field by field."""

    template_name = "editorial/admin/version.html"
    page_title = "Phiên bản"
    header_icon = "doc-full"

    def setup(self, request, page_id, revision_id, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page = contributed_page_or_404(page_id)
        revisions = Revision.objects.for_instance(self.page).select_related("user")
        self.revision = get_object_or_404(revisions, pk=revision_id)

    def get_page_subtitle(self):
        return self.page.title

    def get_trail(self):
        return [{"url": reverse("newsroom:history", args=[self.page.pk]), "label": "Hồ sơ lưu"}]

    def get_context_data(self, **kwargs):
        version = self.revision.as_object()
        return {
            **super().get_context_data(**kwargs),
            "page": self.page,
            "revision": self.revision,
            "version": version,
            "fields": fields_to_read(version),
            "records": self.revision.publication_records.filter(kind=RecordKind.PUBLICATION),
            "may_preview": self.page.permissions_for_user(self.request.user).can_edit(),
        }


class RecordView(ScreenView):
    """One permanent record, as it was written and as it proves itself today."""

    template_name = "editorial/admin/record.html"
    page_title = "Hồ sơ lưu"
    header_icon = "lock"

    def setup(self, request, sequence, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        records = PublicationRecord.objects.select_related("page", "revision", "submission").prefetch_related(
            "published_files__image", "published_files__document"
        )
        self.record = get_object_or_404(records, sequence=sequence)

    def get_page_subtitle(self):
        return f"Số {self.record.sequence}"

    def get_trail(self):
        return [
            {"url": reverse("newsroom:archive"), "label": "Hồ sơ lưu"},
            {"url": reverse("newsroom:history", args=[self.record.page_id]), "label": self.record.title},
        ]

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(**kwargs),
            "record": self.record,
            "checked": history.checked([self.record])[0],
            "version_findings": history.version_findings(self.record, self.record.revision.as_object()),
        }


class ArchiveView(ScreenView):
    """Every permanent record, newest first."""

    template_name = "editorial/admin/archive.html"
    page_title = "Hồ sơ lưu"
    header_icon = "lock"

    def get_context_data(self, **kwargs):
        title = self.request.GET.get("q", "").strip()[:255]
        before = self.request.GET.get("truoc", "")
        records, next_before = history.records_before(
            int(before) if before.isdecimal() and len(before) <= 18 else None, title=title
        )
        return {
            **super().get_context_data(**kwargs),
            "records": records,
            "next_before": next_before,
            "title": title,
            "is_first": not before,
        }


def contributed_page_or_404(page_id: int) -> ContributedPage:
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, ContributedPage):
        raise Http404
    return page
