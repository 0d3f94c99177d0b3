"""Who registered. The coordination alone reads this, and it is erased some days after the event."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms import languages
from directory.organisations import Organisation
from directory.vocabulary import BodyKind

from .rules import RegistrationRules


class RegistrationQuerySet(models.QuerySet):
    def confirmed(self):
        return self.filter(state=Registration.State.CONFIRMED)

    def waiting(self):
        """The first who waits comes first."""
        return self.filter(state=Registration.State.WAITING).order_by("registered_at", "pk")

    def by_name(self):
        return self.select_related("organisation").order_by("name", "pk")


class Registration(models.Model):
    class State(models.TextChoices):
        CONFIRMED = "confirmed", _("has a place")
        WAITING = "waiting", _("waits")

    rules = models.ForeignKey(
        RegistrationRules, on_delete=models.CASCADE, related_name="registrations"
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    name = models.CharField(_("name"), max_length=100)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("entry of the directory"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    organisation_name = models.CharField(_("organisation"), max_length=140, blank=True)
    kind = models.CharField(
        _("kind of institution"), max_length=20, choices=BodyKind.choices, blank=True
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    access = models.CharField(_("what makes coming easier"), max_length=300, blank=True)
    meal = models.CharField(_("what one does not eat"), max_length=300, blank=True)
    remarks = models.CharField(_("remark"), max_length=500, blank=True)
    language = models.CharField(
        _("language of the letters"), max_length=2, choices=list(languages.NAMES.items())
    )
    registered_at = models.DateTimeField(default=timezone.now)
    came = models.BooleanField(_("came"), default=False)

    objects = RegistrationQuerySet.as_manager()

    # Neither counted among the uses of an entry of the directory, nor named there.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["registered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rules", "email"],
                condition=~Q(email=""),
                name="registered_once",
                violation_error_message=_("Somebody is registered with this address already."),
            )
        ]

    def __str__(self):
        """Without a name: this is what logs and lists of the admin write."""
        return f"#{self.pk}"

    @property
    def is_confirmed(self):
        return self.state == self.State.CONFIRMED

    @property
    def house(self):
        """The organisation as the list and the badge say it."""
        return self.organisation.name.plain if self.organisation else self.organisation_name

    @property
    def body_kind(self):
        return self.organisation.kind if self.organisation else self.kind or BodyKind.OTHER

    @property
    def place_in_queue(self):
        before = Q(registered_at__lt=self.registered_at)
        before |= Q(registered_at=self.registered_at, pk__lt=self.pk)
        return Registration.objects.waiting().filter(before, rules=self.rules_id).count() + 1
