"""What was public, from when: one row a publication, with a copy of what it said.

A copy, because revisions may be purged and what was public must stay citable. A minor edit
replaces the version it mends. Never a draft, never what only some people could read.
"""

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from .natures import Nature, Reason


class VersionQuerySet(models.QuerySet):
    def of(self, page):
        return self.filter(page_id=page.pk)

    def told_on(self, pages):
        """Those of the first page, and of all of them those that came with words for readers."""
        keys = [page.translation_key for page in pages]
        own_or_told = Q(page_id=pages[0].pk) | Q(correction__isnull=False)
        found = self.filter(own_or_told, page__translation_key__in=keys)
        return found.select_related("correction").bare()

    def bare(self):
        """Without what they said: for lists."""
        return self.defer("content")


class Version(models.Model):
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", editable=False)
    published_at = models.DateTimeField(_("published on"), editable=False)
    day = models.DateField(editable=False)
    number = models.PositiveSmallIntegerField(default=1, editable=False)  # among those of that day
    nature = models.CharField(_("kind"), max_length=12, choices=Nature.choices, editable=False)
    content = models.JSONField(encoder=DjangoJSONEncoder, editable=False)
    correction = models.OneToOneField(
        "publications.Correction", on_delete=models.SET_NULL, null=True, editable=False
    )
    is_private = models.BooleanField(default=False, editable=False)
    withdrawn_on = models.DateField(
        _("withdrawn on"),
        null=True,
        blank=True,
        help_text=_("From this day nobody can read this version. Empty it to show it again."),
    )
    withdrawn_because = models.CharField(
        _("because"),
        max_length=12,
        choices=Reason.choices,
        blank=True,
        help_text=_("Readers are told these words, and nothing of what the version said."),
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["published_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "day", "number"], name="version_of_a_day")
        ]
        verbose_name = _("earlier version")
        verbose_name_plural = _("earlier versions")

    def __str__(self):
        return f"{self.page.title}, {self.when}"

    def clean(self):
        if self.withdrawn_on and not Version.objects.of(self.page).filter(pk__gt=self.pk).exists():
            raise ValidationError(
                _("This is the present version. Unpublish the page, or publish it corrected first.")
            )
        if bool(self.withdrawn_on) != bool(self.withdrawn_because):
            field = "withdrawn_because" if self.withdrawn_on else "withdrawn_on"
            raise ValidationError({field: _("A withdrawal needs its day and its reason.")})

    @property
    def when(self):
        """The last part of its address."""
        return f"{self.day:%Y-%m-%d}" + (f"-{self.number}" if self.number > 1 else "")

    def stamp(self, moment):
        """Public from then: its address follows."""
        self.published_at, self.day = moment, timezone.localdate(moment)
        same_day = Version.objects.filter(page_id=self.page_id, day=self.day).exclude(pk=self.pk)
        self.number = (same_day.aggregate(last=models.Max("number"))["last"] or 0) + 1

    def whole(self):
        """With what it said, if it was found `bare`."""
        return Version.objects.get(pk=self.pk) if self.get_deferred_fields() else self

    def as_page(self, page):
        """What the page said then, read only, in the place of the present one."""
        then = page.with_content_json(self.content)
        then.locale = page.locale
        return then


def earlier(versions) -> list[Version]:
    """Those that were public and no longer are the present one; from all of a page, in order."""
    return [one for one in versions[:-1] if not one.is_private]


def present(versions) -> Version | None:
    return versions[-1] if versions and not versions[-1].is_private else None


def date_again(page, first, last) -> None:
    """As if it had been published then: for demonstrations."""
    found = list(Version.objects.of(page))
    for version in found:
        version.stamp(last if version == found[-1] and len(found) > 1 else first)
        version.save()
