"""A proposal of a member, and what became of it: dated facts, from which its state is read."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms import languages
from directory.organisations import Organisation


class Kind(models.TextChoices):
    NEWS = "news", _("news item")
    EVENT = "event", _("date")
    LINK = "link", _("resource")


class Decision(models.TextChoices):
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("not taken over")


class State(models.TextChoices):
    WAITING = "waiting", _("waiting to be read")
    WITHDRAWN = "withdrawn", _("withdrawn")
    REFUSED = "refused", _("not taken over")
    PREPARED = "prepared", _("accepted, in preparation")
    PUBLISHED = "published", _("on the site")
    GONE = "gone", _("accepted, not on the site any more")


# The shape that goes with the word (docs/design-system.md).
MARKS = {
    State.WAITING: "waiting",
    State.PREPARED: "acknowledged",
    State.PUBLISHED: "open",
    State.REFUSED: "closed",
    State.WITHDRAWN: "abandoned",
    State.GONE: "closed",
}


@dataclass(frozen=True)
class Step:
    label: object
    on: datetime


class ProposalQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(decision="", withdrawn_at=None)

    def of(self, user):
        """Her own: what colleagues propose is theirs."""
        return self.filter(proposed_by=user)

    def with_outcome(self):
        return self.select_related("organisation", "page", "resource")


class Proposal(models.Model):
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="+", verbose_name=_("organisation")
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    title = models.CharField(_("title"), max_length=150)
    text = models.TextField(_("text"), max_length=4000, blank=True)
    other_title = models.CharField(_("title in the other language"), max_length=150, blank=True)
    other_text = models.TextField(_("text in the other language"), max_length=4000, blank=True)
    start = models.DateTimeField(_("starts"), null=True, blank=True)
    end = models.DateTimeField(_("ends"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("address of a page"), max_length=500, blank=True)

    proposed_at = models.DateTimeField(_("proposed on"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision.choices, blank=True)
    decided_at = models.DateTimeField(_("decided on"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    page = models.ForeignKey(Page, on_delete=models.SET_NULL, null=True, related_name="+")
    resource = models.ForeignKey(
        "home.ResourceLink", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal of a member")
        verbose_name_plural = _("proposals of members")
        ordering = ["-proposed_at", "-pk"]

    def __str__(self):
        return self.title

    @property
    def state(self) -> State:
        if self.withdrawn_at:
            return State.WITHDRAWN
        if not self.decision:
            return State.WAITING
        if self.decision == Decision.REFUSED:
            return State.REFUSED
        if self.resource_id or (self.page_id and self.page.live):
            return State.PUBLISHED
        return State.PREPARED if self.page_id else State.GONE

    @property
    def mark(self):
        return MARKS[self.state]

    @property
    def steps(self) -> list[Step]:
        """What happened, in the order in which it did."""
        told = [(_("proposed"), self.proposed_at), (_("withdrawn"), self.withdrawn_at)]
        if self.decision:
            told.append((Decision(self.decision).label, self.decided_at))
        if self.page_id and self.page.live:
            told.append((_("published"), self.page.first_published_at))
        return [Step(label, moment) for label, moment in told if moment]

    @property
    def html_lang(self):
        return languages.html_lang(self.language)

    @property
    def other_language(self):
        return languages.other(self.language)

    @property
    def other_html_lang(self):
        return languages.html_lang(self.other_language)

    def withdraw(self) -> bool:
        """Only what nobody has decided on yet."""
        mine = Proposal.objects.waiting().filter(pk=self.pk)
        return bool(mine.update(withdrawn_at=timezone.now()))

    def decide(self, decision, user, reason="") -> bool:
        """True for the first who decides: two coordinators may have it open."""
        facts = {"decision": decision, "reason": reason, "decided_by": user}
        facts["decided_at"] = timezone.now()
        if not Proposal.objects.waiting().filter(pk=self.pk).update(**facts):
            return False
        self.refresh_from_db()
        return True
