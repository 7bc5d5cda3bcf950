"""The screens of imports."""

from django.urls import path

from documents.views.imports import ImportsView, ImportView, report

app_name = "imports"

urlpatterns = [
    path("nhap-van-ban/", ImportsView.as_view(), name="list"),
    path("nhap-van-ban/<int:import_id>/", ImportView.as_view(), name="import"),
    path("nhap-van-ban/<int:import_id>/bao-cao.csv", report, name="report"),
]
