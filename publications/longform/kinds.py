"""What is published, and which facts concern which kind: said once, for the form and the page."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    PROCEEDINGS = "proceedings", _("proceedings of a colloquium")
    MEMORANDUM = "memorandum", _("memorandum")
    WHITE_PAPER = "white-paper", _("white paper")
    DIAGNOSIS = "diagnosis", _("shared diagnosis")
    ACTIVITY_REPORT = "activity-report", _("activity report")
    RESEARCH = "research", _("research report")
    PRACTICE = "practice", _("practice sheet")


class Aspect(models.TextChoices):
    """A group of facts that only some kinds have."""

    EVENT = "event", _("The event and its programme")
    PERIOD = "period", _("What it covers")
    METHOD = "method", _("How it was made")
    PRACTICE = "practice", _("What it is for, and whether it works")


CONCERNS = {
    Aspect.EVENT: (Kind.PROCEEDINGS,),
    Aspect.PERIOD: (Kind.DIAGNOSIS, Kind.ACTIVITY_REPORT, Kind.RESEARCH),
    Aspect.METHOD: (Kind.DIAGNOSIS, Kind.RESEARCH),
    Aspect.PRACTICE: (Kind.PRACTICE,),
}


def concerns(aspect, kind):
    """A fact typed for another kind is kept in the form and not shown to readers."""
    return kind in CONCERNS[aspect]


class ChapterRole(models.TextChoices):
    """What a chapter is in the whole, where that is worth saying."""

    PREFACE = "preface", _("preface")
    OPENING = "opening", _("opening")
    KEYNOTE = "keynote", _("keynote")
    WORKSHOP = "workshop", _("workshop")
    SYNTHESIS = "synthesis", _("synthesis")
    CONCLUSIONS = "conclusions", _("conclusions")
    METHOD = "method", _("method note")
    EVALUATIONS = "evaluations", _("evaluations")
    PERSPECTIVES = "perspectives", _("perspectives")
    ANNEX = "annex", _("annex")
    THANKS = "thanks", _("thanks")


class ItemKind(models.TextChoices):
    """What happened at an hour of the programme."""

    OPENING = "opening", _("opening")
    KEYNOTE = "keynote", _("keynote")
    DEBATE = "debate", _("debate")
    WORKSHOP = "workshop", _("workshop")
    SYNTHESIS = "synthesis", _("synthesis")
    CONCLUSIONS = "conclusions", _("conclusions")
    OTHER = "other", _("other moment")


class Part(models.TextChoices):
    SPEAKER = "speaker", _("speaker")
    FACILITATOR = "facilitator", _("facilitator")
    REPORTER = "reporter", _("reporter")


class AttachmentKind(models.TextChoices):
    ANNEX = "annex", _("annex")
    SLIDES = "slides", _("slides")
    EARLIER = "earlier", _("earlier edition")
    EASY = "easy", _("easy-to-read version")
    SUMMARY = "summary", _("summary")
    PRINTED = "printed", _("printed edition")
    OTHER = "other", _("other document")
