"""What was sent to whom, and what came back: dated rows from which the clock reads the state."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.documents import get_document_model_string

from cms import languages
from cms.bilingual import Bilingual

from . import clock
from .authorities import Authority
from .interpellations import InterpellationPage
from .kinds import Addressing, AnswerKind, Basis, Channel, Position
from .recommendations import Recommendation


class SendingQuerySet(models.QuerySet):
    def public(self):
        """What was sent of public things only; a draft betrays nothing, not even its addressee."""
        return self.filter(
            Q(recommendation__in=Recommendation.objects.public())
            | Q(interpellation__in=InterpellationPage.objects.live().public())
        )

    def sent(self, on):
        return self.filter(sent_on__lte=on)

    def awaiting_answer(self, on):
        """Sent, and without an answer on the substance; the longest silence first."""
        settled = Answer.objects.settling(on).filter(sending=models.OuterRef("pk"))
        return self.sent(on).filter(~models.Exists(settled)).order_by("sent_on", "pk")

    def overdue(self, on):
        """Still awaiting an answer after the due day. The same rule as `clock.due_of`."""
        known = Q(extended_on=None) | Q(extended_on__lte=on)
        extension = models.Case(models.When(known, then="extended_to"))
        due = Coalesce(Greatest("due_on", extension), Coalesce(extension, "due_on"))
        return self.awaiting_answer(on).alias(due=due).filter(due__lte=clock.overdue_limit(on))

    def with_first_answer(self, on):
        """The day the clock stopped, or nothing."""
        settling = Q(answers__kind__in=clock.SETTLING, answers__received_on__lte=on)
        return self.annotate(answered_on=models.Min("answers__received_on", filter=settling))

    def to(self, authority):
        return self.filter(authority=authority)

    def of_recommendation(self, recommendation):
        """Sent alone, or as a demand of a public interpellation."""
        return self.filter(
            Q(recommendation=recommendation)
            | Q(
                interpellation__in=InterpellationPage.objects.live().public(),
                interpellation__demands__recommendation=recommendation,
            )
        )

    def about(self, recommendations):
        """Each with the recommendation it is `about`: once for each demand it was sent with."""
        demand = FilteredRelation(
            "interpellation__demands",
            condition=Q(interpellation__demands__recommendation__in=recommendations),
        )
        return (
            self.alias(demand=demand)
            .annotate(about=Coalesce("recommendation_id", "demand__recommendation_id"))
            .filter(
                Q(recommendation__in=recommendations)
                | Q(
                    demand__isnull=False,
                    interpellation__in=InterpellationPage.objects.live().public(),
                )
            )
        )

    def with_everything(self):
        return self.select_related(
            "authority", "recommendation", "interpellation__locale"
        ).prefetch_related("answers")


class Sending(ClusterableModel):
    recommendation = models.ForeignKey(
        Recommendation,
        verbose_name=_("recommendation"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="sendings",
    )
    interpellation = models.ForeignKey(
        InterpellationPage,
        verbose_name=_("interpellation"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="sendings",
        help_text=_("Its demands are then sent with it: no need to record them one by one."),
    )
    authority = models.ForeignKey(
        Authority, verbose_name=_("addressee"), on_delete=models.PROTECT, related_name="sendings"
    )
    addressing = models.CharField(
        _("the addressee is"), max_length=10, choices=Addressing.choices, default=Addressing.NAMED
    )
    sent_on = models.DateField(
        _("sent on"),
        null=True,
        blank=True,
        help_text=_("Leave empty as long as it has not been sent: the clock starts that day."),
    )
    channel = models.CharField(_("by"), max_length=20, choices=Channel.choices, blank=True)
    due_on = models.DateField(
        _("answer awaited by"),
        null=True,
        blank=True,
        help_text=_("If offices are closed that day, the next working day counts."),
    )
    basis = models.CharField(_("basis of this date"), max_length=10, choices=Basis, blank=True)
    basis_text_fr = models.TextField(
        _("text of the basis, in French"),
        blank=True,
        help_text=_("The article of the law, or the sentence of the letter that asks for it."),
    )
    basis_text_nl = models.TextField(_("text of the basis, in Dutch"), blank=True)
    extended_to = models.DateField(_("extended to"), null=True, blank=True)
    extended_on = models.DateField(
        _("extension announced on"),
        null=True,
        blank=True,
        help_text=_("Before that day, the first date counted."),
    )
    note_fr = models.TextField(_("note in French"), blank=True)
    note_nl = models.TextField(_("note in Dutch"), blank=True)

    basis_text = Bilingual()
    note = Bilingual()

    objects = SendingQuerySet.as_manager()

    panels = [
        MultiFieldPanel(
            [FieldPanel("recommendation"), FieldPanel("interpellation")],
            heading=_("What was sent: one of the two"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("authority"), FieldPanel("addressing")]),
                FieldRowPanel([FieldPanel("sent_on"), FieldPanel("channel")]),
            ],
            heading=_("To whom and when"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("due_on"), FieldPanel("basis")]),
                FieldRowPanel([FieldPanel("basis_text_fr"), FieldPanel("basis_text_nl")]),
                FieldRowPanel([FieldPanel("extended_to"), FieldPanel("extended_on")]),
            ],
            heading=_("Until when an answer is awaited"),
        ),
        InlinePanel("answers", heading=_("What came back"), label=_("answer")),
        FieldRowPanel([FieldPanel("note_fr"), FieldPanel("note_nl")]),
    ]

    class Meta:
        ordering = ["sent_on", "pk"]
        verbose_name = _("sending")
        verbose_name_plural = _("sendings")
        constraints = [
            models.CheckConstraint(
                condition=Q(recommendation=None) ^ Q(interpellation=None),
                name="sending_of_one_thing",
                violation_error_message=_(
                    "Choose either a recommendation or an interpellation, not both."
                ),
            ),
            models.CheckConstraint(
                condition=Q(due_on=None) | ~Q(basis=""),
                name="due_day_has_a_basis",
                violation_error_message=_("Say whether this date is set by law or asked for."),
            ),
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(sent_on=None) | Q(due_on__gte=F("sent_on")),
                name="due_after_sending",
                violation_error_message=_("An answer cannot be awaited before the sending."),
            ),
        ]

    def __str__(self):
        return f"{self.subject} → {self.authority}"

    def clean(self):
        super().clean()
        if self.interpellation_id:
            # What a family of pages shares hangs on its original.
            self.interpellation = self.interpellation.original

    @property
    def subject(self):
        return self.recommendation or self.interpellation

    def clock(self, on):
        return clock.of_sending(self, self.answers.all(), on)


class AnswerQuerySet(models.QuerySet):
    def settling(self, on):
        """What stops the clock. The same rule as `clock.of_sending`."""
        return self.filter(kind__in=clock.SETTLING, received_on__lte=on)


class Answer(models.Model):
    sending = ParentalKey(Sending, on_delete=models.CASCADE, related_name="answers")
    received_on = models.DateField(_("received on"))
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=AnswerKind.choices,
        help_text=_("An acknowledgement or a holding reply does not stop the clock."),
    )
    position = models.CharField(
        _("position of the authority"), max_length=20, choices=Position.choices, blank=True
    )
    text = models.TextField(
        _("original text"), blank=True, help_text=_("Word for word, in the language it came in.")
    )
    text_language = models.CharField(
        _("language of the original"), max_length=2, choices=settings.LANGUAGES, blank=True
    )
    summary_fr = models.TextField(_("summary in French"), blank=True)
    summary_nl = models.TextField(_("summary in Dutch"), blank=True)
    document = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("document"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    summary = Bilingual()

    objects = AnswerQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("received_on"), FieldPanel("kind"), FieldPanel("position")]),
        FieldRowPanel([FieldPanel("summary_fr"), FieldPanel("summary_nl")]),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("text_language"), FieldPanel("document")]),
    ]

    class Meta:
        ordering = ["received_on", "pk"]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=AnswerKind.SUBSTANTIVE) | ~Q(position=""),
                name="answer_on_substance_has_a_position",
                violation_error_message=_("Say which position the authority takes."),
            )
        ]

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
