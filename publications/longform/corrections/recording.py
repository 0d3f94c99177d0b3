"""A publication keeps a version and tells readers what the editor said of it."""

import json

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished
from wagtail_localize.fields import TranslatableField, get_translatable_fields

from cms import parity, texts

from .declarations import Declaration, Declared
from .natures import Change, Nature, Reason
from .notices import Correction
from .versions import Version


@receiver(page_published)
def keep_version(sender, instance, revision=None, **kwargs):
    # Published for a day to come, Wagtail tells it all the same; an alias has no revision.
    if isinstance(instance, Declared) and instance.live and revision is not None:
        with transaction.atomic():
            record(instance, revision)


def record(page, revision):
    said = Declaration.objects.waiting_for(revision)
    last = Version.objects.of(page).last()
    is_private = page.get_view_restrictions().exists()
    nature = nature_of(page, last, said, revision.content)
    if nature is None or (is_private and last and last.is_private):
        version = last  # what nobody could read leaves no version either
    else:
        version = Version(page=page, nature=nature, is_private=is_private)
        version.stamp(page.last_published_at)
    version.content = revision.content
    if said is not None:
        version.correction = tell_readers(page, said) or version.correction
        said.used = True
        said.save(update_fields=["used"])
    version.save()


def tell_readers(page, said):
    if said.change == Change.MINOR or not (said.text_fr or said.text_nl):
        return None
    return Correction.objects.create(
        translation_key=page.translation_key,
        nature=said.change,
        made_on=timezone.localdate(page.last_published_at),
        recorded_at=page.last_published_at,
        text_fr=said.text_fr,
        text_nl=said.text_nl,
        passage=said.passage,
    )


def nature_of(page, last, said, content):
    """Of the version that begins; None if the last one goes on."""
    if last is None or last.is_private:
        return Nature.FIRST
    if last.withdrawn_on:
        return Nature.AGAIN
    if said is not None:
        return None if said.change == Change.MINOR else Nature(said.change)
    names = texts_of(type(page))
    if all(plain(page, name, content) == plain(page, name, last.content) for name in names):
        return None
    source = parity.source_of(page)
    return Nature.EDITION if source is None else followed(page, source, last)


def plain(page, name, content):
    """The parts of a block in no order: PostgreSQL keeps them in its own."""
    value = content.get(name)
    is_stream = isinstance(page._meta.get_field(name), StreamField)
    return json.loads(value) if is_stream and isinstance(value, str) else value


def followed(page, source, last):
    """A translation follows what was said of its original; alone, it mends its own words."""
    since = Version.objects.filter(
        page__translation_key=page.translation_key,
        page__locale_id=source.locale_id,
        published_at__gt=last.published_at,
    ).values_list("nature", flat=True)
    natures = set(since)
    if Nature.CORRECTION in natures:
        return Nature.CORRECTION
    return Nature.EDITION if natures else None


def texts_of(model):
    """The fields that are written anew in each language, without the address."""
    translated = [f for f in get_translatable_fields(model) if isinstance(f, TranslatableField)]
    return [field.field_name for field in translated if field.field_name != texts.ADDRESS]


# --- what must not come back -------------------------------------------------------------------


@receiver(page_unpublished)
def withdraw_with_the_page(sender, instance, **kwargs):
    """Once taken offline, a version is not read again because the page comes back mended."""
    if isinstance(instance.specific, Declared):
        Version.objects.of(instance).filter(withdrawn_on=None).update(
            withdrawn_on=timezone.localdate(), withdrawn_because=Reason.PAGE
        )


@receiver(post_delete, sender=PageViewRestriction)
def opened_to_all(sender, instance, **kwargs):
    """What some people read becomes public now, in its present version only."""
    below = Version.objects.filter(is_private=True, page__path__startswith=instance.page.path)
    for version in below.select_related("page"):
        is_last = not Version.objects.of(version.page).filter(pk__gt=version.pk).exists()
        if is_last and version.page.live and not version.page.get_view_restrictions().exists():
            version.is_private = False
            version.stamp(timezone.now())
            version.save()


@receiver(post_delete)
def forget_corrections(sender, instance, **kwargs):
    if not isinstance(instance, Declared) or not isinstance(instance, Page):
        return
    others = Page.objects.filter(translation_key=instance.translation_key).exclude(pk=instance.pk)
    if not others.exists():
        Correction.objects.filter(translation_key=instance.translation_key).delete()
