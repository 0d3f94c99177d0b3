"""Nobody signs up: an invitation, once, for a while, to one address; and what becomes of it."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.roles import Code, ensure_roles
from cms.users import User
from groups.members import joining
from groups.members.account import INVITED_A_DAY
from groups.members.invitations import Invitation
from groups.members.people import Membership, organisations_of
from tests.factories.directory import OrganisationFactory
from tests.factories.editors import client_of, editor
from tests.factories.members import PASSWORD, logged_in, member

pytestmark = pytest.mark.django_db
ADDRESS = "nouvelle@example.org"


@pytest.fixture(autouse=True)
def _fresh(db):
    cache.clear()
    ensure_roles()


@pytest.fixture
def invite(django_capture_on_commit_callbacks):
    def invitation(email=ADDRESS, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            organisation = fields.pop("organisation", None) or OrganisationFactory()
            return joining.invite(organisation, email, "fr", None, **fields)

    return invitation


def link(letter=None):
    letter = letter or mail.outbox[-1]
    return re.search(r"http://localhost:8000(/\S+key=\S+)", letter.body).group(1)


def choose(client, address, password=PASSWORD, again=None):
    again = password if again is None else again
    return client.post(address, {"new_password1": password, "new_password2": again})


def test_a_person_chooses_a_password_and_is_a_member(client, invite):
    invitation = invite("Nouvelle@Example.org")
    [letter] = mail.outbox
    assert letter.to == [ADDRESS]
    assert invitation.organisation.name_fr in letter.body
    answer = client.get(link())
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert not User.objects.filter(email=ADDRESS).exists()  # mail filters follow links
    assert choose(client, link()).url == reverse("members:area")
    user = User.objects.get(email=ADDRESS)
    assert organisations_of(user) == {invitation.organisation_id}
    assert user.get_all_permissions() == set()
    assert not user.is_staff
    assert not user.is_superuser
    assert [group.role.code for group in user.groups.all()] == [Code.ORGANISATION]
    assert client.get(reverse("members:area")).status_code == 200
    invitation.refresh_from_db()
    assert invitation.email == ""


@pytest.mark.parametrize("password", ["court", "password123", "nouvelle@example.org", ""])
def test_a_weak_password_opens_nothing(client, invite, password):
    invite()
    assert choose(client, link(), password).status_code == 422
    assert not User.objects.filter(email=ADDRESS).exists()
    assert Invitation.objects.usable().exists()


def test_a_link_works_once(client, invite):
    invite()
    choose(client, link())
    other = Client()
    assert other.get(link()).status_code == 404
    assert choose(other, link()).status_code == 404
    assert Membership.objects.count() == 1


def test_expired_withdrawn_forged(client, invite):
    invitation = invite()
    address = link()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(address).status_code == 404
    joining.send(invitation)
    invitation.revoke()
    assert choose(client, address).status_code == 404
    for key in ("", "x", "a.b", "\x00", "é" * 3000, address.partition("key=")[2][:-1]):
        assert client.get(reverse("members:join"), {"key": key}).status_code in (400, 404)
    assert Invitation.objects.get().email == ""
    assert not User.objects.exists()


def test_sent_again_the_former_link_is_closed(client, invite, django_capture_on_commit_callbacks):
    invitation = invite()
    former = link()
    with django_capture_on_commit_callbacks(execute=True):
        joining.send(invitation)
    assert client.get(former).status_code == 404
    assert client.get(link()).status_code == 200


def test_the_same_address_is_invited_once(invite):
    organisation = OrganisationFactory()
    invite(organisation=organisation)
    invite(organisation=organisation)
    assert Invitation.objects.count() == 1
    assert len(mail.outbox) == 2


def test_who_has_an_account_logs_in_and_adds_the_organisation(client, invite):
    known = member("connue@example.org")
    invitation = invite("connue@example.org")
    page = client.get(link())
    assert reverse("members:login") in page.content.decode()
    assert choose(client, link()).status_code == 200  # no second account, no other password
    known.user.refresh_from_db()
    assert known.user.check_password(PASSWORD)
    mine = logged_in(known)
    assert mine.get(link()).status_code == 200
    assert organisations_of(known.user) == {known.organisation_id}
    assert mine.post(link()).status_code == 302
    assert organisations_of(known.user) == {known.organisation_id, invitation.organisation_id}
    assert mine.post(link()).status_code == 404


def test_an_organisation_that_was_left_can_be_joined_again(invite):
    one = member()
    joining.end(one)
    invitation = invite(one.user.email, organisation=one.organisation)
    assert joining.join(invitation, one.user)
    assert organisations_of(one.user) == {one.organisation_id}


def test_old_invitations_are_forgotten(invite):
    invite()
    Invitation.objects.forget_the_old()
    assert Invitation.objects.exists()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=31))
    Invitation.objects.forget_the_old()
    assert not Invitation.objects.exists()


# --- a contact of the organisation ----------------------------------------------------------------
def colleagues(membership):
    return reverse("members:people", args=[membership.organisation.slug])


def test_only_the_contact_invites_and_only_for_her_organisation(
    django_capture_on_commit_callbacks,
):
    contact, other = member(may_invite=True), member("autre@example.org")
    asked = {"email": ADDRESS, "language": "nl"}
    assert logged_in(other).post(colleagues(other), asked).status_code == 302
    assert logged_in(contact).post(colleagues(other), asked).status_code == 404
    assert not Invitation.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        logged_in(contact).post(colleagues(contact), asked)
    invitation = Invitation.objects.get()
    assert invitation.organisation == contact.organisation
    assert not invitation.as_contact
    assert "/nl/" in link()


def test_a_contact_looks_after_her_own_invitations_only(invite):
    contact = member(may_invite=True)
    foreign, own = invite(), invite(organisation=contact.organisation)
    client = logged_in(contact)
    page = client.get(colleagues(contact)).content.decode()
    assert page.count(ADDRESS) >= 1
    for name in ("again", "withdraw"):
        assert client.post(colleagues(contact), {name: foreign.pk}).status_code == 404
        assert client.post(colleagues(contact), {name: "9" * 30}).status_code == 302
    client.post(colleagues(contact), {"withdraw": own.pk})
    assert set(Invitation.objects.pending()) == {foreign}


def test_a_contact_cannot_write_to_the_whole_world():
    contact = member(may_invite=True)
    client = logged_in(contact)
    for number in range(INVITED_A_DAY + 1):
        asked = {"email": f"a{number}@example.org", "language": "fr"}
        answer = client.post(colleagues(contact), asked)
    assert answer.status_code == 422
    assert Invitation.objects.count() == INVITED_A_DAY


# --- the coordination's screens -------------------------------------------------------------------
def test_the_coordination_invites_sends_again_and_withdraws(django_capture_on_commit_callbacks):
    client, organisation = client_of(editor(Code.COORDINATION)), OrganisationFactory()
    asked = {"organisation": organisation.pk, "email": ADDRESS, "language": "fr"}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("members_admin"), asked | {"as_contact": "on"})
    invitation = Invitation.objects.get()
    assert invitation.as_contact
    assert ADDRESS in client.get(reverse("members_admin")).content.decode()
    address = reverse("members_invitation", args=[invitation.pk])
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"again": ""})
    assert len(mail.outbox) == 2
    client.post(address, {"withdraw": ""})
    assert not Invitation.objects.pending().exists()
    assert client.post(reverse("members_admin"), {"email": "x"}).status_code == 422


def test_the_coordination_names_a_contact_ends_a_membership_and_erases(client):
    desk, one = client_of(editor(Code.COORDINATION)), member()
    address = reverse("members_change", args=[one.pk])
    desk.post(address, {"contact": ""})
    one.refresh_from_db()
    assert one.may_invite
    forget = reverse("members_forget", args=[one.user.pk])
    desk.post(forget)
    assert User.objects.filter(pk=one.user.pk).exists()  # still a member
    desk.post(address, {"end": ""})
    assert organisations_of(one.user) == set()
    assert one.user.email in desk.get(reverse("members_admin")).content.decode()
    desk.post(forget)
    assert not User.objects.filter(pk=one.user.pk).exists()


@pytest.mark.parametrize("code", [code for code in Code if code != Code.COORDINATION])
def test_nobody_else_sees_who_is_a_member(code):
    client, one = client_of(editor(code)), member()
    assert client.get(reverse("members_admin")).status_code in (302, 403)
    for name, pk in (("change", one.pk), ("forget", one.user.pk), ("invitation", 1)):
        assert client.post(reverse(f"members_{name}", args=[pk]), {"end": ""}).status_code == 302
    assert organisations_of(one.user) == {one.organisation_id}
