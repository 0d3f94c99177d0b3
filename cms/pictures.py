"""Pictures as a page needs them: a few widths in WebP, their size said, the right one loaded."""

from django.db import transaction
from django.db.models import Prefetch
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.forms.utils import flatatt
from django.utils.html import format_html
from django_tasks import task
from wagtail.images.models import Filter
from wagtail.images.shortcuts import get_renditions_or_not_found

from .media import SiteImage, SiteRendition

WIDTHS = (400, 800, 1200, 1600)
USUAL_WIDTH = 800
FORMAT = "format-webp"

# How wide a picture is drawn, for the browser to choose a file before it knows the layout.
SIZES = {
    "text": "(min-width: 46rem) 43rem, 94vw",
    "half": "(min-width: 46rem) 21rem, 94vw",
    "third": "(min-width: 60rem) 24rem, (min-width: 40rem) 45vw, 94vw",
    "wide": "(min-width: 80rem) 78rem, 94vw",
}


def spec(width):
    return f"width-{width}|{FORMAT}"


SPECS = [spec(width) for width in WIDTHS]
PREFETCH = Prefetch(
    "renditions",
    queryset=SiteRendition.objects.filter(filter_spec__in=SPECS),
    to_attr="prefetched_renditions",
)


def widths_for(image):
    """Never larger than the original: two files of one width would be a mistake in `srcset`."""
    smaller = [width for width in WIDTHS if width < image.width]
    return WIDTHS[: len(smaller) + 1]


def renditions(image):
    filters = [Filter(spec=spec(width)) for width in widths_for(image)]
    found = get_renditions_or_not_found(image, filters)
    return [found[each.spec] for each in filters]


def fetch(pk):
    """A picture with its files, in one query. Only files not made yet cost another."""
    files = list(
        SiteRendition.objects.filter(image=pk, filter_spec__in=SPECS).select_related("image")
    )
    if not files:
        return SiteImage.objects.filter(pk=pk).first()
    image = files[0].image
    image.prefetched_renditions = files
    return image


def html(image, width="text", lead=False, alt=None):
    """An `<img>`; `lead` is for the one picture that a visitor sees before scrolling."""
    files = renditions(image)
    usual = next((f for f in files if f.width >= USUAL_WIDTH), files[-1])
    largest = files[-1]
    attributes = {
        "src": usual.url,
        "width": largest.width,
        "height": largest.height,
        # Written where the picture is used; Wagtail empties it for a decorative one.
        "alt": (image.contextual_alt_text or "") if alt is None else alt,
        "decoding": "async",
    }
    if len(files) > 1:
        attributes["srcset"] = ", ".join(f"{f.url} {f.width}w" for f in files)
        attributes["sizes"] = SIZES[width]
    attributes |= {"fetchpriority": "high"} if lead else {"loading": "lazy"}
    return format_html("<img{}>", flatatt(attributes))


@receiver(post_save, sender=SiteImage)
def prepare_after_saving(sender, instance, **kwargs):
    """So that the first visitor of a page with ten pictures does not wait for forty files."""
    transaction.on_commit(lambda: prepare.enqueue(instance.pk))


@task()
def prepare(pk):
    image = SiteImage.objects.filter(pk=pk).first()
    if image is not None:  # it may be gone by the time a worker comes to it
        renditions(image)
