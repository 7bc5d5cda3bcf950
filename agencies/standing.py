"""What a person is on a given day: the posts they hold, and the agency they speak for."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date

from agencies.models import Agency, Appointment, Post
from agencies.models.appointments import CONTRIBUTING_POSTS
from agencies.prepared import Prepared

_remembered: ContextVar[dict[tuple[int, date], "Standing"] | None] = ContextVar(
    "cchc_remembered_standings", default=None
)
_appointments_in_force = Prepared(
    lambda user_id, on: Appointment.objects.filter(user_id=user_id).in_force(on=on).select_related("agency")
)


@dataclass(frozen=True)
class Standing:
    """The posts one person holds on one day."""

    user: object
    on: date
    appointments: tuple[Appointment, ...]

    def holds(self, *posts: Post) -> bool:
        return self.appointment_to(*posts) is not None

    def appointment_to(self, *posts: Post) -> Appointment | None:
        """Return the appointment to the first of `posts` that the person holds."""
        for post in posts:
            for appointment in self.appointments:
                if appointment.post == post:
                    return appointment
        return None

    def heads(self, agency_id: int | None) -> Appointment | None:
        """Return the appointment by which the person heads that agency."""
        for appointment in self.appointments:
            if appointment.post == Post.UNIT_HEAD and appointment.agency_id == agency_id:
                return appointment
        return None

    @property
    def board_appointment(self) -> Appointment | None:
        return self.appointment_to(Post.BOARD_HEAD, Post.BOARD_DEPUTY, Post.BOARD_MEMBER)

    @property
    def contributing_appointment(self) -> Appointment | None:
        return self.appointment_to(*CONTRIBUTING_POSTS)

    @property
    def agency(self) -> Agency | None:
        """The agency the person contributes for; it comes from the appointment, never from a form."""
        appointment = self.contributing_appointment
        return appointment.agency if appointment else None

    @property
    def is_on_board(self) -> bool:
        return self.board_appointment is not None


def standing_of(user, *, on: date) -> Standing:
    """Return the posts `user` holds on `on`, in one query; an inactive or unknown person holds none."""
    if not getattr(user, "is_active", False) or user.pk is None:
        return Standing(user=user, on=on, appointments=())
    known = _remembered.get()
    if known is not None and (user.pk, on) in known:
        return known[user.pk, on]
    appointments = tuple(_appointments_in_force(user.pk, on))
    for appointment in appointments:
        appointment.user = user
    standing = Standing(user=user, on=on, appointments=appointments)
    if known is not None:
        known[user.pk, on] = standing
    return standing


@contextmanager
def remembered() -> Iterator[None]:
    """Ask for each person's posts once within the block: for what only reads, and asks for every row."""
    if _remembered.get() is not None:  # within a block that remembers already
        yield
        return
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)
