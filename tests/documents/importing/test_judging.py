"""Every row gets one outcome and a sentence, and the outcomes add up to the rows."""

from pathlib import Path

import pytest

from documents.importing.judging import Judge, NewWord, Outcome, WordKind, total
from tests.documents.importing.register_files import ON, REAL, Words, jsonl, judged, row


def outcomes(path: Path, *rows: dict) -> list[tuple[int, Outcome]]:
    return [(each.line, each.outcome) for each in judged(jsonl(path, *rows))]


def test_a_row_that_repeats_another_is_not_a_second_document(tmp_path: Path):
    first, repeated, other = judged(
        jsonl(tmp_path / "so.jsonl", row(), row(so_ky_hieu="517 /qđ-snv", trich_yeu="Ban hành Quy chế quản lý"), row())
    )
    assert [each.outcome for each in (first, repeated, other)] == ["imported", "repeated", "repeated"]
    assert repeated.reasons == ("Trùng với dòng 1, khác ở: trích yếu.",)
    assert other.reasons == ("Trùng với dòng 1.",)


def test_documents_that_share_a_number_but_not_day_or_body_are_both_kept(tmp_path: Path):
    file = jsonl(
        tmp_path / "so.jsonl", row(), row(ngay_ban_hanh="2021-12-30"), row(co_quan="Bộ Nội vụ", trich_yeu="Việc khác")
    )
    third = judged(file)[2]
    assert [each.outcome for each in judged(file)] == ["imported"] * 3
    assert third.reasons == ("Cùng số và ngày với dòng 1, nhưng cơ quan khác.",)


def test_one_number_day_and_body_for_two_matters_is_left_to_a_person(tmp_path: Path):
    _, second = judged(jsonl(tmp_path / "so.jsonl", row(), row(trich_yeu="Khen thưởng tập thể, cá nhân năm 2022")))
    assert second.outcome == Outcome.REFUSED
    assert "cần người xem bản gốc" in second.reasons[0]


def test_new_types_and_bodies_wait_and_are_counted(tmp_path: Path):
    judge = Judge(Words(), on=ON)
    rows = judged(
        jsonl(tmp_path / "so.jsonl", row(loai="Sắc lệnh"), row(so_ky_hieu="2/SL-A", loai="Sắc lệnh", co_quan="Sở X")),
        judge,
    )
    assert [each.outcome for each in rows] == [Outcome.WAITING] * 2
    assert judge.new_words == {NewWord(WordKind.TYPE, "Sắc lệnh"): 2, NewWord(WordKind.BODY, "Sở X"): 1}
    assert len(rows[1].reasons) == 2


def test_outcomes_add_up_to_the_rows(tmp_path: Path):
    judge = Judge(Words(), on=ON)
    rows = judged(
        jsonl(tmp_path / "so.jsonl", row(), row(), row(so_ky_hieu=""), row(loai="Sắc lệnh", so_ky_hieu="9/SL-B")), judge
    )
    assert total(judge.counts) == len(rows) == 4
    assert all(each.reasons for each in rows if each.outcome != Outcome.IMPORTED)


@pytest.mark.skipif(not REAL.is_dir(), reason="Không có ../shared/data/docs: 13.063 dòng thật không được thử.")
@pytest.mark.parametrize(
    ("name", "count", "most_refused"),
    [("binhduong", 4056, 20), ("congbao_meta", 3833, 5), ("phapdien_docs", 4807, 260), ("sonla_congbao", 367, 0)],
)
def test_real_registers_are_read_to_the_last_row_with_a_reason_for_each_refusal(name, count, most_refused):
    class KnowsAll(Words):
        def meaning_of(self, row):
            return super().meaning_of(row).__class__(body_name=row.issuer_words or "UBND")

    judge = Judge(KnowsAll(), on=ON)
    rows = judged(REAL / f"{name}.jsonl", judge)
    assert len(rows) == total(judge.counts) == count
    refused = [each for each in rows if each.outcome == Outcome.REFUSED]
    assert len(refused) <= most_refused
    assert all(each.reasons for each in refused)
