"""What changed between two versions, as the member and the Head read it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.differences import changes_between
from editorial.word_changes import Run, changed_words, without_long_sameness
from tests.newsroom import Newsroom

words = st.lists(st.sampled_from(["cải", "cách", "hành chính", ",", ".", "\n", "tỉnh", "2026"]), max_size=40)
texts = st.one_of(words.map(" ".join), st.text(max_size=60))


@given(texts, texts)
def test_what_stayed_or_went_is_the_old_text_and_what_stayed_or_came_the_new_one(old: str, new: str) -> None:
    runs = changed_words(old, new)
    assert "".join(run.text for run in runs if run.kind != "inserted") == old
    assert "".join(run.text for run in runs if run.kind != "deleted") == new


@given(texts)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(run.kind == "same" for run in changed_words(text, text))


def test_words_change_whole_and_marks_stand_by_themselves() -> None:
    assert changed_words("Sở Y tế có 12 thủ tục mới.", "Sở Y tế có 15 thủ tục mới.") == [
        Run("same", "Sở Y tế có "),
        Run("deleted", "12"),
        Run("inserted", "15"),
        Run("same", " thủ tục mới."),
    ]


def test_a_long_unchanged_stretch_is_shown_only_beside_a_change() -> None:
    runs = without_long_sameness(changed_words("một " * 200 + "hai", "một " * 200 + "ba"))
    assert [run.kind for run in runs] == ["skipped", "same", "deleted", "inserted"]
    assert len(runs[1].text.split()) == 12


def versions(newsroom: Newsroom, page, change):
    before = page.get_latest_revision().as_object()
    change(page)
    page.save_revision(user=page.owner)
    return before, page.get_latest_revision().as_object()


def texts_of(change, kind: str) -> list[str]:
    return [run.text.strip() for part in change.parts for run in part.runs if run.kind == kind]


@pytest.mark.clause("R10.2")
def test_each_field_that_differs_is_named_as_on_the_form(newsroom: Newsroom) -> None:
    page = newsroom.draft(title="Kiểm tra quý III", place="Sở Y tế")

    def change(page) -> None:
        page.title, page.place, page.level, page.is_quoted = "Kiểm tra quý IV", "Sở Nội vụ", "province", True

    found = {change.label: change for change in changes_between(*versions(newsroom, page, change))}
    assert set(found) == {"Tiêu đề", "Địa điểm", "Cấp", "Trích dẫn, sử dụng lại từ nguồn khác"}
    assert texts_of(found["Tiêu đề"], "deleted") == ["III"]
    assert texts_of(found["Tiêu đề"], "inserted") == ["IV"]
    assert texts_of(found["Trích dẫn, sử dụng lại từ nguồn khác"], "inserted") == ["Có"]


def test_two_equal_versions_have_no_differences(newsroom: Newsroom) -> None:
    page = newsroom.draft()
    assert changes_between(*versions(newsroom, page, lambda page: None)) == []


def block(text: str, block_id: str) -> dict:
    return {"type": "paragraph", "value": f"<p>{text}</p>", "id": block_id}


def stream_change(newsroom: Newsroom, old: list, new: list):
    page = newsroom.draft(body=old)
    found = changes_between(*versions(newsroom, page, lambda page: setattr(page, "body", new)))
    assert [change.label for change in found] in ([], ["Nội dung"])
    return found[0].parts if found else []


def test_a_stream_differs_block_by_block_where_the_blocks_stand(newsroom: Newsroom) -> None:
    parts = stream_change(
        newsroom,
        [block("Mở đầu cuộc họp.", "a"), block("Bỏ đoạn này.", "b"), block("Kết luận có 5 việc.", "c")],
        [block("Mở đầu cuộc họp.", "a"), block("Kết luận có 6 việc.", "c"), block("Thêm đoạn mới.", "d")],
    )
    assert [part.kind for part in parts] == ["removed", "changed", "added"]
    assert [run for run in parts[1].runs if run.kind != "same"] == [Run("deleted", "5"), Run("inserted", "6")]


def test_a_block_that_only_moved_is_said_to_have_moved(newsroom: Newsroom) -> None:
    first, second, third = block("Đoạn một.", "a"), block("Đoạn hai.", "b"), block("Đoạn ba.", "c")
    parts = stream_change(newsroom, [first, second, third], [third, first, second])
    assert [part.kind for part in parts] == ["moved"]
    assert parts[0].runs[0].text == "Đoạn ba."


def test_a_paragraph_typed_anew_over_another_reads_as_a_change_of_words(newsroom: Newsroom) -> None:
    parts = stream_change(
        newsroom,
        [block("Tỷ lệ hồ sơ đúng hạn của tỉnh đạt 95 phần trăm.", "a")],
        [block("Tỷ lệ hồ sơ đúng hạn của tỉnh đạt 97 phần trăm.", "b")],
    )
    assert [part.kind for part in parts] == ["changed"]


def test_a_link_that_points_elsewhere_is_a_difference_though_the_words_stay(newsroom: Newsroom) -> None:
    old = {"type": "paragraph", "value": '<p><a href="https://a.gov.vn">Nguồn</a></p>', "id": "a"}
    new = {"type": "paragraph", "value": '<p><a href="https://b.gov.vn">Nguồn</a></p>', "id": "a"}
    parts = stream_change(newsroom, [old], [new])
    assert "liên kết" in parts[0].runs[0].text


def test_attached_documents_are_compared_by_their_words(newsroom: Newsroom, item) -> None:
    def change(page) -> None:
        row = page.attached_documents.get()
        row.title = "Kết luận số 12"
        page.attached_documents = [row]

    found = changes_between(*versions(newsroom, item, change))
    assert [change.label for change in found] == ["Văn bản kèm theo"]
