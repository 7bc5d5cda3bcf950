"""Ways to the screens of imports."""

from django.urls import reverse
from wagtail.admin.menu import MenuItem

from documents.models import ImportBatch
from editorial.models import SubmissionBatch
from editorial.views.batches import reading_obstacles


class ImportsItem(MenuItem):
    """The way to the imports, for the board and administrators."""

    def is_shown(self, request) -> bool:
        return not reading_obstacles(request.user)


def imports_item() -> MenuItem:
    return ImportsItem("Nhập văn bản", reverse("imports:list"), name="imports", icon_name="download", order=320)


def links_of_batch(batch: SubmissionBatch) -> list[dict[str, str]]:
    """Return the way from a batch to the file its documents came from, and to the rows that did not come in."""
    return [
        {"label": "Nhập từ tệp", "text": str(each), "url": reverse("imports:import", args=[each.pk])}
        for each in ImportBatch.objects.filter(rows__submission_batch=batch).distinct()
    ]
