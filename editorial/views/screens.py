"""What the newsroom's screens share: Wagtail's furniture, a way back to the desk, and acts that answer with sentences."""

import logging

from django.db import IntegrityError, OperationalError
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from editorial.refusals import Refused

logger = logging.getLogger("cchc")

DESK = "Bàn làm việc"
BUSY = "Có người đang xử lý cùng hồ sơ này nên việc chưa được ghi lại. Tải lại trang, xem trạng thái mới rồi làm lại."


class ScreenView(WagtailAdminTemplateMixin, TemplateView):
    """A screen of the newsroom inside Wagtail's admin."""

    def get_breadcrumbs_items(self):
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [{"url": reverse("wagtailadmin_home"), "label": DESK}, *self.get_trail(), here]

    def get_trail(self) -> list[dict[str, str]]:
        """The screens between the desk and this one."""
        return []


def attempt(verb, *args, **kwargs) -> list[str]:
    """Carry out a verb; return the sentences of its refusal, empty when it is done."""
    try:
        verb(*args, **kwargs)
    except Refused as refusal:
        return refusal.sentences
    except (IntegrityError, OperationalError) as error:
        logger.warning("cchc.act.collided", extra={"verb": verb.__name__, "error": type(error).__name__})
        return [BUSY]
    return []
