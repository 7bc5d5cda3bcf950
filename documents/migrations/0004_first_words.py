"""The vocabularies' first rows, and the number by which every document is found.

Public documents keep their content as recorded: what their words mean is recognised where it is asked (decision 0015).
"""

from django.db import migrations

from documents.numbers import key_of
from documents.seeding import ensure_vocabularies


def fill(apps, schema_editor):
    ensure_vocabularies(apps=apps)
    pages = apps.get_model("documents", "LegalDocumentPage")
    for pk, number in pages.objects.values_list("pk", "number").iterator():
        pages.objects.filter(pk=pk).update(number_key=key_of(number)[:120])


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_initial"),
        ("documents", "0003_vocabularies_and_relations"),
    ]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=False)]
