"""What Wagtail asks of this app: doorways only."""

from wagtail import hooks

from agencies.register_log import FORMATTERS
from agencies.user_admin import CLOSED_ACTIONS

for _closed in CLOSED_ACTIONS:
    # After Wagtail's own, which they replace by their names.
    hooks.register("register_bulk_action", _closed, order=1000)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for action, formatter in FORMATTERS.items():
        actions.register_action(action)(formatter)
