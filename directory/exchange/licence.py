"""What goes with every file and every answer: whose it is, of when, and what one may do with it."""

from django.conf import settings
from django.http import HttpResponseBase
from django.utils import timezone


def described(response: HttpResponseBase) -> HttpResponseBase:
    """Under which licence, and nothing for search engines of the web."""
    _name, address = settings.DATA_LICENCE
    response["Link"] = f'<{address}>; rel="license"'
    response["X-Robots-Tag"] = "noindex"
    return response


def about(language: str) -> dict[str, str]:
    name, address = settings.DATA_LICENCE
    return {
        "source": settings.WAGTAIL_SITE_NAME,
        "url": settings.WAGTAILADMIN_BASE_URL,
        "language": language,
        "date": timezone.localtime().isoformat(timespec="seconds"),
        "licence": name,
        "licence_url": address,
    }
