"""Dates, places, images, themes: a translated page has no facts of its own.

wagtail-localize copies them when a translator next publishes. A cancelled meeting cannot wait for
that, so they are carried over as soon as either page is published.
"""

from django.db.models import ManyToManyField
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published
from wagtail_localize.fields import SynchronizedField, get_translatable_fields

from cms import parity


def facts_of(model):
    """The fields that a translation may not change."""
    return [
        field.field_name
        for field in get_translatable_fields(model)
        if isinstance(field, SynchronizedField) and not field.overridable
    ]


@receiver(page_published)
def keep_facts_in_step(sender, instance, **kwargs):
    if not facts_of(sender):
        return
    siblings = list(instance.get_translations().specific())
    source = parity.source_of(instance)
    if source is None:
        for translation in siblings:
            carry_facts(instance, translation)
        return
    original = next((page for page in siblings if page.locale_id == source.locale_id), None)
    if original is not None and original.live:
        carry_facts(original, instance)


def carry_facts(original: Page, translation: Page) -> bool:
    """True if the translation said something else. Its texts and its dates of publication stay."""
    changed = [name for name in facts_of(type(original)) if _differs(name, original, translation)]
    for name in changed:
        if _is_many(name, original):
            getattr(translation, name).set(getattr(original, name).all())
        else:
            setattr(translation, name, getattr(original, name))
    if changed:
        translation.save(clean=False)
    return bool(changed)


def _is_many(name, page):
    return isinstance(page._meta.get_field(name), ManyToManyField)


def _differs(name, one, other):
    if _is_many(name, one):
        return _keys(one, name) != _keys(other, name)
    return getattr(one, name) != getattr(other, name)


def _keys(page, name):
    return {record.pk for record in getattr(page, name).all()}
