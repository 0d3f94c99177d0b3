"""Who gets in, by what door, and what stays closed."""

import re

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cms.roles import Code, ensure_roles, group_of
from cms.users import User
from groups.members import joining, sessions
from groups.members.people import Membership
from tests.factories.editors import client_of, editor
from tests.factories.members import PASSWORD, logged_in, member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh(db):
    cache.clear()


def inside(one):
    slug = one.organisation.slug
    yield from (reverse(f"members:{name}") for name in ("area", "account", "guide"))
    yield from (reverse(f"members:{name}", args=[slug]) for name in ("entry", "people"))


def sign_in(client, name, password=PASSWORD, **query):
    address = reverse("members:login", query=query)
    return client.post(address, {"username": name, "password": password})


def test_anonymous_is_led_to_the_login_and_back(client):
    one = member()
    for address in inside(one):
        answer = client.get(address)
        assert answer.url == f"{reverse('members:login')}?next={address}"
        assert client.post(address, {"right": "yes"}).url == answer.url
    assert sign_in(client, one.user.email, next=address).url == address


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_the_doors_are_in_both_languages(client, language):
    with translation.override(language):
        address = reverse("members:login")
        assert address.startswith(f"/{language}/")
        page = client.get(address)
        assert client.get(reverse("members:password")).status_code == 200
    assert f'lang="{language}-BE"' in page.content.decode()
    assert "/admin/" not in page.content.decode()


def test_nothing_inside_is_kept_by_a_cache():
    one = member(may_invite=True)
    client = logged_in(one)
    for address in inside(one):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", ")), address
        assert "noindex" in answer.content.decode()


def test_another_organisation_does_not_exist():
    one, other = member(may_invite=True), member("autre@example.org", may_invite=True)
    client = logged_in(one)
    for name in ("entry", "people"):
        address = reverse(f"members:{name}", args=[other.organisation.slug])
        assert client.get(address).status_code == 404
        assert client.post(address, {"right": "yes"}).status_code == 404
    assert other.organisation.name_fr not in client.get(reverse("members:area")).content.decode()


def test_former_members_see_nothing():
    one = member(may_invite=True)
    joining.end(one)
    client = logged_in(one)
    area = reverse("members:area")
    assert one.organisation.name_fr not in client.get(area).content.decode()
    for name in ("entry", "people"):
        address = reverse(f"members:{name}", args=[one.organisation.slug])
        assert client.get(address).url == area
        assert client.post(address, {"right": "yes", "email": "a@example.org"}).url == area
    one.organisation.refresh_from_db()
    assert one.organisation.confirmed_on is None


def test_the_admin_is_closed_to_members():
    client = logged_in(member())
    for address in ("/admin/", "/admin/pages/", "/admin/members/", "/admin/alerts/"):
        assert client.get(address).status_code in (302, 403), address


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client):
    one = member()
    answers = [sign_in(client, name, "faux") for name in (one.user.email, "personne@example.org")]
    bodies = [re.sub(r'value="[^"]*"', "", answer.content.decode()) for answer in answers]
    assert bodies[0] == bodies[1]
    assert [answer.status_code for answer in answers] == [422, 422]


def test_a_closed_account_is_like_an_unknown_one(client):
    one = member()
    User.objects.update(is_active=False)
    assert sign_in(client, one.user.email).status_code == 422


def test_an_account_is_closed_for_a_while_after_many_failures(client, settings):
    settings.AXES_ENABLED = True
    one = member()
    for _time in range(settings.AXES_FAILURE_LIMIT):
        answer = sign_in(client, one.user.email, "faux")
    assert answer.status_code == 429
    assert sign_in(client, one.user.email).status_code == 429


def test_a_connection_tries_some_times_an_hour(client):
    for _time in range(sessions.TRIES_AN_HOUR):
        sign_in(client, "personne@example.org", "faux")
    one = member()
    assert sign_in(client, one.user.email).status_code == 429


