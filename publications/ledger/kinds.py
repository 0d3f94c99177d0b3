"""The closed lists of the ledger."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(models.TextChoices):
    """Who holds the power to decide."""

    CPAS = "cpas", _("public centre for social action")
    MUNICIPALITY = "municipality", _("municipality")
    BICOMMUNITY = "bicommunity", _("joint community commission")
    REGION = "region", _("Brussels region")
    COMMUNITY = "community", _("communities and their commissions")
    FEDERAL = "federal", _("federal state")
    NETWORK = "network", _("associations and coordinations themselves")


class Type(models.TextChoices):
    RECOMMENDATION = "recommendation", _("recommendation")
    PROPOSITION = "proposition", _("proposition")
    DEMAND = "demand", _("demand")
    PERSPECTIVE = "perspective", _("practical perspective")
    SCENARIO = "scenario", _("scenario")
    VISION = "vision", _("vision")
    WORKSITE = "worksite", _("worksite")


class Origin(models.TextChoices):
    """Where it was first said. Independent of how far it was agreed on."""

    PARTICIPANTS = "participants", _("the participants")
    GROUP = "group", _("a working group")
    FORUM = "forum", _("an open meeting")
    RESEARCHERS = "researchers", _("the researchers")
    TAKEN_OVER = "taken-over", _("taken over from an earlier text")


class Validation(models.TextChoices):
    """How far it was agreed on. Independent of where it comes from."""

    VALIDATED = "validated", _("validated")
    CONSENSUS = "consensus", _("consensus")
    AMENDED = "amended", _("amended")
    CONTESTED = "contested", _("contested")
    ALTERNATIVE = "alternative", _("one of several alternatives")
    NOT_SUBMITTED = "not-submitted", _("not submitted to anyone for agreement")


class Addressing(models.TextChoices):
    """Whether the source says to whom it speaks."""

    NAMED = "named", _("named in the source")
    DEDUCED = "deduced", _("deduced by the editor")


class Channel(models.TextChoices):
    LETTER = "letter", _("letter")
    EMAIL = "email", _("e-mail")
    HEARING = "hearing", _("hearing")
    SITTING = "sitting", _("council sitting")
    MEETING = "meeting", _("meeting")
    PUBLICATION = "publication", _("publication handed over")


class Basis(models.TextChoices):
    LEGAL = "legal", _("set by law")
    ASKED = "asked", _("asked for, not legal")


class AnswerKind(models.TextChoices):
    ACKNOWLEDGEMENT = "acknowledgement", _("acknowledgement of receipt")
    HOLDING = "holding", _("holding reply")
    EXTENSION = "extension", _("extension announced")
    SUBSTANTIVE = "substantive", _("answer on the substance")
    REFUSAL = "refusal", _("refusal to answer")


class Position(models.TextChoices):
    """What the authority says; whether it is done is another question."""

    ACCEPTED = "accepted", _("accepted")
    IN_PRINCIPLE = "in-principle", _("accepted in principle")
    REFUSED = "refused", _("refused")
    BESIDE = "beside", _("beside the question")


class Implementation(models.TextChoices):
    NOT_STARTED = "not-started", _("not started")
    PROGRESS = "progress", _("being carried out")
    DONE = "done", pgettext_lazy("implementation", "carried out")
    ABANDONED = "abandoned", _("abandoned")


class Assessor(models.TextChoices):
    COORDINATION = "coordination", _("the coordination")
    GROUP = "group", _("the working group")
    AUTHORITY = "authority", _("the authority itself")
    INDEPENDENT = "independent", _("an independent observer")


class Verdict(models.TextChoices):
    """What the coordination thinks of it: neither what was promised nor what was carried out."""

    MEETS = "meets", _("meets what was asked")
    PARTLY = "partly", _("meets it in part")
    FALLS_SHORT = "falls-short", _("does not meet it")


class Relation(models.TextChoices):
    """How a recommendation stands to another one. Only *repeats* has a direction."""

    REPEATS = "repeats", _("repeats, was asked before in")
    ALTERNATIVE = "alternative", _("is an alternative to")
    COMPLEMENTARY = "complementary", _("is complementary to")
