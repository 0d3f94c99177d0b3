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
