"""The site gains fields over the years; what was recorded before them stays proved, and what was tampered with is still found."""

import json

import pytest

from editorial import archiving
from editorial.chain import record_digest
from editorial.models import ArchiveHead, PublicationRecord
from editorial.published_content import canonical_json, content_of, digest_of, shows_as_recorded
from tests.editorial.archive_tools import findings, guards_lifted
from tests.newsroom import Newsroom

pytestmark = pytest.mark.clause("R10.4")


def recorded(content: dict) -> PublicationRecord:
    text = canonical_json(content)
    return PublicationRecord(content=text, content_digest=digest_of(text))


def record_from_before(page, *, without: str) -> PublicationRecord:
    """Make the only record of the archive what it would be had it been written before the field `without` existed."""
    record = PublicationRecord.objects.get(page_id=page.pk)
    content = json.loads(record.content)
    del content[without]
    record.content = canonical_json(content)
    record.content_digest = digest_of(record.content)
    record.digest = record_digest(record)
    with guards_lifted():
        PublicationRecord.objects.filter(pk=record.pk).update(
            content=record.content, content_digest=record.content_digest, digest=record.digest
        )
        ArchiveHead.objects.update(last_digest=record.digest)
    return record


def test_a_record_from_before_a_field_existed_stays_proved_while_the_field_is_empty(newsroom: Newsroom):
    page = newsroom.published()
    record_from_before(page, without="author_name")
    assert page.author_name == ""
    assert findings() == []
    assert archiving.publication_objections(page) == []
    page.save()


def test_a_later_field_that_was_filled_past_the_record_is_found(newsroom: Newsroom):
    page = newsroom.published(newsroom.draft(author_name="Nguyễn Văn A"))
    record_from_before(page, without="author_name")
    assert archiving.publication_objections(page)
    assert any("khác hồ sơ lưu" in sentence for sentence in findings())


def test_a_later_field_inside_a_block_plays_no_part_while_it_is_empty(newsroom: Newsroom):
    page = newsroom.draft(body=[("quote", {"text": "Một cửa", "source": ""})])
    content = content_of(page)
    block = content["body"][0]["value"]
    empty = [name for name, value in block.items() if value == ""]
    assert empty, "the block has no empty field to try this with"
    del block[empty[0]]
    assert shows_as_recorded(page, recorded(content))


def test_what_was_recorded_must_still_be_there(newsroom: Newsroom):
    page = newsroom.draft()
    content = content_of(page)
    assert shows_as_recorded(page, recorded(content))
    assert not shows_as_recorded(page, recorded({**content, "former_field": ""}))
    assert not shows_as_recorded(page, recorded({**content, "title": "Tiêu đề khác"}))


def test_a_record_whose_own_content_was_altered_proves_nothing(newsroom: Newsroom):
    page = newsroom.draft()
    content = content_of(page)
    record = recorded({**content, "title": "Tiêu đề khác"})
    record.content = canonical_json(content_of(page))
    assert not shows_as_recorded(page, record)


def test_zero_is_a_figure_and_not_an_empty_field(newsroom: Newsroom):
    page = newsroom.draft()
    content = content_of(page)
    content.pop("place")
    page.place = 0
    assert not shows_as_recorded(page, recorded(content))
