from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    NETWORK = "network", _("network encounter")
    TRAINING = "training", _("training module")
    MEETING = "meeting", _("meeting")
    HEARING = "hearing", _("hearing")
    WORKSHOP = "workshop", _("workshop")
    COLLOQUIUM = "colloquium", _("colloquium")
    OTHER = "other", _("other")
