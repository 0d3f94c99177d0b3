"""Where one goes."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.forms import HiddenInput, Select
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable

from cms import languages
from cms.bilingual import Bilingual
from cms.media import SiteImage

from .building import BuildingAccess
from .identifiers import PhoneField, shown_phone
from .vocabulary import Municipality, Neighbourhood


class Place(BuildingAccess, Orderable):
    organisation = ParentalKey(
        "directory.Organisation", on_delete=models.CASCADE, related_name="places"
    )
    # Services say by it where they are given. A number of the database would not do: a place that
    # is still a draft has none.
    code = models.SlugField(_("code"), max_length=60, blank=True)
    label_fr = models.CharField(
        _("name of the place in French"),
        max_length=80,
        blank=True,
        help_text=_("Only where there are several. Example: north branch."),
    )
    label_nl = models.CharField(_("name of the place in Dutch"), max_length=80, blank=True)
    street_fr = models.CharField(_("street in French"), max_length=120)
    street_nl = models.CharField(_("street in Dutch"), max_length=120, blank=True)
    number = models.CharField(_("number and box"), max_length=20, blank=True)
    postcode = models.CharField(
        _("postcode"),
        max_length=4,
        validators=[RegexValidator(r"^[1-9][0-9]{3}$", _("A Belgian postcode has four digits."))],
    )
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        related_name="places",
        verbose_name=_("municipality"),
    )
    neighbourhood = models.ForeignKey(
        Neighbourhood,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="places",
        verbose_name=_("neighbourhood"),
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Example: 50.867"),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("Example: 4.377"),
    )
    phone = PhoneField(
        _("telephone"), blank=True, help_text=_("Only if it differs from the general number.")
    )
    photo = models.ForeignKey(
        SiteImage,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("photo of the building"),
        help_text=_("The door as one sees it from the street, without anybody on it."),
    )
    getting_there_fr = models.CharField(
        _("how to get there, in French"),
        max_length=250,
        blank=True,
        help_text=_("Stops and lines, and what one sees on arriving. Example: tram 55, Liedts."),
    )
    getting_there_nl = models.CharField(_("how to get there, in Dutch"), max_length=250, blank=True)
    label = Bilingual()
    street = Bilingual()
    getting_there = Bilingual()

    panels = [
        FieldRowPanel([FieldPanel("street_fr"), FieldPanel("street_nl")]),
        FieldRowPanel([FieldPanel("number"), FieldPanel("postcode")]),
        FieldRowPanel(
            [
                FieldPanel("municipality", widget=Select),
                FieldPanel("neighbourhood", widget=Select),
            ]
        ),
        FieldRowPanel([FieldPanel("getting_there_fr"), FieldPanel("getting_there_nl")]),
        BuildingAccess.panel,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("label_fr"), FieldPanel("label_nl")]),
                FieldPanel("phone"),
                FieldPanel("photo"),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                FieldPanel("code", widget=HiddenInput, classname="w-hidden"),
            ],
            heading=_("More about this place"),
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("place")
        verbose_name_plural = _("places")

    def __str__(self):
        return self.address()

    def clean(self):
        super().clean()
        self.ensure_code()

    def save(self, *args, **kwargs):
        self.ensure_code()
        super().save(*args, **kwargs)

    def ensure_code(self):
        """Given once; it stays when the address is corrected."""
        self.code = self.code or slugify(f"{self.street_fr} {self.number} {self.label_fr}")[:60]

    @property
    def shown_phone(self):
        return shown_phone(self.phone)

    def address(self, language=None):
        """One line, as on an envelope: the house number follows the street in both languages."""
        code = language or languages.current()
        street = getattr(self, f"street_{code}") or self.street_fr or self.street_nl
        line = " ".join(part for part in (street, self.number) if part)
        return f"{line}, {self.postcode} {getattr(self.municipality, f'label_{code}')}"

    @property
    def position(self):
        if self.latitude is None or self.longitude is None:
            return None
        return float(self.latitude), float(self.longitude)
