"""Networks can be found; their members are found as organisations."""

from django.dispatch import receiver
from django.utils import translation
from wagtail.signals import unpublished

from cms import languages
from search import changes
from search.documents import Document, Kind
from search.registry import register

from .identifiers import shown_phone
from .networks import Network


def public():
    return Network.objects.listed()


def describe(network):
    documents = []
    for code in languages.CODES:
        # As for entries: one without a word in this language would be the other one, disguised.
        if getattr(network, f"name_{code}") or getattr(network, f"summary_{code}"):
            with translation.override(code):
                documents.append(document(network, code))
    return documents


def document(network, code):
    keywords = [
        network.name_fr,
        network.name_nl,
        network.acronym,
        network.email,
        shown_phone(network.phone),
    ]
    return Document(
        kind=Kind.NETWORK,
        language=code,
        title=network.name.plain,
        url=network.get_absolute_url(),
        summary=getattr(network, f"summary_{code}"),
        body=getattr(network, f"description_{code}"),
        keywords="\n".join(filter(None, keywords)),
        expires=network.expire_at,
    )


register(Network, public=public, describe=describe)


@receiver(unpublished, sender=Network)
def withdraw(sender, instance, **kwargs):
    changes.withdraw(Network, [instance.pk])
