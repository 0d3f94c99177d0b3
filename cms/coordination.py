"""Who publishes this site, and how to reach them: facts stored once, shown on every page."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from .bilingual import Bilingual


@register_setting(icon="home")
class Coordination(BaseSiteSetting):
    name_fr = models.CharField(_("name in French"), max_length=120)
    name_nl = models.CharField(_("name in Dutch"), max_length=120)
    acronym_fr = models.CharField(_("acronym in French"), max_length=20)
    acronym_nl = models.CharField(_("acronym in Dutch"), max_length=20)
    mission_fr = models.CharField(
        _("mission in French"),
        max_length=250,
        blank=True,
        help_text=_("One sentence, shown at the foot of every page and to search engines."),
    )
    mission_nl = models.CharField(_("mission in Dutch"), max_length=250, blank=True)
    address_fr = models.CharField(_("address in French"), max_length=200, blank=True)
    address_nl = models.CharField(_("address in Dutch"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(
        _("e-mail"), blank=True, help_text=_("Messages of the contact form arrive here.")
    )

    group_organisations_min = models.PositiveSmallIntegerField(
        _("organisations at least"),
        default=4,
        help_text=_("A working group is published as active only with so many taking part."),
    )
    group_public_services_min = models.PositiveSmallIntegerField(
        _("public services at least"), default=1, help_text=_("Among them. Example: the CPAS.")
    )
    group_associations_min = models.PositiveSmallIntegerField(
        _("associations at least"), default=1, help_text=_("Among them. 0 if there is no rule.")
    )

    officials_kept_months = models.PositiveSmallIntegerField(
        _("names of officials are kept for so many months"),
        default=12,
        help_text=_("To whom minutes were sent: then only the function remains."),
    )

    name = Bilingual()
    acronym = Bilingual()
    mission = Bilingual()
    address = Bilingual()

    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("name_fr"), FieldPanel("name_nl")]),
                FieldRowPanel([FieldPanel("acronym_fr"), FieldPanel("acronym_nl")]),
                FieldRowPanel([FieldPanel("mission_fr"), FieldPanel("mission_nl")]),
            ],
            heading=_("The coordination"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("address_fr"), FieldPanel("address_nl")]),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
            ],
            heading=_("Contact"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("group_organisations_min"),
                        FieldPanel("group_public_services_min"),
                        FieldPanel("group_associations_min"),
                    ]
                )
            ],
            heading=_("When a working group may be called active"),
            help_text=_(
                "Besides these, the steering committee must have agreed on its convention. "
                "An editor who publishes a group is told what is missing."
            ),
        ),
        MultiFieldPanel([FieldPanel("officials_kept_months")], heading=_("Minutes")),
    ]

    class Meta:
        verbose_name = _("the coordination and its contact details")

    def __str__(self):
        return f"{self.acronym_fr} · {self.acronym_nl}"
