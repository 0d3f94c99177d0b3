"""What happened to an interpellation besides sendings and answers: heard, debated, followed up."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.documents import get_document_model_string

from cms.bilingual import Bilingual

from .authorities import Authority
from .interpellations import InterpellationPage


class MilestoneQuerySet(models.QuerySet):
    def until(self, on):
        return self.filter(happened_on__lte=on)


class Milestone(models.Model):
    """A record of its own: a draft, or an older version of the page, must never undo one."""

    class Kind(models.TextChoices):
        HEARD = "heard", _("heard")
        DEBATED = "debated", _("debated in a council sitting")
        MET = "met", _("meeting")
        FOLLOWED_UP = "followed-up", _("followed up")

    interpellation = models.ForeignKey(
        InterpellationPage,
        verbose_name=_("interpellation"),
        on_delete=models.CASCADE,
        related_name="milestones",
    )
    happened_on = models.DateField(_("day"))
    kind = models.CharField(_("what happened"), max_length=20, choices=Kind.choices)
    authority = models.ForeignKey(
        Authority,
        verbose_name=_("by whom, or with whom"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    note_fr = models.TextField(
        _("what was said, in French"),
        help_text=_("One or two sentences that anyone can check. Roles, never names."),
    )
    note_nl = models.TextField(_("what was said, in Dutch"), blank=True)
    document = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("document"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Example: the public report of the sitting."),
    )

    note = Bilingual()

    objects = MilestoneQuerySet.as_manager()

    panels = [
        FieldPanel("interpellation"),
        FieldRowPanel(
            [FieldPanel("happened_on"), FieldPanel("kind"), FieldPanel("authority")],
        ),
        FieldRowPanel([FieldPanel("note_fr"), FieldPanel("note_nl")]),
        FieldPanel("document"),
    ]

    class Meta:
        ordering = ["happened_on", "pk"]
        verbose_name = _("hearing or other event")
        verbose_name_plural = _("hearings and other events")

    def __str__(self):
        return f"{self.happened_on} {self.get_kind_display()}"

    def clean(self):
        super().clean()
        if self.interpellation_id:
            # What a family of pages shares hangs on its original.
            self.interpellation = self.interpellation.original
