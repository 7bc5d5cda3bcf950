"""Keeping machines from filling the desks, without cookies, pictures to decipher, or anybody else's service.

Three hurdles: a field that people do not see, a stamp that says when the form was opened, and a limit on how often one
connection may send. The connection is known for an hour, as a keyed digest in the cache, and never stored.
"""

import hashlib
import hmac

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest

SALT = "cchc.error_report"
QUICKEST, SLOWEST = 3, 24 * 3600  # seconds between opening the form and sending it
PER_HOUR = 5

TOO_QUICK = "Biểu mẫu được gửi nhanh hơn người viết kịp. Đọc lại rồi bấm gửi lần nữa."
TOO_OLD = "Biểu mẫu mở đã lâu. Nội dung anh/chị nhập còn nguyên bên dưới: bấm gửi lần nữa."
TOO_OFTEN = "Từ kết nối này đã gửi nhiều báo lỗi trong một giờ qua. Anh/chị vui lòng gửi lại sau, hoặc gọi điện thoại cho Trang."


def stamp(page_id: int) -> str:
    return signing.TimestampSigner(salt=SALT).sign(str(page_id))


def stamp_problems(value: str, *, page_id: int) -> list[str]:
    """Return what is wrong with the moment at which the form was opened; empty means nothing."""
    signer = signing.TimestampSigner(salt=SALT)
    try:
        if signer.unsign(value, max_age=SLOWEST) != str(page_id):
            return [TOO_OLD]
    except signing.BadSignature:
        return [TOO_OLD]
    try:
        signer.unsign(value, max_age=QUICKEST)
    except signing.SignatureExpired:
        return []
    return [TOO_QUICK]


def sent_too_often(request: HttpRequest) -> bool:
    """Count this sending, and say whether it is one too many from its connection."""
    key = "cchc-gui-" + hmac.new(settings.SECRET_KEY.encode(), address_of(request).encode(), hashlib.sha256).hexdigest()
    cache.add(key, 0, 3600)
    try:
        return (cache.incr(key) or 0) > PER_HOUR  # None: the cache server is away
    except ValueError:  # it ran out between the two
        return False


def address_of(request: HttpRequest) -> str:
    """Return whom the request comes from: what our own proxy says where there is one, and nothing a visitor can write."""
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        forwarded = request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip()
        if forwarded:
            return forwarded
    return request.META.get("REMOTE_ADDR", "")
