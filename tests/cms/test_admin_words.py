"""Doors, menus and guides: in both languages, for whom they are, without a word of software."""

import re

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.admin.menu import admin_menu, help_menu, reports_menu, settings_menu
from wagtail.users.models import UserProfile

from cms.admin.guide import FOLDER, GUIDES, render
from cms.roles import Code
from tests.factories.editors import client_of, site_with_editors

pytestmark = pytest.mark.django_db

JARGON = re.compile(r"snippet|fragment|streamfield|slug", re.IGNORECASE)


@pytest.fixture
def site():
    return site_with_editors()


def names(menu, site, code, rf):
    request = rf.get("/admin/")
    request.user = site.users[code]
    return [item.name for item in menu.menu_items_for_request(request)]


def test_each_role_sees_the_menu_it_uses(site, rf):
    coordinator = names(admin_menu, site, Code.COORDINATION, rf)
    used = {"explorer", "directory", "glossary", "images", "settings", "reports"}
    assert used <= set(coordinator)
    assert "snippets" not in coordinator
    assert "reports" not in names(admin_menu, site, Code.COMMITTEE, rf)
    assert names(settings_menu, site, Code.COMMITTEE, rf) == []
    assert "explorer" not in names(admin_menu, site, Code.COMMITTEE, rf)


def test_coordinators_settings_are_the_contact_details_and_redirections(site, rf):
    found = names(settings_menu, site, Code.COORDINATION, rf)
    assert len(found) == 2
    assert "redirects" in found


def test_reports_nobody_needs_are_left_out(site, rf):
    assert "page-types-usage" not in names(reports_menu, site, Code.COORDINATION, rf)


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_no_jargon_in_the_menus(site, rf, language):
    request = rf.get("/admin/")
    request.user = site.users[Code.COORDINATION]
    with translation.override(language):
        for menu in (admin_menu, help_menu, reports_menu, settings_menu):
            for item in menu.menu_items_for_request(request):
                assert not JARGON.search(str(item.label))


@pytest.mark.parametrize("code", [Code.COORDINATION, Code.TRANSLATION, Code.COMMITTEE])
@pytest.mark.parametrize("name", list(GUIDES))
def test_both_guides_are_open_to_all_who_have_the_admin(site, rf, code, name):
    assert f"guide-{name}" in names(help_menu, site, code, rf)
    answer = client_of(site.users[code]).get(reverse("guide", args=[name]))
    assert answer.status_code == 200
    html = answer.content.decode()
    assert f'lang="{GUIDES[name].language}-BE"' in html
    assert answer.context["header_title"] == GUIDES[name].title
    assert html.count("<h1") == 1


def test_a_guide_is_not_for_passers_by(client):
    assert client.get(reverse("guide", args=["coordination"])).status_code == 302


def test_an_unknown_guide_is_not_found(site):
    client = client_of(site.users[Code.COORDINATION])
    assert client.get("/admin/guide/nothing/", follow=True).status_code == 404
    assert client.get("/admin/guide/images/README.md", follow=True).status_code == 404


@pytest.mark.parametrize("name", list(GUIDES))
def test_links_and_pictures_of_a_guide_lead_somewhere(site, name):
    client = client_of(site.users[Code.COORDINATION])
    html = render(name).html
    anchors = set(re.findall(r'id="([^"]+)"', html))
    for target in re.findall(r'(?:href|src)="([^"]+)"', html):
        path, _hash, anchor = target.partition("#")
        if path.startswith("/admin/"):
            assert client.get(path).status_code == 200, target
        elif not path:
            assert anchor in anchors, target


@pytest.mark.parametrize("picture", sorted((FOLDER / "images").glob("*")), ids=lambda p: p.name)
def test_pictures_are_light(picture):
    assert picture.suffix == ".png"
    assert picture.stat().st_size <= 150 * 1024


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_the_door_speaks_the_language_one_chooses(client, language):
    client.get(reverse("admin_language", args=[language]))
    answer = client.get(reverse("wagtailadmin_login"))
    assert f'lang="{language}"' in answer.content.decode()[:400]
    assert client.get("/admin/language/xx/", follow=True).status_code == 404


def test_an_account_keeps_its_language(site):
    user = site.users[Code.TRANSLATION]
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "nl"
    profile.save()
    answer = client_of(user).get(reverse("wagtailadmin_home"))
    assert '<html lang="nl"' in answer.content.decode()
