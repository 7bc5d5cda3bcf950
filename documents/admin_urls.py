"""The screens of "Thêm văn bản"."""

from django.urls import path

from documents.views.reading import AddDocumentView, ReadingView

app_name = "add_document"

urlpatterns = [
    path("them-van-ban/", AddDocumentView.as_view(), name="add"),
    path("them-van-ban/<int:reading_id>/", ReadingView.as_view(), name="reading"),
]
