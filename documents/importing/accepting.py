"""An administrator says what a new word is: an entry of its own, or another name of a body that is there."""

from datetime import date, datetime

from django.db import transaction

from documents.importing.judging import NewWord, WordKind
from documents.importing.meanings import RegisterVocabulary, add_alias, create_word
from documents.models import WordProposal
from editorial.permissions import is_administrator
from editorial.refusals import refuse_if

NOT_YOURS = "Chỉ quản trị Trang được thêm từ vào danh mục."
ACCEPTED = "Từ này đã được chấp nhận."


def accepting_obstacles(user, *, on: date) -> list[str]:
    """Return why `user` may not decide about new words; empty means they may."""
    return [] if is_administrator(user, on=on) else [NOT_YOURS]


@transaction.atomic
def accept(proposal: WordProposal, *, by, at: datetime, on: date, as_body: str = "") -> None:
    """Add the word to its vocabulary or, with `as_body`, to the names of the body of that name; rows may come in then."""
    proposal = WordProposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    refuse_if(accepting_obstacles(by, on=on) + ([ACCEPTED] if proposal.accepted_at else []))
    if as_body and proposal.kind == WordKind.BODY:
        body = RegisterVocabulary().words.body_named(as_body, on=None)
        refuse_if([] if body else [f"Danh mục không có cơ quan “{as_body}”. Chọn một tên trong danh sách."])
        add_alias(body, proposal.text)
        proposal.accepted_as = body.name
    else:
        proposal.accepted_as = create_word(NewWord(WordKind(proposal.kind), proposal.text)).name
    proposal.accepted_by, proposal.accepted_at = by, at
    proposal.save()
