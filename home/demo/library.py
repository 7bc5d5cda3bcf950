"""Puts the demo's pictures and papers into the libraries; private like any file until a public page shows them."""

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile

from editorial.models import SiteDocument, SiteImage
from home.about_site import regulation_lines
from home.demo.attachments import scanned_paper, word_file
from home.demo.facts import HERE, read
from home.demo.pictures import draw_picture

CREDIT = "Tranh minh họa của Trang"


def ensure_image(name: str, *, owner) -> SiteImage:
    facts = read("people")["images"][name]
    image = SiteImage.objects.filter(title=facts["title"]).first()
    if image is None:
        image = SiteImage(title=facts["title"], alt_text=facts["alt"], credit=CREDIT, uploaded_by_user=owner)
        image.file.save(f"{name}.png", ImageFile(ContentFile(draw_picture(name)), name=f"{name}.png"), save=False)
        image.save()
    return image


def ensure_regulation_file(*, owner) -> SiteDocument:
    title = "Quyết định số 517/QĐ-SNV và Quy chế kèm theo"
    return _ensure_document(title, "quy-che-517-qd-snv.docx", lambda: word_file(regulation_lines()), owner=owner)


def ensure_confirmation_paper(*, owner) -> SiteDocument:
    return _ensure_document("Giấy xác nhận của thủ trưởng (demo)", "giay-xac-nhan-demo.pdf", scanned_paper, owner=owner)


def ensure_figures_file(title: str, filename: str, content: bytes, *, owner) -> SiteDocument:
    return _ensure_document(title, filename, lambda: content, owner=owner)


def ensure_media(filename: str, *, owner) -> SiteDocument:
    content = (HERE / "media" / filename).read_bytes
    return _ensure_document(read("people")["media"][filename], filename, content, owner=owner)


def _ensure_document(title: str, filename: str, make, *, owner) -> SiteDocument:
    document = SiteDocument.objects.filter(title=title).first()
    if document is None:
        document = SiteDocument(title=title, uploaded_by_user=owner)
        document.file.save(filename, ContentFile(make()), save=False)
        document.save()
    return document
