"""Why each of Wagtail's doors is shut for a page: Vietnamese sentences, empty means it is open.

The permission tester asks these questions before the deed (`permissions`); the middleware shows their sentences when a
door was tried all the same.
"""

from collections.abc import Callable
from datetime import date

from wagtail.models import Page

from agencies.standing import standing_of
from editorial import approval
from editorial.held_by_batch import batch_obstacles
from editorial.models.pages import ContributedPage
from editorial.permissions import is_administrator

Question = Callable[[Page, object, date], list[str]]

ONLY_APPROVAL_PUBLISHES = (
    "Tin bài chỉ được công khai khi Trưởng ban Biên tập (hoặc Phó Trưởng ban được ủy quyền) phê duyệt. "
    "Bấm “Trình duyệt” để gửi (Điều 6 khoản 1 điểm d)."
)
ONLY_WITHDRAWAL_REMOVES = (
    "Tin bài đã đăng chỉ được gỡ bằng thao tác “Thu hồi”, có lý do và số quyết định (Điều 10 khoản 4)."
)
KEPT_FOR_EVER = "Tin bài đã trình hoặc đã đăng được lưu giữ lâu dài nên không xóa được (Điều 10 khoản 4)."
SECTION_HOLDS_ITEMS = (
    "Chuyên mục đang chứa tin bài nên không xóa, không gỡ được. Dùng “Ngừng sử dụng” hoặc chuyển tin bài đi trước."
)
NEVER_SCHEDULED = "Tin bài không hẹn giờ đăng hoặc gỡ: phê duyệt là đăng ngay, gỡ phải có quyết định thu hồi."
ALWAYS_OPEN_TO_ALL = "Tin bài được duyệt là để mọi người đọc; không đặt mật khẩu hoặc giới hạn người xem."
ADMINISTRATORS_ARRANGE = "Chỉ quản trị Trang được sắp xếp, di chuyển trang trong cây chuyên mục."
OWN_SCREENS = (
    "Kiểm tra, phê duyệt và trả lại được thực hiện trên màn hình hồ sơ của tòa soạn, không qua thao tác này. "
    "Mở hồ sơ từ Bàn làm việc."
)
NO_COPY_IN_STEP = "Trang sao chép tự cập nhật theo trang gốc nên không qua phê duyệt; hãy sao chép thành bản nháp."
LOCKED_BY_ROUND = "Tin bài được khóa theo bước xử lý, không khóa bằng tay."
NO_ACCESS = (
    "Anh/chị không có quyền mở phần này với nhiệm vụ đang giữ hôm nay. "
    "Nếu quyết định phân công đã có, liên hệ quản trị Trang."
)
LOGGED_OUT = "Phiên làm việc đã hết hoặc anh/chị chưa đăng nhập. Đăng nhập lại rồi làm tiếp."
NO_POST = (
    "Hôm nay anh/chị không giữ nhiệm vụ nào ở Trang thông tin nên không vào được khu vực làm việc. "
    "Liên hệ quản trị Trang nếu quyết định phân công đã có."
)


def saving_obstacles(page: Page, user, on: date) -> list[str]:
    """Return why `user` may not add a version to `page`: the editor's lock, for doors that do not ask it."""
    return approval.editing_obstacles(page, user, on=on)


def opening_obstacles(page: Page, user, on: date) -> list[str]:
    """Return why `user` may not open the editor of `page`. In moderation it opens for reading: the step's lock says who saves."""
    if approval.open_submission_of(page) is not None and standing_of(user, on=on).is_on_board:
        return []
    return approval.ownership_obstacles(page, user, on=on)


def deletion_obstacles(page: Page, user, on: date) -> list[str]:
    """Only a draft that was never sent may go, and only by its own agency."""
    if page.live or page.first_published_at or page.submissions.exists() or page.publication_records.exists():
        return [KEPT_FOR_EVER]
    return batch_obstacles(page) or approval.ownership_obstacles(page, user, on=on)


def arranging_obstacles(page: Page, user, on: date) -> list[str]:
    return [] if is_administrator(user, on=on) else [ADMINISTRATORS_ARRANGE]


def copying_obstacles(page: Page, user, on: date) -> list[str]:
    return approval.contribution_obstacles(user, on=on) or opening_obstacles(page, user, on)


def creation_obstacles(page: Page, user, on: date) -> list[str]:
    """Return why `user` may not write a new item; asked of the section."""
    return approval.contribution_obstacles(user, on=on)


def _always(sentence: str) -> Question:
    return lambda page, user, on: [sentence]


publishing_obstacles = _always(ONLY_APPROVAL_PUBLISHES)
unpublishing_obstacles = _always(ONLY_WITHDRAWAL_REMOVES)

