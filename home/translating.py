"""Files a ready-made translation of a page where the translators' desk will look for it.

The Dutch page is not simply written: each of its texts becomes the translation of one text of the
original, so that wagtail-localize knows what is translated, shows it to translators sentence by
sentence, and keeps it when the original changes.
"""

import json
import re
from collections import defaultdict

from django.db import transaction
from django.utils.text import slugify
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import extract_segments, quote_path_component

CELL = re.compile(r"\.[0-9a-f]{16}(?![^.])")


class TranslationMismatch(ValueError):
    """The two versions do not have the same texts at the same places."""


@transaction.atomic
def translate_page(original: Page, values_nl: Page, publish: bool = True) -> Page:
    """Make (or bring up to date) the translation of `original` from a page built in Dutch.

    `values_nl` is an instance of the same class, never saved: title, slug and texts in Dutch, with
    the *same block ids* as the original, list items included. Facts are taken from the original,
    so they may be left out. Works the other way round too (a Dutch original, French values). The
    parent of the original must be translated already.
    """
    original = Page.objects.get(pk=original.pk).specific
    target = Locale.objects.exclude(pk=original.locale_id).get()
    source, _created = TranslationSource.update_or_create_from_instance(original)
    Translation.objects.update_or_create(
        source=source, target_locale=target, defaults={"enabled": True}
    )
    values_nl.slug = values_nl.slug or slugify(values_nl.title)
    segments = extract_segments(values_nl)
    _file_strings(source, target, segments)
    _file_other_values(source, target, segments)
    page, created = source.create_or_update_translation(target, publish=False, fallback=True)
    if publish:
        page.get_latest_revision().publish()
    if created:  # after Wagtail made them, at the end of the transaction
        transaction.on_commit(lambda: forget_former_addresses(page))
    return type(original).objects.get(pk=page.pk)


def forget_former_addresses(page):
    """A page that is new was copied under an address nobody ever knew."""
    Redirect.objects.filter(redirect_page=page, automatically_created=True).delete()


def _file_strings(source, target, segments):
    """One translation per text. Paragraphs of the same rich text share a path: order pairs them."""
    translated = _by_path(segments, StringSegmentValue)
    wanted = defaultdict(list)
    for segment in (
        StringSegment.objects.filter(source=source)
        .select_related("string", "context")
        .order_by("order")
    ):
        wanted[_place(segment.context.path)].append(segment)
    for path, originals in wanted.items():
        texts = translated.get(path, [])
        if len(texts) != len(originals):
            raise TranslationMismatch(
                f"{source.object_repr!r}, {path}: {len(originals)} texts, {len(texts)} translated."
            )
        for segment, text in zip(originals, texts, strict=True):
            filed, _created = StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=target,
                context=segment.context,
                defaults={
                    "data": text.string.data,
                    "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                    "has_error": False,
                    "field_error": "",
                },
            )
            if filed.has_error:
                raise TranslationMismatch(f"{source.object_repr!r}, {path}: {filed.get_error()}")
            _file_addresses(source, target, segment, text)


def _file_addresses(source, target, segment, text):
    """A link of the original may lead to another address in the other language."""
    for tag, original in (json.loads(segment.attrs or "null") or {}).items():
        href, other = original.get("href"), (text.attrs or {}).get(tag, {}).get("href")
        if href and other and href != other:
            path = f"{segment.context.path}.{quote_path_component(href)}"
            _override(
                target, OverridableSegment.objects.get(source=source, context__path=path), other
            )


def _file_other_values(source, target, segments):
    """Addresses and pictures that differ in the other language."""
    translated = _by_path(segments, OverridableSegmentValue)
    for segment in OverridableSegment.objects.filter(source=source).select_related("context"):
        values = translated.get(segment.context.path)
        if values and values[0].data != segment.data:
            _override(target, segment, values[0].data)


def _override(target, segment, value):
    SegmentOverride.objects.update_or_create(
        locale=target, context=segment.context, defaults={"data_json": json.dumps(value)}
    )


def _by_path(segments, kind):
    found = defaultdict(list)
    for segment in segments:
        if isinstance(segment, kind):
            found[_place(segment.path)].append(segment)
    return found


def _place(path):
    """A text of a table has a path made of what it says (cms/blocks/table.py): order pairs them."""
    return CELL.sub(".cell", path)
