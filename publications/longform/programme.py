"""The day that proceedings tell of: what was said when, by whom, and which chapter holds it."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable, Page

from cms.bilingual import Bilingual

from .kinds import ItemKind, Part


class ProgrammeItem(Orderable, ClusterableModel):
    page = ParentalKey(
        "publications.PublicationPage", on_delete=models.CASCADE, related_name="programme"
    )
    day = models.DateField(
        _("day"), null=True, blank=True, help_text=_("Only if the event lasted several days.")
    )
    starts_at = models.TimeField(
        _("begins at"), null=True, blank=True, help_text=_("Example: 09:30.")
    )
    kind = models.CharField(
        _("moment"), max_length=20, choices=ItemKind.choices, default=ItemKind.KEYNOTE
    )
    title_fr = models.CharField(_("title in French"), max_length=250, blank=True)
    title_nl = models.CharField(_("title in Dutch"), max_length=250, blank=True)
    chapter = models.ForeignKey(
        Page,
        verbose_name=_("chapter that holds it"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("In either language: each reader gets it in their own where it exists."),
    )

    title = Bilingual()

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("starts_at"), FieldPanel("day")]),
        FieldRowPanel([FieldPanel("title_fr"), FieldPanel("title_nl")]),
        PageChooserPanel("chapter", "publications.ChapterPage"),
        InlinePanel("speakers", heading=_("Who spoke, facilitated, reported"), label=_("person")),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("moment of the programme")
        verbose_name_plural = _("moments of the programme")

    def __str__(self):
        return self.title.plain or self.get_kind_display()

    def clean(self):
        super().clean()
        if not (self.title_fr or self.title_nl):
            raise ValidationError({"title_fr": _("Give a title in one language at least.")})


class Speaker(Orderable):
    """Somebody with the role of that day, which may have changed since."""

    item = ParentalKey(ProgrammeItem, on_delete=models.CASCADE, related_name="speakers")
    part = models.CharField(_("part"), max_length=20, choices=Part.choices, default=Part.SPEAKER)
    name = models.CharField(
        _("name"),
        max_length=150,
        blank=True,
        help_text=_("Only if the programme published it. A role alone is enough."),
    )
    role_fr = models.CharField(
        _("role that day, in French"),
        max_length=200,
        blank=True,
        help_text=_("Example: échevine de l’action sociale."),
    )
    role_nl = models.CharField(_("role that day, in Dutch"), max_length=200, blank=True)

    role = Bilingual()

    panels = [
        FieldRowPanel([FieldPanel("part"), FieldPanel("name")]),
        FieldRowPanel([FieldPanel("role_fr"), FieldPanel("role_nl")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("person of the programme")
        verbose_name_plural = _("persons of the programme")

    def __str__(self):
        return ", ".join(filter(None, [self.name, self.role.plain]))

    def clean(self):
        super().clean()
        if not (self.name or self.role_fr or self.role_nl):
            raise ValidationError({"name": _("Give a name, or a role.")})

    @property
    def part_label(self):
        """A speaker needs no word: the line says what she spoke about."""
        return "" if self.part == Part.SPEAKER else self.get_part_display()


@dataclass(frozen=True)
class Moment:
    """A line of the programme as one reader sees it."""

    item: ProgrammeItem
    speakers: tuple[Speaker, ...]
    chapter: Page | None = None  # the one that this reader can open
    begins_day: bool = False  # of an event of several days


def programme_of(rows, chapters, families) -> list[Moment]:
    """`rows`: each moment with its speakers; `chapters`: those that the reader may open, found by
    their family, for a moment may name them in the other language.
    """
    by_family = {chapter.translation_key: chapter for chapter in chapters}
    moments, day = [], None
    for item, speakers in rows:
        chapter = by_family.get(families.get(item.chapter_id))
        begins_day = item.day is not None and item.day != day
        day = item.day or day
        moments.append(Moment(item, tuple(speakers), chapter, begins_day))
    return moments
