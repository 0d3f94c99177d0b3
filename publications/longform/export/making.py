"""Files are made by a worker, one after the other, and only if what they are made of has changed.

The table is the list of what is to be made: a task that finds nothing to do does nothing.
"""

import logging
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django_tasks import task
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from cms.background import soon

from .. import publications
from . import fingerprint, manuscript, pandoc_files, pdf
from .models import Form, MadeFile, State

log = logging.getLogger(__name__)

MAKERS = {Form.PDF: pdf.make, Form.WORD: pandoc_files.word, Form.EPUB: pandoc_files.epub}
FORMS = {
    publications.PublicationPage: (Form.PDF, Form.WORD, Form.EPUB),
    publications.ChapterPage: (Form.PDF,),
}
LONG = timedelta(seconds=20)  # to wait: perhaps nobody is at work any more
AT_ONCE = 200  # a task ends after so many, and lets others work


# --- what is to be made ---------------------------------------------------------------------------
def forms_of(page) -> tuple[Form, ...]:
    return FORMS.get(type(page), ())


def order(page, form, asked=False) -> MadeFile:
    """Puts it on the list, if it is not there; a reader who waits comes before the others."""
    when = timezone.now() if asked else None
    made, created = MadeFile.objects.get_or_create(
        page_id=page.pk, form=form, defaults={"asked_at": when}
    )
    if not created and not made.is_under_way:
        made.state, made.asked_at = State.WAITING, when
        made.save(update_fields=["state", "asked_at"])
    elif asked and made.asked_at is None:
        made.asked_at = when
        made.save(update_fields=["asked_at"])
    return made


def wanted(page, form) -> MadeFile:
    """For a reader: the file, ready or to be waited for. What failed is tried again if asked."""
    current = fingerprint.of_page(page)
    made = MadeFile.objects.filter(page_id=page.pk, form=form).first()
    if made and (made.is_of(current) or made.has_failed_with(current)):
        return made
    waits_already = made is not None and made.is_under_way and made.asked_at is not None
    made = order(page, form, asked=True)
    if not waits_already or made.asked_at < timezone.now() - LONG:
        soon(make_waiting)
    return made


def again(page, form) -> None:
    made = MadeFile.objects.filter(page_id=page.pk, form=form, state=State.FAILED).first()
    if made and made.may_be_tried_again:
        order(page, form, asked=True)
        soon(make_waiting)


def lost(made, page) -> MadeFile:
    """Its file is not on the disk any more."""
    MadeFile.objects.filter(pk=made.pk).update(file="", made_at=None, fingerprint="")
    return wanted(page, made.form)


# --- making ---------------------------------------------------------------------------------------
@task()
def make_waiting() -> None:
    for _count in range(AT_ONCE):
        made = claimed()
        if made is None:
            return
        make(made)


def claimed() -> MadeFile | None:
    """One of the list, which no other worker takes meanwhile."""
    for made in MadeFile.objects.to_make()[:5]:
        mine = MadeFile.objects.filter(pk=made.pk, state=made.state, began_at=made.began_at)
        made.began_at = timezone.now()
        if mine.update(state=State.MAKING, began_at=made.began_at):
            made.state = State.MAKING
            return made
    return None


def make(made: MadeFile) -> None:
    page = Page.objects.filter(pk=made.page_id).specific().first()
    if page is None or not page.live or made.form not in forms_of(page):
        made.delete()
        return
    current = fingerprint.of_page(page)
    if made.file and made.fingerprint == current and made.made_at:
        finish(made, State.READY)
        return
    made.fingerprint = current
    try:
        content = MAKERS[Form(made.form)](manuscript.of_page(page))
    except Exception:
        log.exception("the %s of page %s could not be made", made.form, made.page_id)
        made.file.delete(save=False)
        made.made_at = None
        finish(made, State.FAILED)
    else:
        keep(made, content)


def keep(made: MadeFile, content: bytes) -> None:
    """The new file, then the word that it is ready, then the old one goes."""
    storage, old = made.file.storage, made.file.name
    made.file.save("", ContentFile(content), save=False)
    made.size, made.made_at = len(content), timezone.now()
    finish(made, State.READY)
    if old:
        storage.delete(old)


def finish(made: MadeFile, state: State) -> None:
    made.state, made.asked_at = state, None
    mine = MadeFile.objects.filter(pk=made.pk, began_at=made.began_at)
    facts = ("state", "fingerprint", "size", "made_at", "asked_at")
    if not mine.update(file=made.file.name or "", **{name: getattr(made, name) for name in facts}):
        made.file.delete(save=False)  # its page is gone, or another worker took over


# --- when -----------------------------------------------------------------------------------------
@receiver(page_published)
def order_after_publication(sender, instance, **kwargs):
    """So that it is there before a reader asks."""
    for form in forms_of(instance):
        order(instance, form)
    if isinstance(instance, publications.ChapterPage):
        for form in forms_of(whole := instance.publication):
            if whole.live:
                order(whole, form)
    if forms_of(instance):
        transaction.on_commit(make_soon)


def make_soon():
    soon(make_waiting, even_if_nobody_waits=False)


@receiver(page_unpublished)
def remove_after_withdrawal(sender, instance, **kwargs):
    if forms_of(instance):
        for made in MadeFile.objects.filter(page_id=instance.pk):
            made.delete()


@receiver(post_delete, sender=MadeFile)
def remove_file(sender, instance, **kwargs):
    if instance.file:
        transaction.on_commit(lambda: instance.file.storage.delete(instance.file.name))
