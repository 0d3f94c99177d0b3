"""Meetings are kept beside the pages: a date that changes is corrected in one place, at once."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .records import Meeting

WHEN_AND_WHERE = [
    FieldRowPanel([FieldPanel("group"), FieldPanel("body")]),
    FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
    FieldRowPanel([FieldPanel("label_fr"), FieldPanel("label_nl")]),
    FieldPanel("venue"),
    FieldRowPanel([FieldPanel("place_fr"), FieldPanel("place_nl")]),
    FieldRowPanel([FieldPanel("cancelled"), FieldPanel("is_public")]),
]
AGAIN = [
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("every"), FieldPanel("interval"), FieldPanel("last_time")])],
        heading=_("It comes back"),
        help_text=_("At the same hour, from the first day on: summer time is seen to."),
    ),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("series"), FieldPanel("instead_of")])],
        heading=_("It is one time of a meeting that comes back"),
        help_text=_("Calendars see it move: it stays the same event for those who follow them."),
    ),
]
CONTENT = [
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("agenda_fr"), FieldPanel("agenda_nl")]),
            FieldRowPanel([FieldPanel("summary_fr"), FieldPanel("summary_nl")]),
        ],
        heading=_("Public: agenda and summary"),
        help_text=_("Everybody reads this, as soon as the meeting is shown to everybody."),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel(
                [
                    FieldPanel("present_public"),
                    FieldPanel("present_association"),
                    FieldPanel("present_other"),
                ]
            )
        ],
        heading=_("Public: how many came"),
        help_text=_(
            "Numbers by kind of institution, never names. Where the minutes count by institution, "
            "these are added up from there."
        ),
    ),
    HelpPanel(template="groups/admin/minutes_panel.html", heading=_("Private: minutes")),
]


class MeetingViewSet(SnippetViewSet):
    model = Meeting
    icon = "date"
    menu_label = _("Meetings")
    menu_order = 262
    add_to_admin_menu = True
    list_display = [
        Column("host_name", label=_("Who meets")),
        DateColumn("start", label=_("Day"), sort_key="start"),
        "label_fr",
        "every",
        "cancelled",
        "is_public",
    ]
    list_filter = ["group", "body", "start", "cancelled", "is_public"]
    search_fields = ["label_fr", "label_nl", "summary_fr", "summary_nl"]
    list_per_page = 50
    edit_handler = TabbedInterface(
        [
            ObjectList(WHEN_AND_WHERE, heading=_("When and where")),
            ObjectList(AGAIN, heading=_("Again and again")),
            ObjectList(CONTENT, heading=_("Agenda and summary")),
        ]
    )

    def get_queryset(self, request):
        return Meeting.objects.select_related("group", "body")


register_snippet(MeetingViewSet)
