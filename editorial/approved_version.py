"""A version as it is judged and published, read without asking the database for what its page has at hand."""

from wagtail.models import COMMENTS_RELATION_NAME, Page, Revision

from agencies.models import Agency

# What Wagtail keeps of the page as a whole when it reads a version (`Page.with_content_json`); a test holds the two together.
OF_THE_PAGE = (
    "path",
    "depth",
    "numchild",
    "translation_key",
    "locale",
    "content_type",
    "draft_title",
    "live",
    "has_unpublished_changes",
    "owner",
    "locked",
    "locked_by",
    "locked_at",
    "latest_revision",
    "latest_revision_created_at",
    "alias_of",
)
# Comments are not in use: unread, they stay as they are. Which version is public is not for a version to say.
_UNREAD = {*OF_THE_PAGE, COMMENTS_RELATION_NAME, "comments", "live_revision"}


def version_of(revision: Revision, page: Page, *, agency: Agency) -> Page:
    """Return the version as `Revision.as_object` gives it: `page` is its row among all pages, `agency` who provided it.

    Each call gives one of its own, that nobody has opened.
    """
    content = {name: value for name, value in revision.content.items() if name not in _UNREAD}
    provider = content.pop("agency", None)
    version = page.specific_class.from_serializable_data(content)
    for name in OF_THE_PAGE:
        field = Page._meta.get_field(name)
        setattr(version, field.attname, getattr(page, field.attname))
    version.live_revision_id = page.live_revision_id
    if version.first_published_at is None:
        version.first_published_at = page.first_published_at
    version.agency_id = provider
    if provider == agency.pk:
        version.agency = agency
    if version.slug == page.slug:
        version.url_path = page.url_path
    else:
        version.set_url_path(page.get_parent())
    return version


def for_judging(version: Page) -> Page:
    """Return the version, holding that it has no comments, so that nobody asks the database for them; never to be saved."""
    held = version.__dict__.setdefault("_cluster_related_objects", {})
    held.setdefault(COMMENTS_RELATION_NAME, [])
    return version
