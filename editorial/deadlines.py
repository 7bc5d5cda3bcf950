"""By when a contribution must be on the site: the limits of Điều 10 khoản 1 điểm c, in working days (clause R10.1c)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from types import MappingProxyType

from django.db import models

from editorial.working_days import WEEKDAY_NAMES, CountedDay, WorkingCalendar

CITATION = "Quy chế 517, Điều 10 khoản 1 điểm c"


class DeadlineKind(models.TextChoices):
    """The five kinds of information that have a limit of their own, in the regulation's words."""

    EVENT_NEWS = "event_news", "Tin tức về hoạt động, sự kiện"
    POLICY_GUIDANCE = (
        "policy_guidance",
        "Thông tin tuyên truyền, phổ biến, hướng dẫn thực hiện pháp luật, chế độ, chính sách",
    )
    ADMINISTRATIVE_DOCUMENT = "administrative_document", "Văn bản hành chính, văn bản khác"
    NORMATIVE_DOCUMENT = "normative_document", "Văn bản quy phạm pháp luật"
    STATISTICS = "statistics", "Thông tin, báo cáo thống kê"


class Urgency(models.TextChoices):
    """How a due date stands on a given day."""

    ON_TIME = "on_time", "Còn hạn"
    DUE_SOON = "due_soon", "Sắp đến hạn"
    LATE = "late", "Quá hạn"


@dataclass(frozen=True)
class DeadlineRule:
    """A limit in working days, what it runs from (words that follow "kể từ"), and where the regulation says so."""

    kind: DeadlineKind
    working_days: int
    starts_from: str
    citation: str = CITATION


RULES: Mapping[DeadlineKind, DeadlineRule] = MappingProxyType(
    {
        rule.kind: rule
        for rule in (
            DeadlineRule(DeadlineKind.EVENT_NEWS, 3, "thời điểm diễn ra hoạt động, sự kiện"),
            DeadlineRule(
                DeadlineKind.POLICY_GUIDANCE, 15, "khi văn bản pháp luật, chính sách, chế độ chính thức ban hành"
            ),
            DeadlineRule(
                DeadlineKind.ADMINISTRATIVE_DOCUMENT, 2, "ngày văn bản hành chính, văn bản khác được ban hành"
            ),
            DeadlineRule(DeadlineKind.NORMATIVE_DOCUMENT, 10, "ngày văn bản quy phạm pháp luật được ban hành"),
            DeadlineRule(DeadlineKind.STATISTICS, 10, "khi thông tin thống kê được ban hành"),
        )
    }
)


@dataclass(frozen=True)
class DeadlineExplanation:
    """Why a contribution is due on its day: every day after the start up to the due date, counted or skipped."""

    rule: DeadlineRule
    starts_on: date
    due_on: date
    days: tuple[CountedDay, ...]

    def __str__(self) -> str:
        weekday_name = WEEKDAY_NAMES[self.due_on.weekday()]
        return (
            f"{self.rule.working_days} ngày làm việc kể từ {self.rule.starts_from} ({self.starts_on:%d/%m/%Y}):"
            f" hạn là {weekday_name}, {self.due_on:%d/%m/%Y} ({self.rule.citation})."
        )


def due_on(kind: DeadlineKind, *, starts_on: date, calendar: WorkingCalendar) -> date:
    """Return the last day on which the contribution is in time."""
    return calendar.add_working_days(starts_on, RULES[kind].working_days)


def explain(kind: DeadlineKind, *, starts_on: date, calendar: WorkingCalendar) -> DeadlineExplanation:
    """Return the due date with each day that led to it, for the screen to show."""
    due = due_on(kind, starts_on=starts_on, calendar=calendar)
    days = tuple(takewhile(lambda day: day.date <= due, calendar.days_after(starts_on)))
    return DeadlineExplanation(rule=RULES[kind], starts_on=starts_on, due_on=due, days=days)


def days_left(due_on: date, *, on: date, calendar: WorkingCalendar) -> int:
    """Return the working days after `on` up to the due date; negative is the working days late.

    0 on the due date itself, and also on the days of rest that follow it: late by then, but by no working day yet. Ask
    `urgency` whether a contribution is late.
    """
    return calendar.working_days_between(on, due_on)


def urgency(due_on: date, *, on: date, calendar: WorkingCalendar, soon: int = 1) -> Urgency:
    """Say how the due date stands on `on`; due soon means that at most `soon` working days are left after it."""
    if on > due_on:
        return Urgency.LATE
    if days_left(due_on, on=on, calendar=calendar) <= soon:
        return Urgency.DUE_SOON
    return Urgency.ON_TIME


def urgency_sentence(due_on: date, *, on: date, calendar: WorkingCalendar) -> str:
    """Say in Vietnamese how many working days are left, or how late it is."""
    left = days_left(due_on, on=on, calendar=calendar)
    if on == due_on:
        return "Hết hạn hôm nay"
    if on > due_on:
        return f"Quá hạn {-left} ngày làm việc" if left else "Quá hạn, chưa đến 1 ngày làm việc"
    return f"Còn {left} ngày làm việc" if left else f"Hết hạn ngày {due_on:%d/%m/%Y}, không còn ngày làm việc nào"
