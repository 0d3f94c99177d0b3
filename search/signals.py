"""What makes a document change: saving, deleting, publishing, moving, restricting who may read."""

from collections import defaultdict

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_slug_changed, page_unpublished, post_page_move

from . import changes, registry


def listen(source) -> None:
    """Called once per registered model."""
    uid = f"search:{source.model._meta.label_lower}"
    post_save.connect(saved, sender=source.model, dispatch_uid=uid)
    pre_delete.connect(deleted, sender=source.model, dispatch_uid=uid)

    for model, attribute in source.follows.items():

        def part_changed(sender, instance, attribute=attribute, **kwargs):
            owner = getattr(instance, f"{attribute}_id")
            if owner is not None:
                changes.record(source.model, [owner])

        part_uid = f"{uid}:{model._meta.label_lower}"
        post_save.connect(part_changed, sender=model, dispatch_uid=part_uid, weak=False)
        post_delete.connect(part_changed, sender=model, dispatch_uid=part_uid, weak=False)

    for model in source.words:
        word_uid = f"search:word:{model._meta.label_lower}"
        post_save.connect(word_changed, sender=model, dispatch_uid=word_uid)
        pre_delete.connect(word_deleted, sender=model, dispatch_uid=word_uid)


def saved(sender, instance, **kwargs):
    changes.record(sender, [instance.pk])


def deleted(sender, instance, **kwargs):
    changes.withdraw(sender, [instance.pk])


def word_changed(sender, instance, created, **kwargs):
    """One change is recorded; who bears the word is looked for after commit: it may be many."""
    if not created and not registry.is_registered(sender):
        changes.record(sender, [instance.pk])


def word_deleted(sender, instance, **kwargs):
    """Now or never: nobody bears it any more once it is gone."""
    for model, pks in registry.bearers(sender._meta.label_lower, [instance.pk]):
        changes.record(model, pks)


@receiver(page_unpublished)
def unpublished(sender, instance, **kwargs):
    if registry.is_registered(type(instance)):
        changes.withdraw(type(instance), [instance.pk])


@receiver(post_page_move)
def moved(sender, instance, **kwargs):
    """A new address, and perhaps a new restriction, for the page and all below it."""
    for_branch(instance, changes.withdraw)


@receiver(page_slug_changed)
def renamed(sender, instance, **kwargs):
    for_branch(instance, changes.record)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def restricted(sender, instance, **kwargs):
    """Hidden from all readers at once; what stays public is described again after commit."""
    for_branch(instance.page, changes.withdraw)


def for_branch(page, action) -> None:
    branch = defaultdict(list)
    pages = Page.objects.descendant_of(page, inclusive=True)
    for one in pages.only("pk", "content_type"):
        branch[one.specific_class].append(one.pk)
    for model, pks in branch.items():
        if model is not None and registry.is_registered(model):
            action(model, pks)
