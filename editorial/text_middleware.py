from editorial.text import nfc, nfc_form


class OneFormOfTextMiddleware:
    """Put every text of every form, and every name of an uploaded file, in NFC before any view reads it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs) -> None:
        if request.method != "POST" or not request.POST:
            return
        request.POST = nfc_form(request.POST)
        for _, files in request.FILES.lists():
            for file in files:
                file.name = nfc(file.name)
