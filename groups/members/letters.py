"""What members are written: the invitation, and a way to a new password."""

from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.core import signing
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from cms import letters
from cms.alternates import absolute
from cms.coordination import Coordination

PASSWORD = "members.password"  # noqa: S105


def address(view, language, key):
    with translation.override(language):
        return f"{absolute(reverse(view))}?{urlencode({'key': key})}"


def coordination():
    found = Coordination.objects.order_by("-site__is_default_site").first()
    return found or Coordination()


def invite(invitation, key):
    with translation.override(invitation.language):
        name = invitation.organisation.name.plain
        subject = _("Your access to the members’ area, for %(organisation)s") % {
            "organisation": name
        }
        context = {
            "organisation": name,
            "url": address("members:join", invitation.language, key),
            "until": invitation.expires_at,
            "coordination": coordination(),
        }
        body = render_to_string("groups/members/mail/invitation.txt", context).strip()
    letters.post(invitation.email, subject, body, reply_to=coordination().email)


@task()
def send_password_link(pk: int, language: str) -> None:
    """The queue knows a number, or 0: neither an address nor a link lies in a table."""
    user = get_user_model().objects.filter(pk=pk, is_active=True).exclude(email="").first()
    if user is None:
        return
    with translation.override(language):
        key = signing.dumps([user.pk, default_token_generator.make_token(user)], salt=PASSWORD)
        context = {
            "url": address("members:new-password", language, key),
            "coordination": coordination(),
        }
        body = render_to_string("groups/members/mail/password.txt", context).strip()
        EmailMessage(_("A new password for the members’ area"), body, to=[user.email]).send()


def who_asked(key):
    """The person of a link for a new password, while it is good: once, for some days."""
    try:
        pk, token = signing.loads(key, salt=PASSWORD)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    user = get_user_model().objects.filter(pk=pk, is_active=True).first()
    return user if user and default_token_generator.check_token(user, token) else None
