"""What a group wants, who takes part, what became of it."""

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField

from cms import languages
from cms.bilingual import Bilingual
from cms.blocks import BodyBlock
from cms.pages import SitePage, paginate
from cms.readable import ReadableQuerySet

from . import group_panels
from .going_live import is_held_back
from .group_form import GroupPageForm
from .participation import participants
from .phases import MARKS, Phase, Stage, begun
from .productions import productions
from .years import latest_first

ONGOING = [Stage.ACTIVE, Stage.PREPARATION, Stage.WATCH]
PER_PAGE = 30
FACTS = (
    "theme",
    "convention_agreed_on",
    "facilitator_fr",
    "facilitator_nl",
    "list_address",
    "list_page",
)
ROWS = ["phases", "participations", "years", "productions"]


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
    convention_objectives = models.TextField(
        _("objectives"), blank=True, help_text=_("What the group wants to reach, and for whom.")
    )
    convention_method = models.TextField(
        _("method"), blank=True, help_text=_("Example: a meeting a month; analysis of situations.")
    )
    convention_composition = models.TextField(
        _("composition"), blank=True, help_text=_("Kinds of organisations wanted, never persons.")
    )
    convention_evaluation = models.TextField(
        _("evaluation"), blank=True, help_text=_("When and by what one sees whether it worked.")
    )
    facilitator_fr = models.CharField(
        _("facilitated by, in French"),
        max_length=160,
        blank=True,
        help_text=_("A role, never a name. Example: l’équipe de coordination."),
    )
    facilitator_nl = models.CharField(_("facilitated by, in Dutch"), max_length=160, blank=True)
    list_address = models.EmailField(
        _("address of the mailing list"),
        blank=True,
        help_text=_("Written out in words on the site, so that programs do not collect it."),
    )
    list_page = models.URLField(
        _("page where one subscribes to the list"),
        blank=True,
        help_text=_("The list's own page. Example: https://lists.example.org/seniors."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("what it did"), blank=True)
    perspectives = StreamField(BodyBlock(), verbose_name=_("what comes next"), blank=True)

    facilitator = Bilingual()

    objects = PageManager.from_queryset(GroupQuerySet)()

    base_form_class = GroupPageForm
    content_panels = [*SitePage.content_panels, *group_panels.CONTENT]
    # Facts: the same in both languages; rows hang on the original and are not copied.
    override_translatable_fields = [
        *(SynchronizedField(name, overridable=False) for name in FACTS),
        *(BaseTranslatableField(name) for name in ROWS),
    ]
    exclude_fields_in_copy = ROWS

    read_with = ("theme",)
    parent_page_types = ["groups.GroupIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("working group")
        verbose_name_plural = _("working groups")

    def get_context(self, request, *args, **kwargs):
        from .meetings.telling import meetings_of

        today = timezone.localdate()
        is_preview = getattr(request, "is_preview", False)
        draft = self.original.productions.all() if is_preview else None
        return super().get_context(request, *args, **kwargs) | {
            "phases": self.history,
            "meetings": meetings_of(self, today),
            "participants": participants(self.original.participations.all(), today),
            "years": latest_first(self.original.years.all()),
            "productions": productions(self.translation_key, draft),
        }

    def publish(self, revision, *args, log_action=True, **kwargs):
        """What was planned is asked once more, when its hour comes (groups/going_live.py)."""
        if not is_held_back(revision, log_action):
            super().publish(revision, *args, log_action=log_action, **kwargs)

    @property
    def convention(self):
        """Its parts that somebody wrote, each under its name."""
        parts = ("objectives", "method", "composition", "evaluation")
        fields = [f"convention_{part}" for part in parts]
        named = [(self._meta.get_field(name).verbose_name, getattr(self, name)) for name in fields]
        return [(label, text) for label, text in named if text]

    @property
    def list_in_words(self):
        """For people to read and type; a program that collects addresses finds none."""
        name, _at, host = self.list_address.partition("@")
        at = pgettext("e-mail address in words", "at")
        dot = pgettext("e-mail address in words", "dot")
        return f"{name} {at} {f' {dot} '.join(host.split('.'))}"

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
