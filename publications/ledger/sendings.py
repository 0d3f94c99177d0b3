"""What was sent to whom, and what came back: dated rows from which the clock reads the state."""

from datetime import timedelta

from django.conf import settings
from django.contrib.admin import display
from django.db import models
from django.db.models import F, FilteredRelation, Prefetch, Q
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from cms.bilingual import Bilingual

from . import clock
from .answers import Answer, AnswerFile
from .authorities import Authority
from .interpellations import InterpellationPage
from .kinds import Addressing, Basis, Channel
from .panels import AnswerLinksPanel
from .recommendations import Recommendation
from .reminders import Reminded


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
        silent = self.awaiting_answer(on).alias(due=due_on(on))
        return silent.filter(due__lte=clock.overdue_limit(on))

    def to_remind(self, on, steps):
        """Each with the `step` its silence has reached, if nothing was decided of it at that step.

        Never before the due day: until then the authority still has its time.
        """
        reached = [
            models.When(sent_on__lte=on - timedelta(days=step), then=models.Value(step))
            for step in sorted(steps, reverse=True)
        ]
        decided = Reminded.objects.filter(sending=models.OuterRef("pk")).order_by("-step")
        silent = self.standing().awaiting_answer(on).alias(due=due_on(on))
        return (
            silent.filter(Q(due=None) | Q(due__lte=clock.overdue_limit(on)))
            .annotate(step=models.Case(*reached, output_field=models.IntegerField()))
            .alias(decided=Coalesce(models.Subquery(decided.values("step")[:1]), 0))
            .filter(step__gt=F("decided"))
        )

    def with_silence(self, on):
        """Since when it waits, or nothing: to sort by."""
        settled = Answer.objects.settling(on).filter(sending=models.OuterRef("pk"))
        silent = models.When(Q(sent_on__lte=on) & ~models.Exists(settled), then="sent_on")
        return self.annotate(waiting_since=models.Case(silent))

    def to(self, authority):
        return self.filter(authority=authority)

    def answerable_by(self, authority):
        """Sent to it, or to a body that it took over."""
        return self.filter(authority__in={authority.pk, *Authority.objects.absorbed_by(authority)})

    def found_by(self, holder, on):
        """What was open already when this holder took office, and still is."""
        asked = self.answerable_by(holder.authority).awaiting_answer(on)
        return asked.filter(sent_on__lt=holder.started_on) if holder.started_on else asked.none()

    def standing(self):
        """Without what was withdrawn: nobody is asked to answer that any more."""
        return self.filter(recommendation__withdrawn_on=None)

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

    def with_clock(self):
        """What the clock reads, and what one says of it in a list."""
        return self.select_related(
            "authority", "recommendation", "interpellation__locale"
        ).prefetch_related("answers")

    def with_everything(self):
        """What the whole story tells."""
        files = AnswerFile.objects.select_related("document")
        reminded = Reminded.objects.select_related("reminder")
        return self.with_clock().prefetch_related(
            Prefetch("answers__files", files), Prefetch("reminded", reminded)
        )


def due_on(on):
    """The day written, or announced since: before holidays. The same rule as `clock.due_of`."""
    known = Answer.objects.extending(on).filter(sending=models.OuterRef("pk"))
    furthest = known.order_by("-extended_to").values("extended_to")
    extended = models.Subquery(furthest[:1])
    return Coalesce(Greatest("due_on", extended), extended, "due_on")


class Batch(models.Model):
    """What was sent in one go, so that it can be undone in one go."""

    made_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    completed = models.JSONField(_("sendings that were there without a date"), default=list)

    class Meta:
        ordering = ["-made_at"]
        verbose_name = _("sending of many at once")
        verbose_name_plural = _("sendings of many at once")

    def __str__(self):
        return f"{self.made_at:%Y-%m-%d %H:%M}"


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
    batch = models.ForeignKey(
        Batch, on_delete=models.SET_NULL, null=True, editable=False, related_name="sendings"
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
            ],
            heading=_("Until when an answer is awaited"),
        ),
        InlinePanel("answers", heading=_("What came back"), label=_("answer")),
        AnswerLinksPanel(heading=_("Answer by a link")),
        FieldRowPanel([FieldPanel("note_fr"), FieldPanel("note_nl")]),
    ]

    class Meta:
        ordering = ["sent_on", "pk"]
        indexes = [models.Index(fields=["authority", "sent_on"], name="sent_to_an_authority")]
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
    @display(description=_("what was sent"))
    def subject(self):
        return self.recommendation or self.interpellation

    def clock(self, on):
        return clock.of_sending(self, self.answers.all(), on)
