"""What a group wants, who takes part, what became of it."""

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField

from cms import languages
from cms.blocks import BodyBlock
from cms.pages import SitePage, paginate
from cms.readable import ReadableQuerySet

from .participation import participants
from .phases import MARKS, Phase, Stage, begun

ONGOING = [Stage.ACTIVE, Stage.PREPARATION, Stage.WATCH]
PER_PAGE = 30


class GroupIndexPage(SitePage):
    template = "groups/group_index.html"
    accent = "groups"
    page_description = _("Lists the working groups: those at work first, the others after.")

    lead = models.TextField(_("introduction"), blank=True)

    content_panels = [*SitePage.content_panels, FieldPanel("lead")]

    subpage_types = ["groups.GroupPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of working groups")
        verbose_name_plural = _("lists of working groups")

    def get_context(self, request, *args, **kwargs):
        groups = GroupPage.objects.readable_in(languages.current()).defer_streamfields()
        listed = sorted(groups.with_stage(timezone.localdate()), key=GroupPage.list_order)
        page_obj = paginate(listed, request.GET.get("page"), PER_PAGE)
        return super().get_context(request, *args, **kwargs) | {
            "page_obj": page_obj,
            "ongoing": [group for group in page_obj if group.is_ongoing],
            "past": [group for group in page_obj if not group.is_ongoing],
        }


class GroupQuerySet(ReadableQuerySet):
    def with_stage(self, on):
        """Each with its present stage, read from the rows of its original page."""
        latest = (
            Phase.objects.filter(page__translation_key=OuterRef("translation_key"))
            .filter(started_on__lte=on)
            .order_by("-started_on", "-pk")
        )
        return self.annotate(
            stage=Subquery(latest.values("stage")[:1]),
            stage_since=Subquery(latest.values("started_on")[:1]),
        ).order_by("title", "pk")

    def at_work(self, on):
        """Active groups: what the front page tells about."""
        return self.with_stage(on).filter(stage=Stage.ACTIVE)


class GroupPage(SitePage):
    template = "groups/group.html"
    accent = "groups"
    page_description = _("A working group: what it wants, who takes part, what came of it.")

    theme = models.ForeignKey(
        "directory.Theme",
        verbose_name=_("theme"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    lead = models.TextField(
        _("mandate"), blank=True, help_text=_("What the group is there for, in two sentences.")
    )
    convention_agreed_on = models.DateField(
        _("convention agreed on"),
        null=True,
        blank=True,
        help_text=_("By the steering committee: objectives, method, composition, evaluation."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("what it did"), blank=True)
    perspectives = StreamField(BodyBlock(), verbose_name=_("what comes next"), blank=True)

    objects = PageManager.from_queryset(GroupQuerySet)()

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("lead"),
        FieldRowPanel([FieldPanel("theme"), FieldPanel("convention_agreed_on")]),
        InlinePanel("phases", heading=_("Its life, stage by stage"), label=_("stage")),
        InlinePanel(
            "participations", heading=_("Who takes part"), label=_("participating organisation")
        ),
        FieldPanel("body"),
        FieldPanel("perspectives"),
    ]
    # Facts: the same in both languages; rows hang on the original and are not copied.
    override_translatable_fields = [
        SynchronizedField("theme", overridable=False),
        SynchronizedField("convention_agreed_on", overridable=False),
        BaseTranslatableField("phases"),
        BaseTranslatableField("participations"),
    ]
    exclude_fields_in_copy = ["phases", "participations"]

    parent_page_types = ["groups.GroupIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("working group")
        verbose_name_plural = _("working groups")

    def get_context(self, request, *args, **kwargs):
        today = timezone.localdate()
        return super().get_context(request, *args, **kwargs) | {
            "phases": self.history,
            "participants": participants(self.original.participations.all(), today),
        }

    @cached_property
    def history(self):
        """The stages it went through until today, oldest first."""
        return begun(self.original.phases.all(), timezone.localdate())

    @property
    def phase(self):
        """The present stage, or None before the first one."""
        return self.history[-1] if self.history else None

    # What follows is for lists, annotated by `with_stage`.

    @property
    def is_ongoing(self):
        return self.stage in ONGOING

    def list_order(self):
        """Those at work first; the others as they came, by title."""
        return ONGOING.index(self.stage) if self.is_ongoing else len(ONGOING)

    @property
    def mark(self):
        return MARKS.get(self.stage, "none")

    @property
    def stage_label(self):
        return Stage(self.stage).label if self.stage else ""
