"""The page of components: all blocks, both languages, for staff only."""

import html5lib
import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from cms.blocks import BodyBlock
from cms.components import groups_of_blocks
from tests.factories.cms import DocumentFactory, ImageFactory, TermFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/components/"


@pytest.fixture
def library():
    TermFactory()
    ImageFactory()
    DocumentFactory()


def test_a_visitor_is_sent_to_the_login(client):
    response = client.get(ADDRESS)
    assert response.status_code == 302
    assert reverse("wagtailadmin_login") in response.url


def test_whoever_may_enter_the_administration_sees_it(client, django_user_model):
    user = django_user_model.objects.create_user("a", password="b")
    client.force_login(user)
    assert client.get(ADDRESS).status_code == 302
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    assert client.get(ADDRESS).status_code == 200


def test_it_shows_every_block(library):
    shown = {s.bound.block.name for blocks in groups_of_blocks().values() for s in blocks}
    assert shown >= set(BodyBlock().child_blocks)


@pytest.mark.parametrize(("language", "lang"), [("fr", "fr-BE"), ("nl", "nl-BE")])
def test_it_speaks_the_language_asked_for_and_is_valid(library, admin_client, language, lang):
    html = admin_client.get(ADDRESS, {"language": language}).content.decode()
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    assert tree.get("lang") == lang
    assert len(tree.findall(".//h1")) == 1
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert 'style="' not in html


@pytest.mark.parametrize("language", ["xx", "", "fr\x01", "nl" * 5000])
def test_another_language_is_ignored(admin_client, language):
    assert admin_client.get(ADDRESS, {"language": language}).status_code == 200


@pytest.mark.parametrize("name", list(BodyBlock().child_blocks))
def test_the_preview_of_each_block_opens(library, admin_client, name):
    block = BodyBlock().child_blocks[name]
    assert block.is_previewable
    response = admin_client.get(
        reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}
    )
    assert response.status_code == 200
    assert "css/tokens.css" in response.content.decode()


def test_the_help_menu_leads_to_it(admin_client):
    assert ADDRESS in admin_client.get(reverse("wagtailadmin_home")).content.decode()
