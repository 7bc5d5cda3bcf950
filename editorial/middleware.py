from django.urls import reverse

from editorial import clock, roles


class StandingMiddleware:
    """Bring a person's groups up to date when they enter the admin: a post that began or ended today counts today."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith(reverse("wagtailadmin_home")) and request.user.is_authenticated:
            roles.bring_up_to_date(request.user, on=clock.today())
        return self.get_response(request)
