"""What must happen to a translation when something happens to its original."""

from django.dispatch import receiver
from wagtail.signals import page_unpublished

from . import parity


@receiver(page_unpublished)
def withdraw_translations(sender, instance, **kwargs):
    """wagtail-localize would leave the translation of a withdrawn page in public."""
    if parity.source_of(instance) is not None:
        return  # a translation may be withdrawn alone
    for translation in instance.get_translations().live():
        translation.specific.unpublish()
