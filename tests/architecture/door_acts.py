"""What a person may press or send at each of Wagtail's doors: the acts that the matrix tries."""

from collections.abc import Callable

from django.http import HttpResponse
from django.test import Client
from wagtail.models import Page, TaskState

from tests.architecture.doors import World, api, bulk_url, edit_form, pages_url


def older_revision(page: Page):
    return page.revisions.order_by("pk").first()


def task_state(page: Page) -> int:
    state = page.current_workflow_task_state
    return state.pk if state else TaskState.objects.order_by("pk").first().pk


def destination(world: World) -> Page:
    return Page.objects.get(slug="so-ban-nganh")


Act = Callable[[World, Client, Page], HttpResponse]
ACTS: dict[str, Act] = {
    "open the editor": lambda world, client, page: client.get(pages_url("edit", page.pk)),
    "save a draft": lambda world, client, page: client.post(pages_url("edit", page.pk), edit_form(page)),
    "autosave": lambda world, client, page: client.post(
        pages_url("edit", page.pk),
        edit_form(page, overwrite_revision_id=str(page.latest_revision_id)),
        headers={"accept": "application/json", "x-requested-with": "XMLHttpRequest"},
    ),
    "submit": lambda world, client, page: client.post(
        pages_url("edit", page.pk), edit_form(page, **{"action-submit": "1"})
    ),
    "edit and publish": lambda world, client, page: client.post(
        pages_url("edit", page.pk), edit_form(page, **{"action-publish": "1"})
    ),
    "schedule": lambda world, client, page: client.post(
        pages_url("edit", page.pk),
        edit_form(page, go_live_at="2026-11-01 08:00", expire_at="2026-11-02 08:00", **{"action-publish": "1"}),
    ),
    "revert and publish": lambda world, client, page: client.post(
        pages_url("edit", page.pk), edit_form(page, revision=str(older_revision(page).pk), **{"action-publish": "1"})
    ),
    "workflow action in the editor": lambda world, client, page: client.post(
        pages_url("edit", page.pk),
        edit_form(page, **{"action-workflow-action": "1", "workflow-action-name": "approve"}),
    ),
    "copy with publish": lambda world, client, page: client.post(
        pages_url("copy", page.pk),
        {
            "new_title": "Bản sao",
            "new_slug": "ban-sao",
            "new_parent_page": str(page.get_parent().pk),
            "publish_copies": "on",
        },
    ),
    "copy as alias": lambda world, client, page: client.post(
        pages_url("copy", page.pk),
        {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": str(page.get_parent().pk), "alias": "on"},
    ),
    "convert alias": lambda world, client, page: client.post(pages_url("convert_alias", page.pk)),
    "unpublish": lambda world, client, page: client.post(pages_url("unpublish", page.pk)),
    "delete": lambda world, client, page: client.post(pages_url("delete", page.pk)),
    "move": lambda world, client, page: client.post(pages_url("move_confirm", page.pk, destination(world).pk)),
    "reorder": lambda world, client, page: client.post(pages_url("set_page_position", page.pk) + "?position=0"),
    "lock": lambda world, client, page: client.post(pages_url("lock", page.pk)),
    "unschedule": lambda world, client, page: client.post(
        pages_url("revisions_unschedule", page.pk, page.latest_revision_id)
    ),
    "set privacy": lambda world, client, page: client.post(
        pages_url("set_privacy", page.pk), {"restriction_type": "password", "password": "mat-khau"}
    ),
    "approve by Wagtail": lambda world, client, page: client.post(
        pages_url("workflow_action", page.pk, "approve", task_state(page))
    ),
    "pass by Wagtail": lambda world, client, page: client.post(
        pages_url("workflow_action", page.pk, "pass", task_state(page))
    ),
    "reject by Wagtail": lambda world, client, page: client.post(
        pages_url("workflow_action", page.pk, "reject", task_state(page))
    ),
    "collect workflow data": lambda world, client, page: client.post(
        pages_url("collect_workflow_action_data", page.pk, "approve", task_state(page))
    ),
    "bulk publish": lambda world, client, page: client.post(bulk_url("publish", page), {"include_descendants": "on"}),
    "bulk unpublish": lambda world, client, page: client.post(
        bulk_url("unpublish", page), {"include_descendants": "on"}
    ),
    "bulk delete": lambda world, client, page: client.post(bulk_url("delete", page)),
    "bulk move": lambda world, client, page: client.post(
        bulk_url("move", page), {"chooser": str(destination(world).pk)}
    ),
    "api: publish": lambda world, client, page: api(client, page, "publish"),
    "api: unpublish": lambda world, client, page: api(client, page, "unpublish", recursive=True),
    "api: delete": lambda world, client, page: api(client, page, "delete"),
    "api: move": lambda world, client, page: api(
        client, page, "move", destination_page_id=destination(world).pk, position="last-child"
    ),
    "api: copy and publish": lambda world, client, page: api(
        client, page, "copy", recursive=False, keep_live=True, title="Bản sao", slug="ban-sao"
    ),
    "api: create alias": lambda world, client, page: api(client, page, "create_alias", recursive=False),
    "api: convert alias": lambda world, client, page: api(client, page, "convert_alias"),
    "api: revert": lambda world, client, page: api(
        client, page, "revert_to_page_revision", revision_id=older_revision(page).pk
    ),
    "take back": lambda world, client, page: client.post(
        pages_url("edit", page.pk), edit_form(page, **{"action-cancel-workflow": "1"})
    ),
}

SECTION_ACTS: dict[str, Callable[[Client, Page], HttpResponse]] = {
    "unpublish with everything": lambda client, section: client.post(
        pages_url("unpublish", section.pk), {"include_descendants": "on"}
    ),
    "delete": lambda client, section: client.post(pages_url("delete", section.pk), {"confirm_site_name": "x"}),
    "privacy": lambda client, section: client.post(
        pages_url("set_privacy", section.pk), {"restriction_type": "password", "password": "mat-khau"}
    ),
    "bulk unpublish": lambda client, section: client.post(
        bulk_url("unpublish", section), {"include_descendants": "on"}
    ),
    "bulk delete": lambda client, section: client.post(bulk_url("delete", section)),
    "api: unpublish": lambda client, section: api(client, section, "unpublish", recursive=True),
    "api: delete": lambda client, section: api(client, section, "delete"),
    "api: alias of everything": lambda client, section: api(
        client,
        section,
        "create_alias",
        recursive=True,
        update_slug="ban-sao",
        destination_page_id=section.get_parent().pk,
    ),
}
