"""Our content checks in Wagtail's own panel beside the editor.

The checks run in Python, on the preview (`includes/content_warnings.html` marks what they found); a rule for each kind tells
Wagtail's checker, which runs in the browser, that a mark is a finding. One policy, and no copy of it in JavaScript.
"""

from wagtail.admin.userbar import ContentCheckerItem

from editorial.checks import SHORT_NAMES, WarningKind

MARK = "data-content-warning"
NEVER_THERE = "data-content-warning-settled"
CHECK = "content-warning-is-settled"


class NewsroomContentChecker(ContentCheckerItem):
    """Wagtail's checks and the newsroom's."""

    # The summary is what describes an item; Wagtail's own field for it is not on our forms.
    axe_run_only = [
        *(rule for rule in ContentCheckerItem.axe_run_only if rule != "empty-meta-description"),
        *(kind.value for kind in WarningKind),
    ]
    axe_custom_rules = [
        *(rule for rule in ContentCheckerItem.axe_custom_rules if rule["id"] != "empty-meta-description"),
        *(
            {
                "id": kind.value,
                "impact": "serious",
                "selector": f'[{MARK}="{kind.value}"]',
                "tags": ["best-practice"],
                "any": [CHECK],
                "enabled": True,
            }
            for kind in WarningKind
        ),
    ]
    axe_custom_checks = [
        *ContentCheckerItem.axe_custom_checks,
        # axe's own function: passes where the attribute has words in it, which a mark never has.
        {"id": CHECK, "evaluate": "attr-non-space-content-evaluate", "options": {"attribute": NEVER_THERE}},
    ]
    axe_messages = ContentCheckerItem.axe_messages | {
        kind.value: {"error_name": SHORT_NAMES[kind], "help_text": str(kind.label)} for kind in WarningKind
    }


def use_newsroom_checks(items: list) -> None:
    """Put our checker in the place of Wagtail's in the items of a user bar."""
    items[:] = [
        NewsroomContentChecker(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item
        for item in items
    ]
