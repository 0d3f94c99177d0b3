"""Who asks: needed to slow down guessing and spam, kept nowhere else."""

from django.conf import settings


def client_ip(request):
    """The reader's address; behind our own web server, the one it wrote into the header."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if settings.BEHIND_PROXY and forwarded:
        return forwarded.rsplit(",", 1)[-1].strip()
    return request.META.get("REMOTE_ADDR", "")
