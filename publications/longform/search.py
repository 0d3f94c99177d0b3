"""What search may find of publications: the whole, each of its chapters, down to the passage.

A chapter is found as part of its publication: with its kind, its themes, its date, and only as
long as everybody may read the publication.
"""

import re

from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import translation
from wagtail.models import Page
from wagtail.signals import page_unpublished

from cms.readable import has_expired
from cms.words import passages_in_words
from search import changes
from search.documents import Document, Kind
from search.registry import register

from .document import note_anchor
from .kinds import Aspect
from .publications import ChapterPage, PublicationPage

CALL = re.compile(r"\*(?!\w)")
PROGRAMME, METHOD, PURPOSE, EVALUATIONS = "programme", "method", "purpose", "evaluations"


def describe_publication(page):
    with translation.override(page.locale.language_code):
        passages = (*passages_of(page), *programme_in_words(page), *facts_in_words(page))
        names = [page.authors, page.publisher, page.event_name_fr, page.event_name_nl]
        keywords = "\n".join(filter(None, dict.fromkeys(names)))
        return [document(page, page, passages=passages, keywords=keywords)]


def describe_chapter(page):
    """A hit in a long publication leads to its chapter."""
    publication = page.publication
    if not publication.live or has_expired(publication):
        return []
    with translation.override(page.locale.language_code):
        return [document(page, publication, passages=passages_of(page))]


def document(page, publication, **words):
    """`publication`: the page itself, or the whole of which it is a chapter."""
    ends = [day for day in (page.expire_at, publication.expire_at) if day]
    return Document(
        kind=Kind.PUBLICATION,
        language=page.locale.language_code,
        title=page.title,
        url=page.get_url(),
        summary=page.lead,
        date=publication.published_on,
        facets={
            "theme": tuple(theme.code for theme in publication.themes.all()),
            "kind": (publication.kind,),
        },
        expires=min(ends, default=None),
        **words,
    )


def passages_of(page):
    """The text, then the notes: each leads to where it stands."""
    texts = [(anchor, without_calls(words)) for anchor, words in passages_in_words(page.body)]
    notes = [
        (note_anchor(child.id), "\n".join(child.block.get_searchable_content(child.value)))
        for child in page.notes
        if child.id
    ]
    return (*texts, *notes)


def without_calls(words):
    """A note is called by a star, which a reader sees as a number."""
    return CALL.sub("", words)


def programme_in_words(page):
    """Who looks for a speaker finds the day on which she spoke."""
    if not page.concerns(Aspect.EVENT):
        return []
    words = [
        "\n".join([item.title.plain, *(str(one) for one in speakers)])
        for item, speakers in page.around.programme
    ]
    return [(PROGRAMME, "\n".join(words))]


def facts_in_words(page):
    """Texts that stand beside the body, each at the heading above it."""
    if page.concerns(Aspect.METHOD):
        yield METHOD, page.method
    if page.concerns(Aspect.PRACTICE):
        yield PURPOSE, page.purpose
        results = [row.result.plain for row in page.around.evaluations]
        yield EVALUATIONS, "\n".join(results)


def public_publications():
    return PublicationPage.objects.live().public().select_related("locale")


def public_chapters():
    return ChapterPage.objects.live().public().select_related("locale")


register(PublicationPage, public=public_publications, describe=describe_publication)
register(ChapterPage, public=public_chapters, describe=describe_chapter)


@receiver(post_save, sender=PublicationPage)
def whole_changed(sender, instance, created, update_fields=None, **kwargs):
    """Its chapters bear its kind, its themes, its date. A draft saves no more than its mark, and a
    translation tells the rows of its original.
    """
    if created or (update_fields and "kind" not in update_fields):
        return
    changes.record(ChapterPage, chapters_below(instance))
    twins = Page.objects.filter(translation_key=instance.translation_key).exclude(pk=instance.pk)
    changes.record(PublicationPage, twins.values_list("pk", flat=True))


@receiver(page_unpublished, sender=PublicationPage)
def whole_withdrawn(sender, instance, **kwargs):
    """Nobody finds a chapter of what was withdrawn, from this transaction on."""
    changes.withdraw(ChapterPage, chapters_below(instance))


def chapters_below(publication):
    return list(Page.objects.child_of(publication).values_list("pk", flat=True))
