"""People of member organisations, with an account and a client each."""

from cms.roles import Code, ensure_roles, group_of
from cms.users import User
from groups.members.people import Membership
from tests.factories.directory import OrganisationFactory
from tests.factories.editors import client_of

PASSWORD = "une phrase assez longue"


def member(email="membre@example.org", organisation=None, **fields):
    ensure_roles()
    user = User.objects.create_user(email, email, PASSWORD)
    user.groups.add(group_of(Code.ORGANISATION))
    organisation = organisation or OrganisationFactory()
    return Membership.objects.create(user=user, organisation=organisation, **fields)


def logged_in(membership):
    return client_of(membership.user)
