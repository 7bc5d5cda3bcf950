"""The newsroom's own screens, inside Wagtail's admin."""

from django.urls import path

from editorial.views.batches import BatchesView, BatchView
from editorial.views.confirmation import ConfirmationView
from editorial.views.desk import ContributeView, DeskView
from editorial.views.guide import GuidePageView, GuideView, WholeGuideView, guide_picture
from editorial.views.history import ArchiveView, HistoryView, RecordView, VersionView
from editorial.views.page_views import ItemViewsView, ViewFiguresView
from editorial.views.pasting import paste, paste_picture
from editorial.views.queue import QueueView
from editorial.views.review import ReviewView
from editorial.views.verification_answers import VerificationAnswerView
from editorial.views.withdrawal import WithdrawalView

app_name = "newsroom"

urlpatterns = [
    path("ban-lam-viec/", DeskView.as_view(), name="desk"),
    path("hang-cho/", QueueView.as_view(), name="queue"),
    path("ho-so/<int:submission_id>/", ReviewView.as_view(), name="review"),
    path("dot-trinh/", BatchesView.as_view(), name="batches"),
    path("dot-trinh/<int:batch_id>/", BatchView.as_view(), name="batch"),
    path("viet-tin-bai/", ContributeView.as_view(), name="contribute"),
    path("xac-nhan/<int:submission_id>/", ConfirmationView.as_view(), name="confirmation"),
    path("xac-minh/<int:request_id>/", VerificationAnswerView.as_view(), name="verification_answer"),
    path("lich-su/<int:page_id>/", HistoryView.as_view(), name="history"),
    path("lich-su/<int:page_id>/phien-ban/<int:revision_id>/", VersionView.as_view(), name="version"),
    path("ho-so-luu/", ArchiveView.as_view(), name="archive"),
    path("ho-so-luu/<int:sequence>/", RecordView.as_view(), name="record"),
    path("luot-xem/", ViewFiguresView.as_view(), name="page_views"),
    path("luot-xem/<int:page_id>/", ItemViewsView.as_view(), name="item_views"),
    path("huong-dan/", GuideView.as_view(), name="guide"),
    path("huong-dan/ca-cuon/", WholeGuideView.as_view(), name="whole_guide"),
    path("huong-dan/hinh/<str:name>", guide_picture, name="guide_picture"),
    path("huong-dan/<slug:name>/", GuidePageView.as_view(), name="guide_page"),
    path("dan-van-ban/", paste, name="paste"),
    path("dan-van-ban/anh/", paste_picture, name="paste_picture"),
    path("thu-hoi/<int:page_id>/", WithdrawalView.as_view(), name="withdrawal"),
]
