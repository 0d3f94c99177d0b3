"""Accounts to try the roles with. Their passwords are public: never on a site that others reach."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile

from cms.roles import Code, group_of

from .memory import Memory


@dataclass(frozen=True)
class Account:
    """The password is the name."""

    name: str
    language: str
    role: str | None = None  # None: may do everything


ACCOUNTS = [
    Account("coordination", "fr", Code.COORDINATION),
    Account("vertaling", "nl", Code.TRANSLATION),
    Account("pilotage", "fr", Code.COMMITTEE),
    Account("animation", "fr", Code.FACILITATION),
    Account("membre", "fr", Code.ORGANISATION),
    Account("admin", "fr"),
]


def load_accounts(memory: Memory) -> int:
    return sum(load_account(account, memory) for account in ACCOUNTS)


@transaction.atomic
def load_account(account: Account, memory: Memory) -> bool:
    users = get_user_model().objects
    key = f"account:{account.name}"
    if key in memory or users.filter(username=account.name).exists():
        return False
    make = users.create_user if account.role else users.create_superuser
    user = make(account.name, f"{account.name}@cass-cssa.example", account.name)
    if account.role:
        user.groups.add(group_of(account.role))
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = account.language
    profile.save()
    memory.keep(key, user)
    return True


def logins() -> list[str]:
    """One line for each account that still has the password of the demonstration."""
    users = get_user_model().objects.in_bulk(
        [account.name for account in ACCOUNTS], field_name="username"
    )
    return [
        f"{account.name} / {account.name}  ({label(account)})"
        for account in ACCOUNTS
        if account.name in users and users[account.name].is_active
    ]


def label(account):
    return Code(account.role).label if account.role else _("may do everything")
