"""What readers say to the site: petitions with their answers, and errors they report in an item."""

from feedback.models.error_reports import ErrorReport, ErrorReportContact, ReportState
from feedback.models.petitions import PetitionAnswerPage

__all__ = ["ErrorReport", "ErrorReportContact", "PetitionAnswerPage", "ReportState"]