def test_no_way_out_to_another_site(client):
    one = member()
    answer = sign_in(client, one.user.email, next="https://example.org/")
    assert answer.url == reverse("members:area")


def test_logging_out_needs_a_button():
    client = logged_in(member())
    client.get(reverse("members:logout"))
    assert client.get(reverse("members:area")).status_code == 200
    client.post(reverse("members:logout"))
    assert client.get(reverse("members:area")).status_code == 302


def test_the_coordination_comes_in_by_its_address_and_finds_nothing(client):
    ensure_roles()
    user = User.objects.create_user("coordination", "equipe@example.org", PASSWORD)
    user.groups.add(group_of(Code.COORDINATION))
    assert sign_in(client, "equipe@example.org").status_code == 302
    assert client.get(reverse("members:area")).status_code == 200


# --- a new password -------------------------------------------------------------------------------
def ask(client, email):
    return client.post(reverse("members:password"), {"email": email})


def link():
    return re.search(r"http://localhost:8000(/\S+key=\S+)", mail.outbox[-1].body).group(1)


def test_a_forgotten_password_is_replaced_once(client):
    one = member()
    known, unknown = ask(client, one.user.email.upper()), ask(client, "personne@example.org")
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    [letter] = mail.outbox
    assert letter.to == [one.user.email]
    new = {"new_password1": "une autre phrase", "new_password2": "une autre phrase"}
    assert client.post(link(), new | {"new_password2": "x"}).status_code == 422
    assert client.post(link(), new).url == reverse("members:login")
    assert sign_in(Client(), one.user.email, "une autre phrase").status_code == 302
    assert client.post(link(), new).status_code == 404
    for key in ("", "x", "\x00", "1:2:3"):
        assert client.get(reverse("members:new-password"), {"key": key}).status_code in (400, 404)


def test_few_letters_for_an_address_and_for_a_connection(client):
    one = member()
    answers = [ask(client, one.user.email).status_code for _time in range(8)]
    assert answers == [302] * 6 + [422] * 2
    assert len(mail.outbox) == sessions.LETTERS_A_DAY


def test_a_closed_account_gets_no_letter(client):
    one = member()
    User.objects.update(is_active=False)
    ask(client, one.user.email)
    assert mail.outbox == []


# --- one's own account ----------------------------------------------------------------------------
def account(client, **values):
    return client.post(reverse("members:account"), values)


def test_one_changes_password_and_language():
    one = member()
    client, elsewhere = logged_in(one), logged_in(one)
    new = {"new_password1": "une autre phrase", "new_password2": "une autre phrase"}
    assert account(client, change_password="yes", old_password="faux", **new).status_code == 422
    account(client, change_password="yes", old_password=PASSWORD, **new)
    assert client.get(reverse("members:area")).status_code == 200
    assert elsewhere.get(reverse("members:area")).status_code == 302
    assert account(client, choose_language="yes", language="de").status_code == 422
    account(client, choose_language="yes", language="nl")
    assert one.user.wagtail_userprofile.preferred_language == "nl"


def test_one_leaves_then_erases_oneself():
    one, other = member(), member("autre@example.org")
    client = logged_in(one)
    account(client, erase="yes")
    assert User.objects.filter(pk=one.user.pk).exists()  # still a member
    account(client, leave=other.pk)
    assert Membership.objects.current().count() == 2
    account(client, leave=one.pk)
    assert list(Membership.objects.current()) == [other]
    account(client, erase="yes")
    assert not User.objects.filter(pk=one.user.pk).exists()
    assert client.get(reverse("members:account")).status_code == 302


def test_an_account_with_other_rights_is_not_erased_here():
    ensure_roles()
    user = editor(Code.FACILITATION)
    account(client_of(user), erase="yes")
    assert User.objects.filter(pk=user.pk).exists()


def test_private_pages_send_readers_to_this_door():
    assert settings.WAGTAIL_FRONTEND_LOGIN_URL == "members:login"
