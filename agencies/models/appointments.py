from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from agencies.models.agencies import Agency
from agencies.models.users import User
from agencies.periods import PeriodQuerySet, covers, period_in_words


class Post(models.TextChoices):
    """The posts of Điều 5 and Điều 7, and the one who keeps the page tree."""

    FOCAL_OFFICER = "focal_officer", "Cán bộ đầu mối"
    UNIT_HEAD = "unit_head", "Thủ trưởng đơn vị"
    BOARD_MEMBER = "board_member", "Thành viên Ban Biên tập"
    BOARD_DEPUTY = "board_deputy", "Phó Trưởng ban Biên tập"
    BOARD_HEAD = "board_head", "Trưởng ban Biên tập"
    ADMINISTRATOR = "administrator", "Quản trị Trang"


BOARD_POSTS = (Post.BOARD_MEMBER, Post.BOARD_DEPUTY, Post.BOARD_HEAD)
CONTRIBUTING_POSTS = (Post.FOCAL_OFFICER, *BOARD_POSTS)


class AppointmentQuerySet(PeriodQuerySet):
    def held_by(self, user) -> "AppointmentQuerySet":
        return self.filter(user_id=user.pk)

    def to_posts(self, *posts: Post) -> "AppointmentQuerySet":
        return self.filter(post__in=posts)


class Appointment(models.Model):
    """Who holds which post, from when to when, by which decision. Nobody acts in a post they do not hold that day."""

    user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="appointments", verbose_name="người giữ nhiệm vụ"
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="appointments", verbose_name="cơ quan, đơn vị"
    )
    post = models.CharField("nhiệm vụ", max_length=20, choices=Post.choices)
    decision_number = models.CharField("số quyết định", max_length=100)
    decided_on = models.DateField("ngày quyết định")
    starts_on = models.DateField("giữ từ ngày")
    ends_on = models.DateField(
        "giữ đến hết ngày", null=True, blank=True, help_text="Để trống nếu chưa có ngày kết thúc."
    )

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "phân công nhiệm vụ"
        verbose_name_plural = "phân công nhiệm vụ"
        ordering = ["-starts_on", "pk"]
        indexes = [models.Index(fields=["user", "post", "starts_on"], name="appointment_by_user_and_post")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="appointment_ends_after_it_starts",
                violation_error_message="Ngày kết thúc nhiệm vụ phải sau ngày bắt đầu.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_post_display()} – {self.user} ({self.agency})"

    def clean(self) -> None:
        super().clean()
        if not (self.user_id and self.agency_id and self.post and self.starts_on):
            return
        outside = agency_life_objections(self)
        if outside:
            raise ValidationError({"agency": outside})
        contradictions = appointment_contradictions(self)
        if contradictions:
            raise ValidationError(contradictions)

    @property
    def authority(self) -> str:
        """The authority in words, as the permanent record names it."""
        return (
            f"{self.get_post_display()}, {self.agency.name}, theo Quyết định số {self.decision_number} "
            f"ngày {self.decided_on:%d/%m/%Y}"
        )

    def is_held(self, *, on: date) -> bool:
        return covers(self.starts_on, self.ends_on, on)


def agency_life_objections(appointment: Appointment) -> list[str]:
    """Return, in Vietnamese, why nobody can hold this post on those days in that agency; empty means they can."""
    agency = appointment.agency
    if agency.valid_from and appointment.starts_on < agency.valid_from:
        return [f"{agency} chỉ hoạt động từ {agency.valid_from:%d/%m/%Y}; ngày bắt đầu giữ nhiệm vụ phải từ ngày đó."]
    if agency.valid_to and (appointment.ends_on is None or appointment.ends_on > agency.valid_to):
        return [
            f"{agency} đã kết thúc hoạt động sau ngày {agency.valid_to:%d/%m/%Y}. Chọn cơ quan kế thừa, "
            "hoặc ghi ngày cuối giữ nhiệm vụ không sau ngày đó."
        ]
    return []


def appointment_contradictions(appointment: Appointment) -> list[str]:
    """Return, in Vietnamese, which appointments on record this one contradicts, each by its number; empty means none.

    A person holds a post once at a time, and one post of the Board at a time; a unit has one head, and so has the Board.
    """
    meeting = (
        Appointment.objects.exclude(pk=appointment.pk)
        .meeting(appointment.starts_on, appointment.ends_on)
        .select_related("user", "agency")
    )
    rival_posts = BOARD_POSTS if appointment.post in BOARD_POSTS else (appointment.post,)
    same_person = meeting.filter(user_id=appointment.user_id, post__in=rival_posts)
    clashes = [(other, "người này đã giữ nhiệm vụ") for other in same_person]
    others = meeting.filter(post=appointment.post).exclude(user_id=appointment.user_id)
    if appointment.post == Post.UNIT_HEAD:
        in_unit = others.filter(agency_id=appointment.agency_id)
        clashes += [(other, "đơn vị này đã có người giữ nhiệm vụ") for other in in_unit]
    if appointment.post == Post.BOARD_HEAD:
        clashes += [(other, "Ban Biên tập đã có người giữ nhiệm vụ") for other in others]
    return [
        f"Trùng với Quyết định số {other.decision_number} ngày {other.decided_on:%d/%m/%Y}: {words} "
        f"{other.get_post_display()} ({other.user}, {other.agency}) "
        f"{period_in_words(other.starts_on, other.ends_on)}."
        for other, words in clashes
    ]
