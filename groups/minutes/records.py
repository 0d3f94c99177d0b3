"""The minutes of a meeting, in the language in which they were taken, and their files."""

from uuid import uuid4

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from cms import languages
from publications.ledger.answering.deposits import private_storage

from ..meetings.records import Meeting


def place_of(instance, name):
    """The name that somebody gave to a file never becomes a name on our disk."""
    return f"minutes/{uuid4().hex}"


class MinutesQuerySet(models.QuerySet):
    def approved(self):
        return self.exclude(approved_on=None)

    def with_meeting(self):
        return self.select_related("meeting__group", "meeting__body")


class Minutes(models.Model):
    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="minutes")
    language = models.CharField(
        _("written in"), max_length=2, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    text = models.TextField(_("minutes"), blank=True)
    approved_on = models.DateField(
        _("approved on"), null=True, blank=True, help_text=_("Empty: it is a draft, and says so.")
    )
    # Both off: the coordination alone, and who facilitates the group.
    for_members = models.BooleanField(
        _("the members, once they are logged in"),
        default=False,
        help_text=_("People of organisations that take part in the group, or sit in the body."),
    )
    for_officials = models.BooleanField(
        _("officials, each by a link of their own"),
        default=False,
        help_text=_("Only approved minutes. Unticked, every link that was sent is closed at once."),
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = MinutesQuerySet.as_manager()

    # What a text mentions must not appear on the usage screens of what it mentions.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        ordering = ["-meeting__start", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(for_officials=False) | Q(approved_on__isnull=False),
                name="officials_read_approved_minutes",
                violation_error_message=_("Only approved minutes can be sent to officials."),
            )
        ]

    def __str__(self):
        return str(self.meeting)

    @property
    def is_draft(self):
        return self.approved_on is None

    @property
    def html_lang(self):
        return languages.html_lang(self.language)

    @property
    def can_be_sent(self):
        return self.for_officials and not self.is_draft


class MinutesFile(models.Model):
    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="files")
    file = models.FileField(storage=private_storage, upload_to=place_of)
    name = models.CharField(_("name"), max_length=150)
    size = models.PositiveIntegerField(_("size"))
    extension = models.CharField(_("kind of file"), max_length=5)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        verbose_name = _("file of minutes")
        verbose_name_plural = _("files of minutes")
        default_permissions = ()

    def __str__(self):
        return self.name


@receiver(post_delete, sender=MinutesFile)
def erase_file(sender, instance, **kwargs):
    """The file goes when the row is really gone, whatever took the row along."""
    transaction.on_commit(lambda: instance.file.storage.delete(instance.file.name))
