"""A member to try the members' area with: invented, as is her organisation, with a proposal in
each state and an issue of the digest to compose.
"""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from directory.models import Organisation
from groups.members.people import Membership
from home.digest.cadence import Cadence
from home.digest.forms import proposed
from home.models import NewsPage, Proposal
from home.proposals import drafting
from home.proposals.records import Decision, Kind

from .memory import Memory

ACCOUNT, ORGANISATION = "membre", "centre-exemple-de-sante"
INTRO = {
    "intro_fr": "Ce mois-ci dans le réseau (exemple fictif, à récrire avant l’envoi).",
    "intro_nl": "Deze maand in het netwerk (fictief voorbeeld, nog te herschrijven).",
}
EXAMPLES = {
    "waiting": {
        "kind": Kind.NEWS,
        "title": "Un matin sans rendez-vous au Centre Exemple (exemple fictif)",
        "text": "Chaque mardi, l’accueil reçoit sans rendez-vous.\n\nVenez avec vos questions.",
        "other_title": "Een ochtend zonder afspraak in het Voorbeeldcentrum (fictief voorbeeld)",
        "other_text": "Elke dinsdag ontvangt het onthaal zonder afspraak.\n\nKom met je vragen.",
    },
    "prepared": {
        "kind": Kind.EVENT,
        "title": "Portes ouvertes du Centre Exemple (exemple fictif)",
        "text": "Visite de la maison et rencontre avec l’équipe.",
        "place": "Centre Exemple de santé",
    },
    "published": {
        "kind": Kind.NEWS,
        "title": "Une nouvelle déjà parue (exemple fictif)",
        "text": "Celle-ci est sur le site.",
    },
    "refused": {
        "kind": Kind.LINK,
        "title": "Une boutique en ligne (exemple fictif)",
        "text": "Du matériel médical à bas prix.",
        "link": "https://www.example.org/boutique",
        "reason": "Les liens utiles mènent à des sources publiques ou associatives, sans vente.",
    },
    "withdrawn": {
        "kind": Kind.NEWS,
        "title": "Fermeture d’été (exemple fictif)",
        "text": "Finalement, la maison reste ouverte.",
    },
}


@transaction.atomic
def load_members(memory: Memory) -> int:
    user = get_user_model().objects.filter(username=ACCOUNT).first()
    organisation = Organisation.objects.filter(slug=ORGANISATION).first()
    if user is None or organisation is None or "member:example" in memory:
        return 0
    membership = Membership.objects.create(
        user=user, organisation=organisation, since=timezone.localdate() - timedelta(90)
    )
    memory.keep("member:example", membership)
    for number, (state, facts) in enumerate(EXAMPLES.items()):
        load_proposal(state, facts, user, organisation, timezone.now() - timedelta(number * 7))
    digest = proposed(Cadence.MONTHLY)
    for name, text in INTRO.items():
        setattr(digest, name, text)
    digest.save()
    return 2 + len(EXAMPLES)


def load_proposal(state, facts, user, organisation, moment):
    decided = {"decided_at": moment + timedelta(1)}
    ending = {
        "waiting": {},
        "prepared": decided | {"decision": Decision.ACCEPTED},
        "published": decided | {"decision": Decision.ACCEPTED},
        "refused": decided | {"decision": Decision.REFUSED},
        "withdrawn": {"withdrawn_at": moment + timedelta(1)},
    }
    one = Proposal(
        organisation=organisation, proposed_by=user, language="fr", proposed_at=moment, **facts
    )
    for name, value in ending[state].items():
        setattr(one, name, value)
    if one.kind == Kind.EVENT:
        begin = timezone.localtime(timezone.now() + timedelta(40))
        one.start = begin.replace(hour=14, minute=0, second=0, microsecond=0)
        one.end = one.start + timedelta(hours=2)
    one.save()
    if state == "prepared" and (parent := drafting.parent_for(one)):
        one.page = drafting.draft(one, parent, None)
    elif state == "published":
        one.page = (
            NewsPage.objects.live().filter(locale__language_code="fr").order_by("-date").first()
        )
    one.save()
