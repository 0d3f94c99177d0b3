"""Streets and where they are: optional, from the open file of all Belgian addresses (BeST)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.bilingual import Bilingual


class Street(models.Model):
    """The part of a street that lies in one postcode."""

    name_fr = models.CharField(_("name in French"), max_length=120, blank=True)
    name_nl = models.CharField(_("name in Dutch"), max_length=120, blank=True)
    # As it is looked for: see `streetnames.key`.
    key_fr = models.CharField(max_length=120, blank=True, db_index=True)
    key_nl = models.CharField(max_length=120, blank=True, db_index=True)
    postcode = models.CharField(_("postcode"), max_length=4)
    municipality_fr = models.CharField(_("municipality in French"), max_length=80, blank=True)
    municipality_nl = models.CharField(_("municipality in Dutch"), max_length=80, blank=True)
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))
    # Some of its houses, [number, latitude, longitude], because a street may be kilometres long.
    houses = models.JSONField(default=list, blank=True)

    name = Bilingual()
    municipality = Bilingual()

    class Meta:
        verbose_name = _("street")
        verbose_name_plural = _("streets")
        constraints = [
            models.UniqueConstraint(
                fields=["postcode", "name_fr", "name_nl"], name="one_street_a_postcode"
            )
        ]
        indexes = [models.Index(fields=["postcode"])]

    def __str__(self):
        return f"{self.name.plain}, {self.postcode} {self.municipality.plain}"

    def position(self, number: int | None = None) -> tuple[float, float]:
        """Of the house that is nearest by its number, or of the middle of the street."""
        if number is None or not self.houses:
            return self.latitude, self.longitude
        _number, latitude, longitude = min(self.houses, key=lambda house: abs(house[0] - number))
        return latitude, longitude
