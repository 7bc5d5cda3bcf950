"""Which member a submission goes to (Điều 6 khoản 1 điểm b)."""

from datetime import date

from agencies.standing import standing_of
from editorial.models.assignments import MemberAssignment
from editorial.models.submissions import Submission


def member_for(submission: Submission, *, on: date):
    """Return the member assigned the item's agency or, failing that, its category; None when nobody in post is.

    Whoever submitted the item never gets it to check.
    """
    in_force = (
        MemberAssignment.objects.in_force(on=on).select_related("member").exclude(member_id=submission.submitted_by_id)
    )
    by_agency = in_force.filter(agency_id=submission.agency_id)
    by_category = in_force.filter(category=submission.category)
    for assignment in [*by_agency, *by_category]:
        if standing_of(assignment.member, on=on).is_on_board:
            return assignment.member
    return None
