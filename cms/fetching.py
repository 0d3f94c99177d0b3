"""Brings what changed in an original to the translators' desk, without losing what was done.

wagtail-localize waits for somebody to press *sync*, and then forgets the translation of every text
that changed by a comma. Here it happens after each publication, in the background, and the former
translation comes along, marked *to be reviewed*: it counts as missing until a translator saves it.

Where only facts changed, or the editor said *minor edit* (cms/texts.py), nobody is asked anything:
the former translations stay good, and the translation is published again with its new pictures,
order and links, if it is complete and no translator is at work on it.
"""

import json
import logging
import re
from difflib import SequenceMatcher

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.dispatch import receiver
from django.utils import translation as languages
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.models import Page
from wagtail.signals import page_published
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
from wagtail_localize.models import (
    SegmentOverride,
    StringSegment,
    StringTranslation,
    TranslationSource,
)

from . import fidelity, texts

logger = logging.getLogger(__name__)

ALIKE = 0.5  # below that, the former text is about something else
CELL = re.compile(r"\.[0-9a-f]{16}(\.|$).*")  # of a table: named for its text (cms/blocks/table.py)


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
    translations = list(source.translations.filter(enabled=True).select_related("target_locale"))
    original = source.get_source_instance()
    if not texts.unchanged_since(original, source.last_updated_at):
        source.update_from_db()
        for one in translations:
            fidelity.copy_what_has_no_letters(source, one.target_locale)
            offer_former_texts(source, one.target_locale)
        return
    idle = [one for one in translations if not somebody_works_on(source, one.target_locale)]
    was, known = prose_of(source), strings_of(source)
    source.update_from_db()
    for one in translations:
        fidelity.copy_what_has_no_letters(source, one.target_locale)
        keep_former_texts(source, one.target_locale, known)
        offer_former_texts(source, one.target_locale)
    if any(says_more(source, one.target_locale, known) for one in translations):
        # Called a minor edit, and yet a new text: the readers of the translation must know.
        texts.count_as_changed(original, original.last_published_at)
    elif prose_of(source) != was:
        for one in idle:
            publish_again(source, one.target_locale)


# --- what a translator has to look at ----------------------------------------------------------


def offer_former_texts(source, locale):
    """Give each changed text the translation of what it replaced, to be reviewed."""
    for segment in without_translation(source, locale):
        former = _former(segment, source, locale)
        if former is not None:
            with languages.override(locale.language_code):
                note = _("The original has changed. Compare, correct if need be, and save.")
            _file(segment, former, has_error=True, field_error=note)


def keep_former_texts(source, locale, known):
    """The same after a minor edit: what was a good translation of the former text still is."""
    for segment in without_translation(source, locale):
        is_address = segment.context.path == texts.ADDRESS
        former = _former(segment, source, locale, among=known, alike=0 if is_address else ALIKE)
        if former is not None:
            _file(segment, former, has_error=former.has_error, field_error=former.field_error)


def without_translation(source, locale):
    """Texts for which nothing is filed yet, not even with an error."""
    return (
        StringSegment.objects.filter(source=source)
        .annotate_translation(locale, include_errors=True)
        .filter(translation__isnull=True)
        .select_related("string", "context")
        .order_by("order")
    )


def _file(segment, former, **error):
    StringTranslation.objects.create(
        translation_of=segment.string,
        context=segment.context,
        locale=former.locale,
        data=former.data,
        translation_type=former.translation_type,
        last_translated_by=former.last_translated_by,
        **error,
    )


def _former(segment, source, locale, among=None, alike=ALIKE):
    """The likeliest predecessor at the same place, among the texts that are no longer there."""
    current = StringSegment.objects.filter(source=source)
    candidates = (
        StringTranslation.objects.filter(_same_place(segment.context), locale=locale)
        .exclude(translation_of__in=current.values("string_id"))
        .select_related("translation_of", "last_translated_by", "locale")
        .order_by("-updated_at")
    )
    if among is not None:
        candidates = candidates.filter(translation_of__in=among)
    ranked = [(_likeness(c.translation_of.data, segment.string.data), c) for c in candidates]
    best = max(ranked, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] >= alike else None


def _same_place(context):
    """In a table, anywhere in it: a cell whose text changes has another name."""
    if not CELL.search(context.path):
        return Q(context=context)
    table = CELL.sub(".", context.path)
    return Q(context__object_id=context.object_id, context__path__startswith=table)


def _likeness(one, other):
    return SequenceMatcher(None, one, other).ratio()


# --- what nobody has to look at ----------------------------------------------------------------


def strings_of(source):
    return set(StringSegment.objects.filter(source=source).values_list("string_id", flat=True))


def says_more(source, locale, known):
    """Whether there is a text now that nothing replaced, and that nobody translated."""
    left = without_translation(source, locale).exclude(context__path=texts.ADDRESS)
    return any(segment.string_id not in known for segment in left)


def prose_of(source):
    """What a translation is made from, without the facts: those are carried over at once."""
    content = json.loads(source.content_json)
    fields = get_translatable_fields(source.specific_content_type.model_class())
    return {
        field.field_name: content.get(field.field_name)
        for field in fields
        if field.field_name != texts.ADDRESS
        and not (isinstance(field, SynchronizedField) and not field.overridable)
    }


def somebody_works_on(source, locale):
    """What a translator saved since, and nobody read and published: it is not for us to do so."""
    page = Page.objects.filter(translation_key=source.object_id, locale=locale, live=True).first()
    if page is None or page.has_unpublished_changes or page.last_published_at is None:
        return True
    saved = {
        "context__object_id": source.object_id,
        "locale": locale,
        "updated_at__gt": page.last_published_at,
    }
    return (
        StringTranslation.objects.filter(**saved).exists()
        or SegmentOverride.objects.filter(**saved).exists()
    )


def publish_again(source, locale):
    if fidelity.why_not_public(source, locale):
        return
    try:
        with transaction.atomic():
            source.create_or_update_translation(
                locale, publish=True, fallback=True, copy_parent_pages=False
            )
    except ValidationError:
        logger.exception("The translation of %s was not published again.", source.object_repr)
