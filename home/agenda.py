"""The agenda of the network: what comes, and what took place."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail_localize.fields import SynchronizedField

from cms import dates, languages
from cms.bilingual import Bilingual
from cms.blocks import BodyBlock
from cms.coordination import Coordination
from cms.dates import Days, Kind, midnight
from cms.pages import SitePage, paginate
from cms.readable import ReadableQuerySet

from . import linked_data
from .calendar import subscription_to
from .filters import AgendaFilter
from .standard import LEAD_HELP


class AgendaPage(SitePage):
    template = "home/agenda.html"
    accent = "news"
    page_description = _("Lists what comes and what took place, month by month.")

    lead = models.TextField(_("introduction"), blank=True, help_text=LEAD_HELP)

    content_panels = [*SitePage.content_panels, FieldPanel("lead")]

    parent_page_types = ["home.FrontPage"]
    subpage_types = ["home.EventPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("agenda")
        verbose_name_plural = _("agendas")

    def get_context(self, request, *args, **kwargs):
        form = AgendaFilter(request.GET)
        is_past, begin = form.values.get("when") == "past", midnight(timezone.localdate())
        window = {"until": begin} if is_past else {"since": begin}
        found = dates.moments(form.asked(**window))
        items = paginate(found[::-1] if is_past else found, request.GET.get("page"))
        return super().get_context(request, *args, **kwargs) | {
            "form": form,
            "chips": form.chips,
            "items": items,
            "entries": dates.entries(items, languages.current()),
            "calendar": subscription_to(form.values),
            "is_past": is_past,
        }


class EventQuerySet(ReadableQuerySet):
    def with_themes(self):
        return self.prefetch_related("themes")

    def with_last_moment(self):
        return self.annotate(last_moment=Coalesce("end", "start"))

    def coming(self, today):
        """Until midnight after its last day, an event is still to come; the next one first."""
        begin = midnight(today)
        return self.with_last_moment().filter(last_moment__gte=begin).order_by("start", "pk")

    def past(self, today):
        begin = midnight(today)
        return self.with_last_moment().filter(last_moment__lt=begin).order_by("-start", "-pk")


class EventPage(Days, SitePage):
    template = "home/event.html"
    accent = "news"
    page_description = _("A date in the agenda: meeting, training module, hearing…")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.MEETING)
    start = models.DateTimeField(_("starts"))
    end = models.DateTimeField(_("ends"), null=True, blank=True)
    all_day = models.BooleanField(
        _("all day"), default=False, help_text=_("The hours are then left out.")
    )
    cancelled = models.BooleanField(
        _("cancelled"),
        default=False,
        help_text=_("The event stays in the agenda, marked as cancelled, in both languages."),
    )
    place_fr = models.CharField(
        _("place in French"),
        max_length=200,
        blank=True,
        help_text=_("Name and address. Example: Maison communale, place Colignon, 1030 Bruxelles."),
    )
    place_nl = models.CharField(_("place in Dutch"), max_length=200, blank=True)
    organiser_fr = models.CharField(_("organiser in French"), max_length=150, blank=True)
    organiser_nl = models.CharField(_("organiser in Dutch"), max_length=150, blank=True)
    themes = ParentalManyToManyField(
        "directory.Theme", verbose_name=_("themes"), blank=True, related_name="+"
    )
    group = models.ForeignKey(
        "groups.GroupPage",
        verbose_name=_("working group"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("If a group holds it. Its own meetings need no page: they are kept with it."),
    )
    lead = models.TextField(_("introduction"), blank=True, help_text=LEAD_HELP)
    registration = models.TextField(
        _("how to register"),
        blank=True,
        help_text=_("Example: free, registration by e-mail before 20 May."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)

    place = Bilingual()
    organiser = Bilingual()

    objects = PageManager.from_queryset(EventQuerySet)()

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("kind"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
                FieldRowPanel([FieldPanel("all_day"), FieldPanel("cancelled")]),
            ],
            heading=_("When"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("place_fr"), FieldPanel("place_nl")]),
                FieldRowPanel([FieldPanel("organiser_fr"), FieldPanel("organiser_nl")]),
            ],
            heading=_("Where and by whom"),
        ),
        FieldPanel("lead"),
        FieldPanel("registration"),
        FieldPanel("group"),
        FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
        FieldPanel("body"),
    ]
    # Facts: the same in both languages, so a translation takes them from its original.
    override_translatable_fields = [
        SynchronizedField(name, overridable=False)
        for name in (
            "kind",
            "start",
            "end",
            "all_day",
            "cancelled",
            "place_fr",
            "place_nl",
            "organiser_fr",
            "organiser_nl",
            "group",
            "themes",
        )
    ]

    parent_page_types = ["home.AgendaPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def clean(self):
        super().clean()
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("An event cannot end before it starts.")})

    def get_context(self, request, *args, **kwargs):
        from .registrations import telling  # it knows events, and events show it

        publisher = Coordination.for_request(request).name.plain
        return super().get_context(request, *args, **kwargs) | {
            "event_data": linked_data.of_event(self, request, publisher),
            "told": telling.of_event(self),
            "attendance": telling.attendance_of(self),
        }
