"""The list of sendings: silence comes first; what came back is recorded from its line."""

import django_filters
from django.db.models import TextChoices
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import Button
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from ..answers import Answer
from ..sendings import Sending
from .lists import ClockColumn, ClockedIndexView, DayColumn
from .recording import BUTTONS


class Standing(TextChoices):
    WAITING = "waiting", _("No answer to date")
    OVERDUE = "overdue", _("Overdue")
    NOTED = "noted", _("Acknowledged, no answer to date")
    ANSWERED = "answered", _("Answered")
    NOT_SENT = "not-sent", _("Not sent yet")


class SendingFilter(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("Where it stands"), choices=Standing.choices, method="standing"
    )
    sent_on = django_filters.DateFromToRangeFilter(label=_("Sent on"))

    class Meta:
        model = Sending
        fields = ["state", "authority", "sent_on", "addressing", "channel", "basis"]

    def standing(self, sendings, name, value):
        on = timezone.localdate()
        found = {
            Standing.WAITING: lambda: sendings.awaiting_answer(on),
            Standing.OVERDUE: lambda: sendings.overdue(on),
            Standing.NOTED: lambda: sendings.awaiting_answer(on).filter(
                pk__in=Answer.objects.noting(on).values("sending")
            ),
            Standing.ANSWERED: lambda: sendings.filter(
                pk__in=Answer.objects.settling(on).values("sending")
            ),
            Standing.NOT_SENT: lambda: sendings.filter(sent_on=None),
        }
        return found[value]()


class SendingIndexView(ClockedIndexView):
    default_ordering = "waiting"

    def get_base_queryset(self):
        return super().get_base_queryset().with_clock()

    def with_waiting_since(self, queryset):
        return queryset.with_silence(self.today)

    def tell(self, rows):
        for one in rows:
            one.today = one.clock(self.today)

    def get_list_more_buttons(self, instance):
        buttons = super().get_list_more_buttons(instance)
        if not instance.today.is_open or not self.user_has_permission("change"):
            return buttons
        quick = [
            Button(
                label,
                url=reverse("record_answer", args=[instance.pk, kind]),
                icon_name=icon,
                priority=position,
            )
            for position, (kind, label, icon) in enumerate(BUTTONS)
        ]
        return quick + buttons


class SendingCreateView(CreateView):
    def get_initial_form_instance(self):
        """Coming from the form of what is sent, that field is filled in already."""
        asked = {
            name: self.request.GET.get(name, "") for name in ("recommendation", "interpellation")
        }
        known = {f"{name}_id": int(pk) for name, pk in asked.items() if pk.isdecimal()}
        return Sending(**known)


class SendingViewSet(SnippetViewSet):
    model = Sending
    add_view_class = SendingCreateView
    copy_view_enabled = False  # what came back belongs to one sending
    icon = "mail"
    menu_label = _("Sendings and answers")
    index_view_class = SendingIndexView
    list_display = [
        "subject",
        Column("authority.called.plain", label=_("Addressee"), sort_key="authority__name_fr"),
        DayColumn("sent_on", label=_("Sent on"), sort_key="sent_on"),
        DayColumn("due_on", label=_("Answer awaited by"), sort_key="due_on"),
        ClockColumn(),
    ]
    filterset_class = SendingFilter
    search_fields = [
        "recommendation__number",
        "recommendation__title_fr",
        "recommendation__title_nl",
        "authority__name_fr",
        "authority__name_nl",
    ]
    list_per_page = 50
    ordering = "waiting"
