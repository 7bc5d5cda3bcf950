"""Versions written and read by the hundred are, letter for letter, what modelcluster and Django would have made."""

import json
from datetime import date

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import Page

from documents.models import DocumentField, DocumentRegisterPage, DocumentType, LegalDocumentPage
from editorial.models.pages import ContributedPage
from editorial.new_objects import new_page
from editorial.plain_data import Reader, data_of
from tests.newsroom import Newsroom

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(newsroom: Newsroom) -> LegalDocumentPage:
    page = LegalDocumentPage(
        title="Quyết định số 517/QĐ-SNV",
        slug="2022-517-qd-snv",
        agency=newsroom.health,
        summary="Ban hành Quy chế",
        number="517/QĐ-SNV",
        document_type="Quyết định",
        issuing_body="Sở Nội vụ",
        type=DocumentType.objects.first(),
        issued_on=date(2022, 12, 30),
        source_url="https://vanban.example.vn/517?a=1&b=2",
        body=[("paragraph", "<p>Điều 1. “Một cửa” &amp; liên thông.</p>")],
        live=False,
        owner=newsroom.administrator,
    )
    page.relations.create(kind="replaces", target_number="12/QĐ-SNV")
    page.relations.create(kind="based_on", target_number="30/2020/NĐ-CP", from_day=date(2022, 1, 1))
    page.fields = DocumentField.objects.all()[:2]
    DocumentRegisterPage.objects.get().add_child(instance=page)
    page.save_revision(user=newsroom.administrator)
    return page


@pytest.fixture(params=["document", "item"])
def page(request) -> ContributedPage:
    found = request.getfixturevalue(request.param)
    if request.param == "item":  # with files, and links in its text
        found.save_revision()
    return found


def as_stored(page: Page) -> str:
    return json.dumps(page.serializable_data(), cls=DjangoJSONEncoder)


def attributes(page: Page) -> dict:
    fields = [field for field in page._meta.concrete_fields if not hasattr(field, "stream_block")]
    return {field.attname: getattr(page, field.attname) for field in fields}


def test_a_page_becomes_the_data_that_wagtail_makes_of_it(page: ContributedPage):
    for each in (page, Page.objects.get(pk=page.pk).specific, page.get_latest_revision().as_object()):
        assert list(data_of(each).items()) == list(each.serializable_data().items())
        whole = each.serializable_data()
        assert data_of(each, without={"pk", "title", "relations"}) == {
            name: value for name, value in whole.items() if name not in ("pk", "title", "relations")
        }


def test_data_becomes_the_page_that_wagtail_makes_of_it(page: ContributedPage):
    content = page.get_latest_revision().content
    mine = Reader(type(page), [content]).page(content)
    theirs = type(page).from_serializable_data(content)
    assert attributes(mine) == attributes(theirs)
    assert mine == theirs
    assert mine._state.adding is theirs._state.adding is False
    assert as_stored(mine) == as_stored(theirs)


def test_pages_read_together_choose_each_their_own(document: LegalDocumentPage, django_assert_num_queries):
    content = document.get_latest_revision().content
    other = {**content, "pk": content["pk"] + 1, "fields": content["fields"][:1], "relations": []}
    without = {**content, "pk": content["pk"] + 2, "fields": []}
    reader = Reader(LegalDocumentPage, [content, other, without])
    with django_assert_num_queries(1):
        pages = [reader.page(each) for each in (content, other, without)]
        chosen = [[field.pk for field in page.fields.all()] for page in pages]
    assert [sorted(keys) for keys in chosen] == [sorted(each["fields"]) for each in (content, other, without)]
    assert [len(page.relations.all()) for page in pages] == [2, 0, 2]
    pages[0].fields.clear()
    assert len(pages[1].fields.all()) == 1


def test_a_new_page_is_what_its_constructor_makes(newsroom: Newsroom):
    values = {"title": "Quyết định", "agency_id": newsroom.health.pk, "issued_on": date(2022, 12, 30)}
    keys = {"id": 7, "page_ptr_id": 7}
    mine, theirs = new_page(LegalDocumentPage, {**values, **keys}), LegalDocumentPage(**values, **keys)
    made_anew = {"translation_key"}
    assert {name: value for name, value in attributes(mine).items() if name not in made_anew} == {
        name: value for name, value in attributes(theirs).items() if name not in made_anew
    }
    assert vars(mine).keys() == vars(theirs).keys()
    assert mine.agency == newsroom.health
    other = new_page(LegalDocumentPage, values)
    assert (other.pk, other.id, other._state.adding, other.title) == (None, None, True, "Quyết định")
    mine.body.append(("paragraph", "<p>Điều 1.</p>"))
    assert len(mine.body) == 1
    assert len(other.body) == len(new_page(LegalDocumentPage, values).body) == 0
