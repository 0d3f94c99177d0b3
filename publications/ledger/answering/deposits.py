"""What an authority deposited: a draft that nobody but the coordination reads until it decides."""

from uuid import uuid4

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms import languages

from ..kinds import AnswerKind, Position
from .links import AnswerLink


def private_storage():
    """Beside the media folder: no address leads there."""
    return FileSystemStorage(location=settings.PRIVATE_ROOT, base_url=None)


def place_of(instance, name):
    """The name that somebody gave to a file never becomes a name on our disk."""
    return f"deposits/{uuid4().hex}"


class DepositQuerySet(models.QuerySet):
    def sent(self):
        return self.exclude(sent_at=None)

    def to_read(self):
        """Arrived, and nobody decided yet; the oldest first."""
        return self.sent().filter(decision="").order_by("sent_at")

    def abandoned(self):
        """Begun and never sent, by a link that cannot be used any more."""
        return self.filter(sent_at=None).exclude(link__in=AnswerLink.objects.usable())


class Deposit(models.Model):
    class Decision(models.TextChoices):
        ACCEPTED = "accepted", _("recorded as an answer")
        REFUSED = "refused", _("not taken over")

    link = models.OneToOneField(AnswerLink, on_delete=models.CASCADE, related_name="deposit")
    kind = models.CharField(_("kind"), max_length=20, choices=AnswerKind.choices)
    position = models.CharField(
        _("position of the authority"), max_length=20, choices=Position.choices, blank=True
    )
    extended_to = models.DateField(_("announces an answer by"), null=True, blank=True)
    text = models.TextField(_("text of the answer"), blank=True)
    text_language = models.CharField(
        _("language of the text"), max_length=2, choices=settings.LANGUAGES, blank=True
    )
    role = models.CharField(_("function of who answers"), max_length=120)
    sent_at = models.DateTimeField(_("deposited on"), null=True, blank=True)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision.choices, blank=True)
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True)
    answers = models.ManyToManyField("publications.Answer", related_name="deposits", blank=True)

    objects = DepositQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = _("deposited answer")
        verbose_name_plural = _("deposited answers")

    def __str__(self):
        return str(self.sending)

    @property
    def sending(self):
        return self.link.sending

    @property
    def number(self):
        """What the receipt says."""
        day = timezone.localdate(self.sent_at)
        return f"{day.year}-{self.pk:04}"

    @property
    def text_html_lang(self):
        return languages.html_lang(self.text_language)


class DepositFile(models.Model):
    deposit = models.ForeignKey(Deposit, on_delete=models.CASCADE, related_name="files")
    file = models.FileField(storage=private_storage, upload_to=place_of)
    name = models.CharField(_("name"), max_length=150)
    size = models.PositiveIntegerField(_("size"))
    extension = models.CharField(_("kind of file"), max_length=5)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("deposited file")
        verbose_name_plural = _("deposited files")
        default_permissions = ()

    def __str__(self):
        return self.name
