"""Whether the role under a testimony lets guess who speaks. Pure; it warns, it forbids nothing."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.language.folding import fold

from .blocks.codes import is_code

LONGEST = 30

# Functions of which a service, a body or a town has one.
ONE_OF_A_KIND = re.compile(
    r"""\b(?:
      (?:vice-?)?president(?:e|s|es)? | secretaire | tresori(?:er|ere) | bourgmestre |
      (?:(?:co|sous)-?)?direct(?:eur|rice|ion) | echevin(?:e)? | ministre | receveur | receveuse |
      chef(?:fe)?\ de\ (?:service|cabinet) | responsable | administrateur\ delegue |
      fondat(?:eur|rice) | medecin-?chef |
      (?:onder)?voorzitt(?:er|ster) | secretaris | penningmeester | burgemeester |
      (?:adjunct-?|co-?)?directeur | directrice | directie | schepen | minister | ontvanger |
      diensthoofd | kabinetschef | verantwoordelijke | oprichter | oprichtster | hoofdarts
    )\b""",
    re.VERBOSE,
)
SMALL = re.compile(r"\b(?:seule?|unique|enige|enig)\b")
TITLE = re.compile(r"\b(?:m|mr|mme|mlle|monsieur|madame|dhr|mevr|mevrouw|meneer|dr|prof)\b\.?\s+\S")
# Two words that begin with a capital; an acronym is no family name.
NAME = re.compile(
    r"[A-ZÀ-Þ][\w’'-]+\s+(?:(?:de|d’|d'|van|der|den|le|la|el|ben)\s+)*[A-ZÀ-Þ](?:[a-zà-ÿ][\w’'-]*|\.)"
)
FIRST_NAME = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ’'-]+(?:\s+[A-Z]\.?)?")
# One word with a capital is a name unless it begins like one of these.
COMMON = re.compile(
    r"""usager|utilisat|benef|travail|coordinat|coordonn|intervenant|particip|anim|assistant|educat|
    mediat|citoyen|habitant|benevol|stagiaire|infirm|medecin|enseign|format|chercheu|client|public|
    parent|jeune|aine|senior|personne|temoin|voix|question|reponse|
    gebruik|medewerk|hulpverl|deelnem|begeleid|bewon|vrijwillig|verpleeg|arts|leerkracht|leraar|
    moderat|interview|onderzoek|ouder|jongere|burger|opvoed|getuig|stem|vraag|antwoord|werk""",
    re.VERBOSE,
)


REASONS = {
    "name": gettext_lazy("it reads like a name"),
    "one": gettext_lazy("few people hold that function"),
    "long": gettext_lazy("it is so precise that colleagues may guess who it is"),
}


def identifies(role):
    """Why this role may tell who speaks: codes of `REASONS`, none if it does not."""
    role = (role or "").strip()
    if not role or is_code(role):
        return []
    folded = fold(role)
    reasons = []
    one_of_a_kind = ONE_OF_A_KIND.search(folded) or SMALL.search(folded)
    common = COMMON.match(folded) or one_of_a_kind
    called = NAME.search(role) or (FIRST_NAME.fullmatch(role) and not common)
    if called or TITLE.search(folded):
        reasons.append("name")
    if one_of_a_kind:
        reasons.append("one")
    if len(role) > LONGEST:
        reasons.append("long")
    return reasons


def warning(role, reasons):
    why = ", ".join(str(REASONS[reason]) for reason in reasons)
    return _("Under a testimony stands “%(role)s”: %(why)s. A letter is enough.") % {
        "role": role,
        "why": why,
    }


def warnings_of(body):
    """One for each role of the testimonies of a stored body that may tell too much."""
    roles = {}
    for child in body:
        if child["type"] != "testimony":
            continue
        for turn in child["value"].get("turns") or []:
            role = (turn.get("value", turn) or {}).get("role") or ""
            roles[role] = identifies(role)
    return [warning(role, reasons) for role, reasons in roles.items() if reasons]
