"""Videos of two other sites, known by their address alone: nothing is asked of them to find out."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Provider:
    name: str
    address: re.Pattern
    frame: str
    page: str


@dataclass(frozen=True)
class Video:
    provider: str
    frame_url: str  # fetched after the reader's click
    page_url: str  # where a reader without scripts goes


PROVIDERS = (
    Provider(
        "YouTube",
        re.compile(
            r"https?://(?:(?:www\.|m\.)?youtube(?:-nocookie)?\.com/"
            r"(?:watch\?(?:[^#]*&)?v=|embed/|shorts/|live/)|youtu\.be/)"
            r"(?P<id>[\w-]{11})(?:[?&#/].*)?"
        ),
        "https://www.youtube-nocookie.com/embed/{id}?autoplay=1&rel=0",
        "https://www.youtube.com/watch?v={id}",
    ),
    Provider(
        "Vimeo",
        re.compile(
            r"https?://(?:www\.|player\.)?vimeo\.com/(?:video/|channels/[\w-]+/)?"
            r"(?P<id>\d{5,12})(?:/(?P<key>[0-9a-f]{6,20}))?(?:[?&#/].*)?"
        ),
        "https://player.vimeo.com/video/{id}?autoplay=1&dnt=1",
        "https://vimeo.com/{id}",
    ),
)


def recognise(url):
    """The video at this address, or None if it is of no site we know."""
    for provider in PROVIDERS:
        if match := provider.address.fullmatch(url.strip()):
            parts = match.groupdict()
            frame, page = provider.frame.format(**parts), provider.page.format(**parts)
            if key := parts.get("key"):  # an unlisted video of Vimeo
                frame, page = f"{frame}&h={key}", f"{page}/{key}"
            return Video(provider.name, frame, page)
    return None


def validate_video(url):
    if recognise(url) is None:
        raise ValidationError(
            _("Only a video of YouTube or Vimeo. Example: https://vimeo.com/76979871")
        )
