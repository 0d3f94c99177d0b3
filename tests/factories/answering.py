"""An authority that was sent something, its link, and what it deposits."""

from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.coordination import Coordination
from publications.models import Deposit

from .editors import front_pages
from .publications import SendingFactory

PDF = b"%PDF-1.7\n%%EOF"
MARK = "Nous ouvrirons le guichet mardi"


def site_that_writes(settings, folder):
    """With a mailbox, files of its own, and nobody who tried keys before."""
    cache.clear()
    settings.PRIVATE_ROOT, settings.MEDIA_ROOT = folder / "private", folder / "media"
    french, _dutch = front_pages()
    facts = {"email": "nous@example.org"}
    Coordination.objects.update_or_create(site=french.get_site(), defaults=facts)


def sent_to_a_commune():
    return SendingFactory(
        recommendation__title_fr="Garder un guichet", authority__name_fr="Commune fictive"
    )


def address(key):
    return f"{reverse('ledger:answer')}?key={key}"


def answer(**values):
    return {
        "kind": "substantive",
        "position": "accepted",
        "text": MARK,
        "text_language": "fr",
        "role": "secrétariat",
        **values,
    }


def upload(name="lettre.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def deposited(client, url, **values):
    client.post(url, answer(**values))
    response = client.post(url, {"send": ""})
    assert response.status_code == 302
    return Deposit.objects.get(), response
