"""How often, and in which languages: what one subscribes to, written `digest:weekly-fr`."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms import languages
from cms.subscriptions.topics import topic

KIND = "digest"


class Cadence(models.TextChoices):
    WEEKLY = "weekly", gettext_lazy("every week")
    MONTHLY = "monthly", gettext_lazy("every month")


class Voice(models.TextChoices):
    FRENCH = "fr", gettext_lazy("in French")
    DUTCH = "nl", gettext_lazy("in Dutch")
    BOTH = "both", gettext_lazy("in both languages")

    @property
    def codes(self) -> list[str]:
        return languages.CODES if self == Voice.BOTH else [str(self)]


@dataclass(frozen=True)
class Wanted:
    cadence: Cadence
    voice: Voice

    @property
    def topic(self) -> str:
        return topic(KIND, f"{self.cadence}-{self.voice}")

    def __str__(self):
        facts = {"cadence": self.cadence.label, "voice": self.voice.label}
        return _("News of the network, %(cadence)s, %(voice)s") % facts


def wanted(code: str) -> Wanted | None:
    """What the code of a topic means; None for what nobody can subscribe to."""
    cadence, _dash, voice = code.partition("-")
    if cadence in Cadence.values and voice in Voice.values:
        return Wanted(Cadence(cadence), Voice(voice))
    return None
