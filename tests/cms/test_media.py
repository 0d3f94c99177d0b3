"""What lies in the folder of uploads, and who gets it at which address."""

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction

from cms.media import SiteDocument

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uploads(settings):
    for name in ("images/a.txt", "documents/b.txt", "original_images/c.txt"):
        path = settings.MEDIA_ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def test_renditions_are_served(client):
    assert client.get("/media/images/a.txt").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "documents/b.txt",
        "original_images/c.txt",
        "images/../documents/b.txt",
        "images/%2e%2e/documents/b.txt",
        "images/x/..%2f../original_images/c.txt",
        "images/../../../../etc/passwd",
        "images//etc/passwd",
    ],
)
def test_no_way_leads_to_anything_else(client, path):
    # Without its language an address is first led to the one that has it: nothing is there either.
    assert client.get(f"/media/{path}", follow=True).status_code in {400, 404}


def test_a_document_for_some_people_only_asks_who_one_is(client):
    among_us = Collection.get_first_root_node().add_child(name="Entre nous")
    document = SiteDocument(title="Procès-verbal", collection=among_us)
    document.file.save("pv.txt", ContentFile(b"x"))
    CollectionViewRestriction.objects.create(
        collection=among_us, restriction_type=CollectionViewRestriction.LOGIN
    )
    answer = client.get(document.url)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("members:login"))
    client.force_login(get_user_model().objects.create_user("a"))
    assert client.get(document.url).status_code == 200
