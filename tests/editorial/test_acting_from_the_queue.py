"""A member and the Head act from the list, by the review screen's own verbs; the list then stands as it was."""

import pytest
from django.test import Client
from django.urls import reverse
from lxml.html import document_fromstring

from editorial import clock
from editorial.models import Submission
from tests.newsroom import MOMENT, Newsroom

pytestmark = pytest.mark.django_db


def act(newsroom: Newsroom, user, submission, tab: str, **data):
    client = Client()
    client.force_login(user)
    with clock.held_at(MOMENT):
        shown = client.get(reverse("newsroom:queue"), {"danh-sach": tab, "xu-ly": submission.pk}).content.decode()
        answer = client.post(f"{reverse('newsroom:queue')}?danh-sach={tab}&xu-ly={submission.pk}", data)
    submission.refresh_from_db()
    return shown, answer


@pytest.mark.clause("R6.1d")
def test_the_head_approves_from_the_list(newsroom: Newsroom):
    submission = newsroom.approving()
    client = Client()
    client.force_login(newsroom.head)
    with clock.held_at(MOMENT):
        page = client.get(reverse("newsroom:queue"), {"xu-ly": submission.pk})
        form = page.context["acts"]["phe_duyet"].form
        given = {name: form[name].value() or "" for name in form.fields}
    shown, answer = act(newsroom, newsroom.head, submission, "cho-phe-duyet", act="phe-duyet", **given)
    assert "Phê duyệt và đăng" in shown
    assert answer["Location"] == f"{reverse('newsroom:queue')}?danh-sach=cho-phe-duyet"
    assert submission.state == Submission.State.PUBLISHED


@pytest.mark.clause("R6.3b")
def test_a_refusal_from_the_list_needs_ground_and_sentence_and_keeps_what_was_typed(newsroom: Newsroom):
    submission = newsroom.checking()
    _, answer = act(
        newsroom, newsroom.member, submission, "giao-cho-toi", act="tra-lai", ground="", sentence="Viết lại phần hai."
    )
    assert answer.status_code == 400
    assert "Viết lại phần hai." in answer.content.decode()
    assert submission.state == Submission.State.CHECKING
    _, answer = act(
        newsroom,
        newsroom.member,
        submission,
        "giao-cho-toi",
        act="tra-lai",
        ground="poor_quality",
        sentence="Viết lại.",
    )
    assert answer.status_code == 302
    assert submission.state == Submission.State.RETURNED


def test_nobody_else_acts_from_the_list(newsroom: Newsroom):
    submission = newsroom.approving()
    _, refused = act(newsroom, newsroom.officer, submission, "tat-ca", act="phe-duyet")
    assert refused.status_code == 403
    _, refused = act(newsroom, newsroom.member, submission, "tat-ca", act="phe-duyet")
    assert refused.status_code in (403, 409)
    assert submission.state == Submission.State.APPROVING


def test_the_head_approves_from_the_desk(newsroom: Newsroom):
    submission = newsroom.approving()
    client = Client(enforce_csrf_checks=True)
    client.force_login(newsroom.head)
    address = f"{reverse('newsroom:desk')}?xu-ly={submission.pk}"
    with clock.held_at(MOMENT):
        assert f'href="{address}#xu-ly"' in client.get(reverse("wagtailadmin_home")).content.decode()
        screen = document_fromstring(client.get(address).content)
        form = screen.xpath("//*[@id='xu-ly']//form[.//button[@value='phe-duyet']]")[0]
        answer = client.post(address, {**dict(form.form_values()), "act": "phe-duyet"})
    assert answer.headers["Location"] == reverse("wagtailadmin_home")
    submission.refresh_from_db()
    assert submission.state == Submission.State.PUBLISHED


def test_a_refusal_on_the_desk_says_why_there_and_keeps_what_was_typed(newsroom: Newsroom, client: Client):
    submission = newsroom.checking()
    client.force_login(newsroom.member)
    address = f"{reverse('newsroom:desk')}?xu-ly={submission.pk}"
    with clock.held_at(MOMENT):
        answer = client.post(address, {"act": "tra-lai", "ground": "", "sentence": "Viết lại phần hai."})
        screen = answer.content.decode()
        assert answer.status_code == 400 and "Viết lại phần hai." in screen and "Giao cho tôi kiểm tra" in screen
        client.force_login(newsroom.officer)
        assert client.get(address).status_code == 403
        assert client.post(address, {"act": "tra-lai"}).status_code == 403
    submission.refresh_from_db()
    assert submission.state == Submission.State.CHECKING
