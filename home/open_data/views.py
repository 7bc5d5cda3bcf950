"""The page about the open data, its catalogue, and its files."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.dateparse import parse_datetime
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from editorial.metadata import Publisher
from home.feeds import whose
from home.metadata import Described
from home.open_data.api import api
from home.open_data.catalogue import MEDIA_TYPES, catalogue
from home.open_data.datasets import DATA_SETS
from home.open_data.export import current

ABOUT = Described(
    "Dữ liệu mở",
    "Tải về và sử dụng lại tin bài, văn bản của Trang: tệp CSV, JSON cập nhật mỗi đêm và giao diện dữ liệu (API).",
    kind="DataCatalog",
)


# What both say changes with the files, of which the kept pages know nothing.
@cache_control(no_cache=True)
@require_safe
def about_open_data(request: HttpRequest) -> HttpResponse:
    manifest = current(_folder())
    context = {
        "described": ABOUT,
        "made_at": parse_datetime(manifest["made_at"]) if manifest else None,
        "sets": [_shown(data_set, manifest) for data_set in DATA_SETS],
        "operations": _operations(api.get_openapi_schema(path_prefix="/api/v1/")),
    }
    return render(request, "home/open_data.html", context)


@cache_control(no_cache=True)
@require_safe
def catalogue_file(request: HttpRequest) -> HttpResponse:
    _, publisher = whose(request)
    value = catalogue(publisher, current(_folder()), pages=_pages(publisher))
    options = {"ensure_ascii": False, "indent": 1}
    return JsonResponse(value, content_type="application/ld+json", json_dumps_params=options)


@require_safe
def data_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """Give a file of the release in use; a reader who has it already is told so."""
    folder, manifest = _folder(), current(_folder())
    facts = manifest["files"].get(name) if manifest else None
    if facts is None:
        raise Http404
    etag = f'"{facts["sha256"]}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        kind = MEDIA_TYPES[name.rsplit(".", 1)[1]]
        response = FileResponse((folder / manifest["release"] / name).open("rb"), content_type=f"{kind}; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        response.headers["Content-Length"] = str(facts["size"])
    response.headers["ETag"] = etag
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _folder() -> Path:
    return Path(settings.OPEN_DATA_DIR)


def _pages(publisher: Publisher) -> dict[str, str]:
    base = publisher.address.rstrip("/")
    return {
        "about": base + reverse("open_data"),
        "files": base + reverse("open_data") + "tep/",
        "api": f"{base}/api/v1/",
        "description": base + reverse("open_data:openapi-json"),
    }


def _shown(data_set, manifest: dict[str, Any] | None) -> dict[str, Any]:
    files = manifest["files"] if manifest else {}
    own = [{"name": name, **facts} for name, facts in files.items() if name.startswith(f"{data_set.name}.")]
    for file in own:
        file["kind"] = file["name"].rsplit(".", 1)[1].upper()
    return {"title": data_set.title, "description": data_set.description, "name": data_set.name, "files": own}


def _operations(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the API's addresses with what may be asked of each, as its own description has them."""
    return [
        {
            "address": address,
            "summary": operation["get"]["summary"],
            "parameters": [
                {"name": parameter["name"], "description": parameter["schema"].get("description", "")}
                for parameter in operation["get"].get("parameters", [])
            ],
        }
        for address, operation in schema["paths"].items()
    ]
