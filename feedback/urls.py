"""The addresses at which readers report errors."""

from django.urls import path

from feedback.views.public import correction, report_error, report_state

urlpatterns = [
    path("bao-loi/<int:page_id>/", report_error, name="report_error"),
    path("bao-loi/ma/<str:code>/", report_state, name="error_report_state"),
    path("dinh-chinh/<int:sequence>/", correction, name="correction"),
]
