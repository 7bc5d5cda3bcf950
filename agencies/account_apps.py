from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(WagtailUsersAppConfig):
    """Wagtail's admin of people, with our forms and refusals."""

    user_viewset = "agencies.user_admin.AccountViewSet"
