"""Inviting, joining, leaving, and being forgotten."""

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.users.models import UserProfile

from cms.roles import Code, Role

from . import letters
from .invitations import Invitation
from .people import Membership

User = get_user_model()


@transaction.atomic
def invite(organisation, email, language, by, as_contact=False) -> Invitation:
    """An address that was invited already gets a new letter, not a second invitation."""
    email = email.lower()
    waiting = Invitation.objects.pending().filter(organisation=organisation, email=email)
    invitation = waiting.first() or Invitation(organisation=organisation, email=email)
    invitation.language, invitation.invited_by = language, by
    invitation.as_contact = as_contact
    send(invitation)
    return invitation


@transaction.atomic
def send(invitation: Invitation) -> None:
    letters.invite(invitation, invitation.renew())


def account_of(email: str):
    """The account that works under this address, if there is one."""
    found = User.objects.filter(Q(email__iexact=email) | Q(username__iexact=email))
    return found.filter(is_active=True).first() if email else None


@transaction.atomic
def join(invitation: Invitation, user) -> bool:
    """Whoever holds the letter joins, with the account she is logged in with."""
    if not invitation.claim():
        return False
    membership = Membership.objects.filter(
        user=user, organisation=invitation.organisation_id, until=None
    ).first() or Membership(user=user, organisation_id=invitation.organisation_id)
    membership.may_invite = membership.may_invite or invitation.as_contact
    membership.save()
    return True


@transaction.atomic
def open_account(invitation: Invitation, password: str, language: str):
    """A new person, without any right but those of her organisation. None if the link is used."""
    email = invitation.email
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, email, password)
    except IntegrityError:  # two presses of the button
        return None
    if not join(invitation, user):
        transaction.set_rollback(True)
        return None
    role = Role.objects.filter(code=Code.ORGANISATION).first()
    if role:
        user.groups.add(role.group_id)
    prefer(user, language)
    return user


def prefer(user, language: str) -> None:
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()


def end(membership: Membership) -> None:
    Membership.objects.filter(pk=membership.pk, until=None).update(until=timezone.localdate())


def can_be_erased(user) -> bool:
    """Who works for nobody here any more, and has no other reason to have an account."""
    if user.is_superuser or user.is_staff:
        return False
    if Membership.objects.filter(user=user).current().exists():
        return False
    others = user.groups.exclude(role__code=Code.ORGANISATION)
    return not (others.exists() or user.user_permissions.exists())


@transaction.atomic
def erase(user) -> bool:
    """Account, address, memberships. What she wrote stays with her organisation, without her."""
    if not can_be_erased(user):
        return False
    user.delete()
    return True
