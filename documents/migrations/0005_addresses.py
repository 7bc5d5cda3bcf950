"""Documents stand at /van-ban/<year>/<number>/; their old addresses lead there."""

from django.db import migrations

from documents.addresses import address_in_register, free_slug, slug_for


def move(apps, schema_editor):
    documents = apps.get_model("documents", "LegalDocumentPage")
    pages = apps.get_model("wagtailcore", "Page")
    records = apps.get_model("editorial", "PublicationRecord")
    sites = list(apps.get_model("wagtailcore", "Site").objects.select_related("root_page"))
    redirects = apps.get_model("wagtailredirects", "Redirect")
    recorded = set(records.objects.values_list("page_id", flat=True))
    taken = set(documents.objects.values_list("slug", flat=True))
    rows = documents.objects.order_by("pk").values("pk", "number", "issued_on", "slug", "url_path")
    for row in list(rows):
        base = slug_for(row["number"], row["issued_on"])
        if not base:
            continue
        slug = free_slug(base, taken)
        taken.add(slug)
        above = row["url_path"][: -len(row["slug"]) - 1]
        pages.objects.filter(pk=row["pk"]).update(slug=slug, url_path=above + address_in_register(slug))
        if row["pk"] in recorded:
            _lead_on(redirects, sites, row)


def _lead_on(redirects, sites, row):
    for site in sites:
        if row["url_path"].startswith(site.root_page.url_path):
            old_path = "/" + row["url_path"][len(site.root_page.url_path) :].rstrip("/")
            redirects.objects.update_or_create(
                old_path=old_path,
                site=site,
                defaults={"redirect_page_id": row["pk"], "automatically_created": True},
            )


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0004_first_words"),
        ("editorial", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]
    operations = [migrations.RunPython(move, migrations.RunPython.noop, elidable=False)]
