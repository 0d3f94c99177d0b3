"""Never French silently on a Dutch page (nor the reverse).

wagtail-localize fills whatever is not translated with the text of the original, and publishes it
with a warning at best. Here, a translation that would become public is refused until every text of
it is translated. The refusal is a ValidationError because all its callers know what to do with one.
"""

import functools
import re

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.html import strip_tags
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

# What apps ask for besides: each answers `(source, locale)` with a sentence, or nothing.
objections: list = []

HAS_LETTERS = re.compile(r"[^\W\d_]")


class NotFaithful(ValidationError):
    """Publishing this would show a text in the wrong language."""

    def __init__(self, message):
        super().__init__({NON_FIELD_ERRORS: [message]})


def untranslated(source, locale):
    """The texts without a valid translation, in their order."""
    return (
        StringSegment.objects.filter(source=source)
        .annotate_translation(locale)
        .filter(translation__isnull=True)
        .select_related("string", "context")
        .order_by("order")
    )


def copy_what_has_no_letters(source, locale):
    """A number or a sign reads the same in both languages: nobody should have to type it again."""
    segments = StringSegment.objects.filter(source=source).annotate_translation(
        locale, include_errors=True
    )
    for segment in segments.filter(translation__isnull=True).select_related("string"):
        if not HAS_LETTERS.search(strip_tags(segment.string.data)):
            _translate(segment, locale, segment.string.data)


def _translate(segment, locale, text):
    StringTranslation.objects.get_or_create(
        translation_of_id=segment.string_id,
        context_id=segment.context_id,
        locale=locale,
        defaults={
            "data": text,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MACHINE,
        },
    )


def why_not_public(source, locale):
    """One sentence for the person who wants to publish; nothing if there is no objection."""
    count = untranslated(source, locale).count()
    if not count:
        return next(filter(None, (ask(source, locale) for ask in objections)), "")
    return ngettext(
        "Not published: %(count)d text is not translated yet. "
        "It would have appeared in the other language.",
        "Not published: %(count)d texts are not translated yet. "
        "They would have appeared in the other language.",
        count,
    ) % {"count": count}


def translation_of(page):
    """The work in progress behind a translated page; nothing for an original."""
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
        )
        .select_related("source", "target_locale")
        .first()
    )


def propose_address(source, locale):
    """The last part of the page's address, from its translated title, if nobody chose another."""
    pending = StringSegment.objects.filter(source=source, context__path="slug")
    title = (
        StringSegment.objects.filter(source=source, context__path="title")
        .annotate_translation(locale)
        .values_list("translation", flat=True)
        .first()
    )
    for segment in pending.annotate_translation(locale).filter(translation__isnull=True):
        if title and slugify(title):
            _translate(segment, locale, slugify(title))


def check(source, locale, publish):
    """Raise if saving this translation would put an untranslated text before visitors."""
    if not issubclass(source.specific_content_type.model_class(), Page):
        return
    here = Page.objects.filter(translation_key=source.object_id)
    copy_what_has_no_letters(source, locale)
    target = here.filter(locale=locale).only("live").first()
    if target is None:
        _check_parent(here.filter(locale_id=source.locale_id).first(), locale)
    # A draft of a live page is written into the live row: see TranslationSource in 1.14.
    if publish or (target and target.live):
        propose_address(source, locale)
        if reason := why_not_public(source, locale):
            raise NotFaithful(reason)


def _check_parent(original, locale):
    """The page above would be copied as it is, in public, in the language of the original."""
    parent = original.get_parent() if original else None
    if parent and parent.depth > 1 and not parent.has_translation(locale):
        raise NotFaithful(_("The page above this one is not translated yet. Begin with that one."))


def install():
    """Put the check where every way of saving a translation passes."""
    unchecked = TranslationSource.create_or_update_translation
    if unchecked.__module__ == __name__:
        return

    @functools.wraps(unchecked, assigned=["__doc__"])
    def create_or_update_translation(source, locale, user=None, publish=True, **options):
        if options.get("fallback"):
            check(source, locale, publish)
        return unchecked(source, locale, user=user, publish=publish, **options)

    TranslationSource.create_or_update_translation = create_or_update_translation
