"""Who takes part: agencies with dates, their people, and the posts those people hold."""

from agencies.models.agencies import (
    Agency,
    AgencyKind,
    AgencyParentage,
    AgencySuccession,
    MailDomain,
    SuccessionKind,
)
from agencies.models.appointments import Appointment, Post
from agencies.models.users import User

__all__ = [
    "Agency",
    "AgencyKind",
    "AgencyParentage",
    "AgencySuccession",
    "Appointment",
    "MailDomain",
    "Post",
    "SuccessionKind",
    "User",
]
