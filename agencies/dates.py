"""Dates as people type them into the admin: refused at their field where no paper could bear them.

A mistyped year, "9999" or "0026", would otherwise be counted in working days, where the calendar ends.
"""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

# The years that the calendar of holidays knows.
FIRST_DAY, LAST_DAY = date(1901, 1, 1), date(2100, 12, 31)


class PlausibleDateField(forms.DateField):
    """A day between the first and the last that the site can count with."""

    default_error_messages = {"invalid": "Nhập một ngày có thật theo dạng ngày/tháng/năm, ví dụ 25/11/2026."}

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None and not FIRST_DAY <= value <= LAST_DAY:
            raise ValidationError(
                f"Năm {value.year:04} không hợp lý. Ghi ngày từ {FIRST_DAY:%d/%m/%Y} đến {LAST_DAY:%d/%m/%Y}.",
                code="implausible",
            )


def use_in_admin() -> None:
    """Let every form of the admin that is made for a model from now on take its dates this way."""
    from wagtail.admin.forms.models import FORM_FIELD_OVERRIDES  # imports every app's hooks, and with them our forms

    FORM_FIELD_OVERRIDES[models.DateField]["form_class"] = PlausibleDateField
