"""What came back: verbatim in its language, summed up in both, with its files."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.documents import get_document_model_string
from wagtail.models import Orderable

from cms import languages
from cms.bilingual import Bilingual

from . import clock
from .kinds import AnswerKind, Position


class AnswerQuerySet(models.QuerySet):
    def known(self, on):
        return self.filter(received_on__lte=on)

    def settling(self, on):
        """What stops the clock. The same rule as `clock.of_sending`."""
        return self.known(on).filter(kind__in=clock.SETTLING)

    def noting(self, on):
        """What is noted and does not stop it."""
        return self.known(on).filter(kind__in=clock.NOTING)

    def extending(self, on):
        """What moves the due day. The same rule as `clock.due_of`."""
        return self.known(on).exclude(extended_to=None)


class Answer(ClusterableModel):
    sending = ParentalKey("publications.Sending", on_delete=models.CASCADE, related_name="answers")
    received_on = models.DateField(_("received on"))
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=AnswerKind.choices,
        help_text=_("An acknowledgement or a holding reply does not stop the clock."),
    )
    position = models.CharField(
        _("position of the authority"),
        max_length=20,
        choices=Position.choices,
        blank=True,
        help_text=_("What it says. What it does is recorded under “What was carried out”."),
    )
    extended_to = models.DateField(
        _("announces an answer by"),
        null=True,
        blank=True,
        help_text=_("An extension: it moves the due day, and both days stay visible."),
    )
    text = models.TextField(
        _("original text"), blank=True, help_text=_("Word for word, in the language it came in.")
    )
    text_language = models.CharField(
        _("language of the original"), max_length=2, choices=settings.LANGUAGES, blank=True
    )
    summary_fr = models.TextField(_("summary in French"), blank=True)
    summary_nl = models.TextField(_("summary in Dutch"), blank=True)

    summary = Bilingual()

    objects = AnswerQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("received_on"), FieldPanel("kind")]),
        FieldRowPanel([FieldPanel("position"), FieldPanel("extended_to")]),
        FieldRowPanel([FieldPanel("summary_fr"), FieldPanel("summary_nl")]),
        FieldPanel("text"),
        FieldPanel("text_language"),
        InlinePanel("files", heading=_("Files of the answer"), label=_("file")),
    ]

    class Meta:
        ordering = ["received_on", "pk"]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind=AnswerKind.SUBSTANTIVE) | ~models.Q(position=""),
                name="answer_on_substance_has_a_position",
                violation_error_message=_("Say which position the authority takes."),
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=AnswerKind.EXTENSION) | ~models.Q(extended_to=None),
                name="extension_has_a_day",
                violation_error_message=_("Say until when it is extended."),
            ),
            models.CheckConstraint(
                condition=models.Q(extended_to=None)
                | models.Q(extended_to__gte=models.F("received_on")),
                name="extension_into_the_future",
                violation_error_message=_("An extension cannot end before it is announced."),
            ),
            models.CheckConstraint(
                condition=models.Q(extended_to=None) | models.Q(kind__in=clock.NOTING),
                name="only_what_answers_nothing_extends",
                violation_error_message=_("What answers the question needs no extension."),
            ),
        ]
        indexes = [models.Index(fields=["sending", "received_on"], name="answers_of_a_sending")]

    def __str__(self):
        return f"{self.received_on} {self.get_kind_display()}"

    def clean(self):
        super().clean()
        sent_on = self.sending.sent_on if self.sending_id else None
        if sent_on and self.received_on and self.received_on < sent_on:
            raise ValidationError({"received_on": _("An answer cannot come before the sending.")})
        if self.text and not self.text_language:
            raise ValidationError({"text_language": _("Say in which language the text is.")})

    @property
    def text_html_lang(self):
        return languages.html_lang(self.text_language)


class AnswerFile(Orderable):
    """A letter, its annexes: as many as came."""

    answer = ParentalKey(Answer, on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("document"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [FieldPanel("document")]

    class Meta(Orderable.Meta):
        verbose_name = _("file of an answer")
        verbose_name_plural = _("files of an answer")

    def __str__(self):
        return str(self.document)
