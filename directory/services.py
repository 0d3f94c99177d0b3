"""What an organisation does for people: by whom it can be used, how, in which languages."""

from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from cms.bilingual import Bilingual

from .identifiers import PhoneField, shown_phone
from .vocabulary import AccessMode, Audience, SpokenLanguage, Theme


class Service(Orderable, ClusterableModel):
    organisation = ParentalKey(
        "directory.Organisation", on_delete=models.CASCADE, related_name="services"
    )
    name_fr = models.CharField(_("name in French"), max_length=140)
    name_nl = models.CharField(_("name in Dutch"), max_length=140, blank=True)
    themes = ParentalManyToManyField(
        Theme, blank=True, related_name="services", verbose_name=_("themes")
    )
    audiences = ParentalManyToManyField(
        Audience, blank=True, related_name="services", verbose_name=_("for whom")
    )
    languages = ParentalManyToManyField(
        SpokenLanguage, blank=True, related_name="services", verbose_name=_("languages spoken")
    )
    interpreter = models.BooleanField(_("an interpreter can be arranged"), default=False)
    interpretation_fr = models.CharField(
        _("interpretation, in French"),
        max_length=200,
        blank=True,
        help_text=_("Which languages, how. Example: any language by telephone, ask a day ahead."),
    )
    interpretation_nl = models.CharField(_("interpretation, in Dutch"), max_length=200, blank=True)
    # Codes of places of the same organisation; none means all of them. See Place.code.
    place_codes = models.JSONField(_("given at"), default=list, blank=True)
    walk_in = models.BooleanField(AccessMode.WALK_IN.label, default=False)
    by_appointment = models.BooleanField(AccessMode.APPOINTMENT.label, default=False)
    by_referral = models.BooleanField(AccessMode.REFERRAL.label, default=False)
    phone = PhoneField(
        _("telephone"), blank=True, help_text=_("Only if it differs from the general number.")
    )
    conditions_fr = models.TextField(
        _("conditions in French"), blank=True, help_text=_("Example: live in Schaerbeek.")
    )
    conditions_nl = models.TextField(_("conditions in Dutch"), blank=True)
    documents_fr = models.TextField(
        _("what to bring, in French"),
        blank=True,
        help_text=_("One per line. Example: identity card."),
    )
    documents_nl = models.TextField(_("what to bring, in Dutch"), blank=True)
    fees_fr = models.CharField(
        _("cost in French"), max_length=200, blank=True, help_text=_("Example: free of charge.")
    )
    fees_nl = models.CharField(_("cost in Dutch"), max_length=200, blank=True)

    name = Bilingual()
    conditions = Bilingual()
    documents = Bilingual()
    fees = Bilingual()
    interpretation = Bilingual()

    panels = [
        FieldRowPanel([FieldPanel("name_fr"), FieldPanel("name_nl")]),
        FieldRowPanel(
            [
                FieldPanel(name, widget=CheckboxSelectMultiple)
                for name in ("themes", "audiences", "languages")
            ]
        ),
        FieldPanel("interpreter"),
        FieldRowPanel([FieldPanel("interpretation_fr"), FieldPanel("interpretation_nl")]),
        FieldPanel("place_codes"),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("walk_in"),
                        FieldPanel("by_appointment"),
                        FieldPanel("by_referral"),
                    ]
                ),
                FieldPanel("phone"),
                FieldRowPanel([FieldPanel("conditions_fr"), FieldPanel("conditions_nl")]),
                FieldRowPanel([FieldPanel("documents_fr"), FieldPanel("documents_nl")]),
                FieldRowPanel([FieldPanel("fees_fr"), FieldPanel("fees_nl")]),
            ],
            heading=_("Using this service"),
        ),
        InlinePanel(
            "opening_slots",
            heading=_("Hours of this service"),
            label=_("Hours"),
            help_text=_("Only if they differ from the opening hours of the organisation."),
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("service")
        verbose_name_plural = _("services")

    def __str__(self):
        return self.name.plain

    @property
    def access_modes(self):
        present = {
            AccessMode.WALK_IN: self.walk_in,
            AccessMode.APPOINTMENT: self.by_appointment,
            AccessMode.REFERRAL: self.by_referral,
        }
        return [mode for mode in AccessMode if present[mode]]

    def places_among(self, places):
        """Where it is given; every place of the organisation if nothing else is said."""
        return [place for place in places if place.code in self.place_codes] or list(places)

    @property
    def shown_phone(self):
        return shown_phone(self.phone)
