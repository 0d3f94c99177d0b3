"""What a file is made of, in one short line: when it changes, the file is made again."""

from hashlib import sha256

from django.db.models import Q

from cms.readable import readable

from .. import publications
from . import manuscript

VERSION = 1  # of what draws the files: one more when they should look different


def of_page(page) -> str:
    is_chapter = isinstance(page, publications.ChapterPage)
    facts = facts_of_chapter(page) if is_chapter else facts_of_publication(page)
    return sha256(repr((VERSION, page.pk, facts)).encode()).hexdigest()


def facts_of_publication(page):
    """All its readable pages, in both languages: a chapter may be there in one of them only."""
    family = publications.PublicationPage.objects.filter(translation_key=page.translation_key)
    inside = Q(path__startswith=page.path)
    for path in family.values_list("path", flat=True):
        inside |= Q(path__startswith=path)
    pages = readable(publications.Page.objects.filter(inside)).order_by("path")
    return [*map(changes, pages.only("pk", "path", "live_revision", "last_published_at"))]


def facts_of_chapter(page):
    """Itself, what names and dates it, and the number of its first note."""
    whole = page.publication
    return [changes(page), changes(whole), manuscript.first_note_of(page)]


def changes(page):
    return page.pk, page.path, page.live_revision_id, str(page.last_published_at)
