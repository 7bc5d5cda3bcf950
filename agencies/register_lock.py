"""One hand at a time in a register. Apart from the registers' screens, for whoever only needs what they hold to stay."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model


@contextmanager
def sole_writer(model: type[Model]) -> Iterator[None]:
    """Let one hand at a time write the register of `model`, so that what was checked still holds when it is saved.

    The lock is on the register's row among the content types: it stands even while the register is empty.
    """
    with transaction.atomic():
        content_type = ContentType.objects.get_for_model(model)
        ContentType.objects.select_for_update(no_key=True).get(pk=content_type.pk)
        yield
