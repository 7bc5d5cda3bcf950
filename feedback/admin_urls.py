from django.urls import path

from feedback.views.desk import ErrorReportsView, ErrorReportView

app_name = "error_reports"

urlpatterns = [
    path("bao-loi/", ErrorReportsView.as_view(), name="list"),
    path("bao-loi/<int:report_id>/", ErrorReportView.as_view(), name="one"),
]
