"""So many times an hour from one connection. Its address itself is not kept."""

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from .visitors import client_ip

HOUR = 3600


def may(purpose: str, who: str, times: int, seconds: int = HOUR) -> bool:
    """Counts one more try of `who`, and says whether it is still within the limit."""
    key = f"{purpose}:{salted_hmac('cms.limits', who).hexdigest()}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) <= times
    except ValueError:  # it expired in between
        return True


def visitor_may(request, purpose: str, times: int, seconds: int = HOUR) -> bool:
    return may(purpose, client_ip(request), times, seconds)