# Wagtail's addresses of one page, and the question each asks of a contributed page.
_OF_PAGES: dict[str, Question] = {
    "edit": opening_obstacles,
    "view_draft": opening_obstacles,
    "preview_on_edit": opening_obstacles,
    "revisions_revert": opening_obstacles,
    "revisions_view": opening_obstacles,
    "delete": deletion_obstacles,
    "unpublish": unpublishing_obstacles,
    "copy": copying_obstacles,
    "move": arranging_obstacles,
    "move_confirm": arranging_obstacles,
    "set_page_position": arranging_obstacles,
    "set_privacy": _always(ALWAYS_OPEN_TO_ALL),
    "revisions_unschedule": _always(NEVER_SCHEDULED),
    "workflow_action": _always(OWN_SCREENS),
    "collect_workflow_action_data": _always(OWN_SCREENS),
    "confirm_workflow_cancellation": _always(OWN_SCREENS),
    "workflow_preview": _always(OWN_SCREENS),
    "lock": _always(LOCKED_BY_ROUND),
    "unlock": _always(LOCKED_BY_ROUND),
    "convert_alias": _always(NO_COPY_IN_STEP),
}
_OF_BULK_ACTIONS: dict[str, Question] = {
    "publish": publishing_obstacles,
    "unpublish": unpublishing_obstacles,
    "delete": deletion_obstacles,
    "move": arranging_obstacles,
}
_OF_API_ACTIONS: dict[str, Question] = {
    **_OF_BULK_ACTIONS,
    "copy": copying_obstacles,
    "create_alias": _always(NO_COPY_IN_STEP),
    "convert_alias": _always(NO_COPY_IN_STEP),
    "copy_for_translation": _always(NO_COPY_IN_STEP),
    "revert_to_page_revision": saving_obstacles,
}
_OF_SECTIONS: dict[str, Question] = {
    "add": creation_obstacles,
    "add_subpage": creation_obstacles,
    "delete": _always(SECTION_HOLDS_ITEMS),
    "unpublish": _always(SECTION_HOLDS_ITEMS),
    "set_privacy": _always(ALWAYS_OPEN_TO_ALL),
    "move": arranging_obstacles,
    "move_confirm": arranging_obstacles,
    "set_page_position": arranging_obstacles,
}
PASSED_OVER = {
    "action-publish": ONLY_APPROVAL_PUBLISHES,
    "publish_copies": ONLY_APPROVAL_PUBLISHES,
    "go_live_at": NEVER_SCHEDULED,
    "expire_at": NEVER_SCHEDULED,
}
_PAGE_ARGUMENTS = ("page_id", "page_to_move_id", "parent_page_id", "pk")


def sentences_for(view_name: str, arguments: dict, user, *, on: date) -> list[str]:
    """Return why Wagtail's view shut its door to `user`; at least one sentence."""
    namespace, _, name = view_name.rpartition(":")
    if namespace == "wagtailadmin_api:pages" and name == "action":
        doors, name = _OF_API_ACTIONS, arguments.get("action_name", "")
    elif namespace == "wagtailadmin_pages":
        doors = _OF_PAGES
    else:
        return [NO_ACCESS]
    pk = next((arguments[key] for key in _PAGE_ARGUMENTS if key in arguments), None)
    page = Page.objects.filter(pk=pk).first()
    if page is None:
        return [NO_ACCESS]
    page = page.specific
    if not isinstance(page, ContributedPage):
        doors = _OF_SECTIONS
    question = doors.get(name)
    return (question(page, user, on) if question else []) or [NO_ACCESS]


def api_obstacles(arguments: dict, user, *, on: date) -> list[str]:
    """Return why an act of the admin's API on a contributed page is refused before it begins; empty where it may be tried."""
    page = Page.objects.filter(pk=arguments.get("pk")).first()
    question = _OF_API_ACTIONS.get(arguments.get("action_name", ""))
    if page is None or question is None or not isinstance(page.specific, ContributedPage):
        return []
    return question(page.specific, user, on)


def bulk_sentences(action: str, pages: list[Page], user, *, on: date) -> list[str]:
    """Return why a bulk action leaves out each of `pages`, each sentence once."""
    question = _OF_BULK_ACTIONS.get(action)
    sentences: list[str] = []
    for page in pages:
        specific = page.specific
        if isinstance(specific, ContributedPage) and question is not None:
            found = question(specific, user, on) or [NO_ACCESS]
        else:
            found = [SECTION_HOLDS_ITEMS if action in ("delete", "unpublish") else NO_ACCESS]
        sentences += [sentence for sentence in found if sentence not in sentences]
    return sentences
