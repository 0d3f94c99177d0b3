from django.db import models
from django.utils.translation import gettext_lazy as _


class Change(models.TextChoices):
    """What an editor says when something public is published again."""

    CORRECTION = "correction", _("a correction that readers should know of")
    MINOR = "minor", _("a minor edit without notice: a typing mistake, the layout")
    EDITION = "edition", _("a new edition, or more of it")


class Nature(models.TextChoices):
    """How a version became public."""

    FIRST = "first", _("first publication")
    CORRECTION = "correction", _("corrected")
    EDITION = "edition", _("new edition")
    AGAIN = "again", _("published again")


class Reason(models.TextChoices):
    """Why a version may no longer be read: in words that repeat nothing of what it said."""

    PERSONAL = "personal", _("it held personal data")
    REQUEST = "request", _("somebody whom it concerned asked for it")
    HARM = "harm", _("it held a mistake that could do harm")
    RIGHTS = "rights", _("others hold the rights on something in it")
    PAGE = "page", _("the whole page had been withdrawn")
