"""What a person in a wheelchair, with a pram or with a stick needs to know of a building.

Features and measures, never "accessible: yes": what stops one person is no matter to another.
"""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.bilingual import Bilingual


class Ramp(models.TextChoices):
    FIXED = "fixed", _("A ramp is there")
    ON_REQUEST = "on-request", _("A ramp is put out: ring or call first")


class BuildingAccess(models.Model):
    """The part of a place that one meets with wheels. Empty means that nobody looked yet."""

    step_free = models.BooleanField(_("step-free from the street"), default=False)
    steps = models.PositiveSmallIntegerField(
        _("steps at the entrance"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(99)],
        help_text=_("Example: 2. Leave empty if nobody counted them."),
    )
    ramp = models.CharField(_("ramp"), max_length=20, choices=Ramp, blank=True)
    door_width = models.PositiveSmallIntegerField(
        _("narrowest door, in cm"),
        null=True,
        blank=True,
        validators=[MinValueValidator(40), MaxValueValidator(400)],
        help_text=_("The free passage on the way in. Example: 85."),
    )
    floor = models.SmallIntegerField(
        _("floor"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-5), MaxValueValidator(60)],
        help_text=_("Where people are received: 0 on the ground floor, 2 on the second."),
    )
    lift = models.BooleanField(_("lift"), default=False)
    reachable_bell = models.BooleanField(_("bell one reaches while seated"), default=False)
    adapted_toilet = models.BooleanField(_("adapted toilet"), default=False)
    adapted_parking = models.BooleanField(_("adapted parking space nearby"), default=False)
    pram_space = models.BooleanField(_("room to leave a pram"), default=False)
    access_note_fr = models.CharField(
        _("access, in French"),
        max_length=200,
        blank=True,
        help_text=_("What else one should know before coming. Example: heavy door, ring twice."),
    )
    access_note_nl = models.CharField(_("access, in Dutch"), max_length=200, blank=True)

    access_note = Bilingual()

    panel = MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("step_free"), FieldPanel("steps")]),
            FieldPanel("ramp"),
            FieldRowPanel([FieldPanel("door_width"), FieldPanel("floor")]),
            FieldRowPanel([FieldPanel("lift"), FieldPanel("reachable_bell")]),
            FieldRowPanel(
                [FieldPanel(name) for name in ("adapted_toilet", "adapted_parking", "pram_space")]
            ),
            FieldRowPanel([FieldPanel("access_note_fr"), FieldPanel("access_note_nl")]),
        ],
        heading=_("Access to the building"),
    )

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.step_free and self.steps and not self.ramp:
            raise ValidationError(
                {"steps": _("Step-free, with steps: say which ramp gets around them.")}
            )

    @property
    def access_features(self):
        """What the building has, in words; nothing is said of what nobody looked at."""
        features = [
            (self.step_free, _("Step-free from the street")),
            (self.steps, self.steps_words),
            (self.ramp, self.get_ramp_display()),
            (self.door_width, _("Narrowest door: %(width)s cm") % {"width": self.door_width}),
            (self.floor is not None, self.floor_words),
            (self.lift and not self.floor, _("Lift")),
            (self.reachable_bell, _("Bell one reaches while seated")),
            (self.adapted_toilet, _("Adapted toilet")),
            (self.adapted_parking, _("Adapted parking space nearby")),
            (self.pram_space, _("Room to leave a pram")),
        ]
        return [words for present, words in features if present]

    @property
    def steps_words(self):
        words = ngettext(
            "%(number)s step at the entrance", "%(number)s steps at the entrance", self.steps or 0
        )
        return words % {"number": self.steps}

    @property
    def floor_words(self):
        if self.floor == 0:
            return _("On the ground floor")
        if self.lift:
            return _("On floor %(floor)s, with a lift") % {"floor": self.floor}
        return _("On floor %(floor)s") % {"floor": self.floor}
