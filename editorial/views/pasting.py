"""Where the editor brings a paste: it gets blocks back, ready to stand in the item; and a pasted picture with its words."""

import base64

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.permissions import policy_registry
from wagtail.rich_text import RichText

from editorial.blocks import BodyBlocks
from editorial.pasted_pictures import PastedPicture
from editorial.pasting import LONGEST_PASTE, PastedTable, Prose, read_paste
from editorial.text import nfc

TOO_LONG = "Phần dán quá dài. Hãy dán từng phần, hoặc đính kèm tệp."
MAY_NOT_ADD = "Anh/chị không có quyền thêm ảnh vào thư viện."


@require_POST
def paste(request: HttpRequest) -> JsonResponse:
    """Answer with the parts of a paste: blocks as the editor takes them, pictures as they wait for their words."""
    html, rtf = request.POST.get("html", ""), request.POST.get("rtf", "")
    if len(html) > LONGEST_PASTE:
        return JsonResponse({"parts": [], "said": [TOO_LONG]})
    found = read_paste(html, rtf)
    return JsonResponse({"parts": [_state(part) for part in found.parts], "said": list(dict.fromkeys(found.said))})


@require_POST
def paste_picture(request: HttpRequest) -> JsonResponse:
    """Keep a pasted picture with the words that stand for it; every check of an upload is asked."""
    model = get_image_model()
    permission_policy = policy_registry.get_by_type(model)
    if not permission_policy.user_has_permission(request.user, "add"):
        return JsonResponse({"sentences": [MAY_NOT_ADD]}, status=403)
    collections = permission_policy.collections_user_has_permission_for(request.user, "add")
    data = {"title": request.POST.get("alt_text", "")[:100], "alt_text": request.POST.get("alt_text", "")}
    data["collection"] = collections[0].pk if collections else None
    form = get_image_form(model)(data, request.FILES, instance=model(uploaded_by_user=request.user), user=request.user)
    if not form.is_valid():
        return JsonResponse({"sentences": [str(e) for errors in form.errors.values() for e in errors]}, status=400)
    image = form.save()
    block = _child("picture")
    value = block.to_python({"image": image.pk, "caption": ""})
    return JsonResponse({"type": "picture", "value": block.get_form_state(value)})


def _state(part: Prose | PastedTable | PastedPicture) -> dict:
    if isinstance(part, PastedPicture):
        address = f"data:image/{part.kind.replace('jpg', 'jpeg')};base64,{base64.b64encode(part.content).decode()}"
        return {"type": "waiting-picture", "source": address, "name": f"anh-dan.{part.kind}", "words": nfc(part.words)}
    if isinstance(part, PastedTable):
        lines = "\n".join("\t".join(row) for row in part.rows)
        block = _child("table")
        return {
            "type": "table",
            "value": block.get_form_state(block.to_python(nfc({"caption": part.caption, "data": lines}))),
        }
    html = nfc(part.html)
    return {"type": "paragraph", "html": html, "value": _child("paragraph").get_form_state(RichText(html))}


def _child(name: str):
    return BodyBlocks().child_blocks[name]
