"""Brings what changed in an original to the translators' desk, without losing what was done.

wagtail-localize waits for somebody to press *sync*, and then forgets the translation of every text
that changed by a comma. Here it happens after each publication, in the background, and the former
translation comes along, marked *to be reviewed*: it counts as missing until a translator saves it.
"""

from difflib import SequenceMatcher

from django.db import transaction
from django.dispatch import receiver
from django.utils import translation as languages
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.signals import page_published
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from . import fidelity

ALIKE = 0.5  # below that, the former text is about something else


@receiver(page_published)
def fetch_after_publication(sender, instance, **kwargs):
    sources = TranslationSource.objects.filter(
        object_id=instance.translation_key,
        locale_id=instance.locale_id,
        translations__enabled=True,
    )
    for pk in sources.values_list("pk", flat=True).distinct():
        transaction.on_commit(lambda pk=pk: fetch_changes.enqueue(pk))


@task()
def fetch_changes(source_id):
    source = TranslationSource.objects.filter(pk=source_id).first()
    if source is not None:  # it may be gone by the time a worker comes to it
        fetch(source)


@transaction.atomic
def fetch(source):
    source.update_from_db()
    for translation in source.translations.filter(enabled=True).select_related("target_locale"):
        fidelity.copy_what_has_no_letters(source, translation.target_locale)
        offer_former_texts(source, translation.target_locale)


def offer_former_texts(source, locale):
    """Give each changed text the translation of what it replaced, to be reviewed."""
    current = StringSegment.objects.filter(source=source)
    changed = current.annotate_translation(locale, include_errors=True).filter(
        translation__isnull=True
    )
    for segment in changed.select_related("string", "context").order_by("order"):
        former = _former(segment, current, locale)
        if former is None:
            continue
        with languages.override(locale.language_code):
            note = _("The original has changed. Compare, correct if need be, and save.")
        StringTranslation.objects.create(
            translation_of=segment.string,
            context=segment.context,
            locale=locale,
            data=former.data,
            translation_type=former.translation_type,
            last_translated_by=former.last_translated_by,
            has_error=True,
            field_error=note,
        )


def _former(segment, current, locale):
    """The likeliest predecessor at the same place, among the texts that are no longer there."""
    candidates = (
        StringTranslation.objects.filter(context=segment.context, locale=locale)
        .exclude(translation_of__in=current.values("string_id"))
        .select_related("translation_of", "last_translated_by")
        .order_by("-updated_at")
    )
    ranked = [(_likeness(c.translation_of.data, segment.string.data), c) for c in candidates]
    best = max(ranked, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] >= ALIKE else None


def _likeness(one, other):
    return SequenceMatcher(None, one, other).ratio()
