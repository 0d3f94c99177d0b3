"""Accepting makes a draft, or a useful link; refusing needs a reason that the member reads."""

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile

from cms import languages, letters
from cms.alternates import absolute
from groups.members.letters import coordination

from . import drafting
from .records import Decision, Kind, Proposal


@transaction.atomic
def accept(proposal: Proposal, parent, user):
    """The page to go on with; None if somebody else has decided."""
    if not proposal.decide(Decision.ACCEPTED, user):
        return None
    page = drafting.draft(proposal, parent, user)
    proposal.page = page
    proposal.save(update_fields=["page"])
    tell(proposal)
    return page


@transaction.atomic
def accept_link(proposal: Proposal, form, user):
    if not proposal.decide(Decision.ACCEPTED, user):
        return None
    proposal.resource = form.save()
    proposal.save(update_fields=["resource"])
    tell(proposal)
    return proposal.resource


@transaction.atomic
def refuse(proposal: Proposal, user, reason: str) -> bool:
    if not proposal.decide(Decision.REFUSED, user, reason):
        return False
    tell(proposal)
    return True


def initial_link(proposal: Proposal) -> dict:
    """What the form of a useful link begins with."""
    own, other = proposal.language, proposal.other_language
    organisation = proposal.organisation
    return {
        f"title_{own}": proposal.title,
        f"title_{other}": proposal.other_title,
        f"url_{own}": proposal.link,
        f"description_{own}": proposal.text,
        f"description_{other}": proposal.other_text,
        **{f"publisher_{code}": getattr(organisation, f"name_{code}") for code in languages.CODES},
    }


def tell(proposal: Proposal) -> None:
    """A letter in the language she chose; nobody is written to who has left."""
    user = proposal.proposed_by
    if user is None or not user.email or not user.is_active:
        return
    profile = UserProfile.objects.filter(user=user).first()
    with translation.override((profile and profile.preferred_language) or proposal.language):
        subject, said = words(proposal)
        address = absolute(reverse("proposals:proposal", args=[proposal.pk]))
        body = "\n\n".join([said, address, coordination().name.plain])
        letters.post(user.email, subject, body, reply_to=coordination().email)


def words(proposal):
    facts = {"title": proposal.title, "reason": proposal.reason}
    if proposal.decision == Decision.REFUSED:
        said = _("“%(title)s” is not taken over on the site, for this reason:\n\n%(reason)s")
    elif proposal.kind == Kind.LINK:
        said = _("“%(title)s” now stands among the useful links. Thank you.")
    else:
        said = _("“%(title)s” is accepted. The coordination prepares it, then publishes it.")
    return _("Your proposal: %(title)s") % facts, said % facts
