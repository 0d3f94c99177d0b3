"""Who asks: needed to slow down guessing and spam, kept nowhere else."""

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac


def client_ip(request):
    """The reader's address; behind our own web server, the one it wrote into the header."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if settings.BEHIND_PROXY and forwarded:
        return forwarded.rsplit(",", 1)[-1].strip()
    return request.META.get("REMOTE_ADDR", "")


def may_write(request, purpose, limit, within=3600):
    """A few messages of one kind within so many seconds; the address itself is not kept."""
    key = f"{purpose}:" + salted_hmac(f"visitors.{purpose}", client_ip(request)).hexdigest()
    cache.add(key, 0, within)
    return cache.incr(key) <= limit
