"""What Wagtail asks of this app: doorways only."""

from django.urls import include, path, reverse
from wagtail import hooks

from feedback.views.desk import ErrorReportsItem, ErrorReportsPart


@hooks.register("register_admin_urls")
def error_report_addresses():
    return [path("", include("feedback.admin_urls"))]


@hooks.register("construct_desk_parts")
def error_reports_on_the_desk(request):
    return [ErrorReportsPart(request.user)]


@hooks.register("register_admin_menu_item")
def error_reports_in_menu():
    return ErrorReportsItem(
        "Báo lỗi", reverse("error_reports:list"), name="error-reports", icon_name="warning", order=95
    )
