"""Whom to ask for what: a function or a service, never the name of a person."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from cms.bilingual import Bilingual

from .identifiers import PhoneField, shown_phone


class Contact(Orderable):
    organisation = ParentalKey(
        "directory.Organisation", on_delete=models.CASCADE, related_name="contacts"
    )
    role_fr = models.CharField(
        _("for what, in French"),
        max_length=100,
        help_text=_("A function, never the name of a person. Example: reception, school desk."),
    )
    role_nl = models.CharField(_("for what, in Dutch"), max_length=100, blank=True)
    phone = PhoneField(_("telephone"), blank=True, help_text=_("Example: 02 240 30 80"))
    email = models.EmailField(
        _("e-mail"), blank=True, help_text=_("A shared mailbox. Example: info@example.org")
    )

    role = Bilingual()

    panels = [
        FieldRowPanel([FieldPanel("role_fr"), FieldPanel("role_nl")]),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self):
        return self.role.plain

    def clean(self):
        super().clean()
        if not self.phone and not self.email:
            raise ValidationError({"phone": _("Give a telephone number, an e-mail, or both.")})

    @property
    def shown_phone(self):
        return shown_phone(self.phone)
