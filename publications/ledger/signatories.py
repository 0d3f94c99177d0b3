"""Who signed an interpellation, by whose word, and until when.

Taking part never implies signing. These rows hang on no draft and are in no revision: what an
organisation takes back is gone everywhere at once, and an older version of a page brings no
signature back. Who did not sign is in no row that a public page ever reads.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from cms.words import in_words
from directory.organisations import Organisation

from .interpellations import InterpellationPage


class Means(models.TextChoices):
    LETTER = "letter", _("letter")
    EMAIL = "email", _("e-mail")
    MINUTES = "minutes", _("decision of its board, on paper")
    LINK = "link", _("by the personal link of the site")


class SignatoryQuerySet(models.QuerySet):
    def of(self, page):
        return self.filter(interpellation=page.original.pk)

    def standing(self, on):
        """Signatures that count that day: given, and not taken back."""
        kept = Q(withdrawn_on=None) | Q(withdrawn_on__gt=on)
        return self.filter(kept, consent_on__lte=on)


class Signatory(models.Model):
    interpellation = models.ForeignKey(
        InterpellationPage,
        verbose_name=_("interpellation"),
        on_delete=models.CASCADE,
        related_name="signatories",
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    consent_on = models.DateField(_("consent given on"))
    given_by = models.CharField(
        _("given by"),
        max_length=120,
        help_text=_("A role, never a name; never shown. Example: the board, the director."),
    )
    given_how = models.CharField(_("how it was given"), max_length=20, choices=Means.choices)
    evidence = models.CharField(
        _("where the proof is kept"),
        max_length=200,
        blank=True,
        help_text=_("Never shown. Example: mailbox of the coordination, 3 March."),
    )
    text_agreed = models.TextField(
        _("text agreed to"), blank=True, help_text=_("As it stood that day, word for word.")
    )
    withdrawn_on = models.DateField(_("taken back on"), null=True, blank=True)

    objects = SignatoryQuerySet.as_manager()

    # Elsewhere in the admin, “where is this organisation used” would name who is only asked.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["organisation__name_fr", "consent_on", "pk"]
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        constraints = [
            models.UniqueConstraint(
                fields=["interpellation", "organisation"],
                condition=Q(withdrawn_on=None),
                name="signs_once",
                violation_error_message=_("This organisation has signed already."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("consent_on")),
                name="taken_back_after_it_was_given",
                violation_error_message=_("A consent cannot be taken back before it was given."),
            ),
        ]

    def __str__(self):
        return str(self.organisation)

    def clean(self):
        super().clean()
        if self.consent_on and self.consent_on > timezone.localdate():
            raise ValidationError({"consent_on": _("A consent is recorded once it was given.")})

    @property
    def is_standing(self):
        return self.withdrawn_on is None or self.withdrawn_on > timezone.localdate()


class ConsentRequestQuerySet(models.QuerySet):
    def of(self, page):
        return self.filter(interpellation=page.original.pk)

    def spent(self, on):
        """Of what has left: whoever did not sign by then is forgotten."""
        return self.filter(interpellation__sendings__sent_on__lte=on)

    def forget_spent(self):
        spent = self.spent(timezone.localdate()).values_list("pk", flat=True)
        return self.filter(pk__in=list(spent)).delete()


class ConsentRequest(models.Model):
    """An organisation that is asked to sign. Erased when it signs, and when the text leaves."""

    interpellation = models.ForeignKey(
        InterpellationPage, on_delete=models.CASCADE, related_name="consent_requests"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    key_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)
    asked_on = models.DateField(_("asked on"), null=True, blank=True)
    expires_on = models.DateField(_("link valid until"), null=True, blank=True)
    declined_on = models.DateField(_("declined on"), null=True, blank=True)

    objects = ConsentRequestQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["organisation__name_fr"]
        verbose_name = _("request to sign")
        verbose_name_plural = _("requests to sign")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["interpellation", "organisation"], name="asked_once")
        ]

    def __str__(self):
        return str(self.organisation)


def signed_by(page):
    """Organisations that may be shown; whose entry is withdrawn is not named either."""
    standing = Signatory.objects.of(page).standing(timezone.localdate())
    return Organisation.objects.listed().filter(pk__in=standing.values("organisation"))


def agreed_text(page):
    """What an organisation puts its name under, in plain words: kept beside its consent."""
    with translation.override(page.locale.language_code):
        asked = [f"{one.reference} {one.title.plain}" for one in drafted_demands(page)]
    return "\n".join(filter(None, [page.title, page.lead, in_words(page.findings), *asked]))


def drafted_demands(page):
    """All of them, public yet or not: for those who decide whether to sign."""
    return [row.recommendation for row in page.demands.select_related("recommendation")]


def draft_of(page):
    """What is being prepared: the latest version, published or not."""
    return page.get_latest_revision_as_object()
